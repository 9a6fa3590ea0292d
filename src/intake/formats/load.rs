//! Joining the files of `data/formats/` into one [`Formats`], with every fault found on the way.

mod documents;

use std::{collections::hash_map, sync::Arc};

use super::{
    Formats,
    file::{Basis, FormatFile, HeaderEntry, OneOrMore},
    headers::{Export, ExportId, Meaning, key},
};
use crate::{
    fold::fold,
    intake::formats::words::Words,
    knowledge::{Confidence, Fault, Faults, File, Files, parse},
};

/// Reads all files; the first fault of a file does not hide those of the others.
pub(super) fn load(files: &Files) -> Result<Formats, Faults> {
    let mut loader = Loader { formats: Formats::default(), faults: Vec::new() };
    for file in &files.0 {
        match parse::<FormatFile>(file) {
            Ok(parsed) => loader.add(file, &parsed),
            Err(fault) => loader.faults.push(fault),
        }
    }
    if loader.formats.headers.general.is_empty() && loader.faults.is_empty() {
        let path = files.0.first().map_or("data/formats", |file| file.path.as_str()).to_owned();
        let file = Arc::new(File { path, text: String::new() });
        let expected = "expected at least one [[header]] with words";
        loader.faults.push(Fault::at(&file, 0..0, "no header word is known", expected));
    }
    if loader.faults.is_empty() { Ok(loader.formats) } else { Err(Faults(loader.faults)) }
}

struct Loader {
    formats: Formats,
    faults: Vec<Fault>,
}

impl Loader {
    fn add(&mut self, file: &Arc<File>, parsed: &FormatFile) {
        let title: Option<Arc<str>> = parsed.title.as_deref().map(Arc::from);
        self.add_headers(file, parsed, title.as_ref());
        self.add_dotted(file, parsed);
        self.add_secrets(file, parsed);
        self.add_lists(file, parsed);
        self.add_dates(file, parsed);
        for entry in &parsed.status {
            self.check(file, parsed, entry);
            for word in &entry.words {
                let before = self.formats.status.insert(fold(word.as_ref()), entry.is);
                if before.is_some_and(|before| before != entry.is) {
                    let message = format!("`{}` stands for two stages of life", word.as_ref());
                    self.fault(file, word.span(), message, "expected each word once");
                }
            }
        }
    }

    fn add_headers(&mut self, file: &Arc<File>, parsed: &FormatFile, title: Option<&Arc<str>>) {
        let signatures = parsed.export.iter().map(|export| {
            export.signature.iter().map(|header| key(header.as_ref())).collect::<Vec<_>>()
        });
        let mut export = Export {
            title: title.map_or_else(|| Arc::from(file.stem()), Arc::clone),
            signatures: signatures.collect(),
            words: hash_map::HashMap::new(),
        };
        for entry in &parsed.header {
            self.check(file, parsed, entry);
            for word in &entry.words {
                let words = if entry.only_here {
                    &mut export.words
                } else {
                    &mut self.formats.headers.general
                };
                if let Err(before) = join(words, word.as_ref(), entry, title) {
                    let message = format!(
                        "the header `{}` has another meaning already: {before}",
                        word.as_ref()
                    );
                    let expected = "expected one meaning, or `only-here = true`";
                    self.fault(file, word.span(), message, expected);
                }
            }
        }
        if let Some(entry) = parsed.header.iter().find(|entry| entry.only_here)
            && parsed.export.is_empty()
            && parsed.document.is_empty()
            && let Some(word) = entry.words.first()
        {
            let message = "`only-here` in a file that describes no export".to_owned();
            self.fault(file, word.span(), message, "expected an [[export]] with a signature");
        }
        if !export.signatures.is_empty() || !parsed.document.is_empty() {
            let id = ExportId::new(self.formats.headers.exports.len());
            self.formats.headers.exports.push(export);
            for entry in &parsed.document {
                self.add_document(file, parsed, entry, id);
            }
        }
    }

    fn add_secrets(&mut self, file: &Arc<File>, parsed: &FormatFile) {
        for entry in &parsed.header_noise {
            self.check(file, parsed, entry);
            let words = entry.words.iter().map(|word| key(word.as_ref()));
            self.formats.headers.noise.extend(words);
        }
        for entry in &parsed.secret {
            self.check(file, parsed, entry);
            let words = entry.words.iter();
            if entry.inside {
                self.formats.headers.secret_inside.extend(words.map(|word| key(word.as_ref())));
            } else {
                self.formats.headers.secret_words.extend(words.map(|word| fold(word.as_ref())));
            }
        }
    }

