//! Forms in which inventories come beside the usual ones: packed more than once, in letters of four bytes, with line breaks of Unicode, in
//! lines that are lists. What holds rows in a form that is not read is never taken for something else.

use std::{
    io::{Cursor, Write},
    path::Path,
};

use crate::{documents::rows, options};
use banlint::intake::{EncodingBasis, Error, Inventory};
use flate2::{Compression, write::GzEncoder};

const TEXT: &str = "Maker,Model\nAxis,P3245\nHikvision,\"DS-2CD2143G2-I, Süd\"\n";

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Result<Inventory, Error> {
    Inventory::from_reader(name, Cursor::new(bytes.into()), &options())
}

#[test]
fn letters_of_four_bytes_are_read() {
    let units = |text: &str, bytes: fn(u32) -> [u8; 4]| -> Vec<u8> {
        text.chars().flat_map(|letter| bytes(letter.into())).collect()
    };
    let usual = rows(&mut read("a.csv", TEXT).unwrap()).unwrap();
    for (mark, basis) in [("\u{feff}", EncodingBasis::Mark), ("", EncodingBasis::Bytes)] {
        let text = format!("{mark}{TEXT}");
        for bytes in [units(&text, u32::to_le_bytes), units(&text, u32::to_be_bytes)] {
            let mut inventory = read("a.csv", bytes.clone()).unwrap();
            assert_eq!(inventory.understanding().text.unwrap().basis, basis);
            assert_eq!(rows(&mut inventory).unwrap(), usual);
            let cut = read("a.csv", &bytes[..bytes.len() - 2]);
            assert!(cut.and_then(|mut inventory| rows(&mut inventory)).is_err());
        }
    }
}

/// Mainframes end lines with U+0085; what stands in a cell of a text with the usual line breaks is no end of a line.
#[test]
fn line_breaks_of_unicode_end_lines_where_no_others_do() {
    let usual = rows(&mut read("a.csv", TEXT).unwrap()).unwrap();
    for sign in ["\u{85}", "\u{2028}", "\u{2029}"] {
        let text = TEXT.replace('\n', sign);
        assert_eq!(rows(&mut read("a.csv", text).unwrap()).unwrap(), usual, "{sign:?}");
        let inside = TEXT.replace("P3245", &format!("P3245{sign}spare"));
        assert_eq!(rows(&mut read("a.csv", inside).unwrap()).unwrap().len(), usual.len());
    }
}

/// Programs pack what is packed already; a bound holds for what nobody packs.
#[test]
fn what_is_packed_more_than_once_is_read() {
    let open = |name| {
        Inventory::open(&Path::new("tests/fixtures/intake/documents").join(name), &options())
    };
    assert!(rows(&mut open("twice.csv.zst").unwrap()).unwrap().len() >= 20);
    let said = open("book.xlsx.zst").err().unwrap().to_string();
    assert!(said.contains("no sheet of this workbook is an inventory: `Notes`"), "{said}");
    let mut text = b"Maker,Model\nAxis,P3245\n".to_vec();
    for layers in 1..7 {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(&text).unwrap();
        text = packed.finish().unwrap();
        match read("a.csv.gz", text.clone()) {
            Ok(mut inventory) => assert_eq!(rows(&mut inventory).unwrap().len(), 1, "{layers}"),
            Err(error) => assert!(layers > 4 && error.no_inventory().is_none(), "{layers} {error}"),
        }
    }
}

#[test]
fn lines_that_are_lists_are_rows() {
    let header =
        "[\"Maker\", \"Model\"]\n[\"Axis\", \"P3245\"]\n[\"Hikvision\", \"DS-2CD2143G2-I\"]\n";
    let lines = rows(&mut read("a.jsonl", header).unwrap()).unwrap();
    assert_eq!(lines[0], "1 line 2: Maker=Axis | Model=P3245 []");
    assert_eq!(lines.len(), 2);
    let list = format!("[{}]", header.trim_end().replace('\n', ","));
    assert_eq!(rows(&mut read("a.json", list).unwrap()).unwrap().len(), 2);
    // Without a header they are searched.
    let numbered = read("a.jsonl", "[1, \"Hikvision\"]\n[2, \"Axis\"]\n");
    assert!(numbered.err().unwrap().no_inventory().is_some());
}

/// In a folder such a file is counted as one that could not be checked, and not as no inventory.
#[test]
fn what_may_hold_rows_in_another_form_is_no_other_kind_of_file() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("old/register.CSV", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(TEXT.as_bytes()).unwrap();
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
    let mainframe = b"\xd4\x81\x92\x85\x99k\xd4\x96\x84\x85\x93\x15\xc1\xa7\x89\xa2k\xd7\xf3\xf2\xf4\xf5\x15\xc8\x89\x92\xa5\x89\xa2\x89\x96\x95k\xc4\xe2\x15";
    for (bytes, says) in [
        (pointer.as_bytes().to_vec(), "git lfs pull"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<table>".to_vec(), "MHTML"),
        (mainframe.to_vec(), "iconv"),
        (b"BZh91AY&SY".to_vec(), "bzip2"),
        (b"\xfd7zXZ\0\0\x04".to_vec(), "xz"),
        (zip.finish().unwrap().into_inner(), "tables in it"),
    ] {
        let error = read("a", bytes).err().unwrap();
        assert!(error.no_inventory().is_none(), "{error}");
        assert!(error.to_string().contains(says), "{error}");
    }
}
