//! The rule files as they are written: `rules/terms.toml` and one file a regime. The schema is explained in
//! `docs/knowledge.md`; this file only gives it types. What it means once checked is in `book`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use crate::{
    Date, Field, Verdict,
    knowledge::{SourceRefs, Sources},
    law::{Act, Force, Instrument},
    reporting_duty::{CountsFrom, ItemOf, Within},
};

/// `rules/terms.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermsFile {
    #[serde(default)]
    pub(super) sources: Sources,
    #[serde(default)]
    pub(super) jurisdiction: Vec<Spanned<JurisdictionEntry>>,
    #[serde(default)]
    pub(super) organisation: Vec<Spanned<OrganisationEntry>>,
    #[serde(default)]
    pub(super) criterion: Vec<Spanned<CriterionEntry>>,
    #[serde(default)]
    pub(super) term: Vec<Spanned<TermEntry>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct JurisdictionEntry {
    pub(super) id: String,
    pub(super) name: String,
    /// The country of which it is a part.
    #[serde(default)]
    pub(super) parent: Option<Spanned<String>>,
    /// The countries in which its law holds as well.
    #[serde(default)]
    pub(super) members: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OrganisationEntry {
    pub(super) id: String,
    #[serde(default)]
    pub(super) jurisdiction: Option<Spanned<String>>,
    pub(super) title: String,
    pub(super) says: String,
    #[serde(default)]
    pub(super) implies: Vec<Spanned<String>>,
    /// What an owner that is this cannot be as well.
    #[serde(default)]
    pub(super) excludes: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) source: SourceRefs,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CriterionEntry {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) says: String,
    #[serde(default)]
    pub(super) source: SourceRefs,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermEntry {
    pub(super) fact: Spanned<Field>,
    pub(super) id: String,
    pub(super) title: String,
    /// The more general term of the same fact that holds wherever this one does.
    #[serde(default)]
    pub(super) within: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) words: Vec<String>,
    pub(super) says: String,
    #[serde(default)]
    pub(super) jurisdiction: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) source: SourceRefs,
}

/// One regime.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RegimeFile {
    pub(super) id: Spanned<String>,
    pub(super) jurisdiction: Spanned<String>,
    pub(super) title: String,
    pub(super) authority: String,
    pub(super) citation: String,
    #[serde(default)]
    pub(super) instrument: Option<Instrument>,
    pub(super) checked: Date,
    pub(super) summary: String,
    #[serde(default)]
    pub(super) note: Option<String>,
    #[serde(default)]
    pub(super) nothing_binding: Option<Spanned<NothingBinding>>,
    #[serde(default)]
    pub(super) only_if_asked: bool,
    #[serde(default)]
    pub(super) source: SourceRefs,
    #[serde(default)]
    pub(super) sources: Sources,
    #[serde(default)]
    pub(super) designation: Vec<Spanned<DesignationEntry>>,
    #[serde(default)]
    pub(super) provision: Vec<Spanned<ProvisionEntry>>,
    #[serde(default)]
    pub(super) report: Vec<Spanned<ReportEntry>>,
    #[serde(default)]
    pub(super) example: Vec<Spanned<ExampleEntry>>,
}

/// A row with the verdict that the regime must come to, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ExampleEntry {
    pub(super) row: Spanned<BTreeMap<Spanned<String>, Spanned<toml::Value>>>,
    #[serde(default)]
    pub(super) owner: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) as_of: Option<Spanned<Date>>,
    #[serde(default)]
    pub(super) provision: Option<Spanned<String>>,
    pub(super) verdict: Spanned<Verdict>,
    pub(super) why: String,
}

/// Why a regime that was looked at binds nobody. It is kept so that a question about it has an answer, and never applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NothingBinding {
    /// It was looked for, and nothing binding was found.
    NoneFound,
    /// It is proposed, and not in force.
    Proposed,
    /// It was withdrawn, or has ended.
    Ended,
    /// It is a power of which no use was found.
    UnusedPower,
    /// It binds, but bars nothing that an inventory could hold, or it is one decided case.
    Context,
}

impl NothingBinding {
    /// The word used in law files and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NoneFound => "none-found",
            Self::Proposed => "proposed",
            Self::Ended => "ended",
            Self::UnusedPower => "unused-power",
            Self::Context => "context",
        }
    }
}

