//! An inventory being read: understood once, then handed out row by row.

use std::{collections::BTreeMap, io::Read, path::Path, sync::Arc};

use super::{
    ColumnUse, Entry, Error, Formats, Understanding, Unreadable, columns, header, overrides,
    rows::{self, Sieve},
    source::{self, Bytes, Parser, Source, Step},
};
use crate::{
    Asset,
    asset::{Column, DateOrder, Layout, Role},
};

/// How many rows below the header the columns are judged by.
const SAMPLE: usize = 200;
/// How much of a record before the header is kept to be shown, in letters.
const PREAMBLE: usize = 200;

/// How to read a file. Whatever is left open is found out from the file.
#[derive(Clone, Debug)]
pub struct Options {
    /// The words of inventories.
    pub formats: Arc<Formats>,
    /// The name of the encoding, such as `windows-1252`.
    pub encoding: Option<String>,
    /// The character between the cells.
    pub delimiter: Option<u8>,
    /// The line on which the header stands, from 1.
    pub header_line: Option<u64>,
    /// What columns hold, by header or by number (`#3`).
    pub columns: BTreeMap<String, ColumnUse>,
}

impl Options {
    /// Everything is found out from the file.
    #[must_use]
    pub fn new(formats: Arc<Formats>) -> Self {
        Self {
            formats,
            encoding: None,
            delimiter: None,
            header_line: None,
            columns: BTreeMap::new(),
        }
    }
}

/// An inventory that is open for reading.
///
/// ```
/// use std::{path::Path, sync::Arc};
/// use banlint::{Asset, Field, intake::{Entry, Formats, Inventory, Options}, knowledge::Files};
///
/// let formats = Formats::load(&Files::read(Path::new("data/formats"))?)?;
/// let sheet = "Hersteller;Modell\nHikvision;DS-2CD2143G2-I\nk. A.;P3245\n".as_bytes();
/// let mut inventory = Inventory::from_reader("cams.csv", sheet, &Options::new(Arc::new(formats)))?;
/// let mut asset = inventory.asset();
/// assert_eq!(inventory.read(&mut asset)?, Entry::Asset { notes: vec![] });
/// assert_eq!(asset.first(Field::Manufacturer), Some("Hikvision"));
/// inventory.read(&mut asset)?;
/// assert_eq!((asset.row, asset.line, asset.first(Field::Manufacturer)), (2, 3, None));
/// assert_eq!(inventory.read(&mut asset)?, Entry::End);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Inventory {
    understanding: Understanding,
    layout: Arc<Layout>,
    formats: Arc<Formats>,
    parser: Parser,
    sieve: Sieve,
    delimiter: u8,
    /// The columns whose cells are never kept.
    secrets: Vec<usize>,
    /// How many data rows have been handed out.
    row: u64,
    done: bool,
    /// Which cells of the current row are to be emptied.
    emptied: Vec<usize>,
    spare: csv::StringRecord,
    /// The buffers of the last record, to be used again.
    bytes: Option<csv::ByteRecord>,
}

impl Inventory {
    /// Opens a file; `-` is standard input.
    pub fn open(path: &Path, options: &Options) -> Result<Self, Error> {
        let (file, bytes) = source::open(path)?;
        Self::of(file, bytes, options)
    }

    /// Reads from any stream; `file` is what messages call it.
    pub fn from_reader(
        file: &str,
        reader: impl Read + Send + 'static,
        options: &Options,
    ) -> Result<Self, Error> {
        Self::of(file.to_owned(), Box::new(reader), options)
    }

