//! A workbook that is open, and its sheets row by row.

use std::{io::Cursor, sync::Arc};

use calamine::{Ods, Reader, SheetType, Xls, Xlsb, Xlsx};

use super::{
    Fault, Kind,
    cell::{self, Value},
    weight,
};

/// The most cells that a sheet may have.
pub(super) const CELLS: u64 = 20_000_000;

/// The bytes of a workbook.
type File = Cursor<Arc<[u8]>>;

/// A workbook that is open.
pub(super) enum Opened {
    Xlsx(Box<Xlsx<File>>),
    Xlsb(Box<Xlsb<File>>),
    Xls(Box<Xls<File>>),
    Ods(Box<Ods<File>>),
}

/// Takes the rows of a sheet with their numbers, and says whether it wants more.
pub(super) type Sink<'s> = &'s mut dyn FnMut(u64, &csv::StringRecord) -> bool;

impl Opened {
    pub(super) fn new(bytes: &Arc<[u8]>, kind: Kind) -> Result<Self, Fault> {
        let file = Cursor::new(Arc::clone(bytes));
        Ok(match kind {
            Kind::Xlsx => Self::Xlsx(Box::new(Xlsx::new(file)?)),
            Kind::Xlsb => Self::Xlsb(Box::new(Xlsb::new(file)?)),
            Kind::Xls => Self::Xls(Box::new(Xls::new(file)?)),
            Kind::Ods => Self::Ods(Box::new(Ods::new(file)?)),
        })
    }

    /// The names of all sheets in their order, and whether each has cells.
    pub(super) fn sheets(&self) -> Vec<(String, bool)> {
        let sheets = match self {
            Self::Xlsx(book) => book.sheets_metadata(),
            Self::Xlsb(book) => book.sheets_metadata(),
            Self::Xls(book) => book.sheets_metadata(),
            Self::Ods(book) => book.sheets_metadata(),
        };
        let cells = |kind| kind == SheetType::WorkSheet;
        sheets.iter().map(|sheet| (sheet.name.clone(), cells(sheet.typ))).collect()
    }

    /// Hands the filled rows of a sheet to `sink` until it wants no more.
    pub(super) fn rows(&mut self, sheet: &str, sink: Sink<'_>) -> Result<(), Fault> {
        let mut rows = Rows::new(sink);
        match self {
            Self::Xlsx(book) => {
                let mut cells = book.worksheet_cells_reader(sheet)?;
                while let Some(cell) = cells.next_cell()? {
                    if !rows.put(cell.get_position(), Value::from(cell.get_value()))? {
                        return Ok(());
                    }
                }
            }
            Self::Xlsb(book) => {
                let mut cells = book.worksheet_cells_reader(sheet)?;
                while let Some(cell) = cells.next_cell()? {
                    if !rows.put(cell.get_position(), Value::from(cell.get_value()))? {
                        return Ok(());
                    }
                }
            }
            Self::Xls(book) => return rows.put_all(&book.worksheet_range(sheet)?),
            Self::Ods(book) => return rows.put_all(&book.worksheet_range(sheet)?),
        }
        rows.end();
        Ok(())
    }
}

/// Puts cells together to rows.
struct Rows<'s> {
    sink: Sink<'s>,
    /// The number of the current row, from 0.
    row: u32,
    record: csv::StringRecord,
    text: String,
    cells: u64,
}

impl<'s> Rows<'s> {
    fn new(sink: Sink<'s>) -> Self {
        Self { sink, row: 0, record: csv::StringRecord::new(), text: String::new(), cells: 0 }
    }

    /// Takes a cell at a row and a column, and says whether more are wanted.
    fn put(&mut self, (row, column): (u32, u32), value: Value<'_>) -> Result<bool, Fault> {
        if row != self.row {
            if !self.end() {
                return Ok(false);
            }
            self.row = row;
        }
        self.text.clear();
        cell::write(value, &mut self.text);
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if self.text.is_empty() {
            return Ok(true);
        }
        if column < self.record.len() {
            self.replace(column);
            return Ok(true);
        }
        self.cells += (column - self.record.len()) as u64 + 1;
        if self.cells > CELLS {
            return Err(weight::too_many_cells());
        }
        while self.record.len() < column {
            self.record.push_field("");
        }
        self.record.push_field(&self.text);
        Ok(true)
    }

    /// A cell that stands in the file after one to the right of it.
    fn replace(&mut self, column: usize) {
        let cells = self.record.iter().enumerate();
        let cells = cells.map(|(at, cell)| if at == column { self.text.as_str() } else { cell });
        self.record = cells.collect();
    }

    /// Hands on the current row if a cell of it is filled.
    fn end(&mut self) -> bool {
        if self.record.is_empty() {
            return true;
        }
        let more = (self.sink)(u64::from(self.row) + 1, &self.record);
        self.record.clear();
        more
    }

    fn put_all(mut self, range: &calamine::Range<calamine::Data>) -> Result<(), Fault> {
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let place = |at: usize, first: u32| u32::try_from(at).unwrap_or(u32::MAX) + first;
            if !self.put((place(row, top), place(column, left)), Value::from(data))? {
                return Ok(());
            }
        }
        self.end();
        Ok(())
    }
}
