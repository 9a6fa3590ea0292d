//! One sheet of a workbook on its way: cells within the limits of the form, from top to bottom. What has to be cut is remembered.

use std::ops::Range;

use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr as _;

/// The rows and columns that a sheet can have, and the units of UTF-16 that a cell can hold.
pub(super) const ROWS: u32 = 1_048_576;
pub(super) const COLUMNS: usize = 16_384;
const CELL: usize = 32_767;
/// Links of one sheet: programs open no more than some 65 thousand, and each is held in memory.
const LINKS: usize = 5_000;
/// How high a line of text is, in points.
const LINE: f64 = 15.0;
/// Rows cannot be higher.
const MOST_LINES: u16 = 27;
/// What is shown at the end of what was cut.
const CUT: &str = "…";

/// A row and a column, from 0.
pub(super) type At = (u32, usize);

/// A sheet that is being written.
pub(super) struct SheetPage {
    pub(super) sheet: Worksheet,
    links: usize,
}

impl SheetPage {
    pub(super) fn new(sheet: Worksheet) -> Self {
        Self { sheet, links: 0 }
    }

    /// Writes a text; says whether all of it is there.
    pub(super) fn text(&mut self, at: At, text: &str, format: &Format) -> Result<bool, XlsxError> {
        if text.is_empty() {
            return Ok(true);
        }
        let (shown, whole) = shown(text);
        let mut fits = false;
        self.cell(at, |sheet, row, column| {
            fits = true;
            sheet.write_string_with_format(row, column, shown, format)
        })?;
        Ok(whole && fits)
    }

    /// Writes a text that leads to a page; the text alone where that is no address, or where there are many already.
    pub(super) fn link(
        &mut self,
        at: At,
        text: &str,
        address: &str,
        [linked, plain]: [&Format; 2],
    ) -> Result<(), XlsxError> {
        let is_page = address.starts_with("https://") || address.starts_with("http://");
        if let (Some(place), true) =
            (place(at.1), is_page && self.links < LINKS && !text.is_empty())
        {
            let url = Url::new(address).set_text(shown(text).0);
            if self.sheet.write_url_with_format(at.0, place, url, linked).is_ok() {
                self.links += 1;
                return Ok(());
            }
        }
        self.text(at, text, plain).map(drop)
    }

    pub(super) fn number(&mut self, at: At, number: f64, format: &Format) -> Result<(), XlsxError> {
        self.cell(at, |sheet, row, column| {
            sheet.write_number_with_format(row, column, number, format)
        })
    }

    pub(super) fn truth(&mut self, at: At, truth: bool, format: &Format) -> Result<(), XlsxError> {
        self.cell(at, |sheet, row, column| {
            sheet.write_boolean_with_format(row, column, truth, format)
        })
    }

    pub(super) fn blank(&mut self, at: At, format: &Format) -> Result<(), XlsxError> {
        self.cell(at, |sheet, row, column| sheet.write_blank(row, column, format))
    }

    /// Writes where the sheet has a place for it.
    fn cell(
        &mut self,
        (row, column): At,
        write: impl FnOnce(&mut Worksheet, u32, u16) -> Result<&mut Worksheet, XlsxError>,
    ) -> Result<(), XlsxError> {
        place(column).map_or(Ok(()), |column| write(&mut self.sheet, row, column).map(drop))
    }

    /// Writes a text over several columns.
    pub(super) fn wide(
        &mut self,
        row: u32,
        columns: Range<usize>,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let ends = (place(columns.start), columns.end.checked_sub(1).and_then(place));
        if let (Some(first), Some(last)) = ends
            && first < last
        {
            self.sheet.merge_range(row, first, row, last, &shown(text).0, format)?;
        }
        Ok(())
    }

    /// Makes a row `lines` lines high; one line is the default.
    pub(super) fn lines(&mut self, row: u32, lines: usize) -> Result<(), XlsxError> {
        if lines > 1 {
            let lines = u16::try_from(lines).unwrap_or(u16::MAX);
            self.sheet.set_row_height(row, f64::from(lines.min(MOST_LINES)) * LINE)?;
        }
        Ok(())
    }

    pub(super) fn width(&mut self, column: usize, width: f64) -> Result<(), XlsxError> {
        if let Some(place) = place(column) {
            self.sheet.set_column_width(place, width)?;
        }
        Ok(())
    }
}

/// How many lines a text takes that is wrapped in a column of this width.
pub(super) fn lines_of(text: &str, width: f64) -> usize {
    // A word that does not fit leaves room after the one before it.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "widths are small")]
    let room = ((width * 0.92) as usize).max(1);
    text.lines().map(|line| line.width().div_ceil(room).max(1)).sum()
}

/// The name of the machine that an address leads to.
pub(super) fn host(address: &str) -> String {
    let name = address.split("//").nth(1).unwrap_or(address).split('/').next();
    name.unwrap_or_default().to_owned()
}

/// The number of a column that a sheet has.
pub(super) fn place(column: usize) -> Option<u16> {
    u16::try_from(column).ok().filter(|&place| usize::from(place) < COLUMNS)
}

/// A text as a cell can hold it, and whether that is all of it. What XML has no sign for is shown as unknown.
fn shown(text: &str) -> (String, bool) {
    let is_odd = |c: char| matches!(c, '\u{fffe}' | '\u{ffff}');
    let mut whole = !text.contains(is_odd);
    let mut out = text.replace(is_odd, "\u{fffd}");
    if out.len() > CELL && out.encode_utf16().count() > CELL {
        let mut room = CELL - CUT.len();
        let end = out.char_indices().find(|(_, c)| {
            let left = room.checked_sub(c.len_utf16());
            room = left.unwrap_or(0);
            left.is_none()
        });
        out.truncate(end.map_or(out.len(), |(at, _)| at));
        out.push_str(CUT);
        whole = false;
    }
    (out, whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_so_much() {
        assert_eq!(shown("a\u{fffe}b"), ("a\u{fffd}b".to_owned(), false));
        let longest = "é".repeat(CELL);
        assert_eq!(shown(&longest), (longest.clone(), true));
        for long in ["x".repeat(CELL + 1), "📷".repeat(CELL)] {
            let (cut, whole) = shown(&long);
            assert!(!whole && cut.ends_with(CUT) && cut.encode_utf16().count() <= CELL);
            assert!(cut.encode_utf16().count() > CELL - 4);
        }
    }
}
