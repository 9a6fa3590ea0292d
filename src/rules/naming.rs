//! Which regimes name a maker, and for whom: the answer to "is it banned, and for us?" before anything is known of an item.

use super::LawBook;
use crate::{
    Date, Finding, Truth,
    finding::{NamedBy, Test, TestKind},
    law::Force,
    reason::Reason,
};

impl LawBook {
    /// The regimes that name the makers of these findings, one entry for each maker and regime, in the order of the book.
    pub fn naming(&self, findings: &[Finding]) -> Vec<NamedBy> {
        let mut naming: Vec<NamedBy> = Vec::new();
        for finding in findings.iter().filter(|finding| is_named(finding)) {
            let (law, Some(vendor)) = (&finding.law, finding.vendor()) else { continue };
            let same = |named: &NamedBy| named.vendor == vendor && named.regime == law.regime;
            let at = naming.iter().position(same).unwrap_or_else(|| {
                naming.push(NamedBy {
                    vendor: vendor.to_owned(),
                    regime: law.regime.clone(),
                    title: law.regime_title.clone(),
                    jurisdiction: law.jurisdiction.clone(),
                    since: since(finding),
                    instrument: law.instrument,
                    force: law.force,
                    binds: Vec::new(),
                    trade: false,
                    owner: Truth::False,
                });
                naming.len() - 1
            });
            let named = &mut naming[at];
            let since = since(finding);
            if since.first() < named.since.first() {
                named.since = since;
            }
            if law.force > named.force {
                (named.force, named.instrument) = (law.force, law.instrument);
            }
            self.add_bound(finding, named);
        }
        let place = |named: &NamedBy| self.regimes.iter().position(|r| r.id == named.regime);
        naming.sort_by_key(|named| (named.jurisdiction.clone(), place(named)));
        naming
    }

    /// Adds whom the provision of a finding binds.
    fn add_bound(&self, finding: &Finding, named: &mut NamedBy) {
        let law = &finding.law;
        // A list binds nobody.
        if law.force == Force::Listed {
            return;
        }
        let provisions = self.regime(&law.regime).into_iter().flat_map(|regime| &regime.provisions);
        let provision = provisions.filter(|one| one.law.provision == law.provision);
        let bound: Vec<_> = provision.flat_map(|provision| &provision.binds).collect();
        if law.act.binds_trade() || bound.is_empty() {
            named.trade = true;
        }
        for id in bound {
            let organisation = self.terms.organisations().get(id);
            let title = organisation.map_or(id, |organisation| &organisation.title);
            if !named.binds.contains(title) {
                named.binds.push(title.clone());
            }
        }
        if !law.act.binds_trade() {
            named.owner = named.owner.or(truth_of(finding, TestKind::Owner));
        }
    }
}

/// Whether a provision names the maker and is in force, whatever it asks besides.
fn is_named(finding: &Finding) -> bool {
    let asked = [TestKind::Maker, TestKind::InForce];
    asked.into_iter().all(|kind| truth_of(finding, kind) != Truth::False)
}

/// The day from which on the provision of a finding reaches its maker: it has begun, and the maker was listed.
fn since(finding: &Finding) -> Date {
    let in_force = finding.tests.iter().filter(|test| test.kind == TestKind::InForce);
    let begun = in_force.flat_map(Test::why).filter_map(|why| match why {
        Reason::Time { period, .. } => period.from,
        _ => None,
    });
    begun.max_by_key(|day| day.first()).unwrap_or(finding.law.from)
}

fn truth_of(finding: &Finding, kind: TestKind) -> Truth {
    finding.tests.iter().find(|test| test.kind == kind).map_or(Truth::Unknown, Test::truth)
}
