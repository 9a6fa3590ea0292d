//! Phrases, found in a text by their first word.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::fold::{is_unspaced, is_whole_word};

/// Folded phrases, each with what it says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Phrases<T>(FxHashMap<Box<str>, Vec<(Box<str>, T)>>);

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<T> FromIterator<(String, T)> for Phrases<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(all: I) -> Self {
        let mut by_first: FxHashMap<Box<str>, Vec<(Box<str>, T)>> = FxHashMap::default();
        for (phrase, says) in all.into_iter().filter(|(phrase, _)| !phrase.is_empty()) {
            let entry = by_first.entry(first_word(&phrase).into()).or_default();
            entry.push((phrase.into_boxed_str(), says));
        }
        Self(by_first)
    }
}

impl<T> Phrases<T> {
    /// Every phrase that stands in a folded text as whole words, with its place; phrases may overlap. With `plural`, its last word
    /// may have an `s` behind it, which is not part of the place.
    pub(super) fn find(&self, folded: &str, plural: bool) -> Vec<(usize, usize, &T)> {
        let mut hits = Vec::new();
        for start in starts(folded) {
            let rest = &folded[start..];
            let word = first_word(rest);
            let single = word.strip_suffix('s').filter(|_| plural);
            for first in [Some(word), single].into_iter().flatten() {
                for (phrase, says) in self.0.get(first).into_iter().flatten() {
                    if !rest.starts_with(&**phrase) {
                        continue;
                    }
                    let end = start + phrase.len();
                    let more = usize::from(plural && folded[end..].starts_with('s'));
                    if is_whole_word(folded, start, end) || is_whole_word(folded, start, end + more)
                    {
                        hits.push((start, end, says));
                    }
                }
            }
        }
        hits
    }

    /// Where the first phrase in a folded text begins.
    pub(super) fn first(&self, folded: &str) -> Option<usize> {
        self.find(folded, false).first().map(|(start, ..)| *start)
    }
}

/// Where words begin in a folded text; in scripts without spaces, where letters do.
fn starts(folded: &str) -> impl Iterator<Item = usize> {
    let mut border = true;
    folded.char_indices().filter_map(move |(at, letter)| {
        let unspaced = is_unspaced(letter);
        let begins = letter != ' ' && (border || unspaced);
        border = letter == ' ' || unspaced;
        begins.then_some(at)
    })
}

/// The first word of a text; in scripts without spaces, its first letter.
fn first_word(text: &str) -> &str {
    let mut letters = text.char_indices();
    if letters.next().is_some_and(|(_, letter)| is_unspaced(letter)) {
        return &text[..letters.offset()];
    }
    let end = letters.find(|(_, letter)| *letter == ' ' || is_unspaced(*letter));
    &text[..end.map_or(text.len(), |(at, _)| at)]
}
