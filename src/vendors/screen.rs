//! The screen: which of thousands of words may stand in a cell, asked so that a cell with none of them costs next to nothing.
//!
//! Everything that is looked for begins at the start of a word. So the screen walks a text from word to word and asks a bitmap
//! whether any entry begins with the next three letters or digits, and with the next five if it has so many; only then are the
//! entries themselves compared. Gaps inside a text are passed over, which finds "HIK VISION" and "ds 2cd" alike; who asks
//! decides whether that is good enough. An Aho-Corasick automaton of the same words would look at every byte, and take longer to build than the files to read.

use super::pattern_prefixes::Beginning;
use crate::glance::Glance;

/// How many letters or digits the bitmap asks for.
const HEAD: usize = 3;
const BITS: usize = 1 << 16;
/// How many more it asks for of entries that have them: many a word shares its first three with some name.
const PREFIX: usize = 5;
const PREFIX_BITS: u32 = 17;
/// The number of last bits of a head that tell the entries of a group.
const GROUP_BITS: u16 = 4;

/// How many of their first bytes words are compared by before anything else.
const KEY: usize = 8;

/// Something to look for: lower-case letters and digits without gaps, or a word of a script that does not know them.
#[derive(Clone, Debug)]
struct Entry {
    head: u16,
    /// Its first bytes, and which bits of the key they are.
    key: u64,
    mask: u64,
    literal: Box<[u8]>,
    then_gap: bool,
    then_digit: bool,
    target: u32,
}

/// Where an entry stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// The number that the entry was added under.
    pub(super) target: u32,
    /// Its first byte.
    pub(super) start: usize,
    /// The byte after its last.
    pub(super) end: usize,
}

/// The words to look for.
#[derive(Clone, Debug)]
pub(super) struct Screen {
    bitmap: Box<[u64]>,
    /// The first letters and digits of the entries, or all that a short one has.
    prefixes: Box<[u64]>,
    entries: Vec<Entry>,
    /// Where the entries begin whose heads share their first bits.
    firsts: Box<[usize]>,
}

/// What a byte counts as: itself in lower case, or nothing.
const PLAIN: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte: u8 = 0;
    loop {
        let plain = byte.to_ascii_lowercase();
        if plain.is_ascii_alphanumeric() || !byte.is_ascii() {
            table[byte as usize] = plain;
        }
        if byte == u8::MAX {
            break;
        }
        byte += 1;
    }
    table
};

