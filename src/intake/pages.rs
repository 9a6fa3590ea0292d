//! Web pages: each table is a sheet of its own, and the text beside them is searched line by line.

use super::{
    Error, Form, Inventories, Inventory, Options, Unread,
    inventory::SAMPLE,
    sheets::{OpenedSheet, chosen, inventories},
    source::Source,
};
use crate::tables::{
    Packing, Row,
    page::{PageTable, WebPage},
    text::Decoded,
};

/// The inventories of a page; `lack` is what to say of one that holds none.
pub(super) fn open(
    file: &str,
    decoded: Decoded,
    options: &Options,
    packing: Option<Packing>,
    lack: Error,
) -> Result<Inventories, Error> {
    let lossy = decoded.lossy;
    let WebPage { tables, text } = WebPage::read(file, decoded.bytes)?;
    let source = |sheet, rows: Vec<Row>| Source {
        packing,
        lossy,
        has_comments: rows.iter().any(|row| row.marks().is_some_and(|own| own.comment.is_some())),
        ..Source::of_held(file.to_owned(), Form::Html, sheet, rows, SAMPLE)
    };
    let tables = tables.into_iter().map(|PageTable { name, rows }| {
        let source = Some(source(Some(name.clone()), rows));
        (name, OpenedSheet { source, ..OpenedSheet::default() })
    });
    let tables = chosen(tables.collect(), options, file)?;
    let why = if tables.is_empty() { Unread::page() } else { Unread::beside_tables() };
    let mut opened = inventories(tables, options, |_, _| lack)?;
    if !text.is_empty() && options.sheets.is_empty() {
        opened.all.push(Inventory::unread(source(None, text), options, why));
    }
    Ok(opened)
}
