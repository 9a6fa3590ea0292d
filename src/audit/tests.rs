//! What must hold of every audit: rows that pass the prefilter are those of which the stations find nothing, on any number of
//! threads, however the text is cut into blocks; and findings are known again by their fingerprints.

mod properties;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use proptest::{collection::vec, prelude::*, sample::select};

use super::{Audit, Audited, Auditor};
use crate::{
    Field, Verdict,
    asset::{Column, Role},
    cases::cases,
    glance::Glance,
    intake::{Entry, Inventories},
    vendors::Search,
};

static AUDITOR: LazyLock<Auditor> = LazyLock::new(|| {
    let as_of = "2026-11-26".parse().unwrap();
    Auditor::builder().as_of(as_of).assume(crate::Field::Status, "in-service").build().unwrap()
});

static HEADERS: LazyLock<Vec<&str>> = LazyLock::new(|| cases::<1>("mixed", "headers").concat());

static CELLS: LazyLock<Vec<&str>> = LazyLock::new(|| cases::<1>("mixed", "cells").concat());

fn text() -> impl Strategy<Value = String> {
    let columns = vec(select(&HEADERS[..]), 2..9);
    let rows = vec((vec(select(&CELLS[..]), 9), 0..12_usize), 1..40);
    (columns, rows, any::<bool>()).prop_map(|(columns, rows, returns)| {
        let mut writer = csv::WriterBuilder::new();
        writer.flexible(true);
        if returns {
            writer.terminator(csv::Terminator::CRLF);
        }
        let mut writer = writer.from_writer(Vec::new());
        writer.write_record(&columns).unwrap();
        for (at, (cells, odd)) in rows.iter().enumerate() {
            let width = match odd {
                0 => columns.len() - 1,
                1 => 9,
                _ => columns.len(),
            };
            let mut cells: Vec<String> =
                cells[..width.min(cells.len())].iter().map(|&cell| cell.to_owned()).collect();
            // Most rows of most registers begin with a number of their own.
            if *odd > 6 {
                cells[0] = format!("A-{at:05}");
            }
            writer.write_record(&cells).unwrap();
        }
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    })
}

/// What an audit says of each row that is not clear, and how many are.
#[derive(Debug, PartialEq)]
struct Said {
    rows: Vec<(u64, u64, Verdict, String)>,
    clear: u64,
}

fn said(audit: &mut Audit) -> Said {
    let all: Vec<_> = audit.map(|row| row.unwrap()).collect();
    let listed = all.iter().filter(|row| row.verdict != Verdict::Clear || !row.notes.is_empty());
    let rows = listed.map(|row| (row.place.row, row.place.line, row.verdict, details(row)));
    Said { rows: rows.collect(), clear: audit.tally().of(Verdict::Clear) }
}

fn details(row: &Audited) -> String {
    let makers =
        row.attributions.iter().map(|one| format!("{} {}", one.maker.id, one.grade.word()));
    let makers = makers.collect::<Vec<_>>().join(", ");
    format!("{} [{makers}] {:?} {}", row.called, row.notes, row.findings.len())
}

fn audit(text: &str) -> Option<Audit> {
    audit_of("a.csv", text)
}

fn audit_of(name: &str, text: &str) -> Option<Audit> {
    audit_bytes(name, text.as_bytes().to_vec())
}

fn audit_bytes(name: &str, bytes: Vec<u8>) -> Option<Audit> {
    let options = AUDITOR.intake_options();
    let bytes = std::io::Cursor::new(bytes);
    let (mut all, lack) = Inventories::from_reader(name, bytes, &options).ok()?.into_parts();
    if lack.is_some() || all.len() != 1 {
        return None;
    }
    Some(AUDITOR.audit_inventory(all.remove(0)))
}

/// A workbook with the rows of a text.
fn workbook(text: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let rows =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    for (at, row) in (0..).zip(rows.into_records()) {
        sheet.write_row(at, 0, row.unwrap().iter()).unwrap();
    }
    book.save_to_buffer().unwrap()
}

