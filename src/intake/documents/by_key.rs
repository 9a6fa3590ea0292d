//! Objects under keys of their own that are assets, as they say the same of themselves: `{"front": {…}, "back": {…}}`.

use std::collections::HashSet;

use super::{
    held::PlaceKind,
    meaning::Meaning,
    node::{Node, Object},
    shallow::shallow,
    table::Table,
};

/// The fewest objects that are several assets.
const ENTRIES: usize = 2;
/// Objects of one form have at least this many keys in common.
const COMMON: usize = 2;

impl Table {
    /// How the objects in an object are assets that say the same of themselves, if they do: they alone, or among plain values that are
    /// true of all of them, such as their site.
    pub(super) fn by_key(&mut self, text: &str) -> Option<PlaceKind> {
        let (mut plain, mut entries) = (Object::default(), Object::default());
        for (key, value) in shallow(text)?.members {
            match &value {
                Node::Object(_) if self.speaks_for_all(&key) => {}
                Node::Object(_) => entries.members.push((key, value)),
                _ => plain.members.push((key, value)),
            }
        }
        let inner = || entries.members.iter().filter_map(|(_, value)| value.object());
        let speak = inner().all(|inner| inner.members.iter().any(|(_, value)| value.is_plain()));
        let are_assets = speak
            && entries.members.len() >= ENTRIES
            && !self.has(&plain, |meaning| meaning.is_fact() && meaning != Meaning::Shared)
            && (are_of_one_form(inner())
                || inner().all(|inner| self.may_be_asset(inner)) && self.are_alike(&entries));
        let kind = if plain.members.is_empty() { PlaceKind::Keyed } else { PlaceKind::KeyedAmong };
        are_assets.then_some(kind)
    }

    /// Whether two of the objects in an object say the same of themselves. Those that do not may tell of one asset together.
    fn are_alike(&mut self, object: &Object<'_>) -> bool {
        let mut seen = HashSet::new();
        object.members.iter().any(|(_, value)| self.says_again(value, "", &mut seen))
    }

    /// Whether an object says something of itself, at whatever depth, that another has said.
    fn says_again(&mut self, value: &Node<'_>, path: &str, seen: &mut HashSet<String>) -> bool {
        let Node::Object(object) = value else { return false };
        // What it says twice it says once of itself.
        let mut own = Vec::new();
        let again = object.members.iter().any(|(key, value)| {
            let path = format!("{path}.{key}");
            let length = self.enter(key);
            let again = if value.is_object() {
                self.says_again(value, &path, seen)
            } else {
                let tells = self.meaning_here().may_identify();
                let again = tells && seen.contains(&path);
                own.extend(tells.then_some(path));
                again
            };
            self.path.truncate(length);
            again
        });
        seen.extend(own);
        again
    }
}

/// Whether objects have several keys in common, at whatever depth.
fn are_of_one_form<'o>(mut objects: impl Iterator<Item = &'o Object<'o>>) -> bool {
    fn keys(object: &Object<'_>, path: &str, found: &mut HashSet<String>) {
        for (key, value) in &object.members {
            let path = format!("{path}.{key}");
            match value.object() {
                Some(inner) => keys(inner, &path, found),
                None => _ = found.insert(path),
            }
        }
    }
    let mut common = HashSet::new();
    if let Some(first) = objects.next() {
        keys(first, "", &mut common);
    }
    objects.for_each(|object| {
        let mut own = HashSet::new();
        keys(object, "", &mut own);
        common.retain(|key| own.contains(key));
    });
    common.len() >= COMMON
}
