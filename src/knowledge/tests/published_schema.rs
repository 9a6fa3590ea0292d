//! The JSON Schemas of the files that people write. They are made of the types that read the files, so that an editor completes and
//! checks what the program takes; they are tests, for nothing but `docs/schemas/files/` needs them.

use std::{fs, path::Path};

use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde_json::{Value, json};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Compares the schema of a type with the one in `docs/schemas/files/`, or writes it there, and holds files against it.
pub(crate) fn published<T: JsonSchema>(name: &str, title: &str, files: &[(String, String)]) {
    let schema = schema_of::<T>(name, title);
    hold(name, &schema, files);
}

/// The same for a part of a file that stands in a folder: no key of the whole must be in it.
pub(crate) fn published_part<T: JsonSchema>(name: &str, title: &str, files: &[(String, String)]) {
    let mut schema = schema_of::<T>(name, title);
    schema.remove("required");
    hold(name, &schema, files);
}

fn schema_of<T: JsonSchema>(name: &str, title: &str) -> Schema {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    leave_out_null(schema.ensure_object().values_mut());
    schema.insert("$id".to_owned(), json!(format!("urn:banlint:schema:file:{name}")));
    schema.insert("title".to_owned(), json!(title));
    schema
}

/// A key of TOML is left out, never null.
fn leave_out_null<'v>(values: impl Iterator<Item = &'v mut Value>) {
    for value in values {
        match value {
            Value::Array(values) => {
                values
                    .retain(|value| *value != json!("null") && *value != json!({ "type": "null" }));
                leave_out_null(values.iter_mut());
            }
            Value::Object(object) => {
                object.retain(|key, value| key != "default" || !value.is_null());
                leave_out_null(object.values_mut());
            }
            _ => {}
        }
    }
}

fn hold(name: &str, schema: &Schema, files: &[(String, String)]) {
    let path = Path::new(ROOT).join(format!("docs/schemas/files/{name}.schema.json"));
    let written = serde_json::to_string_pretty(schema).unwrap() + "\n";
    if std::env::var_os("BANLINT_WRITE_DOCS").is_some() {
        fs::write(&path, &written).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        published == written,
        "{} is not what the types say: write it anew with BANLINT_WRITE_DOCS=1",
        path.display()
    );
    let validator = jsonschema::validator_for(schema.as_value()).unwrap();
    assert!(!validator.is_valid(&json!({ "no-key": 1 })), "{name} takes any key");
    assert!(!files.is_empty(), "no file is held against {name}");
    for (path, text) in files {
        let file = as_json(text.parse::<toml::Table>().unwrap().into());
        let faults: Vec<_> = validator
            .iter_errors(&file)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{path} is not as {name} says: {faults:#?}");
    }
}

/// What an editor holds against a schema: a date is a text to it.
fn as_json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Datetime(day) => Value::String(day.to_string()),
        toml::Value::Array(values) => values.into_iter().map(as_json).collect(),
        toml::Value::Table(table) => {
            table.into_iter().map(|(key, value)| (key, as_json(value))).collect()
        }
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(is) => json!(is),
    }
}
