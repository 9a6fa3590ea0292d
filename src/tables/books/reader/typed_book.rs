//! A workbook whose cells are read as they stand in it, sheet by sheet and row by row, within the bounds of every workbook.

use std::sync::Arc;

use calamine::ExcelDateTime;
use jiff::civil;

use super::{
    CellValue, Fault, Listed, TypedCell, TypedRow,
    cell::{self, Value},
    first::copied,
    limits::{self, CELLS},
    opened::Closed,
};
use crate::tables::{
    self, ReadError,
    bytes::Bytes,
    limits::COLUMNS,
    reader_thread::{Batches, Feed, apart},
};

/// Days between the two beginnings from which workbooks count.
const FROM_1904: f64 = 1462.0;
/// How days and times are shown where the file does not say.
const DAY: &str = "yyyy-mm-dd";
const DAY_AND_TIME: &str = "yyyy-mm-dd hh:mm:ss";
const TIME: &str = "hh:mm:ss";
const LENGTH: &str = "[h]:mm:ss";
/// The formats in which nothing special is shown.
const PLAIN: [&str; 2] = ["General", "@"];
/// The longest format that spreadsheets take.
const FORMAT: usize = 255;

/// A workbook that was weighed, and whose sheets can be read any number of times.
pub(crate) struct TypedBook {
    closed: Closed,
    sheets: Vec<Listed>,
}

/// The rows of one sheet, read one after the other.
pub(crate) struct TypedRows(Feed<TypedRow, Fault>);

impl TypedBook {
    /// Opens a workbook; `file` is what messages call it.
    pub(crate) fn open(file: &str, bytes: Bytes) -> Result<Self, ReadError> {
        let (book, kind) = copied(file, bytes)?;
        // What makes no sense at all may make the reader of workbooks panic, which ends its thread and not the run.
        let senseless = || Fault::Damaged("it makes no sense".into());
        let opened = apart(move || Closed::open_first(book, kind), senseless);
        let (closed, opened) = opened.map_err(|fault| fault.of(file))?;
        Ok(Self { closed, sheets: opened.sheets() })
    }

    /// All sheets in their order.
    pub(crate) fn sheets(&self) -> &[Listed] {
        &self.sheets
    }

    /// The rows of a sheet; none of one without cells.
    pub(crate) fn rows(&self, sheet: &Listed) -> TypedRows {
        if !sheet.has_cells {
            return TypedRows(Feed::ended());
        }
        let (closed, name) = (self.closed.clone(), sheet.name.clone());
        TypedRows(Feed::new(move |batches| read(&closed, &name, batches)))
    }
}

impl TypedRows {
    /// The next row with a filled cell; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<TypedRow>, tables::Fault> {
        Ok(self.0.next(|| Fault::Damaged("its cells make no sense".into()))?)
    }
}

fn read(closed: &Closed, sheet: &str, batches: &mut Batches<TypedRow, Fault>) -> Result<(), Fault> {
    let mut book = closed.open()?;
    let formats = book.number_formats(sheet)?;
    let mut rows = RowBuilder { row: None, last: 0, cells: 0, weight: 0, batches };
    let outcome = book.cells(sheet, &mut |place, value, style| {
        let format = formats.get(style).cloned().flatten();
        rows.put(place, value, format)
    });
    match outcome {
        Err(Fault::NoCells) => return Ok(()),
        other => other?,
    }
    rows.end().map(drop)
}

/// Puts cells together to rows.
struct RowBuilder<'b> {
    row: Option<TypedRow>,
    /// The number of the row before.
    last: u64,
    cells: u64,
    weight: usize,
    batches: &'b mut Batches<TypedRow, Fault>,
}

