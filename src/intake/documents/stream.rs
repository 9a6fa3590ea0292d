//! JSON of any length: lists of objects, and objects one after the other. One object is in memory at a time.

use std::fmt;

use serde::de::{self, DeserializeSeed, Deserializer as _, IgnoredAny, SeqAccess, Visitor};
use serde_json::{Deserializer, error::Category};

use super::{json, node::too_long, recorded_json::RecordedJson, writer::Writer};
use crate::tables::{Broken, Fault, ReadErrorKind, bytes::Bytes};

/// The form, as messages call it.
pub(super) const JSON: &str = "JSON";

/// Reads all values of a text. The items of lists are taken for rows, and so are objects outside of them.
pub(super) fn read(bytes: Bytes, writer: &mut Writer<'_>) -> Result<(), Fault> {
    let recorded = RecordedJson::new(bytes);
    let mut reader = Deserializer::from_reader(recorded.clone());
    loop {
        match reader.end() {
            Ok(()) => return Ok(()),
            Err(error) if error.is_io() => return Err(fault(error, &recorded)),
            // There is something more, and the parser has seen how it begins.
            Err(_) => {}
        }
        let outcome = if recorded.last() == b'[' {
            reader.deserialize_seq(List { recorded: &recorded, writer })
        } else {
            Record { recorded: &recorded, writer }.deserialize(&mut reader)
        };
        if writer.is_done() {
            return Ok(());
        }
        outcome.map_err(|error| fault(error, &recorded))?;
    }
}

fn fault(error: serde_json::Error, recorded: &RecordedJson) -> Fault {
    if let Some(line) = recorded.too_long() {
        return too_long(line);
    }
    let cause = json::cause(&error);
    match error.classify() {
        Category::Io => Fault::system(recorded.line(), error.into()),
        Category::Eof => Fault::at(recorded.line(), ReadErrorKind::CutShort { form: JSON, cause }),
        Category::Syntax | Category::Data => {
            let column = Some(error.column() as u64);
            let kind = ReadErrorKind::Malformed { form: JSON, column, cause };
            Fault::at(error.line() as u64, kind)
        }
    }
}

struct List<'r, 's> {
    recorded: &'r RecordedJson,
    writer: &'r mut Writer<'s>,
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Self { recorded, writer } = self;
        while seq.next_element_seed(Record { recorded, writer: &mut *writer })?.is_some() {
            if writer.is_done() {
                return Err(de::Error::custom("nobody wants more"));
            }
        }
        Ok(())
    }
}

/// One value that should be an object.
struct Record<'r, 's> {
    recorded: &'r RecordedJson,
    writer: &'r mut Writer<'s>,
}

impl<'de> DeserializeSeed<'de> for Record<'_, '_> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self { recorded, writer } = self;
        let line = recorded.line();
        recorded.start();
        deserializer.deserialize_ignored_any(IgnoredAny)?;
        let text = recorded.stop();
        record(&text, line, writer);
        recorded.give_back(text);
        Ok(())
    }
}

/// Hands on one value that should be an object.
pub(super) fn record(text: &[u8], line: u64, writer: &mut Writer<'_>) {
    let text = match std::str::from_utf8(text) {
        // Only from what stands behind a number or a word can the parser tell that it has ended.
        Ok(text) if !text.starts_with(['{', '[', '"']) => {
            text.trim_end_matches([',', ']', ' ', '\n', '\r', '\t'])
        }
        Ok(text) => text,
        Err(error) => {
            return writer.broken(line, Broken::Encoding { byte: error.valid_up_to() + 1 });
        }
    };
    match json::any(text, line) {
        Ok(value) => writer.value(value, line),
        Err(why) => writer.broken(line, why),
    }
}
