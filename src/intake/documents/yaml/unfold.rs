//! Events of YAML as JSON text. Before a token, line breaks are written until its line is reached. What an anchor names is
//! kept as text, and written again at each alias, up to a bound on all that is repeated.

use std::collections::{HashMap, HashSet};

use rustc_hash::FxHashSet;
use saphyr_parser::{Event, ScalarStyle, Tag};
use serde::de::IgnoredAny;

use super::super::{
    held::{HELD, fault as json_fault},
    json,
    node::LEVELS,
};
use crate::{
    strings::HIDDEN,
    tables::{Fault, ReadErrorKind, base64_text, limits::REPEATED},
};

/// The form, as messages call it.
pub(in crate::intake::documents) const YAML: &str = "YAML";
/// The key that takes over the members of another map.
const MERGE: &str = "<<";
/// The tag of a value in Base64.
const BINARY: &str = "binary";
/// What a plain scalar is written as that says nothing.
const NOTHING: [&str; 5] = ["", "~", "null", "Null", "NULL"];

/// A text that is no YAML, as shows on a line.
pub(super) fn malformed(line: u64, column: Option<u64>, cause: &str) -> Fault {
    Fault::at(line, ReadErrorKind::Malformed { form: YAML, column, cause: cause.to_owned() })
}

/// What has been written of a text.
pub(super) struct Unfolder<'f> {
    /// Tags of values that are secrets.
    secret_tags: &'f FxHashSet<String>,
    out: String,
    /// How many line breaks have been written, from the first line on.
    breaks: usize,
    open: Vec<Collection>,
    anchors: HashMap<usize, Anchor>,
    /// How many bytes of anchors were kept, and written again at aliases.
    repeated: usize,
}

/// A map or a list whose end has not come.
struct Collection {
    anchor: usize,
    /// Where it begins.
    start: usize,
    /// Where the current value begins.
    value: usize,
    is_empty: bool,
    next: Next,
    /// The maps whose members it takes over.
    merged: Vec<String>,
    /// Levels inside.
    levels: usize,
}

/// What comes next in a collection.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Item,
    Key,
    Value,
    /// What is to be taken over.
    Merged,
}

/// A value that aliases repeat, in one line.
struct Anchor {
    text: String,
    levels: usize,
}

impl<'f> Unfolder<'f> {
    /// Nothing yet.
    pub(super) fn new(secret_tags: &'f FxHashSet<String>) -> Self {
        Self {
            secret_tags,
            out: String::new(),
            breaks: 0,
            open: Vec::new(),
            anchors: HashMap::new(),
            repeated: 0,
        }
    }

    /// Everything that was written.
    pub(super) fn into_text(self) -> String {
        self.out
    }