impl RowBuilder<'_> {
    fn put(
        &mut self,
        (row, column): (u32, u32),
        value: Value<'_>,
        format: Option<Arc<str>>,
    ) -> Result<bool, Fault> {
        let (line, column) = (u64::from(row) + 1, column as usize);
        if self.row.as_ref().is_some_and(|row| row.line != line) && !self.end()? {
            return Ok(false);
        }
        let mut text = String::new();
        cell::write(value, &mut text);
        let is_seen = !text.is_empty();
        let Some(cell) = typed(column, value, &text, format) else { return Ok(true) };
        if column >= COLUMNS {
            return Err(Fault::Damaged(format!("row {line} has a cell beyond the last column")));
        }
        self.cells += 1;
        if self.cells > CELLS {
            return Err(limits::too_many_cells());
        }
        self.weight += cell.text.len() + size_of::<TypedCell>();
        let new = || TypedRow { line, cells: Vec::new(), is_seen: false };
        let row = self.row.get_or_insert_with(new);
        row.is_seen |= is_seen;
        row.cells.push(cell);
        Ok(true)
    }

    fn end(&mut self) -> Result<bool, Fault> {
        let Some(mut row) = self.row.take() else { return Ok(true) };
        if row.line <= self.last {
            return Err(Fault::Damaged(format!("row {} stands behind a later one", row.line)));
        }
        self.last = row.line;
        // Of two cells in one place the later one counts.
        row.cells.reverse();
        row.cells.sort_by_key(|cell| cell.column);
        row.cells.dedup_by_key(|cell| cell.column);
        Ok(self.batches.push(row, std::mem::take(&mut self.weight)))
    }
}

/// A cell that holds something.
fn typed(
    column: usize,
    value: Value<'_>,
    text: &str,
    format: Option<Arc<str>>,
) -> Option<TypedCell> {
    let format = format.filter(|code| !PLAIN.contains(&&**code) && code.len() <= FORMAT);
    let number = |value, format| TypedCell { column, text: text.to_owned(), value, format };
    Some(match value {
        Value::Nothing => return None,
        Value::Error(name) => {
            TypedCell { column, text: name.to_owned(), value: CellValue::Error, format: None }
        }
        #[expect(clippy::cast_precision_loss, reason = "spreadsheets keep fifteen digits")]
        Value::Integer(value) => number(CellValue::Number(value as f64), format),
        Value::Number(value) if value.is_finite() => number(CellValue::Number(value), format),
        Value::Truth(truth) => number(CellValue::Truth(truth), None),
        Value::Moment(moment) => {
            let shown = if moment.is_duration() { LENGTH } else { shown(moment.as_f64()) };
            number(CellValue::Number(days(moment)), Some(format.unwrap_or_else(|| shown.into())))
        }
        Value::Iso(iso) => match days_of(iso) {
            Some(days) => number(CellValue::Number(days), Some(shown(days).into())),
            None => number(CellValue::Text, None),
        },
        Value::Text(_) | Value::Number(_) if text.is_empty() => return None,
        Value::Text(_) | Value::Number(_) => number(CellValue::Text, None),
    })
}

/// How a moment is shown by itself.
fn shown(days: f64) -> &'static str {
    match days {
        _ if days.fract() == 0.0 => DAY,
        _ if days < 1.0 => TIME,
        _ => DAY_AND_TIME,
    }
}

/// The days of a moment as workbooks of today count them.
fn days(moment: ExcelDateTime) -> f64 {
    let days = moment.as_f64();
    let from_1904 = !moment.is_duration()
        && days >= 1.0
        && moment.to_ymd_hms_milli()
            != ExcelDateTime::new(days, calamine::ExcelDateTimeType::DateTime, false)
                .to_ymd_hms_milli();
    if from_1904 { days + FROM_1904 } else { days }
}

/// The days until a day, and perhaps a time of it, as `2021-03-05T10:30:00` writes it.
fn days_of(iso: &str) -> Option<f64> {
    let moment: civil::DateTime = iso.parse().ok()?;
    let since =
        moment.since((jiff::Unit::Second, civil::date(1899, 12, 30).at(0, 0, 0, 0))).ok()?;
    #[expect(clippy::cast_precision_loss, reason = "seconds of the days that there are")]
    let days = since.get_seconds() as f64 / 86_400.0;
    // Before March of 1900 days are counted otherwise.
    (days >= 61.0).then_some(days)
}