    fn add_lists(&mut self, file: &Arc<File>, parsed: &FormatFile) {
        for (entries, list) in [
            (&parsed.empty, List::Empty),
            (&parsed.total, List::Totals),
            (&parsed.footer, List::Footers),
        ] {
            for entry in entries {
                self.check(file, parsed, entry);
                for word in &entry.words {
                    list.of(&mut self.formats).add(word.as_ref());
                }
            }
        }
    }

    fn add_dates(&mut self, file: &Arc<File>, parsed: &FormatFile) {
        for entry in &parsed.month {
            self.check(file, parsed, entry);
            let number = *entry.number.as_ref();
            if !(1..=12).contains(&number) {
                let message = format!("there is no month {number}");
                self.fault(file, entry.number.span(), message, "expected 1 to 12");
            }
            for word in &entry.words {
                if let Some(before) = self.formats.months.add(word.as_ref(), number) {
                    let message = format!("`{}` is month {before} already", word.as_ref());
                    self.fault(file, word.span(), message, "expected each word once");
                }
            }
        }
        for entry in &parsed.date_noise {
            self.check(file, parsed, entry);
            entry.words.iter().for_each(|word| self.formats.months.add_noise(word.as_ref()));
        }
    }

    /// Every word has something to compare, and every entry a source that the file names.
    fn check(&mut self, file: &Arc<File>, parsed: &FormatFile, entry: &impl Basis) {
        for word in entry.words() {
            if fold(word.as_ref()).is_empty() {
                let message = format!("`{}` has neither letter nor digit", word.as_ref());
                self.fault(file, word.span(), message, "expected a word");
            }
        }
        match entry.basis() {
            (None, confidence) if *confidence.as_ref() != Confidence::Unverified => {
                let message = "these words name no source".to_owned();
                let expected = "expected a `source`, or the confidence `unverified`";
                self.fault(file, confidence.span(), message, expected);
            }
            (Some(sources), _) => self.check_sources(file, parsed, sources),
            (None, _) => {}
        }
    }

    fn check_sources(
        &mut self,
        file: &Arc<File>,
        parsed: &FormatFile,
        sources: &toml::Spanned<OneOrMore>,
    ) {
        for id in sources.as_ref().iter().filter(|id| !parsed.sources.contains_key(*id)) {
            let message = format!("the file has no source `{id}`");
            let expected = "expected the id of one of the [sources.*] tables";
            self.fault(file, sources.span(), message, expected);
        }
    }

    fn fault(
        &mut self,
        file: &Arc<File>,
        span: std::ops::Range<usize>,
        message: String,
        expected: &str,
    ) {
        self.faults.push(Fault::at(file, span, message, expected));
    }
}

/// Which list of words.
#[derive(Clone, Copy)]
enum List {
    Empty,
    Totals,
    Footers,
}

impl List {
    fn of(self, formats: &mut Formats) -> &mut Words {
        match self {
            Self::Empty => &mut formats.empty,
            Self::Totals => &mut formats.totals,
            Self::Footers => &mut formats.footers,
        }
    }
}

/// Adds one meaning of a word; another meaning that it has already is the error.
fn join(
    words: &mut hash_map::HashMap<String, Meaning>,
    word: &str,
    entry: &HeaderEntry,
    title: Option<&Arc<str>>,
) -> Result<(), String> {
    let confidence = *entry.confidence.as_ref();
    match words.entry(key(word)) {
        hash_map::Entry::Vacant(free) => {
            free.insert(Meaning {
                role: entry.field.0,
                instead: entry.instead.clone(),
                systems: title.into_iter().cloned().collect(),
                confidence,
            });
        }
        hash_map::Entry::Occupied(mut taken) => {
            let meaning = taken.get_mut();
            if meaning.role != entry.field.0 || meaning.instead != entry.instead {
                return Err(format!("{:?} in {}", meaning.role, meaning.systems.join(", ")));
            }
            meaning.confidence = meaning.confidence.max(confidence);
            if let Some(title) = title.filter(|title| !meaning.systems.contains(title)) {
                meaning.systems.push(Arc::clone(title));
            }
        }
    }
    Ok(())
}
