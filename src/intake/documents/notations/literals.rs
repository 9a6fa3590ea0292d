//! Objects as programs write them down: in single quotes, with bare keys, as arrays with arrows (`'make' => 'Acme'`), and JSON one
//! object a line with commas between. Such a text is a list of objects, or a part of one that was cut out. Where its items are lists of
//! as many values, these are rows, and their columns are called as the first of them says, or by their numbers.

use std::borrow::Cow;

use super::{
    super::{
        json_writer::JsonWriter,
        kind::is_cut_out,
        matrix,
        node::{LEVELS, Node, VALUES},
    },
    scanner::Scanner,
};
use crate::intake::formats::Formats;

/// What begins a comment up to the end of its line.
const COMMENTS: [&str; 2] = ["//", "#"];
/// Fewer lists than these are no rows of a table.
const ROWS: usize = 3;
/// What a value is written as that says nothing.
const NOTHING: [&str; 6] = ["null", "None", "nil", "undefined", "NULL", "NaN"];

/// Whether a text begins with such an object, perhaps behind a line that opens their list.
pub(super) fn may_be(head: &str) -> bool {
    let mut reader = LiteralReader::new(head);
    reader.name();
    reader.scanner.skip_comments(&COMMENTS);
    let opens_list = reader.scanner.take("[");
    reader.scanner.skip_comments(&COMMENTS);
    let rest = reader.scanner.rest();
    if rest.starts_with(['(', '[']) && begins_row(rest) {
        return true;
    }
    if !rest.starts_with(['{', '[']) {
        return opens_list && reader.key(']').is_some();
    }
    reader.scanner.skip(1);
    reader.scanner.skip_comments(&COMMENTS);
    let is_json = rest.starts_with('{') && reader.scanner.rest().starts_with('"');
    if is_json && (opens_list || !is_cut_out(rest)) {
        return says_nothing(head);
    }
    reader.key(if rest.starts_with('{') { '}' } else { ']' }).is_some()
}

/// Whether a value of what is JSON otherwise is written as programs write one that says nothing, and JSON does not: `"make": NaN`.
fn says_nothing(head: &str) -> bool {
    let nothing = |rest: &str| NOTHING.iter().any(|word| *word != "null" && rest.starts_with(word));
    head.split("\":").skip(1).any(|rest| nothing(rest.trim_start()))
}

/// Whether the line that begins in a bracket closes it, and holds texts in quotes with commas between: `('a', 'Acme', 1),`.
fn begins_row(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or_default().trim_end();
    let is_closed = line.trim_end_matches([',', ';']).ends_with([')', ']']);
    is_closed && line.contains(',') && line.contains(['\'', '"'])
}

/// The objects of a text as JSON; `None` where anything else stands in it.
pub(super) fn as_json(text: &str, formats: &Formats) -> Option<String> {
    let mut reader = LiteralReader::new(text);
    let name = reader.name();
    reader.scanner.skip_comments(&COMMENTS);
    let in_list = name.is_none() && reader.scanner.rest().starts_with('[') && reader.opens_rows();
    reader.scanner.skip(usize::from(in_list));
    let (mut objects, mut rows) = (Vec::new(), Vec::new());
    loop {
        reader.scanner.skip_comments(&COMMENTS);
        let line = reader.scanner.line();
        match reader.scanner.next() {
            None => break,
            Some(',' | ';' | ']' | '}' | ')') => reader.scanner.skip(1),
            Some(_) => match reader.value(0)? {
                one @ Node::Object(_) => objects.push(one),
                Node::List(list) if !in_list && list.iter().all(Node::is_object) => {
                    objects.extend(list);
                }
                Node::List(list) => rows.push((line, list)),
                _ => return None,
            },
        }
    }
    objects.extend(named(rows, formats)?);
    if objects.is_empty() {
        return None;
    }
    let list = Node::List(objects);
    Some(JsonWriter::of(&match name {
        Some(name) => Node::of_members(1, vec![(name.into(), list)]),
        None => list,
    }))
}

