//! Values that are secrets whatever stands above them: keys, tokens, passwords behind their word. The patterns stand in
//! `data/formats/secret-values.toml`; besides them a long word is a key whose letters and digits have no order.

use std::{cmp::Reverse, collections::BTreeSet, iter, ops::Range, sync::OnceLock};

use aho_corasick::{AhoCorasick, BuildError};
use regex_automata::{
    meta::{self, Regex},
    util::syntax,
};
use regex_syntax::{
    ParserBuilder,
    hir::{Hir, HirKind, literal::Extractor},
};
use serde::{Deserialize, Serialize};

use super::secret_keys::keys;
use crate::strings::{HIDDEN, end_of, is_invisible, start_of};

/// What stands in an address before the name of a host, perhaps behind a name and a password.
pub(in crate::intake) const ADDRESS: &str = "://";
/// At least this many letters of what a match holds are enough to skip texts without them.
const HINT: usize = 8;
/// More hints of a pattern than these are not written out.
const MOST_HINTS: usize = 500;

/// What secret values look like.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::intake) struct SecretValues {
    patterns: Vec<SecretPattern>,
    /// `None` if it cannot be built, which loading refuses: every text is hidden then.
    #[serde(skip)]
    search: OnceLock<Option<HintSearch>>,
}

/// One form of secrets.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct SecretPattern {
    pattern: String,
    hints: Vec<Hint>,
    /// Made ready where a text holds a hint: most inventories hold few, and all forms cost most of a short run. `None` if it cannot be
    /// built, which loading refuses: every text with a hint is hidden then.
    #[serde(skip)]
    regex: OnceLock<Option<Regex>>,
}

/// What every match of a pattern, or of a part of it, holds: a text without any hint holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Hint {
    /// In small letters.
    letters: Vec<u8>,
    /// How long a match is at least, in bytes.
    shortest: usize,
}

/// Where a pattern matches.
struct SecretMatch {
    start: usize,
    /// The group that takes part, or all of it.
    secret: Range<usize>,
}

/// What looks for the hints of all patterns at once.
#[derive(Clone, Debug)]
pub(super) struct HintSearch {
    letters: AhoCorasick,
    /// Of each hint the number of its pattern, and how long a match is at least.
    of: Vec<(usize, usize)>,
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
        let hints = hints(&parsed.map_err(Box::new)?);
        let mut hints = hints.ok_or(SecretPatternError::NoHint)?;
        hints.sort();
        hints.dedup_by(|longer, hint| {
            longer.letters.starts_with(&hint.letters) && hint.shortest <= longer.shortest
        });
        self.patterns.push(SecretPattern {
            pattern: pattern.to_owned(),
            hints,
            regex: OnceLock::new(),
        });
        Ok(())
    }

    /// Makes ready what looks for all patterns at once; an error says why there are too many of them.
    pub(super) fn make_ready(&mut self) -> Result<(), BuildError> {
        self.search = Some(HintSearch::of(&self.patterns)?).into();
        Ok(())
    }

    /// What looks for the hints of all patterns; `None` if it cannot be built.
    pub(super) fn search(&self) -> Option<&HintSearch> {
        self.search.get_or_init(|| HintSearch::of(&self.patterns).ok()).as_ref()
    }

    /// The patterns of which a text holds a hint; `None` where that cannot be known.
    fn hinted(&self, text: &str) -> Option<impl Iterator<Item = &SecretPattern>> {
        let search = self.search()?;
        let mut hinted: Vec<_> = search.patterns_in(text).collect();
        hinted.sort_unstable();
        hinted.dedup();
        Some(hinted.into_iter().filter_map(|number| self.patterns.get(number)))
    }

    /// The stretches of a text that are secrets of a known form.
    fn known(&self, text: &str) -> Vec<Range<usize>> {
        let Some(hinted) = self.hinted(text) else { return iter::once(0..text.len()).collect() };
        let mut found: Vec<_> = hinted.flat_map(|pattern| pattern.matches(text)).collect();
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
        let search = self.search()?;
        if !texts.is_ascii() || texts.contains(ADDRESS) {
            return None;
        }
        let hints = search.letters.find_overlapping_iter(texts).filter_map(|hint| {
            let (_, shortest) = search.of.get(hint.pattern().as_usize())?;
            (0..cells.len()).find(|at| {
                cells.range(*at).is_some_and(|cell| {
                    cell.start <= hint.start() && hint.end() <= cell.end && *shortest <= cell.len()
                })
            })
        });
        Some(hints.collect())
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
        found.collect()
    }
}

