//! XML documents whose shape is known, read from one row to the next. Entities stay as they are written, but for the five that
//! XML has of its own; nothing outside the file is looked at.

use std::io::Cursor;

use quick_xml::{
    Reader,
    errors::{Error as XmlError, IllFormedError, SyntaxError},
    events::{BytesStart, Event},
};

use super::{
    element::{self, Element},
    json_writer::JsonWriter,
    node::{LEVELS, Node, Object, VALUES, too_long},
    tally::Tally,
    writer::Writer,
};
use crate::{
    intake::formats::{Document, RowsAt},
    tables::{Broken, Fault, ReadErrorKind, bytes::Bytes},
};

/// The form, as messages call it.
const XML: &str = "XML";

/// The name of the outermost element of a text that begins so, and the namespaces that it declares.
pub(super) fn root(head: &str) -> Option<(String, Vec<String>)> {
    let mut reader = Reader::from_str(head);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => {
                let name = element::local(start.name().as_ref()).to_owned();
                let mut attributes = start.attributes();
                let attributes = attributes.with_checks(false).filter_map(Result::ok);
                let namespaces = attributes.filter(|one| element::is_namespace(one.key.as_ref()));
                let namespaces = namespaces.map(|one| element::unescaped(&one.value));
                return Some((name, namespaces.collect()));
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Reads all rows of a document.
pub(super) fn read(
    bytes: Bytes,
    document: &Document,
    writer: &mut Writer<'_>,
) -> Result<(), Fault> {
    let mut source = Source {
        reader: Reader::from_reader(Tally::new(bytes)),
        buffer: Vec::new(),
        document,
        values: 0,
    };
    source.rows(writer)
}

/// The whole of a document of which no shape is known, as JSON; `None` where it is no sound XML or holds too much.
pub(super) fn as_json(text: &[u8]) -> Option<String> {
    let document = Document::default();
    let bytes: Bytes = Box::new(Cursor::new(text.to_vec()));
    let (reader, buffer) = (Reader::from_reader(Tally::new(bytes)), Vec::new());
    let mut source = Source { reader, buffer, document: &document, values: VALUES };
    let root = loop {
        match source.next().ok()? {
            Next::Start(element) => break element,
            Next::Text(_) => {}
            Next::End | Next::Eof => return None,
        }
    };
    let object = source.object(root).ok()?.ok()?;
    loop {
        match source.next().ok()? {
            Next::Eof => return Some(JsonWriter::of(&Node::Object(object))),
            Next::Text(_) | Next::End => {}
            Next::Start(_) => return None,
        }
    }
}

struct Source<'d> {
    reader: Reader<Tally>,
    buffer: Vec<u8>,
    document: &'d Document,
    /// How many values the current object may still have.
    values: usize,
}

/// What comes next in a document.
enum Next {
    Start(Element),
    Text(String),
    End,
    Eof,
}

impl Source<'_> {
    fn rows(&mut self, writer: &mut Writer<'_>) -> Result<(), Fault> {
        let mut path: Vec<String> = Vec::new();
        let mut begun = false;
        while !writer.is_done() {
            self.reader.get_mut().start();
            match self.next()? {
                Next::Start(element) => {
                    if path.is_empty() && begun {
                        let line = element.line;
                        let cause = "there is a second document behind the first".to_owned();
                        return Err(Fault::at(
                            line,
                            ReadErrorKind::Malformed { form: XML, column: None, cause },
                        ));
                    }
                    begun = true;
                    path.push(element.name.clone());
                    let document = self.document;
                    if let Some(rows) = document.rows.iter().find(|rows| self.is_at(&path, rows)) {
                        let line = element.line;
                        self.values = VALUES;
                        match self.object(element)? {
                            Ok(object) => writer.described(&object, rows),
                            Err(why) => writer.broken(line, why),
                        }
                        path.pop();
                    } else if element.is_empty {
                        path.pop();
                    } else if path.len() > LEVELS {
                        return Err(Fault::at(element.line, ReadErrorKind::DeepObject));
                    }
                }
                Next::Text(_) => {}
                Next::End => {
                    path.pop();
                }
                Next::Eof if path.is_empty() => break,
                Next::Eof => return Err(self.cut_short(&path)),
            }
        }
        Ok(())
    }

    /// Whether rows stand at a path: below the outermost element the keys, and the name of the items where the last is a list.
    fn is_at(&self, path: &[String], rows: &RowsAt) -> bool {
        let Some(path) = path.get(1..) else { return false };
        let item = rows.at.last().and_then(|last| self.document.item_of(last));
        let keys = rows.at.iter().map(String::as_str).chain(item);
        path.iter().map(String::as_str).eq(keys)
    }

    /// The object that an element is, after its start has been read.
    fn object(&mut self, start: Element) -> Result<Result<Object<'static>, Broken>, Fault> {
        let line = start.line;
        // The outermost object first; an element inside another is put into it when it ends.
        let mut open = vec![start];
        if open[0].is_empty {
            return Ok(Ok(into_object(open.remove(0), self.document, line)));
        }
        let mut broken = None;
        let mut skipped = 0_usize;
        loop {
            match self.next()? {
                Next::Start(element) => {
                    self.values = self.values.saturating_sub(1 + element.members.len());
                    if self.values == 0 {
                        broken = Some(Broken::TooMany { values: VALUES });
                    } else if open.len() >= LEVELS {
                        broken = Some(Broken::TooDeep { levels: LEVELS });
                    }
                    if broken.is_some() {
                        skipped += usize::from(!element.is_empty);
                    } else if element.is_empty {
                        close(&mut open, element, self.document);
                    } else {
                        open.push(element);
                    }
                }
                Next::Text(text) => {
                    if let Some(last) = open.last_mut().filter(|_| broken.is_none()) {
                        last.text.push_str(&text);
                    }
                }
                Next::End if skipped > 0 => skipped -= 1,
                Next::End => {
                    let Some(element) = open.pop() else { continue };
                    if !open.is_empty() {
                        close(&mut open, element, self.document);
                        continue;
                    }
                    let object = into_object(element, self.document, line);
                    return Ok(broken.map_or(Ok(object), Err));
                }
                Next::Eof => {
                    let path: Vec<_> = open.into_iter().map(|element| element.name).collect();
                    return Err(self.cut_short(&path));
                }
            }
        }
    }

    fn next(&mut self) -> Result<Next, Fault> {
        loop {
            self.buffer.clear();
            let event = match self.reader.read_event_into(&mut self.buffer) {
                Ok(event) => event,
                Err(error) => return Err(fault(&error, self.reader.get_ref())),
            };
            let line = |start: &BytesStart<'_>, tally: &Tally| {
                let inside = memchr::memchr_iter(b'\n', start.as_bytes()).count();
                tally.line() - inside as u64
            };
            // A quote that is missing would make all up to the next one a value, elements and all.
            if let Event::Start(start) | Event::Empty(start) = &event
                && memchr::memchr(b'<', start.as_bytes()).is_some()
            {
                let line = line(start, self.reader.get_ref());
                let cause = "an attribute holds `<`, as where a quote is missing".to_owned();
                let kind = ReadErrorKind::Malformed { form: XML, column: None, cause };
                return Err(Fault::at(line, kind));
            }
            // What they stand for is not put in their place, and a name that stands in one must not be passed over.
            if let Event::DocType(text) = &event
                && text.contains("<!ENTITY")
            {
                let cause = "its DOCTYPE declares entities, which are never expanded; \
                             write their text where they stand";
                let kind =
                    ReadErrorKind::Malformed { form: XML, column: None, cause: cause.into() };
                return Err(Fault::at(self.reader.get_ref().line(), kind));
            }
            return Ok(match event {
                Event::Start(start) => {
                    Next::Start(Element::new(&start, line(&start, self.reader.get_ref()), false))
                }
                Event::Empty(start) => {
                    Next::Start(Element::new(&start, line(&start, self.reader.get_ref()), true))
                }
                Event::End(_) => Next::End,
                Event::Text(text) => Next::Text(text.into_inner().into_owned()),
                Event::CData(text) => Next::Text(text.into_inner().into_owned()),
                Event::GeneralRef(name) => Next::Text(element::unescaped(&format!("&{};", &*name))),
                Event::Eof => Next::Eof,
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
            });
        }
    }

    fn cut_short(&self, path: &[String]) -> Fault {
        let open = path.last().map_or("", String::as_str);
        let cause = format!("`<{open}>` is never closed");
        Fault::at(self.reader.get_ref().line(), ReadErrorKind::CutShort { form: XML, cause })
    }
}

