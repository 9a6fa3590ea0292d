//! Line breaks of Unicode: the next line of mainframes, and what parts lines and paragraphs. In a text of no others they end its lines;
//! beside others they are blanks in a cell, as spreadsheets have it.

use std::borrow::Cow;

use super::rewritten::Rewritten;
use crate::tables::bytes::Bytes;

const BREAKS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

/// Whether the lines of a text that begins so end in these.
pub(super) fn end_lines(head: &str) -> bool {
    head.contains(BREAKS) && !head.contains(['\n', '\r'])
}

/// The text with the usual line breaks in their place.
pub(super) fn usual(text: &str) -> String {
    text.replace(BREAKS, "\n")
}

/// The same of a stream in UTF-8.
pub(super) fn usual_in(bytes: Bytes) -> Bytes {
    Box::new(Rewritten::new(bytes, |raw: &[u8], is_last, text: &mut Vec<u8>| {
        // A letter takes four bytes at most, and the last may be cut.
        let mut end = raw.len();
        if !is_last {
            let begins = |byte: &u8| *byte < 0x80 || *byte >= 0xc0;
            end = raw.iter().rposition(begins).unwrap_or(0);
        }
        let raw = raw.get(..end).unwrap_or_default();
        for part in raw.utf8_chunks() {
            let valid = part.valid();
            let valid =
                if valid.contains(BREAKS) { Cow::Owned(usual(valid)) } else { valid.into() };
            text.extend_from_slice(valid.as_bytes());
            text.extend_from_slice(part.invalid());
        }
        Ok(end)
    }))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;

    #[test]
    fn line_breaks_of_unicode_end_the_lines_of_a_text_without_others() {
        for (text, is_so) in
            [("a\u{85}b", true), ("a\u{2028}b", true), ("a\u{2029}b\n", false), ("a b", false)]
        {
            assert_eq!(end_lines(text), is_so, "{text:?}");
        }
        let text = "Süd,海\u{85}x\u{2028}\u{2029}".repeat(20_000);
        let bytes = [text.as_bytes(), b"\xff\xc2"].concat();
        let mut read = Vec::new();
        usual_in(Box::new(Cursor::new(bytes))).read_to_end(&mut read).unwrap();
        assert_eq!(read, ["Süd,海\nx\n\n".repeat(20_000).as_bytes(), b"\xff\xc2"].concat());
    }
}
