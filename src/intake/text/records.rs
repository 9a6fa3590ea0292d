//! The records of a delimited text, each with the line on which it starts.

use std::io;

use super::{
    Decoded, delimiter,
    dialect::Dialect,
    tap::{TAIL_CELL, Tap},
};
use crate::intake::{
    Error, Form, Options, Packing, TextForm,
    bytes::Bytes,
    source::{Records, Source, Step, Taken},
};

/// The longest record, in MiB.
const LIMIT: u64 = 16;
/// How many bytes the parser takes at a time.
const BUFFER: usize = 64 << 10;

/// The parser over the decoded stream.
type Parser = csv::Reader<Tap<Bytes>>;

/// The records of a text, one after the other.
pub(in crate::intake) struct TextRecords(Box<Parser>);

impl Source {
    /// Finds out the separator of a text, and cuts its beginning into records. At most `records` are kept.
    pub(in crate::intake) fn of_text(
        file: String,
        decoded: Decoded,
        options: &Options,
        records: usize,
        packing: Option<Packing>,
    ) -> Self {
        let Decoded { encoding, basis, head, whole, lossy, bytes } = decoded;
        let headers = &options.formats.headers;
        let quote = options.quote.unwrap_or_default();
        let detected = || delimiter::detect(&head, quote, headers);
        let dialect = Dialect { delimiter: options.delimiter.unwrap_or_else(detected), quote };
        let mut sample: Vec<_> = dialect.records(&head).take(records + 1).collect();
        if !whole || sample.len() > records {
            sample.pop();
        }
        // A file written with bare carriage returns has no other line breaks.
        let line_break = if head.contains('\n') { b'\n' } else { b'\r' };
        let tap = Tap::new(bytes, line_break, LIMIT << 20);
        let parser = dialect.parser().buffer_capacity(BUFFER).from_reader(tap);
        let text = TextForm { encoding, basis, delimiter: char::from(dialect.delimiter) };
        let records = Records::Text(TextRecords(Box::new(parser)));
        let (form, known) = (Form::Text, None);
        let (text, taken) = (Some(text), Taken::default());
        Self { file, sheet: None, form, packing, text, known, lossy, sample, taken, records }
    }
}

impl TextRecords {
    /// Reads one record; says on which line it starts, and whether it is one of the file rather than past its end.
    #[inline]
    pub(in crate::intake) fn read(
        &mut self,
        file: &str,
        record: &mut csv::ByteRecord,
    ) -> Result<Step, Error> {
        let parser = &mut self.0;
        let start = parser.position().byte();
        parser.get_mut().start_record(start);
        if let Err(error) = parser.read_byte_record(record) {
            return Err(failure(file, parser, error));
        }
        let end = parser.position().byte();
        let tap = parser.get_mut();
        let line = tap.line();
        let breaks = count(tap.line_break(), record.as_slice());
        if !tap.is_past_end(end) {
            tap.end_record(end, breaks);
            return Ok(Step::Record { line, breaks });
        }
        if record.len() == 1 && record.get(0) == Some(TAIL_CELL) {
            return Ok(Step::End);
        }
        // The record ran over the end of the file inside a quoted cell.
        let last = record.len().saturating_sub(1);
        let before = record.iter().take(last).flatten().filter(|byte| **byte == tap.line_break());
        let line = line + before.count() as u64;
        Err(Error::UnclosedQuote { file: file.to_owned(), line, column: last + 1 })
    }
}

/// How often a byte stands in a text; hardly ever at all.
#[inline]
fn count(byte: u8, text: &[u8]) -> usize {
    memchr::memchr(byte, text).map_or(0, |first| memchr::memchr_iter(byte, &text[first..]).count())
}

/// The error for what the parser reports while reading the record that starts at the tap's line.
fn failure(file: &str, parser: &Parser, error: csv::Error) -> Error {
    let tap = parser.get_ref();
    let line = tap.line();
    if tap.too_long() {
        return Error::TooLong { file: file.to_owned(), line, limit: LIMIT };
    }
    let cause = match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    };
    Error::io(file, line, cause)
}
