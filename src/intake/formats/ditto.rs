//! Marks and words with which people say in a cell: as in the row above.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::words::FirstBytes;
use crate::glance::Glance;

/// The longest of them in bytes; longer cells are not looked up.
const LONGEST: usize = 40;

/// The marks and words, compared in lower case; a mark has no letter that folding would leave.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::intake) struct Ditto {
    words: FxHashSet<String>,
    first: FirstBytes,
    /// Some hold a digit.
    has_digits: bool,
}

impl Ditto {
    pub(super) fn add(&mut self, word: &str) {
        let word = word.trim();
        self.first.add(word);
        self.has_digits |= word.bytes().any(|byte| byte.is_ascii_digit());
        self.words.insert(word.to_lowercase());
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
        cell.len() <= LONGEST && self.first.begin(cell) && self.words.contains(&cell.to_lowercase())
    }
}
