//! What real files do to whoever reads them: one small inventory a trap, each with the whole output of `banlint columns` and
//! every row as it was read. `tests/fixtures/intake/traps/make.py` writes them.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::options;
use banlint::{
    Asset,
    asset::Role,
    intake::{Entry, Inventory},
};

const FOLDER: &str = "tests/fixtures/intake/traps";

fn traps() -> Vec<PathBuf> {
    let files = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| !path.ends_with("make.py")).collect();
    files.sort();
    files
}

/// What `banlint columns` prints.
fn columns(path: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_banlint"));
    command.arg("columns").arg(path.file_name().unwrap()).current_dir(FOLDER);
    let output = command.stdin(Stdio::null()).env("NO_COLOR", "1").output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{}", path.display());
    String::from_utf8(output.stdout).unwrap()
}

/// The facts and texts of a row, as they go on to those who recognise makers.
fn facts(asset: &Asset) -> String {
    let columns = asset.layout.columns().iter().zip(asset.all_cells());
    let filled = columns.filter(|(column, cell)| {
        !cell.trim().is_empty() && matches!(column.role, Role::Field(_) | Role::Text)
    });
    let shown = filled.map(|(column, cell)| match column.role {
        Role::Field(field) => format!("{field}={cell:?}"),
        _ => format!("text={cell:?}"),
    });
    shown.collect::<Vec<_>>().join(" ")
}

/// Every record below the header, as it was read.
fn rows(path: &Path) -> String {
    let mut text = String::new();
    let mut inventory = Inventory::open(path, &options()).unwrap();
    let mut asset = inventory.asset();
    loop {
        match inventory.read(&mut asset).unwrap() {
            Entry::End => break,
            Entry::Asset { notes } => {
                let (row, line) = (asset.row, asset.line);
                writeln!(text, "row {row}, line {line}: {}", facts(&asset)).unwrap();
                for note in notes {
                    writeln!(text, "    note: {note}").unwrap();
                }
            }
            Entry::Unread { row, line, why } => {
                writeln!(text, "row {row}, line {line}: unread: {why}").unwrap();
            }
            Entry::SetAside { line, why, .. } => {
                writeln!(text, "line {line}: set aside: {why}").unwrap();
            }
        }
    }
    text
}

#[test]
fn every_trap_is_passed() {
    let traps = traps();
    assert!(traps.len() >= 60, "{}", traps.len());
    for path in traps {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let shown = format!("{}\n{}", columns(&path), rows(&path));
        // What the traps hold for secrets.
        assert!(!shown.contains("hunter") && !shown.contains("nter2"), "{name}");
        insta::with_settings!({ snapshot_path => "snapshots/traps", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name.clone(), shown);
        });
    }
}
