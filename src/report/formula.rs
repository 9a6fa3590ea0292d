//! Cells that a spreadsheet program would run: in CSV nothing tells a text from a formula, so that what begins like one gets
//! an apostrophe before it.

use std::borrow::Cow;

use memchr::memchr3_iter;

/// The sign that makes a text of what follows.
const APOSTROPHE: u8 = b'\'';
/// Signs with which a formula begins, also where they are written wide.
const SIGNS: [&str; 8] = ["=", "+", "-", "@", "＝", "＋", "－", "＠"];
/// What is not seen before one and may be trimmed, beside the blanks of ASCII.
const UNSEEN: [&str; 12] = [
    "\u{b}", "\u{1c}", "\u{1f}", "\u{ad}", "\u{a0}", "\u{200b}", "\u{200e}", "\u{200f}",
    "\u{2028}", "\u{2060}", "\u{3000}", "\u{feff}",
];

/// No number is longer, in bytes.
const LONGEST_NUMBER: usize = 64;

/// Whether a program that opens CSV could take a cell for a formula. Plain numbers and runs of dashes are none: nothing of them can
/// call or name anything.
pub(super) fn is_formula(cell: &[u8]) -> bool {
    runs(cell, after_unseen(cell))
}

/// Whether a cell is a formula, of which `begins` is what is left behind blanks.
fn runs(cell: &[u8], begins: &[u8]) -> bool {
    // Some programs take what follows a tab or a line break for a cell of its own.
    let is_split = matches!(cell.first(), Some(b'\t' | b'\r' | b'\n'));
    if is_split && !begins.is_empty() {
        return true;
    }
    let Some(sign) = SIGNS.iter().find(|sign| begins.starts_with(sign.as_bytes())) else {
        return false;
    };
    match *sign {
        "+" | "-" => !is_number(begins) && begins.iter().any(|byte| !b"+- ".contains(byte)),
        _ => begins.len() > sign.len(),
    }
}

fn after_unseen(mut cell: &[u8]) -> &[u8] {
    loop {
        let begins = cell.trim_ascii_start();
        match UNSEEN.iter().find_map(|unseen| begins.strip_prefix(unseen.as_bytes())) {
            Some(behind) => cell = behind,
            None => return begins,
        }
    }
}

/// Whether a cell with a sign before it is a plain number, as `-12.5`, `+1 200,00`, `-3e5` and `-5 %` are.
fn is_number(cell: &[u8]) -> bool {
    let digits = cell.get(1..).filter(|digits| digits.len() < LONGEST_NUMBER).unwrap_or_default();
    let digits = digits.strip_suffix(b"%").unwrap_or(digits).trim_ascii();
    let (number, exponent) = match digits.iter().position(|byte| matches!(byte, b'e' | b'E')) {
        Some(at) => (&digits[..at], Some(&digits[at + 1..])),
        None => (digits, None),
    };
    let whole = |exponent: &[u8]| {
        let digits = exponent.strip_prefix(b"-").or(exponent.strip_prefix(b"+"));
        let digits = digits.unwrap_or(exponent);
        !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
    };
    let plain = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b' ');
    number.iter().any(u8::is_ascii_digit) && number.iter().all(plain) && exponent.is_none_or(whole)
}

/// Where a program that opens CSV could take a cell, or what follows a separator within it, for a formula. One that expects another
/// separator than the one written cuts cells there and heeds no quotes. A sign of arithmetic after a space is one of prose.
fn formulas(cell: &[u8]) -> impl Iterator<Item = usize> {
    // Where the blanks end that were last passed over: a run of tabs is passed over once.
    let mut begins = 0;
    let parts = memchr3_iter(b',', b';', b'\t', cell).map(|at| at + 1).filter(move |at| {
        let part = &cell[*at..];
        if *at >= begins {
            begins = cell.len() - after_unseen(part).len();
        }
        let begins = &cell[begins..];
        let is_prose = part.starts_with(b" ") && matches!(begins.first(), Some(b'+' | b'-'));
        runs(part, begins) && !is_prose
    });
    is_formula(cell).then_some(0).into_iter().chain(parts)
}

