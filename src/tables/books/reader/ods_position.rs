//! Where in the content of an `OpenDocument` workbook a piece stands: in which sheet, row, cell and paragraph.

use super::{Fault, fault::shown};

/// Where in the content a piece stands.
#[derive(Default)]
pub(super) struct OdsPosition {
    in_sheet: bool,
    in_row: bool,
    /// How many cells are open.
    pub(super) cells: usize,
    /// How many elements are open in the outermost of them.
    below: usize,
    /// A paragraph of that cell is open, and not one of a shape or a comment that stands in it.
    pub(super) in_paragraph: bool,
}

impl OdsPosition {
    pub(super) fn start(&mut self, name: &str) {
        if self.cells > 0 {
            self.below += 1;
            self.in_paragraph |= self.below == 1 && name == "text:p";
        }
        match name {
            "table:table" => self.in_sheet = true,
            "table:table-row" if self.cells == 0 => self.in_row = true,
            "table:table-cell" | "table:covered-table-cell" => self.cells += 1,
            _ => {}
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        self.below = self.below.saturating_sub(1);
        self.in_paragraph &= self.below > 0;
        match name {
            "table:table" => self.in_sheet = false,
            "table:table-row" if self.cells == 0 => self.in_row = false,
            "table:table-cell" | "table:covered-table-cell" => {
                self.cells = self.cells.saturating_sub(1);
            }
            _ => {}
        }
    }

    /// Refuses rows and cells where their reader does not look for them, or under names that it does not know.
    pub(super) fn check(&self, name: &str, local: &str) -> Result<(), Fault> {
        if !matches!(local, "table-row" | "table-cell" | "covered-table-cell") {
            return Ok(());
        }
        let fault = |what: &str| Err(Fault::Damaged(what.into()));
        if name.strip_prefix("table:") != Some(local) {
            let name = shown(name);
            return fault(&format!("its rows and cells are called `{name}`, not `table:{local}`"));
        }
        match local {
            _ if !self.in_sheet => fault("it has a row or a cell outside of its sheets"),
            "table-row" if self.in_row && self.cells == 0 => {
                fault("a sheet of it has a row inside another")
            }
            "table-cell" | "covered-table-cell" if !self.in_row => {
                fault("a sheet of it has a cell outside of rows")
            }
            _ => Ok(()),
        }
    }

    pub(super) fn between_cells(&self) -> bool {
        self.in_row && self.cells == 0
    }
}
