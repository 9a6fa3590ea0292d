//! Names of owners as words and with gaps.

use std::collections::BTreeSet;

use super::part_names::spelt;
use crate::fold::is_unspaced;

/// Folded words with gaps at their ends, as whole words.
#[derive(Debug)]
pub(super) struct OwnerPattern {
    pub(super) words: String,
    starts: bool,
    ends: bool,
}

impl OwnerPattern {
    pub(super) fn of(written: &str) -> Option<Self> {
        let starts = !written.starts_with('*');
        let ends = !written.ends_with('*');
        if starts && ends {
            return None;
        }
        let words = spelt(written);
        // In scripts without spaces, words go on where the gap begins.
        let joins = |letter: Option<char>| letter.is_some_and(is_unspaced);
        let before = if !starts && joins(words.chars().next()) { "" } else { " " };
        let behind = if !ends && joins(words.chars().next_back()) { "" } else { " " };
        let words = format!("{before}{words}{behind}");
        Some(Self { words, starts, ends })
    }

    /// The longest word without which nothing fits; `None` where it may stand inside words.
    pub(super) fn longest_word(&self) -> Option<&str> {
        longest_word(self.words.strip_prefix(' ')?.strip_suffix(' ')?)
    }

    /// Whether a text with a space at each end fits.
    pub(super) fn fits(&self, padded: &str) -> bool {
        match (self.starts, self.ends) {
            (true, true) => padded == self.words,
            (true, false) => padded.starts_with(&self.words),
            (false, true) => padded.ends_with(&self.words),
            (false, false) => padded.contains(&self.words),
        }
    }
}

/// Names as words and with gaps.
#[derive(Debug, Default)]
pub(super) struct OwnerNames {
    whole: BTreeSet<String>,
    patterns: Vec<OwnerPattern>,
}

impl OwnerNames {
    pub(super) fn of(written: &[String]) -> Self {
        let (gapped, whole): (Vec<_>, Vec<_>) = written.iter().partition(|name| name.contains('*'));
        let patterns = gapped.into_iter().filter_map(|name| OwnerPattern::of(name)).collect();
        Self { whole: whole.into_iter().map(|name| spelt(name)).collect(), patterns }
    }

    /// A word of each, but for those that may stand inside words.
    pub(super) fn longest_words(&self) -> impl Iterator<Item = &str> {
        let whole = self.whole.iter().filter_map(|name| longest_word(name));
        whole.chain(self.patterns.iter().filter_map(OwnerPattern::longest_word))
    }

    pub(super) fn hold(&self, text: &str) -> bool {
        let name = spelt(text);
        let padded = format!(" {name} ");
        self.whole.contains(&name) || self.patterns.iter().any(|pattern| pattern.fits(&padded))
    }
}

/// The longest word of a folded name; `None` where it has none.
pub(super) fn longest_word(name: &str) -> Option<&str> {
    name.split(' ').max_by_key(|word| word.len()).filter(|word| !word.is_empty())
}
