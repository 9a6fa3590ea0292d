//! `banlint rules schema`: the JSON Schemas of the files that people write.

use std::io::Write;

use crate::{
    audit::file_topics,
    cli::{
        args::FileKind,
        exit::{Exit, Outcome},
    },
};

pub(super) fn run(file: FileKind, out: &mut dyn Write) -> Outcome {
    out.write_all(schema(file).as_bytes())?;
    out.flush()?;
    Ok(Exit::Clean)
}

fn schema(file: FileKind) -> &'static str {
    macro_rules! published {
        ($name:literal) => {
            include_str!(concat!("../../../docs/schemas/files/", $name, ".schema.json"))
        };
    }
    match file {
        FileKind::Regime => file_topics::REGIME_SCHEMA,
        FileKind::Terms => file_topics::TERMS_SCHEMA,
        FileKind::Vendor => file_topics::MAKER_SCHEMA,
        FileKind::VendorPart => published!("vendor-part"),
        FileKind::Label => file_topics::LABEL_SCHEMA,
        FileKind::Format => file_topics::FORMAT_SCHEMA,
        FileKind::Sources => published!("sources"),
    }
}
