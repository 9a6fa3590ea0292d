//! The law that reaches rows, counted over all of them.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use crate::{
    Verdict,
    audit::{Audited, Tally},
    law::Law,
};

/// A provision with the rows that it reaches, by what it comes to there.
#[derive(Clone, Debug)]
pub(super) struct LawRows {
    pub(super) law: Arc<Law>,
    pub(super) tally: Tally,
}

/// All provisions that reach a row; there are no more than are applied.
#[derive(Clone, Debug, Default)]
pub(super) struct Laws(BTreeMap<String, LawRows>);

impl Laws {
    /// Counts a row under each provision that reaches it, by the worst that it comes to for one of its makers.
    pub(super) fn add(&mut self, asset: &Audited) {
        let mut worst: BTreeMap<&str, (&Arc<Law>, Verdict)> = BTreeMap::new();
        for finding in asset.findings.iter().filter(|finding| !finding.note) {
            if finding.verdict > Verdict::Exempt {
                let known = worst.entry(&finding.law.id).or_insert((&finding.law, finding.verdict));
                known.1 = known.1.max(finding.verdict);
            }
        }
        for (id, (law, verdict)) in worst {
            if let Some(rows) = self.0.get_mut(id) {
                rows.tally.add(verdict);
            } else {
                let new = || LawRows { law: Arc::clone(law), tally: Tally::default() };
                self.0.entry(id.to_owned()).or_insert_with(new).tally.add(verdict);
            }
        }
    }

    /// The provisions: those with the most violations first, the law of countries before that of their parts.
    pub(super) fn sorted(&self) -> Vec<&LawRows> {
        let mut all: Vec<_> = self.0.values().collect();
        let worst = [Verdict::Violation, Verdict::Review, Verdict::Advisory, Verdict::Waived];
        all.sort_by_key(|rows| {
            (worst.map(|verdict| Reverse(rows.tally.of(verdict))), rows.law.is_of_a_part())
        });
        all
    }
}
