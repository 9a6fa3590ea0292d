//! What can be wrong with a file before a word of it is understood.

use std::io;

use super::{Broken, reader_thread::NoThread};

/// Why a file gives no rows: where, what was expected, and what to do.
#[derive(Debug)]
pub(crate) struct ReadError {
    /// The file as the user named it, with the sheet if one is meant.
    pub(crate) file: String,
    /// The line on which it shows, where it is a matter of one.
    pub(crate) line: Option<u64>,
    /// What is wrong.
    pub(crate) kind: ReadErrorKind,
}

/// What is wrong with a file that gives no rows.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// There is no such file.
    #[error("there is no such file; check the path, or give `-` to read standard input")]
    Missing,
    /// It is a folder.
    #[error("this is a folder; expected a file with one asset a line: name one inside it")]
    Folder,
    /// It is a folder that the system does not let be looked through.
    #[error(
        "this folder cannot be looked through: {cause}; have somebody let you read it (chmod u+rx), or leave it out with --exclude"
    )]
    ClosedFolder {
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// The system could not open or read it.
    #[error("cannot be read{}: {cause}; check that the file is whole and that you may read it", behind(*.after))]
    System {
        /// The last line that was reached, 0 where none was.
        after: u64,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// The program itself failed on it.
    #[error("the program itself failed on it ({0}); please report that, with the file if you may")]
    Program(String),
    /// No thread can be started to read it.
    #[error(
        "no thread can be started to read it: {cause}; raise the limit on processes (ulimit -u), or wait until others have ended"
    )]
    NoThread {
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// Another program changed it.
    #[error(
        "the file was changed while it was read, so its rows may belong to two inventories; wait until the program that writes it is done, or audit a copy"
    )]
    Changed,
    /// It holds nothing.
    #[error(
        "the file is empty; expected a line that names the columns and one line an asset; export it again"
    )]
    Empty,
    /// It is something other than delimited text or a workbook.
    #[error(
        "this looks like {looks}; expected a workbook (XLSX, XLS, ODS), text with one asset a line (CSV), JSON or YAML; {advice}"
    )]
    NotText {
        /// What it looks like, with its article.
        looks: &'static str,
        /// What to do.
        advice: &'static str,
        /// It holds rows, in a form that is not read or with damage, so that it may well be an inventory.
        has_rows: bool,
    },
    /// It is of a form that this build of the library was made without.
    #[error(
        "this build reads no {form}; expected text or JSON; build with the feature `{feature}`, or export the inventory as CSV"
    )]
    LeftOut {
        /// The form, in the plural.
        form: &'static str,
        /// The feature that brings it.
        feature: &'static str,
    },
    /// A workbook that asks for a password.
    #[error(
        "this workbook is protected by a password; expected one that opens without; open it and save it without a password"
    )]
    Locked,
    /// A workbook that is not whole; what its reader says.
    #[error(
        "this workbook is damaged or cut short ({0}); expected one that a spreadsheet program opens; copy or export it again"
    )]
    Damaged(String),
    /// A workbook that would unpack to more than any inventory holds; what is too large, and the bound.
    #[error(
        "this workbook is too large: {0}; expected an inventory; save the sheet as CSV (UTF-8) if it is one"
    )]
    TooLarge(String),
    /// There is no encoding of the name that the user gave.
    #[error(
        "`{0}` is not an encoding; expected a name such as utf-8, windows-1252, utf-16le or gb18030"
    )]
    UnknownEncoding(String),
    /// A quote is opened and never closed, so that it swallows the rest of the file.
    #[error(
        "a quote opens in column {column} here and is never closed, so every line after it would be lost; expected a closing quote; close it, double it if it belongs to the text, or say --quote none if quotes mean nothing in this file"
    )]
    UnclosedQuote {
        /// The column, from 1.
        column: usize,
    },
    /// A document that is not in the form in which it begins.
    #[error(
        "this is no {form} that can be read: {cause}{}; expected whole {form}, as a program writes it; export it again, or correct this line",
        in_column(*.column)
    )]
    Malformed {
        /// The form in which it begins.
        form: &'static str,
        /// The column, where it is known.
        column: Option<u64>,
        /// What is wrong there.
        cause: String,
    },
    /// A document that ends before its end.
    #[error(
        "the {form} ends here, before its end ({cause}); expected a whole file; it is cut short: export or copy it again"
    )]
    CutShort {
        /// The form in which it begins.
        form: &'static str,
        /// What is missing.
        cause: String,
    },
    /// An object of a document is longer than any asset.
    #[error(
        "the object that starts here is longer than {limit} MiB; expected one object an asset; check that the file is an inventory, and leave out pictures and the like"
    )]
    LongObject {
        /// The bound, in MiB.
        limit: u64,
    },
    /// A document goes deeper than any inventory.
    #[error(
        "values stand inside values here over more levels than any inventory has; expected a list of assets; check that the file is an inventory"
    )]
    DeepObject,
    /// A document whose aliases repeat more than any inventory does.
    #[error(
        "the aliases and merge keys of this YAML repeat more than {limit} MiB up to here; expected an inventory; write it out without anchors (JSON or CSV), or in several files"
    )]
    Unfolded {
        /// The bound, in MiB.
        limit: u64,
    },
    /// A document that must be held in memory, and is too large for that; what is too large, and the bound.
    #[error(
        "this document is too large: {0}; expected a list with one object an asset, which may be of any length; write the list alone, or one object a line (JSON Lines)"
    )]
    LargeDocument(String),
    /// A web page that must be held in memory, and is too large for that; what is too large, and the bound.
    #[error(
        "this web page is too large: {0}; expected an inventory; open it in a spreadsheet program and save its table as CSV (UTF-8)"
    )]
    LargePage(String),
    /// A document that holds values, and no object among the first of them; what the first is.
    #[error("{0}")]
    NoObject(Broken),
    /// One record is longer than any asset.
    #[error(
        "the record that starts here is longer than {limit} MiB; expected one asset a line; look for a quote that is opened and never closed, or for a file without line breaks"
    )]
    TooLong {
        /// The bound, in MiB.
        limit: u64,
    },
}

