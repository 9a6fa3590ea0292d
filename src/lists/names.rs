//! Names of companies on lists, a hundred thousand and more of them: each is kept once as it is written, and found by a number made
//! of its key. Nothing is kept of an entry that reports do not show.

use rustc_hash::FxHashMap;

use super::error::ListErrorKind;
use crate::vendors::{CompanyNames, NameKey, fold_name};

const MOST: usize = 4_000_000;
/// The bits of the filter for each key.
const BITS: usize = 8;

#[derive(Debug, Default)]
pub(super) struct ListedNames {
    text: String,
    /// Texts that many entries share.
    shared: FxHashMap<Box<str>, NameSpan>,
    entries: Vec<StoredEntry>,
    all: Vec<ListName>,
    /// By the number of a key, names.
    keys: Vec<(u64, u32)>,
    /// Which numbers may be there.
    filter: Box<[u64]>,
}

#[derive(Clone, Copy, Debug, Default)]
struct NameSpan {
    start: u32,
    length: u32,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct StoredEntry {
    pub(super) list: u32,
    id: NameSpan,
    programs: NameSpan,
    name: NameSpan,
}

#[derive(Clone, Copy, Debug)]
struct ListName {
    entry: u32,
    text: NameSpan,
}

impl ListedNames {
    pub(super) fn begin(&mut self, list: u32, id: &str, programs: &str) {
        let id = self.push(id);
        let programs = self.share(programs);
        self.entries.push(StoredEntry { list, id, programs, name: NameSpan::default() });
    }

    /// Adds a name of the entry that was begun last.
    pub(super) fn add(&mut self, name: &str, known: &CompanyNames) -> Result<(), ListErrorKind> {
        let full = NameKey::from_folded(&fold_name(name));
        if full.as_str().is_empty() {
            return Ok(());
        }
        let too_many = || ListErrorKind::TooMany { limit: MOST };
        let number = u32::try_from(self.all.len()).ok().filter(|at| (*at as usize) < MOST);
        let number = number.ok_or_else(too_many)?;
        let text = self.push(name);
        let last = self.entries.len().saturating_sub(1);
        if let Some(entry) = self.entries.last_mut().filter(|entry| entry.name.length == 0) {
            entry.name = text;
        }
        self.all.push(ListName { entry: u32::try_from(last).unwrap_or(u32::MAX), text });
        let key = known.key(name);
        self.keys.push((hash(key.as_str()), number));
        if key != full {
            self.keys.push((hash(full.as_str()), number));
        }
        Ok(())
    }

    /// Makes the names ready to be looked up.
    pub(super) fn seal(&mut self) {
        self.shared = FxHashMap::default();
        self.keys.sort_unstable();
        self.keys.dedup();
        let words = (self.keys.len() * BITS / 64).next_power_of_two();
        self.filter = vec![0; words].into();
        for at in 0..self.keys.len() {
            let (word, bit) = self.place(self.keys[at].0);
            self.filter[word] |= bit;
        }
    }

    /// The names with a key, which `hash` is made of, by number.
    pub(super) fn with_key(&self, hash: u64) -> impl Iterator<Item = usize> {
        let (word, bit) = self.place(hash);
        let may_be = self.filter.get(word).is_some_and(|bits| bits & bit != 0);
        let keys = if may_be { self.keys.as_slice() } else { &[] };
        let from = keys.partition_point(|(key, _)| *key < hash);
        keys[from..].iter().take_while(move |(key, _)| *key == hash).map(|(_, name)| *name as usize)
    }

    pub(super) fn text(&self, name: usize) -> &str {
        self.all.get(name).map_or("", |name| self.get(name.text))
    }

    /// The entry of a name, with its number.
    pub(super) fn entry(&self, name: usize) -> Option<(usize, &StoredEntry)> {
        let at = self.all.get(name)?.entry as usize;
        Some((at, self.entries.get(at)?))
    }

    pub(super) fn id(&self, entry: &StoredEntry) -> &str {
        self.get(entry.id)
    }

    pub(super) fn programs(&self, entry: &StoredEntry) -> &str {
        self.get(entry.programs)
    }

    pub(super) fn first_name(&self, entry: &StoredEntry) -> &str {
        self.get(entry.name)
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        let bits = (self.filter.len() * 64).max(1);
        let at = usize::try_from(hash >> 20).unwrap_or(0) & (bits - 1);
        (at / 64, 1 << (at % 64))
    }

    fn get(&self, span: NameSpan) -> &str {
        let start = span.start as usize;
        self.text.get(start..start + span.length as usize).unwrap_or_default()
    }

    /// Keeps a text; what would not fit into four GiB is left out, which the bound on names does not let happen.
    fn push(&mut self, text: &str) -> NameSpan {
        let (start, length) = (u32::try_from(self.text.len()), u32::try_from(text.len()));
        let (Ok(start), Ok(length)) = (start, length) else { return NameSpan::default() };
        self.text.push_str(text);
        NameSpan { start, length }
    }

    fn share(&mut self, text: &str) -> NameSpan {
        if let Some(known) = self.shared.get(text) {
            return *known;
        }
        let span = self.push(text);
        self.shared.insert(text.into(), span);
        span
    }
}

pub(super) fn hash(key: &str) -> u64 {
    hash_on(BEGIN, key)
}

/// The number of no letters.
pub(super) const BEGIN: u64 = 0xcbf2_9ce4_8422_2325;

/// The number of a key that goes on with these letters (FNV-1a).
pub(super) fn hash_on(hash: u64, letters: &str) -> u64 {
    letters.bytes().fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
