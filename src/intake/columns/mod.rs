//! What each column of a sheet is taken for: by the user's word, by its header, by its cells, in this order.

pub(super) mod content;
mod forms;
pub(super) mod header;
mod late;
pub(super) mod overrides;
mod understanding;

use std::collections::BTreeMap;

pub(super) use self::late::Late;
pub use self::{
    overrides::{ColumnUse, UnknownUse},
    understanding::{
        ColumnUnderstanding, Content, Form, Packing, Sureness, TextForm, Understanding, Warning,
        Why,
    },
};
use super::{
    dates,
    formats::{ExportId, Formats, Match, Meaning},
};
use crate::{
    Field,
    asset::{DateOrder, Role},
    knowledge::Confidence,
};

/// How many different cells are shown of a column.
const SHOWN: usize = 3;
/// How many letters of each.
const SHOWN_LETTERS: usize = 60;

/// The header of a sheet with what stands below it.
pub(super) struct Sheet<'s> {
    pub(super) headers: &'s [String],
    pub(super) rows: &'s [csv::StringRecord],
    pub(super) export: Option<ExportId>,
    pub(super) formats: &'s Formats,
    /// Facts that other columns surely state.
    pub(super) beside: Vec<Field>,
}

/// One column on its way to being understood.
struct Draft<'s> {
    meaning: Option<(&'s Meaning, Match)>,
    role: Option<Role>,
    why: Why,
    cells: Vec<&'s str>,
}

impl<'s> Sheet<'s> {
    /// Understands all columns; `given` holds the roles that the user gave by number of column.
    pub(super) fn columns(&self, given: &BTreeMap<usize, Role>) -> Vec<ColumnUnderstanding> {
        let mut drafts: Vec<_> =
            (0..self.headers.len()).map(|index| self.draft(index, given)).collect();
        self.quiet_forms(&mut drafts);
        decide_by_company(&mut drafts, &self.beside);
        self.decide_by_content(&mut drafts);
        let orders = self.date_orders(&drafts);
        let columns = drafts.into_iter().zip(self.headers).zip(orders).enumerate();
        columns
            .map(|(index, ((draft, header), order))| finish(index, header, draft, order))
            .collect()
    }

