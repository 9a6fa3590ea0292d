//! Signs that some program wrote for others, and commands to a terminal: a text as a person would have read it on the screen.

/// The longest reference to a sign, in bytes: `&#x10FFFF;`.
const REFERENCE: usize = 10;
/// The references by name that stand inside names.
const NAMED: [(&str, char); 10] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("shy", '\u{ad}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("ndash", '\u{2013}'),
];

/// Whether a text may hold anything of the kind.
pub(crate) fn may_be_escaped(text: &str) -> bool {
    text.bytes().any(|byte| byte < b' ' || matches!(byte, b'&' | 0x7f | 0xc2))
}

/// A text without commands to terminals and control characters, with signs in place of references to them and with numbers that
/// were wrapped at a hyphen on one line; `None` where it has nothing of that.
pub(crate) fn unescaped(text: &str) -> Option<String> {
    if !may_be_escaped(text) {
        return None;
    }
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(sign) = rest.chars().next() {
        let (length, shown) = match sign {
            '&' => reference(rest).unwrap_or((1, Some(sign))),
            '\u{1b}' | '\u{9b}' => (command(rest), None),
            '\n' | '\r' => wrap(&out, rest).unwrap_or((1, Some(sign))),
            '\t' | '\u{b}' | '\u{c}' | '\u{85}' => (sign.len_utf8(), Some(sign)),
            sign if sign.is_ascii_control() => (1, None),
            sign => (sign.len_utf8(), Some(sign)),
        };
        out.extend(shown);
        rest = &rest[length..];
    }
    (out != text).then_some(out)
}

/// The length of a reference at the start of a text, and the sign that it refers to.
fn reference(text: &str) -> Option<(usize, Option<char>)> {
    let end = text.bytes().take(REFERENCE).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let sign = match name.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse(), |hex| u32::from_str_radix(hex, 16));
            code.ok().and_then(char::from_u32).filter(|sign| !sign.is_control())?
        }
        None => NAMED.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((end + 1, Some(sign)))
}

/// The length of a command to a terminal at the start of a text: of a colour, for example.
fn command(text: &str) -> usize {
    let begin = if text.starts_with('\u{9b}') { '\u{9b}'.len_utf8() } else { 1 };
    let Some(rest) = text.get(begin..) else { return text.len() };
    let rest = match rest.strip_prefix('[') {
        Some(rest) if begin == 1 => rest,
        _ if begin == 1 => return begin,
        _ => rest,
    };
    let parameters = rest.bytes().take_while(|byte| (b' '..=b'?').contains(byte)).count();
    let is_ended = rest.as_bytes().get(parameters).is_some_and(|byte| (b'@'..=b'~').contains(byte));
    text.len() - rest.len() + if is_ended { parameters + 1 } else { 0 }
}

/// The length of a line break behind a hyphen, where a number or a word goes on below it.
fn wrap(before: &str, rest: &str) -> Option<(usize, Option<char>)> {
    let word = before.strip_suffix('-')?;
    let below = rest.trim_start_matches(['\r', '\n', ' ', '\t']);
    let goes_on = word.ends_with(|sign: char| sign.is_ascii_alphanumeric())
        && below.starts_with(|sign: char| sign.is_ascii_alphanumeric());
    goes_on.then_some((rest.len() - below.len(), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_stand_for_what_they_mean() {
        for (written, read) in [
            ("&#72;ello", "Hello"),
            ("&#x48;&#x65;y", "Hey"),
            ("A&amp;B", "A&B"),
            ("Hel&shy;lo", "Hel\u{ad}lo"),
            ("\u{1b}[31mHello\u{1b}[0m", "Hello"),
            ("\u{9b}0mHello", "Hello"),
            ("He\u{0}l\u{1b}lo", "Hello"),
            ("AB-\n2CD", "AB-2CD"),
            ("AB-\r\n  2CD", "AB-2CD"),
        ] {
            assert_eq!(unescaped(written).as_deref(), Some(read), "{written:?}");
        }
        for sound in ["A & B", "A&B;", "R&D; x", "&#0;", "one\ntwo", "-\n- item", "a\tb", "é", "&"]
        {
            assert_eq!(unescaped(sound), None, "{sound:?}");
        }
    }
}
