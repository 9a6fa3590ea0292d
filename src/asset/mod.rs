//! The asset: one row of an inventory, its cells under the roles that the columns play.
//!
//! Intake makes assets; vendors and rules read them. An asset keeps the row as it was written: reading a date or a status out
//! of a cell is `Facts`' work (see [`crate::facts`]), and happens only for rows that need it.

mod field;
mod role;

pub(crate) use field::FieldTrait;
pub use field::{About, Field, UnknownField};
pub use role::{DateOrder, Role};

use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

use crate::equipment::LayoutKinds;

/// One column of an inventory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The header as written, cleaned of line breaks.
    pub header: String,
    /// What it is taken for.
    pub role: Role,
    /// What its words are about; `None` where they are not searched.
    pub about: Option<About>,
    /// The order of day and month, where the file's own cells settle it.
    pub date_order: Option<DateOrder>,
    /// The facts of which its header speaks although it does not state them: `Exempted under`.
    pub touches: Vec<Field>,
    /// Where it comes from.
    pub origin: ColumnOrigin,
}

/// Where a column comes from: a header says nothing of it, since a file can have any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ColumnOrigin {
    /// The rows of the file.
    File,
    /// What stands around them.
    Heading(HeadingKind),
}

/// What may name a maker for the rows below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HeadingKind {
    /// A line above them.
    Line,
    /// The line right above the header.
    Title,
    /// The name of their sheet.
    Sheet,
    /// The name of their file.
    File,
    /// The names of columns that they fill.
    Column,
}

impl HeadingKind {
    /// What reports show as its header.
    fn header(self) -> &'static str {
        match self {
            Self::Line => "(heading)",
            Self::Title => "(title)",
            Self::Sheet => "(sheet name)",
            Self::File => "(file name)",
            Self::Column => "(column name)",
        }
    }
}

impl Column {
    /// A column under a header.
    pub fn new(header: String, role: Role) -> Self {
        let (about, origin) = (role.about(), ColumnOrigin::File);
        Self { header, role, about, date_order: None, touches: Vec::new(), origin }
    }
}

/// How one sheet is understood: its name and columns. Shared by all its assets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The file as the user named it.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The lines above the header.
    pub titles: Vec<String>,
    /// The columns from left to right; what is known of them by role stands below, so that they are not changed.
    pub(crate) columns: Vec<Column>,
    /// What it suggests of the kind of its assets, once somebody asked.
    pub(crate) kinds: OnceLock<LayoutKinds>,
    /// Column numbers by role, so that a row is not searched for each fact.
    by_field: Vec<Vec<usize>>,
    text: Vec<usize>,
    factless: Vec<usize>,
}

impl Layout {
    /// A layout of these columns.
    pub fn new(file: String, sheet: Option<String>, columns: Vec<Column>) -> Self {
        let with = |role| {
            let found = columns.iter().enumerate().filter(move |(_, column)| column.role == role);
            found.map(|(index, _)| index).collect::<Vec<_>>()
        };
        let by_field = Field::ALL.iter().map(|&field| with(Role::Field(field))).collect();
        let text = with(Role::Text);
        let factless = [with(Role::Detail), with(Role::Other), with(Role::Absent)].concat();
        let (titles, kinds) = (Vec::new(), OnceLock::new());
        Self { file, sheet, titles, columns, kinds, by_field, text, factless }
    }

    /// The same with these lines above the header.
    #[must_use]
    pub fn titled(self, titles: Vec<String>) -> Self {
        Self { titles, kinds: OnceLock::new(), ..self }
    }

    /// A layout of other columns in the same place.
    #[must_use]
    pub fn with_columns(&self, columns: Vec<Column>) -> Self {
        Self::new(self.file.clone(), self.sheet.clone(), columns).titled(self.titles.clone())
    }

    /// The columns from left to right.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The numbers (from 0) of the columns that state a fact.
    pub fn columns_of(&self, field: Field) -> &[usize] {
        &self.by_field[field as usize]
    }

    /// The numbers (from 0) of the columns that are searched as free text only.
    pub fn text_columns(&self) -> &[usize] {
        &self.text
    }
}

/// One cell with its column, or a part of one that says itself what fact it states.
#[derive(Clone, Copy, Debug)]
pub struct Cell<'a> {
    /// The column it stands in.
    pub column: &'a Column,
    /// The fact that it states.
    pub field: Option<Field>,
    /// What its words are about.
    pub about: Option<About>,
    /// Its text, trimmed; never empty and never one of the empty-value words.
    pub text: &'a str,
}

/// A stretch of a cell that states a fact of its own, as in `Make: Acme; Model: X1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The column of the cell, from 0.
    pub(crate) column: usize,
    /// The fact.
    pub(crate) field: Field,
    /// The stretch, in bytes.
    pub(crate) span: Range<usize>,
}

