//! Whether a number is what the goods of its cell are called, and not what they stand beside.

use std::ops::Range;

use super::{
    catalogue::ModelFamily,
    letters::fold,
    pattern_matches::{MarkJudge, NEAR, SHORTEST},
    references::VendorIndex,
};
use crate::{Field, KindId, Truth, strings::end_of};

impl MarkJudge<'_> {
    /// Whether a text about the goods begins here, or with words for goods of this kind and no others ("drone Acme 2"), and the row says
    /// of them that they are of it. Where it only says what is made in more ways than one ("camera"), the maker's goods will do.
    pub(super) fn is_called_in_its_kind(
        &self,
        vendor: VendorIndex,
        family: &ModelFamily,
        start: usize,
    ) -> bool {
        let makes = &*self.catalogue[vendor].makes;
        let wanted = family.equipment.as_ref().map_or(makes, std::slice::from_ref);
        let is_general =
            || self.row.is_known_kind(wanted) == Truth::Unknown && self.row.is_stated(makes);
        self.reading.is_about_asset()
            && self.reading.field() != Some(Field::AssetId)
            && (self.is_first(start) || self.is_behind_goods(start, makes))
            && (self.row.is_stated(wanted)
                || self.row.is_named_in_short_cells(wanted)
                || is_general())
    }

    /// Whether a few words for goods of these kinds stand before this place, and nothing else.
    fn is_behind_goods(&self, start: usize, wanted: &[KindId]) -> bool {
        let before = self.reading.plain.get(..start).unwrap_or_default();
        let folded = fold(before);
        let goods = self.row.tree.spans_in(&folded);
        let mut at = 0;
        before.len() <= NEAR
            && before.ends_with(' ')
            && !goods.is_empty()
            && goods.iter().all(|(_, kind)| self.row.tree.reaches([*kind], wanted) == Truth::True)
            && folded.split(' ').all(|word| {
                let here = at;
                at += word.len() + 1;
                word.is_empty() || goods.iter().any(|(span, _)| span.contains(&here))
            })
    }

    /// Whether a number reads as what people call a thing, and not as what its owner numbers: a word and a number apart ("Acme 3"),
    /// or a number behind its label.
    pub(super) fn is_called(&self, family: &ModelFamily, found: &Range<usize>) -> bool {
        let plain = &self.reading.plain;
        let mut words = plain.get(found.clone()).unwrap_or_default().split(' ');
        let word =
            |word: &str| word.len() >= SHORTEST && word.bytes().all(|b| b.is_ascii_alphabetic());
        let before = || fold(end_of(plain.get(..found.start).unwrap_or_default(), NEAR));
        let labelled =
            || family.label.as_ref().is_some_and(|label| before().contains(&fold(label)));
        (words.next().is_some_and(word) && words.next().is_some()) || labelled()
    }

    /// Whether nothing stands before this place in the cell.
    pub(super) fn is_first(&self, start: usize) -> bool {
        let before = self.reading.plain.get(..start).unwrap_or_default();
        !before.contains(char::is_alphanumeric)
    }
}
