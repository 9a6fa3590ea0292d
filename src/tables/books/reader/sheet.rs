//! The rows of one sheet. The first ones are there at once; a thread of its own reads the others, so that a large sheet is
//! never held as a whole where its form allows that.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::{Arc, Mutex},
};

use super::{
    Fault,
    annotations::Annotations,
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
    /// The rows on which comments stand that have not been handed out.
    commented: BTreeSet<u64>,
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
        let commented = annotations.comments.iter().flat_map(|comments| comments.rows()).collect();
        Self { sample: sample.into(), feed, annotations, commented }
    }

    /// A comment on a row without cells.
    fn outside(&mut self, row: &mut Row) -> bool {
        let Some(line) = self.commented.pop_first() else { return false };
        row.begin(line);
        row.cells.clear();
        self.annotations.mark(row);
        row.mark().is_beside = true;
        true
    }
}

impl Rows for SheetRows {
    fn read(&mut self, row: &mut Row) -> Result<bool, tables::Fault> {
        let lost = || Fault::Damaged("its cells make no sense".into());
        let next = match self.sample.pop_front() {
            None => self.feed.next(lost)?,
            first => first,
        };
        let Some((line, cells)) = next else { return Ok(self.outside(row)) };
        self.commented.remove(&line);
        row.begin(line);
        row.is_ragged = true;
        row.cells = cells.into_byte_record();
        self.annotations.mark(row);
        Ok(true)
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