impl Screen {
    /// A screen for these words, each with the number to report. Words of less than three bytes are left out.
    pub(super) fn new<'w>(words: impl IntoIterator<Item = (&'w Beginning, u32)>) -> Self {
        let long = words.into_iter().filter(|(word, _)| word.plain.len() >= HEAD);
        let entry = |(word, target): (&Beginning, u32)| Entry {
            head: hash([word.plain[0], word.plain[1], word.plain[2]]),
            key: key(&word.plain),
            mask: key(&[u8::MAX; KEY][..word.plain.len().min(KEY)]),
            literal: word.plain.as_slice().into(),
            then_gap: word.then_gap,
            then_digit: word.then_digit,
            target,
        };
        let mut entries: Vec<_> = long.map(entry).collect();
        entries.sort_by(|a, b| a.head.cmp(&b.head).then_with(|| a.literal.cmp(&b.literal)));
        let mut bitmap = vec![0_u64; BITS / 64].into_boxed_slice();
        let mut prefixes = vec![0_u64; (1 << PREFIX_BITS) / 64].into_boxed_slice();
        for entry in &entries {
            bitmap[usize::from(entry.head) / 64] |= 1 << (entry.head % 64);
            let prefix = entry.literal.iter().take(PREFIX).fold(0, |all, byte| longer(all, *byte));
            let place = place(prefix);
            prefixes[place / 64] |= 1 << (place % 64);
        }
        let first = |group| entries.partition_point(|entry| entry.head >> GROUP_BITS < group);
        let firsts = (0..=u16::MAX >> GROUP_BITS).map(first).collect();
        Self { bitmap, prefixes, entries, firsts }
    }

    /// Whether some entry begins at the start of a word.
    pub(super) fn begins_in(&self, glance: &Glance) -> bool {
        glance.words().any(|word| {
            let head = self.head(word.iter().copied());
            head.is_some_and(|head| self.of_head(head).any(|entry| entry.begins(word, glance)))
        })
    }

    /// The head of a word, where an entry may begin as the word does.
    #[inline]
    fn head(&self, mut word: impl Iterator<Item = u8>) -> Option<u16> {
        let first = [word.next()?, word.next()?, word.next()?];
        let head = hash(first);
        if self.bitmap[usize::from(head) / 64] >> (head % 64) & 1 == 0 {
            return None;
        }
        let mut prefix = first.into_iter().fold(0, longer);
        for _ in HEAD..PREFIX {
            if self.has(prefix) {
                return Some(head);
            }
            prefix = longer(prefix, word.next()?);
        }
        self.has(prefix).then_some(head)
    }

    fn has(&self, prefix: u64) -> bool {
        let place = place(prefix);
        self.prefixes[place / 64] >> (place % 64) & 1 != 0
    }

    fn of_head(&self, head: u16) -> impl Iterator<Item = &Entry> {
        let first = self.firsts[usize::from(head >> GROUP_BITS)];
        let of_group = self.entries[first..].iter().take_while(move |entry| entry.head <= head);
        of_group.filter(move |entry| entry.head == head)
    }

    /// Reports every entry that begins at the start of a word.
    pub(super) fn scan(&self, text: &str, mut found: impl FnMut(Hit)) {
        let text = text.as_bytes();
        let mut at = 0;
        let mut inside = false;
        while let Some(&byte) = text.get(at) {
            let plain = PLAIN[usize::from(byte)];
            if plain != 0 && (!inside || byte >= 0xc0) {
                self.look(text, at, &mut found);
            }
            // Beside a letter that is not ASCII a word may begin without a gap.
            inside = plain != 0 && byte < 0x80;
            at += 1;
        }
    }

    #[inline]
    fn look(&self, text: &[u8], start: usize, found: &mut impl FnMut(Hit)) {
        let plain = text[start..].iter().map(|byte| PLAIN[usize::from(*byte)]);
        if let Some(head) = self.head(plain.filter(|plain| *plain != 0)) {
            self.compare(text, start, head, found);
        }
    }

    #[cold]
    fn compare(&self, text: &[u8], start: usize, head: u16, found: &mut impl FnMut(Hit)) {
        let here = key(&text[start..]);
        for entry in self.of_head(head).filter(|entry| (here ^ entry.key) & entry.mask == 0) {
            let end = ends(text, start, &entry.literal);
            if let Some(end) = end.filter(|end| entry.may_end_before(&text[*end..])) {
                found(Hit { target: entry.target, start, end });
            }
        }
    }
}

impl Entry {
    /// Whether a text begins with it that follows a word of a glance, gaps left out.
    fn begins(&self, word: &[u8], glance: &Glance) -> bool {
        word.strip_prefix(&*self.literal).is_some_and(|rest| {
            (!self.then_gap || glance.has_gap_before(rest))
                && (!self.then_digit || rest.first().is_some_and(u8::is_ascii_digit))
        })
    }

    /// Whether what follows it in a text may follow.
    fn may_end_before(&self, rest: &[u8]) -> bool {
        let mut letters = rest.iter().map(|&byte| PLAIN[usize::from(byte)]);
        !(self.then_gap && letters.clone().next().is_some_and(|next| next != 0))
            && (!self.then_digit
                || letters.find(|letter| *letter != 0).is_some_and(|next| next.is_ascii_digit()))
    }
}

