//! Intake of workbooks and packed text from the outside: files made by real software, and what is said of spoilt ones.

use std::{
    fmt::Write,
    fs::File,
    path::{Path, PathBuf},
};

use crate::{FORMATS, options, shown_role};
use banlint::{
    Field,
    intake::{ColumnUse, Entry, Error, Inventory, Options},
};

fn book(name: &str) -> PathBuf {
    Path::new("tests/fixtures/intake/books").join(name)
}

fn open(name: &str, options: &Options) -> Result<Vec<Inventory>, Error> {
    Inventory::open_all(&book(name), options)
}

/// Every sheet as it is understood, and its rows.
fn shown(name: &str) -> String {
    let mut text = String::new();
    for mut inventory in open(name, &options()).unwrap() {
        let seen = inventory.understanding();
        writeln!(text, "{}: {}, header on line {:?}", seen.label(), seen.kind(), seen.header_lines)
            .unwrap();
        for (line, words) in &seen.preamble {
            writeln!(text, "preamble {line}: {words}").unwrap();
        }
        for column in &seen.columns {
            let role = shown_role(column.role);
            let (number, header, samples) = (column.number, &column.header, &column.samples);
            writeln!(text, "{number}. {header}: {role} ({}) {samples:?}", column.why).unwrap();
        }
        for warning in &seen.warnings {
            writeln!(text, "warning: {warning}").unwrap();
        }
        let mut asset = inventory.asset();
        loop {
            match inventory.read(&mut asset).unwrap() {
                Entry::End => break,
                Entry::Asset { notes } => {
                    let cells: Vec<_> = asset.all_cells().collect();
                    let sheet = asset.layout.sheet.as_deref().unwrap_or("-");
                    writeln!(
                        text,
                        "{sheet} {} line {}: {cells:?} {notes:?}",
                        asset.row, asset.line
                    )
                    .unwrap();
                }
                other => writeln!(text, "{other:?}").unwrap(),
            }
        }
        text.push('\n');
    }
    text
}

fn error(name: &str, options: &Options) -> String {
    let mut asset = None;
    let outcome = open(name, options).and_then(|inventories| {
        for mut inventory in inventories {
            let asset = asset.insert(inventory.asset());
            while inventory.read(asset)? != Entry::End {}
        }
        Ok(())
    });
    let file = book(name).display().to_string();
    outcome.unwrap_err().to_string().replace(&file, name)
}

#[test]
fn a_workbook_of_several_sheets_is_understood() {
    insta::assert_snapshot!(shown("several.xlsx"));
}

#[test]
fn an_old_workbook_is_understood() {
    insta::assert_snapshot!(shown("old.xls"));
}

#[test]
fn an_open_document_is_understood() {
    insta::assert_snapshot!(shown("open.ods"));
}

#[test]
fn packed_text_is_understood() {
    insta::assert_snapshot!(shown("snipeit_head.csv.gz"));
}

/// Makers, models and identifiers are the same in the workbook and in the text that it was made from.
#[test]
fn a_workbook_says_what_its_text_says() {
    let rows = |mut inventory: Inventory| {
        let mut asset = inventory.asset();
        let mut rows = Vec::new();
        while inventory.read(&mut asset).unwrap() != Entry::End {
            let same =
                [Field::AssetId, Field::Manufacturer, Field::Model, Field::Serial, Field::Mac];
            let same = same.map(|field| asset.first(field).map(str::to_owned));
            let date = asset.first(Field::Acquired).map(|cell| {
                let order = Some(banlint::asset::DateOrder::MonthFirst);
                FORMATS.read_date(cell, order)
            });
            rows.push((asset.row, asset.line, same, date));
        }
        rows
    };
    let text = Path::new("data/samples/snipeit_export.csv");
    let text = rows(Inventory::open(text, &options()).unwrap());
    assert_eq!(text.len(), 160);
    for name in ["snipeit_export.xlsx", "snipeit_export.ods", "snipeit_export.xls"] {
        let sheets = open(name, &options()).unwrap();
        let [sheet] = <[Inventory; 1]>::try_from(sheets).map_err(|_| name).unwrap();
        assert!(sheet.understanding().export.is_some());
        assert_eq!(rows(sheet), text, "{name}");
    }
}

