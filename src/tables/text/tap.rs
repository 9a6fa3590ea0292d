//! A reader between the decoder and the CSV parser that knows on which line each record starts.
//!
//! The parser's own line numbers are off by one with CRLF and do not skip blank lines. The tap also bounds the length of a
//! record, and ends the stream with a record of its own: if the parser never hands that out, an open quote swallowed it.

use std::io::{self, Read};

use crate::tables::bytes::Bytes;

/// What the tap adds at the end: a line break for a last line without one, and a record that no file holds at its very end.
const TAIL: &[u8] = b"\n\x04\n";
/// The only cell of the added record.
pub(super) const TAIL_CELL: &[u8] = b"\x04";

/// A reader that counts lines on behalf of the CSV parser.
#[derive(Debug)]
pub(super) struct Tap<R> {
    inner: R,
    /// What the parser was given last.
    chunk: Vec<u8>,
    /// The offset of the chunk in the stream.
    begin: u64,
    line_break: u8,
    /// The start of the current record has not been reached: only line breaks so far.
    seeking: bool,
    /// What was passed last is a carriage return that counts as none, but where a record begins right behind it.
    behind_return: bool,
    /// The line on which the current record starts, from 1.
    line: u64,
    record_start: u64,
    limit: u64,
    too_long: bool,
    /// The length of the stream without the tail, once it is known.
    length: Option<u64>,
}

impl<R: Read> Tap<R> {
    /// A tap that counts `line_break` bytes from this line on, and fails on a record of more than `limit` bytes.
    pub(super) fn new(inner: R, line_break: u8, limit: u64, line: u64) -> Self {
        Self {
            inner,
            chunk: Vec::new(),
            begin: 0,
            line_break,
            seeking: true,
            behind_return: false,
            line,
            record_start: 0,
            limit,
            too_long: false,
            length: None,
        }
    }

    /// Says that the parser is about to read a record from `offset` on.
    #[inline]
    pub(super) fn start_record(&mut self, offset: u64) {
        self.record_start = offset;
        let at = usize::try_from(offset.saturating_sub(self.begin)).unwrap_or(usize::MAX);
        self.seek(at.min(self.chunk.len()));
    }

    /// Says that the parser has read a record up to `offset`, with so many line breaks inside its cells.
    #[inline]
    pub(super) fn end_record(&mut self, offset: u64, inside: usize) {
        let at = usize::try_from(offset.saturating_sub(self.begin + 1)).unwrap_or(usize::MAX);
        // With CRLF the parser stops before the second byte, which is then sought over as a blank line would be.
        let ended_by = self.chunk.get(at).copied().unwrap_or_default();
        self.line += inside as u64;
        self.pass(ended_by);
    }

    /// Counts the end of a line.
    #[inline]
    fn pass(&mut self, byte: u8) {
        self.line += u64::from(byte == self.line_break);
        self.behind_return = byte == b'\r' && self.line_break != b'\r';
    }

    /// The byte that ends a line.
    pub(super) fn line_break(&self) -> u8 {
        self.line_break
    }

    /// The line on which the current record starts; after `end_record`, on which it ends.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// Whether the current record was longer than the bound.
    pub(super) fn too_long(&self) -> bool {
        self.too_long
    }

    /// Whether a parser that stands at `offset` has read beyond the last line of the stream.
    pub(super) fn is_past_end(&self, offset: u64) -> bool {
        self.length.is_some_and(|length| offset > length + 1)
    }

    /// Moves over line breaks to where the current record starts; goes on with the next chunk if this one ends first.
    #[inline]
    fn seek(&mut self, from: usize) {
        for at in from..self.chunk.len() {
            let byte = self.chunk[at];
            if !matches!(byte, b'\r' | b'\n') {
                self.line += u64::from(std::mem::take(&mut self.behind_return));
                self.seeking = false;
                return;
            }
            self.pass(byte);
        }
        self.seeking = true;
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

impl Tap<Bytes> {
    /// What the parser, which stands at `offset`, has not read yet: what it was given of it, and the rest of the stream, which ends
    /// for the parser. `None` where the stream has ended, or a line may end in a carriage return alone.
    pub(super) fn take_rest(&mut self, offset: u64) -> Option<(Vec<u8>, Bytes)> {
        let at = usize::try_from(offset.saturating_sub(self.begin)).ok()?;
        let given = self.chunk.get(at..).filter(|_| self.length.is_none())?.to_vec();
        if self.behind_return && !matches!(given.first(), Some(b'\r' | b'\n')) {
            return None;
        }
        Some((given, std::mem::replace(&mut self.inner, Box::new(io::empty()))))
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
        self.begin = end;
        self.chunk.clear();
        self.chunk.extend_from_slice(&buffer[..read]);
        if self.seeking {
            self.seek(0);
        }
        Ok(read)
    }
}
