//! Text in Markdown that stays text: no markup, no HTML, no link, no mention, no list, no column of a table.

use super::line;

/// The text as Markdown shows it letter by letter, in a paragraph, a point of a list or a cell of a table.
pub(super) fn markdown_text(text: &str) -> String {
    escaped(text, |c| format!("\\{c}"))
}

/// The same for code hosts, which look for mentions, references, addresses and names of pictures in what Markdown has made of a text, so that a backslash
/// does not stop them: a space without width parts what begins one. Who copies an address out of a letter must not get that space.
pub(super) fn text_on_hosts(text: &str) -> String {
    escaped(text, |c| if c == '.' { "&#8203;.".to_owned() } else { format!("{c}&#8203;") })
}

/// The text with what begins a link or a mention stopped so.
fn escaped(text: &str, stopped: impl Fn(char) -> String) -> String {
    let line = line(text);
    let mut escaped = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        let (before, rest) = (&line[..at], &line[at + c.len_utf8()..]);
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '{' | '}' | '!' => {
                escaped.extend(['\\', c]);
            }
            '@' | '#' => escaped.push_str(&stopped(c)),
            ':' if rest.starts_with('/') || begins_picture(rest) => escaped.push_str(&stopped(c)),
            '.' if before.ends_with(['w', 'W']) && rest.starts_with(char::is_alphanumeric) => {
                escaped.push_str(&stopped(c));
            }
            // A list, a rule, or the line below a heading.
            '.' | ')' if !before.is_empty() && before.bytes().all(|b| b.is_ascii_digit()) => {
                escaped.extend(['\\', c]);
            }
            '-' | '+' | '=' if before.trim().is_empty() => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Whether a name between colons goes on so: `tada:`. Those of numbers have three digits at least, which parts of times have not.
fn begins_picture(rest: &str) -> bool {
    let is_of_name =
        |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '+' | '-' | '_');
    let name = &rest[..rest.find(|c| !is_of_name(c)).unwrap_or(rest.len())];
    let is_named = name.len() > 2 || name.contains(|c: char| !c.is_ascii_digit());
    is_named && rest[name.len()..].starts_with(':')
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
            ("- no list", "\\- no list"),
            ("12. no list", "12\\. no list"),
            ("2-wire 1.5 m, one row.", "2-wire 1.5 m, one row."),
        ] {
            assert_eq!(text_on_hosts(text), shown);
        }
    }

    #[test]
    fn addresses_in_letters_can_be_copied() {
        let shown = markdown_text("see https://example.org/ or ask a@example.org, www.example.org");
        assert_eq!(shown, "see https\\://example.org/ or ask a\\@example.org, www\\.example.org");
    }
}
