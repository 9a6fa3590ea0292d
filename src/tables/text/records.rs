//! The records of a delimited text, each with the line on which it starts.

use std::io;

use super::{
    Blocks, Decoded, Quote, delimiter,
    dialect::Dialect,
    ldif, line_breaks,
    tap::{TAIL_CELL, Tap},
};
use crate::tables::{
    Fault, ReadErrorKind, Row, Rows, TextForm, Vocabulary, bytes::Bytes, limits::RECORD,
};

/// How many bytes the parser takes at a time.
const BUFFER: usize = 64 << 10;

/// The parser over the decoded stream.
type Parser = csv::Reader<Tap<Bytes>>;

/// The records of a text, one after the other.
pub(crate) struct TextRecords {
    parser: Box<Parser>,
    dialect: Dialect,
}

impl TextRecords {
    /// What is left of a text after blocks of it; it begins on this line.
    pub(crate) fn after(blocks: Blocks, line: u64) -> Self {
        let (rest, dialect) = blocks.into_rest();
        Self::new(rest, dialect, b'\n', line)
    }

    /// The records of a stream, the first of which begins on this line.
    pub(super) fn new(bytes: Bytes, dialect: Dialect, line_break: u8, line: u64) -> Self {
        let tap = Tap::new(bytes, line_break, RECORD << 20, line);
        let parser = dialect.parser().buffer_capacity(BUFFER).from_reader(tap);
        Self { parser: Box::new(parser), dialect }
    }
}

/// A delimited text that is ready to be read.
pub(crate) struct Text {
    pub(crate) form: TextForm,
    /// Its beginning has bytes that cannot be read: a sign stands for each in the sample, and reading their rows will say so.
    pub(crate) lossy: bool,
    /// Its first records; one that may be cut short is left out.
    pub(crate) sample: Vec<csv::StringRecord>,
    /// All its records.
    pub(crate) records: TextRecords,
}

impl Text {
    /// Finds out the separator of a text, unless the user has told it, and cuts its beginning into records. At most `most` are
    /// kept.
    pub(crate) fn new(
        decoded: Decoded,
        delimiter: Option<u8>,
        quote: Quote,
        words: &impl Vocabulary,
        most: usize,
    ) -> Self {
        let Decoded { encoding, basis, mut head, whole, lossy, mut bytes, .. } = decoded;
        if line_breaks::end_lines(&head) {
            (head, bytes) = (line_breaks::usual(&head), line_breaks::usual_in(bytes));
        }
        if ldif::is(&head) {
            (head, bytes) = (ldif::plain(&head), ldif::plain_in(bytes));
        }
        let detected = || delimiter::detect(&head, quote, words);
        let dialect = Dialect { delimiter: delimiter.unwrap_or_else(detected), quote };
        let mut sample: Vec<_> = dialect.records(&head).take(most + 1).collect();
        if !whole || sample.len() > most {
            sample.pop();
        }
        // A file written with bare carriage returns has no other line breaks.
        let line_break = if head.contains('\n') { b'\n' } else { b'\r' };
        let records = TextRecords::new(bytes, dialect, line_break, 1);
        let form = TextForm { encoding, basis, delimiter: char::from(dialect.delimiter) };
        Self { form, lossy, sample, records }
    }
}

impl Rows for TextRecords {
    fn take_blocks(&mut self) -> Option<(Blocks, u64)> {
        let at = self.parser.position().byte();
        let tap = self.parser.get_mut();
        if tap.line_break() != b'\n' {
            return None;
        }
        let line = tap.line();
        let (rest, bytes) = tap.take_rest(at)?;
        Some((Blocks::new(rest, bytes, self.dialect), line))
    }

    #[inline]
    fn read(&mut self, row: &mut Row) -> Result<bool, Fault> {
        let parser = &mut self.parser;
        let start = parser.position().byte();
        parser.get_mut().start_record(start);
        if let Err(error) = parser.read_byte_record(&mut row.cells) {
            return Err(failure(parser, error));
        }
        let end = parser.position().byte();
        let tap = parser.get_mut();
        row.begin(tap.line());
        row.breaks = count(tap.line_break(), row.cells.as_slice());
        if !tap.is_past_end(end) {
            tap.end_record(end, row.breaks);
            return Ok(true);
        }
        if row.cells.len() == 1 && row.cells.get(0) == Some(TAIL_CELL) {
            return Ok(false);
        }
        // The record ran over the end of the file inside a quoted cell.
        let last = row.cells.len().saturating_sub(1);
        let before = row.cells.iter().take(last).flatten();
        let breaks = before.filter(|byte| **byte == tap.line_break()).count();
        Err(Fault::at(row.line + breaks as u64, ReadErrorKind::UnclosedQuote { column: last + 1 }))
    }
}

/// How often a byte stands in a text; hardly ever at all.
#[inline]
fn count(byte: u8, text: &[u8]) -> usize {
    memchr::memchr(byte, text).map_or(0, |first| memchr::memchr_iter(byte, &text[first..]).count())
}

/// What the parser reports while it reads the record that starts at the tap's line.
fn failure(parser: &Parser, error: csv::Error) -> Fault {
    let tap = parser.get_ref();
    let line = tap.line();
    if tap.too_long() {
        return Fault::at(line, ReadErrorKind::TooLong { limit: RECORD });
    }
    let cause = match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    };
    Fault::system(line, cause)
}
