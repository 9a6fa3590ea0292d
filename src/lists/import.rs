//! Importing: which entries of a list are companies, and what is kept of them.

use std::collections::BTreeMap;

use super::{
    error::ListErrorKind,
    format::{FileShape, ListFormat, ListFormats},
    names::ListedNames,
};
use crate::{
    Date,
    strings::{clipped, is_invisible, listed},
    vendors::CompanyNames,
};

/// More of an id, a name or a reason is not kept.
const KEPT: usize = 200;
const DATE: usize = 10;
/// At most this many keys of a file that is not known are named, and none that is longer.
const KEYS: usize = 8;
const NAME: usize = 24;

/// An entry as a file has it: the values under a key.
pub(super) trait ListEntry {
    fn keys(&self) -> Vec<&str>;
    /// Whether they are surely names, as those of objects are: the first line of any file may be taken for a header.
    fn are_names(&self) -> bool;
    /// Its values under a key; a dot leads into an object.
    fn values(&self, key: &str) -> Vec<String>;
    /// Whether something else than text stands under a key, where one may.
    fn holds_no_text(&self, key: &str) -> bool;
}

/// Takes the entries of one list.
pub(super) struct Import<'i> {
    pub(super) formats: &'i ListFormats,
    names: &'i mut ListedNames,
    companies: &'i CompanyNames,
    number: u32,
    form: Option<(&'i ListFormat, &'i FileShape)>,
    entries: u64,
    kept: u64,
    left_out: BTreeMap<String, u64>,
    ended: u64,
    date: Option<Date>,
    as_of: Date,
}

pub(super) struct ImportedList<'i> {
    pub(super) format: &'i ListFormat,
    pub(super) companies: u64,
    pub(super) left_out: BTreeMap<String, u64>,
    /// The companies that are off the list by now.
    pub(super) ended: u64,
    /// The last day that an entry gives.
    pub(super) date: Option<Date>,
}

impl<'i> Import<'i> {
    pub(super) fn new(
        formats: &'i ListFormats,
        names: &'i mut ListedNames,
        companies: &'i CompanyNames,
        number: u32,
        as_of: Date,
    ) -> Self {
        let (form, left_out, date) = (None, BTreeMap::new(), None);
        let (entries, kept, ended) = (0, 0, 0);
        Self {
            formats,
            names,
            companies,
            number,
            form,
            entries,
            kept,
            left_out,
            ended,
            date,
            as_of,
        }
    }

