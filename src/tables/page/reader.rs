//! What the tags of a page begin and end.

use std::{
    collections::{BTreeMap, HashSet},
    ops::{Bound, RangeBounds},
};

use html5gum::{Error, HtmlString, Spanned, StartTag, Token};

use super::{
    grid::{Grid, PageCell, PageTable, Spent},
    limits::{TABLES, too_large},
    select_list::SelectList,
};
use crate::tables::{Fault, ReadErrorKind, Row};

/// What browsers begin a new line for.
const BLOCKS: [&str; 30] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "button",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "ul",
];
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
/// What tables are made of: a list to choose from ends at the latest where one of these begins or ends, as in browsers.
const TABLE_PARTS: [&str; 8] = ["table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"];
/// The types of fields whose value is seen.
const SEEN: [&[u8]; 8] = [b"", b"text", b"search", b"number", b"email", b"tel", b"url", b"date"];
/// The longest heading that names a table, in letters.
const NAME: usize = 60;

/// What stands on a page.
pub(crate) struct WebPage {
    pub(crate) tables: Vec<PageTable>,
    /// The lines of text beside them.
    pub(crate) text: Vec<Row>,
}

/// The page while it is read.
pub(super) struct PageReader<'p> {
    page: &'p str,
    /// How far lines were counted, in bytes, and how many.
    counted: (usize, u64),
    /// The tables that have begun, each inside of the one before.
    open: Vec<Grid>,
    tables: Vec<PageTable>,
    begun: usize,
    spent: Spent,
    text: Vec<Row>,
    /// The line of text that is read, and where it began.
    line: (u64, String),
    /// The last heading or caption, and whether its end has not come.
    heading: (String, bool),
    caption: Option<String>,
    /// The list to choose from that is read.
    choice: Option<SelectList>,
    /// Where the rules of how the page looks began, inside of them.
    style: Option<usize>,
    /// Where the last tag or text ended that was whole.
    whole: usize,
    /// Where something began that never ends, or takes in what should follow it, and what it is.
    unclosed: Option<(usize, &'static str)>,
}

impl<'p> PageReader<'p> {
    pub(super) fn new(page: &'p str) -> Self {
        Self {
            page,
            counted: (0, 1),
            open: Vec::new(),
            tables: Vec::new(),
            begun: 0,
            spent: Spent::default(),
            text: Vec::new(),
            line: (1, String::new()),
            heading: (String::new(), false),
            caption: None,
            choice: None,
            style: None,
            whole: 0,
            unclosed: None,
        }
    }

    /// Takes the next tag or text.
    pub(super) fn take(&mut self, token: Token<usize>) -> Result<(), ReadErrorKind> {
        match token {
            Token::StartTag(tag) => {
                self.whole = tag.span.end;
                if has_stray_quote(&tag) {
                    self.closes_late(tag.span.start..tag.span.end, "a quote within a tag");
                }
                self.start(&tag)
            }
            Token::EndTag(tag) => {
                self.whole = tag.span.end;
                self.ends(&String::from_utf8_lossy(&tag.name))
            }
            Token::String(text) => {
                self.whole = text.span.end;
                self.texts(&text);
                Ok(())
            }
            Token::Error(error) => {
                match error.value {
                    Error::EofInComment => self.closes_late(self.whole.., "a comment"),
                    Error::EofInTag => {
                        self.closes_late(self.whole.., "a tag, or a quote within one,");
                    }
                    _ => {}
                }
                Ok(())
            }
            Token::Comment(_) | Token::Doctype(_) => Ok(()),
        }
    }

    /// Notes that something closes too late or never, if it takes in rows.
    fn closes_late(&mut self, taken_in: impl RangeBounds<usize>, what: &'static str) {
        let bounds = (taken_in.start_bound().cloned(), taken_in.end_bound().cloned());
        let text = self.page.as_bytes().get(bounds).unwrap_or_default().to_ascii_lowercase();
        let has = |tag: &&str| memchr::memmem::find(&text, tag.as_bytes()).is_some();
        if self.unclosed.is_none() && ["<tr", "<td", "<th", "<table"].iter().any(has) {
            let Bound::Included(from) = bounds.0 else { return };
            self.unclosed = Some((from, what));
        }
    }

