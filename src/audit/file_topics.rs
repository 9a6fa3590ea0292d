//! What a file of knowledge is about, as its keys tell: whoever names a folder need not sort it.

use std::{collections::BTreeSet, path::Path, sync::LazyLock};

use serde::Deserialize;
use serde_json::{Map, Value};

/// What a file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileTopic {
    /// A regime, or the terms that regimes are written in.
    Law,
    /// A maker.
    Maker,
    /// A label.
    Label,
    /// The words of inventories.
    Formats,
}

macro_rules! published {
    ($name:literal) => {
        include_str!(concat!("../../docs/schemas/files/", $name, ".schema.json"))
    };
}

pub(crate) const REGIME_SCHEMA: &str = published!("regime");
pub(crate) const TERMS_SCHEMA: &str = published!("terms");
pub(crate) const MAKER_SCHEMA: &str = published!("vendor");
pub(crate) const LABEL_SCHEMA: &str = published!("label");
pub(crate) const FORMAT_SCHEMA: &str = published!("format");

/// The topics with the keys of their files. Of topics that a file has as many keys of, the last counts: what adds to a maker is marks
/// alone, and labels have marks too.
static KEYS: LazyLock<[(FileTopic, BTreeSet<String>); 5]> = LazyLock::new(|| {
    [
        (FileTopic::Formats, FORMAT_SCHEMA),
        (FileTopic::Law, TERMS_SCHEMA),
        (FileTopic::Law, REGIME_SCHEMA),
        (FileTopic::Label, LABEL_SCHEMA),
        (FileTopic::Maker, MAKER_SCHEMA),
    ]
    .map(|(topic, schema)| (topic, keys(schema)))
});

/// Keys of files of every topic.
const COMMON: [&str; 3] = ["id", "note", "sources"];

fn keys(schema: &str) -> BTreeSet<String> {
    #[derive(Default, Deserialize)]
    struct Schema {
        properties: Map<String, Value>,
    }
    let schema: Schema = serde_json::from_str(schema).unwrap_or_default();
    schema.properties.into_iter().map(|(key, _)| key).collect()
}

/// The topic of a file by the keys that it has; of one that cannot be parsed, or has none of them, by its folder.
pub(crate) fn topic(path: &Path, text: &str) -> FileTopic {
    let table = text.parse::<toml::Table>().unwrap_or_default();
    let has = |key: &&String| table.contains_key(*key) && !COMMON.contains(&key.as_str());
    let counts = KEYS.iter().map(|(topic, keys)| (keys.iter().filter(has).count(), *topic));
    if let Some((1.., topic)) = counts.max_by_key(|(count, _)| *count) {
        return topic;
    }
    let within = |name: &str| path.components().any(|part| part.as_os_str() == name);
    let folders = [
        ("vendors", FileTopic::Maker),
        ("labels", FileTopic::Label),
        ("formats", FileTopic::Formats),
    ];
    let of_folder = folders.into_iter().find(|(name, _)| within(name));
    of_folder.map_or(FileTopic::Law, |(_, topic)| topic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_sorted_by_their_keys_and_then_by_their_folder() {
        for (path, text, expected) in [
            ("own/a.toml", "id = 'a'\nlabel = 'A'", FileTopic::Label),
            ("own/a.toml", "id = 'a'\nlabel = 'A'\n[[mark]]\nkind = 'oui'", FileTopic::Label),
            ("own/a.toml", "id = 'a'\nname = 'A Ltd'\nlabel = 'A'", FileTopic::Maker),
            ("own/a.toml", "[[brand]]\nlabel = 'A'", FileTopic::Maker),
            (
                "own/a.toml",
                "id = 'a'\nshrot = 'A'\nname = 'A Ltd'\nlabel = 'A'\nmakes = []",
                FileTopic::Maker,
            ),
            ("vendors/a.toml", "id = 'a'\ntitle = 'A'\n[[provision]]", FileTopic::Law),
            ("vendors/a.toml", "id = = 'a'", FileTopic::Maker),
            ("labels/a.toml", "id = = 'a'", FileTopic::Label),
            ("own/a.toml", "id = = 'a'", FileTopic::Law),
            ("own/a/marks.toml", "[[mark]]\nkind = 'oui'\n[[neighbour]]", FileTopic::Maker),
            (
                "own/a.toml",
                "title = 'A'\n[[header]]\nfield = 'model'\n[[export]]",
                FileTopic::Formats,
            ),
            ("vendors/a.toml", "title = 'A'\n[[era]]\nafter = 'A'", FileTopic::Formats),
            ("labels/a.toml", "id = 'a'\n[[report]]\nwhat = 'A'", FileTopic::Law),
            ("labels/terms.toml", "[[no-law-yet]]\nwhat = 'A'", FileTopic::Law),
            ("labels/a.toml", "id = 'a'\nnote = 'A'", FileTopic::Label),
        ] {
            assert_eq!(topic(Path::new(path), text), expected, "{path}: {text}");
        }
    }
}
