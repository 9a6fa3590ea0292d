//! A glance at a cell: one pass over its bytes, after which most questions can be answered without reading it again.

/// Longer texts, in bytes, are not glanced at: what is noted of each byte would take too much room.
const LONGEST: usize = 1 << 13;

/// What one pass over an ASCII text shows; its room can be used for the next text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Glance {
    /// Its letters and digits in lower case, without what stands between them, and room for more.
    plain: Vec<u8>,
    letters: usize,
    /// Where in these words begin, and room for more.
    starts: Vec<Start>,
    words: usize,
    signs: u16,
}

/// Where a word begins, and in the last bit whether it does inside of a name, as case and digits show: `LimSw01`.
#[derive(Clone, Copy, Debug, Default)]
struct Start(u16);

impl Start {
    fn at(self) -> usize {
        usize::from(self.0 >> 1)
    }

    fn is_inner(self) -> bool {
        self.0 & 1 != 0
    }
}

const DIGIT: u16 = 1;
const UPPER: u16 = 1 << 1;
const LOWER: u16 = 1 << 2;
const COLON: u16 = 1 << 3;
const EQUALS: u16 = 1 << 4;
const PLUS: u16 = 1 << 5;
const SLASH: u16 = 1 << 6;
const FOREIGN: u16 = 1 << 7;
const POINT: u16 = 1 << 8;
const UNDERSCORE: u16 = 1 << 10;
/// A control character, or the sign with which something begins that stands for another.
const ESCAPE: u16 = 1 << 9;
/// What letters and digits are told by.
const CLASS: u16 = DIGIT | UPPER | LOWER;
/// What makes a letter a small one, and leaves a digit as it is.
const SMALL: u8 = 0x20;

/// What each byte is.
const BYTES: [u16; 256] = {
    let mut table = [0; 256];
    let mut byte: u8 = 0;
    loop {
        let sign = match byte {
            b'0'..=b'9' => DIGIT,
            b'A'..=b'Z' => UPPER,
            b'a'..=b'z' => LOWER,
            b':' => COLON,
            b'=' => EQUALS,
            b'+' => PLUS,
            b'/' => SLASH,
            b'.' | b'-' => POINT,
            b'_' => UNDERSCORE,
            b'&' | b'<' | b'%' | b'\\' | 0..=0x1f | 0x7f => ESCAPE,
            0x80.. => FOREIGN,
            _ => 0,
        };
        table[byte as usize] = sign;
        if byte == u8::MAX {
            break;
        }
        byte += 1;
    }
    table
};

/// A word begins at a byte; it does inside of a name.
const BEGINS: u8 = 1 << 1;
const INNER: u8 = 1;
/// By the classes of the byte before and its own.
const STARTS: [[u8; 8]; 8] = {
    let mut table = [[0; 8]; 8];
    let (mut before, mut now) = (0, 0);
    while before < 8 {
        while now < 8 {
            let turns = (before & LOWER != 0 && now & UPPER != 0) || (before ^ now) & DIGIT != 0;
            table[before as usize][now as usize] = match (before, now) {
                (_, 0) => 0,
                (0, _) => BEGINS,
                _ if turns => BEGINS | INNER,
                _ => 0,
            };
            now += 1;
        }
        (before, now) = (before + 1, 0);
    }
    table
};

impl Glance {
    /// Glances at a text; false where it is not ASCII or too long, so that nothing can be said of it.
    pub(crate) fn read(&mut self, text: &str) -> bool {
        let bytes = text.as_bytes();
        if bytes.len() > LONGEST {
            return false;
        }
        if self.plain.len() <= bytes.len() {
            self.plain.resize(bytes.len() + 1, 0);
            self.starts.resize(bytes.len() + 1, Start::default());
        }
        let (plain, starts) = (self.plain.as_mut_slice(), self.starts.as_mut_slice());
        let (mut letters, mut words) = (0_u16, 0);
        let (mut signs, mut before) = (0, 0);
        // Everything is noted, and counted only if it is what it was noted for, so that no byte is a question.
        for &byte in bytes {
            let what = BYTES[usize::from(byte)];
            let class = usize::from(what & CLASS);
            let start = STARTS[before][class];
            plain[usize::from(letters)] = byte | SMALL;
            starts[words] = Start(letters << 1 | u16::from(start & INNER));
            letters += u16::from(class != 0);
            words += usize::from(start & BEGINS != 0);
            signs |= what;
            before = class;
        }
        (self.letters, self.words, self.signs) = (letters.into(), words, signs);
        signs & FOREIGN == 0
    }