    fn of(file: String, bytes: Bytes, options: &Options) -> Result<Self, Error> {
        let mut source = Source::of(file, bytes, options, header::RECORDS + SAMPLE)?;
        let (preamble, headers, header_line) = skip_to_header(&mut source, options)?;
        let rows = source.sample.get(preamble.len() + 1..).unwrap_or_default();
        let rows = &rows[..rows.len().min(SAMPLE)];
        let given = overrides::apply(&options.columns, &headers, &source.file, header_line)?;
        let formats = &options.formats;
        let export = formats.headers.export(&headers);
        let sheet = columns::Sheet { headers: &headers, rows, export, formats };
        let columns = sheet.columns(&given);
        let tells = |role| matches!(role, Role::Field(field) if columns::tells_maker(field));
        if !columns.iter().any(|column| tells(column.role)) {
            let example = headers.iter().find(|header| !header.is_empty());
            let example = example.cloned().unwrap_or_default();
            let (file, headers) = (source.file, overrides::listed(&headers));
            return Err(Error::NoKnownColumn { file, line: header_line, headers, example });
        }
        let open = |column| rows.iter().any(|row| is_open(row.get(column), formats));
        let warnings = columns::warnings(&columns, open);
        let understanding = Understanding {
            file: source.file,
            sheet: None,
            encoding: source.encoding,
            encoding_basis: source.encoding_basis,
            delimiter: char::from(source.delimiter),
            export: export.map(|export| formats.headers.title(export)),
            header_line,
            preamble,
            columns,
            warnings,
        };
        Ok(Self::start(understanding, headers, source.parser, options))
    }

    fn start(
        understanding: Understanding,
        headers: Vec<String>,
        parser: Parser,
        options: &Options,
    ) -> Self {
        let columns: Vec<_> = understanding
            .columns
            .iter()
            .map(|column| Column {
                header: column.header.clone(),
                role: column.role,
                date_order: column.date_order,
            })
            .collect();
        let is_secret =
            |(index, column): (usize, &Column)| (column.role == Role::Secret).then_some(index);
        let secrets = columns.iter().enumerate().filter_map(is_secret).collect();
        let layout = Layout::new(understanding.file.clone(), None, columns);
        let sieve = Sieve::new(headers, &layout);
        Self {
            delimiter: parser_delimiter(&understanding),
            understanding,
            layout: Arc::new(layout),
            formats: Arc::clone(&options.formats),
            parser,
            sieve,
            secrets,
            row: 0,
            done: false,
            emptied: Vec::new(),
            spare: csv::StringRecord::new(),
            bytes: None,
        }
    }

    /// How the sheet is understood.
    #[must_use]
    pub fn understanding(&self) -> &Understanding {
        &self.understanding
    }

    /// The columns as assets carry them. A row with more cells than the header carries a wider layout of its own.
    #[must_use]
    pub fn layout(&self) -> &Arc<Layout> {
        &self.layout
    }

    /// How many data rows have been handed out, read or not.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.row
    }

    /// An asset to read into.
    #[must_use]
    pub fn asset(&self) -> Asset {
        Asset::new(Arc::clone(&self.layout))
    }

    /// Reads the next record into `asset`, which can be used again and again. After an error or the end there is only
    /// [`Entry::End`].
    pub fn read(&mut self, asset: &mut Asset) -> Result<Entry, Error> {
        if self.done {
            return Ok(Entry::End);
        }
        let mut record = self.bytes.take().unwrap_or_default();
        let step = source::read_record(&self.understanding.file, &mut self.parser, &mut record);
        let (line, breaks) = match step {
            Ok(Step::Record { line, breaks }) => (line, breaks),
            Ok(Step::End) => {
                self.done = true;
                // A sheet without assets must not pass as one without findings.
                return if self.row == 0 { Err(self.no_assets()) } else { Ok(Entry::End) };
            }
            Err(error) => {
                self.done = true;
                return Err(error);
            }
        };
        match csv::StringRecord::from_byte_record(record) {
            Ok(cells) => {
                let before = std::mem::replace(&mut asset.cells, cells);
                self.bytes = Some(before.into_byte_record());
                Ok(self.entry(asset, line, breaks))
            }
            Err(error) => Ok(self.unread(&error, line)),
        }
    }

    fn no_assets(&self) -> Error {
        Error::NoAssets {
            file: self.understanding.file.clone(),
            line: self.understanding.header_line,
        }
    }

    fn entry(&mut self, asset: &mut Asset, line: u64, breaks: usize) -> Entry {
        if let Some(why) = self.sieve.catches(&asset.cells, &self.formats) {
            return Entry::SetAside { line, why };
        }
        self.row += 1;
        asset.row = self.row;
        asset.line = line;
        let headers = self.understanding.columns.len();
        if asset.cells.len() > self.layout.columns.len() {
            self.layout = Arc::new(widened(&self.layout, asset.cells.len()));
        }
        if !Arc::ptr_eq(&asset.layout, &self.layout) {
            asset.layout = Arc::clone(&self.layout);
        }
        let notes = if asset.cells.len() == headers && breaks == 0 {
            Vec::new()
        } else {
            rows::notes(&asset.cells, headers, self.delimiter, breaks > 0)
        };
        self.empty_cells(asset);
        Entry::Asset { notes }
    }

    /// Empties secrets and empty-value words. The record is built anew only where there is something to empty.
    fn empty_cells(&mut self, asset: &mut Asset) {
        self.emptied.clear();
        for (index, cell) in asset.cells.iter().enumerate() {
            if !cell.is_empty() && self.formats.is_empty_value(cell) {
                self.emptied.push(index);
            }
        }
        let filled = |&&index: &&usize| asset.cells.get(index).is_some_and(|cell| !cell.is_empty());
        self.emptied.extend(self.secrets.iter().filter(filled));
        if self.emptied.is_empty() {
            return;
        }
        self.spare.clear();
        for (index, cell) in asset.cells.iter().enumerate() {
            self.spare.push_field(if self.emptied.contains(&index) { "" } else { cell });
        }
        std::mem::swap(&mut self.spare, &mut asset.cells);
    }

    fn unread(&mut self, error: &csv::FromUtf8Error, line: u64) -> Entry {
        self.row += 1;
        let at = error.utf8_error().field();
        let header = self.layout.columns.get(at).map(|column| column.header.clone());
        let why = Unreadable::Encoding {
            column: at + 1,
            header: header.unwrap_or_default(),
            byte: error.utf8_error().valid_up_to() + 1,
            encoding: self.understanding.encoding,
        };
        Entry::Unread { row: self.row, line, why }
    }
}

