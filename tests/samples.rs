//! The shipped samples, audited whole: the makers and verdicts that people wrote down beforehand, and no row lost.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    path::{Path, PathBuf},
};

use banlint::{
    Verdict,
    audit::{Audited, Auditor},
    config::Config,
    intake::Inventory,
};

fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn audit(auditor: &Auditor, file: &str) -> Vec<Audited> {
    let path = root("data/samples").join(file);
    let inventory = Inventory::open(&path, &auditor.intake_options()).unwrap();
    let mut audit = auditor.audit_inventory(inventory);
    let rows: Vec<_> = audit.by_ref().map(Result::unwrap).collect();
    let tally = audit.tally();
    assert_eq!(tally.rows(), rows.len() as u64, "{file}: rows read are the sum of the verdicts");
    assert!(rows.iter().map(|row| row.place.row).eq(1..=tally.rows()), "{file}: in order");
    rows
}

/// Asset number, maker or `none`, and the rest of the line, by file.
fn expected(file: &str) -> BTreeMap<String, Vec<csv::StringRecord>> {
    let mut by_file: BTreeMap<String, Vec<csv::StringRecord>> = BTreeMap::new();
    let mut reader = csv::Reader::from_path(root("tests/fixtures/samples").join(file)).unwrap();
    for record in reader.records() {
        let record = record.unwrap();
        by_file.entry(record[0].to_owned()).or_default().push(record);
    }
    by_file
}

fn maker(row: &Audited) -> &str {
    row.attributions.first().map_or("none", |attribution| attribution.maker.id.as_str())
}

#[test]
fn exports_of_known_systems_give_their_makers() {
    let auditor = Auditor::builder().as_of("2026-11-22".parse().unwrap()).build().unwrap();
    let mut wrong = String::new();
    for (file, lines) in expected("expected.csv") {
        let rows = audit(&auditor, &file);
        assert_eq!(rows.len(), lines.len(), "{file}");
        for (row, line) in rows.iter().zip(&lines) {
            assert_eq!(row.asset_id.as_deref(), Some(&line[1]), "{file}");
            if maker(row) != &line[2] {
                let grades: Vec<_> = row
                    .attributions
                    .iter()
                    .map(|a| format!("{} {}", a.maker.id, a.grade))
                    .collect();
                writeln!(
                    wrong,
                    "{file} {} ({}): expected {}, got {grades:?}: {}",
                    &line[1], &line[3], &line[2], row.called
                )
                .unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_sample_inventory_comes_out_as_the_law_was_read() {
    let config = Config::load(&root("data/samples/banlint.toml")).unwrap();
    let auditor =
        Auditor::from_config(config).as_of("2026-11-22".parse().unwrap()).build().unwrap();
    let rows = audit(&auditor, "inventory.csv");
    let expected = expected("inventory-expected.csv");
    assert_eq!(rows.len(), expected.len());
    let mut wrong = String::new();
    let mut seen: Vec<_> = rows.iter().map(|row| row.verdict).collect();
    for row in rows.iter().filter(|row| row.verdict != Verdict::Unchecked) {
        let id = row.asset_id.as_deref().unwrap();
        let line = &expected[id][0];
        let got = (maker(row), row.verdict.word());
        if got != (&line[1], &line[2]) {
            writeln!(
                wrong,
                "{id} {}: expected {} {}, got {got:?}: {}",
                row.called, &line[1], &line[2], &line[3]
            )
            .unwrap();
        }
    }
    seen.sort();
    seen.dedup();
    // A waiver is the owner's own act, so the sample has none.
    let shown = Verdict::ALL.into_iter().filter(|&verdict| verdict != Verdict::Waived);
    assert_eq!(seen, shown.collect::<Vec<_>>(), "every verdict is shown");
    assert!(wrong.is_empty(), "{wrong}");
}
