//! The sheets of the original in the new workbook: every row in its place, typed as it was, and to the right the added columns.

use std::borrow::Cow;

use rust_xlsxwriter::{IgnoreError, Workbook, XlsxError};
use unicode_width::UnicodeWidthStr;

use super::{
    failed::WriterFailed,
    looks::Looks,
    names::SheetNames,
    page::{COLUMNS, ROWS, SheetPage, host, lines_of},
};
use crate::{
    Verdict,
    report::sheet::{
        added_columns::{self, FirstCell, Remark},
        store::Store,
        tables::{ResultTable, RightOf, Size, TableRow},
    },
    tables::{
        books::{CellValue, TypedCell},
        original::OriginalCells,
    },
};

/// At most this many rows are looked at to see how wide a column should be; its least and greatest width.
const LOOKED_AT: u64 = 400;
const NARROW: usize = 6;
const WIDE: usize = 42;
/// How wide the added columns are.
const WIDTHS: [f64; added_columns::COLUMNS] =
    [13.0, 18.0, 12.0, 46.0, 24.0, 52.0, 52.0, 46.0, 64.0];
/// A header below more rows than this is not kept in sight: it would leave no room for the rows.
const FROZEN: u32 = 12;
/// At most this many cells that are not whole are named.
const NAMED: usize = 1_000;
/// At most this many lines of what is said of a row are in sight; the cell holds all of them.
const LINES: usize = 5;
/// What separates several texts in one cell.
const BETWEEN: &str = "\n";

/// A cell that was altered.
#[derive(Clone, Debug)]
pub(super) struct AlteredCell {
    pub(super) file: String,
    pub(super) sheet: Option<String>,
    pub(super) line: u64,
    column: usize,
    /// There is a place for it, but not for all that it holds.
    has_place: bool,
}

impl AlteredCell {
    pub(super) fn says(&self) -> String {
        let what = if self.has_place {
            "holds more, or other signs, than a cell of a workbook can: it is cut, or a sign stands for what cannot be shown"
        } else {
            "stands further right than a sheet has columns, and is left out"
        };
        format!("the cell in column {} {what}", self.column)
    }
}

/// What has happened on the way.
#[derive(Debug, Default)]
pub(super) struct Alterations {
    /// The first of the altered cells, and how many more there are.
    pub(super) altered: Vec<AlteredCell>,
    pub(super) more_altered: u64,
}

/// Writes tables into sheets.
pub(super) struct SheetWriter<'w> {
    pub(super) book: &'w mut Workbook,
    pub(super) names: SheetNames,
    pub(super) looks: &'w mut Looks,
    pub(super) written: Alterations,
}

/// A sheet on its way.
struct OpenSheet {
    page: SheetPage,
    /// The next row.
    at: u32,
    header: Option<(u32, TableRow)>,
    /// The column of the first of the added ones.
    added: usize,
    widths: Vec<usize>,
    looked_at: u64,
    /// Something was said of a row.
    has_findings: bool,
    has_added: bool,
}

