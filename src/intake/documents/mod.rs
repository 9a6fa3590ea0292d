//! Documents with a structure of their own: JSON Lines, JSON, YAML, and XML whose shape a file of `data/formats/` describes. Each
//! object that is an asset comes out as a row; its keys are the header.
//!
//! `kind` tells the form. `lines`, `stream`, `held` and `xml` read it: line by line, list by list, as a whole where only all of
//! it tells what it is (`finder` looks for lists in it, `by_key` for assets under keys of their own, `columns` turns tables round that are written column by column, and `matrix`
//! knows those that are lists of lists), element by element. `yaml` and `notations` make JSON of other forms, line by line. Each makes values (`node`, `json`, `element`) of one object at a time, of
//! which `writer` and `table` make rows; `groups` tells an asset from a group of them, and `inherited` what it takes over from there. `rows` hands these out.

mod by_key;
mod columns;
mod content;
#[cfg(feature = "documents")]
mod element;
mod enclosing;
mod finder;
mod groups;
mod held;
mod inherited;
mod item;
mod json;
mod json_writer;
mod kind;
mod lines;
mod lists;
mod matrix;
mod meaning;
mod node;
mod notations;
mod recorded_json;
mod rows;
mod searched_texts;
mod shallow;
mod stream;
mod table;
mod tally;
mod writer;
#[cfg(feature = "documents")]
mod xml;
#[cfg(feature = "documents")]
mod yaml;

use std::{
    io::{Cursor, Read},
    sync::Arc,
};

#[cfg(feature = "documents")]
use serde::de::IgnoredAny;

use self::{
    content::Content,
    finder::DocumentParts,
    held::{Held, RowGroup},
    item::Item,
    kind::Kind,
    rows::{Sample, lost},
    table::Table,
    writer::{Sink, Writer},
};
pub(super) use self::{notations::begins_rows, rows::DocumentRows};
#[cfg(feature = "documents")]
use super::formats::Reading;
use super::{
    Error, ErrorKind, Options, Unread,
    formats::{Document, ExportId},
    source::{KnownColumns, Source},
};
#[cfg(feature = "documents")]
use crate::asset::{FieldTrait, Role};
use crate::tables::{
    Broken, Fault, Form, Packing, ReadError, ReadErrorKind,
    bytes::Bytes,
    reader_thread::{Batches, Feed},
    text::Decoded,
};

/// What a text is that may be a document.
pub(super) enum Opened {
    /// Anything else.
    Other(Decoded),
    /// A web page, and what to say if it holds no inventory.
    Page(Decoded, Error),
    /// Markup that is no inventory, why, and what to say if nothing is found in its lines.
    Markup(Decoded, Unread, Error),
    /// One inventory, and what stands beside it and can only be searched.
    One(Box<Source>, Vec<Source>),
    /// Lists, each under its name, and the same.
    Lists(Vec<(String, Source)>, Vec<Source>),
    /// Texts that can only be searched, why, and what to say if nothing is found in them.
    Unread(Box<Source>, Unread, Error),
}

impl Opened {
    /// An inventory with nothing beside it.
    fn one(source: Source) -> Self {
        Self::One(Box::new(source), Vec::new())
    }
}

/// Opens a text if it is a document, and reads up to `count` rows of each list in it.
pub(super) fn open(
    file: &str,
    mut decoded: Decoded,
    options: &Options,
    packing: Option<Packing>,
    count: usize,
) -> Result<Opened, Error> {
    if kind::is_report(&decoded.head) {
        let (looks, advice) = ("a report of banlint", "name the inventory that it was made from");
        let report = ReadErrorKind::NotText { looks, advice, has_rows: false };
        return Err(ReadError::new(file, report).into());
    }
    if let Some(page) = decoded.page.take() {
        return Ok(Opened::Page(decoded, ReadError::new(file, page).into()));
    }
    let opening = Opening { file, options, packing, count };
    if let Some(form) = opening.noted_in(&decoded)
        && let Some(opened) = opening.noted(&mut decoded, form)?
    {
        return Ok(opened);
    }
    let kind = kind::of(&decoded.head, decoded.whole);
    if kind != Some(Kind::Xml) && is_yaml(file, &decoded) {
        return opening.yaml(decoded, kind);
    }
    match kind {
        None => Ok(Opened::Other(decoded)),
        #[cfg(feature = "documents")]
        Some(Kind::Xml) => opening.xml(decoded),
        #[cfg(not(feature = "documents"))]
        Some(Kind::Xml) => {
            let kind = ReadErrorKind::LeftOut { form: "XML", feature: "documents" };
            Err(ReadError::new(file, kind).into())
        }
        Some(Kind::List) => opening.stream(Form::Json, decoded.bytes, stream::read),
        Some(Kind::Lines) => opening.stream(Form::JsonLines, decoded.bytes, lines::read),
        Some(Kind::Object | Kind::Texts) => opening.held_json(decoded.bytes),
    }
}

