//! Texts of values of unknown meaning, line by line, so that they can be searched.

use super::node::Node;
use crate::{asset::Role, intake::formats::Formats};

/// Adds the texts in a value that stands under a key, with their lines: each text of a list, and what an object says beside its
/// lists and objects. Secrets are left out: what stands under a key that names one, but for what tells a maker in objects there.
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
            let is_secret = formats.headers.names_secret(key);
            // A key in a secret says what it is with that.
            let name = |own: &str| if is_secret { format!("{key}.{own}") } else { own.to_owned() };
            let members = object.members.iter().map(|(own, value)| (name(own), value));
            let is_shown = |name: &str| formats.headers.role(name, None) != Some(Role::Secret);
            let (plain, inner): (Vec<_>, Vec<_>) = members
                .filter(|(_, value)| **value != Node::Nothing)
                .partition(|(_, value)| value.is_plain());
            let plain = plain.iter().filter(|(name, _)| is_shown(name));
            let said = plain.filter_map(|(name, value)| Some(format!("{name} {}", value.text()?)));
            let said: Vec<_> = said.collect();
            if !said.is_empty() {
                texts.push((object.line, format!("{key} {}", said.join("; ")).trim().to_owned()));
            }
            for (name, value) in inner {
                if is_shown(&name) || matches!(value, Node::Object(_)) {
                    self::texts(&name, value, object.line, formats, texts);
                }
            }
        }
    }
}
