//! What is known of the files people have: header words, empty-value words, words of status, totals and dates, known exports.
//!
//! All of it stands in `data/formats/`; here is only how it is looked up. `file` is the schema of those files, and `load` joins
//! them into one [`Formats`]. Of headers, `key` is the form in which they are compared, `headers` their words, `meaning` what
//! these can say, and `reading` what a whole header says: by its parts (`parts`, cut by `tokens`), or as a `dotted` name.

mod amount;
mod answers;
mod devices;
mod ditto;
mod document_file;
mod documents;
mod dotted;
mod doubt;
mod failed;
mod file;
mod headers;
mod key;
mod load;
mod meaning;
mod misspelt;
mod parts;
mod reading;
mod secret_hints;
mod secret_keys;
mod secret_values;
mod secrets;
mod stages;
mod status;
mod tokens;
mod words;

#[cfg(test)]
mod tests;

pub use amount::Count;
pub(super) use amount::is_number;
pub(super) use documents::{Absent, Document, Nested, Pair, RowsAt};
pub(crate) use doubt::in_doubt;
pub(super) use file::Look;
pub(super) use headers::{ExportId, Headers};
pub(super) use key::key;
pub use meaning::Fit;
pub(super) use meaning::{Meaning, Reading};
pub(super) use secret_keys::holds_key;
pub(super) use secret_values::{ADDRESS, Cleared};
pub(super) use words::Words;

use std::{collections::BTreeSet, sync::Arc};

use amount::Units;
use answers::Answers;
use ditto::Ditto;
use failed::FailedWords;
use rustc_hash::{FxHashMap, FxHashSet};
use secret_values::SecretValues;
use serde::{Deserialize, Serialize};
use status::Statuses;

use super::{
    companies::{self, Companies, Trade},
    dates::{self, Months},
};
use crate::{
    Date, Field,
    asset::DateOrder,
    facts::LifeCycle,
    fold::fold,
    phrases::Phrases,
    strings::{boxed_letter, is_filler},
    tables::Vocabulary,
};

/// The maker is one of the first words of the name of goods.
const MAKER_WITHIN: usize = 4;

/// A sentence has more words than this.
const SENTENCE: usize = 3;
/// A footnote has more words than this, its sign among them.
const FOOTNOTE: usize = 2;
/// Longer cells, in bytes, are no totals with a number in them.
const NUMBERED: usize = 80;

/// The words of inventories, ready for use.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Formats {
    pub(super) headers: Headers,
    pub(super) secret_values: SecretValues,
    /// Tags of values in YAML that are secrets.
    pub(super) secret_tags: FxHashSet<String>,
    empty: Words,
    /// Words for nothing, with the fields of which they state that there is none.
    none: FxHashSet<(Field, String)>,
    /// Phrases of remarks, with the fact that they put in question.
    doubts: Phrases<Field>,
    /// Folded cells of text that do the same.
    whole_doubts: FxHashMap<String, Field>,
    /// What stands in headers that speak of a fact beside the column that states it.
    header_speaks: Vec<(String, Field)>,
    /// The facts of which a word that is a header for them speaks in a longer one too: `Waiver that we hold`.
    spoken_words: BTreeSet<Field>,
    pub(super) ditto: Ditto,
    failed: FailedWords,
    /// Folded words that tell no asset of a line from another.
    no_group: FxHashSet<String>,
    /// Folded words that count the assets of a line.
    pub(super) ordinals: FxHashSet<String>,
    /// What the lines begin with that begin the record of an item in the texts of programs.
    pub(super) record_lines: Vec<String>,
    totals: Words,
    footers: Words,
    remarks: Words,
    /// Signs with which a footnote begins.
    footnotes: Vec<String>,
    status: Statuses,
    answers: Answers,
    units: Units,
    pub(super) months: Months,
    /// Documents whose shape is known.
    pub(super) documents: Vec<Document>,
    /// How the members of lists name things and say what they are.
    pub(super) pairs: Vec<Pair>,
    #[serde(skip)]
    companies: Option<Arc<dyn Companies>>,
}

impl Vocabulary for Formats {
    fn is_header(&self, text: &str) -> bool {
        self.headers.knows(text)
    }

    fn is_company(&self, text: &str) -> bool {
        self.trade_of(&[text]).is_some()
    }
}

impl Formats {
    /// The same with somebody who knows companies, so that the cells can tell a column of makers from one of sellers.
    pub(crate) fn with_companies(mut self, companies: Arc<dyn Companies>) -> Self {
        self.companies = Some(companies);
        self
    }

    /// The trade that the companies of a column are in.
    pub(super) fn trade_of(&self, cells: &[&str]) -> Option<Trade> {
        companies::trade_of(cells, self.companies.as_deref()?)
    }

