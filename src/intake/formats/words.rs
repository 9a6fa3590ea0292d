//! A list of words that cells are held against. Every cell of every row is, so the answer must come after a byte or two.

use std::collections::HashSet;

use crate::fold::{fold, fold_into};

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
#[derive(Clone, Debug, Default)]
pub(in crate::intake) struct Words {
    whole: HashSet<Box<str>>,
    /// Folded words that may be followed by others.
    openings: Vec<Box<str>>,
    /// The words that are ASCII after folding.
    ascii: Trie,
    /// With which two classes of bytes the ASCII words begin: one bit a pair.
    beginnings: Beginnings,
    /// The first two bytes of the words that are not.
    pairs: HashSet<[u8; 2]>,
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
        for spelling in [word.to_owned(), word.to_lowercase(), word.to_uppercase()] {
            if let Some(pair) = spelling.as_bytes().first_chunk().filter(|pair| !pair[0].is_ascii())
            {
                self.pairs.insert(*pair);
            }
        }
        if folded.is_ascii() {
            self.ascii.add(&folded, opens);
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
            [first, second, ..] if !self.beginnings.has(*first, *second) => false,
            _ => self.finds(cell),
        }
    }

    #[inline(never)]
    fn finds(&self, cell: &str) -> bool {
        match cell.as_bytes() {
            [] => false,
            [first, second, ..] if !first.is_ascii() => {
                let pair = [*first, *second];
                (self.pairs.contains(&pair) || BEFORE_WORDS.contains(&pair)) && self.looks_up(cell)
            }
            bytes => self.ascii.has(bytes).unwrap_or_else(|| self.looks_up(cell)),
        }
    }

    #[cold]
    fn looks_up(&self, cell: &str) -> bool {
        let mut folded = String::new();
        fold_into(cell, &mut folded);
        if self.whole.contains(folded.as_str()) {
            return true;
        }
        let follows = |opening: &str| {
            let rest = folded.strip_prefix(opening);
            rest.is_some_and(|rest| rest.starts_with(' ') || !opening.is_ascii())
        };
        self.openings.iter().any(|opening| follows(opening))
    }
}

/// The pairs of classes with which words begin: a look at it turns nearly every cell away.
#[derive(Clone, Debug)]
struct Beginnings([u64; 38]);

impl Default for Beginnings {
    /// What does not begin with a letter or digit may have the word further on.
    fn default() -> Self {
        let mut bits = [0; 38];
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

/// Folded ASCII words as a tree of letters.
#[derive(Clone, Debug)]
struct Trie {
    nodes: Vec<Node>,
}

#[derive(Clone, Debug)]
struct Node {
    /// The next node by class of byte; 0, the root, where there is none.
    next: [u16; 37],
    ends: bool,
    opens: bool,
}

impl Node {
    const EMPTY: Self = Self { next: [0; 37], ends: false, opens: false };
}

impl Default for Trie {
    fn default() -> Self {
        Self { nodes: vec![Node::EMPTY] }
    }
}

impl Trie {
    /// Adds a word; one that no longer fits is left to the set.
    fn add(&mut self, folded: &str, opens: bool) {
        let mut at = 0;
        for byte in folded.bytes() {
            let class = usize::from(CLASSES[usize::from(byte)]);
            let Ok(new) = u16::try_from(self.nodes.len()) else { return };
            if self.nodes[at].next[class] == 0 {
                self.nodes[at].next[class] = new;
                self.nodes.push(Node::EMPTY);
            }
            at = usize::from(self.nodes[at].next[class]);
        }
        self.nodes[at].ends = true;
        self.nodes[at].opens |= opens;
    }

    /// Whether a cell is one of the words; `None` if it goes on beyond ASCII before that can be told.
    #[inline]
    fn has(&self, cell: &[u8]) -> Option<bool> {
        let (mut at, mut gap) = (0, false);
        for &byte in cell {
            let class = CLASSES[usize::from(byte)];
            match class {
                GAP => gap = at != 0,
                BEYOND => return None,
                _ => {
                    if gap {
                        if self.nodes[at].opens {
                            return Some(true);
                        }
                        at = usize::from(self.nodes[at].next[usize::from(GAP)]);
                        if at == 0 {
                            return Some(false);
                        }
                        gap = false;
                    }
                    at = usize::from(self.nodes[at].next[usize::from(class)]);
                    if at == 0 {
                        return Some(false);
                    }
                }
            }
        }
        Some(self.nodes[at].ends)
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
