//! The words in dates: names of months, and the small words and weekdays around them.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::{fold::fold, text_map::TextMap};

/// Names of months in all languages of the data.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::intake) struct Months {
    names: TextMap<i8>,
    noise: FxHashSet<String>,
    /// Words for a year that begins on another day than the common one, with the months from January on after which it does.
    fiscal: TextMap<Option<i8>>,
    /// Words for a part of a year, with the sign for it.
    year_parts: TextMap<char>,
    /// Words for numbers.
    ordinals: TextMap<i8>,
    /// Words that make a date the end of a span.
    bounds: TextMap<Bound>,
    /// Words between the ends of one.
    between: FxHashSet<String>,
    /// Eras by their folded names.
    eras: TextMap<Era>,
    /// The one in which a year of three digits is counted.
    unnamed_era: Option<Era>,
    /// Words that make a number of three digits such a year.
    year_words: FxHashSet<String>,
    /// Years of four digits that are counted from another one than the common first.
    counted: Vec<CountedYears>,
}

/// Years that are known by their numbers to be those of another calendar.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct CountedYears {
    years: [i16; 2],
    /// The common year that is the first of the calendar.
    first: i16,
}

/// A way to count years from another one.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(in crate::intake) struct Era {
    /// The common year that is its first.
    pub(in crate::intake) first: i16,
    /// The name says already that the year is the first.
    pub(in crate::intake) begun: bool,
}

/// A year that begins on another day than the common one.
#[derive(Clone, Copy, Debug)]
pub(super) struct FiscalYear {
    /// So many months after the January of the year that it is called after; `None` where nobody knows.
    pub(super) begins: Option<i32>,
}

impl FiscalYear {
    /// What two words say together.
    pub(super) fn or(self, other: Option<Self>) -> Self {
        Self { begins: self.begins.or(other.and_then(|other| other.begins)) }
    }
}

/// On which side of a date the day lies that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(in crate::intake) enum Bound {
    /// Before it begins.
    Before,
    /// Before it ends.
    Until,
    /// After it has begun.
    Since,
    /// After it has ended.
    After,
}

impl Bound {
    /// The sign that a text begins with, and what stands behind it.
    fn of_sign(text: &str) -> Option<(&str, Self)> {
        let signs = [
            ("<=", Self::Until),
            (">=", Self::Since),
            ("≤", Self::Until),
            ("≥", Self::Since),
            ("<", Self::Before),
            (">", Self::After),
        ];
        signs.into_iter().find_map(|(sign, bound)| Some((text.strip_prefix(sign)?.trim(), bound)))
    }
}

/// The most words of which a bound consists.
const LONGEST_BOUND: usize = 3;

impl Months {
    pub(in crate::intake) fn add(&mut self, word: &str, number: i8) -> Option<i8> {
        self.names.insert(fold(word), number).filter(|&before| before != number)
    }

    pub(in crate::intake) fn add_noise(&mut self, word: &str) {
        self.noise.insert(fold(word));
    }

    pub(in crate::intake) fn add_fiscal(&mut self, word: &str, begins: Option<i8>) {
        self.fiscal.insert(fold(word), begins);
    }

    /// When a fiscal year begins, if a folded word says that a year is one.
    pub(super) fn fiscal(&self, folded: &str) -> Option<FiscalYear> {
        let begins = *self.fiscal.get(folded)?;
        Some(FiscalYear { begins: begins.map(i32::from) })
    }

    /// A text in which what makes its year a fiscal one says that this begins so many months after January; `None` where no such word does.
    pub(in crate::intake) fn in_fiscal_year(&self, text: &str, begins: i8) -> Option<String> {
        let known = self.fiscal.iter().find(|(_, its)| **its == Some(begins));
        let (known, _) = known?;
        let mut found = false;
        let runs = text.split_inclusive(|letter: char| !letter.is_alphabetic()).map(|run| {
            let word = run.trim_end_matches(|letter: char| !letter.is_alphabetic());
            let is_open = self.fiscal.get(&fold(word)) == Some(&None);
            found |= is_open;
            if is_open { format!("{known}{}", &run[word.len()..]) } else { run.to_owned() }
        });
        let text = runs.collect::<String>();
        found.then_some(text)
    }

