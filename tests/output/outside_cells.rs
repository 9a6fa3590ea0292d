//! What a workbook says beside the cells of its rows is searched: comments on no row, drawings, the margins of its pages, what it keeps
//! for pivot tables. What names nobody is not spoken of.

use std::{
    fs,
    io::{Cursor, Read as _, Write as _},
};

use rust_xlsxwriter::{Note, Shape, Workbook, Worksheet};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::Folder;

const AUDIT: &str = "--as-of 2026-11-26 -j US --org us-federal-agency";
const SAYS: &str = "All of them are Hikvision cameras";

/// A workbook of innocent rows, with what is put beside them, and parts written anew.
fn book(folder: &Folder, name: &str, put: impl Fn(&mut Worksheet), parts: &[(&str, &str)]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Cameras").unwrap();
    for (row, cells) in
        (0..).zip([["Manufacturer", "Model"], ["Axis", "P3245-V"], ["Bosch", "NBE-3502"]])
    {
        for (column, cell) in (0..).zip(cells) {
            sheet.write(row, column, cell).unwrap();
        }
    }
    put(sheet);
    let mut archive = ZipArchive::new(Cursor::new(book.save_to_buffer().unwrap())).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        writer.raw_copy_file(archive.by_index(index).unwrap()).unwrap();
    }
    for (part, text) in parts {
        writer.start_file(*part, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    fs::write(folder.at(name), writer.finish().unwrap().into_inner()).unwrap();
}

/// What is put into a sheet.
type Put<'p> = &'p dyn Fn(&mut Worksheet);

#[test]
fn what_names_a_maker_beside_the_cells_is_in_review() {
    let folder = Folder::new();
    let note = |row| {
        move |sheet: &mut Worksheet| {
            sheet.insert_note(row, 0, &Note::new(SAYS)).unwrap();
        }
    };
    let shape = |sheet: &mut Worksheet| {
        sheet.insert_shape(4, 3, &Shape::textbox().set_text(SAYS)).unwrap();
    };
    let head = |sheet: &mut Worksheet| {
        sheet.set_header("&L&\"Arial,Bold\"&12All of them are Hikvision cameras&RPage &P");
    };
    let cache = format!(
        "<pivotCacheDefinition><cacheFields><s v=\"{SAYS}\"/></cacheFields></pivotCacheDefinition>"
    );
    let cached = [("xl/pivotCache/pivotCacheDefinition1.xml", cache.as_str())];
    let nothing: Put<'_> = &|_| ();
    for (what, put, parts, place) in [
        ("a comment on the header", &note(0) as Put<'_>, &[][..], "Cameras!A1"),
        ("a comment on an empty row", &note(8), &[], "Cameras!A9"),
        ("a drawing", &shape, &[], "'Cameras (drawings)'!A5"),
        ("the head of the page", &head, &[], "'Cameras (head and foot of the pages)'!A1"),
        ("a pivot table", nothing, &cached, "'(pivot tables)'!A1"),
    ] {
        book(&folder, "b.xlsx", put, parts);
        let (status, said) = folder.printed(&format!("check b.xlsx {AUDIT} --format concise"));
        assert_eq!(status, Some(1), "{what}: {said}");
        assert!(said.contains(&format!("at {place}\n")), "{what}: {said}");
        assert!(said.contains("3 rows: 1 review, 2 clear"), "{what}: {said}");
        for sheet in ["out.csv", "out.xlsx"] {
            let output = folder.run(&format!("check b.xlsx {AUDIT} -q -o {sheet}"));
            assert_eq!(output.status.code(), Some(1), "{what}: {output:?}");
        }
        let back = fs::read_to_string(folder.at("out.csv")).unwrap();
        let header = "banlint verdict: review,banlint maker: Hikvision";
        assert!(back.contains("review,Hikvision") || back.contains(header), "{what}: {back}");
        let mut texts = String::new();
        let mut written = ZipArchive::new(fs::File::open(folder.at("out.xlsx")).unwrap()).unwrap();
        for index in 0..written.len() {
            let mut part = written.by_index(index).unwrap();
            if part.name().unwrap().ends_with(".xml") {
                part.read_to_string(&mut texts).unwrap();
            }
        }
        assert!(texts.contains("Hikvision"), "{what}: {texts}");
    }
}

#[test]
fn what_names_nobody_beside_the_cells_is_not_spoken_of() {
    let folder = Folder::new();
    let printed = || folder.printed(&format!("check b.xlsx {AUDIT}"));
    book(&folder, "b.xlsx", |_| (), &[]);
    let plain = printed();
    assert_eq!(plain.0, Some(0), "{plain:?}");
    let digest = |said: &str| said.replace(|c: char| c.is_ascii_hexdigit(), "");
    let put = |sheet: &mut Worksheet| {
        sheet.insert_shape(4, 3, &Shape::textbox().set_text("See page 2")).unwrap();
        sheet.set_footer("&LConfidential&RPage &P of &N");
    };
    // Cells say the same as what is kept for a pivot table.
    let cache = "<pivotCacheDefinition><s v=\"Axis\"/><s v=\"Bosch\"/></pivotCacheDefinition>";
    book(&folder, "b.xlsx", put, &[("xl/pivotCache/pivotCacheDefinition1.xml", cache)]);
    let more = printed();
    assert_eq!((more.0, digest(&more.1)), (plain.0, digest(&plain.1)));
}

/// Rows that name the maker are told of already.
#[test]
fn a_comment_that_says_what_the_rows_say_is_no_row_more() {
    let folder = Folder::new();
    let put = |sheet: &mut Worksheet| {
        sheet.write(1, 0, "Hikvision").unwrap();
        sheet.insert_note(0, 0, &Note::new(SAYS)).unwrap();
    };
    book(&folder, "b.xlsx", put, &[]);
    let (_, said) = folder.printed(&format!("check b.xlsx {AUDIT} --format concise"));
    assert!(said.contains("2 rows: "), "{said}");
}

#[test]
fn a_sheet_that_the_workbook_does_not_name_is_told() {
    let folder = Folder::new();
    let sheet = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>Hikvision</t></is></c></row></sheetData></worksheet>";
    book(&folder, "b.xlsx", |_| (), &[("xl/worksheets/sheet7.xml", sheet)]);
    let (status, said) = folder.printed(&format!("check b.xlsx {AUDIT} --format concise"));
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("does not name") && said.contains("sheet7.xml"), "{said}");
}

#[test]
fn what_a_page_shows_on_pointing_and_where_it_links_to_is_searched() {
    let folder = Folder::new();
    let page = |cell: &str| {
        format!(
            "<html><body><table><tr><th>Asset</th><th>Make</th><th>Category</th></tr>\
             <tr><td>A1</td>{cell}<td>IP camera</td></tr></table></body></html>"
        )
    };
    for (cell, names) in [
        ("<td title=\"Hikvision\">OEM</td>", true),
        ("<td><span aria-label='Hikvision'>OEM</span></td>", true),
        ("<td><a href=\"https://www.hikvision.com/en/products/\">OEM</a></td>", true),
        ("<td title=\"Bosch\"><a href=\"/assets/12\">OEM</a></td>", false),
    ] {
        fs::write(folder.at("p.html"), page(cell)).unwrap();
        let (_, said) = folder.printed(&format!("check p.html {AUDIT} --format concise"));
        assert_eq!(said.contains("Hikvision (possible)"), names, "{cell}: {said}");
        assert!(names || said.contains("1 row: 1 clear"), "{cell}: {said}");
    }
}
