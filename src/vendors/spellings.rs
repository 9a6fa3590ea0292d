//! How a cell is spelt for the search: with the letters that people see, and folded for names.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::letters::{fold, latinized};
use crate::strings::{boxed_letter, is_filler, is_invisible, plain_digit};

/// A text with full-width forms levelled, and the same folded for names where it is not ASCII.
pub(super) fn spellings(text: &str) -> (Cow<'_, str>, Cow<'_, str>) {
    if text.is_ascii() {
        return (Cow::Borrowed(text), Cow::Borrowed(text));
    }
    let turned = turned(text);
    let text = &turned.as_deref().unwrap_or(text).replace(SMALL_TRADEMARK, " ");
    let letters = text
        .chars()
        .filter(|letter| !is_unseen(*letter))
        .map(|letter| boxed_letter(letter).unwrap_or(letter))
        .map(plain_digit)
        .map(gap);
    let seen: Vec<char> = letters.collect();
    let letters = with_plain_dashes(seen).into_iter().nfkc();
    let plain: String = letters.filter(|letter| !is_loose_mark(*letter)).collect();
    let plain = if plain.is_ascii() { plain } else { latinized(&plain) };
    let words = if plain.is_ascii() { plain.clone() } else { fold(&plain) };
    (Cow::Owned(plain), Cow::Owned(words))
}

/// `TM` in small letters above the line.
const SMALL_TRADEMARK: &str = "\u{1d40}\u{1d39}";

/// A sign that parts words for a reader, though it is a letter or made of some, as a blank: marks of trade, apostrophes that are letters
/// by their number, signs of order behind numbers.
fn gap(letter: char) -> char {
    let parts_words = matches!(
        letter,
        '\u{2122}'
            | '\u{ae}'
            | '\u{a9}'
            | '\u{2120}'
            | '\u{2116}'
            | '\u{aa}'
            | '\u{ba}'
            | '\u{a78b}'
            | '\u{a78c}'
            | '\u{1c0}'..='\u{1c3}'
            | '\u{2b9}'..='\u{2df}'
            | '\u{2e5}'..='\u{2ff}'
    );
    if parts_words || is_filler(letter) { ' ' } else { letter }
}

/// A text with what it says on a screen behind it, where a mark turns the order of its letters around; `None` where none does.
fn turned(text: &str) -> Option<String> {
    const TURN: char = '\u{202e}';
    const BACK: char = '\u{202c}';
    let (before, behind) = text.split_once(TURN)?;
    let (inner, rest) = behind.split_once(BACK).unwrap_or((behind, ""));
    let inner: String = inner.chars().rev().collect();
    Some(format!("{text} {before}{inner}{}", rest.replace(TURN, "")))
}

/// The dashes that a word processor puts into numbers ("AB‑2CD", "AB –2CD"), as the hyphens that were typed. Behind kana one is the sign
/// of a long vowel.
fn with_plain_dashes(mut text: Vec<char>) -> Vec<char> {
    for at in 1..text.len().saturating_sub(1) {
        let sides = [text[at - 1], text[at + 1]];
        let within = sides.iter().any(char::is_ascii_alphanumeric)
            && sides.iter().all(|side| side.is_ascii_alphanumeric() || *side == ' ');
        let dash = matches!(
            text[at],
            '\u{2010}'
                ..='\u{2015}'
                    | '\u{2043}'
                    | '\u{2212}'
                    | '\u{30fc}'
                    | '\u{fe58}'
                    | '\u{fe63}'
                    | '\u{ff0d}'
                    | '\u{ff70}'
        );
        if within && dash {
            text[at] = '-';
        }
    }
    text
}

/// A stroke or an accent over a sign that has no such form of its own: it hides a number from a search, and from no reader.
fn is_loose_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Letters that nobody reads: joiners, direction marks, variation selectors, control characters that are no gaps, and the line that
/// stretches an Arabic word.
fn is_unseen(letter: char) -> bool {
    let gap = matches!(letter, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}');
    let joins = matches!(letter, '\u{200c}' | '\u{200d}' | '\u{640}');
    is_invisible(letter) || joins || (letter.is_control() && !gap)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_no_part_of_a_word_part_words() {
        for (text, words) in [
            ("Acmeʼs dome", "acme s dome"),
            ("Acmeᵀᴹ dome", "Acme  dome"),
            ("Acmeª dome", "Acme  dome"),
            ("Acme№5", "Acme 5"),
        ] {
            assert_eq!(fold(&spellings(text).1), fold(words), "{text}");
        }
    }

    #[test]
    fn marks_over_signs_that_have_no_such_form_are_left_out() {
        for text in ["AB-2CD\u{301}2143", "A\u{336}B-\u{336}2CD2143\u{20dd}"] {
            assert_eq!(spellings(text).0, "AB-2CD2143", "{text}");
        }
        assert_eq!(spellings("Cafe\u{301}").0, "Café");
        assert_eq!(spellings("دا\u{640}\u{640}هوا").0, "داهوا");
    }

    #[test]
    fn digits_of_other_alphabets_mean_the_same() {
        for text in ["AB-٢CD٢١٤٣", "AB-۲CD۲۱۴۳", "AB-२CD२१४३", "AB-໒CD໒໑໔໓", "AB-２CD２１４３"]
        {
            assert_eq!(spellings(text).0, "AB-2CD2143", "{text}");
        }
    }
}
