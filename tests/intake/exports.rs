//! Files as the software that people export with really writes them: each says what the text says that it was made from, to the
//! intake and to the audit. `tests/fixtures/intake/exports/README.md` tells how they were made.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use banlint::{
    Asset, Field,
    asset::DateOrder,
    audit::Auditor,
    config::Config,
    intake::{Entry, Inventory},
};

/// The text of each inventory, how its dates are written, and the files that were made from it.
const EXPORTS: [(&str, Option<DateOrder>, &[&str]); 4] = [
    (
        "inventory.csv",
        None,
        &[
            "duckdb.csv",
            "duckdb.json",
            "duckdb.jsonl",
            "duckdb_typed.tsv",
            "exceljs.xlsx",
            "gnumeric.csv",
            "gnumeric.ods",
            "gnumeric.xlsx",
            "gnumeric_biff7.xls",
            "gnumeric_biff8.xls",
            "gnumeric_both.xls",
            "libreoffice.ods",
            "libreoffice.xls",
            "libreoffice.xlsx",
            "libreoffice_cp1252.csv",
            "libreoffice_ooxml.xlsx",
            "libreoffice_utf16.csv",
            "openpyxl.xlsx",
            "pandas.csv",
            "pandas.xlsx",
            "pandas_index.xlsx",
            "pandas_lines.jsonl",
            "pandas_records.json",
            "sheetjs.csv",
            "sheetjs.ods",
            "sheetjs.xlsb",
            "sheetjs.xlsx",
            "sheetjs_biff5.xls",
            "sheetjs_biff8.xls",
            "sheetjs_inline.xlsb",
            "sheetjs_utf16.txt",
            "sqlite.csv",
            "sqlite.json",
            "xlsxwriter.xlsx",
            "xlsxwriter_constant_memory.xlsx",
        ],
    ),
    ("anlagen.csv", Some(DateOrder::DayFirst), &["anlagen.ods", "anlagen.xls", "anlagen.xlsx"]),
    ("sadp.txt", None, &["sadp.ods", "sadp.xlsx"]),
    ("snipeit.csv", Some(DateOrder::MonthFirst), &["snipeit.xlsb"]),
];

/// Files whose encoding has Latin letters alone: the program that wrote them lost the others.
const LATIN: [&str; 3] = ["gnumeric_biff7.xls", "libreoffice_cp1252.csv", "sheetjs_biff5.xls"];

fn export(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/intake/exports").join(name)
}

fn auditor() -> Auditor {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/samples");
    let config = Config::load(&samples.join("banlint.toml")).unwrap();
    Auditor::from_config(config).as_of("2026-11-22".parse().unwrap()).build().unwrap()
}

/// The one inventory of a file.
fn open(auditor: &Auditor, name: &str) -> Inventory {
    let mut options = auditor.intake_options();
    options.columns.clear();
    let all =
        Inventory::open_all(&export(name), &options).unwrap_or_else(|error| panic!("{error}"));
    let [one] = <[Inventory; 1]>::try_from(all).map_err(|_| name).unwrap();
    one
}

/// A cell without the zeros that programs leave out once they take it for a number.
fn number(cell: &str) -> &str {
    let digits = cell.bytes().all(|byte| byte.is_ascii_digit());
    if digits { cell.trim_start_matches('0') } else { cell }
}

/// What a row says, however the file writes it.
fn says(auditor: &Auditor, asset: &Asset, order: Option<DateOrder>) -> String {
    let formats = auditor.intake_options().formats;
    let mut text = String::new();
    for field in [
        Field::AssetId,
        Field::Equipment,
        Field::Manufacturer,
        Field::Model,
        Field::Serial,
        Field::Mac,
        Field::Ip,
        Field::Firmware,
        Field::Site,
        Field::Status,
        Field::Quantity,
    ] {
        write!(text, "{} | ", asset.first(field).map_or("-", number)).unwrap();
    }
    for field in [Field::Acquired, Field::Installed] {
        let cell = asset.first(field);
        let date = cell.map(|cell| formats.read_date(cell, order).map(|date| date.to_string()));
        write!(text, "{date:?} | ").unwrap();
    }
    text
}

fn rows(auditor: &Auditor, name: &str, order: Option<DateOrder>) -> Vec<String> {
    let mut inventory = open(auditor, name);
    let mut asset = inventory.asset();
    let mut rows = Vec::new();
    loop {
        match inventory.read(&mut asset).unwrap() {
            Entry::Asset { .. } => rows.push(says(auditor, &asset, order)),
            Entry::SetAside { .. } => {}
            Entry::Unread { why, .. } => panic!("{name}: {why}"),
            Entry::End => return rows,
        }
    }
}

/// Makers with their grades, and the verdict, of each row.
fn verdicts(auditor: &Auditor, name: &str) -> Vec<String> {
    let audit = auditor.audit_inventory(open(auditor, name));
    let row = |row: banlint::audit::Audited| {
        let makers: Vec<_> =
            row.attributions.iter().map(|a| format!("{} {}", a.maker.id, a.grade)).collect();
        let id = row.asset_id.as_deref().map_or("-", number);
        format!("{id} {makers:?} {}", row.verdict.word())
    };
    audit.map(|outcome| row(outcome.unwrap())).collect()
}

/// A row as a file with Latin letters alone can say it.
fn in_latin(row: &str) -> String {
    let cells = row.split(" | ");
    let cells = cells.map(|cell| if cell.chars().all(|letter| letter <= 'ÿ') { cell } else { "-" });
    cells.collect::<Vec<_>>().join(" | ")
}

/// Writes down where two lists differ.
fn compare(wrong: &mut String, name: &str, found: &[String], expected: &[String]) {
    if found.len() != expected.len() {
        writeln!(wrong, "{name}: {} rows instead of {}", found.len(), expected.len()).unwrap();
    }
    for (found, expected) in
        found.iter().zip(expected).filter(|(found, expected)| found != expected)
    {
        writeln!(wrong, "{name}:\n  expected {expected}\n  found    {found}").unwrap();
    }
}

#[test]
fn what_software_exports_says_what_it_was_made_from() {
    let auditor = auditor();
    let mut wrong = String::new();
    for (text, order, exports) in EXPORTS {
        let (said, judged) = (rows(&auditor, text, order), verdicts(&auditor, text));
        assert!(said.len() > 25, "{text}");
        for name in exports {
            let latin: Vec<_> = said.iter().map(|row| in_latin(row)).collect();
            let said = if LATIN.contains(name) { &latin } else { &said };
            compare(&mut wrong, name, &rows(&auditor, name, order), said);
            compare(&mut wrong, name, &verdicts(&auditor, name), &judged);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_is_not_read_says_what_to_do() {
    let names = [
        "gnumeric.dif",
        "gnumeric.gnumeric",
        "gnumeric.slk",
        "libreoffice.fods",
        "libreoffice_2003.xls",
        "sheetjs_biff2.xls",
    ];
    let auditor = auditor();
    let messages = names.map(|name| {
        let opened = Inventory::open_all(&export(name), &auditor.intake_options());
        let message = opened.err().map(|error| error.to_string()).unwrap();
        message.replace(&export(name).display().to_string(), name)
    });
    insta::assert_snapshot!(messages.join("\n"));
}

/// What a spreadsheet program saves as a web page is read under any name.
#[test]
fn a_page_says_what_its_table_shows() {
    insta::assert_snapshot!(rows(&auditor(), "gnumeric_html.xls", None).join("\n"));
}