fn parser_delimiter(understanding: &Understanding) -> u8 {
    u8::try_from(understanding.delimiter).unwrap_or(b',')
}

/// The records before the header, the header, and its line. The parser then stands at the first row.
type Skipped = (Vec<(u64, String)>, Vec<String>, u64);

fn skip_to_header(source: &mut Source, options: &Options) -> Result<Skipped, Error> {
    let found = header::find(&source.sample, &options.formats);
    let lines = source.sample.len().min(header::RECORDS);
    if options.header_line.is_none() && found.is_none() {
        return Err(Error::NoHeader { file: source.file.clone(), lines });
    }
    let mut preamble = Vec::new();
    let mut record = csv::ByteRecord::new();
    for index in 0..header::RECORDS {
        let step = source::read_record(&source.file, &mut source.parser, &mut record)?;
        let Step::Record { line, .. } = step else { break };
        let here = match options.header_line {
            Some(wanted) => line == wanted,
            None => found == Some(index),
        };
        let cells = record.iter().map(String::from_utf8_lossy);
        if here {
            return Ok((preamble, cells.map(|cell| header::clean(&cell)).collect(), line));
        }
        let text = cells.filter(|cell| !cell.trim().is_empty()).collect::<Vec<_>>().join(" ");
        preamble.push((line, text.chars().take(PREAMBLE).collect()));
    }
    let (file, line) = (source.file.clone(), options.header_line.unwrap_or(1));
    Err(Error::NoHeaderAt { file, line, within: header::RECORDS })
}

/// A layout with nameless columns of text for a row that is wider than the header. It grows by doubling, so that a file of
/// ever wider rows costs no more than it is long.
fn widened(layout: &Layout, cells: usize) -> Layout {
    let mut columns = layout.columns.clone();
    let nameless = Column { header: String::new(), role: Role::Text, date_order: None };
    columns.resize(cells.max(columns.len() * 2), nameless);
    Layout::new(layout.file.clone(), layout.sheet.clone(), columns)
}

/// Whether a cell is a date that reads one way with the day first and another with the month first.
fn is_open(cell: Option<&str>, formats: &Formats) -> bool {
    let read = |order| cell.and_then(|cell| formats.read_date(cell, Some(order)));
    read(DateOrder::DayFirst) != read(DateOrder::MonthFirst)
}
