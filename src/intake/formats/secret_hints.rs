//! Hints: what every match of a pattern of secrets holds, so that most texts are read once, and by no pattern.

use std::{collections::BTreeSet, ops::Range};

use regex_syntax::hir::{Hir, HirKind, literal::Extractor};
use serde::{Deserialize, Serialize};

/// At least this many letters of what a match holds are enough to skip texts without them.
const LONGEST: usize = 8;
/// More hints of a pattern than these are not written out.
const MOST: usize = 500;
/// By how many letters hints are told, if they have so many.
const HEAD: usize = 3;
const WHOLE: u32 = (1 << (8 * HEAD)) - 1;
const BITS: usize = 1 << 14;

/// The hints of all patterns. An automaton of them would take longer to build than a short run takes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Hints {
    /// In the order of their heads.
    all: Vec<Hint>,
    /// Which heads there are, by their hash.
    heads: Vec<u64>,
    /// The last letters of those that are shorter, in either case.
    short: [u64; 4],
}

/// What every match of a pattern, or of a part of it, holds: a text without any hint holds no secret.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Hint {
    head: u32,
    /// In small letters.
    letters: Vec<u8>,
    /// How long a match is at least, in bytes.
    shortest: usize,
    /// The number of the pattern.
    pattern: usize,
}

/// A hint in a text.
pub(super) struct HintFound {
    pub(super) pattern: usize,
    /// How long a match is at least, in bytes.
    pub(super) shortest: usize,
    pub(super) span: Range<usize>,
}

impl Hints {
    /// Adds those of a pattern; false where it has none.
    pub(super) fn add(&mut self, hir: &Hir, pattern: usize) -> bool {
        let Some(mut hints) = hints(hir) else { return false };
        hints.sort();
        hints.dedup_by(|(longer, length), (letters, shortest)| {
            longer.starts_with(letters) && *shortest <= *length
        });
        self.heads.resize(BITS / 64, 0);
        for (letters, shortest) in hints {
            let head = letters.iter().copied().take(HEAD).fold(0, longer);
            let bit = bit(head);
            self.heads[bit / 64] |= 1 << (bit % 64);
            if letters.len() < HEAD {
                for last in
                    letters.last().into_iter().flat_map(|last| [*last, last.to_ascii_uppercase()])
                {
                    self.short[usize::from(last / 64)] |= 1 << (last % 64);
                }
            }
            self.all.push(Hint { head, letters, shortest, pattern });
        }
        self.all.sort();
        true
    }

    /// Hands on all that stand in a text, in letters of either case: a long one may hold very many.
    pub(super) fn each_in(&self, text: &str, mut take: impl FnMut(HintFound)) {
        let (text, mut head) = (text.as_bytes(), 0);
        for (last, &letter) in text.iter().enumerate() {
            head = longer(head, letter) & WHOLE;
            if self.has(head) {
                self.with_head(head, text, (last + 1).saturating_sub(HEAD)).for_each(&mut take);
            }
            if self.short[usize::from(letter / 64)] >> (letter % 64) & 1 != 0 {
                for length in 1..HEAD.min(last + 2) {
                    let head = head & (WHOLE >> (8 * (HEAD - length)));
                    if self.has(head) {
                        self.with_head(head, text, last + 1 - length).for_each(&mut take);
                    }
                }
            }
        }
    }

    /// The hints with this head that stand here in a text.
    fn with_head(&self, head: u32, text: &[u8], at: usize) -> impl Iterator<Item = HintFound> {
        let from = self.all.partition_point(|hint| hint.head < head);
        let alike = self.all[from..].iter().take_while(move |hint| hint.head == head);
        alike.filter_map(move |hint| {
            let span = at..at + hint.letters.len();
            let is_here = text.get(span.clone())?.eq_ignore_ascii_case(&hint.letters);
            let &Hint { pattern, shortest, .. } = hint;
            is_here.then_some(HintFound { pattern, shortest, span })
        })
    }

    fn has(&self, head: u32) -> bool {
        let bit = bit(head);
        self.heads.get(bit / 64).is_some_and(|heads| heads >> (bit % 64) & 1 != 0)
    }
}

/// A head with one more letter, of either case.
fn longer(head: u32, letter: u8) -> u32 {
    head << 8 | u32::from(letter.to_ascii_lowercase())
}

/// The bit that stands for a head, and for a few others.
fn bit(head: u32) -> usize {
    (head.wrapping_mul(0x9e37_79b1) >> 16) as usize % BITS
}

/// What all matches hold, with how long they are at least; `None` where there is nothing that can be listed.
fn hints(hir: &Hir) -> Option<Vec<(Vec<u8>, usize)>> {
    let shortest = hir.properties().minimum_len()?;
    let begins = || {
        let begins = beginnings(hir)?.into_iter();
        Some(begins.map(|letters| (letters, shortest)).collect::<Vec<_>>())
    };
    match hir.kind() {
        HirKind::Capture(capture) => hints(&capture.sub),
        HirKind::Alternation(parts) => {
            Some(parts.iter().map(hints).collect::<Option<Vec<_>>>()?.concat())
        }
        HirKind::Concat(parts) => {
            // Around a part of it stands the rest.
            let of_part = |part: &Hir| {
                let rest = shortest - part.properties().minimum_len()?;
                let hints = hints(part)?.into_iter();
                Some(hints.map(|(letters, length)| (letters, rest + length)).collect())
            };
            // Of two that are as rare the later one: addresses have more colons than at signs.
            let all = parts.iter().rev().filter_map(of_part).chain(begins());
            all.min_by_key(|hints| frequency(hints))
        }
        _ => begins(),
    }
}

/// How often a text holds one of these by chance.
fn frequency(hints: &[(Vec<u8>, usize)]) -> u64 {
    let of = |letters: usize| (letters..LONGEST).fold(1_u64, |all, _| all * 20);
    hints.iter().map(|(letters, _)| of(letters.len())).sum()
}

/// The letters that matches begin with, cut short, in small letters.
fn beginnings(hir: &Hir) -> Option<Vec<Vec<u8>>> {
    let mut extractor = Extractor::new();
    extractor.limit_literal_len(LONGEST).limit_total(MOST);
    let found = extractor.extract(hir);
    let found = found.literals()?.iter().map(|literal| literal.as_bytes().to_ascii_lowercase());
    let all: BTreeSet<_> = found.collect();
    all.iter().all(|letters| !letters.is_empty()).then(|| all.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use regex_syntax::parse;

    use super::Hints;

    #[test]
    fn texts_without_a_hint_are_told_from_others() {
        let mut hints = Hints::default();
        for (number, pattern) in
            ["acme-key|[0-9a-f]{32}:x", "[a-z]{3,9}@acme", "(?:ab|cd) *= *code"].iter().enumerate()
        {
            assert!(hints.add(&parse(pattern).unwrap(), number));
        }
        assert!(!hints.add(&parse("[a-z]+[0-9]*").unwrap(), 3));
        let found = |text: &str| {
            let mut all = Vec::new();
            hints.each_in(text, |hint| {
                all.push((hint.pattern, text[hint.span].to_owned(), hint.shortest));
            });
            all
        };
        assert_eq!(found("an ACME-Key"), [(0, "ACME-Key".to_owned(), 8)]);
        assert_eq!(found("a:x"), [(0, ":x".to_owned(), 34)]);
        assert_eq!(found("ab code"), [(2, "code".to_owned(), 7)]);
        assert_eq!(found("acm ac@ :"), []);
    }
}
