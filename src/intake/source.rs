//! A file or a sheet before its columns are understood: its form, a sample of its first records, and all its records.

use std::collections::VecDeque;

use super::{
    Error, Options,
    documents::{Broken, DocumentRows, Read},
    formats::ExportId,
    forms::FormRows,
};
use crate::tables::{
    Form, Packing, TextForm,
    books::{self, SheetRows},
    mojibake::Mend,
    text::{Decoded, Text, TextRecords},
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
    pub(super) known: Option<Box<Known>>,
    /// Some cells of the sample cannot be read, and hold a sign for that: reading their rows will say so.
    pub(super) lossy: bool,
    /// The first records; one that may be cut short is left out.
    pub(super) sample: Vec<csv::StringRecord>,
    /// What was read of the records while the header was looked for.
    pub(super) taken: Taken,
    /// The file from its start, but for what was taken.
    pub(super) records: Records,
}

/// The records that were read while a header was looked for, so that they can be read again where none is found.
#[derive(Default)]
pub(super) struct Taken {
    pub(super) records: VecDeque<(u64, csv::ByteRecord)>,
    /// How the text of the sheet went astray, if it did.
    pub(super) mend: Option<Mend>,
}

impl Taken {
    /// Reads a record that may be the header or stand above it, and gives its line; `None` at the end.
    pub(super) fn line(
        &mut self,
        records: &mut Records,
        label: &str,
    ) -> Result<Option<u64>, Error> {
        let mut record = csv::ByteRecord::new();
        Ok(match records.read(label, &mut record)? {
            Step::Record { line, .. } => {
                self.records.push_back((line, record));
                Some(line)
            }
            Step::Broken { line, .. } | Step::Absent { line } => Some(line),
            Step::End => None,
        })
    }
}

impl Source {
    /// A text whose encoding is known. At most `records` are kept as a sample.
    pub(super) fn of_text(
        file: String,
        decoded: Decoded,
        options: &Options,
        records: usize,
        packing: Option<Packing>,
    ) -> Self {
        let (quote, words) = (options.quote.unwrap_or_default(), &options.formats.headers);
        let text = Text::new(decoded, options.delimiter, quote, words, records);
        Self {
            file,
            sheet: None,
            form: Form::Text,
            packing,
            text: Some(text.form),
            known: None,
            lossy: text.lossy,
            sample: text.sample,
            taken: Taken::default(),
            records: Records::Text(text.records),
        }
    }

    /// A sheet of a workbook; `None` if it has no cells.
    pub(super) fn of_sheet(file: &str, form: Form, sheet: books::Sheet) -> Option<Self> {
        Some(Self {
            file: file.to_owned(),
            sheet: Some(sheet.name),
            form,
            packing: None,
            text: None,
            known: None,
            lossy: false,
            sample: sheet.sample,
            taken: Taken::default(),
            records: Records::Sheet(sheet.rows?),
        })
    }

    /// What messages call the file or the sheet.
    pub(super) fn label(&self) -> String {
        label(&self.file, self.sheet.as_deref())
    }
}

/// What a document says of its columns itself.
#[derive(Clone)]
pub(super) struct Known {
    /// The headers of the first records. More may come.
    pub(super) headers: Vec<String>,
    /// The records above the first asset with their lines, where the form has such lines.
    pub(super) above: Vec<(u64, String)>,
    /// The system that wrote it.
    pub(super) export: Option<ExportId>,
    /// No more will come, since the first records are all.
    pub(super) whole: bool,
}

/// What messages call a file, or a sheet of it.
pub(super) fn label(file: &str, sheet: Option<&str>) -> String {
    sheet.map_or_else(|| file.to_owned(), |sheet| format!("{file} [{sheet}]"))
}

/// The records of a file, one after the other.
pub(super) enum Records {
    /// Those of a text.
    Text(TextRecords),
    /// Those of a sheet in a workbook.
    Sheet(SheetRows),
    /// Those of a document.
    Document(Box<DocumentRows>),
    /// The assets of a sheet that names its facts at the left.
    Form(Box<FormRows>),
    /// Some that have been read before, and those that follow them.
    Again(Box<(VecDeque<(u64, csv::ByteRecord)>, Self)>),
    /// Of a source whose records have been taken over.
    Ended,
}

impl Records {
    /// Reads the next record; `label` is what messages call the file or the sheet.
    #[inline]
    pub(super) fn read(
        &mut self,
        label: &str,
        record: &mut csv::ByteRecord,
    ) -> Result<Step, Error> {
        match self {
            Self::Text(records) => Ok(match records.read(label, record)? {
                Some((line, breaks)) => Step::Record { line, breaks },
                None => Step::End,
            }),
            Self::Sheet(rows) => match rows.read(record) {
                Ok(Some(line)) => Ok(Step::Record { line, breaks: 0 }),
                Ok(None) => Ok(Step::End),
                Err(fault) => Err(fault.of(label).into()),
            },
            Self::Document(rows) => match rows.read(record) {
                Ok(Read::Row(line)) => Ok(Step::Record { line, breaks: 0 }),
                Ok(Read::Broken(line, why)) => Ok(Step::Broken { line, why }),
                Ok(Read::Absent(line)) => Ok(Step::Absent { line }),
                Ok(Read::End) => Ok(Step::End),
                Err(fault) => Err(fault.of(label)),
            },
            Self::Form(rows) => rows.read(label, record),
            Self::Again(records) => {
                let (taken, rest) = &mut **records;
                let Some((line, first)) = taken.pop_front() else {
                    return rest.read(label, record);
                };
                *record = first;
                Ok(Step::Record { line, breaks: 0 })
            }
            Self::Ended => Ok(Step::End),
        }
    }
}

/// What reading one record gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A record.
    Record {
        /// The line on which it starts.
        line: u64,
        /// How many line breaks its cells hold.
        breaks: usize,
    },
    /// What stands where a record should, and cannot be read.
    Broken {
        /// The line on which it starts.
        line: u64,
        /// Why not.
        why: Broken,
    },
    /// What says that there is no asset where one was looked for.
    Absent {
        /// The line on which it starts.
        line: u64,
    },
    /// The end of the file.
    End,
}
