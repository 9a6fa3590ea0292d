//! Workbooks: Excel of all ages and `OpenDocument`, told by their content. A sheet comes out as rows of text, as from a CSV file.
//!
//! `book` is the bytes and `contents` tell the `kind`; `first` looks at the first rows of each sheet.
//! `inspect` reads every part once and
//! refuses what is beyond the `limits`, with `markup` for what is XML, `ods`, `xls` and `xlsb` for what these forms have of their
//! own, and `repacked` for parts that the reader cannot take as they are. What their reader does not tell is found on the way: formulas without a result (`cells`, `formulas`), and the
//! `comments` of each sheet, by way of its `parts`; they are `annotations` of its rows. `opened` is the workbook, `cell` makes text of its cells, `assembly` makes rows of them with `merged` cells
//! filled down, and `sheet` hands them out.

#[cfg(feature = "xlsx")]
mod annotations;
#[cfg(feature = "xlsx")]
mod archive;
#[cfg(feature = "xlsx")]
mod assembly;
#[cfg(feature = "xlsx")]
mod book;
#[cfg(feature = "xlsx")]
mod cell;
#[cfg(feature = "xlsx")]
mod cells;
#[cfg(feature = "xlsx")]
mod comments;
#[cfg(feature = "xlsx")]
mod contents;
#[cfg(feature = "xlsx")]
mod fault;
#[cfg(feature = "xlsx")]
mod first;
mod formulas;
#[cfg(feature = "xlsx")]
mod inspect;
mod kind;
#[cfg(feature = "xlsx")]
mod limits;
#[cfg(feature = "xlsx")]
mod markup;
mod merged;
#[cfg(feature = "xlsx")]
mod ods;
#[cfg(feature = "xlsx")]
mod opened;
#[cfg(feature = "xlsx")]
mod parts;
#[cfg(feature = "xlsx")]
mod repacked;
#[cfg(feature = "xlsx")]
mod sheet;
#[cfg(feature = "xlsx")]
mod xls;
#[cfg(feature = "xlsx")]
mod xlsb;

use std::sync::Arc;

pub use self::formulas::Lack;
#[cfg(feature = "xlsx")]
pub(crate) use self::{fault::Fault, first::open};
pub(crate) use self::{formulas::Lacking, kind::Kind, merged::Region};
use super::Rows;

/// Whether a file that begins so may be a workbook.
pub(crate) fn may_be(head: &[u8]) -> bool {
    kind::ZIP.iter().any(|magic| head.starts_with(magic)) || head.starts_with(kind::OLE)
}

/// A sheet, and its first rows twice: to be looked at, and to be read.
pub(crate) struct Sheet {
    pub(crate) name: String,
    /// The workbook does not show it.
    pub(crate) is_hidden: bool,
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

/// Says that this build reads no workbooks.
#[cfg(not(feature = "xlsx"))]
pub(crate) fn open(
    file: &str,
    _: super::bytes::Bytes,
    _: usize,
) -> Result<(Kind, Vec<Sheet>), super::ReadError> {
    let kind = super::ReadErrorKind::LeftOut { form: "workbooks", feature: "xlsx" };
    Err(super::ReadError::new(file, kind))
}
