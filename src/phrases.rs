//! Phrases, found in a folded text by their first word.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::fold::{is_unspaced, is_whole_word};

/// Folded phrases, each with what it says: by their first word, what follows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Phrases<T> {
    by_first: FxHashMap<Box<str>, Vec<(Box<str>, T)>>,
    /// Made when it is asked for.
    #[serde(skip)]
    openings: OnceLock<Openings>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Self { by_first: FxHashMap::default(), openings: OnceLock::new() }
    }
}

/// How phrases begin, one bit for each hash of their first letters: most texts have no word that does, which shows without folding them.
#[derive(Clone, Debug)]
pub(crate) struct Openings(Box<[u64]>);

impl Openings {
    /// At most this many letters are looked at.
    const LETTERS: usize = 3;
    /// The bits for each word: enough that few others share one.
    const SPARSE: usize = 32;

    /// How phrases begin whose first words are these.
    pub(crate) fn of<'w>(words: impl ExactSizeIterator<Item = &'w str>) -> Self {
        let bits = (words.len() * Self::SPARSE).next_power_of_two().max(64);
        let mut openings = Self(vec![0; bits / 64].into());
        for word in words {
            // Several of a thing may have a letter more.
            for word in [word.to_owned(), format!("{word}s")] {
                let at = openings.place(word.as_bytes());
                openings.0[at / 64] |= 1 << (at % 64);
            }
        }
        openings
    }

    /// Where the bit of the word stands that a text begins with.
    #[inline]
    fn place(&self, text: &[u8]) -> usize {
        let letters =
            text.iter().take(Self::LETTERS).take_while(|byte| byte.is_ascii_alphanumeric());
        let head =
            letters.fold(1, |head: u32, byte| head << 8 | u32::from(byte.to_ascii_lowercase()));
        (head.wrapping_mul(0x9e37_79b1) >> 8) as usize & (self.0.len() * 64 - 1)
    }

    /// Whether an ASCII text may begin with a phrase, whatever signs stand before it.
    pub(crate) fn begin(&self, text: &str) -> bool {
        let first = text.bytes().position(|byte| byte.is_ascii_alphanumeric());
        first.and_then(|first| text.as_bytes().get(first..)).is_some_and(|text| self.has(text))
    }

    #[inline]
    fn has(&self, text: &[u8]) -> bool {
        let at = self.place(text);
        self.0[at / 64] >> (at % 64) & 1 != 0
    }

    /// Whether a word of an ASCII text may begin a phrase.
    fn begin_in(&self, text: &[u8]) -> bool {
        let mut inside = false;
        text.iter().enumerate().any(|(start, byte)| {
            let begins = byte.is_ascii_alphanumeric() && !inside;
            inside = byte.is_ascii_alphanumeric();
            begins && self.has(&text[start..])
        })
    }
}

impl<T> Extend<(String, T)> for Phrases<T> {
    fn extend<I: IntoIterator<Item = (String, T)>>(&mut self, all: I) {
        self.openings = OnceLock::new();
        for (phrase, says) in all.into_iter().filter(|(phrase, _)| !phrase.is_empty()) {
            let (first, rest) = phrase.split_at(first_word(&phrase).len());
            self.by_first.entry(first.into()).or_default().push((rest.into(), says));
        }
    }
}

impl<T> FromIterator<(String, T)> for Phrases<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(all: I) -> Self {
        let mut phrases = Self::default();
        phrases.extend(all);
        phrases
    }
}

/// What the longest known runs of words say, one after the other, that make up a folded text; small words may stand between them. A shorter
/// run is taken where a longer one leaves other words behind it. `None` if it has any other word.
pub(crate) fn covered<T>(
    folded: &str,
    known: impl Fn(&str) -> Option<T>,
    is_small: impl Fn(&str) -> bool,
) -> Option<Vec<T>> {
    let words: Vec<_> = folded.split(' ').collect();
    let run = |at: usize, end: usize| known(&words.get(at..end)?.join(" "));
    // From which words on the rest is made up.
    let mut fits = vec![false; words.len() + 1];
    fits[words.len()] = true;
    for at in (0..words.len()).rev() {
        fits[at] = (at + 1..=words.len()).any(|end| fits[end] && run(at, end).is_some())
            || fits[at + 1] && is_small(words[at]);
    }
    let (mut says, mut at) = (Vec::new(), 0);
    while at < words.len() && fits[at] {
        let ends = (at + 1..=words.len()).rev().filter(|end| fits[*end]);
        let longest = ends.into_iter().find_map(|end| Some((run(at, end)?, end)));
        at = match longest {
            Some((one, end)) => {
                says.push(one);
                end
            }
            None => at + 1,
        };
    }
    fits[0].then_some(says)
}

