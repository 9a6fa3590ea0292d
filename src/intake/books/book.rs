//! The bytes of a workbook: kept in memory, or read from a file on disk where there is one.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    sync::{Arc, Mutex},
};

/// How many bytes are looked through at a time.
const CHUNK: usize = 64 << 10;

/// A reader over the bytes of a workbook. Clones share the bytes, and each has a place of its own.
#[derive(Clone, Debug)]
pub(super) struct Book {
    kept: Arc<Kept>,
    at: u64,
}

#[derive(Debug)]
enum Kept {
    Memory(Vec<u8>),
    /// A regular file, and its length when it was opened.
    Disk(Mutex<File>, u64),
}

impl Book {
    pub(super) fn of_bytes(bytes: Vec<u8>) -> Self {
        Self { kept: Arc::new(Kept::Memory(bytes)), at: 0 }
    }

    /// A book that stays on disk; `None` for what is no regular file and can be read only once.
    pub(super) fn of_file(file: &File) -> Option<Self> {
        let about = file.metadata().ok().filter(std::fs::Metadata::is_file)?;
        let file = file.try_clone().ok()?;
        Some(Self { kept: Arc::new(Kept::Disk(Mutex::new(file), about.len())), at: 0 })
    }

    pub(super) fn len(&self) -> u64 {
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

    /// How often a few bytes stand in the book.
    pub(super) fn count(&self, bytes: &[u8]) -> io::Result<u64> {
        let (mut reader, mut window, mut found) = (Self { at: 0, ..self.clone() }, Vec::new(), 0);
        loop {
            let before = window.len();
            reader.by_ref().take(CHUNK as u64).read_to_end(&mut window)?;
            if window.len() == before {
                return Ok(found);
            }
            found += memchr::memmem::find_iter(&window, bytes).count() as u64;
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
            Kept::Disk(file, length) => {
                let left = usize::try_from(length.saturating_sub(self.at)).unwrap_or(usize::MAX);
                let most = left.min(buffer.len());
                let mut file =
                    file.lock().map_err(|_| io::Error::other("a reader of it failed"))?;
                file.seek(SeekFrom::Start(self.at))?;
                file.read(&mut buffer[..most])?
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
    fn a_file_reads_as_its_bytes_do() {
        let path = "tests/fixtures/intake/books/old.xls";
        let bytes = std::fs::read(path).unwrap();
        let books =
            [Book::of_file(&File::open(path).unwrap()).unwrap(), Book::of_bytes(bytes.clone())];
        for book in books {
            assert_eq!(book.len(), bytes.len() as u64);
            assert_eq!(book.whole().unwrap(), bytes);
            // Readers of one book do not disturb each other.
            let (mut first, mut second) = (book.clone(), book.clone());
            let mut four = [0; 4];
            first.seek(SeekFrom::End(-4)).unwrap();
            second.seek(SeekFrom::Start(512)).unwrap();
            first.read_exact(&mut four).unwrap();
            assert_eq!(four, bytes[bytes.len() - 4..]);
            second.read_exact(&mut four).unwrap();
            assert_eq!(four, bytes[512..516]);
            assert_eq!(first.read(&mut four).unwrap(), 0);
            assert!(first.seek(SeekFrom::Current(-1_000_000)).is_err());
        }
    }

    #[test]
    fn finds_are_counted_across_chunks() {
        let mut bytes = vec![b'-'; 3 * CHUNK];
        for at in [0, CHUNK - 2, CHUNK + 7, 2 * CHUNK - 1, 3 * CHUNK - 4] {
            bytes[at..at + 4].copy_from_slice(b"PK\x01\x02");
        }
        assert_eq!(Book::of_bytes(bytes).count(b"PK\x01\x02").unwrap(), 5);
    }
}
