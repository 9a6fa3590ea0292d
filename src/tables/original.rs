//! A file that was read before is read once more, as it stands: every row and every cell of it, in order.

use super::{
    Fault, NoWords, ReadError, Row, Rows as _, TextForm, UnpackedFile, books,
    books::{TypedBook, TypedCell, TypedRows},
    bytes::Bytes,
    text::{Decoded, Quote, Text, TextRecords},
};

/// How a file was read before.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FormRead {
    /// As text that is written so.
    Text(TextForm, Quote),
    /// As a workbook.
    Book,
}

/// A file that is read once more.
pub(crate) enum Original {
    Text(Box<TextRecords>),
    Book(TypedBook),
}

/// The rows of a table as they stand.
pub(crate) enum OriginalRows {
    Text(Box<TextRecords>),
    Typed(TypedRows),
}

/// A row as it stands.
#[derive(Debug)]
pub(crate) struct OriginalRow {
    /// The line on which it starts, or its number in a sheet.
    pub(crate) line: u64,
    /// How many lines it takes.
    pub(crate) lines: u64,
    pub(crate) cells: OriginalCells,
    /// Whether readers of inventories see the row.
    pub(crate) is_seen: bool,
}

/// The cells of a row.
#[derive(Debug)]
pub(crate) enum OriginalCells {
    Text(csv::ByteRecord),
    /// Those that are filled.
    Typed(Vec<TypedCell>),
}

impl Original {
    /// Opens a file as it was opened before; `file` is what messages call it.
    pub(crate) fn open(file: &str, bytes: Bytes, known: FormRead) -> Result<Self, ReadError> {
        let content = UnpackedFile::of(bytes).map_err(|cause| ReadError::system(file, cause))?;
        let bytes = content.bytes;
        let FormRead::Text(form, quote) = known else {
            return TypedBook::open(file, bytes).map(Self::Book);
        };
        let decoded = Decoded::new(file, bytes, Some(form.encoding), &NoWords)?;
        let delimiter = u8::try_from(form.delimiter).ok();
        Ok(Self::Text(Box::new(Text::new(decoded, delimiter, quote, &NoWords, 0).records)))
    }
}

impl OriginalRows {
    /// The rows of a text.
    pub(crate) fn of_text(records: Box<TextRecords>) -> Self {
        Self::Text(records)
    }

    /// The rows of a sheet.
    pub(crate) fn of_sheet(book: &TypedBook, sheet: &books::Listed) -> Self {
        Self::Typed(book.rows(sheet))
    }

    /// The next row; `None` at the end. The cells of `spent`, a row that is done with, are used again.
    pub(crate) fn next(
        &mut self,
        spent: Option<OriginalRow>,
    ) -> Result<Option<OriginalRow>, Fault> {
        match self {
            Self::Text(records) => {
                let mut row = Row::default();
                if let Some(OriginalRow { cells: OriginalCells::Text(cells), .. }) = spent {
                    row.cells = cells;
                }
                if !records.read(&mut row)? {
                    return Ok(None);
                }
                let lines = row.breaks as u64 + 1;
                let cells = OriginalCells::Text(row.cells);
                Ok(Some(OriginalRow { line: row.line, lines, cells, is_seen: true }))
            }
            Self::Typed(rows) => Ok(rows.next()?.map(|row| OriginalRow {
                line: row.line,
                lines: 1,
                is_seen: row.is_seen,
                cells: OriginalCells::Typed(row.cells),
            })),
        }
    }
}

impl OriginalCells {
    /// How many columns the row takes.
    pub(crate) fn width(&self) -> usize {
        match self {
            Self::Text(cells) => cells.len(),
            Self::Typed(cells) => cells.last().map_or(0, |cell| cell.column + 1),
        }
    }
}
