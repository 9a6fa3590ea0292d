//! Reading cells: in which place a cell stands, and the spelling of it that names and patterns are looked for in.

use std::{
    borrow::Cow,
    cell::{OnceCell, RefCell},
    ops::Range,
};

use super::{
    letters::{fold, words_of},
    loosened::Loosened,
    pattern::Pattern,
    spellings::spellings,
    text_forms::{is_name_of_thing, is_sentence},
    words::Words,
};
use crate::{
    Cell, EquipmentTree, Field, KindId, Truth,
    asset::{About, ColumnOrigin, HeadingKind, Role},
    fold::{is_kana, is_whole_word},
    strings::{HIDDEN, start_of},
};

/// What kind of column a cell stands in, as far as marks are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellPlace {
    /// A maker or a brand, and nothing else by right.
    Maker,
    /// Who sold it.
    Supplier,
    /// A model or part number.
    Model,
    /// A serial number.
    Serial,
    /// What the device says of itself.
    Technical,
    /// Anything a person may have written.
    Prose,
}

/// The columns that are read word by word, with their places: makers first, since what they say decides what the others mean.
pub(super) const PLACES: [(Field, CellPlace); 41] = [
    (Field::Manufacturer, CellPlace::Maker),
    (Field::Brand, CellPlace::Maker),
    (Field::Model, CellPlace::Model),
    (Field::PartNumber, CellPlace::Model),
    (Field::Description, CellPlace::Prose),
    (Field::Serial, CellPlace::Serial),
    (Field::Firmware, CellPlace::Technical),
    (Field::Banner, CellPlace::Technical),
    (Field::Hostname, CellPlace::Prose),
    (Field::AssetId, CellPlace::Prose),
    (Field::Equipment, CellPlace::Prose),
    (Field::Supplier, CellPlace::Supplier),
    (Field::SupplierCountry, CellPlace::Prose),
    (Field::Ip, CellPlace::Prose),
    (Field::Site, CellPlace::Prose),
    (Field::SiteClass, CellPlace::Prose),
    (Field::Country, CellPlace::Prose),
    (Field::Purpose, CellPlace::Prose),
    (Field::Network, CellPlace::Prose),
    (Field::Acquired, CellPlace::Prose),
    (Field::Contracted, CellPlace::Prose),
    (Field::Renewed, CellPlace::Prose),
    (Field::Installed, CellPlace::Prose),
    (Field::Sold, CellPlace::Prose),
    (Field::Authorised, CellPlace::Prose),
    (Field::ModelYear, CellPlace::Prose),
    (Field::Status, CellPlace::Prose),
    (Field::Funding, CellPlace::Prose),
    (Field::Owner, CellPlace::Prose),
    (Field::CountryOfProduction, CellPlace::Prose),
    (Field::MakerCountry, CellPlace::Prose),
    (Field::ControllerCountry, CellPlace::Prose),
    (Field::Customer, CellPlace::Prose),
    (Field::Approval, CellPlace::Prose),
    (Field::Declared, CellPlace::Prose),
    (Field::RemoteAccess, CellPlace::Prose),
    (Field::PlantPower, CellPlace::Prose),
    (Field::NetworkShare, CellPlace::Prose),
    (Field::Weight, CellPlace::Prose),
    (Field::DomesticContent, CellPlace::Prose),
    (Field::Quantity, CellPlace::Prose),
];
/// The columns of registered numbers are read by themselves; every other one has a place.
const _: () = assert!(PLACES.len() + 3 == Field::ALL.len());

/// How the cells of a column are searched for marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Search {
    /// For names, models and other marks in words.
    Words(CellPlace),
    /// For MAC addresses, and for words where it holds a sentence.
    Mac,
    /// For FCC IDs, likewise.
    FccId,
    /// For CPE names, likewise.
    Cpe,
}

