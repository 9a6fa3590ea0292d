//! A stream whose bytes are written anew, piece by piece.

use std::io::{self, Read};

use crate::tables::bytes::Bytes;

/// How many bytes are taken from the stream at a time.
const PIECE: usize = 64 << 10;

/// The stream that `rewrite` makes of another. It is given the bytes at hand and whether they are the last, adds to what is read, and says
/// how many of them it used.
pub(super) struct Rewritten<F> {
    inner: Bytes,
    rewrite: F,
    /// What was read and not used yet.
    raw: Vec<u8>,
    /// What is handed out, and how much of it was.
    text: Vec<u8>,
    at: usize,
    has_ended: bool,
}

impl<F: FnMut(&[u8], bool, &mut Vec<u8>) -> io::Result<usize>> Rewritten<F> {
    pub(super) fn new(inner: Bytes, rewrite: F) -> Self {
        Self { inner, rewrite, raw: Vec::new(), text: Vec::new(), at: 0, has_ended: false }
    }

    fn fill(&mut self) -> io::Result<()> {
        (self.at, self.has_ended) =
            (0, self.inner.by_ref().take(PIECE as u64).read_to_end(&mut self.raw)? == 0);
        self.text.clear();
        let used = (self.rewrite)(&self.raw, self.has_ended, &mut self.text)?;
        self.raw.drain(..used.min(self.raw.len()));
        Ok(())
    }
}

impl<F: FnMut(&[u8], bool, &mut Vec<u8>) -> io::Result<usize>> Read for Rewritten<F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() && !self.has_ended {
            self.fill()?;
        }
        let read = self.text.get(self.at..).unwrap_or_default().read(buffer)?;
        self.at += read;
        Ok(read)
    }
}
