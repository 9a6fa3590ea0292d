//! Finding the header among the first records: titles, print dates and empty records may stand before it.

use super::content;
use crate::intake::{
    Error, Options,
    formats::{Formats, key},
    source::{Source, Step},
    text::delimiter::usual,
};

/// How many records are looked at.
pub(in crate::intake) const RECORDS: usize = 30;
/// How much of a record before the header is kept to be shown, in letters.
const PREAMBLE: usize = 200;

/// The number of the record that is the header: the one with the most known headers; failing that, the first one as wide as
/// the sheet that has a different text in every cell and no number.
pub(in crate::intake) fn find(sample: &[csv::StringRecord], formats: &Formats) -> Option<usize> {
    let widths: Vec<_> = sample.iter().map(csv::StringRecord::len).collect();
    let wide = usual(&widths);
    let first = &sample[..sample.len().min(RECORDS)];
    let mut best: Option<(usize, usize)> = None;
    for (index, record) in first.iter().enumerate() {
        let known = known(record, formats);
        let enough = known >= 2 || known == 1 && names_columns(record, wide);
        if enough && best.is_none_or(|(_, before)| known > before) {
            best = Some((index, known));
        }
    }
    let known = best.map(|(index, _)| index);
    known.or_else(|| first.iter().position(|record| names_columns(record, wide.max(2))))
}

/// The records before the header, the header, and its line. The first row is the next one to be read.
pub(in crate::intake) type Skipped = (Vec<(u64, String)>, Vec<String>, u64);

pub(in crate::intake) fn skip(source: &mut Source, options: &Options) -> Result<Skipped, Error> {
    let label = source.label();
    let found = find(&source.sample, &options.formats);
    let lines = source.sample.len().min(RECORDS);
    if options.header_line.is_none() && found.is_none() {
        return Err(Error::NoHeader { file: label, lines });
    }
    let mut preamble = Vec::new();
    let mut record = csv::ByteRecord::new();
    for index in 0..RECORDS {
        let step = source.records.read(&label, &mut record)?;
        let Step::Record { line, .. } = step else { break };
        let here = match options.header_line {
            Some(wanted) => line == wanted,
            None => found == Some(index),
        };
        let cells = record.iter().map(String::from_utf8_lossy);
        if here {
            return Ok((preamble, cells.map(|cell| clean(&cell)).collect(), line));
        }
        let text = cells.filter(|cell| !cell.trim().is_empty()).collect::<Vec<_>>().join(" ");
        preamble.push((line, text.chars().take(PREAMBLE).collect()));
    }
    let (file, line) = (label, options.header_line.unwrap_or(1));
    Err(Error::NoHeaderAt { file, line, within: RECORDS })
}

/// How many different cells are known headers.
fn known(record: &csv::StringRecord, formats: &Formats) -> usize {
    let short = |cell: &&str| !cell.is_empty() && cell.len() < 100;
    let mut keys: Vec<_> = record
        .iter()
        .filter(short)
        .filter(|cell| formats.headers.knows(cell) || formats.headers.names_secret(cell))
        .map(key)
        .collect();
    keys.sort();
    keys.dedup();
    keys.len()
}

/// Whether a record looks like names of columns: as wide as the sheet, filled, all different, no number and no date.
fn names_columns(record: &csv::StringRecord, wide: usize) -> bool {
    let filled: Vec<_> = record.iter().map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let name = |cell: &&str| {
        cell.chars().any(char::is_alphabetic)
            && !content::is_number(cell)
            && cell.chars().filter(char::is_ascii_digit).count() < 3
            && cell.len() < 100
    };
    let mut different = filled.clone();
    different.sort_unstable();
    different.dedup();
    record.len() >= wide
        && filled.len() * 2 > record.len()
        && different.len() == filled.len()
        && filled.iter().all(name)
}

/// A header as it is shown: without line breaks, marks and blanks around it.
pub(in crate::intake) fn clean(header: &str) -> String {
    let header = header.trim_start_matches('\u{feff}');
    header.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::{testing, text::delimiter::records};

    #[test]
    fn the_header_is_found_below_titles() {
        let formats = testing::formats();
        for (text, expected) in [
            ("Manufacturer,Model\nAxis,P32\n", Some(0)),
            (
                "Inventory 2026,,\nprinted,2026-01-01,\nModel,Serial Number,Location\nX1,1,HQ\n",
                Some(2),
            ),
            ("Model\nX1\n", Some(0)),
            ("foo,bar\nx,1\n", Some(0)),
            ("X1,44:19:B6:00:11:22,12\nX2,44:19:B6:00:11:23,13\n", None),
        ] {
            let sample: Vec<_> = records(text, b',').collect();
            assert_eq!(find(&sample, &formats), expected, "{text}");
        }
    }
}
