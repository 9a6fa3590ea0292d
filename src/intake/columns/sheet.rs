//! The columns of a sheet, each with its header and its cells.

use std::collections::{BTreeMap, HashSet};

use super::{
    ColumnUnderstanding, Content, Sureness, Warning, Why, content,
    contradiction::{self, CellCheck},
    looks,
};
use crate::{
    Field,
    asset::{DateOrder, FieldTrait, Role},
    intake::{
        dates,
        formats::{ExportId, Fit, Formats, Meaning, Reading, key},
    },
    knowledge::Confidence,
};

/// How many different cells are shown of a column.
const SHOWN: usize = 3;
/// How many letters of each.
const SHOWN_LETTERS: usize = 60;

/// The header of a sheet with what stands below it.
pub(in crate::intake) struct HeadedSheet<'s> {
    pub(in crate::intake) headers: &'s [String],
    pub(in crate::intake) rows: &'s [csv::StringRecord],
    pub(in crate::intake) export: Option<ExportId>,
    pub(in crate::intake) formats: &'s Formats,
    /// Facts that columns beside these surely state.
    pub(in crate::intake) certain: Vec<Field>,
}

/// One column on its way to being understood.
pub(super) struct Draft<'s> {
    pub(super) meaning: Option<(&'s Meaning, Fit)>,
    pub(super) role: Option<Role>,
    pub(super) why: Why,
    pub(super) cells: Vec<&'s str>,
    /// The order of dates that the header tells.
    pub(super) order: Option<DateOrder>,
}

impl<'s> HeadedSheet<'s> {
    /// Understands all columns; `given` holds the roles that the user gave by number of column.
    pub(in crate::intake) fn columns(
        &self,
        given: &BTreeMap<usize, Role>,
    ) -> Vec<ColumnUnderstanding> {
        let mut drafts: Vec<_> =
            (0..self.headers.len()).map(|index| self.draft(index, given)).collect();
        self.settle_devices(&mut drafts);
        self.prefer_best_variant(&mut drafts);
        self.decide_by_context(&mut drafts);
        settle_guesses(&mut drafts, &self.certain);
        self.check_against_cells(&mut drafts);
        settle_numbers(&mut drafts);
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
        let order = headers.date_order(header);
        let draft = |meaning, role, why| Draft { meaning, role, why, cells: cells.clone(), order };
        if let Some(&role) = given.get(&index) {
            return draft(None, Some(role), Why::Override);
        }
        let reading = match headers.read(header, self.export) {
            reading if reading.is_secret() && self.formats.hold_goods(header, &cells) => {
                Reading::Unknown
            }
            reading => reading,
        };
        match reading {
            Reading::Known(meaning, fit) => {
                let mut systems = meaning.systems.clone();
                // The system that wrote the file comes first.
                let own = self.export.map(|export| headers.title(export));
                systems.sort_by_key(|system| Some(system) != own.as_ref());
                let in_context = !meaning.instead.is_empty();
                let why = Why::Header { systems, fit, in_context, doubt: None };
                let role = (!in_context && fit != Fit::Guess).then_some(meaning.role);
                let counts = meaning.role == Role::Field(Field::Quantity);
                let money = counts && self.formats.names_money(header);
                let role = if money { Some(Role::Detail) } else { role };
                draft(Some((meaning, fit)), role, why)
            }
            Reading::Secret => draft(None, Some(Role::Secret), Why::SecretWord),
            Reading::OtherSubject(subject) => draft(None, Some(subject.role()), Why::OtherSubject),
            Reading::Unknown => draft(None, None, Why::Unknown),
        }
    }

