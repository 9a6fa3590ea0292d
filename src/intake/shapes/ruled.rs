//! Tables of a text that are ruled, as Markdown and database shells write them: lines of `|` around a line of dashes. The line above the
//! dashes is the header whatever its words, a text may hold several tables, each with a header of its own, and what stands between
//! them is prose.

use std::collections::VecDeque;

use crate::tables::{Fault, Row, Rows};

/// At most this many rows of a table, and bytes of text, are looked at before its columns are understood.
const BELOW: (usize, usize) = (200, 256 << 10);

/// What part of a table a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::intake) enum TablePart {
    /// Directly above the dashes: it names the columns of the rows below it.
    Header,
    /// Between the `|` of a table.
    Row,
    /// Before, between or after the tables.
    Outside,
}

/// The tables of a text, read from the first row of the first one.
#[derive(Default)]
pub(in crate::intake) struct RuledTables {
    /// How many cells the header has, and whether its lines begin with a `|`.
    width: usize,
    is_fenced: bool,
    /// No other line came since the header.
    goes_on: bool,
    /// The line of the last row.
    last: u64,
    /// Rows that were looked at, and are still to be handed out, and what ended them.
    ahead: VecDeque<Row>,
    fault: Option<Fault>,
    has_ended: bool,
}

impl RuledTables {
    /// Tables the first of which has these cells for a header.
    pub(in crate::intake) fn new<'c>(header: impl Iterator<Item = &'c str>) -> Self {
        let cells: Vec<_> = header.collect();
        Self {
            width: cells.len(),
            is_fenced: is_fenced(cells.first().copied()),
            goes_on: true,
            ..Self::default()
        }
    }

    /// Reads the next row; false at the end.
    pub(in crate::intake) fn read(
        &mut self,
        rows: &mut dyn Rows,
        row: &mut Row,
    ) -> Result<bool, Fault> {
        self.look_ahead(rows, 1);
        match self.ahead.pop_front() {
            Some(next) => {
                *row = next;
                Ok(true)
            }
            None => self.fault.take().map_or(Ok(false), Err),
        }
    }

    /// What part of a table the current row is.
    pub(in crate::intake) fn part(&mut self, rows: &mut dyn Rows, row: &Row) -> TablePart {
        let first = row.cells.get(0).and_then(|cell| std::str::from_utf8(cell).ok());
        let (width, is_fenced) = (row.cells.len(), is_fenced(first));
        // A second line of dashes right inside of a table only divides its rows.
        let is_inside = self.goes_on && width == self.width && row.line == self.last + 1;
        self.last = row.line;
        if width > 1 && !is_rule(&row.cells) && !is_inside {
            self.look_ahead(rows, 1);
            if self.ahead.front().is_some_and(|next| rules(&next.cells, width)) {
                (self.width, self.is_fenced, self.goes_on) = (width, is_fenced, true);
                return TablePart::Header;
            }
        }
        let is_row = if self.goes_on {
            width > 1 || is_rule(&row.cells)
        } else {
            // A row may stand behind an empty line; a sentence may hold a `|`.
            width == self.width && is_fenced && self.is_fenced
        };
        self.goes_on &= is_row;
        if is_row { TablePart::Row } else { TablePart::Outside }
    }

    /// The rows below a header that was read just now, as far as they are looked at.
    pub(in crate::intake) fn below(&mut self, rows: &mut dyn Rows) -> Vec<csv::StringRecord> {
        let mut below = Vec::new();
        let (mut at, mut bytes) = (1, 0);
        while at <= BELOW.0 && bytes <= BELOW.1 {
            self.look_ahead(rows, at + 1);
            let Some(row) = self.ahead.get(at).filter(|row| row.cells.len() > 1) else { break };
            let next = self.ahead.get(at + 1);
            if next.is_some_and(|next| rules(&next.cells, row.cells.len())) {
                break;
            }
            bytes += row.cells.as_slice().len();
            below.extend(csv::StringRecord::from_byte_record(row.cells.clone()).ok());
            at += 1;
        }
        below
    }

    /// Reads ahead until `count` rows are ready, or the rows end.
    fn look_ahead(&mut self, rows: &mut dyn Rows, count: usize) {
        while self.ahead.len() < count && !self.has_ended {
            let mut row = Row::default();
            match rows.read(&mut row) {
                Ok(true) => self.ahead.push_back(row),
                ended => {
                    self.has_ended = true;
                    self.fault = ended.err();
                }
            }
        }
    }
}

