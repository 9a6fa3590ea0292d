//! The archive that a packed workbook is.

use std::{collections::BTreeSet, io::BufReader};

use zip::ZipArchive;

use super::{
    Fault,
    book::Book,
    fault::{damaged, shown},
};

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

/// The name of a part as names are compared.
pub(super) fn plain(name: &str) -> String {
    name.replace('\\', "/").to_lowercase()
}

/// Refuses an archive that has two parts of one name: programs do not agree on which of them they read.
pub(super) fn check_names(archive: &Archive) -> Result<(), Fault> {
    if archive.has_duplicate_names() {
        return Err(Fault::Damaged("two of its parts have the same name".into()));
    }
    let mut names = BTreeSet::new();
    for name in archive.file_names() {
        let name = name?;
        if !names.insert(plain(&name)) {
            let what = format!("two of its parts are called `{}`", shown(&name));
            return Err(Fault::Damaged(what));
        }
    }
    Ok(())
}