/// Where a literal that starts here ends, gaps passed over.
fn ends(text: &[u8], start: usize, literal: &[u8]) -> Option<usize> {
    let mut wanted = literal.iter();
    let mut next = wanted.next();
    for (offset, &byte) in text[start..].iter().enumerate() {
        let plain = PLAIN[usize::from(byte)];
        if plain == 0 {
            continue;
        }
        if Some(&plain) != next {
            return None;
        }
        next = wanted.next();
        if next.is_none() {
            return Some(start + offset + 1);
        }
    }
    None
}

/// The first bytes of a text as one number, gaps passed over, with zeros where there are no more.
fn key(text: &[u8]) -> u64 {
    let mut key = 0;
    let mut filled = 0;
    for &byte in text {
        let plain = PLAIN[usize::from(byte)];
        if plain == 0 {
            continue;
        }
        key = key << 8 | u64::from(plain);
        filled += 1;
        if filled == KEY {
            return key;
        }
    }
    if filled == 0 { 0 } else { key << (8 * (KEY - filled)) }
}

/// Letters and digits with one more. None of them is zero, so that those of another length are others.
fn longer(prefix: u64, byte: u8) -> u64 {
    prefix << 8 | u64::from(byte)
}

fn place(prefix: u64) -> usize {
    (prefix.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - PREFIX_BITS)) as usize
}

fn hash([a, b, c]: [u8; HEAD]) -> u16 {
    let mixed = u32::from(a) << 16 | u32::from(b) << 8 | u32::from(c);
    (mixed.wrapping_mul(0x9e37_79b1) >> 16) as u16
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn screen() -> Screen {
        let words = ["acme", "ab2cd", "大同", "acmeusa", "x", "longerthanakey"];
        let mut words: Vec<_> = words.map(|word| Beginning::from(word.as_bytes().to_vec())).into();
        words.push(Beginning { then_gap: true, ..b"gap".to_vec().into() });
        words.push(Beginning { then_digit: true, ..b"num".to_vec().into() });
        Screen::new(words.iter().zip(0..))
    }

    fn hits(text: &str) -> Vec<(u32, &str)> {
        let mut all = Vec::new();
        screen().scan(text, |hit| all.push((hit.target, &text[hit.start..hit.end])));
        all
    }

    #[test]
    fn finds_words_at_their_start_whatever_the_gaps() {
        assert_eq!(hits("the Ac-Me camera"), [(0, "Ac-Me")]);
        assert_eq!(hits("AB-2CD21, ab 2cd"), [(1, "AB-2CD"), (1, "ab 2cd")]);
        assert_eq!(hits("Acme USA"), [(0, "Acme"), (3, "Acme USA")]);
        assert_eq!(hits("杭州大同摄像机AB2CD"), [(2, "大同"), (1, "AB2CD")]);
        assert_eq!(hits("Pacme, ac, "), []);
        assert_eq!(hits("longer than a key, longer than any"), [(5, "longer than a key")]);
        assert_eq!(hits("gapless ga-p gap"), [(6, "ga-p"), (6, "gap")]);
        assert_eq!(hits("number num-x num - 3 num4 num"), [(7, "num"), (7, "num")]);
        assert_eq!(hits("acmes"), [(0, "acme")], "the end of the word is for the asker to see");
    }

    proptest! {
        #[test]
        fn what_is_seen_at_a_glance_is_what_is_found(text in "(acme|usa|ab2|cd|ga-?p|num|3|[a-d -]){0,8}") {
            let mut glance = crate::glance::Glance::default();
            prop_assert!(glance.read(&text));
            prop_assert_eq!(screen().begins_in(&glance), !hits(&text).is_empty());
        }

        #[test]
        fn scanning_is_total(text in any::<String>()) {
            let acme = Beginning::from(b"acme".to_vec());
            let screen = Screen::new([(&acme, 0)]);
            screen.scan(&text, |hit| assert!(text.get(hit.start..hit.end).is_some()));
        }
    }
}
