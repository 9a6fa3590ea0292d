//! Patterns for numbers with other gaps than their maker's: "AB 2CD21" and "AB2CD21" for `AB-2CD21`, "ABC-108" for `ABC108`.
//!
//! A person types a gap between letters and digits, or leaves one out. So a pattern is turned into one that takes any gap, or none, where it
//! has one before its first digits or where digits follow letters, and a hyphen where letters follow digits. Every family has it, none says so.

use regex_syntax::hir::{Class, ClassBytes, ClassBytesRange, Hir, HirKind, Repetition};

/// The kinds of signs that a part of a pattern may begin or end with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Signs {
    letters: bool,
    digits: bool,
}

impl Signs {
    fn or(self, other: Self) -> Self {
        Self { letters: self.letters || other.letters, digits: self.digits || other.digits }
    }

    fn of(byte: u8) -> Self {
        Self { letters: byte.is_ascii_alphabetic(), digits: byte.is_ascii_digit() }
    }
}

/// At which end of a part its signs are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// The pattern with such gaps. What it need not have is left as it is, so that a match does not run into the words behind it.
pub(super) fn gapped(hir: &Hir) -> Hir {
    part(hir, false)
}

/// A part of the pattern; behind the first digits of the number a gap that the maker writes may be another one, and must be there.
fn part(hir: &Hir, numbered: bool) -> Hir {
    match hir.kind() {
        HirKind::Concat(parts) => sequence(parts, numbered),
        HirKind::Literal(_) => sequence(std::slice::from_ref(hir), numbered),
        HirKind::Alternation(parts) => {
            Hir::alternation(parts.iter().map(|one| part(one, numbered)).collect())
        }
        HirKind::Capture(group) => part(&group.sub, numbered),
        HirKind::Repetition(repetition) if repetition.min > 0 => {
            let sub = Box::new(part(&repetition.sub, numbered));
            Hir::repetition(Repetition { sub, ..repetition.clone() })
        }
        HirKind::Class(_) if is_gap(hir) => gap(b" -_", numbered),
        _ => hir.clone(),
    }
}

fn sequence(parts: &[Hir], mut numbered: bool) -> Hir {
    let mut all = Vec::new();
    let mut before = Signs::default();
    for one in parts.iter().flat_map(runs) {
        let may_lack = one.properties().minimum_len() == Some(0);
        if is_gap(&one) {
            all.push(gap(b" -_", numbered && !may_lack));
            before = Signs::default();
            continue;
        }
        let next = signs(&one, End::First);
        if !may_lack && before.letters && next.digits {
            all.push(gap(b" -_", false));
        } else if !may_lack && before.digits && next.letters {
            all.push(gap(b"-_", false));
        }
        let last = signs(&one, End::Last);
        before = if may_lack { before.or(last) } else { last };
        let is_run = matches!(one.kind(), HirKind::Literal(_));
        all.push(if is_run { one } else { part(&one, numbered) });
        numbered |= last.digits;
    }
    Hir::concat(all)
}

/// A literal parted where letters, digits and gaps meet.
fn runs(part: &Hir) -> Vec<Hir> {
    let HirKind::Literal(literal) = part.kind() else { return vec![part.clone()] };
    let alike = |a: &u8, b: &u8| Signs::of(*a) == Signs::of(*b);
    literal.0.chunk_by(alike).map(Hir::literal).collect()
}

/// Whether a part of a pattern is a gap and nothing else.
fn is_gap(hir: &Hir) -> bool {
    let is_sign = |byte: u8| matches!(byte, b' ' | b'-' | b'_');
    match hir.kind() {
        HirKind::Literal(literal) => literal.0.iter().all(|byte| is_sign(*byte)),
        HirKind::Class(class) => members(class).is_some_and(|mut all| all.all(is_sign)),
        HirKind::Repetition(repetition) => is_gap(&repetition.sub),
        _ => false,
    }
}

/// One of these signs; perhaps none, unless there must be one.
fn gap(signs: &[u8], must: bool) -> Hir {
    let ranges = signs.iter().map(|sign| ClassBytesRange::new(*sign, *sign));
    let sub = Box::new(Hir::class(Class::Bytes(ClassBytes::new(ranges))));
    Hir::repetition(Repetition { min: u32::from(must), max: Some(1), greedy: true, sub })
}

/// What a part of a pattern may begin or end with.
fn signs(hir: &Hir, end: End) -> Signs {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Signs::default(),
        HirKind::Literal(literal) => {
            let byte = if end == End::First { literal.0.first() } else { literal.0.last() };
            byte.map_or(Signs::default(), |byte| Signs::of(*byte))
        }
        HirKind::Class(class) => {
            members(class).into_iter().flatten().map(Signs::of).fold(Signs::default(), Signs::or)
        }
        HirKind::Repetition(repetition) => signs(&repetition.sub, end),
        HirKind::Capture(group) => signs(&group.sub, end),
        HirKind::Alternation(parts) => {
            parts.iter().map(|part| signs(part, end)).fold(Signs::default(), Signs::or)
        }
        HirKind::Concat(parts) => {
            let mut all = Signs::default();
            let mut at = 0;
            while let Some(part) =
                parts.get(if end == End::First { at } else { parts.len() - 1 - at })
            {
                all = all.or(signs(part, end));
                at += 1;
                if part.properties().minimum_len() != Some(0) || at == parts.len() {
                    break;
                }
            }
            all
        }
    }
}

/// The bytes that a class takes; `None` where it takes characters of more than one byte.
fn members(class: &Class) -> Option<impl Iterator<Item = u8> + '_> {
    let Class::Bytes(class) = class else { return None };
    Some(class.iter().flat_map(|range| range.start()..=range.end()))
}

#[cfg(test)]
mod tests {
    use super::super::pattern::Pattern;

    #[test]
    fn other_gaps_than_the_makers_are_taken() {
        for (pattern, written, found) in [
            (r"(?i)\bABC?[0-9]{3}[A-Z]?", "the abc 108e", "abc 108e"),
            (r"(?i)\bABC?[0-9]{3}[A-Z]?", "ab-108", "ab-108"),
            (r"(?i)\bTL-?(?:SG|SF)[0-9]{3}", "TL SG108E", "TL SG108"),
            (r"(?i)\bDHI?-(?:XVR|NVR)[0-9]{4}", "DHINVR4108", "DHINVR4108"),
            (r"\bAB-7[0-9]{3}N", "AB-7608-NI", "AB-7608-N"),
            (r"\bAB-7[0-9]{3}N", "AB 7608 NI", ""),
            (r"\bNVR[0-9]{4}(?:-[0-9A-Z]+)*", "NVR 4216 dome", "NVR 4216"),
            (r"\bS5[0-9]{3}-28P", "S5720 28P", "S5720 28P"),
            (r"\bS5[0-9]{3}-28P", "S572028P", ""),
            (r"\bPhantom ?[2-4]\b", "Phantom-4", "Phantom-4"),
            (r"\bABC[0-9]{3}", "ABC  108", ""),
        ] {
            let range = Pattern::new(pattern).unwrap().find_gapped(written);
            assert_eq!(range.map_or("", |range| &written[range]), found, "{pattern} {written}");
        }
    }
}
