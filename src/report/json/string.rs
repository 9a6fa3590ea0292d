//! JSON that is harmless even when it is shown on a terminal or in the log of a CI runner: characters that act there, and the signs with
//! which commands to a runner begin anywhere in a line (`##vso[`), are written as `\u` escapes, which changes nothing for a
//! reader of JSON.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

use crate::report::escape::is_unsafe;

struct Harmless;

/// Whether some readers take a character for the end of a line of JSON Lines, which JSON itself does not.
fn is_line_end(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

impl Formatter for Harmless {
    fn write_string_fragment<W>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()>
    where
        W: ?Sized + io::Write,
    {
        // Most text is plain, which shows without a question at each byte.
        let doubtful = |byte: u8| byte >= 0x7f || byte == b'#';
        if !fragment.bytes().fold(false, |any, byte| any | doubtful(byte)) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        let acts = |text: &str, at: usize, c| {
            is_unsafe(c) || is_line_end(c) || text[at..].starts_with("##")
        };
        while let Some((at, c)) = rest.char_indices().find(|&(at, c)| acts(rest, at, c)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }
}

/// Writes one value as a line.
#[cfg(feature = "cli")]
pub(in crate::report) fn put_line(
    out: &mut dyn io::Write,
    value: &impl Serialize,
) -> io::Result<()> {
    let mut line = Vec::new();
    put_value(&mut line, value)?;
    line.push(b'\n');
    out.write_all(&line)
}

pub(in crate::report) fn put_value<T>(line: &mut Vec<u8>, value: &T) -> io::Result<()>
where
    T: Serialize + ?Sized,
{
    let mut serializer = Serializer::with_formatter(line, Harmless);
    value.serialize(&mut serializer).map_err(io::Error::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_command_to_a_runner_is_written_and_all_come_back() {
        for text in ["##vso[task.complete]x", "a ###[error]", "## #", "#1", "##", "ä##[x]"] {
            let mut out = Vec::new();
            put_value(&mut out, &[text]).unwrap();
            let shown = String::from_utf8(out).unwrap();
            assert!(!shown.contains("##"), "{shown}");
            assert_eq!(serde_json::from_str::<[String; 1]>(&shown).unwrap(), [text]);
        }
    }

    #[test]
    fn what_acts_on_a_terminal_is_escaped_and_comes_back() {
        let nasty = "a\u{1b}[2J\u{9b}31m\u{202e}\"\\\n\u{e0041}摄";
        let mut out = Vec::new();
        put_value(&mut out, nasty).unwrap();
        let shown = String::from_utf8(out).unwrap();
        assert_eq!(shown, r#""a\u001b[2J\u009b31m\u202e\"\\\n\udb40\udc41摄""#);
        assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), nasty);
    }
}
