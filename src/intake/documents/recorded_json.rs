//! A reader below the JSON parser that knows on which line it is, and keeps the text of the current object.
//!
//! The parser takes one byte after the other. When it is about to read an item of a list, the last byte that it took is the
//! first of the item.

use std::{
    cell::RefCell,
    io::{self, Read},
    rc::Rc,
};

use super::node::LIMIT;
use crate::tables::bytes::Bytes;

/// How many bytes are taken from the file at a time.
const BUFFER: usize = 64 << 10;

/// The reader. Its clones are the same reader: one for the parser, one for the caller, who asks for the line.
#[derive(Clone)]
pub(super) struct RecordedJson(Rc<RefCell<Source>>);

struct Source {
    inner: Bytes,
    buffer: Box<[u8]>,
    at: usize,
    filled: usize,
    /// The line of the byte that comes next.
    line: u64,
    last: u8,
    record: Vec<u8>,
    recording: bool,
    /// The line on which the text begins that is kept.
    begun: u64,
    too_long: bool,
}

impl RecordedJson {
    pub(super) fn new(inner: Bytes) -> Self {
        Self(Rc::new(RefCell::new(Source {
            inner,
            buffer: vec![0; BUFFER].into(),
            at: 0,
            filled: 0,
            line: 1,
            last: 0,
            record: Vec::new(),
            recording: false,
            begun: 1,
            too_long: false,
        })))
    }

    /// The line that has been reached.
    pub(super) fn line(&self) -> u64 {
        self.0.borrow().line
    }

    /// The byte that was taken last.
    pub(super) fn last(&self) -> u8 {
        self.0.borrow().last
    }

    /// The line on which an object begins that is longer than the bound, if that is why the reader failed.
    pub(super) fn too_long(&self) -> Option<u64> {
        let source = self.0.borrow();
        source.too_long.then_some(source.begun)
    }

    /// Begins to keep the text, from the byte on that was taken last.
    pub(super) fn start(&self) {
        let source = &mut *self.0.borrow_mut();
        source.record.clear();
        source.record.push(source.last);
        source.recording = true;
        source.begun = source.line;
    }

    /// Gives the text kept; it can be given back to be used again.
    pub(super) fn stop(&self) -> Vec<u8> {
        let source = &mut *self.0.borrow_mut();
        source.recording = false;
        std::mem::take(&mut source.record)
    }

    /// Takes a text back, for its memory.
    pub(super) fn give_back(&self, record: Vec<u8>) {
        self.0.borrow_mut().record = record;
    }
}

impl Source {
    fn fill(&mut self) -> io::Result<()> {
        self.at = 0;
        self.filled = 0;
        loop {
            match self.inner.read(&mut self.buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => {
                    self.filled = result?;
                    return Ok(());
                }
            }
        }
    }
}

impl Read for RecordedJson {
    #[inline]
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let source = &mut *self.0.borrow_mut();
        if source.at == source.filled {
            source.fill()?;
        }
        let length = out.len().min(source.filled - source.at);
        let taken = &source.buffer[source.at..source.at + length];
        let Some(&last) = taken.last() else { return Ok(0) };
        if source.recording {
            if (source.record.len() + length) as u64 > LIMIT << 20 {
                source.too_long = true;
                return Err(io::Error::other("the object is too long"));
            }
            source.record.extend_from_slice(taken);
        }
        out[..length].copy_from_slice(taken);
        source.line += match taken {
            [one] => u64::from(*one == b'\n'),
            more => memchr::memchr_iter(b'\n', more).count() as u64,
        };
        source.last = last;
        source.at += length;
        Ok(length)
    }
}
