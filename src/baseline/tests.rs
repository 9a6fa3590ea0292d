//! What must always hold of baselines: one only ever hides what it names, and the order of rows does not matter.

use std::{fs, path::Path};

use proptest::prelude::*;

use super::*;
use crate::{
    Verdict,
    audit::{Audited, Auditor},
    finding::BaselineState,
    report::{BaselineFile, Report as _, Summary},
};

/// Cameras, some of them alike in all but their status and so in their verdict.
fn rows() -> impl Strategy<Value = Vec<String>> {
    let maker = prop_oneof![Just("Hikvision"), Just("Dahua"), Just("Axis")];
    let status = prop_oneof![Just("in service"), Just("disposed"), Just("")];
    let row = (0..4_u8, maker, status).prop_map(|(number, maker, status)| {
        let id = if number == 0 { String::new() } else { format!("C-{number}") };
        format!("{id},{maker},IP camera,{status}\n")
    });
    prop::collection::vec(row, 0..8)
}

fn auditor() -> Auditor {
    let builder = Auditor::builder().jurisdictions(["US"]).organisation(["us-federal-contractor"]);
    let day = "2026-11-22".parse().unwrap();
    let builder = builder.assume(crate::Field::Purpose, "public-safety");
    builder.assume(crate::Field::Customer, "other-customer").as_of(day).build().unwrap()
}

/// The rows of a sheet; clear ones too.
fn audited(auditor: &Auditor, rows: &[String]) -> Vec<Audited> {
    let sheet = format!("Tag,Manufacturer,Category,Status\nX-1,Cisco,switch,\n{}", rows.concat());
    let audit = auditor.audit("a.csv", std::io::Cursor::new(sheet)).unwrap();
    audit.map(Result::unwrap).collect()
}

/// The baseline of these rows, written and read.
fn baseline(auditor: &Auditor, rows: &[Audited]) -> (Baseline, String) {
    let (mut file, mut out) = (BaselineFile::new(), Vec::new());
    file.begin(&mut out, auditor.basis()).unwrap();
    for row in rows {
        file.asset(&mut out, row).unwrap();
    }
    file.end(&mut out, &Summary::new(auditor.basis())).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("baseline.json");
    fs::write(&path, &out).unwrap();
    (Baseline::read(&path).unwrap(), String::from_utf8(out).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_baseline_of_the_same_rows_in_any_order_leaves_nothing_new(
        (rows, shuffled) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
    ) {
        let auditor = auditor();
        let before = audited(&auditor, &rows);
        let (mut known, written) = baseline(&auditor, &before);
        let mut after = audited(&auditor, &shuffled);
        for row in &mut after {
            let verdict = row.verdict;
            known.mark(row);
            prop_assert!(row.new_verdict() <= Verdict::Exempt, "{:?}", row.findings);
            prop_assert_eq!(row.verdict, verdict);
        }
        prop_assert_eq!(known.gone().count(), 0);
        prop_assert_eq!(baseline(&auditor, &after).1.lines().count(), written.lines().count());
    }

    #[test]
    fn a_baseline_hides_only_what_it_names(rows in rows(), more in rows()) {
        let auditor = auditor();
        let before = audited(&auditor, &rows);
        let (mut known, _) = baseline(&auditor, &before);
        let all: Vec<_> = rows.iter().chain(&more).cloned().collect();
        let mut hidden = 0;
        for mut row in audited(&auditor, &all) {
            known.mark(&mut row);
            hidden += row.findings.iter().filter(|finding| finding.is_known()).count();
        }
        prop_assert_eq!(known.gone().count() + hidden, known.len());
    }
}

#[test]
fn what_became_worse_is_not_known() {
    let auditor = auditor();
    let row = |status: &str| audited(&auditor, &[format!("C-1,Hikvision,IP camera,{status}\n")]);
    let (mut known, _) = baseline(&auditor, &row(""));
    let mut worse = row("in service").remove(1);
    known.mark(&mut worse);
    let states: Vec<_> = worse.findings.iter().filter_map(|finding| finding.baseline).collect();
    assert!(states.contains(&BaselineState::Worse(Verdict::Review)), "{states:?}");
    assert_eq!(worse.new_verdict(), Verdict::Violation);
    // What is there, be it worse, has not gone.
    let gone: Vec<_> = known.gone().map(|entry| entry.verdict).collect();
    assert!(gone.iter().all(|verdict| *verdict < Verdict::Review), "{gone:?}");

    let (mut known, _) = baseline(&auditor, &row("in service"));
    let mut milder = row("").remove(1);
    known.mark(&mut milder);
    assert!(milder.new_verdict() <= Verdict::Exempt);
}

#[test]
fn files_that_are_no_baseline_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let entry = r#"{"fingerprint":"00112233445566778899aabbccddeeff","verdict":"exempt","law":"a/b","called":"c"}"#;
    let whole = |findings: &str| {
        format!(
            r#"{{"schema":"banlint/baseline/1","banlint":"0.1.0","as_of":"2026-11-22","findings":[{findings}]}}"#
        )
    };
    for (text, said) in [
        ("", "b.json:1:0: EOF while parsing a value"),
        ("<<<<<<< HEAD\n", "b.json:1:1: expected value"),
        (r#"{"findings":[]}"#, "missing field `schema`"),
        (
            r#"{"schema":"banlint/baseline/2"}"#,
            "of the form `banlint/baseline/2`, and not banlint/baseline/1",
        ),
        (r#"{"schema":"banlint/report/4"}"#, "of the form `banlint/report/4`"),
        (&whole("{}"), "missing field `fingerprint`"),
        (&whole(&entry.replace("ff\"", "fg\"")), "is no fingerprint"),
        (&whole(&entry.replace("law", "lawless")), "unknown field `lawless`"),
        (&whole(entry), "has the verdict exempt, which no baseline accepts"),
    ] {
        let path = folder.path().join("b.json");
        fs::write(&path, text).unwrap();
        let error = Baseline::read(&path).unwrap_err().to_string();
        assert!(error.contains(said) && !error.contains(" at line "), "{text}: {error}");
    }
    let many = whole(&vec![entry.replace("exempt", "review"); MOST + 1].join(","));
    let path = folder.path().join("b.json");
    fs::write(&path, many).unwrap();
    let error = Baseline::read(&path).unwrap_err().to_string();
    assert!(error.contains("more than 500000 findings"), "{error}");
    let error = Baseline::read(Path::new("nowhere.json")).unwrap_err().to_string();
    assert!(error.starts_with("nowhere.json: there is no such baseline"), "{error}");
}
