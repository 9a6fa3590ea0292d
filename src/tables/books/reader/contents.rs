//! Which form of workbook a file is, by what it holds.

use std::io::Read;

use memchr::memmem;

use super::{
    Fault, Kind,
    archive::{self, Archive},
    book::Book,
    fault::damaged,
    kind::OLE,
};
use crate::tables::{ReadError, ReadErrorKind, form::may_hold_inventory};

/// Parts by which an archive is known, and what it then is. The first that is found tells.
const PARTS: [(&str, Inside); 8] = [
    ("xl/workbook.bin", Inside::Book(Kind::Xlsb)),
    ("xl/", Inside::Book(Kind::Xlsx)),
    ("word/", Inside::Other("a Word document", EXPORT)),
    ("ppt/", Inside::Other("a presentation", EXPORT)),
    ("index/document.iwa", Inside::Other("a Numbers document", SAVE)),
    ("meta-inf/manifest.xml", Inside::Other("an OpenDocument file that is no workbook", EXPORT)),
    ("meta-inf/manifest.mf", Inside::Other("a Java archive", EXPORT)),
    ("", Inside::Other("a ZIP archive", UNPACK)),
];

const UNPACK: &str = "unpack it first, and name the inventory inside it";

const EXPORT: &str = "export the inventory as a workbook (XLSX) or as CSV instead";
const SAVE: &str = "open it and export it as a workbook (XLSX) or as CSV";

#[derive(Clone, Copy)]
enum Inside {
    Book(Kind),
    Other(&'static str, &'static str),
    /// An archive of files that may well be inventories.
    Tables,
}

/// The form of a workbook, or the error for what is none.
pub(super) fn kind(book: &Book, file: &str) -> Result<Kind, ReadError> {
    match inside(book).map_err(|fault| fault.of(file))? {
        Inside::Book(kind) => Ok(kind),
        Inside::Other(looks, advice) => {
            let kind = ReadErrorKind::NotText { looks, advice, has_rows: false };
            Err(ReadError::new(file, kind))
        }
        Inside::Tables => {
            let (looks, advice) = ("a ZIP archive with tables in it", UNPACK);
            Err(ReadError::new(file, ReadErrorKind::NotText { looks, advice, has_rows: true }))
        }
    }
}

fn inside(book: &Book) -> Result<Inside, Fault> {
    if !book.begins(OLE).map_err(|error| damaged(&error))? {
        return Ok(of_zip(&mut archive::open(book)?));
    }
    of_ole(&book.whole().map_err(|error| damaged(&error))?)
}

fn of_zip(archive: &mut Archive) -> Inside {
    let mut kind = [0; 46];
    let stated = archive.by_name("mimetype").ok().map(|mut part| part.read(&mut kind));
    if stated.is_some() && kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
        return Inside::Book(Kind::Ods);
    }
    let names: Vec<_> = archive
        .file_names()
        .filter_map(Result::ok)
        .map(|name| name.to_lowercase().replace('\\', "/"))
        .collect();
    let holds = |part: &str| names.iter().any(|name| name.starts_with(part));
    let known = PARTS.iter().find(|(part, _)| holds(part));
    if known.is_some_and(|(part, _)| part.is_empty())
        && names.iter().any(|name| may_hold_inventory(name))
    {
        return Inside::Tables;
    }
    known.map_or(Inside::Other("an empty ZIP archive", EXPORT), |(_, inside)| *inside)
}

/// The names of the parts stand in the file in UTF-16.
fn of_ole(bytes: &[u8]) -> Result<Inside, Fault> {
    let holds = |name: &str| {
        let name: Vec<_> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &name).is_some()
    };
    if holds("EncryptedPackage") {
        Err(Fault::Locked)
    } else if holds("Workbook") || holds("Book") {
        Ok(Inside::Book(Kind::Xls))
    } else if holds("WordDocument") {
        Ok(Inside::Other("an old Word document", EXPORT))
    } else {
        Ok(Inside::Other(
            "an old Office file that is no workbook, or one that is cut short",
            EXPORT,
        ))
    }
}
