//! Cells that could not be read and that mattered: each is reported once, with its column and the number of rows.

use std::collections::BTreeMap;

use super::Audited;
use crate::{
    Field,
    asset::FieldTrait,
    facts::{Fact, Origin, Value},
    reason::AskedFact,
};

/// At most this many different cells are kept.
const KEPT: usize = 1000;
/// Longer texts are cut, so that the bound on their number bounds the memory.
const LONGEST: usize = 200;

/// A cell that says nothing which could be read, in one or many rows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnreadCell {
    /// The fact that it should state.
    pub field: Field,
    /// The header of its column.
    pub header: String,
    /// What it says, perhaps cut short.
    pub text: String,
    /// The physical line of the first row that says it.
    pub line: u64,
    /// How many rows say it.
    pub rows: u64,
    /// What was assumed in its place.
    pub assumed: Option<String>,
}

/// The unread cells of one file.
#[derive(Debug, Default)]
pub(super) struct UnreadCells {
    /// By field, header and text: their place in `cells`.
    known: BTreeMap<(Field, String, String), usize>,
    cells: Vec<UnreadCell>,
}

impl UnreadCells {
    /// Notes what of a row could not be read.
    pub(super) fn note(&mut self, audited: &Audited) {
        for (field, fact) in audited.facts.iter() {
            let Some((header, text)) = unread(field, fact) else { continue };
            if !field.is(FieldTrait::Nation) && !is_asked(field, audited) {
                continue;
            }
            let text: String = text.chars().take(LONGEST).collect();
            let key = (field, header.to_owned(), text.clone());
            if let Some(cell) = self.known.get(&key).and_then(|&at| self.cells.get_mut(at)) {
                cell.rows += 1;
            } else if self.cells.len() < KEPT {
                self.known.insert(key, self.cells.len());
                let assumed = matches!(fact.origin, Origin::AssumedOver { .. });
                let (header, line) = (header.to_owned(), audited.place.line);
                let assumed = assumed.then(|| fact.value.to_string());
                self.cells.push(UnreadCell { field, header, text, line, rows: 1, assumed });
            }
        }
    }

    pub(super) fn cells(&self) -> &[UnreadCell] {
        &self.cells
    }
}

/// Whether the law asks for a fact of a row, or something was assumed in its place.
fn is_asked(field: Field, audited: &Audited) -> bool {
    let assumed = |fact: &Fact| matches!(fact.origin, Origin::AssumedOver { .. });
    let missing = audited.findings.iter().flat_map(|finding| &finding.missing);
    missing.into_iter().any(|missing| missing.fact() == AskedFact::Field(field))
        || audited.facts.of(field).iter().any(assumed)
}

/// The header and the words of a cell that could not be read: one for which something was assumed, or a country, a day or a state
/// that is not known.
fn unread(field: Field, fact: &Fact) -> Option<(&str, &str)> {
    match &fact.origin {
        Origin::AssumedOver { header, text } => Some((header, text)),
        Origin::Cell { header, text } => {
            let read = field.is(FieldTrait::Nation) || field.is(FieldTrait::Dated);
            let read = read || field == Field::Status;
            (read && matches!(fact.value, Value::Text(_))).then_some((header, text))
        }
        _ => None,
    }
}
