//! What the objects around an asset tell of it, and what its own keys mean to a table.

use super::{
    groups::Holds,
    meaning::Meaning,
    node::{Node, Object},
    table::{KEY, Table},
};
use crate::{Field, asset::Role, strings::end_of};

/// The longest text, in bytes, and the most members that are taken over from an object around others.
pub(super) const AROUND: usize = 1024;
const AROUND_MEMBERS: usize = 16;

/// What a group tells that is no fact of its rows stands under this name.
const GROUP: &str = "enclosing";

/// Where an object stands that holds rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Enclosure<'k> {
    /// It is the whole document, and tells much of the answer to a question rather than of assets.
    Outermost,
    /// In a list without a name.
    Nameless,
    /// In the list under a key.
    In(&'k str),
    /// It is an asset itself, to which others are attached. They share its place and its owner, and are no goods of its maker.
    Asset,
}

/// Whether an object is no more than the forms of one thing.
pub(super) fn is_small(object: &Object<'_>) -> bool {
    object.members.len() <= AROUND_MEMBERS
        && object.members.iter().all(|(_, value)| value.is_plain())
}

fn is_maker(meaning: Meaning) -> bool {
    meaning == Meaning::Maker
}

/// The members of a group that its rows do not share, and that hold none of them: they are searched once.
pub(super) fn rest<'o, 't>(
    object: &'o Object<'t>,
    held: &[(usize, Holds)],
) -> Vec<(&'o str, &'o Node<'t>)> {
    let is_held = |at: usize| held.iter().any(|(held, _)| *held == at);
    let members = object.members.iter().enumerate();
    let rest = members.filter(|(at, (_, value))| match value {
        _ if is_held(*at) => false,
        Node::Nothing => false,
        Node::Text(text) => text.len() > AROUND,
        Node::List(list) => !list.is_empty(),
        Node::Object(object) => !is_small(object),
    });
    rest.map(|(_, (key, value))| (key.as_ref(), value)).collect()
}

impl Table {
    /// What the name of the current value means.
    pub(super) fn meaning_here(&mut self) -> Meaning {
        // The end of a name says most, and what a name before it says has been asked on the way.
        let name = end_of(&self.path, KEY);
        self.meanings.get_or(name, || match self.formats.headers.role(name, self.export) {
            Some(Role::Secret) => Meaning::Secret,
            Some(Role::Field(field)) => Meaning::of(field),
            Some(Role::Detail | Role::Other | Role::Absent) => Meaning::Detail,
            Some(Role::Text | Role::Ignored) | None => Meaning::Other,
        })
    }

    /// Whether a key names a secret and is too long to say so in a header.
    pub(super) fn is_long_secret(&self, key: &str) -> bool {
        key.len() > KEY && self.formats.headers.names_secret(key)
    }

    /// Whether an object tells of one thing, rather than of the many that its lists hold.
    pub(super) fn is_asset(&mut self, object: &Object<'_>) -> bool {
        self.has(object, Meaning::identifies)
    }

    /// Whether an object tells of a thing or of its maker.
    pub(super) fn may_be_asset(&mut self, object: &Object<'_>) -> bool {
        self.has(object, Meaning::may_identify)
    }

    /// Whether a name of a value outside the lists of an object has a meaning.
    pub(super) fn has(&mut self, object: &Object<'_>, test: fn(Meaning) -> bool) -> bool {
        object.members.iter().any(|(key, value)| {
            let length = self.enter(key);
            let found = match value {
                Node::Object(object) => self.has(object, test),
                Node::List(list) if list.iter().any(Node::is_object) => false,
                Node::Nothing | Node::Text(_) | Node::List(_) => test(self.meaning_here()),
            };
            self.path.truncate(length);
            found
        })
    }

    /// Puts into the current row what an object around it tells of itself: as a fact what is true of all that it holds, such as
    /// their site, and apart from the facts what else it tells.
    pub(super) fn put_around(&mut self, object: &Object<'_>, place: Enclosure<'_>) {
        self.mark_stated();
        self.add_members_around(object, place);
        self.is_of_another |= place == Enclosure::Asset && self.has(object, is_maker);
    }

    fn add_members_around(&mut self, object: &Object<'_>, place: Enclosure<'_>) {
        for (key, value) in &object.members {
            let length = self.enter(key);
            match value {
                Node::Text(text) if text.len() <= AROUND => self.add_around(text, place),
                Node::Object(object)
                    if is_small(object)
                        && !self.speaks_for_all(key)
                        && !self.is_another(key, object) =>
                {
                    self.add_members_around(object, place);
                }
                _ => {}
            }
            self.path.truncate(length);
        }
    }

    /// Puts a member of a group that its rows do not share into the current row, as text.
    pub(super) fn put_rest(&mut self, key: &str, value: &Node<'_>) {
        let length = self.enter(GROUP);
        self.put_member(key, value);
        self.path.truncate(length);
    }

    /// Whether the object under a key, which the path ends with, tells of things of its own that are rows beside the others.
    pub(super) fn is_another(&mut self, key: &str, object: &Object<'_>) -> bool {
        self.names_assets(key)
            || !self.meaning_here().is_fact() && self.has(object, Meaning::may_identify)
    }

    fn add_around(&mut self, text: &str, place: Enclosure<'_>) {
        if place == Enclosure::Asset {
            if self.meaning_here() == Meaning::Shared && !self.tells_origin() {
                self.add_unless_stated(text);
            }
            return;
        }
        if self.is_shared() {
            return self.add_shared(text);
        }
        let own = self.path.clone();
        if let Enclosure::In(list) = place {
            self.path = format!("{list}.{own}");
            if self.is_shared() {
                self.add_shared(text);
                self.path = own;
                return;
            }
        }
        if place != Enclosure::Outermost {
            self.path = format!("{GROUP}.{own}");
            self.add(text);
        }
        self.path = own;
    }

    /// Adds what is true of all assets of an object. Of makers the asset's own goes before; a place may stand in another.
    fn add_shared(&mut self, text: &str) {
        if self.meaning_here() == Meaning::Maker {
            self.add_unless_stated(text);
        } else {
            self.add(text);
        }
    }

    /// Whether the name of the current value says where goods come from, which differs between things in one place.
    fn tells_origin(&self) -> bool {
        matches!(self.field_of(&self.path), Some(Field::Country | Field::Supplier))
    }

    pub(super) fn is_shared(&mut self) -> bool {
        matches!(self.meaning_here(), Meaning::Shared | Meaning::Maker)
    }
}
