//! An inventory being read: understood once, then handed out row by row.

use std::{io::Read, path::Path, sync::Arc};

use super::{
    ColumnUnderstanding, Entry, Error, Formats, Options, Understanding, Unreadable, Warning, bytes,
    columns::{self, Late, header, overrides},
    open,
    rows::{self, Sieve},
    source::{self, Records, Source, Step},
};
use crate::{
    Asset,
    asset::{Column, DateOrder, Layout, Role},
};

/// How many rows below the header the columns are judged by.
const BELOW: usize = 200;
/// How many records are looked at in all.
pub(super) const SAMPLE: usize = header::RECORDS + BELOW;

/// An inventory that is open for reading: a file of text, one sheet of a workbook, or one list of a document.
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
    records: Records,
    /// What messages call it.
    label: String,
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
    /// How columns are understood that come up only on the way; `None` where none can.
    late: Option<Late>,
}

impl Inventory {
    /// Opens a file; `-` is standard input. Of a workbook it is the first inventory, with a warning that names the others.
    pub fn open(path: &Path, options: &Options) -> Result<Self, Error> {
        let (file, bytes) = bytes::open(path)?;
        open::first(file, bytes, options)
    }

    /// Opens a file; `-` is standard input. A workbook gives all its sheets that are inventories, in order; there is always
    /// one.
    pub fn open_all(path: &Path, options: &Options) -> Result<Vec<Self>, Error> {
        let (file, bytes) = bytes::open(path)?;
        open::all(file, bytes, options)
    }

    /// Reads from any stream, as [`open`](Self::open) does; `file` is what messages call it.
    pub fn from_reader(
        file: &str,
        reader: impl Read + Send + 'static,
        options: &Options,
    ) -> Result<Self, Error> {
        open::first(file.to_owned(), Box::new(reader), options)
    }

    /// Understands a file or a sheet. `alone` says that the columns that the user names must be in this one.
    pub(super) fn of(mut source: Source, options: &Options, alone: bool) -> Result<Self, Error> {
        let known = source.known.take();
        let (preamble, headers, header_line) = match &known {
            Some(known) => (Vec::new(), known.headers.clone(), None),
            None => header::skip(&mut source, options)
                .map(|(preamble, headers, line)| (preamble, headers, Some(line)))?,
        };
        let label = source.label();
        if let Records::Sheet(rows) = &mut source.records {
            rows.pad_to(headers.len());
        }
        if known.as_ref().is_some_and(|known| known.headers.is_empty()) {
            return Err(Error::NoAssets { file: source.label(), line: None });
        }
        let above = if known.is_some() { 0 } else { preamble.len() + 1 };
        let rows = source.sample.get(above..).unwrap_or_default();
        let rows = &rows[..rows.len().min(BELOW)];
        let all = alone && known.as_ref().is_none_or(|known| known.whole);
        let given = overrides::apply(&options.columns, &headers, &label, header_line, all)?;
        let formats = &options.formats;
        let export = known.as_ref().and_then(|known| known.export);
        let export = export.or_else(|| formats.headers.export(&headers));
        let beside = Vec::new();
        let sheet = columns::Sheet { headers: &headers, rows, export, formats, beside };
        let columns = sheet.columns(&given);
        let tells = |role| matches!(role, Role::Field(field) if columns::tells_maker(field));
        if !columns.iter().any(|column| tells(column.role)) {
            let example = headers.iter().find(|header| !header.is_empty());
            let example = example.cloned().unwrap_or_default();
            let headers = overrides::listed(&headers);
            let line = header_line;
            return Err(Error::NoKnownColumn { file: label, line, headers, example });
        }
        let open = |column| rows.iter().any(|row| is_open(row.get(column), formats));
        let warnings = columns::warnings(&columns, open);
        let understanding = Understanding {
            file: source.file,
            sheet: source.sheet,
            form: source.form,
            packing: source.packing,
            text: source.text,
            export: export.map(|export| formats.headers.title(export)),
            header_lines: header_line.map(|line| (line, line)),
            preamble,
            columns,
            warnings,
        };
        let late = known.filter(|known| !known.whole).map(|_| {
            let columns = options.columns.clone();
            Late::new(Arc::clone(formats), export, columns, &headers, alone)
        });
        Ok(Self { late, ..Self::start(understanding, headers, source.records, options) })
    }

