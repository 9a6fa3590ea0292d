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

/// What programs write before the byte of a letter.
const IN_PROGRAMS: &str = "\\x";
/// What workbooks write before the number of a sign: `_x0048_`.
const NUMBERED: &str = "_x";

/// The longest tag, in bytes.
const TAG: usize = 80;
/// Tags that say how letters look, and stand inside of names.
const INLINE: [&str; 15] = [
    "b", "i", "u", "s", "em", "strong", "mark", "span", "font", "small", "sub", "sup", "wbr",
    "code", "ins",
];
/// What stands around a remark among tags.
const COMMENT: (&str, &str) = ("<!--", "-->");
/// The tag that begins a line.
const BREAK: &str = "br";
/// What such tags may say besides; what else they say may name goods.
const LOOKS: [&str; 4] = ["class=", "style=", "lang=", "dir="];
/// How often a text may have been escaped.
const TURNS: usize = 3;

/// Whether a text may hold anything of the kind.
pub(crate) fn may_be_escaped(text: &str) -> bool {
    let may_be =
        |byte| byte < b' ' || matches!(byte, b'&' | b'<' | b'%' | b'=' | b'\\' | 0x7f | 0xc2);
    text.bytes().any(may_be) || text.contains(NUMBERED)
}

/// A text without commands to terminals, control characters and tags that say how letters look, with signs in place of references to
/// them and with numbers that were wrapped at a hyphen on one line; `None` where it has nothing of that.
pub(crate) fn unescaped(text: &str) -> Option<String> {
    let mut read = once(text)?;
    for _ in 1..TURNS {
        match once(&read) {
            Some(next) => read = next,
            None => break,
        }
    }
    Some(read)
}

fn once(text: &str) -> Option<String> {
    if !may_be_escaped(text) {
        return None;
    }
    let is_address = text.contains("://");
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    // Whether a letter written as its byte went before.
    let mut spelt = false;
    while let Some(sign) = rest.chars().next() {
        let (length, shown) = match sign {
            '&' => reference(rest).unwrap_or((1, Some(sign))),
            '<' => tag(&out, rest).unwrap_or((1, Some(sign))),
            '\\' if rest.starts_with(IN_PROGRAMS) => {
                by_bytes(&out, rest, spelt).unwrap_or((1, Some(sign)))
            }
            '\\' => backslash(&out, rest).unwrap_or((1, Some(sign))),
            '%' | '=' if !is_address => by_bytes(&out, rest, spelt).unwrap_or((1, Some(sign))),
            '_' => numbered(rest).unwrap_or((1, Some(sign))),
            '\u{1b}' | '\u{9b}' => (command(rest), None),
            '\n' | '\r' => wrap(&out, rest).unwrap_or((1, Some(sign))),
            '\t' | '\u{b}' | '\u{c}' | '\u{85}' => (sign.len_utf8(), Some(sign)),
            sign if sign.is_ascii_control() => (1, None),
            sign => (sign.len_utf8(), Some(sign)),
        };
        out.extend(shown);
        spelt = matches!(sign, '%' | '\\') && length > 1;
        rest = &rest[length..];
    }
    (out != text).then_some(out)
}

/// The length of a tag at the start of a text, and what a screen shows in its place, next to a word or a number: whole
/// pages and what stands in none are left as they are.
fn tag(before: &str, text: &str) -> Option<(usize, Option<char>)> {
    if text.starts_with(COMMENT.0) {
        let end = text.get(..text.len().min(TAG)).unwrap_or(text).find(COMMENT.1)?;
        return Some((end + COMMENT.1.len(), None));
    }
    let end = text.bytes().take(TAG).position(|byte| byte == b'>')?;
    let inside = text.get(1..end)?;
    let inside = inside.strip_prefix('/').unwrap_or(inside).trim_end_matches(['/', ' ']);
    let (name, says) = inside.split_once(' ').unwrap_or((inside, ""));
    let says = says.trim_start().to_ascii_lowercase();
    let shown = name.eq_ignore_ascii_case(BREAK).then_some(' ');
    let is_inline = INLINE.iter().any(|tag| tag.eq_ignore_ascii_case(name));
    let looks = says.is_empty() || LOOKS.iter().any(|look| says.starts_with(look));
    let is_beside = before.ends_with(char::is_alphanumeric)
        || text[end + 1..].starts_with(char::is_alphanumeric);
    (looks && is_beside && (shown.is_some() || is_inline)).then_some((end + 1, shown))
}

/// The length of what a backslash begins, and the letter that it stands for: by its number, or a hyphen that was to be no sign of a list.
fn backslash(before: &str, text: &str) -> Option<(usize, Option<char>)> {
    if let Some(number) = text.strip_prefix("\\u") {
        let digits = number.get(..4)?;
        let code = u32::from_str_radix(digits, 16).ok()?;
        let sign = char::from_u32(code).filter(|sign| sign.is_alphanumeric() || *sign == '-')?;
        return Some((6, Some(sign)));
    }
    let hyphen = text[1..].chars().next().filter(|sign| matches!(sign, '-' | '_'))?;
    let within = before.ends_with(|sign: char| sign.is_ascii_alphanumeric());
    within.then_some((2, Some(hyphen)))
}

