//! What a file is, from its first bytes: text and in which encoding, or something else altogether.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{
    disguise::{self, EXPORT, Stranger},
    foreign, legacy,
};
use crate::tables::{
    EncodingBasis, Vocabulary,
    books::kind::{OLE, ZIP},
    packed::GZIP,
    zstd::FRAME,
};

/// The encoding of a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct DetectedEncoding {
    pub(super) encoding: &'static Encoding,
    pub(super) basis: EncodingBasis,
    /// The length of the byte order mark.
    pub(super) mark: usize,
}

const UNPACK: &str = "unpack it first";
const UTF32: &str = "text in UTF-32";
const UTF8: &str = "save it as UTF-8";
const LFS: &str = "a pointer that Git LFS keeps in place of a file";
/// What of these may well hold the rows of one inventory.
const WITH_ROWS: [&str; 7] = [GZIPPED, FRAMED, BZIP2, XZ, PARQUET, UTF32, LFS];
const GZIPPED: &str = "a gzip file, packed once more";
const FRAMED: &str = "a zstd file, packed once more";
const BZIP2: &str = "a bzip2 file";
const XZ: &str = "an xz file";
const PARQUET: &str = "a Parquet file";

/// The first bytes of files that are taken for inventories by mistake.
const STRANGERS: &[(&[u8], &str, &str)] = &[
    (ZIP[0], "a workbook or another ZIP archive, packed once more", UNPACK),
    (OLE, "an old Excel workbook (or another Office file), packed once more", UNPACK),
    (b"%PDF", "a PDF document", EXPORT),
    (GZIP, GZIPPED, UNPACK),
    (b"BZh", BZIP2, UNPACK),
    (b"\xfd7zXZ\0", XZ, UNPACK),
    (FRAME, FRAMED, UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    (b"Rar!", "a RAR archive", UNPACK),
    (b"\x89PNG", "a PNG picture", EXPORT),
    (b"\xff\xd8\xff", "a JPEG picture", EXPORT),
    (b"SQLite format 3\0", "an SQLite database", EXPORT),
    (b"PAR1", PARQUET, EXPORT),
    (b"{\\rtf", "an RTF document", EXPORT),
    (b"\xff\xfe\0\0", UTF32, UTF8),
    (b"\0\0\xfe\xff", UTF32, UTF8),
    (
        b"version https://git-lfs.github.com/spec/",
        LFS,
        "the file itself is not here: fetch it with `git lfs pull`",
    ),
];

/// What no text is.
const BINARY: Stranger = Stranger {
    looks: "binary data",
    advice: "check that it is the file you meant, or save it as CSV (UTF-8)",
    is_page: false,
    holds_rows: false,
};

/// What mainframes write.
const EBCDIC: Stranger = Stranger {
    looks: "text in EBCDIC, as mainframes write it",
    advice: "save it as UTF-8, such as with `iconv -f IBM1047 -t UTF-8`",
    is_page: false,
    holds_rows: true,
};

/// What some program or disk has written zeros into.
const WITH_ZEROS: Stranger = Stranger {
    looks: "text in which many bytes are zero",
    advice: "export it again, or copy it anew: what stood in place of the zeros is lost",
    is_page: false,
    holds_rows: true,
};

/// At least this many kinds of control characters make a text binary data where they are more than one letter in so many: few where it is in a legacy
/// encoding, as which any bytes can be read, and more in UTF-8, in which bytes hardly ever are by chance.
const KINDS: usize = 2;
const KINDS_IN_UTF8: usize = 6;
const ONE_IN: usize = 50;

/// At most one letter in this many of UTF-16 is a control character.
const FEW_IN: usize = 16;
/// This many letters that are pairs of ASCII are none of Chinese by chance.
const PAIRS: usize = 10;

/// Whether the first bytes are those of something else than delimited text.
pub(super) fn stranger(head: &[u8]) -> Option<Stranger> {
    let magic = STRANGERS.iter().find(|(magic, ..)| head.starts_with(magic));
    if let Some(&(_, looks, advice)) = magic {
        return Some(Stranger {
            looks,
            advice,
            is_page: false,
            holds_rows: WITH_ROWS.contains(&looks),
        });
    }
    disguise::of(head)
}

/// The encoding of a text by its first bytes; `whole` says that there are no more. An error says what the bytes look like.
pub(super) fn encoding(
    head: &[u8],
    whole: bool,
    words: &(impl Vocabulary + ?Sized),
) -> Result<DetectedEncoding, Stranger> {
    if let Some((encoding, mark)) = Encoding::for_bom(head) {
        return Ok(DetectedEncoding { encoding, basis: EncodingBasis::Mark, mark });
    }
    let bytes = |encoding| DetectedEncoding { encoding, basis: EncodingBasis::Bytes, mark: 0 };
    if head.contains(&0) {
        if let Some(encoding) = utf16(head) {
            return Ok(bytes(encoding));
        }
        if let Some(stranger) = odd_zeros(head) {
            return Err(stranger);
        }
    }
    let valid = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && !whole,
    };
    if !valid && is_ebcdic(head) {
        return Err(EBCDIC);
    }
    if let Some(looks) = foreign::looks(head).filter(|_| !valid || head.is_ascii()) {
        return Err(Stranger { looks, advice: UTF8, is_page: false, holds_rows: true });
    }
    if is_binary(head, valid) {
        return Err(BINARY);
    }
    if let Some(encoding) = declared(head).filter(|_| !valid || head.is_ascii()) {
        return Ok(DetectedEncoding { encoding, basis: EncodingBasis::Mark, mark: 0 });
    }
    if valid || is_damaged_utf8(head) {
        return Ok(bytes(legacy::seven_bit(head).unwrap_or(UTF_8)));
    }
    let (encoding, basis) = legacy::encoding(head, whole, words);
    Ok(DetectedEncoding { encoding, basis, mark: 0 })
}

