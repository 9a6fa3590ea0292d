//! Cutting a block of delimited text into records and cells, where they stand.
//!
//! It gives what `csv-core` gives, which the tests hold it to. What is rare, such as a quote inside a quoted cell, is only marked:
//! such a record is parsed on its own by whoever needs its cells.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2};

use super::{Quote, dialect::Dialect};
use crate::tables::limits::COLUMNS;

/// A record of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CutRecord {
    /// Where it stands, with its line break.
    pub(crate) span: Range<usize>,
    /// How many line breaks of the block stand before it.
    pub(crate) line: u64,
    /// How many line breaks its cells hold.
    pub(crate) breaks: usize,
    /// Its cells stand in the block as they are.
    pub(crate) is_plain: bool,
}

/// Cuts a block that ends with a line break, and in which every carriage return stands before one.
pub(crate) struct Cutter<'b> {
    block: &'b [u8],
    delimiter: u8,
    quote: Option<u8>,
    at: usize,
    lines: u64,
    cells: Vec<Range<usize>>,
}

impl<'b> Cutter<'b> {
    /// A cutter at the beginning of a block.
    pub(crate) fn new(block: &'b [u8], dialect: Dialect) -> Self {
        let quote = match dialect.quote {
            Quote::Mark(mark) => Some(mark),
            Quote::None => None,
        };
        let delimiter = dialect.delimiter;
        Self { block, delimiter, quote, at: 0, lines: 0, cells: Vec::new() }
    }

    /// Whether a block can be cut: a carriage return elsewhere than before a line break ends a record too.
    pub(crate) fn can_cut(block: &[u8]) -> bool {
        block.ends_with(b"\n")
            && memchr_iter(b'\r', block).all(|at| block.get(at + 1) == Some(&b'\n'))
    }

    /// The cells of the last record, where it is plain; one more than any sheet has columns at most.
    pub(crate) fn cells(&self) -> &[Range<usize>] {
        &self.cells
    }

    /// How many line breaks were passed.
    pub(crate) fn lines(&self) -> u64 {
        self.lines
    }

    /// Cuts the next record; `None` at the end of the block. `Err` holds the place of a record that does not end in it.
    pub(crate) fn cut(&mut self) -> Result<Option<CutRecord>, usize> {
        while let Some(byte @ (b'\n' | b'\r')) = self.block.get(self.at) {
            self.lines += u64::from(*byte == b'\n');
            self.at += 1;
        }
        let start = self.at;
        if start == self.block.len() {
            return Ok(None);
        }
        let line = self.lines;
        let (mut breaks, mut is_plain) = (0, true);
        self.cells.clear();
        loop {
            let from = self.at;
            if self.quote.is_some() && self.block.get(from).copied() == self.quote {
                let (end, doubled) = self.closed(from + 1).ok_or(start)?;
                let cell = from + 1..end;
                breaks += memchr_iter(b'\n', &self.block[cell.clone()]).count();
                self.at = end + 1;
                let next = self.block.get(self.at).copied();
                let ends = next == Some(self.delimiter) || matches!(next, Some(b'\n' | b'\r'));
                is_plain &= ends && !doubled;
                let after = self.at;
                let more = self.skip_to_end().ok_or(start)?;
                // What follows a closing quote belongs to the cell, whose text is then another.
                let cell = if after == more.0 { cell } else { from..more.0 };
                self.push(cell);
                if more.1 {
                    break;
                }
                continue;
            }
            let (end, is_last) = self.skip_to_end().ok_or(start)?;
            self.push(from..end);
            if is_last {
                break;
            }
        }
        self.lines += breaks as u64;
        Ok(Some(CutRecord { span: start..self.at, line, breaks, is_plain }))
    }

    /// Takes a cell, unless its record has more already than any sheet has columns.
    #[inline]
    fn push(&mut self, cell: Range<usize>) {
        if self.cells.len() <= COLUMNS {
            self.cells.push(cell);
        }
    }

