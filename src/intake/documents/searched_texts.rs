//! Texts of values of unknown meaning, line by line, so that they can be searched.

use super::node::Node;
use crate::intake::formats::Formats;

/// Adds the texts in a value that stands under a key, with their lines: each text of a list, and what an object says beside its
/// lists and objects. Secrets are left out.
pub(super) fn texts(
    key: &str,
    value: &Node<'_>,
    line: u64,
    formats: &Formats,
    texts: &mut Vec<(u64, String)>,
) {
    match value {
        Node::Nothing => {}
        Node::Text(text) => texts.push((line, format!("{key} {text}").trim().to_owned())),
        Node::List(items) => {
            for item in items {
                self::texts(key, item, line, formats, texts);
            }
        }
        Node::Object(object) => {
            let members = object.members.iter();
            let members: Vec<_> =
                members.filter(|(key, _)| !formats.headers.names_secret(key)).collect();
            let plain = members.iter().filter_map(|(key, value)| Some((key, value.text()?)));
            let said: Vec<_> = plain.map(|(key, text)| format!("{key} {text}")).collect();
            if !said.is_empty() {
                texts.push((object.line, format!("{key} {}", said.join("; ")).trim().to_owned()));
            }
            for (key, value) in members.into_iter().filter(|(_, value)| !value.is_plain()) {
                self::texts(key, value, object.line, formats, texts);
            }
        }
    }
}