impl HintSearch {
    fn of(patterns: &[SecretPattern]) -> Result<Self, BuildError> {
        let mut builder = AhoCorasick::builder();
        let letters = patterns.iter().flat_map(|pattern| &pattern.hints).map(|hint| &hint.letters);
        let of = patterns.iter().enumerate().flat_map(|(number, pattern)| {
            pattern.hints.iter().map(move |hint| (number, hint.shortest))
        });
        Ok(Self { letters: builder.ascii_case_insensitive(true).build(letters)?, of: of.collect() })
    }

    /// The numbers of the patterns of which a text holds a hint and is long enough, some of them more than once.
    fn patterns_in(&self, text: &str) -> impl Iterator<Item = usize> {
        let hints = self.letters.find_overlapping_iter(text);
        let of = hints.filter_map(|hint| self.of.get(hint.pattern().as_usize()));
        of.filter(|(_, shortest)| *shortest <= text.len()).map(|(pattern, _)| *pattern)
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

/// What all matches hold; `None` where there is nothing that can be listed.
fn hints(hir: &Hir) -> Option<Vec<Hint>> {
    let shortest = hir.properties().minimum_len()?;
    if let Some(begins) = beginnings(hir) {
        return Some(begins.into_iter().map(|letters| Hint { letters, shortest }).collect());
    }
    match hir.kind() {
        HirKind::Capture(capture) => hints(&capture.sub),
        HirKind::Alternation(parts) => {
            Some(parts.iter().map(hints).collect::<Option<Vec<_>>>()?.concat())
        }
        HirKind::Concat(parts) => {
            let rarity = |hints: &Vec<Hint>| {
                let length = hints.iter().map(|hint| hint.letters.len()).min();
                (length, Reverse(hints.len()))
            };
            let mut best = parts.iter().filter_map(hints).max_by_key(rarity)?;
            for hint in &mut best {
                hint.shortest = shortest;
            }
            Some(best)
        }
        _ => None,
    }
}

/// The letters that matches begin with, cut short, in small letters.
fn beginnings(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    let mut extractor = Extractor::new();
    extractor.limit_literal_len(HINT).limit_total(MOST_HINTS);
    let found = extractor.extract(hir);
    let found = found.literals()?.iter().map(|literal| literal.as_bytes().to_ascii_lowercase());
    let all: BTreeSet<_> = found.collect();
    all.iter().all(|letters| !letters.is_empty()).then(|| all.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::{HintSearch, SecretValues};

    #[test]
    fn what_cannot_be_searched_is_hidden() {
        let mut values = SecretValues::default();
        values.add(r"acme-key-([a-z]+)").unwrap();
        values.make_ready().unwrap();
        let shown = |values: &SecretValues, text: &str| {
            values.cleared(text).map(|cleared| cleared.shown).unwrap_or(text.to_owned())
        };
        assert_eq!(shown(&values, "acme-key-hunter of 2019"), "acme-key-… of 2019");
        let mut no_search = values.clone();
        no_search.search = None::<HintSearch>.into();
        assert_eq!(shown(&no_search, "acme-key-hunter of 2019"), "…");
        assert_eq!(shown(&no_search, "\u{200b}any\u{200b}"), "\u{200b}…");
        values.patterns[0].regex = None.into();
        assert_eq!(shown(&values, "an acme-key-hunter of 2019"), "…");
        assert_eq!(shown(&values, "P3265-LV"), "P3265-LV");
    }
}
