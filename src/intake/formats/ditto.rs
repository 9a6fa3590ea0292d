//! Marks and words with which people say in a cell: as in the row above.

use std::collections::HashSet;

/// The longest of them in bytes; longer cells are not looked up.
const LONGEST: usize = 40;

/// The marks and words, compared in lower case; a mark has no letter that folding would leave.
#[derive(Clone, Debug)]
pub(in crate::intake) struct Ditto {
    words: HashSet<String>,
    /// The bytes with which they begin.
    first: [bool; 256],
}

impl Default for Ditto {
    fn default() -> Self {
        Self { words: HashSet::new(), first: [false; 256] }
    }
}

impl Ditto {
    pub(super) fn add(&mut self, word: &str) {
        let word = word.trim();
        for spelling in [word.to_owned(), word.to_lowercase(), word.to_uppercase()] {
            if let Some(first) = spelling.bytes().next() {
                self.first[usize::from(first)] = true;
            }
        }
        self.words.insert(word.to_lowercase());
    }

    /// Whether a cell is one of them.
    #[inline]
    pub(super) fn has(&self, cell: &str) -> bool {
        let cell = cell.trim();
        cell.len() <= LONGEST
            && cell.bytes().next().is_some_and(|first| self.first[usize::from(first)])
            && self.words.contains(&cell.to_lowercase())
    }
}
