//! Workbooks with bytes changed at random: they are read or refused, and never end the program or keep it busy for ever.

use std::{
    io::{Cursor, Read, Write},
    path::Path,
};

use crate::options;
use banlint::intake::{Entry, Error, Inventory};
use proptest::prelude::*;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

const BOOKS: [&str; 6] =
    ["merged.xlsx", "merged.xlsb", "merged.ods", "merged.xls", "old.xls", "shapes.xls"];

fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(Path::new("tests/fixtures/intake/books").join(name)).unwrap()
}

/// Changes some bytes; `at` are places in thousandths of thousandths of the whole.
fn change(bytes: &mut [u8], changes: &[(u32, u8)]) {
    for &(at, byte) in changes {
        let at = u64::from(at) * bytes.len() as u64 / 1_000_000;
        if let Some(changed) = bytes.get_mut(usize::try_from(at).unwrap()) {
            *changed = byte;
        }
    }
}

/// The workbook with bytes changed in one of its parts, as if they had been so when it was packed.
fn changed(name: &str, part: usize, changes: &[(u32, u8)]) -> Vec<u8> {
    let mut whole = bytes(name);
    if !whole.starts_with(b"PK") {
        change(&mut whole, changes);
        return whole;
    }
    let mut archive = ZipArchive::new(Cursor::new(whole)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let chosen = part % archive.len();
    for index in 0..archive.len() {
        let mut old = archive.by_index(index).unwrap();
        let mut text = Vec::new();
        old.read_to_end(&mut text).unwrap();
        if index == chosen {
            change(&mut text, changes);
        }
        writer.start_file(old.name().unwrap(), SimpleFileOptions::default()).unwrap();
        writer.write_all(&text).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Reads a workbook to its end and gives its rows.
fn read(book: Vec<u8>) -> Result<u64, Error> {
    let options = options();
    let mut inventory = Inventory::from_reader("book", Cursor::new(book), &options)?;
    let mut asset = inventory.asset();
    let mut rows = 0;
    while inventory.read(&mut asset)? != Entry::End {
        rows += 1;
    }
    Ok(rows)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_broken_workbook_is_read_or_refused(
        book in 0..BOOKS.len(),
        part in 0_usize..40,
        changes in prop::collection::vec((0_u32..1_000_000, any::<u8>()), 1..6),
        cut in prop::option::of(0_u32..1_000_000),
    ) {
        let mut book = changed(BOOKS[book], part, &changes);
        if let Some(cut) = cut.filter(|cut| cut % 4 == 0) {
            let length = u64::from(cut) * book.len() as u64 / 1_000_000;
            book.truncate(usize::try_from(length).unwrap());
        }
        match read(book) {
            Ok(rows) => prop_assert!(rows < 2_000_000),
            Err(error) => prop_assert!(error.to_string().starts_with("book"), "{error}"),
        }
    }
}
