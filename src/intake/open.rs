//! From a file to its inventories: text is one, a workbook has one on each sheet that looks like it, and a document may have
//! one in each of its lists.

use std::{
    collections::HashSet,
    io::{Cursor, Read},
    sync::Arc,
};

use super::{
    ColumnUnderstanding, Error, Form, Inventory, Options, Packing, Understanding, Warning, Why,
    books,
    bytes::Bytes,
    digest::Meter,
    documents::{self, Opened},
    formats::key,
    inventory::SAMPLE,
    shape::{self, Shape},
    source::{Known, Source},
    text::Decoded,
    understand::tells,
};
use crate::{Field, asset::Role};

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
pub(super) fn all(file: String, bytes: Bytes, options: &Options) -> Result<Vec<Inventory>, Error> {
    let (bytes, meter) = Meter::of(bytes);
    let mut all = inventories_of(file, bytes, options)?;
    all.iter_mut().for_each(|inventory| inventory.meter = meter.clone());
    if let Some(first) = all.first_mut() {
        warn_of_unused(first, options);
    }
    Ok(all)
}

/// Says what the user told of how the file is written that does not hold for a file of its form.
fn warn_of_unused(first: &mut Inventory, options: &Options) {
    let seen = first.understanding();
    let form = seen.form;
    let is_document = matches!(form, Form::Json | Form::JsonLines | Form::Xml);
    let unused = [
        ("--encoding", options.encoding.is_some() && !is_document),
        ("--delimiter", options.delimiter.is_some()),
        ("--quote", options.quote.is_some()),
        ("--header-line", options.header_line.is_some() && is_document),
    ];
    let unused: Vec<_> = unused.iter().filter(|(_, is)| *is).map(|(option, _)| *option).collect();
    if form != Form::Text && !unused.is_empty() {
        first.warn(Warning::Unused { options: unused.join(", "), form });
    }
}

fn inventories_of(
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
    let bytes = match packing {
        Some(packing) => packing.unpack(bytes),
        None => bytes,
    };
    let decoded = Decoded::new(&file, bytes, options)?;
    let (source, unread) = match documents::open(&file, decoded, options, packing, SAMPLE)? {
        Opened::Lists(lists, unread) => {
            let mut lists = of_document(&file, lists, options)?;
            warn_of_unread(lists.first_mut(), &unread);
            return Ok(lists);
        }
        Opened::One(source, unread) => (*source, unread),
        Opened::Other(decoded) => {
            (Source::of_text(file.clone(), decoded, options, SAMPLE, packing), Vec::new())
        }
    };
    if let Some(sheet) = options.sheets.first().cloned() {
        return Err(Error::NoSheets { file, sheet });
    }
    let mut inventory = Inventory::of(source, options, true)?;
    warn_of_unread(Some(&mut inventory), &unread);
    Ok(vec![inventory])
}

/// Names the keys of a document under which something stands that is not read.
fn warn_of_unread(first: Option<&mut Inventory>, unread: &[String]) {
    let keys: Vec<_> = unread.iter().map(|key| quoted(key)).collect();
    if let (Some(first), false) = (first, keys.is_empty()) {
        first.warn(Warning::Unread { keys: listed(&keys) });
    }
}

fn workbook(file: &str, bytes: Bytes, options: &Options) -> Result<Vec<Inventory>, Error> {
    let (kind, sheets) = books::open(file, bytes, SAMPLE)?;
    let sheets = sheets.into_iter().map(|sheet| (sheet.name.clone(), sheet));
    let sheets = chosen(sheets.collect(), options, file)?;
    let sheets = sheets.into_iter().map(|(name, sheet)| {
        let (is_hidden, merged) = (sheet.is_hidden, Arc::clone(&sheet.merged));
        let lacking = Arc::clone(&sheet.lacking);
        (name, Sheet { source: Source::of_sheet(file, kind, sheet), is_hidden, merged, lacking })
    });
    let (inventories, sheets) = inventories(sheets.collect(), options)?;
    match inventories {
        Some(inventories) => Ok(inventories),
        None => Err(Error::NoInventory { file: file.to_owned(), sheets }),
    }
}

/// The inventories among the lists of a document.
fn of_document(
    file: &str,
    lists: Vec<(String, Source)>,
    options: &Options,
) -> Result<Vec<Inventory>, Error> {
    let lists = chosen(lists, options, file)?;
    let lists = lists.into_iter().map(|(name, source)| {
        let (merged, lacking) = ([].into(), Arc::default());
        (name, Sheet { source: Some(source), is_hidden: false, merged, lacking })
    });
    let (inventories, lists) = inventories(lists.collect(), options)?;
    match inventories {
        Some(inventories) => Ok(inventories),
        None => Err(Error::NoInventoryList { file: file.to_owned(), lists }),
    }
}

