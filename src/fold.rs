//! Folding: one spelling for all the ways in which people write the same words.
//!
//! Header words, category words, terms of law and names of makers are all compared after folding. What is special to names
//! (legal forms, place words) is the business of `vendors`.

use crate::strings::is_filler;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Folds a text: compatibility forms, case and accents are levelled, and every run of anything that is neither letter nor
/// digit becomes one space; so does a change between Latin and another script ("카메라Acme"). Folding twice is folding once.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// As [`fold`], into a string that can be used again; what it held before is lost.
pub(crate) fn fold_into(text: &str, folded: &mut String) {
    folded.clear();
    if text.is_ascii() {
        return fold_ascii(text, folded);
    }
    let mut gap = false;
    let mut last = None;
    let push = |letter: char| {
        if is_voicing(letter) {
            folded.extend(last.filter(|last| is_kana(*last)).map(|_| letter));
        } else if letter.is_alphanumeric() && !is_filler(letter) {
            gap |= last.is_some_and(|last| is_change_of_script(last, letter));
            if gap && !folded.is_empty() {
                folded.push(' ');
            }
            gap = false;
            last = Some(letter);
            folded.push(letter);
        } else {
            gap = true;
        }
    };
    // Lower case comes between two rounds of decomposition: it can bring forth combining marks (İ) of its own.
    let levelled = text.nfkd().flat_map(char::to_lowercase).nfkd();
    let is_accent = |letter: char| is_combining_mark(letter) && !is_voicing(letter);
    let plain = levelled.filter(|letter| !is_accent(*letter) && *letter != '\u{ad}');
    plain.flat_map(special).for_each(push);
    let composed: String = folded.nfc().collect();
    folded.clear();
    folded.push_str(&composed);
}

/// What most cells are is folded without asking any letter for its script.
fn fold_ascii(text: &str, folded: &mut String) {
    folded.reserve(text.len());
    let mut gap = false;
    for byte in text.bytes() {
        if !byte.is_ascii_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !folded.is_empty() {
            folded.push(' ');
        }
        gap = false;
        folded.push(char::from(byte.to_ascii_lowercase()));
    }
}

/// Whether a word ends between two letters because one is Latin and the other of a script that is not. Digits are of every
/// script, and where no spaces are written no word needs a border.
fn is_change_of_script(one: char, other: char) -> bool {
    let foreign = |letter: char| {
        letter >= '\u{400}'
            && !matches!(letter, '\u{1d00}'..='\u{1eff}' | '\u{2100}'..='\u{2bff}' | '\u{a640}'..='\u{ab6f}')
            && letter.is_alphabetic()
            && !is_unspaced(letter)
    };
    (one.is_ascii_alphabetic() && foreign(other)) || (other.is_ascii_alphabetic() && foreign(one))
}

/// Whether a mark makes another letter of one of the Japanese syllables, as no accent does: タ and ダ.
fn is_voicing(letter: char) -> bool {
    matches!(letter, '\u{3099}' | '\u{309a}')
}

/// Whether a letter is one of the Japanese syllables, or draws one out.
pub(crate) fn is_kana(letter: char) -> bool {
    matches!(letter, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fc}')
}

/// Letters that do not decompose, but that people write in ASCII, and two forms of one letter.
fn special(letter: char) -> impl Iterator<Item = char> {
    let (first, second) = match letter {
        'ß' => ('s', Some('s')),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'ø' => ('o', None),
        'ł' => ('l', None),
        'đ' => ('d', None),
        'ı' => ('i', None),
        // Persian writes two letters of the Arabic alphabet with forms of its own.
        'ی' | 'ى' => ('ي', None),
        'ک' => ('ك', None),
        other => (other, None),
    };
    std::iter::once(first).chain(second)
}

/// Traditional and simplified letters of company names and of the words around them, each with as many bytes as the other.
const HAN: (&str, &str) = (
    "業訊責達網絡視創華為爲興偉術數電團機樂螢國廣聯遠設備監攝無線際號產廠東蘇漢慶門頭鏡錄園區",
    "业讯责达网络视创华为为兴伟术数电团机乐萤国广联远设备监摄无线际号产厂东苏汉庆门头镜录园区",
);

/// A folded text in simplified letters, where it has others; every letter stays in its place.
pub(crate) fn simplified(folded: &str) -> Option<String> {
    if folded.is_ascii() || folded.chars().all(|letter| simple(letter) == letter) {
        return None;
    }
    Some(folded.chars().map(simple).collect())
}

fn simple(letter: char) -> char {
    if !('\u{4e00}'..='\u{9fff}').contains(&letter) {
        return letter;
    }
    let (traditional, plain) = HAN;
    let mut pairs = traditional.chars().zip(plain.chars());
    pairs.find(|(written, _)| *written == letter).map_or(letter, |(_, plain)| plain)
}

/// Where whole words of a folded text begin and end, so that a hit in the middle of a word can be told from a whole word.
/// Scripts written without spaces have no such borders, so each of their letters counts as one.
pub(crate) fn is_whole_word(folded: &str, start: usize, end: usize) -> bool {
    let (Some(before), Some(hit), Some(after)) =
        (folded.get(..start), folded.get(start..end), folded.get(end..))
    else {
        return false;
    };
    let border = |outer: Option<char>, inner: Option<char>| match (outer, inner) {
        (None | Some(' '), _) | (_, None) => true,
        (Some(outer), Some(inner)) => is_unspaced(outer) || is_unspaced(inner),
    };
    border(before.chars().next_back(), hit.chars().next())
        && border(after.chars().next(), hit.chars().next_back())
}

/// Whether a letter belongs to a script that is written without spaces between words.
pub(crate) fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn levels_case_accents_width_and_punctuation() {
        for (written, folded) in [
            ("Co., Ltd.", "co ltd"),
            ("Numéro de série", "numero de serie"),
            ("Straße/STRASSE", "strasse strasse"),
            ("دوربین کنترل", "دوربين كنترل"),
            ("MAC\u{a0}Address:", "mac address"),
            ("ЛАБОРАТОРИЯ Касперского", "лаборатория касперского"),
            ("İstanbul", "istanbul"),
            ("Gerätetyp #2", "geratetyp 2"),
            ("---", ""),
            ("하이크비전", "하이크비전"),
            ("CCTV카메라 Acme", "cctv 카메라 acme"),
            ("камераAcme, 5МП", "камера acme 5мп"),
            ("กล้องAcmeติดตั้ง", "กลอง acme ตดตง"),
            ("Acme摄像机", "acme摄像机"),
            ("ダーファ ﾀﾞｰﾌｧ ターファ", "ダーファ ダーファ ターファ"),
        ] {
            assert_eq!(fold(written), folded);
        }
    }

    #[test]
    fn whole_words_only() {
        let folded = "ztex fpga zte 海康威视摄像机";
        assert!(!is_whole_word(folded, 0, 3));
        assert!(is_whole_word(folded, 10, 13));
        let at = folded.find("海康威视").unwrap();
        assert!(is_whole_word(folded, at, at + "海康威视".len()));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
