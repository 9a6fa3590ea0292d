//! How a file is to be read, where looking at it is not enough.

use std::{collections::BTreeMap, sync::Arc};

use super::{ColumnUse, Formats, Quote};

/// How to read a file. Whatever is left open is found out from the file.
#[derive(Clone, Debug)]
pub struct Options {
    /// The words of inventories.
    pub formats: Arc<Formats>,
    /// The name of the encoding, such as `windows-1252`.
    pub encoding: Option<String>,
    /// The character between the cells.
    pub delimiter: Option<u8>,
    /// The character that encloses cells; double quotes if it is left open.
    pub quote: Option<Quote>,
    /// The line on which the header stands, from 1; 0 where there is none, so that columns are known by their cells alone.
    pub header_line: Option<u64>,
    /// The sheets of a workbook, or the lists of a document, that are read; all that are inventories where none is named.
    pub sheets: Vec<String>,
    /// What columns hold, by header or by number (`#3`).
    pub columns: BTreeMap<String, ColumnUse>,
    /// Whether the file must have all of these columns. Where it need not, [`Understanding::lacks`](super::Understanding::lacks)
    /// tells which it has not.
    pub all_columns: bool,
    /// Refuse a file none of whose columns is known to tell a maker, as where it may be no inventory at all; otherwise all of them
    /// are searched as text.
    pub known_columns: bool,
    /// The columns whose empty cells mean the one above, by header or by number.
    pub fill_down: Vec<String>,
}

impl Options {
    /// Everything is found out from the file.
    pub fn new(formats: Arc<Formats>) -> Self {
        Self {
            formats,
            encoding: None,
            delimiter: None,
            quote: None,
            header_line: None,
            sheets: Vec::new(),
            columns: BTreeMap::new(),
            all_columns: true,
            known_columns: false,
            fill_down: Vec::new(),
        }
    }
}
