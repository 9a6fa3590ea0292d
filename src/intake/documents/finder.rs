//! Which lists in a held JSON text may be inventories: lists of objects on its first levels, also those that have their
//! objects under keys, single assets beside them, and texts under keys of assets. What else could tell of assets and is not read is
//! named.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    columns, groups,
    held::{self, Held, PlaceKind, RowGroup, RowsPlace},
    inherited::Inherited,
    json::{self, Lines, Stop},
    matrix,
    meaning::Meaning,
    node::{Node, Object},
    shallow::{MEMBERS, SHORT, shallow},
    table::Table,
};
use crate::intake::formats::Formats;
use crate::tables::{Fault, ReadErrorKind};

/// The most lists and objects that are looked into, and down to which level.
const LOOKED_INTO: usize = 10_000;
const DEPTH: usize = 8;
/// The most lists that may be inventories.
const LISTS: usize = 1000;
/// The fewest objects that are a list by key, whose first `LOOKED_AT` are assets.
const KEYED: usize = 2;
const LOOKED_AT: usize = 20;

/// What the values of a text hold.
#[derive(Default)]
pub(super) struct DocumentParts {
    pub(super) parts: Vec<RowGroup>,
    /// What stands beside these and may tell of assets, under the keys that lead to it.
    pub(super) unread: Vec<RowGroup>,
}

/// The lists of assets that the values of a text hold, if it is not an asset itself with which it begins.
pub(super) fn parts(
    held: &Held,
    values: &[(&str, u64)],
    formats: &Arc<Formats>,
) -> Result<DocumentParts, Fault> {
    let lines = Lines::new(held.text(), 1);
    let table = Table::new(Arc::clone(formats), None);
    let (found, loose) = (DocumentParts::default(), Vec::new());
    let mut finder = Finder { held, lines, table, found, loose, left: LOOKED_INTO };
    let Some((first, _)) = values.first().filter(|(first, _)| first.starts_with('{')) else {
        return Ok(DocumentParts::default());
    };
    if !finder.are_columns(first) && finder.is_asset(first) {
        return Ok(DocumentParts::default());
    }
    let outermost = Arc::default();
    for &(value, _) in values {
        let before = finder.places();
        finder.look_into(value, &mut Vec::new(), &outermost)?;
        // An object without a list among others that have one, such as a message of failure, must not go unseen.
        if finder.places() == before && before > 0 {
            finder.add(&[], value, PlaceKind::Stranger, None);
        }
    }
    if let ([(value, _)], true) = (values, finder.found.parts.is_empty())
        && finder.are_named_alike(value)
    {
        finder.add(&[], value, PlaceKind::Keyed, None);
    }
    if finder.found.parts.is_empty() {
        for &(value, _) in values {
            finder.name_entries(value, &mut Vec::new());
        }
    }
    let (mut parts, unread) = (finder.found.parts, named(held, finder.loose));
    if parts.len() > LISTS {
        return Err(ReadErrorKind::LargeDocument(format!(
            "it holds more than {LISTS} lists of objects"
        ))
        .into());
    }
    // What is empty says nothing where something else is filled.
    let empty =
        |place: &RowsPlace| held.text()[place.range.clone()][1..].trim_start().starts_with(']');
    if parts.iter().any(|part| !part.places.iter().all(empty)) {
        parts.retain(|part| !part.places.iter().all(empty));
    }
    Ok(DocumentParts { parts, unread })
}

/// Values in parts by their names. Of several pages each may have some under the same name.
fn named(held: &Held, mut loose: Vec<(String, RowsPlace)>) -> Vec<RowGroup> {
    loose.sort_by_key(|(_, place)| place.range.start);
    let mut lines = Lines::new(held.text(), 1);
    let (mut parts, mut known) = (Vec::<RowGroup>::new(), HashMap::new());
    for (name, mut place) in loose {
        place.line = lines.of(&held.text()[place.range.clone()]);
        let next = parts.len().min(LISTS - 1);
        let at = *known.entry(name.clone()).or_insert(next);
        match parts.get_mut(at) {
            Some(part) => part.places.push(place),
            None => parts.push(RowGroup { name: Some(name), places: vec![place] }),
        }
    }
    parts
}

