//! An inventory being read: understood once, then handed out row by row.

mod added;
mod blocks;
mod failed;
mod set_aside;

use std::{
    collections::{BTreeMap, VecDeque},
    sync::Arc,
};

use self::added::AddedColumns;
use super::{
    Account, ColumnUnderstanding, ColumnUse, Entry, Error, ErrorKind, Formats, Note, Options,
    SetAside, Understanding, Unread, Unreadable, Warning,
    cells::Cleaner,
    columns::LateColumns,
    labelled::Labelled,
    non_assets::{self, NonAssets},
    searched,
    shapes::{
        header,
        ruled::{RuledTables, TablePart},
        side_by_side::SideBySide,
    },
    source::{Source, Taken},
    understand::{BELOW, Understood, hide_secret, layout, understand},
};
use crate::{
    Asset,
    asset::{Column, Layout, Role},
    tables::{
        Row, Rows,
        digest::{Digest, Meter},
        limits::{COLUMNS, REPEATED},
    },
};

/// How many records are looked at before a file is read.
pub(super) const SAMPLE: usize = header::RECORDS + BELOW;

/// An inventory that is open for reading: a file of text, one sheet of a workbook, or one list of a document.
///
/// ```
/// use banlint::{Field, audit::Knowledge, intake::{Entry, Inventory, Options}};
///
/// let formats = Knowledge::shipped()?.formats;
/// let sheet = "Hersteller;Modell\nHikvision;DS-2CD2143G2-I\nk. A.;P3245\n".as_bytes();
/// let mut inventory = Inventory::from_reader("cams.csv", sheet, &Options::new(formats))?;
/// let mut asset = inventory.asset();
/// assert_eq!(inventory.read(&mut asset)?, Entry::Asset { notes: vec![] });
/// assert_eq!(asset.first(Field::Manufacturer), Some("Hikvision"));
/// inventory.read(&mut asset)?;
/// assert_eq!((asset.row, asset.line, asset.first(Field::Manufacturer)), (2, 3, None));
/// assert_eq!(inventory.read(&mut asset)?, Entry::End);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// As an iterator it makes a new asset of each row.
pub struct Inventory {
    understanding: Understanding,
    layout: Arc<Layout>,
    formats: Arc<Formats>,
    rows: Box<dyn Rows>,
    /// The tables of a text that are ruled, and which part of them the current row is.
    tables: Option<RuledTables>,
    part: TablePart,
    /// How many cells the hosts of a scan have; other lines of one are no rows.
    hosts: Option<usize>,
    /// The records above the first row, in case that it turns out to be no inventory.
    taken: Taken,
    /// What messages call it.
    label: String,
    non_assets: NonAssets,
    cleaner: Cleaner,
    side_by_side: SideBySide,
    /// The records above the header that have not been handed out.
    above: VecDeque<(u64, String)>,
    /// The comments on the header and above it.
    comments_above: VecDeque<(u64, String)>,
    /// The lines of those that look like rows.
    like_rows: Vec<u64>,
    /// The record before was the row of an asset.
    below_asset: bool,
    /// The line of the current record.
    line: u64,
    delimiter: u8,
    /// How many cells the header has.
    width: usize,
    /// What the user takes columns for, in case that further headers follow.
    given: BTreeMap<String, ColumnUse>,
    account: Account,
    done: bool,
    labelled: Labelled,
    /// The current row, whose buffers are used again, and buffers for its cells.
    row: Row,
    spare: Option<csv::ByteRecord>,
    /// The column in which the comments on a row's cells are put.
    comments_at: Option<usize>,
    /// Each cell comes under its own key.
    keyed: bool,
    /// The columns that an earlier audit has added.
    added: AddedColumns,
    /// How columns are understood that come up only on the way; `None` where none can.
    late: Option<LateColumns>,
    /// What has been read of the file.
    pub(super) meter: Meter,
}

impl Inventory {
    /// Understands a file or a sheet. `alone` says that the columns that the user names must be in this one.
    pub(super) fn of(source: &mut Source, options: &Options, alone: bool) -> Result<Self, Error> {
        let mut understood = understand(source, options, alone)?;
        if source.has_comments {
            let width = understood.header.names.len();
            understood.understanding.columns.push(ColumnUnderstanding::of_comments(width + 1));
        }
        Ok(Self::new(source, options, understood))
    }

    /// What is no inventory: all its lines are set aside, so that they can be searched.
    pub(super) fn unread(mut source: Source, options: &Options, why: Unread) -> Self {
        let understood = searched::understood(&mut source, options, why);
        Self::new(&mut source, options, understood)
    }

