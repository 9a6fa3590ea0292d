//! From a file to its inventories: text is one, a workbook has one on each sheet that looks like it, and a document may have
//! one in each of its lists.

use std::{io::Read, path::Path, sync::Arc};

#[cfg(feature = "documents")]
use super::pages;
use super::{
    ColumnUse, Error, ErrorKind, Form, Inventories, Inventory, Options, Quote, Unread, Warning,
    documents::{self, Opened},
    inventories::quoted,
    inventory::SAMPLE,
    sheets::{OpenedSheet, chosen, inventories},
    source::Source,
};
use crate::{
    strings::listed,
    tables::{
        Packing, ReadError, ReadErrorKind, Row, UnpackedFile, books,
        bytes::{self, Bytes},
        digest::Meter,
        text::Decoded,
    },
};

impl Inventories {
    /// Opens a file; `-` is standard input.
    pub fn open(path: &Path, options: &Options) -> Result<Self, Error> {
        let (file, bytes) = bytes::open(path)?;
        Self::of(&file, bytes, options)
    }

    /// Reads from any stream; `file` is what messages call it.
    pub fn from_reader(
        file: &str,
        reader: impl Read + Send + 'static,
        options: &Options,
    ) -> Result<Self, Error> {
        Self::of(file, Box::new(reader), options)
    }

    fn of(file: &str, bytes: Bytes, options: &Options) -> Result<Self, Error> {
        let (bytes, meter) = Meter::of(bytes);
        let mut opened = inventories_of(file, bytes, options)?;
        for inventory in &mut opened.all {
            inventory.meter = meter.clone();
        }
        if let Some(first) = opened.all.iter_mut().find(|inventory| !inventory.is_unread()) {
            warn_of_unused(first, options);
        }
        Ok(opened)
    }
}

/// The inventories alone; of a file without one, the error that says so.
impl IntoIterator for Inventories {
    type Item = Result<Inventory, Error>;
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        let all = match self.with_rows() {
            Ok(inventories) => inventories.into_iter().map(Ok).collect(),
            Err(error) => vec![Err(error)],
        };
        all.into_iter()
    }
}

impl Inventory {
    /// Opens a file; `-` is standard input. Of a workbook it is the first inventory, with a warning that names the others.
    pub fn open(path: &Path, options: &Options) -> Result<Self, Error> {
        let (file, bytes) = bytes::open(path)?;
        Self::first(&file, bytes, options)
    }

    /// Opens a file; `-` is standard input. A workbook gives all its sheets that are inventories, in order; there is always
    /// one.
    pub fn open_all(path: &Path, options: &Options) -> Result<Vec<Self>, Error> {
        let (file, bytes) = bytes::open(path)?;
        Inventories::of(&file, bytes, options)?.with_rows()
    }

    /// Reads from any stream, as [`open`](Self::open) does; `file` is what messages call it.
    pub fn from_reader(
        file: &str,
        reader: impl Read + Send + 'static,
        options: &Options,
    ) -> Result<Self, Error> {
        Self::first(file, Box::new(reader), options)
    }

    fn first(file: &str, bytes: Bytes, options: &Options) -> Result<Self, Error> {
        let mut all = Inventories::of(file, bytes, options)?.with_rows()?;
        let others = all.drain(1.min(all.len())..).map(|other| quoted(&name(&other)));
        let others: Vec<_> = others.collect();
        let mut first = all.pop().ok_or_else(|| ReadError::new(file, ReadErrorKind::Empty))?;
        if !others.is_empty() {
            first.warn(Warning::OtherSheets { sheets: listed(&others) });
        }
        Ok(first)
    }
}

fn name(inventory: &Inventory) -> String {
    inventory.understanding().sheet.clone().unwrap_or_default()
}

/// Says what the user told of how the file is written that does not hold for a file of its form.
fn warn_of_unused(first: &mut Inventory, options: &Options) {
    let seen = first.understanding();
    let form = seen.form;
    let is_document = form.is_document();
    let unused = [
        ("--encoding", options.encoding.is_some() && form.is_workbook()),
        ("--delimiter", options.delimiter.is_some()),
        ("--quote", options.quote.is_some()),
        ("--header-line", options.header_line.is_some() && is_document),
    ];
    let unused: Vec<_> = unused.iter().filter(|(_, is)| *is).map(|(option, _)| *option).collect();
    if form != Form::Text && !unused.is_empty() {
        first.warn(Warning::Unused { options: unused.join(", "), form });
    }
}

fn inventories_of(file: &str, bytes: Bytes, options: &Options) -> Result<Inventories, Error> {
    let content = UnpackedFile::of(bytes).map_err(|cause| ReadError::system(file, cause))?;
    let UnpackedFile { bytes, head, packing } = content;
    if books::may_be(&head) {
        return workbook(file, bytes, options);
    }
    let decoded = Decoded::new(file, bytes, options.encoding.as_deref(), &*options.formats)?;
    let (source, unread) = match documents::open(file, decoded, options, packing, SAMPLE)? {
        Opened::Lists(lists, unread) => {
            let mut opened = of_document(file, lists, options)?;
            opened.add_unread(unread, options);
            return Ok(opened);
        }
        Opened::Unread(source, why, lack) => {
            let all = vec![Inventory::unread(*source, options, why)];
            return Ok(Inventories { all, lack: Some(lack) });
        }
        #[cfg(feature = "documents")]
        Opened::Page(decoded, lack) => {
            return pages::open(file, decoded, options, packing, lack);
        }
        #[cfg(not(feature = "documents"))]
        Opened::Page(decoded, lack) => {
            return Ok(of_markup(file, decoded, options, packing, Unread::page(), lack));
        }
        Opened::Markup(decoded, unread, lack) => {
            return Ok(of_markup(file, decoded, options, packing, unread, lack));
        }
        Opened::One(source, unread) => (*source, unread),
        Opened::Other(decoded) => {
            (Source::of_text(file.to_owned(), decoded, options, SAMPLE, packing), Vec::new())
        }
    };
    if let Some(sheet) = options.sheets.first().cloned() {
        return Err(ErrorKind::NoSheets { sheet }.of(file));
    }
    let mut opened = of_text(source, options, &unread)?;
    opened.add_unread(unread, options);
    Ok(opened)
}

