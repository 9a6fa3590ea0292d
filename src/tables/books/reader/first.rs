//! Opens a workbook, and looks at the first rows of each of its sheets.

use std::sync::Arc;

use super::{
    Fault, Kind, Listed, Region, Sheet, Workbook, added,
    annotations::Annotations,
    book::Book,
    contents,
    opened::Closed,
    sheet::{Numbered, SheetRows, Shelf},
};
use crate::tables::{ReadError, Rows, bytes::Bytes, reader_thread::apart};

/// The largest file that is read as a workbook.
const FILE: u64 = 512 << 20;
/// The most sheets that a workbook may have.
const SHEETS: usize = 1000;
/// How much of a sheet is looked at, and of all sheets together, in bytes.
const SAMPLE: usize = 4 << 20;
const SAMPLES: usize = 64 << 20;

/// Opens a workbook and reads up to `records` rows of each sheet.
pub(crate) fn open(file: &str, bytes: Bytes, records: usize) -> Result<Workbook, ReadError> {
    let (book, kind) = copied(file, bytes)?;
    // What makes no sense at all may make the reader of workbooks panic, which ends its thread and not the run.
    let senseless = || Fault::Damaged("it makes no sense".into());
    apart(move || look(book, kind, records), senseless).map_err(|fault| fault.of(file))
}

/// A copy of the bytes of a workbook, with its form.
pub(super) fn copied(file: &str, bytes: Bytes) -> Result<(Book, Kind), ReadError> {
    let book = Book::copy(bytes, FILE).map_err(|cause| ReadError::system(file, cause))?;
    let book = book.ok_or_else(|| {
        let what = format!("the file has more than {} MiB", FILE >> 20);
        Fault::TooLarge(what).of(file)
    })?;
    let kind = contents::kind(&book, file)?;
    Ok((book, kind))
}

/// The first rows of a sheet with their numbers, and whether they are all.
struct First {
    rows: Vec<Numbered>,
    whole: bool,
}

fn look(book: Book, kind: Kind, records: usize) -> Result<Workbook, Fault> {
    let added = if kind == Kind::Xlsx { added::sheets(&book) } else { Vec::new() };
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
    let mut by_sheet = std::mem::take(&mut book.by_sheet);
    let outside = std::mem::take(&mut by_sheet.outside).into_places();
    let unlisted = std::mem::take(&mut by_sheet.unlisted);
    let shelf = Arc::new(Shelf::new(closed, book));
    let sheet = |((listed, first), merged): ((Listed, Option<First>), Arc<[Region]>)| {
        let Listed { name, is_hidden, .. } = listed;
        let sample = first.iter().flat_map(|first| &first.rows).map(|(_, row)| row.clone());
        let sample = sample.collect();
        let lacking = by_sheet.lacking.get(&name).cloned().unwrap_or_default();
        let comments = by_sheet.comments.get(&name).cloned();
        let has_comments = comments.is_some();
        let annotations =
            Annotations { merged: Arc::clone(&merged), lacking: Arc::clone(&lacking), comments };
        let rows = first.map(|First { rows, whole }| {
            let shelf = Arc::clone(&shelf);
            let rows = SheetRows::new(shelf, name.clone(), (rows, whole), annotations);
            Box::new(rows) as Box<dyn Rows>
        });
        let is_added = added.contains(&name);
        Sheet { name, is_hidden, is_added, merged, lacking, has_comments, rows, sample }
    };
    let sheets = looked.into_iter().zip(merged).map(sheet).collect();
    Ok(Workbook { kind, sheets, outside, unlisted })
}
