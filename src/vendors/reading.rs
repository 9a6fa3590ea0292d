//! Reading cells: in which place a cell stands, and the spelling of it that names and patterns are looked for in.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::letters::{fold, latinized};
use crate::{Cell, Field, fold::is_whole_word};

/// What kind of column a cell stands in, as far as marks are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A maker or a brand, and nothing else by right.
    Maker,
    /// Who sold it.
    Supplier,
    /// A model or part number.
    Model,
    /// A serial number.
    Serial,
    /// What the device says of itself.
    Technical,
    /// Anything a person may have written.
    Prose,
}

/// The columns that are read word by word, with their places.
pub(super) const PLACES: [(Field, Place); 10] = [
    (Field::Manufacturer, Place::Maker),
    (Field::Brand, Place::Maker),
    (Field::Model, Place::Model),
    (Field::PartNumber, Place::Model),
    (Field::Description, Place::Prose),
    (Field::Serial, Place::Serial),
    (Field::Firmware, Place::Technical),
    (Field::Banner, Place::Technical),
    (Field::Hostname, Place::Prose),
    (Field::Supplier, Place::Supplier),
];

/// More of a cell than this is not read.
const LONGEST: usize = 8 << 10;
/// More of a match than this is not shown.
const SHOWN: usize = 80;

/// A cell made ready to be searched.
#[derive(Clone, Debug)]
pub(super) struct Reading<'a> {
    pub(super) cell: Cell<'a>,
    /// The number of the cell within its row, in the order of reading.
    pub(super) at: usize,
    pub(super) place: Place,
    /// The text with full-width forms levelled, for patterns.
    pub(super) plain: Cow<'a, str>,
    /// The text for names, folded where it is not ASCII.
    pub(super) words: Cow<'a, str>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(cell: Cell<'a>, at: usize, place: Place) -> Self {
        let text = bounded(cell.text, LONGEST);
        if text.is_ascii() {
            let plain = Cow::Borrowed(text);
            return Self { cell, at, place, words: plain.clone(), plain };
        }
        let gap = |letter| {
            if matches!(letter, '\u{2122}' | '\u{ae}' | '\u{a9}' | '\u{2120}') {
                ' '
            } else {
                letter
            }
        };
        let seen = text.chars().filter(|letter| !is_unseen(*letter)).map(gap);
        let plain: String = seen.nfkc().collect();
        let plain = if plain.is_ascii() { plain } else { latinized(&plain) };
        let words = if plain.is_ascii() { plain.clone() } else { fold(&plain) };
        Self { cell, at, place, plain: Cow::Owned(plain), words: Cow::Owned(words) }
    }

    /// Whether a stretch of `words` is whole words.
    pub(super) fn is_whole(&self, start: usize, end: usize) -> bool {
        if !self.words.is_ascii() {
            return is_whole_word(&self.words, start, end);
        }
        let word = |at: Option<&u8>| at.is_some_and(u8::is_ascii_alphanumeric);
        let bytes = self.words.as_bytes();
        let before = start.checked_sub(1).and_then(|before| bytes.get(before));
        !word(before) && !word(bytes.get(end))
    }

    /// A stretch of `words` as it is to be shown: as written where that is known, else the whole cell.
    pub(super) fn shown_words(&self, start: usize, end: usize) -> String {
        let text = match &self.words {
            Cow::Borrowed(words) => words.get(start..end),
            Cow::Owned(_) => None,
        };
        bounded(text.unwrap_or(self.cell.text), SHOWN).to_owned()
    }

    /// A stretch of `plain` as it is to be shown.
    pub(super) fn shown_plain(&self, start: usize, end: usize) -> String {
        bounded(self.plain.get(start..end).unwrap_or(self.cell.text), SHOWN).to_owned()
    }
}

/// Letters that nobody sees: joiners, direction marks, variation selectors and control characters that are no gaps.
fn is_unseen(letter: char) -> bool {
    let gap = matches!(letter, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}');
    let format = matches!(letter, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}');
    format || (letter.is_control() && !gap)
}

/// The beginning of a text, cut between letters.
pub(super) fn bounded(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let mut end = bytes;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cutting_never_splits_a_letter() {
        assert_eq!(bounded("aü", 2), "a");
        assert_eq!(bounded("aü", 3), "aü");
        assert_eq!(bounded("海康", 4), "海");
    }
}
