//! Joining the files of `data/formats/` into one [`Formats`], with every fault found on the way.

mod documents;

use std::{collections::hash_map, sync::Arc};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Formats,
    file::{Basis, FormatFile, HeaderEntry, OneOrMore, Order},
    headers::{Beside, Export, Meaning, key},
    months::Era,
    stages::Asked,
};
use crate::{
    Field,
    asset::{DateOrder, Role},
    fold::fold,
    intake::formats::words::Words,
    knowledge::{Confidence, Fault, Faults, File, Files, parse},
};

/// Reads all files; the first fault of a file does not hide those of the others. What the second files say of a word takes the
/// place of what the first ones say of it.
pub(super) fn load(shipped: &Files, extra: &Files) -> Result<Formats, Faults> {
    let mut loader = Loader::default();
    for file in &shipped.0 {
        loader.read(file);
    }
    loader.own = Some(FxHashSet::default());
    for file in &extra.0 {
        loader.read(file);
    }
    if loader.formats.headers.general.is_empty() && loader.faults.is_empty() {
        let file = shipped.0.first().or(extra.0.first());
        let path = file.map_or("data/formats", |file| file.path.as_str()).to_owned();
        let file = Arc::new(File::new(path, ""));
        let expected = "expected at least one [[header]] with words";
        loader.faults.push(Fault::at(&file, 0..0, "no header word is known", expected));
    }
    if loader.faults.is_empty() { Ok(loader.formats) } else { Err(Faults(loader.faults)) }
}

#[derive(Default)]
struct Loader {
    formats: Formats,
    faults: Vec<Fault>,
    /// The words that the files now being read have said something of, each with what it is said of; `None` while the
    /// shipped files are read, of which none may contradict another.
    own: Option<FxHashSet<(Scope, String)>>,
}

/// Where a word is said to mean something.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Scope {
    /// In the headers of all files.
    Headers,
    /// In those of one system.
    Export(Arc<str>),
    /// In cells of a status column.
    Status,
}

impl Loader {
    fn read(&mut self, file: &Arc<File>) {
        match parse::<FormatFile>(file) {
            Ok(parsed) => self.add(file, &parsed),
            Err(fault) => self.faults.push(fault),
        }
    }

    fn add(&mut self, file: &Arc<File>, parsed: &FormatFile) {
        let title: Option<Arc<str>> = parsed.title.as_deref().map(Arc::from);
        self.add_headers(file, parsed, title.as_ref());
        self.add_around(file, parsed);
        self.add_dotted(file, parsed);
        self.add_secrets(file, parsed);
        self.add_lists(file, parsed);
        self.add_signs(file, parsed);
        self.add_dates(file, parsed);
        self.add_statuses(file, parsed);
        self.add_status_headers(file, parsed);
        self.add_status_noise(file, parsed);
        self.add_units(file, parsed);
    }

    fn add_statuses(&mut self, file: &Arc<File>, parsed: &FormatFile) {
        for entry in &parsed.status {
            self.check(file, parsed, entry);
            for word in &entry.words {
                let folded = fold(word.as_ref());
                let replaces = self.replaces(Scope::Status, &folded);
                let before = self.formats.status.insert(&folded, entry.is, entry.alone);
                if before.is_some_and(|before| before != entry.is) && !replaces {
                    let message = format!("`{}` stands for two stages of life", word.as_ref());
                    self.fault(file, word.span(), message, "expected each word once");
                }
            }
        }
    }