impl SheetWriter<'_> {
    /// Writes a table. Rows that one sheet cannot hold go on in another.
    pub(super) fn table(
        &mut self,
        table: &ResultTable<'_>,
        store: &Store,
    ) -> Result<(), WriterFailed> {
        let size = table.size()?;
        let wanted = name(table);
        let (mut rows, mut spent) = (table.rows(store)?, None);
        let mut open = self.open(&wanted, &size)?;
        while let Some(next) = rows.next(spent.take())? {
            let empty = u32::try_from(next.empty).unwrap_or(u32::MAX);
            open.at = open.at.saturating_add(empty);
            if open.at >= ROWS {
                let header = open.header.take();
                self.close(open, table)?;
                open = self.open(&wanted, &size)?;
                if let Some((_, header)) = header {
                    self.row(&mut open, &header, table)?;
                    open.header = Some((0, header));
                }
            }
            let at = open.at;
            self.row(&mut open, &next, table)?;
            if matches!(next.right_of, RightOf::Titles) {
                open.header = Some((at, next));
            } else {
                spent = Some(next);
            }
        }
        self.close(open, table)
    }

    fn open(&mut self, wanted: &str, size: &Size) -> Result<OpenSheet, WriterFailed> {
        let mut sheet = self.book.new_worksheet_with_constant_memory()?;
        sheet.set_name(self.names.take(wanted))?;
        Ok(OpenSheet {
            page: SheetPage::new(sheet),
            at: 0,
            header: None,
            added: size.columns.min(COLUMNS - added_columns::COLUMNS),
            widths: Vec::new(),
            looked_at: 0,
            has_findings: false,
            has_added: false,
        })
    }

    /// Writes a row in the next place.
    fn row(
        &mut self,
        open: &mut OpenSheet,
        next: &TableRow,
        table: &ResultTable<'_>,
    ) -> Result<(), WriterFailed> {
        let is_header = matches!(next.right_of, RightOf::Titles);
        match &next.row.cells {
            OriginalCells::Text(cells) => {
                for (column, cell) in cells.iter().enumerate() {
                    let text = String::from_utf8_lossy(cell);
                    let look = if is_header { &self.looks.header } else { &self.looks.text };
                    let fits = column < open.added || text.is_empty();
                    let whole = fits && open.page.text((open.at, column), &text, look)?;
                    open.look_at(column, &text);
                    if !whole || matches!(text, Cow::Owned(_)) {
                        self.altered(table, next.row.line, column, fits);
                    }
                }
            }
            OriginalCells::Typed(cells) => {
                for cell in cells {
                    let fits = cell.column < open.added;
                    let whole = fits && self.typed(open, cell, is_header)?;
                    open.look_at(cell.column, &cell.text);
                    if !whole {
                        self.altered(table, next.row.line, cell.column, fits);
                    }
                }
            }
        }
        if is_header {
            open.page.lines(open.at, 2)?;
        }
        self.right_of(open, &next.right_of)?;
        open.looked_at += 1;
        open.at += 1;
        Ok(())
    }

    fn typed(
        &mut self,
        open: &mut OpenSheet,
        cell: &TypedCell,
        is_header: bool,
    ) -> Result<bool, WriterFailed> {
        let (at, column) = (open.at, cell.column);
        match cell.value {
            CellValue::Number(number) => {
                let look = match &cell.format {
                    _ if is_header => &self.looks.header,
                    Some(code) => self.looks.number_as(code),
                    None => &self.looks.text,
                };
                open.page.number((at, column), number, look)?;
            }
            CellValue::Truth(truth) => open.page.truth((at, column), truth, &self.looks.text)?,
            CellValue::Text | CellValue::Error => {
                let look = if is_header { &self.looks.header } else { &self.looks.text };
                return Ok(open.page.text((at, column), &cell.text, look)?);
            }
        }
        Ok(true)
    }

    /// Writes what is said of a row.
    fn right_of(&mut self, open: &mut OpenSheet, right_of: &RightOf) -> Result<(), XlsxError> {
        let (at, first) = (open.at, open.added);
        let texts = right_of.texts(BETWEEN);
        let RightOf::Mark(mark) = right_of else {
            open.has_added |= !texts.is_empty();
            for (column, text) in texts.iter().enumerate() {
                open.page.text((at, first + column), text, &self.looks.added_header)?;
            }
            return Ok(());
        };
        open.has_added = true;
        open.has_findings |= is_finding(mark);
        let wrapped = texts.iter().zip(WIDTHS).enumerate();
        let wrapped = wrapped.filter(|(column, _)| *column != added_columns::PAGE);
        let lines = wrapped.map(|(_, (text, width))| lines_of(text, width));
        open.page.lines(at, lines.max().unwrap_or(1).min(LINES))?;
        for (column, text) in texts.iter().enumerate() {
            let look = match column {
                0 => self.looks.says(mark.says),
                _ if mark.says == FirstCell::SetAside => &self.looks.quiet,
                _ => &self.looks.added,
            };
            if column == added_columns::PAGE && !mark.with_titles {
                let looks = [&self.looks.link, &self.looks.added];
                open.page.link((at, first + column), &host(text), text, looks)?;
            } else {
                open.page.text((at, first + column), text, look)?;
            }
        }
        Ok(())
    }

    fn altered(&mut self, table: &ResultTable<'_>, line: u64, column: usize, fits: bool) {
        if self.written.altered.len() >= NAMED {
            self.written.more_altered += 1;
            return;
        }
        self.written.altered.push(AlteredCell {
            file: table.file.to_owned(),
            sheet: table.sheet.map(str::to_owned),
            line,
            column: column + 1,
            has_place: fits,
        });
    }

    /// Gives a sheet its widths, its filter and its header, and puts it into the workbook.
    fn close(&mut self, mut open: OpenSheet, table: &ResultTable<'_>) -> Result<(), WriterFailed> {
        for (column, width) in open.widths.iter().enumerate().take(open.added) {
            #[expect(clippy::cast_precision_loss, reason = "widths are small")]
            open.page.width(column, (*width).clamp(NARROW, WIDE) as f64 + 1.5)?;
        }
        let last = open.at.saturating_sub(1);
        if open.has_added {
            for (column, width) in WIDTHS.iter().enumerate() {
                open.page.width(open.added + column, *width)?;
            }
        }
        let end = super::page::place(open.added + added_columns::COLUMNS - 1).unwrap_or(0);
        let sheet = &mut open.page.sheet;
        sheet.ignore_error_range(0, 0, last, end, IgnoreError::NumberStoredAsText)?;
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
        if let Some((header, _)) = &open.header {
            if *header < FROZEN {
                sheet.set_freeze_panes(header + 1, 0)?;
            }
            sheet.autofilter(*header, 0, last.max(*header), end)?;
            sheet.set_repeat_rows(*header, *header)?;
        }
        // What was found must not stay out of sight.
        sheet.set_hidden(table.is_hidden && !open.has_findings);
        self.book.push_worksheet(open.page.sheet);
        Ok(())
    }
}

impl OpenSheet {
    /// Looks at how wide a text is.
    fn look_at(&mut self, column: usize, text: &str) {
        if self.looked_at > LOOKED_AT || column >= self.added || text.len() > WIDE * 8 {
            return;
        }
        if self.widths.len() <= column {
            self.widths.resize(column + 1, 0);
        }
        let longest = text.lines().map(UnicodeWidthStr::width).max();
        self.widths[column] = self.widths[column].max(longest.unwrap_or(0));
    }
}

/// Whether a mark is something that must be seen.
fn is_finding(mark: &Remark) -> bool {
    matches!(mark.says, FirstCell::Verdict(verdict) if verdict > Verdict::Clear)
}

/// What a sheet would be called: as in its workbook, or as the file.
fn name(table: &ResultTable<'_>) -> String {
    table.sheet.map_or_else(
        || {
            let name = table.file.rsplit(['/', '\\']).next().unwrap_or(table.file);
            let stem = name.split('.').next().filter(|stem| !stem.is_empty());
            stem.unwrap_or(name).trim_matches(['(', ')']).to_owned()
        },
        str::to_owned,
    )
}
