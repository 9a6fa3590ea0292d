//! Intake from the outside: the samples, odd files, and what is said when a file cannot be read.

use std::{
    fmt::Write,
    io::Cursor,
    path::{Path, PathBuf},
};

use crate::{FORMATS, options, shown_role, unspaced};
use banlint::{
    Asset, Field,
    asset::Role,
    intake::{
        ColumnUse, Entry, Error, ErrorKind, Inventory, Note, Options, Quote, SetAside, Unreadable,
    },
};
use proptest::prelude::*;

fn sample(name: &str) -> PathBuf {
    Path::new("data/samples").join(name)
}

fn read(bytes: impl Into<Vec<u8>>) -> Result<Inventory, Error> {
    Inventory::from_reader("a.csv", Cursor::new(bytes.into()), &options())
}

/// The assets of an inventory, and what was set aside.
fn rows(inventory: &mut Inventory) -> Result<(Vec<Asset>, Vec<Entry>), Error> {
    let (mut assets, mut others) = (Vec::new(), Vec::new());
    let mut asset = inventory.asset();
    loop {
        match inventory.read(&mut asset)? {
            Entry::Asset { notes } if notes.is_empty() => assets.push(asset.clone()),
            Entry::End => return Ok((assets, others)),
            entry => {
                if matches!(entry, Entry::Asset { .. }) {
                    assets.push(asset.clone());
                }
                others.push(entry);
            }
        }
    }
}

fn error(bytes: impl Into<Vec<u8>>) -> String {
    let result = read(bytes).and_then(|mut inventory| rows(&mut inventory));
    result.map(|_| ()).unwrap_err().to_string()
}

/// The understanding as one line a column.
fn shown(inventory: &Inventory) -> String {
    let seen = inventory.understanding();
    let mut text = format!(
        "{:?}, export {:?}, header on line {:?}\n",
        seen.text, seen.export, seen.header_lines
    );
    for (line, words) in &seen.preamble {
        writeln!(text, "preamble {line}: {words}").unwrap();
    }
    for column in &seen.columns {
        let role = shown_role(column.role);
        let order = column.date_order.map_or(String::new(), |order| format!(" {order:?}"));
        let (number, header, sure) = (column.number, &column.header, column.confidence.word());
        writeln!(
            text,
            "{number}. {header}: {role}{order} ({sure}: {}) {:?}",
            column.why, column.samples
        )
        .unwrap();
    }
    for warning in &seen.warnings {
        writeln!(text, "warning: {warning}").unwrap();
    }
    text
}

#[test]
fn the_snipe_it_sample_is_understood() {
    let mut inventory = Inventory::open(&sample("snipeit_export.csv"), &options()).unwrap();
    insta::assert_snapshot!(shown(&inventory));
    let (assets, others) = rows(&mut inventory).unwrap();
    assert_eq!((assets.len(), others.len()), (160, 16));
    let damaged = |entry: &Entry| match entry {
        Entry::Asset { notes } => matches!(notes[..], [Note::LostDigits { column: 22, .. }]),
        _ => false,
    };
    assert!(others.iter().all(damaged), "{others:?}");
    let last = assets.last().unwrap();
    assert_eq!((last.row, last.line, last.first(Field::AssetId)), (160, 161, Some("EX-10160")));
    let words = ["N/A", "Generic", "Unknown"];
    assert!(
        assets.iter().all(|asset| !words.contains(&asset.first(Field::Manufacturer).unwrap_or("")))
    );
}

