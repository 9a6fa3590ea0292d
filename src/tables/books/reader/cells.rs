//! The cells of a sheet in an Excel workbook while it is weighed: that no place is named twice, of which its reader would keep the
//! last alone; where a formula has left no result, or has failed.
//!
//! Nearly all cells are as they should be, so of each only what is at hand is kept, and it is looked into where something is odd.

use calamine::CellErrorType;
use quick_xml::events::BytesStart;

use super::{
    Fault,
    cell_names::{beyond, check_name, name, place},
    formulas::{Lack, Lacking},
    limits::{COLUMNS, ROWS},
    markup,
    plain_rows::plain_row,
};

/// The sign with which the names of errors begin, and how long they are at most.
const ERROR: u8 = b'#';
const LONGEST: usize = 32;
/// Most digits of the number of a shared text: more have no room in any number.
const LONGEST_INDEX: usize = 18;

/// The cell that is being read, and what was found in those before it.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing seen of its own")]
pub(super) struct Cell {
    pub(super) lacking: Lacking,
    stage: Stage,
    /// How many cells there were.
    pub(super) count: u64,
    /// The number that the row has by itself, from 1.
    counted: u32,
    /// The row says its number.
    is_numbered: bool,
    /// The row and the column of the cell, from 1; no row before the first of its cells.
    row: u32,
    column: u32,
    rows: Seen,
    columns: Seen,
    /// The attributes of the cell as they stand.
    attributes: String,
    has_formula: bool,
    has_value: bool,
    /// It has a text in itself.
    has_own_text: bool,
    /// The value beside the text that it should have in itself.
    ignored: Option<String>,
    /// A value is open that is no text with parts of its own.
    in_value: bool,
    /// How its value begins, and how long it is.
    first: Option<u8>,
    length: usize,
    /// It holds something else than digits.
    is_no_index: bool,
    /// The name of the error that it may be, and whether there was one that its reader does not know.
    error: String,
    pub(super) has_odd_error: bool,
}

/// Where in a part its reader is. Other parts than sheets have elements of the same names.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    #[default]
    Before,
    Data,
    Row,
    Cell,
    /// Cells that follow are never read.
    Behind,
}

/// Numbers that have been seen.
#[derive(Default)]
struct Seen(Vec<u64>);

impl Seen {
    /// Takes a number and says whether it is new.
    fn take(&mut self, number: u32) -> bool {
        let (at, bit) = ((number / 64) as usize, 1 << (number % 64));
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        let is_new = self.0[at] & bit == 0;
        self.0[at] |= bit;
        is_new
    }
}

impl Cell {
    /// The cells of the sheet begin.
    pub(super) fn start_data(&mut self) -> Result<(), Fault> {
        if self.stage != Stage::Before {
            return Err(Fault::Damaged("a sheet of it has its cells in two places".into()));
        }
        self.stage = Stage::Data;
        Ok(())
    }

    /// The cells of the sheet have begun and not ended.
    pub(super) fn is_among_cells(&self) -> bool {
        !matches!(self.stage, Stage::Before | Stage::Behind)
    }

    /// There was a cell.
    pub(super) fn is_counted(&self) -> bool {
        !self.rows.0.is_empty() || self.row > 0
    }

    /// Takes the rows with which some bytes begin, as far as nothing about them can be odd, and gives how many bytes they take.
    pub(super) fn pass_plain(&mut self, ahead: &[u8]) -> usize {
        let mut passed = 0;
        while self.stage == Stage::Data
            && !self.in_value
            && let Some(row) = plain_row(&ahead[passed..])
        {
            let has_cells = row.last > 0;
            if has_cells && !self.rows.take(row.number) {
                break;
            }
            self.counted = row.number;
            self.count += u64::from(row.cells);
            self.row = if has_cells { row.number } else { 0 };
            passed += row.length;
        }
        passed
    }

