//! What a column of an inventory is taken for.

use serde::{Deserialize, Serialize};

use super::field::{About, Field, FieldTrait};

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
    /// It speaks of something that need not be there, such as what the asset replaced or works with, or that has a row of its own.
    Absent,
    /// The user says that it is to be ignored; its cells are never searched.
    Ignored,
    /// It holds a secret; its cells are never kept or shown.
    Secret,
}

impl Role {
    /// The word for it in the files of knowledge.
    pub fn word(self) -> &'static str {
        match self {
            Self::Field(field) => field.key(),
            Self::Text => "text",
            Self::Detail => "detail",
            Self::Other => "other",
            Self::Absent => "absent",
            Self::Ignored => "ignore",
            Self::Secret => "secret",
        }
    }

    /// What such a column is taken for, to be read by people; a field says it itself.
    pub(crate) fn says(self) -> &'static str {
        match self {
            Self::Field(field) => field.says(),
            Self::Text => "text, which is searched",
            Self::Detail => "a detail",
            Self::Other => "somebody or something else",
            Self::Absent => "something that need not be there",
            Self::Ignored => "nothing",
            Self::Secret => "a secret, never read",
        }
    }

    /// The fact that it states.
    pub(crate) fn field(self) -> Option<Field> {
        match self {
            Self::Field(field) => Some(field),
            _ => None,
        }
    }

    /// Whether it states a fact of which this can be said.
    pub(crate) fn is(self, wanted: FieldTrait) -> bool {
        matches!(self, Self::Field(field) if field.is(wanted))
    }

    /// What the words of such a column are about; `None` where they are not searched.
    pub fn about(self) -> Option<About> {
        match self {
            Self::Field(field) => Some(field.about()),
            Self::Text => Some(About::Asset),
            Self::Detail => Some(About::Circumstances),
            Self::Other => Some(About::Other),
            Self::Absent => Some(About::Absent),
            Self::Ignored | Self::Secret => None,
        }
    }
}

worded! {
    /// In which order a column writes its dates.
    #[allow(clippy::enum_variant_names, reason = "each says what comes first")]
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[cfg_attr(test, derive(schemars::JsonSchema))]
    #[serde(rename_all = "kebab-case")]
    #[non_exhaustive]
    pub enum DateOrder {
        /// 24.11.2022
        DayFirst = "day-first",
        /// 11/24/2022
        MonthFirst = "month-first",
        /// 22.11.24
        YearFirst = "year-first",
    }
}
