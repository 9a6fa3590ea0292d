//! LDIF, in which directories hand out their entries: lines that go on in the next are put together, and values in Base64 are made plain.
//! Each line stays where it is.

use super::rewritten::Rewritten;
use crate::tables::{base64_text, bytes::Bytes, limits::RECORD};

/// How an entry begins, and what may stand before the first.
const ENTRY: &str = "dn:";
const VERSION: &str = "version:";
/// What stands before a value in Base64.
const CODED: &str = ":: ";

/// Whether a text that begins so is LDIF.
pub(super) fn is(head: &str) -> bool {
    let mut lines = head.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let first = lines.next().unwrap_or_default();
    let first = if first.starts_with(VERSION) { lines.next().unwrap_or_default() } else { first };
    first.starts_with(ENTRY)
}

/// The text with its lines put together.
pub(super) fn plain(text: &str) -> String {
    let (mut out, mut lines) = (String::with_capacity(text.len()), text.lines().peekable());
    while let Some(first) = lines.next() {
        let (mut line, mut folded) = (first.to_owned(), 0);
        while let Some(more) = lines.next_if(|line| line.starts_with(' ')) {
            line.push_str(&more[1..]);
            folded += 1;
        }
        let value = line.split_once(CODED).filter(|(name, _)| is_name(name));
        match value.and_then(|(name, value)| Some((name, base64_text::decoded(value)?))) {
            Some((name, value)) => {
                let words: Vec<_> = value.split_whitespace().collect();
                out.extend([name, ": ", &words.join(" ")]);
            }
            None => out.push_str(&line),
        }
        out.extend(std::iter::repeat_n('\n', folded + 1));
    }
    if !text.ends_with('\n') {
        out.pop();
    }
    out
}

/// The same of a stream in UTF-8.
pub(super) fn plain_in(bytes: Bytes) -> Bytes {
    Box::new(Rewritten::new(bytes, |raw: &[u8], is_last, text: &mut Vec<u8>| {
        // Up to the last line behind which another one begins.
        let ends = memchr::memrchr_iter(b'\n', raw);
        let mut ends = ends.filter(|at| raw.get(at + 1).is_some_and(|next| *next != b' '));
        let is_all = is_last || raw.len() as u64 > RECORD << 20;
        let end = if is_all { raw.len() } else { ends.next().map_or(0, |at| at + 1) };
        for part in raw[..end].utf8_chunks() {
            text.extend_from_slice(plain(part.valid()).as_bytes());
            text.extend_from_slice(part.invalid());
        }
        Ok(end)
    }))
}

/// Whether a text is the name of an attribute, perhaps with options: `description;lang-de`.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ';' | '.'))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;

    #[test]
    fn lines_are_put_together_and_values_made_plain() {
        let text = "version: 1\n\ndn: cn=a,\n dc=x\ndescription:: QWNt\r\n ZSBj\n bw==\nurl: http://a::b\nsn: 1\n";
        assert!(is(text) && is("# x\ndn:: QQ==\n") && !is("cn: a\ndn: b\n"));
        let expected =
            "version: 1\n\ndn: cn=a,dc=x\n\ndescription: Acme co\n\n\nurl: http://a::b\nsn: 1\n";
        assert_eq!(plain(text), expected);
        for many in [1, 9_000] {
            let mut read = String::new();
            let bytes = Box::new(Cursor::new(text.repeat(many).into_bytes()));
            plain_in(bytes).read_to_string(&mut read).unwrap();
            assert_eq!(read, expected.repeat(many));
        }
    }
}
