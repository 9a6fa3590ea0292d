//! How a file is to be read, where looking at it is not enough.

use std::{collections::BTreeMap, sync::Arc};

use super::{ColumnUse, Formats};

/// How to read a file. Whatever is left open is found out from the file.
#[derive(Clone, Debug)]
pub struct Options {
    /// The words of inventories.
    pub formats: Arc<Formats>,
    /// The name of the encoding, such as `windows-1252`.
    pub encoding: Option<String>,
    /// The character between the cells.
    pub delimiter: Option<u8>,
    /// The line on which the header stands, from 1.
    pub header_line: Option<u64>,
    /// The one sheet of a workbook, or the one list of a document, that is read.
    pub sheet: Option<String>,
    /// What columns hold, by header or by number (`#3`).
    pub columns: BTreeMap<String, ColumnUse>,
}

impl Options {
    /// Everything is found out from the file.
    #[must_use]
    pub fn new(formats: Arc<Formats>) -> Self {
        Self {
            formats,
            encoding: None,
            delimiter: None,
            header_line: None,
            sheet: None,
            columns: BTreeMap::new(),
        }
    }
}
