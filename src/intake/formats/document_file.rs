//! The schema of a described document in `data/formats/`: where its assets stand.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::documents::{Nested, RowsAt};
use crate::knowledge::{Placed, SourceRefs};

/// A document whose shape is known.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DocumentEntry {
    /// A key of the outermost JSON object with its value.
    #[serde(default)]
    pub(super) marker: BTreeMap<String, Placed<String>>,
    /// The outermost XML element, and how its namespace begins.
    pub(super) root: Option<String>,
    pub(super) namespace: Option<String>,
    /// XML elements that are lists, with the name of what they list.
    #[serde(default)]
    pub(super) lists: FxHashMap<String, String>,
    /// XML elements of which several may stand side by side.
    #[serde(default)]
    pub(super) repeated: Vec<String>,
    pub(super) rows: Placed<Vec<RowsAt>>,
    pub(super) nested: Option<Nested>,
    pub(super) source: SourceRefs,
}