struct Finder<'t> {
    held: &'t Held,
    lines: Lines<'t>,
    table: Table,
    found: DocumentParts,
    /// What is searched only, under the keys that lead to it.
    loose: Vec<(String, RowsPlace)>,
    left: usize,
}

impl<'t> Finder<'t> {
    fn places(&self) -> usize {
        self.found.parts.iter().map(|part| part.places.len()).sum()
    }

    /// Whether an object tells of one asset: of itself, or in an object in it that is no list of assets.
    fn is_asset(&mut self, text: &str) -> bool {
        let Some(object) = shallow(text) else { return false };
        let plain = object.members.iter().filter(|(_, value)| value.is_plain()).cloned();
        let plain = Object { line: 0, members: plain.collect() };
        self.table.is_asset(&plain)
            || self.table.is_asset(&object)
                && self.table.by_key(text).is_none()
                && !self.is_group(text, 0, None)
    }

    /// Whether several assets stand in an object: a list of them by key, or what its keys say that they are.
    fn is_group(&mut self, text: &str, depth: usize, outer: Option<Arc<Inherited>>) -> bool {
        let around = Arc::new(self.table.inherited(text, outer));
        let inner = json::members(text, MEMBERS, |raw| raw.starts_with(['{', '[']));
        let inner = inner.unwrap_or_default();
        let mut named = 0;
        for (key, raw) in &inner {
            let says = !raw[1..].trim_start().starts_with([']', '}']);
            if says && self.table.names_assets(key) {
                named += 1;
                let is_list = raw.starts_with('{') && self.are_named_entries(raw, &around);
                if named > 1
                    || is_list
                    || raw.starts_with('[')
                        && matrix::first(raw).is_some_and(|first| self.is_entry(first))
                {
                    return true;
                }
            }
        }
        let mut objects = inner.into_iter().filter(|(_, raw)| raw.starts_with('{'));
        let lead = objects.clone().filter(|(_, raw)| self.leads_to_company(raw, depth)).count();
        lead > 1
            || depth < DEPTH
                && objects.any(|(_, raw)| {
                    self.is_keyed(raw) || self.is_group(raw, depth + 1, Some(Arc::clone(&around)))
                })
    }

    /// Whether an object says nothing itself, and one in it names who made a thing: where several do, none is a part of one asset.
    fn leads_to_company(&mut self, text: &str, depth: usize) -> bool {
        let holds_objects = json::passing(text, MEMBERS, |_, raw| raw.starts_with('{')).is_some();
        let inner = json::members(text, MEMBERS, |raw| raw.starts_with('{')).unwrap_or_default();
        holds_objects
            && depth < DEPTH
            && inner
                .iter()
                .any(|(_, raw)| self.names_company(raw) || self.leads_to_company(raw, depth + 1))
    }