/// Markup that is no inventory, whose lines are searched.
fn of_markup(
    file: &str,
    decoded: Decoded,
    options: &Options,
    packing: Option<Packing>,
    why: Unread,
    lack: Error,
) -> Inventories {
    // In markup a quote encloses no cell.
    let options = Options { quote: Some(Quote::None), ..options.clone() };
    let source = Source::of_text(file.to_owned(), decoded, &options, SAMPLE, packing);
    Inventories { all: vec![Inventory::unread(source, &options, why)], lack: Some(lack) }
}

/// A text or a document that is one inventory; if it is none, its lines are searched all the same, but for what stands in it
/// apart.
fn of_text(mut source: Source, options: &Options, apart: &[Source]) -> Result<Inventories, Error> {
    // Lists that are searched apart are no text of an asset that tells nothing of itself.
    let known_columns = options.known_columns || !apart.is_empty();
    let whole = Options { known_columns, ..options.clone() };
    let error = match Inventory::of(&mut source, &whole, true) {
        Ok(inventory) => return Ok(Inventories { all: vec![inventory], lack: None }),
        Err(error) => error,
    };
    // What the user says of the header must be true.
    match Unread::of(&error, &source).filter(|_| options.header_line.is_none()) {
        Some(why) if !source.sample.is_empty() => {
            let mut options = options.clone();
            let keys: Vec<_> = apart.iter().filter_map(|source| source.sheet.as_deref()).collect();
            let is_apart = |header: &&String| {
                let inside = |key: &&str| header.strip_prefix(*key).is_some_and(is_inner);
                keys.iter().any(inside)
            };
            let headers = source.known.iter().flat_map(|known| &known.headers).filter(is_apart);
            let headers: Vec<_> = headers.cloned().collect();
            options.columns.extend(headers.into_iter().map(|one| (one, ColumnUse::Ignore)));
            let all = vec![Inventory::unread(source, &options, why)];
            Ok(Inventories { all, lack: Some(error) })
        }
        _ => Err(error),
    }
}

/// Whether the rest of a dotted name ends there, or leads further in.
fn is_inner(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('.')
}

fn workbook(file: &str, bytes: Bytes, options: &Options) -> Result<Inventories, Error> {
    let books::Workbook { kind, sheets, outside, unlisted } = books::open(file, bytes, SAMPLE)?;
    if sheets.is_empty() {
        let what = ReadErrorKind::Damaged("it names no sheet".to_owned());
        return Err(ErrorKind::Read(what).of(file));
    }
    let sheets = sheets.into_iter().map(|sheet| (sheet.name.clone(), sheet));
    let sheets = chosen(sheets.collect(), options, file)?;
    let (added, sheets) = without_added(sheets, options);
    let sheets = sheets.into_iter().map(|(name, sheet)| {
        let (is_hidden, merged) = (sheet.is_hidden, Arc::clone(&sheet.merged));
        let lacking = Arc::clone(&sheet.lacking);
        (
            name,
            OpenedSheet {
                source: Source::of_sheet(file, kind.form(), sheet),
                is_hidden,
                merged,
                lacking,
            },
        )
    });
    let none = |sheets, advice| ErrorKind::NoInventory { sheets, advice }.of(file);
    let mut opened = inventories(sheets.collect(), options, none)?;
    if let Some(first) = opened.all.first_mut().filter(|_| !added.is_empty()) {
        first.warn(Warning::AddedSheets { sheets: listed(&added) });
    }
    if let Some(first) = opened.all.first_mut().filter(|_| !unlisted.is_empty()) {
        first.warn(Warning::UnlistedSheets { parts: listed(&unlisted) });
    }
    if options.sheets.is_empty() {
        opened.all.extend(outside.into_iter().map(|books::OutsideCells { name, lines }| {
            let row = |(line, text): (u64, String)| Row::new(line, [text].iter().collect());
            let rows = lines.into_iter().map(row).collect();
            let source = Source::of_held(file.to_owned(), kind.form(), Some(name), rows, SAMPLE);
            Inventory::unread(source, options, Unread::beside_cells())
        }));
    }
    Ok(opened)
}

/// The names of the sheets that this program has added to a workbook, and the others. What the user names is read, and so is what stands
/// alone.
fn without_added(
    sheets: Vec<(String, books::Sheet)>,
    options: &Options,
) -> (Vec<String>, Vec<(String, books::Sheet)>) {
    if !options.sheets.is_empty() || sheets.iter().all(|(_, sheet)| sheet.is_added) {
        return (Vec::new(), sheets);
    }
    let (added, others): (Vec<_>, Vec<_>) =
        sheets.into_iter().partition(|(_, sheet)| sheet.is_added);
    (added.iter().map(|(name, _)| quoted(name)).collect(), others)
}

/// The inventories among the lists of a document.
fn of_document(
    file: &str,
    lists: Vec<(String, Source)>,
    options: &Options,
) -> Result<Inventories, Error> {
    let lists = chosen(lists, options, file)?;
    let lists = lists.into_iter().map(|(name, source)| {
        (name, OpenedSheet { source: Some(source), ..OpenedSheet::default() })
    });
    let none = |lists, advice| ErrorKind::NoInventoryList { lists, advice }.of(file);
    inventories(lists.collect(), options, none)
}
