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

/// How its end begins, and so far before the end of the file that may be.
const END: &[u8] = b"PK\x05\x06";
const TAIL: u64 = 22 + 2 * 0xffff;

/// An archive that is a workbook.
pub(super) type Archive = ZipArchive<BufReader<Book>>;

/// Opens the archive of a workbook.
pub(super) fn open(book: &Book) -> Result<Archive, Fault> {
    if book.count(ENTRY).map_err(|error| damaged(&error))? > PARTS {
        return Err(Fault::TooLarge(format!("it has more than {PARTS} parts")));
    }
    Ok(ZipArchive::new(BufReader::new(book.clone()))?)
}

/// Refuses an archive with something before or behind it: another program may read that, as an archive of its own.
pub(super) fn check_ends(archive: &mut Archive, book: &Book) -> Result<(), Fault> {
    let starts = (0..archive.len())
        .map(|index| archive.by_index_raw(index).map(|part| part.header_start()))
        .collect::<Result<Vec<_>, _>>()?;
    if starts.into_iter().min().is_some_and(|first| first > 0) {
        return Err(Fault::Damaged("something stands before its first part".into()));
    }
    let tail = book.tail(TAIL).map_err(|error| damaged(&error))?;
    let Some(at) = memchr::memmem::rfind(&tail, END) else { return Ok(()) };
    let comment = tail.get(at + 20..at + 22).and_then(|length| length.try_into().ok());
    let end = at + 22 + usize::from(comment.map_or(0, u16::from_le_bytes));
    // Some programs fill a file up to whole blocks.
    if tail.get(end..).is_some_and(|rest| rest.iter().any(|byte| *byte != 0)) {
        return Err(Fault::Damaged("something stands behind its end".into()));
    }
    Ok(())
}

/// The name of a part as names are compared.
pub(super) fn plain(name: &str) -> String {
    name.replace('\\', "/").to_lowercase()
}

/// The name of a part that one in a folder names, without steps in it.
pub(super) fn resolved(folder: &str, target: &str) -> String {
    let target = plain(target);
    let folder = if target.starts_with('/') { "" } else { folder };
    let mut steps: Vec<_> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Refuses an archive that has two parts of one name, however it leads there: programs do not agree on which of them they read.
pub(super) fn check_names(archive: &Archive) -> Result<(), Fault> {
    if archive.has_duplicate_names() {
        return Err(Fault::Damaged("two of its parts have the same name".into()));
    }
    let mut names = BTreeSet::new();
    for name in archive.file_names() {
        let name = name?;
        if !names.insert(resolved("", &name)) {
            let what = format!("two of its parts are called `{}`", shown(&name));
            return Err(Fault::Damaged(what));
        }
    }
    Ok(())
}