#[test]
fn one_sheet_can_be_chosen() {
    for (wanted, sheet) in [("Switches", "Switches"), (" cameras ", "Cameras")] {
        let options = Options { sheets: vec![wanted.into()], ..options() };
        let sheets = open("several.xlsx", &options).unwrap();
        let names: Vec<_> = sheets.iter().map(|one| one.understanding().sheet.clone()).collect();
        assert_eq!(names, [Some(sheet.to_owned())]);
        assert_eq!(sheets[0].understanding().warnings, []);
    }
}

#[test]
fn a_stream_gives_the_first_sheet_and_names_the_others() {
    let file = File::open(book("several.xlsx")).unwrap();
    let inventory = Inventory::from_reader("several.xlsx", file, &options()).unwrap();
    assert_eq!(inventory.understanding().label(), "several.xlsx [Cameras]");
    let warnings: Vec<_> =
        inventory.understanding().warnings.iter().map(ToString::to_string).collect();
    assert!(warnings.contains(&"not read here, though inventories: `Switches`".to_owned()));
}

#[test]
fn sheets_can_be_read_side_by_side() {
    let mut sheets = open("several.xlsx", &options()).unwrap();
    let mut assets: Vec<_> = sheets.iter().map(Inventory::asset).collect();
    for (sheet, asset) in sheets.iter_mut().zip(&mut assets).rev() {
        while !matches!(sheet.read(asset).unwrap(), Entry::Asset { .. }) {}
    }
    let first: Vec<_> = assets.iter().map(|asset| asset.first(Field::Manufacturer)).collect();
    assert_eq!(first, [Some("Hikvision"), Some("Huawei")]);
}

#[test]
fn a_column_named_by_the_user_may_be_on_one_sheet_alone() {
    let named = |column: &str| {
        let mut options = options();
        options.columns.insert(column.into(), ColumnUse::Ignore);
        options
    };
    assert_eq!(open("several.xlsx", &named("Standort")).unwrap().len(), 2);
    assert_eq!(
        error("several.xlsx", &named("Serials")),
        "several.xlsx [Cameras]:4: no column is called `Serials`, which [columns] or --column names; did you mean `Serial Number`?"
    );
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let sheet = |name: &str| Options { sheets: vec![name.into()], ..options() };
    let messages: Vec<_> = [
        ("locked.xlsx", options()),
        ("locked.xls", options()),
        ("locked.ods", options()),
        ("page.xls", options()),
        ("page_in_one_file.xls", options()),
        ("cut.xlsx", options()),
        ("cut.xls", options()),
        ("cut.csv.gz", options()),
        ("letter.docx", options()),
        ("bomb.ods", options()),
        ("no_inventory.xlsx", options()),
        ("no_inventory.xlsx", sheet("Notes")),
        ("no_inventory.xlsx", sheet("Costs")),
        ("no_inventory.xlsx", sheet("Sheet3")),
        ("several.xlsx", sheet("Retired")),
        ("several.xlsx", sheet("Costs")),
        ("several.xlsx", sheet("Kameras")),
        ("snipeit_head.csv.gz", sheet("Cameras")),
    ]
    .iter()
    .map(|(name, options)| error(name, options))
    .collect();
    insta::assert_snapshot!(messages.join("\n"));
}

/// Each of the files asks its reader for far more than it holds.
#[test]
fn what_asks_for_too_much_is_refused() {
    let folder = std::fs::read_dir(book("hostile")).unwrap();
    let mut names: Vec<_> =
        folder.map(|file| format!("hostile/{}", file.unwrap().file_name().display())).collect();
    names.sort();
    let messages: Vec<_> = names.iter().map(|name| error(name, &options())).collect();
    insta::assert_snapshot!(messages.join("\n"));
}

#[test]
fn merged_cells_hold_for_each_of_their_rows() {
    insta::assert_snapshot!(shown("merged.xlsx"));
}

