//! Sheets that name their facts at the left: a card for each asset, one below another, or a table on its side with an asset in
//! each column. They are turned into rows under a header.
//!
//! `labels` tells such a sheet from a table, `cards` gathers labels and values, `CardRows` reads the whole sheet by them.

mod cards;
mod labels;

use std::sync::Arc;

use self::{cards::Cards, labels::Labels};
use super::header;
use crate::{
    intake::{
        Error,
        formats::Formats,
        source::{KnownColumns, Source},
    },
    tables::{Fault, Row, Rows},
};

/// Turns a source round if it is such a sheet: its records are assets then, and its header is known. Says whether it is.
pub(in crate::intake) fn turn(source: &mut Source, formats: &Arc<Formats>) -> Result<bool, Error> {
    let Some(labels) = Labels::find(&source.sample, formats) else { return Ok(false) };
    let (label, mut above) = (source.label(), Vec::new());
    for record in source.sample.iter().take(labels.above) {
        if let Some(line) = source.taken.line(&mut *source.rows, &label)? {
            above.push((line, header::said(record, formats)));
        }
    }
    let mut cards = Cards::new(labels.clone());
    for record in source.sample.iter().skip(labels.above) {
        cards.add(record, 0, formats);
    }
    // The last card of a sample may go on behind it: what it has tells of its columns all the same.
    cards.end();
    source.sample = cards.drain().map(|card| card.cells).collect();
    let headers = labels.headers();
    source.known =
        Some(Box::new(KnownColumns { headers, export: None, whole: true, above, keyed: true }));
    let (formats, cards) = (Arc::clone(formats), Cards::new(labels));
    source.rows = Box::new(CardRows { rows: source.take_rows(), formats, cards, ended: false });
    Ok(true)
}

/// The assets of such a sheet, one after the other.
struct CardRows {
    rows: Box<dyn Rows>,
    formats: Arc<Formats>,
    cards: Cards,
    ended: bool,
}

impl Rows for CardRows {
    fn read(&mut self, row: &mut Row) -> Result<bool, Fault> {
        loop {
            if let Some(card) = self.cards.next() {
                *row = Row::new(card.line, card.cells);
                return Ok(true);
            }
            if self.ended {
                return Ok(false);
            }
            if !self.rows.read(row)? {
                self.cards.end();
                self.ended = true;
                continue;
            }
            if row.marks().is_some_and(|marks| marks.is_beside) {
                return Ok(true);
            }
            if let Some(comment) = row.marks().and_then(|marks| marks.comment.as_ref()) {
                self.cards.add_remark(comment);
            }
            // What is no text is a row of its own, which says so.
            match csv::StringRecord::from_byte_record(row.cells.clone()) {
                Ok(cells) => self.cards.add(&cells, row.line, &self.formats),
                Err(_) => return Ok(true),
            }
        }
    }
}
