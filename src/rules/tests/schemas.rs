//! The schemas of the law files, with what a condition and an example may ask and say.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::super::{file::RegimeFile, terms_file::TermsFile};
use crate::{
    Date, Field,
    asset::FieldTrait,
    knowledge::{Files, published_schema::published},
    measure::Side,
};

/// What is asked of each fact that a condition may ask about.
pub(in crate::rules) struct When;

impl JsonSchema for When {
    fn schema_name() -> Cow<'static, str> {
        "When".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        condition(generator)
    }
}

fn condition(generator: &mut SchemaGenerator) -> Schema {
    let facts: Map<String, Value> = Field::all_that(FieldTrait::Conditional)
        .map(|field| (field.key().to_owned(), asked(field, generator).to_value()))
        .collect();
    json_schema!({
        "description": "What must hold of the facts of an item; all of it must.",
        "type": "object",
        "properties": facts,
        "additionalProperties": false,
    })
}

fn asked(field: Field, generator: &mut SchemaGenerator) -> Schema {
    if field.is(FieldTrait::Dated) {
        let date = generator.subschema_for::<Date>();
        return json_schema!({
            "description": field.says(),
            "type": "object",
            "properties": { "from": date, "until": date },
            "minProperties": 1,
            "additionalProperties": false,
        });
    }
    if field.dimension().is_some() {
        let amount = json!({ "type": "string", "description": "an amount with its unit" });
        let sides: Map<String, Value> =
            Side::ALL.iter().map(|side| (side.word().to_owned(), amount.clone())).collect();
        return json_schema!({
            "description": field.says(),
            "type": "object",
            "properties": sides,
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": false,
        });
    }
    let words = json!([
        { "type": "string" },
        { "type": "array", "items": { "type": "string" }, "minItems": 1 },
    ]);
    json_schema!({
        "description": field.says(),
        "anyOf": [
            words[0],
            words[1],
            {
                "type": "object",
                "properties": { "not": { "anyOf": words } },
                "required": ["not"],
                "additionalProperties": false,
            },
        ],
    })
}

/// The cells of an example.
pub(in crate::rules) struct ExampleRow;

impl JsonSchema for ExampleRow {
    fn schema_name() -> Cow<'static, str> {
        "ExampleRow".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        cells()
    }
}

fn cells() -> Schema {
    let cell = |field: &Field| {
        (
            field.key().to_owned(),
            json!({ "description": field.says(), "type": ["string", "integer"] }),
        )
    };
    let cells: Map<String, Value> = Field::ALL.iter().map(cell).collect();
    json_schema!({
        "description": "What the row of an inventory would say.",
        "type": "object",
        "properties": cells,
        "minProperties": 1,
        "additionalProperties": false,
    })
}

#[test]
fn the_schemas_of_the_law_files_are_published() {
    let files = Files::read("rules".as_ref()).unwrap();
    let texts = |is_terms: bool| -> Vec<_> {
        let of_law = files.0.iter().filter(|file| !file.is_of_sources());
        let these = of_law.filter(|file| (file.stem() == "terms") == is_terms);
        these.map(|file| (file.path.clone(), file.text.clone())).collect()
    };
    published::<RegimeFile>(
        "regime",
        "A law file of banlint: rules/<country>/<regime>.toml",
        &texts(false),
    );
    published::<TermsFile>(
        "terms",
        "The words that the law files use: rules/terms.toml",
        &texts(true),
    );
}