/// The length of a letter that is written by its number as workbooks do, and that letter.
fn numbered(text: &str) -> Option<(usize, Option<char>)> {
    let digits = text.strip_prefix(NUMBERED)?.get(..4)?;
    let code =
        u32::from_str_radix(digits, 16).ok().filter(|_| text.as_bytes().get(6) == Some(&b'_'))?;
    let sign = char::from_u32(code)
        .filter(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_' | ' '))?;
    Some((7, Some(sign)))
}

/// The length of a letter that is written as its bytes, as in addresses, in mail and in programs, and that letter: one beyond ASCII; but for
/// mail a hyphen behind a letter or a letter among others, too, which a share or a number is none before. `spelt` says that such a letter
/// went before.
fn by_bytes(before: &str, text: &str, spelt: bool) -> Option<(usize, Option<char>)> {
    let (first, size) = byte(text)?;
    let is_of_mail = text.starts_with('=');
    if first.is_ascii_alphanumeric() && !is_of_mail {
        let behind = text.as_bytes().get(size);
        let goes_on =
            behind.is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'%' | b'\\'));
        let counts = before.trim_end().ends_with(|sign: char| sign.is_ascii_digit());
        let is_letter = first.is_ascii_alphabetic() && goes_on && !counts;
        return (is_letter || spelt).then_some((size, Some(char::from(first))));
    }
    if first == b'-' && !is_of_mail {
        let within = before.ends_with(|sign: char| sign.is_ascii_alphabetic());
        return within.then_some((size, Some('-')));
    }
    let length = match first {
        0xc3..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let bytes: Option<Vec<u8>> =
        (0..length).map(|at| Some(byte(text.get(at * size..)?)?.0)).collect();
    let letter = String::from_utf8(bytes?).ok()?.chars().next();
    letter.filter(|letter| letter.is_alphanumeric()).map(|letter| (length * size, Some(letter)))
}

/// The byte that a sign and two digits stand for, and how long these are.
fn byte(text: &str) -> Option<(u8, usize)> {
    let sign = ["%", "=", IN_PROGRAMS].into_iter().find(|sign| text.starts_with(sign))?;
    let digits = text.get(sign.len()..sign.len() + 2)?;
    let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let byte = is_hex.then(|| u8::from_str_radix(digits, 16).ok()).flatten()?;
    Some((byte, sign.len() + 2))
}

/// The length of a reference at the start of a text, and the sign that it refers to. Programs that write numbers may leave out the end.
fn reference(text: &str) -> Option<(usize, Option<char>)> {
    let number = text.strip_prefix("&#").unwrap_or_default();
    let hex = number.strip_prefix(['x', 'X']);
    let digits = hex.unwrap_or(number);
    let is_digit =
        |byte: &u8| if hex.is_some() { byte.is_ascii_hexdigit() } else { byte.is_ascii_digit() };
    let count = digits.bytes().take(REFERENCE).take_while(|byte| is_digit(byte)).count();
    if count > 1 && (hex.is_none() || digits.as_bytes().get(count) == Some(&b';')) {
        let radix = if hex.is_some() { 16 } else { 10 };
        let code = u32::from_str_radix(&digits[..count], radix).ok()?;
        let sign = char::from_u32(code).filter(|sign| !sign.is_control())?;
        let end = text.len() - digits.len() + count;
        return Some((end + usize::from(text.as_bytes().get(end) == Some(&b';')), Some(sign)));
    }
    let end = text.bytes().take(REFERENCE).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let sign = NAMED.iter().find(|(known, _)| *known == name)?.1;
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
    let last = rest.as_bytes().get(parameters).filter(|byte| (b'@'..=b'~').contains(*byte));
    // Without a number few commands are ever written; a letter of a word is none.
    let is_command = |last: &u8| {
        let goes_on = rest.as_bytes().get(1).is_some_and(u8::is_ascii_lowercase);
        parameters > 0 || *last == b'm' || matches!(last, b'H' | b'J' | b'K') && !goes_on
    };
    text.len() - rest.len() + if last.is_some_and(is_command) { parameters + 1 } else { 0 }
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
            ("\u{1b}[KHello\u{1b}[m", "Hello"),
            ("He\u{9b}hllo \u{1b}[Hello", "Hehllo Hello"),
            ("He\u{0}l\u{1b}lo", "Hello"),
            ("AB-\n2CD", "AB-2CD"),
            ("AB-\r\n  2CD", "AB-2CD"),
            ("Ac<!-- x -->me", "Acme"),
            ("%41%63%6D%65 %34", "Acme %34"),
            ("\\x41\\x63me, \\xe6\\xb5\\xb7", "Acme, 海"),
            ("&amp;#72;i &amp;amp; co", "Hi & co"),
            ("&#72&#105", "Hi"),
            ("He<mark>ll</mark>o<wbr>W", "HelloW"),
            ("H<span class=\"x\">e</span>y<br/>you", "Hey you"),
            ("\\u6d77\\u5eb7", "海康"),
            ("%E6%B5%B7%e5%ba%b7", "海康"),
            ("AB\\u002d2CD, AB%2D2CD, AB\\-2CD", "AB-2CD, AB-2CD, AB-2CD"),
            ("_x0048_ello, AB_x002D_2CD", "Hello, AB-2CD"),
            ("%48ello, %48%65llo", "Hello, Hello"),
            ("=E6=B5=B7=E5=BA=B7, caf=C3=A9", "海康, café"),
        ] {
            assert_eq!(unescaped(written).as_deref(), Some(read), "{written:?}");
        }
        for sound in [
            "A & B",
            "A&B;",
            "R&D; x",
            "&#0;",
            "one\ntwo",
            "-\n- item",
            "a\tb",
            "é",
            "&",
            "a<b and c>d",
            "C:\\users\\udo",
            "20%2D",
            "20%DA",
            "30 %41x",
            "max%50",
            "host_x86_64, cam_x12",
            "size=65inch, W=E6",
            "D:\\x86\\tools, 4\\x20",
            "100 % E6",
            "<a href=\"x\">",
            "rtsp://x/%E6%B5%B7",
            "<x>",
            "a <b> b",
            "<p>Error",
            "\\- item",
        ] {
            assert_eq!(unescaped(sound), None, "{sound:?}");
        }
    }
}
