//! How a sheet is understood, for people to check and correct.

use std::{fmt, sync::Arc};

use super::{Warning, overrides};
use crate::{
    asset::{About, Column, DateOrder, Role},
    intake::{Error, ErrorKind, Fit, Formats, Unread, source::label},
    tables::{Form, Packing, TextForm},
};

/// How one sheet is understood.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Understanding {
    /// The file as the user named it.
    pub file: String,
    /// The sheet of a workbook, or the keys that lead to a list in a document.
    pub sheet: Option<String>,
    /// What kind of file it is.
    pub form: Form,
    /// How the file was packed, if it was.
    pub packing: Option<Packing>,
    /// How the text is written, where it is one.
    pub text: Option<TextForm>,
    /// The known system that wrote the file, where its headers tell.
    pub export: Option<Arc<str>>,
    /// The first and the last line of the header, where the form has one.
    pub header_lines: Option<(u64, u64)>,
    /// A line of dashes below the header tells that it is one.
    pub header_is_ruled: bool,
    /// The records before the header, with their lines.
    pub preamble: Vec<(u64, String)>,
    /// The columns from left to right.
    pub columns: Vec<ColumnUnderstanding>,
    /// What the user should know of the columns.
    pub warnings: Vec<Warning>,
    /// Why none of its lines is a row, where it is no inventory.
    pub unread: Option<Unread>,
}

/// The header of the column of comments.
const COMMENTS: &str = "(comments)";

impl ColumnUnderstanding {
    /// The column of the comments on cells, behind the columns of a sheet.
    pub(in crate::intake) fn of_comments(number: usize) -> Self {
        Self {
            number,
            header: COMMENTS.to_owned(),
            role: Role::Text,
            about: Role::Text.about(),
            date_order: None,
            why: Why::Comments,
            confidence: Sureness::High,
            // What people write beside a cell may be meant for few.
            samples: Vec::new(),
        }
    }
}

impl Understanding {
    /// What messages call it: the file, with the sheet of a workbook in brackets.
    pub fn label(&self) -> String {
        label(&self.file, self.sheet.as_deref())
    }

    /// What a warning is about: the sheet, or the file as a whole.
    pub fn place_of(&self, warning: &Warning) -> String {
        match warning {
            Warning::AddedSheets { .. }
            | Warning::NoInventories { .. }
            | Warning::Unused { .. }
            | Warning::Unread { .. }
            | Warning::OtherSheets { .. } => self.file.clone(),
            _ => self.label(),
        }
    }

    /// What kind of file it is, and how it was packed, in words.
    pub fn kind(&self) -> String {
        let form = self.form.word();
        let packed = |packing: Packing| format!("{form} packed with {}", packing.word());
        self.packing.map_or_else(|| form.to_owned(), packed)
    }

    /// That no column is called so, if none is.
    pub fn lacks(&self, name: &str) -> Option<Error> {
        let headers: Vec<_> = self.columns.iter().map(|column| column.header.clone()).collect();
        let found = overrides::column(name, &headers, &self.label(), self.header_line()).err();
        found.filter(|error| matches!(error.kind, ErrorKind::UnknownColumn { .. }))
    }

    /// Whether each line of the file or sheet is a row. Objects of documents and cards take several, or share one.
    pub fn rows_are_lines(&self) -> bool {
        !self.form.is_document() && !self.warnings.contains(&Warning::FactsAtTheLeft)
    }

    /// The line on which the header begins, where the form has one.
    pub fn header_line(&self) -> Option<u64> {
        self.header_lines.map(|(first, _)| first)
    }
}

/// How one column is understood.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ColumnUnderstanding {
    /// The column from 1.
    pub number: usize,
    /// The header, cleaned of line breaks.
    pub header: String,
    /// What the column is taken for.
    pub role: Role,
    /// What its words are about; `None` where they are not searched.
    pub about: Option<About>,
    /// The order of day and month in a column of dates.
    pub date_order: Option<DateOrder>,
    /// Why it is taken for that.
    pub why: Why,
    /// How sure that is.
    pub confidence: Sureness,
    /// Up to three different cells; none of a column of secrets.
    pub samples: Vec<String>,
}