    fn new(source: &mut Source, options: &Options, understood: Understood) -> Self {
        let Understood { understanding, header, mend, filled_down, groups, late } = understood;
        let layout = layout(&understanding, &options.formats);
        let width = layout.columns.len();
        let tables =
            header.is_ruled.then(|| RuledTables::new(header.names.iter().map(String::as_str)));
        let mut cleaner = Cleaner::new(Arc::clone(&options.formats), mend, &filled_down, &layout);
        if !groups.is_empty() {
            cleaner.keep_above();
        }
        if tables.is_some() && groups.is_empty() {
            cleaner.take_groups(&layout);
        }
        let above = |row: &Row| Some((row.line, row.marks()?.comment.clone()?));
        let comments_above = source.taken.rows.iter().filter_map(above).collect();
        let (side_by_side, layout) = SideBySide::new(groups, layout);
        let formats = Arc::clone(&options.formats);
        let mut labelled = Labelled::new(formats, understanding.form.is_document(), &understanding);
        labelled.set_layout(&layout);
        let delimiter = understanding.text.and_then(|text| u8::try_from(text.delimiter).ok());
        Self {
            delimiter: delimiter.unwrap_or(b','),
            label: source.label(),
            non_assets: NonAssets::new(header.rows, header.titles, &layout),
            cleaner,
            width,
            side_by_side,
            above: header.preamble.into(),
            comments_above,
            like_rows: header.like_rows,
            below_asset: false,
            line: 0,
            understanding,
            labelled,
            layout: Arc::new(layout),
            formats: Arc::clone(&options.formats),
            given: options.columns.clone(),
            taken: std::mem::take(&mut source.taken),
            rows: source.take_rows(),
            tables,
            part: TablePart::Row,
            hosts: header.is_scan.then_some(width),
            account: Account::default(),
            done: false,
            row: Row::default(),
            spare: None,
            comments_at: source.has_comments.then_some(header.names.len()),
            added: AddedColumns::of(&header.names),
            keyed: source.known.as_ref().is_some_and(|known| known.keyed),
            late,
            meter: Meter::default(),
        }
    }

    /// How many bytes of the file were read so far, packed as they came.
    pub fn bytes_read(&self) -> u64 {
        self.meter.bytes()
    }

    /// The digest of the file, once it was read to its end.
    pub fn digest(&self) -> Option<Digest> {
        self.meter.digest()
    }

    /// Adds what the user should know of the file as a whole.
    pub(super) fn warn(&mut self, warning: Warning) {
        self.understanding.warnings.insert(0, warning);
    }

    /// Whether columns may come up that no row has yet.
    pub(super) fn may_bring_columns(&self) -> bool {
        self.late.is_some()
    }

    /// Whether it is no inventory, so that none of its lines is a row.
    pub(super) fn is_unread(&self) -> bool {
        self.understanding.unread.is_some()
    }

    /// The same file or sheet, of which no line is taken for a row.
    pub(super) fn into_unread(
        self,
        sample: Vec<csv::StringRecord>,
        options: &Options,
        why: Unread,
    ) -> Self {
        let Understanding { file, sheet, form, packing, text, .. } = self.understanding;
        let (taken, has_comments) = (self.taken, self.comments_at.is_some());
        let source = Source::new(file, form, self.rows);
        let source = Source { sheet, packing, text, sample, taken, has_comments, ..source };
        Self::unread(source, options, why)
    }

    /// How the sheet is understood.
    pub fn understanding(&self) -> &Understanding {
        &self.understanding
    }

    /// The columns as assets carry them. A row with more cells than the header carries a wider layout of its own.
    pub fn layout(&self) -> &Arc<Layout> {
        &self.layout
    }

    /// What became of the records so far.
    pub fn account(&self) -> &Account {
        &self.account
    }

    /// Counts a record that was set aside for this reason as a row after all, and gives its number; `None` for the header, which
    /// is no record.
    pub(crate) fn count_as_row(&mut self, why: Option<SetAside>) -> u64 {
        self.account.take_for_row(why);
        self.account.rows()
    }

    /// Counts the header among what was set aside, where it names a maker and is told of: a list holds as many lines as are counted.
    pub(crate) fn count_header(&mut self) {
        self.account.add_set_aside(SetAside::Header);
    }

    /// An asset to read into.
    pub fn asset(&self) -> Asset {
        Asset::new(Arc::clone(&self.layout))
    }

