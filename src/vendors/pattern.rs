//! A pattern of a knowledge file: checked when it is loaded, compiled when a cell may hold it.
//!
//! Patterns are read as bytes without Unicode classes: model numbers and banners are ASCII, `\b` then also holds between a
//! Chinese word and a model number, and compiling costs a tenth.

use std::{ops::Range, sync::OnceLock};

use regex::bytes::{Regex, RegexBuilder};
use regex_syntax::{
    ParserBuilder,
    hir::{Hir, HirKind, Look, literal::Extractor},
};

/// The most bytes that one compiled pattern may take.
const SIZE_LIMIT: usize = 1 << 20;
/// The most parts that a pattern may have once its repetitions are written out.
const PART_LIMIT: usize = 4_000;
/// How deeply groups may be nested.
const NEST_LIMIT: u32 = 32;
/// How many different beginnings are kept before giving up on screening.
const BEGINNINGS: usize = 200;
/// How long a beginning is useful.
const BEGINNING_LENGTH: usize = 12;
/// How short a beginning, without its punctuation, is too short to screen by.
const SHORTEST_BEGINNING: usize = 3;

/// A regular expression that is known to be sound, and is compiled at its first use.
#[derive(Debug)]
pub struct Pattern {
    text: String,
    beginnings: Option<Vec<Vec<u8>>>,
    compiled: OnceLock<Option<Regex>>,
}

/// Why a text is no acceptable pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// It is no regular expression.
    #[error("the pattern does not compile: {0}")]
    Syntax(String),
    /// It would be too large or too slow.
    #[error("the pattern is too large")]
    TooLarge,
    /// It matches the empty text, hence every cell.
    #[error("the pattern matches the empty text")]
    Empty,
}

impl Pattern {
    /// A checked pattern.
    pub fn new(text: &str) -> Result<Self, PatternError> {
        let mut parser = ParserBuilder::new();
        parser.unicode(false).utf8(false).nest_limit(NEST_LIMIT);
        let hir = parser.build().parse(text).map_err(|error| {
            let shown = error.to_string();
            let last = shown.lines().last().unwrap_or_default();
            PatternError::Syntax(last.trim_start_matches("error: ").to_owned())
        })?;
        if parts(&hir) > PART_LIMIT {
            return Err(PatternError::TooLarge);
        }
        if hir.properties().minimum_len() == Some(0) {
            return Err(PatternError::Empty);
        }
        Ok(Self { text: text.to_owned(), beginnings: beginnings(&hir), compiled: OnceLock::new() })
    }

    /// The pattern as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The letters and digits, in lower case, with one of which every match begins at the start of a word; `None` where there
    /// is no such list.
    #[must_use]
    pub fn beginnings(&self) -> Option<&[Vec<u8>]> {
        self.beginnings.as_deref()
    }

    /// The first match in a text.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        let found = self.regex()?.find(text.as_bytes())?.range();
        // Only a pattern that names raw bytes could cut a letter in two.
        (text.is_char_boundary(found.start) && text.is_char_boundary(found.end)).then_some(found)
    }

    /// Whether it compiles within its limits; what `new` lets pass always should.
    #[must_use]
    pub fn compiles(&self) -> bool {
        self.regex().is_some()
    }

    fn regex(&self) -> Option<&Regex> {
        let compile = || {
            let mut builder = RegexBuilder::new(&self.text);
            builder.unicode(false).size_limit(SIZE_LIMIT).nest_limit(NEST_LIMIT);
            builder.build().ok()
        };
        self.compiled.get_or_init(compile).as_ref()
    }
}

/// How many parts a pattern has once its repetitions are written out.
fn parts(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Capture(group) => parts(&group.sub),
        HirKind::Concat(all) | HirKind::Alternation(all) => {
            all.iter().map(parts).fold(0, usize::saturating_add)
        }
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min).max(1) as usize;
            parts(&repetition.sub).saturating_mul(times)
        }
    }
}

