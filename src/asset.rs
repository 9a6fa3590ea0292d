//! The asset: one row of an inventory, its cells under the roles that the columns play.
//!
//! Intake makes assets; vendors and rules read them. An asset keeps the row as it was written: reading a date or a status out
//! of a cell is `Facts`' work (see [`crate::facts`]), and happens only for rows that need it.

use std::{
    fmt,
    ops::Range,
    str::FromStr,
    sync::{Arc, OnceLock},
};

use serde::{Deserialize, Serialize};

use crate::equipment::LayoutKinds;

macro_rules! fields {
    ($($variant:ident $key:literal $says:literal [$($property:ident)*];)*) => {
        /// A fact that an inventory can state of an asset. The kebab-case key is the same in column maps, rule files and JSON.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum Field {
            $(#[doc = $says] $variant,)*
        }

        impl Field {
            /// Every field, in the order in which reports list facts.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The kebab-case key.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),* }
            }

            /// What the field holds, in plain words.
            #[must_use]
            pub fn says(self) -> &'static str {
                match self { $(Self::$variant => $says),* }
            }

            /// Whether this can be said of it.
            pub(crate) fn is(self, wanted: FieldTrait) -> bool {
                let all = match self {
                    $(Self::$variant => 0 $(| 1_u32 << FieldTrait::$property as u32)*),*
                };
                all & 1 << wanted as u32 != 0
            }
        }
    };
}

/// What can be said of a fact whatever its value: the one table of such properties stands with the fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldTrait {
    /// It tells one asset from another by its maker or by what its maker gave it.
    Identifies,
    /// It does so by a name rather than by a number.
    Names,
    /// It names who made or labelled the asset.
    Maker,
    /// A maker's one of it is the asset's.
    OfMaker,
    /// It can tell who made the asset.
    TellsMaker,
    /// By it the asset is reached in a network.
    Reaches,
    /// It says that there is an asset, if nothing else does.
    Describes,
    /// A sheet with it lists things one by one, or counts them.
    Counted,
    /// It is a code, which a spreadsheet may have taken for a number.
    Code,
    /// It is another with each asset, so that none is as in the row above.
    Unique,
    /// It is a date.
    Dated,
    /// It is a country.
    Nation,
    /// Registers state it once for several rows.
    Shared,
    /// It can be true of a whole inventory.
    Assumable,
    /// Its values are terms of law.
    Term,
    /// The law may ask for it.
    Conditional,
}

fields! {
    AssetId "asset-id" "the owner's own number for the asset"
        [Describes Counted Code Unique];
    Manufacturer "manufacturer" "the maker as the register names it"
        [Identifies Names Maker TellsMaker Shared Conditional];
    Brand "brand" "the label on the equipment"
        [Identifies Names Maker TellsMaker Conditional];
    Model "model" "the model name or number"
        [Identifies Names OfMaker TellsMaker Counted Code Conditional];
    PartNumber "part-number" "the order or part number"
        [Identifies OfMaker TellsMaker Counted Code];
    Description "description" "free text about the asset"
        [TellsMaker Describes];
    Serial "serial" "the serial number"
        [Identifies OfMaker TellsMaker Counted Code Unique];
    Mac "mac" "one or more MAC addresses"
        [Identifies TellsMaker Counted Code Unique];
    FccId "fcc-id" "the FCC ID"
        [Identifies TellsMaker Counted Code];
    Cpe "cpe" "a CPE name"
        [TellsMaker];
    Firmware "firmware" "the firmware or software version"
        [TellsMaker];
    Banner "banner" "what a network service of the device answers"
        [TellsMaker];
    Hostname "hostname" "the device's name"
        [TellsMaker Reaches Counted];
    Ip "ip" "the network address"
        [Reaches Counted];
    Supplier "supplier" "who sold it"
        [];
    Site "site" "where it stands"
        [Shared Conditional];
    SiteClass "site-class" "the class of the site in the sense of the law"
        [Assumable Term Conditional];
    Country "country" "the country of the site"
        [Nation Shared Assumable Conditional];
    Equipment "equipment" "the kind of equipment"
        [Describes Shared Assumable Conditional];
    Purpose "purpose" "what it is used for"
        [Assumable Term Conditional];
    Network "network" "the network it is attached to"
        [Shared Assumable Term Conditional];
    Acquired "acquired" "when it was bought"
        [Dated Assumable Conditional];
    Installed "installed" "when it was installed"
        [Dated Assumable Conditional];
    Authorised "authorised" "when the model was first authorised for sale"
        [Dated Assumable Conditional];
    Status "status" "where it is in its life"
        [Assumable Conditional];
    Funding "funding" "whose money paid for it"
        [Assumable Term Conditional];
    Owner "owner" "who owns it"
        [Shared Conditional];
    CountryOfProduction "country-of-production" "where it was produced"
        [Nation Assumable Conditional];
    Quantity "quantity" "how many"
        [Counted];
}

