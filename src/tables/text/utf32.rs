//! Text in UTF-32, of which each letter takes four bytes, as UTF-8.

use std::io;

use super::rewritten::Rewritten;
use crate::tables::{EncodingBasis, bytes::Bytes};

/// How the names of its two orders begin.
const NAME: &str = "utf-32";
/// At least so many letters tell it where no mark does.
const LETTERS: usize = 8;
const UNIT: usize = 4;
/// The number of a letter.
type NumberOf = fn([u8; UNIT]) -> u32;

const MARK: char = '\u{feff}';

/// How a text in UTF-32 is written.
#[derive(Clone, Copy)]
pub(super) struct Utf32 {
    pub(super) encoding: &'static str,
    pub(super) basis: EncodingBasis,
    number: NumberOf,
}

impl Utf32 {
    /// Whether the user may mean it by a name.
    pub(super) fn is_named(encoding: &str) -> bool {
        encoding.get(..NAME.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(NAME))
    }

    /// That of a text that begins so: by its mark, or as other bytes are no letters of text in four bytes each.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        let orders: [(&str, NumberOf); 2] =
            [("UTF-32LE", u32::from_le_bytes), ("UTF-32BE", u32::from_be_bytes)];
        orders.into_iter().find_map(|(encoding, number)| {
            let mut letters = letters(head, number);
            let marked = letters.clone().next() == Some(Some(MARK));
            let is_text = |letter: Option<char>| {
                letter.is_some_and(|letter| !letter.is_control() || letter.is_whitespace())
            };
            let is_it = marked || head.len() >= LETTERS * UNIT && letters.all(is_text);
            let basis = if marked { EncodingBasis::Mark } else { EncodingBasis::Bytes };
            is_it.then_some(Self { encoding, basis, number })
        })
    }

    /// The text in UTF-8, without its mark.
    pub(super) fn decoded(self, bytes: Bytes) -> Bytes {
        Box::new(Rewritten::new(bytes, move |raw: &[u8], is_last, text: &mut Vec<u8>| {
            if is_last && !raw.is_empty() {
                return Err(damaged());
            }
            for letter in letters(raw, self.number) {
                let letter = letter.ok_or_else(damaged)?;
                if letter != MARK {
                    text.extend_from_slice(letter.encode_utf8(&mut [0; UNIT]).as_bytes());
                }
            }
            Ok(raw.len() - raw.len() % UNIT)
        }))
    }
}

fn letters(bytes: &[u8], number: NumberOf) -> impl Iterator<Item = Option<char>> + Clone {
    let (units, _) = bytes.as_chunks();
    units.iter().map(move |unit| char::from_u32(number(*unit)))
}

fn damaged() -> io::Error {
    let cause = "its UTF-32 is damaged, so that the letters behind it are others";
    io::Error::new(io::ErrorKind::InvalidData, cause)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;

    #[test]
    fn letters_of_four_bytes_are_read_with_a_mark_or_without() {
        let text = "Maker;Model\n海康威视;Süd\n".repeat(9000);
        for (mark, basis) in [("\u{feff}", EncodingBasis::Mark), ("", EncodingBasis::Bytes)] {
            let marked = format!("{mark}{text}");
            let units = |bytes: fn(u32) -> [u8; 4]| -> Vec<u8> {
                marked.chars().flat_map(|letter| bytes(letter.into())).collect()
            };
            for (name, bytes) in
                [("UTF-32LE", units(u32::to_le_bytes)), ("UTF-32BE", units(u32::to_be_bytes))]
            {
                let form = Utf32::of(&bytes).unwrap();
                assert_eq!((form.encoding, form.basis), (name, basis));
                let mut read = String::new();
                form.decoded(Box::new(Cursor::new(bytes.clone())))
                    .read_to_string(&mut read)
                    .unwrap();
                assert_eq!(read, text);
                let cut = Cursor::new(bytes[..bytes.len() - 1].to_vec());
                assert!(form.decoded(Box::new(cut)).read_to_string(&mut read).is_err());
            }
        }
        let numbers: Vec<_> = (0..99_u32).flat_map(u32::to_le_bytes).collect();
        for other in [text.as_bytes(), b"", &[0; 64], &numbers, b"\xff\xfeM\0o\0d\0e\0l\0\n\0"] {
            assert!(Utf32::of(other).is_none(), "{}", other[..other.len().min(8)].escape_ascii());
        }
    }
}