    fn start(
        understanding: Understanding,
        headers: Vec<String>,
        records: Records,
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
        let (file, sheet) = (understanding.file.clone(), understanding.sheet.clone());
        let label = source::label(&file, sheet.as_deref());
        let layout = Layout::new(file, sheet, columns);
        let sieve = Sieve::new(headers, &layout);
        Self {
            delimiter: parser_delimiter(&understanding),
            understanding,
            layout: Arc::new(layout),
            formats: Arc::clone(&options.formats),
            records,
            label,
            sieve,
            secrets,
            row: 0,
            done: false,
            emptied: Vec::new(),
            spare: csv::StringRecord::new(),
            bytes: None,
            late: None,
        }
    }

    /// Adds what the user should know of the file as a whole.
    pub(super) fn warn(&mut self, warning: Warning) {
        self.understanding.warnings.insert(0, warning);
    }

    /// Whether columns may come up that no row has yet.
    pub(super) fn may_bring_columns(&self) -> bool {
        self.late.is_some()
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
        let step = self.records.read(&self.label, &mut record);
        let (line, breaks) = match step {
            Ok(Step::Record { line, breaks }) => (line, breaks),
            Ok(Step::Broken { line, why }) => {
                self.row += 1;
                self.bytes = Some(record);
                return Ok(Entry::Unread { row: self.row, line, why: Unreadable::Object(why) });
            }
            Ok(Step::End) => {
                self.done = true;
                // A sheet without assets must not pass as one without findings.
                if self.row == 0 {
                    return Err(self.no_assets());
                }
                let columns = &self.understanding.columns;
                let missing =
                    self.late.as_ref().and_then(|late| late.missing(columns, &self.label));
                return missing.map_or(Ok(Entry::End), Err);
            }
            Err(error) => {
                self.done = true;
                return Err(error);
            }
        };
        if self.late.is_some() {
            self.add_columns();
        }
        match csv::StringRecord::from_byte_record(record) {
            Ok(cells) => {
                let before = std::mem::replace(&mut asset.cells, cells);
                self.bytes = Some(before.into_byte_record());
                Ok(self.entry(asset, line, breaks))
            }
            Err(error) => Ok(self.unread(&error, line)),
        }
    }

    /// Adds the columns that the row at hand is the first to have.
    fn add_columns(&mut self) {
        let Records::Document(rows) = &mut self.records else { return };
        let headers = rows.new_headers();
        let Some(late) = self.late.as_mut().filter(|_| !headers.is_empty()) else { return };
        let mut columns = self.layout.columns.clone();
        for column in late.columns(&headers, &self.understanding.columns) {
            if column.role == Role::Secret {
                self.secrets.push(columns.len());
            }
            let ColumnUnderstanding { role, date_order, .. } = column;
            columns.push(Column { header: column.header.clone(), role, date_order });
            self.understanding.columns.push(column);
        }
        let (file, sheet) = (self.layout.file.clone(), self.layout.sheet.clone());
        self.layout = Arc::new(Layout::new(file, sheet, columns));
    }

    fn no_assets(&self) -> Error {
        let line = self.understanding.header_line();
        Error::NoAssets { file: self.label.clone(), line }
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
            encoding: self.understanding.text.map_or("UTF-8", |text| text.encoding),
        };
        Entry::Unread { row: self.row, line, why }
    }
}

fn parser_delimiter(understanding: &Understanding) -> u8 {
    let delimiter = understanding.text.and_then(|text| u8::try_from(text.delimiter).ok());
    delimiter.unwrap_or(b',')
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