    /// Looks for lists in a value that stands under a path; `around` is what the objects around it say of assets in it.
    fn look_into(
        &mut self,
        value: &'t str,
        path: &mut Vec<String>,
        around: &Arc<Inherited>,
    ) -> Result<(), Fault> {
        let kind = self.kind(value, path, around);
        let among = kind == Some(PlaceKind::KeyedAmong);
        if let Some(kind) = kind {
            let outer = || Some(Arc::clone(around));
            let inherited = match kind {
                PlaceKind::Keyed => Arc::new(self.table.inherited_by_entries(value, outer())),
                PlaceKind::KeyedAmong => Arc::new(self.table.inherited_among(value, outer())),
                _ => Arc::clone(around),
            };
            self.add(path, value, kind, Some(inherited));
            if !among {
                return Ok(());
            }
        }
        if !value.starts_with('{') || path.len() > DEPTH {
            if says_anything(value) {
                let keys: Vec<_> = path.iter().map(String::as_str).collect();
                self.add_unread(&keys, value);
            }
            return Ok(());
        }
        let before = self.met();
        let around = Arc::new(self.table.inherited(value, Some(Arc::clone(around))));
        let table = matrix::header_and_rows(value, &self.table.formats);
        if let Some((header, rows)) = table {
            let header = Some(self.held.range(header));
            self.add(path, rows, PlaceKind::Matrix, Some(Arc::clone(&around))).header = header;
        }
        let inner = json::members(value, self.left, |raw| raw.starts_with(['{', '[']));
        let inner = inner.map_err(|stop| match stop {
            Stop::Syntax(error) => held::fault(&error),
            Stop::TooMany => {
                let what = format!("it holds more than {LOOKED_INTO} lists and objects");
                ReadErrorKind::LargeDocument(what).into()
            }
        })?;
        self.left -= inner.len();
        self.name_remarks(value, path);
        for (key, raw) in inner {
            let is_read = |list: &str| std::ptr::eq(list, raw);
            if table.is_some_and(|(header, rows)| is_read(header) || is_read(rows))
                || among && raw.starts_with('{')
            {
                continue;
            }
            path.push(key.into_owned());
            self.look_into(raw, path, &around)?;
            path.pop();
        }
        // What names who made or sold a thing, and holds no other, may be one that is told of in no other way.
        let speaks_for_itself =
            !path.is_empty() && !path.iter().any(|key| self.table.speaks_for_all(key));
        if self.met() == before && speaks_for_itself && self.names_company(value) {
            let keys: Vec<_> = path.iter().map(String::as_str).collect();
            self.add_unread(&keys, value);
        }
        Ok(())
    }

    /// How much was found so far, to be read or to be searched.
    fn met(&self) -> usize {
        self.places() + self.loose.len()
    }

    /// Whether an object names who made a thing, or a company that may have.
    fn names_company(&mut self, text: &str) -> bool {
        shallow(text).is_some_and(|object| {
            self.table.has(&object, |meaning| meaning == Meaning::Maker)
                || self.table.has_vendor(&object)
        })
    }

    /// How assets stand in a value under a path; `None` where it is none in which they do.
    fn kind(&mut self, value: &str, path: &[String], around: &Inherited) -> Option<PlaceKind> {
        let named = path.last().is_some_and(|key| self.table.names_assets(key));
        if let Some(items) = value.strip_prefix('[').map(str::trim_start) {
            let formats = &self.table.formats;
            let is_table = || {
                let first =
                    matrix::first(value).and_then(|first| matrix::header_of(first, formats));
                items.starts_with('[') && first.is_some()
            };
            // Pages of a list are lists of its objects.
            let is_page =
                || matrix::first(value).is_some_and(|page| page[1..].trim_start().starts_with('{'));
            return if items.starts_with(['{', ']']) || items.starts_with('[') && is_page() {
                Some(PlaceKind::List)
            } else if is_table() {
                Some(PlaceKind::Matrix)
            } else {
                (named && says_anything(value)).then_some(PlaceKind::Texts)
            };
        }
        if !value.starts_with('{') || path.len() > DEPTH {
            return None;
        }
        if self.are_columns(value) {
            Some(PlaceKind::Columns)
        } else if self.is_keyed(value) || named && self.are_named_entries(value, around) {
            Some(PlaceKind::Keyed)
        } else if let Some(kind) = self.table.by_key(value).filter(|_| path.is_empty()) {
            Some(kind)
        } else if (named || self.states_goods(value, path)) && self.is_entry(value) {
            Some(PlaceKind::One)
        } else {
            (named && are_texts(value)).then_some(PlaceKind::Texts)
        }
    }

    /// Whether an object is a table that is written column by column.
    fn are_columns(&mut self, text: &str) -> bool {
        let first = || columns::first_row(text);
        columns::are(text) || first().is_some_and(|row| self.table.is_asset(&row))
    }

