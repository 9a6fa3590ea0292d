//! From the objects of a document to its rows: one object is one row, or holds further rows.

use std::{borrow::Cow, collections::HashSet};

use super::{
    Broken,
    item::Item,
    meaning::Place,
    node::{Node, Object},
    table::Table,
};
use crate::intake::formats::{Absent, Nested, RowsAt};

/// Takes items, and says whether it wants more.
pub(super) type Sink<'s> = &'s mut dyn FnMut(Item) -> bool;

/// Makes rows of objects, and hands them on.
pub(super) struct Writer<'s> {
    table: Table,
    /// Where the described document has rows inside rows.
    nested: Option<Nested>,
    /// The key of the list in which the objects stand.
    list: Option<String>,
    /// Keys whose lists were found to hold rows.
    groups: HashSet<String>,
    sink: Sink<'s>,
    /// Nobody wants more.
    done: bool,
}

/// An object around rows, and in which list it stands.
type Around<'a, 't> = (&'a Object<'t>, Place<'a>);

impl<'s> Writer<'s> {
    pub(super) fn new(table: Table, sink: Sink<'s>) -> Self {
        Self { table, nested: None, list: None, groups: HashSet::new(), sink, done: false }
    }

    /// Says where a described document has rows inside rows.
    pub(super) fn nest(&mut self, nested: Option<Nested>) {
        self.nested = nested;
    }

    /// Says under which key the list stands whose objects come next.
    pub(super) fn enter(&mut self, list: Option<String>) {
        self.list = list;
    }

    /// Whether nobody wants more.
    pub(super) fn is_done(&self) -> bool {
        self.done
    }

    /// Hands on something that cannot be read.
    pub(super) fn broken(&mut self, line: u64, why: Broken) {
        self.hand_on(Item::Broken { line, why });
    }

    /// An object that is a row, or a group of rows; `outer` is what it stands in, if that tells what all its rows share.
    pub(super) fn object(&mut self, object: &Object<'_>, outer: Option<&Object<'_>>) {
        let list = self.list.take();
        let mut around: Vec<_> = outer.map(|outer| (outer, Place::Outermost)).into_iter().collect();
        self.within(object, list.as_deref(), &mut around);
        self.list = list;
    }

    /// An object that stands where others hold lists of rows.
    pub(super) fn stranger(&mut self, object: &Object<'_>) {
        if self.table.may_be_asset(object) {
            self.object(object, None);
        } else {
            self.broken(object.line, Broken::NoAssets);
        }
    }

    fn within<'a, 't>(
        &mut self,
        object: &'a Object<'t>,
        list: Option<&'a str>,
        around: &mut Vec<Around<'a, 't>>,
    ) {
        let groups = self.groups(object);
        if groups.is_empty() {
            let stranger = around.is_empty() && !self.groups.is_empty();
            if self.is_empty_group(object) {
                // It is a line without an asset.
            } else if stranger && !self.table.may_be_asset(object) {
                return self.broken(object.line, Broken::NoAssets);
            } else {
                self.table.put(object, None);
                for (outer, place) in around.iter().rev() {
                    self.table.put_around(outer, *place);
                }
            }
            return self.end_row(object.line);
        }
        for at in groups {
            let (key, Node::List(inner)) = &object.members[at] else { continue };
            self.groups.insert(key.to_string());
            around.push((object, list.map_or(Place::Nameless, Place::In)));
            for node in inner {
                match node {
                    Node::Object(inner) => self.within(inner, Some(key), around),
                    Node::Nothing => {}
                    other => self.broken(object.line, Broken::NoObject { found: other.found() }),
                }
            }
            around.pop();
        }
    }

    /// Whether an object is a group like others before it, only without rows.
    fn is_empty_group(&mut self, object: &Object<'_>) -> bool {
        let empty = |value: &Node<'_>| match value {
            Node::List(list) => list.is_empty(),
            other => *other == Node::Nothing,
        };
        let list = |(key, value): &(Cow<'_, str>, Node<'_>)| {
            empty(value) && self.groups.contains(key.as_ref())
        };
        object.members.iter().any(list) && !self.table.may_be_asset(object)
    }

    /// The members of an object that list assets, where it is none itself.
    fn groups(&mut self, object: &Object<'_>) -> Vec<usize> {
        let lists = |(_, value): &(_, Node<'_>)| match value {
            Node::List(list) => list.iter().any(Node::is_object),
            _ => false,
        };
        if !object.members.iter().any(lists) || self.table.is_asset(object) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (at, (_, value)) in object.members.iter().enumerate() {
            let Node::List(list) = value else { continue };
            let first = list.iter().find_map(|node| match node {
                Node::Object(object) => Some(object),
                _ => None,
            });
            if first.is_some_and(|first| self.lists_assets(first)) {
                found.push(at);
            }
        }
        found
    }

    fn lists_assets(&mut self, first: &Object<'_>) -> bool {
        self.table.may_be_asset(first) || !self.groups(first).is_empty()
    }

    /// An object of a described document: its row, and those inside it.
    pub(super) fn described(&mut self, object: &Object<'_>, rows: &RowsAt) {
        if rows.absent.as_ref().is_some_and(|absent| says_so(object, absent)) {
            return self.hand_on(Item::Absent { line: object.line });
        }
        let Some(key) = &rows.of else { return self.part(object, &[], None) };
        if let Some(Node::Object(row)) = object.get(key) {
            let beside = object.members.iter();
            let beside = beside.filter(|(key, _)| rows.with.iter().any(|with| with == key));
            let beside: Vec<_> = beside.map(|(key, value)| (key.as_ref(), value)).collect();
            self.part(row, &beside, None);
        }
    }

    fn part(&mut self, object: &Object<'_>, beside: &[(&str, &Node<'_>)], of: Option<&str>) {
        let nested = self.nested.clone();
        let inner = nested.as_ref().map(|nested| nested.key.as_str());
        if self.done {
            return;
        }
        self.table.put(object, inner);
        for (key, value) in beside {
            self.table.put_member(key, value);
        }
        let Some(nested) = nested else { return self.end_row(object.line) };
        if let Some(of) = of {
            self.table.put_member(&nested.part_of, &Node::Text(of.into()));
        }
        self.end_row(object.line);
        let own = object.get(&nested.named_by).and_then(Node::text).or(of);
        match object.get(&nested.key) {
            Some(Node::List(list)) => {
                for node in list {
                    match node {
                        Node::Object(part) => self.part(part, &[], Some(own.unwrap_or("?"))),
                        other => {
                            self.broken(object.line, Broken::NoObject { found: other.found() });
                        }
                    }
                }
            }
            None | Some(Node::Nothing) => {}
            Some(other) => self.broken(object.line, Broken::NoObject { found: other.found() }),
        }
    }

    fn end_row(&mut self, line: u64) {
        let row = self.table.end_row(line);
        self.hand_on(row);
    }

    fn hand_on(&mut self, item: Item) {
        self.done = self.done || !(self.sink)(item);
    }
}

/// Whether an object says that it is no asset.
fn says_so(object: &Object<'_>, absent: &Absent) -> bool {
    let Some((last, before)) = absent.path.split_last() else { return false };
    let inside = before.iter().try_fold(object, |object, key| match object.get(key) {
        Some(Node::Object(inner)) => Some(inner),
        _ => None,
    });
    let text = inside.and_then(|object| object.get(last)).and_then(Node::text);
    text.is_some_and(|text| absent.words.iter().any(|word| word == text.trim()))
}
