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
    signs: u32,
}

/// Where a word begins.
#[derive(Clone, Copy, Debug, Default)]
struct Start {
    at: usize,
    /// It begins inside of a name, as case and digits show: `LimSw01`.
    is_inner: bool,
}

const DIGIT: u32 = 1;
const UPPER: u32 = 1 << 1;
const LOWER: u32 = 1 << 2;
const COLON: u32 = 1 << 3;
const EQUALS: u32 = 1 << 4;
const PLUS: u32 = 1 << 5;
const SLASH: u32 = 1 << 6;
const FOREIGN: u32 = 1 << 7;
const POINT: u32 = 1 << 8;
const UNDERSCORE: u32 = 1 << 10;
/// A control character, or the sign with which something begins that stands for another.
const ESCAPE: u32 = 1 << 9;
/// What letters and digits are told by.
const CLASS: u32 = DIGIT | UPPER | LOWER;

/// Each byte in lower case, and what it is.
const BYTES: [(u8, u32); 256] = {
    let mut table = [(0, 0); 256];
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
        table[byte as usize] = (byte.to_ascii_lowercase(), sign);
        if byte == u8::MAX {
            break;
        }
        byte += 1;
    }
    table
};

/// Whether a word begins at a byte, outside and inside of a name, by the classes of the byte before and its own.
const STARTS: [[(bool, bool); 8]; 8] = {
    let mut table = [[(false, false); 8]; 8];
    let (mut before, mut now) = (0, 0);
    while before < 8 {
        while now < 8 {
            let turns = (before & LOWER != 0 && now & UPPER != 0) || (before ^ now) & DIGIT != 0;
            let (outer, inner) = (before == 0 && now != 0, before != 0 && now != 0 && turns);
            table[before as usize][now as usize] = (outer || inner, inner);
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
        let (mut letters, mut words) = (0, 0);
        let (mut signs, mut before) = (0, 0);
        // Everything is noted, and counted only if it is what it was noted for, so that no byte is a question.
        for &byte in bytes {
            let (lower, what) = BYTES[usize::from(byte)];
            let class = (what & CLASS) as usize;
            let (begins, is_inner) = STARTS[before][class];
            plain[letters] = lower;
            starts[words] = Start { at: letters, is_inner };
            letters += usize::from(class != 0);
            words += usize::from(begins);
            signs |= what;
            before = class;
        }
        (self.letters, self.words, self.signs) = (letters, words, signs);
        signs & FOREIGN == 0
    }

    /// What follows the start of each word, gaps left out.
    pub(crate) fn words(&self) -> impl Iterator<Item = &[u8]> {
        self.after(self.starts().iter().filter(|start| !start.is_inner))
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
        starts.filter_map(move |start| plain.get(start.at..))
    }

    /// Whether a gap or the end of the text stands before so much of it.
    pub(crate) fn has_gap_before(&self, rest: &[u8]) -> bool {
        let at = self.letters - rest.len();
        rest.is_empty() || self.starts().iter().any(|start| start.at == at && !start.is_inner)
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
