//! JSON that begins with an object, held as a whole: what a document is that answers a question, such as
//! `{"count": 2, "results": […]}`, only all of it tells.

use std::{io::Read, ops::Range, sync::Arc};

use serde_json::{Deserializer, error::Category, value::RawValue};

use super::{
    columns,
    inherited::Inherited,
    json::{self, Lines},
    node::{LIMIT, Node, Object, VALUES, too_long},
    stream::JSON,
    writer::{ENTRY, Writer},
};
use crate::{
    intake::formats::{Document, RowsAt},
    tables::{Broken, Fault, Form, ReadErrorKind, bytes::Bytes},
};

/// The longest text that is held, in MiB.
pub(super) const HELD: u64 = 512;
/// How many bytes are read at a time.
const PIECE: u64 = 1 << 20;

/// A JSON text that is held.
#[derive(Clone)]
pub(super) struct Held {
    text: Arc<String>,
    /// The form in which it was written.
    pub(super) form: Form,
}

/// Rows of a held text that belong together.
#[derive(Clone, Default)]
pub(super) struct RowGroup {
    /// The keys that lead to them, where they do not stand at the outermost.
    pub(super) name: Option<String>,
    pub(super) places: Vec<RowsPlace>,
}

/// A value in which rows stand.
#[derive(Clone)]
pub(super) struct RowsPlace {
    pub(super) range: Range<usize>,
    /// The line on which it begins.
    pub(super) line: u64,
    pub(super) kind: PlaceKind,
    /// What the objects around it say of its rows.
    pub(super) inherited: Option<Arc<Inherited>>,
    /// The header of a table, where it stands beside its rows.
    pub(super) header: Option<Range<usize>>,
}

impl RowsPlace {
    /// A place with nothing around it.
    pub(super) fn alone(range: Range<usize>, line: u64, kind: PlaceKind) -> Self {
        Self { range, line, kind, inherited: None, header: None }
    }
}

/// How the rows stand in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceKind {
    /// It is a row, or should be one.
    One,
    /// It stands where others hold lists of rows.
    Stranger,
    /// A list of rows.
    List,
    /// An object of rows, each under a key of its own.
    Keyed,
    /// The same among plain values, which tell of all of them.
    KeyedAmong,
    /// A list of texts, or texts under keys, of which each names an asset.
    Texts,
    /// An object of columns, each with its cells by the numbers of their rows.
    Columns,
    /// A list of rows that are lists: the header is the first of them, or stands beside them.
    Matrix,
    /// Values of which nobody knows what they are, to be searched.
    Loose,
    /// As the shape of a described document says, by the number there.
    Described(usize),
}

impl Held {
    pub(super) fn read(bytes: Bytes) -> Result<Self, Fault> {
        let large = || format!("a list inside an object is read up to {HELD} MiB");
        Ok(Self::of(whole(bytes, JSON, large)?, Form::Json))
    }

    /// JSON of what was written in another form.
    pub(super) fn of(text: String, form: Form) -> Self {
        Self { text: Arc::new(text), form }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// All values of the text with their lines.
    pub(super) fn values(&self) -> Result<Vec<(&str, u64)>, Fault> {
        let mut lines = Lines::new(&self.text, 1);
        let values = Deserializer::from_str(&self.text).into_iter::<&RawValue>();
        values
            .map(|value| value.map(|value| (value.get(), lines.of(value.get()))))
            .collect::<Result<_, _>>()
            .map_err(|error| fault(&error))
    }

    pub(super) fn range(&self, part: &str) -> Range<usize> {
        let start = json::offset(part, &self.text);
        start..start + part.len()
    }

    /// Hands the rows of a part to a writer.
    pub(super) fn rows(
        &self,
        part: &RowGroup,
        document: Option<&Document>,
        writer: &mut Writer<'_>,
    ) -> Result<(), Fault> {
        let list = part.name.as_deref().and_then(|name| name.rsplit('.').next());
        writer.enter(list.map(str::to_owned));
        for place in &part.places {
            writer.inherit(place.inherited.clone());
            let text = &self.text[place.range.clone()];
            let lines = Lines::new(text, place.line);
            let mut rows = Rows { writer, lines, too_long: None };
            let header = place.header.clone().map(|header| &self.text[header]);
            let read = rows.read(text, place, header, document);
            if let Some(line) = rows.too_long {
                return Err(too_long(line));
            }
            read?;
            if writer.is_done() {
                break;
            }
        }
        Ok(())
    }
}

/// All of a text in a form, up to a bound; `large` says what is too large.
pub(super) fn whole(
    bytes: Bytes,
    form: &'static str,
    large: impl FnOnce() -> String,
) -> Result<String, Fault> {
    let (mut text, mut bytes) = (Vec::new(), bytes.take((HELD << 20) + 1));
    // Piece by piece, so that no more memory is touched than the text needs.
    while bytes.by_ref().take(PIECE).read_to_end(&mut text).map_err(failed)? > 0 {}
    if text.len() as u64 > HELD << 20 {
        return Err(ReadErrorKind::LargeDocument(large()).into());
    }
    String::from_utf8(text).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = &error.as_bytes()[..valid];
        let line = memchr::memchr_iter(b'\n', before).count() as u64 + 1;
        let column = valid - memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
        let (column, cause) = (Some(column as u64 + 1), "not valid UTF-8".into());
        Fault::at(line, ReadErrorKind::Malformed { form, column, cause })
    })
}

