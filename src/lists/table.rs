//! A list as a table: delimited text with a header, one entry a record.

use super::{
    error::{ListError, ListErrorKind},
    import::{Import, ListEntry},
};
use crate::tables::{
    NoWords, ReadError, ReadErrorKind, Row, Rows as _,
    bytes::Bytes,
    text::{Decoded, Quote, Text},
};

/// The encoding in which lists are published.
const ENCODING: &str = "utf-8";

/// A record under its header.
struct TableRecord<'r> {
    header: &'r [String],
    cells: Vec<&'r str>,
}

impl ListEntry for TableRecord<'_> {
    fn keys(&self) -> Vec<&str> {
        self.header.iter().map(String::as_str).collect()
    }

    fn are_names(&self) -> bool {
        false
    }

    fn values(&self, key: &str) -> Vec<String> {
        let named = self.header.iter().zip(&self.cells).filter(|(name, _)| *name == key);
        named
            .filter(|(_, cell)| !cell.trim().is_empty())
            .map(|(_, cell)| (*cell).to_owned())
            .collect()
    }

    fn holds_no_text(&self, _: &str) -> bool {
        false
    }
}

pub(super) fn read(file: &str, bytes: Bytes, import: &mut Import<'_>) -> Result<(), ListError> {
    let failed = |ReadError { line, kind, .. }| ListErrorKind::from(kind).of(file, line);
    let decoded = Decoded::new(file, bytes, Some(ENCODING), &NoWords).map_err(failed)?;
    let mut records = Text::new(decoded, None, Quote::default(), &NoWords, 1).records;
    let mut row = Row::default();
    let mut header: Vec<String> = Vec::new();
    while records.read(&mut row).map_err(|fault| failed(fault.of(file)))? {
        let at = |kind: ListErrorKind| kind.of(file, Some(row.line));
        let cells = row.cells.iter().map(std::str::from_utf8).collect::<Result<Vec<_>, _>>();
        let cells = cells.map_err(|_| at(ListErrorKind::Encoding))?;
        if header.is_empty() {
            header = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            import
                .recognise_format(&TableRecord { header: &header, cells: Vec::new() })
                .map_err(at)?;
            continue;
        }
        if cells.len() != header.len() {
            let (cells, columns) = (cells.len(), header.len());
            return Err(at(ListErrorKind::Uneven { cells, columns }));
        }
        import.take(&TableRecord { header: &header, cells }).map_err(at)?;
    }
    Ok(())
}

impl From<ReadErrorKind> for ListErrorKind {
    fn from(kind: ReadErrorKind) -> Self {
        match kind {
            ReadErrorKind::Empty => Self::Empty,
            ReadErrorKind::TooLong { limit } => Self::TooLong { limit },
            kind => Self::Unreadable(kind),
        }
    }
}