/// A cell in which nothing runs.
pub(super) fn inert(cell: &[u8]) -> Cow<'_, [u8]> {
    let (mut quoted, mut from) = (Vec::new(), 0);
    for at in formulas(cell) {
        quoted.extend_from_slice(&cell[from..at]);
        quoted.push(APOSTROPHE);
        from = at;
    }
    if quoted.is_empty() {
        return Cow::Borrowed(cell);
    }
    quoted.extend_from_slice(&cell[from..]);
    Cow::Owned(quoted)
}

/// A cell without the apostrophes that keep formulas from running. What follows one may begin with another, so the last goes first.
#[cfg(test)]
pub(super) fn bare(cell: &str) -> String {
    let mut bare = cell.to_owned();
    for (at, _) in cell.match_indices(char::from(APOSTROPHE)).rev() {
        let rest = &bare.as_bytes()[at + 1..];
        let keeps = match at.checked_sub(1).map(|before| cell.as_bytes()[before]) {
            None => is_formula(rest),
            Some(b',' | b';' | b'\t') => formulas(&[b",", rest].concat()).next() == Some(1),
            Some(_) => false,
        };
        if keeps {
            bare.remove(at);
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_apostrophe_that_was_added_can_be_taken_away() {
        for cell in [" +a", " \t-5\t\t|", "=1;=2", "a, -b", "-5", "a'b"] {
            let inert = String::from_utf8(inert(cell.as_bytes()).into_owned()).unwrap();
            assert_eq!(bare(&inert), cell, "{inert}");
        }
    }

    #[test]
    fn formulas_are_told_from_numbers_and_dashes() {
        for cell in [
            "=1+1",
            "=cmd|'/C calc'!A0",
            " =SUM(A1)",
            "+A1",
            "-A1",
            "-2+3",
            "+49-30-1234",
            "@SUM(1)",
            "＝1+1",
            "\tx",
            "\r=1",
            "\u{feff}=1",
            "\u{200b} \u{a0}@SUM(1)",
            "\u{b}\u{3000}-A1",
            "-",
            "--",
            "+",
            "=",
            "- spare",
        ] {
            let harmless = ["-", "--", "+", "="].contains(&cell);
            assert_eq!(is_formula(cell.as_bytes()), !harmless, "{cell:?}");
        }
        for cell in [
            "",
            "a=b",
            "-5",
            "+3.25",
            "-1.234,50",
            "-1e5",
            "-3E-5",
            "-5 %",
            "+49 30 1234",
            "- - -",
            "\t",
            "'=1",
        ] {
            assert!(!is_formula(cell.as_bytes()), "{cell:?}");
        }
        for cell in ["-e5", "-1e", "-1e5x", "+", "-.", "-1%%"] {
            assert!(!is_number(cell.as_bytes()), "{cell:?}");
        }
    }

    /// Each of many tabs is no further look at all of them.
    #[test]
    fn runs_of_blanks_and_of_signs_are_read_once() {
        let tabs = "\t".repeat(1 << 20);
        assert_eq!(inert(format!("x{tabs}").as_bytes()).len(), tabs.len() + 1);
        assert!(inert(format!("x{tabs}y").as_bytes()).len() > tabs.len() * 2);
        let signs = ";+1".repeat(1 << 19);
        assert_eq!(inert(signs.as_bytes()).len(), signs.len() + (1 << 19) - 1);
    }

    #[test]
    fn a_formula_stands_behind_an_apostrophe() {
        assert_eq!(inert(b"=1+1").as_ref(), b"'=1+1");
        assert_eq!(inert(b"-5").as_ref(), b"-5");
    }

    /// Where a list separator is a semicolon, a cell of commas is cut at those within it.
    #[test]
    fn what_follows_a_separator_is_no_formula_either() {
        for (cell, written) in [
            ("x;=1+1", "x;'=1+1"),
            (";=cmd|'/C calc'!A0;", ";'=cmd|'/C calc'!A0;"),
            ("=1;\t=2", "'=1;'\t'=2"),
            ("a,@SUM(1)", "a,'@SUM(1)"),
            ("a;-b", "a;'-b"),
            ("spare; - old", "spare; - old"),
            ("10;-5", "10;-5"),
        ] {
            assert_eq!(String::from_utf8_lossy(&inert(cell.as_bytes())), written);
            assert_eq!(bare(written), cell);
        }
    }
}