impl Field {
    /// The fields of which this can be said.
    pub(crate) fn all_that(wanted: FieldTrait) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |field| field.is(wanted))
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key())
    }
}

/// A key that names no field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a field of an asset")]
pub struct UnknownField(pub String);

impl FromStr for Field {
    type Err = UnknownField;

    fn from_str(text: &str) -> Result<Self, UnknownField> {
        let wanted = text.trim();
        Self::ALL
            .iter()
            .copied()
            .find(|field| field.key() == wanted)
            .ok_or_else(|| UnknownField(wanted.to_owned()))
    }
}

/// What a column is taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Role {
    /// It states a fact.
    Field(Field),
    /// It is text that may name a maker in passing.
    Text,
    /// It states no fact that is asked for, such as a price or a warranty.
    Detail,
    /// It speaks of somebody or something else, such as a person, a project or another device.
    Other,
    /// The user says that it is to be ignored; its cells are never searched.
    Ignored,
    /// It holds a secret; its cells are never kept or shown.
    Secret,
}

impl Role {
    /// The word for it in the files of knowledge.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Field(field) => field.key(),
            Self::Text => "text",
            Self::Detail => "detail",
            Self::Other => "other",
            Self::Ignored => "ignore",
            Self::Secret => "secret",
        }
    }

    /// Whether it states a fact of which this can be said.
    pub(crate) fn is(self, wanted: FieldTrait) -> bool {
        matches!(self, Self::Field(field) if field.is(wanted))
    }

    /// What the words of such a column are about; `None` where they are not searched.
    #[must_use]
    pub fn about(self) -> Option<About> {
        match self {
            Self::Field(field) => Some(field.about()),
            Self::Text => Some(About::Asset),
            Self::Detail => Some(About::Circumstances),
            Self::Other => Some(About::Other),
            Self::Ignored | Self::Secret => None,
        }
    }
}

/// What the words of a column are about. A maker's name means less the further they are from the asset itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum About {
    /// The asset: what it is and who made it.
    Asset,
    /// Its circumstances, such as its place, its owner or its price. Words for goods do not belong there: where some stand, they
    /// are taken for the asset's.
    Circumstances,
    /// Somebody or something else: a maker that is named there need not be the asset's.
    Other,
}

impl Field {
    /// What the words are about that stand in place of the fact.
    #[must_use]
    pub fn about(self) -> About {
        match self {
            Self::AssetId
            | Self::Manufacturer
            | Self::Brand
            | Self::Model
            | Self::PartNumber
            | Self::Description
            | Self::Serial
            | Self::Mac
            | Self::FccId
            | Self::Cpe
            | Self::Firmware
            | Self::Banner
            | Self::Hostname
            | Self::Equipment => About::Asset,
            Self::Supplier => About::Other,
            Self::Ip
            | Self::Site
            | Self::SiteClass
            | Self::Country
            | Self::Purpose
            | Self::Network
            | Self::Acquired
            | Self::Installed
            | Self::Authorised
            | Self::Status
            | Self::Funding
            | Self::Owner
            | Self::CountryOfProduction
            | Self::Quantity => About::Circumstances,
        }
    }
}

