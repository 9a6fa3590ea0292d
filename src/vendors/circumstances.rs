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

/// Whether a word is one of some words, or made of several of them where no spaces are written.
fn is_chain(word: &str, is_one: &dyn Fn(&str) -> bool) -> bool {
    let mut ends = word.char_indices().map(|(at, _)| at).skip(1);
    is_one(word)
        || word.chars().all(is_unspaced)
            && ends.any(|end| is_one(&word[..end]) && is_chain(&word[end..], is_one))
}
