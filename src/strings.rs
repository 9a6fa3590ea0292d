//! Small tools for texts: ends that are cut between letters, names in one line, characters that nobody sees.

use std::{borrow::Cow, fmt::Write as _, ops::Range};

/// At most this many names stand in one line.
const NAMED: usize = 12;

/// What stands in place of a secret.
pub(crate) const HIDDEN: &str = "…";

/// A text as a shell takes it for one word.
pub(crate) fn in_shell(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./=:,+@%".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

/// A text in quotes, as a shell takes it for one word: in double ones where nothing in it means anything to a shell.
pub(crate) fn quoted_in_shell(text: &str) -> String {
    if text.contains(['"', '$', '`', '\\', '!']) { in_shell(text) } else { format!("\"{text}\"") }
}

/// A text in an address: what is no letter, no digit and not to be kept stands as its bytes.
pub(crate) fn percent_encoded(text: &str, keep: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        let letter = char::from(byte);
        if letter.is_ascii_alphanumeric() || keep.contains(letter) {
            out.push(letter);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The text with the digits of all scripts as ASCII ones.
pub(crate) fn with_plain_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(plain_digit).collect())
}

/// The digits 0 of scripts with digits of their own, as far as people write numbers of goods, counts and days with them.
const ZEROS: [u32; 14] = [
    0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xc66, 0xce6, 0xe50, 0xed0, 0x1040, 0x17e0,
    0xff10,
];

/// A decimal digit of another script as an ASCII one; any other letter as it is.
pub(crate) fn plain_digit(c: char) -> char {
    let code = u32::from(c);
    let zero = ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&code));
    zero.and_then(|zero| char::from_digit(code - zero, 10)).unwrap_or(c)
}

/// Where the words of a text stand, which are the stretches of what is part of one.
pub(crate) fn word_spans(
    text: &str,
    is_part: impl Fn(char) -> bool,
) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split(move |letter| !is_part(letter)).filter_map(move |word| {
        let span = at..at + word.len();
        at = span.end + text[span.end..].chars().next().map_or(0, char::len_utf8);
        (!word.is_empty()).then_some(span)
    })
}

/// The beginning of a text, at most `bytes` of it.
pub(crate) fn start_of(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The end of a text, at most `bytes` of it.
pub(crate) fn end_of(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// The beginning of a text, at most `characters` of it.
pub(crate) fn clipped(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(end, _)| &text[..end])
}

/// The first of several names in one line, and how many more there are.
pub(crate) fn listed<S: Into<String>>(names: impl IntoIterator<Item = S>) -> String {
    let mut names = names.into_iter();
    let mut shown: Vec<String> = names.by_ref().take(NAMED).map(Into::into).collect();
    let more = names.count();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    shown.join(", ")
}

/// The first `most` of some texts, and how many more there are.
pub(crate) fn first_of(
    texts: impl IntoIterator<Item = String>,
    most: usize,
    between: &str,
) -> String {
    let mut texts = texts.into_iter();
    let shown: Vec<_> = texts.by_ref().take(most).collect();
    shown.join(between) + &and_more(texts.count() as u64)
}

/// How many more there are after a list.
pub(crate) fn and_more(left: u64) -> String {
    if left == 0 { String::new() } else { format!(" and {left} more") }
}

/// Several in words: `a`, `a or b`, `a, b or c`.
pub(crate) fn joined(items: &[String], word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} {word} {last}", all.join(", ")),
    }
}

/// The letter in a box, a circle, brackets or a flag, where that is no mere compatibility form of it. Unicode counts some of these as no
/// letters.
pub(crate) fn boxed_letter(sign: char) -> Option<char> {
    let first = match sign {
        '\u{249c}'..='\u{24b5}' => '\u{249c}',
        '\u{1f110}'..='\u{1f129}' => '\u{1f110}',
        '\u{1f150}'..='\u{1f169}' => '\u{1f150}',
        '\u{1f170}'..='\u{1f189}' => '\u{1f170}',
        '\u{1f1e6}'..='\u{1f1ff}' => '\u{1f1e6}',
        _ => return None,
    };
    char::from_u32('A' as u32 + sign as u32 - first as u32)
}

/// Whether a character takes no room, and hides others or changes their order. The joiners U+200C and U+200D are none of these:
/// several scripts cannot be written without them.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{feff}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{fff0}'..='\u{fff8}'
    ) || matches!(c, '\u{180b}'..='\u{180f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character looks like a blank, and is a letter or a sign by its number: the fillers of Korean, and a pattern without dots.
pub(crate) fn is_filler(c: char) -> bool {
    matches!(c, '\u{115f}' | '\u{1160}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cutting_never_splits_a_letter() {
        for (text, start, end) in
            [("aü", "a", "ü"), ("üa", "ü", "a"), ("海康", "", ""), ("a", "a", "a")]
        {
            assert_eq!((start_of(text, 2), end_of(text, 2)), (start, end), "{text}");
        }
        assert_eq!(clipped("海康威视", 2), "海康");
    }

    /// Of each script, as a reader of it writes them.
    #[test]
    fn the_digits_of_each_script_are_digits() {
        for (script, digits) in [
            ("Arabic", "٠١٢٣٤٥٦٧٨٩"),
            ("Persian", "۰۱۲۳۴۵۶۷۸۹"),
            ("Devanagari", "०१२३४५६७८९"),
            ("Bengali", "০১২৩৪৫৬৭৮৯"),
            ("Gurmukhi", "੦੧੨੩੪੫੬੭੮੯"),
            ("Gujarati", "૦૧૨૩૪૫૬૭૮૯"),
            ("Tamil", "௦௧௨௩௪௫௬௭௮௯"),
            ("Telugu", "౦౧౨౩౪౫౬౭౮౯"),
            ("Kannada", "೦೧೨೩೪೫೬೭೮೯"),
            ("Thai", "๐๑๒๓๔๕๖๗๘๙"),
            ("Lao", "໐໑໒໓໔໕໖໗໘໙"),
            ("Burmese", "၀၁၂၃၄၅၆၇၈၉"),
            ("Khmer", "០១២៣៤៥៦៧៨៩"),
            ("full width", "０１２３４５６７８９"),
        ] {
            assert_eq!(with_plain_digits(digits), "0123456789", "{script}");
        }
    }

    #[test]
    fn names_beyond_a_dozen_are_counted() {
        assert_eq!(listed(["a", "b"]), "a, b");
        assert!(listed(vec!["a"; 15]).ends_with(", a, 3 more"));
    }

    #[test]
    fn the_last_of_several_stands_behind_a_word() {
        let shown = |items: &[&str]| {
            joined(&items.iter().map(ToString::to_string).collect::<Vec<_>>(), "or")
        };
        assert_eq!([shown(&[]), shown(&["a"]), shown(&["a", "b"])], ["", "a", "a or b"]);
        assert_eq!(shown(&["a", "b", "c"]), "a, b or c");
    }
}
