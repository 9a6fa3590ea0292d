//! References from a fact to the pages that it was read in.

use std::{ops::Range, sync::Arc};

use serde::Deserialize;

use super::{Fault, File, Pages, Placed, Source};

/// `source = "a"` or `source = ["a", "b"]`, with its place in the file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "Placed<toml::Value>")]
pub(crate) struct SourceRefs {
    ids: Vec<String>,
    span: Range<usize>,
}

impl TryFrom<Placed<toml::Value>> for SourceRefs {
    type Error = &'static str;

    fn try_from(value: Placed<toml::Value>) -> Result<Self, Self::Error> {
        let span = value.span();
        let ids = match value.into_inner() {
            toml::Value::String(id) => Some(vec![id]),
            toml::Value::Array(ids) => {
                ids.into_iter().map(|id| id.as_str().map(str::to_owned)).collect()
            }
            _ => None,
        };
        let ids = ids.ok_or("wrong type, expected the id of a source or a list of ids")?;
        Ok(Self { ids, span })
    }
}

#[cfg(test)]
impl schemars::JsonSchema for SourceRefs {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SourceRefs".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "The id of the page that this was read in, or the ids of several.",
            "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }],
        })
    }
}

impl SourceRefs {
    pub(crate) fn ids(&self) -> &[String] {
        &self.ids
    }

    /// The sources referred to; an id that neither the file nor a `sources.toml` defines is a fault.
    pub(crate) fn resolve(
        &self,
        pages: Pages<'_>,
        file: &Arc<File>,
        faults: &mut Vec<Fault>,
    ) -> Vec<Arc<Source>> {
        let mut found = Vec::new();
        for id in &self.ids {
            if let Some(source) = pages.get(id) {
                found.push(Arc::clone(source));
            } else {
                let message = format!("the source `{id}` is not defined");
                let (expected, place) = if pages.shared.is_empty() {
                    ("expected the id of a [sources.*] table", "in this file")
                } else {
                    (
                        "expected the id of a [sources.*] table, in this file or in a sources.toml",
                        "in this file or in the sources.toml beside it",
                    )
                };
                let hint = format!("add [sources.{id}] with title, url and read, {place}");
                let fault = Fault::at(file, self.span.clone(), message, expected).hint(hint);
                faults.push(fault.near(id, pages.ids()));
            }
        }
        found
    }
}

/// Some names for a hint, the first dozen of them.
pub(crate) fn listed<'n>(names: impl IntoIterator<Item = &'n String>) -> String {
    let mut names = names.into_iter();
    let mut shown: Vec<&str> = names.by_ref().take(12).map(String::as_str).collect();
    if names.next().is_some() {
        shown.push("…");
    }
    if shown.is_empty() { "(none)".to_owned() } else { shown.join(", ") }
}
