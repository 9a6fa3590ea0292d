//! Where a fact comes from, and how far it carries.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::Date;

/// A page or registry that a fact was read in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What the page is.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// The date that the page gives of itself.
    #[serde(default)]
    pub dated: Option<Date>,
    /// When it was read.
    pub read: Date,
}

/// The `[sources.*]` tables of one file.
pub type Sources = BTreeMap<String, Arc<Source>>;

/// What kind of page a fact rests on: how far it carries as evidence, from weakest to strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Confidence {
    /// Memory only.
    Unverified,
    /// A list typed in by users.
    Crowd,
    /// Press, an installer, a competitor, a user.
    Reported,
    /// A manual, a filing, a firmware reading, a test, a maintained fingerprint base.
    Documented,
    /// The party itself, a registry, an authority.
    Official,
}

impl Confidence {
    /// The word used in files and reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unverified => "unverified",
            Self::Crowd => "crowd",
            Self::Reported => "reported",
            Self::Documented => "documented",
            Self::Official => "official",
        }
    }
}
