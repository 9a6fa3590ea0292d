//! What a sheet shows beside the text of its cells: merged cells, formulas without a result, comments.

use std::{collections::BTreeMap, sync::Arc};

use super::{comments::Comments, formulas::Lacking, merged::Region, outside::OutsideTexts};
use crate::tables::Row;

/// What was found of a sheet beside its cells.
#[derive(Default)]
pub(super) struct Annotations {
    /// Merged cells, from top to bottom.
    pub(super) merged: Arc<[Region]>,
    /// Cells whose formulas left no result.
    pub(super) lacking: Arc<Lacking>,
    /// Comments on cells.
    pub(super) comments: Option<Arc<Comments>>,
}

impl Annotations {
    /// Marks a row with what is found on it.
    pub(super) fn mark(&self, row: &mut Row) {
        let line = row.line;
        let from = self.merged.partition_point(|region| region.rows.0 < line);
        let begun = self.merged[from..].iter().take_while(|region| region.rows.0 == line);
        for region in begun.filter(|region| region.columns.0 < region.columns.1) {
            row.mark().merged.push(region.columns);
        }
        for lack in self.lacking.in_row(line) {
            row.mark().lacking.push(lack);
        }
        if let Some(comment) = self.comments.as_ref().and_then(|comments| comments.on(line)) {
            row.mark().comment = Some(comment.to_owned());
        }
    }
}

/// What the reader of workbooks does not tell of their cells, by the names of the sheets.
#[derive(Default)]
pub(super) struct BySheet {
    pub(super) lacking: BTreeMap<String, Arc<Lacking>>,
    pub(super) comments: BTreeMap<String, Arc<Comments>>,
    /// What stands beside the cells of all sheets.
    pub(super) outside: OutsideTexts,
    /// Parts with sheets that the workbook does not name.
    pub(super) unlisted: Vec<String>,
}
