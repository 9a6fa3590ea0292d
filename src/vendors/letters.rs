//! Letters of names: one for those that look alike, or that one name is written with in two ways.
//!
//! This goes beyond the folding that header words and terms share: there the two ways of writing may mean two things.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_security::skeleton;

use crate::{
    fold::{self, is_unspaced},
    strings::word_spans,
};

/// Folds a text as [`fold::fold`] does, and the ways of writing Chinese into one.
pub(crate) fn fold(text: &str) -> String {
    let folded = fold::fold(text);
    fold::simplified(&folded).unwrap_or(folded)
}

/// Letters of other alphabets with the Latin letters that they look like, where Unicode's list of such letters has another, or none.
const TWINS: [(&str, &str); 3] = [
    ("АВСЕНІЈКМОРЅТУХасеоріјѕухкмтвнһԁԛԝѵӏ", "ABCEHIJKMOPSTYXaceopijsyxkmtbhhdqwvl"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονρικυχτεɑɡ", "ABEZHIKMNOPTYXaovpikuxteag"),
    ("ʙɢʜɪʟɴʀᴋĸᴍᴛᴘᴇᴅᴀᴊ᧐ჰԀ", "BGHILNRKkMTPEDAJohD"),
];

/// At least this many letters of one alphabet behind as many of another are words of two languages.
const WORD: usize = 4;

/// A text whose words of Latin and look-alike letters are Latin throughout. A word that has a letter of another alphabet
/// which looks like no Latin one is truly of that alphabet, and stays; so do words beside it without a Latin letter, and any that are
/// written as everyday words are.
pub(super) fn latinized(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    let words = || text.split_inclusive(|letter: char| !letter.is_alphanumeric());
    let is_own = |word: &str| word.chars().any(|letter| own_twin(letter).is_none());
    let is_foreign = words().any(is_own);
    for word in words() {
        let letters = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let rest = &word[letters.len()..];
        let latin = |letter: char| letter.is_ascii_alphabetic();
        let has_latin = letters.contains(latin);
        let alike = has_latin || !is_foreign && is_name(letters, rest.starts_with('-'));
        let alike = alike && !is_two_words(letters, latin);
        let twin = |letter| if has_latin { twin(letter) } else { own_twin(letter) };
        let latin: Option<String> = if alike { letters.chars().map(twin).collect() } else { None };
        all.push_str(latin.as_deref().unwrap_or(letters));
        all.push_str(rest);
    }
    all
}

/// Whether a word is written as names are, in capitals, or in letters that no everyday word has. Two capitals are no name, unless
/// a hyphen ties them to the next word.
fn is_name(letters: &str, tied: bool) -> bool {
    let everyday = |letter: char| matches!(letter, '\u{370}'..='\u{45f}');
    let is_rare = letters.chars().any(|letter| !letter.is_ascii() && !everyday(letter));
    let is_long = tied || letters.chars().nth(2).is_some() || letters.contains(char::is_numeric);
    is_rare || is_long && !letters.contains(char::is_lowercase)
}

/// Whether a word of one alphabet was run together with one of another, and no letter taken for another: "камераAcme".
fn is_two_words(letters: &str, latin: impl Fn(char) -> bool) -> bool {
    let first = letters.chars().next().is_some_and(&latin);
    let change = letters.find(|letter| latin(letter) != first).unwrap_or(letters.len());
    let (one, other) = letters.split_at(change);
    let long = |word: &str| word.chars().nth(WORD - 1).is_some();
    long(one) && long(other) && other.chars().all(|letter| latin(letter) != first)
}

/// The Latin letter that a letter looks like, or itself where it may stand among those; `None` if it is of another alphabet.
fn twin(letter: char) -> Option<char> {
    own_twin(letter).or_else(|| listed_twin(letter))
}

/// The same for a word that has no Latin letter: those of Greek and Cyrillic words must look exactly so.
fn own_twin(letter: char) -> Option<char> {
    if letter <= '\u{17f}' && letter != 'ĸ' || is_unspaced(letter) || !letter.is_alphanumeric() {
        return Some(letter);
    }
    // An accent is a letter's own: it distinguishes words.
    if letter.nfd().next().is_some_and(|plain| plain.is_ascii_alphabetic()) {
        return Some(letter);
    }
    let own = TWINS.iter().find_map(|(foreign, latin)| {
        foreign.chars().zip(latin.chars()).find(|(one, _)| *one == letter).map(|(_, latin)| latin)
    });
    if own.is_some() || matches!(letter, '\u{370}'..='\u{45f}' | '\u{1f00}'..='\u{1fff}') {
        return own;
    }
    let is_latin = matches!(letter, '\u{180}'..='\u{24f}' | '\u{1d00}'..='\u{1eff}');
    listed_twin(letter).or_else(|| (is_latin || !letter.is_alphabetic()).then_some(letter))
}

/// The Latin letter that Unicode lists for one that looks like it, accents aside.
fn listed_twin(letter: char) -> Option<char> {
    let mut utf8 = [0; 4];
    let looks = skeleton(letter.encode_utf8(&mut utf8));
    let mut looks = looks.filter(|sign| !is_combining_mark(*sign) && *sign != '\'');
    let twin = looks.next().filter(char::is_ascii_alphabetic)?;
    looks.next().is_none().then_some(twin)
}

/// The words of a text, with their places.
pub(super) fn words_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_part = |letter: char| letter.is_alphanumeric() || is_combining_mark(letter);
    word_spans(text, is_part).map(|span| (span.start, &text[span]))
}

/// Phrases folded, the longest first.
pub(super) fn folded(phrases: &[String]) -> Vec<String> {
    let mut all: Vec<_> = phrases.iter().map(|phrase| fold(phrase)).collect();
    all.retain(|phrase| !phrase.is_empty());
    all.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_of_writing_chinese_are_one() {
        assert_eq!(fold("華業視訊"), fold("华业视讯"));
        assert_eq!(fold("ACME Ltd."), "acme ltd");
    }

    #[test]
    fn letters_that_look_latin_are_read_so() {
        assert_eq!(latinized("Асmе Cо., LTD"), "Acme Co., LTD");
        assert_eq!(latinized("ΑСМE-2"), "ACME-2");
        assert_eq!(latinized("Лаборатория"), "Лаборатория");
        assert_eq!(latinized("камераAcme"), "камераAcme", "two words");
        assert_eq!(latinized("Асмеtek"), "Acmetek", "three letters are no word");
        assert_eq!(latinized("ΑΤΕ"), "ATE");
        assert_eq!(latinized("ТР-Line"), "TP-Line");
        assert_eq!(latinized("ΑΤΕ Corporation"), "ATE Corporation");
        assert_eq!(latinized("АТС для сети"), "АТС для сети", "among words of its alphabet");
        assert_eq!(latinized("Ελλάδα"), "Ελλάδα");
        for written in ["Acոe", "Ꭺcne", "ꓮcne", "ᴀcɴe", "Acոҽ", "Acnе"] {
            assert_eq!(latinized(written).to_lowercase(), "acne", "{written}");
        }
        for own in [
            "не",
            "НЕ",
            "Χουάγουεϊ",
            "카메라",
            "カメラ",
            "กล้อง",
            "كاميرا",
            "מצלמה",
            "тепло",
            "Հայաստան",
        ] {
            assert_eq!(latinized(own), own);
        }
    }
}
