//! Registered numbers: MAC blocks, FCC grantee codes, CPE vendors, SNMP enterprise numbers.

use std::ops::Range;

use super::{
    catalogue::{Catalogue, Mark},
    grade::{self, Row},
    index::{BlockOwner, Index, Spelled, Target},
    mark_match::Match,
    reading::{CellPlace, Reading},
    references::{LabelIndex, Owner},
    screen::Hit,
};
use crate::{
    Grade, MarkKind,
    attribution::{Claim, Collision, Counter, DatedFact, Objection, Registration},
    marks::{CpeVendor, FccId, Mac, Oui, enterprise_number},
};

/// A registered number seen in a cell.
#[derive(Clone, Debug)]
pub(super) struct Sighting<'a> {
    pub(super) reading: Reading<'a>,
    span: Range<usize>,
    /// The number as the registry writes it.
    number: String,
    pub(super) owner: Owner,
    mark: usize,
    /// It is the code of an applicant, without a number of his.
    is_code: bool,
}

/// What a sighting of a label owner's mark tells.
pub(super) struct LabelSeen {
    /// The label.
    pub(super) label: LabelIndex,
    /// The words to show beside an attribution that rests on other marks.
    pub(super) counter: Counter,
}

/// Finds the numbers in a text, and adds them to those that were seen before.
pub(super) struct NumberFinder<'f, 'a> {
    pub(super) index: &'f Index,
    pub(super) reading: &'f Reading<'a>,
    pub(super) into: &'f mut Vec<Sighting<'a>>,
}

impl NumberFinder<'_, '_> {
    /// The blocks in a MAC cell.
    pub(super) fn in_mac_cell(&mut self) {
        let plain = &self.reading.plain;
        self.add_macs(Mac::in_cell(plain).chain(Mac::in_wide_cell(plain)));
        for (oui, span) in Oui::in_cell(plain) {
            if let Some(&owner) = self.index.blocks.of_block(oui) {
                self.add_block(span, oui, owner);
            }
        }
    }

    /// The blocks of addresses in prose.
    pub(super) fn in_prose(&mut self) {
        self.add_macs(Mac::in_prose(&self.reading.plain));
    }

    fn add_macs(&mut self, macs: impl Iterator<Item = (Mac, Range<usize>)>) {
        for (mac, span) in macs {
            if let Some((oui, &owner)) = self.index.blocks.get(mac) {
                self.add_block(span, oui, owner);
            }
        }
    }

    fn add_block(&mut self, span: Range<usize>, oui: Oui, owner: BlockOwner) {
        let BlockOwner::Mark(owner, mark) = owner else { return };
        let number = oui.to_string();
        // Many addresses of one block in a column say no more than one, however long the cell.
        let is_known = self.into.iter().any(|known| {
            let column = known.reading.cell.column;
            std::ptr::eq(column, self.reading.cell.column) && known.number == number
        });
        if !is_known {
            let reading = self.reading.clone();
            self.into.push(Sighting { reading, span, number, owner, mark, is_code: false });
        }
    }

    /// The grantee codes in an FCC ID cell.
    pub(super) fn in_fcc_cell(&mut self) {
        for (id, written) in FccId::in_cell(&self.reading.plain) {
            self.add_fcc(&id, written);
        }
    }

    /// The vendors in a CPE cell.
    pub(super) fn in_cpe_cell(&mut self) {
        for (vendor, written) in CpeVendor::in_text(&self.reading.plain) {
            self.add(written, vendor.as_str(), self.index.cpe_vendors.get(vendor.as_str()));
        }
    }

    fn add_fcc(&mut self, id: &FccId, written: &str) {
        let before = self.into.len();
        self.add(written, id.grantee(), self.index.grantees.get(id.grantee()));
        self.into.iter_mut().skip(before).for_each(|one| one.is_code = id.product().is_empty());
    }

    fn add(&mut self, written: &str, number: &str, owners: Option<&Vec<(Owner, usize)>>) {
        let start = self.reading.plain.find(written).unwrap_or_default();
        for &(owner, mark) in owners.into_iter().flatten() {
            let (reading, number) = (self.reading.clone(), number.to_owned());
            let span = start..start + written.len();
            self.into.push(Sighting { reading, span, number, owner, mark, is_code: false });
        }
    }