fn failed(cause: std::io::Error) -> Fault {
    Fault::system(0, cause)
}

/// The fault of a text that is held.
pub(super) fn fault(error: &serde_json::Error) -> Fault {
    let (form, line, cause) = (JSON, error.line() as u64, json::cause(error));
    if error.classify() == Category::Eof {
        return Fault::at(line, ReadErrorKind::CutShort { form, cause });
    }
    let column = Some(error.column() as u64);
    Fault::at(line, ReadErrorKind::Malformed { form, column, cause })
}

/// The rows of one place on their way to the writer.
struct Rows<'r, 's, 't> {
    writer: &'r mut Writer<'s>,
    lines: Lines<'t>,
    /// The line of an object that is longer than the bound.
    too_long: Option<u64>,
}

impl Rows<'_, '_, '_> {
    /// Reads the object that is a text; says whether more are wanted.
    fn object(&mut self, text: &str, take: impl FnOnce(&mut Self, Object<'_>)) -> bool {
        self.value(text, |rows, value, line| match value {
            Node::Object(object) => take(rows, object),
            other => rows.writer.broken(line, Broken::NoObject { found: other.found() }),
        })
    }

    /// Reads the value that is a text and its line; says whether more are wanted.
    fn value(&mut self, text: &str, take: impl FnOnce(&mut Self, Node<'_>, u64)) -> bool {
        let line = self.lines.of(text);
        if text.len() as u64 > LIMIT << 20 {
            self.too_long = Some(line);
            return false;
        }
        match json::any(text, line) {
            Ok(value) => take(self, value, line),
            Err(why) => self.writer.broken(line, why),
        }
        !self.writer.is_done()
    }

    /// Reads the rows of a place.
    fn read(
        &mut self,
        text: &str,
        place: &RowsPlace,
        header: Option<&str>,
        document: Option<&Document>,
    ) -> Result<(), Fault> {
        let read = match place.kind {
            PlaceKind::One => {
                self.one(text, None);
                Ok(())
            }
            PlaceKind::Stranger => {
                self.object(text, |rows, object| rows.writer.stranger(&object));
                Ok(())
            }
            PlaceKind::List => json::each_item(text, |raw| self.one(raw, None)),
            PlaceKind::Texts if text.starts_with('[') => {
                json::each_item(text, |raw| self.named(raw, None))
            }
            PlaceKind::Texts => json::each_member(text, |key, raw| self.named(raw, Some(&key))),
            PlaceKind::Columns => return columns::rows(text, place.line, self.writer),
            PlaceKind::Matrix => {
                let names = |list| match json::value(list, 0) {
                    Ok(Node::List(list)) => self.writer.names(&list),
                    _ => None,
                };
                let names = header.and_then(names);
                self.writer.under(names);
                json::each_item(text, |raw| {
                    self.value(raw, |rows, value, line| rows.writer.value(value, line))
                })
            }
            PlaceKind::Loose if text.starts_with('[') => {
                json::each_item(text, |raw| self.loose(raw))
            }
            PlaceKind::Loose => {
                self.loose(text);
                Ok(())
            }
            PlaceKind::Keyed => json::each_member(text, |key, raw| {
                raw.starts_with('{') && self.writer.speaks_for_all(&key)
                    || self.one(raw, Some(&key))
            }),
            PlaceKind::KeyedAmong => json::each_member(text, |key, raw| {
                !raw.starts_with('{')
                    || self.writer.speaks_for_all(&key)
                    || self.one(raw, Some(&key))
            }),
            PlaceKind::Described(number) => {
                let shape = document.and_then(|document| document.rows.get(number));
                shape.map_or(Ok(()), |shape| self.described(text, shape))
            }
        };
        read.map_err(|error| fault(&error))
    }

    /// A value that is searched; one that is too long for that is said to be so, since it is no asset.
    fn loose(&mut self, text: &str) -> bool {
        if text.len() as u64 > LIMIT << 20 {
            let line = self.lines.of(text);
            self.writer.broken(line, Broken::TooMany { values: VALUES });
            return !self.writer.is_done();
        }
        self.value(text, |rows, value, line| rows.writer.loose(&value, line))
    }

    fn named(&mut self, text: &str, key: Option<&str>) -> bool {
        self.value(text, |rows, value, line| rows.writer.named(key, &value, line))
    }

    fn one(&mut self, text: &str, key: Option<&str>) -> bool {
        self.value(text, |rows, value, line| {
            let mut object = match (value, key) {
                (Node::List(page), None) if page.iter().all(Node::is_object) => {
                    return rows.writer.page(&page, line);
                }
                (Node::Object(object), _) => object,
                // A key may be all that is said of an asset.
                (Node::Nothing, Some(_)) => Object { line, members: Vec::new() },
                (other, _) => {
                    return rows.writer.broken(line, Broken::NoObject { found: other.found() });
                }
            };
            if let Some(key) = key {
                object.members.insert(0, (ENTRY.into(), Node::Text(key.to_owned().into())));
            }
            rows.writer.object(&object);
        })
    }

    fn described(&mut self, text: &str, shape: &RowsAt) -> Result<(), serde_json::Error> {
        let mut one = |raw| self.object(raw, |rows, object| rows.writer.described(&object, shape));
        if text.starts_with('[') {
            return json::each_item(text, one);
        }
        one(text);
        Ok(())
    }
}
