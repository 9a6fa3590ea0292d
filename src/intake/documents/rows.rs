//! The rows of a document, one after the other, as the first of them were looked at.

use std::collections::VecDeque;

use super::item::Item;
use crate::tables::{Broken, Fault, ReadErrorKind, Row, Rows, reader_thread::Feed};

/// The rows of one list of a document, read one after the other.
pub(crate) struct DocumentRows {
    /// Those that were looked at.
    sample: VecDeque<Item>,
    feed: Feed<Item, Fault>,
    /// Narrower rows are filled up to this.
    width: usize,
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
        let rows = Self { sample: first.into(), feed, width };
        (rows, Sample { headers, records, broken })
    }
}

impl Rows for DocumentRows {
    fn read(&mut self, row: &mut Row) -> Result<bool, Fault> {
        let next = match self.sample.pop_front() {
            None => self.feed.next(lost)?,
            first => first,
        };
        let Some(item) = next else { return Ok(false) };
        match item {
            Item::Row { line, mut cells, new } => {
                row.begin(line);
                self.width += new.len();
                pad(&mut cells, self.width);
                row.cells = cells.into_byte_record();
                if !new.is_empty() {
                    row.mark().new_columns = new;
                }
            }
            Item::Broken { line, why } => {
                row.begin(line);
                row.mark().broken = Some(why);
            }
            Item::Absent { line } => {
                row.begin(line);
                row.mark().is_absent = true;
            }
        }
        Ok(true)
    }
}

fn pad(record: &mut csv::StringRecord, width: usize) {
    while record.len() < width {
        record.push_field("");
    }
}

/// The rows end before their end: their reader has died.
pub(super) fn lost() -> Fault {
    ReadErrorKind::Damaged("it makes no sense".into()).into()
}
