//! How a text is written: as a sentence, as what somebody calls a thing, or as a code.

use crate::fold::is_unspaced;

/// Fewest letters of a word.
const SHORTEST_WORD: usize = 3;

/// Whether a text has two words of letters at least, or is of a script without spaces: no number and no code does.
pub(super) fn is_sentence(text: &str) -> bool {
    let word = |word: &&str| word.len() >= SHORTEST_WORD && word.chars().all(char::is_alphabetic);
    text.contains(is_unspaced)
        || text.split_whitespace().map(without_marks).filter(word).nth(1).is_some()
}

/// Whether words stand in a text that is to hold registered numbers, which are no letters alone.
pub(super) fn has_word(text: &str) -> bool {
    let is_word = |word: &str| {
        word.len() >= SHORTEST_WORD
            && word.chars().all(char::is_alphabetic)
            && !word.bytes().all(|letter| letter.is_ascii_hexdigit())
    };
    text.contains(is_unspaced) || text.split_whitespace().map(without_marks).any(is_word)
}

/// Whether a text is a word and a type number in capitals, or one that begins with a capital: what goods are called so, and hosts are
/// not (`ABC F450`, `ABC Sky2`, `abc srv01`).
fn is_name_with_number(text: &str) -> bool {
    let is_number = |word: &str| {
        word.bytes().any(|byte| byte.is_ascii_digit())
            && word.chars().any(char::is_alphabetic)
            && (word.starts_with(char::is_uppercase) || !word.chars().any(char::is_lowercase))
    };
    text.split_whitespace().skip(1).any(is_number)
}

/// Whether a text is what somebody calls a thing, and no host: several words, of which one has its capitals.
pub(super) fn is_name_of_thing(text: &str) -> bool {
    let is_word = |word: &str| {
        let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
        letters.clone().nth(SHORTEST_WORD - 1).is_some() && letters.all(char::is_uppercase)
    };
    is_sentence(text)
        || is_name_with_number(text)
        || text.contains(' ') && text.split(' ').any(is_word)
}

/// A word without the marks around it.
fn without_marks(word: &str) -> &str {
    word.trim_matches(['(', ')', '[', ']', '"', ',', ';'])
}