    pub(in crate::intake) fn add_year_part(&mut self, word: &str, sign: char) {
        self.year_parts.insert(fold(word), sign);
    }

    /// The sign for the part of a year that a folded word stands for.
    pub(super) fn year_part(&self, folded: &str) -> Option<char> {
        self.year_parts.get(folded).copied()
    }

    pub(in crate::intake) fn add_ordinal(&mut self, word: &str, number: i8) {
        self.ordinals.insert(fold(word), number);
    }

    /// The number that a folded word stands for.
    pub(super) fn ordinal(&self, folded: &str) -> Option<i8> {
        self.ordinals.get(folded).copied()
    }

    pub(in crate::intake) fn add_between(&mut self, word: &str) {
        self.between.insert(fold(word));
    }

    /// Whether a folded word stands between the ends of a span.
    pub(super) fn is_between(&self, folded: &str) -> bool {
        self.between.contains(folded)
    }

    pub(in crate::intake) fn add_year_word(&mut self, word: &str) {
        self.year_words.insert(fold(word));
    }

    /// Whether a folded word makes the number before it a year.
    pub(super) fn is_year_word(&self, folded: &str) -> bool {
        self.year_words.contains(folded)
    }

    pub(in crate::intake) fn add_bound(&mut self, word: &str, bound: Bound) -> Option<Bound> {
        self.bounds.insert(fold(word), bound).filter(|&before| before != bound)
    }

    /// What a text says before or behind a date of the side on which the day lies, and the date.
    pub(in crate::intake) fn bound<'t>(&self, text: &'t str) -> Option<(&'t str, Bound)> {
        if let Some(signed) = Bound::of_sign(text) {
            return Some(signed);
        }
        if !text.contains(|letter: char| letter.is_ascii_digit()) {
            return None;
        }
        let gaps = || text.match_indices([' ', '-']).map(|(at, _)| at);
        let first = gaps().take(LONGEST_BOUND).collect::<Vec<_>>();
        let last = gaps().rev().take(LONGEST_BOUND).collect::<Vec<_>>();
        let before = first.into_iter().rev().map(|at| (text.split_at(at), true));
        let behind = last.into_iter().rev().map(|at| (text.split_at(at), false));
        before.chain(behind).find_map(|((left, right), leads)| {
            let (words, date) = if leads { (left, right) } else { (right, left) };
            let around = [' ', '-'];
            let bound = self.bounds.get(&fold(words.trim_matches(around)))?;
            Some((date.trim_matches(around), *bound))
        })
    }

    pub(in crate::intake) fn set_unnamed_era(&mut self, era: Era) {
        self.unnamed_era = Some(era);
    }

    pub(in crate::intake) fn add_counted(&mut self, years: [i16; 2], first: i16) {
        self.counted.push(CountedYears { years, first });
    }

    /// The common year that a year of four digits is.
    pub(super) fn common_year(&self, year: i16) -> i16 {
        let is_of = |counted: &&CountedYears| (counted.years[0]..=counted.years[1]).contains(&year);
        let counted = self.counted.iter().find(is_of);
        counted.map_or(year, |counted| year.saturating_add(counted.first).saturating_sub(1))
    }

    /// The era in which a year of three digits is counted that names none.
    pub(in crate::intake) fn unnamed_era(&self) -> Option<Era> {
        self.unnamed_era
    }

    pub(in crate::intake) fn add_era(&mut self, word: &str, era: Era) {
        self.eras.insert(fold(word), era);
    }

    /// The era that a folded word names.
    pub(in crate::intake) fn era(&self, folded: &str) -> Option<Era> {
        self.eras.get(folded).copied()
    }

    /// The month that a folded word names.
    pub(in crate::intake) fn number(&self, folded: &str) -> Option<i8> {
        self.names.get(folded).copied()
    }

    /// Whether a folded word says nothing in a date.
    pub(in crate::intake) fn is_noise(&self, folded: &str) -> bool {
        self.noise.contains(folded)
    }
}
