//! Which lists in a held JSON text may be inventories: lists of objects on its first levels, also those that have their
//! objects under keys.

use std::sync::Arc;

use super::{
    Fault, columns,
    held::{self, Held, Part, Place, PlaceKind},
    json::{self, Lines, Stop},
    node::{Node, Object},
    table::Table,
};
use crate::intake::formats::Formats;

/// The most lists and objects that are looked into, and down to which level.
const LOOKED_INTO: usize = 10_000;
const DEPTH: usize = 4;
/// The most lists that may be inventories.
const LISTS: usize = 1000;
/// So many objects under keys of their own are a list, if the first of them are assets.
const KEYED: usize = 2;
const LOOKED_AT: usize = 20;
/// Of an object, values of up to so many bytes tell what it is, and so many of them.
const SHORT: usize = 4 << 10;
const MEMBERS: usize = 1000;

/// The lists of assets that the values of a text hold, if it is not an asset itself with which it begins.
pub(super) fn parts(
    held: &Held,
    values: &[(&str, u64)],
    formats: &Arc<Formats>,
) -> Result<Vec<Part>, Fault> {
    let lines = Lines::new(held.text(), 1);
    let table = Table::new(Arc::clone(formats), None);
    let mut finder = Finder { held, lines, table, parts: Vec::new(), left: LOOKED_INTO };
    let Some((first, _)) = values.first().filter(|(first, _)| first.starts_with('{')) else {
        return Ok(Vec::new());
    };
    if finder.is_asset(first) && !columns::are(first) {
        return Ok(Vec::new());
    }
    for &(value, _) in values {
        let before = finder.places();
        finder.look_into(value, &mut Vec::new(), value)?;
        // An object without a list among others that have one, such as a message of failure, must not go unseen.
        if finder.places() == before && before > 0 {
            finder.add(None, value, PlaceKind::Stranger, None);
        }
    }
    if finder.parts.len() > LISTS {
        return Err(Fault::TooLarge(format!("it holds more than {LISTS} lists of objects")));
    }
    // What is empty says nothing where something else is filled.
    let empty = |place: &Place| held.text()[place.range.clone()][1..].trim_start().starts_with(']');
    if finder.parts.iter().any(|part| !part.places.iter().all(empty)) {
        finder.parts.retain(|part| !part.places.iter().all(empty));
    }
    Ok(finder.parts)
}

/// An object without its lists and without what is long.
pub(super) fn shallow(text: &str) -> Option<Object<'_>> {
    let short = |raw: &str| raw.len() <= SHORT && !raw.starts_with('[');
    let members = json::members(text, MEMBERS, short).ok()?;
    let members = members.into_iter().filter_map(|(key, raw)| {
        let value = if raw.starts_with('{') {
            Node::Object(json::object(raw, 0).ok()?)
        } else {
            json::plain(raw)?
        };
        Some((key, value))
    });
    Some(Object { line: 0, members: members.collect() })
}

struct Finder<'t> {
    held: &'t Held,
    lines: Lines<'t>,
    table: Table,
    parts: Vec<Part>,
    left: usize,
}

impl<'t> Finder<'t> {
    fn places(&self) -> usize {
        self.parts.iter().map(|part| part.places.len()).sum()
    }

    /// Whether an object tells of one asset: of itself, or in an object in it that is no list of assets.
    fn is_asset(&mut self, text: &str) -> bool {
        let Some(object) = shallow(text) else { return false };
        let plain = object.members.iter().filter(|(_, value)| value.is_plain()).cloned();
        let plain = Object { line: 0, members: plain.collect() };
        self.table.is_asset(&plain) || self.table.is_asset(&object) && !self.holds_keyed(text, 0)
    }

    /// Whether a list of assets by key stands in an object.
    fn holds_keyed(&mut self, text: &str, depth: usize) -> bool {
        let inner = json::members(text, MEMBERS, |raw| raw.starts_with('{'));
        let mut inner = inner.unwrap_or_default().into_iter();
        depth < DEPTH
            && inner.any(|(_, raw)| self.is_keyed(raw) || self.holds_keyed(raw, depth + 1))
    }

    /// Looks for lists in a value that stands under a path in the object `outer`.
    fn look_into(
        &mut self,
        value: &'t str,
        path: &mut Vec<String>,
        outer: &'t str,
    ) -> Result<(), Fault> {
        if let Some(items) = value.strip_prefix('[') {
            if items.trim_start().starts_with(['{', ']']) {
                self.add(Some(path.join(".")), value, PlaceKind::List, Some(outer));
            }
            return Ok(());
        }
        if !value.starts_with('{') || path.len() > DEPTH {
            return Ok(());
        }
        let whole = if columns::are(value) {
            Some(PlaceKind::Columns)
        } else {
            self.is_keyed(value).then_some(PlaceKind::Keyed)
        };
        if let Some(kind) = whole {
            self.add(Some(path.join(".")), value, kind, Some(outer));
            return Ok(());
        }
        let inner = json::members(value, self.left, |raw| raw.starts_with(['{', '[']));
        let inner = inner.map_err(|stop| match stop {
            Stop::Syntax(error) => held::fault(&error),
            Stop::TooMany => {
                Fault::TooLarge(format!("it holds more than {LOOKED_INTO} lists and objects"))
            }
        })?;
        self.left -= inner.len();
        for (key, raw) in inner {
            path.push(key.into_owned());
            self.look_into(raw, path, value)?;
            path.pop();
        }
        Ok(())
    }

    /// Whether an object is a list of assets by key.
    fn is_keyed(&mut self, text: &str) -> bool {
        let (mut count, mut all) = (0, true);
        let read = json::each_member(text, |_, raw| {
            count += 1;
            all = raw.starts_with('{') && self.is_entry(raw);
            all && count < LOOKED_AT
        });
        read.is_ok() && all && count >= KEYED
    }

    /// Whether an object in a list by key is an asset. One that holds objects alone may be a list by key itself.
    fn is_entry(&mut self, text: &str) -> bool {
        shallow(text).is_some_and(|object| {
            let plain = object.members.iter().any(|(_, value)| value.is_plain());
            plain && self.table.is_asset(&object)
        })
    }

    /// Adds a place under a name, or to the first part.
    fn add(&mut self, name: Option<String>, value: &'t str, kind: PlaceKind, outer: Option<&str>) {
        let outer = outer.map(|outer| self.held.range(outer));
        let (range, line) = (self.held.range(value), self.lines.of(value));
        let place = Place { range, line, kind, outer };
        let name = name.filter(|name| !name.is_empty());
        let known = match &name {
            Some(_) => self.parts.iter_mut().find(|part| part.name == name),
            None => self.parts.first_mut(),
        };
        match known {
            Some(part) => part.places.push(place),
            None => self.parts.push(Part { name, places: vec![place] }),
        }
    }
}
