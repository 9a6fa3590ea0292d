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
    let (mut known, mut secret) = (BTreeSet::new(), BTreeSet::new());
    for cell in record.into_iter().filter(short) {
        if formats.headers.names_secret(cell) {
            secret.insert(key(cell));
        } else if formats.headers.knows(cell) {
            known.insert(key(cell));
        }
    }
    if known.is_empty() { 0 } else { known.union(&secret).count() }
}

/// Whether a text can be the name of a column: words without a number or a code among them.
pub(in crate::intake) fn is_name(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic)
        && !content::is_number(cell)
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
