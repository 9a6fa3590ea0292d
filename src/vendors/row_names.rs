//! What was found in a row, on its way from the searching of cells to the matches.

use std::{collections::BTreeSet, ops::Range};

use super::{
    mark_match::Match,
    misspellings::MisspeltName,
    reading::Reading,
    references::{LabelIndex, VendorIndex},
    screen::Hit,
};
use crate::attribution::Counter;

/// A cell in which something was found.
pub(super) struct Searched<'a> {
    pub(super) reading: Reading<'a>,
    pub(super) hits: Vec<Hit>,
    /// The name that a maker's cell may be a misspelling of.
    pub(super) misspelt: Option<MisspeltName>,
}

/// What the names of a row tell.
#[derive(Debug, Default)]
pub(super) struct NamesFound {
    pub(super) matches: Vec<Match>,
    /// The label owners named in maker cells.
    pub(super) labels: BTreeSet<LabelIndex>,
    /// The makers whose own name stands in a cell: vendor and cell.
    pub(super) own: BTreeSet<(VendorIndex, usize)>,
    /// The makers that a maker cell names in any way.
    pub(super) named: BTreeSet<VendorIndex>,
    /// No maker and no brand is given.
    pub(super) maker_cells_empty: bool,
    /// Innocent companies that were named, by the vendor that they stand beside.
    pub(super) neighbours: Vec<(VendorIndex, Counter)>,
    /// The name that was denied last: its cell and the stretch of it.
    pub(super) denied: Option<(usize, Range<usize>)>,
    /// Where names stand: the cell and the stretch of it.
    pub(super) spans: Vec<(usize, Range<usize>)>,
}
