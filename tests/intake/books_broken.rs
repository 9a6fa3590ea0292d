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

/// A workbook with its parts changed, which further parts can be added to; one of which nothing is left is left out.
fn rewritten(name: &str, mut change: impl FnMut(&str, &mut Vec<u8>)) -> ZipWriter<Cursor<Vec<u8>>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes(name))).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut old = archive.by_index(index).unwrap();
        let mut text = Vec::new();
        old.read_to_end(&mut text).unwrap();
        change(&old.name().unwrap(), &mut text);
        if text.is_empty() {
            continue;
        }
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
        let message = refusal(with_part(book, part, &format!("/./x/..//{part}")));
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

/// A workbook with a text in one of its parts changed.
fn edited(name: &str, part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut changed = false;
    let writer = rewritten(name, |own, text| {
        if own == part {
            let new = String::from_utf8(text.clone()).unwrap().replacen(from, to, 1);
            changed = new.as_bytes() != text.as_slice();
            *text = new.into_bytes();
        }
    });
    assert!(changed, "{name} {part} {from}");
    writer.finish().unwrap().into_inner()
}

/// Their reader would not look for them there, and miss none.
#[test]
fn rows_outside_of_their_sheet_are_refused() {
    let sheet = "xl/worksheets/sheet1.xml";
    let row = r#"<row r="900"><c r="A900" t="inlineStr"><is><t>Hikvision</t></is></c></row>"#;
    let cell =
        r#"<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>"#;
    let line = format!("<table:table-row>{cell}</table:table-row>");
    let outside = "a sheet of it has a cell outside of its rows";
    for (book, part, from, to, expected) in [
        ("several.xlsx", sheet, "</sheetData>", format!("</sheetData>{row}"), outside),
        ("several.xlsx", sheet, "<sheetData>", format!("{row}<sheetData>"), outside),
        (
            "several.xlsx",
            sheet,
            "</worksheet>",
            format!("<extLst><ext>{row}</ext></extLst></worksheet>"),
            outside,
        ),
        ("several.xlsx", sheet, "</worksheet>", format!("</worksheet>{row}"), outside),
        (
            "several.xlsx",
            "xl/_rels/workbook.xml.rels",
            "relationships/worksheet\"",
            "relationships/chartsheet\"".to_owned(),
            "no sheet of cells",
        ),
        (
            "shapes.ods",
            "content.xml",
            "</table:table>",
            format!("</table:table>{line}"),
            "a row or a cell outside of its sheets",
        ),
        (
            "shapes.ods",
            "content.xml",
            "</table:table>",
            format!("{cell}</table:table>"),
            "a cell outside of rows",
        ),
        (
            "shapes.ods",
            "content.xml",
            "</table:table>",
            format!("{}</table:table>", line.replace("table:table-", "t:table-")),
            "are called `t:table-row`, not `table:table-row`",
        ),
    ] {
        let message = refusal(edited(book, part, from, &to));
        assert!(message.contains(expected), "{book} {from} {to}: {message}");
    }
}

/// Their reader takes such a part for one without anything in it.
#[test]
fn a_part_in_other_letters_is_read() {
    let rows = cells(bytes("several.xlsx"));
    for part in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/workbook.xml"] {
        for mark in [&[0xff, 0xfe][..], &[], &[0, 0, 0]] {
            let writer = rewritten("several.xlsx", |own, text| {
                if own == part {
                    let letters = String::from_utf8(text.clone()).unwrap();
                    if mark.len() == 3 {
                        let behind = letters.split_once("?>").unwrap().1;
                        let named =
                            format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{behind}");
                        *text = encoding_rs::WINDOWS_1252.encode(&named).0.into_owned();
                    } else {
                        let letters = letters.encode_utf16().flat_map(u16::to_le_bytes);
                        *text = mark.iter().copied().chain(letters).collect();
                    }
                }
            });
            assert_eq!(cells(writer.finish().unwrap().into_inner()), rows, "{part}");
        }
    }
}

/// One byte of an old workbook is enough to have a record swallow those behind it.
#[test]
fn a_record_of_an_old_workbook_swallows_no_row() {
    let book = "../exports/gnumeric_biff8.xls";
    let whole = bytes(book);
    let rows = read(whole.clone()).unwrap();
    // A text, a number, and a short number.
    let (mut changed, mut refused) = (0, 0);
    for head in [[0xfd, 0, 0x0a, 0], [0x03, 2, 0x0e, 0], [0x7e, 2, 0x0a, 0]] {
        for at in memchr::memmem::find_iter(&whole, &head) {
            for length in [0x0b, 0x18, 0x4a, 0x8a] {
                let mut broken = whole.clone();
                broken[at + 2] = length;
                changed += 1;
                match read(broken) {
                    Ok(read) => assert_eq!(read, rows, "{at} {length}"),
                    Err(_) => refused += 1,
                }
            }
        }
    }
    assert!(changed > 100 && refused > 100, "{refused} of {changed}");
}

