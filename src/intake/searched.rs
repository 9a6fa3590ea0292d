//! What is read as no inventory: sheets, lists and texts that lack something for that. All of it is handed out line by line, so
//! that it can be searched.

use super::{
    ColumnUnderstanding, Options, Sureness, Understanding, Unread, Why,
    columns::{self, overrides},
    formats::Formats,
    shapes::header::{self, Header},
    source::Source,
    understand::{Understood, no_separator},
};
use crate::asset::Role;

/// A source of which no line is the row of an inventory.
pub(super) fn understood(source: &mut Source, options: &Options, unread: Unread) -> Understood {
    let headers = headers(source, &options.formats);
    let given = overrides::apply(&options.columns, &headers, "", None, false).unwrap_or_default();
    let columns = headers.iter().zip(1..).map(|(header, number)| {
        let ignored = given.get(&(number - 1)) == Some(&Role::Ignored);
        let rows = source.sample.iter().filter(|record| !header::begins_statement(record));
        let cells = rows.filter_map(|record| record.get(number - 1)).map(str::trim);
        let cells: Vec<_> = cells.filter(|cell| !cell.is_empty() && cell != header).collect();
        let formats = &options.formats;
        // What stands above may be but a row that speaks of a login.
        let holds_goods = match source.known {
            Some(_) => formats.hold_goods(header, &cells),
            None => cells.iter().any(|cell| formats.names_goods(cell)),
        };
        let named = formats.headers.names_secret(header) && !holds_goods;
        // A short name among codes is a code as well.
        let secret = ignored || named || columns::are_codes(cells.iter().copied(), columns::CODES);
        let (role, why) =
            if secret { (Role::Secret, Why::SecretWord) } else { (Role::Text, Why::Unknown) };
        // What no header is known to be may be a value, and a secret at that.
        let is_name = source.known.is_some() || formats.headers.known(header).is_some();
        let header = if is_name { header.clone() } else { format!("#{number}") };
        let samples = Vec::new();
        let (date_order, confidence) = (None, Sureness::Low);
        let about = role.about();
        ColumnUnderstanding { number, header, role, about, date_order, why, confidence, samples }
    });
    let understanding = Understanding {
        file: source.file.clone(),
        sheet: source.sheet.clone(),
        form: source.form,
        packing: source.packing,
        text: source.text,
        export: None,
        header_lines: None,
        header_is_ruled: false,
        preamble: Vec::new(),
        columns: columns.collect(),
        warnings: no_separator(source, options).into_iter().collect(),
        unread: Some(unread),
    };
    source.put_back();
    Understood {
        understanding,
        header: Header::known(headers, Vec::new()),
        mend: source.taken.mend,
        filled_down: Vec::new(),
        groups: Vec::new(),
        late: None,
    }
}

/// What probably stands over the columns, so that secrets among them are known.
fn headers(source: &Source, formats: &Formats) -> Vec<String> {
    match &source.known {
        Some(known) => known.headers.clone(),
        None => header::likely(&source.sample, formats),
    }
}

/// What a line says. The values of a document say more with their keys.
pub(super) fn said(seen: &Understanding, cells: &csv::StringRecord, formats: &Formats) -> String {
    if !seen.form.is_document() {
        return header::said(cells, formats);
    }
    // Keys that come up later than the first rows are not known to be no secrets.
    let filled = seen.columns.iter().zip(cells).filter(|(_, cell)| !cell.trim().is_empty());
    let said = filled.map(|(column, cell)| {
        // In brackets stands a name that no key of the document gave.
        let key = Some(&column.header).filter(|header| !header.starts_with('('));
        key.map_or_else(|| cell.to_owned(), |key| format!("{key} {cell}"))
    });
    said.collect::<Vec<_>>().join("; ")
}
