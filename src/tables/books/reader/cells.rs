//! The cells of a sheet in an Excel workbook while it is weighed: where a formula has left no result, or has failed.
//!
//! Nearly all cells are as they should be, so of each only what is at hand is kept, and it is looked into where something is odd.

use quick_xml::events::BytesStart;

use super::{
    Fault,
    formulas::{Lack, Lacking},
    markup,
};
use crate::strings::clipped;

/// Names of no more letters and digits have room in any number.
const SURE: usize = 6;
/// More of a name is not shown.
const SHOWN: usize = 20;
/// The sign with which the names of errors begin.
const ERROR: u8 = b'#';

/// The cell that is being read, and what was found in those before it.
#[derive(Default)]
pub(super) struct Cell {
    pub(super) lacking: Lacking,
    pub(super) has_formula: bool,
    /// The row, and the column behind the cell, both from 1, as far as the cells say so.
    row: u32,
    column: u32,
    /// The attributes of the cell as they stand.
    attributes: String,
    /// How its value begins, and how long it is.
    first: Option<u8>,
    length: usize,
}

impl Cell {
    /// A row begins; an error where its number is larger than its reader has room for.
    pub(super) fn start_row(&mut self, tag: &BytesStart<'_>) -> Result<(), Fault> {
        self.row = match markup::attribute(tag, "r") {
            Some(number) => number.trim().parse().map_err(|_| beyond(&number))?,
            None => self.row.saturating_add(1),
        };
        self.column = 0;
        Ok(())
    }

    /// A cell begins; an error where it says that it stands further out than its reader has room for.
    pub(super) fn start(&mut self, attributes: &str) -> Result<(), Fault> {
        name(attributes).map_or(Ok(()), check_name)?;
        self.attributes.clear();
        self.attributes.push_str(attributes);
        self.column = self.column.saturating_add(1);
        (self.has_formula, self.first, self.length) = (false, None, 0);
        Ok(())
    }

    pub(super) fn value(&mut self, piece: &str) {
        self.first = self.first.or(piece.bytes().next());
        self.length += piece.len();
    }

    pub(super) fn end(&mut self) {
        if !self.has_formula && self.first != Some(ERROR) {
            return;
        }
        let tag = BytesStart::from_content(format!("c {}", self.attributes), 1);
        let kind = markup::attribute(&tag, "t");
        let lack = match (self.first, kind.as_deref()) {
            (_, Some("e")) => Lack::Failed,
            // An empty text is a result too.
            (None, kind) if kind != Some("str") => Lack::NotKept,
            (Some(b'0'), None | Some("n")) if self.length == 1 => Lack::Zero,
            _ => return,
        };
        let place = markup::attribute(&tag, "r").and_then(|name| place(&name));
        let (row, column) = place.unwrap_or((self.row, self.column));
        self.column = column;
        self.lacking.add((row.saturating_sub(1), column.saturating_sub(1)), lack);
    }
}

/// The name of a cell among its attributes, as it is written in all files but hostile ones.
fn name(attributes: &str) -> Option<&str> {
    let is_own = |at: usize| at == 0 || attributes.as_bytes()[at - 1].is_ascii_whitespace();
    let (at, mark) = attributes.match_indices("r=").find(|(at, _)| is_own(*at))?;
    attributes[at + mark.len()..].split(['"', '\'']).nth(1)
}

/// Whether the reader of workbooks has room for what a cell is called, or each end of a range; an error if not.
pub(super) fn check_name(name: &str) -> Result<(), Fault> {
    let fits = |name: &str| name.len() <= SURE || place(name).is_some();
    if !name.split(':').all(fits) {
        return Err(beyond(name));
    }
    let ends = name.split_once(':').and_then(|(first, last)| place(first).zip(place(last)));
    match ends {
        Some((first, last)) if last.0 < first.0 || last.1 < first.1 => Err(reversed(name)),
        _ => Ok(()),
    }
}

/// The reader of workbooks takes the first corner of a range from the last.
fn reversed(name: &str) -> Fault {
    let shown = clipped(name, SHOWN).escape_debug();
    Fault::Damaged(format!("a range of it is `{shown}`, which ends before it begins"))
}

/// The reader of workbooks counts on where its numbers have no room, and puts the cell elsewhere.
fn beyond(name: &str) -> Fault {
    let shown = clipped(name, SHOWN).escape_debug();
    Fault::Damaged(format!("a cell or row of it says that it is `{shown}`, which no sheet has"))
}

/// The row and the column, from 1, in the name of a cell: `C2`.
fn place(name: &str) -> Option<(u32, u32)> {
    let digits = name.find(|letter: char| letter.is_ascii_digit())?;
    let column = name[..digits].bytes().try_fold(0_u32, |column, letter| {
        let letter = letter.to_ascii_uppercase();
        let value = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(value)
    });
    Some((name[digits..].parse().ok()?, column?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_beyond_any_sheet_are_refused() {
        for (attributes, is_refused) in [
            (r#"r="C2" s="1""#, false),
            (r#"r="XFD1048576""#, false),
            (r#"s="1" t="s""#, false),
            (r#"r="Ammmmmmmmmmmmmmmm1" t="s""#, true),
            (r#"t="s" r="A42949672970""#, true),
            ("r='AAAAAAAA1'", true),
        ] {
            assert_eq!(Cell::default().start(attributes).is_err(), is_refused, "{attributes}");
        }
        for (row, is_refused) in [("7", false), ("42949672970", true), ("-1", true)] {
            let tag = BytesStart::from_content(format!("row r=\"{row}\""), 3);
            assert_eq!(Cell::default().start_row(&tag).is_err(), is_refused, "{row}");
        }
    }

    #[test]
    fn ranges_that_end_before_they_begin_are_refused() {
        for (name, is_refused) in
            [("A1", false), ("A1:C3", false), ("B2:B2", false), ("A3:C1", true), ("C1:A3", true)]
        {
            assert_eq!(check_name(name).is_err(), is_refused, "{name}");
        }
    }

    #[test]
    fn places_are_read() {
        for (name, expected) in [
            ("C2", Some((2, 3))),
            ("XFD1048576", Some((1_048_576, 16_384))),
            ("2", Some((2, 0))),
            ("AAAAAAAAAAAA1", None),
            ("ä1", None),
            ("", None),
        ] {
            assert_eq!(place(name), expected, "{name}");
        }
    }
}
