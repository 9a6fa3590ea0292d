//! What stands right beside a name that is an ordinary word as well: a surname, a place or a trade makes another name of it.
//!
//! Two Chinese letters are seldom one company's alone: 大华 is a maker of cameras, one of scales in another town, a hotel, and
//! the given name of many people. Names of more letters, and Latin ones before no trade of others, need none of this.

use std::iter;

use super::{catalogue::Vendor, fact::MatchClass, grade::Row, letters::fold, words::Words};
use crate::{
    KindId, Truth,
    fold::is_unspaced,
    strings::{end_of, start_of},
};

/// What the words right beside a name make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Adjacent {
    /// Nothing.
    Nothing,
    /// The brand of the goods that the next letters name.
    Goods,
    /// The brand of goods that makers of electronics sell beside those they are known for, or a part of another name.
    SoldAlong,
    /// Perhaps a part of another name.
    Unclear,
    /// A part of another name.
    Another,
}

/// At most this much text on either side is looked at.
const AROUND: usize = 60;
/// The most letters of a word for a kind of goods.
const LONGEST_KIND: usize = 8;
/// The same where words are spaced.
const LONGEST_LATIN: usize = 24;
/// At most this many words of no weight may stand between a name and a trade.
const BETWEEN: usize = 3;

/// A name with the text around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings<'t> {
    pub(super) before: &'t str,
    pub(super) name: &'t str,
    pub(super) after: &'t str,
    /// A cell made for a company: all letters of a word belong to its name.
    pub(super) company: bool,
}

impl Words {
    /// What the words beside a name of this maker make of it.
    pub(super) fn adjacent(
        &self,
        around: Surroundings<'_>,
        class: MatchClass,
        vendor: &Vendor,
        row: &Row<'_>,
    ) -> Adjacent {
        let unspaced = around.name.starts_with(is_unspaced);
        let after = leading(around.after);
        let begins = |letters| begins_with_goods(letters, vendor, row);
        // With no letter before the name goods may follow it behind a gap, or in Latin letters.
        let apart = || {
            let apart = around.before.is_empty() || self.is_place(around.before);
            let letters = fold(start_of(around.after, AROUND));
            apart && self.heads(&letters).any(|letters| begins_with_goods(letters, vendor, row))
        };
        let goods = unspaced && (self.heads(after).any(begins) || apart());
        let fits = row.is_kind(&vendor.makes) == Truth::True;
        if unspaced && around.company && self.has_elsewhere(after) {
            return Adjacent::Another;
        }
        if !goods && (unspaced || around.company || !fits) && self.trade_follows(around.after, row)
        {
            return Adjacent::Another;
        }
        if !unspaced || around.name.chars().nth(2).is_some() {
            return Adjacent::Nothing;
        }
        let short = class == MatchClass::Short;
        let unclear = match (short, fits) {
            (true, false) => Adjacent::Another,
            _ => Adjacent::Unclear,
        };
        let before = trailing(around.before);
        if short {
            let near = self.place_at_end(before).or_else(|| self.place_at_start(around.after));
            if near.is_some_and(|near| !is_seat(near, vendor)) {
                return unclear;
            }
            let last = !goods && after.is_empty();
            if near.is_none() && last && self.ends_with_surname(around.before) {
                return Adjacent::Another;
            }
        }
        let inside = around.company && !self.after_idle(before).is_empty();
        let ends = self.after_idle(after).is_empty();
        match (inside, goods, ends) {
            (false, true, _) => Adjacent::Goods,
            (false, false, true) => Adjacent::Nothing,
            (false, false, false)
                if short
                    && (self.may_be_goods(start_of(around.after, AROUND), row)
                        || self.ends_as_device(after)) =>
            {
                Adjacent::SoldAlong
            }
            // In running text no word of a company's name is missing behind it.
            (false, false, false) if short && !around.company => Adjacent::Another,
            _ => unclear,
        }
    }

