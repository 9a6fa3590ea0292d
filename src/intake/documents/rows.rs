//! The rows of a document, one after the other, as the first of them were looked at.

use std::collections::VecDeque;

use super::{Broken, Fault, item::Item};
use crate::tables::reader_thread::Feed;

/// What reading one row gave.
pub(crate) enum Read {
    /// A row, on this line.
    Row(u64),
    /// Something on this line that cannot be read.
    Broken(u64, Broken),
    /// What says on this line that there is no asset.
    Absent(u64),
    End,
}

/// The rows of one list of a document, read one after the other.
pub(crate) struct DocumentRows {
    /// Those that were looked at.
    sample: VecDeque<Item>,
    feed: Feed<Item, Fault>,
    /// Narrower rows are filled up to this.
    width: usize,
    /// The headers of columns that the row at hand is the first to have.
    new: Vec<String>,
}

/// The first rows of a document.
pub(super) struct Sample {
    pub(super) headers: Vec<String>,
    /// The rows under these headers.
    pub(super) records: Vec<csv::StringRecord>,
    /// What stands where the first row should, if it cannot be read.
    pub(super) broken: Option<(u64, Broken)>,
}

impl DocumentRows {
    /// Rows of which the first have been read to be looked at.
    pub(super) fn new(mut first: Vec<Item>, feed: Feed<Item, Fault>) -> (Self, Sample) {
        let (mut headers, mut records, mut broken) = (Vec::new(), Vec::new(), None);
        for item in &mut first {
            match item {
                Item::Row { cells, new, .. } => {
                    headers.append(new);
                    records.push(cells.clone());
                }
                Item::Broken { line, why } => {
                    broken.get_or_insert_with(|| (*line, why.clone()));
                }
                Item::Absent { .. } => {}
            }
        }
        let width = headers.len();
        for record in &mut records {
            pad(record, width);
        }
        let rows = Self { sample: first.into(), feed, width, new: Vec::new() };
        (rows, Sample { headers, records, broken })
    }

    /// Reads the next row.
    pub(crate) fn read(&mut self, record: &mut csv::ByteRecord) -> Result<Read, Fault> {
        let next = match self.sample.pop_front() {
            None => self.feed.next(|| Fault::Lost)?,
            first => first,
        };
        match next {
            Some(Item::Row { line, mut cells, new }) => {
                self.width += new.len();
                self.new.extend(new);
                pad(&mut cells, self.width);
                *record = cells.into_byte_record();
                Ok(Read::Row(line))
            }
            Some(Item::Broken { line, why }) => Ok(Read::Broken(line, why)),
            Some(Item::Absent { line }) => Ok(Read::Absent(line)),
            None => Ok(Read::End),
        }
    }

    /// The headers of the columns that the row read last is the first to have; to be asked for after each row.
    pub(crate) fn new_headers(&mut self) -> Vec<String> {
        std::mem::take(&mut self.new)
    }
}

fn pad(record: &mut csv::StringRecord, width: usize) {
    while record.len() < width {
        record.push_field("");
    }
}
