//! Texts of a shape: forms with places for digits and letters, and texts that a pattern of the catalogue matches.

use fastrand::Rng;
use regex_syntax::hir::{Class, Hir, HirKind};

use super::any;

/// Fills a form: `#` is a digit, `@` a capital letter.
pub(crate) fn filled(rng: &mut Rng, form: &str) -> String {
    let letter = |rng: &mut Rng| char::from(rng.u8(b'A'..=b'Z'));
    let fill = |sign| match sign {
        '#' => rng.digit(10),
        '@' => letter(rng),
        _ => sign,
    };
    form.chars().map(fill).collect()
}

/// A text that a pattern matches, as people write such numbers: in capitals and digits where it leaves the choice.
pub(crate) fn matched(rng: &mut Rng, pattern: &Hir) -> String {
    let mut text = String::new();
    write(rng, pattern, &mut text);
    text.trim().to_owned()
}

fn write(rng: &mut Rng, pattern: &Hir, text: &mut String) {
    match pattern.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(&String::from_utf8_lossy(&literal.0)),
        HirKind::Class(class) => text.push(one_of(rng, class)),
        HirKind::Capture(group) => write(rng, &group.sub, text),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write(rng, part, text)),
        HirKind::Alternation(parts) => {
            let part = any(rng, parts);
            write(rng, part, text);
        }
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX).min(repetition.min + 2);
            for _ in 0..rng.u32(repetition.min..=most) {
                write(rng, &repetition.sub, text);
            }
        }
    }
}

fn one_of(rng: &mut Rng, class: &Class) -> char {
    let holds = |letter: char| match class {
        Class::Unicode(class) => class.iter().any(|r| (r.start()..=r.end()).contains(&letter)),
        Class::Bytes(class) => {
            class.iter().any(|r| (r.start()..=r.end()).contains(&(letter as u8)))
        }
    };
    let usual: Vec<char> = ('A'..='Z').chain('0'..='9').filter(|letter| holds(*letter)).collect();
    if !usual.is_empty() {
        return *any(rng, &usual);
    }
    (' '..='~').find(|letter| holds(*letter)).unwrap_or('-')
}
