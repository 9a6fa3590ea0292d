//! A reader between the decoder and the CSV parser that knows on which line each record starts.
//!
//! The parser's own line numbers are off by one with CRLF and do not skip blank lines. The tap also bounds the length of a
//! record, and ends the stream with a record of its own: if the parser never hands that out, an open quote swallowed it.

use std::io::{self, Read};

/// What the tap adds at the end: a line break for a last line without one, and a record that no file holds at its very end.
const TAIL: &[u8] = b"\n\x04\n";
/// The only cell of the added record.
pub(super) const TAIL_CELL: &str = "\x04";

/// A reader that counts lines on behalf of the CSV parser.
#[derive(Debug)]
pub(super) struct Tap<R> {
    inner: R,
    /// What the parser was given last.
    chunk: Vec<u8>,
    /// The offset of the chunk in the stream.
    begin: u64,
    /// How much of the chunk has been counted.
    counted: usize,
    /// The line that stands at the counted place, from 1.
    line: u64,
    line_break: u8,
    /// The start of the current record has not been reached: only line breaks so far.
    seeking: bool,
    record_line: u64,
    record_start: u64,
    limit: u64,
    too_long: bool,
    /// The length of the stream without the tail, once it is known.
    length: Option<u64>,
}

impl<R: Read> Tap<R> {
    /// A tap that counts `line_break` bytes, and fails on a record of more than `limit` bytes.
    pub(super) fn new(inner: R, line_break: u8, limit: u64) -> Self {
        Self {
            inner,
            chunk: Vec::new(),
            begin: 0,
            counted: 0,
            line: 1,
            line_break,
            seeking: true,
            record_line: 1,
            record_start: 0,
            limit,
            too_long: false,
            length: None,
        }
    }

    /// Says that the parser is about to read a record from `offset` on.
    pub(super) fn start_record(&mut self, offset: u64) {
        let at = usize::try_from(offset.saturating_sub(self.begin)).unwrap_or(usize::MAX);
        self.count_to(at.min(self.chunk.len()));
        self.record_start = offset;
        self.seeking = true;
        self.seek();
    }

    /// The line on which the current record starts.
    pub(super) fn record_line(&self) -> u64 {
        self.record_line
    }

    /// Whether the current record was longer than the bound.
    pub(super) fn too_long(&self) -> bool {
        self.too_long
    }

    /// Whether a parser that stands at `offset` has read beyond the last line of the stream.
    pub(super) fn is_past_end(&self, offset: u64) -> bool {
        self.length.is_some_and(|length| offset > length + 1)
    }

    fn count_to(&mut self, end: usize) {
        if let Some(passed) = self.chunk.get(self.counted..end) {
            let breaks = memchr::memchr_iter(self.line_break, passed).count();
            self.line += u64::try_from(breaks).unwrap_or(u64::MAX);
            self.counted = end;
        }
    }

    /// Moves over line breaks to where the current record starts; goes on with the next chunk if this one ends first.
    fn seek(&mut self) {
        if self.seeking {
            let ahead = self.chunk.get(self.counted..).unwrap_or_default();
            let blank = ahead.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            self.seeking = blank == ahead.len();
            self.count_to(self.counted + blank);
            self.record_line = self.line;
        }
    }

    fn next_chunk(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.inner.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => return result,
            }
        }
    }
}

impl<R: Read> Read for Tap<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let end = self.begin + self.chunk.len() as u64;
        if end - self.record_start.min(end) > self.limit {
            self.too_long = true;
            return Err(io::Error::other("the record is too long"));
        }
        if self.length.is_some_and(|length| end > length) {
            return Ok(0);
        }
        let mut read = self.next_chunk(buffer)?;
        if read == 0 && buffer.len() >= TAIL.len() {
            self.length = Some(end);
            buffer[..TAIL.len()].copy_from_slice(TAIL);
            read = TAIL.len();
        }
        self.count_to(self.chunk.len());
        self.begin = end;
        self.chunk.clear();
        self.chunk.extend_from_slice(&buffer[..read]);
        self.counted = 0;
        self.seek();
        Ok(read)
    }
}
