//! How a name stands in its text: whether it may count there at all, and how much it can prove.
//!
//! A name fills a maker's cell, opens a model cell ("Acme C800"), or is a word of prose. In prose a distinctive name counts
//! everywhere, a short one beside goods of its maker, and one that is an ordinary word before a model number.

use std::ops::Range;

use super::{
    ambiguous_names::{self, Adjacent},
    catalogue::{Catalogue, Vendor},
    fact::MatchClass,
    grade::{Reach, Row, Told},
    letters::fold,
    mentions::{Said, Setting},
    name_entry::Named,
    reading::{CellPlace, Reading},
    references::VendorIndex,
};
use crate::{Field, Grade, KindId, Truth, fold::is_unspaced, strings::start_of};

/// At most this much text behind a name is looked at.
pub(super) const AFTER: usize = 40;
/// At most this much of a description is searched for what it is of.
pub(super) const LONGEST: usize = 400;
/// Fewest letters and digits of a model number.
pub(super) const SHORTEST_MODEL: usize = 4;
/// A code of a country or a currency has so many letters at most, and so many stand side by side at least.
const LONGEST_CODE: usize = 4;
const CODES: usize = 8;

/// Whether prose may prove a maker by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sure {
    /// The name is the maker's own or of its group, and the row has no cell that tells the maker, or the device says so of itself.
    Open,
    /// The row tells a maker elsewhere, or the name is a label of others.
    Never,
}

/// A name in the text of one cell.
pub(super) struct NameContext<'j> {
    pub(super) catalogue: &'j Catalogue,
    pub(super) reading: &'j Reading<'j>,
    pub(super) row: &'j Row<'j>,
    pub(super) name: &'j Named,
    pub(super) span: &'j Range<usize>,
    /// Nothing else of weight stands in the cell.
    pub(super) alone: bool,
    /// How sure it can be if it opens a model cell: less where words stand beside it that are neither trades nor numbers.
    pub(super) opens: Option<Grade>,
}