    fn start(&mut self, tag: &StartTag<usize>) -> Result<(), ReadErrorKind> {
        let name = String::from_utf8_lossy(&tag.name);
        let line = self.line_of(tag.span.start);
        if TABLE_PARTS.contains(&&*name) {
            self.end_choice(tag.span.start);
        }
        if name == "tr" && self.open.is_empty() {
            self.open.push(self.tables.pop().map(Grid::again).unwrap_or_default());
        }
        match (&*name, self.open.last_mut()) {
            ("table", _) => return self.start_table(),
            ("tr", Some(table)) => return table.begin_row(line, &mut self.spent),
            ("td" | "th", Some(table)) => {
                self.caption = None;
                let span = |name| number(&tag.attributes, name).unwrap_or(1);
                let mut cell = PageCell::new(span("rowspan"), span("colspan"));
                cell.hidden = hidden_in(tag);
                return table.begin_cell(cell, line, &mut self.spent);
            }
            ("caption", Some(_)) => self.caption = Some(String::new()),
            ("style", _) => self.style = Some(tag.span.start).filter(|_| !tag.self_closing),
            ("select", _) => self.choice = Some(SelectList::default()),
            ("option", _) => {
                let is_chosen = tag.attributes.contains_key(b"selected".as_slice());
                if let Some(choice) = &mut self.choice {
                    choice.begin(is_chosen);
                }
            }
            ("img", _) => self.attribute(tag, "alt"),
            ("input", _) => {
                let of = tag.attributes.get(b"type".as_slice());
                let of = of.map_or_else(Vec::new, |of| of.to_ascii_lowercase());
                if SEEN.contains(&&*of) {
                    self.attribute(tag, "value");
                }
            }
            _ => {}
        }
        if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.hidden.push_str(&hidden_in(tag));
        }
        if HEADINGS.contains(&&*name) && self.open.is_empty() {
            self.heading = (String::new(), true);
        }
        self.breaks(&name);
        Ok(())
    }

    fn start_table(&mut self) -> Result<(), ReadErrorKind> {
        self.begun += 1;
        if self.begun > TABLES {
            return Err(too_large(format!("it has more than {TABLES} tables")));
        }
        self.end_line();
        let name = std::mem::take(&mut self.heading.0);
        self.open.push(Grid::named(name));
        Ok(())
    }

    fn ends(&mut self, name: &str) -> Result<(), ReadErrorKind> {
        if name == "select" || TABLE_PARTS.contains(&name) {
            self.end_choice(self.whole);
        }
        match (name, self.open.last_mut()) {
            ("table", Some(_)) => return self.end_table(),
            ("tr", Some(table)) => return table.end_row(&mut self.spent),
            ("td" | "th", Some(table)) => return table.end_cell(&mut self.spent),
            ("caption", Some(table)) => {
                table.name = self.caption.take().unwrap_or_default();
            }
            ("style", _) => self.style = None,
            _ => {}
        }
        if HEADINGS.contains(&name) {
            self.heading.1 = false;
        }
        self.breaks(name);
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), ReadErrorKind> {
        self.caption = None;
        if let Some(table) = self.open.pop() {
            self.tables.extend(table.end(&mut self.spent)?);
        }
        Ok(())
    }

    /// The text of a tag that stands for something to see.
    fn attribute(&mut self, tag: &StartTag<usize>, name: &str) {
        if let Some(value) = tag.attributes.get(name.as_bytes()) {
            self.push(&format!(" {} ", String::from_utf8_lossy(value)), tag.span.start);
        }
    }

    fn texts(&mut self, text: &Spanned<HtmlString, usize>) {
        if self.style.is_some() {
            return;
        }
        let (text, at) = (String::from_utf8_lossy(text), text.span.start);
        match &mut self.choice {
            Some(choice) => choice.take(&text),
            None => self.push(&text, at),
        }
    }

    /// Ends a list to choose from, of which its choice is seen.
    fn end_choice(&mut self, at: usize) {
        if let Some(choice) = self.choice.take() {
            self.push(&format!(" {} ", choice.seen()), at);
        }
    }

    /// Adds text, which begins there on the page, to what it stands in.
    fn push(&mut self, text: &str, at: usize) {
        if let Some(caption) = &mut self.caption {
            append(caption, text);
        } else if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            append(&mut cell.text, text);
        } else {
            if self.heading.1 {
                append(&mut self.heading.0, text);
            }
            let line = self.line_of(at);
            // Scripts and texts that are set as they are written have lines of their own.
            for (at, part) in (line..).zip(text.split('\n')) {
                if at > line {
                    self.end_line();
                }
                if self.line.1.is_empty() {
                    self.line.0 = at;
                }
                append(&mut self.line.1, part);
            }
        }
    }

    /// Ends the line of what is read, if browsers do.
    fn breaks(&mut self, name: &str) {
        if !BLOCKS.contains(&name) {
            return;
        }
        match self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            Some(cell) if !cell.text.is_empty() => {
                cell.text.truncate(cell.text.trim_end().len());
                cell.text.push('\n');
            }
            Some(_) => {}
            None => self.end_line(),
        }
    }

    fn end_line(&mut self) {
        let text = std::mem::take(&mut self.line.1);
        let text = text.trim();
        if !text.is_empty() {
            self.text.push(Row::new(self.line.0, csv::StringRecord::from(vec![text])));
        }
    }

    /// The line of the page on which a byte stands.
    fn line_of(&mut self, at: usize) -> u64 {
        let (from, before) = self.counted;
        if let Some(passed) = self.page.as_bytes().get(from..at) {
            let breaks = memchr::memchr_iter(b'\n', passed).count() as u64;
            self.counted = (at, before + breaks);
        }
        self.counted.1
    }

    /// What stood on the page.
    pub(super) fn end(mut self) -> Result<WebPage, Fault> {
        if let Some(style) = self.style {
            self.closes_late(style.., "a style sheet");
        }
        if let Some((at, what)) = self.unclosed {
            let line =
                1 + memchr::memchr_iter(b'\n', self.page.as_bytes().get(..at).unwrap_or_default())
                    .count() as u64;
            let cause = format!("{what} that begins here takes in rows that follow it");
            return Err(Fault::at(
                line,
                ReadErrorKind::Malformed { form: "web page", column: None, cause },
            ));
        }
        self.end_choice(self.page.len());
        while !self.open.is_empty() {
            self.end_table()?;
        }
        self.end_line();
        let mut names = HashSet::new();
        for (table, number) in self.tables.iter_mut().zip(1..) {
            let heading: String = table.name.trim().chars().take(NAME).collect();
            table.name = if heading.is_empty() { format!("table {number}") } else { heading };
            if !names.insert(table.name.clone()) {
                table.name = format!("{} ({number})", table.name);
            }
        }
        Ok(WebPage { tables: self.tables, text: self.text })
    }
}

