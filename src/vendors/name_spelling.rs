//! How a name is written: in few letters, as everybody calls its owner, or in its owner's own capitals.

use super::{catalogue::Vendor, fact::MatchClass, name_context::NameContext, references::Meaning};
use crate::fold::is_unspaced;

/// Names of fewer letters may be a code, or the first letters of one.
const LONG: usize = 5;

impl NameContext<'_> {
    /// Two letters of a script without spaces stand in many a longer word.
    pub(super) fn is_few_letters(&self) -> bool {
        self.written().starts_with(is_unspaced) && self.written().chars().nth(2).is_none()
    }

    /// Whether it is how everybody calls the maker, in the capitals that it writes: "ACME", but not "Acme" or "acme".
    pub(super) fn is_written_main(&self, vendor: &Vendor) -> bool {
        // What is not ASCII is folded in `words`; then the name must stand in the cell as its owner writes it.
        let folded = self.reading.words != self.reading.plain;
        let written = if folded { &vendor.maker.short } else { self.written() };
        let capitals =
            written.bytes().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit());
        capitals && self.is_main(vendor, self.written()) && self.is_written_exactly()
    }

    /// Whether no word is written so: the maker's main name in its capitals, or, where it is no ordinary word, a longer one as names are
    /// written.
    pub(super) fn is_coined(&self, vendor: &Vendor) -> bool {
        let is_short = || self.name.meanings.iter().any(|(_, class)| *class == MatchClass::Short);
        let is_long = || self.written().chars().filter(|sign| sign.is_alphabetic()).count() >= LONG;
        self.is_written_main(vendor)
            || is_short()
                && is_long()
                && self.is_main(vendor, self.written())
                && self.is_written_as_name()
    }

    /// Whether it stands in the cell as its owner writes it, or with a capital.
    pub(super) fn is_written_as_name(&self) -> bool {
        let text = self.reading.plain.as_bytes();
        let is_capital = |form: &[u8]| {
            text.windows(form.len().max(1)).enumerate().any(|(at, hit)| {
                let ends =
                    |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric());
                hit[0].is_ascii_uppercase()
                    && hit.eq_ignore_ascii_case(form)
                    && ends(at.checked_sub(1).and_then(|before| text.get(before)))
                    && ends(text.get(at + form.len()))
            })
        };
        let words = self.reading.plain.split(|sign: char| !sign.is_alphanumeric());
        let is_word = |form: &str| {
            let form = form.to_lowercase();
            let mut capitals = words.clone().filter(|word| word.starts_with(char::is_uppercase));
            capitals.any(|word| word.to_lowercase() == form)
        };
        let is_form = |form: &String| {
            if form.is_ascii() { is_capital(form.as_bytes()) } else { is_word(form) }
        };
        self.is_written_exactly() || self.name.written.iter().any(is_form)
    }

    /// Whether the maker itself is called so, and not a label of its own or of others.
    pub(super) fn is_makers_own(&self) -> bool {
        self.name.meanings.iter().any(|(meaning, _)| matches!(meaning, Meaning::Maker { .. }))
    }

    /// Whether a name is the one by which everybody calls the maker.
    pub(super) fn is_main(&self, vendor: &Vendor, name: &str) -> bool {
        let words = &self.catalogue.words;
        words.key(name) == words.key(&vendor.maker.short)
    }

    /// Whether a short name is written as its owner does: three small letters may be a word or a part of one.
    pub(super) fn is_as_known(&self, vendor: &Vendor) -> bool {
        let main = self.is_main(vendor, self.written());
        main || self.is_few_letters() || self.is_written_exactly()
    }

    /// Whether the cell begins with a capital, or is of a script without small letters.
    pub(super) fn is_capitalised(&self) -> bool {
        let first = self.reading.plain.chars().find(|letter| letter.is_alphabetic());
        first.is_some_and(|letter| !letter.is_lowercase())
    }

    /// Whether it stands in the cell in one of the ways in which its owner writes it.
    pub(super) fn is_written_exactly(&self) -> bool {
        let text = &self.reading.plain;
        let edge = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
        self.name.written.iter().any(|form| {
            text.match_indices(form.as_str()).any(|(at, hit)| {
                let before = text[..at].chars().next_back();
                edge(before) && edge(text[at + hit.len()..].chars().next())
            })
        })
    }
}
