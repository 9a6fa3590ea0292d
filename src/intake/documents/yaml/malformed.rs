//! What is no YAML.

use crate::tables::{Fault, ReadErrorKind};

/// The form, as messages call it.
pub(in crate::intake::documents) const YAML: &str = "YAML";

/// It is no YAML, as shows on a line.
pub(super) fn malformed(line: u64, column: Option<u64>, cause: &str) -> Fault {
    Fault::at(line, ReadErrorKind::Malformed { form: YAML, column, cause: cause.to_owned() })
}
