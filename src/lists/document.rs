//! A list as JSON: one object a line, or a list of objects, by itself or under a key. One entry is in memory at a time.

use std::{
    cell::Cell,
    fmt,
    io::{self, BufRead as _, BufReader, Cursor, Read},
    rc::Rc,
};

use serde::{
    Deserialize, Deserializer as _,
    de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Deserializer, Map, Value};

use super::{
    error::{ListError, ListErrorKind},
    import::{Import, ListEntry},
};
use crate::{
    json_error::without_place,
    tables::{ReadError, bytes::Bytes, limits::RECORD},
};

/// The longest entry, in bytes.
const LIMIT: u64 = RECORD << 20;

/// What is wrong with an object that has a key twice.
const TWICE: &str = "a key stands twice in one object";

type EntryObject = Map<String, Value>;

impl ListEntry for EntryObject {
    fn keys(&self) -> Vec<&str> {
        Self::keys(self).map(String::as_str).collect()
    }

    fn are_names(&self) -> bool {
        true
    }

    fn values(&self, key: &str) -> Vec<String> {
        let mut texts = Vec::new();
        walk(self, key, &mut |value| match value {
            Value::String(text) if !text.trim().is_empty() => texts.push(text.clone()),
            Value::Number(number) => texts.push(number.to_string()),
            _ => {}
        });
        texts
    }

    fn holds_no_text(&self, key: &str) -> bool {
        let mut found = false;
        walk(self, key, &mut |value| found |= !matches!(value, Value::String(_) | Value::Null));
        found
    }
}

/// Looks at each value under a key of an object; those of a list are several.
fn walk(object: &EntryObject, key: &str, look: &mut impl FnMut(&Value)) {
    let (first, rest) =
        key.split_once('.').map_or((key, None), |(first, rest)| (first, Some(rest)));
    let values = match object.get(first) {
        Some(Value::Array(values)) => values.as_slice(),
        Some(value) => std::slice::from_ref(value),
        None => &[],
    };
    for value in values {
        match (value, rest) {
            (Value::Object(inner), Some(rest)) => walk(inner, rest, look),
            (value, None) => look(value),
            _ => {}
        }
    }
}

pub(super) fn read(file: &str, bytes: Bytes, import: &mut Import<'_>) -> Result<(), ListError> {
    let mut reader = BufReader::new(bytes);
    let (mut text, mut line) = (Vec::new(), 0);
    loop {
        text.clear();
        line += 1;
        let at = |kind: ListErrorKind| kind.of(file, Some(line));
        let read = reader.by_ref().take(LIMIT + 1).read_until(b'\n', &mut text);
        if read.map_err(|cause| failed(file, line, cause))? == 0 {
            return Ok(());
        }
        let within = import.formats.within();
        match serde_json::from_slice::<Entry>(&text) {
            Ok(Entry(object)) if !within.iter().any(|key| object.contains_key(*key)) => {
                import.take(&object).map_err(at)?;
            }
            // Only the first line tells in which form the rest is.
            _ if line == 1 || text.trim_ascii().is_empty() && import.is_new() => {
                let rest = Cursor::new(std::mem::take(&mut text)).chain(reader);
                return stream(file, rest, line, import);
            }
            _ if text.len() as u64 > LIMIT => {
                return Err(at(ListErrorKind::TooLong { limit: RECORD }));
            }
            _ if text.trim_ascii().is_empty() => {}
            Ok(_) => {
                return Err(at(ListErrorKind::Malformed { cause: "a list within a list".into() }));
            }
            Err(error) => return Err(at(malformed(&error))),
        }
    }
}

fn failed(file: &str, line: u64, cause: io::Error) -> ListError {
    let ReadError { kind, .. } = ReadError::system(file, cause);
    ListErrorKind::from(kind).of(file, Some(line))
}

fn malformed(error: &serde_json::Error) -> ListErrorKind {
    if error.to_string().starts_with(TWICE) {
        return ListErrorKind::Malformed { cause: TWICE.into() };
    }
    // Of what is no entry it would quote the value.
    if error.is_data() {
        return ListErrorKind::Malformed { cause: "something else than an entry".into() };
    }
    // Its own line and column are those of a line or of a beginning that was read apart.
    ListErrorKind::Malformed { cause: without_place(error) }
}

