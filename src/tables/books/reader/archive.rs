//! The archive that a packed workbook is.

use std::io::BufReader;

use zip::ZipArchive;

use super::{Fault, book::Book, fault::damaged};

/// The parts of a workbook.
pub(super) const PARTS: usize = 20_000;
/// How a ZIP archive lists each of its parts.
const ENTRY: &[u8] = b"PK\x01\x02";

/// An archive that is a workbook.
pub(super) type Archive = ZipArchive<BufReader<Book>>;

/// Opens the archive of a workbook.
pub(super) fn open(book: &Book) -> Result<Archive, Fault> {
    if book.count(ENTRY).map_err(|error| damaged(&error))? > PARTS {
        return Err(Fault::TooLarge(format!("it has more than {PARTS} parts")));
    }
    Ok(ZipArchive::new(BufReader::new(book.clone()))?)
}
