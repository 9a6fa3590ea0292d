//! Joining the files of `data/formats/` into one [`Formats`], with every fault found on the way.

mod documents;

use std::{slice, sync::Arc};

use rustc_hash::FxHashSet;

use super::{
    Formats,
    file::{FormatFile, HeaderEntry, Worded},
    headers::Export,
    key::key,
    meaning::{Asked, Meaning, OtherSubject},
};
use crate::{
    Field,
    asset::Role,
    fold::fold,
    intake::dates::Era,
    knowledge::{Fault, Faults, File, Files, Pages, Placed, Stated as _, parse},
    text_map::TextMap,
};

impl Formats {
    /// Reads the files of `data/formats/`. Unknown keys, words with two meanings and words without a source are faults.
    #[allow(dead_code, reason = "the build script reads what is shipped")]
    pub(crate) fn load(files: &Files) -> Result<Self, Faults> {
        Self::load_with(files, &Files::default())
    }

    /// As [`load`](Self::load), with files of the user's own: what they say of a word takes the place of what the shipped
    /// files say of it, and an export of theirs goes before a shipped one that is recognised by as many headers. The first
    /// fault of a file does not hide those of the others.
    pub(crate) fn load_with(shipped: &Files, own: &Files) -> Result<Self, Faults> {
        let mut loader = Loader::default();
        for file in &shipped.0 {
            loader.read(file);
        }
        loader.own = Some(FxHashSet::default());
        for file in &own.0 {
            loader.read(file);
        }
        if loader.formats.headers.general.is_empty() && loader.faults.is_empty() {
            let file = shipped.0.first().or(own.0.first());
            let path = file.map_or("data/formats", |file| file.path.as_str()).to_owned();
            let file = Arc::new(File::new(path, ""));
            let expected = "expected at least one [[header]] with words";
            loader.faults.push(Fault::at(&file, 0..0, "no header word is known", expected));
        }
        if loader.faults.is_empty() { Ok(loader.formats) } else { Err(Faults(loader.faults)) }
    }
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

/// The file that is being read.
#[derive(Clone, Copy)]
struct Of<'f> {
    file: &'f Arc<File>,
    parsed: &'f FormatFile,
    /// The system whose words these are, if they are of one.
    title: Option<&'f Arc<str>>,
    /// What the system, or else the file, is called.
    name: &'f Arc<str>,
}

impl Loader {
    fn read(&mut self, file: &Arc<File>) {
        let parsed = match parse::<FormatFile>(file) {
            Ok(parsed) => parsed,
            Err(faults) => return self.faults.extend(faults),
        };
        let title: Option<Arc<str>> = parsed.title.as_deref().map(Arc::from);
        let name = title.clone().unwrap_or_else(|| Arc::from(file.stem()));
        let of = Of { file, parsed: &parsed, title: title.as_ref(), name: &name };
        self.add_export(of);
        parsed.document.iter().for_each(|entry| self.add_document(of, entry));
        self.add_headers(of);
        self.add_around(of);
        self.add_secrets(of);
        self.add_dotted(of);
        self.add_cells(of);
        self.add_dates(of);
        self.add_stages(of);
    }

    /// Adds every word of some tables.
    fn each<E: Worded>(&mut self, of: Of<'_>, tables: &[E], add: impl Fn(&mut Formats, &E, &str)) {
        self.each_once(of, tables, "", |loader, table, word| {
            add(&mut loader.formats, table, word);
            Ok(())
        });
    }

    /// Adds every word of some tables, unless something speaks against it: why, and what was `expected` instead.
    fn each_once<E: Worded>(
        &mut self,
        of: Of<'_>,
        tables: &[E],
        expected: &str,
        add: impl Fn(&mut Self, &E, &str) -> Result<(), String>,
    ) {
        for table in tables {
            table.sources(Pages::of(&of.parsed.sources), of.file, &mut self.faults);
            for word in table.words() {
                let text = word.as_ref();
                if E::COMPARED && !text.chars().any(char::is_alphanumeric) {
                    let message = format!("`{text}` has neither letter nor digit");
                    self.faults.push(Fault::at(of.file, word.span(), message, "expected a word"));
                }
                if let Err(message) = add(self, table, text) {
                    self.faults.push(Fault::at(of.file, word.span(), message, expected));
                }
            }
        }
    }

