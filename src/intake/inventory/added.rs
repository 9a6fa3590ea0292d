//! Columns that an earlier audit has added to a sheet: a line is what it was before something was said of it there.

use super::Inventory;

/// With what their names begin.
const ADDED: &str = concat!(env!("CARGO_PKG_NAME"), " ");

/// Which columns below these headers are such.
pub(super) fn columns(headers: &[String]) -> Vec<usize> {
    let added = headers.iter().enumerate().filter(|(_, header)| header.starts_with(ADDED));
    added.map(|(at, _)| at).collect()
}

impl Inventory {
    /// A row without what stands in added columns; `None` where there are none.
    pub(super) fn without_added(&self, cells: &csv::StringRecord) -> Option<csv::StringRecord> {
        let is_added = |at: usize| self.added.contains(&at);
        (!self.added.is_empty()).then(|| {
            let own = cells.iter().enumerate();
            own.map(|(at, cell)| if is_added(at) { "" } else { cell }).collect()
        })
    }

    /// Has added columns keep their names below a header of other columns.
    pub(super) fn keep_added(&self, names: &mut [String]) {
        for &at in &self.added {
            if let (Some(name), Some(column)) = (names.get_mut(at), self.layout.columns.get(at)) {
                name.clone_from(&column.header);
            }
        }
    }
}