/// The encoding that an XML document says that it has; UTF-16 would show in the bytes.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let end = head.iter().position(|byte| *byte == b'>')?;
    let declaration = std::str::from_utf8(head.get(..end)?).ok()?.trim_start();
    let (_, declared) = declaration.strip_prefix("<?xml")?.split_once("encoding")?;
    let declared = declared.trim_start_matches(['=', ' ', '\t']);
    let quote = declared.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let (name, _) = declared[1..].split_once(quote)?;
    Encoding::for_label(name.as_bytes()).filter(|one| one.is_ascii_compatible())
}

/// Whether a text is UTF-8 but for some bytes: other encodings hardly ever form its longer letters by chance, so a text with more
/// such letters than faults is UTF-8 with faulty rows, and not all of it another encoding.
fn is_damaged_utf8(head: &[u8]) -> bool {
    let (mut letters, mut faults, mut at, mut behind) = (0, 0, 0, 0);
    for chunk in head.utf8_chunks() {
        letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        at += chunk.valid().len();
        if at >= behind && !chunk.invalid().is_empty() {
            let length = strange_letter(&head[at..]);
            letters += usize::from(length > 0);
            faults += usize::from(length == 0);
            behind = at + length;
        }
        at += chunk.invalid().len();
    }
    letters > faults
}

/// The length of a letter that is formed as those of UTF-8 are, and is none: longer than it need be, half of a pair of UTF-16, or beyond all
/// letters; 0 where there is none. Such are written by old or hostile programs, and in no other encoding.
fn strange_letter(bytes: &[u8]) -> usize {
    let length = match bytes.first() {
        Some(0xc0 | 0xc1) => 2,
        Some(0xe0 | 0xed) => 3,
        Some(0xf0 | 0xf4..=0xf7) => 4,
        Some(0xf8..=0xfb) => 5,
        Some(0xfc | 0xfd) => 6,
        _ => return 0,
    };
    let goes_on = |byte: &u8| matches!(byte, 0x80..=0xbf);
    let is_formed = bytes.get(1..length).is_some_and(|rest| rest.iter().all(goes_on));
    if is_formed { length } else { 0 }
}

/// Whether bytes hold control characters as no text does. Those that end, part and move within lines are none of these, nor those that
/// change colours and alphabets.
fn is_binary(head: &[u8], is_utf8: bool) -> bool {
    let odd = |byte: &u8| matches!(byte, 1..=7 | 0x10..=0x19 | 0x7f);
    let mut seen = [false; 128];
    let found = head.iter().filter(|byte| odd(byte));
    let count = found.inspect(|byte| seen[usize::from(**byte)] = true).count();
    let kinds = seen.iter().filter(|seen| **seen).count();
    kinds >= if is_utf8 { KINDS_IN_UTF8 } else { KINDS } && count * ONE_IN > head.len()
}

/// At least so many bytes tell EBCDIC, and of ten of them so many are its letters, digits, signs, blanks and line breaks.
const LETTERS: usize = 32;
const OF_TEN: usize = 9;

