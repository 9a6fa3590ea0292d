//! Whom the cells of a row state as the maker, and what that says against a maker whom its marks point to.

use super::{
    catalogue::Catalogue,
    grade,
    index::Index,
    mark_match::{Match, Of},
    reading::LABEL_SHOWN,
    references::VendorIndex,
    row_names::NamesFound,
    words::Words,
};
use crate::{
    Asset, Cell, Field, Grade, MarkKind,
    attribution::{Counter, Objection},
    knowledge::Confidence,
    strings::start_of,
};

/// A maker's own name that is said of the goods.
struct OwnName {
    vendor: VendorIndex,
    /// Whether it is sure where it stands.
    is_sure: bool,
    cell: usize,
    column: String,
    text: String,
}

/// The makers whose own names a row gives.
pub(super) struct OwnNames(Vec<OwnName>);

impl OwnNames {
    pub(super) fn of(matches: &[Match]) -> Self {
        let own = matches.iter().filter(|matched| {
            matched.mark == MarkKind::Name
                && matched.misspelt.is_none()
                && matched.of == Of::Goods
                && matched.grade > Grade::Component
        });
        let name = |matched: &Match| OwnName {
            vendor: matched.vendor,
            is_sure: matched.grade >= Grade::Likely,
            cell: matched.cell,
            column: matched.column.clone(),
            text: matched.text.clone(),
        };
        Self(own.map(name).collect())
    }

    /// The sure ones of other makers than this.
    fn of_others(&self, vendor: VendorIndex) -> impl Iterator<Item = &OwnName> {
        self.0.iter().filter(move |name| name.vendor != vendor && name.is_sure)
    }
}

/// The makers that a row states, and what is known of them.
pub(super) struct StatedMakers<'r> {
    pub(super) catalogue: &'r Catalogue,
    pub(super) index: &'r Index,
    pub(super) asset: &'r Asset,
    pub(super) names: &'r NamesFound,
    pub(super) own: OwnNames,
}

impl StatedMakers<'_> {
    /// What the row says against this maker: a maker's cell states another one who is known, and no label that this one builds for; or
    /// there is none, and the goods are surely called by another's name.
    pub(super) fn against(&self, vendor: VendorIndex) -> Option<Counter> {
        if self.names.named.contains(&vendor) || self.is_label_of(vendor) {
            return None;
        }
        if self.names.maker_cells_empty {
            let name = self.own.of_others(vendor).next()?;
            return Some(counter(name.column.clone(), name.text.clone()));
        }
        let words = &self.catalogue.words;
        let (_, cell) = maker_cells(self.asset).find(|(at, cell)| {
            let listed = || self.own.of_others(vendor).any(|name| name.cell == *at);
            says_something(words, *cell)
                && !self.index.is_label_fact(words, cell.text, vendor)
                && (listed() || words.states_stranger(cell.text))
        })?;
        let text = start_of(cell.text, LABEL_SHOWN).trim().to_owned();
        Some(counter(cell.column.header.clone(), text))
    }

    /// What the row says against a maker of whom it has an address alone: it calls the goods by the name of another, however surely.
    pub(super) fn beside(&self, vendor: VendorIndex, matches: &[Match]) -> Option<Counter> {
        if !rests_on_addresses(matches)
            || self.names.named.contains(&vendor)
            || self.is_label_of(vendor)
        {
            return None;
        }
        let other = self.own.0.iter().find(|name| name.vendor != vendor)?;
        Some(counter(other.column.clone(), other.text.clone()))
    }

    /// Whether a maker's cell names the owner of a label on goods of this maker.
    fn is_label_of(&self, vendor: VendorIndex) -> bool {
        let words = &self.catalogue.words;
        let mut owners = self.names.labels.iter().map(|&label| &self.catalogue[label].label);
        owners.any(|label| self.index.is_label_fact(words, label, vendor))
    }
}

/// That a cell states another maker.
fn counter(column: String, text: String) -> Counter {
    Counter {
        column: Some(column),
        objection: Objection::OtherMaker(text.clone()),
        text,
        lowers: false,
        confidence: Confidence::Documented,
        sources: Vec::new(),
    }
}

/// Sets what speaks against matches to a maker where the row states another: numbers that look like this maker's are a question then,
/// however many they are, for others copy them; what a registry gives to one owner, and what only this maker's goods say of themselves, is not.
/// An address alone confirms nothing then: one of the two cells is wrong.
pub(super) fn settle(matches: &mut [Match], stated: Option<Counter>) -> Option<Counter> {
    let mut stated = stated?;
    matches.iter().find(|matched| speaks(matched))?;
    // A name beside the number, be it in a remark, is more than a number.
    if matches
        .iter()
        .filter(|matched| speaks(matched))
        .all(|matched| matched.mark == MarkKind::Model)
    {
        stated.lowers = matches.iter().any(|matched| matched.grade > Grade::Possible);
        for matched in matches.iter_mut().filter(|matched| matched.mark == MarkKind::Model) {
            matched.grade = grade::at_most(matched.grade, Grade::Possible);
            matched.of = Of::Unclear;
        }
    }
    if rests_on_addresses(matches) {
        stated.lowers = matches.iter().any(|matched| matched.grade > Grade::Likely);
    }
    Some(stated)
}

/// Whether a match tells who made the goods.
fn speaks(matched: &Match) -> bool {
    let of_it = matched.of != Of::Another && !matched.is_apart();
    of_it && !matched.support && matched.grade > Grade::Component
}

/// Whether nothing but addresses tells that a maker made the goods.
fn rests_on_addresses(matches: &[Match]) -> bool {
    matches.iter().filter(|matched| speaks(matched)).all(|matched| matched.mark == MarkKind::Oui)
}

/// The brand cells and then the manufacturer cells, each with its number in the order of `PLACES`, where makers come first.
pub(super) fn maker_cells(asset: &Asset) -> impl Iterator<Item = (usize, Cell<'_>)> {
    let makers = asset.cells(Field::Manufacturer).count();
    let brands = asset.cells(Field::Brand).enumerate().map(move |(n, cell)| (makers + n, cell));
    brands.chain(asset.cells(Field::Manufacturer).enumerate())
}

/// A cell of dashes or question marks names no maker, nor does one that says so in words or names a seller.
pub(super) fn says_something(words: &Words, cell: Cell<'_>) -> bool {
    cell.text.contains(char::is_alphanumeric) && words.names_somebody(cell.text)
}
