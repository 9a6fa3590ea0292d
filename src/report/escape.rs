//! Cells are hostile: whatever comes from a file is made harmless here before it reaches a terminal.
//!
//! A control character, an escape sequence, a character that reorders or hides text, or the beginning of a command to a CI runner
//! is shown as what it is (`\u{1b}`), line breaks become spaces, and long cells are cut. Other formats have other dangers and
//! other escapes, in their own files.

use std::{borrow::Cow, fmt::Write};

use unicode_width::UnicodeWidthChar;

use crate::strings::{clipped, is_filler, is_invisible};

/// Characters kept of a name.
const NAME: usize = 120;

/// No CI runner has longer names for what its commands speak of, as the word between `##` and `[`.
const COMMAND: usize = 32;

/// Whether a character is shown by its number and not as itself.
pub(super) fn is_unsafe(c: char) -> bool {
    // The last two numbers of each plane are no letters, and documents in XML must not hold the first pair of them.
    let is_none = u32::from(c) & 0xfffe == 0xfffe;
    is_none
        || c.is_control()
        || is_invisible(c)
        || is_filler(c)
        || matches!(c, '\u{fff9}'..='\u{fffb}')
}

/// Whether a character ends a line or moves the cursor without being an escape.
fn is_space(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a text begins with a command to a CI runner that reads our output as its log: `::error`, `##vso[`, `##[group]`. An IPv6
/// address such as `fe80::1` is none, nor is a heading of Markdown.
fn is_command(text: &str) -> bool {
    let named = |after: &str| {
        let in_word = |c: &char| c.is_alphanumeric() || *c == '-';
        let word: Vec<_> = after.chars().take_while(in_word).take(5).collect();
        word.len() > 4 || !word.iter().all(char::is_ascii_hexdigit)
    };
    let opens = |after: &str| {
        let word = after.chars().take(COMMAND).position(|c| !c.is_alphanumeric());
        word.is_some_and(|end| after.chars().nth(end) == Some('['))
    };
    text.strip_prefix("##").is_some_and(opens) || text.strip_prefix("::").is_some_and(named)
}

/// Whether `c`, the first of `rest`, could act on a terminal or a CI runner that shows it.
#[cfg(feature = "cli")]
pub(crate) fn acts(c: char, rest: &str) -> bool {
    is_unsafe(c) || is_space(c) || matches!(c, ':' | '#') && is_command(rest)
}

/// Adds `c`, the first of `rest`.
fn push(out: &mut String, c: char, rest: &str) {
    if is_space(c) {
        out.push(' ');
    } else if is_unsafe(c) || matches!(c, ':' | '#') && is_command(rest) {
        // Writing to a string cannot fail.
        let _ = write!(out, "{}", c.escape_unicode());
    } else {
        out.push(c);
    }
}

/// The text as one line that cannot act on a terminal.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    let acts = |c: char| is_space(c) || is_unsafe(c);
    if !text.chars().any(acts) && !text.contains("::") && !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    text.char_indices().for_each(|(at, c)| push(&mut out, c, &text[at..]));
    Cow::Owned(out)
}

/// A text as a TOML file writes it, harmless for the terminal on which it may be shown.
pub(crate) fn in_toml(text: &str) -> String {
    let mut out = String::from('"');
    for (at, c) in text.char_indices() {
        if matches!(c, '"' | '\\') {
            out.extend(['\\', c]);
        } else if !text[at..].starts_with("##")
            && line(c.encode_utf8(&mut [0; 4])) == *c.encode_utf8(&mut [0; 4])
        {
            out.push(c);
        } else {
            let number = format!("\\U{:08X}", u32::from(c));
            out.push_str(&number);
        }
    }
    out.push('"');
    out
}

/// The name of a site or a column as it is kept, its beginning if it is long; each format escapes it in its own way.
pub(super) fn clipped_name(name: &str) -> &str {
    clipped(name, NAME)
}

