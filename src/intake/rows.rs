//! What one record of a file turns out to be: an asset, a row that cannot be read, or a line that is no asset at all.

use std::fmt;

use super::{columns::content, documents::Broken, formats::Formats};
use crate::{Field, asset::Layout};

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
    },
    /// The file has ended.
    End,
}

/// Something odd about a row that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    /// Fewer cells than the header has.
    FewerCells {
        /// The cells of the row.
        found: usize,
        /// The cells of the header.
        expected: usize,
    },
    /// More cells than the header has. The cells beyond it are searched as text.
    MoreCells {
        /// The cells of the row.
        found: usize,
        /// The cells of the header.
        expected: usize,
    },
    /// A cell holds lines that look like rows themselves: a quote may be missing.
    RowsInCell {
        /// The column, from 1.
        column: usize,
        /// The lines inside the cell.
        lines: usize,
    },
}

/// Why a row could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// A cell is not valid in the encoding of the file.
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
    Object(Broken),
}

/// What a record is that is no asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetAside {
    /// No cell is filled.
    Empty,
    /// A total or subtotal.
    Total,
    /// The foot of a printed page.
    Footer,
    /// The header once more.
    Header,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FewerCells { found, expected } => {
                write!(f, "the row has {found} of {expected} cells")
            }
            Self::MoreCells { found, expected } => {
                write!(
                    f,
                    "the row has {found} cells under {expected} headers; the rest is searched as text"
                )
            }
            Self::RowsInCell { column, lines } => {
                write!(
                    f,
                    "the cell in column {column} holds {lines} lines that look like rows; look for a missing quote"
                )
            }
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Encoding { column, header, byte, encoding } => write!(
                f,
                "column {column} (`{header}`) is not valid {encoding} at byte {byte} of the cell; expected {encoding} as in the first lines: save the file as UTF-8, or name its encoding"
            ),
            Self::Object(why) => why.fmt(f),
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
        })
    }
}

/// Facts of which a number or a word is enough to make a record an asset.
const IDENTIFYING: [Field; 9] = [
    Field::Manufacturer,
    Field::Brand,
    Field::Model,
    Field::PartNumber,
    Field::Serial,
    Field::Mac,
    Field::FccId,
    Field::Ip,
    Field::Hostname,
];

/// Tells records that are no assets from those that are. In doubt a record is an asset.
#[derive(Debug)]
pub(super) struct Sieve {
    headers: Vec<String>,
    identifying: Vec<usize>,
}

impl Sieve {
    pub(super) fn new(headers: Vec<String>, layout: &Layout) -> Self {
        let columns = IDENTIFYING.iter().flat_map(|&field| layout.columns_of(field));
        Self { headers, identifying: columns.copied().collect() }
    }

    /// What a record is, if it is no asset.
    #[inline]
    pub(super) fn catches(
        &self,
        record: &csv::StringRecord,
        formats: &Formats,
    ) -> Option<SetAside> {
        let first = record.iter().position(|cell| !cell.is_empty());
        let Some((first, cell)) = first.and_then(|at| Some((at, record.get(at)?))) else {
            return Some(SetAside::Empty);
        };
        if self.headers.get(first).is_some_and(|header| header.len() == cell.trim().len())
            && self.is_header(record)
        {
            return Some(SetAside::Header);
        }
        if formats.is_total(cell) && self.is_total(record, first) {
            return Some(SetAside::Total);
        }
        if formats.is_footer(cell) && filled(record).count() == 1 {
            return Some(SetAside::Footer);
        }
        let blank = cell.starts_with(char::is_whitespace) && filled(record).next().is_none();
        blank.then_some(SetAside::Empty)
    }

    /// At least two cells are filled, and each repeats its header.
    fn is_header(&self, record: &csv::StringRecord) -> bool {
        let same = |(at, cell): (usize, &str)| {
            self.headers.get(at).is_some_and(|header| header == cell.trim())
        };
        filled(record).count() >= 2 && filled(record).all(same)
    }

    /// Beside the word for a total in cell `first` only amounts are filled, and none of them where an asset is identified.
    fn is_total(&self, record: &csv::StringRecord, first: usize) -> bool {
        filled(record)
            .filter(|&(at, _)| at != first)
            .all(|(at, cell)| content::is_number(cell) && !self.identifying.contains(&at))
    }
}

fn filled(record: &csv::StringRecord) -> impl Iterator<Item = (usize, &str)> {
    record.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty())
}

/// What is odd about the number of cells and the line breaks in them.
pub(super) fn notes(
    record: &csv::StringRecord,
    headers: usize,
    delimiter: u8,
    spans_lines: bool,
) -> Vec<Note> {
    let mut notes = Vec::new();
    let found = record.len();
    if found < headers {
        notes.push(Note::FewerCells { found, expected: headers });
    } else if found > headers && record.iter().skip(headers).any(|cell| !cell.trim().is_empty()) {
        notes.push(Note::MoreCells { found, expected: headers });
    }
    if spans_lines && headers > 2 {
        notes.extend(record.iter().enumerate().filter_map(|(index, cell)| {
            let row =
                |line: &str| line.bytes().filter(|&byte| byte == delimiter).count() + 1 >= headers;
            let lines = cell.lines().skip(1).filter(|line| row(line)).count();
            (lines > 0).then_some(Note::RowsInCell { column: index + 1, lines })
        }));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        asset::{Column, Role},
        intake::testing,
    };

    fn sieve() -> Sieve {
        let columns = [Field::AssetId, Field::Description, Field::Model, Field::Quantity];
        let headers: Vec<_> = ["No", "Text", "Model", "Qty"].map(str::to_owned).into();
        let columns = columns.iter().zip(&headers).map(|(&field, header)| Column {
            header: header.clone(),
            role: Role::Field(field),
            date_order: None,
        });
        let layout = Layout::new("a.csv".into(), None, columns.collect());
        Sieve::new(headers, &layout)
    }

    #[test]
    fn only_what_is_surely_no_asset_is_set_aside() {
        let formats = testing::formats();
        for (cells, caught) in [
            (vec!["", "", "", ""], Some(SetAside::Empty)),
            (vec![" ", "", "", ""], Some(SetAside::Empty)),
            (vec!["Summe", "", "", "231.904,17"], Some(SetAside::Total)),
            (vec!["", "Grand Total:", "", "12"], Some(SetAside::Total)),
            (vec!["Total", "", "DS-2CD", "12"], None),
            (vec!["Total", "", "12", ""], None),
            (vec!["Total", "station", "", "1"], None),
            (vec!["Total station", "", "", "1"], None),
            (vec!["Gedruckt von SB 12, Seite 1 von 1"], Some(SetAside::Footer)),
            (vec!["Page 3 of 7", "", "", ""], Some(SetAside::Footer)),
            (vec!["Page 3", "printer", "", ""], None),
            (vec!["No", "Text", "Model", "Qty"], Some(SetAside::Header)),
            (vec!["No", "", "Model", ""], Some(SetAside::Header)),
            (vec!["No", "", "", ""], None),
            (vec!["12", "Text", "Model", "Qty"], None),
            (vec!["HQ, second floor"], None),
        ] {
            let record = csv::StringRecord::from(cells.clone());
            assert_eq!(sieve().catches(&record, &formats), caught, "{cells:?}");
        }
    }
}
