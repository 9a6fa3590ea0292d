//! Where a name stands in its cell: alone, first, before a model number.

use super::{
    ambiguous_names::is_seat,
    catalogue::Vendor,
    letters::fold,
    name_context::{AFTER, LONGEST, NameContext, SHORTEST_MODEL, is_short_number},
};
use crate::{
    Field, KindId, Truth,
    fold::is_unspaced,
    strings::{end_of, start_of},
};

/// The number of goods stands within so many words behind their maker.
const NUMBER_WITHIN: usize = 2;

impl NameContext<'_> {
    /// Whether a cell about the asset holds nothing else, but for a place before a name of a script without spaces.
    pub(super) fn fills_cell(&self) -> bool {
        let of_place = || {
            self.written().starts_with(is_unspaced)
                && self.reading.is_about_asset()
                && self.after().is_empty()
                && self.catalogue.words.is_place(self.before())
        };
        self.reading.is_all(self.span.start, self.span.end) || of_place()
    }

    /// Whether it comes first, but for the place of its maker's seat or words for how and where goods are: no surname and no other
    /// town has room before it.
    pub(super) fn is_at_head(&self, vendor: &Vendor) -> bool {
        let words = &self.catalogue.words;
        let before = fold(end_of(self.before(), LONGEST));
        let is_seat = || words.is_place(&before) && is_seat(&before, vendor);
        self.begins() || is_seat() || before.split(' ').all(|word| words.says_how_or_where(word))
    }

    /// Whether it comes first, with a model number behind it.
    pub(super) fn opens_with_model(&self) -> bool {
        self.begins() && self.is_before_model()
    }

    /// Whether nothing stands before it.
    pub(super) fn begins(&self) -> bool {
        !self.before().contains(char::is_alphanumeric)
    }

    /// Whether the cell begins with the name or with goods of the maker's kinds, but for numbers, places and words for how goods are: a
    /// power supply of a camera, and whatever else comes first, is no camera.
    pub(super) fn is_first_named(&self, vendor: &Vendor) -> bool {
        let folded = fold(start_of(self.reading.cell.text, LONGEST));
        let goods = self.row.tree.spans_in(&folded);
        let first = goods.first();
        let theirs = |kind| self.row.tree.reaches([kind], &vendor.makes) != Truth::False;
        if !first.is_none_or(|(_, kind)| theirs(*kind)) {
            return false;
        }
        let name = folded.find(&fold(self.written())).unwrap_or(folded.len());
        let start = first.map_or(name, |(span, _)| span.start.min(name));
        let words = &self.catalogue.words;
        let before = || folded[..start].split(' ').filter(|word| !word.is_empty());
        let brought = words.works.bring(before());
        before().all(|word| words.is_circumstance(word) || (brought && words.works.is_of(word)))
    }

    /// Whether it comes first, but for numbers and words for how goods are, and goods of these kinds follow it: "Acme DVR". What
    /// a number follows is one of several at a place that may be called so: "Acme camera 3".
    pub(super) fn is_before_goods(&self, wanted: &[KindId]) -> bool {
        let property = |word: &str| word.is_empty() || self.catalogue.words.is_property(word);
        let (before, after) = (end_of(self.before(), LONGEST), fold(start_of(self.after(), AFTER)));
        let goods = self.row.tree.spans_in(&after);
        goods.first().is_some_and(|(span, kind)| {
            self.row.tree.reaches([*kind], wanted) == Truth::True
                && before.len() == self.before().len()
                && fold(before).split(' ').all(property)
                && !after[span.end..].split_whitespace().next().is_some_and(is_short_number)
                && after[..span.start].split(' ').all(property)
        })
    }

    /// Whether goods of these kinds stand right before a name of the maker, but for words for how goods are, with a number or nothing behind
    /// it: "router Acme AC10".
    pub(super) fn is_behind_goods(&self, wanted: &[KindId]) -> bool {
        let property = |word: &str| word.is_empty() || self.catalogue.words.is_property(word);
        let is_right_before = || {
            let before = fold(self.before());
            let goods = self.row.tree.common_spans_in(&before);
            goods.last().is_some_and(|(span, kind)| {
                self.row.tree.reaches([*kind], wanted) == Truth::True
                    && before[span.end..].split(' ').all(property)
            })
        };
        self.before().len() <= AFTER
            && self.is_makers_own()
            && self.is_written_as_name()
            && (self.after().trim().is_empty() || self.is_numbered())
            && is_right_before()
    }

    /// Whether the cell begins with a name of the maker and a number of any form: "Acme X9 phone".
    pub(super) fn begins_number(&self) -> bool {
        self.begins_own() && self.is_numbered()
    }

    /// Whether the cell begins with a name of the maker, as names are written.
    pub(super) fn begins_own(&self) -> bool {
        self.begins() && self.is_makers_own() && self.is_written_as_name()
    }

    /// Whether a number stands close behind it.
    fn is_numbered(&self) -> bool {
        let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
        self.after().split_whitespace().take(NUMBER_WITHIN).any(has_digit)
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
