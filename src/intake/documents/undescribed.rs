//! XML whose shape nobody has described, as JSON that says the same: the lists and objects in it may be assets, as in any JSON.

use serde_json::Value;

use super::node::{Node, Object};

/// Writes values so that each object stands on the line on which it stood.
#[derive(Debug, Default)]
struct JsonWriter {
    out: String,
    breaks: u64,
}

/// An object as JSON.
pub(super) fn of(object: &Object<'_>) -> String {
    let mut writer = JsonWriter::default();
    writer.object(object);
    writer.out
}

impl JsonWriter {
    fn object(&mut self, object: &Object<'_>) {
        let breaks = object.line.saturating_sub(1).saturating_sub(self.breaks);
        self.out.extend(std::iter::repeat_n('\n', usize::try_from(breaks).unwrap_or(0)));
        self.breaks += breaks;
        self.out.push('{');
        for (at, (key, value)) in object.members.iter().enumerate() {
            self.comma(at);
            self.text(key);
            self.out.push(':');
            self.node(value);
        }
        self.out.push('}');
    }

    fn node(&mut self, node: &Node<'_>) {
        match node {
            Node::Nothing => self.out.push_str("null"),
            Node::Text(text) => self.text(text),
            Node::Object(object) => self.object(object),
            Node::List(list) => {
                self.out.push('[');
                for (at, value) in list.iter().enumerate() {
                    self.comma(at);
                    self.node(value);
                }
                self.out.push(']');
            }
        }
    }

    fn comma(&mut self, at: usize) {
        if at > 0 {
            self.out.push(',');
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push_str(&Value::from(text).to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::super::xml;

    #[test]
    fn objects_keep_their_lines() {
        let text =
            b"<?xml version=\"1.0\"?>\n<a n=\"1\">\n<b><c>x&amp;\"</c></b>\n\n<b><c/></b>\n</a>\n";
        let json = "\n{\"n\":\"1\",\"b\":[\n{\"c\":\"x&\\\"\"},\n\n{\"c\":null}]}";
        assert_eq!(xml::as_json(text).as_deref(), Some(json));
    }

    #[test]
    fn what_is_cut_or_declares_entities_is_left_to_the_search() {
        for text in ["<a><b>", "<a></a><b></b>", "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>", ""] {
            assert_eq!(xml::as_json(text.as_bytes()), None, "{text}");
        }
    }
}