impl<T> Phrases<T> {
    /// Every phrase that stands in a folded text as whole words, with its place; phrases may overlap. With `plural`, its last word
    /// may have an `s` behind it, which is not part of the place.
    pub(crate) fn find<'f>(
        &'f self,
        folded: &'f str,
        plural: bool,
    ) -> impl Iterator<Item = (usize, usize, &'f T)> {
        words(folded).flat_map(move |(start, word)| {
            let single = word.strip_suffix('s').filter(|_| plural);
            let firsts = [Some(word), single].into_iter().flatten();
            firsts
                .filter_map(move |first| Some((start + first.len(), self.by_first.get(first)?)))
                .flat_map(move |(behind, rests)| {
                    let text = &folded[behind..];
                    // Many phrases may share their first word: the letter behind it tells most of them apart.
                    let differs = |rest: &str| {
                        rest.len() > 1 && rest.as_bytes().get(1) != text.as_bytes().get(1)
                    };
                    rests.iter().filter_map(move |(rest, says)| {
                        let end = behind + rest.len();
                        if differs(rest) {
                            return None;
                        }
                        let after = text.strip_prefix(&**rest)?;
                        let more = usize::from(plural && after.starts_with('s'));
                        let is_whole = is_whole_word(folded, start, end)
                            || is_whole_word(folded, start, end + more);
                        is_whole.then_some((start, end, says))
                    })
                })
        })
    }

    /// Whether some phrase may stand in a text that is not folded; where it may not, folding it is not worth the while.
    pub(crate) fn may_stand_in(&self, text: &str) -> bool {
        let firsts = || self.by_first.keys().map(|first| &**first);
        !text.is_ascii()
            || self.openings.get_or_init(|| Openings::of(firsts())).begin_in(text.as_bytes())
    }

    /// The phrases that say what counts, each in two parts.
    pub(crate) fn saying(
        &self,
        counts: impl Fn(&T) -> bool + Copy,
    ) -> impl Iterator<Item = (&str, &str)> {
        self.by_first.iter().flat_map(move |(first, rests)| {
            let rests = rests.iter().filter(move |(_, says)| counts(says));
            rests.map(|(rest, _)| (&**first, &**rest))
        })
    }

    /// Where the first phrase in a folded text begins.
    pub(crate) fn first(&self, folded: &str) -> Option<usize> {
        self.find(folded, false).next().map(|(start, ..)| start)
    }
}

/// The words of a folded text, each with its place; in scripts without spaces, the letters.
fn words(folded: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = folded[at..].trim_start_matches(' ');
        let start = folded.len() - rest.len();
        let word = first_word(rest);
        at = start + word.len();
        (!word.is_empty()).then_some((start, word))
    })
}

/// The first word of a text; in scripts without spaces, its first letter.
fn first_word(text: &str) -> &str {
    if let Some(plain) = text.bytes().position(|byte| byte == b' ' || !byte.is_ascii())
        && text.as_bytes()[plain] == b' '
    {
        return &text[..plain];
    }
    let mut letters = text.char_indices();
    if letters.next().is_some_and(|(_, letter)| is_unspaced(letter)) {
        return &text[..letters.offset()];
    }
    let end = letters.find(|(_, letter)| *letter == ' ' || is_unspaced(*letter));
    &text[..end.map_or(text.len(), |(at, _)| at)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_stand_as_whole_words() {
        let all = ["switch", "network switch", "摄像机", "ip 摄像机", ""];
        let phrases: Phrases<()> = all.iter().map(|&phrase| (phrase.to_owned(), ())).collect();
        let found = |text: &str, plural| {
            let hits = phrases.find(text, plural);
            hits.map(|(start, end, ())| text[start..end].to_owned()).collect::<Vec<_>>().join("|")
        };
        assert_eq!(found("network switch 2", false), "network switch|switch");
        assert_eq!(found("switchboard network switches", true), "");
        assert_eq!(found("switchs", true), "switch");
        assert_eq!(found("switchs", false), "");
        assert_eq!(found("ip 摄像机头", false), "ip 摄像机|摄像机");
        assert_eq!(phrases.first("a switch"), Some(2));
        for text in ["Network-SWITCH 2", "(Switches)", "IP cam", "IPs", "摄像机", "twitch", ""] {
            let is_found = phrases.find(&crate::fold::fold(text), true).next().is_some();
            assert!(phrases.may_stand_in(text) || !is_found, "{text}");
        }
        assert!(!phrases.may_stand_in(""));
    }
}
