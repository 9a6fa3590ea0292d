//! Encodings for which no table is at hand. They look like other text, in which nothing would be found.

use memchr::memmem;

/// What changes to Korean or Chinese in text of seven bits, as ISO 2022 has it.
const CHANGES: [&[u8]; 4] = [b"\x1b$)C", b"\x1b$)A", b"\x1b$)G", b"\x1b$*H"];
/// At least so many letters in a row are none by chance.
const LETTERS: usize = 8;

/// What a text is that begins so, if it is in such an encoding.
pub(super) fn looks(head: &[u8]) -> Option<&'static str> {
    let changes = |sequence: &&[u8]| memmem::find(head, sequence).is_some();
    if CHANGES.iter().any(changes) {
        return Some("text in ISO-2022-KR or ISO-2022-CN");
    }
    if head.is_ascii() {
        let hz = is_hz(head).then_some("text in HZ, which writes Chinese in ASCII");
        return hz
            .or_else(|| is_utf7(head).then_some("text in UTF-7, which writes letters in ASCII"));
    }
    is_johab(head).then_some("text in Johab, an old encoding of Korean")
}

/// Whether Chinese stands in it between `~{` and `~}`, a pair of bytes a letter.
fn is_hz(head: &[u8]) -> bool {
    memmem::find_iter(head, b"~{").any(|at| {
        let rest = head.get(at + 2..).unwrap_or_default();
        let letters = memmem::find(rest, b"~}").and_then(|end| rest.get(..end)).unwrap_or_default();
        let is_letter = |pair: &[u8]| matches!(pair, [0x21..=0x77, 0x21..=0x7e]);
        !letters.is_empty() && letters.len().is_multiple_of(2) && letters.chunks(2).all(is_letter)
    })
}

/// Whether letters stand in it between `+` and `-` as UTF-7 writes them: UTF-16 in Base64 of either case, nothing left over.
fn is_utf7(head: &[u8]) -> bool {
    memmem::find_iter(head, b"+").any(|at| {
        let rest = head.get(at + 1..).unwrap_or_default();
        let end = rest.iter().position(|byte| sextet(*byte).is_none()).unwrap_or(rest.len());
        let has = |is: fn(&u8) -> bool| rest[..end].iter().any(is);
        rest.get(end) == Some(&b'-')
            && has(u8::is_ascii_lowercase)
            && has(u8::is_ascii_uppercase)
            && are_letters(&rest[..end])
    })
}

/// Whether Base64 holds two letters of UTF-16 or more, and nothing else.
fn are_letters(base64: &[u8]) -> bool {
    let (mut bits, mut count, mut units) = (0_u32, 0, Vec::new());
    for value in base64.iter().filter_map(|byte| sextet(*byte)) {
        (bits, count) = (bits << 6 | u32::from(value), count + 6);
        if count >= 16 {
            count -= 16;
            units.extend(u16::try_from(bits >> count));
            bits &= (1 << count) - 1;
        }
    }
    let is_letter = |unit: Result<char, _>| {
        unit.is_ok_and(|letter: char| letter.is_alphabetic() && !letter.is_ascii())
    };
    units.len() > 1 && count < 6 && bits == 0 && char::decode_utf16(units).all(is_letter)
}

/// What a sign of Base64 stands for.
fn sextet(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

/// Whether all that is beyond ASCII are syllables of Johab, whose bits are their three parts: those of other encodings are so by chance,
/// each third of them.
fn is_johab(head: &[u8]) -> bool {
    let (mut letters, mut at) = (0, 0);
    while let Some(&first) = head.get(at) {
        if first.is_ascii() {
            at += 1;
            continue;
        }
        let Some(&second) = head.get(at + 1) else { break };
        let letter = u16::from_be_bytes([first, second]);
        let [begin, middle, end] = [letter >> 10, letter >> 5, letter].map(|part| part & 0x1f);
        let is_syllable = matches!(begin, 2..=20)
            && matches!(middle, 3..=7 | 10..=15 | 18..=23 | 26..=29)
            && matches!(end, 1..=17 | 19..=29);
        if !is_syllable {
            return false;
        }
        letters += 1;
        at += 2;
    }
    letters >= LETTERS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_without_a_table_are_told() {
        let johab = b"\xb9A\xb9\xa1\xaca,\xa1\xa1\x95I\xa1w,\x88q\xaf\xa1 \xc4a\xa1A\x9ca,\xac\xe9\xa1w,\xd0a\xb7\xa1\xc7a\xa7\xa1\xb8\xe5".as_slice();
        let utf7 = b"Maker,Model\nT1,+bXdet1oBicY-,X\n".as_slice();
        for text in [johab, b"Maker\n\x1b$)C\x0eGO@L\x0f\n", b"Maker,Model\n~{:#?5M~JS~},X\n", utf7]
        {
            assert!(looks(text).is_some(), "{}", text.escape_ascii());
        }
        let korean = encoding_rs::EUC_KR.encode("제조사,모델명,감시 카메라,설명,하이크비전").0;
        let latin = encoding_rs::WINDOWS_1252.encode("Übergabe Élan ÀÉÎÕÜ Gerät für Tür").0;
        let signs =
            b"+49301234567-12, C++Builder-5, a+b-c, +Outdoor-1, DS+Ax-2, +AGEAYg-".as_slice();
        let plain = b"a ~{b}~ c, ~{ for x ~}".as_slice();
        for text in [plain, signs, &korean, &latin, "海康威视".as_bytes()] {
            assert_eq!(looks(text), None, "{}", text.escape_ascii());
        }
    }
}