/// Whether nearly all bytes are what EBCDIC has for Latin letters, digits and the like, which other encodings have elsewhere, and none is a
/// line break or a blank of theirs.
fn is_ebcdic(head: &[u8]) -> bool {
    let is_usual = |byte: &&u8| {
        matches!(byte, 0x05 | 0x0d | 0x15 | 0x25 | 0x40 | 0x4b..=0x50 | 0x5a..=0x61 | 0x6b..=0x6f)
            || matches!(byte, 0x79..=0x7f | 0x81..=0x89 | 0x91..=0x99 | 0xa2..=0xa9)
            || matches!(byte, 0xc1..=0xc9 | 0xd1..=0xd9 | 0xe2..=0xe9 | 0xf0..=0xf9)
    };
    head.len() >= LETTERS
        && !head.iter().any(|byte| matches!(byte, b'\n' | b' ' | b'\t'))
        && head.iter().filter(is_usual).count() * 10 >= head.len() * OF_TEN
}

/// What is to be said of bytes that are no UTF-16 and hold zeros; `None` where these are few, and all that is odd: some rows are damaged,
/// and the others are not.
fn odd_zeros(head: &[u8]) -> Option<Stranger> {
    let zeros = memchr::memchr_iter(0, head).count();
    let is_odd = |byte: &u8| {
        byte.is_ascii_control() && !matches!(byte, 0 | 0x1e) && !byte.is_ascii_whitespace()
    };
    let is_text = !head.iter().any(is_odd) && zeros * 2 < head.len();
    if is_text && zeros * 16 < head.len() {
        return None;
    }
    let lines = memchr::memchr_iter(b'\n', head).count();
    Some(if is_text && lines > 1 { WITH_ZEROS } else { BINARY })
}

/// Line breaks, separators, and what parts the values of documents.
const MARKS: &[u8] = b"\n\r,;\t<>{}\"";

/// UTF-16 without a mark: line breaks and separators have a zero beside them, always on the same side. Letters do not tell: every
/// second byte of Western text is zero, but hardly one of Chinese, and those that are stand on either side.
fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    if is_text_without_zeros(head) {
        return None;
    }
    let head = &head[..head.len() & !1];
    let marks = |at: usize| {
        let pairs = head.chunks_exact(2).filter(|pair| pair[1 - at] == 0);
        pairs.filter(|pair| MARKS.contains(&pair[at])).count()
    };
    let (little, big) = (marks(0), marks(1));
    if little > big * 4 && is_utf16(head, UTF_16LE) {
        Some(UTF_16LE)
    } else if big > little * 4 && is_utf16(head, UTF_16BE) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether zeros are fewer than in Western UTF-16, and what stands between them is UTF-8 or nearly all ASCII, as Chinese UTF-16 never is: they
/// are damage to another text, though one of them may stand beside a line break. Half the bytes of other alphabets in UTF-16 are control
/// characters.
fn is_text_without_zeros(head: &[u8]) -> bool {
    let rest: Vec<_> = head.iter().copied().filter(|byte| *byte != 0).collect();
    let is_control = |byte: &&u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
    if rest.iter().filter(is_control).count() * FEW_IN > rest.len() {
        return false;
    }
    let ascii = rest.iter().filter(|byte| byte.is_ascii()).count();
    let is_utf8 = || match std::str::from_utf8(&rest) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    (head.len() - rest.len()) * 4 < head.len() && (ascii * 10 > rest.len() * 9 || is_utf8())
}

/// Whether nothing of the bytes is invalid in an encoding, nor many of them signs that no text has; a few may have come from a terminal
/// or an old editor. Text that begins in one byte a letter has another encoding behind that.
fn is_utf16(head: &[u8], encoding: &'static Encoding) -> bool {
    let (text, malformed) = encoding.decode_without_bom_handling(head);
    let control = |c: &char| c.is_control() && !c.is_whitespace();
    // The last letter may be cut in two.
    let cut = text.trim_end_matches(char::REPLACEMENT_CHARACTER);
    (!malformed || !cut.contains(char::REPLACEMENT_CHARACTER))
        && cut.chars().filter(control).count() * FEW_IN < cut.chars().count()
        && !are_pairs_of_ascii(cut.chars())
}

