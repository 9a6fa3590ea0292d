//! Documents whose shape is known: what tells them, and where in them the rows stand.

use std::{ops::Deref, sync::Arc};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

/// A kind of document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::intake) struct Document {
    /// The system that writes it.
    pub(super) title: Arc<str>,
    /// JSON: a key of the outermost object, and what stands there.
    pub(super) marker: Option<(String, String)>,
    /// XML: the name of the outermost element.
    pub(super) root: Option<String>,
    /// XML: how its namespace begins.
    pub(super) namespace: Option<String>,
    /// XML: elements that are lists, with the name of what they list.
    pub(super) lists: FxHashMap<String, String>,
    /// XML: elements of which several may stand side by side, so that one alone is a list too.
    pub(super) repeated: FxHashSet<String>,
    pub(in crate::intake) rows: Vec<RowsAt>,
    pub(in crate::intake) nested: Option<Nested>,
}

/// The keys that lead to a value from the outermost object, with points between them in files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(from = "String", into = "String")]
pub(in crate::intake) struct KeyPath(Vec<String>);

impl From<String> for KeyPath {
    fn from(written: String) -> Self {
        Self(written.split('.').map(str::to_owned).collect())
    }
}

impl From<KeyPath> for String {
    fn from(path: KeyPath) -> Self {
        path.0.join(".")
    }
}

impl Deref for KeyPath {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.0
    }
}

/// Where rows stand in a document.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::intake) struct RowsAt {
    /// The keys that lead there. A list there has one row in each of its items.
    pub(in crate::intake) at: KeyPath,
    /// The one member of the object there that is the row; `None`: the object itself is.
    pub(in crate::intake) of: Option<String>,
    /// Members beside it that tell of the row too.
    #[serde(default)]
    pub(in crate::intake) with: Vec<String>,
    pub(in crate::intake) absent: Option<Absent>,
}

/// What says that there is no asset where one was looked for, such as at an address that nothing answers from.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::intake) struct Absent {
    /// The keys that lead to a text.
    pub(in crate::intake) at: KeyPath,
    /// What it is then.
    pub(in crate::intake) words: Vec<String>,
}

/// Rows inside rows.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::intake) struct Nested {
    /// The member of a row that lists them.
    pub(in crate::intake) at: String,
    /// The header under which they name the row that holds them.
    pub(in crate::intake) part_of: String,
    /// The member by which a row is called.
    pub(in crate::intake) named_by: String,
}

impl Document {
    /// The system that writes it, whose words its headers are.
    pub(in crate::intake) fn title(&self) -> &str {
        &self.title
    }

    /// The key that marks it in JSON.
    pub(in crate::intake) fn marker(&self) -> Option<(&str, &str)> {
        self.marker.as_ref().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// Whether it is the document whose outermost XML element has this name and declares these namespaces.
    pub(in crate::intake) fn begins_with<'n>(
        &self,
        root: &str,
        mut namespaces: impl Iterator<Item = &'n str>,
    ) -> bool {
        self.root.as_deref() == Some(root)
            && self
                .namespace
                .as_deref()
                .is_none_or(|known| namespaces.any(|namespace| namespace.starts_with(known)))
    }

    /// The name of what an XML element lists, if it is a list.
    pub(in crate::intake) fn item_of(&self, element: &str) -> Option<&str> {
        self.lists.get(element).map(String::as_str)
    }

    /// Whether several XML elements of this name may stand side by side.
    pub(in crate::intake) fn repeats(&self, element: &str) -> bool {
        self.repeated.contains(element)
    }

    /// The name of its outermost XML element.
    pub(in crate::intake) fn root(&self) -> Option<&str> {
        self.root.as_deref()
    }
}

/// Keys under which the members of a list name something and say what it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::intake) struct Pair {
    pub(super) names: Vec<String>,
    pub(super) values: Vec<String>,
}

impl Pair {
    /// Whether a member of this key is the name.
    pub(in crate::intake) fn names(&self, member: &str) -> bool {
        self.names.iter().any(|own| own.eq_ignore_ascii_case(member))
    }

    /// Whether a member of this key is the value; the text of an XML element, which has no key, always is.
    pub(in crate::intake) fn says(&self, member: &str) -> bool {
        member.is_empty() || self.values.iter().any(|own| own.eq_ignore_ascii_case(member))
    }
}
