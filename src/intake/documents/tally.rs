//! A reader below the XML parser that knows on which line it is, and bounds what is read at a time.

use std::io::{self, BufRead, BufReader, Read};

use super::node::LIMIT;
use crate::tables::bytes::Bytes;

/// How many bytes are taken from the file at a time.
const BUFFER: usize = 64 << 10;

/// The reader.
pub(super) struct Tally {
    inner: BufReader<Bytes>,
    /// The line that has been reached.
    line: u64,
    /// Where the current object begins, and how many bytes of it there are.
    begun: u64,
    length: u64,
}

impl Tally {
    pub(super) fn new(inner: Bytes) -> Self {
        let inner = BufReader::with_capacity(BUFFER, inner);
        Self { inner, line: 1, begun: 1, length: 0 }
    }

    /// The line that has been reached.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// Says that something begins that may be as long as the bound.
    pub(super) fn start(&mut self) {
        self.begun = self.line;
        self.length = 0;
    }

    /// The line on which something begins that is longer than the bound, if that is why the reader failed.
    pub(super) fn too_long(&self) -> Option<u64> {
        (self.length > LIMIT << 20).then_some(self.begun)
    }
}

impl Read for Tally {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let mut ready = self.fill_buf()?;
        let read = ready.read(out)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Tally {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.length > LIMIT << 20 {
            return Err(io::Error::other("it is too long"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, length: usize) {
        let taken = self.inner.buffer().get(..length).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', taken).count() as u64;
        self.length += length as u64;
        self.inner.consume(length);
    }
}
