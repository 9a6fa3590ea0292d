//! The columns of a document, as its objects bring them up, and the rows under them.
//!
//! Values inside others stand under dotted names, and lists of plain values are joined. What becomes of other lists, `lists`
//! says; what names mean to the table, `meaning`.

use std::{collections::HashMap, sync::Arc};

use super::{
    item::Item,
    meaning::Meaning,
    node::{Node, Object},
};
use crate::{
    Field,
    intake::{
        formats::{ExportId, Formats},
        remembered::Remembered,
    },
    strings::start_of,
};

/// The most columns; what has none of its own stands in the last as text.
const COLUMNS: usize = 2048;
/// The longest header, and the longest part of one, in bytes.
const HEADER: usize = 512;
pub(super) const KEY: usize = 256;
/// The header of what has no column of its own.
pub(super) const MORE: &str = "(more)";
/// A cell that was longer gives its memory back.
const KEPT: usize = 16 << 10;

/// The columns known so far, and the current row.
#[derive(Default)]
pub(super) struct Table {
    pub(super) formats: Arc<Formats>,
    pub(super) export: Option<ExportId>,
    columns: HashMap<String, usize>,
    pub(super) headers: Vec<String>,
    /// How many headers have been handed on.
    known: usize,
    pub(super) cells: Vec<String>,
    /// What the columns are known for.
    pub(super) fields: Vec<Option<Field>>,
    /// Columns that the current row had filled before it took anything over.
    pub(super) stated: Vec<usize>,
    /// The current row is attached to an asset that names its maker: what objects further out say of makers is said of that.
    pub(super) is_of_another: bool,
    /// The column behind the one that was filled last: most rows have their values in one order.
    next: usize,
    /// The name of the current value.
    pub(super) path: String,
    pub(super) meanings: Remembered<Meaning>,
    /// Keys, and whether assets of their own stand under them.
    pub(super) asset_lists: Remembered<bool>,
}

impl Table {
    pub(super) fn new(formats: Arc<Formats>, export: Option<ExportId>) -> Self {
        Self { formats, export, ..Self::default() }
    }

    /// Puts all members of an object but one into the current row.
    pub(super) fn put(&mut self, object: &Object<'_>, but: Option<&str>) {
        let members = object.members.iter().filter(|(key, _)| Some(key.as_ref()) != but);
        members.for_each(|(key, value)| self.put_member(key, value));
    }

    /// Puts one value into the current row.
    pub(super) fn put_member(&mut self, key: &str, value: &Node<'_>) {
        if self.is_long_secret(key) {
            return;
        }
        let length = self.enter(key);
        match value {
            Node::Nothing => self.add(""),
            Node::Text(text) => self.add(text),
            Node::List(list) => self.put_list(list),
            Node::Object(object) if object.members.is_empty() => self.add(""),
            Node::Object(object) => match self.secret_pair(object) {
                Some(pair) => self.put_pair(object, pair),
                None => self.put(object, None),
            },
        }
        self.path.truncate(length);
    }

    /// Ends the current row.
    pub(super) fn end_row(&mut self, line: u64) -> Item {
        let filled = self.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1);
        let cells = self.cells[..filled].iter().collect();
        for cell in &mut self.cells[..filled] {
            cell.clear();
            if cell.capacity() > KEPT {
                *cell = String::new();
            }
        }
        let new = self.headers[self.known..].to_vec();
        self.known = self.headers.len();
        self.next = 0;
        self.is_of_another = false;
        Item::Row { line, cells, new }
    }

    /// Appends a key to the path; gives the length to go back to.
    pub(super) fn enter(&mut self, key: &str) -> usize {
        let length = self.path.len();
        let key = start_of(key, KEY);
        if length > 0 && !key.is_empty() {
            self.path.push('.');
        }
        if key.contains(char::is_whitespace) {
            for (at, word) in key.split_whitespace().enumerate() {
                self.path.extend((at > 0).then_some(' '));
                self.path.push_str(word);
            }
        } else {
            self.path.push_str(key);
        }
        length
    }

    /// Adds a text to the cell under the path. What is there already is kept.
    pub(super) fn add(&mut self, text: &str) {
        let text = text.trim();
        let column = match self.headers.get(self.next) {
            Some(header) if *header == self.path => self.next,
            _ => match self.columns.get(self.path.as_str()) {
                Some(&column) => column,
                None if self.headers.len() + 1 < COLUMNS && self.path.len() <= HEADER => {
                    self.add_column(self.path.clone())
                }
                None => return self.add_more(text),
            },
        };
        self.next = column + 1;
        add_to(&mut self.cells[column], text);
    }

    fn add_column(&mut self, header: String) -> usize {
        let column = self.headers.len();
        self.fields.push(self.field_of(&header));
        self.headers.push(header.clone());
        self.columns.insert(header, column);
        self.cells.push(String::new());
        column
    }

    /// Adds a text to the last column of all, with the name for which there is no column.
    fn add_more(&mut self, text: &str) {
        let name = start_of(&self.path, HEADER);
        let secret = self.formats.headers.names_secret(name);
        if text.is_empty() || secret || self.meaning_here() == Meaning::Secret {
            return;
        }
        let known = self.columns.get(MORE).copied();
        let column = known.unwrap_or_else(|| self.add_column(MORE.to_owned()));
        let name = start_of(&self.path, HEADER);
        add_to(&mut self.cells[column], &format!("{name}: {text}"));
    }
}

/// Adds a text to those that a cell holds already.
fn add_to(cell: &mut String, text: &str) {
    if cell.is_empty() {
        cell.push_str(text);
    } else if !text.is_empty() && cell != text {
        cell.push_str(", ");
        cell.push_str(text);
    }
}
