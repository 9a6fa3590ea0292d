//! No row is lost, made up or moved in any form that has all rows, or all findings.

use std::sync::LazyLock;

use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::Value;

use super::{back, records, typed_rows};
use crate::{
    Verdict,
    audit::{Audited, Auditor},
    intake::Inventories,
    report::{Json, JsonLines, Report, Summary, findings::CsvFindings, sheet::SheetForm},
};

static OWNED: LazyLock<Auditor> = LazyLock::new(|| {
    let builder = Auditor::builder().as_of("2026-11-24".parse().unwrap());
    builder.jurisdictions(["US"]).organisation(["us-federal-contractor"]).build().unwrap()
});

/// Rows that are found, exempt, clear, cut short, hostile or of several lines, each with a number of its own.
fn sheet() -> impl Strategy<Value = String> {
    let made = [
        "Hikvision,DS-2CD2143G2-I,IP camera,in service",
        "Dahua,IPC-HDW2431T,dome,retired",
        "Axis,P3245-V,IP camera,in service",
        "Annke,C800,,",
        "=1+1,@x,-5,",
        "\"Hikvision\ndome\",DS-2CD2143G2-I,,",
        "\u{202e}x,\u{1b}[2J,,",
        ",,,",
        "Huawei",
    ];
    vec(select(made.to_vec()), 1..60).prop_map(|rows| {
        let rows = rows.iter().enumerate().map(|(at, row)| format!("T{at},{row}\n"));
        "Asset Tag,Manufacturer,Model,Category,Status\n".to_owned() + &rows.collect::<String>()
    })
}

/// What a report makes of these rows.
fn report(report: &mut dyn Report, auditor: &Auditor, rows: &[Audited]) -> String {
    let (mut out, mut summary) = (Vec::new(), Summary::new(auditor.basis()));
    report.begin(&mut out, auditor.basis()).unwrap();
    for row in rows {
        summary.add(row);
        report.asset(&mut out, row).unwrap();
    }
    report.end(&mut out, &summary).unwrap();
    String::from_utf8(out).unwrap()
}

/// What a record says a row is.
fn told(asset: &Value) -> (u64, u64, String, String) {
    let text = |key: &str| asset[key].as_str().unwrap_or_default().to_owned();
    (
        asset["row"].as_u64().unwrap(),
        asset["line"].as_u64().unwrap(),
        text("asset_id"),
        text("verdict"),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn rows_and_findings_are_read_back_in_their_order(sheet in sheet(), threads in 1_usize..4) {
        let audit = |auditor: &Auditor| -> Vec<Audited> {
            let bytes = std::io::Cursor::new(sheet.clone().into_bytes());
            let all = Inventories::from_reader("x.csv", bytes, &auditor.intake_options()).unwrap();
            let audits = all.into_parts().0.into_iter().map(|inventory| auditor.audit_inventory(inventory));
            audits.flat_map(|audit| audit.on_threads(threads)).map(Result::unwrap).collect()
        };
        let rows = audit(&OWNED);
        let number = |row: &Audited| row.asset_id.clone().unwrap_or_default();
        let of_rows = |row: &Audited| {
            (row.place.row, row.place.line, number(row), row.verdict.word().to_owned())
        };
        let expected: Vec<_> = rows.iter().map(of_rows).collect();
        prop_assert!(expected.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));

        let lines = report(&mut JsonLines::new(true), &OWNED, &rows);
        let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        let of_asset = |line: &Value| line["schema"].as_str().is_some_and(|schema| schema.starts_with("banlint/asset/"));
        prop_assert_eq!(lines.filter(of_asset).map(|line| told(&line)).collect::<Vec<_>>(), expected.clone());

        let whole: Value = serde_json::from_str(&report(&mut Json::new(true), &OWNED, &rows)).unwrap();
        let assets = whole["assets"].as_array().unwrap();
        prop_assert_eq!(assets.iter().map(told).collect::<Vec<_>>(), expected.clone());

        let findings = report(&mut CsvFindings, &OWNED, &rows);
        let findings: Vec<_> = records(&findings, b',').into_iter().skip(1).map(|cells| {
            (cells[2].clone(), cells[3].clone(), cells[6].clone(), cells[8].clone())
        }).collect();
        let mut wanted = Vec::new();
        for row in &rows {
            let place = (row.place.line.to_string(), number(row));
            if row.verdict == Verdict::Unchecked {
                wanted.push((place.0.clone(), place.1.clone(), "unchecked".to_owned(), "unchecked".to_owned()));
            }
            for finding in row.findings.iter().filter(|finding| finding.can_be_waived()) {
                wanted.push((place.0.clone(), place.1.clone(), finding.verdict.word().to_owned(), finding.law.id.clone()));
            }
        }
        let verdicts = |all: &[(String, String, String, String)]| -> Vec<_> {
            all.iter().map(|(line, id, verdict, _)| (line.clone(), id.clone(), verdict.clone())).collect()
        };
        prop_assert_eq!(verdicts(&findings), verdicts(&wanted));

        // The sheet that comes back is made under another owner.
        let rows = audit(&super::AUDITOR);
        let expected: Vec<_> = rows.iter().map(|row| (number(row), row.verdict.word().to_owned())).collect();
        let (csv, _) = back(SheetForm::Csv, &[("x.csv", sheet.as_bytes())]);
        let csv = String::from_utf8(csv).unwrap();
        let csv = records(csv.trim_start_matches('\u{feff}'), b',').into_iter().skip(1);
        let csv: Vec<_> = csv.map(|cells| (cells[0].clone(), cells[5].clone())).collect();
        prop_assert_eq!(csv, expected.clone());
        let (book, _) = back(SheetForm::Xlsx, &[("x.csv", sheet.as_bytes())]);
        let cell = |row: &crate::tables::books::TypedRow, at: usize| {
            let cell = row.cells.iter().find(|cell| cell.column == at);
            cell.map(|cell| cell.text.clone()).unwrap_or_default()
        };
        let book = typed_rows(&book, "x").into_iter().skip(1);
        let book: Vec<_> = book.map(|row| (cell(&row, 0), cell(&row, 5))).collect();
        prop_assert_eq!(book, expected);
    }
}
