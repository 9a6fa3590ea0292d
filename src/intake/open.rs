//! From a file to its inventories: text is one, and a workbook has one on each sheet that looks like it.

use std::io::{Cursor, Read};

use super::{
    Error, Inventory, Options, Packing, Warning, books, bytes::Bytes, columns::overrides,
    formats::key, inventory::SAMPLE, source::Source, text::Decoded,
};

/// So many sheets are named in a message.
const NAMED: usize = 12;

/// The first inventory of a file; the others are named in a warning.
pub(super) fn first(file: String, bytes: Bytes, options: &Options) -> Result<Inventory, Error> {
    let mut all = all(file.clone(), bytes, options)?;
    let others: Vec<_> = all.drain(1.min(all.len())..).map(|other| quoted(&name(&other))).collect();
    let mut first = all.pop().ok_or(Error::Empty { file })?;
    if !others.is_empty() {
        first.warn(Warning::OtherSheets { sheets: listed(&others) });
    }
    Ok(first)
}

/// All inventories of a file, at least one.
pub(super) fn all(
    file: String,
    mut bytes: Bytes,
    options: &Options,
) -> Result<Vec<Inventory>, Error> {
    let mut head = Vec::new();
    let read = bytes.by_ref().take(8).read_to_end(&mut head);
    read.map_err(|cause| Error::io(&file, 0, cause))?;
    let packing = Packing::of(&head);
    let is_workbook = books::may_be(&head);
    let bytes: Bytes = Box::new(Cursor::new(head).chain(bytes));
    if is_workbook {
        return workbook(&file, bytes, options);
    }
    if let Some(sheet) = options.sheet.clone() {
        return Err(Error::NoSheets { file, sheet });
    }
    let bytes = match packing {
        Some(packing) => packing.unpack(bytes),
        None => bytes,
    };
    let decoded = Decoded::new(&file, bytes, options)?;
    let source = Source::of_text(file, decoded, options, SAMPLE, packing);
    Ok(vec![Inventory::of(source, options, true)?])
}

fn workbook(file: &str, bytes: Bytes, options: &Options) -> Result<Vec<Inventory>, Error> {
    let (kind, mut sheets) = books::open(file, bytes, SAMPLE)?;
    if let Some(wanted) = &options.sheet {
        let chosen = chosen(&sheets, wanted, file)?;
        sheets = vec![sheets.swap_remove(chosen)];
    }
    let alone = sheets.len() == 1;
    let (mut inventories, mut left) = (Vec::new(), Vec::new());
    for sheet in sheets {
        let (name, rows) = (quoted(&sheet.name), sheet.sample.len());
        let Some(source) = Source::of_sheet(file, kind, sheet) else {
            left.push(format!("{name} (no cells)"));
            continue;
        };
        if rows == 0 {
            left.push(format!("{name} (empty)"));
            continue;
        }
        match Inventory::of(source, options, alone) {
            Ok(inventory) => {
                let seen = inventory.understanding();
                if !alone && seen.preamble.len() + 1 >= rows {
                    left.push(format!("{name} (nothing below its header)"));
                } else {
                    inventories.push(inventory);
                }
            }
            Err(error) => left.push(format!("{name} ({})", lack(error, alone)?)),
        }
    }
    if !alone {
        all_columns_are_known(&inventories, options)?;
    }
    let sheets = listed(&left);
    match inventories.first_mut() {
        None => return Err(Error::NoInventory { file: file.to_owned(), sheets }),
        Some(first) if !left.is_empty() => first.warn(Warning::NoInventories { sheets }),
        Some(_) => {}
    }
    Ok(inventories)
}

/// What a sheet lacks to be an inventory, if it is not the only one that could be.
fn lack(error: Error, alone: bool) -> Result<&'static str, Error> {
    match error {
        error if alone => Err(error),
        Error::NoHeader { .. } | Error::NoHeaderAt { .. } => Ok("no header"),
        Error::NoKnownColumn { .. } => Ok("no column that tells a maker"),
        error => Err(error),
    }
}

/// Each column that the user names must be in one of the sheets at least.
fn all_columns_are_known(inventories: &[Inventory], options: &Options) -> Result<(), Error> {
    for name in options.columns.keys() {
        let missing = |inventory: &Inventory| {
            let seen = inventory.understanding();
            let headers: Vec<_> = seen.columns.iter().map(|column| column.header.clone()).collect();
            let found = overrides::column(name, &headers, &seen.label(), seen.header_line()).err();
            found.filter(|error| matches!(error, Error::UnknownColumn { .. }))
        };
        let missing: Option<Vec<_>> = inventories.iter().map(missing).collect();
        if let Some(error) = missing.into_iter().flatten().next() {
            return Err(error);
        }
    }
    Ok(())
}

/// The sheet that the user means: by its name, or by its name folded.
fn chosen(sheets: &[books::Sheet], wanted: &str, file: &str) -> Result<usize, Error> {
    let folded = key(wanted);
    let exact = sheets.iter().position(|sheet| sheet.name == wanted);
    let found = exact.or_else(|| sheets.iter().position(|sheet| key(&sheet.name) == folded));
    found.ok_or_else(|| {
        let names: Vec<_> = sheets.iter().map(|sheet| quoted(&sheet.name)).collect();
        let advice = format!("the sheets are {}", listed(&names));
        Error::UnknownSheet { file: file.to_owned(), sheet: wanted.to_owned(), advice }
    })
}

fn name(inventory: &Inventory) -> String {
    inventory.understanding().sheet.clone().unwrap_or_default()
}

fn quoted(name: &str) -> String {
    format!("`{name}`")
}

fn listed(names: &[String]) -> String {
    let mut shown: Vec<_> = names.iter().take(NAMED).cloned().collect();
    if names.len() > NAMED {
        shown.push(format!("{} more", names.len() - NAMED));
    }
    shown.join(", ")
}
