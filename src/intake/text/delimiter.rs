//! Which character separates the cells, by looking at the first records.

use crate::intake::formats::Headers;

/// The separators that are tried, from the most to the least usual.
const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many records are looked at.
const RECORDS: usize = 60;

/// Cuts a text into records; quotes are respected, and records may be of any length.
pub(in crate::intake) fn records(
    text: &str,
    delimiter: u8,
) -> impl Iterator<Item = csv::StringRecord> {
    parser(delimiter).from_reader(text.as_bytes()).into_records().map_while(Result::ok)
}

/// The one way in which this crate sets up the CSV parser.
pub(in crate::intake) fn parser(delimiter: u8) -> csv::ReaderBuilder {
    let mut builder = csv::ReaderBuilder::new();
    builder.delimiter(delimiter).has_headers(false).flexible(true);
    builder
}

/// The separator of a text: the one that cuts its records into the most cells of the most even number, with weight on
/// records whose cells are known headers.
pub(in crate::intake) fn detect(text: &str, headers: &Headers) -> u8 {
    if let Some(told) = told(text) {
        return told;
    }
    let mut best = (b',', 0.0);
    for candidate in CANDIDATES {
        let score = score(text, candidate, headers);
        if score > best.1 {
            best = (candidate, score);
        }
    }
    best.0
}

/// The separator that a spreadsheet wrote into the first line (`sep=;`).
pub(in crate::intake) fn told(text: &str) -> Option<u8> {
    let line = text.lines().next()?.trim_matches(['"', '\u{feff}']);
    match line.get(..4)?.eq_ignore_ascii_case("sep=").then(|| &line.as_bytes()[4..])? {
        [delimiter] => Some(*delimiter),
        _ => None,
    }
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
fn score(text: &str, delimiter: u8, headers: &Headers) -> f64 {
    let mut widths = Vec::new();
    let mut known = 0;
    for record in records(text, delimiter).take(RECORDS) {
        let names = record.iter().filter(|cell| cell.len() < 100 && headers.knows(cell)).count();
        known = known.max(names);
        widths.push(record.len());
    }
    let usual = usual(&widths);
    if usual < 2 {
        return 0.0;
    }
    let even = widths.iter().filter(|&&width| width == usual).count() as f64 / widths.len() as f64;
    (usual - 1) as f64 * even * even + 3.0 * known as f64
}

/// The most frequent number; of several, the greatest.
pub(in crate::intake) fn usual(widths: &[usize]) -> usize {
    let count = |wanted: usize| widths.iter().filter(|&&width| width == wanted).count();
    widths.iter().copied().max_by_key(|&width| (count(width), width)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_even_cut_wins() {
        let headers = Headers::default();
        for (text, delimiter) in [
            ("a,b,c\n1,2,3\n", b','),
            ("a;b;c\n1,5;2,5;3,5\n\"x,y\";2;3\n", b';'),
            ("title\n\na\tb\tc\n1,2\t2;3\t3\n", b'\t'),
            ("a|b\n1|\"x,y,z\"\n", b'|'),
            ("sep=|\na,b|c\n", b'|'),
            ("one\ntwo\n", b','),
        ] {
            assert_eq!(char::from(detect(text, &headers)), char::from(delimiter), "{text}");
        }
    }
}