impl Search {
    /// How a column is searched; `None` where it is not.
    pub(crate) fn of(role: Role) -> Option<Self> {
        Some(match role {
            Role::Text | Role::Detail | Role::Other | Role::Absent => Self::Words(CellPlace::Prose),
            Role::Field(Field::Mac) => Self::Mac,
            Role::Field(Field::FccId) => Self::FccId,
            Role::Field(Field::Cpe) => Self::Cpe,
            Role::Field(field) => {
                let (_, place) = PLACES.iter().find(|(other, _)| *other == field)?;
                Self::Words(*place)
            }
            Role::Ignored | Role::Secret => return None,
        })
    }

    /// Whether the column holds registered numbers.
    pub(crate) fn is_for_numbers(self) -> bool {
        matches!(self, Self::Mac | Self::FccId | Self::Cpe)
    }

    /// Whether its cells may tell more in a row that names no maker: what people write, and what devices say of themselves.
    pub(crate) fn may_claim_alone(self) -> bool {
        !matches!(self, Self::Words(CellPlace::Maker | CellPlace::Supplier | CellPlace::Model))
    }

    /// Whether it is searched word by word.
    pub(crate) fn is_in_words(self) -> bool {
        matches!(self, Self::Words(_))
    }

    /// Whether the column names companies and nothing else by right.
    pub(crate) fn is_for_companies(self) -> bool {
        matches!(self, Self::Words(CellPlace::Maker | CellPlace::Supplier))
    }

    /// Whether the column names makers and nothing else by right.
    pub(crate) fn is_for_makers(self) -> bool {
        self == Self::Words(CellPlace::Maker)
    }
}

/// More of a label than this is not shown.
pub(super) const LABEL_SHOWN: usize = 80;
/// Fewer letters may be the beginning of a number ("SN 12345").
const SHORTEST_WORD: usize = 3;
/// Fewest letters of a name from which a number may run on.
const SHORTEST_RUN_ON: usize = 5;
/// Most digits of a count that runs on from a name.
const LONGEST_COUNT: usize = 3;
/// Fewest letters of a name from which a longer number may run on: shorter ones are words and acronyms too often.
const SHORTEST_NUMBERED: usize = 6;
/// Most letters at the beginning of a model number.
const LONGEST_PREFIX: usize = 4;
/// At most this many syllables may stand at the end of many a Japanese word.
const FEW_SYLLABLES: usize = 4;
/// A space as addresses write it, and as many blanks, so that every sign stays in its place.
const SPACE: &str = "%20";
const BLANKS: &str = "   ";
/// More of a match than this is not shown.
const SHOWN: usize = 80;

/// A cell made ready to be searched.
#[derive(Clone, Debug)]
pub(super) struct Reading<'a> {
    pub(super) cell: Cell<'a>,
    /// The number of the cell within its row, in the order of reading.
    pub(super) at: usize,
    pub(super) place: CellPlace,
    /// Nothing of it may be shown.
    pub(super) is_secret: bool,
    /// The text with full-width forms levelled, for patterns.
    pub(super) plain: Cow<'a, str>,
    /// The text for names, folded where it is not ASCII.
    pub(super) words: Cow<'a, str>,
    /// Of which makers a number was looked for, and whether it stands here: many names ask for the same.
    numbered: RefCell<Vec<(String, Numbers, bool)>>,
    /// `plain` with other gaps for underscores, where it has some.
    parted: OnceCell<Option<String>>,
    /// `plain` with the gaps of numbers as hyphens, where it has some that are others.
    loosened: OnceCell<Option<Loosened>>,
    /// What all of it says, found out once however many names stand in it.
    goods: OnceCell<Vec<KindId>>,
    names_another: OnceCell<bool>,
}

/// Which numbers of a maker are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// Those of its own goods, not those that it builds for a label.
    Own,
    /// Those that nobody else uses.
    OfNobodyElse,
}

