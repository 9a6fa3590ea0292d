//! Which character separates the cells, by looking at the first records.

use super::{Quote, dialect::Dialect};
use crate::tables::Vocabulary;

/// The separators that are tried, from the most to the least usual.
const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Separators that a few programs write, and that stand in cells as well: they are taken only where they cut known headers apart.
const RARE: [u8; 12] = [b'^', b'~', b':', 0x1f, 0x1e, 0x01, b'!', b'#', b'*', b'&', b'%', b'\\'];
/// At most this many cells of a record are looked at.
const CELLS: usize = 2000;
/// At least this many known headers make a rare separator certain.
const KNOWN: usize = 3;
/// How many records are looked at.
const RECORDS: usize = 60;

/// The separator of a text: the one that cuts its records into the most cells of the most even number, with weight on
/// records whose cells are known headers.
pub(crate) fn detect(text: &str, quote: Quote, words: &(impl Vocabulary + ?Sized)) -> u8 {
    if let Some(declared) = declared(text) {
        return declared;
    }
    let mut best = (b',', Cut::default());
    let stands = |byte: &u8| text.as_bytes().contains(byte);
    for candidate in CANDIDATES.into_iter().filter(stands) {
        let cut = Cut::of(text, Dialect { delimiter: candidate, quote }, words);
        if cut.is_better(best.1) {
            best = (candidate, cut);
        }
    }
    if best.1.known < KNOWN {
        for candidate in RARE.into_iter().filter(stands) {
            let cut = Cut::of(text, Dialect { delimiter: candidate, quote }, words);
            if cut.known >= KNOWN && cut.is_better(best.1) {
                best = (candidate, cut);
            }
        }
    }
    if best.1.known < KNOWN && best.0 != b'|' && is_ruled(text) {
        return b'|';
    }
    if best.1.usual < 2 && is_spaced(text) {
        return b' ';
    }
    if best.1.usual < 2 && is_prose(text, quote, words) {
        return CANDIDATES
            .into_iter()
            .find(|byte| !text.as_bytes().contains(byte))
            .unwrap_or(best.0);
    }
    best.0
}

/// Whether a line of dashes stands below another with as many `|`, as in tables of Markdown, whatever stands around them.
fn is_ruled(text: &str) -> bool {
    let pipes = |line: &str| line.bytes().filter(|byte| *byte == b'|').count();
    let mut above = 0;
    text.lines().any(|line| {
        let own = pipes(line);
        let is_rule = own > 0
            && own == above
            && line.contains('-')
            && line.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t' | b'\r'));
        above = own;
        is_rule
    })
}

/// Whether each line has as many words, and the same one is a MAC address in all: a list of leases or of neighbours in a network.
fn is_spaced(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty()).take(RECORDS);
    let lines: Vec<Vec<&str>> = lines.map(|line| line.split(' ').take(CELLS).collect()).collect();
    let Some(first) = lines.first().filter(|_| lines.len() > 1) else { return false };
    let is_mac = |word: &str| {
        let pair =
            |pair: &str| pair.len() == 2 && pair.bytes().all(|byte| byte.is_ascii_hexdigit());
        word.split([':', '-']).count() == 6 && word.split([':', '-']).all(pair)
    };
    let is_even = lines.iter().all(|line| line.len() == first.len());
    is_even
        && (0..first.len())
            .any(|at| lines.iter().all(|line| line.get(at).is_some_and(|word| is_mac(word))))
}

/// Whether the separator stands in few lines, none of which names columns, so that it belongs to their words: "Acme Co., Ltd.".
fn is_prose(text: &str, quote: Quote, words: &(impl Vocabulary + ?Sized)) -> bool {
    let dialect = Dialect { delimiter: b',', quote };
    let records: Vec<_> = dialect.records(text).take(RECORDS).collect();
    let mut cut = records.iter().filter(|record| record.len() > 1).peekable();
    cut.peek().is_some()
        && !cut.any(|record| record.iter().take(CELLS).any(|cell| words.is_header(cell)))
}

/// The separator that a spreadsheet wrote into the first line (`sep=;`).
pub(crate) fn declared(text: &str) -> Option<u8> {
    let line = text.lines().next()?.trim_matches(['"', '\u{feff}']);
    match line.get(..4)?.eq_ignore_ascii_case("sep=").then(|| &line.as_bytes()[4..])? {
        [delimiter] => Some(*delimiter),
        _ => None,
    }
}