/// The text of a cell, harmless, with its white space collapsed, cut to `columns` columns.
pub(crate) fn cell(text: &str, columns: usize) -> String {
    // Marks that take no column of their own could still pile up without end: they are counted as well.
    let most = columns.saturating_mul(4);
    let mut out = String::new();
    let (mut width, mut count, mut space) = (0, 0, false);
    let mut last_fit = 0;
    for (at, c) in text.char_indices() {
        if is_space(c) || c.is_whitespace() {
            space = !out.is_empty();
            continue;
        }
        let before = out.len();
        if std::mem::take(&mut space) {
            out.push(' ');
        }
        push(&mut out, c, &text[at..]);
        width += out[before..].chars().map(|c| c.width().unwrap_or(0)).sum::<usize>();
        count += 1;
        if width > columns || count > most {
            out.truncate(last_fit);
            out.push('…');
            return out;
        }
        if width < columns {
            last_fit = out.len();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn nothing_that_acts_gets_through() {
        for (nasty, shown) in [
            ("\u{1b}]0;owned\u{7}", "\\u{1b}]0;owned\\u{7}"),
            ("\u{9b}31mred", "\\u{9b}31mred"),
            ("gnp\u{202e}exe.cam", "gnp\\u{202e}exe.cam"),
            ("a\u{2066}b\u{2069}", "a\\u{2066}b\\u{2069}"),
            ("HQ\r\nVIOLATION  none", "HQ  VIOLATION  none"),
            ("HIK\u{200b}VISION", "HIK\\u{200b}VISION"),
            ("a\u{3164}b\u{2800}c\u{ffa0}\u{115f}", "a\\u{3164}b\\u{2800}c\\u{ffa0}\\u{115f}"),
            ("a\u{fe0f}\u{e0100}\u{34f}", "a\\u{fe0f}\\u{e0100}\\u{34f}"),
            ("\u{e0041}\u{feff}x\u{0}\u{8}", "\\u{e0041}\\u{feff}x\\u{0}\\u{8}"),
            ("\u{fffe}a\u{ffff}\u{1ffff}\u{fffd}", "\\u{fffe}a\\u{ffff}\\u{1ffff}\u{fffd}"),
            ("::error file=a::b", "\\u{3a}:error file=a::b"),
            ("x ::add-mask::fe80::1", "x \\u{3a}:add-mask::fe80::1"),
            ("##vso[task.complete] ###[", "\\u{23}#vso[task.complete] #\\u{23}#["),
            ("## Sensors [2] ### NVR", "## Sensors [2] ### NVR"),
            ("摄像机 камера كاميرا", "摄像机 камера كاميرا"),
        ] {
            assert_eq!(line(nasty), shown);
        }
    }

    #[test]
    fn long_cells_are_cut_by_columns() {
        assert_eq!(cell("abcdef", 6), "abcdef");
        assert_eq!(cell("abcdefg", 6), "abcde…");
        assert_eq!(cell("摄像机摄像机", 7), "摄像机…");
        assert_eq!(cell("a\u{1b}b", 5), "a…");
        assert_eq!(cell(&"\u{301}".repeat(1000), 5).chars().count(), 21);
        assert_eq!(cell(" \n ", 5), "");
        assert_eq!(cell("a    \n b", 5), "a b");
    }

    proptest! {
        #[test]
        fn cutting_keeps_the_width_and_escaping_twice_is_escaping_once(
            text in any::<String>(), columns in 1_usize..40
        ) {
            let cut = cell(&text, columns);
            prop_assert!(cut.chars().map(|c| c.width().unwrap_or(0)).sum::<usize>() <= columns);
            prop_assert!(cut.width() <= columns * 2);
            prop_assert!(!cut.chars().any(|c| is_unsafe(c) || is_space(c)));
            let once = line(&text).into_owned();
            prop_assert_eq!(line(&once), once.as_str());
        }
    }

    #[test]
    fn commands_to_a_runner_are_no_addresses() {
        for command in ["##vso[task]", "::error::x", "::end", "::decade"] {
            assert!(is_command(command), "{command}");
        }
        for address in ["::1", "::ffff", "::", "fe80::1", "a::error"] {
            assert!(!is_command(address), "{address}");
        }
    }

    #[test]
    fn any_text_comes_back_from_toml_and_shows_nothing_that_acts() {
        for text in [
            "Model",
            "a \"b\" \\ c",
            "x\u{1b}[2J\u{202e}\u{9b}\n\ty",
            "Gerät 型号",
            "###[x] ##vso[y]",
            "a\u{e0041}b",
        ] {
            let table: toml::Table = format!("key = {}", in_toml(text)).parse().unwrap();
            assert_eq!(table["key"].as_str(), Some(text));
            assert_eq!(line(&in_toml(text)), in_toml(text));
        }
    }
}
