//! The cells of a sheet put together to rows, within bounds.

use std::{collections::HashSet, hash::BuildHasher};

use foldhash::fast::RandomState;

use super::{
    Fault,
    cell::{self, Value},
    limits::{self, CELLS},
    merged::{Fill, Region},
};
use crate::tables::limits::{COLUMNS, LONG, REPEATED};

/// The longest row, in bytes.
const ROW: usize = 16 << 20;

/// Takes the rows of a sheet with their numbers, and says whether it wants more.
pub(super) type Sink<'s> = &'s mut dyn FnMut(u64, &csv::StringRecord) -> bool;

/// Puts cells together to rows.
pub(super) struct Rows<'s> {
    sink: Sink<'s>,
    fill: Fill<'s>,
    /// The number of the current row, from 0.
    row: u32,
    /// The filled cells of the current row: the column, and where in `text` the cell ends.
    cells: Vec<(u32, usize)>,
    text: String,
    /// The cells stand in the file from left to right.
    in_order: bool,
    record: csv::StringRecord,
    /// How many cells all rows have, empty ones included.
    total: u64,
    /// The long texts that they have, by a digest under a key that nobody knows, and how many bytes of them are repeats.
    long: HashSet<u64>,
    hasher: RandomState,
    repeated: u64,
}

impl<'s> Rows<'s> {
    /// `merged` are the merged cells of the sheet, from top to bottom.
    pub(super) fn new(sink: Sink<'s>, merged: &'s [Region]) -> Self {
        Self {
            sink,
            fill: Fill::new(merged),
            row: 0,
            cells: Vec::new(),
            text: String::new(),
            in_order: true,
            record: csv::StringRecord::new(),
            total: 0,
            long: HashSet::new(),
            hasher: RandomState::default(),
            repeated: 0,
        }
    }

    /// Takes a cell at a row and a column, and says whether more are wanted.
    pub(super) fn put(
        &mut self,
        (row, column): (u32, u32),
        value: Value<'_>,
    ) -> Result<bool, Fault> {
        if row != self.row {
            if !self.end()? {
                return Ok(false);
            }
            self.row = row;
        }
        let before = self.text.len();
        cell::write(value, &mut self.text);
        if self.text.len() == before {
            return Ok(true);
        }
        if column as usize >= COLUMNS {
            return Err(Fault::Damaged(format!(
                "row {} has a cell beyond the last column",
                row + 1
            )));
        }
        self.in_order &= self.cells.last().is_none_or(|(last, _)| *last < column);
        self.cells.push((column, self.text.len()));
        self.is_short_enough(self.text.len())?;
        Ok(true)
    }

    /// Hands on the current row if a cell of it is filled, and says whether more are wanted.
    pub(super) fn end(&mut self) -> Result<bool, Fault> {
        if self.cells.is_empty() {
            return Ok(true);
        }
        self.record.clear();
        let mut start = 0;
        if self.in_order {
            for (column, end) in &self.cells {
                push(&mut self.record, *column as usize, &self.text[start..*end]);
                start = *end;
            }
        } else {
            let mut cells = Vec::with_capacity(self.cells.len());
            for (column, end) in &self.cells {
                cells.push((*column, start, *end));
                start = *end;
            }
            // Of two cells in one place the later one counts.
            cells.reverse();
            cells.sort_by_key(|(column, ..)| *column);
            cells.dedup_by_key(|(column, ..)| *column);
            for (column, start, end) in cells {
                push(&mut self.record, column as usize, &self.text[start..end]);
            }
        }
        self.cells.clear();
        self.text.clear();
        self.in_order = true;
        let row = u64::from(self.row) + 1;
        self.fill_down(row)?;
        self.total += self.record.len() as u64;
        if self.total > CELLS {
            return Err(limits::too_many_cells());
        }
        self.bound_repeats()?;
        Ok((self.sink)(row, &self.record))
    }

    /// A file keeps a text once for all the cells that hold it, so a small one can ask for very much.
    fn bound_repeats(&mut self) -> Result<(), Fault> {
        for text in self.record.iter().filter(|text| text.len() > LONG) {
            if !self.long.insert(self.hasher.hash_one(text)) {
                self.repeated += text.len() as u64;
            }
        }
        if self.repeated > REPEATED << 20 {
            let what = format!("its cells repeat more than {REPEATED} MiB of long text");
            return Err(Fault::TooLarge(what));
        }
        Ok(())
    }

    /// Writes the values of merged cells into the row, where it has none of its own.
    fn fill_down(&mut self, row: u64) -> Result<(), Fault> {
        let record = &mut self.record;
        let is_empty =
            |record: &csv::StringRecord, column| record.get(column).is_none_or(str::is_empty);
        let values: Vec<_> =
            self.fill.values(row).filter(|(column, _)| is_empty(record, *column)).collect();
        if !values.is_empty() {
            let mut filled = csv::StringRecord::new();
            let mut values = values.into_iter().peekable();
            for (at, cell) in record.iter().enumerate() {
                let value = values.next_if(|(column, _)| *column == at);
                filled.push_field(value.map_or(cell, |(_, value)| value));
            }
            values.for_each(|(column, value)| push(&mut filled, column, value));
            *record = filled;
            let length = self.record.as_slice().len();
            self.is_short_enough(length)?;
        }
        self.fill.take(row, &self.record);
        Ok(())
    }