    /// Where a word for goods may begin in letters of a script without spaces: behind words that tell no company from another, and behind
    /// each word for how goods are.
    fn heads<'t>(&self, letters: &'t str) -> impl Iterator<Item = &'t str> {
        let after_property = |letters: &&'t str| {
            let ends = letters.char_indices().map(|(at, letter)| at + letter.len_utf8());
            let is_property = |word: &str| word.chars().all(is_unspaced) && self.is_property(word);
            let properties = ends.take(LONGEST_KIND).filter(|end| is_property(&letters[..*end]));
            properties.last().map(|end| &letters[end..])
        };
        let behind = iter::successors(Some(letters), after_property);
        iter::once(self.after_idle(letters)).chain(behind)
    }

    /// Whether the next word of weight is a trade that no listed maker is in.
    fn trade_follows(&self, after: &str, row: &Row<'_>) -> bool {
        let folded = fold(start_of(after, AROUND));
        let mut rest = self.after_idle(&folded).trim_start();
        for _ in 0..BETWEEN {
            // A longer word for goods has the trade in it by chance, as that for a router begins with that for a road.
            let goods = goods_at_head(rest, row).map_or(0, |(end, _)| end);
            if let Some(trade) = self.elsewhere_at_head(rest) {
                return trade >= goods;
            }
            match rest.split_once(' ') {
                Some((word, next)) if self.is_idle(word) => rest = next,
                _ => return false,
            }
        }
        false
    }

    /// Whether letters begin with a word for goods that makers of electronics sell beside those they are known for.
    fn may_be_goods(&self, letters: &str, row: &Row<'_>) -> bool {
        let wanted = &self.sold_along;
        let sold = |(_, kind): (usize, &KindId)| row.tree.reaches([kind], wanted) == Truth::True;
        self.heads(letters).any(|letters| goods_at_head(letters, row).is_some_and(sold))
    }

    /// The place that a text begins with, brackets and spaces left out.
    fn place_at_start(&self, after: &str) -> Option<&str> {
        let folded = fold(start_of(after, AROUND));
        self.place_at_head(&folded)
    }

    /// Whether a text ends with a surname: nothing else stands before it, or it is the last letter of a word.
    fn ends_with_surname(&self, before: &str) -> bool {
        before.trim_end().chars().next_back().is_some_and(|letter| self.is_surname(letter))
    }
}

/// Whether a place is one that the maker's own names have in them.
pub(super) fn is_seat(place: &str, vendor: &Vendor) -> bool {
    let aliases = vendor.aliases.iter().map(|alias| &alias.name);
    let companies = vendor.companies.iter().flat_map(|company| &company.names);
    aliases.chain(companies.map(|alias| &alias.name)).any(|name| fold(name).contains(place))
}

/// Whether letters begin with a word for a kind of goods that the maker makes.
fn begins_with_goods(letters: &str, vendor: &Vendor, row: &Row<'_>) -> bool {
    let wanted: &[KindId] = &vendor.makes;
    goods_at_head(letters, row)
        .is_some_and(|(_, kind)| row.tree.reaches([kind], wanted) == Truth::True)
}

/// The longest word for goods that letters begin with: how long it is, and the kind.
fn goods_at_head<'r>(letters: &str, row: &'r Row<'_>) -> Option<(usize, &'r KindId)> {
    let longest = if letters.starts_with(is_unspaced) { LONGEST_KIND } else { LONGEST_LATIN };
    let end = letters.char_indices().nth(longest).map_or(letters.len(), |(at, _)| at);
    let spans = row.tree.spans_in(&letters[..end]).into_iter();
    spans
        .filter(|(span, _)| span.start == 0)
        .map(|(span, kind)| (span.end, kind))
        .max_by_key(|(end, _)| *end)
}

/// The letters of a script without spaces that a text begins with.
fn leading(text: &str) -> &str {
    let end = text.find(|letter| !is_unspaced(letter)).unwrap_or(text.len());
    start_of(&text[..end], AROUND)
}

/// The letters of a script without spaces that a text ends with.
fn trailing(text: &str) -> &str {
    let near = end_of(text, AROUND);
    let gap = near.char_indices().rev().find(|(_, letter)| !is_unspaced(*letter));
    gap.map_or(near, |(at, letter)| &near[at + letter.len_utf8()..])
}
