//! What is read as no inventory: sheets, lists and texts that lack something for that. All of it is handed out line by line, so
//! that it can be searched.

use std::fmt;

use super::{
    ColumnUnderstanding, Error, Options, Sureness, Understanding, Why,
    columns::{
        header::{self, Header},
        overrides,
    },
    formats::Formats,
    source::Source,
    understand::Understood,
};
use crate::asset::Role;

/// How to have read what stands in a document beside its assets.
const ASSETS: &str =
    "put what is an asset there into a list of its own, with keys such as manufacturer and model";

/// Why a sheet, a list or a text is no inventory, and what would make one of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unread {
    /// What it lacks.
    pub lack: &'static str,
    /// What the user can do to have it read, as an infinitive.
    pub remedy: String,
}

impl Unread {
    /// What stands in a document beside its assets.
    pub(super) fn beside_assets() -> Self {
        let (lack, remedy) = ("it stands beside the assets", ASSETS.to_owned());
        Self { lack, remedy }
    }

    /// What a file or a sheet lacks; `how` are the options with which it would be read.
    pub(super) fn new(lack: &'static str, file: &str, sheet: Option<&str>, how: &str) -> Self {
        let sheet = sheet.map(|sheet| format!(" --sheet {}", in_shell(sheet)));
        let command = format!("{}{}{how}", in_shell(file), sheet.unwrap_or_default());
        Self { lack, remedy: format!("run `banlint check {command}`") }
    }

    /// The same of what the error says; `None` for an inventory that cannot be read as it is.
    pub(super) fn of(error: &Error, source: &Source) -> Option<Self> {
        let how = match error {
            Error::NoKnownColumn { example, .. } => {
                format!(" --column {}", in_shell(&format!("{example}=model")))
            }
            Error::NoHeader { .. } => " --header-line 0".to_owned(),
            _ => String::new(),
        };
        let lack = error.no_inventory()?;
        Some(Self::new(lack, &source.file, source.sheet.as_deref(), &how))
    }
}

/// A text as a shell takes it for one word.
fn in_shell(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./=:,+@%".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "no row of an inventory ({}), so this line was searched as text; to have it read, {}",
            self.lack, self.remedy
        )
    }
}

/// A source of which no line is the row of an inventory.
pub(super) fn understood(source: &mut Source, options: &Options, unread: Unread) -> Understood {
    let headers = headers(source, &options.formats);
    let given = overrides::apply(&options.columns, &headers, "", None, false).unwrap_or_default();
    let columns = headers.iter().zip(1..).map(|(header, number)| {
        let ignored = given.get(&(number - 1)) == Some(&Role::Ignored);
        let secret = ignored || options.formats.headers.names_secret(header);
        let (role, why) =
            if secret { (Role::Secret, Why::SecretWord) } else { (Role::Text, Why::Unknown) };
        let (header, samples) = (header.clone(), Vec::new());
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
        preamble: Vec::new(),
        columns: columns.collect(),
        warnings: Vec::new(),
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