/// Puts an element that has ended into the one around it.
fn close(open: &mut [Element], element: Element, document: &Document) {
    if let Some(outer) = open.last_mut() {
        let name = element.name.clone();
        let repeats = document.repeats(&name);
        outer.put(name, element.into_node(document), repeats);
    }
}

fn into_object(element: Element, document: &Document, line: u64) -> Object<'static> {
    match element.into_node(document) {
        Node::Object(object) => object,
        Node::Nothing => Object { line, members: Vec::new() },
        other => Object { line, members: vec![("".into(), other)] },
    }
}

fn fault(error: &XmlError, tally: &Tally) -> Fault {
    if let Some(line) = tally.too_long() {
        return too_long(line);
    }
    let text = error.to_string();
    // What kind of fault it is, the message says in its own words.
    let cause = text.split_once(": ").map_or(text.as_str(), |(_, cause)| cause).to_owned();
    let (form, line) = (XML, tally.line());
    match error {
        XmlError::Io(error) => {
            let cause = std::io::Error::new(error.kind(), error.to_string());
            Fault::system(line, cause)
        }
        XmlError::Syntax(error) if *error != SyntaxError::InvalidBangMarkup => {
            Fault::at(line, ReadErrorKind::CutShort { form, cause })
        }
        XmlError::IllFormed(IllFormedError::MissingEndTag(_)) => {
            Fault::at(line, ReadErrorKind::CutShort { form, cause })
        }
        _ => Fault::at(line, ReadErrorKind::Malformed { form, column: None, cause }),
    }
}
