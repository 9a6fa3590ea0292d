//! What can be wrong with a document as a whole, before it has the name of its file.

use std::io;

use super::{super::Error, node::LIMIT};
use crate::tables::{self, ReadErrorKind};

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
    pub(super) fn of(self, file: &str) -> Error {
        tables::Fault::from(self).of(file).into()
    }
}

impl From<Fault> for tables::Fault {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Io { line, cause } => Self::system(line, cause),
            Fault::Syntax { form, line, column, cause } => {
                let column = column.map_or(String::new(), |column| format!(" in column {column}"));
                let cause = format!("{cause}{column}");
                Self::at(line, ReadErrorKind::Malformed { form, cause })
            }
            Fault::CutShort { form, line, cause } => {
                Self::at(line, ReadErrorKind::CutShort { form, cause })
            }
            Fault::TooLong { line } => Self::at(line, ReadErrorKind::LongObject { limit: LIMIT }),
            Fault::TooDeep { line } => Self::at(line, ReadErrorKind::DeepObject),
            Fault::TooLarge(what) => ReadErrorKind::LargeDocument(what).into(),
            Fault::Lost => ReadErrorKind::Damaged("it makes no sense".into()).into(),
        }
    }
}