/// What a separator makes of a text.
#[derive(Clone, Copy, Debug, Default)]
struct Cut {
    /// How many cells most records have.
    usual: usize,
    /// The share of records that have so many.
    even: f64,
    /// How many cells of one record are known headers.
    known: usize,
}

impl Cut {
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    fn of(text: &str, dialect: Dialect, words: &(impl Vocabulary + ?Sized)) -> Self {
        let mut widths = Vec::new();
        let mut known = 0;
        for record in dialect.records(text).take(RECORDS) {
            let cells = record.iter().take(CELLS);
            let names = cells.filter(|cell| cell.len() < 100 && words.is_header(cell)).count();
            known = known.max(names);
            widths.push(record.len());
        }
        let usual = usual(&widths);
        let even = widths.iter().filter(|&&width| width == usual).count() as f64;
        Self { usual, even: even / widths.len().max(1) as f64, known }
    }

    /// Whether it is the better cut. One that cuts known headers apart is, however many cells another makes of a long text in a cell.
    fn is_better(self, other: Self) -> bool {
        let headers = |cut: Self| cut.usual > 1 && cut.known >= KNOWN;
        (headers(self), self.score()) > (headers(other), other.score())
    }

    /// How good it is; nothing if most records are one cell.
    #[expect(clippy::cast_precision_loss, reason = "small counts")]
    fn score(self) -> f64 {
        let Self { usual, even, known } = self;
        if usual < 2 { 0.0 } else { (usual - 1) as f64 * even * even + 3.0 * known as f64 }
    }
}

/// The most frequent number; of several, the greatest.
pub(crate) fn usual(widths: &[usize]) -> usize {
    let count = |wanted: usize| widths.iter().filter(|&&width| width == wanted).count();
    widths.iter().copied().max_by_key(|&width| (count(width), width)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_separator_must_cut_known_headers_apart() {
        let words = ["Manufacturer", "Model", "Serial Number", "MAC"];
        for (text, delimiter) in [
            ("Manufacturer^Model^Serial Number\nAxis^P32,45^1;2\n", b'^'),
            ("Manufacturer:Model:Serial Number\nAxis:P3245:1\n", b':'),
            ("Manufacturer\u{1f}Model\u{1f}Serial Number\nAxis\u{1f}P3245\u{1f}1\n", 0x1f),
            ("MAC\n44:19:b6:00:11:22\n44:19:b6:00:11:23\n", b','),
            ("Model,MAC\nX1,44:19:b6:00:11:22\nX2,44:19:b6:00:11:23\n", b','),
        ] {
            assert_eq!(
                char::from(detect(text, Quote::default(), &words[..])),
                char::from(delimiter),
                "{text}"
            );
        }
    }

    #[test]
    fn signs_in_a_long_cell_are_no_match_for_known_headers() {
        let words = ["Hostname", "Vendor", "Notes"];
        let notes = "443/tcp open; ".repeat(200);
        let text = format!("Hostname,Vendor,Notes\na,b,\"{notes}\"\nc,d,\"{notes}\"\n");
        assert_eq!(detect(&text, Quote::default(), &words[..]), b',');
    }

    #[test]
    fn the_most_even_cut_wins() {
        let words = [""; 0];
        for (text, delimiter) in [
            ("a,b,c\n1,2,3\n", b','),
            ("a;b;c\n1,5;2,5;3,5\n\"x,y\";2;3\n", b';'),
            ("title\n\na\tb\tc\n1,2\t2;3\t3\n", b'\t'),
            ("a|b\n1|\"x,y,z\"\n", b'|'),
            ("sep=|\na,b|c\n", b'|'),
            ("one\ntwo\n", b','),
            ("one\nAcme Co., Ltd. E1\ntwo\n", b';'),
            ("# Title\ntags: x, y, z\n\n| a | b |\n|---|:-:|\n| 1, 2, 3 | 2 |\n", b'|'),
            ("1 44:19:b6:00:11:22 10.0.0.1 *\n2 44:19:b6:00:11:23 10.0.0.2 a\n", b' '),
        ] {
            assert_eq!(
                char::from(detect(text, Quote::default(), &words[..])),
                char::from(delimiter),
                "{text}"
            );
        }
    }
}
