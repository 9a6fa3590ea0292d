//! A value of a document, whichever form it is written in.

use std::borrow::Cow;

use crate::tables::{Fault, ReadErrorKind};

/// The most levels of one object, and the most values in it.
pub(super) const LEVELS: usize = 64;
pub(super) const VALUES: usize = 200_000;
/// The longest object, in MiB.
pub(super) const LIMIT: u64 = 16;

/// An object is longer than that; the line on which it begins.
pub(super) fn too_long(line: u64) -> Fault {
    Fault::at(line, ReadErrorKind::LongObject { limit: LIMIT })
}

/// A value of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node<'t> {
    /// `null`, or an empty element.
    Nothing,
    /// A text, or a number or truth as it is written.
    Text(Cow<'t, str>),
    List(Vec<Self>),
    Object(Object<'t>),
}

/// Values with their keys, in the order of the document. A key may stand twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Object<'t> {
    /// The line on which it begins.
    pub(super) line: u64,
    pub(super) members: Vec<(Cow<'t, str>, Node<'t>)>,
}

impl<'t> Object<'t> {
    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Node<'t>> {
        self.members.iter().find(|(own, _)| own == key).map(|(_, value)| value)
    }
}

impl<'t> Node<'t> {
    /// An object that begins on this line.
    pub(super) fn of_members(line: u64, members: Vec<(Cow<'t, str>, Self)>) -> Self {
        Self::Object(Object { line, members })
    }

    /// What a value is that is no object, with its article.
    pub(super) fn found(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing (null)",
            Self::Text(_) => "a text or a number",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }

    /// The same, borrowed from nothing.
    pub(super) fn to_owned_node(&self) -> Node<'static> {
        match self {
            Self::Nothing => Node::Nothing,
            Self::Text(text) => Node::Text(text.clone().into_owned().into()),
            Self::List(list) => Node::List(list.iter().map(Self::to_owned_node).collect()),
            Self::Object(object) => {
                let members = object.members.iter();
                let members = members
                    .map(|(key, value)| (key.clone().into_owned().into(), value.to_owned_node()));
                Node::Object(Object { line: object.line, members: members.collect() })
            }
        }
    }

    /// Whether it is an object.
    pub(super) fn is_object(&self) -> bool {
        self.object().is_some()
    }

    /// The object that it is, if it is one.
    pub(super) fn object(&self) -> Option<&Object<'t>> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Whether it is neither a list nor an object.
    pub(super) fn is_plain(&self) -> bool {
        matches!(self, Self::Nothing | Self::Text(_))
    }

    /// A text that is not empty.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) if !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }
}
