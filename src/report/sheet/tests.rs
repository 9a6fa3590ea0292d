//! The sheet minus what is added is the original, cell for cell.

mod rows_back;

use std::{
    io::{Cursor, Read as _, Write as _},
    sync::{Arc, LazyLock},
};

use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

use super::{ReadFrom, RereadInput, SheetForm, SheetReport, added_columns::TITLES};
use crate::{
    audit::{Auditor, Place, Step},
    intake::{Inventories, Inventory},
    report::{Report, SetAsideRow, Summary, formula},
    tables::{
        books::TypedRow,
        original::{FormRead, Original, OriginalCells, OriginalRows},
        text::Quote,
    },
};

static AUDITOR: LazyLock<Auditor> = LazyLock::new(|| {
    let builder = Auditor::builder().as_of("2026-11-24".parse().unwrap());
    builder.build().unwrap()
});

/// What a run makes of some inputs.
fn back(form: SheetForm, files: &[(&str, &[u8])]) -> (Vec<u8>, Summary) {
    try_back(form, files).unwrap()
}

/// The same; the error of an input that cannot be read to its end.
fn try_back(
    form: SheetForm,
    files: &[(&str, &[u8])],
) -> Result<(Vec<u8>, Summary), crate::intake::Error> {
    let input = |&(name, bytes): &(&str, &[u8])| {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        let (name, from) = (name.to_owned(), ReadFrom::Copy(file));
        RereadInput { name, from, quote: Quote::default() }
    };
    let inputs: Arc<[_]> = files.iter().map(input).collect();
    let (mut sheet, mut out) = (SheetReport::new(form, Arc::clone(&inputs)), Vec::new());
    let mut summary = Summary::new(AUDITOR.basis());
    sheet.begin(&mut out, AUDITOR.basis()).unwrap();
    for input in &*inputs {
        let options = AUDITOR.intake_options();
        let all = Inventories::from_reader(&input.name, input.bytes().unwrap(), &options)?;
        for inventory in all.into_parts().0 {
            audit(inventory, &mut sheet, &mut summary)?;
        }
    }
    sheet.end(&mut out, &summary).unwrap();
    Ok((out, summary))
}

fn audit(
    inventory: Inventory,
    sheet: &mut SheetReport,
    summary: &mut Summary,
) -> Result<(), crate::intake::Error> {
    let mut audit = AUDITOR.audit_inventory(inventory).with_set_aside();
    if audit.understanding().rows_are_lines() {
        audit = audit.only_counting_clear();
    }
    let mut out = Vec::new();
    let understanding = audit.understanding().clone();
    let (file, name) = (&understanding.file, understanding.sheet.as_deref());
    while let Some(step) = audit.next_step()? {
        match step {
            Step::Row(row) => {
                summary.add(&row);
                sheet.asset(&mut out, &row).unwrap();
            }
            Step::SetAside(row) => {
                let (file, sheet_name) = (file.clone(), name.map(str::to_owned));
                let place =
                    Place { file, sheet: sheet_name, row: 0, line: row.line, in_book: false };
                sheet.set_aside(&mut out, &SetAsideRow { place, row }).unwrap();
            }
        }
    }
    summary.add_clear(file, name, false, audit.only_counted());
    summary.account(file, name, audit.account(), &[]);
    summary.input(file, audit.digest());
    sheet.understood(audit.understanding());
    Ok(())
}

