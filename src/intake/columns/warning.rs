//! What the user should know of how a sheet is understood, each in a sentence.

use std::fmt;

use crate::{
    strings::{listed, quoted_in_shell},
    tables::Form,
};

/// How a list of hosts is read.
const SCAN: &str = "no line names the columns: most hold an IP and a MAC address, so each of these is read as a host of a scan, and its cells tell what they are; if there is a header, say on which line with --header-line";
/// How a form is read.
const FACTS_AT_THE_LEFT: &str = "the sheet names its facts at the left, as a form does or a table on its side: each asset in it is a row";

/// What the user should know of how a sheet is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// The same header stands over several columns; all are read.
    SameHeader {
        /// The header.
        header: String,
        /// The columns from 1.
        columns: Vec<usize>,
    },
    /// Dates whose order of day and month nothing in the file settles.
    DateOrderOpen {
        /// The header.
        header: String,
        /// The column from 1.
        column: usize,
    },
    /// A column of dates of which nobody says what they are.
    DatesOfWhat {
        /// The header.
        header: String,
        /// The column from 1.
        column: usize,
    },
    /// The text was taken for another encoding on its way, and was mended.
    BrokenText {
        /// The encoding that it was taken for.
        taken_for: &'static str,
        /// A text as it stands, and mended.
        example: Option<(String, String)>,
    },
    /// Letters are lost: something else stands in their place.
    LostLetters {
        /// A text that has lost some.
        example: Option<String>,
    },
    /// A column is filled in some rows only, as where cells were merged.
    FilledInPart {
        /// The header.
        header: String,
        /// The column from 1.
        column: usize,
    },
    /// No column is known to state a fact that tells a maker: all are searched as text.
    TextAlone {
        /// The column that looks most like one that does.
        column: Option<String>,
    },
    /// The user has columns taken for something else that would tell who made an asset.
    TakenAway {
        /// Their headers.
        headers: Vec<String>,
    },
    /// The separator that the user named stands nowhere in the first lines.
    NoSeparator {
        /// The separator.
        separator: char,
    },
    /// No line names the columns, and most hold the addresses of a host.
    Scan,
    /// The sheet names its facts at the left; each card or column of it is a row.
    FactsAtTheLeft,
    /// Each line tells of several assets, and is as many rows.
    SeveralInLine {
        /// What the header calls them; empty where it does not.
        names: Vec<String>,
    },
    /// The sheet has no header, and its rows look like those of another: it is read under the header of that.
    GoesOn {
        /// The name of the other sheet.
        sheet: String,
    },
    /// The workbook does not show the sheet.
    HiddenSheet,
    /// Formulas that left no result in columns that tell who made an asset.
    Formulas {
        /// How many cells have none in the file.
        without: u64,
        /// How many cells hold an error.
        failed: u64,
        /// The headers of their columns.
        columns: String,
    },
    /// Merged cells, whose value holds for each of their rows.
    MergedCells {
        /// The cells, as spreadsheet programs name them.
        cells: String,
    },
    /// Sheets that an earlier audit has added to the workbook, which are not read.
    AddedSheets {
        /// Their names.
        sheets: String,
    },
    /// Sheets of the workbook that are searched line by line, since they are no inventories.
    NoInventories {
        /// Their names, each with what it lacks.
        sheets: String,
    },
    /// What the user says of how the file is written, and what does not hold for a file of its form.
    Unused {
        /// The options, as they are typed.
        options: String,
        /// The form.
        form: Form,
    },
    /// Lines above the header that look like rows.
    RowsAbove {
        /// How many.
        lines: usize,
        /// The line of the header.
        header: u64,
    },
    /// What stands in a document beside its assets, and is only searched.
    Unread {
        /// The keys that lead to it.
        keys: String,
    },
    /// Sheets of the workbook that are inventories too, and are not read here.
    OtherSheets {
        /// Their names.
        sheets: String,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SameHeader { header, columns } => same_header(f, header, columns),
            Self::DateOrderOpen { header, column } => write!(
                f,
                "column {column} (`{header}`): no cell tells day from month, so dates like 3/4/21 are read as either"
            ),
            Self::DatesOfWhat { header, column } => write!(
                f,
                "column {column} (`{header}`) holds dates of something unknown: name it under [columns] if it says when assets were acquired or installed"
            ),
            Self::BrokenText { taken_for, example } => broken_text(f, taken_for, example.as_ref()),
            Self::LostLetters { example } => lost_letters(f, example.as_deref()),
            Self::FilledInPart { header, column } => write!(
                f,
                "column {column} (`{header}`) is filled in some rows only: if an empty cell means the one above it, as where cells were merged, say --fill-down {}",
                quoted_in_shell(header)
            ),
            Self::TextAlone { column } => text_alone(f, column.as_deref()),
            Self::TakenAway { headers } => taken_away(f, headers),
            Self::NoSeparator { separator } => write!(
                f,
                "`{}`, which --delimiter says, stands nowhere in the first lines; leave the option out, and the separator is found",
                separator.escape_default()
            ),
            Self::Scan => f.write_str(SCAN),
            Self::FactsAtTheLeft => f.write_str(FACTS_AT_THE_LEFT),
            Self::SeveralInLine { names } => several_in_line(f, names),
            Self::HiddenSheet => {
                f.write_str("the workbook hides this sheet; it is read like any other")
            }
            Self::MergedCells { cells } => write!(
                f,
                "merged cells were filled down, so that what they say holds for each of their rows: {cells}"
            ),
            Self::GoesOn { sheet } => write!(
                f,
                "no header stands here, and the cells look like those of sheet `{sheet}`: the rows are read under its header, as if it went on; if that is wrong, choose the sheets with --sheet"
            ),
            Self::Formulas { without, failed, columns } => formulas(f, *without, *failed, columns),
            Self::Unused { options, form } => write!(
                f,
                "{options}: of no effect here, as the file is no text such as CSV ({}); leave it out, or check this file apart",
                form.word()
            ),
            Self::RowsAbove { lines, header } => write!(
                f,
                "{lines} lines above the header look like rows, and are only searched as text: if line {header} is not the header, say where it stands with --header-line, or --header-line 0 if there is none"
            ),
            Self::Unread { keys } => write!(
                f,
                "only searched as text, as it stands beside the assets and is none that is known: {keys}; put what is an asset there into a list of its own, with keys such as manufacturer and model"
            ),
            Self::AddedSheets { sheets } => added_sheets(f, sheets),
            Self::NoInventories { sheets } => no_inventories(f, sheets),
            Self::OtherSheets { sheets } => {
                write!(f, "not read here, though inventories: {sheets}")
            }
        }
    }
}

