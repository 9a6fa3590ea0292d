//! Needs: which missing facts would decide the rows that are in review.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Finding, Verdict, audit::Audited, report::escape::clipped};

/// Site names kept for one fact.
const SITES: usize = 3;

/// A fact that is missing for rows in review.
#[derive(Clone, Debug, Default)]
pub struct Need {
    /// The fact's key, or `law` where the law itself leaves the point open.
    pub fact: String,
    /// The question that settles it, as first asked.
    pub question: String,
    /// Rows in review that ask for it.
    pub rows: u64,
    /// Those of them that ask for nothing else.
    pub alone: u64,
    /// The first few sites whose rows ask for it.
    pub sites: Vec<String>,
}

/// The missing facts by key. Their number is bounded by the fields of an asset and the words of the law files.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs {
    by_fact: BTreeMap<String, Need>,
}

impl Needs {
    /// Counts what a row in review asks for; false if it asks for nothing.
    pub(super) fn add(&mut self, asset: &Audited) -> bool {
        let asks = |finding: &&Finding| !finding.note && finding.verdict == Verdict::Review;
        let open = asset.findings.iter().filter(asks);
        let missing: BTreeSet<_> = open.flat_map(|finding| &finding.missing).collect();
        let facts: BTreeSet<_> = missing.iter().map(|missing| missing.fact.as_str()).collect();
        for &fact in &facts {
            let need = self.by_fact.entry(fact.to_owned()).or_default();
            if need.rows == 0 {
                fact.clone_into(&mut need.fact);
                let asked = missing.iter().find(|missing| missing.fact == fact);
                need.question = asked.map(|missing| missing.question.clone()).unwrap_or_default();
            }
            need.rows += 1;
            need.alone += u64::from(facts.len() == 1);
            if let Some(site) = asset.site.as_deref().map(|site| clipped(site, super::NAME))
                && need.sites.len() < SITES
                && !need.sites.iter().any(|known| known == site)
            {
                need.sites.push(site.to_owned());
            }
        }
        !facts.is_empty()
    }

    /// Those that decide most rows first.
    pub(super) fn ranked(&self) -> Vec<&Need> {
        let mut needs: Vec<_> = self.by_fact.values().collect();
        needs.sort_by_key(|need| std::cmp::Reverse((need.alone, need.rows)));
        needs
    }
}
