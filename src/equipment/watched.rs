//! Watching for kinds: whether a cell by itself may state or suggest one of a few kinds, such as those that a law names whoever
//! made the item. Most cells do not, which shows by how their words begin.

use rustc_hash::FxHashSet;

use super::{
    id::KindId,
    inferred::{SUGGESTED_BY, device},
    tree::EquipmentTree,
    words::split_words,
};
use crate::{
    Field,
    asset::{Column, Layout},
    glance::Glance,
};

/// How many of their first letters phrases are distinguished by.
const HEAD: usize = 5;
/// What a table of heads says of a hash: a head ends here.
const ENDS: u8 = 1;
/// One goes on.
const GOES_ON: u8 = 1 << 1;
/// How many hashes it knows: few enough to stay at hand.
const HASHES: usize = 1 << 14;

/// Some kinds, with how the words for them begin.
#[derive(Debug)]
pub(crate) struct WatchedKinds {
    /// What counts where a row states it.
    stated: FxHashSet<KindId>,
    /// What counts where the context suggests it.
    suggested: FxHashSet<KindId>,
    /// What begins a phrase for one of them.
    heads: Heads,
}

/// What a cell states of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct StatedKinds {
    /// Some kind.
    pub(crate) any: bool,
    /// One that is watched for.
    pub(crate) watched: bool,
}

impl EquipmentTree {
    /// Watches for these kinds: `stated` where a row states them, `suggested` where only its context does.
    pub(crate) fn watch(
        &self,
        stated: FxHashSet<KindId>,
        suggested: FxHashSet<KindId>,
    ) -> WatchedKinds {
        let mut watched = WatchedKinds { stated, suggested, heads: Heads::default() };
        let is_watched = |kind: &&KindId| {
            [*kind, self.on_network(kind)]
                .into_iter()
                .any(|kind| watched.names(kind) || watched.names_surely(kind))
        };
        let kinds = self.kinds().map(|kind| &kind.id);
        let counted: FxHashSet<_> = kinds.filter(is_watched).collect();
        let counts = |kind: &KindId| counted.contains(kind);
        let codes = self.codes.iter().filter(|(_, kind)| counts(kind));
        let codes = codes.map(|(code, _)| code.clone());
        let words: Vec<_> = self.words.naming(counts).into_iter().chain(codes).collect();
        for word in words.iter().filter(|word| word.is_ascii()) {
            watched.heads.add(word.as_bytes());
        }
        watched
    }
}

impl EquipmentTree {
    /// The kinds that a category states, whether or not its row has an address in a network.
    pub(crate) fn stated_in(&self, category: &str) -> Vec<KindId> {
        let by_all = self.named_by_all(category).cloned();
        by_all.map_or_else(|| self.named_in(category), |kind| vec![kind])
    }

    /// The kinds that a row may be of whose category states these: they, whether or not the row has an address in a network, and more
    /// special ones that its names suggest.
    pub(crate) fn may_be<'c>(
        &self,
        stated: Vec<KindId>,
        names: impl Iterator<Item = &'c str>,
    ) -> Vec<KindId> {
        let mut all: Vec<_> = stated.iter().map(|kind| self.on_network(kind).clone()).collect();
        for name in names {
            let suggested = self.kinds_in(&split_words(device(name)), 0);
            let is_special = |kind: &&&KindId| stated.iter().any(|one| self.is_within(kind, one));
            all.extend(suggested.iter().filter(is_special).map(|kind| KindId::clone(kind)));
        }
        all.extend(stated);
        all
    }
}

impl WatchedKinds {
    /// Whether nothing is watched for.
    pub(crate) fn is_empty(&self) -> bool {
        self.stated.is_empty() && self.suggested.is_empty()
    }

    /// Whether one that a row states is watched for.
    pub(crate) fn names(&self, kind: &KindId) -> bool {
        self.stated.contains(kind)
    }

    /// Whether one that the context suggests is.
    pub(crate) fn names_surely(&self, kind: &KindId) -> bool {
        self.suggested.contains(kind)
    }

    /// Whether a text may hold a word for one of the kinds, by how its words begin.
    pub(crate) fn may_stand_in(&self, glance: &Glance) -> bool {
        glance.inner_words().any(|word| self.heads.begin(word))
    }

    /// What a cell states of kinds, whether or not its row has an address in a network: `any` where it does in both, `watched`
    /// where it does in one.
    pub(crate) fn stated_in(
        &self,
        tree: &EquipmentTree,
        column: &Column,
        field: Field,
        text: &str,
    ) -> StatedKinds {
        let of = |kinds: &[KindId]| {
            let counts = |kind: &&KindId| field == Field::Equipment || !tree.is_category_only(kind);
            let watched = |kind| self.names(kind) || self.names(tree.on_network(kind));
            let mut counted = kinds.iter().filter(counts).peekable();
            StatedKinds { any: counted.peek().is_some(), watched: counted.any(watched) }
        };
        if field == Field::Description && tree.is_remark(&column.header) {
            return StatedKinds::default();
        }
        if matches!(field, Field::Equipment | Field::Description | Field::Hostname)
            && let Some(kind) = tree.named_by_all(text)
        {
            return StatedKinds { any: true, watched: self.names(kind) };
        }
        match field {
            Field::Equipment => of(&tree.named_in(text)),
            Field::Hostname if !tree.is_one_kind(text) => StatedKinds::default(),
            Field::Hostname => of(&tree.described(text, false)),
            _ => {
                let [with, without] = tree.described_each(text, [true, false]).map(|all| of(&all));
                StatedKinds {
                    any: with.any && without.any,
                    watched: with.watched || without.watched,
                }
            }
        }
    }

    /// Whether a name suggests one of the kinds.
    pub(crate) fn suggested_in(&self, tree: &EquipmentTree, field: Field, text: &str) -> bool {
        let kinds = || tree.kinds_in(&split_words(device(text)), 0);
        SUGGESTED_BY.contains(&field) && kinds().into_iter().any(|kind| self.names_surely(kind))
    }

    /// Whether a sheet suggests one of the kinds for its rows.
    pub(crate) fn suggested_by(&self, tree: &EquipmentTree, layout: &Layout) -> bool {
        let kinds = tree.of_layout(layout);
        let by_column = kinds.columns.iter().map(|(_, suggested)| suggested);
        by_column.chain(&kinds.around).any(|suggested| self.names_surely(&suggested.kind))
    }
}

/// How phrases begin, letter by letter.
#[derive(Debug)]
struct Heads(Box<[u8]>);

impl Default for Heads {
    fn default() -> Self {
        Self(vec![0; HASHES].into())
    }
}

impl Heads {
    fn add(&mut self, phrase: &[u8]) {
        let head = &phrase[..phrase.len().min(HEAD)];
        let mut hash = 0;
        for (at, &byte) in head.iter().enumerate() {
            hash = next_hash(hash, byte);
            let ends = at + 1 == head.len();
            self.0[place(hash)] |= if ends { ENDS } else { GOES_ON };
        }
    }

    /// Whether a word begins as some phrase does.
    fn begin(&self, word: &[u8]) -> bool {
        let mut hash = 0;
        for &byte in word.iter().take(HEAD) {
            hash = next_hash(hash, byte);
            match self.0[place(hash)] {
                0 => return false,
                GOES_ON => {}
                _ => return true,
            }
        }
        false
    }
}

fn next_hash(hash: u64, byte: u8) -> u64 {
    hash << 8 | u64::from(byte)
}

fn place(hash: u64) -> usize {
    (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 50) as usize
}
