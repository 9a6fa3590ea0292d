//! A glance at a cell: one pass over its bytes, after which most questions can be answered without reading it again.

/// Longer cells are not glanced at.
pub(crate) const LONGEST: usize = 64;

/// What one pass over an ASCII text of at most 64 bytes shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glance {
    /// Its letters and digits in lower case, without what stands between them.
    plain: [u8; LONGEST],
    count: usize,
    /// One bit for each of them that begins a word.
    words: u64,
    /// The same of words inside of a name, which begin where case or digits do: `LimSw01`.
    inner: u64,
    signs: u8,
    /// How many may be hexadecimal digits.
    hex: u8,
}

const DIGIT: u8 = 1;
const UPPER: u8 = 1 << 1;
const LOWER: u8 = 1 << 2;
const HEX: u8 = 1 << 3;
const COLON: u8 = 1 << 4;
const EQUALS: u8 = 1 << 5;
const PLUS: u8 = 1 << 6;
const FOREIGN: u8 = 1 << 7;

/// Each byte in lower case, or 0 where it is neither letter nor digit, and what it is.
const BYTES: [(u8, u8); 256] = {
    let mut table = [(0, 0); 256];
    let mut byte: u8 = 0;
    loop {
        let plain = if byte.is_ascii_alphanumeric() { byte.to_ascii_lowercase() } else { 0 };
        let hex = if byte.is_ascii_hexdigit() { HEX } else { 0 };
        let sign = match byte {
            b'0'..=b'9' => DIGIT,
            b'A'..=b'Z' => UPPER,
            b'a'..=b'z' => LOWER,
            b':' => COLON,
            b'=' => EQUALS,
            b'+' => PLUS,
            0x80.. => FOREIGN,
            _ => 0,
        };
        table[byte as usize] = (plain, sign | hex);
        if byte == u8::MAX {
            break;
        }
        byte += 1;
    }
    table
};

impl Glance {
    /// A glance at a text; `None` where it is long, or not ASCII.
    pub(crate) fn at(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let mut glance =
            Self { plain: [0; LONGEST], count: 0, words: 0, inner: 0, signs: 0, hex: 0 };
        let (mut before, mut bit) = (0, 1_u64);
        for byte in text.bytes() {
            let (plain, sign) = BYTES[usize::from(byte)];
            glance.signs |= sign;
            glance.hex += (sign & HEX) / HEX;
            if plain != 0 {
                if let Some(slot) = glance.plain.get_mut(glance.count) {
                    *slot = plain;
                }
                let gap = before & (DIGIT | UPPER | LOWER) == 0;
                let inside =
                    (before & LOWER != 0 && sign & UPPER != 0) || (before ^ sign) & DIGIT != 0;
                glance.words |= if gap { bit } else { 0 };
                glance.inner |= if inside && !gap { bit } else { 0 };
                glance.count += 1;
                bit <<= 1;
            }
            before = sign;
        }
        (glance.signs & FOREIGN == 0).then_some(glance)
    }

    /// What follows the start of each word, gaps left out.
    #[inline]
    pub(crate) fn words(&self) -> impl Iterator<Item = &[u8]> {
        self.from(self.words)
    }

    /// The same of the words inside of names too.
    #[inline]
    pub(crate) fn inner_words(&self) -> impl Iterator<Item = &[u8]> {
        self.from(self.words | self.inner)
    }

    #[inline]
    fn from(&self, starts: u64) -> impl Iterator<Item = &[u8]> {
        let plain = self.plain.get(..self.count).unwrap_or_default();
        let mut left = starts;
        std::iter::from_fn(move || {
            let at = left.trailing_zeros() as usize;
            left &= left.wrapping_sub(1);
            plain.get(at..).filter(|rest| !rest.is_empty())
        })
    }

    /// Whether it holds a digit.
    pub(crate) fn has_digit(&self) -> bool {
        self.signs & DIGIT != 0
    }

    /// Whether it holds a letter.
    pub(crate) fn has_letter(&self) -> bool {
        self.signs & (UPPER | LOWER) != 0
    }

    /// Whether it holds a colon.
    pub(crate) fn has_colon(&self) -> bool {
        self.signs & COLON != 0
    }

    /// Whether it holds what may stand between a label and its value.
    pub(crate) fn has_label_mark(&self) -> bool {
        self.signs & (COLON | EQUALS) != 0
    }

    /// Whether it holds a plus.
    pub(crate) fn has_plus(&self) -> bool {
        self.signs & PLUS != 0
    }

    /// How many of its bytes may be hexadecimal digits.
    pub(crate) fn hex_digits(&self) -> usize {
        usize::from(self.hex)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begin_after_gaps_and_inside_of_names() {
        let glance = Glance::at("LimSw01-b x").unwrap();
        let words = |words: Vec<&[u8]>| {
            words.iter().map(|word| String::from_utf8_lossy(word).into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(words(glance.words().collect()), ["limsw01bx", "bx", "x"]);
        assert_eq!(
            words(glance.inner_words().collect()),
            ["limsw01bx", "sw01bx", "01bx", "bx", "x"]
        );
        assert!(glance.has_digit() && !glance.has_colon());
        assert!(Glance::at("é").is_none());
        assert!(Glance::at(&"x".repeat(LONGEST + 1)).is_none());
        assert_eq!(Glance::at("").unwrap().words().count(), 0);
        assert_eq!(Glance::at(&"a ".repeat(32)).unwrap().words().count(), 32);
    }
}