#[test]
fn the_german_sample_is_understood() {
    let mut inventory = Inventory::open(&sample("anlagen_cp1252.csv"), &options()).unwrap();
    insta::assert_snapshot!(shown(&inventory));
    let (assets, others) = rows(&mut inventory).unwrap();
    assert_eq!(assets.len(), 120);
    let [first, third, last] = [0, 2, 119].map(|at| &assets[at]);
    assert_eq!((first.line, first.first(Field::AssetId)), (5, Some("400001")));
    assert_eq!(third.first(Field::Manufacturer), None);
    assert_eq!((last.line, last.first(Field::Description)), (124, Some("Überwachungskamera")));
    let aside = others.iter().map(|entry| match entry {
        Entry::SetAside { line, why, .. } => (*line, *why),
        other => panic!("{other:?}"),
    });
    let (above, below) = (SetAside::Above, [(125, SetAside::Total), (127, SetAside::Footer)]);
    let titles = aside.clone().filter(|(_, why)| *why == above).count();
    assert_eq!(titles, 2);
    assert_eq!(aside.skip(titles).collect::<Vec<_>>(), below);
}

#[test]
fn the_discovery_sample_is_understood() {
    let mut inventory = Inventory::open(&sample("sadp_style_utf16.txt"), &options()).unwrap();
    insta::assert_snapshot!(shown(&inventory));
    let (assets, others) = rows(&mut inventory).unwrap();
    assert_eq!((assets.len(), others), (90, vec![]));
    assert_eq!(assets[0].first(Field::Model), Some("DS-2CD2387G2-LU"));
}

#[test]
fn every_sample_row_is_an_expected_row() {
    let mut expected = csv::Reader::from_path("tests/fixtures/samples/expected.csv").unwrap();
    let expected: Vec<_> = expected
        .records()
        .map(|row| row.unwrap())
        .map(|row| (row[0].to_owned(), row[1].to_owned()))
        .collect();
    let mut found = Vec::new();
    for name in ["snipeit_export.csv", "anlagen_cp1252.csv", "sadp_style_utf16.txt"] {
        let mut inventory = Inventory::open(&sample(name), &options()).unwrap();
        let (assets, _) = rows(&mut inventory).unwrap();
        let id = |asset: &Asset| asset.first(Field::AssetId).unwrap_or_default().to_owned();
        found.extend(assets.iter().map(|asset| (name.to_owned(), id(asset))));
    }
    assert_eq!(found, expected);
}

#[test]
fn secrets_never_reach_an_asset() {
    let text = "Model,Password,SNMP community,User Name,Notes\nX1,hunter2,public,admin,fine\n";
    let mut inventory = read(text).unwrap();
    assert!(!shown(&inventory).contains("hunter2"));
    let (assets, _) = rows(&mut inventory).unwrap();
    assert_eq!(assets[0].all_cells().collect::<Vec<_>>(), ["X1", "", "", "", "fine"]);
}

#[test]
fn lines_are_those_of_the_file() {
    let unix = "title\n\nModel,Notes\n\nX1,\"two\nlines\"\nX2,\n\n\nX3,end";
    for text in [unix.to_owned(), unix.replace('\n', "\r\n"), unix.replace('\n', "\r")] {
        let mut inventory = read(text).unwrap();
        assert_eq!(inventory.understanding().header_line(), Some(3));
        let (assets, others) = rows(&mut inventory).unwrap();
        let places: Vec<_> = assets.iter().map(|asset| (asset.row, asset.line)).collect();
        assert_eq!(places, [(1, 5), (2, 7), (3, 10)]);
        let title = Entry::SetAside { line: 1, why: SetAside::Above, text: "title".to_owned() };
        assert_eq!(others, [title]);
    }
}

#[test]
fn a_first_line_without_an_end_is_told_of() {
    for header_line in [None, Some(0)] {
        let mut options = options();
        options.header_line = header_line;
        let endless = std::io::repeat(b'a');
        let error = Inventory::from_reader("a.csv", endless, &options).err().unwrap();
        assert!(matches!(error.kind, ErrorKind::EndlessLine), "{error}");
        assert!(error.to_string().starts_with("a.csv:1: the first line does not end"), "{error}");
    }
}

