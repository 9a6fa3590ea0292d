//! A row of a table: its cells, and what the file shows of them beyond their text. Nobody has to ask which reader it came from.

use super::{Broken, Fault, books::Lack, text::Blocks};

/// A row, whose buffers can be used for the next one.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// The line on which it starts, or its number in a sheet.
    pub(crate) line: u64,
    pub(crate) cells: csv::ByteRecord,
    /// How many line breaks its cells hold.
    pub(crate) breaks: usize,
    /// It ends with its last filled cell: what lies behind is empty, and not missing.
    pub(crate) is_ragged: bool,
    /// Hardly any row has marks, and one without them costs nothing.
    marks: Option<Box<Marks>>,
}

/// What is special about a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Marks {
    /// It cannot be read, and has no cells.
    pub(crate) broken: Option<Broken>,
    /// It says that nothing is there, and has no cells.
    pub(crate) is_absent: bool,
    /// The first and the last column, from 1, of each merged cell that begins in the row.
    pub(crate) merged: Vec<(u64, u64)>,
    /// The columns, from 0, whose formulas left no result.
    pub(crate) lacking: Vec<(usize, Lack)>,
    /// What comments on its cells say.
    pub(crate) comment: Option<String>,
    /// It has no cells, and there is nothing on it but a comment.
    pub(crate) is_beside: bool,
    /// The headers of columns that no row before it has.
    pub(crate) new_columns: Vec<String>,
}

impl Row {
    /// A row of text with nothing special about it.
    pub(crate) fn new(line: u64, cells: csv::StringRecord) -> Self {
        Self { line, cells: cells.into_byte_record(), ..Self::default() }
    }

    /// Begins a row on this line; its cells are still those of the row before.
    #[inline]
    pub(crate) fn begin(&mut self, line: u64) {
        (self.line, self.breaks, self.is_ragged, self.marks) = (line, 0, false, None);
    }

    /// What is special about it, if anything is.
    #[inline]
    pub(crate) fn marks(&self) -> Option<&Marks> {
        self.marks.as_deref()
    }

    /// The headers of columns that no row before it has; to be taken once.
    pub(crate) fn take_new_columns(&mut self) -> Vec<String> {
        self.marks.as_mut().map_or_else(Vec::new, |marks| std::mem::take(&mut marks.new_columns))
    }

    /// Marks it.
    pub(crate) fn mark(&mut self) -> &mut Marks {
        self.marks.get_or_insert_default()
    }
}

/// The rows of a table, one after the other.
pub(crate) trait Rows: Send {
    /// What has not been read, in blocks, with the line on which it begins; `None` of what is no text. There are no more rows then.
    fn take_blocks(&mut self) -> Option<(Blocks, u64)> {
        None
    }

    /// Reads the next row; false at the end.
    fn read(&mut self, row: &mut Row) -> Result<bool, Fault>;
}

/// A table without rows.
pub(crate) struct NoRows;

impl Rows for NoRows {
    fn read(&mut self, _: &mut Row) -> Result<bool, Fault> {
        Ok(false)
    }
}

/// Rows that are in memory.
pub(crate) struct HeldRows(std::vec::IntoIter<Row>);

impl HeldRows {
    pub(crate) fn new(rows: Vec<Row>) -> Self {
        Self(rows.into_iter())
    }
}

impl Rows for HeldRows {
    fn read(&mut self, row: &mut Row) -> Result<bool, Fault> {
        Ok(self.0.next().map(|next| *row = next).is_some())
    }
}
