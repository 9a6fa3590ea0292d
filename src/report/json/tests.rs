use serde_json::Value;

use super::*;
use crate::report::{JsonLines, fixture};

const ASSET: &str = include_str!("../../../docs/schemas/asset-4.schema.json");
const BASELINE: &str = include_str!("../../../docs/schemas/baseline-1.schema.json");
const DIFFERENCE: &str = include_str!("../../../docs/schemas/difference-1.schema.json");
const IDENTIFY: &str = include_str!("../../../docs/schemas/identify-2.schema.json");
const LAWS: &str = include_str!("../../../docs/schemas/laws-1.schema.json");
const REPORT: &str = include_str!("../../../docs/schemas/report-4.schema.json");
const SOURCE: &str = include_str!("../../../docs/schemas/source-1.schema.json");
const SUMMARY: &str = include_str!("../../../docs/schemas/summary-1.schema.json");

/// The validator of a schema, which takes the others from beside it.
fn validator(schema: &str) -> jsonschema::Validator {
    let read = |schema: &str| serde_json::from_str::<Value>(schema).unwrap();
    let all = [ASSET, BASELINE, DIFFERENCE, IDENTIFY, LAWS, REPORT, SOURCE, SUMMARY].map(read);
    let mut registry = jsonschema::Registry::new();
    for schema in &all {
        registry = registry.add(schema["$id"].as_str().unwrap(), schema).unwrap();
    }
    let registry = registry.prepare().unwrap();
    jsonschema::options().with_registry(&registry).build(&read(schema)).unwrap()
}

/// The schema of a line by the form that it says it has.
fn schema_of(line: &str) -> &'static str {
    let forms =
        [("asset/4", ASSET), ("laws/1", LAWS), ("source/1", SOURCE), ("summary/1", SUMMARY)];
    let is = |form: &str| line.starts_with(&format!("{{\"schema\":\"banlint/{form}\""));
    forms.into_iter().find(|(form, _)| is(form)).unwrap().1
}

fn faults(schema: &str, text: &str) -> Vec<String> {
    let instance = serde_json::from_str(text).unwrap();
    let validator = validator(schema);
    validator
        .iter_errors(&instance)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect()
}

#[test]
fn the_whole_document() {
    insta::assert_snapshot!(fixture::written(&mut Json::new(false)));
}

#[test]
fn the_document_keeps_to_its_schema() {
    for json in [Json::new(false), Json::new(true), Json::new(true).with_details()] {
        let shown = fixture::written(&mut json.clone());
        assert_eq!(faults(REPORT, &shown), Vec::<String>::new());
    }
}

#[test]
fn each_line_keeps_to_its_schema() {
    for report in [JsonLines::new(true), JsonLines::new(true).with_details()] {
        let written = fixture::written(&mut report.clone());
        for line in written.lines() {
            assert_eq!(faults(schema_of(line), line), Vec::<String>::new());
        }
    }
}

/// A key that the schema does not know, or a word outside its lists, is a fault: the schema would not notice drift otherwise.
#[test]
fn the_schema_is_closed() {
    let lines = fixture::written(&mut JsonLines::new(false));
    let line = lines.lines().find(|line| schema_of(line) == ASSET).unwrap();
    for (from, to) in [
        (r#""schema":"#, r#""colour":1,"schema":"#),
        (r#""verdict":"violation""#, r#""verdict":"guilty""#),
        (r#""grade":"confirmed""#, r#""grade":"certain""#),
        (r#""mark":"model""#, r#""mark":"smell""#),
    ] {
        assert!(line.contains(from), "{from}");
        assert!(!faults(ASSET, &line.replace(from, to)).is_empty(), "{to}");
    }
}

/// Every kind of mark that the program knows is in the schema.
#[test]
fn the_schema_knows_every_word() {
    let schema: Value = serde_json::from_str(ASSET).unwrap();
    let words = |name: &str| schema["$defs"][name]["enum"].as_array().unwrap().clone();
    let verdicts = crate::Verdict::ALL.map(|verdict| Value::from(verdict.word()));
    assert_eq!(words("verdict"), verdicts);
    let last = crate::MarkKind::Service;
    assert_eq!(words("mark").len(), last as usize + 1);
    assert_eq!(words("mark").last(), Some(&serde_json::to_value(last).unwrap()));
}

#[test]
fn an_empty_audit_is_a_whole_document() {
    let mut out = Vec::new();
    let mut report = Json::new(false);
    report.begin(&mut out, &fixture::basis()).unwrap();
    report.end(&mut out, &Summary::new(&fixture::basis())).unwrap();
    assert_eq!(faults(REPORT, &String::from_utf8(out).unwrap()), Vec::<String>::new());
}

#[test]
fn what_is_known_of_an_item_keeps_to_its_schema() {
    let item = crate::report::Identified {
        given: vec!["Northwind".to_owned()],
        as_of: fixture::basis().as_of,
        attributions: fixture::white_label().attributions,
        named_by: vec![crate::finding::NamedBy {
            vendor: "hikvision".to_owned(),
            regime: "us-x".to_owned(),
            title: "X".to_owned(),
            jurisdiction: "US".to_owned(),
            since: "2019-08-13".parse().unwrap(),
            instrument: Some(crate::law::Instrument::Statute),
            force: crate::law::Force::Prohibited,
            binds: vec!["federal agency".to_owned()],
            trade: true,
            owner: crate::Truth::Unknown,
        }],
        known_name: Some(crate::attribution::KnownName::Maker { name: "Axis".to_owned() }),
        searched: Vec::new(),
    };
    let mut shown = Vec::new();
    crate::report::identify_json(&mut shown, &item).unwrap();
    let shown = String::from_utf8(shown).unwrap();
    assert_eq!(faults(IDENTIFY, &shown), Vec::<String>::new());
    let wrong = shown.replace("\"answer\":\"maker\"", "\"answer\":\"clear\"");
    assert!(!faults(IDENTIFY, &wrong).is_empty(), "{shown}");
}
