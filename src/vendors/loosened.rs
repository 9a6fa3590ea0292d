//! Numbers of goods whose parts something else than a hyphen parts: `AB.2CD21`, `AB - 2CD21`, or a cell that is too narrow for them.

use std::ops::Range;

use super::pattern::Pattern;

/// Fewest capitals at the beginning of a number.
const PREFIX: std::ops::RangeInclusive<usize> = 2..=4;
/// The most signs in a gap, and which may be among them.
const GAP: usize = 6;
const SIGNS: &[u8] = b"-./\\";
const BREAKS: &[u8] = b"\n\r";

/// A text with hyphens in place of such gaps, and without breaks inside of numbers.
#[derive(Clone, Debug)]
pub(super) struct Loosened {
    text: String,
    /// Where each of its bytes stood, and where the text ended.
    places: Vec<usize>,
}

impl Loosened {
    /// `None` where there is nothing of that in a text.
    pub(super) fn new(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let is_other = |pair: &[u8]| {
            let is_plain = |byte: u8| matches!(byte, b' ' | b'-');
            is_gap(pair[0]) && !is_plain(pair[0])
                || is_plain(pair[0]) && is_plain(pair[1]) && pair != b"  "
        };
        // A sign at the very end parts nothing.
        if !bytes.windows(2).any(is_other) {
            return None;
        }
        let (mut loose, mut places, mut at) = (Vec::new(), Vec::new(), 0);
        while at < bytes.len() {
            let gap = bytes[at..].iter().take_while(|byte| is_gap(**byte)).count();
            if let Some(shown) = shown(text, at, gap) {
                loose.extend_from_slice(shown);
                places.extend(shown.iter().map(|_| at));
                at += gap;
            } else {
                let length = gap.max(1);
                loose.extend_from_slice(&bytes[at..at + length]);
                places.extend(at..at + length);
                at += length;
            }
        }
        places.push(bytes.len());
        let loose = String::from_utf8(loose).ok().filter(|loose| loose != text)?;
        Some(Self { text: loose, places })
    }

    /// Where a number that follows a pattern stood in the text as it was.
    pub(super) fn find(&self, pattern: &Pattern) -> Option<Range<usize>> {
        let found = pattern.find(&self.text)?;
        let last = self.places.get(found.end.checked_sub(1)?)?;
        Some(*self.places.get(found.start)?..last + 1)
    }
}

fn is_gap(byte: u8) -> bool {
    byte == b' ' || SIGNS.contains(&byte) || BREAKS.contains(&byte)
}

/// What is read in place of a gap of `gap` bytes, if it stands in a number.
fn shown(text: &str, at: usize, gap: usize) -> Option<&'static [u8]> {
    if !(1..=GAP).contains(&gap) {
        return None;
    }
    let is_of_number = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    let before = &text.as_bytes()[..at];
    let number = before.iter().rev().take_while(|byte| is_of_number(byte)).count();
    let before = &before[at - number..];
    let behind = &text.as_bytes()[at + gap..];
    let length = behind.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let (behind, next) = (&behind[..length], behind.get(length));
    let is_code = behind.iter().any(u8::is_ascii_digit)
        && behind.iter().any(u8::is_ascii_uppercase)
        && !behind.iter().any(u8::is_ascii_lowercase);
    let signs = &text.as_bytes()[at..at + gap];
    let parts = signs.iter().any(|sign| SIGNS.contains(sign) || BREAKS.contains(sign));
    let is_prefix = PREFIX.contains(&number) && before.iter().all(u8::is_ascii_uppercase);
    if is_prefix && is_code && parts && signs != b"-" {
        return Some(b"-");
    }
    let breaks = signs.iter().all(|sign| BREAKS.contains(sign) || *sign == b' ');
    let goes_on =
        behind.first().is_some_and(u8::is_ascii_digit) && (is_code || next == Some(&b'-'));
    (breaks && parts && begins_number(before) && goes_on).then_some(b"")
}

/// Whether a number cannot end so: a few capitals and the first signs behind its hyphen.
fn begins_number(text: &[u8]) -> bool {
    let Some(at) = text.iter().position(|byte| *byte == b'-') else { return false };
    let (prefix, part) = (&text[..at], &text[at + 1..]);
    PREFIX.contains(&prefix.len())
        && prefix.iter().all(u8::is_ascii_uppercase)
        && PREFIX.contains(&part.len())
        && part.iter().any(u8::is_ascii_digit)
        && part.last().is_some_and(u8::is_ascii_uppercase)
        && part.iter().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_inside_of_numbers_are_hyphens_or_nothing() {
        for (written, read) in [
            ("AB.2CD2143G2.I", "AB-2CD2143G2.I"),
            ("dome AB - 2CD2143G2 - I", "dome AB-2CD2143G2 - I"),
            ("AB/2CD2143G2", "AB-2CD2143G2"),
            ("AB\n2CD2143G2\nI", "AB-2CD2143G2\nI"),
            ("AB-2CD\r\n2143G2-I", "AB-2CD2143G2-I"),
        ] {
            let loosened = Loosened::new(written).unwrap();
            assert_eq!(loosened.text, read);
            let pattern = Pattern::new("2CD2143G2").unwrap();
            let found = loosened.find(&pattern).unwrap();
            assert!(written[found.clone()].starts_with("2CD"), "{written}");
            assert!(written[found].ends_with("2143G2"), "{written}");
        }
        for sound in [
            "AB-2CD2143G2-I",
            "AB 2CD2143",
            "A.2CD",
            "PO. 2020",
            "USB/2",
            "AB-2CD21\n5 pcs",
            "P3265\n2143G2",
            "AB-2CD\n5 pcs",
            "ab.2CD21",
            "海康.2CD21",
        ] {
            assert!(Loosened::new(sound).is_none(), "{sound}");
        }
    }
}