    /// Whether what is said of a word now takes the place of what the shipped files say of it.
    fn replaces(&mut self, scope: Scope, word: &str) -> bool {
        let own = self.own.as_mut();
        own.is_some_and(|own| own.insert((scope, word.to_owned())))
    }

    /// The signatures of a system; those of a system that is known already join it.
    fn add_export(&mut self, of: Of<'_>) {
        let Of { parsed, name, .. } = of;
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
        let export = Export { title: Arc::clone(name), signatures, words: TextMap::default() };
        // Of exports that are recognised by as many headers the first is taken: the user's.
        let at = if self.own.is_some() { 0 } else { exports.len() };
        exports.insert(at, export);
    }

    fn add_headers(&mut self, of: Of<'_>) {
        let is_known = !of.parsed.export.is_empty() || !of.parsed.document.is_empty();
        for table in &of.parsed.header {
            if table.only_here && !is_known {
                let span = table.words.first().map_or(0..0, Placed::span);
                let message = "`only-here` in a file that describes no export";
                let expected = "expected an [[export]] with a signature";
                self.faults.push(Fault::at(of.file, span, message, expected));
                continue;
            }
            let expected = "expected one meaning, or `only-here = true`";
            self.each_once(of, slice::from_ref(table), expected, |loader, table, word| {
                let added = loader.add_header(of, table, word);
                added.map_err(|before| {
                    format!("the header `{word}` has another meaning already: {before}")
                })
            });
        }
    }

    /// Adds one header word; another meaning that it has already is the error.
    fn add_header(&mut self, of: Of<'_>, entry: &HeaderEntry, word: &str) -> Result<(), String> {
        let key = key(word);
        if entry.codes {
            self.formats.headers.of_codes.insert(key.clone());
        }
        let meaning = Meaning {
            role: entry.field.0,
            instead: entry.instead.clone(),
            asked: None,
            systems: of.title.into_iter().cloned().collect(),
            confidence: *entry.confidence().as_ref(),
            here: entry.only_here,
        };
        let scope =
            if entry.only_here { Scope::Export(Arc::clone(of.name)) } else { Scope::Headers };
        let replaces = self.replaces(scope, &key);
        let headers = &mut self.formats.headers;
        if entry.only_here {
            let export = headers.exports.iter_mut().find(|export| export.title == *of.name);
            let Some(export) = export else { return Ok(()) };
            headers.of_exports.insert(key.clone(), ());
            return join(&mut export.words, key, meaning, replaces);
        }
        if replaces {
            headers.exports.iter_mut().for_each(|export| {
                export.words.remove(&key);
            });
        }
        join(&mut headers.general, key, meaning, replaces)
    }

