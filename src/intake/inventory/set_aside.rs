//! Records that are no assets: what is set aside, headers of further tables among the rows, and rows that cannot be read.

use super::Inventory;
use crate::intake::{
    Entry, SetAside, Unreadable,
    cells::without_secrets,
    non_assets,
    shapes::{header, names::clean, ruled::TablePart, scan, side_by_side::SideBySide},
    understand::columns_below,
};

impl Inventory {
    /// What the current row is, if it is no asset.
    pub(super) fn caught(&self, cells: &csv::StringRecord) -> Option<SetAside> {
        if self.is_unread() {
            return Some(non_assets::unread(cells));
        }
        let part = self.tables.as_ref().map(|_| self.part);
        // As full a line as those of hosts is a row, though one without an address.
        let is_other =
            self.hosts.is_some_and(|width| !scan::is_host(cells) && cells.len() != width);
        if is_other || part == Some(TablePart::Outside) {
            return Some(non_assets::outside(cells));
        }
        let caught = self.non_assets.catches(cells, &self.formats);
        match part {
            Some(TablePart::Header) if caught != Some(SetAside::Header) => {
                Some(SetAside::OtherHeader)
            }
            // Only a line above dashes names columns.
            Some(TablePart::Row) => caught.filter(|why| *why != SetAside::OtherHeader),
            _ => caught,
        }
    }

    /// What a row is that is one cell, merged across nearly all columns.
    pub(super) fn heading(&self, cells: &csv::StringRecord) -> Option<SetAside> {
        let merged = &self.row.marks()?.merged;
        let mut filled = cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        let (first, second) = (filled.next(), filled.next());
        let column = first.filter(|_| second.is_none()).map(|(column, _)| column as u64 + 1)?;
        let width = self.comments_at.unwrap_or(self.width) as u64;
        let crosses =
            |(first, last): &(u64, u64)| *first == column && (last - first + 1) * 4 >= width * 3;
        merged.iter().any(crosses).then_some(SetAside::Heading)
    }

    /// Takes a record for the header of the rows below it, as where one table stands below another. False if its columns could
    /// tell no maker.
    pub(super) fn begin_other(&mut self, record: &csv::StringRecord) -> bool {
        if self.keyed {
            return false;
        }
        let mut names: Vec<_> = record.iter().map(clean).collect();
        self.added.keep_names(&mut names, &self.layout);
        let is_ruled = self.tables.is_some();
        let below = self.rows_below();
        let (columns, told) = columns_below(&names, &below, &self.given, &self.formats);
        if !told && !is_ruled {
            return false;
        }
        let layout = self.layout.with_columns(columns);
        self.cleaner.begin_other(&layout);
        if is_ruled {
            self.cleaner.take_groups(&layout);
        }
        self.side_by_side = SideBySide::default();
        self.non_assets.begin_other(names, &layout);
        self.width = layout.columns.len();
        self.set_layout(layout);
        true
    }

    /// The rows below the current header, as far as they are looked at before they are read.
    pub(super) fn rows_below(&mut self) -> Vec<csv::StringRecord> {
        let Some(tables) = &mut self.tables else { return Vec::new() };
        let mut below = tables.below(&mut *self.rows);
        for cells in &mut below {
            self.cleaner.mend(cells, &self.layout);
        }
        below
    }

    pub(super) fn set_aside(&mut self, line: u64, why: SetAside, text: String) -> Entry {
        self.account.add_set_aside(why);
        Entry::SetAside { line, why, text }
    }

    /// A comment that stands on no row.
    pub(super) fn comment(&mut self, line: u64, comment: &str) -> Entry {
        let cleared = without_secrets(comment, &self.formats);
        let shown = cleared.map_or_else(|| comment.to_owned(), |cleared| cleared.shown);
        let text = header::said(&[shown].iter().collect(), &self.formats);
        self.set_aside(line, SetAside::Comment, text)
    }

    pub(super) fn unreadable(&mut self, line: u64, why: Unreadable) -> Entry {
        if self.is_unread() {
            return self.set_aside(line, SetAside::Unread, String::new());
        }
        self.account.add_row();
        Entry::Unread { row: self.account.rows(), line, why }
    }

    /// Why a record is no text.
    pub(super) fn not_text(&self, error: &csv::FromUtf8Error) -> Unreadable {
        let at = error.utf8_error().field();
        let header = self.layout.columns.get(at).map(|column| column.header.clone());
        Unreadable::Encoding {
            column: at + 1,
            header: header.unwrap_or_default(),
            byte: error.utf8_error().valid_up_to() + 1,
            encoding: self.understanding.text.map_or("UTF-8", |text| text.encoding),
        }
    }
}