    /// Headers that ask after a stage of life are those of a status, in any system.
    fn add_status_headers(&mut self, file: &Arc<File>, parsed: &FormatFile) {
        let title: Option<Arc<str>> = parsed.title.as_deref().map(Arc::from);
        for entry in &parsed.status_header {
            self.check(file, parsed, entry);
            for word in &entry.words {
                let meaning = Meaning {
                    role: Role::Field(Field::Status),
                    instead: Vec::new(),
                    asked: Some(Asked { yes: entry.is, no: entry.no }),
                    systems: title.iter().cloned().collect(),
                    confidence: *entry.confidence.as_ref(),
                    here: false,
                };
                let key = key(word.as_ref());
                let replaces = self.replaces(Scope::Headers, &key);
                let general = &mut self.formats.headers.general;
                if let Err(before) = join(general, key, meaning, replaces) {
                    let message =
                        format!("`{}` has another meaning already: {before}", word.as_ref());
                    self.fault(file, word.span(), message, "expected one meaning");
                }
            }
        }
        for entry in &parsed.answer {
            self.check(file, parsed, entry);
            for word in &entry.words {
                let before = self.formats.answers.insert(word.as_ref(), entry.yes);
                if before.is_some_and(|before| before != entry.yes) && self.own.is_none() {
                    let message = format!("`{}` stands for yes and for no", word.as_ref());
                    self.fault(file, word.span(), message, "expected each word once");
                }
            }
        }
    }

    fn add_units(&mut self, file: &Arc<File>, parsed: &FormatFile) {
        for entry in &parsed.unit {
            self.check(file, parsed, entry);
            entry.words.iter().for_each(|word| self.formats.units.add_piece(word.as_ref()));
        }
        for entry in &parsed.currency {
            self.check(file, parsed, entry);
            entry.words.iter().for_each(|word| self.formats.units.add_currency(word.as_ref()));
        }
    }

    fn add_status_noise(&mut self, file: &Arc<File>, parsed: &FormatFile) {
        for entry in &parsed.status_noise {
            self.check(file, parsed, entry);
            entry.words.iter().for_each(|word| self.formats.status.add_noise(word.as_ref()));
        }
    }

    /// Whether what is said of a word now takes the place of what the shipped files say of it.
    fn replaces(&mut self, scope: Scope, word: &str) -> bool {
        let own = self.own.as_mut();
        own.is_some_and(|own| own.insert((scope, word.to_owned())))
    }

    fn add_headers(&mut self, file: &Arc<File>, parsed: &FormatFile, title: Option<&Arc<str>>) {
        let name = title.map_or_else(|| Arc::from(file.stem()), Arc::clone);
        self.add_export(parsed, &name);
        for entry in &parsed.document {
            self.add_document(file, parsed, entry, &name);
        }
        for entry in &parsed.header {
            self.check(file, parsed, entry);
            if entry.only_here && parsed.export.is_empty() && parsed.document.is_empty() {
                let span = entry.words.first().map_or(0..0, toml::Spanned::span);
                let message = "`only-here` in a file that describes no export".to_owned();
                self.fault(file, span, message, "expected an [[export]] with a signature");
                continue;
            }
            for word in &entry.words {
                if let Err(before) = self.add_header(word.as_ref(), entry, title, &name) {
                    let word_text = word.as_ref();
                    let message =
                        format!("the header `{word_text}` has another meaning already: {before}");
                    let expected = "expected one meaning, or `only-here = true`";
                    self.fault(file, word.span(), message, expected);
                }
            }
        }
    }

    /// Adds the signatures of a system; those of a system that is known already join it.
    fn add_export(&mut self, parsed: &FormatFile, name: &Arc<str>) {
        if parsed.export.is_empty() && parsed.document.is_empty() {
            return;
        }
        let signatures = parsed.export.iter().map(|export| {
            export.signature.iter().map(|header| key(header.as_ref())).collect::<Vec<_>>()
        });
        let exports = &mut self.formats.headers.exports;
        if let Some(known) = exports.iter_mut().find(|export| export.title == *name) {
            known.signatures.extend(signatures);
            return;
        }
        let signatures = signatures.collect();
        let export = Export { title: Arc::clone(name), signatures, words: FxHashMap::default() };
        // Of exports that are recognised by as many headers the first is taken: the user's.
        let at = if self.own.is_some() { 0 } else { exports.len() };
        exports.insert(at, export);
    }

