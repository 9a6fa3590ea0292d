//! Watching for kinds: whether a cell by itself may state or suggest one of a few kinds, such as those that a law names whoever
//! made the item. Most cells do not, which shows by how their words begin.

use std::collections::BTreeSet;

use super::{id::KindId, inferred::device, tree::EquipmentTree, words::split_words};
use crate::{
    Field,
    asset::{Column, Layout},
    glance::Glance,
};

/// Phrases are told apart by so many letters, or by all of them if they have fewer.
const HEAD: usize = 5;
/// One bit for each hash of such letters.
const BITS: usize = 1 << 16;

/// Those that suggest a kind by a name.
const SUGGESTED_BY: [Field; 2] = [Field::Hostname, Field::AssetId];

/// Some kinds, with how the words for them begin.
#[derive(Debug)]
pub(crate) struct WatchedKinds {
    /// What counts where a row states it.
    stated: BTreeSet<KindId>,
    /// What counts where the context suggests it.
    suggested: BTreeSet<KindId>,
    /// Which heads begin a phrase for one of them.
    heads: Box<[u64]>,
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
        stated: impl Fn(&KindId) -> bool,
        suggested: impl Fn(&KindId) -> bool,
    ) -> WatchedKinds {
        let of = |counts: &dyn Fn(&KindId) -> bool| {
            let kinds = self.kinds().map(|kind| &kind.id);
            kinds.filter(|&kind| counts(kind) || counts(&self.on_network(kind))).cloned().collect()
        };
        let mut watched = WatchedKinds {
            stated: of(&stated),
            suggested: of(&suggested),
            heads: vec![0; BITS / 64].into(),
        };
        let counts =
            |kind: &KindId| watched.stated.contains(kind) || watched.suggested.contains(kind);
        let codes = self.codes.iter().filter(|(_, kind)| counts(kind));
        let codes = codes.map(|(code, _)| code.clone());
        let words: Vec<_> = self.words.naming(counts).into_iter().chain(codes).collect();
        for word in words.iter().filter(|word| word.is_ascii()) {
            let bit = hashed(&word.as_bytes()[..word.len().min(HEAD)]);
            watched.heads[bit / 64] |= 1 << (bit % 64);
        }
        watched
    }
}

impl WatchedKinds {
    /// Whether nothing is watched for.
    pub(crate) fn is_empty(&self) -> bool {
        self.stated.is_empty() && self.suggested.is_empty()
    }

    /// Whether a text may hold a word for one of the kinds, by how its words begin.
    pub(crate) fn may_stand_in(&self, glance: &Glance) -> bool {
        let known = |head: &[u8]| {
            let bit = hashed(head);
            self.heads[bit / 64] >> (bit % 64) & 1 != 0
        };
        glance
            .inner_words()
            .any(|word| (1..=HEAD.min(word.len())).any(|length| known(&word[..length])))
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
        let [with, without] =
            [true, false].map(|networked| self.stated_where(tree, column, field, text, networked));
        StatedKinds { any: with.any && without.any, watched: with.watched || without.watched }
    }

    fn stated_where(
        &self,
        tree: &EquipmentTree,
        column: &Column,
        field: Field,
        text: &str,
        networked: bool,
    ) -> StatedKinds {
        let kinds = match field {
            Field::Equipment => tree.named_in(text),
            Field::Description if tree.is_remark(&column.header) => Vec::new(),
            Field::Hostname if !tree.is_one_kind(text) => Vec::new(),
            Field::Hostname => tree.described(text, false),
            _ => tree.described(text, networked),
        };
        let counts = |kind: &&KindId| field == Field::Equipment || !tree.is_category_only(kind);
        let mut stated = StatedKinds::default();
        for kind in kinds.iter().filter(counts) {
            stated.any = true;
            stated.watched |= self.stated.contains(kind);
        }
        stated
    }

    /// Whether a name suggests one of the kinds.
    pub(crate) fn suggested_in(&self, tree: &EquipmentTree, field: Field, text: &str) -> bool {
        let mut kinds = tree.kinds_in(&split_words(device(text)), 0).into_iter();
        SUGGESTED_BY.contains(&field) && kinds.any(|kind| self.suggested.contains(kind))
    }

    /// Whether a sheet suggests one of the kinds for its rows.
    pub(crate) fn suggested_by(&self, tree: &EquipmentTree, layout: &Layout) -> bool {
        let kinds = tree.of_layout(layout);
        let by_column = kinds.columns.iter().map(|(_, suggested)| suggested);
        by_column.chain(&kinds.around).any(|suggested| self.suggested.contains(&suggested.kind))
    }
}

fn hashed(head: &[u8]) -> usize {
    let number = head.iter().fold(0_u64, |number, &byte| number << 8 | u64::from(byte));
    (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48) as usize
}
