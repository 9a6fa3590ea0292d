use serde_json::Value;

use super::*;
use crate::report::fixture;

fn validator() -> jsonschema::Validator {
    let schema = include_str!("../../../../tests/schemas/sarif-2.1.0.json");
    // As published, a pattern in it is none: it closes a bracket that it does not open.
    let (broken, mended) = ("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
    assert!(schema.contains(broken));
    let schema = serde_json::from_str(&schema.replace(broken, mended)).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

fn written(sarif: &mut Sarif) -> Value {
    let text = fixture::written(sarif);
    assert!(begins(&text));
    let document: Value = serde_json::from_str(&text).unwrap();
    let faults: Vec<_> =
        validator().iter_errors(&document).map(|fault| fault.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
    document
}

#[test]
fn the_whole_document_keeps_to_the_published_schema() {
    let document = written(&mut Sarif::new(PathRoot::default()));
    insta::assert_snapshot!(serde_json::to_string_pretty(&document).unwrap());
}

/// The schema would not notice drift otherwise.
#[test]
fn the_schema_is_closed() {
    let mut document = written(&mut Sarif::new(PathRoot::default()));
    document["runs"][0]["results"][0]["level"] = "fatal".into();
    assert!(!validator().is_valid(&document));
}

/// What does not fit is left out from the mild end, and said in the file and to the user.
#[test]
fn the_worst_results_are_given_where_not_all_fit() {
    let mut sarif = Sarif::with_limits(PathRoot::default(), 3, PACKED);
    let document = written(&mut sarif);
    let run = &document["runs"][0];
    let results = run["results"].as_array().unwrap();
    let levels: Vec<_> = results.iter().map(|one| one["level"].as_str().unwrap()).collect();
    assert_eq!(levels, ["error"; 3]);
    assert_eq!(sarif.remarks().len(), 1);
    let said = &run["invocations"][0]["toolExecutionNotifications"][1]["message"]["text"];
    assert!(said.as_str().unwrap().contains("3 of 14 findings are in the file"), "{said}");

    let mut sarif = Sarif::with_limits(PathRoot::default(), 30, 0);
    assert_eq!(written(&mut sarif)["runs"][0]["results"], serde_json::json!([]));
    assert!(sarif.remarks()[0].starts_with("SARIF: 0 of 14 findings"));
}

/// A text of a cell is no link, and no place for an argument.
#[test]
fn a_message_is_plain() {
    let message = super::message("[x](https://evil.example) {0}\u{202e}");
    let shown = serde_json::to_value(&message).unwrap();
    assert_eq!(shown["text"], "\\[x\\](https://evil.example) {{0}}\\u{{202e}}");
}

#[test]
fn what_is_accepted_is_suppressed_and_comes_last() {
    let document = written(&mut Sarif::new(PathRoot::default()));
    let results = document["runs"][0]["results"].as_array().unwrap();
    let last = results.last().unwrap();
    assert_eq!(
        (last["level"].as_str(), last["properties"]["verdict"].as_str()),
        (Some("error"), Some("waived"))
    );
    assert_eq!(last["suppressions"][0]["status"], "accepted");
    assert_eq!(results.iter().filter(|one| one.get("suppressions").is_some()).count(), 1);
}
