//! Which legacy encoding a text has. A detector guesses by the letters; where the names of columns or companies are known words in
//! another encoding and not in the guessed one, they know better: a header in Czech or a lone name in Chinese is short, and looks like
//! many things.

use std::collections::HashSet;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, IBM866, ISO_2022_JP, ISO_8859_2, KOI8_R, MACINTOSH,
    SHIFT_JIS, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254,
    WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

use crate::{
    fold::fold,
    tables::{EncodingBasis, Vocabulary},
};

/// The encodings that are tried beside the guessed one, from the most to the least usual.
const ENCODINGS: [&Encoding; 19] = [
    WINDOWS_1252,
    WINDOWS_1250,
    WINDOWS_1251,
    GB18030,
    SHIFT_JIS,
    EUC_KR,
    BIG5,
    WINDOWS_1254,
    EUC_JP,
    WINDOWS_1253,
    WINDOWS_1257,
    WINDOWS_1256,
    WINDOWS_1255,
    KOI8_R,
    ISO_8859_2,
    MACINTOSH,
    WINDOWS_874,
    WINDOWS_1258,
    IBM866,
];
/// At most this many lines may hold the header.
const LINES: usize = 40;
/// The longest line, in bytes, that is looked at.
const LINE: usize = 16 << 10;
/// What may stand between names of columns.
const BETWEEN: [char; 5] = [',', ';', '\t', '|', '"'];

/// The escape sequences with which text in ISO-2022-JP changes to Japanese; all its bytes are ASCII.
const JAPANESE: [&[u8]; 3] = [b"\x1b$B", b"\x1b$@", b"\x1b(I"];

/// The encoding of a text that is all ASCII to look at, but changes its meaning on the way.
pub(super) fn seven_bit(head: &[u8]) -> Option<&'static Encoding> {
    let holds = |sequence: &&[u8]| memchr::memmem::find(head, sequence).is_some();
    JAPANESE.iter().any(holds).then_some(ISO_2022_JP)
}

/// The encoding of a text that is not UTF-8; `whole` says that there is no more of it.
pub(super) fn encoding(
    head: &[u8],
    whole: bool,
    words: &(impl Vocabulary + ?Sized),
) -> (&'static Encoding, EncodingBasis) {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(head, whole);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let lines = first_lines(head);
    let guessed = known(lines, guess, words);
    let mut best = (guessed, guess);
    for encoding in ENCODINGS {
        let known = known(lines, encoding, words);
        if known > best.0 {
            best = (known, encoding);
        }
    }
    if best.0 > guessed {
        return (best.1, EncodingBasis::Headers);
    }
    // A detector goes by letters, and takes a lone pound sign for one of another alphabet.
    let plain = best.1.is_single_byte() && is_signs(head);
    (if plain { WINDOWS_1252 } else { best.1 }, EncodingBasis::Guess)
}

/// Whether a text holds no letters beyond ASCII where it is read in the most usual encoding, but signs such as those of currencies.
fn is_signs(head: &[u8]) -> bool {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(head);
    !text.chars().any(|sign| !sign.is_ascii() && (sign.is_alphabetic() || sign.is_control()))
}

/// The lines among which the header stands.
fn first_lines(head: &[u8]) -> &[u8] {
    let breaks = memchr::memchr2_iter(b'\n', b'\r', head);
    let end = breaks.take(LINES).last().unwrap_or(head.len());
    &head[..end]
}

/// How many names of columns and companies beyond ASCII are known words if the lines are read in this encoding.
fn known(lines: &[u8], encoding: &'static Encoding, words: &(impl Vocabulary + ?Sized)) -> usize {
    let mut found = HashSet::new();
    for line in lines.split(|byte| matches!(byte, b'\n' | b'\r')) {
        if line.is_ascii() || line.len() > LINE {
            continue;
        }
        let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(line) else {
            continue;
        };
        let cells = text.split(BETWEEN).map(str::trim).filter(|cell| !cell.is_ascii());
        let is_word = |cell: &&str| words.is_header(cell) || words.is_company(cell);
        found.extend(cells.filter(is_word).map(fold));
    }
    found.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::cases;

    #[test]
    fn short_headers_tell_their_encoding() {
        let words = cases::<1>("headers", "of-encodings").concat();
        for (encoding, text) in [
            (WINDOWS_1250, "Název;Výrobce;Model;Sériové číslo\nK1;Axis;P3245;1\n"),
            (WINDOWS_1250, "Nazwa;Producent;Urządzenie;Numer części\nK1;Axis;P3245;1\n"),
            (WINDOWS_1251, "Производитель;Модель\nAxis;P3245\n"),
            (IBM866, "Производитель;Модель;Артикул\nAxis;P3245;1\n"),
            (KOI8_R, "Производитель;Модель;Артикул\nAxis;P3245;1\n"),
            (WINDOWS_1252, "Gerätenummer;Hersteller;Überwachung\n1;Axis;ja\n"),
            (WINDOWS_1254, "Üretici;Seri Numarası;Açıklama\nAxis;1;kamera\n"),
            (SHIFT_JIS, "メーカー,型番,設置場所\nAxis,P3245,1F\n"),
            (EUC_JP, "メーカー,型番,製造番号\nAxis,P3245,1F\n"),
            (GB18030, "品牌,型号,序列号\nAxis,P3245,1\n"),
            (BIG5, "廠牌,型號,序號\nAxis,P3245,1\n"),
            (EUC_KR, "제조사,모델명,설명\nAxis,P3245,1\n"),
            (WINDOWS_1252, "Asset,Make,Value\n1,Axis,£450.00\n"),
            (WINDOWS_1252, "Asset,Make,Operating range\n1,Axis,-30° to 60°\n"),
            (MACINTOSH, "Numéro de modèle;Désignation\nP3245;x\n"),
        ] {
            let (bytes, _, lost) = encoding.encode(text);
            assert!(!lost, "{text}");
            let (found, _) = super::encoding(&bytes, true, &words[..]);
            let (read, _) = found.decode_without_bom_handling(&bytes);
            assert_eq!(read, text, "{} taken for {}", encoding.name(), found.name());
        }
    }

    #[test]
    fn seven_bits_may_be_japanese() {
        let (bytes, _, _) = ISO_2022_JP.encode("メーカー,型番\nAxis,P3245\n");
        assert!(bytes.is_ascii());
        assert_eq!(seven_bit(&bytes), Some(ISO_2022_JP));
        assert_eq!(seven_bit(b"Model,Serial"), None);
    }
}
