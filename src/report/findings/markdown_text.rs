//! Text in Markdown that stays text: no markup, no HTML, no link, no mention, no column of a table.

use crate::report::line;

/// How long a name of a commit is, cut short or not.
const COMMIT: std::ops::RangeInclusive<usize> = 7..=40;
/// What a space without width is written as.
const BREAK: &str = "&#8203;";

/// The text as Markdown shows it letter by letter, in a paragraph or a cell of a table.
///
/// Code hosts look for mentions, references, addresses and names of pictures in what Markdown has made of a text, so that a backslash does
/// not stop them: what begins one is followed by a space without width.
pub(super) fn markdown_text(text: &str) -> String {
    let line = line(text);
    let mut escaped = String::with_capacity(line.len());
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        let rest = &line[at + c.len_utf8()..];
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '{' | '}' | '!' => {
                escaped.extend(['\\', c]);
            }
            '.' if matches!(before, 'w' | 'W') => escaped.extend([BREAK, "."]),
            _ => {
                escaped.push(c);
                if matches!(c, '@' | '#') || begins(c, before, rest, &line[..at]) {
                    escaped.push_str(BREAK);
                }
            }
        }
        before = c;
    }
    escaped
}

/// Whether a letter, between these, begins an address, the name of a picture or of a commit, or ends what begins the number of an issue.
fn begins(c: char, before: char, rest: &str, above: &str) -> bool {
    match c {
        ':' => rest.starts_with('/') || begins_picture(rest),
        '-' => above.ends_with("GH") && rest.starts_with(|next: char| next.is_ascii_digit()),
        '0'..='9' | 'a'..='f' => !is_of_word(before) && is_commit(c, rest),
        _ => false,
    }
}

/// Whether a name between colons goes on so: `tada:`. Those of numbers have three digits at least, which parts of times have not.
fn begins_picture(rest: &str) -> bool {
    let is_of_name =
        |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '+' | '-' | '_');
    let name = &rest[..rest.chars().take_while(is_of_name).count()];
    let is_named = name.len() > 2 || name.contains(|c: char| !c.is_ascii_digit());
    is_named && rest[name.len()..].starts_with(':')
}

/// Whether a word that goes on so may be the name of a commit; a bare number is none.
fn is_commit(first: char, rest: &str) -> bool {
    let length = rest.chars().take_while(|c| is_of_word(*c)).take(*COMMIT.end()).count();
    let word = || [first].into_iter().chain(rest.chars().take(length));
    COMMIT.contains(&(length + 1))
        && word().all(|c| matches!(c, '0'..='9' | 'a'..='f'))
        && word().any(|c| c.is_ascii_digit())
        && word().any(|c| c.is_ascii_lowercase())
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markdown() {
        for (text, shown) in [
            ("a|b", "a\\|b"),
            ("<img src=x onerror=y>", "&lt;img src=x onerror=y&gt;"),
            ("[x](javascript:y)", "\\[x\\](javascript:y)"),
            ("@admin see #12", "@&#8203;admin see #&#8203;12"),
            ("https://evil.example/", "https:&#8203;//evil.example/"),
            ("www.evil.example", "www&#8203;.evil.example"),
            ("**b** `c` _d_ ~~e~~ $f$", "\\*\\*b\\*\\* \\`c\\` \\_d\\_ \\~\\~e\\~\\~ \\$f\\$"),
            ("a\r\n# b\u{202e}", "a  #&#8203; b\\\\u\\{202e\\}"),
            ("&lt;", "&amp;lt;"),
            (":tada: :+1: at 10:20:30", ":&#8203;tada: :&#8203;+1: at 10:20:30"),
            ("44:19:B6:01, 44:ab:cd:1", "44:19:B6:01, 44:&#8203;ab:&#8203;cd:1"),
            ("GH-12 DMC-GH4", "GH-&#8203;12 DMC-GH4"),
            ("by deadbeef0123, x1deadbeef0", "by d&#8203;eadbeef0123, x1deadbeef0"),
            ("12345678 defaced 4419b60", "12345678 defaced 4&#8203;419b60"),
        ] {
            assert_eq!(markdown_text(text), shown);
        }
    }
}
