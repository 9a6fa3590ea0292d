//! The records of a sheet in a binary Excel workbook: each must be as long as its kind is, rows and cells must stand from front to
//! back, and the end must be there. A record that is too long swallows those behind it, and its reader would miss none of them.

use super::{
    Fault,
    fault::shown,
    limits::{COLUMNS, ROWS},
};

/// The records that matter here, as the format numbers them.
pub(super) mod records {
    /// The cells in full form: they begin with their column.
    pub(crate) const CELLS: std::ops::RangeInclusive<u16> = 1..=11;
    /// The first and the last cell in short form: its column is that after the cell before it.
    pub(crate) const SHORT_CELLS: std::ops::RangeInclusive<u16> = 12..=18;
    /// What to add to a full form to get the short one of the same kind.
    pub(crate) const SHORT: u16 = 11;
    pub(crate) const TEXT_CELL: u16 = 6;
    /// A text cell with fonts in it.
    pub(crate) const RICH_CELL: u16 = 62;
    pub(crate) const ROW: u16 = 0;
    /// What newer programs add stands between a beginning and an end.
    pub(crate) const ADDED: [u16; 2] = [35, 37];
    /// What belongs to the cell behind it.
    pub(crate) const ABOUT_CELL: [u16; 2] = [49, 50];
    /// Formulas of several cells.
    pub(crate) const FORMULAS: std::ops::RangeInclusive<u16> = 426..=428;
    pub(crate) const DATA: u16 = 145;
    pub(crate) const DATA_END: u16 = 146;
    pub(crate) const SHEET_END: u16 = 130;
}

/// How much longer than its kind a record may be: some writers fill it up to four bytes. Nothing that is filled is as short.
const SLACK: usize = 3;
/// The longest record that newer programs add among cells.
const LONGEST_ADDED: usize = 1 << 10;
/// The longest formula of several cells.
const LONGEST_FORMULA: usize = 64 << 10;

/// A sheet while its records go by.
pub(super) struct BinarySheet<'n> {
    name: &'n str,
    stage: Stage,
    row: Option<u32>,
    column: Option<u32>,
    /// How what is being read of newer programs ends.
    added: Option<u16>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Before,
    Data,
    Behind,
    Ended,
}

impl<'n> BinarySheet<'n> {
    pub(super) fn new(name: &'n str) -> Self {
        Self { name, stage: Stage::Before, row: None, column: None, added: None }
    }

    /// Takes the next record; an error where it is not as it must be.
    pub(super) fn take(&mut self, kind: u16, data: &[u8]) -> Result<(), Fault> {
        self.stage = match (self.stage, kind) {
            (Stage::Before, records::DATA) => Stage::Data,
            (Stage::Data, records::DATA_END) if data.len() <= SLACK => Stage::Behind,
            (Stage::Behind, records::SHEET_END) => Stage::Ended,
            (_, records::DATA | records::DATA_END | records::SHEET_END) => {
                return Err(self.damaged("begins or ends where it should not"));
            }
            (Stage::Data, _) => return self.among_cells(kind, data),
            (_, records::ROW | records::RICH_CELL) => return Err(self.outside()),
            _ if is_cell(kind) => return Err(self.outside()),
            (stage, _) => stage,
        };
        Ok(())
    }

    /// The records are at their end.
    pub(super) fn end(&self) -> Result<(), Fault> {
        if self.stage == Stage::Ended { Ok(()) } else { Err(self.damaged("has no end")) }
    }

    fn among_cells(&mut self, kind: u16, data: &[u8]) -> Result<(), Fault> {
        if self.added == Some(kind) {
            self.added = None;
        } else if records::ADDED.contains(&kind) {
            self.added = self.added.or(Some(kind + 1));
        } else if kind == records::ROW {
            self.check_length(data, row_length(data))?;
            return self.row(number(data, 0));
        } else if is_cell(kind) {
            self.check_length(data, cell_length(kind, data))?;
            let next = self.column.map_or(0, |column| column.saturating_add(1));
            let is_short = records::SHORT_CELLS.contains(&kind);
            return self.cell(if is_short { next } else { number(data, 0) });
        } else if records::ABOUT_CELL.contains(&kind) {
            return self.check_length(data, Length::exactly(4));
        } else {
            let most = match self.added {
                None if records::FORMULAS.contains(&kind) => LONGEST_FORMULA,
                None => {
                    return Err(
                        self.damaged(&format!("has a record of kind {kind} among its cells"))
                    );
                }
                Some(_) => LONGEST_ADDED,
            };
            return self.check_length(data, Length { least: 0, most });
        }
        Ok(())
    }

