//! What one record of a file turns out to be: an asset, a row that cannot be read, or a line that is no asset at all.

use std::fmt;

use crate::tables::{Broken, books::Lack};

/// One record of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// An asset; its cells stand in the [`Asset`](crate::Asset) given to `read`.
    Asset {
        /// What is odd about the row; it is kept whole.
        notes: Vec<Note>,
    },
    /// A row that could not be read. It counts as a row.
    Unread {
        /// The number of the data row.
        row: u64,
        /// The line on which it starts.
        line: u64,
        /// Why not.
        why: Unreadable,
    },
    /// A record that is no asset, and counts as none.
    SetAside {
        /// The line on which it starts.
        line: u64,
        /// What it is.
        why: SetAside,
        /// What it says, without secrets and perhaps cut short.
        text: String,
    },
    /// The file has ended.
    End,
}

/// Something odd about a row that was read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Note {
    /// Fewer cells than the header has.
    #[error("the row has {found} of {expected} cells")]
    FewerCells {
        /// The cells of the row.
        found: usize,
        /// The cells of the header.
        expected: usize,
    },
    /// More cells than the header has. The cells beyond it are searched as text.
    #[error("the row has {found} cells under {expected} headers; the rest is searched as text")]
    MoreCells {
        /// The cells of the row.
        found: usize,
        /// The cells of the header.
        expected: usize,
    },
    /// A cell holds lines that look like rows themselves: a quote may be missing.
    #[error("the cell in column {column} holds {}; look for a missing quote", rows_in_cell(*lines))]
    RowsInCell {
        /// The column, from 1.
        column: usize,
        /// The lines inside the cell.
        lines: usize,
    },
    /// A cell says: as in the row above.
    #[error("the cell in column {column} says that it is as above: taken for `{above}`")]
    Ditto {
        /// The column, from 1.
        column: usize,
        /// What stands above.
        above: String,
    },
    /// The maker stands once for a group of rows, of which this is another.
    #[error(
        "the cell in column {column} is empty, and so are those before it, as in further rows of a group: taken for `{above}`, which stands above"
    )]
    OfGroup {
        /// The column, from 1.
        column: usize,
        /// What stands above.
        above: String,
    },
    /// A spreadsheet made a number of an identifier, and some of its digits are lost: the cell identifies nothing.
    #[error(
        "the cell in column {column} is the number {left}, whose other digits a spreadsheet has dropped; it identifies nothing: export the column as text"
    )]
    LostDigits {
        /// The column, from 1.
        column: usize,
        /// What is left.
        left: String,
    },
    /// A cell was broken on its way, and is read as it was before.
    #[error(
        "some program took the cell in column {column} for {taken_for} on its way: it is read as it was before (`{mended}`)"
    )]
    BrokenText {
        /// The column, from 1.
        column: usize,
        /// The encoding that some program took it for.
        taken_for: &'static str,
        /// What it was.
        mended: String,
    },
    /// A cell that could name the maker has lost letters on its way.
    #[error(
        "the cell in column {column} (`{header}`) holds signs that stand for lost letters, or that no name is written with: write in what it said, or export the file anew as UTF-8"
    )]
    LostLetters {
        /// The column, from 1.
        column: usize,
        /// Its header.
        header: String,
    },
    /// A program has written into a cell that could tell who made the asset that it has no value for it.
    #[error(
        "the cell in column {column} (`{header}`) holds what a program writes where it has no value, such as an error, a formula or signs for lost letters: write in what should stand there, or export the sheet anew"
    )]
    NoValue {
        /// The column, from 1.
        column: usize,
        /// Its header.
        header: String,
    },
    /// A cell that could name the maker says that it is as above, where no row stands that it could mean.
    #[error(
        "the cell in column {column} (`{header}`) says that it is as above, where no row stands: write in what it means"
    )]
    NothingAbove {
        /// The column, from 1.
        column: usize,
        /// Its header.
        header: String,
    },
    /// The formula of a cell that could tell who made the asset left no result.
    #[error("the cell in column {column} (`{header}`) {}", no_result(*lack))]
    NoResult {
        /// The column, from 1.
        column: usize,
        /// Its header.
        header: String,
        /// What is wrong with the result.
        lack: Lack,
    },
}

fn rows_in_cell(lines: usize) -> String {
    match lines {
        1 => "a line that looks like a row".to_owned(),
        lines => format!("{lines} lines that look like rows"),
    }
}

fn no_result(lack: Lack) -> &'static str {
    match lack {
        Lack::NotKept => {
            "holds a formula whose result the file does not keep; open the file in a spreadsheet program and save it"
        }
        Lack::Zero => {
            "holds a formula for whose result the file keeps 0; open the file in a spreadsheet program and save it"
        }
        Lack::Failed => "holds an error in place of a result; mend its formula",
    }
}