    /// The next record above the header, or comment there.
    fn next_above(&mut self) -> Option<Entry> {
        let Some((line, text)) = self.above.pop_front() else {
            let (line, comment) = self.comments_above.pop_front()?;
            return Some(self.comment(line, &comment));
        };
        let why = if text.is_empty() {
            SetAside::Empty
        } else if self.like_rows.contains(&line) {
            SetAside::Unread
        } else {
            SetAside::Above
        };
        Some(self.set_aside(line, why, text))
    }

    /// Reads the next record into `asset`, which can be used again and again. After an error or the end there is only
    /// [`Entry::End`].
    pub fn read(&mut self, asset: &mut Asset) -> Result<Entry, Error> {
        if self.done {
            return Ok(Entry::End);
        }
        asset.hidden.clear();
        if let Some(entry) = self.next_above() {
            return Ok(entry);
        }
        if let Some(cells) = self.side_by_side.next() {
            asset.cells = cells;
            let line = self.line;
            self.hand_out(asset, line);
            return Ok(Entry::Asset { notes: Vec::new() });
        }
        if self.next_row()? { self.take_row(asset) } else { self.end() }
    }

    /// Reads the next row as it is; false at the end.
    fn next_row(&mut self) -> Result<bool, Error> {
        let more = match &mut self.tables {
            Some(tables) => tables.read(&mut *self.rows, &mut self.row),
            None => self.rows.read(&mut self.row),
        };
        self.done |= more.is_err();
        more.map_err(|fault| fault.of(&self.label).into())
    }

    /// Understands the current row.
    fn take_row(&mut self, asset: &mut Asset) -> Result<Entry, Error> {
        let line = self.row.line;
        if let Some(tables) = &mut self.tables {
            self.part = tables.part(&mut *self.rows, &self.row);
        }
        if let Some(marks) = self.row.marks() {
            if let Some(broken) = marks.broken.clone() {
                return Ok(self.unreadable(line, Unreadable::Object(broken)));
            }
            if marks.is_beside {
                let comment = marks.comment.clone().unwrap_or_default();
                return Ok(self.comment(line, &comment));
            }
            if marks.is_absent {
                return Ok(self.set_aside(line, SetAside::Absent, String::new()));
            }
            self.add_columns();
        }
        if self.row.cells.len() > COLUMNS {
            let why = Unreadable::TooManyCells { found: self.row.cells.len(), limit: COLUMNS };
            return Ok(self.unreadable(line, why));
        }
        let next = self.spare.take().unwrap_or_default();
        match csv::StringRecord::from_byte_record(std::mem::replace(&mut self.row.cells, next)) {
            Ok(cells) => {
                let before = std::mem::replace(&mut asset.cells, cells);
                let entry = self.entry(asset, &before);
                self.spare = Some(before.into_byte_record());
                if self.cleaner.has_repeated_too_much() {
                    self.done = true;
                    let kind = ErrorKind::Repeated { limit: REPEATED };
                    return Err(kind.at(&self.label, Some(line)));
                }
                Ok(entry)
            }
            Err(error) if self.is_unread() => {
                asset.cells = csv::StringRecord::from_byte_record_lossy(error.into_byte_record());
                Ok(self.entry(asset, &csv::StringRecord::new()))
            }
            Err(error) => {
                let why = self.not_text(&error);
                Ok(self.unreadable(line, why))
            }
        }
    }

    /// What is said at the end.
    fn end(&mut self) -> Result<Entry, Error> {
        self.done = true;
        // A sheet without assets must not pass as one without findings.
        if self.account.rows() == 0 && !self.is_unread() {
            return Err(self.no_assets());
        }
        let columns = &self.understanding.columns;
        let missing = self.late.as_ref().and_then(|late| late.missing(columns, &self.label));
        missing.map_or(Ok(Entry::End), Err)
    }

    /// Adds the columns that the current row is the first to have.
    fn add_columns(&mut self) {
        let mut headers = self.row.take_new_columns();
        for name in &mut headers {
            hide_secret(name, &self.formats);
        }
        let Some(late) = self.late.as_mut().filter(|_| !headers.is_empty()) else { return };
        let columns = late.columns(&headers, &self.understanding.columns);
        self.understanding.columns.extend(columns);
        let layout = layout(&self.understanding, &self.formats);
        self.cleaner.set_layout(&layout);
        self.width = layout.columns.len();
        self.set_layout(layout);
    }