    fn cells(&self, index: usize) -> Vec<&'s str> {
        let cells = self.rows.iter().filter_map(|row| row.get(index)).map(str::trim);
        cells.filter(|cell| !self.formats.is_empty_value(cell)).collect()
    }

    /// Of columns of a document that give one thing in several forms, such as `status.value` and `status.label`, only the best states the
    /// fact; the others are searched.
    fn prefer_best_variant(&self, drafts: &mut [Draft<'_>]) {
        let form_of = |at: usize| self.formats.headers.form_of(&self.headers[at]);
        let forms: Vec<_> = (0..drafts.len())
            .filter(|&at| matches!(drafts[at].why, Why::Header { .. }))
            .filter_map(|at| form_of(at).map(|(thing, place)| (thing, place, at)))
            .collect();
        for &(thing, place, at) in &forms {
            // A form that no row fills is no better than one that some fill.
            let rank = |place: usize, at: usize| (drafts[at].cells.is_empty(), place, at);
            let better = |&(other, form, by): &(&str, usize, usize)| {
                other == thing && rank(form, by) < rank(place, at)
            };
            if forms.iter().any(better) {
                drafts[at].role = Some(Role::Text);
            }
        }
    }

    /// Settles the columns whose header means one thing beside some columns and another beside others.
    fn decide_by_context(&self, drafts: &mut [Draft<'_>]) {
        let known = drafts.iter().zip(self.headers);
        let known = known.filter_map(|(draft, header)| match draft.role {
            Some(Role::Field(field)) => Some((field, object_of(header))),
            _ => None,
        });
        let certain = self.certain.iter().map(|&field| (field, None));
        let certain: Vec<_> = known.chain(certain).collect();
        let headers: HashSet<_> = self.headers.iter().map(|header| key(header)).collect();
        let stands = |words: &[String]| words.iter().any(|word| headers.contains(&key(word)));
        let identifies = |draft: &Draft<'_>| {
            draft.meaning.is_some_and(|(meaning, _)| {
                meaning.role.is(FieldTrait::Identifies) && !meaning.role.is(FieldTrait::Company)
                    || meaning.role == Role::Field(Field::Equipment)
            })
        };
        let things = drafts.iter().zip(self.headers).filter(|(draft, _)| identifies(draft));
        let things: HashSet<_> = things.filter_map(|(_, header)| object_of(header)).collect();
        let open = drafts.iter_mut().zip(self.headers).filter(|(draft, _)| draft.role.is_none());
        for (draft, header) in open {
            let Some((meaning, fit)) = draft.meaning else { continue };
            if fit == Fit::Guess && meaning.instead.is_empty() {
                continue;
            }
            // What is known of another thing in the row decides nothing of this one.
            let thing = object_of(header).filter(|object| things.contains(object));
            let is_of_this = |other: Option<&str>| {
                thing.zip(other).is_none_or(|(thing, other)| !are_apart(thing, other))
            };
            let certain = certain.iter().filter(|(_, other)| is_of_this(*other));
            let certain: Vec<_> = certain.map(|(field, _)| *field).collect();
            let holds = |fields: &[Field]| fields.iter().any(|field| certain.contains(field));
            let fits = meaning.instead.iter().find(|instead| {
                (instead.when.is_empty() || holds(&instead.when))
                    && !holds(&instead.unless)
                    && (instead.with.is_empty() || stands(&instead.with))
                    && instead
                        .cells
                        .is_none_or(|look| looks::looks(&draft.cells, look, self.formats))
            });
            draft.role = Some(fits.map_or(meaning.role, |instead| instead.field.0));
            // What a word is known to mean in this very export needs no other column to say so.
            if let Why::Header { in_context, .. } = &mut draft.why {
                *in_context = fits.is_some() || !meaning.here;
            }
        }
    }

    /// Cells that clearly are something else than the header says are followed; others that do not go with it lower the
    /// confidence.
    fn check_against_cells(&self, drafts: &mut [Draft<'_>]) {
        let asset_id = Some(Role::Field(Field::AssetId));
        let numbered = drafts.iter().any(|draft| draft.role == asset_id);
        for (draft, header) in drafts.iter_mut().zip(self.headers) {
            let (Some(Role::Field(field)), Why::Header { .. }) = (draft.role, &draft.why) else {
                continue;
            };
            let asked = || self.formats.asked(header).filter(|asked| asked.may_be_dated());
            if field == Field::Status && asked().is_some() {
                continue;
            }
            match contradiction::check_cells(field, &draft.cells, numbered, self.formats) {
                CellCheck::Agreed => {}
                CellCheck::Doubted(content) => draft.doubt(content),
                CellCheck::Followed(role, content) => {
                    draft.why = Why::Against { header: Role::Field(field), content };
                    draft.role = Some(role);
                }
            }
        }
    }

    fn decide_by_content(&self, drafts: &mut [Draft<'_>]) {
        for index in 0..drafts.len() {
            if drafts[index].role.is_some() {
                continue;
            }
            let lacks = |field| drafts.iter().all(|draft| draft.role != Some(Role::Field(field)));
            let cells = &drafts[index].cells;
            // Where addresses alone tell the rows apart, the makers are those of network chips.
            let may_make = || {
                [Field::Manufacturer, Field::Brand].into_iter().all(lacks)
                    && (lacks(Field::Mac) || !(lacks(Field::Model) && lacks(Field::Serial)))
            };
            let content = match content::of(cells, self.formats) {
                Content::Text if may_make() && content::are_makers(cells, self.formats) => {
                    Content::Makers
                }
                content => content,
            };
            let field = content.field().filter(|field| content.is_sure() || lacks(*field));
            let (role, known) = match (field, content) {
                (Some(field), _) => (Role::Field(field), true),
                (None, Content::Dates | Content::Numbers | Content::Running) => {
                    (Role::Detail, true)
                }
                // A column that is empty so far may hold anything later on.
                (None, _) => (Role::Text, false),
            };
            drafts[index].role = Some(role);
            drafts[index].why = if known { Why::Content(content) } else { Why::Unknown };
        }
    }

    /// The order of day and month in columns of dates: what their own cells settle, else what their header tells, else what the
    /// other columns of the file have.
    fn date_orders(&self, drafts: &[Draft<'_>]) -> Vec<Option<DateOrder>> {
        let months = &self.formats.months;
        let own: Vec<_> = drafts
            .iter()
            .map(|draft| {
                let settled = || dates::settle(draft.cells.iter().copied(), draft.order, months);
                draft.is_dates().then(|| settled().or(draft.order))
            })
            .collect();
        let mut settled = own.iter().flatten().flatten().copied();
        let first = settled.next();
        let others = first.filter(|order| settled.all(|other| other == *order));
        own.into_iter().map(|order| order.and_then(|order| order.or(others))).collect()
    }
}

/// Of several columns that number the assets, one that holds the same in every row gives way to one that does not: it names the list
/// in which they stand.
fn settle_numbers(drafts: &mut [Draft<'_>]) {
    let number = Some(Role::Field(Field::AssetId));
    let is_same = |cells: &[&str]| cells.len() > 1 && cells.iter().all(|cell| *cell == cells[0]);
    let (same, others): (Vec<_>, Vec<_>) = drafts
        .iter_mut()
        .filter(|draft| draft.role == number)
        .partition(|draft| is_same(&draft.cells));
    if others.iter().all(|draft| draft.cells.len() < 2) {
        return;
    }
    for draft in same.into_iter().filter(|draft| draft.why != Why::Override) {
        draft.role = Some(Role::Text);
        draft.why = Why::Against { header: Role::Field(Field::AssetId), content: Content::Same };
    }
}

/// The object of a document whose key a header is: `depot.sw` of `depot.sw.vendor`. A shortened word has a space behind its point.
fn object_of(header: &str) -> Option<&str> {
    let (object, key) = header.rsplit_once('.')?;
    (!key.starts_with(char::is_whitespace)).then_some(object)
}

/// Whether neither of two objects holds the other.
fn are_apart(one: &str, other: &str) -> bool {
    let within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    !within(one, other) && !within(other, one)
}

/// A guess by a part of a header gives way to a column that surely holds the fact.
fn settle_guesses(drafts: &mut [Draft<'_>], certain_fields: &[Field]) {
    let is_guess = |draft: &Draft<'_>| matches!(draft.meaning, Some((_, Fit::Guess)));
    let certain = drafts.iter().filter(|draft| !is_guess(draft)).filter_map(|draft| draft.role);
    let certain: HashSet<_> =
        certain.chain(certain_fields.iter().copied().map(Role::Field)).collect();
    for draft in drafts.iter_mut().filter(|draft| is_guess(draft)) {
        let role = draft.role.or(draft.meaning.map(|(meaning, _)| meaning.role));
        draft.role = role;
        if role.is_some_and(|role| matches!(role, Role::Field(_)) && certain.contains(&role)) {
            (draft.role, draft.why) = (Some(Role::Text), Why::Unknown);
        }
    }
}

impl Draft<'_> {
    fn doubt(&mut self, content: Content) {
        if let Why::Header { doubt, .. } = &mut self.why {
            *doubt = Some(content);
        }
    }

    fn is_dates(&self) -> bool {
        self.why == Why::Content(Content::Dates)
            || self.role.is_some_and(|role| match role {
                Role::Field(field) => field.is(FieldTrait::Dated),
                _ => false,
            })
    }

    fn sureness(&self) -> Sureness {
        match (&self.why, self.meaning) {
            (Why::Override | Why::SecretWord | Why::Comments, _) => Sureness::High,
            (Why::Header { doubt: Some(_), .. } | Why::Header { fit: Fit::Guess, .. }, _) => {
                Sureness::Low
            }
            (Why::Header { fit: Fit::Whole, in_context: false, .. }, Some((meaning, _)))
                if meaning.confidence > Confidence::Unverified =>
            {
                Sureness::High
            }
            (Why::Header { .. } | Why::OtherSubject, _) => Sureness::Medium,
            (Why::Content(_) | Why::Against { .. } | Why::Unknown, _) => Sureness::Low,
        }
    }
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
        about: role.about(),
        date_order,
        why: draft.why,
        confidence,
        samples,
    }
}

/// What the user should know of these columns; `open` says whether a column has dates that can be read either way.
pub(in crate::intake) fn warnings(
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
        let dated = column.role.is(FieldTrait::Dated);
        if column.why == Why::Content(Content::Dates) {
            warnings.push(Warning::DatesOfWhat { header, column: column.number });
        } else if dated && column.date_order.is_none() && open(column.number - 1) {
            warnings.push(Warning::DateOrderOpen { header, column: column.number });
        }
    }
    warnings
}
