//! Settings as a fault shows them: a line of them may hold a password, also one that was put there by mistake.

use std::ops::Range;

/// The text with a sign in place of each letter and digit of its values, as many bytes as before; `shown` is a stretch that stays.
pub(super) fn without_values(text: &str, shown: &Range<usize>) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for line in text.split_inclusive('\n') {
        let is_table = line.trim_start().starts_with('[') && !line.contains('=');
        let key = if is_table { line.len() } else { line.find('=').unwrap_or(0) };
        let day = line.get(key..).and_then(|value| day_in(value, key)).unwrap_or_default();
        for (within, sign) in line.char_indices() {
            let is_shown = within < key
                || !sign.is_alphanumeric()
                || day.contains(&within)
                || shown.contains(&(at + within));
            if is_shown {
                out.push(sign);
            } else {
                out.extend(std::iter::repeat_n('*', sign.len_utf8()));
            }
        }
        at += line.len();
    }
    out
}

/// Where a value that is a day and nothing else stands, behind its key: a password is written in quotes.
fn day_in(value: &str, key: usize) -> Option<Range<usize>> {
    let value = value.trim_start_matches(['=', ' ']).trim_end();
    let is_day = value.len() == "yyyy-mm-dd".len()
        && value.bytes().enumerate().all(|(at, sign)| match at {
            4 | 7 => sign == b'-',
            _ => sign.is_ascii_digit(),
        });
    is_day.then_some(key..usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_not_shown() {
        let text = "[fail]\nlevel = 'bad' # schlüssel\npassword = hunter2\nuntil = 2026-02-30\npin = 2026-0230\n-----BEGIN\n";
        let shown = "[fail]\nlevel = 'bad' # **********\npassword = *******\nuntil = 2026-02-30\npin = ****-****\n-----*****\n";
        let bad = text.find("bad").unwrap();
        assert_eq!(without_values(text, &(bad..bad + 3)), shown);
    }
}
