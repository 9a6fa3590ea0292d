//! What a file begun from a template still leaves to be written.

use std::sync::Arc;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Fault, File};

/// What stands in place of a text that is still to be written.
pub(super) const PLACEHOLDER: &str = "…";

/// A fault for each text that is still to be written; the remark behind it says what it is.
pub(super) fn of(file: &Arc<File>) -> Vec<Fault> {
    let mut faults = Vec::new();
    if file.text.contains(PLACEHOLDER) {
        let (table, _) = DeTable::parse_recoverable(&file.text);
        for (_, value) in table.get_ref() {
            within(file, value, &mut faults);
        }
    }
    faults.sort_by_key(|fault| fault.span.as_ref().map(|span| span.start));
    faults
}

fn within(file: &Arc<File>, value: &Spanned<DeValue<'_>>, faults: &mut Vec<Fault>) {
    match value.get_ref() {
        DeValue::String(text) if text == PLACEHOLDER => {
            let message = "this is still to be written";
            faults.push(Fault::at(file, value.span(), message, "expected a text of yours"));
        }
        DeValue::Array(array) => array.iter().for_each(|value| within(file, value, faults)),
        DeValue::Table(table) => table.iter().for_each(|(_, value)| within(file, value, faults)),
        _ => {}
    }
}