    /// Names the texts of an object around assets that may tell of others.
    fn name_remarks(&mut self, object: &'t str, path: &[String]) {
        let texts = json::members(object, MEMBERS, |raw| raw.starts_with('"'));
        for (key, raw) in texts.unwrap_or_default() {
            let Some(Node::Text(text)) = json::plain(raw) else { continue };
            let length = self.table.enter(&key);
            let asset = self.table.names_assets(&key);
            if (asset || groups::is_remark(&text) || may_name_model(&text))
                && self.table.may_remark()
            {
                let keys = path.iter().map(String::as_str).chain([key.as_ref()]);
                self.add_unread(&keys.collect::<Vec<_>>(), raw);
            }
            self.table.path.truncate(length);
        }
    }

    /// Names the texts under the keys of an object that are no facts of one thing: such keys may name somebody themselves.
    fn name_entries(&mut self, object: &'t str, path: &mut Vec<String>) {
        let Some(all) = shallow(object).filter(|_| path.len() <= DEPTH) else { return };
        // What states facts tells of one thing, whatever else it lists: a package of a program has a name.
        if self.table.has(&all, Meaning::is_fact) {
            return;
        }
        let inner = json::members(object, MEMBERS, |raw| raw.starts_with(['"', '{']));
        let inner = inner.unwrap_or_default();
        // One alone is told by the key above it as well as by its own.
        if let ([(_, raw)], false) = (inner.as_slice(), path.is_empty())
            && raw.starts_with('"')
        {
            let keys: Vec<_> = path.iter().map(String::as_str).collect();
            return self.add_unread(&keys, object);
        }
        for (key, raw) in inner {
            if raw.starts_with('{') {
                path.push(key.into_owned());
                self.name_entries(raw, path);
                path.pop();
            } else if !self.loose.iter().any(|(_, place)| place.range == self.held.range(raw)) {
                let keys = path.iter().map(String::as_str).chain([key.as_ref()]);
                self.add_unread(&keys.collect::<Vec<_>>(), raw);
            }
        }
    }

    /// Adds a value that is searched only, unless its keys name a secret, and it is a text that names no goods.
    fn add_unread(&mut self, keys: &[&str], value: &'t str) {
        let formats = &self.table.formats;
        let is_secret = || keys.iter().any(|key| formats.headers.names_secret(key));
        let names_goods = |value| match json::plain(value) {
            Some(Node::Text(text)) => formats.names_goods(&text),
            _ => false,
        };
        if names_goods(value) || !is_secret() {
            let place = RowsPlace::alone(self.held.range(value), 0, PlaceKind::Loose);
            self.loose.push((keys.join("."), place));
        }
    }

    /// Whether an object is a list of assets by key.
    fn is_keyed(&mut self, text: &str) -> bool {
        let (mut count, mut all) = (0, true);
        let read = json::each_member(text, |key, raw| {
            if raw.starts_with('{') && self.table.speaks_for_all(&key) {
                return true;
            }
            count += 1;
            all = raw.starts_with('{') && self.is_entry(raw);
            all && count < LOOKED_AT
        });
        read.is_ok() && all && count >= KEYED
    }

    /// Whether an object whose name says that assets stand in it lists them by key: also one alone, and those of which no
    /// more than the key is said, or nothing that tells them but what they take over.
    fn are_named_entries(&mut self, text: &str, around: &Inherited) -> bool {
        let (mut count, mut all, mut bare) = (0, true, false);
        let own = self.table.inherited_by_entries(text, None);
        let is_told = around.names_maker || own.names_maker;
        let read = json::each_member(text, |key, raw| {
            if raw.starts_with('{') && self.table.speaks_for_all(&key) {
                return true;
            }
            count += 1;
            bare |= raw == "null";
            all = raw == "null"
                || raw.starts_with('{')
                    && (self.is_entry(raw) || (is_told || bare) && holds_plain(raw));
            all && count < LOOKED_AT
        });
        read.is_ok() && all && count > 0 || self.are_named_alike(text)
    }

