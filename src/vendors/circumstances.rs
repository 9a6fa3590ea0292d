//! What may stand before goods and their maker: places, and words for how and where goods are, in a script without spaces several at once.

use super::{letters::fold, words::Words};
use crate::fold::is_unspaced;

impl Words {
    /// Whether a folded word is a place, or says how, where or how many goods are.
    pub(super) fn is_circumstance(&self, word: &str) -> bool {
        is_chain(word, &|word| self.says_how_or_where(word) || self.places.has(word))
    }

    /// The same of a word that is no place, which may be another company's.
    pub(super) fn says_how_or_where(&self, word: &str) -> bool {
        is_chain(word, &|word| self.is_property(word) || self.whereabouts.contains(word))
    }

    /// Whether a text is a place and nothing else.
    pub(super) fn is_place(&self, text: &str) -> bool {
        self.places.has(&fold(text))
    }

    /// Whether letters of a script without spaces end as words for devices do, of whatever kind.
    pub(super) fn ends_as_device(&self, letters: &str) -> bool {
        self.devices.iter().any(|device| letters.ends_with(device.as_str()))
    }
}

/// The longest word in such a chain, in bytes: 16 letters of most scripts without spaces.
const LONGEST: usize = 48;

/// Whether a word is one of some words, or made of several of them where no spaces are written.
fn is_chain(word: &str, is_one: &dyn Fn(&str) -> bool) -> bool {
    if is_one(word) || word.is_empty() || !word.chars().all(is_unspaced) {
        return is_one(word);
    }
    // Where words that follow one another from the beginning end: each place is looked at once, however many ways lead there.
    let mut ends = vec![0];
    for end in word.char_indices().map(|(at, _)| at).skip(1).chain([word.len()]) {
        let near = |begin: &&usize| end - **begin <= LONGEST;
        if !ends.iter().rev().take_while(near).any(|begin| is_one(&word[*begin..end])) {
            if ends.last().is_none_or(|last| end - last > LONGEST) {
                return false;
            }
            continue;
        }
        ends.push(end);
    }
    ends.last() == Some(&word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_a_row_are_told_apart_however_many_ways_there_are() {
        let is_one = |word: &str| matches!(word, "广" | "州" | "广州" | "州广" | "市");
        let chained = |word: &str| is_chain(word, &is_one);
        assert!(chained("广州市广州") && chained("广州"));
        assert!(!chained("广州丙") && !chained("丙广州") && !chained(""));
        // As many ways as there are atoms, none of which comes to the end.
        assert!(!chained(&("广州".repeat(2_000) + "丙")));
        assert!(chained(&"广州".repeat(2_000)));
    }
}
