//! A table that is written column by column, as programs for data do: `{"model": {"0": "…", "1": "…"}, "serial": {"0": …}}`, or with a list
//! for each column.

use std::{borrow::Cow, collections::HashMap};

use super::{
    json,
    node::{Node, Object},
    writer::Writer,
};
use crate::tables::{Broken, Fault, ReadErrorKind};

/// The longest text that is turned round, in MiB: its rows are only known when all of it is read.
const TURNED: usize = 64;
/// The most rows of a column that are looked at.
const LOOKED_AT: usize = 20;

/// Whether an object is such a table: its members are objects whose keys are the numbers of rows.
pub(super) fn are(text: &str) -> bool {
    let columns =
        json::passing(text, usize::MAX, |_, raw| raw.starts_with('{') && is_numbered(raw));
    columns.is_some_and(|columns| columns > 1)
}

/// The first row of an object whose members are lists of as many plain values each, which may be columns; `None` of any other.
pub(super) fn first_row(text: &str) -> Option<Object<'_>> {
    let (mut members, mut lengths) = (Vec::new(), Vec::new());
    json::passing(text, usize::MAX, |_, raw| raw.starts_with('['))?;
    json::each_member(text, |key, list| {
        let mut length = 0;
        let read = json::each_item(list, |item| {
            length += 1;
            if length == 1 {
                members.extend(json::plain(item).map(|value| (key.clone(), value)));
            }
            true
        });
        lengths.push(length);
        read.is_ok()
    })
    .ok()?;
    let is_plain =
        members.len() == lengths.len() && members.iter().any(|(_, value)| *value != Node::Nothing);
    let alike =
        lengths.len() > 1 && lengths.iter().all(|length| *length > 1 && *length == lengths[0]);
    (is_plain && alike).then_some(Object { line: 0, members })
}

fn is_numbered(text: &str) -> bool {
    let is_number = |key: &str| !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
    json::passing(text, LOOKED_AT, |key, _| is_number(key)).is_some_and(|rows| rows > 0)
}

/// Hands on the rows of such a table, which begins on this line.
pub(super) fn rows(text: &str, line: u64, writer: &mut Writer<'_>) -> Result<(), Fault> {
    if text.len() > TURNED << 20 {
        let what = format!("a table that is written column by column is read up to {TURNED} MiB");
        return Err(ReadErrorKind::LargeDocument(what).into());
    }
    let mut places = HashMap::new();
    let mut rows: Vec<Result<Object<'_>, Broken>> = Vec::new();
    // The text has been read before, so its shape is known to be good.
    let _ = json::each_member(text, |header, column| {
        let read = each_cell(column, |number, cell| {
            let at = *places.entry(number).or_insert(rows.len());
            if at == rows.len() {
                rows.push(Ok(Object { line, members: Vec::new() }));
            }
            match (&mut rows[at], json::value(cell, line)) {
                (Ok(row), Ok(value)) => row.members.push((header.clone(), value)),
                (row, Err(why)) => *row = Err(why),
                (Err(_), Ok(_)) => {}
            }
            true
        });
        read.is_ok()
    });
    for row in rows {
        match row {
            Ok(row) => writer.object(&row),
            Err(why) => writer.broken(line, why),
        }
        if writer.is_done() {
            break;
        }
    }
    Ok(())
}

/// Hands each cell of a column to `take` with the number of its row, until it wants no more.
fn each_cell<'t>(
    column: &'t str,
    mut take: impl FnMut(Cow<'t, str>, &'t str) -> bool,
) -> Result<(), serde_json::Error> {
    if !column.starts_with('[') {
        return json::each_member(column, take);
    }
    let mut at = 0;
    json::each_item(column, |cell| {
        at += 1;
        take(Cow::Owned(at.to_string()), cell)
    })
}
