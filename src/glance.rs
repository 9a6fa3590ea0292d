//! A glance at a cell: one pass over its bytes, after which most questions can be answered without reading it again.

/// What one pass over an ASCII text shows; its room can be used for the next text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Glance {
    /// Its letters and digits in lower case, without what stands between them.
    plain: Vec<u8>,
    /// Where in these words begin.
    words: Vec<usize>,
    /// Where words begin inside of names, as case and digits show: `LimSw01`.
    inner: Vec<usize>,
    signs: u8,
    /// How many may be hexadecimal digits.
    hex: usize,
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
    /// Glances at a text; false where it is not ASCII, so that nothing can be said of it.
    pub(crate) fn read(&mut self, text: &str) -> bool {
        self.plain.clear();
        self.words.clear();
        self.inner.clear();
        (self.signs, self.hex) = (0, 0);
        let mut before = 0;
        for byte in text.bytes() {
            let (plain, sign) = BYTES[usize::from(byte)];
            self.signs |= sign;
            self.hex += usize::from(sign & HEX != 0);
            if plain != 0 {
                let inside =
                    (before & LOWER != 0 && sign & UPPER != 0) || (before ^ sign) & DIGIT != 0;
                if before & (DIGIT | UPPER | LOWER) == 0 {
                    self.words.push(self.plain.len());
                } else if inside {
                    self.inner.push(self.plain.len());
                }
                self.plain.push(plain);
            }
            before = sign;
        }
        self.signs & FOREIGN == 0
    }

    /// What follows the start of each word, gaps left out.
    pub(crate) fn words(&self) -> impl Iterator<Item = &[u8]> {
        self.words.iter().filter_map(|&at| self.plain.get(at..))
    }

    /// The same of the words inside of names too.
    pub(crate) fn inner_words(&self) -> impl Iterator<Item = &[u8]> {
        self.words.iter().chain(&self.inner).filter_map(|&at| self.plain.get(at..))
    }

    /// Whether it holds a digit.
    pub(crate) fn has_digit(&self) -> bool {
        self.signs & DIGIT != 0
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
        self.hex
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begin_after_gaps_and_inside_of_names() {
        let mut glance = Glance::default();
        assert!(glance.read("LimSw01-b x"));
        let words = |words: Vec<&[u8]>| {
            words.iter().map(|word| String::from_utf8_lossy(word).into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(words(glance.words().collect()), ["limsw01bx", "bx", "x"]);
        assert_eq!(
            words(glance.inner_words().collect()),
            ["limsw01bx", "bx", "x", "sw01bx", "01bx"]
        );
        assert!(glance.has_digit() && !glance.has_colon());
        assert!(!glance.read("é"));
        assert!(glance.read("") && glance.words().count() == 0);
        assert!(glance.read(&"a ".repeat(80)) && glance.words().count() == 80);
    }
}