    fn draft(&self, index: usize, given: &BTreeMap<usize, Role>) -> Draft<'s> {
        let cells = self.cells(index);
        let header = self.headers[index].as_str();
        let headers = &self.formats.headers;
        if let Some(&role) = given.get(&index) {
            return Draft { meaning: None, role: Some(role), why: Why::Override, cells };
        }
        let Some((meaning, matched)) = headers.read(header, self.export) else {
            let secret = headers.names_secret(header);
            let (role, why) =
                if secret { (Some(Role::Secret), Why::SecretWord) } else { (None, Why::Unknown) };
            return Draft { meaning: None, role, why, cells };
        };
        let mut systems = meaning.systems.clone();
        // The system that wrote the file comes first.
        let own = self.export.map(|export| headers.title(export));
        systems.sort_by_key(|system| Some(system) != own.as_ref());
        let why = Why::Header {
            systems,
            in_part: matched == Match::Part,
            in_context: !meaning.instead.is_empty(),
        };
        let role = meaning.instead.is_empty().then_some(meaning.role);
        Draft { meaning: Some((meaning, matched)), role, why, cells }
    }

    fn cells(&self, index: usize) -> Vec<&'s str> {
        let cells = self.rows.iter().filter_map(|row| row.get(index)).map(str::trim);
        cells.filter(|cell| !self.formats.is_empty_value(cell)).collect()
    }

    fn decide_by_content(&self, drafts: &mut [Draft<'_>]) {
        let has_serials = drafts.iter().any(|draft| draft.role == Some(Role::Field(Field::Serial)));
        for draft in drafts.iter_mut().filter(|draft| draft.role.is_none()) {
            let content = content::of(&draft.cells, self.formats);
            let (role, known) = match content {
                Content::Macs => (Role::Field(Field::Mac), true),
                Content::Ips => (Role::Field(Field::Ip), true),
                Content::Serials if !has_serials => (Role::Field(Field::Serial), true),
                Content::Dates | Content::Numbers => (Role::Ignored, true),
                // A column that is empty so far may hold anything later on.
                Content::Serials | Content::Text | Content::Empty => (Role::Text, false),
            };
            draft.role = Some(role);
            draft.why = if known { Why::Content(content) } else { Why::Unknown };
        }
    }

    /// The order of day and month of each column of dates: by its own cells, else by those of the other columns of dates.
    fn date_orders(&self, drafts: &[Draft<'_>]) -> Vec<Option<DateOrder>> {
        let months = &self.formats.months;
        let own: Vec<_> = drafts
            .iter()
            .map(|draft| {
                draft.is_dates().then(|| dates::settle(draft.cells.iter().copied(), months))
            })
            .collect();
        let mut settled = own.iter().flatten().flatten().copied();
        let first = settled.next();
        let others = first.filter(|order| settled.all(|other| other == *order));
        own.into_iter().map(|order| order.and_then(|order| order.or(others))).collect()
    }
}

/// Settles the columns whose header means one thing in one company and another in another.
fn decide_by_company(drafts: &mut [Draft<'_>], beside: &[Field]) {
    let certain: Vec<Field> = drafts
        .iter()
        .filter_map(|draft| match draft.role {
            Some(Role::Field(field)) => Some(field),
            _ => None,
        })
        .chain(beside.iter().copied())
        .collect();
    let holds = |fields: &[Field]| fields.iter().any(|field| certain.contains(field));
    for draft in drafts.iter_mut().filter(|draft| draft.role.is_none()) {
        let Some((meaning, _)) = draft.meaning else { continue };
        let fits = meaning.instead.iter().find(|instead| {
            (instead.when.is_empty() || holds(&instead.when))
                && !holds(&instead.unless)
                && instead.cells.is_none_or(|look| content::looks(&draft.cells, look))
        });
        draft.role = Some(fits.map_or(meaning.role, |instead| instead.field.0));
    }
}

impl Draft<'_> {
    fn is_dates(&self) -> bool {
        self.why == Why::Content(Content::Dates)
            || self.role.is_some_and(|role| match role {
                Role::Field(field) => is_date(field),
                _ => false,
            })
    }

    fn sureness(&self) -> Sureness {
        match (&self.why, self.meaning) {
            (Why::Override | Why::SecretWord, _) => Sureness::High,
            (Why::Header { in_part: false, in_context: false, .. }, Some((meaning, _)))
                if meaning.confidence > Confidence::Unverified =>
            {
                Sureness::High
            }
            (Why::Header { .. }, _) => Sureness::Medium,
            (Why::Content(_) | Why::Unknown, _) => Sureness::Low,
        }
    }
}

/// Whether a field holds a date.
pub(super) fn is_date(field: Field) -> bool {
    matches!(field, Field::Acquired | Field::Installed | Field::Authorised)
}

/// Whether a field can tell who made an asset.
pub(super) fn tells_maker(field: Field) -> bool {
    use Field::{
        Banner, Brand, Cpe, Description, FccId, Firmware, Hostname, Mac, Manufacturer, Model,
        PartNumber, Serial,
    };
    matches!(
        field,
        Manufacturer
            | Brand
            | Model
            | PartNumber
            | Description
            | Serial
            | Mac
            | FccId
            | Cpe
            | Firmware
            | Banner
            | Hostname
    )
}

fn finish(
    index: usize,
    header: &str,
    draft: Draft<'_>,
    date_order: Option<DateOrder>,
) -> ColumnUnderstanding {
    let role = draft.role.unwrap_or(Role::Text);
    let mut samples: Vec<String> = Vec::new();
    for cell in &draft.cells {
        if role == Role::Secret || samples.len() == SHOWN {
            break;
        }
        let shown: String = cell.chars().take(SHOWN_LETTERS).collect();
        if !samples.contains(&shown) {
            samples.push(shown);
        }
    }
    let confidence = draft.sureness();
    let header = header.to_owned();
    ColumnUnderstanding {
        number: index + 1,
        header,
        role,
        date_order,
        why: draft.why,
        confidence,
        samples,
    }
}

/// What the user should know of these columns; `open` says whether a column has dates that can be read either way.
pub(super) fn warnings(
    columns: &[ColumnUnderstanding],
    open: impl Fn(usize) -> bool,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let mut by_header: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for column in columns.iter().filter(|column| !column.header.is_empty()) {
        by_header.entry(&column.header).or_default().push(column.number);
    }
    for (header, columns) in by_header.into_iter().filter(|(_, columns)| columns.len() > 1) {
        warnings.push(Warning::SameHeader { header: header.to_owned(), columns });
    }
    for column in columns {
        let header = column.header.clone();
        let dated = matches!(column.role, Role::Field(field) if is_date(field));
        if column.why == Why::Content(Content::Dates) {
            warnings.push(Warning::DatesOfWhat { header, column: column.number });
        } else if dated && column.date_order.is_none() && open(column.number - 1) {
            warnings.push(Warning::DateOrderOpen { header, column: column.number });
        }
    }
    warnings
}
