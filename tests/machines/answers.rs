//! Commands that answer one question give the same to machines with `--format json`.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn answer(arguments: &str) -> String {
    let (status, text) = ended(arguments);
    assert_eq!(status, Some(0), "{arguments}: {text}");
    text
}

/// The exit status of a run, and what it printed.
fn ended(arguments: &str) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_banlint"));
    let arguments = shlex::split(arguments).unwrap();
    let output = command
        .args(&arguments)
        .current_dir(Path::new(ROOT).join("tests/fixtures/cmd"))
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    (output.status.code(), text + &String::from_utf8(output.stderr).unwrap())
}

/// All published schemas, by the form that a document says it has.
struct Schemas(BTreeMap<String, Value>);

impl Schemas {
    fn read() -> Self {
        let files = fs::read_dir(Path::new(ROOT).join("docs/schemas")).unwrap();
        let paths = files.map(|file| file.unwrap().path()).filter(|path| path.is_file());
        let schemas = paths.map(|path| {
            let text = fs::read_to_string(path).unwrap();
            let schema: Value = serde_json::from_str(&text).unwrap();
            let id = schema["$id"].as_str().unwrap();
            (id.replace("urn:banlint:schema:", "banlint/").replace(':', "/"), schema)
        });
        Self(schemas.collect())
    }

    fn validator(&self, form: &str) -> jsonschema::Validator {
        let mut registry = jsonschema::Registry::new();
        for schema in self.0.values() {
            registry = registry.add(schema["$id"].as_str().unwrap(), schema).unwrap();
        }
        let registry = registry.prepare().unwrap();
        jsonschema::options().with_registry(&registry).build(&self.0[form]).unwrap()
    }
}

const ANSWERS: &[(&str, &str)] = &[
    ("banlint/explain/1", "explain cameras.csv 2 --as-of 2026-11-22"),
    ("banlint/explain/1", "explain hostile.csv 2 --as-of 2026-11-22 --assume status=in-service"),
    ("banlint/explain/1", "explain clean.csv 2 --as-of 2026-11-22"),
    ("banlint/columns/1", "columns cameras.csv"),
    ("banlint/columns/1", "columns several.xlsx"),
    ("banlint/columns/1", "columns hostile.csv"),
    ("banlint/rules/1", "rules list"),
    ("banlint/terms/1", "rules list --terms"),
    ("banlint/regime/1", "rules show us-ndaa-889"),
    ("banlint/regime/1", "rules show gb-sensitive-sites"),
    ("banlint/regime/1", "rules show nz-cameras"),
    ("banlint/sources/1", "sources"),
    ("banlint/sources/1", "sources fine --secondary --as-of 2026-11-27"),
    ("banlint/orgs/1", "orgs"),
    ("banlint/orgs/1", "orgs us-federal-contractor"),
    ("banlint/law-changes/1", "rules diff --from 2026-06-01 --to 2028-12-31"),
    ("banlint/outlook/1", "rules diff --from 2024-06-01 --to 2026-11-22 cameras.csv"),
    ("banlint/outlook/1", "outlook cameras.csv --as-of 2021-01-01 --until 2023-06-01"),
    ("banlint/vendors/1", "vendors list"),
    ("banlint/vendor/1", "vendors show hikvision"),
    ("banlint/vendor/1", "vendors show Kaspersky"),
    ("banlint/label/1", "vendors show Lorex"),
    ("banlint/label/1", "vendors show ezviz"),
    ("banlint/identify/2", "identify Annke C800"),
    ("banlint/identify/2", "identify banana"),
    ("banlint/identify/2", "identify Brightlamp --list ../lists/targets.simple.csv"),
    (
        "banlint/explain/1",
        "explain ../lists/listed.csv 2 --as-of 2026-11-22 --list ../lists/targets.simple.csv",
    ),
];

#[test]
fn answers_keep_to_their_schemas() {
    let schemas = Schemas::read();
    for (form, arguments) in ANSWERS {
        let text = answer(&format!("{arguments} --format json"));
        assert_eq!(text.matches('\n').count(), 1, "one line: {arguments}");
        let document: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document["schema"], *form, "{arguments}");
        let validator = schemas.validator(form);
        let faults: Vec<_> = validator
            .iter_errors(&document)
            .map(|f| format!("{}: {f}", f.instance_path()))
            .collect();
        assert_eq!(faults, Vec::<String>::new(), "{arguments}");
    }
}

