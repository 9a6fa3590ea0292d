//! Phrases, found in a folded text by their first word.

use std::{hash::Hasher as _, sync::OnceLock};

use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};

use crate::fold::{is_unspaced, is_whole_word};

/// Folded phrases, each with what it says. They stand in one text, in the order of the hashes of their first words: thousands of them are
/// read at a start, and one by one they would cost several allocations each.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(
    from = "StoredPhrases<T>",
    into = "StoredPhrases<T>",
    bound(serialize = "T: Clone + Serialize")
)]
pub(crate) struct Phrases<T> {
    text: String,
    places: Vec<PhrasePlace>,
    says: Vec<T>,
    /// Where those begin whose hashes begin alike. Made when it is asked for, as what follows is.
    firsts: OnceLock<Box<[u32]>>,
    openings: OnceLock<Openings>,
}

/// Where in the text a phrase stands.
#[derive(Clone, Copy, Debug)]
struct PhrasePlace {
    /// Of its first word.
    hash: u64,
    start: u32,
    /// Where its first word ends.
    behind: u32,
    end: u32,
}

/// Phrases as they are written: numbers that are small take one byte.
#[derive(Serialize, Deserialize)]
struct StoredPhrases<T> {
    text: String,
    /// How long each first word is, and what follows it.
    lengths: Vec<(u32, u32)>,
    says: Vec<T>,
}

impl<T> From<StoredPhrases<T>> for Phrases<T> {
    fn from(stored: StoredPhrases<T>) -> Self {
        let StoredPhrases { text, lengths, says } = stored;
        let mut end = 0;
        let places = lengths.into_iter().map(|(first, rest)| {
            let (start, behind) = (end, end + first);
            end = behind + rest;
            let hash = hash(text.get(start as usize..behind as usize).unwrap_or_default());
            PhrasePlace { hash, start, behind, end }
        });
        let (firsts, openings) = (OnceLock::new(), OnceLock::new());
        Self { places: places.collect(), text, says, firsts, openings }
    }
}

impl<T> From<Phrases<T>> for StoredPhrases<T> {
    fn from(phrases: Phrases<T>) -> Self {
        let mut text = String::with_capacity(phrases.text.len());
        let lengths = phrases.places.iter().map(|place| {
            let (first, rest) = phrases.parts(place);
            text.push_str(first);
            text.push_str(rest);
            (place.behind - place.start, place.end - place.behind)
        });
        Self { lengths: lengths.collect(), text, says: phrases.says }
    }
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        let (text, places, says) = (String::new(), Vec::new(), Vec::new());
        Self { text, places, says, firsts: OnceLock::new(), openings: OnceLock::new() }
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
        let mut add = |word: &str| {
            let at = openings.place(word.as_bytes());
            openings.0[at / 64] |= 1 << (at % 64);
        };
        for word in words {
            add(word);
            // Several of a thing may have a letter more.
            if word.len() < Self::LETTERS {
                add(&format!("{word}s"));
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
        (self.firsts, self.openings) = (OnceLock::new(), OnceLock::new());
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        for (phrase, says) in all.into_iter().filter(|(phrase, _)| !phrase.is_empty()) {
            let (first, start) = (first_word(&phrase), self.text.len());
            self.text.push_str(&phrase);
            let added = PhrasePlace {
                hash: hash(first),
                start: place(start),
                behind: place(start + first.len()),
                end: place(self.text.len()),
            };
            // Behind those that begin with the same word.
            let at = self.places.partition_point(|known| known.hash <= added.hash);
            self.places.insert(at, added);
            self.says.insert(at, says);
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
            firsts.flat_map(move |first| {
                let behind = start + first.len();
                let text = &folded[behind..];
                // Many phrases may share their first word: the letter behind it tells most of them apart.
                let differs =
                    |rest: &str| rest.len() > 1 && rest.as_bytes().get(1) != text.as_bytes().get(1);
                self.alike(first).filter_map(move |(place, says)| {
                    let rest = self.part(place.behind, place.end);
                    let end = behind + rest.len();
                    if differs(rest) {
                        return None;
                    }
                    let after = text.strip_prefix(rest)?;
                    let more = usize::from(plural && after.starts_with('s'));
                    let is_whole = is_whole_word(folded, start, end)
                        || is_whole_word(folded, start, end + more);
                    // Words of one hash are practically always one.
                    let is_it = || self.part(place.start, place.behind) == first;
                    (is_whole && is_it()).then_some((start, end, says))
                })
            })
        })
    }

    /// The phrases that begin with a word, in the order in which they were added, and any whose first word has its hash.
    fn alike(&self, first: &str) -> impl Iterator<Item = (&PhrasePlace, &T)> {
        let hash = hash(first);
        let firsts = self.firsts.get_or_init(|| self.firsts());
        let from = firsts.get(self.group(hash)).map_or(0, |first| *first as usize);
        let from_here = self.places[from..].iter().zip(&self.says[from..]);
        let here = from_here.skip_while(move |(place, _)| place.hash < hash);
        here.take_while(move |(place, _)| place.hash == hash)
    }

    /// Of as many groups as there are phrases, or a few more, the one of a hash.
    fn group(&self, hash: u64) -> usize {
        let bits = self.places.len().next_power_of_two().ilog2().max(1);
        usize::try_from(hash >> (u64::BITS - bits)).unwrap_or_default()
    }

    /// Where each group begins.
    fn firsts(&self) -> Box<[u32]> {
        let mut at = 0;
        let first = |group| {
            let before = |place: &PhrasePlace| self.group(place.hash) < group;
            while self.places.get(at as usize).is_some_and(before) {
                at += 1;
            }
            at
        };
        (0..=self.group(u64::MAX)).map(first).collect()
    }

    fn part(&self, from: u32, to: u32) -> &str {
        self.text.get(from as usize..to as usize).unwrap_or_default()
    }

    /// The first word of a phrase, and what follows it.
    fn parts(&self, place: &PhrasePlace) -> (&str, &str) {
        (self.part(place.start, place.behind), self.part(place.behind, place.end))
    }

    /// Whether some phrase may stand in a text that is not folded; where it may not, folding it is not worth the while.
    pub(crate) fn may_stand_in(&self, text: &str) -> bool {
        let firsts = || self.places.iter().map(|place| self.part(place.start, place.behind));
        !text.is_ascii()
            || self.openings.get_or_init(|| Openings::of(firsts())).begin_in(text.as_bytes())
    }

    /// The phrases that say what counts, each in two parts.
    pub(crate) fn saying(
        &self,
        counts: impl Fn(&T) -> bool + Copy,
    ) -> impl Iterator<Item = (&str, &str)> {
        let counted = self.places.iter().zip(&self.says).filter(move |(_, says)| counts(says));
        counted.map(|(place, _)| self.parts(place))
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

fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(word.as_bytes());
    hasher.finish()
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
