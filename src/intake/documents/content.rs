//! What a held text is: a document whose shape is known, or rows in one list or several.

use std::sync::Arc;

use super::{
    finder::{self, DocumentParts},
    held::{Held, PlaceKind, RowGroup, RowsPlace, fault},
    json::{self, Lines},
};
use crate::intake::formats::{Document, Formats};
use crate::tables::Fault;

/// What a held text is.
pub(super) enum Content {
    /// A document whose shape is known.
    Described(Arc<Document>, RowGroup),
    /// Rows, in one list or several.
    Parts(DocumentParts),
}

impl Held {
    /// Finds out what the text is.
    pub(super) fn content(&self, formats: &Arc<Formats>) -> Result<Content, Fault> {
        let values = self.values()?;
        let first = values.first().map_or("", |(value, _)| *value);
        let documents = formats.documents.iter();
        if let Some(document) = documents.clone().find(|document| is_marked(first, document)) {
            let part = self.described(&values, document)?;
            return Ok(Content::Described(Arc::new(document.clone()), part));
        }
        let mut found = finder::parts(self, &values, formats)?;
        if first.starts_with('[') && are_plain(first) {
            let list = RowsPlace::alone(self.range(first), 1, PlaceKind::Loose);
            let unread = vec![RowGroup { name: None, places: vec![list] }];
            return Ok(Content::Parts(DocumentParts { parts: Vec::new(), unread }));
        }
        if found.parts.is_empty() {
            let places = values.iter().map(|&(value, line)| {
                let list = value.starts_with('[');
                let kind = if list { PlaceKind::List } else { PlaceKind::One };
                RowsPlace::alone(self.range(value), line, kind)
            });
            found.parts.push(RowGroup { name: None, places: places.collect() });
        }
        Ok(Content::Parts(found))
    }

    /// Where the rows of a described document stand.
    fn described(&self, values: &[(&str, u64)], document: &Document) -> Result<RowGroup, Fault> {
        let mut part = RowGroup { name: None, places: Vec::new() };
        for &(value, line) in values {
            let mut found = 0;
            for (number, rows) in document.rows.iter().enumerate() {
                let mut here = vec![value];
                for key in rows.at.iter() {
                    let mut inner = Vec::new();
                    for object in here.into_iter().filter(|object| object.starts_with('{')) {
                        let read = json::each_member(object, |own, raw| {
                            inner.extend((own == key.as_str()).then_some(raw));
                            true
                        });
                        read.map_err(|error| fault(&error))?;
                    }
                    here = inner;
                }
                found += here.len();
                let kind = PlaceKind::Described(number);
                let places = here.into_iter().map(|raw| RowsPlace::alone(self.range(raw), 0, kind));
                part.places.extend(places);
            }
            if found == 0 && !is_marked(value, document) {
                part.places.push(RowsPlace::alone(self.range(value), line, PlaceKind::One));
            }
        }
        part.places.sort_by_key(|place| place.range.start);
        let mut lines = Lines::new(self.text(), 1);
        for place in &mut part.places {
            place.line = lines.of(&self.text()[place.range.clone()]);
        }
        Ok(part)
    }
}

/// Whether neither an object nor a list is among the items of a list.
fn are_plain(list: &str) -> bool {
    let mut plain = true;
    let read = json::each_item(list, |raw| {
        plain = !raw.starts_with(['{', '[']);
        plain
    });
    read.is_ok() && plain
}

/// Whether a text is a described document.
fn is_marked(text: &str, document: &Document) -> bool {
    let Some((key, value)) = document.marker() else { return false };
    let mut found = false;
    let read = json::each_member(text, |own, raw| {
        found = own == key && serde_json::from_str(raw).is_ok_and(|text: String| text == value);
        !found
    });
    read.is_ok() && found
}
