//! A list of words that cells are held against. Every cell of every row is, so the answer must come after a byte or two.

use std::sync::OnceLock;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::{
    fold::{fold, fold_into, is_unspaced},
    phrases::Openings,
};

/// Marks a word that only opens the cells it stands for.
const OPENING: char = '…';
/// The class of bytes that are neither letter nor digit.
const GAP: u8 = 36;
/// The class of bytes beyond ASCII.
const BEYOND: u8 = 37;
/// What a cell may begin with before a word: a no-break space, general punctuation, an ideographic space.
const BEFORE_WORDS: [[u8; 2]; 3] = [[0xc2, 0xa0], [0xe2, 0x80], [0xe3, 0x80]];

/// The class of each byte: letters in either case 0 to 25, digits from 26.
const CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut classes = [GAP; 256];
    let mut byte: u8 = 0;
    loop {
        classes[byte as usize] = match byte {
            b'a'..=b'z' => byte - b'a',
            b'A'..=b'Z' => byte - b'A',
            b'0'..=b'9' => 26 + byte - b'0',
            0x80.. => BEYOND,
            _ => GAP,
        };
        if byte == u8::MAX {
            return classes;
        }
        byte += 1;
    }
}

/// Words, compared after folding.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::intake) struct Words {
    whole: FxHashSet<Box<str>>,
    /// Folded words that may be followed by others.
    openings: Vec<Box<str>>,
    /// With which two classes of bytes the ASCII words begin: one bit a pair.
    beginnings: Beginnings,
    /// The first two bytes of the words that are not.
    pairs: FxHashSet<[u8; 2]>,
    /// How all of them begin, found out when some cell may be one.
    #[serde(skip)]
    starts: OnceLock<Openings>,
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
        self.starts = OnceLock::new();
        for spelling in [word.to_owned(), word.to_lowercase(), word.to_uppercase()] {
            if let Some(pair) = spelling.as_bytes().first_chunk().filter(|pair| !pair[0].is_ascii())
            {
                self.pairs.insert(*pair);
            }
        }
        if folded.is_ascii() {
            self.beginnings.add(&folded);
        } else if let Some(pair) = folded.as_bytes().first_chunk() {
            self.pairs.insert(*pair);
        }
        if opens {
            self.openings.push(folded.clone());
        }
        self.whole.insert(folded)
    }

    /// Whether the list has this cell. A cell without any letter or digit is in no list.
    #[inline]
    pub(in crate::intake) fn has(&self, cell: &str) -> bool {
        match cell.as_bytes() {
            [] => false,
            [first, second, ..] if !self.beginnings.has(*first, *second) => false,
            [first, second, ..] if !first.is_ascii() => {
                let pair = [*first, *second];
                (self.pairs.contains(&pair) || BEFORE_WORDS.contains(&pair)) && self.looks_up(cell)
            }
            _ => self.looks_up(cell),
        }
    }

    #[cold]
    fn looks_up(&self, cell: &str) -> bool {
        let firsts = || self.whole.iter().map(|word| word.split(' ').next().unwrap_or_default());
        if cell.is_ascii() && !self.starts.get_or_init(|| Openings::of(firsts())).begin(cell) {
            return false;
        }
        let mut folded = String::new();
        fold_into(cell, &mut folded);
        if self.whole.contains(folded.as_str()) {
            return true;
        }
        let follows = |opening: &str| {
            let rest = folded.strip_prefix(opening);
            rest.is_some_and(|rest| rest.starts_with(' ') || opening.ends_with(runs_on))
        };
        self.openings.iter().any(|opening| follows(opening))
    }
}

/// Whether the next word, or an ending, may follow a letter without a space: Chinese, Japanese, Thai, Lao, Burmese, Khmer, Korean.
fn runs_on(letter: char) -> bool {
    is_unspaced(letter)
        || matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{ac00}'..='\u{d7af}')
}

/// The bytes with which words begin in any case, one bit each: a look at it turns nearly every cell away.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct FirstBytes([u64; 4]);

impl FirstBytes {
    pub(super) fn add(&mut self, word: &str) {
        for spelling in [word.to_owned(), word.to_lowercase(), word.to_uppercase()] {
            if let Some(first) = spelling.bytes().next() {
                self.0[usize::from(first / 64)] |= 1 << (first % 64);
            }
        }
    }

    /// Whether one of the words may begin the cell; `false` is certain.
    #[inline]
    pub(super) fn begin(&self, cell: &str) -> bool {
        let first = cell.bytes().next();
        first.is_some_and(|first| self.0[usize::from(first / 64)] >> (first % 64) & 1 != 0)
    }
}

/// The pairs of classes with which words begin: a look at it turns nearly every cell away.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Beginnings(Vec<u64>);

impl Default for Beginnings {
    /// What does not begin with a letter or digit may have the word further on.
    fn default() -> Self {
        let mut bits = vec![0; 38];
        bits[usize::from(GAP)] = u64::MAX;
        bits[usize::from(BEYOND)] = u64::MAX;
        Self(bits)
    }
}

impl Beginnings {
    fn add(&mut self, folded: &str) {
        let mut classes = folded.bytes().map(|byte| CLASSES[usize::from(byte)]);
        if let Some(first) = classes.next() {
            let second = classes.next().unwrap_or(GAP);
            self.0[usize::from(first)] |= 1 << second | 1 << BEYOND;
        }
    }

    #[inline]
    fn has(&self, first: u8, second: u8) -> bool {
        let [first, second] = [first, second].map(|byte| CLASSES[usize::from(byte)]);
        self.0[usize::from(first)] >> second & 1 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_or_open_a_cell() {
        let mut words = Words::default();
        for word in ["n/a", "k. A.", "Summe …", "néant", "нет", "第…"] {
            assert!(words.add(word));
        }
        assert!(!words.add("--"));
        for cell in [
            "N/A",
            " n a ",
            "K.A",
            "summe",
            "Summe 2026",
            "Summe: HQ",
            "NÉANT",
            "neant",
            "Нет",
            "第3页",
            "\u{a0}n/a",
        ] {
            assert!(words.has(cell), "{cell}");
        }
        for cell in ["", "-", "na", "n/ab", "Summerhouse", "Su", "née", "нетто", "Ünal", "n"]
        {
            assert!(!words.has(cell), "{cell}");
        }
    }
}
