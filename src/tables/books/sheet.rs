//! The rows of one sheet. The first ones are there at once; a thread of its own reads the others, so that a large sheet is
//! never held as a whole where its form allows that.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use super::{
    Fault,
    comments::Comments,
    formulas::Lacking,
    merged::Region,
    opened::{Closed, Opened},
};
use crate::tables::{
    self, Row, Rows,
    reader_thread::{Batches, Feed},
};

/// A row of a sheet with its number.
pub(super) type Numbered = (u64, csv::StringRecord);

/// A workbook that its sheets take turns to read; who finds it taken opens it anew.
pub(super) struct Shelf {
    closed: Closed,
    book: Mutex<Option<Opened>>,
}

impl Shelf {
    pub(super) fn new(closed: Closed, book: Opened) -> Self {
        Self { closed, book: Mutex::new(Some(book)) }
    }

    fn take(&self) -> Result<Opened, Fault> {
        let book = self.book.lock().ok().and_then(|mut book| book.take());
        book.map_or_else(|| self.closed.open(), Ok)
    }

    fn put(&self, opened: Opened) {
        if let Ok(mut book) = self.book.lock() {
            *book = Some(opened);
        }
    }
}

/// The rows of one sheet, read one after the other.
pub(crate) struct SheetRows {
    /// Rows that were read to be looked at.
    sample: VecDeque<Numbered>,
    feed: Feed<Numbered, Fault>,
    annotations: Annotations,
}

/// What was found of a sheet beside its cells.
#[derive(Default)]
pub(super) struct Annotations {
    /// Merged cells, from top to bottom.
    pub(super) merged: Arc<[Region]>,
    /// Cells whose formulas left no result.
    pub(super) lacking: Arc<Lacking>,
    /// Comments on cells.
    pub(super) comments: Option<Arc<Comments>>,
}

impl SheetRows {
    /// The rows of a sheet of which a sample has been read; `whole` says that there are no more.
    pub(super) fn new(
        shelf: Arc<Shelf>,
        sheet: String,
        (sample, whole): (Vec<Numbered>, bool),
        annotations: Annotations,
    ) -> Self {
        let skip = sample.len();
        let rest =
            move |batches: &mut Batches<Numbered, Fault>| stream(&shelf, &sheet, skip, batches);
        let feed = if whole { Feed::ended() } else { Feed::new(rest) };
        Self { sample: sample.into(), feed, annotations }
    }
}

impl Rows for SheetRows {
    fn read(&mut self, row: &mut Row) -> Result<bool, tables::Fault> {
        let lost = || Fault::Damaged("its cells make no sense".into());
        let next = match self.sample.pop_front() {
            None => self.feed.next(lost)?,
            first => first,
        };
        let Some((line, cells)) = next else { return Ok(false) };
        row.begin(line);
        row.is_ragged = true;
        row.cells = cells.into_byte_record();
        self.annotations.mark(row);
        Ok(true)
    }
}

impl Annotations {
    fn mark(&self, row: &mut Row) {
        let line = row.line;
        let from = self.merged.partition_point(|region| region.rows.0 < line);
        let begun = self.merged[from..].iter().take_while(|region| region.rows.0 == line);
        for region in begun.filter(|region| region.columns.0 < region.columns.1) {
            row.mark().merged.push(region.columns);
        }
        for lack in self.lacking.in_row(line) {
            row.mark().lacking.push(lack);
        }
        if let Some(comment) = self.comments.as_ref().and_then(|comments| comments.on(line)) {
            row.mark().comment = Some(comment.to_owned());
        }
    }
}

fn stream(
    shelf: &Shelf,
    sheet: &str,
    mut skip: usize,
    batches: &mut Batches<Numbered, Fault>,
) -> Result<(), Fault> {
    let mut book = shelf.take()?;
    let outcome = book.rows(sheet, &mut |line, record| {
        if skip > 0 {
            skip -= 1;
            return true;
        }
        let weight = record.as_slice().len() + size_of::<usize>() * record.len();
        batches.push((line, record.clone()), weight)
    });
    shelf.put(book);
    outcome
}
