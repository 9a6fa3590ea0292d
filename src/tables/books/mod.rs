//! Workbooks: Excel of all ages and `OpenDocument`, told by their content. A sheet comes out as rows of text, as from a CSV file.
//!
//! `book` is the bytes and `kind` tells the form. `weight` refuses what would unpack to more than any inventory, with `markup` for
//! what is XML, `ods`, `xls` and `xlsb` for what these forms have of their own, and `repacked` for parts that the reader cannot
//! take as they are. What their reader does not tell is found on the way: formulas without a result (`cells`, `formulas`), and the
//! `comments` of each sheet, by way of its `parts`. `opened` is the workbook, `cell` makes text of its cells, `assembly` makes rows of them with `merged` cells
//! filled down, and `sheet` hands them out.

mod assembly;
mod book;
mod cell;
mod cells;
mod comments;
mod fault;
mod formulas;
mod kind;
mod markup;
mod merged;
mod ods;
mod opened;
mod parts;
mod repacked;
mod sheet;
mod weight;
mod xls;
mod xlsb;

use std::{sync::Arc, thread};

pub use self::formulas::Lack;
use self::{
    book::Book,
    opened::{Closed, Listed},
    sheet::{Annotations, Numbered, Shelf},
};
pub(crate) use self::{
    fault::Fault, formulas::Lacking, kind::Kind, merged::Region, sheet::SheetRows,
};
use super::{ReadError, bytes::Bytes};

/// The largest file that is read as a workbook.
const FILE: u64 = 512 << 20;
/// The most sheets that a workbook may have.
const SHEETS: usize = 1000;
/// How much of a sheet is looked at, and of all sheets together, in bytes.
const SAMPLE: usize = 4 << 20;
const SAMPLES: usize = 64 << 20;

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
    pub(crate) rows: Option<SheetRows>,
    pub(crate) sample: Vec<csv::StringRecord>,
}

/// Opens a workbook and reads up to `records` rows of each sheet.
pub(crate) fn open(
    file: &str,
    bytes: Bytes,
    records: usize,
) -> Result<(Kind, Vec<Sheet>), ReadError> {
    let book = Book::copy(bytes, FILE).map_err(|cause| ReadError::system(file, cause))?;
    let book = book.ok_or_else(|| {
        let what = format!("the file has more than {} MiB", FILE >> 20);
        Fault::TooLarge(what).of(file)
    })?;
    let kind = kind::of(&book, file)?;
    // What makes no sense at all may make the reader of workbooks panic, which ends its thread and not the run.
    let outcome = thread::spawn(move || look(book, kind, records)).join();
    let outcome = outcome.unwrap_or_else(|_| Err(Fault::Damaged("it makes no sense".into())));
    outcome.map(|sheets| (kind, sheets)).map_err(|fault| fault.of(file))
}

/// The first rows of a sheet with their numbers, and whether they are all.
struct First {
    rows: Vec<Numbered>,
    whole: bool,
}

fn look(book: Book, kind: Kind, records: usize) -> Result<Vec<Sheet>, Fault> {
    let (closed, mut book) = Closed::open_first(book, kind)?;
    let listed = book.sheets();
    if listed.len() > SHEETS {
        return Err(Fault::TooLarge(format!("it has more than {SHEETS} sheets")));
    }
    let (mut looked, mut all) = (Vec::new(), 0);
    for sheet in listed {
        let (mut first, mut bytes) = (First { rows: Vec::new(), whole: true }, 0);
        let outcome = if sheet.has_cells {
            book.rows(&sheet.name, &mut |line, record| {
                first.rows.push((line, record.clone()));
                bytes += record.as_slice().len() + size_of::<usize>() * record.len();
                first.whole = first.rows.len() < records && bytes < SAMPLE;
                first.whole
            })
        } else {
            Err(Fault::NoCells)
        };
        all += bytes;
        if all > SAMPLES {
            let what = format!("the first rows of its sheets have more than {} MiB", SAMPLES >> 20);
            return Err(Fault::TooLarge(what));
        }
        match outcome {
            Ok(()) => looked.push((sheet, Some(first))),
            Err(Fault::NoCells) => looked.push((sheet, None)),
            Err(fault) => return Err(fault),
        }
    }
    let merged: Vec<_> = looked.iter().map(|(sheet, _)| book.merged(&sheet.name)).collect();
    let beside = std::mem::take(&mut book.beside);
    let shelf = Arc::new(Shelf::new(closed, book));
    let sheet = |((listed, first), merged): ((Listed, Option<First>), Arc<[Region]>)| {
        let Listed { name, is_hidden, .. } = listed;
        let sample = first.iter().flat_map(|first| &first.rows).map(|(_, row)| row.clone());
        let sample = sample.collect();
        let lacking = beside.lacking.get(&name).cloned().unwrap_or_default();
        let comments = beside.comments.get(&name).cloned();
        let has_comments = comments.is_some();
        let annotations =
            Annotations { merged: Arc::clone(&merged), lacking: Arc::clone(&lacking), comments };
        let rows = first.map(|first| {
            SheetRows::new(Arc::clone(&shelf), name.clone(), (first.rows, first.whole), annotations)
        });
        Sheet { name, is_hidden, merged, lacking, has_comments, rows, sample }
    };
    Ok(looked.into_iter().zip(merged).map(sheet).collect())
}
