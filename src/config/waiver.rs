//! Waivers: findings accepted by a named person, for a reason, until a date.

use serde::Deserialize;

use crate::{Date, Finding, Truth, Verdict, finding::Accepted, fold::fold};

/// An accepted risk. The parts that are left out match anything.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The regime whose findings are accepted.
    pub regime: String,
    /// Only this provision of it.
    #[serde(default)]
    pub provision: Option<String>,
    /// Only these assets, by the owner's number.
    #[serde(default)]
    pub asset: Vec<String>,
    /// Only assets at this site.
    #[serde(default)]
    pub site: Option<String>,
    /// Only equipment of this maker, by vendor id.
    #[serde(default)]
    pub vendor: Option<String>,
    /// Who accepted it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// The last day on which it is accepted.
    pub until: Date,
}

impl Waiver {
    /// Whether this waiver covers a finding on this day. A day that is only perhaps covered is not.
    #[must_use]
    pub fn covers(
        &self,
        finding: &Finding,
        asset_id: Option<&str>,
        site: Option<&str>,
        as_of: Date,
    ) -> bool {
        let law = &finding.law;
        self.regime == law.regime
            && self.provision.as_ref().is_none_or(|provision| *provision == law.provision)
            && self.vendor.as_ref().is_none_or(|vendor| Some(vendor) == finding.vendor.as_ref())
            && (self.asset.is_empty()
                || asset_id.is_some_and(|id| self.asset.iter().any(|asset| asset == id)))
            && self.site.as_ref().is_none_or(|name| site.is_some_and(|at| fold(at) == fold(name)))
            && as_of.on_or_before(self.until) == Truth::True
    }

    /// Marks a finding as accepted.
    pub fn accept(&self, finding: &mut Finding) {
        finding.accepted = Some(Accepted {
            by: self.by.clone(),
            reason: self.reason.clone(),
            until: self.until,
            would_be: finding.verdict,
        });
        finding.verdict = Verdict::Waived;
    }
}
