//! A header taken apart: its words, whether it joins them with spaces, underscores, points or capitals.

use super::key::key;
use crate::fold::is_unspaced;

/// Headers of more words than this are sentences, and are known as a whole or not at all.
pub(super) const MOST: usize = 12;

/// The words of a header, each in the form in which headers are compared. `None` for a header of too many words.
pub(super) fn words(header: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    for piece in pieces(header) {
        let word = key(piece);
        if word.is_empty() {
            continue;
        }
        if words.len() == MOST {
            return None;
        }
        words.push(word);
    }
    Some(words)
}

/// The words of a header with one space between them, as secrets are looked for.
pub(super) fn spaced(header: &str) -> String {
    let mut text = String::with_capacity(header.len() + 8);
    for piece in pieces(header) {
        text.push_str(piece);
        text.push(' ');
    }
    text
}

/// Cuts at everything that is neither letter nor digit, between letters and digits, between scripts with and without spaces,
/// and where capitals begin a word: `macAddress`, `IPAddress2`.
fn pieces(header: &str) -> impl Iterator<Item = &str> {
    header.split(|c: char| !is_part(c)).flat_map(humps)
}

/// Letters and digits, and the marks that are written over or after letters.
fn is_part(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// The words of a piece without blanks.
fn humps(piece: &str) -> impl Iterator<Item = &str> {
    let mut rest = piece;
    std::iter::from_fn(move || {
        let mut letters = rest.char_indices();
        let (_, mut before) = letters.next()?;
        let mut end = rest.len();
        while let Some((at, c)) = letters.next() {
            let capitals_end = || {
                let next = letters.clone().next();
                before.is_uppercase() && next.is_some_and(|(_, next)| next.is_lowercase())
            };
            let cut = before.is_numeric() != c.is_numeric() && is_part(c) && !is_mark(c)
                || is_unspaced(before) != is_unspaced(c)
                || c.is_uppercase() && (before.is_lowercase() || capitals_end());
            if cut {
                end = at;
                break;
            }
            before = c;
        }
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_taken_apart() {
        for (header, expected) in [
            ("Serial Number", "serial number"),
            ("serialNumber", "serial number"),
            ("IPAddress2", "ip address 2"),
            ("u_serial_number", "u serial number"),
            ("hardware[serial]", "hardware serial"),
            ("MAC", "mac"),
            ("NetBIOS", "net bios"),
            ("Gerät Seriennummer", "gerat seriennummer"),
            ("序列号A", "序列号 a"),
            ("シリアル番号", "シリアル番号"),
            ("", ""),
        ] {
            assert_eq!(words(header).unwrap().join(" "), expected, "{header}");
        }
        assert_eq!(words(&"a b ".repeat(7)), None);
    }
}
