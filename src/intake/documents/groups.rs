//! Which members of an object hold assets, where it is a group of them and no asset itself: a site with its cameras, its router and
//! its radios.
//!
//! By their shape alone, `{"device": {…}, "disks": [{…}]}`, which is one asset, and `{"router": {…}, "cameras": [{…}]}`, which are
//! several, are the same. So words tell them apart: keys under which assets of their own stand.

use super::{
    meaning::Meaning,
    node::{Node, Object},
    table::Table,
};
use crate::{Field, asset::Role};

/// At least this many keys of assets make a group.
const GROUP: usize = 2;
/// The most entries of a list by key that are looked at.
const LOOKED_AT: usize = 20;
/// At least this many words are a sentence, which may tell of anything.
const SENTENCE: usize = 3;

/// How assets stand in a member of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// A list of them.
    List,
    /// One of them.
    One,
    /// An object of them, each under a key of its own.
    Keyed,
    /// Texts, in a list or under keys, of which each names one.
    Texts,
}

impl Table {
    /// The members of an object that hold assets, where it is none itself.
    pub(super) fn held_in(&mut self, object: &Object<'_>) -> Vec<(usize, Holds)> {
        if object.members.iter().all(|(_, value)| value.is_plain()) {
            return Vec::new();
        }
        let named = self.held_by_name(object);
        let holds = || named.iter().filter_map(|(_, holds)| *holds);
        let lists = holds().any(|holds| matches!(holds, Holds::List | Holds::Keyed));
        let several = named.len() >= GROUP && holds().next().is_some();
        let is_group = (lists || several) && !self.tells_own(object);
        if !is_group && (!has_objects(object) || self.is_asset(object)) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (at, (key, value)) in object.members.iter().enumerate() {
            // No value may be looked into twice: each would double what those inside it cost.
            let by_name = named.iter().find(|(named, _)| *named == at);
            let holds = match (by_name, value) {
                (Some((_, holds)), _) => *holds,
                (None, Node::List(list)) => self.lists_assets(list).then_some(Holds::List),
                (None, Node::Object(inner)) => self.is_thing(key, inner).then_some(Holds::One),
                _ => None,
            };
            found.extend(holds.map(|holds| (at, holds)));
        }
        if !is_group && found.iter().all(|(_, holds)| *holds != Holds::List) {
            found.clear();
        }
        found
    }

    /// The members of an asset that hold others, each with a model or a maker of its own: a recorder's cameras. Pieces of which
    /// neither is told are the asset itself, such as those of a set.
    pub(super) fn attached(&mut self, object: &Object<'_>) -> Vec<(usize, Holds)> {
        if object.members.iter().all(|(_, value)| value.is_plain()) || !self.tells_own(object) {
            return Vec::new();
        }
        let named = self.held_by_name(object);
        let of_their_own = |(at, holds): (usize, Option<Holds>)| {
            let (key, value) = &object.members[at];
            (holds? != Holds::Texts && self.tell_kinds(key, value)).then_some((at, holds?))
        };
        named.into_iter().filter_map(of_their_own).collect()
    }

