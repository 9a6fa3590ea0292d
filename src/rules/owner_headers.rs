//! Headers of columns that say something of who owns a row, and are no columns of owners. They are asked of every sheet, and need none of
//! the words by which cells name owners.

use rustc_hash::FxHashMap;

use super::Terms;
use crate::fold::fold;

/// What such a column says.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OwnerHeader {
    /// Who has the thing, who may be the owner.
    pub(crate) holder: bool,
    /// Who uses the thing, whoever owns it.
    pub(crate) user: bool,
    /// In which part of a country it lies.
    pub(crate) part: bool,
}

/// What headers say, folded.
#[derive(Debug)]
pub(crate) struct OwnerHeaders(FxHashMap<String, OwnerHeader>);

impl OwnerHeaders {
    pub(crate) fn new(terms: &Terms) -> Self {
        let (cells, mut says) = (terms.owner_cells(), FxHashMap::<_, OwnerHeader>::default());
        for header in &cells.holder_headers {
            says.entry(fold(header)).or_default().holder = true;
        }
        for header in &cells.user_headers {
            says.entry(fold(header)).or_default().user = true;
        }
        for header in &cells.part_headers {
            says.entry(fold(header)).or_default().part = true;
        }
        Self(says)
    }

    /// What a column with this header says of the owner.
    pub(crate) fn says(&self, header: &str) -> OwnerHeader {
        self.0.get(&fold(header)).copied().unwrap_or_default()
    }
}