impl<'a> Reading<'a> {
    /// Makes a cell ready, or a part of a long one.
    pub(super) fn new(cell: Cell<'a>, at: usize, place: CellPlace) -> Self {
        let text = cell.text;
        let place =
            if place == CellPlace::Serial && is_sentence(text) { CellPlace::Prose } else { place };
        let (plain, words) = spellings(text);
        // What a device says may be written as in an address.
        let unescaped = (place == CellPlace::Technical && words.contains(SPACE))
            .then(|| words.replace(SPACE, BLANKS))
            .filter(|words| words.is_ascii());
        let (plain, words) =
            unescaped.map_or((plain, words), |text| (Cow::Owned(text.clone()), Cow::Owned(text)));
        let numbered = RefCell::default();
        let (parted, loosened) = (OnceCell::new(), OnceCell::new());
        let (goods, names_another) = (OnceCell::new(), OnceCell::new());
        Self {
            cell,
            at,
            place,
            is_secret: false,
            plain,
            words,
            numbered,
            parted,
            loosened,
            goods,
            names_another,
        }
    }

    /// Whether a number of a maker stands in the cell: one that follows any of these patterns.
    pub(super) fn has_number<'p>(
        &self,
        maker: &str,
        which: Numbers,
        mut patterns: impl Iterator<Item = &'p Pattern>,
    ) -> bool {
        let mut known = self.numbered.borrow_mut();
        let same = |(id, of, _): &&(String, Numbers, bool)| id == maker && *of == which;
        if let Some((.., found)) = known.iter().find(same) {
            return *found;
        }
        let found = patterns.any(|pattern| self.find_number(pattern).is_some());
        known.push((maker.to_owned(), which, found));
        found
    }

    /// Where a number that follows a pattern stands in `plain`, written with hyphens or with other gaps.
    pub(super) fn find_number(&self, pattern: &Pattern) -> Option<Range<usize>> {
        let parted = || self.parted.get_or_init(|| parted(&self.plain)).as_deref();
        let loosened = || self.loosened.get_or_init(|| Loosened::new(&self.plain)).as_ref();
        let found = pattern.find(&self.plain).or_else(|| pattern.find(parted()?));
        found.or_else(|| loosened()?.find(pattern))
    }

    /// Where such a number stands in `plain` with other gaps than its maker's. In a text a lone digit behind a gap counts something.
    pub(super) fn find_gapped(&self, pattern: &Pattern) -> Option<Range<usize>> {
        let found = pattern.find_gapped(&self.plain)?;
        let digits = self.plain.get(found.clone())?.bytes().filter(u8::is_ascii_digit).count();
        let counts = self.place == CellPlace::Prose && digits < 2;
        (self.place != CellPlace::Serial && !counts).then_some(found)
    }

    /// The kinds of goods that it names, also in capitals that look like Latin ones.
    pub(super) fn goods(&self, tree: &EquipmentTree) -> &[KindId] {
        self.goods.get_or_init(|| {
            let named = tree.named_in(&self.words);
            let as_written = || tree.named_in(self.cell.text);
            if named.is_empty() && !self.cell.text.is_ascii() { as_written() } else { named }
        })
    }

    /// Whether its column is called by goods of these kinds (`Router`).
    pub(super) fn is_headed_by(&self, wanted: &[KindId], tree: &EquipmentTree) -> bool {
        let named = tree.named_in(&self.cell.column.header);
        tree.reaches(&named, wanted) == Truth::True
    }

    /// Whether it names a maker that nothing is known against.
    pub(super) fn names_another(&self, words: &Words) -> bool {
        *self.names_another.get_or_init(|| words.names_another(&fold(&self.words)))
    }

    /// The fact that the cell states.
    pub(super) fn field(&self) -> Option<Field> {
        self.cell.field
    }

    /// Whether the cell speaks of the asset, and not of its circumstances or of something else.
    pub(super) fn is_about_asset(&self) -> bool {
        self.cell.about == Some(About::Asset)
    }

    /// Whether it speaks of somebody or something else. Who sold the goods is judged by the rules for suppliers.
    pub(super) fn is_about_another(&self) -> bool {
        matches!(self.cell.about, Some(About::Other | About::Absent))
            && self.place != CellPlace::Supplier
    }

    /// Whether it speaks of what is there around the asset, and not of what need not be.
    pub(super) fn is_about_surroundings(&self) -> bool {
        matches!(self.cell.about, Some(About::Circumstances | About::Other))
            && self.place != CellPlace::Supplier
    }

    /// Whether it holds what people write about the goods, or what a device says of itself. In a column of names and numbers that
    /// does only a cell of several words, or of a word and a type number.
    pub(super) fn is_free_text(&self) -> bool {
        let says = match self.field() {
            Some(Field::Hostname | Field::AssetId) => is_name_of_thing(&self.plain),
            _ => true,
        };
        matches!(self.place, CellPlace::Prose | CellPlace::Model | CellPlace::Technical)
            && self.is_about_asset()
            && says
    }

    /// Whether it is the number of an asset that says in small letters what it stands for: "acme-camera-3".
    pub(super) fn is_slug(&self) -> bool {
        let mut parts = self.plain.trim().split(['-', '_']);
        let is_part = |part: &str| {
            let small = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
            !part.is_empty() && part.chars().all(small)
        };
        self.field() == Some(Field::AssetId)
            && parts.next().is_some_and(is_part)
            && parts.clone().next().is_some()
            && parts.all(is_part)
    }

    /// Whether it is a line above rows, or the name of their sheet, their file or their columns.
    pub(super) fn is_heading(&self) -> bool {
        let origin = self.cell.column.origin;
        matches!(origin, ColumnOrigin::Heading(kind) if kind != HeadingKind::Title)
    }

    /// Whether it stands over the row, be it as a title. The name of a column speaks of what the row has, not of what the row is.
    pub(super) fn is_over_row(&self) -> bool {
        matches!(self.cell.column.origin, ColumnOrigin::Heading(kind) if kind != HeadingKind::Column)
    }

    /// Whether a stretch of `words` is all that a cell about the asset says: then it names the maker, whatever the column is for.
    pub(super) fn is_all(&self, start: usize, end: usize) -> bool {
        self.is_about_asset() && self.words.get(start..end) == Some(self.cell.text.trim())
    }

    /// Whether a stretch of `words` is whole words.
    pub(super) fn is_whole(&self, start: usize, end: usize) -> bool {
        if !self.words.is_ascii() {
            return is_whole_word(&self.words, start, end) && !self.is_within_kana(start, end);
        }
        let word = |at: Option<&u8>| at.is_some_and(u8::is_ascii_alphanumeric);
        let bytes = self.words.as_bytes();
        let before = start.checked_sub(1).and_then(|before| bytes.get(before));
        !word(before) && !word(bytes.get(end))
    }

    /// Whether a stretch of `words` may be a name: whole words, or letters from which a count or a measure runs on ("acme2", "acme4mp"), a model number
    /// ("AcmeAB-2CD") or a word that says nothing of who it is ("`AcmeCamera`"), of which `is_idle` knows.
    pub(super) fn may_be_name(
        &self,
        start: usize,
        end: usize,
        is_idle: impl Fn(&str) -> bool,
    ) -> bool {
        self.is_whole(start, end) || (self.begins_word(start) && self.runs_on(start, end, is_idle))
    }

    /// Whether a few Japanese syllables are the end of a longer word, perhaps with the beginning of the next.
    fn is_within_kana(&self, start: usize, end: usize) -> bool {
        let before = self.words.get(..start).unwrap_or_default();
        let hit = self.words.get(start..end).unwrap_or_default();
        let syllables = hit.chars().filter(|letter| is_kana(*letter)).count();
        (1..=FEW_SYLLABLES).contains(&syllables)
            && hit.starts_with(is_kana)
            && before.ends_with(is_kana)
    }

    /// Whether no letter and no digit stands right before a place in `words`.
    pub(super) fn begins_word(&self, start: usize) -> bool {
        let before = self.words.get(..start).unwrap_or_default();
        !before.ends_with(char::is_alphanumeric)
    }

    fn runs_on(&self, start: usize, end: usize, is_idle: impl Fn(&str) -> bool) -> bool {
        let letters = |text: &str| text.bytes().all(|letter| letter.is_ascii_alphabetic());
        let name = self.words.get(start..end).unwrap_or_default();
        let rest = self.words.get(end..).unwrap_or_default();
        let measure = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
        let number = rest.len() - measure.len();
        let word = rest.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
        // Of a few letters only the capitals tell that a word ends there: "ACMRouter".
        let capitals = || {
            let mut next = word.bytes();
            name.bytes().all(|letter| letter.is_ascii_uppercase())
                && next.next().is_some_and(|letter| letter.is_ascii_uppercase())
                && next.next().is_some_and(|letter| letter.is_ascii_lowercase())
        };
        let long = name.len() >= SHORTEST_RUN_ON;
        if !letters(name) {
            return false;
        }
        // A count, the mark of a footnote that was raised once ("Acme2"), or the number of one device ("acme061905528").
        if number > 0 && !measure.starts_with(char::is_alphanumeric) {
            return long && (number <= LONGEST_COUNT || name.len() >= SHORTEST_NUMBERED);
        }
        if number > 0 || begins_number(rest) {
            let unit = measure.starts_with(|letter: char| letter.is_ascii_alphabetic());
            return long && unit;
        }
        (long || capitals()) && word.len() >= SHORTEST_WORD && letters(word) && is_idle(word)
    }

    /// Where a stretch of whole words of `words` stands in `plain`, which has its accents and its punctuation; `None` where that cannot
    /// be told.
    pub(super) fn in_plain(&self, span: &Range<usize>) -> Option<Range<usize>> {
        if matches!(self.words, Cow::Borrowed(_)) {
            return None;
        }
        let before = self.words.get(..span.start)?;
        if !(before.is_empty() || before.ends_with(' ')) {
            return None;
        }
        let found = self.words.get(span.clone())?;
        let count = |text: &str| text.split_whitespace().count();
        let mut words = words_of(&self.plain).skip(count(before)).take(count(found));
        let (start, first) = words.next()?;
        let end = words.last().map_or(start + first.len(), |(at, word)| at + word.len());
        (fold(self.plain.get(start..end)?) == found).then_some(start..end)
    }

    /// A stretch of `words` as it is to be shown: as written where that is known, else the whole cell.
    pub(super) fn shown_words(&self, start: usize, end: usize) -> String {
        let text = match &self.words {
            _ if self.is_secret => Some(HIDDEN),
            Cow::Borrowed(words) => words.get(start..end),
            Cow::Owned(_) => None,
        };
        start_of(text.unwrap_or(self.cell.text), SHOWN).to_owned()
    }

    /// A stretch of `plain` as it is to be shown.
    pub(super) fn shown_plain(&self, start: usize, end: usize) -> String {
        let text = if self.is_secret { Some(HIDDEN) } else { self.plain.get(start..end) };
        start_of(text.unwrap_or(self.cell.text), SHOWN).to_owned()
    }
}

