//! Values that are secrets whatever stands above them: keys, tokens, passwords behind their word. The patterns stand in
//! `data/formats/secret-values.toml`; besides them a long word is a key whose letters and digits have no order.

use std::{collections::BTreeSet, ops::Range, sync::OnceLock};

use regex_automata::{
    meta::{self, Regex},
    util::syntax,
};
use regex_syntax::ParserBuilder;
use serde::{Deserialize, Serialize};

use super::{secret_hints::Hints, secret_keys::keys};
use crate::strings::{HIDDEN, end_of, is_invisible, start_of};

/// A text with more secrets than these is hidden as one.
const MOST: usize = 10_000;

/// What stands in an address before the name of a host, perhaps behind a name and a password.
pub(in crate::intake) const ADDRESS: &str = "://";

/// What secret values look like.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::intake) struct SecretValues {
    patterns: Vec<SecretPattern>,
    /// Those of all patterns, with their numbers.
    hints: Hints,
}

/// One form of secrets.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct SecretPattern {
    pattern: String,
    /// Made ready where a text holds a hint: most inventories hold few, and all forms cost most of a short run. `None` if it cannot be
    /// built, which loading refuses: every text with a hint is hidden then.
    #[serde(skip)]
    regex: OnceLock<Option<Regex>>,
}

/// Where a pattern matches.
struct SecretMatch {
    start: usize,
    /// The group that takes part, or all of it.
    secret: Range<usize>,
}

/// Why a pattern is none.
#[derive(Debug, thiserror::Error)]
pub(super) enum SecretPatternError {
    #[error(transparent)]
    Syntax(#[from] Box<regex_syntax::Error>),
    #[error(transparent)]
    Regex(#[from] Box<meta::BuildError>),
    #[error("its matches have nothing in common that a search could hurry to")]
    NoHint,
}

/// A cell without its secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::intake) struct Cleared {
    /// What may be shown.
    pub(in crate::intake) shown: String,
    /// What was taken out.
    pub(in crate::intake) taken: Vec<String>,
}

impl SecretValues {
    /// Adds a pattern.
    pub(super) fn add(&mut self, pattern: &str) -> Result<(), SecretPatternError> {
        let pattern = &in_both_cases(pattern);
        compiled(pattern)?;
        // Hints are sought in letters of either case, which need not be written out here.
        let one_case = pattern.replace("(?i:", "(?:").replace("(?i)", "");
        let parsed = ParserBuilder::new().unicode(false).utf8(false).build().parse(&one_case);
        let number = self.patterns.len();
        if !self.hints.add(&parsed.map_err(Box::new)?, number) {
            return Err(SecretPatternError::NoHint);
        }
        self.patterns.push(SecretPattern { pattern: pattern.to_owned(), regex: OnceLock::new() });
        Ok(())
    }

    /// The patterns of which a text holds a hint.
    fn hinted(&self, text: &str) -> impl Iterator<Item = &SecretPattern> {
        let mut hinted = BTreeSet::new();
        self.hints.each_in(text, |hint| {
            if hint.shortest <= text.len() {
                hinted.insert(hint.pattern);
            }
        });
        hinted.into_iter().filter_map(|number| self.patterns.get(number))
    }

    /// The stretches of a text that are secrets of a known form; of one with very many all of it.
    fn known(&self, text: &str) -> Vec<Range<usize>> {
        let found = self.hinted(text).flat_map(|pattern| pattern.matches(text));
        let mut found: Vec<_> = found.take(MOST + 1).collect();
        if found.len() > MOST {
            return std::iter::once(0..text.len()).collect();
        }
        // Of two that begin at one place the first in the file knows best which part is the secret.
        found.sort_by_key(|found| found.start);
        found.dedup_by_key(|found| found.start);
        found.into_iter().map(|found| found.secret).collect()
    }

    /// The same where signs that nobody sees may stand in the words by which secrets are known.
    fn known_unseen(&self, text: &str) -> Vec<Range<usize>> {
        if text.is_ascii() || !text.contains(is_invisible) {
            return self.known(text);
        }
        let (mut seen, mut places) = (String::new(), Vec::new());
        for (at, letter) in text.char_indices().filter(|(_, letter)| !is_invisible(*letter)) {
            seen.push(letter);
            places.extend((at..).take(letter.len_utf8()));
        }
        let place = |at: usize| places.get(at).copied().unwrap_or(text.len());
        self.known(&seen).into_iter().map(|secret| place(secret.start)..place(secret.end)).collect()
    }

