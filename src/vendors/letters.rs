//! Letters of names: one for those that look alike, or that one name is written with in two ways.
//!
//! This goes beyond the folding that header words and terms share: there the two ways of writing may mean two things.

use std::borrow::Cow;

use crate::fold;

/// Folds a text as [`fold::fold`] does, and the ways of writing Chinese, and Arabic letters, into one.
pub(crate) fn fold(text: &str) -> String {
    let folded = fold::fold(text);
    match levelled(&folded) {
        Cow::Borrowed(_) => folded,
        Cow::Owned(levelled) => levelled,
    }
}

fn levelled(folded: &str) -> Cow<'_, str> {
    if folded.is_ascii() || folded.chars().all(|letter| simplified(letter) == letter) {
        return Cow::Borrowed(folded);
    }
    Cow::Owned(folded.chars().map(simplified).collect())
}

/// Traditional and simplified letters of company names and of the words around them.
const HAN: [(char, char); 44] = [
    ('業', '业'),
    ('訊', '讯'),
    ('責', '责'),
    ('達', '达'),
    ('網', '网'),
    ('絡', '络'),
    ('視', '视'),
    ('創', '创'),
    ('華', '华'),
    ('為', '为'),
    ('爲', '为'),
    ('興', '兴'),
    ('偉', '伟'),
    ('術', '术'),
    ('數', '数'),
    ('電', '电'),
    ('團', '团'),
    ('機', '机'),
    ('樂', '乐'),
    ('螢', '萤'),
    ('國', '国'),
    ('廣', '广'),
    ('聯', '联'),
    ('遠', '远'),
    ('設', '设'),
    ('備', '备'),
    ('監', '监'),
    ('攝', '摄'),
    ('無', '无'),
    ('線', '线'),
    ('際', '际'),
    ('號', '号'),
    ('產', '产'),
    ('廠', '厂'),
    ('東', '东'),
    ('蘇', '苏'),
    ('漢', '汉'),
    ('慶', '庆'),
    ('門', '门'),
    ('頭', '头'),
    ('鏡', '镜'),
    ('錄', '录'),
    ('園', '园'),
    ('區', '区'),
];

/// One letter for both ways of writing Chinese, and for the Persian forms of Arabic letters.
fn simplified(letter: char) -> char {
    match letter {
        'ى' | 'ی' => return 'ي',
        'ک' => return 'ك',
        _ => {}
    }
    if !('\u{4e00}'..='\u{9fff}').contains(&letter) {
        return letter;
    }
    HAN.iter().find(|(traditional, _)| *traditional == letter).map_or(letter, |(_, plain)| *plain)
}

/// Capitals and small letters of other alphabets, each with the Latin letter that it looks like.
const TWINS: [(&str, &str); 2] = [
    ("АВСЕНІЈКМОРЅТУХасеоріјѕухкмтвнһԁԛԝѵӏ", "ABCEHIJKMOPSTYXaceopijsyxkmtbhhdqwvl"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονρικυχτεɑɡ", "ABEZHIKMNOPTYXaovpikuxteag"),
];

/// Short words of another alphabet may be made of look-alike letters by chance.
const LONG_WORD: usize = 5;
/// So many letters of one alphabet behind so many of another are words of two languages.
const WORD: usize = 4;

/// A text whose words of Latin and look-alike letters are Latin throughout. A word that has a letter of another alphabet
/// which looks like no Latin one is truly of that alphabet, and stays.
pub(super) fn latinized(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for word in text.split_inclusive(|letter: char| !letter.is_alphanumeric()) {
        let letters = word.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let count = letters.chars().count();
        let latin = |letter: char| letter.is_ascii_alphabetic();
        let mixed = count >= LONG_WORD || letters.contains(latin);
        let mixed = mixed && !is_two_words(letters, latin);
        let latin: Option<String> = if mixed { letters.chars().map(twin).collect() } else { None };
        match latin {
            Some(latin) => {
                all.push_str(&latin);
                all.push_str(&word[letters.len()..]);
            }
            None => all.push_str(word),
        }
    }
    all
}

/// Whether a word of one alphabet was run together with one of another, and no letter taken for another: "камераAcme".
fn is_two_words(letters: &str, latin: impl Fn(char) -> bool) -> bool {
    let first = letters.chars().next().is_some_and(&latin);
    let change = letters.find(|letter| latin(letter) != first).unwrap_or(letters.len());
    let (one, other) = letters.split_at(change);
    let long = |word: &str| word.chars().nth(WORD - 1).is_some();
    long(one) && long(other) && other.chars().all(|letter| latin(letter) != first)
}

/// The Latin letter that a letter looks like, if it is not of its alphabet; `None` if there is none.
fn twin(letter: char) -> Option<char> {
    if !matches!(letter, '\u{0250}'..='\u{02af}' | '\u{0370}'..='\u{03ff}' | '\u{0400}'..='\u{052f}')
    {
        return Some(letter);
    }
    TWINS.iter().find_map(|(foreign, latin)| {
        foreign.chars().zip(latin.chars()).find(|(one, _)| *one == letter).map(|(_, latin)| latin)
    })
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
    }
}
