//! A sheet of our own: titles, texts and small tables below each other.

use std::ops::Range;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::{
    looks::Looks,
    page::{SheetPage, lines_of},
};
use crate::report::sheet::added_columns::FirstCell;

pub(super) enum OwnCell {
    Text(String),
    Strong(String),
    Quiet(String),
    Number(u64),
    /// A text that leads to a page.
    Link(String, String),
    Says(FirstCell),
}

/// A sheet of our own on its way.
pub(super) struct OwnSheet<'l> {
    page: SheetPage,
    looks: &'l Looks,
    widths: &'static [f64],
    at: u32,
}

impl<'l> OwnSheet<'l> {
    pub(super) fn new(
        book: &mut Workbook,
        name: &str,
        looks: &'l Looks,
        widths: &'static [f64],
    ) -> Result<Self, XlsxError> {
        let mut sheet = book.new_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
        sheet.set_screen_gridlines(false);
        let mut page = SheetPage::new(sheet);
        for (column, width) in widths.iter().enumerate() {
            page.width(column, *width)?;
        }
        Ok(Self { page, looks, widths, at: 0 })
    }

    pub(super) fn title(&mut self, text: &str) -> Result<(), XlsxError> {
        self.page.text((self.at, 0), text, &self.looks.title)?;
        self.at += 1;
        Ok(())
    }

    /// Begins a section.
    pub(super) fn heading(&mut self, text: &str) -> Result<(), XlsxError> {
        self.at += 1;
        self.page.text((self.at, 0), text, &self.looks.heading)?;
        for column in 1..self.widths.len() {
            self.page.blank((self.at, column), &self.looks.heading)?;
        }
        self.at += 1;
        Ok(())
    }

    /// The names of the columns of a table; those in this range are of numbers.
    pub(super) fn columns(
        &mut self,
        names: &[&str],
        numbers: Range<usize>,
    ) -> Result<u32, XlsxError> {
        for (column, name) in names.iter().enumerate() {
            let is_number = numbers.contains(&column);
            let look = if is_number { &self.looks.number_header } else { &self.looks.header };
            self.page.text((self.at, column), name, look)?;
        }
        self.at += 1;
        Ok(self.at - 1)
    }

    pub(super) fn row(&mut self, cells: &[OwnCell]) -> Result<(), XlsxError> {
        let looks = self.looks;
        let mut lines = 1;
        for (column, cell) in cells.iter().enumerate() {
            let width = self.widths.get(column).copied().unwrap_or_default();
            match cell {
                OwnCell::Text(text) | OwnCell::Strong(text) | OwnCell::Quiet(text) => {
                    let look = match cell {
                        OwnCell::Strong(_) => &looks.strong,
                        OwnCell::Quiet(_) => &looks.quiet,
                        _ => &looks.added,
                    };
                    lines = lines.max(lines_of(text, width));
                    self.page.text((self.at, column), text, look).map(drop)
                }
                #[expect(clippy::cast_precision_loss, reason = "counts of rows")]
                OwnCell::Number(number) => {
                    self.page.number((self.at, column), *number as f64, &looks.number)
                }
                OwnCell::Link(text, address) => {
                    lines = lines.max(lines_of(text, width));
                    self.page.link((self.at, column), text, address, [&looks.link, &looks.added])
                }
                OwnCell::Says(says) => {
                    let look = looks.says(*says);
                    self.page.text((self.at, column), says.word(), look).map(drop)
                }
            }?;
        }
        self.page.lines(self.at, lines)?;
        self.at += 1;
        Ok(())
    }

    /// A text under a label, over all columns after it.
    pub(super) fn field(&mut self, label: &str, text: &str) -> Result<(), XlsxError> {
        let (at, first) = (self.at, &self.widths[1..]);
        let lines = lines_of(text, first.iter().sum()).max(lines_of(label, self.widths[0]));
        self.page.text((at, 0), label, &self.looks.strong)?;
        self.page.wide(at, 1..self.widths.len(), text, &self.looks.added)?;
        self.page.lines(at, lines)?;
        self.at += 1;
        Ok(())
    }

    /// A text of less weight under a label.
    pub(super) fn entry(&mut self, label: &str, text: &str) -> Result<(), XlsxError> {
        self.page.text((self.at, 0), &format!("    {label}"), &self.looks.quiet)?;
        self.page.wide(self.at, 1..self.widths.len(), text, &self.looks.quiet)?;
        self.at += 1;
        Ok(())
    }

    /// Keeps a header in sight, with a filter over `columns` columns, down to the last row.
    pub(super) fn filter(&mut self, header: u32, columns: u16) -> Result<(), XlsxError> {
        let last = self.at.saturating_sub(1).max(header);
        self.page.sheet.autofilter(header, 0, last, columns.saturating_sub(1))?;
        self.page.sheet.set_freeze_panes(header + 1, 0)?;
        Ok(())
    }

    /// Puts the sheet after those that there are.
    pub(super) fn finish(self, book: &mut Workbook) {
        book.push_worksheet(self.page.sheet);
    }
}
