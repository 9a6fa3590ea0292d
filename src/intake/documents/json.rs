//! JSON texts as values. Numbers stay as they are written, so that a long serial number loses no digit.
//!
//! A value is taken as the text that it is, and only then looked into: each level of it is read once more, so the number of
//! levels is bounded.

use std::{borrow::Cow, fmt};

use serde::de::{self, Deserialize, Deserializer as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Deserializer, value::RawValue};

use super::node::{LEVELS, Node, Object, VALUES};
use crate::{json_error::without_place, tables::Broken};

/// The object that is all of a JSON text; the text begins on this line.
pub(super) fn object(text: &str, line: u64) -> Result<Object<'_>, Broken> {
    match any(text, line)? {
        Node::Object(object) => Ok(object),
        other => Err(Broken::NoObject { found: other.found() }),
    }
}

/// The object, or whatever else all of a JSON text is; it begins on this line.
pub(super) fn any(text: &str, line: u64) -> Result<Node<'_>, Broken> {
    NodeReader { left: VALUES }.node(text, line, LEVELS)
}

/// The value that a JSON text is; it begins on this line.
pub(super) fn value(text: &str, line: u64) -> Result<Node<'_>, Broken> {
    NodeReader { left: VALUES }.node(text, line, LEVELS - 1)
}

/// The value of a text that is neither a list nor an object.
pub(super) fn plain(text: &str) -> Option<Node<'_>> {
    NodeReader { left: 1 }.node(text, 0, 0).ok()
}

/// The members of an object with the texts of their values, as long as `wanted` says of these that they are.
pub(super) fn members(
    text: &str,
    most: usize,
    wanted: impl Fn(&str) -> bool,
) -> Result<Vec<(Cow<'_, str>, &str)>, Stop> {
    let mut members = Vec::new();
    each_member(text, |key, raw| {
        if wanted(raw) {
            members.push((key, raw));
        }
        members.len() <= most
    })?;
    if members.len() > most { Err(Stop::TooMany) } else { Ok(members) }
}

/// Why a text was not read to its end.
pub(super) enum Stop {
    Syntax(serde_json::Error),
    TooMany,
}

impl From<serde_json::Error> for Stop {
    fn from(error: serde_json::Error) -> Self {
        Self::Syntax(error)
    }
}

/// Hands each member of an object to `take` until it wants no more.
pub(super) fn each_member<'t>(
    text: &'t str,
    take: impl FnMut(Cow<'t, str>, &'t str) -> bool,
) -> Result<(), serde_json::Error> {
    let mut wanted = true;
    let mut reader = Deserializer::from_str(text);
    let outcome = reader.deserialize_map(Members { take, wanted: &mut wanted });
    if wanted { outcome.and_then(|()| reader.end()) } else { Ok(()) }
}

/// How many of the first `most` members of an object pass a test; `None` if one of them does not.
pub(super) fn passing(
    text: &str,
    most: usize,
    mut passes: impl FnMut(&str, &str) -> bool,
) -> Option<usize> {
    let (mut count, mut all) = (0, true);
    let read = each_member(text, |key, raw| {
        count += 1;
        all = passes(&key, raw);
        all && count < most
    });
    (read.is_ok() && all).then_some(count)
}

/// Hands the text of each item of a list to `take` until it wants no more.
pub(super) fn each_item<'t>(
    text: &'t str,
    take: impl FnMut(&'t str) -> bool,
) -> Result<(), serde_json::Error> {
    let mut wanted = true;
    let mut reader = Deserializer::from_str(text);
    let outcome = reader.deserialize_seq(Items { take, wanted: &mut wanted });
    if wanted { outcome.and_then(|()| reader.end()) } else { Ok(()) }
}

/// What the reader of JSON says, without the place that it adds.
pub(super) fn cause(error: &serde_json::Error) -> String {
    let cause = without_place(error);
    match cause.strip_prefix("EOF while parsing ") {
        Some("a value") => "it ends before a value".to_owned(),
        Some(inside) => format!("it ends inside {inside}"),
        None => cause,
    }
}

/// Where a part of a text begins in it.
pub(super) fn offset(part: &str, text: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize).min(text.len())
}

/// Counts the lines of a text as its parts are met, one after the other.
pub(super) struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str, line: u64) -> Self {
        Self { text, at: 0, line }
    }

    /// The line on which a part begins that stands behind all parts asked for before.
    pub(super) fn of(&mut self, part: &str) -> u64 {
        let to = offset(part, self.text);
        let between = self.text.as_bytes().get(self.at..to).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', between).count() as u64;
        self.at = to.max(self.at);
        self.line
    }
}

struct NodeReader {
    /// How many values may still come.
    left: usize,
}

