//! The XML of a part of a workbook, piece by piece, as its reader will meet it: one piece, and all of them, are bounded.

use std::io::{self, BufRead, BufReader, Read};

use quick_xml::{
    Reader,
    escape::unescape,
    events::{BytesStart, Event},
};

use super::Fault;

/// The longest piece: a tag with its attributes, or a text.
const PIECE: usize = 16 << 20;

/// The most elements inside one another.
const LEVELS: usize = 1000;

/// The pieces of a part.
pub(super) struct Pieces<R: Read> {
    reader: Reader<Bounded<R>>,
    buffer: Vec<u8>,
}

impl<R: Read> Pieces<R> {
    /// Reads a part of at most `most` bytes.
    pub(super) fn new(part: R, most: u64) -> Self {
        let inner = BufReader::with_capacity(64 << 10, part);
        let mut reader = Reader::from_reader(Bounded { inner, most, read: 0, piece: 0 });
        // What the reader of workbooks sets, so that both see the same.
        let config = reader.config_mut();
        config.check_end_names = false;
        config.trim_text(false);
        config.check_comments = false;
        config.expand_empty_elements = true;
        Self { reader, buffer: Vec::new() }
    }

    /// The next piece; `None` at the end, or where the XML breaks off and its reader gives up.
    pub(super) fn next(&mut self) -> Result<Option<Event<'_>>, Fault> {
        self.buffer.clear();
        self.reader.get_mut().piece = 0;
        match self.reader.read_event_into(&mut self.buffer) {
            Ok(Event::Eof) => Ok(None),
            Ok(event) => Ok(Some(event)),
            Err(quick_xml::Error::Io(cause)) => Err(self.reader.get_ref().over(&cause)),
            Err(_) => Ok(None),
        }
    }

    /// The bytes behind the last piece that are at hand.
    pub(super) fn ahead(&self) -> &[u8] {
        self.reader.get_ref().inner.buffer()
    }

    /// Skips `bytes` of them, which must be whole elements.
    pub(super) fn pass(&mut self, bytes: usize) {
        let bounded = self.reader.get_mut();
        bounded.read += bytes as u64;
        bounded.inner.consume(bytes);
    }

    /// How many bytes have been read.
    pub(super) fn read(&self) -> u64 {
        self.reader.get_ref().read
    }
}

/// The elements that are open. The reader of workbooks waits for ever for the end of one that is never closed.
#[derive(Default)]
pub(super) struct Open(Vec<String>);

impl Open {
    pub(super) fn start(&mut self, name: &str) -> Result<(), Fault> {
        if self.0.len() == LEVELS {
            return Err(Fault::TooLarge(format!("its elements go over more than {LEVELS} levels")));
        }
        self.0.push(name.to_owned());
        Ok(())
    }

    pub(super) fn end(&mut self, name: &str) -> Result<(), Fault> {
        match self.0.pop() {
            Some(open) if open == name => Ok(()),
            Some(open) => Err(Fault::Damaged(format!("`<{open}>` is closed as `{name}`"))),
            None => Err(Fault::Damaged(format!("`{name}` is closed and was never opened"))),
        }
    }

    pub(super) fn finish(&self) -> Result<(), Fault> {
        match self.0.last() {
            Some(open) => Err(Fault::Damaged(format!("`<{open}>` is never closed"))),
            None => Ok(()),
        }
    }
}

/// The value of an attribute as it stands in the file.
pub(super) fn attribute<'a>(
    tag: &'a BytesStart<'_>,
    name: &str,
) -> Option<std::borrow::Cow<'a, str>> {
    tag.try_get_attribute(name).ok().flatten().map(|attribute| attribute.value)
}

/// The sign that stands under a name, such as `amp`; nothing where it is not known.
pub(super) fn sign(name: &str) -> String {
    unescape(&format!("&{name};")).map(std::borrow::Cow::into_owned).unwrap_or_default()
}

/// A text with the signs that stand in it under names.
pub(super) fn unescaped(text: &str) -> String {
    unescape(text).map_or_else(|_| text.to_owned(), std::borrow::Cow::into_owned)
}

/// The number in an attribute; `most` where it is larger or cannot be read.
pub(super) fn number(tag: &BytesStart<'_>, name: &str, most: u64) -> Option<u64> {
    attribute(tag, name)
        .map(|value| value.trim().parse().map_or(most, |number: u64| number.min(most)))
}

struct Bounded<R> {
    inner: BufReader<R>,
    most: u64,
    read: u64,
    /// The bytes of the current piece.
    piece: usize,
}

impl<R> Bounded<R> {
    /// What was wrong when no more could be read.
    fn over(&self, cause: &io::Error) -> Fault {
        if self.piece > PIECE {
            Fault::TooLarge(format!("a cell of it has more than {} MiB", PIECE >> 20))
        } else if self.read > self.most {
            Fault::TooLarge("it unpacks to more than any inventory needs".into())
        } else {
            Fault::Damaged(cause.to_string())
        }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.piece > PIECE || self.read > self.most {
            return Err(io::Error::other("a bound was passed"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, bytes: usize) {
        self.piece += bytes;
        self.read += bytes as u64;
        self.inner.consume(bytes);
    }
}
