//! The phrases that tell mention from presence, as `data/names.toml` has them.

use std::{borrow::Cow, collections::BTreeSet};

use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{
    letters::{fold, folded, words_of},
    schema::Mentions,
};
use crate::{EquipmentTree, fold::is_unspaced};

/// A denial does not reach beyond one of these.
const BREAKS: [char; 5] = [':', '/', '|', '–', '—'];
/// What ends a word that stands for "number".
const POINTS: [char; 4] = ['.', ':', '#', 'º'];

/// Phrases around names, folded, longest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct MentionPhrases {
    pub(super) before: Vec<String>,
    pub(super) attached_to: Vec<String>,
    pub(super) accessory: Vec<String>,
    pub(super) for_behind: Vec<String>,
    pub(super) articles: Vec<String>,
    pub(super) after: Vec<String>,
    pub(super) along: Vec<String>,
    pub(super) others_before: Vec<String>,
    pub(super) others_after: Vec<String>,
    pub(super) doubt: Vec<String>,
    pub(super) doubt_behind: Vec<String>,
    pub(super) denial: Vec<String>,
    pub(super) excluding: Vec<String>,
    pub(super) numbering: Vec<String>,
    /// What is one of these phrases in small letters alone.
    small: Vec<String>,
    /// Those of one word, in order.
    words: Vec<String>,
    /// Those of them that are written with accents, as they are written.
    accented: Vec<String>,
    pub(super) origin: Vec<String>,
    pub(super) origin_behind: Vec<String>,
    pub(super) origin_on: Vec<String>,
    pub(super) joining: Vec<String>,
    pub(super) inside: Vec<String>,
    pub(super) parts: Vec<String>,
}

/// What a word of denial before a match denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denial<'p> {
    /// The very thing that matched.
    OfIt,
    /// Perhaps something else about it: "no licence Acme switch".
    OfSomething(&'p str),
}

impl MentionPhrases {
    pub(super) fn of(file: &Mentions) -> Self {
        Self {
            before: folded(&file.before),
            attached_to: folded(&file.attached_to),
            accessory: folded(&file.accessory),
            for_behind: folded(&file.for_behind),
            articles: folded(&file.articles),
            after: folded(&file.after),
            along: folded(&file.along),
            others_before: folded(&file.others_before),
            others_after: folded(&file.others_after),
            doubt: folded(&file.doubt),
            doubt_behind: folded(&file.doubt_behind),
            denial: folded(&file.denial),
            excluding: folded(&file.excluding),
            numbering: folded(&file.numbering),
            small: folded(&file.small),
            words: sorted(words_around(file).map(|word| fold(&word))),
            accented: sorted(
                words_around(file).filter(|word| is_latin(word) && *word != fold(word)),
            ),
            origin: folded(&file.origin),
            origin_behind: folded(&file.origin_behind),
            origin_on: folded(&file.origin_on),
            joining: folded(&file.joining),
            inside: folded(&file.inside),
            parts: folded(&file.parts),
        }
    }

