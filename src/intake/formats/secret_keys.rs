//! Keys by their look: words whose capitals, small letters and digits follow one another without order. Of a long one some places without
//! order are enough; a short one, which may be a password with signs in it, has hardly any order at all.

use std::ops::Range;

/// A shorter word may be a number of goods, in capitals or not; keys have 32 characters and more, but for few.
const SHORTEST: usize = 24;
/// A shorter password may be a number of goods whatever its look: `C6F0SgZ3N0PL2`.
const SHORTEST_PASSWORD: usize = 12;
/// Minimum number of places in a key for each of small letters, capitals and digits: in names and versions of goods they keep together.
const PLACES: usize = 3;
/// In a key, more than one character in this many is of another class than the one before it.
const CHANGES: usize = 3;
/// The same for a password: this many characters in four.
const CHANGES_OF_FOUR: usize = 3;

/// Whether a text holds a key.
pub(in crate::intake) fn holds_key(text: &str) -> bool {
    text.len() >= SHORTEST_PASSWORD && keys(text).next().is_some()
}

/// The words of a text that are keys by their look.
pub(super) fn keys(text: &str) -> impl Iterator<Item = Range<usize>> {
    let long = words(text, is_of_key).filter(|word| is_key(&text.as_bytes()[word.clone()]));
    let short = words(text, is_of_password);
    long.chain(short.filter(|word| is_password(&text.as_bytes()[word.clone()])))
}

/// The stretches of a text that are of such letters.
fn words(text: &str, is_of_word: fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split(move |letter: char| !is_of_word(letter)).map(move |word| {
        let start = at;
        // One letter that is of no word stands behind each, however long it is.
        let behind = text[start + word.len()..].chars().next().map_or(0, char::len_utf8);
        at = start + word.len() + behind;
        start..start + word.len()
    })
}

fn is_of_key(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '+' | '/' | '=' | '_' | '-')
}

/// Signs that addresses are cut at are none of a password here: what stands between them would become one word.
fn is_of_password(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || matches!(letter, '!' | '#' | '$' | '%' | '*' | '@' | '^' | '~' | '_' | '+' | '-')
}

/// Whether a word is long, and its capitals, small letters and digits follow one another without order.
fn is_key(word: &[u8]) -> bool {
    word.len() >= SHORTEST && {
        let (places, count) = places(word);
        places.iter().all(|count| *count >= PLACES)
            && places.iter().sum::<usize>() * CHANGES > count
    }
}

/// Whether nearly every character of a word is of another class than the one before it.
fn is_password(word: &[u8]) -> bool {
    word.len() >= SHORTEST_PASSWORD && {
        let (places, count) = places(word);
        places.iter().all(|count| *count >= PLACES)
            && places.iter().sum::<usize>() * 4 >= count * CHANGES_OF_FOUR
    }
}

/// In how many places small letters, capitals and digits stand, and how many there are of all.
fn places(word: &[u8]) -> ([usize; 3], usize) {
    let class = |byte: &u8| match byte {
        b'a'..=b'z' => Some(0),
        b'A'..=b'Z' => Some(1),
        b'0'..=b'9' => Some(2),
        _ => None,
    };
    let (mut places, mut count, mut last) = ([0; 3], 0, None);
    for class in word.iter().filter_map(class) {
        if last.replace(class) != Some(class) {
            places[class] += 1;
        }
        count += 1;
    }
    (places, count)
}
