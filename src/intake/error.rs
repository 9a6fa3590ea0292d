//! What can be wrong with a file as a whole. A row that cannot be read is no error: see [`Entry::Unread`](super::Entry).

use crate::tables::{ReadError, ReadErrorKind};

/// Why a file cannot be read as an inventory: where, what was expected, and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// It gives no rows.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A workbook none of whose sheets is an inventory.
    #[error(
        "{file}: no sheet of this workbook is an inventory: {sheets}; expected a header above the assets that names the model, the manufacturer or the like; add one, or name the sheet with --sheet to see what it lacks{advice}"
    )]
    NoInventory {
        /// The file as the user named it.
        file: String,
        /// The sheets, each with what it lacks.
        sheets: String,
        /// What to do with the sheet that looks most like an inventory, behind a semicolon; empty where none does.
        advice: String,
    },
    /// The sheet that the user chose is not there.
    #[error("{file}: no sheet is called `{sheet}`, which --sheet names; {advice}")]
    UnknownSheet {
        /// The file as the user named it.
        file: String,
        /// The name that the user gave.
        sheet: String,
        /// The sheet that was probably meant, or those that there are.
        advice: String,
    },
    /// The user chose a sheet of a file that has none.
    #[error(
        "{file}: this file is no workbook and has no sheet `{sheet}`, which --sheet names; leave --sheet out, or check it apart from the workbooks"
    )]
    NoSheets {
        /// The file as the user named it.
        file: String,
        /// The name that the user gave.
        sheet: String,
    },
    /// No line looks like a header.
    #[error(
        "{file}: none of the first {lines} lines names the columns; expected a header above the assets; add one, give its line with --header-line, or say --header-line 0 if there is none, so that columns are known by their cells{}",
        aligned_hint(*.aligned)
    )]
    NoHeader {
        /// The file as the user named it.
        file: String,
        /// How many records were looked at.
        lines: usize,
        /// The lines are columns that only spaces hold apart.
        aligned: bool,
    },
    /// The line that should hold the header is not there.
    #[error(
        "{file}:{line}: no header can be read on this line; give the line on which it stands with --header-line, counted from 1, within the first {within} rows"
    )]
    NoHeaderAt {
        /// The file as the user named it.
        file: String,
        /// The line that the user gave.
        line: u64,
        /// How many records were looked at.
        within: usize,
    },
    /// The header names nothing that could tell who made an asset.
    #[error(
        "{file}{}: no column is recognised that could tell who made an asset; the columns are {headers}; say what they hold, such as \"{example}\" = \"model\" under [columns] in banlint.toml, or --column \"{example}=model\"",
        at(*line)
    )]
    NoKnownColumn {
        /// The file as the user named it.
        file: String,
        /// The line of the header, where the form has one.
        line: Option<u64>,
        /// The headers that were found.
        headers: String,
        /// One of them.
        example: String,
    },
    /// One of the first rows has more cells than any sheet has columns.
    #[error(
        "{file}: one of the first rows has {found} cells; expected at most {limit}, as sheets have columns; check that this is an inventory, and its separator with --delimiter"
    )]
    TooManyColumns {
        /// The file as the user named it.
        file: String,
        /// Its cells.
        found: usize,
        /// The bound.
        limit: usize,
    },
    /// Nothing stands below the header, so nothing would be checked.
    #[error("{file}{}", no_assets(*line))]
    NoAssets {
        /// The file as the user named it.
        file: String,
        /// The line of the header, where the form has one.
        line: Option<u64>,
    },
    /// An override names a column that the file does not have.
    #[error(
        "{file}{}: no column is called `{column}`, which [columns] or --column names; {advice}",
        at(*line)
    )]
    UnknownColumn {
        /// The file as the user named it.
        file: String,
        /// The line of the header, where the form has one.
        line: Option<u64>,
        /// The header that the override names.
        column: String,
        /// The header that was probably meant, or those that there are.
        advice: String,
    },
    /// An override names a header that stands more than once.
    #[error(
        "{file}{}: `{column}` stands over several columns, and [columns] or --column can mean only one; write {choices} for the one you mean",
        at(*line)
    )]
    AmbiguousColumn {
        /// The file as the user named it.
        file: String,
        /// The line of the header, where the form has one.
        line: Option<u64>,
        /// The header that the override names.
        column: String,
        /// How to name each of the columns.
        choices: String,
    },
    /// An XML document of which nobody has said where its assets stand.
    #[error(
        "{file}: this is an XML document of a shape that is not known{}; known are: {known}; export the inventory as a workbook (XLSX), as CSV or as JSON instead",
        begins(root)
    )]
    UnknownXml {
        /// The file as the user named it.
        file: String,
        /// The name of its outermost element, if it has one.
        root: String,
        /// The documents whose shape is known.
        known: String,
    },
    /// A document none of whose lists is an inventory.
    #[error(
        "{file}: no list in this file is an inventory: {lists}; expected objects with keys that name the model, the manufacturer or the like; name a list with --sheet to see what it lacks{advice}"
    )]
    NoInventoryList {
        /// The file as the user named it.
        file: String,
        /// The lists, each with what it lacks.
        lists: String,
        /// What to do with the list that looks most like an inventory, behind a semicolon; empty where none does.
        advice: String,
    },
    /// The first line of a text goes on for longer than is looked at.
    #[error(
        "{file}:1: the first line does not end in as much of the file as is looked at; expected the names of the columns on a line of their own; look for a quote that is opened and never closed, or for a file without line breaks"
    )]
    EndlessLine {
        /// The file as the user named it.
        file: String,
    },
    /// Cells that mean the one above repeat more long text than any register does.
    #[error(
        "{file}:{line}: cells that mean the one above have repeated more than {limit} MiB of long text up to here; expected words there, such as a site or a maker; empty these cells, or leave --fill-down out"
    )]
    Repeated {
        /// The file as the user named it.
        file: String,
        /// The line on which the bound is reached.
        line: u64,
        /// The bound, in MiB.
        limit: u64,
    },
}

fn no_assets(line: Option<u64>) -> String {
    line.map_or_else(
        || ": no asset stands in it; expected one object an asset; export it again with its assets".to_owned(),
        |line| format!(":{line}: the header stands here, and no asset below it; expected one line an asset; export the sheet again with its rows"),
    )
}

/// The line of a header behind the name of its file.
fn at(line: Option<u64>) -> String {
    line.map_or_else(String::new, |line| format!(":{line}"))
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

impl Error {
    /// What a file lacks to be an inventory, where it may just be another kind of file; `None` for an inventory that cannot be
    /// read as it is.
    #[must_use]
    pub fn no_inventory(&self) -> Option<&'static str> {
        match self {
            Self::Read(ReadError { kind: ReadErrorKind::Empty, .. }) => Some("empty"),
            Self::Read(ReadError { kind: ReadErrorKind::NotText { looks, .. }, .. }) => Some(looks),
            Self::Read(ReadError { kind: ReadErrorKind::NoObject(_), .. }) => {
                Some("no objects in its list")
            }
            Self::NoHeader { .. } | Self::NoHeaderAt { .. } => Some("no header"),
            Self::EndlessLine { .. } => Some("a first line without an end"),
            Self::NoKnownColumn { .. } => Some("no column that tells a maker"),
            Self::NoInventory { .. } => Some("no sheet that is an inventory"),
            Self::NoInventoryList { .. } => Some("no list that is an inventory"),
            Self::UnknownXml { .. } => Some("XML of another kind"),
            Self::NoAssets { line: None, .. } => Some("no assets"),
            Self::NoAssets { .. } => Some("nothing below its header"),
            _ => None,
        }
    }
}