    /// A row begins; an error where its number is larger than its reader has room for.
    pub(super) fn start_row(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        let number = markup::attribute(tag, "r");
        self.is_numbered = number.is_some();
        self.counted = match number {
            Some(number) => number.trim().parse().map_err(|_| beyond(&number))?,
            None => self.counted.saturating_add(1),
        };
        match self.stage {
            Stage::Data => self.stage = Stage::Row,
            Stage::Before | Stage::Behind => return Ok(()),
            Stage::Row | Stage::Cell => return Err(self.inside("a row")),
        }
        if !(1..=ROWS).contains(&u64::from(self.counted)) {
            return Err(beyond(&self.counted.to_string()));
        }
        (self.row, self.column) = (0, 0);
        self.columns.0.clear();
        Ok(())
    }

    /// A cell begins; an error where it says that it stands further out than its reader has room for, or where one stands already.
    pub(super) fn start(&mut self, attributes: &str) -> Result<(), Fault> {
        let name = name(attributes)?;
        match self.stage {
            Stage::Row => self.stage = Stage::Cell,
            Stage::Before | Stage::Behind => {
                return name.map_or(Ok(()), |name| check_name(&name));
            }
            Stage::Data | Stage::Cell => return Err(self.inside("a cell")),
        }
        self.column = self.column.saturating_add(1);
        self.count += 1;
        let row = match name {
            Some(name) => {
                let (row, column) = place(&name)
                    .filter(|(row, column)| (1..=ROWS).contains(&u64::from(*row)) && *column > 0)
                    .ok_or_else(|| beyond(&name))?;
                self.column = column;
                row
            }
            None => self.counted,
        };
        self.take(row)?;
        self.attributes.clear();
        self.attributes.push_str(attributes);
        (self.has_formula, self.has_value, self.first, self.length) = (false, false, None, 0);
        (self.is_no_index, self.has_own_text, self.ignored) = (false, false, None);
        self.error.clear();
        Ok(())
    }

    /// Takes the place of a cell, which must be free.
    fn take(&mut self, row: u32) -> Result<(), Fault> {
        if self.row == 0 {
            let is_other = self.is_numbered && row != self.counted;
            if !is_other && !self.rows.take(row) {
                return Err(Fault::Damaged(format!("a sheet of it has two rows {row}")));
            }
            self.row = if is_other { self.counted } else { row };
        }
        if row != self.row {
            let what = format!("a sheet of it has a cell of row {row} in row {}", self.row);
            return Err(Fault::Damaged(what));
        }
        // What stands further out is refused where it is filled.
        if u64::from(self.column) <= COLUMNS && !self.columns.take(self.column) {
            let what = format!("row {row} of a sheet has two cells in column {}", self.column);
            return Err(Fault::Damaged(what));
        }
        Ok(())
    }

    /// The fault of an element that stands where its reader does not look for it.
    fn inside(&self, what: &str) -> Fault {
        let place = if self.stage == Stage::Data { "outside of rows" } else { "inside another" };
        Fault::Damaged(format!("a sheet of it has {what} {place}, at row {}", self.counted))
    }

    /// A formula begins.
    pub(super) fn start_formula(&mut self) -> Result<(), Fault> {
        let is_late = self.has_value || self.has_formula;
        self.has_formula = true;
        if self.stage == Stage::Cell && is_late { Err(self.two_values()) } else { Ok(()) }
    }

    /// A value begins, as a text in the cell itself or not.
    pub(super) fn start_value(&mut self, is_inline: bool) -> Result<(), Fault> {
        // A text in the cell may have a value before it, which nobody reads.
        let is_ignored = !is_inline && self.has_text_inside();
        let is_late =
            self.has_value && !(is_inline && self.ignored.is_some() && !self.has_own_text);
        self.has_value = true;
        self.has_own_text |= is_inline;
        self.in_value = self.stage == Stage::Cell && !is_inline;
        if is_ignored {
            self.ignored = Some(String::new());
        }
        if self.stage == Stage::Cell && is_late { Err(self.two_values()) } else { Ok(()) }
    }

