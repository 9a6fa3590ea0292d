//! A file or a sheet before its columns are understood: its form, a sample of its first records, and all its records.

use std::collections::VecDeque;

use super::{Error, Options, formats::ExportId};
use crate::tables::{
    Fault, Form, HeldRows, NoRows, Packing, Row, Rows, TextForm, books,
    mojibake::Mend,
    text::{Decoded, Text},
};

/// A file or a sheet whose form is known.
pub(super) struct Source {
    pub(super) file: String,
    pub(super) sheet: Option<String>,
    pub(super) form: Form,
    /// How the file was packed, if it was.
    pub(super) packing: Option<Packing>,
    /// How the text is written, where it is one.
    pub(super) text: Option<TextForm>,
    /// What is known of its columns before its first record; `None` where a record is the header.
    pub(super) known: Option<Box<KnownColumns>>,
    /// Some cells of the sample cannot be read, and hold a sign for that: reading their rows will say so.
    pub(super) lossy: bool,
    /// The first records; one that may be cut short is left out.
    pub(super) sample: Vec<csv::StringRecord>,
    /// What was read of the records while the header was looked for.
    pub(super) taken: Taken,
    /// Some cells carry comments, which come with the marks of their rows.
    pub(super) has_comments: bool,
    /// The file from its start, but for what was taken.
    pub(super) rows: Box<dyn Rows>,
}

/// The rows that were read while a header was looked for, so that they can be read again where none is found.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) rows: VecDeque<Row>,
    /// How the text of the sheet went astray, if it did.
    pub(super) mend: Option<Mend>,
}

impl Taken {
    /// Reads a row that may be the header or stand above it, and gives its line; `None` at the end.
    pub(super) fn line(&mut self, rows: &mut dyn Rows, label: &str) -> Result<Option<u64>, Error> {
        let mut row = Row::default();
        if !rows.read(&mut row).map_err(|fault| fault.of(label))? {
            return Ok(None);
        }
        let line = row.line;
        self.rows.push_back(row);
        Ok(Some(line))
    }
}

/// Rows that have been read before, and those that follow them.
struct Again {
    taken: VecDeque<Row>,
    rest: Box<dyn Rows>,
}

impl Rows for Again {
    fn read(&mut self, row: &mut Row) -> Result<bool, Fault> {
        match self.taken.pop_front() {
            Some(first) => {
                *row = first;
                Ok(true)
            }
            None => self.rest.read(row),
        }
    }
}

impl Source {
    /// Rows of a file of which no more is known than its form.
    pub(super) fn new(file: String, form: Form, rows: Box<dyn Rows>) -> Self {
        Self {
            file,
            sheet: None,
            form,
            packing: None,
            text: None,
            known: None,
            lossy: false,
            sample: Vec::new(),
            taken: Taken::default(),
            has_comments: false,
            rows,
        }
    }

    /// Rows of a file, or of a part of it, that are in memory. At most `records` are kept as a sample.
    pub(super) fn of_held(
        file: String,
        form: Form,
        sheet: Option<String>,
        rows: Vec<Row>,
        records: usize,
    ) -> Self {
        let sample = rows.iter().take(records).map(|row| row.cells.clone());
        let sample = sample.filter_map(|cells| csv::StringRecord::from_byte_record(cells).ok());
        let sample = sample.collect();
        Self { sheet, sample, ..Self::new(file, form, Box::new(HeldRows::new(rows))) }
    }

    /// A text whose encoding is known. At most `records` are kept as a sample.
    pub(super) fn of_text(
        file: String,
        decoded: Decoded,
        options: &Options,
        records: usize,
        packing: Option<Packing>,
    ) -> Self {
        let (quote, words) = (options.quote.unwrap_or_default(), &*options.formats);
        let text = Text::new(decoded, options.delimiter, quote, words, records);
        Self {
            packing,
            text: Some(text.form),
            lossy: text.lossy,
            sample: text.sample,
            ..Self::new(file, Form::Text, Box::new(text.records))
        }
    }

    /// A sheet of a workbook; `None` if it has no cells.
    pub(super) fn of_sheet(file: &str, form: Form, sheet: books::Sheet) -> Option<Self> {
        Some(Self {
            sheet: Some(sheet.name),
            sample: sheet.sample,
            has_comments: sheet.has_comments,
            ..Self::new(file.to_owned(), form, sheet.rows?)
        })
    }

    /// Takes over all rows that have not been taken.
    pub(super) fn take_rows(&mut self) -> Box<dyn Rows> {
        std::mem::replace(&mut self.rows, Box::new(NoRows))
    }

    /// Has the rows that were taken read once more.
    pub(super) fn put_back(&mut self) {
        let taken = std::mem::take(&mut self.taken.rows);
        self.rows = Box::new(Again { taken, rest: self.take_rows() });
    }

    /// What messages call the file or the sheet.
    pub(super) fn label(&self) -> String {
        label(&self.file, self.sheet.as_deref())
    }
}

/// What a document says of its columns itself.
#[derive(Clone)]
pub(super) struct KnownColumns {
    /// The headers of the first records. More may come.
    pub(super) headers: Vec<String>,
    /// The records above the first asset with their lines, where the form has such lines.
    pub(super) above: Vec<(u64, String)>,
    /// The system that wrote it.
    pub(super) export: Option<ExportId>,
    /// No more will come, since the first records are all.
    pub(super) whole: bool,
    /// Each cell comes under its own key, so that no row can be a header and no cell can mean the one above.
    pub(super) keyed: bool,
}

/// What messages call a file, or a sheet of it.
pub(super) fn label(file: &str, sheet: Option<&str>) -> String {
    sheet.map_or_else(|| file.to_owned(), |sheet| format!("{file} [{sheet}]"))
}