/// A line of a form that is no text is a row that cannot be read, and takes nothing from the asset around it.
#[test]
fn what_is_no_text_in_a_form_is_a_row_of_its_own() {
    let text = b"Manufacturer,Axis\nModel,P32\nOwner,\xff\xfe\xff\nSerial Number,1\n";
    let mut options = options();
    options.encoding = Some("utf-8".into());
    let form = Cursor::new(text.to_vec());
    let mut inventory = Inventory::from_reader("a.csv", form, &options).unwrap();
    let (assets, others) = rows(&mut inventory).unwrap();
    let facts = [Field::Manufacturer, Field::Model, Field::Serial].map(|f| assets[0].first(f));
    assert_eq!(facts, [Some("Axis"), Some("P32"), Some("1")]);
    assert!(matches!(others[..], [Entry::Unread { line: 3, .. }]), "{others:?}");
}

#[test]
fn odd_rows_are_kept_and_noted() {
    let text = "Model,Serial,Notes\nX1,1\nX2,2,a,Hikvision camera,,\nX3,3,c,,\nX4,4,d\n";
    let mut inventory = read(text).unwrap();
    let (assets, others) = rows(&mut inventory).unwrap();
    assert_eq!(assets.len(), 4);
    assert_eq!(assets[1].texts().map(|cell| cell.text).collect::<Vec<_>>(), ["Hikvision camera"]);
    let fewer = Note::FewerCells { found: 2, expected: 3 };
    let more = Note::MoreCells { found: 6, expected: 3 };
    assert_eq!(others, [fewer, more].map(|note| Entry::Asset { notes: vec![note] }));
    let swallowed = "Model,Serial,Notes\nX1,1,\"a\nX2,2,b\nX3,3,c\"\n";
    let (_, others) = rows(&mut read(swallowed).unwrap()).unwrap();
    assert_eq!(others, [Entry::Asset { notes: vec![Note::RowsInCell { column: 3, lines: 2 }] }]);
}

/// Whatever ends the lines, the cell between two stray quotes holds some.
#[test]
fn lines_swallowed_by_a_quote_are_noted_at_any_line_end() {
    let text = "Tag,Manufacturer,Model,Serial\nT1,Axis,P3245-V,1\nT2,Axis,P3245-V,\"2\n\
                T3,Acme,R1,3\nT4,Acme,R2,5\nT5,Axis,P3245-V,4\"\nT6,Axis,P3245-V,7\n";
    for end in ["\n", "\r\n", "\r"] {
        let (assets, others) = rows(&mut read(text.replace('\n', end)).unwrap()).unwrap();
        let note = Note::RowsInCell { column: 4, lines: 3 };
        assert_eq!(
            (assets.len(), others),
            (3, vec![Entry::Asset { notes: vec![note] }]),
            "{end:?}"
        );
    }
}

/// Each place of a word might be one where two meet.
#[test]
fn a_long_header_is_read_at_once() {
    let header = format!("Manufacturer,Model,{}", "HIKVISIONDAHUA".repeat(50_000));
    let start = std::time::Instant::now();
    let mut inventory = read(format!("{header}\nAxis,P3245-V,x\n")).unwrap();
    assert_eq!(rows(&mut inventory).unwrap().0.len(), 1);
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}

#[test]
fn empty_cells_may_mean_the_one_above() {
    let text = "Site,Model\nHQ,X1\n,X2\n,X3\nTotal,\nDepot,X4\n,X5\n ,X6\n,X7\n";
    let sites = |fill_down: &[&str]| {
        let fill_down = fill_down.iter().map(|&column| column.to_owned()).collect();
        let options = Options { fill_down, ..options() };
        let bytes = Cursor::new(text.as_bytes());
        let mut inventory = Inventory::from_reader("a.csv", bytes, &options).unwrap();
        let warnings: Vec<_> =
            inventory.understanding().warnings.iter().map(ToString::to_string).collect();
        let (assets, _) = rows(&mut inventory).unwrap();
        let site = |asset: &Asset| asset.first(Field::Site).unwrap_or("-").to_owned();
        (assets.iter().map(site).collect::<Vec<_>>().join(" "), warnings)
    };
    assert_eq!(sites(&["site"]), ("HQ HQ HQ Depot Depot Depot Depot".to_owned(), vec![]));
    let warning = "column 1 (`Site`) is filled in some rows only: if an empty cell means the one above it, as where cells were merged, say --fill-down \"Site\"";
    assert_eq!(sites(&[]), ("HQ - - Depot - - -".to_owned(), vec![warning.to_owned()]));
}

