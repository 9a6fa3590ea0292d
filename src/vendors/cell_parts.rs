//! A long cell in parts. Each is searched by itself, so that none of it goes unread and one look takes little room; and what a cell
//! says again and again is judged a few times only, so that a cell of many MiB costs no more than it must.

use rustc_hash::FxHashMap;

use crate::strings::{end_of, start_of};

/// Most bytes of a part.
pub(super) const LONGEST: usize = 8 << 10;
/// Within this distance of its end a part is cut between sentences, or else between words.
const NEAR_END: usize = 1 << 10;
/// How often one word is judged in a cell of several parts, at most.
const MOST_REPEATS: u8 = 16;

/// The parts of a cell, one of an empty one.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut left = Some(text);
    std::iter::from_fn(move || {
        let text = left.take()?;
        if text.len() <= LONGEST {
            return Some(text);
        }
        let (part, rest) = text.split_at(cut(start_of(text, LONGEST)));
        left = Some(rest);
        Some(part)
    })
}

/// Where the first part of a text ends.
fn cut(text: &str) -> usize {
    let tail = end_of(text, NEAR_END);
    let before = text.len() - tail.len();
    let end = tail.rfind(['\n', ';', ',', '.', '|']).or_else(|| tail.rfind(char::is_whitespace));
    // The sign that is cut at begins the next part, which it says nothing in.
    end.map_or(text.len(), |end| before + end)
}

/// How often each word was found in a cell.
#[derive(Default)]
pub(super) struct Repeats(FxHashMap<u32, u8>);

impl Repeats {
    /// Counts a word by its number; false where it was found often enough.
    pub(super) fn is_new(&mut self, word: u32) -> bool {
        let times = self.0.entry(word).or_default();
        *times = times.saturating_add(1);
        *times <= MOST_REPEATS
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_long_cell_is_cut_between_sentences_or_words() {
        assert_eq!(parts("").collect::<Vec<_>>(), [""]);
        let text = format!("{}. Acme dome is new", "word ".repeat(1636));
        let cut: Vec<_> = parts(&text).collect();
        assert_eq!(cut.len(), 2);
        assert_eq!(cut[1], ". Acme dome is new");
        let text = "x".repeat(3 * LONGEST);
        assert_eq!(parts(&text).count(), 3);
    }

    proptest! {
        #[test]
        fn parts_are_all_of_the_cell(text in "[a-zé. \n]{0,40}", times in 1..800_usize) {
            let text = text.repeat(times);
            prop_assert_eq!(parts(&text).collect::<String>(), text.as_str());
            prop_assert!(parts(&text).all(|part| part.len() <= LONGEST));
        }
    }
}