/// The worst that the stations say of the rows of each line without any filter: a line may hold several side by side.
fn judged(text: &str) -> BTreeMap<u64, Verdict> {
    let options = AUDITOR.intake_options();
    let bytes = std::io::Cursor::new(text.to_owned().into_bytes());
    let (mut all, _) = Inventories::from_reader("a.csv", bytes, &options).unwrap().into_parts();
    let mut inventory = all.remove(0);
    let mut asset = inventory.asset();
    let mut sections = AUDITOR.sections(&inventory);
    let mut verdicts = BTreeMap::new();
    loop {
        let entry = inventory.read(&mut asset);
        if let Ok(entry) = &entry {
            sections.saw(entry, &mut asset);
        }
        match entry {
            Ok(Entry::Asset { notes }) => {
                let verdict = AUDITOR.judge(&asset, &notes).verdict;
                worsen(&mut verdicts, asset.line, verdict);
            }
            Ok(Entry::End) | Err(_) => return verdicts,
            Ok(_) => {}
        }
    }
}

fn worsen(verdicts: &mut BTreeMap<u64, Verdict>, line: u64, verdict: Verdict) {
    let worst = verdicts.entry(line).or_insert(verdict);
    *worst = verdict.max(*worst);
}

/// The filter sees that a row may be of a kind of which some law speaks; whether it is, the stations say.
#[test]
fn a_row_that_only_may_be_of_a_kind_is_what_the_stations_say() {
    let text = "Purchase Date,Purchase Date\nP3245-LVE,cpe:2.3:h:hikvision:x:*,,,,,,,\nAxis,n/a\nunknown,NVR4216\n";
    let found = said(&mut audit(text).unwrap());
    let lines: BTreeMap<_, _> =
        found.rows.iter().map(|&(_, line, verdict, _)| (line, verdict)).collect();
    for (line, verdict) in judged(text) {
        assert_eq!(*lines.get(&line).unwrap_or(&Verdict::Clear), verdict, "line {line}");
    }
}

/// What a formula would have said is not known, and a row that states no maker else is not clear.
#[test]
fn a_column_that_is_called_like_a_title_is_one_of_the_file() {
    let named = |header: &str, maker: &str| {
        let row = format!("1,{maker} camera,IP camera,in service");
        let title = "The Hikvision cameras of the town,,,\nPrinted for the board,,,";
        let text = format!("{title}\nTag,{header},Category,Status\n{row}\n{row}\n");
        said(&mut audit(&text).unwrap()).rows.iter().any(|&(_, line, ..)| line == 1)
    };
    for header in ["Title", "(title)"] {
        assert!(!named(header, "Hikvision"), "{header}: the rows name whom the line names");
        assert!(named(header, "Axis"), "{header}: the line alone names him");
    }
}

#[test]
fn a_row_whose_maker_a_formula_left_out_is_not_cleared() {
    let verdicts = |name: &str| {
        let path = format!("tests/fixtures/intake/books/{name}");
        let rows = AUDITOR.audit_path(path.as_ref()).unwrap();
        rows.map(|row| row.unwrap().verdict).collect::<Vec<_>>()
    };
    let not_calculated = verdicts("not_calculated.xlsx");
    assert_eq!(not_calculated[..4], [Verdict::Unchecked; 4]);
    let failed = verdicts("failed.xlsx");
    assert_eq!(failed.iter().filter(|verdict| **verdict == Verdict::Unchecked).count(), 4);
}

/// What rows stand under is said of them by no cell of theirs, so that a filter of cells must not pass them.
#[test]
fn rows_below_a_name_are_the_same_where_clear_ones_are_only_counted() {
    let rows = "1,4MP dome,2\n2,turret,1\n";
    let other = "Tag,Description,Site\n3,4MP dome,HQ\n4,turret,HQ\n";
    let list = format!("No,Item,Qty\n{rows}");
    let below = |heading: &str| format!("No,Item,Qty\n0,P3245-LV,1\n{heading}\n{rows}");
    let texts = [
        ("dahua_cameras.csv", list.clone(), 2),
        ("dahua_cameras.csv", format!("{list}{other}"), 4),
        ("dahua_cameras.csv", below("AXIS,,"), 1),
        ("a.csv", below("DAHUA,,"), 3),
        ("a.csv", below("Drones (all DJI),,"), 3),
        ("a.csv", below(",Drones (all DJI),"), 3),
        ("a.csv", below("Modems (all ZTE),,"), 3),
        ("a.csv", list, 0),
    ];
    for (name, text, found) in texts {
        let whole = said(&mut audit_of(name, &text).unwrap());
        assert_eq!(whole.rows.len(), found, "{name}: {text}");
        for threads in [1, 2] {
            let counted = audit_of(name, &text).unwrap().only_counting_clear();
            assert_eq!(whole, said(&mut counted.on_threads(threads)), "{name}: {text}");
        }
    }
}