impl NameContext<'_> {
    pub(super) fn written(&self) -> &str {
        self.reading.words.get(self.span.clone()).unwrap_or_default()
    }

    pub(super) fn before(&self) -> &str {
        self.reading.words.get(..self.span.start).unwrap_or_default()
    }

    pub(super) fn after(&self) -> &str {
        self.reading.words.get(self.span.end..).unwrap_or_default()
    }

    pub(super) fn in_maker(&self) -> bool {
        self.reading.place == CellPlace::Maker
    }

    /// Whether it is all of a maker's cell, and a label to which no other name is near.
    pub(super) fn is_unmistakable_label(&self, vendor: &Vendor) -> bool {
        let key = |label: &str| self.catalogue.words.key(label);
        let mut labels = vendor.brands.iter().filter(|brand| brand.unmistakable);
        self.in_maker() && self.alone && labels.any(|brand| key(&brand.label) == self.name.key)
    }

    /// Whether it is as good as the only word of a cell where makers stand.
    fn is_sole(&self) -> bool {
        (self.in_maker() && self.alone) || self.opens == Some(Grade::Confirmed)
    }

    /// What the words around it make of it; `foreign` says that the row names another maker.
    pub(super) fn said(&self, foreign: bool, vendor: &Vendor) -> Said<'_> {
        // The name of a field is no word of a sentence: `O=` is not "or".
        if self.is_stated_in_banner() {
            return Said::Plainly;
        }
        let setting = match self.reading.place {
            CellPlace::Maker => Setting::Maker,
            CellPlace::Prose | CellPlace::Model | CellPlace::Technical if foreign => {
                Setting::Others
            }
            CellPlace::Prose | CellPlace::Model | CellPlace::Technical => Setting::Text,
            CellPlace::Supplier | CellPlace::Serial => return Said::Plainly,
        };
        let tree = self.row.tree;
        let (text, span) = match self.reading.in_plain(self.span) {
            Some(span) => (&self.reading.plain, span),
            None => (&self.reading.words, self.span.clone()),
        };
        match self.catalogue.words.said(tree, text, span, setting) {
            // The app of who makes nothing else is the thing itself, where things of the kind can have it.
            Said::Mentioned(phrase)
                if self.may_be_app_of(vendor) && !tree.named_in(phrase).is_empty() =>
            {
                Said::Plainly
            }
            Said::Plainly if setting != Setting::Maker => {
                let words = &self.catalogue.words;
                let accessory = words.accessory_before(self.before());
                let phrase = accessory.or_else(|| words.accessory_after(tree, self.after()));
                let choice = || self.is_choice().then_some("/");
                let chosen = || choice().map_or(Said::Plainly, Said::Doubted);
                phrase.map_or_else(chosen, Said::Mentioned)
            }
            said => said,
        }
    }

    /// Whether an app of a maker would be the item, or be on it: of one who makes nothing else, where no kind is stated, or its own, or
    /// one of things that have apps.
    fn may_be_app_of(&self, vendor: &Vendor) -> bool {
        let (tree, kinds) = (self.row.tree, &self.row.kinds);
        let is_own = |kind: &KindId| vendor.makes.iter().any(|made| tree.is_within(kind, made));
        tree.runs_on(&vendor.makes, kinds)
            || tree.always_run_on_others(&vendor.makes) && kinds.iter().all(is_own)
    }

    /// What stands right beside it.
    pub(super) fn adjacent(&self, vendor: &Vendor, class: MatchClass) -> Adjacent {
        let company = matches!(self.reading.place, CellPlace::Maker | CellPlace::Supplier);
        let place = ambiguous_names::Surroundings {
            before: self.before(),
            name: self.written(),
            after: self.after(),
            company,
        };
        self.catalogue.words.adjacent(place, class, vendor, self.row)
    }

    /// Whether goods follow that its maker may sell as well, in a script without spaces.
    fn is_sold_along(&self, vendor: &Vendor) -> bool {
        self.written().starts_with(is_unspaced)
            && self.adjacent(vendor, MatchClass::Short) == Adjacent::SoldAlong
    }

    /// Whether the thing is of one of these kinds, as the row says or the very cell.
    pub(super) fn fits(&self, wanted: &[KindId]) -> Truth {
        // A few letters elsewhere than in a maker's cell prove nobody, whatever the thing is supposed to be.
        let known =
            if self.in_maker() { self.row.is_kind(wanted) } else { self.row.is_known_kind(wanted) };
        let row = match known {
            Truth::Unknown if self.row.is_other_kind(wanted) => Truth::False,
            row => row,
        };
        let text = matches!(self.reading.place, CellPlace::Prose | CellPlace::Technical);
        if row == Truth::True || !text || wanted.is_empty() {
            return row;
        }
        if self.names_goods(wanted) || self.is_headed(wanted) { Truth::True } else { row }
    }

    /// Whether the very cell names goods of these kinds.
    fn names_goods(&self, wanted: &[KindId]) -> bool {
        let here = self.reading.goods(self.row.tree);
        self.row.tree.reaches(here, wanted) == Truth::True
    }

    /// Whether the very cell names goods of these kinds, or of one above them, as phones are above mobile phones.
    fn may_name_goods(&self, wanted: &[KindId]) -> bool {
        let here = self.reading.goods(self.row.tree);
        !here.is_empty() && self.row.tree.reaches(here, wanted) != Truth::False
    }

    /// The same for a name that reaches so far: a few Latin letters that are not what everybody calls the maker fit nothing
    /// that the category calls by no known word.
    pub(super) fn fits_name(&self, wanted: &[KindId], reach: Reach) -> Truth {
        let strange =
            reach == Reach::Own && self.row.told == Told::Category && !self.is_few_letters();
        match self.fits(wanted) {
            Truth::Unknown if strange => Truth::False,
            fits => fits,
        }
    }

    /// How far a name of a maker reaches beyond its kinds of equipment.
    pub(super) fn reach(&self, vendor: &Vendor, name: &str) -> Reach {
        match self.is_sole() {
            true if self.is_main(vendor, name) => Reach::Main,
            true => Reach::Own,
            false
                if self.is_coined(vendor)
                    && (self.in_maker()
                        || self.fills_cell()
                        || self.is_of_item()
                        || self.begins() && self.is_main_word(vendor)) =>
            {
                Reach::Part
            }
            false if self.is_sold_along(vendor) => Reach::Part,
            false => Reach::Kind,
        }
    }

    /// Whether goods that it is not known for, or of which nobody knows what they are, stand in a row whose maker's cell says more
    /// than the name: it may be a stranger's.
    pub(super) fn is_doubtful(&self, vendor: &Vendor) -> bool {
        let unknown = self.row.told == Told::Category;
        let others = match self.fits(&vendor.makes) {
            Truth::True => false,
            Truth::False => true,
            Truth::Unknown => unknown,
        };
        self.in_maker() && !self.alone && !vendor.makes.is_empty() && others
    }

    /// Whether the name may count where it stands, for goods of these kinds.
    pub(super) fn may_count(&self, vendor: &Vendor, class: MatchClass, wanted: &[KindId]) -> bool {
        let (place, opens) = (self.reading.place, self.opens.is_some());
        if matches!(place, CellPlace::Maker | CellPlace::Supplier) {
            return true;
        }
        if self.written().len() <= LONGEST_CODE && self.is_among_codes() {
            return false;
        }
        if self.runs_into_number(vendor) {
            return true;
        }
        if class == MatchClass::Distinctive {
            // Two letters may be a person or a place.
            return self.reading.is_about_asset()
                || !self.is_few_letters()
                || self.adjacent(vendor, class) == Adjacent::Goods;
        }
        let is_told =
            || self.reading.is_free_text() || self.reading.is_heading() || self.fills_cell();
        if self.is_coined(vendor) && is_told() {
            return true;
        }
        let fits = || self.fits(wanted) == Truth::True;
        if !self.reading.is_free_text() {
            return class == MatchClass::Short && self.reading.is_slug() && self.begins() && fits();
        }
        match class {
            MatchClass::Distinctive => true,
            MatchClass::Short if self.opens == Some(Grade::Confirmed) => true,
            MatchClass::Short if self.is_sold_along(vendor) => true,
            MatchClass::Short if opens => {
                fits()
                    || self.has_own_model(vendor)
                    || self.is_main_word(vendor)
                    || self.is_few_before_model()
            }
            MatchClass::Short => {
                let is_label = || self.is_label() && self.fits(wanted) != Truth::False;
                // What a cell begins with has a capital whoever writes it.
                let is_known =
                    self.is_as_known(vendor) || self.begins() && self.is_written_as_name();
                is_known && (fits() || self.has_own_model(vendor) || is_label())
            }
            MatchClass::Ordinary => {
                let first =
                    || self.is_label() || self.is_before_goods(wanted) || self.begins_number();
                let may_fit = || self.fits(wanted) != Truth::False;
                (first() || self.fills_cell()) && fits()
                    || self.is_behind_goods(wanted)
                    || self.begins_own() && self.is_main_before_number(vendor) && may_fit()
            }
        }
    }

    /// Whether the cell calls the item by the name alone, written as names are, or in small letters as lists of hosts have it: two signs
    /// of an ordinary word may describe goods.
    pub(super) fn is_item_called(&self, class: MatchClass) -> bool {
        let is_short = class == MatchClass::Short;
        self.reading.is_about_asset()
            && self.fills_cell()
            && (self.is_capitalised() || is_short && self.row.address.is_some())
            && (is_short || !self.is_few_letters())
    }

    /// Whether the words of the cell are capitals of one length, as codes of countries and currencies are in a row.
    fn is_among_codes(&self) -> bool {
        let words = self.reading.plain.split(|c: char| !c.is_alphanumeric());
        let mut words = words.filter(|word| !word.is_empty()).peekable();
        let length = words.peek().map_or(0, |word| word.len());
        let mut count = 0;
        let is_code =
            |word: &str| word.len() == length && word.bytes().all(|b| b.is_ascii_uppercase());
        words.inspect(|_| count += 1).all(is_code) && count >= CODES
    }

    /// Whether it is the maker's main name as its owner writes it, as a word before others or alone: "ABC Swift", not "ABC-100".
    pub(super) fn is_main_word(&self, vendor: &Vendor) -> bool {
        let is_word = |word: &str| word.starts_with(char::is_alphabetic) || is_size(word);
        let next = self.after().strip_prefix(' ').and_then(|rest| rest.split(' ').next());
        (self.after().is_empty() || next.is_some_and(is_word)) && self.is_coined(vendor)
    }

    /// Whether it is the label of the goods outside a maker's cell: it comes first in what tells them, before a model number.
    pub(super) fn is_label(&self) -> bool {
        self.reading.is_free_text() && self.begins() && self.is_before_model()
    }

    /// The most that the name can prove where it stands.
    pub(super) fn ceiling(
        &self,
        vendor: VendorIndex,
        class: MatchClass,
        sure: Sure,
        names: &[&Named],
    ) -> Grade {
        if self.in_maker() {
            return Grade::Confirmed;
        }
        let known = &self.catalogue[vendor];
        match self.opens {
            Some(_) if class == MatchClass::Ordinary => Grade::Possible,
            Some(grade) if class == MatchClass::Short => {
                let numbered = self.has_own_model(known) || self.runs_into_number(known);
                match (numbered, self.fits(&known.makes)) {
                    (true, _) => grade,
                    (false, Truth::True) => Grade::Likely,
                    (false, Truth::Unknown)
                        if self.is_main_before_number(known) || self.is_few_before_model() =>
                    {
                        Grade::Likely
                    }
                    (false, _) => Grade::Possible,
                }
            }
            Some(grade) => grade,
            None if sure == Sure::Open && self.is_presence(vendor, class, names) => Grade::Likely,
            None => Grade::Possible,
        }
    }

    /// Whether a description can mean nothing but goods of this maker: its unmistakable name beside goods that it makes, and no
    /// other maker's.
    pub(super) fn is_presence(
        &self,
        number: VendorIndex,
        class: MatchClass,
        names: &[&Named],
    ) -> bool {
        let vendor = &self.catalogue[number];
        let runs_on = self.runs_into_number(vendor);
        let unmistakable = match class {
            _ if runs_on => true,
            MatchClass::Distinctive if self.is_few_letters() => {
                self.is_goods_or_word(vendor, class)
            }
            MatchClass::Distinctive => true,
            // At the head of a text, with goods of its maker glued to it, no surname and no place has room.
            MatchClass::Short if self.is_few_letters() => {
                self.is_at_head(vendor) && self.adjacent(vendor, class) == Adjacent::Goods
            }
            MatchClass::Short => self.is_main(vendor, self.written()) && self.is_written_exactly(),
            MatchClass::Ordinary => false,
        };
        let words = &self.catalogue.words;
        let others = |text: &str| words.names_another(&fold(text));
        let of_goods = || self.may_describe(vendor, class) && self.is_first_named(vendor);
        unmistakable
            && (runs_on
                || of_goods()
                || self.adjoins_number(vendor)
                || self.is_owner_of_address(vendor)
                || self.is_stated_in_banner())
            && !names.iter().any(|name| name.is_distinctive() && !name.means(number))
            && !self.reading.names_another(words)
            && !self.row.models.iter().copied().any(others)
    }

    /// Whether a cell beside a MAC address holds the name of a company as registries write it, and nothing else: a scanner has looked
    /// up the block of the address.
    fn is_owner_of_address(&self, vendor: &Vendor) -> bool {
        let words = &self.catalogue.words;
        let after = fold(start_of(self.after(), AFTER));
        let full = || words.key(self.written()) == words.key(&vendor.maker.name);
        self.row.address == Some(Field::Mac)
            && self.reading.is_about_asset()
            && (self.begins() || self.follows_address())
            && self.after().len() <= AFTER
            && words.is_idle(&after)
            && (self.is_company() || full())
    }

    /// Whether it stands behind a MAC address in the address's own cell, as scanners write it: `AA:BB:CC:00:11:22 (Acme)`.
    fn follows_address(&self) -> bool {
        let of_address =
            |sign: char| sign.is_ascii_hexdigit() || matches!(sign, ':' | '-' | '.' | '(' | ' ');
        self.reading.field() == Some(Field::Mac) && self.before().chars().all(of_address)
    }

    /// Whether the name stands alone below a header that is called by goods of these kinds: the column holds them, whatever the row
    /// is about.
    pub(super) fn is_headed(&self, wanted: &[KindId]) -> bool {
        self.reading.is_about_asset()
            && self.fills_cell()
            && self.reading.is_headed_by(wanted, self.row.tree)
    }

    /// Whether the cell may stand for a description of goods of this maker's kinds. What nobody has made for one does if it says
    /// nothing else.
    fn may_describe(&self, vendor: &Vendor, class: MatchClass) -> bool {
        let described = match self.reading.field() {
            Some(Field::Description) => !self.row.tree.is_remark(&self.reading.cell.column.header),
            Some(_) => self.reading.is_free_text(),
            None => false,
        };
        if self.is_headed(&vendor.makes) {
            return true;
        }
        // A building may be called after a company that has nothing to do with the goods in it.
        if self.reading.field() == Some(Field::Site) && !self.names_goods(&vendor.makes) {
            return false;
        }
        match self.row.is_kind(&vendor.makes) {
            Truth::True if described || self.reading.field() == Some(Field::Description) => true,
            // Goods that are called by a name alone are its owner's.
            Truth::True if self.reading.field() == Some(Field::Hostname) && self.fills_cell() => {
                true
            }
            Truth::False => false,
            // A category that is a name and nothing else says whose goods they are, since it does not say what. A short one, or that of a
            // brand, may be a category of anything.
            _ if self.reading.field() == Some(Field::Equipment) && self.fills_cell() => {
                class == MatchClass::Distinctive && self.is_main(vendor, self.written())
            }
            Truth::True | Truth::Unknown => {
                !self.reading.is_about_another()
                    && self.may_name_goods(&vendor.makes)
                    && (described || self.is_bare())
            }
        }
    }

    /// Whether the cell holds nothing but the name, goods, numbers and words for how goods are.
    fn is_bare(&self) -> bool {
        let words = &self.catalogue.words;
        let (text, name) = (start_of(self.reading.cell.text, LONGEST), fold(self.written()));
        let model = |word: &str| word.len() > SHORTEST_MODEL && is_numbered(word);
        let unnumbered = text
            .split_whitespace()
            .map(|word| (word, fold(word)))
            .filter(|(word, folded)| model(word) || !words.is_circumstance(folded))
            .map(|(_, folded)| folded);
        let rest = unnumbered.collect::<Vec<_>>().join(" ");
        let goods = self.row.tree.spans_in(&rest);
        let mut known: Vec<_> = goods.into_iter().map(|(span, _)| span).collect();
        known.extend(rest.match_indices(&name).map(|(at, name)| at..at + name.len()));
        let mut at = 0;
        rest.split(' ').all(|word| {
            let start = at;
            at += word.len() + 1;
            known.iter().any(|span| span.contains(&start)) || words.is_idle(word)
        })
    }

    fn is_goods_or_word(&self, vendor: &Vendor, class: MatchClass) -> bool {
        let edge = |letter: Option<char>| !letter.is_some_and(is_unspaced);
        let word = edge(self.before().chars().next_back()) && edge(self.after().chars().next());
        word || self.adjacent(vendor, class) == Adjacent::Goods
    }

    /// Whether a legal form follows: "Acme Corporation" is the company, whatever else is called so.
    pub(super) fn is_company(&self) -> bool {
        let after = fold(start_of(self.after(), AFTER));
        self.catalogue.words.begins_legal(&after)
    }
}

/// Whether a word has letters and digits in it, as model numbers have.
pub(super) fn is_numbered(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && word.bytes().any(|byte| byte.is_ascii_digit())
}

/// Whether a word is a number that is no year.
pub(super) fn is_short_number(word: &str) -> bool {
    let year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    word.len() <= SHORTEST_MODEL && !year && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a word is a size in inches, as of a screen: `10"`.
fn is_size(word: &str) -> bool {
    word.starts_with(|sign: char| sign.is_ascii_digit()) && word.ends_with(['"', '”', '″'])
}