    /// A text around a match, in which no word is taken for one of these phrases only since it has lost its accents, or since it is
    /// an abbreviation in capitals.
    pub(super) fn context<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let capitals =
            |word: &str| word.contains(char::is_uppercase) && self.small.contains(&fold(word));
        let accents = |word: &str| {
            !word.is_ascii() && is_latin(word) && {
                let (written, folded) = (written(word), fold(word));
                written != folded
                    && self.accented.binary_search(&written).is_err()
                    && self.is_word(&folded)
            }
        };
        let mut kept = String::new();
        let mut from = 0;
        for (start, word) in words_of(text) {
            if capitals(word) || accents(word) {
                kept.push_str(&text[from..start + word.len()]);
                kept.push(NO_PHRASE);
                from = start + word.len();
            }
        }
        if from == 0 {
            return Cow::Borrowed(text);
        }
        kept.push_str(&text[from..]);
        Cow::Owned(kept)
    }

    /// Whether a folded word is a phrase by itself, before or after a match.
    fn is_word(&self, folded: &str) -> bool {
        self.words.binary_search_by(|word| word.as_str().cmp(folded)).is_ok()
    }

    /// Whether a text says last that the goods come from whom it names next: "rebrand of the".
    pub(super) fn is_origin(&self, folded: &str) -> bool {
        let mut rest = folded.trim_end();
        loop {
            if ending(rest, &self.origin).is_some() {
                return true;
            }
            let (before, last) = rest.rsplit_once(' ').unwrap_or(("", rest));
            if last.is_empty() || !self.articles.iter().any(|article| article == last) {
                return false;
            }
            rest = before.trim_end();
        }
    }

    /// What is denied before a match that ends a clause, with at most `between` words between.
    pub(super) fn denial_before(&self, clause: &str, between: usize) -> Option<Denial<'_>> {
        // Nearly no text denies anything.
        let folded = fold(clause);
        let excluded = ending(folded.trim_end(), &self.excluding).is_some();
        if !excluded {
            ends_near(&folded, &self.denial, between)?;
        }
        let clause = clause.rsplit_terminator(BREAKS).next().unwrap_or_default();
        let clause = clause.rsplit(" - ").next().unwrap_or_default();
        let before = fold(&self.without_numbering(clause));
        let before = before.trim();
        if excluded && ending(before, &self.excluding).is_some() {
            return Some(Denial::OfIt);
        }
        let phrase = ends_near(before, &self.denial, between)?;
        let is_next = ending(before, &self.denial).is_some();
        // "Model no Acme" may be a number that is not there.
        let is_number = self.numbering.iter().any(|word| word == phrase) && before != phrase;
        Some(if is_next && !is_number { Denial::OfIt } else { Denial::OfSomething(phrase) })
    }

    /// A text without the words that stand for "number" in it: "12 No. Acme domes", "No. 3 Acme", "dome no 4 Acme".
    fn without_numbering(&self, text: &str) -> String {
        let ends_in_digit = |word: &str| word.ends_with(|letter: char| letter.is_ascii_digit());
        let mut kept: Vec<&str> = Vec::new();
        let mut words = text.split_whitespace().peekable();
        while let Some(word) = words.next() {
            let letters = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
            let bare = letters.trim_end_matches(POINTS);
            let is_word = self.numbering.iter().any(|numbering| *numbering == fold(bare));
            let is_number = letters.len() < word.len()
                || bare.len() < letters.len()
                || kept.last().is_some_and(|before| ends_in_digit(before))
                || words.peek().is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
            if !(is_word && is_number) {
                kept.push(word);
            }
        }
        kept.join(" ")
    }

    /// The phrase of `attached_to` that ends a text, or ends it but for articles, numbers and a word for goods.
    pub(super) fn ends_attached(&self, folded: &str, tree: &EquipmentTree) -> Option<&str> {
        let (mut rest, mut goods) = (folded.trim_end_matches(' '), 0);
        loop {
            if let Some(phrase) = ending(rest, &self.attached_to) {
                return Some(phrase);
            }
            let (before, last) = rest.rsplit_once(' ').unwrap_or(("", rest));
            rest = before.trim_end_matches(' ');
            if last.is_empty() {
                return None;
            }
            let small = self.articles.iter().any(|article| article == last)
                || last.bytes().all(|byte| byte.is_ascii_digit());
            goods += usize::from(!small);
            if goods > 1 || (!small && tree.named_in(last).is_empty()) {
                return None;
            }
        }
    }
}

/// A letter that makes a word another one than any phrase.
const NO_PHRASE: char = 'x';

fn is_latin(word: &str) -> bool {
    let latin = |letter: char| {
        letter.is_ascii() || matches!(letter, '\u{80}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
    };
    word.chars().all(|letter| latin(letter) || is_combining_mark(letter))
}

/// A word as it is written, in small letters.
fn written(word: &str) -> String {
    let small = word.to_lowercase();
    small.nfc().filter(|letter| !is_combining_mark(*letter)).collect()
}

/// The phrases of one word before and after a match, as they are written.
fn words_around(file: &Mentions) -> impl Iterator<Item = String> {
    let lists = [
        &file.before,
        &file.attached_to,
        &file.after,
        &file.others_before,
        &file.others_after,
        &file.doubt,
        &file.denial,
        &file.excluding,
    ];
    let all = lists.into_iter().flatten().map(|phrase| written(phrase.trim()));
    all.filter(|phrase| !phrase.contains(char::is_whitespace))
}

fn sorted(words: impl Iterator<Item = String>) -> Vec<String> {
    words.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The phrase that ends a text, or ends it but for a few other words.
pub(super) fn ends_near<'p>(
    folded: &str,
    phrases: &'p [String],
    between: usize,
) -> Option<&'p str> {
    let mut rest = folded.trim_end_matches(' ');
    for _ in 0..=between {
        if let Some(phrase) = ending(rest, phrases) {
            return Some(phrase);
        }
        rest = rest.rsplit_once(' ').map_or("", |(rest, _)| rest.trim_end_matches(' '));
    }
    None
}

/// The phrase that ends a text.
pub(super) fn ending<'p>(text: &str, phrases: &'p [String]) -> Option<&'p str> {
    if text.is_empty() {
        return None;
    }
    let fits = |phrase: &&String| {
        // Where no spaces are written, a phrase may end a longer word.
        let whole = |before: &str| {
            before.is_empty() || before.ends_with(' ') || phrase.starts_with(is_unspaced)
        };
        text.strip_suffix(phrase.as_str()).is_some_and(whole)
    };
    phrases.iter().find(fits).map(String::as_str)
}
