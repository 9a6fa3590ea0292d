//! How far a written word is from a name, in slips of the pen, of the eye and of the keyboard.
//!
//! A slip that people make (two letters swapped, one doubled, dropped, or hit on a neighbouring key, one read for another that looks or sounds
//! like it) costs one, any other edit costs two. What two names of different companies have between them is mostly of the
//! second kind.

use std::{array, sync::LazyLock};

/// Longer words are not compared.
pub(super) const LONGEST: usize = 24;

/// What a slip costs that people make.
const SLIP: u16 = 1;
/// What any other edit costs.
const EDIT: u16 = 2;
/// What no misspelling does: a digit is another product. That one is read for a letter is the business of [`look`].
const NEVER: u16 = 100;

/// Letters of which one is written or read for another.
const ALIKE: [&str; 13] =
    ["aeiouy", "ckq", "sz", "vw", "uw", "iylj", "uvn", "mn", "gq", "bh", "hk", "ce", "co"];
/// The letters that the digits are read for, from 0 on.
const DIGITS: &[u8; 10] = b"oizeasbtbg";
/// The rows of the keyboard, each half a key to the right of the one above.
const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
/// Letters that together look like one.
const JOINED: [(&str, &str); 3] = [("rn", "m"), ("vv", "w"), ("cl", "d")];

/// How far a word is from a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Distance {
    /// What its edits cost together.
    pub(super) cost: u16,
    /// How many edits they are.
    pub(super) edits: u16,
}

impl Distance {
    const NONE: Self = Self { cost: 0, edits: 0 };
    const TOO_FAR: Self = Self { cost: NEVER, edits: 0 };

    fn and(self, cost: u16) -> Self {
        Self { cost: self.cost + cost, edits: self.edits + 1 }
    }
}

/// The letters that a word looks like: its digits and joined letters read as the letters that they resemble.
pub(super) fn look(word: &str) -> String {
    let joined = JOINED.iter().fold(word.to_owned(), |word, (two, one)| word.replace(two, one));
    let level = |letter: char| match letter {
        'l' => 'i',
        other => other.to_digit(10).map_or(other, |digit| char::from(DIGITS[digit as usize])),
    };
    joined.chars().map(level).collect()
}

/// How far a written word is from a name, both in lower case; `None` beyond a budget.
pub(super) fn distance(written: &[u8], name: &[u8], budget: u16) -> Option<Distance> {
    let longest = written.len().max(name.len());
    if longest > LONGEST || written.len().abs_diff(name.len()) > usize::from(budget) {
        return None;
    }
    // A single edit leaves all letters before and behind it, or behind the two that it swaps.
    if budget < 2 && !differ_in_one_place(written, name) {
        return None;
    }
    // The last three rows of the usual table: after each written letter, the distance to every beginning of the name. Each edit costs one
    // at least, so that what lies further from the diagonal than the budget cannot count.
    let band = usize::from(budget);
    let mut two_back = [Distance::TOO_FAR; LONGEST + 1];
    let mut before = two_back;
    before[0] = Distance::NONE;
    for at in 1..=name.len().min(band) {
        before[at] = before[at - 1].and(missing(name, at - 1));
    }
    for w in 1..=written.len() {
        let added = added(written, w - 1);
        let mut here = [Distance::TOO_FAR; LONGEST + 1];
        here[0] = before[0].and(added);
        let mut least = here[0].cost;
        for n in w.saturating_sub(band).max(1)..=name.len().min(w + band) {
            let (a, b) = (written[w - 1], name[n - 1]);
            let same = if a == b { before[n - 1] } else { before[n - 1].and(replaced(a, b)) };
            let mut best = same;
            best = best.min(before[n].and(added));
            best = best.min(here[n - 1].and(missing(name, n - 1)));
            if w > 1 && n > 1 && a == name[n - 2] && written[w - 2] == b && a != b {
                best = best.min(two_back[n - 2].and(SLIP));
            }
            here[n] = best;
            least = least.min(best.cost);
        }
        if least > budget {
            return None;
        }
        two_back = before;
        before = here;
    }
    Some(before[name.len()]).filter(|distance| distance.cost <= budget)
}

/// Whether all that differs stands in one place, two letters wide at most.
fn differ_in_one_place(one: &[u8], other: &[u8]) -> bool {
    let same = |(a, b): &(&u8, &u8)| a == b;
    let begin = one.iter().zip(other).take_while(same).count();
    let end = one.iter().rev().zip(other.iter().rev()).take_while(same).count();
    begin + end + 2 >= one.len().max(other.len())
}

/// The cost of a letter of the name that was not written. The first and the last are seldom forgotten.
fn missing(name: &[u8], at: usize) -> u16 {
    if at == 0 || at + 1 == name.len() { EDIT } else { SLIP }
}

/// The cost of a letter that the name does not have.
fn added(written: &[u8], at: usize) -> u16 {
    let letter = written[at];
    if letter.is_ascii_digit() {
        return NEVER;
    }
    let before = at.checked_sub(1).map(|before| written[before]);
    let after = written.get(at + 1).copied();
    let doubled = [before, after].contains(&Some(letter));
    let alike = |other: u8| !is_vowel(other) && are_alike(letter, other);
    let adjacent = |other: Option<u8>| {
        other.is_some_and(|other| alike(other) || are_neighbours(letter, other))
    };
    // A vowel that helps over two consonants.
    let helps = is_vowel(letter)
        && [before, after].iter().all(|other| other.is_some_and(|other| !is_vowel(other)));
    if doubled || helps || after.is_some_and(alike) || (adjacent(before) && after.is_some()) {
        SLIP
    } else {
        EDIT
    }
}

