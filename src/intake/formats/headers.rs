//! The words of headers: general ones, those of known exports, what stands around them, and words that name secrets.

use std::{
    collections::HashSet,
    sync::{Arc, OnceLock},
};

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::{
    key::key,
    meaning::{Meaning, OtherSubject},
    misspelt::Misspelt,
    secrets::Secrets,
};
use crate::{Field, asset::DateOrder, text_map::TextMap};

/// One known system with the words that mean something else there than anywhere else.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Export {
    pub(super) title: Arc<str>,
    pub(super) signatures: Vec<Vec<String>>,
    pub(super) words: TextMap<Meaning>,
}

/// Words around a header word.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::intake) struct Noise {
    /// They leave its meaning alone, before and after.
    pub(super) around: FxHashSet<String>,
    /// They do so after it alone: the name of the site is the site.
    pub(super) after: FxHashSet<String>,
}

/// A last part of names that has no meaning of its own.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Tail {
    pub(super) key: String,
    /// It stands for the thing only where the part before it means one of these; empty: always.
    pub(super) of: Vec<Field>,
    /// It is a number or an address by which a system finds the thing, and says nothing of it.
    pub(super) refers: bool,
}

/// All that is known of headers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::intake) struct Headers {
    pub(super) general: TextMap<Meaning>,
    pub(super) exports: Vec<Export>,
    /// The words of all exports: to look into each takes long, and most cells are no header.
    pub(super) of_exports: TextMap<()>,
    /// The words below which a cell may be a code of two capitals.
    pub(super) of_codes: FxHashSet<String>,
    /// Words around a header word that leave its meaning alone.
    pub(super) noise: Noise,
    /// The long forms of short words.
    pub(super) shorts: TextMap<String>,
    /// Words that say that a header speaks of something other than the asset.
    pub(super) other_subjects: TextMap<OtherSubject>,
    /// Keys of phrases that speak of who stands behind the maker, whatever their words do: `Parent company`.
    pub(super) behind_maker: FxHashSet<String>,
    /// Keys of words in brackets behind a header whose cells say what will be, or was: `Status (planned)`.
    pub(super) not_now: FxHashSet<String>,
    pub(super) secrets: Secrets,
    /// The words that may be misspelt, made ready where a header asks for them.
    #[serde(skip)]
    pub(super) misspelt: OnceLock<Misspelt>,
    /// How a header says in which order its dates are written: folded, with a space before and after
    /// where it must be a whole word.
    pub(super) date_hints: Vec<(String, DateOrder)>,
    /// Last parts of dotted names that have no meaning of their own.
    pub(super) tails: Vec<Tail>,
    /// Keys of parts of dotted names that are another thing than the asset.
    pub(super) others: FxHashSet<String>,
    /// Keys of words for devices, under which assets with facts of their own stand; `true` for one of any kind.
    pub(super) devices: TextMap<bool>,
    /// Keys under which stands what is true of all beside them.
    pub(super) defaults: FxHashSet<String>,
}

impl Headers {
    /// The known words of which a key may be a misspelling, in order, each with the number of wrong letters.
    pub(super) fn near(&self, key: &str) -> Vec<(&str, usize)> {
        let words =
            self.misspelt.get_or_init(|| self.general.iter().map(|(word, _)| word).collect());
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
        self.known(header).is_some()
    }

    /// The key of a header if all of it is a known word.
    pub(in crate::intake) fn known(&self, header: &str) -> Option<String> {
        let key = key(header);
        let is_known = self.general.contains(&key) || self.of_exports.contains(&key);
        is_known.then_some(key)
    }
}

/// The words of one export and those of all.
#[derive(Clone, Copy)]
pub(super) struct Lookup<'a> {
    pub(super) headers: &'a Headers,
    pub(super) export: Option<ExportId>,
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