    /// Writes what an event on a line brings.
    pub(super) fn take(&mut self, event: Event<'_>, line: usize) -> Result<(), Fault> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let is_plain = style == ScalarStyle::Plain;
                self.scalar(&text, is_plain, anchor, tag.as_deref(), line)
            }
            Event::Alias(anchor) => self.alias(anchor, line),
            Event::SequenceStart(anchor, _) => self.start(anchor, Next::Item, line),
            Event::MappingStart(anchor, _) => self.start(anchor, Next::Key, line),
            Event::SequenceEnd | Event::MappingEnd => self.end(line),
            Event::DocumentEnd => {
                self.anchors.clear();
                Ok(())
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {
                Ok(())
            }
        }
    }

    fn scalar(
        &mut self,
        text: &str,
        is_plain: bool,
        anchor: usize,
        tag: Option<&Tag>,
        line: usize,
    ) -> Result<(), Fault> {
        let next = self.open.last().map(|open| open.next);
        if is_plain && text == MERGE && next == Some(Next::Key) {
            let at = self.out.len();
            if let Some(open) = self.open.last_mut() {
                (open.next, open.value) = (Next::Merged, at);
            }
            return Ok(());
        }
        let binary = tag.filter(|tag| tag.suffix == BINARY);
        let binary = binary.and_then(|_| base64_text::decoded(text));
        let (text, is_plain) = binary.as_deref().map_or((text, is_plain), |text| (text, false));
        let is_secret = tag.is_some_and(|tag| self.secret_tags.contains(tag.suffix.as_str()));
        let is_nothing = is_plain && !is_secret && NOTHING.contains(&text);
        if is_nothing && next.is_none() {
            return Ok(());
        }
        // What is not written may be said to stand where the next token does.
        let start = self.begin((!text.is_empty()).then_some(line));
        if is_secret {
            self.text(HIDDEN);
        } else if is_nothing {
            self.out.push_str("null");
        } else if is_plain && is_literal(text) {
            self.out.push_str(text);
        } else {
            self.text(text);
        }
        self.complete(start, anchor, 0, line)
    }

    fn alias(&mut self, anchor: usize, line: usize) -> Result<(), Fault> {
        let start = self.begin(Some(line));
        let Some(Anchor { text, levels }) = self.anchors.get(&anchor) else {
            let cause = "an alias stands inside of what it names";
            return Err(malformed(line as u64, None, cause));
        };
        let levels = *levels;
        self.repeated += text.len();
        if self.repeated as u64 > REPEATED << 20 {
            return Err(repeated(line));
        }
        self.out.push_str(text);
        if self.open.len() + levels > LEVELS {
            return Err(Fault::at(line as u64, ReadErrorKind::DeepObject));
        }
        self.complete(start, 0, levels, line)
    }

    fn start(&mut self, anchor: usize, next: Next, line: usize) -> Result<(), Fault> {
        if self.open.len() >= LEVELS {
            return Err(Fault::at(line as u64, ReadErrorKind::DeepObject));
        }
        // What stands below a key begins with it.
        let is_value = self.open.last().is_some_and(|open| open.next == Next::Value);
        let start = self.begin((!is_value).then_some(line));
        self.out.push(if next == Next::Key { '{' } else { '[' });
        let (is_empty, merged, levels) = (true, Vec::new(), 0);
        self.open.push(Collection { anchor, start, value: 0, is_empty, next, merged, levels });
        Ok(())
    }

    fn end(&mut self, line: usize) -> Result<(), Fault> {
        let Some(closed) = self.open.pop() else { return Ok(()) };
        if !closed.merged.is_empty() {
            self.take_over(&closed)?;
        }
        self.out.push(if closed.next == Next::Item { ']' } else { '}' });
        self.complete(closed.start, closed.anchor, closed.levels + 1, line)
    }

    /// Begins a value, on a line where one is known; says where.
    fn begin(&mut self, line: Option<usize>) -> usize {
        match self.open.last_mut() {
            None => self.out.push(' '),
            Some(open) if matches!(open.next, Next::Item | Next::Key) => {
                if !std::mem::take(&mut open.is_empty) {
                    self.out.push(',');
                }
            }
            Some(_) => {}
        }
        let missing = line.map_or(0, |line| line.saturating_sub(self.breaks + 1));
        self.out.extend(std::iter::repeat_n('\n', missing));
        self.breaks += missing;
        let start = self.out.len();
        if let Some(open) = self.open.last_mut() {
            open.value = start;
        }
        start
    }

    /// A value has been written, from `start` on.
    fn complete(
        &mut self,
        start: usize,
        anchor: usize,
        levels: usize,
        line: usize,
    ) -> Result<(), Fault> {
        if self.out.len() as u64 > HELD << 20 {
            let what = format!("written out, it is longer than {HELD} MiB");
            return Err(ReadErrorKind::LargeDocument(what).into());
        }
        if anchor != 0 {
            let text = in_one_line(self.out.get(start..).unwrap_or_default());
            self.repeated += text.len();
            if self.repeated as u64 > REPEATED << 20 {
                return Err(repeated(line));
            }
            self.anchors.insert(anchor, Anchor { text, levels });
        }
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        open.levels = open.levels.max(levels);
        match open.next {
            Next::Item => {}
            Next::Value => open.next = Next::Key,
            Next::Key => {
                open.next = Next::Value;
                if !self.out.get(start..).is_some_and(|key| key.starts_with('"')) {
                    let key = self.cut(start);
                    self.text(&key.replace(['{', '}', '[', ']', '"', '\\'], ""));
                }
                self.out.push(':');
            }
            Next::Merged => {
                open.next = Next::Key;
                let merged = self.cut(start);
                if let Some(open) = self.open.last_mut() {
                    open.merged.push(merged);
                }
            }
        }
        Ok(())
    }

    /// Takes back what was written from a place on, in one line.
    fn cut(&mut self, start: usize) -> String {
        let text = self.out.split_off(start);
        self.breaks -= text.matches('\n').count();
        in_one_line(&text)
    }

    /// Writes the members that a map takes over from others, behind its own: the first of a key holds.
    fn take_over(&mut self, closed: &Collection) -> Result<(), Fault> {
        let mut keys = HashSet::new();
        let own = format!("{}}}", self.out.get(closed.start..).unwrap_or_default());
        let known = json::each_member(&own, |key, _| {
            keys.insert(key.into_owned());
            true
        });
        known.map_err(|error| json_fault(&error))?;
        let mut is_empty = closed.is_empty;
        for merged in &closed.merged {
            let mut take = |map: &str| {
                json::each_member(map, |key, value| {
                    if keys.insert(key.clone().into_owned()) {
                        if !std::mem::take(&mut is_empty) {
                            self.out.push(',');
                        }
                        self.text(&key);
                        self.out.push(':');
                        self.out.push_str(value);
                    }
                    true
                })
            };
            let taken = match merged.as_bytes().first() {
                Some(b'{') => take(merged),
                Some(b'[') => json::each_item(merged, |item| {
                    // What is no map has no members.
                    !item.starts_with('{') || take(item).is_ok()
                }),
                _ => take(&format!("{{\"{MERGE}\":{merged}}}")),
            };
            taken.map_err(|error| json_fault(&error))?;
        }
        Ok(())
    }

    /// Writes a text.
    fn text(&mut self, text: &str) {
        if text.bytes().any(|byte| byte < b' ' || matches!(byte, b'"' | b'\\')) {
            self.out.push_str(&serde_json::Value::from(text).to_string());
        } else {
            self.out.push('"');
            self.out.push_str(text);
            self.out.push('"');
        }
    }
}

/// A value without the line breaks between its tokens; in its texts there are none.
fn in_one_line(text: &str) -> String {
    text.replace('\n', "")
}

/// Whether a scalar is a number or a truth that JSON writes in the same way.
fn is_literal(text: &str) -> bool {
    let is_number = || serde_json::from_str::<IgnoredAny>(text).is_ok();
    matches!(text, "true" | "false")
        || text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) && is_number()
}

/// Aliases repeat too much.
fn repeated(line: usize) -> Fault {
    Fault::at(line as u64, ReadErrorKind::Unfolded { limit: REPEATED })
}