    /// Finds out the form of a list by the keys of its header or of its first entry.
    pub(super) fn recognise_format(
        &mut self,
        entry: &impl ListEntry,
    ) -> Result<&'i FileShape, ListErrorKind> {
        if let Some((_, shape)) = self.form {
            return Ok(shape);
        }
        let keys = entry.keys();
        let Some((format, shape)) = self.formats.shape_of(|key| keys.contains(&key)) else {
            let found = self.found(&keys, entry.are_names());
            return Err(ListErrorKind::Unknown { found, expected: self.formats.described() });
        };
        let format = &self.formats.0[format];
        let shape = &format.shape[shape];
        self.form = Some((format, shape));
        Ok(shape)
    }

    /// What a file has that is no list: the keys that lists have too, or that are plain names. Whoever can name a file as a list must not
    /// have any other of it shown, for it may be one of secrets.
    fn found(&self, keys: &[&str], are_names: bool) -> String {
        let is_shown = |key: &&&str| self.formats.has_key(key) || are_names && is_name(key);
        let shown: Vec<_> = keys.iter().filter(is_shown).take(KEYS).copied().collect();
        match keys.len() - shown.len() {
            _ if shown.is_empty() => "no key that lists have".to_owned(),
            0 => format!("the keys {}", shown.join(", ")),
            others => format!("the keys {} and {others} more", shown.join(", ")),
        }
    }

    /// Whether no entry was taken yet.
    pub(super) fn is_new(&self) -> bool {
        self.entries == 0
    }

    pub(super) fn take(&mut self, entry: &impl ListEntry) -> Result<(), ListErrorKind> {
        let shape = self.recognise_format(entry)?;
        let Some((format, _)) = self.form else { return Ok(()) };
        self.entries += 1;
        let kind = entry.values(&shape.r#type).into_iter().next().unwrap_or_default();
        let is_outside = shape.only_with.as_ref().is_some_and(|key| entry.values(key).is_empty());
        if is_outside || !format.companies.iter().any(|company| *company == kind.trim()) {
            let kind = match plain(&kind) {
                kind if kind.is_empty() => "without a type".to_owned(),
                kind if is_outside => format!("{kind} beside the list"),
                kind => kind,
            };
            // What a hostile file calls its types is no reason to keep them all.
            let kind = if self.left_out.len() < 50 { kind } else { "of other types".to_owned() };
            *self.left_out.entry(kind).or_default() += 1;
            return Ok(());
        }
        if let Some(key) = shape.names.iter().find(|key| entry.holds_no_text(key)) {
            return Err(ListErrorKind::NoText { key: key.clone() });
        }
        let names = split(entry, &shape.names, shape.separator);
        if names.is_empty() {
            return Err(ListErrorKind::Nameless { keys: listed(shape.names.iter().cloned()) });
        }
        let ends = shape.ends.iter().flat_map(|key| entry.values(key));
        let last_day = ends.fold(None, |last, text| latest(last, &text));
        if last_day.is_some_and(|day| day < self.as_of) {
            self.ended += 1;
            return Ok(());
        }
        self.kept += 1;
        self.date = shape
            .dates
            .iter()
            .flat_map(|key| entry.values(key))
            .fold(self.date, |last, text| latest(last, &text));
        let id = entry.values(&shape.id).into_iter().next().unwrap_or_default();
        let programs = split(entry, &shape.programs, shape.separator);
        let names = names.iter().map(|name| without_ending(name, &format.endings));
        self.names.begin(self.number, &plain(&id), clipped(&programs.join(", "), KEPT));
        names.into_iter().try_for_each(|name| self.names.add(name, self.companies))
    }

    /// What the list came to, once all of it was read.
    pub(super) fn finish(self) -> Result<ImportedList<'i>, ListErrorKind> {
        let Some((format, _)) = self.form.filter(|_| self.entries > 0) else {
            return Err(ListErrorKind::Empty);
        };
        if self.kept + self.ended == 0 {
            let types = self.left_out.iter().map(|(kind, count)| format!("{count} {kind}"));
            return Err(ListErrorKind::NoCompany { types: listed(types) });
        }
        let Self { kept: companies, left_out, ended, date, .. } = self;
        Ok(ImportedList { format, companies, left_out, ended, date })
    }
}

/// The values under several keys, each once.
fn split(entry: &impl ListEntry, keys: &[String], separator: Option<char>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for text in keys.iter().flat_map(|key| entry.values(key)) {
        for value in parts(&text, separator).iter().map(|value| plain(value)) {
            if !value.is_empty() && !all.contains(&value) {
                all.push(value);
            }
        }
    }
    all
}

/// The values of a text; one in which the separator stands itself is in quotes.
fn parts(text: &str, separator: Option<char>) -> Vec<String> {
    let separator = separator.and_then(|separator| u8::try_from(separator).ok());
    let Some(separator) = separator.filter(|one| text.as_bytes().contains(one)) else {
        return vec![text.to_owned()];
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let records = reader.records().flatten();
    records.flat_map(|record| record.iter().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// Whether a key is a short name of plain letters.
fn is_name(key: &str) -> bool {
    let is_plain = |letter: char| letter.is_ascii_alphabetic() || matches!(letter, '_' | '-');
    (1..=NAME).contains(&key.len()) && key.chars().all(is_plain)
}

fn without_ending<'n>(name: &'n str, endings: &[String]) -> &'n str {
    let cut = endings.iter().find_map(|ending| name.strip_suffix(ending.as_str()));
    cut.map_or(name, |name| name.trim_end_matches([' ', ',']))
}

/// The later of a day and the one with which a text begins.
fn latest(last: Option<Date>, text: &str) -> Option<Date> {
    let date = text.get(..DATE).and_then(|day| day.parse::<Date>().ok());
    last.max(date.filter(|date| date.is_exact()))
}

/// A text in one line, without what acts on a terminal or hides what stands beside it.
fn plain(text: &str) -> String {
    let shown = text.chars().filter(|letter| !is_invisible(*letter));
    let shown: String =
        shown.map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let words: Vec<_> = shown.split_whitespace().collect();
    clipped(&words.join(" "), KEPT).to_owned()
}