#[test]
fn a_sheet_may_have_no_header() {
    let text = "cam 1;44:19:B6:00:11:22;10.0.0.7;5\ncam 2;44:19:B6:00:11:23;10.0.0.8;3\n";
    let mut options = options();
    options.header_line = Some(0);
    options.columns.insert("#1".into(), ColumnUse::Field(Field::Hostname));
    let bytes = Cursor::new(text.as_bytes());
    let mut inventory = Inventory::from_reader("a.csv", bytes, &options).unwrap();
    assert_eq!(inventory.understanding().header_lines, None);
    let (assets, _) = rows(&mut inventory).unwrap();
    let places: Vec<_> = assets.iter().map(|asset| (asset.row, asset.line)).collect();
    assert_eq!(places, [(1, 1), (2, 2)]);
    let facts = [Field::Hostname, Field::Mac, Field::Ip].map(|field| assets[1].first(field));
    assert_eq!(facts, [Some("cam 2"), Some("44:19:B6:00:11:23"), Some("10.0.0.8")]);
}

#[test]
fn rows_wider_than_any_sheet_are_unread() {
    let text =
        format!("Model,Serial\n{}X1,1\n{}\nX2,2\n", "X0,0\n".repeat(300), ",".repeat(20_000));
    let (assets, others) = rows(&mut read(text).unwrap()).unwrap();
    assert_eq!(assets.len(), 302);
    let why = Unreadable::TooManyCells { found: 20_001, limit: 16_384 };
    assert_eq!(others, [Entry::Unread { row: 302, line: 303, why }]);
    assert_eq!(
        error(format!("Model,Serial\n{}\nX2,2\n", ",".repeat(20_000))),
        "a.csv: one of the first rows has 20001 cells; expected at most 16384, as sheets have columns; check that this is an inventory, and its separator with --delimiter"
    );
}

#[test]
fn quotes_are_what_the_user_says() {
    for (quote, text) in [
        (Quote::Mark(b'\''), "Model,Notes\nX1,'two, and\nthree'\nX2,\"plain\n"),
        (Quote::None, "Model\tNotes\nX1\t\"two\nX2\tthree\"\n"),
    ] {
        let options = Options { quote: Some(quote), ..options() };
        let bytes = Cursor::new(text.as_bytes());
        let mut inventory = Inventory::from_reader("a.csv", bytes, &options).unwrap();
        let (assets, _) = rows(&mut inventory).unwrap();
        let models: Vec<_> = assets.iter().map(|asset| asset.first(Field::Model)).collect();
        assert_eq!(models, [Some("X1"), Some("X2")], "{quote:?}");
    }
}

#[test]
fn rows_that_are_not_valid_text_are_counted() {
    let mut text = b"Model,Serial Number\n".to_vec();
    for row in 0..100_000 {
        text.extend_from_slice(format!("X{row},S{row}\n").as_bytes());
    }
    let far = [text, "Xü,1\n".into(), b"X,Stra\xdfe\n".to_vec(), b"X,2\n".to_vec()].concat();
    let mut inventory = read(far).unwrap();
    let (assets, others) = rows(&mut inventory).unwrap();
    assert_eq!((assets.len(), inventory.account().rows()), (100_002, 100_003));
    let [Entry::Unread { row: 100_002, line: 100_003, why }] = others.as_slice() else {
        panic!("{others:?}")
    };
    assert_eq!(
        why.to_string(),
        "column 2 (`Serial Number`) is not valid UTF-8 at byte 5 of the cell; expected UTF-8 as in the first lines: save the file as UTF-8, or name its encoding"
    );
}

