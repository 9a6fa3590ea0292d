//! A workbook with some of its parts written anew.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write},
};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{
    Fault,
    archive::Archive,
    book::Book,
    fault::damaged,
    limits::{self, KEPT},
};

/// Parts that take the place of those in an archive.
#[derive(Default)]
pub(super) struct Repacked {
    /// By their number in the archive.
    parts: BTreeMap<usize, Vec<u8>>,
    names: BTreeMap<usize, String>,
}

impl Repacked {
    pub(super) fn put(&mut self, index: usize, part: Vec<u8>) {
        self.parts.insert(index, part);
    }

    /// Has a part called otherwise.
    pub(super) fn rename(&mut self, index: usize, name: String) {
        self.names.insert(index, name);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty() && self.names.is_empty()
    }

    /// The archive with these parts in place of its own; the others are copied as they are packed.
    pub(super) fn book(self, archive: &mut Archive) -> Result<Book, Fault> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        if self.parts.values().map(|part| part.len() as u64).sum::<u64>() > KEPT {
            return Err(limits::too_much_kept());
        }
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index)?;
            match (self.parts.get(&index), self.names.get(&index)) {
                (None, Some(name)) => writer.raw_copy_file_rename(part, name.as_str())?,
                (Some(new), _) => {
                    writer.start_file(part.name()?, stored)?;
                    writer.write_all(new).map_err(|error| damaged(&error))?;
                }
                (None, None) => writer.raw_copy_file(part)?,
            }
        }
        Ok(Book::new(writer.finish()?.into_inner()))
    }
}