/// A row with a cell too many is as wide as no filter of the rows below it.
/// Where law asks only what was bought from some day on, older goods pass, and nothing that it asks for.
#[test]
fn older_goods_of_every_kind_are_what_the_stations_say() {
    let auditor = Auditor::builder().as_of("2026-11-26".parse().unwrap()).build().unwrap();
    let days = [
        "",
        "2012",
        "2019-08-12",
        "2020-08-13",
        "2022-05-05",
        "2025-12-22",
        "2026",
        "2026-03-23",
        "2026-05-21",
        "2026-05-22",
        "2026-11-26",
        "2027-01-01",
    ];
    let kinds = auditor.judge.knowledge.tree.kinds();
    let rows = kinds
        .flat_map(|kind| days.map(|day| format!("A-1,Globex,GX-100,\"{}\",{day}\n", kind.title)));
    let text =
        format!("Asset ID,Manufacturer,Model,Category,Purchase Date\n{}", rows.collect::<String>());
    let audit = || {
        let bytes = std::io::Cursor::new(text.clone().into_bytes());
        let all = Inventories::from_reader("a.csv", bytes, &auditor.intake_options()).unwrap();
        auditor.audit_inventory(all.into_parts().0.remove(0))
    };
    let whole = said(&mut audit());
    assert!(whole.clear > 0 && !whole.rows.is_empty());
    assert_eq!(whole, said(&mut audit().only_counting_clear()));
}

#[test]
fn a_row_with_an_empty_cell_too_many_changes_nothing_below_it() {
    let rows = (0..9000).map(|at| match at {
        1 => "A-00001,Axis,P3245-LVE,IP camera,\n".to_owned(),
        8000 => "A-08000,Hikvision,DS-2CD2143G2-I,IP camera\n".to_owned(),
        8001 => "A-08001,ditto,ditto,IP camera\n".to_owned(),
        _ => format!("A-{at:05},Axis,P3245-LVE,IP camera\n"),
    });
    let text = format!("Asset ID,Manufacturer,Model,Category\n{}", rows.collect::<String>());
    for threads in [1, 2] {
        let mut counted = audit(&text).unwrap().only_counting_clear().on_threads(threads);
        let found: Vec<_> = said(&mut counted).rows.iter().map(|&(row, ..)| row).collect();
        assert_eq!(found, [8001, 8002]);
    }
}

/// A small file can have one long text in very many rows.
#[test]
fn rows_of_one_long_text_are_what_each_is_by_itself() {
    let long = "Hikvision DS-2CD2143G2-I by the gate, not Dahua. ".repeat(40);
    let rows = (0..80).map(|at| match at % 5 {
        0 => format!("A{at},Axis,P3245,{long}\n"),
        1 => format!("A{at},Dahua,P3245,{long}\n"),
        2 => format!("DS-2CD2143G2-I{at:09},Axis,P3245,{long}\n"),
        3 => format!("NVR-{at},,,{long}\n"),
        _ => format!("A{at},Axis,P{at},{}\n", "plain prose of a cabinet. ".repeat(80)),
    });
    let text = format!("Asset ID,Manufacturer,Model,Description\n{}", rows.collect::<String>());
    let found = said(&mut audit(&text).unwrap());
    let mut verdicts = BTreeMap::new();
    found.rows.iter().for_each(|&(_, line, verdict, _)| worsen(&mut verdicts, line, verdict));
    assert_eq!(found.rows.len(), 64);
    for (line, verdict) in judged(&text) {
        assert_eq!(*verdicts.get(&line).unwrap_or(&Verdict::Clear), verdict, "line {line}");
    }
    for threads in [2, 4] {
        let mut counted = audit(&text).unwrap().only_counting_clear().on_threads(threads);
        assert_eq!(found, said(&mut counted));
    }
}

