//! Formats of lists: how the export of a publisher is read, and what reports say of it. They stand in `data/lists/`, one file a
//! publisher.

use serde::{Deserialize, Serialize};

use crate::knowledge::{Faults, Files, Source, parse};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ListFormats(pub(super) Vec<ListFormat>);

/// How the lists of one publisher are read.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ListFormat {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) publisher: String,
    /// On which terms its data may be used.
    pub(super) licence: String,
    /// What it says of whom it names.
    pub(super) summary: String,
    /// What to do about an entry.
    pub(super) remedy: String,
    /// The types of entries that are companies; an empty one where none is given.
    pub(super) companies: Vec<String>,
    /// What is written behind names and is no part of them.
    #[serde(default)]
    pub(super) endings: Vec<String>,
    pub(super) source: Source,
    /// The forms in which it is published.
    pub(super) shape: Vec<FileShape>,
}

/// One form in which a list is published: a table with these columns, or objects with these keys. A dot leads into an object.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FileShape {
    pub(super) called: String,
    /// The key of a document under which its entries stand.
    pub(super) within: Option<String>,
    /// The keys by which it is known.
    pub(super) keys: Vec<String>,
    pub(super) id: String,
    pub(super) r#type: String,
    pub(super) names: Vec<String>,
    /// Why an entry is on the list.
    pub(super) programs: Vec<String>,
    /// The days on which an entry was changed or confirmed.
    pub(super) dates: Vec<String>,
    /// The last day of an entry.
    pub(super) ends: Option<String>,
    /// What stands between several values in one text.
    pub(super) separator: Option<char>,
    /// An entry in which this is empty is none of the list's own.
    pub(super) only_with: Option<String>,
}

impl ListFormats {
    /// Reads format files; every fault of their form is shown in place.
    #[allow(dead_code, reason = "the build script reads what is shipped with it")]
    pub(crate) fn load(files: &Files) -> Result<Self, Faults> {
        let (mut formats, mut faults) = (Vec::new(), Vec::new());
        for file in &files.0 {
            match parse(file) {
                Ok(format) => formats.push(format),
                Err(more) => faults.extend(more),
            }
        }
        if faults.is_empty() { Ok(Self(formats)) } else { Err(Faults(faults)) }
    }

    /// The format and the shape of entries with these keys, by number.
    pub(super) fn shape_of(&self, has: impl Fn(&str) -> bool) -> Option<(usize, usize)> {
        self.0.iter().enumerate().find_map(|(format, known)| {
            let shape = known.shape.iter().position(|one| one.keys.iter().all(|key| has(key)))?;
            Some((format, shape))
        })
    }

    pub(super) fn has_key(&self, key: &str) -> bool {
        let mut shapes = self.0.iter().flat_map(|format| &format.shape);
        shapes.any(|one| {
            let named = [&one.keys, &one.names, &one.programs, &one.dates];
            let mut named = named.into_iter().flatten().chain([&one.id, &one.r#type]);
            named.any(|own| own == key)
        })
    }

    /// What a file of a list looks like, for messages: each form with the keys by which it is known.
    pub(super) fn described(&self) -> String {
        let shapes = self.0.iter().flat_map(|format| {
            let title = &format.title;
            let each = format.shape.iter();
            each.map(move |one| format!("{} of {title} ({})", one.called, one.keys.join(", ")))
        });
        shapes.collect::<Vec<_>>().join(", ")
    }

    /// The keys under which documents have their entries.
    pub(super) fn within(&self) -> Vec<&str> {
        let shapes = self.0.iter().flat_map(|format| &format.shape);
        shapes.filter_map(|shape| shape.within.as_deref()).collect()
    }
}
