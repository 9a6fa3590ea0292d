//! What the tests of this station share.

use std::path::Path;

use super::Formats;
use crate::knowledge::Files;

/// The words as shipped.
pub(crate) fn formats() -> Formats {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/formats");
    Formats::load(&Files::read(&folder).unwrap()).unwrap_or_else(|faults| panic!("{faults}"))
}