/// In which order a column writes day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DateOrder {
    /// 24.11.2022
    DayFirst,
    /// 11/24/2022
    MonthFirst,
}

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
}

impl Column {
    /// A column under a header.
    #[must_use]
    pub fn new(header: String, role: Role) -> Self {
        Self { header, role, about: role.about(), date_order: None }
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
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// What it suggests of the kind of its assets, once somebody asked.
    pub(crate) kinds: OnceLock<LayoutKinds>,
    /// Column numbers by role, so that a row is not searched for each fact.
    by_field: Vec<Vec<usize>>,
    text: Vec<usize>,
    factless: Vec<usize>,
}

impl Layout {
    /// A layout of these columns.
    #[must_use]
    pub fn new(file: String, sheet: Option<String>, columns: Vec<Column>) -> Self {
        let with = |role| {
            let found = columns.iter().enumerate().filter(move |(_, column)| column.role == role);
            found.map(|(index, _)| index).collect::<Vec<_>>()
        };
        let by_field = Field::ALL.iter().map(|&field| with(Role::Field(field))).collect();
        let text = with(Role::Text);
        let factless = [with(Role::Detail), with(Role::Other)].concat();
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

    /// The numbers (from 0) of the columns that state a fact.
    #[must_use]
    pub fn columns_of(&self, field: Field) -> &[usize] {
        &self.by_field[field as usize]
    }

    /// The numbers (from 0) of the columns that are searched as free text only.
    #[must_use]
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
pub struct Part {
    /// The column of the cell, from 0.
    pub column: usize,
    /// The fact.
    pub field: Field,
    /// The stretch, in bytes.
    pub span: Range<usize>,
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
    pub parts: Vec<Part>,
}

impl Asset {
    /// An asset without cells, to be filled by a reader.
    #[must_use]
    pub fn new(layout: Arc<Layout>) -> Self {
        Self { layout, row: 0, line: 0, cells: csv::StringRecord::new(), parts: Vec::new() }
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
        Self { layout: Arc::new(layout), row: 1, line: 1, cells, parts: Vec::new() }
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

    /// The filled cells of columns that state no fact and are no text about the asset.
    pub fn details(&self) -> impl Iterator<Item = Cell<'_>> {
        self.filled(&self.layout.factless)
    }

    /// The text of the first filled cell that states a fact.
    #[must_use]
    pub fn first(&self, field: Field) -> Option<&str> {
        self.cells(field).next().map(|cell| cell.text)
    }

    fn filled<'a>(&'a self, columns: &'a [usize]) -> impl Iterator<Item = Cell<'a>> {
        columns.iter().filter_map(|&index| {
            let text = self.cells.get(index)?.trim();
            let column = self.layout.columns.get(index)?;
            let field = match column.role {
                Role::Field(field) => Some(field),
                _ => None,
            };
            (!text.is_empty()).then_some(Cell { column, field, about: column.about, text })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_kebab_case_and_come_back() {
        for &field in Field::ALL {
            assert_eq!(field.key().parse(), Ok(field));
            assert_eq!(serde_json::to_value(field).unwrap(), field.key());
        }
        assert!("colour".parse::<Field>().is_err());
    }

    #[test]
    fn empty_cells_state_nothing() {
        let asset =
            Asset::from_facts([(Field::Model, " "), (Field::Model, " X1 "), (Field::Mac, "")]);
        let models: Vec<_> = asset.cells(Field::Model).map(|cell| cell.text).collect();
        assert_eq!(models, ["X1"]);
        assert_eq!(asset.first(Field::Mac), None);
    }
}
