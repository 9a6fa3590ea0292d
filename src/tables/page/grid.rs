//! The rows of a table while they are read. A cell that goes over several rows holds for each of them, and what stands in it is
//! filled down, as from a merged cell of a workbook.

use std::collections::BTreeMap;

use super::limits::{CELLS, REPEATED, ROWS, too_large};
use crate::tables::{ReadErrorKind, Row, limits::COLUMNS};

/// The most rows over which a cell goes, as browsers have it.
const TALL: u64 = 65_534;
/// The most columns.
const WIDE: u64 = 1_000;

/// A table of a page.
pub(crate) struct PageTable {
    /// Its caption or the heading above it, if it has one, and no two tables have the same.
    pub(crate) name: String,
    /// Its rows, each with the line of the page on which it begins.
    pub(crate) rows: Vec<Row>,
}

/// How large a page is so far.
#[derive(Default)]
pub(super) struct Spent {
    rows: usize,
    cells: usize,
    repeated: usize,
}

/// A table whose end has not come.
#[derive(Default)]
pub(super) struct Grid {
    pub(super) name: String,
    rows: Vec<Row>,
    /// The line of the current row, if one has begun.
    line: Option<u64>,
    cells: Vec<String>,
    /// What its cells say that only shows where somebody points at them, or follows them.
    hidden: String,
    /// What stands in the columns merged within the current row, from 1.
    wide: Vec<(u64, u64)>,
    /// By column, how many more rows a cell goes over, and what stands in it.
    tall: BTreeMap<usize, (u64, String)>,
    pub(super) cell: Option<PageCell>,
}

/// A cell whose end has not come.
pub(super) struct PageCell {
    pub(super) text: String,
    /// What it says beside that.
    pub(super) hidden: String,
    rows: u64,
    columns: u64,
}

impl PageCell {
    /// A cell that spans `rows` and `columns`.
    pub(super) fn new(rows: u64, columns: u64) -> Self {
        let rows = if rows == 0 { TALL } else { rows.min(TALL) };
        Self { text: String::new(), hidden: String::new(), rows, columns: columns.clamp(1, WIDE) }
    }
}

impl Grid {
    /// A table with this heading above it.
    pub(super) fn named(name: String) -> Self {
        Self { name, ..Self::default() }
    }

    /// A table that goes on behind its end, as some pages have it.
    pub(super) fn again(PageTable { name, rows }: PageTable) -> Self {
        Self { name, rows, ..Self::default() }
    }

    /// Begins a row on this line.
    pub(super) fn begin_row(&mut self, line: u64, spent: &mut Spent) -> Result<(), ReadErrorKind> {
        self.end_row(spent)?;
        self.line = Some(line);
        Ok(())
    }

    /// Begins a cell, and a row for it where none has begun.
    pub(super) fn begin_cell(
        &mut self,
        cell: PageCell,
        line: u64,
        spent: &mut Spent,
    ) -> Result<(), ReadErrorKind> {
        self.end_cell(spent)?;
        self.line.get_or_insert(line);
        self.cell = Some(cell);
        Ok(())
    }

    /// Puts the current cell where it stands.
    pub(super) fn end_cell(&mut self, spent: &mut Spent) -> Result<(), ReadErrorKind> {
        let Some(PageCell { mut text, hidden, rows, columns }) = self.cell.take() else {
            return Ok(());
        };
        text.truncate(text.trim_end().len());
        self.hidden.push_str(&hidden);
        self.fill_down(spent);
        let first = self.cells.len();
        if columns > 1 {
            self.wide.push((first as u64 + 1, first as u64 + columns));
        }
        if rows > 1 {
            self.tall.insert(first, (rows, text.clone()));
        }
        self.cells.push(text);
        for _ in 1..columns {
            self.cells.push(String::new());
        }
        self.within(spent)
    }

    /// Puts what is filled down from rows above where the next cell would stand.
    fn fill_down(&mut self, spent: &mut Spent) {
        while let Some((_, text)) = self.tall.get(&self.cells.len()) {
            spent.repeated += text.len();
            self.cells.push(text.clone());
        }
    }

