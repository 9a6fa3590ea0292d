//! The sheet as a workbook: a summary, then every sheet of the inputs with the added columns, then what was set aside and what could
//! not be read.
//!
//! Such a file is known as `ours` by a property. `sheets` writes the tables through a `page` that knows the limits of the form, with the
//! `looks` of cells and `names` that are allowed; `overview` and `leftovers` are the sheets of our own. Rows go to temporary files as they
//! come.

mod failed;
mod leftovers;
mod looks;
mod names;
mod ours;
mod overview;
mod own_sheet;
mod page;
mod sheets;

use std::{
    fs::File,
    io::{self, Seek as _},
    thread,
};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::{
    failed::WriterFailed,
    looks::Looks,
    names::SheetNames,
    overview::Overview,
    sheets::{Alterations, SheetWriter},
};
use super::{
    input::RereadInput,
    store::{Store, not_kept},
    tables,
};
use crate::{
    audit::Basis,
    tables::books::{ADDED_SHEETS, BETWEEN_SHEETS},
};

pub(super) use self::{ours::is_ours, overview::Overall};

/// The sheets of our own, where the inventory has none of that name.
const OVERVIEW: &str = "Summary";
const LEFTOVERS: &str = "Set aside";

/// The property by which a workbook of ours is known.
const PROPERTY: &str = env!("CARGO_PKG_NAME");

/// Writes all tables as one workbook.
pub(super) fn write(
    out: &mut dyn io::Write,
    inputs: &[RereadInput],
    store: &Store,
    found: &Overall<'_>,
) -> io::Result<()> {
    let file = tempfile::tempfile().map_err(|error| not_kept(&error))?;
    // Its writer panics where it cannot write, which ends its thread and not the run.
    let made = thread::scope(|scope| {
        let work = || made(&file, inputs, store, found);
        let book = thread::Builder::new().spawn_scoped(scope, work)?;
        book.join()
            .unwrap_or_else(|_| Err(not_kept(&io::Error::from(io::ErrorKind::StorageFull)).into()))
    });
    made.map_err(io::Error::from)?;
    let mut file = file;
    file.rewind()?;
    io::copy(&mut file, out).map(drop)
}

fn made(
    file: &File,
    inputs: &[RereadInput],
    store: &Store,
    found: &Overall<'_>,
) -> Result<(), WriterFailed> {
    let mut book = Workbook::new();
    let mut looks = Looks::new();
    let (names, written) = (SheetNames::default(), Alterations::default());
    let mut sheets = SheetWriter { book: &mut book, names, looks: &mut looks, written };
    tables::each(inputs, store, found.summary, &mut |table| {
        sheets.table(table, store).map_err(io::Error::from)
    })?;
    let SheetWriter { mut names, written, .. } = sheets;
    let understood = store.segments().iter().filter_map(|segment| segment.understanding.as_ref());
    let overview = Overview { found, understood: understood.collect() };
    let own = [names.take(OVERVIEW), names.take(LEFTOVERS)];
    book.set_properties(&properties(found.basis, &own)?);
    overview.write(&mut book, &own[0], &looks)?;
    // It was known last, and is to be seen first.
    book.worksheets_mut().rotate_right(1);
    leftovers::write(&mut book, &own[1], &looks, store, &written)?;
    book.save_to_writer(io::BufWriter::new(file))?;
    Ok(())
}

/// By what a workbook is known as ours, which of its sheets are, and when it was made: as of the day of the audit, so that the same
/// audit gives the same bytes.
fn properties(basis: &Basis, own: &[String]) -> Result<DocProperties, XlsxError> {
    let day = ExcelDateTime::parse_from_str(&basis.as_of.to_string())?;
    let properties = DocProperties::new().set_title("Audit against procurement bans");
    let version = env!("CARGO_PKG_VERSION");
    let own = own.join(&BETWEEN_SHEETS.to_string());
    let properties = properties.set_custom_property(PROPERTY, version);
    Ok(properties.set_creation_datetime(&day).set_custom_property(ADDED_SHEETS, own))
}