#[test]
fn the_user_has_the_last_word() {
    let text = "Foo;Bar;Model\nHikvision;DS-1;9\n";
    let mut options = options();
    options.columns.insert("foo".into(), ColumnUse::Field(Field::Manufacturer));
    options.columns.insert("#2".into(), ColumnUse::Field(Field::Model));
    options.columns.insert("Model".into(), ColumnUse::Ignore);
    let bytes = Cursor::new(text.as_bytes().to_vec());
    let mut inventory = Inventory::from_reader("a.csv", bytes, &options).unwrap();
    let (assets, _) = rows(&mut inventory).unwrap();
    assert_eq!(assets[0].first(Field::Manufacturer), Some("Hikvision"));
    assert_eq!(assets[0].cells(Field::Model).map(|cell| cell.text).collect::<Vec<_>>(), ["DS-1"]);
}

#[test]
fn meanings_depend_on_the_company() {
    for (header, row, column, field) in [
        ("Vendor,Model", "Axis,P1", 0, Field::Manufacturer),
        ("Vendor,Manufacturer", "CDW,Axis", 0, Field::Supplier),
        ("Supplier,Model", "CDW,P1", 0, Field::Supplier),
        ("Company,Model", "ACME,P1", 0, Field::Owner),
        ("Name,Type", "cam,Camera", 1, Field::Equipment),
        ("Name,Type", "cam,DS-2CD2143", 1, Field::Model),
        ("Type,Model", "Camera,P1", 0, Field::Equipment),
        ("Hersteller,Typ", "Axis,P3245", 1, Field::Model),
        ("Typ,Modell", "Kamera,P3245", 0, Field::Equipment),
        ("Device Type,MAC", "IPC-T221H,44:19:b6:00:11:22", 0, Field::Model),
        ("Device Type,MAC", "Camera,44:19:b6:00:11:22", 0, Field::Equipment),
        ("Model,Xyzzy", "P1,44-19-b6-00-11-22", 1, Field::Mac),
        ("Model,Xyzzy", "P1,10.0.0.7/24", 1, Field::Ip),
    ] {
        let inventory = read(format!("{header}\n{row}\n")).unwrap();
        let role = inventory.layout().columns()[column].role;
        assert_eq!(role, Role::Field(field), "{header}");
    }
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let wide = format!("Model,Notes\nX1,\"{}", "long line\n".repeat(2_000_000));
    for (bytes, message) in [
        (
            b"".to_vec(),
            "a.csv: the file is empty; expected a line that names the columns and one line an asset; export it again",
        ),
        (
            b"\xef\xbb\xbf\n".to_vec(),
            "a.csv: the file is empty; expected a line that names the columns and one line an asset; export it again",
        ),
        (
            b"PK\x03\x04rest".to_vec(),
            "a.csv: this workbook is damaged or cut short (invalid Zip archive: Could not find EOCD); expected one that a spreadsheet program opens; copy or export it again",
        ),
        (
            b"\x00\x01\x02\x03binary".to_vec(),
            "a.csv: this looks like binary data; expected a workbook (XLSX, XLS, ODS), text with one asset a line (CSV), JSON or YAML; check that it is the file you meant, or save it as CSV (UTF-8)",
        ),
        (
            b"1,2,3\n4,5,6\n".to_vec(),
            "a.csv: none of the first 2 lines names the columns; expected a header above the assets; add one, give its line with --header-line, or say --header-line 0 if there is none, so that columns are known by their cells",
        ),
        (
            b"note,,\n\nRoom,Price,Blah\nHQ,12,13\nHQ,12,13\n".to_vec(),
            "a.csv:3: no column is recognised that could tell who made an asset; the columns are `Room`, `Price`, `Blah`; say what they hold, such as \"Room\" = \"model\" under [columns] in banlint.toml, or --column \"Room=model\"",
        ),
        (
            b"Model,Notes\nX1,fine\nX2,\"a\nb\",\"opens\nX3,lost\n".to_vec(),
            "a.csv:4: a quote opens in column 3 here and is never closed, so every line after it would be lost; expected a closing quote; close it, double it if it belongs to the text, or say --quote none if quotes mean nothing in this file",
        ),
        (
            wide.into_bytes(),
            "a.csv:2: the record that starts here is longer than 16 MiB; expected one asset a line; look for a quote that is opened and never closed, or for a file without line breaks",
        ),
    ] {
        assert_eq!(error(bytes), message);
    }
}

