//! A pattern of a knowledge file: checked when it is loaded, compiled when a cell may hold it.
//!
//! Patterns are read as bytes without Unicode classes: model numbers and banners are ASCII, `\b` then also holds between a
//! Chinese word and a model number, and compiling costs a tenth. The screen has seen where one may begin, so that compiling
//! looks for no literals to hurry to: that would cost more than most runs ever search.

use std::{ops::Range, sync::OnceLock};

use regex_automata::{
    meta::{Builder, Regex},
    nfa::thompson::WhichCaptures,
    util::syntax,
};
use regex_syntax::{
    ParserBuilder,
    hir::{Class, Hir, HirKind},
};

use serde::{Deserialize, Serialize};

use super::{
    gapped::gapped,
    pattern_prefixes::{Beginning, beginnings},
};

/// The most bytes that one compiled pattern may take.
const SIZE_LIMIT: usize = 1 << 20;
/// The most parts that a pattern may have once its repetitions are written out.
const PART_LIMIT: usize = 4_000;
/// How deeply groups may be nested.
const NEST_LIMIT: u32 = 32;
/// A regular expression that is known to be sound, and is compiled at its first use.
#[derive(Debug, Serialize, Deserialize)]
pub struct Pattern {
    text: String,
    shortest: usize,
    /// Every match holds a digit.
    numbered: bool,
    beginnings: Option<Vec<Beginning>>,
    #[serde(skip)]
    compiled: OnceLock<Option<Regex>>,
    #[serde(skip)]
    gapped: OnceLock<Option<Regex>>,
}

/// Why a text is no acceptable pattern.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
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
        let hir = parsed(text).map_err(|error| {
            let shown = error.to_string();
            let last = shown.lines().last().unwrap_or_default();
            PatternError::Syntax(last.trim_start_matches("error: ").to_owned())
        })?;
        if parts(&hir) > PART_LIMIT {
            return Err(PatternError::TooLarge);
        }
        let shortest = hir.properties().minimum_len().unwrap_or(1);
        if shortest == 0 {
            return Err(PatternError::Empty);
        }
        let beginnings = beginnings(&hir);
        let (compiled, gapped) = (OnceLock::new(), OnceLock::new());
        let (text, numbered) = (text.to_owned(), is_numbered(&hir));
        Ok(Self { text, shortest, numbered, beginnings, compiled, gapped })
    }

    /// The pattern as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// How many bytes a match has at least.
    pub(crate) fn shortest(&self) -> usize {
        self.shortest
    }

    /// With one of what every match begins, at the start of a word; `None` where there is no such list.
    pub fn beginnings(&self) -> Option<&[Beginning]> {
        self.beginnings.as_deref()
    }

    /// Whether a match may stand at the start of a text of which these are the first letters and digits, in lower case.
    pub(crate) fn may_begin(&self, plain: &[u8]) -> bool {
        let begins = |beginning: &Beginning| plain.starts_with(&beginning.plain);
        self.beginnings.as_ref().is_none_or(|all| all.iter().any(begins))
    }

    /// The first match in a text.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        let may_match = text.len() >= self.shortest && self.may_number(text);
        may_match.then(|| found(self.regex()?, text))?
    }

    /// The first match in a text with other gaps in the number than the pattern asks for.
    pub fn find_gapped(&self, text: &str) -> Option<Range<usize>> {
        if !self.may_number(text) {
            return None;
        }
        let compile = || builder().build_from_hir(&gapped(&parsed(&self.text).ok()?)).ok();
        found(self.gapped.get_or_init(compile).as_ref()?, text)
    }

    /// Whether it compiles within its limits; what `new` lets pass always should.
    pub fn compiles(&self) -> bool {
        self.regex().is_some()
    }

    /// Whether a text has the digit that a match may need.
    fn may_number(&self, text: &str) -> bool {
        !self.numbered || text.bytes().any(|byte| byte.is_ascii_digit())
    }

    fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| builder().build(&self.text).ok()).as_ref()
    }
}

fn parsed(text: &str) -> Result<Hir, Box<regex_syntax::Error>> {
    let mut parser = ParserBuilder::new();
    parser.unicode(false).utf8(false).nest_limit(NEST_LIMIT);
    parser.build().parse(text).map_err(Box::new)
}

fn builder() -> Builder {
    let syntax = syntax::Config::new().unicode(false).utf8(false).nest_limit(NEST_LIMIT);
    let limits = Regex::config()
        .utf8_empty(false)
        .nfa_size_limit(Some(SIZE_LIMIT))
        .which_captures(WhichCaptures::Implicit)
        .auto_prefilter(false);
    let mut builder = Regex::builder();
    builder.syntax(syntax).configure(limits);
    builder
}

fn found(regex: &Regex, text: &str) -> Option<Range<usize>> {
    let found = regex.find(text)?.range();
    // Only a pattern that names raw bytes could cut a letter in two.
    (text.is_char_boundary(found.start) && text.is_char_boundary(found.end)).then_some(found)
}

/// Whether every match holds a digit.
fn is_numbered(hir: &Hir) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit();
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Unicode(_)) => false,
        HirKind::Literal(literal) => literal.0.iter().copied().any(is_digit),
        HirKind::Class(Class::Bytes(class)) => {
            !class.ranges().is_empty()
                && class.iter().all(|range| is_digit(range.start()) && is_digit(range.end()))
        }
        HirKind::Capture(group) => is_numbered(&group.sub),
        HirKind::Concat(all) => all.iter().any(is_numbered),
        HirKind::Alternation(all) => all.iter().all(is_numbered),
        HirKind::Repetition(repetition) => repetition.min > 0 && is_numbered(&repetition.sub),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_border_stands_between_scripts() {
        let pattern = Pattern::new(r"(?i)\bAB-2CD\d+").unwrap();
        assert_eq!(pattern.find("摄像机ab-2cd21"), Some(9..17));
        assert_eq!(pattern.find("XAB-2CD21"), None);
    }

    #[test]
    fn most_need_a_digit() {
        for (pattern, numbered) in [
            (r"(?i)\bAB-2?(?:CD1|[EF]\d+)", true),
            (r"\bAB(?:-[0-9]{2}|-X)", false),
            (r"\bAB\d*", false),
            (r"\bAB[0-9A-Z]", false),
        ] {
            assert_eq!(Pattern::new(pattern).unwrap().numbered, numbered, "{pattern}");
        }
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
