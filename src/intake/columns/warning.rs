//! What the user should know of how a sheet is understood, each in a sentence.

use crate::{
    strings::{listed, quoted_in_shell},
    tables::Form,
};

/// What to do about formulas without a result.
const SAVE: &str = "open the file in a spreadsheet program, save it, and check it again";
/// And about those that fail.
const MEND: &str = "mend them, and check the file again";

/// What the user should know of how a sheet is understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Warning {
    /// The same header stands over several columns; all are read.
    #[error(
        "`{header}` stands over columns {}: all are read",
        listed(columns.iter().map(ToString::to_string))
    )]
    SameHeader {
        /// The header.
        header: String,
        /// The columns from 1.
        columns: Vec<usize>,
    },
    /// Dates whose order of day and month nothing in the file settles.
    #[error(
        "column {column} (`{header}`): no cell tells day from month, so dates like 3/4/21 are read as either"
    )]
    DateOrderOpen {
        /// The header.
        header: String,
        /// The column from 1.
        column: usize,
    },
    /// A column of dates of which nobody says what they are.
    #[error(
        "column {column} (`{header}`) holds dates of something unknown: name it under [columns] if it says when assets were acquired or installed"
    )]
    DatesOfWhat {
        /// The header.
        header: String,
        /// The column from 1.
        column: usize,
    },
    /// The text was taken for another encoding on its way, and was mended.
    #[error(
        "some program took this text for {taken_for} on its way{}: it is read as it was before{}",
        shown(example.as_ref().map(|(broken, _)| broken)),
        shown(example.as_ref().map(|(_, mended)| mended))
    )]
    BrokenText {
        /// The encoding that it was taken for.
        taken_for: &'static str,
        /// A text as it stands, and mended.
        example: Option<(String, String)>,
    },
    /// Letters are lost: something else stands in their place.
    #[error(
        "letters were lost before this file was written{}: names in it may not be recognised, so export it anew as UTF-8",
        shown(example.as_ref())
    )]
    LostLetters {
        /// A text that has lost some.
        example: Option<String>,
    },
    /// Signs stand among letters that no text has.
    #[error(
        "signs that are no letters stand in this text{}: it was written in an encoding that is not read here, such as that of DOS, so names and words in it may not be recognised; export it anew as UTF-8",
        shown(example.as_ref())
    )]
    ForeignLetters {
        /// A text with such signs.
        example: Option<String>,
    },
    /// A column is filled in some rows only, as where cells were merged.
    #[error(
        "column {column} (`{header}`) is filled in some rows only: if an empty cell means the one above it, as where cells were merged, say --fill-down {}",
        quoted_in_shell(header)
    )]
    FilledInPart {
        /// The header.
        header: String,
        /// The column from 1.
        column: usize,
    },
    /// No column is known to state a fact that tells a maker: all are searched as text.
    #[error(
        "no column is known to tell who made an asset: all are searched as text; say what they hold under [columns], or with --column{}",
        such_as(column.as_ref())
    )]
    TextAlone {
        /// The column that looks most like one that does.
        column: Option<String>,
    },
    /// The user has columns taken for something else that would tell who made an asset.
    #[error(
        "by its name {} tells who made an asset, but the settings, or --column, take it for something else: what stands there names no maker, and rows may be clear for that alone",
        in_ticks(headers)
    )]
    TakenAway {
        /// Their headers.
        headers: Vec<String>,
    },
    /// The separator that the user named stands nowhere in the first lines.
    #[error(
        "`{}`, which --delimiter says, stands nowhere in the first lines; leave the option out, and the separator is found",
        separator.escape_default()
    )]
    NoSeparator {
        /// The separator.
        separator: char,
    },
    /// No line names the columns, and most hold the addresses of a host.
    #[error(
        "no line names the columns: most hold an IP and a MAC address, so each of these is read as a host of a scan, and its cells tell what they are; if there is a header, say on which line with --header-line"
    )]
    Scan,
    /// No line names the columns, and the form of the lines tells that each is a row.
    #[error(
        "no line names the columns, and nearly all lines are of one form: each is read as a row, and its cells tell what they are; if there is a header, say on which line with --header-line"
    )]
    Headerless,
    /// The sheet names its facts at the left; each card or column of it is a row.
    #[error(
        "the sheet names its facts at the left, as a form does or a table on its side: each asset in it is a row"
    )]
    FactsAtTheLeft,
    /// Each line tells of several assets, and is as many rows.
    #[error(
        "each line tells of several assets side by side{}: each of them is a row of its own",
        bracketed(&in_ticks(names))
    )]
    SeveralInLine {
        /// What the header calls them; empty where it does not.
        names: Vec<String>,
    },
    /// The sheet has no header, and its rows look like those of another: it is read under the header of that.
    #[error(
        "no header stands here, and the cells look like those of sheet `{sheet}`: the rows are read under its header, as if it went on; if that is wrong, choose the sheets with --sheet"
    )]
    GoesOn {
        /// The name of the other sheet.
        sheet: String,
    },
    /// The workbook does not show the sheet.
    #[error("the workbook hides this sheet; it is read like any other")]
    HiddenSheet,
    /// Formulas that left no result in columns that tell who made an asset.
    #[error(
        "formulas say nothing here: {}, in {columns}; {}",
        lacks(*without, *failed),
        if *without > 0 { SAVE } else { MEND }
    )]
    Formulas {
        /// How many cells have none in the file.
        without: u64,
        /// How many cells hold an error.
        failed: u64,
        /// The headers of their columns.
        columns: String,
    },
    /// Merged cells, whose value holds for each of their rows.
    #[error(
        "merged cells were filled down, so that what they say holds for each of their rows: {cells}"
    )]
    MergedCells {
        /// The cells, as spreadsheet programs name them.
        cells: String,
    },
    /// Sheets that an earlier audit has added to the workbook, which are not read.
    #[error(
        "an earlier audit has added the sheets {sheets}, which are no inventories and are not read; name one with --sheet if it holds assets"
    )]
    AddedSheets {
        /// Their names.
        sheets: String,
    },
    /// Sheets that stand in the file, and that its workbook does not name.
    #[error(
        "the file holds sheets that the workbook does not name, so that no program shows them: {parts}; they are not read, so see what is in them, or save the workbook anew to be rid of them"
    )]
    UnlistedSheets {
        /// Their parts of the file.
        parts: String,
    },
    /// Sheets of the workbook that are searched line by line, since they are no inventories.
    #[error(
        "only searched as text, as no inventory: {sheets}; name a sheet with --sheet if it is one"
    )]
    NoInventories {
        /// Their names, each with what it lacks.
        sheets: String,
    },
    /// What the user says of how the file is written, and what does not hold for a file of its form.
    #[error(
        "{options}: of no effect here, as the file is no text such as CSV ({}); leave it out, or check this file apart",
        form.word()
    )]
    Unused {
        /// The options, as they are typed.
        options: String,
        /// The form.
        form: Form,
    },
    /// Lines above the header that look like rows.
    #[error(
        "{lines} lines above the header look like rows, and are only searched as text: if line {header} is not the header, say where it stands with --header-line, or --header-line 0 if there is none"
    )]
    RowsAbove {
        /// How many.
        lines: usize,
        /// The line of the header.
        header: u64,
    },
    /// What stands in a document beside its assets, and is only searched.
    #[error(
        "only searched as text, as it stands beside the assets and is none that is known: {keys}; put what is an asset there into a list of its own, with keys such as manufacturer and model"
    )]
    Unread {
        /// The keys that lead to it.
        keys: String,
    },
    /// Sheets of the workbook that are inventories too, and are not read here.
    #[error("not read here, though inventories: {sheets}")]
    OtherSheets {
        /// Their names.
        sheets: String,
    },
}

/// An example in brackets, where there is one.
fn shown(example: Option<&String>) -> String {
    example.map_or(String::new(), |example| format!(" (`{example}`)"))
}

/// How the user says that a column holds models.
fn such_as(column: Option<&String>) -> String {
    let option = |column| quoted_in_shell(&format!("{column}=model"));
    column.map_or(String::new(), |column| format!(", such as --column {}", option(column)))
}

/// Names as they stand in the sheet, but for those that are empty.
fn in_ticks(names: &[String]) -> String {
    listed(names.iter().filter(|name| !name.is_empty()).map(|name| format!("`{name}`")))
}

fn bracketed(names: &str) -> String {
    if names.is_empty() { String::new() } else { format!(" ({names})") }
}

/// What formulas without a result lack.
fn lacks(without: u64, failed: u64) -> String {
    let lacks = [(without, "without a result in the file"), (failed, "failed")];
    let lacks = lacks.iter().filter(|(cells, _)| *cells > 0);
    lacks.map(|(cells, what)| format!("{cells} {what}")).collect::<Vec<_>>().join(", ")
}