    /// Where the quote stands that closes a cell, and whether it holds doubled ones.
    fn closed(&self, from: usize) -> Option<(usize, bool)> {
        let quote = self.quote?;
        let (mut at, mut doubled) = (from, false);
        loop {
            at += memchr(quote, self.block.get(at..)?)?;
            if self.block.get(at + 1) != Some(&quote) {
                return Some((at, doubled));
            }
            doubled = true;
            at += 2;
        }
    }

    /// Passes over the rest of a cell and the sign that ends it: gives the end of the cell, and whether its record ends too.
    #[inline]
    fn skip_to_end(&mut self) -> Option<(usize, bool)> {
        let end = self.at + memchr2(self.delimiter, b'\n', self.block.get(self.at..)?)?;
        let is_last = self.block.get(end) == Some(&b'\n');
        let returns = is_last && end > self.at && self.block.get(end - 1) == Some(&b'\r');
        self.at = end + 1;
        self.lines += u64::from(is_last);
        Some((end - usize::from(returns), is_last))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The cells of each record with its line, as the parser of the `csv` crate reads them.
    fn parsed(text: &str, dialect: Dialect) -> Vec<Vec<String>> {
        let records = dialect.records(text);
        records.map(|record| record.iter().map(str::to_owned).collect()).collect()
    }

    fn cut(text: &str, dialect: Dialect) -> Vec<Vec<String>> {
        let mut cutter = Cutter::new(text.as_bytes(), dialect);
        let mut records = Vec::new();
        while let Ok(Some(record)) = cutter.cut() {
            assert_eq!(record.line, text[..record.span.start].matches('\n').count() as u64);
            let cells = if record.is_plain {
                cutter.cells().iter().map(|cell| text[cell.clone()].to_owned()).collect()
            } else {
                let mut one = parsed(&text[record.span.clone()], dialect);
                assert_eq!(one.len(), 1, "{record:?}");
                one.remove(0)
            };
            assert_eq!(
                record.breaks,
                cells.iter().map(|cell| cell.matches('\n').count()).sum::<usize>()
            );
            records.push(cells);
        }
        records
    }

    /// A row of millions of cells takes no memory for them: it is read by the slow way, which refuses it.
    #[test]
    fn cells_beyond_those_of_any_sheet_are_not_kept() {
        let dialect = Dialect { delimiter: b',', quote: Quote::default() };
        let text = ",".repeat(3 * COLUMNS) + "\na,b\n";
        let mut cutter = Cutter::new(text.as_bytes(), dialect);
        assert!(cutter.cut().unwrap().is_some());
        assert_eq!(cutter.cells().len(), COLUMNS + 1);
        assert!(cutter.cut().unwrap().is_some());
        assert_eq!(cutter.cells().len(), 2);
    }

    #[test]
    fn a_record_that_does_not_end_is_told() {
        let dialect = Dialect { delimiter: b',', quote: Quote::default() };
        let mut cutter = Cutter::new(b"a,b\nc,\"d\ne\n", dialect);
        assert!(cutter.cut().unwrap().is_some());
        assert_eq!(cutter.cut(), Err(4));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn records_are_cut_as_the_parser_cuts_them(
            text in "([ab,;\"\n é]|\r\n|\"\"|,\"|\",){0,40}",
            semicolon in any::<bool>(),
            quoted in any::<bool>(),
        ) {
            let text = text + "\n";
            let quote = if quoted { Quote::default() } else { Quote::None };
            let dialect = Dialect { delimiter: if semicolon { b';' } else { b',' }, quote };
            prop_assume!(Cutter::can_cut(text.as_bytes()));
            let found = cut(&text, dialect);
            let mut expected = parsed(&text, dialect);
            // The parser gives what is left of a record that does not end; the cutter tells of it.
            expected.truncate(found.len().max(expected.len() - usize::from(found.len() < expected.len())));
            prop_assert_eq!(found, expected);
        }
    }
}