/// Whether a text is YAML: by the name of its file, or by how it begins or, where it has no name, nests, and that maps stand in it.
fn is_yaml(file: &str, decoded: &Decoded) -> bool {
    #[cfg(feature = "documents")]
    let holds_maps = yaml::holds_maps;
    #[cfg(not(feature = "documents"))]
    let holds_maps = |head: &str, _| head.starts_with('%');
    let Decoded { head, whole, .. } = decoded;
    let nests = || kind::has_no_ending(file) && kind::nests_as_yaml(head);
    kind::is_named_yaml(file) || (kind::is_marked_yaml(head) || nests()) && holds_maps(head, *whole)
}

/// A function that reads a whole text.
type StreamReader = fn(Bytes, &mut Writer<'_>) -> Result<(), Fault>;

/// How a document is opened.
struct Opening<'o> {
    file: &'o str,
    options: &'o Options,
    packing: Option<Packing>,
    count: usize,
}

impl Opening<'_> {
    /// A text that is read from its beginning to its end.
    fn stream(&self, form: Form, bytes: Bytes, read: StreamReader) -> Result<Opened, Error> {
        let table = self.table(None);
        let feed = Feed::new(move |batches: &mut Batches<Item, Fault>| {
            read(bytes, &mut Writer::new(table, &mut |item| put(batches, item)))
        });
        let (source, headless) = self.streamed(form, None, feed)?;
        Ok(match headless {
            None => Opened::one(source),
            Some(line) => {
                let why = Broken::NoObject { found: "a list" };
                let lack = Fault::at(line, ReadErrorKind::NoObject(why)).of(self.file).into();
                Opened::Unread(Box::new(source), Unread::without_keys(), lack)
            }
        })
    }

    /// The form in which a text may note objects. Who says how its lines are cut wants them cut.
    fn noted_in(&self, decoded: &Decoded) -> Option<Form> {
        let Options { delimiter, header_line, .. } = self.options;
        let is_cut = delimiter.is_some() || header_line.is_some() || kind::is_named_yaml(self.file);
        notations::of(&decoded.head).filter(|_| !is_cut)
    }

    /// A text that notes objects in such a form; `None` where it does not, or holds too much.
    fn noted(&self, decoded: &mut Decoded, form: Form) -> Result<Option<Opened>, Error> {
        let text = self.beginning(decoded)?;
        let is_whole = (text.len() as u64) < node::LIMIT << 20;
        let json = std::str::from_utf8(&text).ok().filter(|_| is_whole);
        let json = json.and_then(|text| notations::as_json(text, form, &self.options.formats));
        let opened = json.and_then(|json| self.held(&Held::of(json, form)).ok());
        put_back(decoded, text);
        Ok(opened)
    }

    /// As much of a text as one object may hold.
    fn beginning(&self, decoded: &mut Decoded) -> Result<Vec<u8>, Error> {
        let mut text = Vec::new();
        let read = decoded.bytes.by_ref().take(node::LIMIT << 20).read_to_end(&mut text);
        read.map_err(|cause| Fault::system(1, cause).of(self.file))?;
        Ok(text)
    }

    #[cfg(feature = "documents")]
    fn xml(&self, decoded: Decoded) -> Result<Opened, Error> {
        let documents = &self.options.formats.documents;
        let root = xml::root(&decoded.head);
        let known = root.as_ref().and_then(|(root, namespaces)| {
            let declared = || namespaces.iter().map(String::as_str);
            documents.iter().find(|document| document.begins_with(root, declared()))
        });
        let Some(document) = known else {
            let root = root.map_or_else(String::new, |(root, _)| root);
            if root.eq_ignore_ascii_case("html") {
                let (looks, advice) = ("a web page", "export the inventory as CSV instead");
                let page = ReadErrorKind::NotText { looks, advice, has_rows: false };
                let lack = ReadError::new(self.file, page).into();
                return Ok(Opened::Page(decoded, lack));
            }
            return self.undescribed_xml(decoded, root);
        };
        let (document, export) = (document.clone(), self.export(document));
        let table = self.table(export);
        let feed = Feed::new(move |batches: &mut Batches<Item, Fault>| {
            let mut sink = |item| put(batches, item);
            let mut writer = Writer::new(table, &mut sink);
            writer.nest(document.nested.clone());
            xml::read(decoded.bytes, &document, &mut writer)
        });
        self.streamed(Form::Xml, export, feed).map(|(source, _)| Opened::one(source))
    }

    /// XML of which no shape is known: read as JSON that says the same where assets are found in it, and else searched.
    #[cfg(feature = "documents")]
    fn undescribed_xml(&self, mut decoded: Decoded, root: String) -> Result<Opened, Error> {
        let text = self.beginning(&mut decoded)?;
        let json = xml::as_json(&text);
        let opened = json.and_then(|json| self.held(&Held::of(json, Form::Xml)).ok());
        let tells = match &opened {
            Some(Opened::One(source, _)) => self.tells_maker(source),
            Some(Opened::Lists(lists, _)) => lists.iter().any(|(_, list)| self.tells_maker(list)),
            _ => false,
        };
        if let Some(opened) = opened.filter(|_| tells) {
            return Ok(opened);
        }
        put_back(&mut decoded, text);
        Ok(Opened::Markup(decoded, Unread::xml(), self.unknown_xml(root)))
    }

    /// Whether a key of an inventory is known to tell who made its assets.
    #[cfg(feature = "documents")]
    fn tells_maker(&self, source: &Source) -> bool {
        let tells = |header: &String| match self.options.formats.headers.read(header, None) {
            Reading::Known(meaning, _) => {
                matches!(meaning.role, Role::Field(field) if field.is(FieldTrait::TellsMaker))
            }
            _ => false,
        };
        source.known.as_ref().is_some_and(|known| known.headers.iter().any(tells))
    }

    #[cfg(feature = "documents")]
    fn unknown_xml(&self, root: String) -> Error {
        let formats = &self.options.formats;
        let known = formats.documents.iter().filter_map(|document| {
            Some(format!("{} (`<{}>`)", document.title(), document.root()?))
        });
        let known = known.collect::<Vec<_>>().join(", ");
        ErrorKind::UnknownXml { root, known }.of(self.file)
    }

    #[cfg(not(feature = "documents"))]
    fn yaml(&self, _: Decoded, _: Option<Kind>) -> Result<Opened, Error> {
        let kind = ReadErrorKind::LeftOut { form: "YAML", feature: "documents" };
        Err(ReadError::new(self.file, kind).into())
    }

    /// A text in YAML, unless it is JSON of this kind after all.
    #[cfg(feature = "documents")]
    fn yaml(&self, decoded: Decoded, kind: Option<Kind>) -> Result<Opened, Error> {
        let large = || format!("YAML is read up to {} MiB", held::HELD);
        let Decoded { encoding, basis, head, whole, lossy, page, bytes } = decoded;
        let text = held::whole(bytes, yaml::YAML, large).map_err(|fault| fault.of(self.file))?;
        match (yaml::as_json(&text, &self.options.formats.secret_tags), kind) {
            // No more than a text to YAML, it may be a table under a wrong name.
            (Ok(json), None) if json.trim_start().starts_with('"') && kind::begins_table(&head) => {
                let bytes = Box::new(Cursor::new(text));
                let text = Decoded { encoding, basis, head, whole, lossy, page, bytes };
                Ok(Opened::Other(text))
            }
            (Ok(json), _) => {
                drop(text);
                self.held(&Held::of(json, Form::Yaml))
            }
            (Err(_), Some(Kind::Lines)) => {
                let bytes = Box::new(Cursor::new(text));
                self.stream(Form::JsonLines, bytes, lines::read)
            }
            (Err(fault), _) if serde_json::from_str::<IgnoredAny>(&text).is_err() => {
                Err(fault.of(self.file).into())
            }
            (Err(_), _) => self.held(&Held::of(text, Form::Json)),
        }
    }

    /// A text in JSON that is held as a whole.
    fn held_json(&self, bytes: Bytes) -> Result<Opened, Error> {
        self.held(&Held::read(bytes).map_err(|fault| fault.of(self.file))?)
    }

    /// A text that is held as a whole.
    fn held(&self, held: &Held) -> Result<Opened, Error> {
        let of = |fault: Fault| fault.of(self.file);
        match held.content(&self.options.formats).map_err(of)? {
            Content::Described(document, part) => {
                self.part(held, &part, Some(document)).map(Opened::one)
            }
            Content::Parts(DocumentParts { parts, unread }) => {
                let unread = unread.iter().map(|part| self.part(held, part, None));
                let mut unread = unread.collect::<Result<Vec<_>, _>>()?;
                match parts.as_slice() {
                    [] => {
                        let source = unread.pop().map(Box::new);
                        let why = Broken::NoObject { found: "a text or a number" };
                        let lack = Fault::at(1, ReadErrorKind::NoObject(why));
                        let lack = lack.of(self.file).into();
                        match source {
                            Some(source) => {
                                Ok(Opened::Unread(source, Unread::not_an_asset(), lack))
                            }
                            None => Err(lack),
                        }
                    }
                    [part @ RowGroup { name: None, .. }] => {
                        Ok(Opened::One(Box::new(self.part(held, part, None)?), unread))
                    }
                    parts => {
                        let lists = parts.iter().map(|part| {
                            let name = part.name.clone().unwrap_or_default();
                            Ok((name, self.part(held, part, None)?))
                        });
                        Ok(Opened::Lists(lists.collect::<Result<_, Error>>()?, unread))
                    }
                }
            }
        }
    }

    /// A part of a held text. Its first rows are read at once, and again by the thread that reads on after them: a text may
    /// have many parts, of which most are not read any further.
    fn part(
        &self,
        held: &Held,
        part: &RowGroup,
        document: Option<Arc<Document>>,
    ) -> Result<Source, Error> {
        let export = document.as_ref().and_then(|document| self.export(document));
        let (held, name, part) = (held.clone(), part.name.clone(), part.clone());
        let form = held.form;
        let formats = Arc::clone(&self.options.formats);
        let read = move |sink: Sink<'_>| {
            let document = document.as_deref();
            let mut writer = Writer::new(Table::new(Arc::clone(&formats), export), sink);
            writer.nest(document.and_then(|document| document.nested.clone()));
            held.rows(&part, document, &mut writer)
        };
        let (mut first, count) = (Vec::new(), self.count);
        let outcome = read(&mut |item| {
            first.push(item);
            first.len() < count
        });
        outcome.map_err(|fault| fault.of(self.file))?;
        let whole = first.len() < count;
        let rest = move |batches: &mut Batches<Item, Fault>| {
            let mut skip = count;
            read(&mut |item| {
                let known = skip > 0;
                skip -= usize::from(known);
                known || put(batches, item)
            })
        };
        let feed = if whole { Feed::ended() } else { Feed::new(rest) };
        let rows = DocumentRows::new(first, feed);
        self.source(form, name, export, rows, whole)
    }

    /// The system whose words the headers of a document are.
    fn export(&self, document: &Document) -> Option<ExportId> {
        self.options.formats.headers.export_of(document.title())
    }

    fn table(&self, export: Option<ExportId>) -> Table {
        Table::new(Arc::clone(&self.options.formats), export)
    }

    /// A text of which the first rows come from the thread that reads it, with the line on which rows without a header begin.
    fn streamed(
        &self,
        form: Form,
        export: Option<ExportId>,
        mut feed: Feed<Item, Fault>,
    ) -> Result<(Source, Option<u64>), Error> {
        let mut first = Vec::new();
        while first.len() < self.count {
            match feed.next(lost).map_err(|fault| fault.of(self.file))? {
                Some(item) => first.push(item),
                None => break,
            }
        }
        let whole = first.len() < self.count;
        let headless = first.first().and_then(Item::headless);
        let source = self.source(form, None, export, DocumentRows::new(first, feed), whole)?;
        Ok((source, headless))
    }

    fn source(
        &self,
        form: Form,
        sheet: Option<String>,
        export: Option<ExportId>,
        (rows, sample): (DocumentRows, Sample),
        whole: bool,
    ) -> Result<Source, Error> {
        let file = self.file.to_owned();
        let Sample { headers, records, broken } = sample;
        if let (true, Some((line, why))) = (records.is_empty(), broken) {
            return Err(Fault::at(line, ReadErrorKind::NoObject(why)).of(&file).into());
        }
        Ok(Source {
            sheet,
            packing: self.packing,
            known: Some(Box::new(KnownColumns {
                headers,
                above: Vec::new(),
                export,
                whole,
                keyed: true,
            })),
            sample: records,
            ..Source::new(file, form, Box::new(rows))
        })
    }
}

/// Has what was read of a text read once more.
fn put_back(decoded: &mut Decoded, beginning: Vec<u8>) {
    let rest: Bytes = std::mem::replace(&mut decoded.bytes, Box::new(std::io::empty()));
    decoded.bytes = Box::new(Cursor::new(beginning).chain(rest));
}

fn put(batches: &mut Batches<Item, Fault>, item: Item) -> bool {
    let weight = item.weight();
    batches.push(item, weight)
}