/// A baseline is a file, and what differs a finding, so neither is an answer like the others.
#[test]
fn a_baseline_and_a_difference_keep_to_their_schemas() {
    let schemas = Schemas::read();
    for (form, status, arguments) in [
        ("banlint/baseline/1", 0, "baseline cameras.csv --as-of 2026-11-22 -o -"),
        ("banlint/baseline/1", 0, "baseline hostile.csv --as-of 2026-11-22 -o -"),
        ("banlint/difference/1", 1, "diff clean.csv cameras.csv --as-of 2026-11-22 --format json"),
        ("banlint/difference/1", 0, "diff cameras.csv clean.csv --as-of 2026-11-22 --format json"),
    ] {
        let (ended, text) = ended(arguments);
        assert_eq!(ended, Some(status), "{arguments}");
        let document: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(document["schema"], form, "{arguments}");
        let faults = schemas
            .validator(form)
            .iter_errors(&document)
            .map(|f| f.to_string())
            .collect::<Vec<_>>();
        assert_eq!(faults, Vec::<String>::new(), "{arguments}");
    }
}

/// The places of all objects in a document, one for each place that has the same keys above it.
fn objects(document: &Value) -> Vec<String> {
    fn walk(value: &Value, at: &str, shape: &str, found: &mut BTreeMap<String, String>) {
        match value {
            Value::Object(object) => {
                found.entry(shape.to_owned()).or_insert_with(|| at.to_owned());
                for (key, value) in object {
                    walk(value, &format!("{at}/{key}"), &format!("{shape}/{key}"), found);
                }
            }
            Value::Array(all) => {
                for (index, value) in all.iter().enumerate() {
                    walk(value, &format!("{at}/{index}"), &format!("{shape}/*"), found);
                }
            }
            _ => {}
        }
    }
    let mut found = BTreeMap::new();
    walk(document, "", "", &mut found);
    found.into_values().collect()
}

/// A key that a schema does not know is a fault wherever it stands, and so is one that is gone from the top: drift would pass
/// unseen otherwise.
#[test]
fn the_schemas_are_closed() {
    let schemas = Schemas::read();
    for (form, arguments) in ANSWERS {
        let document: Value =
            serde_json::from_str(&answer(&format!("{arguments} --format json"))).unwrap();
        let validator = schemas.validator(form);
        for place in objects(&document) {
            let mut changed = document.clone();
            changed.pointer_mut(&place).unwrap()["colour"] = Value::from(1);
            assert!(!validator.is_valid(&changed), "{arguments}: a new key at {place:?}");
        }
        for key in document.as_object().unwrap().keys() {
            let mut changed = document.clone();
            changed.as_object_mut().unwrap().remove(key);
            assert!(!validator.is_valid(&changed), "{arguments}: without {key}");
        }
    }
}

#[test]
fn the_old_word_for_json_is_understood_by_every_command() {
    for (_, arguments) in ANSWERS {
        let (old, new) = (format!("{arguments} --json"), format!("{arguments} --format json"));
        assert_eq!(answer(&old), answer(&new), "{arguments}");
    }
}

/// What a machine is told of a maker and a regime is what a person is told.
#[test]
fn people_and_machines_are_told_the_same() {
    let json = |arguments: &str| -> Value {
        serde_json::from_str(&answer(&format!("{arguments} --format json"))).unwrap()
    };
    let text = answer("vendors show dahua --all").split_whitespace().collect::<Vec<_>>().join(" ");
    let maker = json("vendors show dahua");
    for key in ["names", "labels", "models", "neighbours"] {
        let all = maker[key].as_array().unwrap();
        assert!(!all.is_empty(), "{key}");
        for one in all {
            let name = ["name", "label", "pattern"].iter().find_map(|key| one[key].as_str());
            let name = name.or(one.as_str()).unwrap();
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.replace(' ', "").contains(&name.replace(' ', "")), "{key}: {name}");
        }
    }
    let text = answer("rules show us-ndaa-889");
    let regime = json("rules show us-ndaa-889");
    for provision in regime["provisions"].as_array().unwrap() {
        let title = provision["title"].as_str().unwrap();
        assert!(text.contains(title), "{title}");
    }
    let listed = answer("rules list");
    let regimes = json("rules list");
    let first_lines = listed.lines().filter(|line| !line.starts_with(' '));
    assert_eq!(first_lines.count(), regimes["regimes"].as_array().unwrap().len());
}