/// Rows as objects under the names of their columns; `None` where they are no table: few, of different lengths, or no texts.
fn named<'t>(mut rows: Vec<(u64, Vec<Node<'t>>)>, formats: &Formats) -> Option<Vec<Node<'t>>> {
    let width = rows.first().map_or(0, |(_, first)| first.len());
    let says =
        |value: &Node<'_>| value.text().is_some_and(|text| text.contains(char::is_alphabetic));
    let is_row = |row: &[Node<'_>]| {
        row.len() == width
            && row.iter().all(Node::is_plain)
            && row.iter().filter(|value| says(value)).count() > 1
    };
    let is_table = rows.len() >= ROWS && rows.iter().all(|(_, row)| is_row(row));
    (is_table || rows.is_empty()).then_some(())?;
    let names = rows.first().and_then(|(_, first)| matrix::names(first, formats));
    rows.drain(..usize::from(names.is_some()));
    let names = names.unwrap_or_else(|| (1..=width).map(|at| format!("#{at}")).collect());
    let object = |(line, row)| {
        let members = names.iter().cloned().map(Cow::from).zip::<Vec<_>>(row);
        Node::of_members(line, members.collect())
    };
    Some(rows.into_iter().map(object).collect())
}

struct LiteralReader<'t> {
    scanner: Scanner<'t>,
    /// How many values may still come.
    left: usize,
}

impl<'t> LiteralReader<'t> {
    fn new(text: &'t str) -> Self {
        Self { scanner: Scanner::new(text), left: VALUES }
    }