impl ReadError {
    /// What is wrong with a file as a whole.
    pub(crate) fn new(file: &str, kind: ReadErrorKind) -> Self {
        Self { file: file.to_owned(), line: None, kind }
    }

    /// The error for a file that the system would not open or read.
    pub(crate) fn system(file: &str, cause: io::Error) -> Self {
        Fault::system(0, cause).of(file)
    }
}

/// What is wrong with a file that was changed while it was read.
#[derive(Debug, thiserror::Error)]
#[error("the file was changed while it was read")]
pub(crate) struct Changed;

/// What is wrong, before it has the name of its file.
#[derive(Debug)]
pub(crate) struct Fault {
    line: Option<u64>,
    kind: ReadErrorKind,
}

impl Fault {
    /// What is wrong on one line.
    pub(crate) fn at(line: u64, kind: ReadErrorKind) -> Self {
        Self { line: Some(line), kind }
    }

    /// The system would not open the file, or not read it beyond a line.
    pub(crate) fn system(after: u64, cause: io::Error) -> Self {
        let is_changed = <dyn std::error::Error + Send + Sync>::is::<Changed>;
        let kind = match cause.kind() {
            _ if cause.get_ref().is_some_and(is_changed) => ReadErrorKind::Changed,
            io::ErrorKind::NotFound => ReadErrorKind::Missing,
            io::ErrorKind::IsADirectory => ReadErrorKind::Folder,
            _ => ReadErrorKind::System { after, cause },
        };
        kind.into()
    }

    /// The error for a file, or for a sheet of it.
    pub(crate) fn of(self, file: &str) -> ReadError {
        ReadError { file: file.to_owned(), line: self.line, kind: self.kind }
    }
}

impl From<ReadErrorKind> for Fault {
    fn from(kind: ReadErrorKind) -> Self {
        Self { line: None, kind }
    }
}

impl From<NoThread> for Fault {
    fn from(NoThread(cause): NoThread) -> Self {
        ReadErrorKind::NoThread { cause }.into()
    }
}

/// A column behind what is wrong there.
fn in_column(column: Option<u64>) -> String {
    column.map_or_else(String::new, |column| format!(" in column {column}"))
}

/// The last line that could be read, where any was.
fn behind(line: u64) -> String {
    if line == 0 { String::new() } else { format!(" after line {line}") }
}