    /// The spelled-out identifiers that the screen has seen the beginning of.
    pub(super) fn spelled(&mut self, hits: &[Hit]) {
        let targets = &self.index.targets;
        let has = |wanted: Spelled| {
            hits.iter().any(|hit| targets[hit.target as usize] == Target::Spelled(wanted))
        };
        let plain = &self.reading.plain;
        if has(Spelled::FccId)
            && let Some((id, written)) = FccId::in_prose(plain)
        {
            self.add_fcc(&id, written);
        }
        if has(Spelled::Cpe) {
            self.in_cpe_cell();
        }
        if has(Spelled::ObjectId)
            && let Some((number, written)) = enterprise_number(plain)
        {
            self.add(written, &number.to_string(), self.index.enterprises.get(&number));
        }
    }
}

impl Sighting<'_> {
    fn text(&self) -> String {
        self.reading.shown_plain(self.span.start, self.span.end)
    }

    /// What a maker's mark tells.
    pub(super) fn matched(
        &self,
        catalogue: &Catalogue,
        index: &Index,
        row: &Row<'_>,
    ) -> Option<Match> {
        let Owner::Vendor(vendor) = self.owner else { return None };
        let known = &catalogue[vendor];
        let mark = known.marks.get(self.mark)?;
        let grade = grade::of_mark(mark.kind, mark.collision, row.is_known_kind(&known.makes));
        let owner = mark.company.as_ref().map_or(&known.maker.name, |company| &company.name);
        let claim = Claim::Registered(self.registration(mark, owner));
        let mut matched = Match::new(vendor, mark.kind, claim, &self.reading);
        let mut grade = matched.of_company(mark, grade, row);
        let label = mark.label.as_ref().map(|label| catalogue.words.key(label));
        matched.label = label.filter(|key| !index.is_own_label(catalogue, vendor, key));
        if matched.label.is_some() || self.reading.place != CellPlace::Technical {
            grade = grade::at_most(grade, Grade::Likely);
        }
        if self.is_code {
            grade = grade::at_most(grade, Grade::Possible);
        }
        matched.grade = grade::by_role(grade::capped(grade, mark.proof.confidence), known, row);
        matched.text = self.text();
        matched.span = self.span.clone();
        matched.proof = mark.proof.clone();
        Some(matched)
    }

    /// What a label owner's mark tells: whose label it is.
    pub(super) fn label(&self, catalogue: &Catalogue) -> Option<LabelSeen> {
        let Owner::Label(label) = self.owner else { return None };
        let known = &catalogue[label];
        let mark = known.marks.get(self.mark)?;
        let counter = Counter {
            column: Some(self.reading.cell.column.header.clone()),
            text: self.text(),
            objection: Objection::LabelOwner(self.registration(mark, &known.label)),
            lowers: false,
            confidence: mark.proof.confidence,
            sources: mark.proof.sources.to_vec(),
        };
        Some(LabelSeen { label, counter })
    }

    /// The matches that follow from the label that a mark of its owner proves.
    pub(super) fn matches_by_label(
        &self,
        catalogue: &Catalogue,
        index: &Index,
        row: &Row<'_>,
    ) -> Vec<Match> {
        let Owner::Label(label) = self.owner else { return Vec::new() };
        let known = &catalogue[label];
        let Some(mark) = known.marks.get(self.mark) else { return Vec::new() };
        // A mark that is on all goods of the owner says nothing of those that others build.
        if mark.collision == Collision::High {
            return Vec::new();
        }
        let key = catalogue.words.key(&known.label);
        let facts = index.brands.get(&key).into_iter().flatten();
        let matches = facts.filter_map(|&(vendor, brand)| {
            let maker = &catalogue[vendor];
            let brand = &maker.brands[brand];
            let dated = grade::of_brand(brand, row)?;
            let registration = self.registration(mark, &known.label);
            let claim = Claim::LabelRegistered(registration, brand.fact());
            let mut matched = Match::new(vendor, MarkKind::Brand, claim, &self.reading);
            // The label is no surer than its mark.
            let grade = grade::capped(dated.grade, mark.proof.confidence);
            matched.grade = grade::by_role(grade, maker, row);
            matched.text = self.text();
            matched.span = self.span.clone();
            matched.proof = brand.proof.clone();
            matched.company.clone_from(&brand.company);
            matched.label = Some(key.clone());
            matched.listed = dated.named;
            matched.open = dated.open;
            matched.timed(dated, DatedFact::Label(brand.label.clone()), &brand.proof, row);
            Some(matched)
        });
        matches.collect()
    }

    fn registration(&self, mark: &Mark, owner: &str) -> Registration {
        Registration { mark: mark.kind, number: self.number.clone(), owner: owner.to_owned() }
    }
}