/// How a designation names whom it catches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DesignationBasis {
    /// The authority names the company.
    Named,
    /// It states a test.
    Criterion,
    /// It names a kind of equipment.
    Kind,
    /// An organisation did so by its own decision.
    Practice,
}

/// How far into a maker's group a designation reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reach {
    /// Subsidiaries and affiliates too.
    #[default]
    Members,
    /// The named company alone.
    Company,
}

/// A condition as written: facts with what is asked of each.
pub(super) type WhenEntry = BTreeMap<Spanned<String>, Spanned<toml::Value>>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DesignationEntry {
    pub(super) id: Spanned<String>,
    #[serde(default)]
    pub(super) vendor: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) criterion: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) seat: Vec<Spanned<String>>,
    pub(super) basis: Spanned<DesignationBasis>,
    #[serde(default)]
    pub(super) group: Reach,
    #[serde(default)]
    pub(super) examples: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) equipment: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) unsettled: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) unsettled_when: WhenEntry,
    #[serde(default)]
    pub(super) unsettled_why: Option<String>,
    #[serde(default)]
    pub(super) listed: Option<Date>,
    #[serde(default)]
    pub(super) removed: Option<Date>,
    #[serde(default)]
    pub(super) when: WhenEntry,
    #[serde(default = "yes")]
    pub(super) enforce: bool,
    pub(super) scope: String,
    #[serde(default)]
    pub(super) note: Option<String>,
    #[serde(default)]
    pub(super) source: SourceRefs,
    #[serde(default)]
    pub(super) exception: Vec<Spanned<ExceptionEntry>>,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ProvisionEntry {
    pub(super) id: Spanned<String>,
    pub(super) title: String,
    #[serde(default)]
    pub(super) citation: Option<String>,
    #[serde(default)]
    pub(super) instrument: Option<Instrument>,
    #[serde(default)]
    pub(super) designations: Option<Vec<Spanned<String>>>,
    pub(super) force: Force,
    pub(super) act: Spanned<Act>,
    #[serde(default)]
    pub(super) binds: Vec<Spanned<String>>,
    pub(super) from: Date,
    #[serde(default)]
    pub(super) until: Option<Date>,
    #[serde(default)]
    pub(super) days_after_listing: Option<u16>,
    #[serde(default)]
    pub(super) when: WhenEntry,
    #[serde(default)]
    pub(super) money: Vec<Spanned<String>>,
    pub(super) summary: String,
    pub(super) remedy: String,
    #[serde(default)]
    pub(super) note: Option<String>,
    #[serde(default)]
    pub(super) source: SourceRefs,
    #[serde(default)]
    pub(super) exception: Vec<Spanned<ExceptionEntry>>,
}

/// Who must show that an exception holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Burden {
    /// The owner: until shown, it does not hold, but is named.
    #[default]
    Claimant,
    /// Nobody: an unknown fact leaves the provision undecided.
    Open,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExceptionEntry {
    pub(super) id: String,
    #[serde(default)]
    pub(super) until: Option<Date>,
    pub(super) when: WhenEntry,
    #[serde(default)]
    pub(super) burden: Burden,
    pub(super) reason: String,
    #[serde(default)]
    pub(super) source: SourceRefs,
}

/// A duty to report, as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportEntry {
    pub(super) id: Spanned<String>,
    pub(super) title: String,
    pub(super) to: String,
    #[serde(default)]
    pub(super) citation: Option<String>,
    pub(super) provisions: Vec<Spanned<String>>,
    pub(super) summary: String,
    #[serde(default)]
    pub(super) notes: Vec<String>,
    #[serde(default)]
    pub(super) stage: Vec<Spanned<StageEntry>>,
    #[serde(default)]
    pub(super) source: SourceRefs,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct StageEntry {
    pub(super) title: String,
    pub(super) within: Spanned<Within>,
    #[serde(default)]
    pub(super) counts_from: CountsFrom,
    #[serde(default)]
    pub(super) item: Vec<Spanned<ItemEntry>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemEntry {
    pub(super) asks: String,
    #[serde(default)]
    pub(super) of: ItemOf,
    #[serde(default)]
    pub(super) facts: Vec<Field>,
}
