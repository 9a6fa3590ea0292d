//! Where a fact comes from, and how far it carries.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::Date;

/// A page or registry that a fact was read in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Source {
    /// What the page is.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// The date that the page gives of itself.
    pub dated: Option<Date>,
    /// When it was read.
    pub read: Date,
    /// Whether it is the text itself, where somebody has said so.
    pub kind: Option<SourceKind>,
}

worded! {
    /// Whether a page is the text that a fact rests on, or speaks of it.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[cfg_attr(test, derive(schemars::JsonSchema))]
    #[serde(rename_all = "kebab-case")]
    #[non_exhaustive]
    pub enum SourceKind {
        /// The text of a legislature, an authority, a court, a maker or a registry, on its own site or copied as a whole.
        Primary = "primary",
        /// What somebody else says of it: the press, a law firm, an encyclopaedia.
        Secondary = "secondary",
    }
}

/// Pages by their ids.
pub type Sources = BTreeMap<String, Arc<Source>>;

/// The pages that the facts of a file may cite.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pages<'s> {
    /// Those of the `[sources.*]` tables of the file itself, which go first.
    pub(crate) own: &'s Sources,
    /// Those of the `sources.toml` files, which all files share.
    pub(crate) shared: &'s Sources,
}

impl<'s> Pages<'s> {
    /// The pages of a file that shares none with others.
    pub(crate) fn of(own: &'s Sources) -> Self {
        static NONE: Sources = BTreeMap::new();
        Self { own, shared: &NONE }
    }

    pub(super) fn get(self, id: &str) -> Option<&'s Arc<Source>> {
        self.own.get(id).or_else(|| self.shared.get(id))
    }

    pub(super) fn ids(self) -> impl Iterator<Item = &'s str> {
        self.own.keys().chain(self.shared.keys()).map(String::as_str)
    }
}

worded! {
    /// What kind of page a fact rests on: how far it carries as evidence, from weakest to strongest.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[cfg_attr(test, derive(schemars::JsonSchema))]
    #[serde(rename_all = "kebab-case")]
    #[non_exhaustive]
    pub enum Confidence {
        /// Memory only.
        Unverified = "unverified",
        /// A list typed in by users.
        Crowd = "crowd",
        /// Press, an installer, a competitor, a user.
        Reported = "reported",
        /// A manual, a filing, a firmware reading, a test, a maintained fingerprint base.
        Documented = "documented",
        /// The party itself, a registry, an authority.
        Official = "official",
    }
}
