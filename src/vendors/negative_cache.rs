//! Cells that are known to name nobody, so that a register of a million rows asks once for each of its few makers.

use std::{
    collections::hash_map::RandomState,
    hash::BuildHasher,
    sync::atomic::{AtomicU64, Ordering},
};

/// How many cells are remembered; a power of two.
const MOST: usize = 1 << 16;

/// Hashes of cells that name nobody, under a secret key: collisions are negligible.
#[derive(Debug)]
pub(super) struct NamelessCells {
    slots: Box<[AtomicU64]>,
    keys: RandomState,
}

impl NamelessCells {
    pub(super) fn new() -> Self {
        let slots = (0..MOST).map(|_| AtomicU64::new(0)).collect();
        Self { slots, keys: RandomState::new() }
    }

    /// What `ask` makes of a cell, unless it made nothing of it before.
    pub(super) fn unless_known_nameless<T>(
        &self,
        cell: &str,
        ask: impl FnOnce() -> Option<T>,
    ) -> Option<T> {
        // Nothing has the hash that empty slots hold.
        let hash = self.keys.hash_one(cell) | 1;
        let slot = self.slots.get((hash >> 1) as usize % MOST)?;
        if slot.load(Ordering::Relaxed) == hash {
            return None;
        }
        let found = ask();
        if found.is_none() {
            slot.store(hash, Ordering::Relaxed);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nameless_cell_is_asked_for_once() {
        let nameless = NamelessCells::new();
        let mut asked = 0;
        for _ in 0..3 {
            let found = nameless.unless_known_nameless("Acme", || {
                asked += 1;
                None::<()>
            });
            assert_eq!(found, None);
        }
        assert_eq!(asked, 1);
        assert_eq!(nameless.unless_known_nameless("Globex", || Some(1)), Some(1));
        assert_eq!(
            nameless.unless_known_nameless("Globex", || Some(2)),
            Some(2),
            "what was found is asked for again"
        );
    }
}
