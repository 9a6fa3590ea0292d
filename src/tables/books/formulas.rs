//! Formulas that left no result in the file, or failed: where they stand. Programs that write workbooks do not calculate, and keep
//! nothing or 0 in place of what a spreadsheet program would show.

use std::collections::BTreeMap;

/// At most this many runs of cells are kept of a sheet; further ones are only counted.
const RUNS: usize = 200_000;

/// What is wrong with the result of a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Lack {
    /// The file keeps none.
    NotKept,
    /// The file keeps 0, as it does where nothing was calculated.
    Zero,
    /// It is an error, such as `#N/A`.
    Failed,
}

/// Cells of one column, one below the other, whose formulas lack the same.
#[derive(Clone, Copy, Debug)]
struct Run {
    first: u32,
    last: u32,
    lack: Lack,
}

/// The cells of a sheet whose formulas lack a result. Formulas stand in columns, so that runs of them take few bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lacking {
    columns: BTreeMap<u32, Vec<Run>>,
    runs: usize,
}

impl Lacking {
    /// Adds a cell at a row and a column, counted from 0. Rows come from top to bottom.
    pub(super) fn add(&mut self, (row, column): (u32, u32), lack: Lack) {
        let runs = self.columns.entry(column).or_default();
        match runs.last_mut() {
            Some(run) if run.lack == lack && run.last.checked_add(1) == Some(row) => run.last = row,
            // What stands out of order cannot be found again.
            Some(run) if row <= run.last => {}
            _ if self.runs == RUNS => {}
            _ => {
                self.runs += 1;
                runs.push(Run { first: row, last: row, lack });
            }
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.runs == 0
    }

    /// The columns, counted from 0, in which a cell of a row lacks its result. The row is counted from 1.
    pub(crate) fn in_row(&self, row: u64) -> impl Iterator<Item = (usize, Lack)> {
        let row = u32::try_from(row.saturating_sub(1)).unwrap_or(u32::MAX);
        self.columns.iter().filter_map(move |(column, runs)| {
            let at = runs.partition_point(|run| run.last < row);
            let run = runs.get(at).filter(|run| run.first <= row)?;
            Some((*column as usize, run.lack))
        })
    }

    /// How many cells of a column, counted from 0, lack their result below a row, counted from 1: those without one, and those
    /// that failed.
    pub(crate) fn below(&self, row: u64, column: usize) -> (u64, u64) {
        let runs = u32::try_from(column).ok().and_then(|column| self.columns.get(&column));
        let (mut without, mut failed) = (0, 0);
        for run in runs.into_iter().flatten() {
            let first = u64::from(run.first).max(row);
            let cells = (u64::from(run.last) + 1).saturating_sub(first);
            match run.lack {
                Lack::NotKept | Lack::Zero => without += cells,
                Lack::Failed => failed += cells,
            }
        }
        (without, failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_again() {
        let mut lacking = Lacking::default();
        for row in [1, 2, 3, 7] {
            lacking.add((row, 2), Lack::NotKept);
        }
        lacking.add((2, 0), Lack::Failed);
        lacking.add((4, 2), Lack::Zero);
        assert_eq!(lacking.runs, 3);
        let row = |row| lacking.in_row(row).collect::<Vec<_>>();
        assert_eq!(row(1), []);
        assert_eq!(row(3), [(0, Lack::Failed), (2, Lack::NotKept)]);
        assert_eq!(row(8), [(2, Lack::NotKept)]);
        assert_eq!((lacking.below(0, 2), lacking.below(3, 2)), ((4, 0), (2, 0)));
        assert_eq!((lacking.below(1, 0), lacking.below(1, 5)), ((0, 1), (0, 0)));
    }
}
