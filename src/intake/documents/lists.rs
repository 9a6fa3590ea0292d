//! Lists in a table: a list of names and values is as many columns; any other list of objects is one text, but for the
//! numbers in it that tell a maker in a column of their own alone. Secrets in it are left out.

use super::{
    meaning::Meaning,
    node::{Node, Object},
    table::Table,
};
use crate::intake::formats::Formats;

/// The most members of an object of a name and a value.
const PAIR: usize = 4;
/// The last part of the name of a list whose own name is one of what is not looked at.
const LIST: &str = "content";

/// A text as it is written, and the numbers beside it, each with its name.
#[derive(Default)]
struct Written {
    text: String,
    numbers: Vec<(String, String)>,
    /// It is inside a list in a list: what a switch has seen at its ports, say, which is none of its own.
    deep: bool,
}

impl Table {
    pub(super) fn put_list(&mut self, list: &[Node<'_>]) {
        if list.iter().all(Node::is_plain) {
            let texts: Vec<_> = list.iter().filter_map(Node::text).collect();
            return self.add(&texts.join(", "));
        }
        let mut written = Written::default();
        if let Some(pairs) = Pair::all(list, &self.formats) {
            self.put_pairs(&pairs, &mut written);
        } else {
            self.write_list(list, &mut written);
            self.add_written(&written.text);
        }
        for (name, number) in written.numbers {
            let here = std::mem::replace(&mut self.path, name);
            self.add(&number);
            self.path = here;
        }
    }

    fn put_pairs(&mut self, pairs: &[(&Object<'_>, Pair)], written: &mut Written) {
        for &(object, pair) in pairs {
            self.put_pair(object, pair);
            // What else is said of it is kept for the search, unless it is a secret.
            if self.secret_pair(object).is_some() {
                continue;
            }
            let start = written.text.len();
            for (at, (key, value)) in object.members.iter().enumerate() {
                if at != pair.name && at != pair.value {
                    self.write_member(key, value, start, written);
                }
            }
            written.text.push_str(if written.text.len() > start { "; " } else { "" });
        }
        if !written.text.is_empty() {
            let text = std::mem::take(&mut written.text);
            self.add_written(text.trim_end_matches("; "));
        }
    }

    /// Adds the text of a list. Where its name is one of details, it is searched under another.
    fn add_written(&mut self, text: &str) {
        let detail = !text.is_empty() && self.meaning_here() == Meaning::Detail;
        let length = self.enter(if detail { LIST } else { "" });
        self.add(text);
        self.path.truncate(length);
    }

    /// Puts the value of a pair into the column of its name.
    pub(super) fn put_pair(&mut self, object: &Object<'_>, pair: Pair) {
        let Some(name) = object.members[pair.name].1.text() else { return };
        let here = std::mem::take(&mut self.path);
        self.put_member(name, &object.members[pair.value].1);
        self.path = here;
    }

    /// The pair that an object is whose name says that its value is a secret.
    pub(super) fn secret_pair(&self, object: &Object<'_>) -> Option<Pair> {
        let pair = Pair::of(object, &self.formats, usize::MAX)?;
        let name = object.members[pair.name].1.text()?;
        self.formats.headers.names_secret(name).then_some(pair)
    }

    fn write_list(&mut self, list: &[Node<'_>], written: &mut Written) {
        for node in list {
            let before = written.text.len();
            if !written.text.is_empty() && !written.text.ends_with('(') {
                written.text.push_str("; ");
            }
            let start = written.text.len();
            self.write(node, written);
            if written.text.len() == start {
                written.text.truncate(before);
            }
        }
    }

    fn write(&mut self, node: &Node<'_>, written: &mut Written) {
        match node {
            Node::Nothing => {}
            Node::Text(text) => written.text.push_str(text.trim()),
            Node::List(list) => {
                let deep = std::mem::replace(&mut written.deep, true);
                self.write_list(list, written);
                written.deep = deep;
            }
            Node::Object(object) if self.secret_pair(object).is_some() => {}
            Node::Object(object) => {
                let start = written.text.len();
                for (key, value) in &object.members {
                    self.write_member(key, value, start, written);
                }
            }
        }
    }

    /// Writes one member of the object whose text begins at `start`.
    fn write_member(&mut self, key: &str, value: &Node<'_>, start: usize, written: &mut Written) {
        let length = self.enter(key);
        let meaning = self.meaning_here();
        match value {
            Node::Nothing => {}
            // In an object each member is asked for itself.
            _ if self.is_long_secret(key) => {}
            _ if meaning == Meaning::Secret && !value.is_object() => {}
            Node::Text(number) if meaning == Meaning::Number && !written.deep => {
                written.numbers.push((self.path.clone(), number.trim().to_owned()));
            }
            Node::List(list)
                if meaning == Meaning::Number
                    && !written.deep
                    && list.iter().all(Node::is_plain) =>
            {
                let numbers = list.iter().filter_map(Node::text);
                written.numbers.extend(numbers.map(|one| (self.path.clone(), one.to_owned())));
            }
            _ => {
                let before = written.text.len();
                written.text.push_str(if before > start { ", " } else { "" });
                if !key.is_empty() {
                    written.text.push_str(key);
                    written.text.push_str(": ");
                }
                let nested = !matches!(value, Node::Text(_));
                written.text.push_str(if nested { "(" } else { "" });
                let inner = written.text.len();
                self.write(value, written);
                if written.text.len() == inner {
                    written.text.truncate(before);
                } else if nested {
                    written.text.push(')');
                }
            }
        }
        self.path.truncate(length);
    }
}

/// Where the name and the value stand in an object.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    name: usize,
    value: usize,
}

impl Pair {
    /// The pair that an object is, if it has at most `most` members.
    fn of(object: &Object<'_>, formats: &Formats, most: usize) -> Option<Self> {
        let members = &object.members;
        if members.len() > most {
            return None;
        }
        let place = |test: &dyn Fn(&str) -> bool| members.iter().position(|(key, _)| test(key));
        let pair = formats.pairs.iter().find_map(|pair| {
            let name = place(&|key| pair.names(key))?;
            Some(Self { name, value: place(&|key| pair.says(key))? })
        })?;
        let named = members[pair.name].1.text().is_some();
        (named && pair.name != pair.value).then_some(pair)
    }

    /// Those of all objects of a list, if each is such an object.
    pub(super) fn all<'l, 't>(
        list: &'l [Node<'t>],
        formats: &Formats,
    ) -> Option<Vec<(&'l Object<'t>, Self)>> {
        let pair = |node: &'l Node<'t>| match node {
            Node::Object(object) => Some((object, Self::of(object, formats, PAIR)?)),
            _ => None,
        };
        list.iter().map(pair).collect()
    }
}