    fn row(&mut self, row: u32) -> Result<(), Fault> {
        if u64::from(row) >= ROWS {
            return Err(self.damaged("has a row beyond the last one"));
        }
        if self.row.is_some_and(|last| last >= row) {
            return Err(self.damaged("has a row again, or behind a later one"));
        }
        (self.row, self.column) = (Some(row), None);
        Ok(())
    }

    fn cell(&mut self, column: u32) -> Result<(), Fault> {
        if self.row.is_none() {
            return Err(self.outside());
        }
        if u64::from(column) >= COLUMNS {
            return Err(self.damaged("has a cell beyond the last column"));
        }
        if self.column.is_some_and(|last| last >= column) {
            return Err(self.damaged("has a cell again, or behind a later one"));
        }
        self.column = Some(column);
        Ok(())
    }

    fn check_length(&self, data: &[u8], length: Length) -> Result<(), Fault> {
        if length.fits(data) {
            Ok(())
        } else {
            Err(self.damaged("has a record of another length than its kind"))
        }
    }

    fn outside(&self) -> Fault {
        self.damaged("has rows or cells where none should be")
    }

    /// The fault of the sheet: what is wrong, behind its name and the last row.
    fn damaged(&self, what: &str) -> Fault {
        let behind =
            self.row.map_or_else(String::new, |row| format!(", behind or in row {}", row + 1));
        Fault::Damaged(format!("the sheet `{}` {what}{behind}", shown(self.name)))
    }
}

fn is_cell(kind: u16) -> bool {
    let whole = records::CELLS.contains(&kind) || records::SHORT_CELLS.contains(&kind);
    whole || kind == records::RICH_CELL
}

/// How long a record may be.
#[derive(Clone, Copy)]
pub(super) struct Length {
    least: usize,
    most: usize,
}

impl Length {
    pub(super) fn exactly(length: usize) -> Self {
        Self { least: length, most: length.saturating_add(SLACK) }
    }

    pub(super) fn fits(self, data: &[u8]) -> bool {
        (self.least..=self.most).contains(&data.len())
    }
}

/// A row says how many spans of columns stand behind what it says of itself.
fn row_length(data: &[u8]) -> Length {
    Length::exactly((number(data, 13) as usize).saturating_mul(8).saturating_add(17))
}

fn cell_length(kind: u16, data: &[u8]) -> Length {
    let is_short = records::SHORT_CELLS.contains(&kind);
    let (kind, head) = if is_short { (kind - records::SHORT, 4) } else { (kind, 8) };
    match kind {
        1 => Length::exactly(head),
        2 | 7 => Length::exactly(head + 4),
        3 | 4 => Length::exactly(head + 1),
        5 => Length::exactly(head + 8),
        records::TEXT_CELL => Length::exactly(behind_text(data, head)),
        8 => with_formula(data, behind_text(data, head)),
        9 => with_formula(data, head + 8),
        10 | 11 => with_formula(data, head + 1),
        _ => rich_text(data, head),
    }
}

/// A text with its flags before it and, where these say so, fonts and readings behind it.
pub(super) fn rich_text(data: &[u8], at: usize) -> Length {
    let end = behind_text(data, at.saturating_add(1));
    match data.get(at) {
        Some(0) => Length::exactly(end),
        _ => Length { least: end, most: usize::MAX },
    }
}

/// Where a text ends that begins with its length.
pub(super) fn behind_text(data: &[u8], at: usize) -> usize {
    (number(data, at) as usize).saturating_mul(2).saturating_add(at).saturating_add(4)
}

/// A value with flags and a formula behind it: two runs of bytes, each with its length before it.
fn with_formula(data: &[u8], value: usize) -> Length {
    let behind = |at: usize| at.saturating_add(4).saturating_add(number(data, at) as usize);
    let end = behind(value.saturating_add(2));
    if data.len() <= value.saturating_add(2) {
        return Length { least: value, most: usize::MAX };
    }
    Length { least: end, most: behind(end).saturating_add(SLACK) }
}