/// The cost of one letter in place of another.
fn replaced(written: u8, intended: u8) -> u16 {
    if written.is_ascii_digit() {
        return NEVER;
    }
    if are_alike(written, intended) || are_neighbours(written, intended) { SLIP } else { EDIT }
}

/// For each letter from a to z those that it is related to, as bits.
type Related = [u32; 26];

static ALIKE_LETTERS: LazyLock<Related> = LazyLock::new(|| {
    let share =
        |letters: &&str, a, b| letters.contains(char::from(a)) && letters.contains(char::from(b));
    related(|a, b| ALIKE.iter().any(|letters| share(letters, a, b)))
});
static NEIGHBOURS: LazyLock<Related> = LazyLock::new(|| related(stand_together));

fn related(are: impl Fn(u8, u8) -> bool) -> Related {
    let letters = || b'a'..=b'z';
    array::from_fn(|at| {
        let is_related = |other: &u8| letters().nth(at).is_some_and(|letter| are(letter, *other));
        letters().filter(is_related).fold(0, |set, other| set | bit(other))
    })
}

/// The bit of a letter from a to z, and none of any other sign.
fn bit(letter: u8) -> u32 {
    1_u32.checked_shl(u32::from(letter.wrapping_sub(b'a'))).unwrap_or(0)
}

/// Whether a set has so many letters at most. Counting them all takes longer on processors as old as a build is for.
pub(super) fn has_at_most(set: u32, letters: u16) -> bool {
    (0..letters).fold(set, |set, _| set & set.wrapping_sub(1)) == 0
}

/// Which of the 26 letters a word has.
pub(super) fn set(letters: &[u8]) -> u32 {
    letters.iter().fold(0, |set, letter| set | bit(*letter))
}

fn are_related(letters: &Related, a: u8, b: u8) -> bool {
    letters.get(usize::from(a.wrapping_sub(b'a'))).is_some_and(|others| others & bit(b) != 0)
}

fn are_alike(a: u8, b: u8) -> bool {
    are_related(&ALIKE_LETTERS, a, b)
}

/// Whether two letters stand side by side on a keyboard.
fn are_neighbours(a: u8, b: u8) -> bool {
    are_related(&NEIGHBOURS, a, b)
}

/// Whether two words have the same consonants, doubled ones once.
pub(super) fn have_same_consonants(one: &str, other: &str) -> bool {
    consonants(one).eq(consonants(other))
}

fn consonants(word: &str) -> impl Iterator<Item = u8> {
    let mut last = 0;
    word.bytes().filter(|letter| !is_vowel(*letter)).filter(move |letter| {
        let is_new = *letter != last;
        last = *letter;
        is_new
    })
}

fn is_vowel(letter: u8) -> bool {
    b"aeiouy".contains(&letter)
}

fn stand_together(a: u8, b: u8) -> bool {
    let key = |letter: u8| {
        KEYS.iter()
            .enumerate()
            .find_map(|(row, keys)| Some((row, keys.bytes().position(|key| key == letter)?)))
    };
    let (Some((row_a, at_a)), Some((row_b, at_b))) = (key(a), key(b)) else { return false };
    match row_a.abs_diff(row_b) {
        0 => at_a.abs_diff(at_b) == 1,
        1 => {
            let (upper, lower) = if row_a < row_b { (at_a, at_b) } else { (at_b, at_a) };
            upper == lower || upper == lower + 1
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(written: &str, name: &str) -> Option<u16> {
        distance(written.as_bytes(), name.as_bytes(), 2).map(|distance| distance.cost)
    }

    #[test]
    fn slips_that_people_make_cost_least() {
        for (written, name) in [
            ("golbex", "globex"),
            ("gloobex", "globex"),
            ("glbex", "globex"),
            ("glovex", "globex"),
            ("glibex", "globex"),
            ("gilobex", "globex"),
        ] {
            assert_eq!(cost(written, name), Some(1), "{written}");
        }
        assert_eq!(cost("globex", "globex"), Some(0));
        assert_eq!(cost("glomex", "globex"), Some(2), "no slip, but one edit");
        assert_eq!(cost("lobex", "globex"), Some(2));
        assert_eq!(cost("glob3x", "globex"), None, "a digit");
        assert_eq!(cost("globex2", "globex"), None);
        assert_eq!(cost("initech", "globex"), None);
    }

    #[test]
    fn edits_are_counted_as_well() {
        assert_eq!(distance(b"glomex", b"globex", 2), Some(Distance { cost: 2, edits: 1 }));
        assert_eq!(distance(b"golbx", b"globex", 2), Some(Distance { cost: 2, edits: 2 }));
    }

    #[test]
    fn consonants_are_compared_without_vowels() {
        assert!(have_same_consonants("glaubix", "globbex"));
        assert!(!have_same_consonants("gobex", "globex"));
    }

    #[test]
    fn what_looks_alike_looks_alike() {
        assert_eq!(look("g10bex"), look("giobex"));
        assert_eq!(look("glob3x"), look("globex"));
        assert_eq!(look("acrne"), look("acme"));
        assert_ne!(look("acne"), look("acme"));
    }
}
