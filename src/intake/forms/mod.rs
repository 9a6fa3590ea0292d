//! Sheets that name their facts at the left: a card for each asset, one below another, or a table on its side with an asset in
//! each column. They are turned into rows under a header.
//!
//! `labels` tells such a sheet from a table, `cards` gathers labels and values, `FormRows` reads the whole sheet by them.

mod cards;
mod labels;

use std::sync::Arc;

use self::{cards::Cards, labels::Labels};
use super::{
    Error,
    columns::header,
    formats::Formats,
    source::{Known, Records, Source, Step},
};

/// The header of what stands in a card without a label.
const OTHER: &str = "(other)";

/// Turns a source round if it is such a sheet: its records are assets then, and its header is known.
pub(super) fn turn(source: &mut Source, formats: &Arc<Formats>) -> Result<(), Error> {
    let Some(labels) = Labels::find(&source.sample, formats) else { return Ok(()) };
    let label = source.label();
    let mut above = Vec::new();
    for record in source.sample.iter().take(labels.above) {
        if let Some(line) = source.taken.line(&mut source.records, &label)? {
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
    source.known = Some(Box::new(Known { headers, export: None, whole: true, above }));
    let records = std::mem::replace(&mut source.records, Records::Ended);
    let (formats, cards) = (Arc::clone(formats), Cards::new(labels));
    source.records = Records::Form(Box::new(FormRows { records, formats, cards, ended: false }));
    Ok(())
}

/// The assets of such a sheet, one after the other.
pub(super) struct FormRows {
    records: Records,
    formats: Arc<Formats>,
    cards: Cards,
    ended: bool,
}

impl FormRows {
    /// Reads the next asset.
    pub(super) fn read(
        &mut self,
        label: &str,
        record: &mut csv::ByteRecord,
    ) -> Result<Step, Error> {
        loop {
            if let Some(card) = self.cards.next() {
                *record = card.cells.into_byte_record();
                return Ok(Step::Record { line: card.line, breaks: 0 });
            }
            if self.ended {
                return Ok(Step::End);
            }
            match self.records.read(label, record)? {
                Step::Record { line, .. } => {
                    match csv::StringRecord::from_byte_record(record.clone()) {
                        Ok(cells) => self.cards.add(&cells, line, &self.formats),
                        // What is no text is a row of its own, which says so.
                        Err(_) => return Ok(Step::Record { line, breaks: 0 }),
                    }
                }
                Step::End => {
                    self.cards.end();
                    self.ended = true;
                }
                other => return Ok(other),
            }
        }
    }
}
