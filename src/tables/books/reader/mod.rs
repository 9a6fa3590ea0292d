//! Reading workbooks, within bounds.
//!
//! `book` is the bytes and `contents` tell the `kind`; `first` looks at the first rows of each sheet. `inspect` reads every part
//! once and refuses what is beyond the `limits`, with `weighed` and `markup` for what is XML (`plain_rows` are passed over), `ods` (`ods_position`, `ods_sheet`), `xls` (`xls_lengths`, `xls_records`) and `xlsb` (`binary_sheet`) for what
//! these forms have of their own, `own_text` for texts that cells have in themselves, `recoded` for parts in other letters than UTF-8, and `repacked` for parts that the reader cannot take as they are or looks for elsewhere (`targets`). What their reader does not tell is found on the
//! way: places that are named twice (`cell_names`) and formulas without a result (`cells`), and the `comments` of each sheet, by way of its `parts`; they are `annotations` of its
//! rows. What stands `beside` the cells is lines of its own. `opened` is the workbook, `cell` makes text of its cells, `assembly` makes rows of them with merged cells filled down, and
//! `sheet` hands them out. `typed_book` gives the cells as they stand in the file, for the sheet report.

mod added;
mod annotations;
mod archive;
mod assembly;
mod binary_sheet;
mod book;
mod cell;
mod cell_names;
mod cells;
mod comments;
mod contents;
mod errors;
mod fault;
mod first;
mod inspect;
mod limits;
mod markup;
mod ods;
mod ods_position;
mod ods_sheet;
mod opened;
mod outside;
mod own_text;
mod parts;
mod plain_rows;
mod recoded;
mod repacked;
mod sheet;
mod targets;
#[cfg(feature = "cli")]
mod typed_book;
mod weighed;
mod xls;
mod xls_lengths;
mod xls_records;
mod xlsb;

pub(crate) use first::open;
#[cfg(feature = "cli")]
pub(crate) use typed_book::{TypedBook, TypedRows};

#[cfg(feature = "cli")]
use super::{CellValue, TypedCell, TypedRow};
use super::{Kind, Listed, OutsideCells, Region, Sheet, Workbook, formulas, kind, merged};
use fault::Fault;