    /// A piece that is no text begins; an error in a value, of which its reader would keep the text before it alone.
    pub(super) fn not_text(&self) -> Result<(), Fault> {
        if !self.in_value {
            return Ok(());
        }
        let (row, column) = (self.row, self.column);
        let what = format!("row {row} of a sheet has more than text as value in column {column}");
        Err(Fault::Damaged(what))
    }

    /// A sign begins that stands under a name, such as `amp`; an error in a value that is a number.
    pub(super) fn entity(&self) -> Result<(), Fault> {
        if !self.in_value {
            return Ok(());
        }
        let tag = BytesStart::from_content(format!("c {}", self.attributes), 1);
        let kind = markup::attribute(&tag, "t");
        if matches!(kind.as_deref(), Some("str" | "d")) { Ok(()) } else { self.not_text() }
    }

    pub(super) fn end_value(&mut self) {
        self.in_value = false;
    }

    /// Whether it says that its text stands in itself.
    fn has_text_inside(&self) -> bool {
        ["inlineStr", "\"is\"", "'is'"].iter().any(|kind| self.attributes.contains(kind))
    }

    fn two_values(&self) -> Fault {
        let (row, column) = (self.row, self.column);
        Fault::Damaged(format!("row {row} of a sheet has two values in column {column}"))
    }

    fn value_elsewhere(&self) -> Fault {
        let (row, column) = (self.row, self.column);
        Fault::Damaged(format!(
            "row {row} of a sheet has a value in column {column} that stands elsewhere than its type says"
        ))
    }

    pub(super) fn value(&mut self, piece: &str) {
        self.first = self.first.or(piece.bytes().next());
        self.length += piece.len();
        if let Some(ignored) = self.ignored.as_mut().filter(|_| self.in_value) {
            ignored.push_str(piece);
        }
        self.is_no_index |= !piece.bytes().all(|byte| byte.is_ascii_digit());
        if self.first == Some(ERROR) && self.length <= LONGEST {
            self.error.push_str(piece);
        }
    }

    /// A cell ends, and so has the text that it may have in itself; an error where a value beside that says something else, which its reader would
    /// leave out, or where it shows a shared text by a number that is none, for which its reader takes the first text.
    pub(super) fn end(&mut self, own_text: &str) -> Result<(), Fault> {
        if self.stage != Stage::Cell {
            return Ok(());
        }
        self.stage = Stage::Row;
        let ignored = self.ignored.take().unwrap_or_default();
        let own_text = if self.has_own_text { own_text } else { "" };
        if !ignored.is_empty() && ignored != own_text {
            return Err(if self.has_own_text { self.two_values() } else { self.value_elsewhere() });
        }
        let is_no_index = self.is_no_index || self.length > LONGEST_INDEX;
        if !self.has_formula && self.first != Some(ERROR) && !is_no_index {
            return Ok(());
        }
        let tag = BytesStart::from_content(format!("c {}", self.attributes), 1);
        let kind = markup::attribute(&tag, "t");
        if is_no_index && kind.as_deref() == Some("s") {
            let (row, column) = (self.row, self.column);
            let what = format!(
                "row {row} of a sheet shows a shared text in column {column}, and its value is not the number of one"
            );
            return Err(Fault::Damaged(what));
        }
        let lack = match (self.first, kind.as_deref()) {
            (_, Some("e")) => {
                self.has_odd_error |= self.error.parse::<CellErrorType>().is_err();
                Lack::Failed
            }
            // An empty text is a result too.
            (None, kind) if kind != Some("str") => Lack::NotKept,
            (Some(b'0'), None | Some("n")) if self.length == 1 => Lack::Zero,
            _ => return Ok(()),
        };
        self.lacking.add((self.row - 1, self.column - 1), lack);
        Ok(())
    }

    /// A row ends, which must have begun, as its reader counts the ends.
    pub(super) fn end_row(&mut self) -> Result<(), Fault> {
        self.end_stage(Stage::Row, Stage::Data, "the end of a row")
    }

    pub(super) fn end_data(&mut self) -> Result<(), Fault> {
        self.end_stage(Stage::Data, Stage::Behind, "the end of its cells")
    }

