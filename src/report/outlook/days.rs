//! What changes for goods from one day to the next.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use crate::{
    Date, Finding, Fingerprint, Verdict,
    audit::Audited,
    finding::Test,
    law::Law,
    reason::Reason,
    report::{cell, goods::Places, words::CELL},
    rules::TurningDay,
};

/// Findings followed; more cannot be compared.
const MOST: usize = 500_000;
/// Days followed on which the rows say that something is to be done: each is an audit of its own.
const PLANNED: usize = 40;
/// Kinds of goods that are named on one day; the rows of others are counted.
const GOODS: usize = 5_000;

/// There are more findings than can be followed from day to day.
#[derive(Debug, thiserror::Error)]
#[error(
    "there are more than {MOST} findings, more than can be followed from day to day; look at fewer inventories at a time"
)]
pub(crate) struct OutlookError;

/// The time that is looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Horizon {
    /// All that is to come, or up to a day.
    ToCome(Option<Date>),
    /// Up to a day, be it past or to come.
    Between(Date),
}

impl Horizon {
    /// Its last day, where it has one.
    pub(crate) fn until(self) -> Option<Date> {
        match self {
            Self::ToCome(until) => until,
            Self::Between(to) => Some(to),
        }
    }
}

/// What changes for goods on the days on which the law does.
#[derive(Debug)]
pub(crate) struct Outlook {
    pub(super) horizon: Horizon,
    pub(super) days: Vec<OutlookDay>,
    /// The verdict of each finding on the last day that was audited, with its law by number; `None` before the first.
    known: Option<HashMap<Fingerprint, (Verdict, usize)>>,
    seen: HashMap<Fingerprint, (Verdict, usize)>,
    laws: Vec<Arc<Law>>,
    /// Days to come in the rows themselves on which something turns for them.
    planned: BTreeSet<Date>,
}

/// What changes on one day.
#[derive(Debug)]
pub(super) struct OutlookDay {
    pub(super) day: Date,
    /// How the law changes on it.
    pub(super) turns: Vec<TurningDay>,
    pub(super) goods: BTreeMap<ChangedGoods, (Arc<Law>, Places)>,
    /// Rows of goods for which there was no room.
    pub(super) beyond: u64,
    /// Findings that fall away, by law.
    pub(super) gone: BTreeMap<String, (Arc<Law>, u64)>,
}

/// Goods for which the verdict of a provision changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ChangedGoods {
    pub(super) law: String,
    /// The new verdict, the worst first.
    pub(super) becomes: std::cmp::Reverse<Verdict>,
    /// The verdict before; `None` where it did not reach them.
    pub(super) was: Option<Verdict>,
    pub(super) called: String,
    pub(super) maker: Option<String>,
}

impl Outlook {
    pub(crate) fn new(horizon: Horizon) -> Self {
        let (days, laws, seen) = (Vec::new(), Vec::new(), HashMap::new());
        Self { horizon, days, known: None, seen, laws, planned: BTreeSet::new() }
    }

    /// Begins the day as of which the rows that follow are audited. The first is today, with which the others are compared.
    pub(crate) fn begin(&mut self, day: Date, turns: Vec<TurningDay>) {
        if self.known.is_some() {
            let (goods, gone) = (BTreeMap::new(), BTreeMap::new());
            self.days.push(OutlookDay { day, turns, goods, beyond: 0, gone });
        }
    }

    /// The days on which something is to be done with goods, as the rows of the first day say, which decides the verdicts of that day.
    pub(crate) fn planned(&self) -> impl Iterator<Item = Date> {
        let is_within =
            |day: &Date| self.horizon.until().is_none_or(|until| day.last() <= until.last());
        self.planned.iter().copied().filter(is_within)
    }

    fn plan(&mut self, finding: &Finding) {
        let whys = finding.tests.iter().flat_map(Test::why);
        let to_come = whys.filter_map(|why| match why {
            Reason::ToCome { date, .. } => Some(Date::day(date.last())),
            _ => None,
        });
        for day in to_come {
            if self.planned.len() < PLANNED {
                self.planned.insert(day);
            }
        }
    }

    /// Takes a row as it is on that day.
    pub(crate) fn add(&mut self, asset: &Audited) -> Result<(), OutlookError> {
        for finding in &asset.findings {
            if self.known.is_none() {
                self.plan(finding);
            }
            let Some(print) = finding.fingerprint else { continue };
            if self.seen.len() >= MOST && !self.seen.contains_key(&print) {
                return Err(OutlookError);
            }
            let law = self.number(&finding.law);
            self.seen.insert(print, (finding.verdict, law));
            let (Some(known), Some(day)) = (&self.known, self.days.last_mut()) else { continue };
            let was = known.get(&print).map(|(verdict, _)| *verdict);
            if was == Some(finding.verdict) {
                continue;
            }
            let goods = ChangedGoods {
                law: finding.law.id.clone(),
                becomes: std::cmp::Reverse(finding.verdict),
                was,
                called: cell(&asset.called, 2 * CELL),
                maker: finding.maker.as_ref().map(|maker| cell(&maker.short, CELL)),
            };
            if day.goods.len() >= GOODS && !day.goods.contains_key(&goods) {
                day.beyond += 1;
                continue;
            }
            let entry = day.goods.entry(goods);
            let (_, places) =
                entry.or_insert_with(|| (Arc::clone(&finding.law), Places::default()));
            places.add(asset);
        }
        Ok(())
    }

    /// Ends the day: what was found before and is not found any more has fallen away.
    pub(crate) fn end(&mut self) {
        if let (Some(known), Some(day)) = (&self.known, self.days.last_mut()) {
            let gone = known.iter().filter(|(print, _)| !self.seen.contains_key(print));
            for (_, (_, law)) in gone {
                let Some(law) = self.laws.get(*law) else { continue };
                let entry = day.gone.entry(law.id.clone());
                entry.or_insert_with(|| (Arc::clone(law), 0)).1 += 1;
            }
        }
        self.known = Some(std::mem::take(&mut self.seen));
    }

    /// The number of a law among those met.
    fn number(&mut self, law: &Arc<Law>) -> usize {
        let known = self.laws.iter().rposition(|known| known.id == law.id);
        known.unwrap_or_else(|| {
            self.laws.push(Arc::clone(law));
            self.laws.len() - 1
        })
    }
}

impl OutlookDay {
    /// Whether the law itself stays as it is: what changes turns on a day that the rows or a waiver name.
    pub(super) fn is_of_rows(&self) -> bool {
        self.turns.is_empty()
    }

    /// Whether anything changes for the goods.
    pub(super) fn is_quiet(&self) -> bool {
        self.goods.is_empty() && self.gone.is_empty() && self.beyond == 0
    }
}
