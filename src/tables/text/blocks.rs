//! A delimited text in blocks of whole lines, for those who can tell what a record is from its bytes and leave most of them.

use std::io::{self, Cursor, Read};

use super::dialect::Dialect;
use crate::tables::{bytes::Bytes, limits::RECORD};

/// How long a block is, unless a record needs more.
const BLOCK: usize = 1 << 20;
/// How much is read at first: of a short text the room for a whole block would take longer to clear than the text to read.
const FIRST: usize = 1 << 16;

/// The rest of a text, block by block.
pub(crate) struct Blocks {
    bytes: Bytes,
    pub(crate) dialect: Dialect,
    /// What was read and stands in no block yet.
    rest: Vec<u8>,
    /// A block that was done with, whose room is used again.
    spare: Vec<u8>,
    /// How much is read at a time.
    reads: usize,
    has_ended: bool,
    /// What was read does not hold a whole record.
    needs_more: bool,
}

impl Blocks {
    /// The blocks of what was read already and of what is still to be read.
    pub(super) fn new(rest: Vec<u8>, bytes: Bytes, dialect: Dialect) -> Self {
        let (spare, reads) = (Vec::new(), FIRST);
        Self { bytes, dialect, rest, spare, reads, has_ended: false, needs_more: false }
    }

    /// The next block, which ends with a line break; `None` at the end of the text. A line that is longer than any record may be is
    /// left for whoever reads record by record to complain of, and gives `None` too. Of a stream that gives less at a time, a
    /// block is what there is: nobody waits for more.
    pub(crate) fn read(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut block = std::mem::take(&mut self.rest);
        let (mut searched, mut has_read) = (0, !std::mem::take(&mut self.needs_more));
        loop {
            let last = memchr::memrchr(b'\n', &block[searched..]).map(|at| searched + at);
            if let Some(last) = last
                && (has_read || block.len() >= BLOCK)
            {
                let mut rest = std::mem::take(&mut self.spare);
                rest.clear();
                rest.extend_from_slice(&block[last + 1..]);
                block.truncate(last + 1);
                self.rest = rest;
                return Ok(Some(block));
            }
            if block.len() as u64 > RECORD << 20 {
                self.rest = block;
                return Ok(None);
            }
            (searched, has_read) = (block.len(), true);
            if self.fill(&mut block)? == 0 {
                if !block.is_empty() && !block.ends_with(b"\n") {
                    block.push(b'\n');
                }
                return Ok(Some(block).filter(|block| !block.is_empty()));
            }
        }
    }

    /// Reads once, as much as fits into a block.
    fn fill(&mut self, block: &mut Vec<u8>) -> io::Result<usize> {
        let filled = block.len();
        block.resize(filled + self.reads.saturating_sub(filled).max(self.reads / 4), 0);
        self.reads = (2 * self.reads).min(BLOCK);
        loop {
            match self.bytes.read(&mut block[filled..]) {
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                Err(cause) => return Err(cause),
                Ok(read) => {
                    self.has_ended |= read == 0;
                    block.truncate(filled + read);
                    return Ok(read);
                }
            }
        }
    }

    /// Whether the end of the text has been read.
    pub(crate) fn has_ended(&self) -> bool {
        self.has_ended
    }

    /// Puts bytes back, to be read before all others.
    pub(crate) fn put_back(&mut self, mut bytes: Vec<u8>) {
        bytes.append(&mut self.rest);
        self.rest = bytes;
        self.needs_more = true;
    }

    /// Takes the room of a block that is done with.
    pub(crate) fn recycle(&mut self, block: Vec<u8>) {
        if block.capacity() <= 2 * BLOCK {
            self.spare = block;
        }
    }

    /// What is left, as a stream.
    pub(super) fn into_rest(self) -> (Bytes, Dialect) {
        (Box::new(Cursor::new(self.rest).chain(self.bytes)), self.dialect)
    }
}