/// Whether the first letters of a text in UTF-16 are pairs of letters that take a byte each.
pub(super) fn are_pairs_of_ascii(letters: impl Iterator<Item = char>) -> bool {
    let is_ascii = |byte: u32| matches!(byte, 0x09 | 0x0a | 0x0d | 0x20..=0x7e);
    let is_pair = |letter: char| {
        let letter = u32::from(letter);
        is_ascii(letter >> 8) && is_ascii(letter & 0xff)
    };
    let mut count = 0;
    letters.take(PAIRS).inspect(|_| count += 1).all(is_pair) && count == PAIRS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    fn utf16be(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_be_bytes).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        let text = "Hersteller;Gerät\nHikvision;Überwachungskamera für Tür\n";
        let latin = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        let xml = "<?xml version='1.0' encoding='ISO-8859-1'?><a>";
        let umlaut = [xml.as_bytes(), b"\xfc"].concat();
        let marked = [b"\xff\xfe".as_slice(), &utf16le(text)].concat();
        let cut = &text.as_bytes()[..=text.find('ä').unwrap()];
        for (bytes, name, basis) in [
            (text.as_bytes(), "UTF-8", EncodingBasis::Bytes),
            (b"\xef\xbb\xbfModel", "UTF-8", EncodingBasis::Mark),
            (cut, "UTF-8", EncodingBasis::Bytes),
            (&latin, "windows-1252", EncodingBasis::Guess),
            (&marked, "UTF-16LE", EncodingBasis::Mark),
            (&utf16le(text), "UTF-16LE", EncodingBasis::Bytes),
            (&utf16be(text), "UTF-16BE", EncodingBasis::Bytes),
            (xml.as_bytes(), "windows-1252", EncodingBasis::Mark),
            (&umlaut, "windows-1252", EncodingBasis::Mark),
            (format!("{xml}ü").as_bytes(), "UTF-8", EncodingBasis::Bytes),
            (&utf16le("品牌,型号\n海康威视,一号\n"), "UTF-16LE", EncodingBasis::Bytes),
            (&utf16be("メーカー\t型番\n監視カメラ\tカメラ\n"), "UTF-16BE", EncodingBasis::Bytes),
            (&utf16le("Maker,Model\nAxis,P3265\n\u{1a}"), "UTF-16LE", EncodingBasis::Bytes),
            (&utf16le("Производитель;Модель\nХиквижн;один\n"), "UTF-16LE", EncodingBasis::Bytes),
            (&utf16be("Κατασκευαστής;Μοντέλο\nΧ;Ψ\n"), "UTF-16BE", EncodingBasis::Bytes),
        ] {
            let found = encoding(bytes, false, &[""; 0][..]).unwrap();
            assert_eq!((found.encoding.name(), found.basis), (name, basis));
        }
        assert_eq!(
            encoding(b"\x00\x01\x02abc\x00\x00", true, &[""; 0][..]).unwrap_err().looks,
            "binary data"
        );
    }

    #[test]
    fn letters_that_utf8_forbids_make_no_other_encoding_of_it() {
        for name in
            [b"Hik\xf8\x88\x80\x80\x80v".as_slice(), b"\xed\xa0\x80\xed\xb0\x80", b"A\xc1\x88x"]
        {
            for more in ["", ",Z\u{fc}rich"] {
                let text = [b"Maker,Model\n", name, more.as_bytes(), b"\nAxis,P3265\n"].concat();
                let found = encoding(&text, true, &[""; 0][..]).unwrap();
                assert_eq!(found.encoding, UTF_8, "{}", text.escape_ascii());
            }
        }
        let cyrillic = "Производитель;Модель;Дата;Камера рядом с воротами, эра электроники";
        for (encoding, text) in [
            (encoding_rs::WINDOWS_1252, "Gerät;Fuß»;été–hiver;à la carte;É…"),
            (encoding_rs::WINDOWS_1251, cyrillic),
            (encoding_rs::IBM866, cyrillic),
            (encoding_rs::KOI8_R, cyrillic),
            (encoding_rs::GBK, "品牌,型号,海康威视网络摄像机,序列号,聢"),
            (encoding_rs::BIG5, "廠牌,型號,網路攝影機,序號"),
            (encoding_rs::SHIFT_JIS, "メーカー,型番,監視カメラ,設置場所"),
            (encoding_rs::EUC_KR, "제조사,모델명,감시 카메라,설명"),
        ] {
            let text = encoding.encode(text).0;
            assert!(!is_damaged_utf8(&text), "{}", encoding.name());
        }
    }

    #[test]
    fn lines_in_utf16_behind_others_are_told() {
        let text = "Asset,Maker,Model\n1,Axis,P3265\n";
        let both = [text.as_bytes(), &utf16le(&text.repeat(3))].concat();
        assert!(encoding(&both, true, &[""; 0][..]).unwrap_err().holds_rows);
    }

    #[test]
    fn control_characters_of_several_kinds_are_no_text() {
        for (bytes, is_text) in [
            (b"\x9a\x0b,\xdd\xbcZ\x0f$\xee\x1ex\xb2\x0f\x03\xb0\x155u\xfe\xf7".as_slice(), false),
            (b"M\x01o\x02d\x03e\x04l\x05,\x06\n", false),
            (b"\x02Model;Ger\xe4t\r\n", true),
            (b"\x02Model\x03\r\n\x02P3245\x03\r\n", true),
            (b"Model\x1fGer\xe4t\x1e\x0e\x0f\x1b[1m\x08\x1a", true),
            (b"Model;Ger\xe4t;a long line in which a byte \x01 or two \x7f are damaged, and all others are text;P3245-LVE;in the second yard\n", true),
        ] {
            let found = encoding(bytes, true, &[""; 0][..]);
            assert_eq!(found.is_ok(), is_text, "{}", bytes.escape_ascii());
        }
    }

    #[test]
    fn a_few_zeros_are_damage_and_no_binary_data() {
        let text = "{\"model\": \"P32\0 45-LVE\"}\n{\"model\": \"P3245-LVE\"}\n";
        let found = encoding(text.as_bytes(), true, &[""; 0][..]).unwrap();
        assert_eq!(found.encoding.name(), "UTF-8");
        let odd = |text: String| encoding(text.as_bytes(), true, &[""; 0][..]).unwrap_err();
        assert!(odd(text.to_owned() + &"\0".repeat(20)).holds_rows);
        assert!(!odd(text.replace(' ', "\u{1}")).holds_rows);
        assert!(!odd(text.to_owned() + &"\0".repeat(60)).holds_rows);
    }

    #[test]
    fn a_zero_beside_a_mark_makes_no_utf16_of_a_text() {
        let rows = "Asset,Maker,Model\n1,Hikvision,DS-2CD2143G2-I\n2,Axis,P3265\n";
        for text in [
            format!("{rows}\0\n"),
            format!("{rows}\n\0"),
            rows.replacen("Axis,", "Axis,\0", 1),
            rows.replacen("Axis,", "Axis\0,", 1),
            rows.replacen('2', "\0,\0\0,2", 1),
        ] {
            let found = encoding(text.as_bytes(), true, &[""; 0][..]).unwrap();
            assert_eq!(found.encoding.name(), "UTF-8", "{text:?}");
        }
    }

    /// `Asset,Maker,Model` and a row, as code page 1047 has them.
    #[test]
    fn text_of_mainframes_is_told() {
        let header = b"\xc1\xa2\xa2\x85\xa3k\xd4\x81\x92\x85\x99k\xd4\x96\x84\x85\x93\x15";
        let row = b"\xf1k\xc8\x89\x92\xa5\x89\xa2\x89\x96\x95k\xc4\xe2`\xf2\xc3\xc4\xf2\xf1\xf4\xf3\xc7\xf2`\xc9\x15";
        let found = encoding(&[header.as_slice(), row].concat(), true, &[""; 0][..]);
        assert_eq!(found.unwrap_err().looks, EBCDIC.looks);
        let cyrillic = "Производитель;Модель;Камера наблюдения;Склад номер 4;Хиквижн".repeat(9);
        for other in [
            encoding_rs::WINDOWS_1251.encode(&cyrillic).0,
            encoding_rs::WINDOWS_1251.encode(&cyrillic.to_uppercase().replace(' ', "")).0,
            encoding_rs::KOI8_R.encode(&cyrillic.replace(' ', "")).0,
            encoding_rs::GBK.encode(&"品牌型号海康威视摄像机".repeat(9)).0,
            encoding_rs::SHIFT_JIS.encode(&"メーカー型番監視カメラ".repeat(9)).0,
        ] {
            assert!(encoding(&other, true, &[""; 0][..]).is_ok(), "{}", other.escape_ascii());
        }
    }

    #[test]
    fn strangers_are_named() {
        for (bytes, looks) in [
            (b"%PDF-1.7".as_slice(), "a PDF document"),
            (b"\x1f\x8b\x08", GZIPPED),
            (b"\n <!DOCTYPE html>", "a web page"),
            (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d", LFS),
        ] {
            assert_eq!(stranger(bytes).unwrap().looks, looks);
        }
        assert_eq!(stranger(b"Model,Serial"), None);
    }
}