    /// What stands around header words.
    fn add_around(&mut self, of: Of<'_>) {
        let parsed = of.parsed;
        self.each(of, &parsed.header_noise, |formats, table, word| {
            let noise = &mut formats.headers.noise;
            if table.after { &mut noise.after } else { &mut noise.around }.insert(key(word));
        });
        let expected = "expected each short form once";
        self.each_once(of, &parsed.header_short, expected, |loader, table, word| {
            let long = table.long.as_ref();
            let before = loader.formats.headers.shorts.insert(key(word), long.clone());
            let differs = before.is_some_and(|before| before != *long) && loader.own.is_none();
            if differs { Err(format!("`{word}` is short for two words")) } else { Ok(()) }
        });
        self.each(of, &parsed.other_subject, |formats, table, word| {
            let subject = match (table.absent, table.other) {
                (true, _) => OtherSubject::Absent,
                (false, true) => OtherSubject::Stranger,
                (false, false) => OtherSubject::Thing,
            };
            formats.headers.other_subjects.insert(key(word), subject);
        });
        self.each(of, &parsed.behind_maker, |formats, _, word| {
            formats.headers.behind_maker.insert(key(word));
        });
        self.each(of, &parsed.header_speaks, |formats, table, word| {
            let phrase = match word.strip_suffix('*') {
                Some(stem) => format!(" {}", fold(stem)),
                None => format!(" {} ", fold(word)),
            };
            formats.header_speaks.push((phrase, table.field));
            if table.own_words {
                formats.spoken_words.insert(table.field);
            }
        });
        self.each(of, &parsed.header_not_now, |formats, _, word| {
            formats.headers.not_now.insert(key(word));
        });
        self.each(of, &parsed.no_group, |formats, _, word| {
            formats.no_group.insert(fold(word));
        });
        self.each(of, &parsed.record_line, |formats, _, label| {
            formats.record_lines.push(label.trim().to_owned());
        });
        self.each(of, &parsed.ordinal, |formats, _, word| {
            formats.ordinals.insert(fold(word));
        });
        self.each(of, &parsed.date_hint, |formats, table, word| {
            let hint = if table.inside { fold(word) } else { padded(word) };
            formats.headers.date_hints.push((hint, table.order));
        });
    }

    /// What headers and cells name secrets, which must not be shown.
    fn add_secrets(&mut self, of: Of<'_>) {
        let parsed = of.parsed;
        self.each(of, &parsed.secret, |formats, table, word| {
            let secrets = &mut formats.headers.secrets;
            if table.inside {
                secrets.add_inside(word);
            } else {
                secrets.words.extend([(fold(word), ())]);
            }
        });
        for entry in &parsed.secret_value {
            entry.sources(Pages::of(&parsed.sources), of.file, &mut self.faults);
            if let Err(error) = self.formats.secret_values.add(entry.pattern.as_ref()) {
                let (message, span) = (format!("no pattern: {error}"), entry.pattern.span());
                let expected = "expected a regular expression";
                self.faults.push(Fault::at(of.file, span, message, expected));
            }
        }
        self.each(of, &parsed.secret_tag, |formats, _, word| {
            formats.secret_tags.insert(word.to_owned());
        });
        self.each(of, &parsed.harmless, |formats, _, word| {
            formats.headers.secrets.harmless.push(padded(word));
        });
    }

    /// What cells say when they say nothing, or the same again, and what other lines than assets begin with.
    fn add_cells(&mut self, of: Of<'_>) {
        let parsed = of.parsed;
        self.each(of, &parsed.empty, |formats, _, word| _ = formats.empty.add(word));
        self.each(of, &parsed.none, |formats, table, word| {
            formats.empty.add(word);
            formats.none.extend(table.fields.iter().map(|field| (*field, fold(word))));
        });
        self.each(of, &parsed.doubt, |formats, table, word| {
            if table.whole {
                formats.whole_doubts.insert(fold(word), table.field);
            } else {
                formats.doubts.extend([(fold(word), table.field)]);
            }
        });
        self.each(of, &parsed.total, |formats, _, word| _ = formats.totals.add(word));
        self.each(of, &parsed.footer, |formats, _, word| _ = formats.footers.add(word));
        self.each(of, &parsed.remark, |formats, _, word| _ = formats.remarks.add(word));
        self.each(of, &parsed.ditto, |formats, _, word| formats.ditto.add(word));
        self.each(of, &parsed.failed, |formats, table, word| {
            formats.failed.add(word, table.least, table.closes.as_deref());
        });
        self.each(of, &parsed.footnote, |formats, _, sign| {
            formats.footnotes.extend(Some(sign.trim().to_owned()).filter(|sign| !sign.is_empty()));
        });
        self.each(of, &parsed.unit, |formats, _, word| formats.units.add_piece(word));
        self.each(of, &parsed.currency, |formats, _, word| formats.units.add_currency(word));
    }

