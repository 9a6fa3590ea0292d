//! Groups: rows that say the same are one finding. So many findings are kept, the worst ones; the rest is counted.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use super::card::Card;
use crate::{
    Verdict,
    audit::{Audited, Tally},
};

/// Findings in bounded memory.
#[derive(Clone, Debug)]
pub(super) struct Groups {
    most: usize,
    met: u64,
    by_key: BTreeMap<u128, (u64, Card)>,
    /// The mildest and, of these, the latest first: who makes room when a worse one comes.
    to_drop: BTreeSet<(Verdict, Reverse<u64>, u128)>,
    dropped: Tally,
}

impl Groups {
    /// Room for so many findings.
    pub(super) fn new(most: usize) -> Self {
        Self {
            most,
            met: 0,
            by_key: BTreeMap::new(),
            to_drop: BTreeSet::new(),
            dropped: Tally::default(),
        }
    }

    /// Adds a row to the finding that it shows.
    pub(super) fn add(&mut self, asset: &Audited) {
        let key = Card::key(asset);
        if let Some((_, card)) = self.by_key.get_mut(&key) {
            card.join(asset);
            return;
        }
        if self.by_key.len() >= self.most && !self.make_room(asset.verdict) {
            self.dropped.add(asset.verdict);
            return;
        }
        self.met += 1;
        self.to_drop.insert((asset.verdict, Reverse(self.met), key));
        self.by_key.insert(key, (self.met, Card::of(asset)));
    }

    /// Drops the mildest finding if it is milder than this; false if there is none.
    fn make_room(&mut self, verdict: Verdict) -> bool {
        if self.to_drop.first().is_none_or(|(mildest, ..)| *mildest >= verdict) {
            return false;
        }
        if let Some((mildest, _, key)) = self.to_drop.pop_first()
            && let Some((_, card)) = self.by_key.remove(&key)
        {
            (0..card.places.rows()).for_each(|_| self.dropped.add(mildest));
        }
        true
    }

    /// The findings: worst first, then those with most rows, then in the order of the input.
    pub(super) fn sorted(&self) -> Vec<&Card> {
        let mut cards: Vec<_> = self.by_key.values().collect();
        cards.sort_by_key(|(met, card)| (Reverse(card.verdict), Reverse(card.places.rows()), *met));
        cards.into_iter().map(|(_, card)| card).collect()
    }

    /// How many findings of a verdict are kept.
    pub(super) fn of(&self, verdict: Verdict) -> u64 {
        self.by_key.values().filter(|(_, card)| card.verdict == verdict).count() as u64
    }

    /// Rows whose findings are only counted.
    pub(super) fn dropped(&self) -> &Tally {
        &self.dropped
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn called(groups: &Groups) -> Vec<(&str, u64)> {
        let cards = groups.sorted();
        cards.into_iter().map(|card| (card.called.as_str(), card.places.rows())).collect()
    }

    /// A violation late in the file is never crowded out by milder findings before it.
    #[test]
    fn the_worst_are_kept() {
        let mut groups = Groups::new(2);
        for (verdict, name) in [
            (Verdict::Exempt, "a"),
            (Verdict::Exempt, "a"),
            (Verdict::Review, "b"),
            (Verdict::Violation, "c"),
            (Verdict::Violation, "d"),
            (Verdict::Violation, "e"),
            (Verdict::Violation, "d"),
        ] {
            let mut asset = fixture::clear(name);
            asset.verdict = verdict;
            groups.add(&asset);
        }
        assert_eq!(called(&groups), [("d", 2), ("c", 1)]);
        let dropped = groups.dropped();
        assert_eq!(dropped.rows(), 4);
        assert_eq!((dropped.of(Verdict::Exempt), dropped.of(Verdict::Violation)), (2, 1));
    }
}
