//! What can be wrong with a file as a whole. A row that cannot be read is no error: see [`Entry::Unread`](super::Entry).

use std::io;

use super::{bytes::Changed, documents::Broken};

/// Why a file cannot be read as an inventory: where, what was expected, and what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such file.
    #[error("{file}: there is no such file; check the path, or give `-` to read standard input")]
    Missing {
        /// The file as the user named it.
        file: String,
    },
    /// It is a folder.
    #[error("{file}: this is a folder; expected a file with one asset a line: name one inside it")]
    Folder {
        /// The folder as the user named it.
        file: String,
    },
    /// The system could not open or read it.
    #[error(
        "{file}: cannot be read{}: {cause}; check that the file is whole and that you may read it",
        after(*line)
    )]
    Read {
        /// The file as the user named it.
        file: String,
        /// The last line that was reached, 0 where none was.
        line: u64,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// Another program changed it.
    #[error(
        "{file}: the file was changed while it was read, so its rows may belong to two inventories; wait until the program that writes it is done, or audit a copy"
    )]
    Changed {
        /// The file as the user named it.
        file: String,
    },
    /// It holds nothing.
    #[error(
        "{file}: the file is empty; expected a line that names the columns and one line an asset; export it again"
    )]
    Empty {
        /// The file as the user named it.
        file: String,
    },
    /// It is something other than delimited text or a workbook.
    #[error(
        "{file}: this looks like {looks}; expected a workbook (XLSX, XLS, ODS), text with one asset a line (CSV), or JSON; {advice}"
    )]
    NotText {
        /// The file as the user named it.
        file: String,
        /// What it looks like, with its article.
        looks: &'static str,
        /// What to do.
        advice: &'static str,
    },
    /// A workbook that asks for a password.
    #[error(
        "{file}: this workbook is protected by a password; expected one that opens without; open it and save it without a password"
    )]
    Locked {
        /// The file as the user named it.
        file: String,
    },
    /// A workbook that is not whole.
    #[error(
        "{file}: this workbook is damaged or cut short ({cause}); expected one that a spreadsheet program opens; copy or export it again"
    )]
    Damaged {
        /// The file as the user named it, with the sheet if one is meant.
        file: String,
        /// What its reader says.
        cause: String,
    },
    /// A workbook that would unpack to more than any inventory holds.
    #[error(
        "{file}: this workbook is too large: {what}; expected an inventory; save the sheet as CSV (UTF-8) if it is one"
    )]
    TooLarge {
        /// The file as the user named it, with the sheet if one is meant.
        file: String,
        /// What is too large, and the bound.
        what: String,
    },
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
    /// There is no encoding of this name.
    #[error(
        "{file}: `{name}` is not an encoding; expected a name such as utf-8, windows-1252, utf-16le or gb18030"
    )]
    UnknownEncoding {
        /// The file as the user named it.
        file: String,
        /// The name that the user gave.
        name: String,
    },
    /// A quote is opened and never closed, so that it swallows the rest of the file.
    #[error(
        "{file}:{line}: a quote opens in column {column} here and is never closed, so every line after it would be lost; expected a closing quote; close it, double it if it belongs to the text, or say --quote none if quotes mean nothing in this file"
    )]
    UnclosedQuote {
        /// The file as the user named it.
        file: String,
        /// The line on which the quote opens.
        line: u64,
        /// The column, from 1.
        column: usize,
    },
    /// A document that is not in the form in which it begins.
    #[error(
        "{file}:{line}: this is no {form} that can be read: {cause}; expected whole {form}, as a program writes it; export it again, or correct this line"
    )]
    Malformed {
        /// The file as the user named it.
        file: String,
        /// The form in which it begins.
        form: &'static str,
        /// The line on which the fault shows.
        line: u64,
        /// What is wrong there.
        cause: String,
    },
    /// A document that ends before its end.
    #[error(
        "{file}:{line}: the {form} ends here, before its end ({cause}); expected a whole file; it is cut short: export or copy it again"
    )]
    CutShort {
        /// The file as the user named it.
        file: String,
        /// The form in which it begins.
        form: &'static str,
        /// The last line.
        line: u64,
        /// What is missing.
        cause: String,
    },
    /// An object of a document is longer than any asset.
    #[error(
        "{file}:{line}: the object that starts here is longer than {limit} MiB; expected one object an asset; check that the file is an inventory, and leave out pictures and the like"
    )]
    LongObject {
        /// The file as the user named it.
        file: String,
        /// The line on which the object starts.
        line: u64,
        /// The bound, in MiB.
        limit: u64,
    },
    /// A document goes deeper than any inventory.
    #[error(
        "{file}:{line}: values stand inside values here over more levels than any inventory has; expected a list of assets; check that the file is an inventory"
    )]
    DeepObject {
        /// The file as the user named it.
        file: String,
        /// The line on which that shows.
        line: u64,
    },
    /// A document that must be held in memory, and is too large for that.
    #[error(
        "{file}: this document is too large: {what}; expected a list with one object an asset, which may be of any length; write the list alone, or one object a line (JSON Lines)"
    )]
    LargeDocument {
        /// The file as the user named it.
        file: String,
        /// What is too large, and the bound.
        what: String,
    },
    /// A document that holds values, and no object among the first of them.
    #[error("{file}:{line}: {why}")]
    NoObject {
        /// The file as the user named it.
        file: String,
        /// The line on which the first value starts.
        line: u64,
        /// What it is.
        why: Broken,
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
    /// One record is longer than any asset.
    #[error(
        "{file}:{line}: the record that starts here is longer than {limit} MiB; expected one asset a line; look for a quote that is opened and never closed, or for a file without line breaks"
    )]
    TooLong {
        /// The file as the user named it.
        file: String,
        /// The line on which the record starts.
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

fn after(line: u64) -> String {
    if line == 0 { String::new() } else { format!(" after line {line}") }
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
            Self::Empty { .. } => Some("empty"),
            Self::NotText { looks, .. } => Some(looks),
            Self::NoHeader { .. } | Self::NoHeaderAt { .. } => Some("no header"),
            Self::EndlessLine { .. } => Some("a first line without an end"),
            Self::NoKnownColumn { .. } => Some("no column that tells a maker"),
            Self::NoInventory { .. } => Some("no sheet that is an inventory"),
            Self::NoInventoryList { .. } => Some("no list that is an inventory"),
            Self::NoObject { .. } => Some("no objects in its list"),
            Self::UnknownXml { .. } => Some("XML of another kind"),
            Self::NoAssets { line: None, .. } => Some("no assets"),
            Self::NoAssets { .. } => Some("nothing below its header"),
            _ => None,
        }
    }

    /// The error for a file that the system would not open or read.
    pub(super) fn io(file: &str, line: u64, cause: io::Error) -> Self {
        let file = file.to_owned();
        if cause.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<Changed>) {
            return Self::Changed { file };
        }
        match cause.kind() {
            io::ErrorKind::NotFound => Self::Missing { file },
            io::ErrorKind::IsADirectory => Self::Folder { file },
            _ => Self::Read { file, line, cause },
        }
    }
}
