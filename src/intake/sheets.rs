//! The sheets of a workbook, or the lists of a document: which of them are inventories, which go on where another ended, and what
//! the others lack.

use std::{collections::HashSet, sync::Arc};

use super::{
    Error, ErrorKind, Inventories, Inventory, Options, Understanding, Unread, Warning,
    formats::key,
    inventories::quoted,
    shapes::continued::{self, Continued},
    source::Source,
    understand::tells,
};
use crate::{asset::FieldTrait, knowledge::did_you_mean, strings::listed, tables::books};

/// What a sheet lacks without a filled cell, one that ends with its header, and one that people choose from.
const EMPTY: &str = "empty";
const NOTHING_BELOW: &str = "nothing below its header";
const CHOICES: &str = "lists to choose from";

/// A sheet of a workbook, or a list of a document.
#[derive(Default)]
pub(super) struct OpenedSheet {
    /// `None` if it has no cells.
    pub(super) source: Option<Source>,
    pub(super) is_hidden: bool,
    /// Its merged cells.
    pub(super) merged: Arc<[books::Region]>,
    /// Its cells whose formulas left no result.
    pub(super) lacking: Arc<books::Lacking>,
}

/// The inventories among sheets, and the others, which are searched line by line; `none` is the error if there is no inventory,
/// of what the sheets lack and what to do.
pub(super) fn inventories(
    sheets: Vec<(String, OpenedSheet)>,
    options: &Options,
    none: impl FnOnce(String, String) -> Error,
) -> Result<Inventories, Error> {
    let alone = sheets.len() == 1;
    let mut looked = Looked {
        options,
        alone,
        // Of several sheets that the user names each must be an inventory.
        must: !alone && !options.sheets.is_empty(),
        before: None,
        likeliest: None,
        lack: None,
    };
    let (mut all, mut left) = (Vec::new(), Vec::new());
    for (name, sheet) in sheets {
        let name = format!("{}{}", quoted(&name), if sheet.is_hidden { ", hidden" } else { "" });
        match looked.at(sheet)? {
            Ok(inventory) => {
                let unread = inventory.understanding().unread.as_ref();
                left.extend(unread.map(|unread| format!("{name} ({})", unread.lack)));
                all.push(inventory);
            }
            Err(lack) => left.push(format!("{name} ({lack})")),
        }
    }
    if !alone {
        all_columns_are_known(&all, options)?;
    }
    let sheets = listed(&left);
    let Looked { lack, likeliest, .. } = looked;
    let Some(first) = all.iter_mut().find(|inventory| !inventory.is_unread()) else {
        let advice = likeliest.map_or_else(String::new, |(_, advice)| advice);
        return Ok(Inventories { all, lack: Some(lack.unwrap_or_else(|| none(sheets, advice))) });
    };
    if !left.is_empty() {
        first.warn(Warning::NoInventories { sheets });
    }
    Ok(Inventories { all, lack: None })
}

/// The sheets that are looked at, one after the other.
struct Looked<'o> {
    options: &'o Options,
    /// There is but one.
    alone: bool,
    /// Each must be an inventory.
    must: bool,
    /// The last one with a header.
    before: Option<Continued>,
    /// How full the first rows are of the sheet that looks most like an inventory and is none, and what would make one of it.
    likeliest: Option<(usize, String)>,
    /// What the one sheet lacks.
    lack: Option<Error>,
}

