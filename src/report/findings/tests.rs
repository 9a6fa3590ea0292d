//! All formats of findings say the same of one inventory.

use std::collections::BTreeSet;

use serde_json::Value;

use super::*;
use crate::{
    Verdict,
    report::{JsonLines, fixture},
};

/// A finding as it can be read from a format: line, provision and verdict.
type SaidFindings = BTreeSet<(u64, String, String)>;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// JSON Lines have their own way to the findings of a row.
fn of_json_lines() -> SaidFindings {
    let written = fixture::written(&mut JsonLines::new(false));
    let rows = written.lines().map(json).filter(|record| record.get("verdict").is_some());
    let said = rows.flat_map(|row| {
        let line = row["line"].as_u64().unwrap();
        let unread = (row["verdict"] == "unchecked")
            .then(|| (line, line::UNCHECKED.to_owned(), "unchecked".to_owned()));
        let findings = row["findings"].as_array().unwrap().clone();
        let findings = findings.into_iter().filter(|one| one.get("fingerprint").is_some());
        let findings = findings.map(move |one| (line, text(&one["law"]), text(&one["verdict"])));
        findings.chain(unread).collect::<Vec<_>>()
    });
    said.collect()
}

fn of_csv() -> SaidFindings {
    let written = fixture::written(&mut CsvFindings);
    let mut reader = csv::Reader::from_reader(written.as_bytes());
    let records = reader.records().map(|record| record.unwrap());
    let law = |law: &str| if law.is_empty() { line::UNCHECKED } else { law }.to_owned();
    records.map(|one| (one[2].parse().unwrap(), law(&one[8]), one[6].to_owned())).collect()
}

fn of_concise() -> SaidFindings {
    let written = fixture::written(&mut Concise);
    let lines = written.lines().filter(|line| line.starts_with("cams.csv:"));
    let said = lines.map(|line| {
        let (place, said) = line.split_once(": ").unwrap();
        let (verdict, rest) = said.split_once([' ', ':']).unwrap();
        let law = if verdict == "unchecked" {
            verdict
        } else {
            rest.split([':', '[']).next().unwrap().trim()
        };
        let (_, line) = place.split_once(':').unwrap();
        (line.parse().unwrap(), law.to_owned(), verdict.to_owned())
    });
    said.collect()
}

fn of_sarif() -> SaidFindings {
    let document = json(&fixture::written(&mut Sarif::new(PathRoot::default())));
    let results = document["runs"][0]["results"].as_array().unwrap().clone();
    let said = results.into_iter().map(|one| {
        let region = &one["locations"][0]["physicalLocation"]["region"];
        let verdict = text(&one["properties"]["verdict"]);
        (region["startLine"].as_u64().unwrap(), text(&one["ruleId"]), verdict)
    });
    said.collect()
}

fn of_junit() -> SaidFindings {
    let written = fixture::written(&mut JUnit::new(PathRoot::default(), Verdict::Review));
    let cases = written.split("<testcase name=\"").skip(1).filter(|case| case.contains(" type=\""));
    let said = cases.map(|case| {
        let (law, rest) = case.split_once(": ").unwrap();
        let (name, _) = rest.split_once('"').unwrap();
        let digits = name.rfind(|c: char| !c.is_ascii_digit()).unwrap() + 1;
        let (_, verdict) = rest.split_once(" type=\"").unwrap();
        let (verdict, _) = verdict.split_once('"').unwrap();
        (name[digits..].parse().unwrap(), law.to_owned(), verdict.to_owned())
    });
    said.collect()
}

fn of_gitlab() -> SaidFindings {
    let issues = json(&fixture::written(&mut GitLab::default()));
    let said = issues.as_array().unwrap().iter().map(|one| {
        let line = one["location"]["lines"]["begin"].as_u64().unwrap();
        let verdict = text(&one["description"]);
        let (verdict, _) = verdict.split_once(':').unwrap();
        (line, text(&one["check_name"]), verdict.to_lowercase())
    });
    said.collect()
}

#[test]
fn all_formats_say_the_same() {
    let all = of_json_lines();
    assert_eq!(all.len(), 14);
    assert_eq!(of_csv(), all);
    assert_eq!(of_concise(), all);
    assert_eq!(of_sarif(), all);
    assert_eq!(of_junit(), all);
    let open: SaidFindings =
        all.into_iter().filter(|(_, _, verdict)| verdict != "waived").collect();
    assert_eq!(of_gitlab(), open);
    let annotated = fixture::written(&mut GitHub::default());
    let rows: BTreeSet<_> = open.iter().map(|(line, _, _)| line).collect();
    assert_eq!(annotated.matches("file=cams.csv,line=").count(), rows.len());
    for (line, _, _) in &open {
        assert!(annotated.contains(&format!("file=cams.csv,line={line},")), "{line}");
    }
}

/// No format hands on a cell as it is in the file.
#[test]
fn hostile_cells_are_inert() {
    let forms: [Box<dyn crate::report::Report>; 8] = [
        Box::new(Concise),
        Box::new(CsvFindings),
        Box::new(GitHub::default()),
        Box::new(GitLab::default()),
        Box::new(JUnit::new(PathRoot::default(), Verdict::Review)),
        Box::new(Markdown::default()),
        Box::new(Sarif::new(PathRoot::default())),
        Box::new(JsonLines::new(true)),
    ];
    for mut form in forms {
        let written = fixture::written(&mut *form);
        assert!(begins(&written) || written.starts_with("{\"schema\""), "{written}");
        let acts = |c: char| c != '\n' && c != '\r' && crate::report::escape::is_unsafe(c);
        assert!(!written.contains(acts), "{written}");
        let ours =
            ["::error file=", "::warning file=", "::notice file=", "::warning title=banlint::"];
        for line in written.lines().filter(|line| line.trim_start().starts_with("::")) {
            assert!(ours.iter().any(|ours| line.starts_with(ours)), "{line}");
        }
    }
}