/// Of two archives in one file, programs do not agree on which they read.
#[test]
fn a_workbook_is_all_of_its_file() {
    let whole = bytes("several.xlsx");
    let (before, behind) = ("something stands before its first part", "something stands behind");
    let with = |first: &[u8], last: &[u8]| refusal([first, &whole, last].concat());
    assert!(with(&whole, b"").contains(before), "{}", with(&whole, b""));
    assert!(with(b"", b"\r\nleft over").contains(behind));
    assert!(with(b"", &[0; 100]).ends_with(" rows"));
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

/// The cells of all rows.
fn cells(book: Vec<u8>) -> Vec<String> {
    let mut inventory = Inventory::from_reader("book", Cursor::new(book), &options()).unwrap();
    let (mut asset, mut cells) = (inventory.asset(), Vec::new());
    while inventory.read(&mut asset).unwrap() != Entry::End {
        cells.extend(asset.all_cells().map(ToString::to_string));
    }
    cells
}

/// Where a part is may be said in any way in which addresses can say it, and what it is called is up to whoever writes it.
#[test]
fn parts_are_found_wherever_they_are_said_to_be() {
    let (name, relations) = ("merged.xlsx", "xl/_rels/workbook.xml.rels");
    let whole = cells(bytes(name));
    for target in [
        "./worksheets/sheet1.xml",
        "../xl/worksheets/sheet1.xml",
        "worksheets/../worksheets/./sheet1.xml",
        "/xl/worksheets/sheet1.xml",
        "worksheets\\sheet1.xml",
        "Worksheets/Sheet1.XML",
    ] {
        let book = edited(name, relations, "worksheets/sheet1.xml", target);
        assert_eq!(cells(book), whole, "{target}");
    }
    let book = edited(name, "_rels/.rels", "\"xl/workbook.xml", "\"./xl/workbook.xml");
    assert_eq!(cells(book), whole);
    for stays in [false, true] {
        let mut texts = Vec::new();
        let mut writer = rewritten(name, |own, part| match own {
            "xl/sharedStrings.xml" if stays => texts.clone_from(part),
            "xl/sharedStrings.xml" => texts = std::mem::take(part),
            _ if own == relations => {
                let text = String::from_utf8(part.clone()).unwrap();
                *part = text.replace("sharedStrings.xml", "../texts/all.xml").into_bytes();
            }
            _ => {}
        });
        writer.start_file("texts/all.xml", SimpleFileOptions::default()).unwrap();
        writer.write_all(&texts).unwrap();
        let book = writer.finish().unwrap().into_inner();
        if stays {
            let said = refusal(book);
            assert!(said.contains("`texts/all.xml`, and has `xl/sharedStrings.xml`"), "{said}");
        } else {
            assert_eq!(cells(book), whole);
        }
    }
}

/// How words are spoken stands over them, and is no part of a cell.
#[test]
fn ruby_is_no_text_of_its_cell() {
    let (name, part) = ("merged.xlsx", "xl/sharedStrings.xml");
    let ruby = "</t><rPh sb=\"0\" eb=\"1\"><t>Hikvision</t></rPh></si>";
    assert_eq!(cells(edited(name, part, "</t></si>", ruby)), cells(bytes(name)));
}

#[test]
fn texts_that_no_cell_shows_are_bounded() {
    let spare = "<si/>".repeat(1_100_000) + "</sst>";
    let said = refusal(edited("merged.xlsx", "xl/sharedStrings.xml", "</sst>", &spare));
    assert!(said.contains("1 million texts that no cell shows"), "{said}");
    let few = "<si/>".repeat(1000) + "</sst>";
    let book = edited("merged.xlsx", "xl/sharedStrings.xml", "</sst>", &few);
    assert_eq!(cells(book), cells(bytes("merged.xlsx")));
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

#[test]
fn a_workbook_without_its_outline_says_what_is_missing() {
    let without = rewritten("merged.xlsx", |name, text| {
        if name == "xl/workbook.xml" {
            text.clear();
        }
    });
    let bytes = without.finish().unwrap().into_inner();
    let opened =
        banlint::intake::Inventories::from_reader("a.xlsx", Cursor::new(bytes), &options());
    let said = opened.err().unwrap().to_string();
    assert!(said.contains("(it names no sheet)"), "{said}");
}
