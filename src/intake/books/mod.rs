//! Workbooks: Excel of all ages and `OpenDocument`, told by their content. A sheet comes out as rows of text, as from a CSV file.
//!
//! `kind` tells the form; `weight` and `repeats` refuse what would unpack to more than any inventory; `opened` is the
//! workbook, `cell` makes text of its cells, and `sheet` hands out rows.

mod cell;
mod fault;
mod kind;
mod opened;
mod repeats;
mod sheet;
mod weight;

use std::{io::Read, sync::Arc, thread};

pub(super) use self::{fault::Fault, kind::Kind, sheet::SheetRows};
use self::{opened::Opened, sheet::Shelf};
use super::{
    Error,
    bytes::Bytes,
    source::{Records, Source},
};

/// The largest file that is read as a workbook.
const FILE: u64 = 512 << 20;

/// Whether a file that begins so may be a workbook.
pub(super) fn may_be(head: &[u8]) -> bool {
    kind::ZIP.iter().any(|magic| head.starts_with(magic)) || head.starts_with(kind::OLE)
}

/// A sheet, and its first rows twice: to be looked at, and to be read.
pub(super) struct Sheet {
    pub(super) name: String,
    /// `None` for a chart and the like.
    pub(super) rows: Option<SheetRows>,
    pub(super) sample: Vec<csv::StringRecord>,
}

impl Source {
    /// A sheet of a workbook; `None` if it has no cells.
    pub(super) fn of_sheet(file: &str, kind: Kind, sheet: Sheet) -> Option<Self> {
        Some(Self {
            file: file.to_owned(),
            sheet: Some(sheet.name),
            form: kind.form(),
            packing: None,
            text: None,
            known: None,
            sample: sheet.sample,
            records: Records::Sheet(sheet.rows?),
        })
    }
}

/// Opens a workbook and reads up to `records` rows of each sheet.
pub(super) fn open(file: &str, bytes: Bytes, records: usize) -> Result<(Kind, Vec<Sheet>), Error> {
    let mut whole = Vec::new();
    let read = bytes.take(FILE + 1).read_to_end(&mut whole);
    read.map_err(|cause| Error::io(file, 0, cause))?;
    if whole.len() as u64 > FILE {
        let what = format!("the file has more than {} MiB", FILE >> 20);
        return Err(Fault::TooLarge(what).of(file));
    }
    let kind = kind::of(&whole, file)?;
    let bytes: Arc<[u8]> = whole.into();
    // What makes no sense at all may make the reader of workbooks panic, which ends its thread and not the run.
    let outcome = thread::spawn(move || look(&bytes, kind, records)).join();
    let outcome = outcome.unwrap_or_else(|_| Err(Fault::Damaged("it makes no sense".into())));
    outcome.map(|sheets| (kind, sheets)).map_err(|fault| fault.of(file))
}

fn look(bytes: &Arc<[u8]>, kind: Kind, records: usize) -> Result<Vec<Sheet>, Fault> {
    if kind != Kind::Xls {
        weight::check(bytes, kind == Kind::Ods)?;
    }
    let mut book = Opened::new(bytes, kind)?;
    let mut looked = Vec::new();
    for (name, has_cells) in book.sheets() {
        let mut first = Vec::new();
        let outcome = if has_cells {
            book.rows(&name, &mut |line, record| {
                first.push((line, record.clone()));
                first.len() < records
            })
        } else {
            Err(Fault::NoCells)
        };
        match outcome {
            Ok(()) => looked.push((name, Some(first))),
            Err(Fault::NoCells) => looked.push((name, None)),
            Err(fault) => return Err(fault),
        }
    }
    let shelf = Arc::new(Shelf::new(Arc::clone(bytes), kind, book));
    let sheet = |(name, first): (String, Option<Vec<(u64, csv::StringRecord)>>)| {
        let sample = first.iter().flatten().map(|(_, record)| record.clone()).collect();
        let rows = first.map(|first| {
            let whole = first.len() < records;
            SheetRows::new(Arc::clone(&shelf), name.clone(), first, whole)
        });
        Sheet { name, rows, sample }
    };
    Ok(looked.into_iter().map(sheet).collect())
}
