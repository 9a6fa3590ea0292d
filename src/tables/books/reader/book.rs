//! The bytes of a workbook, packed as they are: a copy of its own, so that what is read is what was weighed. A large one is kept
//! in a file without a name, which is gone when the program ends.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    sync::{Arc, Mutex},
};

/// At most this many bytes are kept in memory.
const MEMORY: u64 = 4 << 20;
/// How many bytes are looked through at a time.
const CHUNK: usize = 64 << 10;

/// A reader over the bytes of a workbook. Clones share the bytes, and each has a place of its own.
#[derive(Clone)]
pub(super) struct Book {
    kept: Arc<Kept>,
    at: u64,
}

enum Kept {
    Memory(Vec<u8>),
    /// A file, and its length.
    Disk(Mutex<File>, u64),
}

impl Book {
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        Self { kept: Arc::new(Kept::Memory(bytes)), at: 0 }
    }

    /// Copies a stream of at most `most` bytes; `None` if it is longer.
    pub(super) fn copy(stream: impl Read, most: u64) -> io::Result<Option<Self>> {
        Self::copy_within(stream, most, MEMORY)
    }

    fn copy_within(mut stream: impl Read, most: u64, memory: u64) -> io::Result<Option<Self>> {
        let mut bytes = Vec::new();
        stream.by_ref().take(memory.min(most + 1)).read_to_end(&mut bytes)?;
        let mut length = bytes.len() as u64;
        if length == memory {
            // Where no file can be made, there is still memory.
            if let Ok(mut file) = tempfile::tempfile() {
                io::copy(&mut bytes.as_slice(), &mut file)?;
                length += io::copy(&mut stream.take(most + 1 - length), &mut file)?;
                let kept = Arc::new(Kept::Disk(Mutex::new(file), length));
                return Ok((length <= most).then_some(Self { kept, at: 0 }));
            }
            length += stream.take(most + 1 - length).read_to_end(&mut bytes)? as u64;
        }
        Ok((length <= most).then(|| Self::new(bytes)))
    }

    fn len(&self) -> u64 {
        match &*self.kept {
            Kept::Memory(bytes) => bytes.len() as u64,
            Kept::Disk(_, length) => *length,
        }
    }

    /// All bytes at once.
    pub(super) fn whole(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        Self { at: 0, ..self.clone() }.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Whether the book begins with these bytes.
    pub(super) fn begins(&self, with: &[u8]) -> io::Result<bool> {
        let mut head = Vec::new();
        Self { at: 0, ..self.clone() }.take(with.len() as u64).read_to_end(&mut head)?;
        Ok(head == with)
    }

    /// At most the last `most` bytes.
    pub(super) fn tail(&self, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        Self { at: self.len().saturating_sub(most), ..self.clone() }.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// How often a few bytes stand in the book.
    pub(super) fn count(&self, bytes: &[u8]) -> io::Result<usize> {
        let (mut reader, mut window, mut found) = (Self { at: 0, ..self.clone() }, Vec::new(), 0);
        loop {
            let before = window.len();
            reader.by_ref().take(CHUNK as u64).read_to_end(&mut window)?;
            if window.len() == before {
                return Ok(found);
            }
            found += memchr::memmem::find_iter(&window, bytes).count();
            // A find may lie across the chunks.
            window.drain(..window.len().saturating_sub(bytes.len() - 1));
        }
    }
}

impl Read for Book {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &*self.kept {
            Kept::Memory(bytes) => {
                let at = usize::try_from(self.at).unwrap_or(usize::MAX);
                bytes.get(at..).unwrap_or_default().read(buffer)?
            }
            Kept::Disk(file, _) => {
                let mut file =
                    file.lock().map_err(|_| io::Error::other("a reader of it failed"))?;
                file.seek(SeekFrom::Start(self.at))?;
                file.read(buffer)?
            }
        };
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Book {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.len().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::other("a place before the start of the file"))?;
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_on_disk_reads_as_one_in_memory() {
        let bytes: Vec<_> = (0..3000_u16).flat_map(u16::to_le_bytes).collect();
        for memory in [1, 2999, 6000, 6001] {
            let book = Book::copy_within(bytes.as_slice(), 6000, memory).unwrap().unwrap();
            assert_eq!(matches!(*book.kept, Kept::Disk(..)), memory <= 6000);
            assert_eq!(book.whole().unwrap(), bytes);
            assert!(book.begins(&bytes[..8]).unwrap());
            // Readers of one book do not disturb each other.
            let (mut first, mut second) = (book.clone(), book.clone());
            let mut four = [0; 4];
            first.seek(SeekFrom::End(-4)).unwrap();
            second.seek(SeekFrom::Start(512)).unwrap();
            first.read_exact(&mut four).unwrap();
            assert_eq!(four, bytes[5996..]);
            second.read_exact(&mut four).unwrap();
            assert_eq!(four, bytes[512..516]);
            assert_eq!(first.read(&mut four).unwrap(), 0);
            assert!(first.seek(SeekFrom::Current(-1_000_000)).is_err());
            assert!(Book::copy_within(bytes.as_slice(), 5999, memory).unwrap().is_none());
        }
    }

    #[test]
    fn finds_are_counted_across_chunks() {
        let mut bytes = vec![b'-'; 3 * CHUNK];
        for at in [0, CHUNK - 2, CHUNK + 7, 2 * CHUNK - 1, 3 * CHUNK - 4] {
            bytes[at..at + 4].copy_from_slice(b"PK\x01\x02");
        }
        assert_eq!(Book::new(bytes).count(b"PK\x01\x02").unwrap(), 5);
    }
}
