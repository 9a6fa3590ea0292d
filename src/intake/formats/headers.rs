//! What header words mean: general words, words of known exports, and words that name secrets.

use std::{
    collections::HashSet,
    sync::{Arc, OnceLock},
};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::{
    dotted::Tail, file::Instead, misspelt::Misspelt, parts::Noise, secrets::Secrets, stages::Asked,
};
use crate::{
    asset::{DateOrder, Role},
    fold::fold,
    knowledge::Confidence,
    tables::Vocabulary,
};

/// Longer headers, in bytes, are known as a whole or not at all.
const LONGEST: usize = 200;

/// What a header word says of its column, and who says so.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::intake) struct Meaning {
    pub(in crate::intake) role: Role,
    pub(in crate::intake) instead: Vec<Instead>,
    /// The stage of life that it asks after, where its cells may be yes, no or a day.
    pub(in crate::intake) asked: Option<Asked>,
    /// The systems whose exports use the word so.
    pub(in crate::intake) systems: Vec<Arc<str>>,
    pub(in crate::intake) confidence: Confidence,
    /// It is what the word means in the exports of one system.
    pub(in crate::intake) here: bool,
}

/// One known system with the words that mean something else there than anywhere else.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Export {
    pub(super) title: Arc<str>,
    pub(super) signatures: Vec<Vec<String>>,
    pub(super) words: FxHashMap<String, Meaning>,
}

/// How a header was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fit {
    /// All of it is a known word.
    Whole,
    /// A part of it is, and the rest says nothing.
    Part,
    /// It is a known word, misspelt.
    Misspelt,
    /// A part of it is, and the rest is not known.
    Guess,
}

/// What stands beside the asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(in crate::intake) enum Beside {
    /// Something that may tell of the asset too, such as a part of it or a paper about it.
    Thing,
    /// A person, a company or another device: a maker's name there need not be the asset's.
    Stranger,
}

impl Beside {
    /// What a column of it is taken for.
    pub(in crate::intake) fn role(self) -> Role {
        match self {
            Self::Thing => Role::Text,
            Self::Stranger => Role::Other,
        }
    }
}

/// What a header says of its column.
#[derive(Clone, Copy, Debug)]
pub(in crate::intake) enum Reading<'a> {
    /// It means this.
    Known(&'a Meaning, Fit),
    /// It names a secret.
    Secret,
    /// It speaks of something beside the asset, such as a part of it or the person who uses it.
    Beside(Beside),
    /// Nothing is known of it.
    Unknown,
}

/// All that is known of headers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::intake) struct Headers {
    pub(super) general: FxHashMap<String, Meaning>,
    pub(super) exports: Vec<Export>,
    /// Words around a header word that leave its meaning alone.
    pub(super) noise: Noise,
    /// The long forms of short words.
    pub(super) shorts: FxHashMap<String, String>,
    /// Words that say that a header speaks of something beside the asset.
    pub(super) beside: FxHashMap<String, Beside>,
    pub(super) secrets: Secrets,
    /// The words that may be misspelt, made ready where a header asks for them.
    #[serde(skip)]
    pub(super) misspelt: OnceLock<Misspelt>,
    /// How a header says in which order its dates are written: folded, with a space before and after.
    pub(super) date_hints: Vec<(String, DateOrder)>,
    /// Last parts of dotted names that have no meaning of their own.
    pub(super) tails: Vec<Tail>,
    /// Keys of parts of dotted names that are another thing than the asset.
    pub(super) others: FxHashSet<String>,
}

impl Headers {
    /// The known words of which a key may be a misspelling, in order, each with the number of wrong letters.
    pub(super) fn near(&self, key: &str) -> Vec<(&str, usize)> {
        let words = self.misspelt.get_or_init(|| self.general.keys().collect());
        let mut near: Vec<_> = words.near(key).collect();
        near.sort_unstable();
        near
    }

    /// The known export that these headers are of: of several, the one that is recognised by most headers.
    pub(in crate::intake) fn export(&self, headers: &[String]) -> Option<ExportId> {
        let keys: HashSet<_> = headers.iter().map(|header| key(header)).collect();
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

    /// The export of the system of this name.
    pub(in crate::intake) fn export_of(&self, title: &str) -> Option<ExportId> {
        self.exports.iter().position(|export| *export.title == *title).map(ExportId)
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
        self.secrets.named_in(header)
    }

    /// The order of day and month that a header tells: `Purchase date (dd/mm/yyyy)`.
    pub(in crate::intake) fn date_order(&self, header: &str) -> Option<DateOrder> {
        if header.len() > LONGEST {
            return None;
        }
        let words = format!(" {} ", fold(header));
        let hint = self.date_hints.iter().find(|(hint, _)| words.contains(hint.as_str()));
        hint.map(|(_, order)| *order)
    }

    /// What a header means in an export.
    pub(in crate::intake) fn read(&self, header: &str, export: Option<ExportId>) -> Reading<'_> {
        let words = Lookup { headers: self, export };
        let whole = words.meaning(&key(header));
        let surely = || self.secrets.surely_named_in(header);
        if let Some(meaning) = whole.filter(|meaning| meaning.role == Role::Secret || !surely()) {
            return self.unless_referring(header, meaning);
        }
        if self.names_secret(header) {
            return Reading::Secret;
        }
        if header.len() > LONGEST {
            return Reading::Unknown;
        }
        words.dotted(header).unwrap_or_else(|| words.in_parts(header))
    }
}

/// The words of one export and those of all.
#[derive(Clone, Copy)]
pub(super) struct Lookup<'a> {
    pub(super) headers: &'a Headers,
    export: Option<ExportId>,
}

impl<'a> Lookup<'a> {
    /// What all of a key means.
    pub(super) fn meaning(self, key: &str) -> Option<&'a Meaning> {
        let special = self.export.and_then(|export| self.headers.exports[export.0].words.get(key));
        special.or_else(|| self.headers.general.get(key))
    }
}

/// Which known export a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::intake) struct ExportId(usize);

impl Vocabulary for Headers {
    fn is_header(&self, text: &str) -> bool {
        self.knows(text)
    }
}

/// The form in which headers are compared: folded, without spaces, and with letters of other scripts that look like Latin
/// ones taken for these (a published French export writes its category header with a Cyrillic С).
pub(in crate::intake) fn key(header: &str) -> String {
    fold(header.trim_start_matches('\u{feff}')).chars().filter(|c| *c != ' ').map(latin).collect()
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
