//! A list of words that cells are held against, with a look at the first two bytes that turns nearly every cell away.

use std::collections::HashSet;

use crate::fold::{fold, fold_into};

/// Marks a word that only opens the cells it stands for.
const OPENING: char = '…';

/// Words, compared after folding.
#[derive(Clone, Debug, Default)]
pub(in crate::intake) struct Words {
    whole: HashSet<Box<str>>,
    /// Folded words that may be followed by others.
    openings: Vec<Box<str>>,
    gate: Gate,
}

/// Which pairs of first bytes need a further look.
#[derive(Clone, Debug)]
struct Gate {
    pairs: Box<[u64; 1024]>,
    firsts: [bool; 256],
    longest: usize,
}

impl Default for Gate {
    fn default() -> Self {
        Self { pairs: Box::new([0; 1024]), firsts: [false; 256], longest: 0 }
    }
}

impl Gate {
    fn open(&mut self, word: &str) {
        for spelling in [word.to_owned(), word.to_lowercase(), word.to_uppercase(), fold(word)] {
            let bytes = spelling.as_bytes();
            let Some(&first) = bytes.first() else { continue };
            self.firsts[usize::from(first)] = true;
            if let Some(&second) = bytes.get(1) {
                // One letter may be written large and the next one small.
                for first in [first.to_ascii_lowercase(), first.to_ascii_uppercase()] {
                    self.firsts[usize::from(first)] = true;
                    for second in [second.to_ascii_lowercase(), second.to_ascii_uppercase()] {
                        let pair = usize::from(first) << 8 | usize::from(second);
                        self.pairs[pair >> 6] |= 1 << (pair & 63);
                    }
                }
            }
        }
        // Room for brackets and blanks around the word.
        self.longest = self.longest.max(word.len() + 8);
    }

    #[inline]
    fn lets_in(&self, cell: &[u8]) -> bool {
        let Some(&first) = cell.first() else { return false };
        if !(first.is_ascii_alphanumeric() || first >= 0x80) {
            return true;
        }
        match cell.get(1) {
            Some(&second) if second.is_ascii_alphanumeric() || second >= 0x80 => {
                let pair = usize::from(first) << 8 | usize::from(second);
                self.pairs[pair >> 6] & 1 << (pair & 63) != 0
            }
            _ => self.firsts[usize::from(first)],
        }
    }
}

impl Words {
    /// Adds a word; a trailing `…` lets other words follow it in a cell. False where nothing of the word is left to compare.
    pub(in crate::intake) fn add(&mut self, word: &str) -> bool {
        let opens = word.ends_with(OPENING);
        let word = word.trim_end_matches(OPENING).trim();
        let folded = fold(word).into_boxed_str();
        if folded.is_empty() {
            return false;
        }
        self.gate.open(word);
        self.gate.open(&folded);
        if opens {
            self.openings.push(folded.clone());
        }
        self.whole.insert(folded)
    }

    /// Whether the list has this cell. A cell without any letter or digit is in no list.
    pub(in crate::intake) fn has(&self, cell: &str) -> bool {
        self.gate.lets_in(cell.as_bytes())
            && (cell.len() <= self.gate.longest || !self.openings.is_empty())
            && self.looks_up(cell)
    }

    fn looks_up(&self, cell: &str) -> bool {
        let mut folded = String::new();
        fold_into(cell, &mut folded);
        if self.whole.contains(folded.as_str()) {
            return true;
        }
        let follows = |opening: &str| {
            folded
                .strip_prefix(opening)
                .is_some_and(|rest| rest.starts_with(' ') || !opening.is_ascii())
        };
        self.openings.iter().any(|opening| follows(opening))
    }
}