impl Looked<'_> {
    /// A sheet, as an inventory or to be searched only; or why there is nothing in it.
    fn at(&mut self, mut sheet: OpenedSheet) -> Result<Result<Inventory, &'static str>, Error> {
        let Some(mut source) = sheet.source.take() else { return Ok(Err("no cells")) };
        let (rows, headed) = (source.sample.len(), source.known.is_none());
        if rows == 0 && source.has_comments {
            let why = Unread::new(EMPTY, &source.file, source.sheet.as_deref(), "");
            return Ok(Ok(Inventory::unread(source, self.options, why)));
        }
        if rows == 0 {
            let formulas = !sheet.lacking.is_empty();
            return Ok(Err(if formulas { "formulas without results alone" } else { EMPTY }));
        }
        let before = self.before.as_ref();
        let goes_on = before.filter(|before| before.goes_on(&source, self.options));
        source.known = source.known.or_else(|| goes_on.map(|before| Box::new(before.known())));
        let goes_on = goes_on.map(|before| before.sheet.clone());
        let sample = if headed && !self.alone { source.sample.clone() } else { Vec::new() };
        let mut inventory = match Inventory::of(&mut source, self.options, self.alone) {
            Ok(inventory) => inventory,
            Err(error) => return self.unread(source, error).map(Ok),
        };
        let seen = inventory.understanding();
        let above = if goes_on.is_some() { 0 } else { above(seen) };
        let below = sample.get(above..).unwrap_or_default();
        if headed && !self.alone && !self.must {
            let choices = || !identifies(seen) && continued::are_choices(below);
            let lack = (above >= rows).then_some(NOTHING_BELOW);
            if let Some(lack) = lack.or_else(|| choices().then_some(CHOICES)) {
                let why = Unread::new(lack, &seen.file, seen.sheet.as_deref(), "");
                return Ok(Ok(inventory.into_unread(sample, self.options, why)));
            }
        }
        match goes_on {
            Some(sheet) => inventory.warn(Warning::GoesOn { sheet }),
            None if headed => self.before = Some(Continued::new(seen, below)),
            None => {}
        }
        sheet.warn(&mut inventory);
        Ok(Ok(inventory))
    }

    /// A sheet that is searched only, since it is no inventory for this reason.
    fn unread(&mut self, source: Source, error: Error) -> Result<Inventory, Error> {
        let Some(why) = Unread::of(&error, &source).filter(|_| !self.must) else {
            return Err(error);
        };
        let filled = source.sample.iter().flatten().filter(|cell| !cell.trim().is_empty()).count();
        if self.likeliest.as_ref().is_none_or(|(most, _)| filled > *most) {
            let name = quoted(source.sheet.as_deref().unwrap_or_default());
            self.likeliest =
                Some((filled, format!("; {name} looks most like one: {}", why.remedy)));
        }
        if self.alone {
            self.lack = Some(error);
        }
        Ok(Inventory::unread(source, self.options, why))
    }
}

/// How many records stand above the first row.
fn above(seen: &Understanding) -> usize {
    let header = seen.header_lines.map_or(0, |(first, last)| if first == last { 1 } else { 2 });
    seen.preamble.len() + header
}

/// Whether a sheet has a column that tells one asset from another, or counts them.
fn identifies(seen: &Understanding) -> bool {
    seen.columns.iter().any(|column| column.role.is(FieldTrait::Counted))
}

impl OpenedSheet {
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

/// Each column that the user names must be in one of the sheets at least.
fn all_columns_are_known(inventories: &[Inventory], options: &Options) -> Result<(), Error> {
    let inventories: Vec<_> =
        inventories.iter().filter(|inventory| !inventory.is_unread()).collect();
    if !options.all_columns || inventories.iter().any(|inventory| inventory.may_bring_columns()) {
        return Ok(());
    }
    for name in options.columns.keys() {
        let missing = |inventory: &&Inventory| inventory.understanding().lacks(name);
        let missing: Option<Vec<_>> = inventories.iter().map(missing).collect();
        if let Some(error) = missing.into_iter().flatten().next() {
            return Err(error);
        }
    }
    Ok(())
}

/// The sheets that the user means, by their names or by their names folded; all where none is named.
pub(super) fn chosen<S>(
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
            let near = did_you_mean(name, sheets.iter().map(|(name, _)| name.as_str()));
            let advice = format!("{near}the sheets are {}", listed(&names));
            ErrorKind::UnknownSheet { sheet: name.to_owned(), advice }.of(file)
        });
        wanted.insert(found?);
    }
    let sheets = sheets.into_iter().enumerate();
    Ok(sheets.filter(|(at, _)| wanted.contains(at)).map(|(_, sheet)| sheet).collect())
}