/// One row of an inventory.
#[derive(Clone, Debug)]
pub struct Asset {
    /// How its sheet is understood.
    pub layout: Arc<Layout>,
    /// Data rows are counted from 1.
    pub row: u64,
    /// The physical line on which the record starts, or the row number in a workbook.
    pub line: u64,
    /// The cells as read. Intake has emptied those that hold secrets or an empty-value word.
    pub(crate) cells: csv::StringRecord,
    /// The stretches of cells that state facts of their own.
    pub(crate) parts: Vec<Part>,
    /// What intake took out of cells since it is secret, each with its column from 0. It is searched for makers, and never shown.
    pub(crate) hidden: Vec<(usize, String)>,
    /// The line above it, or the name of its sheet, file or column, that names a maker for it.
    pub(crate) heading: Option<Arc<Heading>>,
}

/// A line above rows, or the name of their sheet, file or columns, that speaks of them, as a column of its own.
#[derive(Clone, Debug)]
pub(crate) struct Heading {
    column: Column,
    text: String,
}

impl Heading {
    pub(crate) fn new(kind: HeadingKind, text: &str) -> Self {
        let column = Column::new(kind.header().to_owned(), Role::Other);
        let column = Column { origin: ColumnOrigin::Heading(kind), ..column };
        Self { column, text: text.to_owned() }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

impl Asset {
    /// An asset without cells, to be filled by a reader.
    pub fn new(layout: Arc<Layout>) -> Self {
        let (cells, parts, hidden) = (csv::StringRecord::new(), Vec::new(), Vec::new());
        Self { layout, row: 0, line: 0, cells, parts, hidden, heading: None }
    }

    /// The cells as read, in the order of the columns.
    pub fn all_cells(&self) -> impl Iterator<Item = &str> {
        self.cells.iter()
    }

    /// An asset made from facts rather than from a file, as `identify` does.
    ///
    /// ```
    /// use banlint::{Asset, Field};
    /// let asset = Asset::from_facts([(Field::Model, "DS-2CD2143G2-I")]);
    /// assert_eq!(asset.first(Field::Model), Some("DS-2CD2143G2-I"));
    /// ```
    pub fn from_facts<'t>(facts: impl IntoIterator<Item = (Field, &'t str)>) -> Self {
        let (columns, cells): (Vec<_>, csv::StringRecord) = facts
            .into_iter()
            .map(|(field, text)| {
                let role = Role::Field(field);
                (Column::new(field.key().to_owned(), role), text.trim())
            })
            .unzip();
        let layout = Layout::new("(given)".to_owned(), None, columns);
        Self { row: 1, line: 1, cells, ..Self::new(Arc::new(layout)) }
    }

    /// The filled cells that state a fact, from left to right; where there is none, the parts of other cells that do.
    pub fn cells(&self, field: Field) -> impl Iterator<Item = Cell<'_>> {
        let mut own = self.filled(self.layout.columns_of(field)).peekable();
        let parts = if own.peek().is_none() { self.parts.as_slice() } else { &[] };
        let parts = parts.iter().filter(move |part| part.field == field);
        own.chain(parts.filter_map(|part| self.part(part)))
    }

    fn part(&self, part: &Part) -> Option<Cell<'_>> {
        let text = self.cells.get(part.column)?.get(part.span.clone())?.trim();
        let column = self.layout.columns.get(part.column)?;
        (!text.is_empty()).then_some(Cell {
            column,
            field: Some(part.field),
            about: Some(part.field.about()),
            text,
        })
    }

    /// The filled cells of columns that are free text and nothing else.
    pub fn texts(&self) -> impl Iterator<Item = Cell<'_>> {
        self.filled(self.layout.text_columns())
    }

    /// The filled cells of columns that state no fact and are no text about the asset, and the heading that it stands under.
    pub fn details(&self) -> impl Iterator<Item = Cell<'_>> {
        let heading = self.heading.as_deref().map(|Heading { column, text }| Cell {
            column,
            field: None,
            about: column.about,
            text,
        });
        self.filled(&self.layout.factless).chain(heading)
    }

    /// What was taken out of cells since it is secret: to be searched, and never shown.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = Cell<'_>> {
        self.hidden.iter().filter_map(|(at, text)| {
            let column = self.layout.columns.get(*at)?;
            // What has shifted into a column of secrets may be about anything.
            let about = column.about.or(Some(About::Asset));
            Some(Cell { column, field: None, about, text })
        })
    }

    /// The text of the first filled cell that states a fact.
    pub fn first(&self, field: Field) -> Option<&str> {
        self.cells(field).next().map(|cell| cell.text)
    }

    fn filled<'a>(&'a self, columns: &'a [usize]) -> impl Iterator<Item = Cell<'a>> {
        columns.iter().filter_map(|&index| {
            let text = self.cells.get(index)?.trim();
            let column = self.layout.columns.get(index)?;
            let (field, about) = (column.role.field(), column.about);
            (!text.is_empty()).then_some(Cell { column, field, about, text })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_cells_state_nothing() {
        let asset =
            Asset::from_facts([(Field::Model, " "), (Field::Model, " X1 "), (Field::Mac, "")]);
        let models: Vec<_> = asset.cells(Field::Model).map(|cell| cell.text).collect();
        assert_eq!(models, ["X1"]);
        assert_eq!(asset.first(Field::Mac), None);
    }
}
