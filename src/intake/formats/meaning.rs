//! What a header can say of its column.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::file::Instead;
use crate::{asset::Role, facts::LifeCycle, knowledge::Confidence};

/// What a header word says of its column, and who says so.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::intake) struct Meaning {
    pub(in crate::intake) role: Role,
    pub(in crate::intake) instead: Vec<Instead>,
    /// The stage of life that it asks after, where its cells may be yes, no or a day.
    pub(in crate::intake) asked: Option<Asked>,
    /// The systems whose exports use the word so.
    pub(in crate::intake) systems: Vec<Arc<str>>,
    pub(in crate::intake) confidence: Confidence,
    /// It is what the word means in the exports of one system.
    pub(in crate::intake) here: bool,
}

/// The stage of life that a header asks after: `In Service?`, `Date Retired`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::intake) struct Asked {
    /// The stage that yes stands for.
    pub(super) yes: LifeCycle,
    /// The one that no stands for, where it says one: what is not sold may be anything else.
    pub(super) no: Option<LifeCycle>,
}

impl Asked {
    /// Whether a date says that the stage was reached on that day: things leave on a day, and are in use from one on.
    pub(in crate::intake) fn may_be_dated(self) -> bool {
        matches!(self.yes, LifeCycle::Retired | LifeCycle::Disposed | LifeCycle::Sold)
    }
}

/// How a header was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fit {
    /// All of it is a known word.
    Whole,
    /// A part of it is, and the rest says nothing.
    Part,
    /// It is a known word, misspelt.
    Misspelt,
    /// A part of it is, and the rest is not known.
    Guess,
}

/// What a header speaks of instead of the asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(in crate::intake) enum OtherSubject {
    /// Something that may tell of the asset too, such as a part of it or a paper about it.
    Thing,
    /// A person, a company or another device: a maker's name there need not be the asset's.
    Stranger,
    /// Something that need not be there, such as what the asset replaced.
    Absent,
}

impl OtherSubject {
    /// What a column of it is taken for.
    pub(in crate::intake) fn role(self) -> Role {
        match self {
            Self::Thing => Role::Text,
            Self::Stranger => Role::Other,
            Self::Absent => Role::Absent,
        }
    }
}

/// What a header says of its column.
#[derive(Clone, Copy, Debug)]
pub(in crate::intake) enum Reading<'a> {
    /// It means this.
    Known(&'a Meaning, Fit),
    /// It names a secret.
    Secret,
    /// It speaks of something other than the asset, such as a part of it or the person who uses it.
    OtherSubject(OtherSubject),
    /// Nothing is known of it.
    Unknown,
}

impl Reading<'_> {
    /// Whether it names a secret.
    pub(in crate::intake) fn is_secret(&self) -> bool {
        match self {
            Self::Known(meaning, _) => meaning.role == Role::Secret,
            Self::Secret => true,
            Self::OtherSubject(_) | Self::Unknown => false,
        }
    }
}