    /// Whether all of a cell is the name of a maker.
    pub(super) fn names_maker(&self, cell: &str) -> bool {
        self.trade_of(&[cell]) == Some(Trade::Makes)
    }

    /// Whether most cells of a column name owners.
    pub(super) fn name_owners(&self, cells: &[&str]) -> bool {
        self.companies.as_deref().is_some_and(|companies| companies::are_owners(cells, companies))
    }

    /// Whether a cell names goods with their maker in words, as no secret does.
    pub(super) fn names_goods(&self, cell: &str) -> bool {
        let words: Vec<_> = cell.split_whitespace().take(MAKER_WITHIN).collect();
        words.len() > 1 && words.iter().any(|word| self.names_maker(word))
    }

    /// Whether most cells below a header that may name a secret name goods: a word for a key may stand for the number of an asset as
    /// well. What surely names a secret is believed.
    pub(super) fn hold_goods(&self, header: &str, cells: &[&str]) -> bool {
        !self.headers.secrets.surely_named_in(header)
            && cells.iter().filter(|cell| self.names_goods(cell)).count() * 2 > cells.len()
    }

    /// Whether a cell is one of the words with which people leave a cell empty, or has no letter and no digit.
    #[inline]
    pub fn is_empty_value(&self, cell: &str) -> bool {
        let starts_with_letter =
            cell.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
        self.empty.has(cell)
            || !starts_with_letter
                && !cell.chars().any(|letter| {
                    letter.is_alphanumeric() && !is_filler(letter) || boxed_letter(letter).is_some()
                })
    }

    /// Whether cells below a header may be codes of two capitals, some of which elsewhere say that a cell was left empty.
    pub(super) fn holds_codes(&self, header: &str) -> bool {
        self.headers.of_codes.contains(&key(header))
    }

    /// Whether a word for nothing states in a column of this field that there is none, as for approvals.
    pub fn states_none(&self, field: Field, cell: &str) -> bool {
        self.none.contains(&(field, fold(cell)))
    }

    /// Whether a cell says: as in the row above.
    #[inline]
    pub fn is_ditto(&self, cell: &str) -> bool {
        self.ditto.has(cell)
    }

    /// Whether a cell holds what a program writes where it has no value: an error, a formula, signs for lost letters.
    #[inline]
    pub(super) fn is_failed(&self, cell: &str) -> bool {
        self.failed.has(cell)
    }

    /// Whether words in a header tell no asset of a line from another, such as a number of one.
    pub(super) fn is_no_group(&self, folded: &str) -> bool {
        folded.split(' ').all(|word| {
            self.no_group.contains(word) || word.chars().all(|letter| letter.is_ascii_digit())
        })
    }

