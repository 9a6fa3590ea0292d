//! What was written in another form, as JSON that says the same: the lists and objects in it may be assets, as in any JSON.

use serde_json::Value;

use super::node::{Node, Object};

/// Writes values so that each object stands on the line on which it stood.
#[derive(Debug, Default)]
pub(super) struct JsonWriter {
    out: String,
    breaks: u64,
}

impl JsonWriter {
    /// A value as JSON.
    pub(super) fn of(node: &Node<'_>) -> String {
        let mut writer = Self::default();
        writer.node(node);
        writer.out
    }

    /// Everything that was written.
    pub(super) fn into_text(self) -> String {
        self.out
    }

    /// Goes on to a line.
    pub(super) fn line(&mut self, line: u64) {
        let breaks = line.saturating_sub(1).saturating_sub(self.breaks);
        self.out.extend(std::iter::repeat_n('\n', usize::try_from(breaks).unwrap_or(0)));
        self.breaks += breaks;
    }

    /// A sign of JSON.
    pub(super) fn sign(&mut self, sign: char) {
        self.out.push(sign);
    }

    /// Writes what separates the value number `at` from the one before it.
    pub(super) fn comma(&mut self, at: usize) {
        if at > 0 {
            self.out.push(',');
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        self.out.push_str(&Value::from(text).to_string());
    }

    pub(super) fn nothing(&mut self) {
        self.out.push_str("null");
    }

    fn object(&mut self, object: &Object<'_>) {
        self.line(object.line);
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
            Node::Nothing => self.nothing(),
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
}

#[cfg(feature = "documents")]
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