    /// The cells of a row that may hold a secret of a known form, or an address with a name in it; `None` where all may.
    pub(in crate::intake) fn hinted_in(&self, cells: &csv::StringRecord) -> Option<Vec<usize>> {
        let texts = cells.as_slice();
        if !texts.is_ascii() || texts.contains(ADDRESS) {
            return None;
        }
        let mut hinted: Vec<usize> = Vec::new();
        self.hints.each_in(texts, |hint| {
            let is_in = |at: &usize| {
                cells.range(*at).is_some_and(|cell| {
                    cell.start <= hint.span.start
                        && hint.span.end <= cell.end
                        && hint.shortest <= cell.len()
                })
            };
            if !hinted.last().is_some_and(is_in) {
                hinted.extend((0..cells.len()).find(is_in));
            }
        });
        Some(hinted)
    }

    /// A text without the secrets in it; `None` where it has none.
    pub(in crate::intake) fn cleared(&self, text: &str) -> Option<Cleared> {
        let mut secrets: Vec<_> = self.known_unseen(text).into_iter().chain(keys(text)).collect();
        if secrets.is_empty() {
            return None;
        }
        secrets.sort_by_key(|secret| secret.start);
        let mut cleared = Cleared { shown: String::new(), taken: Vec::new() };
        let mut at = 0;
        for secret in secrets {
            if secret.end <= at {
                continue;
            }
            let start = secret.start.max(at);
            if secret.start >= at {
                cleared.shown.push_str(&text[at..start]);
                cleared.shown.push_str(HIDDEN);
            }
            cleared.taken.push(text[start..secret.end].to_owned());
            at = secret.end;
        }
        cleared.shown.push_str(&text[at..]);
        Some(cleared)
    }
}

impl SecretPattern {
    fn matches(&self, text: &str) -> Vec<SecretMatch> {
        let Some(regex) = self.regex.get_or_init(|| compiled(&self.pattern).ok()) else {
            return vec![SecretMatch { start: 0, secret: 0..text.len() }];
        };
        let found = regex.captures_iter(text).filter_map(|found| {
            let whole = found.get_match()?;
            let group = (1..found.group_len()).find_map(|group| found.get_group(group));
            let secret = group.map_or(whole.range(), |group| group.range());
            // Bytes may cut a letter in two; more is hidden then rather than less.
            let start = start_of(text, secret.start).len();
            let end = text.len() - end_of(text, text.len() - secret.end).len();
            let secret = (!secret.is_empty()).then_some(start..end)?;
            Some(SecretMatch { start: whole.start(), secret })
        });
        found.take(MOST + 1).collect()
    }
}

/// A pattern with letters beyond ASCII in either case, which patterns that are read as bytes do not know of.
fn in_both_cases(pattern: &str) -> String {
    let mut written = String::with_capacity(pattern.len());
    for letter in pattern.chars() {
        let (lower, upper) = (letter.to_lowercase().to_string(), letter.to_uppercase().to_string());
        if letter.is_ascii() || lower == upper {
            written.push(letter);
        } else {
            written.extend(["(?:", &lower, "|", &upper, ")"]);
        }
    }
    written
}

/// Patterns are read as bytes, which costs less: what they tell of is ASCII, or any bytes up to the next blank. They have no letters in
/// common that a search could hurry to.
fn compiled(pattern: &str) -> Result<Regex, SecretPatternError> {
    let syntax = syntax::Config::new().unicode(false).utf8(false);
    let plain = Regex::config().auto_prefilter(false);
    let built = Regex::builder().syntax(syntax).configure(plain).build(pattern);
    built.map_err(|error| match error.syntax_error() {
        Some(syntax) => Box::new(syntax.clone()).into(),
        None => Box::new(error).into(),
    })
}

#[cfg(test)]
mod tests {
    use super::SecretValues;

    #[test]
    fn what_cannot_be_searched_is_hidden() {
        let mut values = SecretValues::default();
        values.add(r"acme-key-([a-z]+)").unwrap();
        let shown = |values: &SecretValues, text: &str| {
            values.cleared(text).map(|cleared| cleared.shown).unwrap_or(text.to_owned())
        };
        assert_eq!(shown(&values, "acme-key-hunter of 2019"), "acme-key-… of 2019");
        values.patterns[0].regex = None.into();
        assert_eq!(shown(&values, "an acme-key-hunter of 2019"), "…");
        assert_eq!(shown(&values, "P3265-LV"), "P3265-LV");
    }
}
