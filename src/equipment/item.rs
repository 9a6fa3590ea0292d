//! Which of the goods that a text names the item is: a phone case is no phone, a charger for one is none either, and where a modem is
//! missing there is none.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{
    file::{AccessoryFile, Along},
    id::KindId,
};
use crate::{fold::fold, phrases::Phrases};

/// At most this many words may stand between the word for "without" and what is missing: "no built-in modem".
const BETWEEN: usize = 2;

/// What stands between things that are listed: behind it another begins.
const BETWEEN_THINGS: [char; 11] = [',', ';', '+', '&', '/', '|', '(', ')', '[', ']', '\n'];

/// A word for a kind, by its place in a folded text.
type Found<'k> = (Range<usize>, &'k KindId);

/// The words that make another thing of what they stand beside.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct ItemWords {
    /// Accessories; true for those that make one of what stands right before them too.
    accessories: Phrases<bool>,
    links: Vec<String>,
    missing: Phrases<()>,
    /// What comes along with what.
    along: Vec<Along>,
}

impl ItemWords {
    pub(super) fn of(file: &AccessoryFile) -> Self {
        let words = |words: &[String], says| {
            let folded = words.iter().map(|word| (fold(word), says));
            folded.collect::<Vec<_>>()
        };
        let accessories = [words(&file.words, true), words(&file.words_before, false)].concat();
        Self {
            accessories: accessories.into_iter().collect(),
            links: file.links.iter().map(|link| fold(link)).collect(),
            missing: file.missing.iter().map(|word| (fold(word), ())).collect(),
            along: file.along.clone(),
        }
    }

    /// Every kind that is named.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &KindId> {
        self.along.iter().flat_map(|along| along.kinds.iter().chain([&along.with]))
    }

    /// Of the kinds that words of a text name, by their places once it is folded and from left to right, those that the item may be.
    pub(super) fn own<'k>(
        &self,
        text: &str,
        folded: &str,
        mut found: Vec<Found<'k>>,
    ) -> Vec<Found<'k>> {
        if found.is_empty() {
            return found;
        }
        // Of a longer word for a kind it is a part, and says nothing itself.
        let inside = |at: &Range<usize>, of: &Range<usize>| {
            of.start <= at.start && at.end <= of.end && at.len() < of.len()
        };
        let accessories: Vec<_> = self
            .accessories
            .find(folded, true)
            .map(|(start, end, behind)| (start..end, *behind))
            .filter(|(at, _)| !found.iter().any(|(word, _)| inside(at, word)))
            .collect();
        let from = accessories.iter().filter_map(|(at, _)| self.behind_link(folded, at.end)).min();
        let missing: Vec<_> = self.missing.find(folded, false).map(|(_, end, ())| end).collect();
        let begins = begins(text, folded);
        // From right to left: what stands right before an accessory, and what stands right before that.
        let mut heads: Vec<_> =
            accessories.iter().filter(|(_, behind)| *behind).map(|(at, _)| at.start).collect();
        let mut own: Vec<_> = Vec::new();
        while let Some((word, kind)) = found.pop() {
            let is_part = |head: &&usize| {
                is_next(folded, word.end, **head)
                    && !begins.iter().any(|at| (word.end..=**head).contains(at))
            };
            if heads.iter().any(|head| is_part(&head)) {
                heads.push(word.start);
            } else if from.is_none_or(|from| word.start < from)
                && !missing.iter().any(|end| is_near(folded, *end, word.start))
            {
                own.push((word, kind));
            }
        }
        own.reverse();
        own
    }

    /// Leaves out of kinds, in the order in which they are named, what only comes along with one before it.
    pub(super) fn without_along(
        &self,
        kinds: &mut Vec<KindId>,
        is_within: impl Fn(&KindId, &KindId) -> bool,
    ) {
        for Along { with, kinds: along } in &self.along {
            let comes = |kind: &KindId| along.iter().any(|along| is_within(kind, along));
            let main = kinds.iter().position(|kind| is_within(kind, with) && !comes(kind));
            if let Some(main) = main {
                let mut at = 0;
                kinds.retain(|kind| {
                    at += 1;
                    at <= main || !comes(kind)
                });
            }
        }
    }

    /// Where the text goes on behind a link that follows a word.
    fn behind_link(&self, folded: &str, end: usize) -> Option<usize> {
        let rest = folded.get(end..)?;
        let rest = rest.strip_prefix('s').unwrap_or(rest).strip_prefix(' ')?;
        let (link, behind) = rest.split_once(' ')?;
        let is_link = self.links.iter().any(|known| known == link);
        is_link.then(|| folded.len() - behind.len())
    }
}

/// Where the things begin in a folded text that are listed in it; wherever it goes on, if folding left no trace of that.
fn begins(text: &str, folded: &str) -> Vec<usize> {
    if !text.contains(BETWEEN_THINGS) {
        return Vec::new();
    }
    let parts = text.split(BETWEEN_THINGS).map(fold).filter(|part| !part.is_empty());
    let (mut begins, mut all) = (Vec::new(), String::new());
    for part in parts {
        if !all.is_empty() {
            all.push(' ');
            begins.push(all.len());
        }
        all.push_str(&part);
    }
    if all == folded { begins } else { (0..=folded.len()).collect() }
}

/// Whether a word that ends there, be it several of its kind, stands right before another.
fn is_next(folded: &str, end: usize, next: usize) -> bool {
    folded.get(end..next).is_some_and(|gap| matches!(gap, "" | " " | "s "))
}

/// Whether few words stand between two places, and no number.
fn is_near(folded: &str, end: usize, next: usize) -> bool {
    folded.get(end..next).is_some_and(|gap| {
        let words = || gap.split(' ').filter(|word| !word.is_empty());
        words().count() <= BETWEEN && !gap.bytes().any(|byte| byte.is_ascii_digit())
    })
}
