//! The law that reaches rows: which findings do, in what order they are shown, and how many rows each provision reaches.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use crate::{
    Finding, Verdict,
    audit::{Audited, Tally},
    law::Law,
};

/// Whether a provision reaches a row, and is no note.
pub(super) fn reaches(finding: &Finding) -> bool {
    !finding.note && finding.verdict > Verdict::Exempt
}

/// The findings that reach a row, in the order in which they are shown.
pub(super) fn reaching(asset: &Audited) -> Vec<&Finding> {
    let mut all: Vec<_> = asset.findings.iter().filter(|finding| reaches(finding)).collect();
    all.sort_by_key(|finding| rank(finding.verdict, &finding.law));
    all
}

/// The order of provisions: the worst first; of one verdict national law before that of states, and bans before advice.
pub(super) fn rank(verdict: Verdict, law: &Law) -> impl Ord + use<> {
    Reverse((verdict, !law.is_of_a_part(), law.force))
}

/// A provision with the rows that it reaches, by verdict.
#[derive(Clone, Debug)]
pub(super) struct LawRows {
    pub(super) law: Arc<Law>,
    pub(super) rows: Tally,
}

/// All provisions that reach a row, by id; there are no more than are applied.
#[derive(Clone, Debug, Default)]
pub(super) struct ReachingLaw(BTreeMap<String, LawRows>);

impl ReachingLaw {
    /// Counts a row under each provision that reaches it, by its worst verdict for one of the makers.
    pub(super) fn add(&mut self, asset: &Audited) {
        let mut worst: BTreeMap<&str, (&Arc<Law>, Verdict)> = BTreeMap::new();
        for finding in asset.findings.iter().filter(|finding| reaches(finding)) {
            let known = worst.entry(&finding.law.id).or_insert((&finding.law, finding.verdict));
            known.1 = known.1.max(finding.verdict);
        }
        for (id, (law, verdict)) in worst {
            if let Some(known) = self.0.get_mut(id) {
                known.rows.add(verdict);
            } else {
                let new = || LawRows { law: Arc::clone(law), rows: Tally::default() };
                self.0.entry(id.to_owned()).or_insert_with(new).rows.add(verdict);
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The provisions: the law of countries before that of their parts, and those that reach most rows worst first.
    pub(super) fn sorted(&self) -> Vec<&LawRows> {
        let mut all: Vec<_> = self.0.values().collect();
        all.sort_by_key(|known| (known.law.is_of_a_part(), Reverse(worst_first(&known.rows))));
        all
    }
}

/// What tallies are ordered by: more of the worst comes first.
pub(super) fn worst_first(tally: &Tally) -> [u64; Verdict::ALL.len()] {
    let mut counts = Verdict::ALL.map(|verdict| tally.of(verdict));
    counts.reverse();
    counts
}