impl ColumnUnderstanding {
    /// The column as assets carry it.
    pub(in crate::intake) fn column(&self, formats: &Formats) -> Column {
        let Self { header, role, about, date_order, .. } = self;
        let touches = formats.touched_by(header);
        let column = Column::new(header.clone(), *role);
        Column { about: *about, date_order: *date_order, touches, ..column }
    }
}

/// Why a column is taken for what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Why {
    /// The user says so.
    Override,
    /// Its header is a known word.
    Header {
        /// The systems that use the word so.
        systems: Vec<Arc<str>>,
        /// How the header was known.
        fit: Fit,
        /// The word has several meanings, and the other columns or the cells decided.
        in_context: bool,
        /// What the cells hold, where that does not go with the header.
        doubt: Option<Content>,
    },
    /// Its header is a known word, but its cells are clearly something else.
    Against {
        /// What the header says.
        header: Role,
        /// What the cells hold.
        content: Content,
    },
    /// Its header names a secret.
    SecretWord,
    /// Its header speaks of something other than the asset.
    OtherSubject,
    /// It is no column of the sheet: it holds the comments on the cells of each row.
    Comments,
    /// Its cells look like this.
    Content(Content),
    /// Nothing is known of it.
    Unknown,
}

/// What the cells of a column look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Content {
    /// MAC addresses.
    Macs,
    /// IP addresses.
    Ips,
    /// CPE names.
    Cpes,
    /// FCC IDs.
    FccIds,
    /// Dates; of what, the cells do not tell.
    Dates,
    /// Versions of software.
    Versions,
    /// Numbers or tags that count up.
    Running,
    /// Words for stages of life.
    Stages,
    /// Codes that come again and again, as model numbers do.
    Codes,
    /// Names of companies that are known to make goods.
    Makers,
    /// Goods of the kind that the header names.
    Goods,
    /// Numbers or money.
    Numbers,
    /// The same in every row, which tells no asset from another.
    Same,
    /// Text.
    Text,
    /// Nothing in the sample.
    Empty,
}

worded! {
    /// How sure the understanding of a column is.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
    #[non_exhaustive]
    pub enum Sureness {
        /// Content alone, a header with an unknown part or with cells that do not go with it, or nothing.
        Low = "low",
        /// A part of the header, a misspelt word, a word known from memory, or one whose meaning depends on its company.
        Medium = "medium",
        /// The whole header is a documented word, or the user says so.
        High = "high",
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Override => f.write_str("set under [columns]"),
            Self::Header { systems, fit, in_context, doubt } => {
                f.write_str(match fit {
                    Fit::Whole => "header",
                    Fit::Part => "header in part",
                    Fit::Misspelt => "misspelt header",
                    Fit::Guess => "a guess by a part of the header",
                })?;
                match systems.as_slice() {
                    [] => Ok(()),
                    [one] => write!(f, " of {one}"),
                    [one, other] => write!(f, " of {one} and {other}"),
                    [one, other, rest @ ..] => {
                        write!(f, " of {one}, {other} and {} more", rest.len())
                    }
                }?;
                f.write_str(if *in_context { ", as the other columns decide" } else { "" })?;
                doubt.map_or(Ok(()), |content| write!(f, ", though the cells hold {content}"))
            }
            Self::Against { header: Role::Field(field), content } => {
                write!(f, "the header says {field}, but the cells hold {content}")
            }
            Self::OtherSubject => f.write_str("the header speaks of something beside the asset"),
            Self::SecretWord => f.write_str("the header names a secret"),
            Self::Comments => f.write_str("the comments on the cells of each row"),
            Self::Content(content) | Self::Against { content, .. } => {
                write!(f, "the cells hold {content}")
            }
            Self::Unknown => f.write_str("no known header"),
        }
    }
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Macs => "MAC addresses",
            Self::Ips => "IP addresses",
            Self::Cpes => "CPE names",
            Self::FccIds => "FCC IDs",
            Self::Versions => "versions of software",
            Self::Running => "numbers that count up",
            Self::Stages => "words for stages of life",
            Self::Codes => "codes that come again, as model numbers do",
            Self::Makers => "names of makers",
            Self::Goods => "goods of the kind that the header names",
            Self::Dates => "dates",
            Self::Numbers => "numbers",
            Self::Same => "the same in every row",
            Self::Text => "text",
            Self::Empty => "nothing",
        })
    }
}
