//! The sheet as CSV: its rows followed by the added columns, in UTF-8 with a mark that spreadsheet programs know it by.

use std::io;

use super::{
    added_columns::TITLES,
    input::RereadInput,
    store::Store,
    tables::{self, ResultTable, RightOf, TableRow},
};
use crate::{
    intake::Understanding,
    report::{
        Summary, formula,
        words::{self, count},
    },
    tables::{books::CellValue, original::OriginalCells},
};

/// The mark of UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";
/// The column that says where a row is from, where there are several tables.
const SOURCE: &str = "banlint file";
/// What separates several texts in one cell.
const BETWEEN: &str = " | ";

/// Whether a file that begins so is a sheet with our columns.
pub(super) fn begins(head: &str) -> bool {
    head.starts_with(BYTE_ORDER_MARK) && head.contains(TITLES[0])
}

/// What was found of all tables before they are written.
#[derive(Default)]
struct TableSizes {
    tables: usize,
    columns: usize,
    delimiter: Option<u8>,
}

/// Writes all tables below each other; gives what the user should know.
pub(super) fn write(
    out: &mut dyn io::Write,
    inputs: &[RereadInput],
    store: &Store,
    summary: &Summary,
) -> io::Result<Vec<String>> {
    let mut found = TableSizes::default();
    tables::each(inputs, store, summary, &mut |table| {
        found.tables += 1;
        found.columns = found.columns.max(table.size()?.columns);
        let text = table.understanding().and_then(|seen: &Understanding| seen.text);
        let delimiter = text.and_then(|text| u8::try_from(text.delimiter).ok());
        found.delimiter = found.delimiter.or(delimiter);
        Ok(())
    })?;
    out.write_all(BYTE_ORDER_MARK.as_bytes())?;
    let mut csv = Csv {
        lines: CsvLines {
            out: Some(out),
            writer: None,
            delimiter: found.delimiter.unwrap_or(b','),
        },
        columns: found.columns,
        quoted: 0,
        first: None,
    };
    tables::each(inputs, store, summary, &mut |table| {
        let source = words::file(table.file, table.sheet);
        csv.table(table, store, (found.tables > 1).then_some(source.as_str()))
    })?;
    csv.lines.blank(0)?;
    Ok(csv.remarks())
}

/// A CSV file on its way.
struct Csv<'o> {
    lines: CsvLines<'o>,
    /// How many columns precede the added ones.
    columns: usize,
    /// How many cells have an apostrophe put before them, and where the first of them is.
    quoted: u64,
    first: Option<String>,
}

impl Csv<'_> {
    /// Writes a table; `source` is said on each of its rows.
    fn table(
        &mut self,
        table: &ResultTable<'_>,
        store: &Store,
        source: Option<&str>,
    ) -> io::Result<()> {
        let (mut rows, mut spent) = (table.rows(store)?, None);
        let mut record = csv::ByteRecord::new();
        while let Some(next) = rows.next(spent.take())? {
            if next.empty > 0 {
                self.lines.blank(next.empty)?;
            }
            record.clear();
            if let Some(source) = source {
                let is_header = matches!(next.right_of, RightOf::Titles);
                add(&mut record, if is_header { SOURCE } else { source }.as_bytes());
            }
            let before = self.quoted;
            self.original(&mut record, &next);
            if before == 0 && self.quoted > 0 {
                self.first = Some(format!(
                    "{} line {}",
                    words::file(table.file, table.sheet),
                    next.row.line
                ));
            }
            let texts = next.right_of.texts(BETWEEN);
            if !texts.is_empty() {
                let width = self.columns + usize::from(source.is_some());
                (record.len()..width).for_each(|_| record.push_field(b""));
            }
            for text in &texts {
                add(&mut record, text.as_bytes());
            }
            self.lines.record(&record)?;
            spent = Some(next);
        }
        Ok(())
    }

    /// The cells of a row as they are, but for those that would run.
    fn original(&mut self, record: &mut csv::ByteRecord, next: &TableRow) {
        let from = record.len();
        match &next.row.cells {
            OriginalCells::Text(cells) => cells.iter().for_each(|cell| self.cell(record, cell)),
            OriginalCells::Typed(cells) => {
                for typed in cells {
                    let before = record.len();
                    (before..typed.column + from).for_each(|_| record.push_field(b""));
                    // A number is a number however it begins.
                    match typed.value {
                        CellValue::Number(_) => record.push_field(typed.text.as_bytes()),
                        _ => self.cell(record, typed.text.as_bytes()),
                    }
                }
            }
        }
    }

    fn cell(&mut self, record: &mut csv::ByteRecord, cell: &[u8]) {
        let inert = formula::inert(cell);
        self.quoted += u64::from(inert.len() > cell.len());
        record.push_field(&inert);
    }

    fn remarks(self) -> Vec<String> {
        let Some(first) = self.first else { return Vec::new() };
        let cells = count(self.quoted, "cell");
        vec![format!(
            "{cells} of the CSV sheet stand behind an apostrophe, because a spreadsheet program would take them for formulas (the first in {first}); a sheet in XLSX has them as they are"
        )]
    }
}

/// Adds a cell of ours.
fn add(record: &mut csv::ByteRecord, text: &[u8]) {
    record.push_field(&formula::inert(text));
}

/// Lines of CSV on their way: records, and empty lines between them.
struct CsvLines<'o> {
    out: Option<&'o mut dyn io::Write>,
    writer: Option<csv::Writer<&'o mut dyn io::Write>>,
    delimiter: u8,
}

impl CsvLines<'_> {
    fn record(&mut self, record: &csv::ByteRecord) -> io::Result<()> {
        if let Some(out) = self.out.take() {
            let mut builder = csv::WriterBuilder::new();
            self.writer = Some(builder.delimiter(self.delimiter).flexible(true).from_writer(out));
        }
        let written = self.writer.as_mut().map(|writer| writer.write_byte_record(record));
        written.unwrap_or(Ok(())).map_err(io::Error::from)
    }

    /// Writes `lines` empty lines.
    fn blank(&mut self, lines: u64) -> io::Result<()> {
        if let Some(writer) = self.writer.take() {
            self.out = Some(writer.into_inner().map_err(csv::IntoInnerError::into_error)?);
        }
        let Some(out) = &mut self.out else { return Ok(()) };
        (0..lines).try_for_each(|_| out.write_all(b"\n"))
    }
}
