//! Numbers in cells: how many things, and how much money.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::{fold::fold, strings::with_plain_digits};

/// Longer cells, in bytes, are no amounts.
const LONGEST: usize = 60;

/// How many things a row stands for.
///
/// ```
/// use banlint::audit::Knowledge;
///
/// let formats = Knowledge::shipped()?.formats;
/// assert_eq!(formats.read_count("1.000 Stk").map(|count| count.get()), Some(1000));
/// assert_eq!(formats.read_count("some"), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Count(u32);

impl Count {
    /// The number.
    pub fn get(self) -> u32 {
        self.0
    }
}

/// The words that stand beside numbers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::intake) struct Units {
    /// Folded words for pieces.
    pieces: FxHashSet<String>,
    /// Folded words for currencies.
    currencies: FxHashSet<String>,
}

impl Units {
    pub(super) fn add_piece(&mut self, word: &str) {
        self.pieces.insert(fold(word));
    }

    pub(super) fn add_currency(&mut self, word: &str) {
        self.currencies.insert(fold(word));
    }

    /// Whether a text is a word for pieces.
    pub(super) fn is_piece(&self, text: &str) -> bool {
        self.pieces.contains(&fold(text))
    }

    /// Whether a text is the word or the sign of a currency.
    pub(super) fn is_currency(&self, text: &str) -> bool {
        text.chars().any(is_currency_sign) || self.currencies.contains(&fold(text))
    }

    /// Whether a cell is a number with a currency, whatever stands between them.
    pub(super) fn is_amount(&self, cell: &str) -> bool {
        let cell = with_plain_digits(cell);
        let Some([before, number, after]) = around(&cell) else { return false };
        let known = |text: &str| {
            let folded = fold(text);
            folded.is_empty() || folded.len() > 1 && self.currencies.contains(&folded)
        };
        number.chars().all(is_in_number) && known(before) && known(after)
    }

    pub(super) fn read_count(&self, cell: &str) -> Option<Count> {
        let cell = with_plain_digits(cell.trim());
        let [before, number, after] = around(&cell)?;
        let known = |text: &str| {
            let text = text.trim().trim_matches(['(', ')', '.', '+']).trim();
            text.is_empty() || is_times(text) || self.pieces.contains(&fold(text))
        };
        let signed = before.contains(['-', '−', '~', '<', '>', '≈', '±']) || after.contains('+');
        (!signed && known(before) && known(after)).then(|| whole(number))?.map(Count)
    }
}

/// A number, or money: digits with separators and a sign; a currency of up to three letters stands apart from the digits,
/// since `T14` is a type, or has a sign of its own.
pub(in crate::intake) fn is_number(cell: &str) -> bool {
    let cell = with_plain_digits(cell);
    let Some([before, number, after]) = around(&cell) else { return false };
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let apart = |text: &str| {
        letters(text) == 0 || text.contains(is_blank) || text.chars().any(is_currency_sign)
    };
    letters(before) + letters(after) <= 3
        && apart(before)
        && apart(after)
        && number.chars().all(is_in_number)
}

/// What stands before the first digit, from it to the last one, and after that.
fn around(cell: &str) -> Option<[&str; 3]> {
    if cell.len() > LONGEST {
        return None;
    }
    let first = cell.find(|c: char| c.is_ascii_digit())?;
    let end = cell.rfind(|c: char| c.is_ascii_digit())? + 1;
    Some([cell.get(..first)?, cell.get(first..end)?, cell.get(end..)?])
}

/// The whole number that digits write, with or without separators; decimals may only be zeros.
fn whole(number: &str) -> Option<u32> {
    let number = number
        .split_once(['.', ','])
        .filter(|(start, end)| {
            let zeros = (1..=2).contains(&end.len()) && end.bytes().all(|byte| byte == b'0');
            zeros && start.bytes().all(|byte| byte.is_ascii_digit())
        })
        .map_or(number, |(start, _)| start);
    let Some(separator) = number.chars().find(|c| !c.is_ascii_digit()) else {
        return number.parse().ok();
    };
    let groups: Vec<_> = number.split(separator).collect();
    let fits = |(at, group): (usize, &&str)| {
        let digits = group.bytes().all(|byte| byte.is_ascii_digit());
        digits && if at == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 }
    };
    let grouped = is_in_number(separator) && groups.iter().enumerate().all(fits);
    grouped.then(|| groups.concat().parse().ok())?
}

fn is_in_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | '٫' | '٬') || is_blank(c)
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

fn is_currency_sign(c: char) -> bool {
    matches!(
        c,
        '$' | '¢' | '£' | '¤' | '¥' | '฿' | '\u{20a0}'
            ..='\u{20cf}' | '＄' | '￠' | '￡' | '￥' | '￦'
    )
}

/// The sign of multiplication, as people type it.
fn is_times(text: &str) -> bool {
    matches!(text, "x" | "X" | "×" | "х")
}