fn added_sheets(f: &mut fmt::Formatter<'_>, sheets: &str) -> fmt::Result {
    write!(
        f,
        "an earlier audit has added the sheets {sheets}, which are no inventories and are not read; name one with --sheet if it holds assets"
    )
}

fn no_inventories(f: &mut fmt::Formatter<'_>, sheets: &str) -> fmt::Result {
    write!(
        f,
        "only searched as text, as no inventory: {sheets}; name a sheet with --sheet if it is one"
    )
}

fn same_header(f: &mut fmt::Formatter<'_>, header: &str, columns: &[usize]) -> fmt::Result {
    let columns = listed(columns.iter().map(ToString::to_string));
    write!(f, "`{header}` stands over columns {columns}: all are read")
}

fn broken_text(
    f: &mut fmt::Formatter<'_>,
    taken_for: &str,
    example: Option<&(String, String)>,
) -> fmt::Result {
    write!(f, "some program took this text for {taken_for} on its way")?;
    match example {
        Some((broken, mended)) => {
            write!(f, " (`{broken}`): it is read as it was before (`{mended}`)")
        }
        None => f.write_str(": it is read as it was before"),
    }
}

fn lost_letters(f: &mut fmt::Formatter<'_>, example: Option<&str>) -> fmt::Result {
    let example = example.map_or_else(String::new, |example| format!(" (`{example}`)"));
    write!(
        f,
        "letters were lost before this file was written{example}: names in it may not be recognised, so export it anew as UTF-8"
    )
}

fn text_alone(f: &mut fmt::Formatter<'_>, column: Option<&str>) -> fmt::Result {
    f.write_str(
        "no column is known to tell who made an asset: all are searched as text; say what they hold under [columns], or with --column",
    )?;
    column.map_or(Ok(()), |column| {
        write!(f, ", such as --column {}", quoted_in_shell(&format!("{column}=model")))
    })
}

fn taken_away(f: &mut fmt::Formatter<'_>, headers: &[String]) -> fmt::Result {
    let named: Vec<_> = headers.iter().map(|header| format!("`{header}`")).collect();
    write!(
        f,
        "by its name {} tells who made an asset, but the settings, or --column, take it for something else: what stands there names no maker, and rows may be clear for that alone",
        listed(named)
    )
}

fn several_in_line(f: &mut fmt::Formatter<'_>, names: &[String]) -> fmt::Result {
    let names = names.iter().filter(|name| !name.is_empty()).map(|name| format!("`{name}`"));
    let names = listed(names);
    let names = if names.is_empty() { names } else { format!(" ({names})") };
    write!(
        f,
        "each line tells of several assets side by side{names}: each of them is a row of its own"
    )
}

fn formulas(f: &mut fmt::Formatter<'_>, without: u64, failed: u64, columns: &str) -> fmt::Result {
    let lacks = [(without, "without a result in the file"), (failed, "failed")];
    let lacks = lacks.iter().filter(|(cells, _)| *cells > 0);
    let lacks: Vec<_> = lacks.map(|(cells, what)| format!("{cells} {what}")).collect();
    let remedy = if without > 0 {
        "open the file in a spreadsheet program, save it, and check it again"
    } else {
        "mend them, and check the file again"
    };
    write!(f, "formulas say nothing here: {}, in {columns}; {remedy}", lacks.join(", "))
}