/// What every match begins with, reduced to lower-case letters and digits, if matches begin at the start of a word.
fn beginnings(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    let mut extractor = Extractor::new();
    extractor.limit_total(BEGINNINGS).limit_literal_len(BEGINNING_LENGTH);
    let found = extractor.extract(hir);
    let at_word = starts_word(hir);
    let mut all = Vec::new();
    for literal in found.literals()? {
        let written = literal.as_bytes();
        // A match that begins with punctuation has its first letter at the start of a word in any case.
        let punctuated = written.first().is_some_and(|first| !first.is_ascii_alphanumeric());
        let plain: Vec<u8> =
            written.iter().filter(|b| !is_gap(**b)).map(u8::to_ascii_lowercase).collect();
        if plain.len() < SHORTEST_BEGINNING || !(at_word || punctuated) {
            return None;
        }
        all.push(plain);
    }
    all.sort();
    all.dedup();
    // A beginning inside a longer one says the same with less.
    let mut shortest: Vec<Vec<u8>> = Vec::new();
    for one in all {
        if !shortest.last().is_some_and(|shorter| one.starts_with(shorter)) {
            shortest.push(one);
        }
    }
    (!shortest.is_empty()).then_some(shortest)
}

fn is_gap(byte: u8) -> bool {
    byte.is_ascii() && !byte.is_ascii_alphanumeric()
}

/// Whether every match begins at the start of a word.
fn starts_word(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Look(look) => {
            matches!(look, Look::WordAscii | Look::WordStartAscii | Look::Start | Look::StartLF)
        }
        HirKind::Concat(all) => all.first().is_some_and(starts_word),
        HirKind::Alternation(all) => all.iter().all(starts_word),
        HirKind::Capture(group) => starts_word(&group.sub),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beginnings_of(text: &str) -> Option<Vec<String>> {
        let pattern = Pattern::new(text).unwrap();
        assert!(pattern.compiles());
        let all = pattern.beginnings()?.iter();
        Some(all.map(|one| String::from_utf8(one.clone()).unwrap()).collect())
    }

    #[test]
    fn beginnings_are_plain_and_short() {
        assert_eq!(beginnings_of(r"(?i)\bAB-2(?:CD|CE)\d").unwrap(), ["ab2cd", "ab2ce"]);
        assert_eq!(beginnings_of(r"/cam/real[01]").unwrap(), ["camreal0", "camreal1"]);
        assert_eq!(
            beginnings_of(r"\bM-(?:24|26)-FW|\bM-400-P\b").unwrap(),
            ["m24fw", "m26fw", "m400p"]
        );
        assert_eq!(beginnings_of(r"camera\d"), None, "may begin inside a word");
        assert_eq!(beginnings_of(r"\bA\w+"), None, "too short to screen by");
    }

    #[test]
    fn a_word_border_stands_between_scripts() {
        let pattern = Pattern::new(r"(?i)\bAB-2CD\d+").unwrap();
        assert_eq!(pattern.find("摄像机ab-2cd21"), Some(9..17));
        assert_eq!(pattern.find("XAB-2CD21"), None);
    }

    #[test]
    fn refuses_what_could_run_away() {
        assert_eq!(Pattern::new(r"(\w{200}){200}").unwrap_err(), PatternError::TooLarge);
        assert_eq!(Pattern::new(r"x*").unwrap_err(), PatternError::Empty);
        assert!(matches!(Pattern::new(r"a(?=b)").unwrap_err(), PatternError::Syntax(_)));
        let deep = format!("{}a{}", "(".repeat(40), ")".repeat(40));
        assert!(matches!(Pattern::new(&deep).unwrap_err(), PatternError::Syntax(_)));
        // At the limit of parts, the compiled form still fits.
        assert!(Pattern::new(r"\bA\w{3900}").unwrap().compiles());
    }
}