    /// Passes over a line that opens a list, and gives the name that it has there: `const cameras = [`.
    fn name(&mut self) -> Option<&'t str> {
        self.scanner.skip_comments(&COMMENTS);
        let line = self.scanner.rest().lines().next().unwrap_or_default();
        let opens = line.trim_end().strip_suffix(['[', '('])?;
        let name = opens.trim_end().trim_end_matches(['=', '>', ':']).trim_end();
        let is_name = name.contains(char::is_alphanumeric) && !name.contains(['{', ',']);
        is_name.then(|| {
            self.scanner.skip(line.len());
            name
        })
    }

    /// Whether a list that begins here holds rows.
    fn opens_rows(&self) -> bool {
        let inner = self.scanner.rest().get(1..).unwrap_or_default().trim_start();
        inner.starts_with(['[', '(']) && begins_row(inner)
    }

    fn value(&mut self, level: usize) -> Option<Node<'t>> {
        self.left = self.left.checked_sub(1)?;
        let line = self.scanner.line();
        if level > LEVELS {
            return None;
        }
        if self.scanner.take("array(") {
            return self.members(level, line, ')');
        }
        match self.scanner.next()? {
            '{' => self.opened(level, line, '}'),
            '[' => self.opened(level, line, ']'),
            '(' => self.opened(level, line, ')'),
            _ => self.plain(),
        }
    }

    fn opened(&mut self, level: usize, line: u64, close: char) -> Option<Node<'t>> {
        self.scanner.skip(1);
        self.members(level, line, close)
    }

    /// What stands in brackets: members with keys, or items without.
    fn members(&mut self, level: usize, line: u64, close: char) -> Option<Node<'t>> {
        let (mut members, mut items) = (Vec::new(), Vec::new());
        loop {
            self.scanner.skip_comments(&COMMENTS);
            let next = self.scanner.next()?;
            if next == close {
                self.scanner.skip(1);
                break;
            }
            if next == ',' {
                self.scanner.skip(1);
                continue;
            }
            match self.key(close) {
                Some(key) => {
                    self.scanner.skip_comments(&COMMENTS);
                    members.push((key, self.value(level + 1)?));
                }
                None if close == '}' => return None,
                None => items.push(self.value(level + 1)?),
            }
        }
        match (members.is_empty(), items.is_empty()) {
            (true, _) if close != '}' => Some(Node::List(items)),
            (_, true) => Some(Node::of_members(line, members)),
            _ => None,
        }
    }

    /// A key with what stands between it and its value; passes over nothing where there is none.
    fn key(&mut self, close: char) -> Option<Cow<'t, str>> {
        let from = self.scanner.at();
        let is_quoted = self.scanner.rest().starts_with(['\'', '"']);
        let key = self.key_alone().filter(|_| {
            self.scanner.skip_spaces();
            // In brackets a bare word before a colon is a time, a level of a log or the like.
            let may_be_colon = is_quoted || close == '}';
            self.scanner.take("=>") || may_be_colon && self.scanner.take(":")
        });
        if key.is_none() {
            self.scanner.go_to(from);
        }
        key
    }

    fn key_alone(&mut self) -> Option<Cow<'t, str>> {
        if self.scanner.rest().starts_with(['\'', '"']) {
            return self.scanner.quoted(false);
        }
        self.scanner.take(":");
        let rest = self.scanner.rest();
        let is_inner = |c: char| c.is_alphanumeric() || "_$-".contains(c);
        let key = &rest[..rest.find(|c| !is_inner(c)).unwrap_or(rest.len())];
        self.scanner.skip(key.len());
        key.starts_with(|c: char| c.is_alphabetic() || c == '_').then(|| key.into())
    }

    /// A text, a number, or whatever a program works out.
    fn plain(&mut self) -> Option<Node<'t>> {
        let from = self.scanner.at();
        // A letter may say what kind of text stands in the quotes.
        let letters = self.scanner.rest().find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(0);
        if letters < 2 {
            self.scanner.skip(letters);
        }
        if self.scanner.rest().starts_with(['\'', '"', '`']) {
            let text = self.scanner.quoted(false)?;
            self.scanner.skip_spaces();
            if self.scanner.rest().starts_with([',', '}', ']', ')']) {
                return Some(Node::Text(text));
            }
        }
        self.scanner.go_to(from);
        let text = self.scanner.expression(false)?;
        Some(if NOTHING.contains(&text) { Node::Nothing } else { Node::Text(text.into()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::testing;

    fn json(text: &str) -> Option<String> {
        as_json(text, &testing::formats())
    }

    #[test]
    fn objects_of_programs_are_read() {
        for (text, json) in [
            (
                "[{\"a\": NaN, \"b\": 1}, {\"a\": \"x\"}]",
                "[{\"a\":null,\"b\":\"1\"},{\"a\":\"x\"}]",
            ),
            (
                "{'a': 'x', 'b': None},\n{'a': 'it\\'s', 'b': 2},\n",
                "[{\"a\":\"x\",\"b\":null},\n{\"a\":\"it's\",\"b\":\"2\"}]",
            ),
            ("[{'a': 1}]\n", "[{\"a\":\"1\"}]"),
            (
                "\n  { id: 'a', n: f(1, 2) },\n  { id: 'b', in: { k: [1, 'x'] } }\n];\n",
                "[\n{\"id\":\"a\",\"n\":\"f(1, 2)\"},\n{\"id\":\"b\",\"in\":{\"k\":[\"1\",\"x\"]}}]",
            ),
            (
                "['a' => 'x', 'b' => [1]],\n['a' => 'y'],",
                "[{\"a\":\"x\",\"b\":[\"1\"]},\n{\"a\":\"y\"}]",
            ),
            ("const cams = [ // all\n  {a: \"x\"},\n", "{\"const cams\":[\n{\"a\":\"x\"}]}"),
            ("{\"a\": 1},\n{\"a\": 2}\n", "[{\"a\":\"1\"},\n{\"a\":\"2\"}]"),
            ("{ :a => \"x\" }", "[{\"a\":\"x\"}]"),
            (
                "rows = [\n  (1, 'it', \"b\"),\n  (2, 'c', 'f'),\n  (3, 'd', 'e'),\n]\n",
                "{\"rows\":[\n{\"#1\":\"1\",\"#2\":\"it\",\"#3\":\"b\"},\n{\"#1\":\"2\",\"#2\":\"c\",\"#3\":\"f\"},\n{\"#1\":\"3\",\"#2\":\"d\",\"#3\":\"e\"}]}",
            ),
            (
                "[['Manufacturer', 'Model'],\n ['Acme', 'B'],\n ['Bolt', 'C']]",
                "[\n{\"Manufacturer\":\"Acme\",\"Model\":\"B\"},\n{\"Manufacturer\":\"Bolt\",\"Model\":\"C\"}]",
            ),
            (
                "('a', 'b'),\n('c', 'd'),\n('e', 'f');",
                "[{\"#1\":\"a\",\"#2\":\"b\"},\n{\"#1\":\"c\",\"#2\":\"d\"},\n{\"#1\":\"e\",\"#2\":\"f\"}]",
            ),
        ] {
            let text = text.replace(" // all", "");
            assert!(may_be(&text), "{text}");
            assert_eq!(self::json(&text).as_deref(), Some(json), "{text}");
        }
    }

    #[test]
    fn other_texts_are_left_alone() {
        for text in [
            "[Name],[Type]\n",
            "{name},{type}\n",
            "[front]\nmake = Acme\n",
            "[12:03:04] started: now\n",
            "{\"a\": 1}\n{\"a\": 2}\n",
            "[{\"a\": 1}]",
            "{'a': 1} and more\n",
            "{'a': 'x",
            "a,b\n1,2\n",
            "('a', 1),\n('b', 2),\n('c', 3),\n",
            "add('a', 'b');\nadd('c', 'd');\nadd('e', 'f');\n",
        ] {
            assert!(!may_be(text) || json(text).is_none(), "{text}");
        }
        let deep = format!("{}1", "{a: ".repeat(100_000));
        assert_eq!(json(&deep), None);
    }
}
