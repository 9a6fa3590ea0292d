//! What can be wrong with a file as a whole. A row that cannot be read is no error: see [`Entry::Unread`](super::Entry).

use std::fmt;

use crate::{
    strings::quoted_in_shell,
    tables::{ReadError, ReadErrorKind},
};

/// Why a file cannot be read as an inventory: where, what was expected, and what to do.
#[derive(Debug)]
#[non_exhaustive]
pub struct Error {
    /// The file as the user named it, with the sheet if one is meant.
    pub file: String,
    /// The line on which it shows, where it is a matter of one.
    pub line: Option<u64>,
    /// What is wrong.
    pub kind: ErrorKind,
}

/// What is wrong with a file that cannot be read as an inventory.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// It gives no rows.
    #[error(transparent)]
    Read(ReadErrorKind),
    /// A workbook none of whose sheets is an inventory.
    #[error(
        "no sheet of this workbook is an inventory: {sheets}; expected a header above the assets that names the model, the manufacturer or the like; add one, or name the sheet with --sheet to see what it lacks{advice}"
    )]
    NoInventory {
        /// The sheets, each with what it lacks.
        sheets: String,
        /// What to do with the sheet that looks most like an inventory, behind a semicolon; empty where none does.
        advice: String,
    },
    /// The sheet that the user chose is not there.
    #[error("no sheet is called `{sheet}`, which --sheet names; {advice}")]
    UnknownSheet {
        /// The name that the user gave.
        sheet: String,
        /// The sheet that was probably meant, or those that there are.
        advice: String,
    },
    /// The user chose a sheet of a file that has none.
    #[error(
        "this file is no workbook and has no sheet `{sheet}`, which --sheet names; leave --sheet out, or check it apart from the workbooks"
    )]
    NoSheets {
        /// The name that the user gave.
        sheet: String,
    },
    /// No line looks like a header.
    #[error(
        "none of the first {lines} lines names the columns; expected a header above the assets; add one, give its line with --header-line, or say --header-line 0 if there is none, so that columns are known by their cells{}",
        aligned_hint(*.aligned)
    )]
    NoHeader {
        /// How many records were looked at.
        lines: usize,
        /// The lines are columns that only spaces hold apart.
        aligned: bool,
    },
    /// The line that should hold the header is not there.
    #[error(
        "no header can be read on this line; give the line on which it stands with --header-line, counted from 1, within the first {within} rows"
    )]
    NoHeaderAt {
        /// How many records were looked at.
        within: usize,
    },
    /// The header names nothing that could tell who made an asset.
    #[error(
        "no column is recognised that could tell who made an asset; the columns are {headers}; say what they hold, such as {} = \"model\" under [columns] in banlint.toml, or --column {}",
        toml::Value::from(example.as_str()),
        quoted_in_shell(&format!("{example}=model"))
    )]
    NoKnownColumn {
        /// The headers that were found.
        headers: String,
        /// One of them.
        example: String,
    },
    /// One of the first rows has more cells than any sheet has columns.
    #[error(
        "one of the first rows has {found} cells; expected at most {limit}, as sheets have columns; check that this is an inventory, and its separator with --delimiter"
    )]
    TooManyColumns {
        /// Its cells.
        found: usize,
        /// The bound.
        limit: usize,
    },
    /// Nothing stands below the header, so nothing would be checked.
    #[error("{}", no_assets(*.below_header))]
    NoAssets {
        /// There is a header, on the line that is named.
        below_header: bool,
    },
    /// An override names a column that the file does not have.
    #[error("no column is called `{column}`, which [columns] or --column names; {advice}")]
    UnknownColumn {
        /// The header that the override names.
        column: String,
        /// The header that was probably meant, or those that there are.
        advice: String,
    },
    /// An override names a header that stands more than once.
    #[error(
        "`{column}` stands over several columns, and [columns] or --column can mean only one; write {choices} for the one you mean"
    )]
    AmbiguousColumn {
        /// The header that the override names.
        column: String,
        /// How to name each of the columns.
        choices: String,
    },
    /// An XML document of which nobody has said where its assets stand.
    #[error(
        "this is an XML document of a shape that is not known{}; known are: {known}; export the inventory as a workbook (XLSX), as CSV or as JSON instead",
        begins(root)
    )]
    UnknownXml {
        /// The name of its outermost element, if it has one.
        root: String,
        /// The documents whose shape is known.
        known: String,
    },
    /// A document none of whose lists is an inventory.
    #[error(
        "no list in this file is an inventory: {lists}; expected objects with keys that name the model, the manufacturer or the like; name a list with --sheet to see what it lacks{advice}"
    )]
    NoInventoryList {
        /// The lists, each with what it lacks.
        lists: String,
        /// What to do with the list that looks most like an inventory, behind a semicolon; empty where none does.
        advice: String,
    },
    /// The first line of a text goes on for longer than is looked at.
    #[error(
        "the first line does not end in as much of the file as is looked at; expected the names of the columns on a line of their own; look for a quote that is opened and never closed, or for a file without line breaks"
    )]
    EndlessLine,
    /// Cells that mean the one above repeat more long text than any register does.
    #[error(
        "cells that mean the one above have repeated more than {limit} MiB of long text up to here; expected words there, such as a site or a maker; empty these cells, or leave --fill-down out"
    )]
    Repeated {
        /// The bound, in MiB.
        limit: u64,
    },
}