fn records(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut parser = csv::ReaderBuilder::new();
    parser.delimiter(delimiter).has_headers(false).flexible(true);
    let records = parser.from_reader(text.as_bytes()).into_records();
    records.map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn without_end(mut cells: Vec<String>) -> Vec<String> {
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells
}

/// What each row of a CSV sheet says: the original cells, and the added ones.
fn split(out: &[u8], original: &str, delimiter: u8) -> Vec<(Vec<String>, Vec<String>)> {
    let width = records(original, delimiter).iter().map(Vec::len).max().unwrap_or(0);
    let text = std::str::from_utf8(out).unwrap().strip_prefix('\u{feff}').unwrap();
    let rows = records(text, delimiter).into_iter().map(|mut cells| {
        let added = cells.split_off(width.min(cells.len()));
        (without_end(cells.iter().map(|cell| formula::bare(cell)).collect()), added)
    });
    rows.collect()
}

const CELL: &str = r#"([=+@-]?[a-z0-9 .,;|"'\n\t=+é漢]{0,8}|DS-2CD2143G2-I|Axis|-5|-1,5|[\x01-\x1f]{1,2}|_x0041_|\u{202e}x| )"#;

/// Lines of a sheet: a header with columns that are known, perhaps titles above it, and rows of any cells.
fn lines() -> impl Strategy<Value = Vec<Vec<String>>> {
    let row = prop::collection::vec(CELL, 1..7);
    let title = prop::option::of(prop::collection::vec("[A-Z][a-z]{2,8}", 1..2));
    let rows = prop::collection::vec(row, 1..12);
    (title, rows).prop_map(|(title, rows)| {
        let header = ["Asset Tag", "Manufacturer", "Model", "Notes"].map(str::to_owned).to_vec();
        let first = ["A1", "Hikvision", "DS-2CD2143G2-I", "=1+1"].map(str::to_owned).to_vec();
        title.into_iter().chain([header, first]).chain(rows).collect()
    })
}

fn written(lines: &[Vec<String>], delimiter: u8, crlf: bool) -> String {
    let mut builder = csv::WriterBuilder::new();
    builder.delimiter(delimiter).flexible(true);
    if crlf {
        builder.terminator(csv::Terminator::CRLF);
    }
    let mut writer = builder.from_writer(Vec::new());
    for line in lines {
        writer.write_record(line).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn typed_rows(book: &[u8], sheet: &str) -> Vec<TypedRow> {
    let bytes = Box::new(Cursor::new(book.to_vec()));
    let Ok(Original::Book(book)) = Original::open("x.xlsx", bytes, FormRead::Book) else {
        panic!("no workbook");
    };
    let listed = book.sheets().iter().find(|listed| listed.name == sheet).unwrap();
    let mut rows = OriginalRows::of_sheet(&book, listed);
    let mut all = Vec::new();
    while let Some(row) = rows.next(None).unwrap() {
        let OriginalCells::Typed(cells) = row.cells else { panic!("no typed cells") };
        all.push(TypedRow { line: row.line, cells, is_seen: row.is_seen });
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_csv_minus_the_added_columns_is_the_original(
        lines in lines(),
        delimiter in prop::sample::select(vec![b',', b';', b'\t']),
        crlf in any::<bool>(),
    ) {
        let original = written(&lines, delimiter, crlf);
        // Where quotes and separators lead astray, nothing is audited.
        let back = try_back(SheetForm::Csv, &[("x.csv", original.as_bytes())]);
        prop_assume!(back.is_ok());
        let (out, summary) = back.unwrap();
        // What separates the cells is found out; what matters is that it stays.
        let text = std::str::from_utf8(&out).unwrap();
        let before = text.split(TITLES[0]).next().unwrap_or_default();
        let found = before.bytes().rev().find(|byte| b",;\t|:".contains(byte)).unwrap_or(delimiter);
        let rows = split(&out, &original, found);
        let expected = records(&original, found).into_iter();
        // An apostrophe of the original's own before a formula is one that keeps it from running.
        let expected = expected.map(|cells| cells.iter().map(|cell| formula::bare(cell)).collect());
        let expected: Vec<_> = expected.map(without_end).collect();
        let back: Vec<_> = rows.iter().map(|(cells, _)| cells.clone()).collect();
        prop_assert_eq!(back, expected);
        // No row without a word, and as many verdicts as rows were read.
        let verdicts = rows.iter().filter_map(|(_, added)| added.first());
        let said = verdicts.filter(|word| !word.ends_with("set aside") && *word != TITLES[0]);
        let said = said.count() as u64;
        prop_assert_eq!(said, summary.tally.rows());
        // Nothing that is added can run.
        let mut added = rows.iter().flat_map(|(_, added)| added);
        prop_assert!(added.all(|cell| !formula::is_formula(cell.as_bytes())));
    }

    #[test]
    fn a_workbook_of_a_text_has_its_cells(lines in lines(), crlf in any::<bool>()) {
        let original = written(&lines, b',', crlf);
        let back = try_back(SheetForm::Xlsx, &[("dir/x.csv", original.as_bytes())]);
        prop_assume!(back.is_ok());
        let (out, _) = back.unwrap();
        let rows = typed_rows(&out, "x");
        let expected = records(&original, b',');
        let width = expected.iter().map(Vec::len).max().unwrap_or(0);
        let cells = |row: &TypedRow| {
            let mut cells = vec![String::new(); width];
            for cell in row.cells.iter().filter(|cell| cell.column < width) {
                cells[cell.column].clone_from(&cell.text);
            }
            without_end(cells)
        };
        let back: Vec<_> = rows.iter().map(cells).filter(|row| !row.is_empty()).collect();
        let expected = expected.into_iter().map(without_end).filter(|row| !row.is_empty());
        prop_assert_eq!(back, expected.collect::<Vec<_>>());
    }

    #[test]
    fn a_workbook_of_a_workbook_has_its_cells_with_their_types(
        lines in lines(),
        numbers in prop::collection::vec((any::<f64>(), 0_u8..6), 1..20),
    ) {
        let original = workbook(&lines, &numbers);
        let (out, _) = back(SheetForm::Xlsx, &[("x.xlsx", original.as_slice())]);
        for sheet in ["Cameras", "Other list"] {
            let expected = typed_rows(&original, sheet);
            let width = expected.iter().filter_map(|row| row.cells.last()).map(|cell| cell.column + 1).max();
            let mut rows = typed_rows(&out, sheet);
            for row in &mut rows {
                row.cells.retain(|cell| cell.column < width.unwrap_or(0));
                row.is_seen = row.cells.iter().any(|cell| !cell.text.is_empty());
            }
            rows.retain(|row| !row.cells.is_empty());
            prop_assert_eq!(rows, expected);
        }
    }
}

/// A workbook with an inventory and a sheet that is none, with cells of all types.
fn workbook(lines: &[Vec<String>], numbers: &[(f64, u8)]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Cameras").unwrap();
    for (row, line) in (0..).zip(lines) {
        for (column, cell) in (0..).zip(line) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    let sheet = book.add_worksheet().set_name("Other list").unwrap();
    sheet.set_hidden(true);
    for (row, &(number, kind)) in (0..).zip(numbers) {
        let day = number.abs() % 50_000.0;
        let day = if day.is_finite() { day.max(100.0) } else { 100.0 };
        match kind {
            0 => sheet.write_boolean(row, 1, number > 0.0),
            1 => sheet.write_number_with_format(row, 0, day.trunc(), &shown_as("dd/mm/yyyy")),
            2 => sheet.write_number_with_format(row, 3, day, &shown_as("[$-409]d-mmm-yy h:mm")),
            3 => sheet.write_number_with_format(row, 2, day / 7e4, &shown_as("0.0%")),
            4 => sheet.write_string(row, 0, "=1+1"),
            _ => sheet.write_number(row * 2, 4, number),
        }
        .unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn shown_as(code: &str) -> Format {
    Format::new().set_num_format(code)
}

const HOSTILE: &str = "Asset Tag,Manufacturer,Model,Notes\n\
    =cmd|' /C calc'!A1,Hikvision,DS-2CD2143G2-I,@SUM(A1)\n\
    A\u{1b}[2J2,Hikvision,DS-2CD2143G2-I,\u{202e}exe.gnp\u{202c}\n\
    <script>,Axis,P3245-V,-5\n\
    +49 30 1234,Axis,P3245-V,- spare\n";

/// Cells that could act: in CSV after an apostrophe, in XLSX text as they are, in the added columns spelled out.
#[test]
fn hostile_cells_stay_text() {
    let (out, _) = back(SheetForm::Csv, &[("=1+1.csv", HOSTILE.as_bytes())]);
    let rows = records(std::str::from_utf8(&out).unwrap(), b',');
    let firsts: Vec<_> = rows.iter().map(|row| (row[0].as_str(), row[3].as_str())).collect();
    assert_eq!(firsts[1], ("'=cmd|' /C calc'!A1", "'@SUM(A1)"));
    assert_eq!(firsts[2], ("A\u{1b}[2J2", "\u{202e}exe.gnp\u{202c}"));
    assert_eq!(firsts[3], ("<script>", "-5"));
    assert_eq!(firsts[4], ("+49 30 1234", "'- spare"));
    let odd =
        |c: char| c.is_control() || crate::strings::is_invisible(c) || crate::strings::is_filler(c);
    assert!(!rows.iter().flat_map(|row| &row[4..]).any(|cell| cell.contains(odd)));

    let (out, _) = back(SheetForm::Xlsx, &[("=1+1.csv", HOSTILE.as_bytes())]);
    let rows = typed_rows(&out, "=1+1");
    let text = |row: usize, column: usize| rows[row].cells[column].text.as_str();
    assert_eq!((text(1, 0), text(1, 3)), ("=cmd|' /C calc'!A1", "@SUM(A1)"));
    assert_eq!(text(2, 0), "A\u{1b}[2J2");
    // No part of the workbook holds a formula.
    let mut archive = zip::ZipArchive::new(Cursor::new(out)).unwrap();
    for at in 0..archive.len() {
        let mut part = String::new();
        archive.by_index(at).unwrap().read_to_string(&mut part).unwrap();
        assert!(!part.contains("<f>") && !part.contains("<f "), "{part}");
    }
}

/// Each table has a sheet of its own in a workbook, and all follow each other in CSV, each row with its source.
/// The whole workbook, but for what it was made with, which changes with every law.
#[test]
fn a_whole_workbook() {
    let sheet = "Asset Tag,Manufacturer,Model,Notes\n\
                 1,Hikvision,DS-2CD2143G2-I,=1+1\n\
                 2,Axis,P3245-V,+49 30 1234\n\
                 Total,,,\n";
    let (out, _) = back(SheetForm::Xlsx, &[("fleet.csv", sheet.as_bytes())]);
    let mut lines = Vec::new();
    for name in ["Summary", "fleet", "Set aside"] {
        lines.push(format!("== {name}"));
        for row in typed_rows(&out, name) {
            let cells: Vec<_> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            lines.push(format!("{}: {}", row.line, cells.join(" | ")));
        }
    }
    let text = lines.join("\n");
    let (before, rest) = text.split_once("What was applied").unwrap();
    let (_, after) = rest.split_once("== fleet").unwrap();
    insta::assert_snapshot!(format!("{before}What was applied …\n== fleet{after}"));
}

#[test]
fn several_inputs_come_back_together() {
    let files: [(&str, &[u8]); 3] = [
        ("a/cams.csv", b"Manufacturer,Model\nHikvision,DS-2CD2143G2-I\n\nAxis,P3245-V\n"),
        ("b/cams.csv", b"Hersteller;Modell;Standort\nDahua;IPC-HDW2431T;Tor 1\n"),
        ("list.json", br#"[{"manufacturer":"Axis","model":"P3245-V"},{"manufacturer":"Dahua","model":"IPC-HDW2431T"}]"#),
    ];
    let (out, summary) = back(SheetForm::Csv, &files);
    let text = std::str::from_utf8(&out).unwrap();
    let lines: Vec<_> =
        text.lines().map(|line| line.split(',').take(6).collect::<Vec<_>>().join(",")).collect();
    insta::assert_snapshot!(lines.join("\n"));
    assert_eq!(summary.tally.rows(), 5);
    let (out, _) = back(SheetForm::Xlsx, &files);
    let lines =
        |sheet: &str| typed_rows(&out, sheet).iter().map(|row| row.line).collect::<Vec<_>>();
    assert_eq!(
        (lines("cams"), lines("cams (2)"), lines("list")),
        (vec![1, 2, 4], vec![1, 2], vec![1, 2, 3])
    );
    assert!(!lines("Summary").is_empty() && !lines("Set aside").is_empty());
}

/// The worst of the assets on a line decides, and each text names its asset.
#[test]
fn several_assets_on_a_line_are_all_named() {
    let sheet = "Make,Model,Make,Model\nAxis,P3245-V,Dahua,NVR4216-16P\nHikvision,DS-2CD2143G2-I,Dahua,NVR4216-16P\nAxis,P3245-V,Axis,S2208\n";
    let (out, _) = back(SheetForm::Csv, &[("x.csv", sheet.as_bytes())]);
    let rows = split(&out, sheet, b',');
    let said: Vec<_> =
        rows.iter().map(|(_, added)| (added[0].as_str(), added[1].as_str())).collect();
    assert_eq!(
        said,
        [
            (TITLES[0], TITLES[1]),
            ("review", "Dahua"),
            ("review", "Hikvision | Dahua"),
            ("clear", ""),
        ]
    );
    assert!(rows[2].1[8].contains("Dahua NVR4216-16P: "), "{:?}", rows[2].1);
}

/// An input that is another at the second reading fails the run.
#[test]
fn an_input_that_changes_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.csv");
    let sheet = "Manufacturer,Model\nHikvision,DS-2CD2143G2-I\n";
    for (later, fails) in [
        (sheet, false),
        ("Manufacturer,Model\nHikvision,DS-2CD2143G2-S\n", true),
        ("Manufacturer,Model\n", true),
    ] {
        std::fs::write(&path, sheet).unwrap();
        let (name, from) = (path.display().to_string(), ReadFrom::Path(path.clone()));
        let inputs: Arc<[_]> =
            [RereadInput { name: name.clone(), from, quote: Quote::default() }].into();
        for form in [SheetForm::Csv, SheetForm::Xlsx] {
            std::fs::write(&path, sheet).unwrap();
            let (mut report, mut out) = (SheetReport::new(form, Arc::clone(&inputs)), Vec::new());
            let mut summary = Summary::new(AUDITOR.basis());
            report.begin(&mut out, AUDITOR.basis()).unwrap();
            let all = Inventories::open(&path, &AUDITOR.intake_options()).unwrap();
            for inventory in all.into_parts().0 {
                audit(inventory, &mut report, &mut summary).unwrap();
            }
            std::fs::write(&path, later).unwrap();
            let ended = report.end(&mut out, &summary);
            assert_eq!(ended.is_err(), fails, "{later}");
            if let Err(error) = ended {
                assert!(error.to_string().contains("changed while it was read"), "{error}");
            }
        }
    }
}

/// The same audit gives the same bytes, and a workbook is known as ours.
#[test]
fn a_workbook_is_the_same_each_time_and_is_known() {
    let (out, _) = back(SheetForm::Xlsx, &[("x.csv", HOSTILE.as_bytes())]);
    assert!(out == back(SheetForm::Xlsx, &[("x.csv", HOSTILE.as_bytes())]).0);
    assert!(super::is_ours("PK", Cursor::new(&out)));
    let other = Workbook::new().save_to_buffer().unwrap();
    assert!(!super::is_ours("PK", Cursor::new(&other)));
    let (out, _) = back(SheetForm::Csv, &[("x.csv", HOSTILE.as_bytes())]);
    assert!(super::is_ours(std::str::from_utf8(&out).unwrap(), Cursor::new(&out)));
    assert!(!super::is_ours(HOSTILE, Cursor::new(HOSTILE)));
}

/// A sheet without a header names the added columns in its first row.
#[test]
fn a_sheet_without_a_header_names_the_added_columns() {
    let sheet = "C-1,Hikvision,DS-2CD2143G2-I\nC-2,Axis,P3245-V\n";
    let (out, _) = back(SheetForm::Csv, &[("x.csv", sheet.as_bytes())]);
    let rows = split(&out, sheet, b',');
    assert_eq!(rows.len(), 2);
    assert!(rows[0].1[0].starts_with("banlint verdict: "), "{rows:?}");
    assert!(!rows[1].1[0].starts_with("banlint"), "{rows:?}");
}