    /// What follows the start of each word, gaps left out.
    pub(crate) fn words(&self) -> impl Iterator<Item = &[u8]> {
        self.after(self.starts().iter().filter(|start| !start.is_inner()))
    }

    /// The same of the words inside of names too.
    pub(crate) fn inner_words(&self) -> impl Iterator<Item = &[u8]> {
        self.after(self.starts().iter())
    }

    fn starts(&self) -> &[Start] {
        self.starts.get(..self.words).unwrap_or_default()
    }

    fn after<'g>(
        &'g self,
        starts: impl Iterator<Item = &'g Start>,
    ) -> impl Iterator<Item = &'g [u8]> {
        let plain = self.plain.get(..self.letters).unwrap_or_default();
        starts.filter_map(move |start| plain.get(start.at()..))
    }

    /// Whether a gap or the end of the text stands before so much of it.
    pub(crate) fn has_gap_before(&self, rest: &[u8]) -> bool {
        let at = self.letters - rest.len();
        rest.is_empty() || self.starts().iter().any(|start| start.at() == at && !start.is_inner())
    }

    /// Whether it is but one word, or none.
    pub(crate) fn is_one_word(&self) -> bool {
        self.words().nth(1).is_none()
    }

    /// Whether it holds a digit.
    pub(crate) fn has_digit(&self) -> bool {
        self.signs & DIGIT != 0
    }

    /// Whether it may be or hold a URL.
    pub(crate) fn may_hold_url(&self) -> bool {
        self.signs & COLON != 0 && self.signs & SLASH != 0
    }

    /// Whether it holds what may stand between a label and its value.
    pub(crate) fn has_label_mark(&self) -> bool {
        self.signs & (COLON | EQUALS) != 0
    }

    /// Whether it may hold signs that stand for others.
    pub(crate) fn may_be_escaped(&self) -> bool {
        self.signs & (ESCAPE | EQUALS) != 0
    }

    /// Whether it holds an underscore.
    pub(crate) fn has_underscore(&self) -> bool {
        self.signs & UNDERSCORE != 0
    }

    /// Whether it holds a plus.
    pub(crate) fn has_plus(&self) -> bool {
        self.signs & PLUS != 0
    }

    /// Whether it has so many hexadecimal digits, and what may stand between groups of them; half as many are enough between colons,
    /// where zeros may be lost.
    pub(crate) fn may_hold_groups_of(&self, digits: usize) -> bool {
        let least = if self.signs & COLON == 0 { digits } else { digits / 2 };
        let plain = self.plain.get(..self.letters).unwrap_or_default();
        self.letters >= least
            && self.signs & (COLON | POINT) != 0
            && plain.iter().filter(|byte| byte.is_ascii_hexdigit()).count() >= least
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
            ["limsw01bx", "sw01bx", "01bx", "bx", "x"]
        );
        assert!(glance.has_digit() && !glance.has_label_mark());
        let gaps: Vec<_> = [b"w01bx".as_slice(), b"01bx", b"bx", b"x", b""]
            .map(|rest| glance.has_gap_before(rest))
            .into();
        assert_eq!(gaps, [false, false, true, true, true]);
        assert!(!glance.read("é"));
        assert!(glance.read(&"a".repeat(LONGEST)) && !glance.read(&"a".repeat(LONGEST + 1)));
        assert!(glance.read("") && glance.words().count() == 0);
        assert!(glance.read(&"a ".repeat(80)) && glance.words().count() == 80);
    }
}