#[test]
fn what_cannot_be_opened_says_what_to_do() {
    let open = |path: &str| {
        Inventory::open(Path::new(path), &options()).map(|_| ()).unwrap_err().to_string()
    };
    assert_eq!(
        open("no/such.csv"),
        "no/such.csv: there is no such file; check the path, or give `-` to read standard input"
    );
    assert_eq!(
        open("src"),
        "src: this is a folder; expected a file with one asset a line: name one inside it"
    );
}

fn ignore(options: &mut Options, column: &str) {
    options.columns.insert(column.to_owned(), ColumnUse::Ignore);
}

#[test]
fn wrong_options_say_what_to_do() {
    let with = |change: &dyn Fn(&mut Options)| {
        let mut options = options();
        change(&mut options);
        let bytes = Cursor::new(b"Model,Notes,Notes\nX1,a,b\n".to_vec());
        Inventory::from_reader("a.csv", bytes, &options).map(|_| ()).unwrap_err().to_string()
    };
    assert_eq!(
        with(&|options| options.encoding = Some("latin-17".into())),
        "a.csv: `latin-17` is not an encoding; expected a name such as utf-8, windows-1252, utf-16le or gb18030"
    );
    assert_eq!(
        with(&|options| options.header_line = Some(7)),
        "a.csv:7: no header can be read on this line; give the line on which it stands with --header-line, counted from 1, within the first 30 rows"
    );
    assert_eq!(
        with(&|options| ignore(options, "Modell")),
        "a.csv:1: no column is called `Modell`, which [columns] or --column names; did you mean `Model`?"
    );
    assert_eq!(
        with(&|options| ignore(options, "Notes")),
        "a.csv:1: `Notes` stands over several columns, and [columns] or --column can mean only one; write \"#2\" or \"#3\" for the one you mean"
    );
}