    /// Adds one header word; another meaning that it has already is the error.
    fn add_header(
        &mut self,
        word: &str,
        entry: &HeaderEntry,
        title: Option<&Arc<str>>,
        name: &Arc<str>,
    ) -> Result<(), String> {
        let key = key(word);
        let meaning = Meaning {
            role: entry.field.0,
            instead: entry.instead.clone(),
            asked: None,
            systems: title.into_iter().cloned().collect(),
            confidence: *entry.confidence.as_ref(),
            here: entry.only_here,
        };
        let scope = if entry.only_here { Scope::Export(Arc::clone(name)) } else { Scope::Headers };
        let replaces = self.replaces(scope, &key);
        let headers = &mut self.formats.headers;
        if entry.only_here {
            let export = headers.exports.iter_mut().find(|export| export.title == *name);
            let Some(export) = export else { return Ok(()) };
            return join(&mut export.words, key, meaning, replaces);
        }
        if replaces {
            headers.exports.iter_mut().for_each(|export| {
                export.words.remove(&key);
            });
        }
        join(&mut headers.general, key, meaning, replaces)
    }

    fn add_around(&mut self, file: &Arc<File>, parsed: &FormatFile) {
        for entry in &parsed.header_noise {
            self.check(file, parsed, entry);
            let words = entry.words.iter().map(|word| key(word.as_ref()));
            let noise = &mut self.formats.headers.noise;
            if entry.after { noise.after.extend(words) } else { noise.around.extend(words) }
        }
        for entry in &parsed.header_short {
            self.check(file, parsed, entry);
            for word in &entry.words {
                let long = entry.long.as_ref().clone();
                let before = self.formats.headers.shorts.insert(key(word.as_ref()), long.clone());
                if before.is_some_and(|before| before != long) && self.own.is_none() {
                    let message = format!("`{}` is short for two words", word.as_ref());
                    self.fault(file, word.span(), message, "expected each short form once");
                }
            }
        }
        for entry in &parsed.beside {
            self.check(file, parsed, entry);
            let beside = if entry.other { Beside::Stranger } else { Beside::Thing };
            let words = entry.words.iter().map(|word| (key(word.as_ref()), beside));
            self.formats.headers.beside.extend(words);
        }
        for entry in &parsed.no_group {
            self.check(file, parsed, entry);
            let words = entry.words.iter().map(|word| fold(word.as_ref()));
            self.formats.no_group.extend(words);
        }
        for entry in &parsed.date_hint {
            self.check(file, parsed, entry);
            let order = match entry.order {
                Order::DayFirst => DateOrder::DayFirst,
                Order::MonthFirst => DateOrder::MonthFirst,
            };
            let words = entry.words.iter().map(|word| (padded(word.as_ref()), order));
            self.formats.headers.date_hints.extend(words);
        }
    }

    fn add_secrets(&mut self, file: &Arc<File>, parsed: &FormatFile) {
        for entry in &parsed.secret {
            self.check(file, parsed, entry);
            let words = entry.words.iter();
            let secrets = &mut self.formats.headers.secrets;
            if entry.inside {
                secrets.inside.extend(words.map(|word| key(word.as_ref())));
            } else {
                secrets.words.extend(words.map(|word| (fold(word.as_ref()), ())));
            }
        }
        for entry in &parsed.harmless {
            self.check(file, parsed, entry);
            let words = entry.words.iter().map(|word| padded(word.as_ref()));
            self.formats.headers.secrets.harmless.extend(words);
        }
    }

    fn add_lists(&mut self, file: &Arc<File>, parsed: &FormatFile) {
        for (entries, list) in [
            (&parsed.empty, List::Empty),
            (&parsed.total, List::Totals),
            (&parsed.footer, List::Footers),
            (&parsed.remark, List::Remarks),
        ] {
            for entry in entries {
                self.check(file, parsed, entry);
                for word in &entry.words {
                    list.of(&mut self.formats).add(word.as_ref());
                }
            }
        }
    }