fn no_assets(below_header: bool) -> &'static str {
    if below_header {
        "the header stands here, and no asset below it; expected one line an asset; export the sheet again with its rows"
    } else {
        "no asset stands in it; expected one object an asset; export it again with its assets"
    }
}

/// How an XML document begins, in brackets.
fn begins(root: &str) -> String {
    if root.is_empty() { String::new() } else { format!(" (it begins with `<{root}>`)") }
}

/// What to do about columns that only spaces hold apart.
fn aligned_hint(aligned: bool) -> &'static str {
    if aligned {
        "; these lines look like columns that only spaces hold apart: put a separator between them, such as a tab, or say --header-line 0 to have each line searched as it is"
    } else {
        ""
    }
}

impl ErrorKind {
    /// The error for a file as a whole.
    pub(crate) fn of(self, file: &str) -> Error {
        self.at(file, None)
    }

    /// The error for a file, on a line if it shows on one.
    pub(super) fn at(self, file: &str, line: Option<u64>) -> Error {
        Error { file: file.to_owned(), line, kind: self }
    }
}

impl Error {
    /// What a file lacks to be an inventory, where it may just be another kind of file; `None` for an inventory that cannot be
    /// read as it is.
    pub fn no_inventory(&self) -> Option<&'static str> {
        match &self.kind {
            ErrorKind::Read(ReadErrorKind::Empty) => Some("empty"),
            ErrorKind::Read(ReadErrorKind::NotText { looks, has_rows: false, .. }) => Some(looks),
            ErrorKind::Read(ReadErrorKind::NoObject(_)) => Some("no objects in its list"),
            ErrorKind::NoHeader { .. } | ErrorKind::NoHeaderAt { .. } => Some("no header"),
            ErrorKind::EndlessLine => Some("a first line without an end"),
            ErrorKind::NoKnownColumn { .. } => Some("no column that tells a maker"),
            ErrorKind::NoInventory { .. } => Some("no sheet that is an inventory"),
            ErrorKind::NoInventoryList { .. } => Some("no list that is an inventory"),
            ErrorKind::UnknownXml { .. } => Some("XML of another kind"),
            ErrorKind::NoAssets { below_header: false } => Some("no assets"),
            ErrorKind::NoAssets { below_header: true } => Some("nothing below its header"),
            _ => None,
        }
    }
}

impl From<ReadError> for Error {
    fn from(error: ReadError) -> Self {
        let ReadError { file, line, kind } = error;
        Self { file, line, kind: ErrorKind::Read(kind) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.kind)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.kind.source()
    }
}
