//! Beginnings: what the matches of a pattern begin with, so that the screen can tell where trying it pays.
//!
//! Letters are levelled to lower case and punctuation is left out while the pattern is walked, as the screen does with texts.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};

/// More letters and digits are not asked for.
const LONGEST: usize = 8;
/// Fewer are too few to screen by.
const SHORTEST: usize = 3;
/// A place that takes more different characters than this ends a beginning that is long enough.
const NARROW: usize = 4;
/// More different beginnings than these are not written out.
const MOST: usize = 300;

/// What something that is looked for begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Beginning {
    /// Letters and digits in lower case.
    pub plain: Vec<u8>,
    /// Neither a letter nor a digit follows at once.
    pub then_gap: bool,
    /// The next letter or digit is a digit.
    pub then_digit: bool,
}

impl From<Vec<u8>> for Beginning {
    fn from(plain: Vec<u8>) -> Self {
        Self { plain, then_gap: false, then_digit: false }
    }
}

/// The beginnings of all matches; `None` where they cannot be listed, or where a match may begin inside a word.
pub(super) fn beginnings(hir: &Hir) -> Option<Vec<Beginning>> {
    let walk = Walk { at_word: starts_word(hir) };
    let all = walk.on(hir, BTreeSet::from([Head::default()]))?;
    if !all.iter().all(|head| head.plain.len() >= SHORTEST && head.starts) {
        return None;
    }
    let all = all.into_iter().map(|Head { plain, gap, then_digit, .. }| Beginning {
        plain,
        then_gap: gap,
        then_digit,
    });
    let mut all: Vec<_> = all.collect();
    // A beginning inside a longer one says the same with less.
    all.dedup_by(|longer, shorter| shorter.holds_where(longer));
    Some(all)
}

impl Beginning {
    /// Whether it stands wherever another does.
    fn holds_where(&self, other: &Self) -> bool {
        let Some(rest) = other.plain.strip_prefix(self.plain.as_slice()) else { return false };
        let (gap, digit) = match rest.first() {
            Some(next) => (false, next.is_ascii_digit()),
            None => (other.then_gap, other.then_digit),
        };
        (gap || !self.then_gap) && (digit || !self.then_digit)
    }
}

/// A beginning while it grows.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing known of its own")]
struct Head {
    plain: Vec<u8>,
    /// Its first letter or digit stands at the start of a word.
    starts: bool,
    /// Something was left out since its last letter or digit.
    gap: bool,
    /// A digit comes next.
    then_digit: bool,
    /// It grows no more.
    full: bool,
}

struct Walk {
    at_word: bool,
}

type Heads = BTreeSet<Head>;

impl Walk {
    /// The heads after this part of the pattern; `None` if there are too many.
    fn on(&self, hir: &Hir, heads: Heads) -> Option<Heads> {
        if heads.iter().all(|head| head.full) {
            return Some(heads);
        }
        let heads = match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => heads,
            HirKind::Literal(literal) => {
                literal.0.iter().fold(heads, |heads, &byte| self.grown(&heads, &[byte]))
            }
            HirKind::Class(class) => self.grown(&heads, &members(class)?),
            HirKind::Capture(group) => self.on(&group.sub, heads)?,
            HirKind::Concat(parts) => {
                parts.iter().try_fold(heads, |heads, part| self.on(part, heads))?
            }
            HirKind::Alternation(parts) => {
                let mut all = Heads::new();
                for part in parts {
                    all.extend(self.on(part, heads.clone())?);
                }
                all
            }
            HirKind::Repetition(repetition) => self.repeated(repetition, heads)?,
        };
        (heads.len() <= MOST).then_some(heads)
    }

    fn repeated(&self, repetition: &Repetition, heads: Heads) -> Option<Heads> {
        let most = repetition.max.unwrap_or(u32::MAX);
        let mut all = if repetition.min == 0 { heads.clone() } else { Heads::new() };
        let mut last = heads;
        // A part that stands for nothing but gaps could be turned for ever.
        for time in 1..=most.min(64) {
            let next = self.on(&repetition.sub, last.clone())?;
            if time >= repetition.min {
                all.extend(next.iter().cloned());
            }
            if next == last {
                break;
            }
            last = next;
        }
        // Once nothing grows any more, further turns give the same heads again.
        all.extend(last.into_iter().filter(|head| head.full));
        Some(all)
    }

    /// Every head with every one of these bytes behind it.
    fn grown(&self, heads: &Heads, bytes: &[u8]) -> Heads {
        let mut plain: Vec<_> = bytes.iter().map(u8::to_ascii_lowercase).collect();
        plain.sort_unstable();
        plain.dedup();
        let mut all = Heads::new();
        for head in heads {
            if head.full || (plain.len() > NARROW && head.plain.len() >= SHORTEST) {
                let then_digit =
                    head.then_digit || !head.full && plain.iter().all(u8::is_ascii_digit);
                all.insert(Head { full: true, then_digit, ..head.clone() });
            } else {
                all.extend(plain.iter().map(|&byte| self.longer(head, byte)));
            }
        }
        all
    }

    fn longer(&self, head: &Head, byte: u8) -> Head {
        let mut longer = head.clone();
        if byte.is_ascii() && !byte.is_ascii_alphanumeric() {
            longer.gap = true;
        } else {
            // A match that begins with punctuation has its first letter at the start of a word in any case.
            longer.starts |= longer.plain.is_empty() && (self.at_word || longer.gap);
            longer.gap = false;
            longer.plain.push(byte);
            longer.full = longer.plain.len() >= LONGEST;
        }
        longer
    }
}