    /// Most of these are marks without a letter.
    fn add_signs(&mut self, file: &Arc<File>, parsed: &FormatFile) {
        for entry in &parsed.ditto {
            self.check_basis(file, parsed, entry);
            entry.words.iter().for_each(|word| self.formats.ditto.add(word.as_ref()));
        }
        for entry in &parsed.footnote {
            self.check_basis(file, parsed, entry);
            let signs = entry.words.iter().map(|sign| sign.as_ref().trim().to_owned());
            self.formats.footnotes.extend(signs.filter(|sign| !sign.is_empty()));
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
        for entry in &parsed.era {
            self.check(file, parsed, entry);
            for word in &entry.words {
                let era = Era { first: entry.first, begun: entry.begun };
                self.formats.months.add_era(word.as_ref(), era);
            }
        }
        for entry in &parsed.date_noise {
            self.check(file, parsed, entry);
            entry.words.iter().for_each(|word| self.formats.months.add_noise(word.as_ref()));
        }
    }

    /// Every word has something to compare, and every entry a source that the file names.
    fn check(&mut self, file: &Arc<File>, parsed: &FormatFile, entry: &impl Basis) {
        self.check_basis(file, parsed, entry);
        for word in entry.words() {
            if !word.as_ref().chars().any(char::is_alphanumeric) {
                let message = format!("`{}` has neither letter nor digit", word.as_ref());
                self.fault(file, word.span(), message, "expected a word");
            }
        }
    }

    /// Every entry has a source that the file names, or says that it has none.
    fn check_basis(&mut self, file: &Arc<File>, parsed: &FormatFile, entry: &impl Basis) {
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
    Remarks,
}

impl List {
    fn of(self, formats: &mut Formats) -> &mut Words {
        match self {
            Self::Empty => &mut formats.empty,
            Self::Totals => &mut formats.totals,
            Self::Footers => &mut formats.footers,
            Self::Remarks => &mut formats.remarks,
        }
    }
}

/// Adds one meaning of a word, or puts it in the place of another; another that it has already is the error.
fn join(
    words: &mut FxHashMap<String, Meaning>,
    key: String,
    meaning: Meaning,
    replaces: bool,
) -> Result<(), String> {
    match words.entry(key) {
        hash_map::Entry::Vacant(free) => {
            free.insert(meaning);
        }
        hash_map::Entry::Occupied(mut taken) if replaces => {
            taken.insert(meaning);
        }
        hash_map::Entry::Occupied(mut taken) => {
            let known = taken.get_mut();
            let [one, other] = [&known.instead, &meaning.instead];
            let same = one.is_empty() || other.is_empty() || one == other;
            if known.role != meaning.role || !same {
                return Err(described(known));
            }
            // Who only says what a word means does not deny what another file says of it in other company.
            if known.instead.is_empty() {
                known.instead = meaning.instead;
            }
            known.asked = known.asked.or(meaning.asked);
            known.confidence = known.confidence.max(meaning.confidence);
            let new = meaning.systems.into_iter();
            let new: Vec<_> = new.filter(|title| !known.systems.contains(title)).collect();
            known.systems.extend(new);
        }
    }
    Ok(())
}

/// A folded word between spaces, to be looked for as a whole word.
fn padded(word: &str) -> String {
    format!(" {} ", fold(word))
}

/// A meaning as a fault names it.
fn described(meaning: &Meaning) -> String {
    let role = format!("`{}`", meaning.role.word());
    let other = if meaning.instead.is_empty() { "" } else { " or something else in other company" };
    match meaning.systems.as_slice() {
        [] => format!("{role}{other}"),
        systems => format!("{role}{other} in {}", systems.join(", ")),
    }
}
