//! The words in dates: names of months, and the small words and weekdays around them.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::fold::fold;

/// Names of months in all languages of the data.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::intake) struct Months {
    names: FxHashMap<String, i8>,
    noise: FxHashSet<String>,
    /// Words for a year that begins on another day than the common one.
    fiscal: FxHashSet<String>,
    /// Eras by their folded names.
    eras: FxHashMap<String, Era>,
}

/// A way to count years from another one.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(in crate::intake) struct Era {
    /// The common year that is its first.
    pub(in crate::intake) first: i16,
    /// The name says already that the year is the first.
    pub(in crate::intake) begun: bool,
}

impl Months {
    pub(super) fn add(&mut self, word: &str, number: i8) -> Option<i8> {
        self.names.insert(fold(word), number).filter(|&before| before != number)
    }

    pub(super) fn add_noise(&mut self, word: &str) {
        self.noise.insert(fold(word));
    }

    pub(super) fn add_fiscal(&mut self, word: &str) {
        self.fiscal.insert(fold(word));
    }

    /// Whether a folded word says that a year is a fiscal one.
    pub(in crate::intake) fn is_fiscal(&self, folded: &str) -> bool {
        self.fiscal.contains(folded)
    }

    pub(super) fn add_era(&mut self, word: &str, era: Era) {
        self.eras.insert(fold(word), era);
    }

    /// The era that a folded word names.
    pub(in crate::intake) fn era(&self, folded: &str) -> Option<Era> {
        self.eras.get(folded).copied()
    }

    /// The month that a folded word names.
    pub(in crate::intake) fn number(&self, folded: &str) -> Option<i8> {
        self.names.get(folded).copied()
    }

    /// Whether a folded word says nothing in a date.
    pub(in crate::intake) fn is_noise(&self, folded: &str) -> bool {
        self.noise.contains(folded)
    }
}
