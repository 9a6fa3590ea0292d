//! What is known of the files people have: header words, empty-value words, words of status, totals and dates, known exports.
//!
//! All of it stands in `data/formats/`; here is only how it is looked up.

mod documents;
mod dotted;
mod file;
mod headers;
mod load;
mod months;
mod words;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

pub(super) use documents::{Document, Nested, Pair, RowsAt};
pub(super) use file::Look;
pub(super) use headers::{ExportId, Headers, Match, Meaning, key};
pub(super) use months::Months;
pub(super) use words::Words;

use super::dates;
use crate::{
    Date,
    asset::DateOrder,
    facts::LifeCycle,
    fold::fold,
    knowledge::{Faults, Files},
};

/// The words of inventories, ready for use.
#[derive(Clone, Debug, Default)]
pub struct Formats {
    pub(super) headers: Headers,
    empty: Words,
    totals: Words,
    footers: Words,
    status: HashMap<String, LifeCycle>,
    pub(super) months: Months,
    /// Documents whose shape is known.
    pub(super) documents: Vec<Document>,
    /// How the members of lists name things and say what they are.
    pub(super) pairs: Vec<Pair>,
}

impl Formats {
    /// Reads the files of `data/formats/`. Unknown keys, words with two meanings and words without a source are faults.
    pub fn load(files: &Files) -> Result<Self, Faults> {
        load::load(files)
    }

    /// Whether a cell is one of the words with which people leave a cell empty, or has no letter and no digit.
    #[must_use]
    #[inline]
    pub fn is_empty_value(&self, cell: &str) -> bool {
        let starts_with_letter =
            cell.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric());
        self.empty.has(cell) || !starts_with_letter && !cell.chars().any(char::is_alphanumeric)
    }

    /// The stage of life that a cell names; `None` for words that are not known.
    #[must_use]
    pub fn life_cycle(&self, cell: &str) -> Option<LifeCycle> {
        self.status.get(&fold(cell)).copied()
    }

    /// The date that a cell of a date column states. Day and month that could stand either way round give the span of both
    /// readings, unless the order is known.
    #[must_use]
    pub fn read_date(&self, cell: &str, order: Option<DateOrder>) -> Option<Date> {
        dates::read(cell, order, &self.months)
    }

    /// Whether a cell is what the line of a total or subtotal begins with.
    pub(super) fn is_total(&self, cell: &str) -> bool {
        self.totals.has(cell)
    }

    /// Whether a cell is the foot of a printed page.
    pub(super) fn is_footer(&self, cell: &str) -> bool {
        self.footers.has(cell)
    }
}