    fn is_short_enough(&self, length: usize) -> Result<(), Fault> {
        if length > ROW {
            let row = u64::from(self.row) + 1;
            return Err(Fault::TooLarge(format!("row {row} has more than {} MiB", ROW >> 20)));
        }
        Ok(())
    }
}

/// Adds a cell in its column; those before it are empty.
fn push(record: &mut csv::StringRecord, column: usize, cell: &str) {
    while record.len() < column {
        record.push_field("");
    }
    record.push_field(cell);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows that some cells make: row and column from 0, and the text.
    fn rows(cells: &[(u32, u32, &str)], merged: &[Region]) -> Result<Vec<(u64, String)>, Fault> {
        let mut seen = Vec::new();
        let mut sink = |row, record: &csv::StringRecord| {
            seen.push((row, record.iter().collect::<Vec<_>>().join("|")));
            true
        };
        let mut rows = Rows::new(&mut sink, merged);
        for (row, column, text) in cells {
            rows.put((*row, *column), Value::Text(text))?;
        }
        rows.end()?;
        Ok(seen)
    }

    fn row(number: u64, cells: &str) -> (u64, String) {
        (number, cells.to_owned())
    }

    #[test]
    fn cells_stand_in_their_columns_in_whatever_order_they_come() {
        let cells = [(0, 2, "c"), (0, 0, "a"), (0, 1, ""), (2, 1, "b"), (2, 1, "B"), (2, 0, "A")];
        assert_eq!(rows(&cells, &[]).unwrap(), [row(1, "a||c"), row(3, "A|B")]);
    }

    #[test]
    fn a_long_text_is_not_repeated_without_bound() {
        let long = "x".repeat(1 << 20);
        let all = |count: u32| (0..count).map(|row| (row, 0, long.as_str())).collect::<Vec<_>>();
        assert_eq!(rows(&all(65), &[]).unwrap().len(), 65);
        assert!(matches!(rows(&all(66), &[]), Err(Fault::TooLarge(_))));
        let others: Vec<_> = (0..70).map(|row| format!("{row}{long}")).collect();
        let others: Vec<_> =
            (0..).zip(&others).map(|(row, text)| (row, 0, text.as_str())).collect();
        assert_eq!(rows(&others, &[]).unwrap().len(), 70, "each stands in the file");
        let merged = [Region::new((0, 1), (70, 1))];
        let mut cells: Vec<_> = (0..70).map(|row| (row, 0, "a")).collect();
        cells.insert(1, (0, 1, long.as_str()));
        assert!(matches!(rows(&cells, &merged), Err(Fault::TooLarge(_))));
    }

    #[test]
    fn merged_cells_are_filled_down_into_rows_that_there_are() {
        let merged = [
            Region::new((0, 0), (1, 2)),
            Region::new((2, 0), (4, 0)),
            Region::new((2, 1), (3, 2)),
            Region::new((5, 0), (5, 2)),
            Region::new((6, 0), (8, 0)),
            Region::new((8, 2), (9, 2)),
        ];
        let cells = [
            (0, 0, "title"),
            (2, 0, "Depot"),
            (2, 1, "Camera"),
            (2, 3, "1"),
            (4, 3, "3"),
            (5, 0, "section"),
            (7, 1, "x"),
            (8, 0, "own"),
            (8, 2, "last"),
            (9, 0, "y"),
            (10, 0, "z"),
        ];
        assert_eq!(
            rows(&cells, &merged).unwrap(),
            [
                row(1, "title"),
                row(3, "Depot|Camera||1"),
                row(5, "Depot|||3"),
                row(6, "section"),
                row(8, "|x"),
                row(9, "own||last"),
                row(10, "y||last"),
                row(11, "z"),
            ]
        );
    }

    #[test]
    fn rows_have_bounds() {
        let far = rows(&[(0, 16_384, "x")], &[]);
        assert_eq!(far, Err(Fault::Damaged("row 1 has a cell beyond the last column".into())));
        let long = "x".repeat(9 << 20);
        let too_long = Err(Fault::TooLarge("row 2 has more than 16 MiB".into()));
        assert_eq!(rows(&[(1, 0, &long), (1, 1, &long)], &[]), too_long);
        // Merged cells must not make rows longer than the bound.
        let merged = [Region::new((0, 0), (9, 0))];
        assert_eq!(rows(&[(0, 0, &long), (1, 1, &long)], &merged), too_long);
    }

    #[test]
    fn many_wide_rows_are_too_many_cells() {
        let mut taken = 0;
        let mut sink = |_, _: &csv::StringRecord| {
            taken += 1;
            true
        };
        let mut rows = Rows::new(&mut sink, &[]);
        let outcome =
            (0..2000).try_for_each(|row| rows.put((row, 16_383), Value::Truth(true)).map(drop));
        assert_eq!(outcome, Err(limits::too_many_cells()));
        assert_eq!(taken, 1220);
    }
}
