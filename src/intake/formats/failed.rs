//! What programs write into a cell where they have no value: errors of formulas, formulas that nobody worked out, signs for letters that
//! are lost, and places that a template left open.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

/// The longest word in bytes.
const LONGEST: usize = 40;
/// What spreadsheets write before a text that is no formula.
const TEXT_MARK: char = '\'';
const FORMULA: char = '=';

/// The words and signs.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::intake) struct FailedWords {
    /// In lower case, as whole cells.
    words: FxHashSet<String>,
    /// Signs that fill a cell alone, with how many are enough.
    signs: Vec<(String, usize)>,
    /// What opens and closes a place that was left open.
    open: Vec<(String, String)>,
    /// The bytes with which all of these begin, one bit each.
    first: [u64; 4],
}

impl FailedWords {
    pub(super) fn add(&mut self, word: &str, least: Option<usize>, closes: Option<&str>) {
        let word = word.trim();
        for spelling in [word.to_owned(), word.to_lowercase(), word.to_uppercase()] {
            self.begin(&spelling);
        }
        match (least, closes) {
            (Some(least), _) => self.signs.push((word.to_owned(), least)),
            (None, Some(closes)) => self.open.push((word.to_owned(), closes.to_owned())),
            (None, None) => _ = self.words.insert(word.to_lowercase()),
        }
        self.begin(&FORMULA.to_string());
        self.begin(&TEXT_MARK.to_string());
    }

    fn begin(&mut self, text: &str) {
        if let Some(first) = text.bytes().next() {
            self.first[usize::from(first / 64)] |= 1 << (first % 64);
        }
    }

    /// Whether a cell may be one of them; `false` is certain.
    #[inline]
    fn may_be(&self, cell: &str) -> bool {
        let first = cell.trim_start().bytes().next();
        first.is_some_and(|first| self.first[usize::from(first / 64)] >> (first % 64) & 1 != 0)
    }

    /// Whether a cell says no more than that something was to stand there.
    #[inline]
    pub(super) fn has(&self, cell: &str) -> bool {
        self.may_be(cell) && self.is_one(cell.trim())
    }

    fn is_one(&self, cell: &str) -> bool {
        let cell = cell.strip_prefix(TEXT_MARK).unwrap_or(cell);
        let is_alone = |(sign, least): &(String, usize)| {
            cell.starts_with(sign.as_str())
                && cell.replace(sign.as_str(), "").trim().is_empty()
                && cell.matches(sign.as_str()).count() >= *least
        };
        let is_open = |(opens, closes): &(String, String)| {
            cell.strip_prefix(opens.as_str()).is_some_and(|rest| rest.ends_with(closes.as_str()))
        };
        cell.len() <= LONGEST && self.words.contains(&cell.to_lowercase())
            || self.signs.iter().any(is_alone)
            || self.open.iter().any(is_open)
            || cell.strip_prefix(FORMULA).is_some_and(is_formula)
    }
}

/// Whether a formula calls a function, or refers to other cells.
fn is_formula(text: &str) -> bool {
    let text = text.trim_start_matches(['+', '-', '@', ' ', '_']);
    let is_of_name = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '_' | '$');
    let name = text.split(|letter: char| !is_of_name(letter)).next().unwrap_or_default();
    let begins = name.starts_with(|letter: char| letter.is_alphabetic() || letter == '$');
    let behind = text.get(name.len()..).unwrap_or_default();
    let refers = behind.is_empty() && name.ends_with(|letter: char| letter.is_ascii_digit());
    begins && (behind.starts_with(['(', '!', '[']) || refers) || text.starts_with(['[', '\''])
}
