//! The worst of what is met, in bounded memory: the mildest make room when a worse one comes.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use crate::Verdict;

/// Things by key, each with its verdict.
#[derive(Clone, Debug)]
pub(super) struct WorstKept<T> {
    most: usize,
    met: u64,
    by_key: BTreeMap<u128, (u64, T)>,
    /// The mildest and, of these, the latest first.
    to_drop: BTreeSet<(Verdict, Reverse<u64>, u128)>,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Room<T> {
    Free,
    /// This one, which is milder, has made it.
    Made(Verdict, T),
    None,
}

impl<T> WorstKept<T> {
    /// Room for at most `most`.
    pub(super) fn new(most: usize) -> Self {
        Self { most, met: 0, by_key: BTreeMap::new(), to_drop: BTreeSet::new() }
    }

    pub(super) fn get_mut(&mut self, key: u128) -> Option<&mut T> {
        self.by_key.get_mut(&key).map(|(_, kept)| kept)
    }

    /// Looks for room for one with this verdict, and drops a milder one if there is no other.
    pub(super) fn make_room(&mut self, verdict: Verdict) -> Room<T> {
        if self.by_key.len() < self.most {
            return Room::Free;
        }
        if self.to_drop.first().is_none_or(|(mildest, ..)| *mildest >= verdict) {
            return Room::None;
        }
        let dropped = self.to_drop.pop_first().and_then(|(verdict, _, key)| {
            self.by_key.remove(&key).map(|(_, dropped)| Room::Made(verdict, dropped))
        });
        dropped.unwrap_or(Room::Free)
    }

    /// Keeps one for which there is room.
    pub(super) fn insert(&mut self, key: u128, verdict: Verdict, kept: T) {
        self.met += 1;
        self.to_drop.insert((verdict, Reverse(self.met), key));
        self.by_key.insert(key, (self.met, kept));
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &T> {
        self.by_key.values().map(|(_, kept)| kept)
    }

    /// What is kept, by rank, and in the order in which it was met where that is the same.
    pub(super) fn sorted_by_key<R: Ord>(&self, rank: impl Fn(&T) -> R) -> Vec<&T> {
        let mut all: Vec<_> = self.by_key.values().collect();
        all.sort_by_key(|(met, kept)| (rank(kept), *met));
        all.into_iter().map(|(_, kept)| kept).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mildest_and_of_these_the_latest_makes_room() {
        let mut kept = WorstKept::new(2);
        for (key, verdict, room) in [
            (1, Verdict::Review, Room::Free),
            (2, Verdict::Review, Room::Free),
            (3, Verdict::Review, Room::None),
            (4, Verdict::Violation, Room::Made(Verdict::Review, 2)),
            (5, Verdict::Violation, Room::Made(Verdict::Review, 1)),
            (6, Verdict::Violation, Room::None),
        ] {
            let found = kept.make_room(verdict);
            if found != Room::None {
                kept.insert(key, verdict, key);
            }
            assert_eq!(found, room, "{key}");
        }
        assert_eq!(kept.sorted_by_key(|key| Reverse(*key)), [&5, &4]);
    }
}