    /// The label and the value of a line by which a program begins the record of an item.
    pub(super) fn record_line<'t>(&self, line: &'t str) -> Option<(&str, &'t str)> {
        let line = line.trim();
        self.record_lines.iter().find_map(|label| {
            let value = line.strip_prefix(label.as_str())?.strip_prefix(' ')?;
            Some((label.as_str(), value.trim()))
        })
    }

    /// The stage of life that a cell names; `None` for words that are not known.
    pub fn life_cycle(&self, cell: &str) -> Option<LifeCycle> {
        self.status.read(cell)
    }

    /// Whether a cell of a status column says nothing of the stage of life: a number, or words such as `working`, which leave it open.
    pub fn names_no_stage(&self, cell: &str) -> bool {
        self.status.says_nothing(cell)
    }

    /// The facts that a remark puts in question, whatever other columns say of them.
    pub(crate) fn doubted_in(&self, remark: &str) -> BTreeSet<Field> {
        if !self.doubts.may_stand_in(remark) {
            return BTreeSet::new();
        }
        self.doubts.find(&fold(remark), false).map(|(.., field)| *field).collect()
    }

    /// What a remark says behind each phrase that puts a fact in question, folded.
    pub(crate) fn behind_doubts(&self, field: Field, remark: &str) -> Vec<String> {
        let folded = fold(remark);
        let found = self.doubts.find(&folded, false).filter(|(.., of)| **of == field);
        found.map(|(_, end, _)| folded[end..].trim().to_owned()).collect()
    }

    /// The fact that a cell of text puts in question with all that it says.
    pub(crate) fn doubted_by_all(&self, cell: &str) -> Option<Field> {
        self.whole_doubts.get(&fold(cell)).copied()
    }

    /// The facts of which a header speaks that another column states, or none: `Exempted under`, `Federal share`.
    pub(in crate::intake) fn touched_by(&self, header: &str) -> Vec<Field> {
        let padded = format!(" {} ", fold(header));
        let words = header.split(|letter: char| !letter.is_alphanumeric());
        let words = words.filter_map(|word| self.headers.general.get(&key(word))?.role.field());
        let by_word = words.filter(|field| self.spoken_words.contains(field));
        let phrases = self.header_speaks.iter();
        let phrases = phrases.filter(|(phrase, _)| padded.contains(phrase.as_str()));
        let fields: BTreeSet<_> = phrases.map(|(_, field)| *field).chain(by_word).collect();
        fields.into_iter().collect()
    }

    /// Whether a cell answers with a plain yes.
    pub(crate) fn affirms(&self, cell: &str) -> bool {
        self.answers.read(cell) == Some(true)
    }

    /// Whether a cell answers with a plain no.
    pub(crate) fn denies(&self, cell: &str) -> bool {
        self.answers.read(cell) == Some(false)
    }

    /// The date that a cell of a date column states. Day and month that could stand either way round give the span of both
    /// readings, unless the order is known.
    pub fn read_date(&self, cell: &str, order: Option<DateOrder>) -> Option<Date> {
        dates::read(cell, order, &self.months)
    }

    /// The same where the fiscal year of whom it is about begins so many months after January.
    pub(crate) fn read_date_of(
        &self,
        cell: &str,
        order: Option<DateOrder>,
        begins: Option<i8>,
    ) -> Option<Date> {
        let own = begins.and_then(|begins| self.months.in_fiscal_year(cell, begins));
        self.read_date(own.as_deref().unwrap_or(cell), order)
    }

    /// Whether what stands under a key of this name in a document is true of all that stands beside it.
    pub(super) fn speaks_for_all(&self, name: &str) -> bool {
        self.headers.defaults.contains(&key(name))
    }

    /// Whether a cell is a number or an amount of money.
    pub(super) fn is_amount(&self, cell: &str) -> bool {
        amount::is_number(cell) || self.units.is_amount(cell)
    }

    /// Whether a header says that money stands below it: `Total (Rp)`, `Сумма, руб.`
    pub(super) fn names_money(&self, header: &str) -> bool {
        let pieces = header.split(['(', ')', '[', ']', '（', '）', ',', '，']).skip(1);
        pieces.into_iter().any(|piece| self.units.is_currency(piece))
    }

    /// How many things a cell of a quantity column counts: `3`, `2 pcs`, `1.000 Stk`, `x4`, `2台`; `None` where it states no
    /// whole number that is certain.
    pub fn read_count(&self, cell: &str) -> Option<Count> {
        self.units.read_count(cell)
    }

    /// Whether a cell is what the line of a total or subtotal begins with.
    pub(super) fn is_total(&self, cell: &str) -> bool {
        self.totals.has(cell) || with_any_number(cell).is_some_and(|cell| self.totals.has(&cell))
    }

    /// Whether a cell is the foot of a printed page.
    pub(super) fn is_footer(&self, cell: &str) -> bool {
        self.footers.has(cell) || with_any_number(cell).is_some_and(|cell| self.footers.has(&cell))
    }

    /// Whether a cell says in what the numbers of its column are counted: `EUR`, `zł`, `(€ TTC)`.
    pub(super) fn is_unit(&self, cell: &str) -> bool {
        !cell.chars().any(char::is_numeric)
            && (self.is_money(cell) || self.units.is_piece(bare(cell)))
    }

    /// Whether a cell is the name of a currency alone.
    pub(super) fn is_money(&self, cell: &str) -> bool {
        self.units.is_currency(bare(cell))
    }

    /// Whether a cell is a count of things and nothing else: `6 items`.
    pub(super) fn is_bare_count(&self, cell: &str) -> bool {
        let number = |c: char| c.is_ascii_digit() || c.is_whitespace();
        let unit = cell.trim_start_matches(number);
        unit.len() < cell.len() && self.units.is_piece(unit) && self.read_count(cell).is_some()
    }

    /// Whether a cell is a remark below a table: a sentence, or a word with a colon, that begins as such remarks do.
    pub(super) fn is_remark(&self, cell: &str) -> bool {
        let sentence = |words: usize| cell.split_whitespace().nth(words).is_some();
        let is_footnote = || self.footnotes.iter().any(|sign| cell.trim_start().starts_with(sign));
        self.remarks.has(cell) && (cell.contains([':', '：']) || sentence(SENTENCE))
            || is_footnote() && sentence(FOOTNOTE)
    }
}

/// A cell without brackets around it.
fn bare(cell: &str) -> &str {
    cell.trim().trim_matches(['(', ')', '[', ']', '（', '）'])
}

/// A short text with 0 in the place of each number in it, as lists of words write any number; `None` if it has none.
fn with_any_number(cell: &str) -> Option<String> {
    if cell.len() > NUMBERED || !cell.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut text = String::with_capacity(cell.len());
    for letter in cell.chars() {
        let digit = letter.is_ascii_digit();
        if !(digit && text.ends_with('0')) {
            text.push(if digit { '0' } else { letter });
        }
    }
    Some(text)
}