#[test]
fn the_traps_of_sheets_are_seen() {
    insta::assert_snapshot!(shown("shapes.xlsx"));
}

#[test]
fn formulas_without_results_are_said_and_comments_are_searched() {
    let names = ["not_calculated.xlsx", "failed.xlsx", "failed.ods"];
    insta::assert_snapshot!(names.map(shown).join(""));
}

#[test]
fn a_register_goes_on_over_sheets() {
    insta::assert_snapshot!(shown("pages.xlsx"));
    let sheets = |names: &[&str]| Options {
        sheets: names.iter().map(|&name| name.to_owned()).collect(),
        ..options()
    };
    let names = |wanted: &[&str]| {
        let inventories = open("pages.xlsx", &sheets(wanted)).unwrap();
        let name = |one: &Inventory| one.understanding().sheet.clone().unwrap();
        inventories.iter().map(name).collect::<Vec<_>>()
    };
    assert_eq!(names(&["page 2", "Page 1", "Page 2"]), ["Page 1", "Page 2"]);
    assert_eq!(names(&["Lists"]), ["Lists"]);
    let message = error("pages.xlsx", &sheets(&["Page 1", "Notes"]));
    assert!(message.starts_with("pages.xlsx [Notes]: none of the first 1 lines"), "{message}");
}

/// A workbook reads the same in whichever form it is saved.
#[test]
fn forms_agree() {
    for (name, forms) in [
        ("merged", ["xls", "ods", "xlsb"].as_slice()),
        ("shapes", &["xls", "ods", "xlsb"]),
        ("from_1904", &["xls", "xlsb"]),
    ] {
        let rows = |form: &str| {
            let file = format!("{name}.{form}");
            let text = shown(&file).replace(&file, name);
            // LibreOffice makes numbers of truth values in one of its forms.
            let text = text.replace(r#""TRUE""#, r#""1""#).replace(r#""FALSE""#, r#""0""#);
            // The first line has the name of the form.
            let kept = text.lines().filter(|line| !line.contains("header on line"));
            kept.map(|line| line.trim_end().to_owned()).collect::<Vec<_>>()
        };
        let expected = rows("xlsx");
        for form in forms {
            let found = rows(form);
            for (found, expected) in found.iter().zip(&expected) {
                assert_eq!(found, expected, "{name}.{form}");
            }
            assert_eq!(found.len(), expected.len(), "{name}.{form}");
        }
    }
}

#[test]
fn unusual_workbooks_are_read() {
    let names = ["from_1904.xlsx", "links.xlsx", "macros.xlsm", "strict.xlsx"];
    insta::assert_snapshot!(names.map(shown).join(""));
}

/// A sheet is understood by its first rows; the others are read behind them, and each sheet by itself where several are read in turns.
#[test]
fn long_sheets_are_read_to_their_ends() {
    const ROWS: usize = 1_500;
    let names = ["North", "South"];
    let serials = |name: &str| (1..=ROWS).map(|row| format!("{name}-{row}")).collect::<Vec<_>>();
    let file = tempfile::Builder::new().suffix(".xlsx").tempfile().unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    for name in names {
        let page = book.add_worksheet().set_name(name).unwrap();
        page.write_row(0, 0, ["Manufacturer", "Serial number"]).unwrap();
        for (row, serial) in (1..).zip(serials(name)) {
            page.write_row(row, 0, ["Acme", &serial]).unwrap();
        }
    }
    book.save(file.path()).unwrap();

    let mut sheets = Inventory::open_all(file.path(), &options()).unwrap();
    let mut read = vec![Vec::new(); sheets.len()];
    for _ in 0..=ROWS {
        for (inventory, read) in sheets.iter_mut().zip(&mut read) {
            let mut asset = inventory.asset();
            if inventory.read(&mut asset).unwrap() != Entry::End {
                assert_eq!(asset.line, read.len() as u64 + 2);
                read.push(asset.first(Field::Serial).unwrap().to_owned());
            }
        }
    }
    assert_eq!(read, names.map(serials));
}