impl NodeReader {
    fn node<'t>(&mut self, text: &'t str, line: u64, levels: usize) -> Result<Node<'t>, Broken> {
        self.left = self.left.checked_sub(1).ok_or(Broken::TooMany { values: VALUES })?;
        let broken = |error: serde_json::Error| broken(&error);
        match text.as_bytes().first() {
            Some(b'{' | b'[') if levels == 0 => Err(Broken::TooDeep { levels: LEVELS }),
            Some(b'{') => {
                let left = self.left;
                let raw = members(text, left, |_| true).map_err(|stop| match stop {
                    Stop::Syntax(error) => broken(error),
                    Stop::TooMany => Broken::TooMany { values: VALUES },
                })?;
                let mut lines = Lines::new(text, line);
                let read = raw.into_iter().map(|(key, raw)| {
                    let line = lines.of(raw);
                    Ok((key, self.node(raw, line, levels - 1)?))
                });
                Ok(Node::Object(Object { line, members: read.collect::<Result<_, _>>()? }))
            }
            Some(b'[') => {
                let (mut items, mut lines) = (Vec::new(), Lines::new(text, line));
                let mut fault = None;
                each_item(text, |raw| match self.node(raw, lines.of(raw), levels - 1) {
                    Ok(node) => {
                        items.push(node);
                        true
                    }
                    Err(broken) => {
                        fault = Some(broken);
                        false
                    }
                })
                .map_err(broken)?;
                fault.map_or(Ok(Node::List(items)), Err)
            }
            // The text has been read before, unless it stands alone.
            Some(b'"') if !text.contains('\\') && text.len() > 1 && levels < LEVELS => {
                Ok(Node::Text(Cow::Borrowed(&text[1..text.len() - 1])))
            }
            Some(b'"') => serde_json::from_str::<String>(text)
                .map(|text| Node::Text(Cow::Owned(text)))
                .map_err(broken),
            _ => {
                serde_json::from_str::<de::IgnoredAny>(text).map_err(broken)?;
                Ok(if text == "null" { Node::Nothing } else { Node::Text(Cow::Borrowed(text)) })
            }
        }
    }
}

fn broken(error: &serde_json::Error) -> Broken {
    Broken::Syntax { column: error.column(), cause: cause(error) }
}

/// A key, borrowed from the text where it is written without escapes.
struct Key<'t>(Cow<'t, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

struct Members<'w, F> {
    take: F,
    wanted: &'w mut bool,
}

impl<'de, F: FnMut(Cow<'de, str>, &'de str) -> bool> Visitor<'de> for Members<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = map.next_key()? {
            let value: &'de RawValue = map.next_value()?;
            if !(self.take)(key, value.get()) {
                *self.wanted = false;
                break;
            }
        }
        Ok(())
    }
}

struct Items<'w, F> {
    take: F,
    wanted: &'w mut bool,
}

impl<'de, F: FnMut(&'de str) -> bool> Visitor<'de> for Items<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<(), A::Error> {
        while let Some(value) = seq.next_element::<&'de RawValue>()? {
            if !(self.take)(value.get()) {
                *self.wanted = false;
                break;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Node<'_> {
        Node::Text(text.into())
    }

    #[test]
    fn values_stay_as_they_are_written() {
        let source = "{\"serial\": 123456789012345678901234567890, \"a\\u0062\": \"x\\ty\",\n\"n\": null, \"f\": 1.50e3,\n \"in\": {\"t\": true, \"l\": [1,\n{\"k\": \"\"}]}}";
        let object = object(source, 7).unwrap();
        let Some(Node::Object(inner)) = object.get("in") else { panic!("{object:?}") };
        let Some(Node::List(items)) = inner.get("l") else { panic!("{object:?}") };
        let [number, Node::Object(last)] = items.as_slice() else { panic!("{object:?}") };
        assert_eq!(object.get("serial"), Some(&text("123456789012345678901234567890")));
        assert_eq!(object.get("ab"), Some(&text("x\ty")));
        assert_eq!(object.get("n"), Some(&Node::Nothing));
        assert_eq!(object.get("f"), Some(&text("1.50e3")));
        assert_eq!((inner.get("t"), number), (Some(&text("true")), &text("1")));
        assert_eq!((object.line, inner.line, last.line), (7, 9, 10));
        assert_eq!(last.get("k"), Some(&text("")));
    }

    #[test]
    fn what_is_no_object_says_why() {
        let syntax = |column, cause: &str| Broken::Syntax { column, cause: cause.into() };
        let deep = |levels: usize| format!("{}{}", "{\"a\":".repeat(levels), "1}".repeat(levels));
        let deep = |levels| deep(levels).replace("1}", "}").replacen(":}", ":1}", 1);
        assert!(object(&deep(LEVELS), 1).is_ok());
        let many = format!("{{\"a\":[{}0]}}", "0,".repeat(VALUES));
        let lists = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        for (source, broken) in [
            ("[1]", Broken::NoObject { found: "a list" }),
            ("\"text\"", Broken::NoObject { found: "a text or a number" }),
            ("12", Broken::NoObject { found: "a text or a number" }),
            ("null", Broken::NoObject { found: "nothing (null)" }),
            ("{\"a\": NaN}", syntax(7, "expected value")),
            ("{\"a\": 1,}", syntax(9, "trailing comma")),
            ("{\"a\": 1} x", syntax(10, "trailing characters")),
            ("{\"a\": \"b", syntax(8, "it ends inside a string")),
            ("{'a': 1}", syntax(2, "key must be a string")),
            ("{\"a\": \"\\ud800\"}", syntax(8, "unexpected end of hex escape")),
            (&deep(LEVELS + 1), Broken::TooDeep { levels: LEVELS }),
            (&lists, Broken::TooDeep { levels: LEVELS }),
            (&many, Broken::TooMany { values: VALUES }),
        ] {
            let shown: String = source.chars().take(40).collect();
            assert_eq!(object(source, 1).unwrap_err(), broken, "{shown}");
        }
    }
}