/// Reads entries that are spread over lines.
fn stream(
    file: &str,
    bytes: impl Read,
    line: u64,
    import: &mut Import<'_>,
) -> Result<(), ListError> {
    let allowance = Rc::new(Allowance { left: Cell::new(LIMIT), line: Cell::new(line) });
    // Byte by byte, as the parser asks: what it has not asked for is of no entry yet.
    let mut reader = Deserializer::from_reader(BoundedReader {
        inner: BufReader::new(bytes),
        allowance: Rc::clone(&allowance),
    });
    let within: Vec<_> = import.formats.within().into_iter().map(str::to_owned).collect();
    let mut sink = EntrySink { import, allowance: &allowance, within: &within, fault: None };
    let read = reader.deserialize_any(EntriesSeed(&mut sink)).and_then(|()| reader.end());
    let fault = sink.fault.take();
    let at = |kind: ListErrorKind| kind.of(file, Some(allowance.line.get()));
    match (fault, read) {
        (Some(fault), _) => Err(at(fault)),
        (None, Ok(())) => Ok(()),
        (None, Err(_)) if allowance.left.get() == 0 => {
            Err(at(ListErrorKind::TooLong { limit: RECORD }))
        }
        (None, Err(error)) if error.is_io() => {
            Err(failed(file, allowance.line.get(), error.into()))
        }
        (None, Err(error)) => Err(at(malformed(&error))),
    }
}

/// How much of an entry may still be read, and where that is.
struct Allowance {
    left: Cell<u64>,
    line: Cell<u64>,
}

struct BoundedReader<R> {
    inner: R,
    allowance: Rc<Allowance>,
}

impl<R: Read> Read for BoundedReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let bytes = buffer.get(..read).unwrap_or_default();
        let breaks = memchr::memchr_iter(b'\n', bytes).count() as u64;
        self.allowance.line.set(self.allowance.line.get() + breaks);
        let left = self.allowance.left.get().saturating_sub(read as u64);
        self.allowance.left.set(left);
        if left == 0 { Err(io::Error::other("the entry is too long")) } else { Ok(read) }
    }
}

/// Takes entries as they are read.
struct EntrySink<'t, 'i> {
    import: &'t mut Import<'i>,
    allowance: &'t Allowance,
    within: &'t [String],
    fault: Option<ListErrorKind>,
}

impl EntrySink<'_, '_> {
    fn take<E: de::Error>(&mut self, object: &EntryObject) -> Result<(), E> {
        self.allowance.left.set(LIMIT);
        self.import.take(object).map_err(|fault| {
            self.fault = Some(fault);
            E::custom("the list is of no use")
        })
    }
}

/// A list of entries, an object that holds one, or a single entry.
struct EntriesSeed<'d, 't, 'i>(&'d mut EntrySink<'t, 'i>);

impl<'de> DeserializeSeed<'de> for EntriesSeed<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for EntriesSeed<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of entries")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(Entry(object)) = seq.next_element()? {
            self.0.take(&object)?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (mut own, mut holds) = (EntryObject::new(), false);
        while let Some(key) = map.next_key::<String>()? {
            if self.0.within.contains(&key) {
                map.next_value_seed(EntriesSeed(&mut *self.0))?;
                holds = true;
            } else {
                insert(&mut own, key, map.next_value()?)?;
            }
        }
        if holds { Ok(()) } else { self.0.take(&own) }
    }
}

/// An entry.
struct Entry(EntryObject);

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match OnceValue::deserialize(deserializer)?.0 {
            Value::Object(object) => Ok(Self(object)),
            _ => Err(de::Error::custom("no entry")),
        }
    }
}

/// A value in whose objects each key stands once: of two a reader drops one without a word.
struct OnceValue(Value);

fn insert<E: de::Error>(object: &mut EntryObject, key: String, value: OnceValue) -> Result<(), E> {
    match object.insert(key, value.0) {
        None => Ok(()),
        Some(_) => Err(E::custom(TWICE)),
    }
}

impl<'de> Deserialize<'de> for OnceValue {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OnceVisitor).map(Self)
    }
}

struct OnceVisitor;

impl<'de> Visitor<'de> for OnceVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(OnceValue(value)) = seq.next_element()? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = EntryObject::new();
        while let Some(key) = map.next_key()? {
            insert(&mut object, key, map.next_value()?)?;
        }
        Ok(Value::Object(object))
    }
}
