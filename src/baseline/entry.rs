//! A finding as a baseline keeps it: by its fingerprint, with what people need to know it by. No line stands in it, so that a row that
//! moved changes nothing in the file.

use serde::{Deserialize, Serialize};

use crate::{Date, Finding, Fingerprint, Verdict, audit::Audited};

/// The form of the file, `docs/schemas/baseline-1.schema.json`.
pub(crate) const FORM: &str = "banlint/baseline/1";
/// A baseline names no more findings.
pub(crate) const MOST: usize = 500_000;

/// What a baseline begins with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct BaselineHead {
    pub(crate) schema: String,
    pub(crate) banlint: String,
    pub(crate) as_of: Date,
}

/// A known finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct BaselineEntry {
    /// What it is known by.
    pub fingerprint: Fingerprint,
    /// What it came to. A worse verdict is not known.
    pub verdict: Verdict,
    /// The provision.
    pub law: String,
    /// The maker's id; `None` where the law catches the kind of equipment whoever made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
    /// The owner's own number for the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asset_id: Option<String>,
    /// What the row called it.
    pub called: String,
    /// Where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
}

impl BaselineEntry {
    /// The entry of a finding; `None` for one that nobody need accept.
    pub fn of(asset: &Audited, finding: &Finding) -> Option<Self> {
        Some(Self {
            fingerprint: finding.fingerprint?,
            verdict: finding.verdict,
            law: finding.law.id.clone(),
            vendor: finding.vendor().map(str::to_owned),
            asset_id: asset.asset_id.clone(),
            called: asset.called.clone(),
            site: asset.site.clone(),
        })
    }
}
