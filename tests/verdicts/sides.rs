//! Both sides of the law's lines: each exception has a scenario in which it alone spares the item, and each first and last day of a provision
//! has one in which the day alone does.

use std::{collections::BTreeSet, sync::Arc};

use banlint::{
    Finding, Truth,
    audit::Auditor,
    date::Position,
    finding::{Test, TestKind},
    reason::Reason,
    rules::{Provision, Regime},
};

use crate::scenarios;

/// The regime of an exception, and for one of a provision that and its id. One of a designation holds in every provision on it, and several
/// designations may repeat it: it is known by its id and its reason.
type ExceptionId = (String, String, String);

/// What the scenarios show.
#[derive(Default)]
struct Shown {
    exceptions: BTreeSet<ExceptionId>,
    /// Provisions that a scenario lies before, and those that one lies after.
    before: BTreeSet<String>,
    after: BTreeSet<String>,
}

impl Shown {
    fn add(&mut self, regime: &Regime, finding: &Finding) {
        if finding.truth != Truth::False {
            return;
        }
        let because: Vec<_> = finding.because().collect();
        let all = |is: fn(&Test) -> bool| because.iter().all(|test| is(test));
        if all(|test| test.kind == TestKind::Exception) {
            self.exceptions.extend(because.iter().filter_map(|test| id(regime, finding, test)));
        }
        if all(|test| position(test).is_some()) {
            let id = || finding.law.id.clone();
            for test in because {
                match position(test) {
                    Some(Position::Before) => self.before.insert(id()),
                    _ => self.after.insert(id()),
                };
            }
        }
    }
}

/// Which exception a test is about.
fn id(regime: &Regime, finding: &Finding, test: &Test) -> Option<ExceptionId> {
    let exception = test.why().iter().find_map(|why| match why {
        Reason::Exception { exception, .. } => Some(exception),
        _ => None,
    })?;
    let at = finding.law.exceptions.iter().position(|known| Arc::ptr_eq(known, exception))?;
    let provision =
        regime.provisions.iter().find(|provision| provision.law.id == finding.law.id)?;
    Some(exception_id(regime, provision, at))
}

fn exception_id(regime: &Regime, provision: &Provision, at: usize) -> ExceptionId {
    let exception = &provision.law.exceptions[at];
    let (of, id) = match provision.exceptions[at].designation {
        None => (&provision.law.provision, &exception.id),
        Some(_) => (&exception.id, &exception.reason),
    };
    (regime.id.clone(), of.clone(), id.clone())
}

/// Whether an exception that holds is told: law that catches only what states it says nothing of goods that it spares.
fn leaves_finding(regime: &Regime, provision: &Provision, at: usize) -> bool {
    let of = provision.exceptions[at].designation;
    of.is_none_or(|of| !regime.designations[of].stated)
}

/// On which side of its time the day lies that makes a test fail; `None` where it fails for something else.
fn position(test: &Test) -> Option<Position> {
    let position = test.why().iter().find_map(|why| match why {
        Reason::Time { period, as_of, .. } => Some(period.position(*as_of)),
        Reason::Dated { date, period, .. } => date.map(|date| period.position(date)),
        Reason::InstalledAfter { .. } | Reason::BoughtBefore { .. } => Some(Position::Before),
        _ => None,
    });
    position.filter(|position| matches!(position, Position::Before | Position::After))
}

#[test]
fn every_exception_and_every_day_has_both_sides() {
    let book = Auditor::builder().build().unwrap();
    let (book, mut shown) = (book.book(), Shown::default());
    for (name, scenarios, audited) in &*scenarios::AUDITED {
        let regime =
            book.regime(&scenarios.regime).unwrap_or_else(|| panic!("{name}: no such regime"));
        for (scenario, audited) in scenarios.scenario.iter().zip(audited) {
            let is_said = |finding: &&Finding| {
                finding.law.regime == regime.id
                    && scenario.expect.contains_key(&finding.law.provision)
            };
            audited.findings.iter().filter(is_said).for_each(|one| shown.add(regime, one));
        }
    }
    let regimes = || book.regimes().iter();
    let exceptions = regimes().flat_map(|regime| {
        regime.provisions.iter().flat_map(move |provision| {
            (0..provision.law.exceptions.len())
                .filter(move |&at| leaves_finding(regime, provision, at))
                .map(move |at| exception_id(regime, provision, at))
        })
    });
    let laws = || regimes().flat_map(|regime| &regime.provisions).map(|provision| &provision.law);
    let firsts = laws().map(|law| law.id.clone());
    let lasts = laws().filter(|law| law.until.is_some()).map(|law| law.id.clone());
    lacking("these exceptions alone spare it", exceptions, &shown.exceptions);
    lacking("it is too early for these", firsts, &shown.before);
    lacking("it is too late for these", lasts, &shown.after);
}

fn lacking<T: Ord + std::fmt::Debug>(
    what: &str,
    all: impl Iterator<Item = T>,
    shown: &BTreeSet<T>,
) {
    let lacking: BTreeSet<T> = all.filter(|one| !shown.contains(one)).collect();
    assert!(lacking.is_empty(), "no scenario in which {what}: {lacking:#?}");
}
