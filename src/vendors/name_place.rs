//! Where a name stands in its cell: alone, first, before a model number.

use super::name_context::{NameContext, SHORTEST_MODEL};
use crate::Field;

impl NameContext<'_> {
    /// Whether a cell about the asset holds nothing else.
    pub(super) fn fills_cell(&self) -> bool {
        self.reading.is_all(self.span.start, self.span.end)
    }

    /// Whether it comes first, with a model number behind it.
    pub(super) fn opens_with_model(&self) -> bool {
        self.begins() && self.is_before_model()
    }

    /// Whether nothing stands before it.
    pub(super) fn begins(&self) -> bool {
        !self.before().contains(char::is_alphanumeric)
    }

    /// Whether a banner states the maker by this name.
    pub(super) fn is_stated_in_banner(&self) -> bool {
        self.reading.field() == Some(Field::Banner)
            && self.catalogue.words.statements.end(self.before())
    }

    /// Whether the next word is the code of a colour, as pages and programs write it: "#e02020".
    pub(super) fn is_colour(&self, next: &str) -> bool {
        let code = next.trim_start_matches('#');
        matches!(code.len(), 3 | 6 | 8)
            && code.bytes().all(|byte| byte.is_ascii_hexdigit())
            && self.after().trim_start().starts_with('#')
    }

    /// Whether the next word is a model number.
    pub(super) fn is_before_model(&self) -> bool {
        let is_model = |word: &str| {
            word.len() >= SHORTEST_MODEL
                && word.bytes().any(|byte| byte.is_ascii_digit())
                && word.bytes().any(|byte| byte.is_ascii_alphabetic())
        };
        let words = self.after().split([' ', ',', '/', '(', ':']);
        let mut next = words.filter(|word| !word.is_empty());
        let (first, second) = (next.next().unwrap_or_default(), next.next().unwrap_or_default());
        // Folding parts a number at its dashes: "XY-1234" is two words then.
        let is_parted = || {
            let letters = first.bytes().all(|byte| byte.is_ascii_alphabetic());
            let digit = second.bytes().any(|byte| byte.is_ascii_digit());
            letters
                && digit
                && self.reading.plain.contains(&format!("{first}-{second}").to_uppercase())
        };
        is_model(first) && !self.is_colour(first) || is_parted()
    }
}
