//! Reading cells as terms: whole spellings, spellings with a gap, and words that agree on one term.

use std::collections::BTreeSet;

use super::{Term, Terms};
use crate::{Field, fold::fold, phrases::covered};

/// What stands between several values in one cell.
const BETWEEN_TERMS: [char; 6] = [',', ';', '/', '&', '+', '\n'];
/// Shorter numbers are shares, years or phases.
const SHORTEST_REFERENCE: usize = 5;
/// Longer texts are sentences.
const MOST_WORDS: usize = 12;

impl Terms {
    /// The term that a cell's words stand for.
    pub fn read(&self, fact: Field, text: &str) -> Option<&Term> {
        let folded = fold(text);
        let gapped = || {
            let mut of_fact = self.gapped.iter().filter(|one| one.fact == fact);
            of_fact.find(|one| one.fits(&folded)).and_then(|one| self.term(fact, &one.id))
        };
        self.spelt(fact, &folded).or_else(gapped)
    }

    /// The terms that a cell names: one, or several between marks if each of them is known.
    pub fn read_all(&self, fact: Field, text: &str) -> Vec<&Term> {
        if let Some(term) = self.read(fact, text) {
            return vec![term];
        }
        let parts = text.split(BETWEEN_TERMS).filter(|part| !part.trim().is_empty());
        let read = |part| self.read(fact, part).or_else(|| self.read_in_words(fact, part));
        let terms: Option<Vec<_>> = parts.map(read).collect();
        terms.unwrap_or_default()
    }

    /// The term on which all known words of a text agree, with nothing but small words between them: each stands for it or leaves it open,
    /// as a place does. Any other word may deny it; of an award, its number does not.
    fn read_in_words(&self, fact: Field, text: &str) -> Option<&Term> {
        let folded =
            if fact == Field::Funding { fold(&without_references(text)) } else { fold(text) };
        if folded.split(' ').count() > MOST_WORDS {
            return None;
        }
        let known = |run: &str| self.spelt(fact, run).map(|term| &term.id);
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        let is_small = |word: &str| {
            self.small_words.contains(word) || fact == Field::Funding && is_number(word)
        };
        let told: BTreeSet<_> = covered(&folded, known, is_small)?.into_iter().collect();
        let leaves = |one: &str, other: &str| {
            one == other
                || self
                    .term(fact, one)
                    .is_some_and(|term| term.leaves_open.iter().any(|open| open == other))
        };
        let agreed = |id: &&&String| told.iter().all(|other| leaves(other, id));
        let mut agreed = told.iter().filter(agreed);
        let first = agreed.next()?;
        agreed.next().is_none().then(|| self.term(fact, first))?
    }
}

/// A text without the numbers of awards in it: "federal grant 20-AB-1". What may be an amount or a share stays.
fn without_references(text: &str) -> String {
    let is_reference = |word: &&str| {
        let word = word.trim_matches(['(', ')', '#', '.', ':']);
        let is_code = word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let has = |wanted: fn(u8) -> bool| word.bytes().any(wanted);
        is_code
            && word.len() >= SHORTEST_REFERENCE
            && has(|byte| byte.is_ascii_digit())
            && has(|byte| byte == b'-' || byte.is_ascii_uppercase())
    };
    let kept: Vec<_> = text.split_whitespace().filter(|word| !is_reference(word)).collect();
    kept.join(" ")
}
