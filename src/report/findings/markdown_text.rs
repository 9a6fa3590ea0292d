//! Text in Markdown that stays text: no markup, no HTML, no link, no mention, no column of a table.

use crate::report::line;

/// The text as Markdown shows it letter by letter, in a paragraph or a cell of a table.
///
/// Code hosts look for mentions, references and addresses in what Markdown has made of a text, so that a backslash does not stop
/// them: what begins one is followed by a space without width.
pub(super) fn markdown_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = ' ';
    let line = line(text);
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '{' | '}' | '!' => {
                escaped.extend(['\\', c]);
            }
            '@' | '#' => {
                escaped.push(c);
                escaped.push_str("&#8203;");
            }
            ':' if rest.peek() == Some(&'/') => escaped.push_str(":&#8203;"),
            '.' if matches!(before, 'w' | 'W') => escaped.push_str("&#8203;."),
            _ => escaped.push(c),
        }
        before = c;
    }
    escaped
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
        ] {
            assert_eq!(markdown_text(text), shown);
        }
    }
}