/// A sheet of a workbook, or a list of a document.
struct Sheet {
    /// `None` if it has no cells.
    source: Option<Source>,
    is_hidden: bool,
    /// Its merged cells.
    merged: Arc<[books::Region]>,
    /// Its cells whose formulas left no result.
    lacking: Arc<books::Lacking>,
}

/// The inventories among sheets, if any is one, and what the others lack.
fn inventories(
    sheets: Vec<(String, Sheet)>,
    options: &Options,
) -> Result<(Option<Vec<Inventory>>, String), Error> {
    let alone = sheets.len() == 1;
    let mut looked = Looked {
        options,
        alone,
        // What the user names must be an inventory.
        must: alone || !options.sheets.is_empty(),
        before: None,
    };
    let (mut inventories, mut left) = (Vec::new(), Vec::new());
    for (name, sheet) in sheets {
        let name = format!("{}{}", quoted(&name), if sheet.is_hidden { ", hidden" } else { "" });
        match looked.at(sheet)? {
            Ok(inventory) => inventories.push(inventory),
            Err(lack) => left.push(format!("{name} ({lack})")),
        }
    }
    if !alone {
        all_columns_are_known(&inventories, options)?;
    }
    let sheets = listed(&left);
    let Some(first) = inventories.first_mut() else { return Ok((None, sheets)) };
    if !left.is_empty() {
        first.warn(Warning::NoInventories { sheets: sheets.clone() });
    }
    Ok((Some(inventories), sheets))
}

/// The sheets that are looked at, one after the other.
struct Looked<'o> {
    options: &'o Options,
    /// There is but one.
    alone: bool,
    /// Each must be an inventory.
    must: bool,
    /// The last one with a header.
    before: Option<Before>,
}

impl Looked<'_> {
    /// The inventory that a sheet is, or what it lacks to be one.
    fn at(&mut self, mut sheet: Sheet) -> Result<Result<Inventory, &'static str>, Error> {
        let Some(mut source) = sheet.source.take() else { return Ok(Err("no cells")) };
        let (rows, headed) = (source.sample.len(), source.known.is_none());
        if rows == 0 {
            let formulas = !sheet.lacking.is_empty();
            return Ok(Err(if formulas { "formulas without results alone" } else { "empty" }));
        }
        let before = self.before.as_ref();
        let goes_on = before.filter(|before| before.goes_on(&source, self.options));
        source.known = source.known.or_else(|| goes_on.map(|before| Box::new(before.known())));
        let sample = if headed && !self.alone { source.sample.clone() } else { Vec::new() };
        let mut inventory = match Inventory::of(source, self.options, self.alone) {
            Ok(inventory) => inventory,
            Err(error) => return lack(error, self.must).map(Err),
        };
        let seen = inventory.understanding();
        let above = if goes_on.is_some() { 0 } else { above(seen) };
        let below = sample.get(above..).unwrap_or_default();
        if headed && !self.must {
            if above >= rows {
                return Ok(Err("nothing below its header"));
            }
            if !identifies(seen) && shape::are_choices(below) {
                return Ok(Err("lists to choose from"));
            }
        }
        match goes_on.map(|before| before.sheet.clone()) {
            Some(sheet) => inventory.warn(Warning::GoesOn { sheet }),
            None if headed => self.before = Some(Before::new(seen, below)),
            None => {}
        }
        sheet.warn(&mut inventory);
        Ok(Ok(inventory))
    }
}

/// An inventory with a header, on whose next sheets it may go on.
struct Before {
    sheet: String,
    headers: Vec<String>,
    shape: Shape,
}

impl Before {
    fn new(seen: &Understanding, below: &[csv::StringRecord]) -> Self {
        let columns = seen.columns.iter().filter(|column| column.why != Why::Comments);
        let headers = columns.map(|column| column.header.clone()).collect();
        Self { sheet: seen.sheet.clone().unwrap_or_default(), headers, shape: Shape::of(below) }
    }

    /// Whether a sheet has rows as this one has, and no header.
    fn goes_on(&self, source: &Source, options: &Options) -> bool {
        source.known.is_none()
            && options.header_line.is_none()
            && self.shape.goes_on(self.headers.len(), &source.sample, &options.formats)
    }

