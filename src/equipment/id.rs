//! The id of a kind of equipment.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

/// The id of a kind of equipment, such as `ip-camera`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct KindId(Arc<str>);

impl KindId {
    /// An id by its text; whether a tree has it is for [`EquipmentTree::get`](super::EquipmentTree::get) to say.
    pub fn new(id: &str) -> Self {
        Self(Arc::from(id))
    }

    /// The id's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KindId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
