//! Columns that an earlier audit has added to a sheet: a line is what it was before something was said of it there.

use crate::asset::Layout;

/// With what their names begin.
const ADDED: &str = concat!(env!("CARGO_PKG_NAME"), " ");

/// Which columns are such.
pub(super) struct AddedColumns(Vec<usize>);

impl AddedColumns {
    /// Those below these headers.
    pub(super) fn of(headers: &[String]) -> Self {
        let added = headers.iter().enumerate().filter(|(_, header)| header.starts_with(ADDED));
        Self(added.map(|(at, _)| at).collect())
    }

    /// There are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A row without what stands in them; `None` where there are none.
    pub(super) fn left_out(&self, cells: &csv::StringRecord) -> Option<csv::StringRecord> {
        let is_added = |at: usize| self.0.contains(&at);
        (!self.0.is_empty()).then(|| {
            let own = cells.iter().enumerate();
            own.map(|(at, cell)| if is_added(at) { "" } else { cell }).collect()
        })
    }

    /// Has them keep their names below a header of other columns.
    pub(super) fn keep_names(&self, names: &mut [String], layout: &Layout) {
        for &at in &self.0 {
            if let (Some(name), Some(column)) = (names.get_mut(at), layout.columns.get(at)) {
                name.clone_from(&column.header);
            }
        }
    }
}
