//! How a file is understood, `docs/schemas/columns-1.schema.json`.

use std::io;

use serde::Serialize;

use super::document::put_document;
use crate::{
    asset::{About, DateOrder, Role},
    intake::{Account, ColumnUnderstanding, Form, SetAside, Understanding},
};

/// A sheet that was read to its end: how it is understood, and what became of its records.
pub(crate) struct ReadSheet {
    /// How it is understood.
    pub(crate) understanding: Understanding,
    /// The first lines that are no assets, each with its number and why.
    pub(crate) set_aside: Vec<(u64, SetAside, String)>,
    /// How many such lines follow.
    pub(crate) more: u64,
    /// What became of its records.
    pub(crate) account: Account,
}

/// Writes how the sheets of a file are understood as a JSON document.
pub(crate) fn columns_json(out: &mut dyn io::Write, sheets: &[ReadSheet]) -> io::Result<()> {
    let sheets: Vec<_> = sheets.iter().map(SheetRecord::of).collect();
    put_document(out, "banlint/columns/1", SheetsRecord { sheets }, None)
}

#[derive(Serialize)]
struct SheetsRecord<'a> {
    sheets: Vec<SheetRecord<'a>>,
}

#[derive(Serialize)]
struct SheetRecord<'a> {
    file: &'a str,
    sheet: Option<&'a str>,
    form: &'static str,
    packing: Option<&'static str>,
    encoding: Option<&'static str>,
    delimiter: Option<char>,
    header_lines: Option<(u64, u64)>,
    export: Option<&'a str>,
    preamble: Vec<HeaderLineRecord<'a>>,
    records: u64,
    rows: u64,
    columns: Vec<ColumnRecord<'a>>,
    set_aside: Vec<SetAsideColumns<'a>>,
    set_aside_more: u64,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct HeaderLineRecord<'a> {
    line: u64,
    text: &'a str,
}

#[derive(Serialize)]
struct SetAsideColumns<'a> {
    line: u64,
    why: String,
    text: &'a str,
}

#[derive(Serialize)]
struct ColumnRecord<'a> {
    number: usize,
    header: &'a str,
    #[serde(rename = "use")]
    used: &'static str,
    searched: &'static str,
    date_order: Option<&'static str>,
    confidence: &'static str,
    why: String,
    samples: &'a [String],
}

impl<'a> SheetRecord<'a> {
    fn of(sheet: &'a ReadSheet) -> Self {
        let ReadSheet { understanding, set_aside, more, account } = sheet;
        let text = understanding.text.as_ref();
        let preamble = understanding.preamble.iter();
        let aside = set_aside.iter();
        Self {
            file: &understanding.file,
            sheet: understanding.sheet.as_deref(),
            form: form(understanding.form),
            packing: understanding.packing.map(crate::intake::Packing::word),
            encoding: text.map(|text| text.encoding),
            delimiter: text.map(|text| text.delimiter),
            header_lines: understanding.header_lines,
            export: understanding.export.as_deref(),
            preamble: preamble.map(|(line, text)| HeaderLineRecord { line: *line, text }).collect(),
            records: account.records(),
            rows: account.rows(),
            columns: understanding.columns.iter().map(ColumnRecord::of).collect(),
            set_aside: aside
                .map(|(line, why, text)| SetAsideColumns {
                    line: *line,
                    why: why.to_string(),
                    text,
                })
                .collect(),
            set_aside_more: *more,
            warnings: understanding.warnings.iter().map(ToString::to_string).collect(),
        }
    }
}

impl<'a> ColumnRecord<'a> {
    fn of(column: &'a ColumnUnderstanding) -> Self {
        Self {
            number: column.number,
            header: &column.header,
            used: match column.role {
                Role::Field(field) => field.key(),
                Role::Text => "text",
                Role::Detail => "detail",
                Role::Other => "other",
                Role::Absent => "absent",
                Role::Ignored => "ignore",
                Role::Secret => "secret",
            },
            searched: match column.about {
                Some(About::Asset) => "fully",
                Some(About::Circumstances) => "for-clear-names",
                Some(About::Other | About::Absent) => "for-leads",
                None => "not",
            },
            date_order: column.date_order.map(|order| match order {
                DateOrder::DayFirst => "day-first",
                DateOrder::MonthFirst => "month-first",
            }),
            confidence: column.confidence.word(),
            why: column.why.to_string(),
            samples: &column.samples,
        }
    }
}

fn form(form: Form) -> &'static str {
    match form {
        Form::Text => "text",
        Form::JsonLines => "json-lines",
        Form::Json => "json",
        Form::Xml => "xml",
        Form::Xlsx => "xlsx",
        Form::Xlsb => "xlsb",
        Form::Xls => "xls",
        Form::Ods => "ods",
    }
}
