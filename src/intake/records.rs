//! What is asked of a record, whatever stands in it.

/// The filled cells, trimmed.
pub(super) fn filled(record: &csv::StringRecord) -> impl Iterator<Item = &str> {
    record.iter().map(str::trim).filter(|cell| !cell.is_empty())
}

/// Whether no cell holds a letter or a digit.
pub(super) fn is_blank(record: &csv::StringRecord) -> bool {
    !record.as_slice().contains(char::is_alphanumeric)
}