    fn within(&self, spent: &Spent) -> Result<(), ReadErrorKind> {
        let million = |count: usize| format!("more than {} million", count / 1_000_000);
        if self.cells.len() > COLUMNS {
            return Err(too_large(format!("a table has more than {COLUMNS} columns")));
        }
        if spent.repeated > REPEATED << 20 {
            return Err(too_large(format!(
                "its cells are filled down with {REPEATED} MiB of text"
            )));
        }
        if spent.rows > ROWS {
            return Err(too_large(format!("its tables have {} rows", million(ROWS))));
        }
        if spent.cells > CELLS {
            return Err(too_large(format!("its tables have {} cells", million(CELLS))));
        }
        Ok(())
    }

    pub(super) fn end_row(&mut self, spent: &mut Spent) -> Result<(), ReadErrorKind> {
        self.end_cell(spent)?;
        let Some(line) = self.line.take() else { return Ok(()) };
        if !self.cells.is_empty() {
            self.fill_down(spent);
        }
        self.tall.retain(|_, (rows, _)| {
            *rows -= 1;
            *rows > 0
        });
        spent.rows += 1;
        spent.cells += self.cells.len();
        self.within(spent)?;
        let mut row = Row::new(line, csv::StringRecord::from(std::mem::take(&mut self.cells)));
        if !self.wide.is_empty() {
            row.mark().merged = std::mem::take(&mut self.wide);
        }
        let hidden = std::mem::take(&mut self.hidden);
        if !hidden.is_empty() {
            row.mark().comment = Some(hidden);
        }
        self.rows.push(row);
        Ok(())
    }

    /// The table, at its end; `None` of one without a filled cell.
    pub(super) fn end(mut self, spent: &mut Spent) -> Result<Option<PageTable>, ReadErrorKind> {
        self.end_row(spent)?;
        let Self { name, mut rows, .. } = self;
        rows.retain(|row| row.cells.iter().any(|cell| !cell.is_empty()));
        Ok((!rows.is_empty()).then_some(PageTable { name, rows }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cells of a table, of which each is written with the rows and columns that it goes over.
    fn rows(table: &[&[(&str, u64, u64)]]) -> Result<Vec<String>, ReadErrorKind> {
        let (mut grid, mut spent) = (Grid::default(), Spent::default());
        for row in table {
            grid.begin_row(1, &mut spent)?;
            for &(text, rows, columns) in *row {
                grid.begin_cell(PageCell::new(rows, columns), 1, &mut spent)?;
                if let Some(cell) = &mut grid.cell {
                    cell.text.push_str(text);
                }
            }
        }
        let rows = grid.end(&mut spent)?.map_or_else(Vec::new, |table| table.rows);
        let shown = |row: Row| csv::StringRecord::from_byte_record(row.cells).unwrap();
        Ok(rows.into_iter().map(|row| shown(row).iter().collect::<Vec<_>>().join("|")).collect())
    }

    #[test]
    fn cells_stand_where_browsers_show_them() {
        let table: &[&[_]] = &[
            &[("a", 3, 1), ("b", 1, 2), ("c", 2, 1)],
            &[("d", 1, 1), ("e", 1, 1)],
            &[("f", 1, 1), ("g", 1, 1)],
            &[],
            &[("h", 0, 1)],
            &[("i", 1, 1)],
        ];
        assert_eq!(rows(table).unwrap(), ["a|b||c", "a|d|e|c", "a|f|g", "h", "h|i"]);
    }

    #[test]
    fn text_is_filled_down_within_a_bound() {
        let long = "x".repeat(1 << 20);
        let mut table: Vec<&[_]> = vec![&[("y", 1, 1)]; 16];
        let first = [(long.as_str(), 17, 1)];
        table.insert(0, &first);
        assert!(rows(&table).is_ok());
        let first = [(long.as_str(), 18, 1)];
        (table[0], table[16]) = (&first, &[("y", 1, 1)]);
        table.push(&[("y", 1, 1)]);
        assert!(matches!(rows(&table), Err(ReadErrorKind::LargePage(_))));
    }
}
