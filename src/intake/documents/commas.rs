//! JSON as people write it: a comma behind the last item of a list or an object is read as a blank.

use std::borrow::Cow;

use memchr::memchr2;

use crate::tables::{bytes::Bytes, text::Rewritten};

/// What may stand between a comma and the end of a list.
const BLANKS: [u8; 4] = *b" \t\r\n";
/// Behind a comma no more blanks than these are looked through.
const AHEAD: usize = 1 << 20;

/// The beginning of a text without such commas.
pub(super) fn left_out(text: &str) -> Cow<'_, str> {
    let mut out = Vec::with_capacity(text.len());
    Commas::default().take(text.as_bytes(), true, &mut out);
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// A stream without such commas.
pub(super) fn left_out_of(bytes: Bytes) -> Bytes {
    let mut commas = Commas::default();
    Box::new(Rewritten::new(bytes, move |raw: &[u8], is_last, out: &mut Vec<u8>| {
        Ok(commas.take(raw, is_last, out))
    }))
}

/// Where a text stands that is read piece by piece.
#[derive(Default)]
struct Commas {
    in_text: bool,
}

impl Commas {
    /// Hands on what is at hand, and says how much of it was used.
    fn take(&mut self, raw: &[u8], is_last: bool, out: &mut Vec<u8>) -> usize {
        let mut at = 0;
        while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
            let mark = memchr2(b'"', if self.in_text { b'\\' } else { b',' }, rest);
            let Some(length) = mark else {
                out.extend_from_slice(rest);
                return raw.len();
            };
            out.extend_from_slice(&rest[..length]);
            at += length;
            let next = match rest[length] {
                b'\\' => raw.get(at + 1),
                b',' => raw[at + 1..].iter().find(|byte| !BLANKS.contains(byte)),
                _ => Some(&0),
            };
            if next.is_none() && !is_last && raw.len() - at < AHEAD {
                return at;
            }
            match (rest[length], next) {
                (b'\\', Some(escaped)) => {
                    out.extend([b'\\', *escaped]);
                    at += 1;
                }
                (b',', Some(b']' | b'}')) => out.push(b' '),
                (b'"', _) => {
                    self.in_text = !self.in_text;
                    out.push(b'"');
                }
                (mark, _) => out.push(mark),
            }
            at += 1;
        }
        raw.len()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;

    #[test]
    fn only_commas_before_an_end_are_left_out() {
        for (text, read) in [
            ("[1,2,]", "[1,2 ]"),
            ("{\"a\": \"x,]\", \n }", "{\"a\": \"x,]\"  \n }"),
            ("[\"\\\",]\", 1,\t]", "[\"\\\",]\", 1 \t]"),
            ("[\"\\\\\",]", "[\"\\\\\" ]"),
            ("[1,, 2]", "[1,, 2]"),
            ("[1,", "[1,"),
            ("[\"a\\", "[\"a\\"),
        ] {
            assert_eq!(left_out(text), read, "{text}");
            let many = 40_000;
            let mut all = String::new();
            if !text.ends_with([',', '\\']) {
                let bytes = Box::new(Cursor::new(text.repeat(many).into_bytes()));
                left_out_of(bytes).read_to_string(&mut all).unwrap();
                assert_eq!(all, read.repeat(many));
            }
        }
    }
}
