//! The rows of one sheet. The first ones are there at once; a thread of its own reads the others, so that a large sheet is
//! never held as a whole where its form allows that.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use super::{
    Fault,
    comments::Comments,
    formulas::{Lack, Lacking},
    merged::Region,
    opened::{Closed, Opened},
};
use crate::tables::reader_thread::{Batches, Feed};

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
    /// Merged cells, from top to bottom.
    merged: Arc<[Region]>,
    /// Cells whose formulas left no result.
    lacking: Arc<Lacking>,
    /// Comments on cells, and the column in which they are handed out.
    comments: Option<Arc<Comments>>,
    column: Option<usize>,
}

impl SheetRows {
    /// The rows of a sheet of which a sample has been read; `whole` says that there are no more.
    pub(super) fn new(shelf: Arc<Shelf>, sheet: String, sample: Vec<Row>, whole: bool) -> Self {
        let skip = sample.len();
        let rest = move |batches: &mut Batches<Row, Fault>| stream(&shelf, &sheet, skip, batches);
        let feed = if whole { Feed::ended() } else { Feed::new(rest) };
        let (merged, lacking, comments) = ([].into(), Arc::default(), None);
        Self { sample: sample.into(), feed, width: 0, merged, lacking, comments, column: None }
    }

    /// The same, with what was found beside the cells.
    pub(super) fn with(
        self,
        merged: Arc<[Region]>,
        lacking: Arc<Lacking>,
        comments: Option<Arc<Comments>>,
    ) -> Self {
        Self { merged, lacking, comments, ..self }
    }

    /// Whether a row has one cell alone, which is merged across nearly all columns.
    pub(crate) fn is_heading(&self, line: u64, cells: &csv::StringRecord) -> bool {
        let from = self.merged.partition_point(|region| region.rows.0 < line);
        let begun = self.merged[from..].iter().take_while(|region| region.rows.0 == line);
        let wide = begun.filter(|region| region.crosses(self.width as u64));
        let mut wide = wide.peekable();
        if wide.peek().is_none() {
            return false;
        }
        let mut filled = cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        let (first, second) = (filled.next(), filled.next());
        let column = first.filter(|_| second.is_none()).map(|(column, _)| column as u64 + 1);
        column.is_some_and(|column| wide.any(|region| region.columns.0 == column))
    }

    /// Whether some cells carry comments.
    pub(crate) fn has_comments(&self) -> bool {
        self.comments.is_some()
    }

    /// Hands out the comments of each row in a column of its own from now on, behind so many others.
    pub(crate) fn comment_in(&mut self, column: usize) {
        self.column = Some(column);
    }

    /// The columns in which a row lacks the result of a formula.
    pub(crate) fn lacking(&self, line: u64) -> impl Iterator<Item = (usize, Lack)> {
        self.lacking.in_row(line)
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
        if let (Some(column), Some(comments)) = (self.column, &self.comments) {
            let comment = comments.on(line).unwrap_or_default();
            let cells = row.iter().take(column).chain([comment]).chain(row.iter().skip(column));
            row = cells.collect();
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
