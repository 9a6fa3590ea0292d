//! From the objects of a document to its rows: one object is one row, or holds further rows.

use std::{borrow::Cow, sync::Arc};

use super::{
    enclosing::{self, Enclosure},
    groups::Holds,
    inherited::{Defaults, Inherited},
    item::{Item, TEXT},
    lists::Pair,
    matrix,
    node::{Node, Object},
    searched_texts,
    table::Table,
};
use crate::{
    intake::{
        formats::{Absent, Nested, RowsAt},
        remembered::Remembered,
    },
    tables::Broken,
};

/// The header of the keys of a list by key.
pub(super) const ENTRY: &str = "(entry)";
/// The headers of a text that names an asset, and of several texts that tell of one.
const NAMED: &str = "model";
const TOLD: &str = "description";

/// Takes items, and says whether it wants more.
pub(super) type Sink<'s> = &'s mut dyn FnMut(Item) -> bool;

/// Makes rows of objects, and hands them on.
pub(super) struct Writer<'s> {
    table: Table,
    /// Where the described document has rows inside rows.
    nested: Option<Nested>,
    /// The key of the list in which the objects stand.
    list: Option<String>,
    /// What the objects around the place say at which the rows stand.
    inherited: Option<Arc<Inherited>>,
    /// Keys whose lists were found to hold rows. A group without rows under a key for which there was no room is no asset, and is said to be
    /// none.
    groups: Remembered<()>,
    /// The header of rows that are lists, and whether it can still come.
    header: Option<Vec<String>>,
    begun: bool,
    /// The first row is a list and no header: what such rows say is searched.
    headless: bool,
    sink: Sink<'s>,
    /// Nobody wants more.
    done: bool,
}

/// An object around rows.
struct Around<'a, 't> {
    object: Option<&'a Object<'t>>,
    /// In which list it stands.
    place: Enclosure<'a>,
    /// What else it holds, until a row has taken it.
    rest: Vec<(&'a str, &'a Node<'t>)>,
    defaults: Defaults,
}

impl<'s> Writer<'s> {
    pub(super) fn new(table: Table, sink: Sink<'s>) -> Self {
        let (nested, list, groups) = (None, None, Remembered::default());
        Self {
            table,
            nested,
            list,
            inherited: None,
            groups,
            header: None,
            begun: false,
            headless: false,
            sink,
            done: false,
        }
    }

    /// Says where a described document has rows inside rows.
    pub(super) fn nest(&mut self, nested: Option<Nested>) {
        self.nested = nested;
    }

    /// Says under which key the list stands whose objects come next.
    pub(super) fn enter(&mut self, list: Option<String>) {
        self.list = list;
    }

    /// Says what the rows that come next take over.
    pub(super) fn inherit(&mut self, inherited: Option<Arc<Inherited>>) {
        self.inherited = inherited;
    }

    /// Whether what stands under a key is no asset and speaks for all beside it.
    pub(super) fn speaks_for_all(&self, key: &str) -> bool {
        self.table.speaks_for_all(key)
    }

    /// Whether nobody wants more.
    pub(super) fn is_done(&self) -> bool {
        self.done
    }

    /// Hands on something that cannot be read.
    pub(super) fn broken(&mut self, line: u64, why: Broken) {
        self.hand_on(Item::Broken { line, why });
    }

    /// An object that is a row, or a group of rows.
    pub(super) fn object(&mut self, object: &Object<'_>) {
        let list = self.list.take();
        self.within(object, list.as_deref(), &mut Vec::new());
        self.list = list;
    }

    /// A value that should be an object, or a row under the header with which a list of lists begins.
    pub(super) fn value(&mut self, value: Node<'_>, line: u64) {
        let begun = std::mem::replace(&mut self.begun, true);
        match (value, &self.header) {
            (Node::Object(object), _) => self.object(&object),
            (Node::List(page), _) if !page.is_empty() && page.iter().all(Node::is_object) => {
                self.page(&page, line);
            }
            (Node::List(cells), Some(header)) => {
                let row = matrix::row(header, cells, line);
                self.object(&row);
            }
            (Node::List(cells), None) if !begun => {
                self.header = matrix::names(&cells, &self.table.formats);
                self.headless = self.header.is_none() && matrix::is_row(&cells);
                match (&self.header, self.headless) {
                    (Some(_), _) => {}
                    (None, true) => self.cells(cells, line),
                    (None, false) => self.broken(line, Broken::NoObject { found: "a list" }),
                }
            }
            (Node::List(cells), None) if self.headless => self.cells(cells, line),
            (other, _) => self.broken(line, Broken::NoObject { found: other.found() }),
        }
    }

