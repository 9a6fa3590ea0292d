//! `banlint rules schema`: the JSON Schemas of the files that people write.

use std::{collections::BTreeSet, io::Write};

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::cli::{
    args::FileKind,
    exit::{Exit, Outcome},
};

pub(super) fn run(file: FileKind, out: &mut dyn Write) -> Outcome {
    out.write_all(schema(file).as_bytes())?;
    out.flush()?;
    Ok(Exit::Clean)
}

/// The keys at the top of such a file.
pub(super) fn keys(file: FileKind) -> BTreeSet<String> {
    #[derive(Default, Deserialize)]
    struct Schema {
        properties: Map<String, Value>,
    }
    let schema: Schema = serde_json::from_str(schema(file)).unwrap_or_default();
    schema.properties.into_iter().map(|(key, _)| key).collect()
}

fn schema(file: FileKind) -> &'static str {
    macro_rules! published {
        ($name:literal) => {
            include_str!(concat!("../../../docs/schemas/files/", $name, ".schema.json"))
        };
    }
    match file {
        FileKind::Regime => published!("regime"),
        FileKind::Terms => published!("terms"),
        FileKind::Vendor => published!("vendor"),
        FileKind::VendorPart => published!("vendor-part"),
        FileKind::Label => published!("label"),
        FileKind::Format => published!("format"),
        FileKind::Sources => published!("sources"),
    }
}
