//! Workbooks: Excel of all ages and `OpenDocument`, told by their content. A sheet comes out as rows of text, as from a CSV file.
//!
//! `reader` does all of it, and is left out of a build without the feature `xlsx`; what a sheet is made of, its `kind`, its
//! `merged` cells and its `formulas` without a result, everybody knows.

mod formulas;
pub(super) mod kind;
mod merged;
#[cfg(feature = "xlsx")]
mod reader;
#[cfg(feature = "cli")]
mod typed;

use std::sync::Arc;

pub use self::formulas::Lack;
#[cfg(feature = "xlsx")]
pub(crate) use self::reader::open;
#[cfg(all(feature = "cli", feature = "xlsx"))]
pub(crate) use self::reader::{TypedBook, TypedRows};
#[cfg(feature = "cli")]
pub(crate) use self::typed::{CellValue, TypedCell, TypedRow};
#[cfg(all(feature = "cli", not(feature = "xlsx")))]
pub(crate) use self::typed::{TypedBook, TypedRows};
pub(crate) use self::{formulas::Lacking, kind::Kind, merged::Region};
use super::Rows;

/// The property of a workbook that names the sheets which this program has added to those of an inventory.
pub(crate) const ADDED_SHEETS: &str = concat!(env!("CARGO_PKG_NAME"), " sheets");
/// What stands between two of them; no name of a sheet may hold it.
pub(crate) const BETWEEN_SHEETS: char = '/';

/// Whether a file that begins so may be a workbook.
pub(crate) fn may_be(head: &[u8]) -> bool {
    kind::ZIP.iter().any(|magic| head.starts_with(magic)) || head.starts_with(kind::OLE)
}

/// A sheet as its workbook lists it.
#[derive(Clone, Debug)]
pub(crate) struct Listed {
    pub(crate) name: String,
    /// `false` for a chart and the like.
    pub(crate) has_cells: bool,
    pub(crate) is_hidden: bool,
}

/// A sheet, and its first rows twice: to be looked at, and to be read.
pub(crate) struct Sheet {
    pub(crate) name: String,
    /// The workbook does not show it.
    pub(crate) is_hidden: bool,
    /// This program has added it to the sheets of an inventory.
    pub(crate) is_added: bool,
    /// Its merged cells, from top to bottom.
    pub(crate) merged: Arc<[Region]>,
    /// Its cells whose formulas left no result.
    pub(crate) lacking: Arc<Lacking>,
    /// Some of its cells carry comments.
    pub(crate) has_comments: bool,
    /// `None` for a chart and the like.
    pub(crate) rows: Option<Box<dyn Rows>>,
    pub(crate) sample: Vec<csv::StringRecord>,
}

/// What stands beside the cells of a workbook, in one place.
pub(crate) struct OutsideCells {
    /// What the place is called.
    pub(crate) name: String,
    /// The texts, each with the row at which it stands.
    pub(crate) lines: Vec<(u64, String)>,
}

/// A workbook that is open.
pub(crate) struct Workbook {
    pub(crate) kind: Kind,
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) outside: Vec<OutsideCells>,
    /// The parts of the file with sheets that it does not name.
    pub(crate) unlisted: Vec<String>,
}

/// Says that this build reads no workbooks.
#[cfg(not(feature = "xlsx"))]
pub(crate) fn open(
    file: &str,
    _: super::bytes::Bytes,
    _: usize,
) -> Result<Workbook, super::ReadError> {
    let kind = super::ReadErrorKind::LeftOut { form: "workbooks", feature: "xlsx" };
    Err(super::ReadError::new(file, kind))
}
