//! What programs write into a cell where they have no value: errors of formulas, formulas that nobody worked out, signs for letters that
//! are lost, and places that a template left open.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::words::FirstBytes;

/// The longest word in bytes.
const LONGEST: usize = 40;
/// What spreadsheets write before a text that is no formula.
const TEXT_MARK: &str = "'";
const FORMULA: &str = "=";

/// The words and signs.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::intake) struct FailedWords {
    /// In lower case, as whole cells.
    words: FxHashSet<String>,
    /// Signs that fill a cell alone, with how many are enough.
    signs: Vec<(String, usize)>,
    /// What opens and closes a place that was left open.
    open: Vec<(String, String)>,
    first: FirstBytes,
}

impl FailedWords {
    pub(super) fn add(&mut self, word: &str, least: Option<usize>, closes: Option<&str>) {
        let word = word.trim();
        for begins in [word, FORMULA, TEXT_MARK] {
            self.first.add(begins);
        }
        match (least, closes) {
            (Some(least), _) => self.signs.push((word.to_owned(), least)),
            (None, Some(closes)) => self.open.push((word.to_owned(), closes.to_owned())),
            (None, None) => _ = self.words.insert(word.to_lowercase()),
        }
    }

    /// Whether a cell says no more than that something was to stand there.
    #[inline]
    pub(super) fn has(&self, cell: &str) -> bool {
        self.first.begin(cell.trim_start()) && self.is_one(cell.trim())
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
