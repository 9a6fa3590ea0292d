//! Marks and words with which people say in a cell: as in the row above.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::glance::Glance;

/// The longest of them in bytes; longer cells are not looked up.
const LONGEST: usize = 40;

/// The marks and words, compared in lower case; a mark has no letter that folding would leave.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::intake) struct Ditto {
    words: FxHashSet<String>,
    /// The bytes with which they begin, one bit each.
    first: [u64; 4],
    /// Some hold a digit.
    has_digits: bool,
}

impl Ditto {
    pub(super) fn add(&mut self, word: &str) {
        let word = word.trim();
        for spelling in [word.to_owned(), word.to_lowercase(), word.to_uppercase()] {
            if let Some(first) = spelling.bytes().next() {
                self.first[usize::from(first / 64)] |= 1 << (first % 64);
            }
        }
        self.has_digits |= word.bytes().any(|byte| byte.is_ascii_digit());
        self.words.insert(word.to_lowercase());
    }

    fn begins(&self, first: u8) -> bool {
        self.first[usize::from(first / 64)] >> (first % 64) & 1 != 0
    }

    /// Whether a cell that was glanced at is one of them.
    #[inline]
    pub(in crate::intake) fn has_glanced(&self, cell: &str, glance: &Glance) -> bool {
        (self.has_digits || !glance.has_digit()) && self.has(cell)
    }

    /// Whether a cell is one of them.
    #[inline]
    pub(super) fn has(&self, cell: &str) -> bool {
        let cell = cell.trim();
        cell.len() <= LONGEST
            && cell.bytes().next().is_some_and(|first| self.begins(first))
            && self.words.contains(&cell.to_lowercase())
    }
}
