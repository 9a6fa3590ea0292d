//! Why a list cannot be used. A list is used whole or not at all: of one that ends early nobody would miss the names.

use crate::tables::ReadErrorKind;

/// A list that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}{}: {kind}", line.map_or(String::new(), |line| format!(":{line}")))]
#[non_exhaustive]
pub struct ListError {
    /// The file as the user named it.
    pub file: String,
    /// The line on which it shows, where it is a matter of one.
    pub line: Option<u64>,
    /// What is wrong.
    pub kind: ListErrorKind,
}

/// What is wrong with a list.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ListErrorKind {
    /// The file cannot be read.
    #[error("{0}")]
    Unreadable(ReadErrorKind),
    /// It holds nothing.
    #[error(
        "the list is empty; expected a line that names the columns and one line an entry; export it again"
    )]
    Empty,
    /// It has entries, and none of a company.
    #[error(
        "the list names no company (it has {types}); expected companies or organisations, which are all that is looked for; check that this is the list that you want"
    )]
    NoCompany {
        /// What its entries are, with their numbers.
        types: String,
    },
    /// It is in no form that is known.
    #[error(
        "this is no list that is known: it has {found}; expected {expected}; give the file as its publisher has it"
    )]
    Unknown {
        /// What was found in it.
        found: String,
        /// The forms that are known.
        expected: String,
    },
    /// A record has fewer or more cells than the header.
    #[error(
        "the record has {cells} cells and the header has {columns}; expected as many; the file is cut short or was changed: export it again"
    )]
    Uneven {
        /// How many it has.
        cells: usize,
        /// How many it should have.
        columns: usize,
    },
    /// A record is longer than any entry.
    #[error(
        "the entry that starts here is longer than {limit} MiB; expected one entry a line; look for a quote that is opened and never closed, or export the list again"
    )]
    TooLong {
        /// The bound, in MiB.
        limit: u64,
    },
    /// Text that is not UTF-8.
    #[error(
        "this is not UTF-8, in which lists are published; export the list again, or save it as UTF-8"
    )]
    Encoding,
    /// A document that is not whole, or not well-formed.
    #[error(
        "this is no JSON that can be read ({cause}); expected a whole file as its publisher has it; it may be cut short: export or copy it again"
    )]
    Malformed {
        /// What its reader says.
        cause: String,
    },
    /// An entry of a company without any name.
    #[error(
        "the entry names nobody; expected a name under {keys}; the file was changed, or is another than its columns say: export it again"
    )]
    Nameless {
        /// Where names stand.
        keys: String,
    },
    /// A name that is no text.
    #[error(
        "what stands under `{key}` is no text; expected a name, or a list of names; the file was changed: export it again"
    )]
    NoText {
        /// The key.
        key: String,
    },
    /// More names than are kept in memory.
    #[error(
        "the lists have more than {limit} names; expected lists of sanctions or exports; give a smaller list"
    )]
    TooMany {
        /// The bound.
        limit: usize,
    },
}

impl ListErrorKind {
    pub(super) fn of(self, file: &str, line: Option<u64>) -> ListError {
        ListError { file: file.to_owned(), line, kind: self }
    }
}
