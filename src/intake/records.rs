//! What is asked of a record, whatever stands in it.

/// The filled cells, trimmed.
pub(super) fn filled(record: &csv::StringRecord) -> impl Iterator<Item = &str> {
    record.iter().map(str::trim).filter(|cell| !cell.is_empty())
}

/// The filled cells of a column, trimmed.
pub(super) fn filled_in(
    records: &[csv::StringRecord],
    column: usize,
) -> impl Iterator<Item = &str> + Clone {
    let cells = records.iter().filter_map(move |record| record.get(column));
    cells.map(str::trim).filter(|cell| !cell.is_empty())
}

/// Whether no cell holds a letter or a digit.
pub(super) fn is_blank(record: &csv::StringRecord) -> bool {
    !record.as_slice().contains(char::is_alphanumeric)
}