    fn end_stage(&mut self, ended: Stage, next: Stage, what: &str) -> Result<(), Fault> {
        match self.stage {
            stage if stage == ended => self.stage = next,
            Stage::Before | Stage::Behind => {}
            Stage::Data | Stage::Row | Stage::Cell => return Err(self.inside(what)),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads rows: what each says of its number, and its cells by their attributes.
    fn rows(rows: &[(&str, &[&str])]) -> Result<(), Fault> {
        let mut cell = Cell::default();
        cell.start_data()?;
        for (number, cells) in rows {
            cell.start_row(&BytesStart::from_content(format!("row {number}"), 3))?;
            for attributes in *cells {
                cell.start(attributes)?;
                cell.end("").unwrap();
            }
            cell.end_row()?;
        }
        cell.end_data()
    }

    #[test]
    fn cells_beyond_any_sheet_are_refused() {
        for (attributes, is_refused) in [
            (r#"r="C1" s="1""#, false),
            (r#"r="XFD1""#, false),
            (r#"s="1" t="s""#, false),
            (r#"r="Ammmmmmmmmmmmmmmm1" t="s""#, true),
            (r#"t="s" r="A42949672970""#, true),
            ("r='AAAAAAAA1'", true),
            (r#"r="1""#, true),
            (r#"r="A""#, true),
        ] {
            assert_eq!(rows(&[("", &[attributes])]).is_err(), is_refused, "{attributes}");
        }
        for (row, is_refused) in [
            ("7", false),
            ("1048576", false),
            ("1048577", true),
            ("0", true),
            ("42949672970", true),
            ("-1", true),
        ] {
            assert_eq!(rows(&[(&format!("r=\"{row}\""), &[])]).is_err(), is_refused, "{row}");
        }
    }

    #[test]
    fn a_place_is_named_once() {
        for (sheet, refused) in [
            // Each in its place, in whatever order, named or not.
            (
                [(r#"r="2""#, [r#"r="C2""#, r#"r="A2""#]), (r#"r="1""#, [r#"r="C1""#, "s='1'"])],
                None,
            ),
            ([("", ["", ""]), ("", ["", ""])], None),
            ([("", [r#"r="B7""#, r#"r="C7""#]), ("", [r#"r="B9""#, r#"r="C9""#])], None),
            ([(r#"r="2""#, ["", ""]), (r#"r="2""#, ["", ""])], Some("two rows 2")),
            ([(r#"r="2""#, ["", ""]), (r#"r="1""#, ["", ""])], None),
            ([("", [r#"r="B2""#, r#"r="C2""#]), ("", ["", ""])], Some("two rows 2")),
            (
                [("", [r#"r="B2""#, r#"r="B2""#]), ("", ["", ""])],
                Some("row 2 of a sheet has two cells in column 2"),
            ),
            (
                [("", [r#"r="B1""#, r#"t="s" r = 'B1'"#]), ("", ["", ""])],
                Some("two cells in column 2"),
            ),
            ([("", [r#"r="B1""#, r#"r="A1""#]), ("", ["", ""])], None),
            ([("", [r#"r="A1""#, ""]), ("", [r#"r="B2""#, r#"r="A2""#])], None),
            (
                [("r='1'", [r#"r="A1""#, r#"r="B2""#]), ("", ["", ""])],
                Some("a cell of row 2 in row 1"),
            ),
            ([("r='1'", [r#"r="A2""#, ""]), ("", ["", ""])], Some("a cell of row 2 in row 1")),
            ([("", [r#"r="A1""#, r#"r="B1" r="C1""#]), ("", ["", ""])], Some("attributes")),
        ] {
            let sheet = sheet.each_ref().map(|(number, cells)| (*number, cells.as_slice()));
            match (rows(&sheet), refused) {
                (Ok(()), None) => {}
                (Err(Fault::Damaged(cause)), Some(refused)) if cause.contains(refused) => {}
                (outcome, _) => panic!("{sheet:?}: {outcome:?}"),
            }
        }
    }
}
