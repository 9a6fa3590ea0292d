//! The rows of one sheet. The first ones are there at once; a thread of its own reads the others, so that a large sheet is
//! never held as a whole where its form allows that.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use super::{
    Fault,
    opened::{Closed, Opened},
};
use crate::intake::feed::{Batches, Feed};

/// A row of a sheet and its number.
type Row = (u64, csv::StringRecord);

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
    sample: VecDeque<Row>,
    feed: Feed<Row, Fault>,
    /// Narrower rows are filled up to this.
    width: usize,
}

impl SheetRows {
    /// The rows of a sheet of which a sample has been read; `whole` says that there are no more.
    pub(super) fn new(shelf: Arc<Shelf>, sheet: String, sample: Vec<Row>, whole: bool) -> Self {
        let skip = sample.len();
        let rest = move |batches: &mut Batches<Row, Fault>| stream(&shelf, &sheet, skip, batches);
        let feed = if whole { Feed::ended() } else { Feed::new(rest) };
        Self { sample: sample.into(), feed, width: 0 }
    }

    /// Fills narrower rows up from now on.
    pub(crate) fn pad_to(&mut self, width: usize) {
        self.width = width;
    }

    /// Reads the next row and gives its number; `None` at the end.
    pub(crate) fn read(&mut self, record: &mut csv::ByteRecord) -> Result<Option<u64>, Fault> {
        let lost = || Fault::Damaged("its cells make no sense".into());
        let next = match self.sample.pop_front() {
            None => self.feed.next(lost)?,
            first => first,
        };
        let Some((line, mut row)) = next else { return Ok(None) };
        while row.len() < self.width {
            row.push_field("");
        }
        *record = row.into_byte_record();
        Ok(Some(line))
    }
}

fn stream(
    shelf: &Shelf,
    sheet: &str,
    mut skip: usize,
    batches: &mut Batches<Row, Fault>,
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
