//! A text that is passed over from its beginning to its end, with the lines on which its parts stand.

use std::borrow::Cow;

/// Where a reader stands in a text.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    line: u64,
    /// Where the line was counted last.
    counted: usize,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, line: 1, counted: 0 }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    pub(super) fn next(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// What was passed over since a place.
    pub(super) fn since(&self, from: usize) -> &'t str {
        &self.text[from..self.at]
    }

    /// The line that has been reached.
    pub(super) fn line(&mut self) -> u64 {
        let between = &self.text.as_bytes()[self.counted..self.at];
        self.line += memchr::memchr_iter(b'\n', between).count() as u64;
        self.counted = self.at;
        self.line
    }

    /// Goes back to a place behind which no line was asked for, or on to one.
    pub(super) fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    /// Skips `bytes` bytes, which must end between two characters.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    pub(super) fn skip_spaces(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Passes over white space and comments that begin with one of these marks, or stand in `/* … */`.
    pub(super) fn skip_comments(&mut self, marks: &[&str]) {
        loop {
            self.skip_spaces();
            let rest = self.rest();
            if marks.iter().any(|mark| rest.starts_with(mark)) {
                self.skip(rest.find('\n').unwrap_or(rest.len()));
            } else if let Some(inner) = rest.strip_prefix("/*") {
                self.skip(inner.find("*/").map_or(rest.len(), |end| end + 4));
            } else {
                return;
            }
        }
    }

    /// Passes over a sign or a word; says whether it stands there.
    pub(super) fn take(&mut self, sign: &str) -> bool {
        let stands = self.rest().starts_with(sign);
        self.at += if stands { sign.len() } else { 0 };
        stands
    }

    /// Passes over a word in letters of either case; says whether it stands there.
    pub(super) fn take_word(&mut self, word: &str) -> bool {
        let rest = self.rest();
        let begins = rest.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        let stands = begins && ends(&rest[word.len()..]);
        self.at += if stands { word.len() } else { 0 };
        stands
    }

    /// Passes over a text in quotes that begins here. A backslash stands before a quote that does not close it, and so does the
    /// quote itself where `doubled` is said.
    pub(super) fn quoted(&mut self, doubled: bool) -> Option<Cow<'t, str>> {
        let open = self.next()?;
        let close = if open == '‘' { '’' } else { open };
        let start = self.at + open.len_utf8();
        let (mut plain, mut out) = (start, String::new());
        let mut letters = self.text[start..].char_indices().peekable();
        // Where nothing closes it, all of the text was read.
        self.at = self.text.len();
        while let Some((at, letter)) = letters.next() {
            let at = start + at;
            if letter == close {
                if doubled && letters.next_if(|(_, next)| *next == close).is_some() {
                    out += &self.text[plain..=at];
                    plain = at + 2 * close.len_utf8();
                    continue;
                }
                self.at = at + close.len_utf8();
                let last = &self.text[plain..at];
                return Some(if out.is_empty() { last.into() } else { (out + last).into() });
            }
            if letter == '\\' && !(doubled && self.ends_behind(at + 1, close)) {
                let (_, escaped) = letters.next()?;
                out += &self.text[plain..at];
                out.push(match escaped {
                    'n' | 'r' => '\n',
                    't' => '\t',
                    other => other,
                });
                plain = at + 1 + escaped.len_utf8();
            }
        }
        None
    }

    /// Whether a quote there closes a text, since what ends its value follows: a path may end with a backslash.
    fn ends_behind(&self, at: usize, close: char) -> bool {
        let behind = self.text[at..].strip_prefix(close).map(str::trim_start);
        behind.is_some_and(|behind| behind.starts_with([',', ')']))
    }

    /// Passes over an expression that ends before a comma or a closing bracket, with what it holds in brackets and quotes.
    pub(super) fn expression(&mut self, doubled: bool) -> Option<&'t str> {
        let from = self.at;
        let mut open = 0_usize;
        while let Some(next) = self.next() {
            match next {
                '\'' | '"' | '`' => {
                    self.quoted(doubled)?;
                    continue;
                }
                '(' | '[' | '{' => open += 1,
                ')' | ']' | '}' | ',' | ';' | '\n' if open == 0 => break,
                ')' | ']' | '}' => open -= 1,
                _ => {}
            }
            self.skip(next.len_utf8());
        }
        Some(self.since(from).trim())
    }
}