    /// Whether an object holds nothing but objects of plain values, of which one names a maker or two have a key in common.
    fn are_named_alike(&mut self, text: &str) -> bool {
        let objects = json::passing(text, usize::MAX, |_, raw| raw.starts_with('{'));
        let Some(object) = objects.and_then(|_| shallow(text)) else { return false };
        let (mut seen, mut alike) = (HashSet::new(), false);
        for (key, value) in &object.members {
            match value {
                Node::Object(inner) if inner.members.iter().all(|(_, value)| value.is_plain()) => {
                    alike |= !self.table.speaks_for_all(key)
                        && (self.table.may_be_asset(inner)
                            || self.table.has_vendor(inner)
                            || inner.members.iter().any(|(own, _)| !seen.insert(own.as_ref())));
                }
                _ => return false,
            }
        }
        alike
    }

    /// Whether an object in a list by key is an asset. One that holds objects alone may be a list by key itself.
    fn is_entry(&mut self, text: &str) -> bool {
        shallow(text).is_some_and(|object| {
            let plain = object.members.iter().any(|(_, value)| value.is_plain());
            plain && self.table.is_asset(&object)
        })
    }

    /// Whether an object states who made or sold a thing and which model it is, which tells of goods whatever the key is, unless it speaks
    /// for others.
    fn states_goods(&mut self, text: &str, path: &[String]) -> bool {
        let is_own = path.last().is_some_and(|key| !self.table.speaks_for_all(key));
        is_own
            && shallow(text).is_some_and(|object| {
                (self.table.has(&object, |meaning| meaning == Meaning::Maker)
                    || self.table.has_vendor(&object))
                    && self.table.has(&object, |meaning| meaning == Meaning::Model)
            })
    }

    /// Adds a place under the name that a path is, or to the first part.
    fn add(
        &mut self,
        path: &[String],
        value: &'t str,
        kind: PlaceKind,
        inherited: Option<Arc<Inherited>>,
    ) -> &mut RowsPlace {
        let (range, line) = (self.held.range(value), self.lines.of(value));
        let place = RowsPlace { range, line, kind, inherited, header: None };
        let name = (!path.is_empty()).then(|| path.join("."));
        let parts = &mut self.found.parts;
        let known = match &name {
            Some(_) => parts.iter().position(|part| part.name == name),
            None => (!parts.is_empty()).then_some(0),
        };
        let at = known.unwrap_or_else(|| {
            parts.push(RowGroup { name, places: Vec::new() });
            parts.len() - 1
        });
        let places = &mut parts[at].places;
        places.push(place);
        let last = places.len() - 1;
        &mut places[last]
    }
}

/// Whether what may be a model number stands behind a word, as it does behind its maker.
fn may_name_model(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_word = |word: &str| word.chars().any(char::is_alphabetic);
    let is_model = |word: &str| is_word(word) && word.bytes().any(|sign| sign.is_ascii_digit());
    words.next().is_some_and(is_word) && words.any(is_model)
}

/// Whether an object holds plain values alone, and a text among them.
fn are_texts(object: &str) -> bool {
    let mut says = false;
    let plain = json::passing(object, usize::MAX, |_, raw| {
        says |= raw.starts_with('"');
        !raw.starts_with(['{', '['])
    });
    plain.is_some() && says
}

/// Whether an object holds neither lists of objects nor objects.
fn holds_plain(object: &str) -> bool {
    shallow(object).is_some_and(|object| object.members.iter().all(|(_, value)| value.is_plain()))
}

/// Whether words stand in a value, rather than numbers and addresses alone. What is long surely says something.
fn says_anything(value: &str) -> bool {
    fn says(node: &Node<'_>) -> bool {
        match node {
            Node::Nothing => false,
            Node::Text(text) => {
                let word = text.chars().any(char::is_alphabetic);
                word && !text.contains("://") && !matches!(&**text, "true" | "false")
            }
            Node::List(list) => list.iter().any(says),
            Node::Object(object) => object.members.iter().any(|(_, value)| says(value)),
        }
    }
    let value = value.trim();
    value.len() > SHORT || json::value(value, 0).is_ok_and(|node| says(&node))
}