/// The number in four bytes of a record; 0 where there are none.
pub(super) fn number(data: &[u8], at: usize) -> u32 {
    let bytes = data.get(at..at.saturating_add(4)).and_then(|bytes| bytes.try_into().ok());
    bytes.map_or(0, u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is said of a sheet with these records.
    fn outcome(records: &[(u16, Vec<u8>)]) -> Result<(), Fault> {
        let mut sheet = BinarySheet::new("S");
        records.iter().try_for_each(|(kind, data)| sheet.take(*kind, data))?;
        sheet.end()
    }

    fn row(number: u8) -> (u16, Vec<u8>) {
        let mut data = vec![0; 25];
        (data[0], data[13]) = (number, 1);
        (records::ROW, data)
    }

    /// A cell in a column: its head, and what stands behind.
    fn cell(kind: u16, column: u8, behind: &[u8]) -> (u16, Vec<u8>) {
        let head: &[u8] = &[column, 0, 0, 0, 0, 0, 0, 0];
        let head = if records::SHORT_CELLS.contains(&kind) { &head[4..] } else { head };
        (kind, [head, behind].concat())
    }

    fn sheet(rows: &[(u16, Vec<u8>)]) -> Vec<(u16, Vec<u8>)> {
        let begin = [(129, vec![]), (148, vec![0; 16]), (records::DATA, vec![])];
        let end = [(records::DATA_END, vec![]), (records::SHEET_END, vec![])];
        [&begin[..], rows, &end[..]].concat()
    }

    #[test]
    fn records_are_as_long_as_their_kind() {
        let text = [2, 0, 0, 0, b'a', 0, b'b', 0];
        let formula = [0, 0, 3, 0, 0, 0, 7, 7, 7, 0, 0, 0, 0];
        for (kind, behind) in [
            (1, vec![]),
            (2, vec![0; 4]),
            (3, vec![0]),
            (4, vec![1]),
            (5, vec![0; 8]),
            (6, text.to_vec()),
            (7, vec![0; 4]),
            (8, [&text[..], &formula].concat()),
            (9, [&[0; 8][..], &formula].concat()),
            (10, [&[1][..], &formula].concat()),
            (11, [&[7][..], &formula].concat()),
            (12, vec![]),
            (13, vec![0; 4]),
            (14, vec![0; 4]),
            (15, vec![0]),
            (16, vec![0; 8]),
            (17, text.to_vec()),
            (18, vec![0; 4]),
            (records::RICH_CELL, [&[0][..], &text].concat()),
        ] {
            let with = |cell: (u16, Vec<u8>)| outcome(&sheet(&[row(0), cell, row(1)]));
            let whole = cell(kind, 0, &behind);
            assert_eq!(with(whole.clone()), Ok(()), "{kind}");
            let long = cell(kind, 0, &[&behind[..], &[0; 4]].concat());
            assert!(with(long).is_err(), "{kind}");
            // One writer fills errors up, and what stands behind a formula may be left out.
            let cut = match kind {
                14 => 4,
                8..=11 => 5,
                _ => 1,
            };
            assert!(with((kind, whole.1[..whole.1.len() - cut].to_vec())).is_err(), "{kind}");
        }
        let mut long = row(0);
        long.1.extend([0; 4]);
        assert!(outcome(&sheet(&[long])).is_err());
        assert!(outcome(&sheet(&[(records::ROW, vec![0; 16])])).is_err());
    }

    #[test]
    fn rows_and_cells_stand_from_front_to_back() {
        let number = |kind, column| cell(kind, column, &[0; 4]);
        let added = [(37, vec![]), (1024, vec![0; 4]), (38, vec![])];
        let mut far = row(0);
        far.1[2] = 0x10;
        for (rows, is_refused) in [
            (vec![row(0), number(7, 0), number(18, 0), number(7, 9), row(4), number(7, 2)], false),
            ([&added[..], &[row(0), (49, vec![0; 4]), number(7, 0)]].concat(), false),
            (vec![row(1), row(0)], true),
            (vec![row(1), row(1)], true),
            (vec![far], true),
            (vec![number(7, 0), row(0)], true),
            (vec![row(0), number(7, 1), number(7, 1)], true),
            (vec![row(0), number(7, 1), number(18, 0), number(7, 2)], true),
            (vec![row(0), (61, vec![0; 9])], true),
            (vec![row(0), (1024, vec![0; 4])], true),
            (vec![row(0), added[0].clone(), (1024, vec![0; 4000]), added[2].clone()], true),
        ] {
            assert_eq!(outcome(&sheet(&rows)).is_err(), is_refused, "{rows:?}");
        }
    }

    #[test]
    fn a_sheet_has_one_beginning_and_one_end() {
        let whole = sheet(&[row(0), cell(7, 0, &[0; 4])]);
        assert_eq!(outcome(&whole), Ok(()));
        for left in 0..whole.len() {
            assert!(outcome(&whole[..left]).is_err(), "{left}");
        }
        let ended = [&whole[..], &[row(1)]].concat();
        assert!(outcome(&ended).is_err());
        let early = [&[row(0)], &whole[..]].concat();
        assert!(outcome(&early).is_err());
        assert!(outcome(&[&whole[..], &whole[..]].concat()).is_err());
        let fault = outcome(&whole[..5]).err();
        let said = "the sheet `S` has no end, behind or in row 1";
        assert_eq!(fault, Some(Fault::Damaged(said.into())));
    }
}
