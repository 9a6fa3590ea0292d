//! What the tests of this station share.

use std::path::Path;

use crate::intake::{Formats, Quote};
use crate::{knowledge::Files, tables::text::Dialect};

/// The words as shipped.
pub(crate) fn formats() -> Formats {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats");
    Formats::load(&Files::read(&folder).unwrap()).unwrap_or_else(|faults| panic!("{faults}"))
}

/// The records of a text with commas.
pub(crate) fn records(text: &str) -> impl Iterator<Item = csv::StringRecord> {
    Dialect { delimiter: b',', quote: Quote::default() }.records(text)
}