impl Note {
    /// The column, from 1, of a cell that could tell the maker, and that nobody can read.
    pub fn hides_maker(&self) -> Option<usize> {
        match self {
            Self::NoResult { column, .. }
            | Self::NoValue { column, .. }
            | Self::NothingAbove { column, .. }
            | Self::LostLetters { column, .. } => Some(*column),
            _ => None,
        }
    }

    /// Whether the row holds others, whose makers nobody has looked at as rows of their own.
    pub fn holds_rows(&self) -> bool {
        matches!(self, Self::RowsInCell { .. })
    }
}

/// Why a row could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unreadable {
    /// A cell is not valid in the encoding of the file.
    #[error(
        "column {column} (`{header}`) is not valid {encoding} at byte {byte} of the cell; expected {encoding} as in the first lines: save the file as UTF-8, or name its encoding"
    )]
    Encoding {
        /// The column, from 1.
        column: usize,
        /// Its header.
        header: String,
        /// The first byte of the cell that is wrong, from 1.
        byte: usize,
        /// The encoding.
        encoding: &'static str,
    },
    /// An object of a document is none that can be read.
    #[error("{0}")]
    Object(Broken),
    /// It has more cells than any sheet has columns.
    #[error(
        "the row has {found} cells; expected at most {limit}, as sheets have columns: look for a line that is no row of this sheet"
    )]
    TooManyCells {
        /// Its cells.
        found: usize,
        /// The bound.
        limit: usize,
    },
}

worded! {
    /// What a record is that is no asset.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    #[non_exhaustive]
    pub enum SetAside {
        /// No cell is filled.
        Empty = "empty",
        /// A total or subtotal.
        Total = "total",
        /// The foot of a printed page.
        Footer = "page foot",
        /// The header once more.
        Header = "repeated header",
        /// The title once more, as on each page of a print.
        Title = "repeated title",
        /// A header of other columns: the rows below it are read by it.
        OtherHeader = "other header",
        /// A line of dashes and the like.
        Rule = "ruled line",
        /// A remark below the table.
        Remark = "remark",
        /// The heading of what stands below it: one cell that is merged across the table, or a line of a text that is marked as one.
        Heading = "heading",
        /// It says that there is no asset, as of an address that nothing answered from.
        Absent = "nothing there",
        /// It stands above the header.
        Above = "above the header",
        /// It stands between or below the tables of a text.
        Outside = "outside the table",
        /// It stands where no row is read.
        Unread = "not read",
        /// It is a comment that stands on no row.
        Comment = "comment",
    }
}

impl SetAside {
    /// Why the header itself is told of, where it names a maker.
    pub(crate) const TAKEN_FOR_HEADER: &str = "it was taken for the header";

    /// Whether such a record may name assets all the same, and is therefore searched.
    pub fn may_name_assets(self) -> bool {
        matches!(
            self,
            Self::Total
                | Self::Footer
                | Self::Remark
                | Self::Heading
                | Self::OtherHeader
                | Self::Above
                | Self::Outside
                | Self::Unread
                | Self::Header
                | Self::Comment
        )
    }

    /// Whether such a record speaks of the rows around it, as a title does, rather than of something else.
    pub fn describes_rows(self) -> bool {
        !matches!(self, Self::Footer | Self::Remark | Self::Unread)
    }

    /// What is odd about such a record where it is a row all the same.
    pub fn note_as_row(self) -> &'static str {
        match self {
            Self::Above => {
                "it stands above the header, and was searched as text, since it names a maker: if it tells of an item, give that a row below the header, or say with --header-line where the header stands"
            }
            Self::Header => {
                "it was taken for the header, and searched as text, since it names a maker: if there is no header, say --header-line 0"
            }
            Self::Comment => {
                "a comment says so that stands on no row, and was searched as text, since it names a maker: if it tells of an item, give that a row of its own with its facts under their headers"
            }
            _ => {
                "it is no row of the table, and was searched as text, since it names a maker: if it tells of an item, give that a row of its own with its facts under their headers"
            }
        }
    }
}

impl fmt::Display for SetAside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "no cell is filled",
            Self::Total => "a total",
            Self::Footer => "the foot of a page",
            Self::Header => "the header once more",
            Self::Title => "the title once more",
            Self::OtherHeader => "a header of other columns; the rows below it are read by it",
            Self::Rule => "a ruled line",
            Self::Remark => "a remark",
            Self::Heading => "a heading of what stands below it",
            Self::Absent => "it says that nothing is there",
            Self::Above => "it stands above the header",
            Self::Outside => "it stands outside the table",
            Self::Unread => "it stands where no row is read",
            Self::Comment => "a comment that stands on no row",
        })
    }
}
