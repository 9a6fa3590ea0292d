//! The places of the rows of one finding, for a table that is searched and filtered: a site that a finding has is never left out of what
//! a filter for it finds.

use super::{names::RowNames, shared_texts::SharedTexts};
use crate::{
    Field, Finding, Verdict,
    audit::Audited,
    report::{cell, escape::clipped_name, goods::Places, words::CELL},
};

/// Names on the page, of each kind.
const NAMES: usize = 5_000;
/// The owner's numbers of one finding.
const IDS: usize = 100;
/// Runs of lines shown.
const RUNS: usize = 50;

#[derive(Clone, Debug, Default)]
pub(super) struct PageRows {
    places: Places,
    /// How many of them hold something that the baseline of the run does not name, and how many only what it does.
    pub(super) new_and_known: (u64, u64),
    pub(super) ids: Vec<String>,
    pub(super) sites: RowNames,
    pub(super) suppliers: RowNames,
}

impl PageRows {
    /// Adds a row, with the owner's number if there is room for it.
    pub(super) fn add(&mut self, asset: &Audited, said: &mut SharedTexts, ids_left: &mut usize) {
        self.places.add(asset);
        let (new, known) = &mut self.new_and_known;
        if asset.new_verdict() > Verdict::Exempt {
            *new += 1;
        } else if asset.findings.iter().any(Finding::is_known) {
            *known += 1;
        }
        if let Some(id) =
            asset.asset_id.as_deref().filter(|_| self.ids.len() < IDS && *ids_left > 0)
        {
            self.ids.push(cell(id, CELL));
            *ids_left -= 1;
        }
        if let Some(site) = &asset.site {
            self.sites.add(said.sites.number_within(cell(clipped_name(site), 2 * CELL), NAMES));
        }
        let suppliers = asset.facts.of(Field::Supplier);
        if let Some(supplier) = suppliers.first() {
            let name = cell(&supplier.value.to_string(), 2 * CELL);
            self.suppliers.add(said.suppliers.number_within(name, NAMES));
        }
    }

    pub(super) fn count(&self) -> u64 {
        self.places.rows()
    }

    /// Their lines, and how many items that is.
    pub(super) fn lines(&self, files: bool) -> String {
        let lines = self.places.shown(RUNS, files);
        match self.places.items() {
            Some(items) => format!("{lines}, {items}"),
            None => lines,
        }
    }
}
