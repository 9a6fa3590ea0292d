//! Merged cells. What stands in the top left cell of a merged region holds for each of its rows: it is filled down, in the region's
//! first column alone.
//!
//! Only rows with a cell of their own are filled, so that a title over several rows makes no rows; and nothing is filled to the
//! right, so that a title or a total over several columns stays one cell.

use std::collections::BTreeMap;

/// Cells that are shown as one. Rows and columns are counted from 1, the last ones included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) rows: (u64, u64),
    pub(crate) columns: (u64, u64),
}

impl Region {
    /// The cells from one corner to the other, counted from 0.
    pub(super) fn new(first: (u32, u32), last: (u32, u32)) -> Self {
        let span = |a: u32, b: u32| (u64::from(a.min(b)) + 1, u64::from(a.max(b)) + 1);
        Self { rows: span(first.0, last.0), columns: span(first.1, last.1) }
    }

    /// Whether it goes over several rows.
    pub(crate) fn is_tall(&self) -> bool {
        self.rows.0 < self.rows.1
    }

    /// The region as spreadsheet programs write it: `A5:A14`.
    pub(crate) fn name(&self) -> String {
        let cell = |row: u64, column: u64| format!("{}{row}", letters(column));
        format!("{}:{}", cell(self.rows.0, self.columns.0), cell(self.rows.1, self.columns.1))
    }
}

#[cfg(feature = "xlsx")]
impl From<calamine::Dimensions> for Region {
    fn from(cells: calamine::Dimensions) -> Self {
        Self::new(cells.start, cells.end)
    }
}

/// The letters of a column, counted from 1.
fn letters(mut column: u64) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        column /= 26;
    }
    letters.iter().rev().collect()
}

/// The merged cells of a workbook, as far as they are known before it is opened.
#[derive(Default)]
pub(super) struct Regions {
    /// There are some, and the open workbook tells which.
    pub(super) some: bool,
    /// By the name of the sheet.
    pub(super) by_sheet: BTreeMap<String, Vec<Region>>,
}

/// Fills the values of tall regions down while rows go by.
pub(super) struct Fill<'r> {
    /// Tall regions that begin in later rows, in their order.
    ahead: &'r [Region],
    /// By column, what is being filled: the first and the last row of the region, and its value.
    open: BTreeMap<usize, ((u64, u64), String)>,
}

impl<'r> Fill<'r> {
    /// The regions are in the order of their first rows.
    pub(super) fn new(regions: &'r [Region]) -> Self {
        Self { ahead: regions, open: BTreeMap::new() }
    }

    /// The columns, from 0, whose values hold in a row of the sheet too, with these values.
    pub(super) fn values(&mut self, row: u64) -> impl Iterator<Item = (usize, &str)> {
        self.open.retain(|_, (rows, _)| row <= rows.1);
        let open = self.open.iter().filter(move |(_, (rows, _))| rows.0 < row);
        open.map(|(column, (_, value))| (*column, value.as_str()))
    }

    /// Takes up the regions that begin in a row with these cells.
    pub(super) fn take(&mut self, row: u64, record: &csv::StringRecord) {
        while let Some((region, ahead)) = self.ahead.split_first() {
            if region.rows.0 > row {
                return;
            }
            self.ahead = ahead;
            let column = usize::try_from(region.columns.0 - 1).unwrap_or(usize::MAX);
            let value = record.get(column).filter(|value| !value.is_empty());
            if let Some(value) = value.filter(|_| region.rows.0 == row && region.is_tall()) {
                self.open.insert(column, (region.rows, value.to_owned()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_named_as_spreadsheets_name_them() {
        for (first, last, name) in [
            ((0, 0), (9, 0), "A1:A10"),
            ((4, 27), (4, 25), "Z5:AB5"),
            ((0, 16_383), (1, 16_383), "XFD1:XFD2"),
        ] {
            assert_eq!(Region::new(first, last).name(), name);
        }
    }
}