#[test]
fn a_header_without_assets_is_no_clean_sheet() {
    let mut inventory =
        Inventory::from_reader("a.csv", Cursor::new("Tag,Manufacturer\n\n"), &options()).unwrap();
    let error = self::rows(&mut inventory).unwrap_err().to_string();
    assert_eq!(
        error,
        "a.csv:1: the header stands here, and no asset below it; expected one line an asset; export the sheet again with its rows"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever the bytes, a file is read to its end or refused with a message that names it, and every record is accounted for.
    #[test]
    fn any_bytes_are_read_or_refused(
        head in prop::sample::select(vec!["", "Model,Serial\n", "Hersteller;Typ\r\n", "{\"model\":", "[{", "<?xml", "\u{feff}Model\t"]),
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        text in "[A-Za-z0-9 ,;|\t\"\r\nÜé型:/@.{}<>=+-]{0,400}",
        binary in any::<bool>(),
    ) {
        let tail = if binary { bytes } else { text.into_bytes() };
        let whole = [head.as_bytes(), &tail].concat();
        let outcome = read(whole).and_then(|mut inventory| {
            let (assets, others) = rows(&mut inventory)?;
            let noted = |entry: &&Entry| matches!(entry, Entry::Asset { .. });
            let records = assets.len() + others.iter().filter(|entry| !noted(entry)).count();
            Ok((inventory.account().records(), records as u64))
        });
        match outcome {
            Ok((accounted, records)) => prop_assert_eq!(accounted, records),
            Err(error) => prop_assert!(error.to_string().starts_with("a.csv"), "{}", error),
        }
    }

    /// Whatever stands in the cells, every row comes back once and in order, on the line on which it stands.
    #[test]
    fn no_row_is_lost_or_moved(
        rows in prop::collection::vec(prop::collection::vec("[a-z0-9 ,;|\t\"\r\n'äß无.-]{0,12}", 1..5), 1..60),
        delimiter in prop::sample::select(vec![b',', b';', b'\t', b'|']),
        crlf in any::<bool>(),
        utf16 in any::<bool>(),
    ) {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .terminator(if crlf { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
            .from_writer(Vec::new());
        writer.write_record(["Asset Tag", "Manufacturer", "Model", "Serial Number"]).unwrap();
        for (index, row) in rows.iter().enumerate() {
            writer.write_field(format!("EX-{index}")).unwrap();
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let bytes = if utf16 {
            "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        } else {
            text.clone().into_bytes()
        };
        let mut options = options();
        options.delimiter = Some(delimiter);
        let mut inventory = Inventory::from_reader("a.csv", Cursor::new(bytes), &options).unwrap();
        let (assets, _) = self::rows(&mut inventory).unwrap();
        prop_assert_eq!(assets.len(), rows.len());
        for (index, (asset, row)) in assets.iter().zip(&rows).enumerate() {
            let id = format!("EX-{index}");
            prop_assert_eq!(asset.first(Field::AssetId), Some(id.as_str()));
            prop_assert_eq!(asset.row, index as u64 + 1);
            let line = text.lines().nth(usize::try_from(asset.line).unwrap() - 1).unwrap();
            prop_assert!(line.trim_start_matches('"').starts_with(&id));
            for (cell, written) in asset.all_cells().skip(1).zip(row) {
                // What stands behind a word for a password is hidden.
                let is_hidden = cell.contains('…');
                prop_assert!(unspaced(cell) == unspaced(written) || is_hidden
                || cell.is_empty() && FORMATS.is_empty_value(written)
                || FORMATS.is_ditto(written));
            }
        }
    }
}

#[test]
fn a_long_text_is_not_repeated_without_bound() {
    let sheet = |rows: usize| {
        let long = "long text ".repeat(100 << 10);
        format!("Model,Description\nP1,{long}\n{}", "P2,ditto\n".repeat(rows))
    };
    let outcome =
        |rows| self::rows(&mut read(sheet(rows)).unwrap()).map(|(assets, _)| assets.len());
    assert_eq!(outcome(5).unwrap(), 6);
    let repeated = outcome(80).unwrap_err();
    assert_eq!(repeated.line, Some(68));
    assert!(matches!(repeated.kind, ErrorKind::Repeated { limit: 64 }));
}

/// A text of DOS, in which the bytes of umlauts are no letters of Windows.
#[test]
fn letters_of_an_encoding_that_is_not_read_are_told() {
    let warnings = |bytes: &[u8]| -> Vec<String> {
        let inventory = read(bytes).unwrap();
        inventory.understanding().warnings.iter().map(ToString::to_string).collect()
    };
    let dos = warnings(b"Site,Make,Description\nM\x81nchen,Axis,\x9aberwachungskamera\n");
    assert!(dos.iter().any(|said| said.contains("such as that of DOS")), "{dos:?}");
    let windows = warnings(b"Site,Make,Description\nM\xfcnchen,Axis,\xdcberwachungskamera\n");
    assert!(windows.is_empty(), "{windows:?}");
}