    /// Gives a row of a sheet a cell in every column, and one for the comments on its cells.
    fn complete(&self, cells: &mut csv::StringRecord) {
        if self.row.is_ragged && !self.is_unread() {
            let width = self.comments_at.unwrap_or(self.width);
            (cells.len()..width).for_each(|_| cells.push_field(""));
        }
        if let Some(at) = self.comments_at {
            let comment = self.row.marks().and_then(|marks| marks.comment.as_deref());
            let (before, behind) = (cells.iter().take(at), cells.iter().skip(at));
            *cells = before.chain([comment.unwrap_or_default()]).chain(behind).collect();
        }
    }

    fn set_layout(&mut self, layout: Layout) {
        self.labelled.set_layout(&layout);
        self.layout = Arc::new(layout);
    }

    fn no_assets(&self) -> Error {
        let line = self.understanding.header_line();
        ErrorKind::NoAssets { below_header: line.is_some() }.at(&self.label, line)
    }

    fn entry(&mut self, asset: &mut Asset, before: &csv::StringRecord) -> Entry {
        let line = self.row.line;
        self.complete(&mut asset.cells);
        // Some line breaks are control characters, which are taken out of texts.
        let mut notes = self.note_shape(&asset.cells);
        let broken = self.cleaner.mend(&mut asset.cells, &self.layout);
        let bare = self.added.left_out(&asset.cells);
        let cells = bare.as_ref().unwrap_or(&asset.cells);
        if let Some(why) = self.caught(cells).or_else(|| self.heading(cells))
            && (why != SetAside::OtherHeader || self.begin_other(cells))
        {
            asset.cells = bare.unwrap_or_else(|| std::mem::take(&mut asset.cells));
            self.below_asset = false;
            self.cleaner.end_group();
            self.cleaner.hide(&mut asset.cells);
            let text = if self.is_unread() {
                searched::said(&self.understanding, &asset.cells, &self.formats)
            } else {
                header::said(&asset.cells, &self.formats)
            };
            return self.set_aside(line, why, text);
        }
        notes.extend(broken);
        self.cleaner.fill_down(&mut asset.cells);
        self.cleaner.fill_group(&mut asset.cells, &mut notes);
        if !self.keyed {
            let above = self.below_asset.then_some(before);
            self.cleaner.fill_ditto(&mut asset.cells, above, &mut notes);
        }
        self.below_asset = true;
        self.note_failed(&asset.cells, &mut notes);
        asset.hidden = self.cleaner.clean(&mut asset.cells, &mut notes);
        self.note_formulas(&mut asset.cells, &mut notes);
        self.side_by_side.cut(&mut asset.cells);
        self.hand_out(asset, line);
        Entry::Asset { notes }
    }

    /// What is odd about the number of a row's cells, and about line breaks in those of a text.
    fn note_shape(&self, cells: &csv::StringRecord) -> Vec<Note> {
        let spans_lines = self.row.breaks > 0
            || self.understanding.text.is_some() && non_assets::spans_lines(cells.as_slice());
        if cells.len() == self.width && !spans_lines {
            return Vec::new();
        }
        non_assets::notes(cells, self.width, self.delimiter, spans_lines)
    }

    /// Counts a row, and says where it stands and what its columns are.
    fn hand_out(&mut self, asset: &mut Asset, line: u64) {
        self.line = line;
        self.account.add_row();
        asset.row = self.account.rows();
        asset.line = line;
        if asset.cells.len() > self.layout.columns.len() {
            self.set_layout(widened(&self.layout, asset.cells.len()));
        }
        if !Arc::ptr_eq(&asset.layout, &self.layout) {
            asset.layout = Arc::clone(&self.layout);
        }
        self.labelled.note(asset);
    }
}

/// A layout with nameless columns of text for a row that is wider than the header. It grows by doubling, so that a file of
/// ever wider rows costs no more than it is long.
fn widened(layout: &Layout, cells: usize) -> Layout {
    let mut columns = layout.columns.clone();
    let nameless = Column::new(String::new(), Role::Text);
    columns.resize(cells.max(columns.len() * 2), nameless);
    layout.with_columns(columns)
}
/// Each record with the asset that it is, if it is one; an error ends it.
impl Iterator for Inventory {
    type Item = Result<(Entry, Option<Asset>), Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut asset = self.asset();
        match self.read(&mut asset) {
            Ok(Entry::End) => None,
            Ok(entry) => {
                let is_asset = matches!(entry, Entry::Asset { .. });
                Some(Ok((entry, is_asset.then_some(asset))))
            }
            Err(error) => Some(Err(error)),
        }
    }
}