    fn add_dates(&mut self, of: Of<'_>) {
        let parsed = of.parsed;
        for number in parsed.month.iter().map(|month| &month.number) {
            if !(1..=12).contains(number.as_ref()) {
                let message = format!("there is no month {}", number.as_ref());
                self.faults.push(Fault::at(of.file, number.span(), message, "expected 1 to 12"));
            }
        }
        let once = "expected each word once";
        self.each_once(of, &parsed.month, once, |loader, table, word| {
            match loader.formats.months.add(word, *table.number.as_ref()) {
                Some(before) => Err(format!("`{word}` is month {before} already")),
                None => Ok(()),
            }
        });
        self.each(of, &parsed.era, |formats, table, word| {
            let era = Era { first: table.first, begun: table.begun };
            formats.months.add_era(word, era);
            if table.unnamed {
                formats.months.set_unnamed_era(era);
            }
        });
        for era in &parsed.era {
            if let Some(years) = era.years {
                self.formats.months.add_counted(years, era.first);
            }
            for word in &era.behind {
                self.formats.months.add_year_word(word);
            }
        }
        self.each_once(of, &parsed.date_bound, once, |loader, table, word| {
            match loader.formats.months.add_bound(word, table.side) {
                Some(_) => Err(format!("`{word}` stands for another side already")),
                None => Ok(()),
            }
        });
        self.each(of, &parsed.fiscal_year, |formats, entry, word| {
            formats.months.add_fiscal(word, entry.begins);
        });
        self.each(of, &parsed.year_part, |formats, entry, word| {
            formats.months.add_year_part(word, entry.sign);
        });
        self.each(of, &parsed.date_ordinal, |formats, entry, word| {
            formats.months.add_ordinal(word, entry.number);
        });
        self.each(of, &parsed.date_between, |formats, _, word| formats.months.add_between(word));
        self.each(of, &parsed.date_noise, |formats, _, word| formats.months.add_noise(word));
    }

    /// Stages of life: the words for them, and the headers that ask after one, which are those of a status in any system.
    fn add_stages(&mut self, of: Of<'_>) {
        let (parsed, once) = (of.parsed, "expected each word once");
        self.each_once(of, &parsed.status, once, |loader, table, word| {
            let folded = fold(word);
            let replaces = loader.replaces(Scope::Status, &folded);
            let before = loader.formats.status.insert(&folded, table.is, table.alone);
            let differs = before.is_some_and(|before| before != table.is) && !replaces;
            if differs { Err(format!("`{word}` stands for two stages of life")) } else { Ok(()) }
        });
        self.each(of, &parsed.status_noise, |formats, _, word| formats.status.add_noise(word));
        self.each_once(of, &parsed.status_header, "expected one meaning", |loader, table, word| {
            let meaning = Meaning {
                role: Role::Field(Field::Status),
                instead: Vec::new(),
                asked: Some(Asked { yes: table.is, no: table.no }),
                systems: of.title.into_iter().cloned().collect(),
                confidence: *table.confidence().as_ref(),
                here: false,
            };
            let key = key(word);
            let replaces = loader.replaces(Scope::Headers, &key);
            let joined = join(&mut loader.formats.headers.general, key, meaning, replaces);
            joined.map_err(|before| format!("`{word}` has another meaning already: {before}"))
        });
        self.each_once(of, &parsed.answer, once, |loader, table, word| {
            let before = loader.formats.answers.insert(word, table.yes);
            let differs = before.is_some_and(|before| before != table.yes) && loader.own.is_none();
            if differs { Err(format!("`{word}` stands for yes and for no")) } else { Ok(()) }
        });
    }
}

/// Adds one meaning of a word, or puts it in the place of another; another that it has already is the error.
fn join(
    words: &mut TextMap<Meaning>,
    key: String,
    meaning: Meaning,
    replaces: bool,
) -> Result<(), String> {
    match words.get_mut(&key) {
        None => {
            words.insert(key, meaning);
        }
        Some(known) if replaces => *known = meaning,
        Some(known) => {
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
            known.systems.sort_by_key(|title| title.to_lowercase());
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