/// Rows are recognised without the cells that surely claim nothing.
#[test]
fn what_surely_claims_nothing_is_not_kept_for_judging() {
    let recogniser = &AUDITOR.judge.recogniser;
    let (mut glance, mut silent) = (Glance::default(), 0);
    for &field in Field::ALL {
        let column = Column::new("Column".to_owned(), Role::Field(field));
        let Some(search) = Search::of(column.role) else { continue };
        for cell in CELLS.iter() {
            if glance.read(cell) && recogniser.surely_claims_nothing(search, cell, &glance) {
                assert!(recogniser.keeps_nothing(search, &column, cell), "{field:?}: {cell}");
                silent += 1;
            }
        }
    }
    assert!(silent > 1000, "{silent}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_passes_is_clear_on_any_number_of_threads(text in text()) {
        let Some(mut all) = audit(&text) else { return Ok(()) };
        let whole = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| said(&mut all)));
        let Ok(whole) = whole else { return Ok(()) };
        for threads in [1, 2, 4] {
            let mut counted = audit(&text).unwrap().only_counting_clear().on_threads(threads);
            prop_assert_eq!(&whole, &said(&mut counted));
        }
        let mut lines = BTreeMap::new();
        whole.rows.iter().for_each(|&(_, line, verdict, _)| worsen(&mut lines, line, verdict));
        for (line, verdict) in judged(&text) {
            prop_assert_eq!(*lines.get(&line).unwrap_or(&Verdict::Clear), verdict, "line {}", line);
        }
    }

    #[test]
    fn what_passes_of_a_sheet_is_clear(text in text()) {
        let book = workbook(&text);
        let Some(mut all) = audit_bytes("a.xlsx", book.clone()) else { return Ok(()) };
        let whole = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| said(&mut all)));
        let Ok(whole) = whole else { return Ok(()) };
        for threads in [1, 2] {
            let counted = audit_bytes("a.xlsx", book.clone()).unwrap().only_counting_clear();
            prop_assert_eq!(&whole, &said(&mut counted.on_threads(threads)));
        }
    }

    /// A finding is known again by its fingerprint wherever its row stands, and whatever the file is called.
    #[test]
    fn other_rows_and_their_order_change_no_fingerprint(
        (before, after) in vec(item(), 1..12).prop_flat_map(|rows| {
            (Just(rows.clone()), vec(item(), 0..4).prop_flat_map(move |more| {
                Just([rows.clone(), more].concat()).prop_shuffle()
            }))
        })
    ) {
        let (before, after) = (fingerprints("a.csv", &before), fingerprints("b.csv", &after));
        prop_assert!(!before.is_empty() && before.is_subset(&after));
    }
}

/// A row of a register whose numbers are often missing, and sometimes those of another.
fn item() -> impl Strategy<Value = String> {
    let id = select(&["", "A-1", "A-2", "a 2", "-"][..]);
    let serial = select(&["", "", "S1", "S2"][..]);
    let model = select(&["Hikvision,DS-2CD2143G2-I", "Dahua,IPC-HDW2431T", "Annke,C800"][..]);
    let site = select(&["HQ", "Depot", "depot "][..]);
    let status = select(&["in service", "", "2019-09-01"][..]);
    (id, serial, model, site, status).prop_map(|(id, serial, model, site, status)| {
        let date = if status.starts_with('2') { status } else { "" };
        let status = if date.is_empty() { status } else { "in service" };
        format!("{id},{serial},{model},IP camera,{site},{status},{date}")
    })
}

/// All fingerprints of such rows, none of which may come twice.
fn fingerprints(name: &str, rows: &[String]) -> BTreeSet<crate::Fingerprint> {
    let header = "Asset ID,Serial,Manufacturer,Model,Category,Site,Status,Purchase Date";
    let text = format!("{header}\n{}\n", rows.join("\n"));
    let rows = AUDITOR.audit(name, std::io::Cursor::new(text.into_bytes())).unwrap();
    let mut all = BTreeSet::new();
    for finding in rows.flat_map(|row| row.unwrap().findings) {
        assert_eq!(finding.fingerprint.is_some(), finding.can_be_waived());
        assert!(finding.fingerprint.is_none_or(|print| all.insert(print)), "{}", finding.law.id);
    }
    all
}
