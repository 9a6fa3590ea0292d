//! Rows that are looked at before they are understood, in blocks of text or sheets: which of them are plain, and those that are handed in.

use std::sync::Arc;

use super::Inventory;
use crate::{
    Asset,
    intake::{Entry, Error, plain_rows::PlainRows, understand::tells},
    tables::{Rows, text::Blocks},
};

impl Inventory {
    /// What tells the plain rows of the sheet; `None` where a row may depend on others, or its columns may still change.
    pub(crate) fn plain_rows(&self) -> Option<PlainRows> {
        let apart = self.side_by_side.is_empty() && self.cleaner.takes_rows_as_they_are();
        let settled = !self.is_unread()
            && !self.may_bring_columns()
            && self.tables.is_none()
            && self.added.is_empty()
            && self.hosts.is_none();
        (apart && settled).then(|| {
            let formats = Arc::clone(&self.formats);
            let (labelled, headings) = (self.labelled.clone(), self.non_assets.headings());
            let columns = self.layout.columns.iter().enumerate();
            let of_makers = columns.filter(|(_, column)| tells(column.role)).map(|(at, _)| at);
            let of_makers: Vec<_> = of_makers.collect();
            let columns =
                [self.cleaner.identifiers(), of_makers.as_slice(), self.cleaner.secrets()];
            PlainRows::new(formats, labelled, self.width, &headings, columns)
        })
    }

    /// Whether lines above the rows are still to be read.
    pub(crate) fn is_above_rows(&self) -> bool {
        !(self.above.is_empty() && self.comments_above.is_empty())
    }

    /// The rest of a text in blocks, with the line on which it begins. Its rows are then to be handed in, or counted.
    pub(crate) fn take_blocks(&mut self) -> Option<(Blocks, u64)> {
        self.rows.take_blocks()
    }

    /// Goes on with these rows, after blocks of text.
    pub(crate) fn resume(&mut self, rows: impl Rows + 'static) {
        self.rows = Box::new(rows);
    }

    /// Counts plain rows that were not handed in.
    pub(crate) fn pass_rows(&mut self, rows: u64) {
        if rows > 0 {
            self.account.add_rows(rows);
            self.below_asset = true;
            self.cleaner.forget_above();
        }
    }

    /// Reads the next row of a sheet, and gives its cells where it has nothing beside them; it is then to be counted, handed in or put
    /// back. What else it is, [`read_begun`](Self::read_begun) tells.
    pub(crate) fn begin_row(&mut self) -> Result<Option<(u64, csv::StringRecord)>, Error> {
        self.done = !self.next_row()?;
        let is_bare = !self.done
            && self.row.marks().is_none()
            && self.comments_at.is_none()
            && self.row.cells.len() <= self.width;
        let has_breaks = |cells: &[u8]| memchr::memchr2(b'\n', b'\r', cells).is_some();
        if !is_bare || has_breaks(self.row.cells.as_slice()) {
            return Ok(None);
        }
        match csv::StringRecord::from_byte_record(std::mem::take(&mut self.row.cells)) {
            Ok(mut cells) => {
                self.complete(&mut cells);
                Ok(Some((self.row.line, cells)))
            }
            Err(error) => {
                self.row.cells = error.into_byte_record();
                Ok(None)
            }
        }
    }

    /// Takes back the cells of the row that was begun.
    pub(crate) fn put_back(&mut self, cells: csv::StringRecord) {
        self.row.cells = cells.into_byte_record();
    }

    /// Puts a row that was not handed in above the next one, which may refer to it.
    pub(crate) fn put_above(&mut self, mut above: csv::StringRecord, asset: &mut Asset) {
        self.cleaner.clean(&mut above, &mut Vec::new());
        asset.cells = above;
    }

    /// Understands the row that was begun and is more than a plain one, or the end.
    pub(crate) fn read_begun(&mut self, asset: &mut Asset) -> Result<Entry, Error> {
        asset.hidden.clear();
        if self.done { self.end() } else { self.take_row(asset) }
    }

    /// Reads a record that was cut out of a block, and starts on this line; the second one stands above it.
    pub(crate) fn read_record(
        &mut self,
        line: u64,
        breaks: usize,
        [cells, before]: [csv::ByteRecord; 2],
        asset: &mut Asset,
    ) -> Result<Entry, Error> {
        let mut texts = cells.iter().filter_map(|cell| std::str::from_utf8(cell).ok());
        if texts.any(|text| self.formats.is_ditto(text))
            && let Ok(above) = csv::StringRecord::from_byte_record(before)
        {
            self.put_above(above, asset);
        }
        asset.hidden.clear();
        self.row.begin(line);
        self.row.breaks = breaks;
        self.row.cells = cells;
        self.take_row(asset)
    }

    /// Reads a plain row that was cut out of a block, and starts on this line: nothing sets it aside, and no other row tells what its cells
    /// mean.
    pub(crate) fn read_plain(
        &mut self,
        line: u64,
        cells: csv::StringRecord,
        asset: &mut Asset,
    ) -> Entry {
        let mut notes = Vec::new();
        asset.cells = cells;
        self.cleaner.forget_above();
        self.below_asset = true;
        asset.hidden = self.cleaner.clean(&mut asset.cells, &mut notes);
        self.hand_out(asset, line);
        Entry::Asset { notes }
    }
}