/// Adds text as browsers show it: any white space is one space.
fn append(to: &mut String, text: &str) {
    for letter in text.chars() {
        if !letter.is_ascii_whitespace() {
            to.push(letter);
        } else if !to.is_empty() && !to.ends_with([' ', '\n']) {
            to.push(' ');
        }
    }
}

/// What a tag says that only shows where somebody points at it, or follows it elsewhere.
fn hidden_in(tag: &StartTag<usize>) -> String {
    let value = |name: &str| {
        let value = tag.attributes.get(name.as_bytes())?;
        Some(String::from_utf8_lossy(value).trim().to_owned())
    };
    let elsewhere = value("href").filter(|address| address.contains("//"));
    let said = [value("title"), value("aria-label"), elsewhere].into_iter().flatten();
    said.filter(|said| !said.is_empty()).map(|said| said + " ; ").collect()
}

/// Whether a quote of a tag closes only behind further tags, so that what is left of them became names of its attributes.
fn has_stray_quote(tag: &StartTag<usize>) -> bool {
    tag.attributes.keys().any(|name| name.contains(&b'"') || name.contains(&b'\''))
        && tag.attributes.values().any(|value| value.contains(&b'<'))
}

fn number(
    attributes: &BTreeMap<HtmlString, Spanned<HtmlString, usize>>,
    name: &str,
) -> Option<u64> {
    let value = attributes.get(name.as_bytes())?;
    String::from_utf8_lossy(value).trim().parse().ok()
}
