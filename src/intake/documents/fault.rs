//! What can be wrong with a document as a whole, before it has the name of its file.

use std::io;

use super::{super::Error, node::LIMIT};
use crate::tables::{ReadError, ReadErrorKind};

/// Why a document cannot be read.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The system, or the file that it is packed in.
    Io { line: u64, cause: io::Error },
    /// It is not in the form in which it begins.
    Syntax { form: &'static str, line: u64, column: Option<u64>, cause: String },
    /// It ends before its end.
    CutShort { form: &'static str, line: u64, cause: String },
    /// An object is longer than any asset; the line on which it begins.
    TooLong { line: u64 },
    /// It goes deeper than any inventory.
    TooDeep { line: u64 },
    /// It is larger than what is held in memory; how large, and what the bound is.
    TooLarge(String),
    /// Its reader has died.
    Lost,
}

impl Fault {
    /// The error for a file, or for a list in it.
    pub(crate) fn of(self, file: &str) -> Error {
        let file = file.to_owned();
        match self {
            Self::Io { line, cause } => ReadError::system(&file, line, cause).into(),
            Self::Syntax { form, line, column, cause } => {
                let column = column.map_or(String::new(), |column| format!(" in column {column}"));
                Error::Malformed { file, form, line, cause: format!("{cause}{column}") }
            }
            Self::CutShort { form, line, cause } => Error::CutShort { file, form, line, cause },
            Self::TooLong { line } => Error::LongObject { file, line, limit: LIMIT },
            Self::TooDeep { line } => Error::DeepObject { file, line },
            Self::TooLarge(what) => Error::LargeDocument { file, what },
            Self::Lost => {
                let kind = ReadErrorKind::Damaged("it makes no sense".into());
                ReadError::new(&file, kind).into()
            }
        }
    }
}
