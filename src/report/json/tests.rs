use serde_json::Value;

use super::*;
use crate::report::{JsonLines, fixture};

const ASSET: &str = include_str!("../../../docs/schemas/asset-2.schema.json");
const SUMMARY: &str = include_str!("../../../docs/schemas/summary-1.schema.json");
const REPORT: &str = include_str!("../../../docs/schemas/report-2.schema.json");

/// The validator of a schema, which takes those of the asset and the summary from beside it.
fn validator(schema: &str) -> jsonschema::Validator {
    let read = |schema: &str| serde_json::from_str::<Value>(schema).unwrap();
    let (schema, asset, summary) = (read(schema), read(ASSET), read(SUMMARY));
    let uri = |schema: &Value| schema["$id"].as_str().unwrap().to_owned();
    let registry = jsonschema::Registry::new().add(uri(&asset), &asset).unwrap();
    let registry = registry.add(uri(&summary), &summary).unwrap().prepare().unwrap();
    jsonschema::options().with_registry(&registry).build(&schema).unwrap()
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
    for all in [false, true] {
        let shown = fixture::written(&mut Json::new(all));
        assert_eq!(faults(REPORT, &shown), Vec::<String>::new());
    }
}

#[test]
fn each_line_keeps_to_its_schema() {
    let written = fixture::written(&mut JsonLines::new(true));
    let (lines, last) = written.trim_end().rsplit_once('\n').unwrap();
    for line in lines.lines() {
        assert_eq!(faults(ASSET, line), Vec::<String>::new());
    }
    assert_eq!(faults(SUMMARY, last), Vec::<String>::new());
}

/// A key that the schema does not know, or a word outside its lists, is a fault: the schema would not notice drift otherwise.
#[test]
fn the_schema_is_closed() {
    let lines = fixture::written(&mut JsonLines::new(false));
    let line = lines.lines().next().unwrap();
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
    let schema = include_str!("../../../docs/schemas/identify-1.schema.json");
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
            force: crate::finding::Force::Prohibited,
            binds: vec!["federal agency".to_owned()],
            trade: true,
            owner: crate::Truth::Unknown,
        }],
        known_name: Some(crate::attribution::KnownName::Maker { name: "Axis".to_owned() }),
        tried: Vec::new(),
    };
    let mut shown = Vec::new();
    crate::report::identify_json(&mut shown, &item).unwrap();
    let shown = String::from_utf8(shown).unwrap();
    assert_eq!(faults(schema, &shown), Vec::<String>::new());
    let wrong = shown.replace("\"answer\":\"maker\"", "\"answer\":\"clear\"");
    assert!(!faults(schema, &wrong).is_empty(), "{shown}");
}