/// Whether a text begins with a model number: a few capitals and a digit ("AB-2CD", "S5720").
fn begins_number(text: &str) -> bool {
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    let capitals = text.len() - rest.len();
    let number = rest.strip_prefix(['-', '_']).unwrap_or(rest);
    (1..=LONGEST_PREFIX).contains(&capitals)
        && number.starts_with(|digit: char| digit.is_ascii_digit())
}

/// A text in which no underscore hides where a word begins (`CAM_AB-2CD`, `AB_2CD21_I`); every sign stays in its place. `None` where it
/// has none.
fn parted(text: &str) -> Option<String> {
    if !text.contains('_') {
        return None;
    }
    let mut signs = text.as_bytes().to_vec();
    for at in 1..signs.len().saturating_sub(1) {
        if signs[at] == b'_' {
            signs[at] = gap_between(&text[..at], &text[at + 1..]);
        }
    }
    String::from_utf8(signs).ok().filter(|parted| parted != text)
}

/// A space beside a word or a number alone, a hyphen between parts of one number.
fn gap_between(before: &str, after: &str) -> u8 {
    let is_sign = |letter: char| !letter.is_ascii_alphanumeric();
    let last = before.rsplit(is_sign).next().unwrap_or_default();
    let first = after.split(is_sign).next().unwrap_or_default();
    let stands_alone = |part: &str| {
        let letters = part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let digits = part.bytes().all(|byte| byte.is_ascii_digit());
        letters && part.len() >= SHORTEST_WORD || digits
    };
    if stands_alone(last) || stands_alone(first) { b' ' } else { b'-' }
}
