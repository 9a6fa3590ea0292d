//! A sheet of an `OpenDocument` workbook while it is counted, row by row and cell by cell: what its reader would keep of it, and what it
//! would leave out, which is refused.

use quick_xml::events::BytesStart;

use super::{
    Fault,
    comments::Comments,
    fault::shown,
    formulas::{Lack, Lacking},
    limits::{COLUMNS, ROWS},
    markup,
};

/// One sheet while it is counted: its rows up to the last filled one, and its widest row.
#[derive(Default)]
pub(super) struct CountedSheet {
    pub(super) name: String,
    /// Its reader passes over tables without a name.
    is_nameless: bool,
    /// All rows that have ended.
    pub(super) passed: u64,
    pub(super) rows: u64,
    empty_rows: u64,
    pub(super) widest: u64,
    /// Cells written out, row by row.
    pub(super) cells: u64,
    pub(super) row: CountedRow,
    pub(super) lacking: Lacking,
    pub(super) comments: Comments,
}

/// One row while it is counted.
#[derive(Default)]
pub(super) struct CountedRow {
    repeated: u64,
    /// A cell of it says something.
    is_filled: bool,
    /// All cells that have begun.
    pub(super) passed: u64,
    pub(super) cells: u64,
    empty_cells: u64,
    /// The text of the cells, written out.
    pub(super) text: u64,
    pub(super) cell: CountedCell,
}

/// One cell while it is counted.
#[derive(Default)]
pub(super) struct CountedCell {
    pub(super) repeated: u64,
    /// It has a value in its tag, or its text is its value.
    filled: bool,
    is_text: bool,
    pub(super) text: u64,
    /// There are words in it.
    pub(super) says: bool,
}

impl CountedSheet {
    pub(super) fn new(name: String, is_nameless: bool) -> Self {
        Self { name, is_nameless, ..Self::default() }
    }

    /// The fault of the sheet: what is wrong, behind its name.
    pub(super) fn damaged(&self, what: &str) -> Fault {
        Fault::Damaged(format!("the sheet `{}` {what}", shown(&self.name)))
    }

    /// Ends a cell; an error where it is filled and its reader would leave it out.
    pub(super) fn end_cell(&mut self) -> Result<(), Fault> {
        let cell = std::mem::take(&mut self.row.cell);
        let line = self.passed + 1;
        if cell.is_filled() && cell.repeated == 0 {
            return Err(self.damaged(&format!("has a filled cell in row {line} no times at all")));
        }
        if cell.is_filled() && self.row.passed > COLUMNS {
            return Err(self.damaged(&format!("has a cell beyond the last column in row {line}")));
        }
        // Its reader takes the words for the value where the type is text alone.
        if cell.says && !cell.is_kept() {
            return Err(self.damaged(&format!("has a cell in row {line} with text and no type")));
        }
        self.row.put(&cell);
        Ok(())
    }

    /// Gives the text of the row, as often as it stands there, and how often it is repeated; an error where it is filled and
    /// its reader would leave it out.
    pub(super) fn end_row(&mut self) -> Result<(u64, u64), Fault> {
        let row = std::mem::take(&mut self.row);
        let line = self.passed + 1;
        self.passed += row.repeated;
        if row.cells == 0 {
            self.empty_rows = (self.empty_rows + row.repeated).min(ROWS);
            return Ok((0, 0));
        }
        if row.is_filled && row.repeated == 0 {
            return Err(self.damaged(&format!("has the filled row {line} no times at all")));
        }
        if row.is_filled && self.passed > ROWS {
            return Err(self.damaged(&format!("has a filled row beyond the last one, {ROWS}")));
        }
        if row.is_filled && self.is_nameless {
            return Err(Fault::Damaged("a sheet with filled rows has no name".into()));
        }
        self.rows = (self.rows + self.empty_rows + row.repeated).min(ROWS);
        self.empty_rows = 0;
        self.widest = self.widest.max(row.cells);
        self.cells += row.cells;
        let repeats = if row.is_filled { row.repeated - 1 } else { 0 };
        Ok((row.text.saturating_mul(row.repeated), repeats))
    }
}

impl CountedRow {
    pub(super) fn new(repeated: u64) -> Self {
        Self { repeated, ..Self::default() }
    }

    fn put(&mut self, cell: &CountedCell) {
        if !cell.is_kept() {
            self.empty_cells = (self.empty_cells + cell.repeated).min(COLUMNS);
            return;
        }
        self.is_filled |= cell.is_filled();
        self.cells = (self.cells + self.empty_cells + cell.repeated).min(COLUMNS);
        self.empty_cells = 0;
        self.text = self.text.saturating_add(cell.text.saturating_mul(cell.repeated));
    }
}

impl CountedCell {
    pub(super) fn new(tag: &BytesStart<'_>) -> Self {
        let value = |name: &str| markup::attribute(tag, name).map(|value| value.len() as u64);
        let kept =
            ["office:string-value", "office:date-value", "office:time-value", "table:formula"];
        let kept: Vec<_> = kept.iter().filter_map(|name| value(name)).collect();
        let bare = value("office:value").or_else(|| value("office:boolean-value")).is_some();
        let kind = markup::attribute(tag, "office:value-type");
        let repeated = markup::number(tag, "table:number-columns-repeated", COLUMNS).unwrap_or(1);
        Self {
            repeated,
            filled: bare || !kept.is_empty(),
            is_text: kind.as_deref() == Some("string"),
            text: kept.iter().sum(),
            says: false,
        }
    }

    /// Whether its reader keeps it, which it does with empty texts too.
    fn is_kept(&self) -> bool {
        self.filled || self.is_text
    }

    /// Whether its reader takes all text in it for its value.
    pub(super) fn is_read_as_text(&self) -> bool {
        self.is_text && !self.filled
    }

    fn is_filled(&self) -> bool {
        self.filled || self.is_text && self.text > 0
    }
}

/// What is wrong with the result of the formula in a cell, if something is.
pub(super) fn lack(tag: &BytesStart<'_>) -> Option<Lack> {
    let value = |name| markup::attribute(tag, name);
    if value("calcext:value-type").as_deref() == Some("error") {
        return Some(Lack::Failed);
    }
    value("table:formula")?;
    if value("office:value-type").is_none() {
        return Some(Lack::NotKept);
    }
    let is_float = value("office:value-type").as_deref() == Some("float");
    (is_float && value("office:value").as_deref() == Some("0")).then_some(Lack::Zero)
}