/// The records of the table that the sample begins with, below its header.
pub(in crate::intake) fn first_table(sample: &[csv::StringRecord]) -> &[csv::StringRecord] {
    let ends = |(at, record): (usize, &csv::StringRecord)| {
        let next = sample.get(at + 1);
        record.len() < 2 && !is_rule(record.as_byte_record())
            || at > 0 && next.is_some_and(|next| is_ruled_by(record, next))
    };
    let end = sample.iter().enumerate().position(ends);
    &sample[..end.unwrap_or(sample.len())]
}

/// Whether a record is the header that the one below it rules.
pub(in crate::intake) fn is_ruled_by(
    header: &csv::StringRecord,
    below: &csv::StringRecord,
) -> bool {
    let is_named = header.iter().any(|cell| cell.contains(char::is_alphanumeric));
    is_named && rules(below.as_byte_record(), header.len())
}

/// Whether a record is a line of dashes below a header of `width` cells: one for each between its `|`, or joined by `+` where the
/// shell of a database draws it.
fn rules(record: &csv::ByteRecord, width: usize) -> bool {
    is_rule(record)
        && match record.len() {
            1 => width > 1 && crosses(record) + 1 == width,
            cells => cells == width,
        }
}

fn crosses(record: &csv::ByteRecord) -> usize {
    record.iter().flatten().filter(|byte| **byte == b'+').count()
}

/// Whether a record is a line of dashes.
fn is_rule(record: &csv::ByteRecord) -> bool {
    if record.len() == 1 {
        let line = record.as_slice().trim_ascii();
        let is_drawn = line.iter().all(|byte| matches!(byte, b'-' | b'+'));
        return is_drawn && line.starts_with(b"-") && line.contains(&b'+');
    }
    let mut cells = record.iter().map(<[u8]>::trim_ascii).enumerate();
    let last = record.len().saturating_sub(1);
    let dashes = |cell: &[u8]| {
        let cell = cell.strip_prefix(b":").unwrap_or(cell);
        let cell = cell.strip_suffix(b":").unwrap_or(cell);
        !cell.is_empty() && cell.iter().all(|byte| matches!(byte, b'-' | b'='))
    };
    record.len() > 1
        && record.as_slice().contains(&b'-')
        && cells.all(|(at, cell)| dashes(cell) || cell.is_empty() && (at == 0 || at == last))
}

/// Whether a line begins with a `|`.
fn is_fenced(first: Option<&str>) -> bool {
    first.is_some_and(|cell| cell.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(line: &str) -> csv::StringRecord {
        line.split('|').collect()
    }

    #[test]
    fn a_line_of_dashes_rules_as_many_cells() {
        for (header, below, is) in [
            ("| A | B |", "|---|:-:|", true),
            ("| A | |", "|---|---|", true),
            ("| A |", "|-|", true),
            ("A | B", "--- | ---", true),
            (" A | B ", "---+---", true),
            ("| A | B |", "|---|", false),
            ("| A | B |", "|---| x |", false),
            ("|||", "|---|", false),
            ("title", "---", false),
            ("| A | B |", "+---+---+", false),
        ] {
            assert_eq!(is_ruled_by(&record(header), &record(below)), is, "{header} {below}");
        }
    }

    #[test]
    fn a_table_ends_with_its_lines() {
        let sample = ["|---|---|", "| x | y |", "", "prose", "| C | D |", "|---|---|"].map(record);
        assert_eq!(first_table(&sample).len(), 2);
        let sample = ["|---|---|", "| x | y |", "| C | D |", "|---|---|"].map(record);
        assert_eq!(first_table(&sample).len(), 2);
    }
}