/// The bytes that a class takes; `None` where it takes characters of more than one byte.
fn members(class: &Class) -> Option<Vec<u8>> {
    match class {
        Class::Bytes(class) => {
            Some(class.iter().flat_map(|range| range.start()..=range.end()).collect())
        }
        Class::Unicode(class) => {
            let letters = class.iter().flat_map(|range| range.start()..=range.end());
            letters.map(|letter| u8::try_from(letter).ok().filter(u8::is_ascii)).collect()
        }
    }
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
        HirKind::Repetition(repetition) => repetition.min > 0 && starts_word(&repetition.sub),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::pattern::Pattern, Beginning};

    fn beginnings_of(text: &str) -> Option<Vec<String>> {
        let pattern = Pattern::new(text).unwrap();
        assert!(pattern.compiles());
        let all = pattern.beginnings()?.iter();
        let sign = |one: &Beginning| match (one.then_gap, one.then_digit) {
            (false, false) => "",
            (false, true) => "#",
            (true, false) => "-",
            (true, true) => "-#",
        };
        let shown = |one: &Beginning| String::from_utf8(one.plain.clone()).unwrap() + sign(one);
        Some(all.map(shown).collect())
    }

    #[test]
    fn they_are_plain_and_few() {
        assert_eq!(beginnings_of(r"(?i)\bAB-2(?:CD|CE)X?").unwrap(), ["ab2cd", "ab2ce"]);
        assert_eq!(beginnings_of(r"/cam/real\d").unwrap(), ["camreal#"]);
        assert_eq!(beginnings_of(r"\bM-(?:24|26)-FW").unwrap(), ["m24fw", "m26fw"]);
        assert_eq!(beginnings_of(r"(?i)\bQC\d{3,}").unwrap().len(), 10);
        let wanted = ["ds7#", "ds8#", "ids7#", "ids8#"];
        assert_eq!(beginnings_of(r"(?i)\bi?DS-[78]\d").unwrap(), wanted);
        assert_eq!(beginnings_of(r"\bABC-[A-Z]").unwrap(), ["abc-"]);
        assert_eq!(beginnings_of(r"\bABC-?[A-Z]").unwrap(), ["abc"]);
        assert_eq!(beginnings_of(r"\bABC(?:-[A-Z]|D)").unwrap(), ["abc-", "abcd"]);
        assert_eq!(beginnings_of(r"\bABC\d").unwrap(), ["abc#"]);
        assert_eq!(beginnings_of(r"\bABC-\d").unwrap(), ["abc-#"]);
        assert_eq!(beginnings_of(r"\bABC-?\d").unwrap(), ["abc#"]);
        assert_eq!(beginnings_of(r"\bABC\d*-X").unwrap(), ["abc#", "abcx"]);
        assert_eq!(beginnings_of(r"\bABC[-\d]").unwrap(), ["abc"]);
        assert_eq!(beginnings_of(r"(?:\bab){2,}c").unwrap(), ["abababab", "abababc", "ababc"]);
    }

    #[test]
    fn where_they_cannot_be_listed_there_are_none() {
        assert_eq!(beginnings_of(r"camera\d"), None, "may begin inside a word");
        assert_eq!(beginnings_of(r"(?:\bab)?camera\d"), None, "may begin inside a word");
        assert_eq!(beginnings_of(r"\bA."), None, "too short to screen by");
        assert_eq!(beginnings_of(r"\b\w+x\w{30}"), None, "too many");
    }
}