    /// The header of the sheets on which it goes on.
    fn known(&self) -> Known {
        Known { headers: self.headers.clone(), above: Vec::new(), export: None, whole: true }
    }
}

/// How many records stand above the first row.
fn above(seen: &Understanding) -> usize {
    let header = seen.header_lines.map_or(0, |(first, last)| if first == last { 1 } else { 2 });
    seen.preamble.len() + header
}

/// Whether a sheet has a column that tells one asset from another, or counts them.
fn identifies(seen: &Understanding) -> bool {
    use Field::{AssetId, FccId, Hostname, Ip, Mac, Model, PartNumber, Quantity, Serial};
    let fields = [AssetId, FccId, Hostname, Ip, Mac, Model, PartNumber, Quantity, Serial];
    let field = |column: &ColumnUnderstanding| matches!(column.role, Role::Field(field) if fields.contains(&field));
    seen.columns.iter().any(field)
}

impl Sheet {
    /// Adds what the user should know of the sheet.
    fn warn(&self, inventory: &mut Inventory) {
        let formulas = formulas(&self.lacking, inventory.understanding());
        let cells = filled_down(&self.merged, inventory.understanding().header_lines);
        let warnings =
            formulas.into_iter().chain(cells.map(|cells| Warning::MergedCells { cells }));
        let hidden = self.is_hidden.then_some(Warning::HiddenSheet);
        warnings.chain(hidden).for_each(|warning| inventory.warn(warning));
    }
}

/// The merged cells that say something of rows below the header; `None` if there are none.
fn filled_down(merged: &[books::Region], header: Option<(u64, u64)>) -> Option<String> {
    let header = header.map_or(0, |(_, last)| last);
    let filled = merged.iter().filter(|region| region.is_tall() && region.rows.1 > header);
    let names: Vec<_> = filled.map(books::Region::name).collect();
    (!names.is_empty()).then(|| listed(&names))
}

/// The warning of formulas that left no result where it could tell a maker; `None` if there are none.
fn formulas(lacking: &books::Lacking, seen: &Understanding) -> Option<Warning> {
    let header = seen.header_lines.map_or(0, |(_, last)| last);
    let (mut without, mut failed, mut columns) = (0, 0, Vec::new());
    for column in seen.columns.iter().filter(|column| tells(column.role)) {
        let (own_without, own_failed) = lacking.below(header, column.number - 1);
        if own_without + own_failed > 0 {
            columns.push(quoted(&column.header));
        }
        without += own_without;
        failed += own_failed;
    }
    let some = !columns.is_empty();
    some.then(|| Warning::Formulas { without, failed, columns: listed(&columns) })
}

/// What a sheet lacks to be an inventory, if it need not be one.
fn lack(error: Error, must: bool) -> Result<&'static str, Error> {
    let lack = error.no_inventory().filter(|_| !must);
    lack.ok_or(error)
}

/// Each column that the user names must be in one of the sheets at least.
fn all_columns_are_known(inventories: &[Inventory], options: &Options) -> Result<(), Error> {
    if !options.all_columns || inventories.iter().any(Inventory::may_bring_columns) {
        return Ok(());
    }
    for name in options.columns.keys() {
        let missing = |inventory: &Inventory| inventory.understanding().lacks(name);
        let missing: Option<Vec<_>> = inventories.iter().map(missing).collect();
        if let Some(error) = missing.into_iter().flatten().next() {
            return Err(error);
        }
    }
    Ok(())
}

/// The sheets that the user means, by their names or by their names folded; all where none is named.
fn chosen<S>(
    sheets: Vec<(String, S)>,
    options: &Options,
    file: &str,
) -> Result<Vec<(String, S)>, Error> {
    if options.sheets.is_empty() {
        return Ok(sheets);
    }
    let mut wanted = HashSet::new();
    for name in &options.sheets {
        let folded = key(name);
        let exact = sheets.iter().position(|(own, _)| own == name);
        let found = exact.or_else(|| sheets.iter().position(|(own, _)| key(own) == folded));
        let found = found.ok_or_else(|| {
            let names: Vec<_> = sheets.iter().map(|(name, _)| quoted(name)).collect();
            let advice = format!("the sheets are {}", listed(&names));
            Error::UnknownSheet { file: file.to_owned(), sheet: name.to_owned(), advice }
        });
        wanted.insert(found?);
    }
    let sheets = sheets.into_iter().enumerate();
    Ok(sheets.filter(|(at, _)| wanted.contains(at)).map(|(_, sheet)| sheet).collect())
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
