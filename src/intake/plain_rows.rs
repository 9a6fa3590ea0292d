//! Plain rows: records that are surely the row of an asset and need nothing done to them. Whether one is shows cell by cell, so that
//! it can be found out once for all the rows that hold the same cell.

use std::sync::Arc;

use super::{
    Formats,
    cells::{has_lost_digits, without_user},
    labelled::Labelled,
    non_assets::spans_lines,
    shapes::names::clean,
};
use crate::{glance::Glance, tables::garbled::garbled};

/// What tells plain rows from all other records of a sheet.
pub(crate) struct PlainRows {
    formats: Arc<Formats>,
    labelled: Labelled,
    columns: Vec<PlainColumn>,
}

/// What is known of a column.
struct PlainColumn {
    /// It may say at a cell what stands in the header or in a title of the sheet.
    headings: Vec<String>,
    /// Its cells identify an asset.
    identifies: bool,
    /// Its cells could tell who made an asset.
    tells: bool,
    /// Its cells are never kept.
    is_secret: bool,
}

/// What a cell says of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PlainCell {
    /// Nothing: it is left empty in words.
    Empty,
    /// It stands in rows of assets alone, unless it is the first of its record.
    Ordinary,
    /// It may stand in a row and elsewhere.
    Common,
    /// Something must be done with it.
    Odd,
}

impl PlainRows {
    /// What tells plain rows below these headers and titles; `identifiers` are the columns that identify an asset,
    /// `of_makers` those that could tell its maker, and `secrets` those whose cells are never kept.
    pub(super) fn new(
        formats: Arc<Formats>,
        labelled: Labelled,
        width: usize,
        headings: &[&[Vec<String>]],
        [identifiers, of_makers, secrets]: [&[usize]; 3],
    ) -> Self {
        let column = |at: usize| {
            let above = headings.iter().flat_map(|rows| rows.iter()).filter_map(|row| row.get(at));
            let headings = above.filter(|text| !text.is_empty()).cloned().collect();
            PlainColumn {
                headings,
                identifies: identifiers.contains(&at),
                tells: of_makers.contains(&at),
                is_secret: secrets.contains(&at),
            }
        };
        Self { formats, labelled, columns: (0..width).map(column).collect() }
    }

    /// How many cells a plain row has.
    pub(crate) fn width(&self) -> usize {
        self.columns.len()
    }

    /// What a filled cell says.
    pub(crate) fn cell(&self, at: usize, text: &str) -> PlainCell {
        if self.is_odd(at, text) {
            PlainCell::Odd
        } else if self.formats.is_empty_value(text) {
            PlainCell::Empty
        } else if self.is_ordinary(at, text) {
            PlainCell::Ordinary
        } else {
            PlainCell::Common
        }
    }

    /// Whether nothing need be done with a cell, as can be told at a glance; `true` is certain.
    pub(crate) fn is_surely_common(&self, at: usize, text: &str, glance: &Glance) -> bool {
        let column = self.columns.get(at);
        let identifies = column.is_some_and(|column| column.identifies);
        let tells = column.is_some_and(|column| column.tells);
        let is_odd = (glance.has_plus() && identifies)
            || (glance.has_label_mark() && self.labelled.may_state(at))
            || (glance.may_hold_url() && text.contains("://"))
            || glance.may_be_escaped()
            || glance.has_underscore() && garbled(text).is_some()
            || tells && self.formats.is_failed(text)
            || self.hides_goods(at, text)
            || self.formats.ditto.has_glanced(text, glance);
        !is_odd
    }

    /// Whether a record that begins with this cell may say once more what the header or a title says.
    pub(crate) fn repeats_heading(&self, at: usize, text: &str) -> bool {
        self.columns.get(at).is_some_and(|column| {
            let mut alike = column.headings.iter().filter(|heading| heading.len() == text.len());
            alike.any(|heading| heading.eq_ignore_ascii_case(&clean(text)))
        })
    }

    /// Whether goods are named where secrets stand.
    fn hides_goods(&self, at: usize, text: &str) -> bool {
        let is_secret = self.columns.get(at).is_some_and(|column| column.is_secret);
        is_secret && self.formats.names_goods(text)
    }

    fn is_odd(&self, at: usize, text: &str) -> bool {
        let column = self.columns.get(at);
        let identifies = column.is_some_and(|column| column.identifies);
        self.formats.is_ditto(text)
            || column.is_some_and(|column| column.tells) && self.formats.is_failed(text)
            || (identifies && has_lost_digits(text))
            || self.hides_goods(at, text)
            || without_user(text).is_some()
            || self.labelled.states(at, text)
            || garbled(text).is_some()
            || spans_lines(text)
    }

    /// See [`PlainCell::Ordinary`]: what sets records aside is satisfied by none of them.
    fn is_ordinary(&self, at: usize, text: &str) -> bool {
        let formats = &self.formats;
        let may_stand_elsewhere = formats.is_amount(text)
            || formats.is_unit(text)
            || formats.is_money(text)
            || formats.is_total(text)
            || formats.is_footer(text)
            || formats.is_remark(text)
            || formats.is_bare_count(text);
        let counts = text.trim_matches(['(', ')', '.']).bytes().all(|byte| byte.is_ascii_digit());
        text.contains(char::is_alphanumeric)
            && !counts
            && !may_stand_elsewhere
            && !self.columns.get(at).is_some_and(|column| {
                let text = clean(text);
                column.headings.iter().any(|heading| heading.eq_ignore_ascii_case(&text))
            })
    }
}
