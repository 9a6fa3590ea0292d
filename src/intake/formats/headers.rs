//! What header words mean: general words, words of known exports, and words that name secrets.

use std::{collections::HashMap, sync::Arc};

use super::{
    dotted::{Dotted, REFERENCE, Tail},
    file::Instead,
};
use crate::{Field, asset::Role, fold::fold, knowledge::Confidence};

/// What a header word says of its column, and who says so.
#[derive(Clone, Debug)]
pub(in crate::intake) struct Meaning {
    pub(in crate::intake) role: Role,
    pub(in crate::intake) instead: Vec<Instead>,
    /// The systems whose exports use the word so.
    pub(in crate::intake) systems: Vec<Arc<str>>,
    pub(in crate::intake) confidence: Confidence,
}

/// One known system with the words that mean something else there than anywhere else.
#[derive(Clone, Debug)]
pub(super) struct Export {
    pub(super) title: Arc<str>,
    pub(super) signatures: Vec<Vec<String>>,
    pub(super) words: HashMap<String, Meaning>,
}

/// How much of a header was needed to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::intake) enum Match {
    /// All of it is a known word.
    Whole,
    /// A part of it is.
    Part,
}

/// All that is known of headers.
#[derive(Clone, Debug, Default)]
pub(in crate::intake) struct Headers {
    pub(super) general: HashMap<String, Meaning>,
    pub(super) exports: Vec<Export>,
    /// Keys that may stand before or after a header word.
    pub(super) noise: Vec<String>,
    /// Last parts of dotted names that have no meaning of their own.
    pub(super) tails: Vec<Tail>,
    /// Keys of parts of dotted names that are another thing than the asset.
    pub(super) others: Vec<String>,
    /// Folded words that name secrets as whole words.
    pub(super) secret_words: Vec<String>,
    /// Keys that name secrets wherever they stand.
    pub(super) secret_inside: Vec<String>,
}

impl Headers {
    /// The known export that these headers are of: of several, the one that is recognised by most headers.
    pub(in crate::intake) fn export(&self, headers: &[String]) -> Option<ExportId> {
        let keys: Vec<_> = headers.iter().map(|header| key(header)).collect();
        let fits = |signature: &&Vec<String>| signature.iter().all(|word| keys.contains(word));
        let mut best: Option<(usize, usize)> = None;
        for (index, export) in self.exports.iter().enumerate() {
            let longest = export.signatures.iter().filter(fits).map(Vec::len).max();
            if let Some(length) = longest
                && best.is_none_or(|(_, before)| length > before)
            {
                best = Some((index, length));
            }
        }
        best.map(|(index, _)| ExportId(index))
    }

    /// The name of an export's system.
    pub(in crate::intake) fn title(&self, export: ExportId) -> Arc<str> {
        Arc::clone(&self.exports[export.0].title)
    }

    /// Whether all of a header is a known word.
    pub(in crate::intake) fn knows(&self, header: &str) -> bool {
        let key = key(header);
        self.general.contains_key(&key)
            || self.exports.iter().any(|export| export.words.contains_key(&key))
    }

    /// Whether a header names a secret.
    pub(in crate::intake) fn names_secret(&self, header: &str) -> bool {
        let whole = format!(" {} {} ", fold(header), fold(&parted(header)));
        let key = key(header);
        self.secret_words.iter().any(|word| whole.contains(&format!(" {word} ")))
            || self.secret_inside.iter().any(|word| key.contains(word.as_str()))
    }

    /// What a header means.
    pub(in crate::intake) fn read(
        &self,
        header: &str,
        export: Option<ExportId>,
    ) -> Option<(&Meaning, Match)> {
        let whole = key(header);
        let look_up = |key: &str| {
            let special = export.and_then(|export| self.exports[export.0].words.get(key));
            special.or_else(|| self.general.get(key))
        };
        if let Some(meaning) = look_up(&whole) {
            let own = meaning.role == Role::Field(Field::AssetId);
            let refers = !own && self.refers(header);
            return Some(if refers { (&REFERENCE, Match::Part) } else { (meaning, Match::Whole) });
        }
        if self.names_secret(header) {
            return None;
        }
        if let Some(meaning) = self.without_noise(&whole, look_up) {
            return Some((meaning, Match::Part));
        }
        match self.dotted(header, &look_up) {
            Dotted::Known(meaning) => return Some((meaning, Match::Part)),
            Dotted::Unknown if !header.contains(char::is_whitespace) => return None,
            Dotted::Unknown | Dotted::No => {}
        }
        let parts = header.split(['(', ')', '[', ']', '/', '|', '\n', ':']);
        parts
            .map(key)
            .filter(|part| !part.is_empty())
            .find_map(|part| look_up(&part).or_else(|| self.without_noise(&part, look_up)))
            .map(|meaning| (meaning, Match::Part))
    }

    /// The meaning of a key without the words around it that say nothing, such as a running number.
    pub(super) fn without_noise<'a>(
        &self,
        key: &str,
        look_up: impl Fn(&str) -> Option<&'a Meaning>,
    ) -> Option<&'a Meaning> {
        let bare = key.trim_end_matches(|c: char| c.is_ascii_digit());
        look_up(bare).or_else(|| {
            self.noise.iter().find_map(|noise| {
                let shorter =
                    [bare.strip_prefix(noise.as_str()), bare.strip_suffix(noise.as_str())];
                shorter.into_iter().flatten().find_map(&look_up)
            })
        })
    }
}

/// Which known export a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::intake) struct ExportId(usize);

impl ExportId {
    pub(super) fn new(index: usize) -> Self {
        Self(index)
    }
}

/// The form in which headers are compared: folded, without spaces, and with letters of other scripts that look like Latin
/// ones taken for these (a published French export writes its category header with a Cyrillic С).
pub(in crate::intake) fn key(header: &str) -> String {
    fold(header.trim_start_matches('\u{feff}')).chars().filter(|c| *c != ' ').map(latin).collect()
}

/// A name written like `adminPassword` with spaces between its words.
fn parted(header: &str) -> String {
    let mut parted = String::with_capacity(header.len() + 4);
    let mut small = false;
    for letter in header.chars() {
        if small && letter.is_uppercase() {
            parted.push(' ');
        }
        small = letter.is_lowercase() || letter.is_numeric();
        parted.push(letter);
    }
    parted
}

fn latin(letter: char) -> char {
    match letter {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' => 'c',
        'е' | 'ε' => 'e',
        'н' | 'η' => 'h',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' | 'μ' => 'm',
        'ν' => 'n',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'у' | 'υ' => 'y',
        'х' | 'χ' => 'x',
        'ζ' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn headers_are_compared_without_spaces_case_accents_and_look_alikes() {
        for (header, expected) in [
            ("Asset Tag", "assettag"),
            ("asset_tag", "assettag"),
            ("\u{feff}Serial No.:", "serialno"),
            ("Сatégorie", "categorie"),
            ("Nº de série", "nodeserie"),
            ("MAC\u{a0}Address", "macaddress"),
        ] {
            assert_eq!(key(header), expected);
        }
    }
}
