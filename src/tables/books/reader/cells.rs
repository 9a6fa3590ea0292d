//! The cells of a sheet in an Excel workbook while it is weighed: where a formula has left no result, or has failed.
//!
//! Nearly all cells are as they should be, so of each only what is at hand is kept, and it is looked into where something is odd.

use quick_xml::events::BytesStart;

use super::{
    formulas::{Lack, Lacking},
    markup,
};

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
    pub(super) fn start_row(&mut self, tag: &BytesStart<'_>) {
        let number = markup::attribute(tag, "r").and_then(|number| number.trim().parse().ok());
        self.row = number.unwrap_or(self.row.saturating_add(1));
        self.column = 0;
    }

    pub(super) fn start(&mut self, attributes: &str) {
        self.attributes.clear();
        self.attributes.push_str(attributes);
        self.column = self.column.saturating_add(1);
        (self.has_formula, self.first, self.length) = (false, None, 0);
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
    use super::place;

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
