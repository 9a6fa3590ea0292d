//! An XML element on its way to a value: its attributes and the elements in it are members of an object, and elements of one
//! name are a list.

use std::{borrow::Cow, collections::HashMap};

use quick_xml::{escape, events::BytesStart};

use super::node::{Node, Object};
use crate::intake::formats::Document;

/// Members up to this many are looked through one by one.
const FEW: usize = 16;

/// An element as far as it has been read.
pub(super) struct Element {
    /// Its name without its prefix.
    pub(super) name: String,
    /// The line on which it begins.
    pub(super) line: u64,
    /// It has neither text nor elements in it.
    pub(super) is_empty: bool,
    pub(super) members: Vec<(Cow<'static, str>, Node<'static>)>,
    pub(super) text: String,
    /// Where the members of each name stand, once they are many.
    places: HashMap<String, usize>,
}

impl Element {
    pub(super) fn new(start: &BytesStart<'_>, line: u64, is_empty: bool) -> Self {
        let mut attributes = start.attributes();
        let attributes = attributes.with_checks(false).filter_map(Result::ok);
        let members = attributes.filter(|one| !is_namespace(one.key.as_ref())).map(|one| {
            let key = local(one.key.as_ref()).to_owned();
            (Cow::Owned(key), Node::Text(unescaped(&one.value).into()))
        });
        Self {
            name: local(start.name().as_ref()).to_owned(),
            line,
            is_empty,
            members: members.collect(),
            text: String::new(),
            places: HashMap::new(),
        }
    }

    /// Puts a value under a name. Several of one name are a list; where it repeats, one alone is.
    pub(super) fn put(&mut self, name: String, node: Node<'static>, repeats: bool) {
        let Some(at) = self.place(&name) else {
            let node = if repeats { Node::List(vec![node]) } else { node };
            self.members.push((Cow::Owned(name), node));
            return;
        };
        let (_, before) = &mut self.members[at];
        let mut list = match std::mem::replace(before, Node::Nothing) {
            Node::List(list) => list,
            one => vec![one],
        };
        match node {
            Node::List(more) => list.extend(more),
            one => list.push(one),
        }
        *before = Node::List(list);
    }

    fn place(&mut self, name: &str) -> Option<usize> {
        if self.members.len() <= FEW {
            return self.members.iter().position(|(key, _)| key == name);
        }
        for at in self.places.len()..self.members.len() {
            self.places.entry(self.members[at].0.to_string()).or_insert(at);
        }
        self.places.get(name).copied()
    }

    /// The value that it is, now that it has ended.
    pub(super) fn into_node(mut self, document: &Document) -> Node<'static> {
        if let Some(item) = document.item_of(&self.name) {
            let items = self.members.into_iter().filter(|(key, _)| key == item);
            let items = items.flat_map(|(_, value)| match value {
                Node::List(list) => list,
                one => vec![one],
            });
            return Node::List(items.collect());
        }
        let text = self.text.trim();
        match (self.members.is_empty(), text.is_empty()) {
            (true, true) => return Node::Nothing,
            (true, false) => return Node::Text(text.to_owned().into()),
            (false, true) => {}
            (false, false) => {
                self.members.push(("".into(), Node::Text(text.to_owned().into())));
            }
        }
        Node::Object(Object { line: self.line, members: self.members })
    }
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Whether an attribute declares a namespace.
pub(super) fn is_namespace(name: &str) -> bool {
    name == "xmlns" || name.starts_with("xmlns:")
}

/// A text with the entities resolved that XML has of its own, and numbered letters. Others stay as they are written.
pub(super) fn unescaped(text: &str) -> String {
    let known = escape::unescape_with(text, escape::resolve_predefined_entity);
    known.map_or_else(|_| text.to_owned(), Cow::into_owned)
}