    /// Whether a value under a key holds an object that says what it is or who made it.
    fn tell_kinds(&mut self, key: &str, value: &Node<'_>) -> bool {
        let mut tells = |node: &Node<'_>| match node {
            Node::Object(inner) => {
                !self.speaks_for_all(key) && self.has(inner, Meaning::tells_kind)
            }
            _ => false,
        };
        match value {
            Node::List(list) => list.iter().any(tells),
            _ => tells(value),
        }
    }

    /// The members whose keys say that they hold assets, and how they do.
    fn held_by_name(&mut self, object: &Object<'_>) -> Vec<(usize, Option<Holds>)> {
        let mut named = Vec::new();
        for (at, (key, value)) in object.members.iter().enumerate() {
            if !value.is_plain() && self.names_assets(key) {
                named.push((at, self.how(value)));
            }
        }
        named
    }

    /// How assets stand in a value under a key that says that they do; `None` where there are none.
    fn how(&mut self, value: &Node<'_>) -> Option<Holds> {
        match value {
            Node::List(list) if list.iter().any(Node::is_object) => {
                (self.lists_assets(list) || self.are_of_vendors(list)).then_some(Holds::List)
            }
            Node::List(list) => are_texts(list).then_some(Holds::Texts),
            Node::Object(object) => {
                let speaks =
                    |key: &str, value: &Node<'_>| value.is_object() && self.speaks_for_all(key);
                let entries = object.members.iter().filter(|(key, value)| !speaks(key, value));
                let entries: Vec<_> = entries.map(|(_, value)| value).collect();
                let values = || entries.iter().copied();
                let objects = values().all(Node::is_object);
                if !entries.is_empty() && objects && self.are_assets(&entries) {
                    Some(Holds::Keyed)
                } else if self.may_be_asset(object) {
                    Some(Holds::One)
                } else {
                    let texts = values().all(Node::is_plain)
                        && values().any(|value| value.text().is_some());
                    texts.then_some(Holds::Texts)
                }
            }
            Node::Nothing | Node::Text(_) => None,
        }
    }

    /// Whether the first objects inside another, each under a key of its own, are assets.
    fn are_assets(&mut self, entries: &[&Node<'_>]) -> bool {
        entries.iter().take(LOOKED_AT).all(|value| match value {
            Node::Object(inner) => self.may_be_asset(inner),
            _ => false,
        })
    }

    fn lists_assets(&mut self, list: &[Node<'_>]) -> bool {
        let first = first_object(list);
        first.is_some_and(|first| self.may_be_asset(first) || !self.held_in(first).is_empty())
    }

    /// Whether the objects of a list, which its key says to be assets, name companies that may have made them: `vendor`.
    fn are_of_vendors(&self, list: &[Node<'_>]) -> bool {
        first_object(list).is_some_and(|first| self.has_vendor(first))
    }

    /// Whether an object names a company that may have made a thing: `vendor`.
    pub(super) fn has_vendor(&self, object: &Object<'_>) -> bool {
        let is_vendor = |key: &str| {
            self.formats.headers.role(key, self.export) == Some(Role::Field(Field::Supplier))
        };
        object.members.iter().any(|(key, value)| value.text().is_some() && is_vendor(key))
    }

    /// Whether the object under a key is a thing of its own.
    fn is_thing(&mut self, key: &str, object: &Object<'_>) -> bool {
        if self.speaks_for_all(key) {
            return false;
        }
        let length = self.enter(key);
        let identity = |meaning| meaning != Meaning::Number && Meaning::may_identify(meaning);
        let is_thing = !self.meaning_here().is_fact() && self.has(object, identity);
        self.path.truncate(length);
        is_thing
    }

    /// Whether an object tells of one thing outside of what is only part of it: in its plain values, and under the names of facts.
    fn tells_own(&mut self, object: &Object<'_>) -> bool {
        object.members.iter().any(|(key, value)| {
            let length = self.enter(key);
            let found = match value {
                Node::Object(inner) => {
                    self.meaning_here().is_fact() && self.has(inner, Meaning::identifies)
                }
                Node::List(list) if !list.iter().all(Node::is_plain) => false,
                Node::Nothing | Node::Text(_) | Node::List(_) => self.meaning_here().identifies(),
            };
            self.path.truncate(length);
            found
        })
    }

    /// Whether assets of their own stand under a key, as its words say.
    pub(super) fn names_assets(&mut self, key: &str) -> bool {
        self.asset_lists.get_or(key, || self.formats.headers.names_device(key))
    }

    /// Whether a plain value of an object is a sentence, which may tell of anything.
    pub(super) fn has_remark(&mut self, object: &Object<'_>) -> bool {
        object.members.iter().any(|(key, value)| {
            let length = self.enter(key);
            let remark = value.text().is_some_and(is_remark) && self.may_remark();
            self.path.truncate(length);
            remark
        })
    }

    /// Whether a sentence under the path would be a remark, rather than a place, an owner or a secret.
    pub(super) fn may_remark(&mut self) -> bool {
        !matches!(self.meaning_here(), Meaning::Shared | Meaning::Secret)
    }
}

/// Whether a text has as many words as a sentence.
pub(super) fn is_remark(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    words.take(SENTENCE).count() == SENTENCE
}

/// Whether a member of an object is a list of objects.
fn has_objects(object: &Object<'_>) -> bool {
    object.members.iter().any(|(_, value)| match value {
        Node::List(list) => list.iter().any(Node::is_object),
        _ => false,
    })
}

/// The first object of a list.
fn first_object<'l, 't>(list: &'l [Node<'t>]) -> Option<&'l Object<'t>> {
    list.iter().find_map(|node| match node {
        Node::Object(object) => Some(object),
        _ => None,
    })
}

/// Whether a list holds texts, or lists of texts, and nothing else.
fn are_texts(list: &[Node<'_>]) -> bool {
    let plain = |node: &Node<'_>| match node {
        Node::List(inner) => inner.iter().all(Node::is_plain),
        other => other.is_plain(),
    };
    let says = |node: &Node<'_>| match node {
        Node::List(inner) => inner.iter().any(|node| node.text().is_some()),
        other => other.text().is_some(),
    };
    list.iter().all(plain) && list.iter().any(says)
}