    /// A page of a list: each object in it is one of the list, unless they say what stands under a name.
    pub(super) fn page(&mut self, page: &[Node<'_>], line: u64) {
        if Pair::all(page, &self.table.formats).is_some_and(|pairs| !pairs.is_empty()) {
            return self.broken(line, Broken::NoObject { found: "a list" });
        }
        page.iter().filter_map(Node::object).for_each(|object| self.object(object));
    }

    /// A row without a header: a line to be searched.
    fn cells(&mut self, cells: Vec<Node<'_>>, line: u64) {
        let mut texts = Vec::new();
        searched_texts::texts("", &Node::List(cells), line, &self.table.formats, &mut texts);
        let texts: Vec<_> = texts.into_iter().map(|(_, text)| text).collect();
        if !texts.is_empty() {
            self.table.put_member(TEXT, &Node::Text(texts.join("; ").into()));
            self.end_row(line);
        }
    }

    /// The names of columns that a list holds, if it does.
    pub(super) fn names(&self, list: &[Node<'_>]) -> Option<Vec<String>> {
        matrix::names(list, &self.table.formats)
    }

    /// Says under which header lists are rows that come next; without one the first of them may be it.
    pub(super) fn under(&mut self, header: Option<Vec<String>>) {
        self.begun = header.is_some();
        self.headless = false;
        self.header = header;
    }

    /// An object that stands where others hold lists of rows.
    pub(super) fn stranger(&mut self, object: &Object<'_>) {
        if self.table.may_be_asset(object) {
            self.object(object);
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
        if self.done {
            return;
        }
        let held = self.table.held_in(object);
        if held.is_empty() {
            let attached = self.table.attached(object);
            self.row(object, &attached, around);
            return self.attached(object, attached, around);
        }
        let place = list.map_or(Enclosure::Nameless, Enclosure::In);
        let rest = enclosing::rest(object, &held);
        let defaults = self.table.defaults_of(object);
        around.push(Around { object: Some(object), place, rest, defaults });
        self.held(object, held, around);
    }

    /// The assets attached to one that is a row itself.
    fn attached<'a, 't>(
        &mut self,
        object: &'a Object<'t>,
        attached: Vec<(usize, Holds)>,
        around: &mut Vec<Around<'a, 't>>,
    ) {
        if !attached.is_empty() {
            let (place, rest, defaults) = (Enclosure::Asset, Vec::new(), Defaults::default());
            around.push(Around { object: Some(object), place, rest, defaults });
            self.held(object, attached, around);
        }
    }

    /// The assets in members of an object, which is the last around them.
    fn held<'a, 't>(
        &mut self,
        object: &'a Object<'t>,
        held: Vec<(usize, Holds)>,
        around: &mut Vec<Around<'a, 't>>,
    ) {
        for (at, holds) in held {
            let (key, value) = &object.members[at];
            match value {
                Node::List(list) if holds == Holds::List => {
                    self.groups.get_or(key, || ());
                    self.list(list, object.line, key, around);
                }
                Node::Object(inner) if holds == Holds::One => self.within(inner, Some(key), around),
                Node::Object(entries) => self.entries(entries, object.line, around),
                Node::List(list) => {
                    for node in list {
                        self.text(None, node, object.line, around);
                    }
                }
                Node::Nothing | Node::Text(_) => {}
            }
        }
        around.pop();
    }

    /// An object that is a row, without the assets attached to it, which are rows of their own.
    fn row(
        &mut self,
        object: &Object<'_>,
        attached: &[(usize, Holds)],
        around: &mut [Around<'_, '_>],
    ) {
        let stranger = around.is_empty() && self.inherited.is_none() && !self.groups.is_empty();
        if self.is_empty_group(object) {
            return self.hand_on(Item::Absent { line: object.line });
        }
        if stranger && !self.table.may_be_asset(object) {
            return self.broken(object.line, Broken::NoAssets);
        }
        for (at, (key, value)) in object.members.iter().enumerate() {
            if !attached.iter().any(|(attached, _)| *attached == at) {
                self.table.put_member(key, value);
            }
        }
        for outer in around.iter_mut().rev() {
            self.table.put_defaults(&outer.defaults);
            if let Some(object) = outer.object {
                self.table.put_around(object, outer.place);
            }
            for (key, value) in outer.rest.drain(..) {
                self.table.put_rest(key, value);
            }
        }
        if let Some(inherited) = &self.inherited {
            self.table.put_inherited(inherited);
        }
        self.end_row(object.line);
    }

    /// The items of a list of assets that stands under a key.
    fn list<'a, 't>(
        &mut self,
        list: &'a [Node<'t>],
        line: u64,
        key: &'a str,
        around: &mut Vec<Around<'a, 't>>,
    ) {
        for node in list {
            match node {
                Node::Object(inner) => self.within(inner, Some(key), around),
                Node::Nothing => {}
                other => self.broken(line, Broken::NoObject { found: other.found() }),
            }
        }
    }

    /// Assets that stand under keys of their own.
    fn entries<'a, 't>(
        &mut self,
        entries: &'a Object<'t>,
        line: u64,
        around: &mut Vec<Around<'a, 't>>,
    ) {
        let defaults = self.table.defaults_of(entries);
        let (place, rest) = (Enclosure::Nameless, Vec::new());
        around.push(Around { object: None, place, rest, defaults });
        for (entry, value) in &entries.members {
            if !(value.is_object() && self.speaks_for_all(entry)) {
                self.entry(entry, value, line, around);
            }
        }
        around.pop();
    }

    /// An asset that stands under a key of its own.
    fn entry<'a, 't>(
        &mut self,
        entry: &str,
        value: &'a Node<'t>,
        line: u64,
        around: &mut Vec<Around<'a, 't>>,
    ) {
        match value {
            Node::Object(inner) => {
                let attached = self.table.attached(inner);
                let mut named = inner.clone();
                named.members.insert(0, (ENTRY.into(), Node::Text(entry.into())));
                let behind: Vec<_> = attached.iter().map(|&(at, holds)| (at + 1, holds)).collect();
                self.row(&named, &behind, around);
                self.attached(inner, attached, around);
            }
            other => self.text(Some(entry), other, line, around),
        }
    }

    /// A text, or a list of texts, that names an asset.
    fn text(
        &mut self,
        entry: Option<&str>,
        value: &Node<'_>,
        line: u64,
        around: &mut [Around<'_, '_>],
    ) {
        let mut words = Vec::new();
        said(value, &mut words);
        let secret = entry.is_some_and(|entry| self.table.formats.headers.names_secret(entry));
        if words.is_empty() || secret || self.done {
            return;
        }
        let entry = entry.map(|entry| (ENTRY.into(), Node::Text(entry.into())));
        let header = if words.len() == 1 { NAMED } else { TOLD };
        let text = (header.into(), Node::Text(words.join(" ").into()));
        let members = entry.into_iter().chain([text]).collect();
        self.row(&Object { line, members }, &[], around);
    }

    /// A value that should name an asset, in a list of such or under a key of its own.
    pub(super) fn named(&mut self, entry: Option<&str>, value: &Node<'_>, line: u64) {
        match (entry, value) {
            (None, Node::Object(object)) => self.row(object, &[], &mut []),
            (Some(entry), value) => self.entry(entry, value, line, &mut Vec::new()),
            (None, value) => self.text(None, value, line, &mut []),
        }
    }

    /// A value of which nobody knows what it is: each text in it is a line, and what one object says beside its lists and
    /// objects is one.
    pub(super) fn loose(&mut self, value: &Node<'_>, line: u64) {
        let (mut texts, key) = (Vec::new(), self.list.clone().unwrap_or_default());
        searched_texts::texts(&key, value, line, &self.table.formats, &mut texts);
        for (line, text) in texts {
            if !self.done {
                self.table.put_member(TEXT, &Node::Text(text.into()));
                self.end_row(line);
            }
        }
    }

    /// Whether an object is a group like others before it, only without rows, and with nothing that may tell of an asset.
    fn is_empty_group(&mut self, object: &Object<'_>) -> bool {
        let empty = |value: &Node<'_>| match value {
            Node::List(list) => list.is_empty(),
            other => *other == Node::Nothing,
        };
        let list = |(key, value): &(Cow<'_, str>, Node<'_>)| empty(value) && self.groups.has(key);
        object.members.iter().any(list)
            && !self.table.may_be_asset(object)
            && !self.table.has_remark(object)
    }

    /// An object of a described document: its row, and those inside it.
    pub(super) fn described(&mut self, object: &Object<'_>, rows: &RowsAt) {
        if rows.absent.as_ref().is_some_and(|absent| says_so(object, absent)) {
            return self.hand_on(Item::Absent { line: object.line });
        }
        let Some(key) = &rows.of else { return self.part(object, &[], None) };
        if let Some(Node::Object(row)) = object.get(key) {
            let inherited = object.members.iter();
            let inherited = inherited.filter(|(key, _)| rows.with.iter().any(|with| with == key));
            let inherited: Vec<_> = inherited.map(|(key, value)| (key.as_ref(), value)).collect();
            self.part(row, &inherited, None);
        }
    }

    fn part(&mut self, object: &Object<'_>, inherited: &[(&str, &Node<'_>)], of: Option<&str>) {
        let nested = self.nested.clone();
        let inner = nested.as_ref().map(|nested| nested.at.as_str());
        if self.done {
            return;
        }
        self.table.put(object, inner);
        for (key, value) in inherited {
            self.table.put_member(key, value);
        }
        let Some(nested) = nested else { return self.end_row(object.line) };
        if let Some(of) = of {
            self.table.put_member(&nested.part_of, &Node::Text(of.into()));
        }
        self.end_row(object.line);
        let own = object.get(&nested.named_by).and_then(Node::text).or(of);
        match object.get(&nested.at) {
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
    let Some((last, before)) = absent.at.split_last() else { return false };
    let inside = before.iter().try_fold(object, |object, key| match object.get(key) {
        Some(Node::Object(inner)) => Some(inner),
        _ => None,
    });
    let text = inside.and_then(|object| object.get(last)).and_then(Node::text);
    text.is_some_and(|text| absent.words.iter().any(|word| word == text.trim()))
}

/// The texts that a value holds, in their order.
fn said<'n>(value: &'n Node<'_>, words: &mut Vec<&'n str>) {
    match value {
        Node::Text(text) => words.extend(Some(text.trim()).filter(|text| !text.is_empty())),
        Node::List(list) => list.iter().for_each(|node| said(node, words)),
        // What is written under keys may be a secret, and a list of texts has none.
        Node::Nothing | Node::Object(_) => {}
    }
}
