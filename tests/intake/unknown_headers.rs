//! Headers that nobody knows stand above rows whose cells happen to be known headers: no row may be taken for the header.

use std::{collections::BTreeMap, fmt::Write};

use crate::options;
use banlint::intake::{ColumnUse, Entry, Inventory, Options};

/// What the columns of a register hold; many of these words are headers elsewhere.
const COLUMNS: [&[&str]; 9] = [
    &["Laptop", "Monitor", "Phone", "Printer", "Switch", "Camera", "Server", "Router", "Tablet"],
    &["Dell", "HP", "Lenovo", "Axis", "Cisco", "Brother", "Epson", "Samsung"],
    &["Latitude 5420", "P2419H", "iPhone 12", "HL-L2350DW", "Catalyst 2960", "P3245-V", "AP-515"],
    &["Anna Berg", "Tom Reed", "Maria Lopez", "John Hill", "Wei Chen", "Lea Roth"],
    &["Head office", "Warehouse", "Depot", "Lab", "Reception", "Network"],
    &["In use", "Spare", "Repair", "Retired", "Location unknown"],
    &["IT", "Finance", "HR", "Sales", "Support", "Department", "Owner"],
    &["ok", "moved", "checked", "no label", "Serial"],
    &["north", "south", "Building", "annexe"],
];

/// A register of so many rows with a number for each, the same for each seed.
fn register(seed: u64, rows: usize, dates: bool) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % below
    };
    let width = COLUMNS.len() + if dates { 3 } else { 0 };
    let names: Vec<_> = (0..width).map(|number| format!("c{number}")).collect();
    let mut text = names.join(",");
    for row in 0..rows {
        text.push('\n');
        if dates {
            let (day, month, price) = (1 + next(28), 1 + next(9), 100 + next(900));
            write!(text, "A-{},2024-0{month}-{day:02},{price},", 1000 + row).unwrap();
        }
        let cells = COLUMNS.map(|words| words[next(words.len())]);
        text.push_str(&cells.join(","));
    }
    text.push('\n');
    text
}

#[test]
fn no_row_below_unknown_headers_is_taken_for_the_header() {
    for seed in 1..8 {
        for (rows, dates) in [(200, true), (200, false), (25, true), (12, false)] {
            let columns = BTreeMap::from([("c2".to_owned(), ColumnUse::Text)]);
            let options = Options { columns, ..options() };
            let text = register(seed, rows, dates);
            let mut inventory =
                Inventory::from_reader("a.csv", std::io::Cursor::new(text.clone()), &options)
                    .unwrap();
            assert_eq!(inventory.understanding().header_lines, Some((1, 1)), "seed {seed}\n{text}");
            let mut asset = inventory.asset();
            while inventory.read(&mut asset).unwrap() != Entry::End {}
            assert_eq!(inventory.account().rows(), rows as u64, "seed {seed}");
        }
    }
}

#[test]
fn what_stands_above_a_ruled_line_is_the_header_and_every_line_below_a_row() {
    for (text, lines, rows) in [
        ("# Lab\n| IP | Device |\n|---|:--:|\n| .1 | ER605 |\n| .2 | x |\n", (2, 2), 2),
        ("| Rack | Contenido |\n|----|----|\n| abajo | 1 switch |\n| centro | y |\n", (1, 1), 2),
        ("Site,Thing\n----,-----\nDepot,lamp\nLab,camera\n", (1, 1), 2),
    ] {
        let options = options();
        let mut inventory =
            Inventory::from_reader("a.md", std::io::Cursor::new(text), &options).unwrap();
        assert_eq!(inventory.understanding().header_lines, Some(lines), "{text}");
        let mut asset = inventory.asset();
        while inventory.read(&mut asset).unwrap() != Entry::End {}
        assert_eq!(inventory.account().rows(), rows, "{text}");
    }
}

/// A column without a name is proposed by the number that `--column` knows it by.
#[test]
fn a_column_without_a_name_is_proposed_by_its_number() {
    for (text, proposed) in [
        ("| x | Terminal Acme | y |\n| z | Terminal Axis | y |\nfoo\n", "#1"),
        ("Zone,Thing\nyard,old gate terminal\nlobby,new wall terminal\n", "Thing"),
    ] {
        let inventory =
            Inventory::from_reader("a.txt", std::io::Cursor::new(text), &options()).unwrap();
        let warnings = &inventory.understanding().warnings;
        let said: String = warnings.iter().map(ToString::to_string).collect();
        assert!(said.contains(&format!("\"{proposed}=model\"")), "{text}: {said}");
    }
}
