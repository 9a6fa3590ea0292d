//! Workbooks with bytes changed at random: they are read or refused, and never end the program or keep it busy for ever. Those that
//! name a thing twice, or are broken so that rows would be missed, are refused.

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

/// A workbook with its parts changed, which further parts can be added to.
fn rewritten(name: &str, mut change: impl FnMut(&str, &mut Vec<u8>)) -> ZipWriter<Cursor<Vec<u8>>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes(name))).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut old = archive.by_index(index).unwrap();
        let mut text = Vec::new();
        old.read_to_end(&mut text).unwrap();
        change(&old.name().unwrap(), &mut text);
        writer.start_file(old.name().unwrap(), SimpleFileOptions::default()).unwrap();
        writer.write_all(&text).unwrap();
    }
    writer
}

/// A workbook with the first part once more, under another name.
fn with_part(name: &str, part: &str, other: &str) -> Vec<u8> {
    let mut kept = Vec::new();
    let mut writer = rewritten(name, |own, text| {
        if own == part {
            kept.clone_from(text);
        }
    });
    assert!(!kept.is_empty(), "{name} has {part}");
    writer.start_file(other, SimpleFileOptions::default()).unwrap();
    writer.write_all(&kept).unwrap();
    writer.finish().unwrap().into_inner()
}

fn refusal(book: Vec<u8>) -> String {
    read(book).map_or_else(|error| error.to_string(), |rows| format!("{rows} rows"))
}

/// Programs do not agree on which of two parts of one name they read.
#[test]
fn a_name_stands_for_one_part() {
    for (book, part, other) in [
        ("merged.xlsx", "xl/worksheets/sheet1.xml", "XL/Worksheets/sheet1.XML"),
        ("merged.xlsb", "xl/worksheets/sheet1.bin", r"xl\worksheets\sheet1.bin"),
        ("merged.ods", "content.xml", "Content.xml"),
    ] {
        let similar = part.replace("1.", "9.").replace("content", "contens");
        assert!(read(with_part(book, part, &similar)).is_ok(), "{book}");
        let message = refusal(with_part(book, part, other));
        assert!(message.contains("two of its parts are called"), "{message}");
        let mut twice = with_part(book, part, &similar);
        let places: Vec<_> = memchr::memmem::find_iter(&twice, &similar).collect();
        for at in places {
            twice[at..at + part.len()].copy_from_slice(part.as_bytes());
        }
        let message = refusal(twice);
        assert!(message.contains("two of its parts have the same name"), "{message}");
    }
}

#[test]
fn a_name_stands_for_one_sheet() {
    for (book, part, from, to) in [
        ("several.xlsx", "xl/workbook.xml", r#"name="Switches""#, r#"name="Cameras""#),
        ("shapes.ods", "content.xml", r#"table:name="Archive""#, r#"table:name="Scratch""#),
    ] {
        let mut changed = false;
        let writer = rewritten(book, |own, text| {
            if own == part {
                let new = String::from_utf8(text.clone()).unwrap().replace(from, to);
                changed = new.as_bytes() != text.as_slice();
                *text = new.into_bytes();
            }
        });
        assert!(changed, "{book}");
        let message = refusal(writer.finish().unwrap().into_inner());
        assert!(message.contains("two of its sheets are called"), "{message}");
    }
}

/// One byte of a binary sheet is enough to have records swallow those behind them.
#[test]
fn a_broken_binary_sheet_loses_no_row_in_silence() {
    let with = |at: usize, byte: u8| {
        let writer = rewritten("../exports/snipeit.xlsb", |own, text| {
            if own == "xl/worksheets/sheet1.bin" {
                text[at] = byte;
            }
        });
        writer.finish().unwrap().into_inner()
    };
    assert_eq!(read(with(0, 0x81)).unwrap(), 30);
    // Behind the header.
    for at in (338..6209).step_by(41) {
        for byte in [0, 18, 255] {
            let rows = read(with(at, byte));
            assert!(
                rows.as_ref().is_ok_and(|rows| *rows == 30) || rows.is_err(),
                "{at} {byte} {rows:?}"
            );
        }
    }
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
