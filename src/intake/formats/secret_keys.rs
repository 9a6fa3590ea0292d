//! Keys by their look: long words whose capitals, small letters and digits follow one another without order.

use std::ops::Range;

/// A shorter word may be a number of goods, in capitals or not; keys have 32 characters and more, but for few.
const SHORTEST: usize = 24;
/// Small letters, capitals and digits stand in so many places of a key at least, each: in names and versions of goods they keep together.
const PLACES: usize = 3;
/// Of so many characters of a key one at least is of another class than the one before it.
const CHANGES: usize = 3;

/// Whether a text holds a key.
pub(in crate::intake) fn holds_key(text: &str) -> bool {
    text.len() >= SHORTEST && keys(text).next().is_some()
}

/// The words of a text that are keys by their look.
pub(super) fn keys(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    let words = text.split(|letter: char| !is_of_key(letter)).map(move |word| {
        let start = at;
        // One letter that is of no key stands behind each word, however long it is.
        let behind = text[start + word.len()..].chars().next().map_or(0, char::len_utf8);
        at = start + word.len() + behind;
        start..start + word.len()
    });
    words.filter(|word| is_key(text[word.clone()].as_bytes()))
}

fn is_of_key(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '+' | '/' | '=' | '_' | '-')
}

/// Whether a word is long, and its capitals, small letters and digits follow one another without order.
fn is_key(word: &[u8]) -> bool {
    if word.len() < SHORTEST {
        return false;
    }
    let class = |byte: u8| match byte {
        b'a'..=b'z' => Some(0),
        b'A'..=b'Z' => Some(1),
        b'0'..=b'9' => Some(2),
        _ => None,
    };
    let classes: Vec<usize> = word.iter().filter_map(|byte| class(*byte)).collect();
    let mut places = [0; 3];
    classes.chunk_by(|one, next| one == next).for_each(|run| places[run[0]] += 1);
    places.iter().all(|count| *count >= PLACES)
        && places.iter().sum::<usize>() * CHANGES > classes.len()
}
