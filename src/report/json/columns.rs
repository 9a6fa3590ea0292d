//! How a file is understood, `docs/schemas/columns-1.schema.json`.

use std::io;

use serde::Serialize;

use super::document::put_document;
use crate::{
    asset::{About, DateOrder},
    intake::{Account, ColumnUnderstanding, Form, SetAside, Understanding},
};

/// A sheet that was read to its end: how it is understood, and what became of its records.
pub(crate) struct ReadSheet {
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
    put_document(out, "banlint/columns/1", object! { "sheets": sheets }, None)
}

record! {
    struct SheetRecord<'a> of(sheet: &'a ReadSheet) with {
        let ReadSheet { understanding, set_aside, more, account } = sheet;
        let text = understanding.text.as_ref();
        let preamble = understanding.preamble.iter();
        let aside = set_aside.iter();
    } {
        file: &'a str = &understanding.file,
        sheet: Option<&'a str> = understanding.sheet.as_deref(),
        form: Form = understanding.form,
        packing: Option<&'static str> = understanding.packing.map(crate::intake::Packing::word),
        encoding: Option<&'static str> = text.map(|text| text.encoding),
        delimiter: Option<char> = text.map(|text| text.delimiter),
        header_lines: Option<(u64, u64)> = understanding.header_lines,
        export: Option<&'a str> = understanding.export.as_deref(),
        preamble: Vec<HeaderLineRecord<'a>> =
            preamble.map(|(line, text)| HeaderLineRecord { line: *line, text }).collect(),
        records: u64 = account.records(),
        rows: u64 = account.rows(),
        columns: Vec<ColumnRecord<'a>> =
            understanding.columns.iter().map(ColumnRecord::of).collect(),
        set_aside: Vec<SetAsideColumns<'a>> = aside
            .map(|(line, why, text)| SetAsideColumns {
                line: *line,
                why: why.to_string(),
                text,
            })
            .collect(),
        set_aside_more: u64 = *more,
        warnings: Vec<String> = understanding.warnings.iter().map(ToString::to_string).collect(),
    }
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

record! {
    struct ColumnRecord<'a> of(column: &'a ColumnUnderstanding) {
        number: usize = column.number,
        header: &'a str = &column.header,
        #[serde(rename = "use")]
        used: &'static str = column.role.word(),
        searched: &'static str = match column.about {
            Some(About::Asset) => "fully",
            Some(About::Circumstances) => "for-clear-names",
            Some(About::Other | About::Absent) => "for-leads",
            None => "not",
        },
        date_order: Option<&'static str> = column.date_order.map(DateOrder::word),
        confidence: &'static str = column.confidence.word(),
        why: String = column.why.to_string(),
        samples: &'a [String] = &column.samples,
    }
}
