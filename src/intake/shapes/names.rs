//! What can be the name of a column.

use std::collections::BTreeSet;

use crate::intake::{
    columns::content,
    formats::{Formats, key},
};

/// The longest text, in bytes, that is taken for the name of a column.
const NAME: usize = 100;

/// How many different cells are known headers. Those that name secrets are a header with others alone: by itself `password: …` is a
/// setting.
pub(in crate::intake) fn known<'c>(
    record: impl IntoIterator<Item = &'c str>,
    formats: &Formats,
) -> usize {
    let short = |cell: &&str| !cell.is_empty() && cell.len() < NAME;
    let cells = record.into_iter().filter(short);
    let cells: Vec<_> = cells.map(|cell| (cell, formats.headers.known(cell))).collect();
    // Few rows hold a known header, and whether a text names a secret takes far longer to find out.
    if cells.iter().all(|(_, known)| known.is_none()) {
        return 0;
    }
    let (mut all, mut secret) = (BTreeSet::new(), BTreeSet::new());
    for (cell, known) in cells {
        if formats.headers.names_secret(cell) {
            secret.insert(key(cell));
        } else {
            all.extend(known);
        }
    }
    if all.is_empty() { 0 } else { all.union(&secret).count() }
}

/// Whether a text can be the name of a column: words without a number, a code or the bytes of an address among them.
pub(in crate::intake) fn is_name(cell: &str) -> bool {
    let is_byte = |part: &str| part.len() == 2 && part.bytes().all(|sign| sign.is_ascii_hexdigit());
    let is_address =
        |word: &str| word.split(['-', ':']).count() > 2 && word.split(['-', ':']).all(is_byte);
    cell.chars().any(char::is_alphabetic)
        && !content::is_number(cell)
        && !cell.split_whitespace().any(is_address)
        && cell.chars().filter(char::is_ascii_digit).count() < 3
        && cell.len() < NAME
}

/// A header as it is shown: without line breaks, marks and blanks around it.
pub(in crate::intake) fn clean(header: &str) -> String {
    let header = header.trim_start_matches('\u{feff}');
    header.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The cells of a record as headers are shown.
pub(super) fn cleaned(record: &csv::StringRecord) -> Vec<String> {
    record.iter().map(clean).collect()
}
