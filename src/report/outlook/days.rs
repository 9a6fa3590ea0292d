//! What changes for goods from one day to the next.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use crate::{
    Date, Field, Finding, Fingerprint, Grade, Truth, Verdict,
    audit::{Audited, Basis},
    finding::{Test, TestKind},
    law::{Act, Force, Law},
    reason::Reason,
    report::{
        cell,
        goods::Places,
        words::{self, CELL},
    },
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
    /// What may not be bought again on the day that is audited, and what might not on those before.
    barred: BarredPlaces,
    known_barred: BTreeSet<BarredGoods>,
    laws: Vec<Arc<Law>>,
    /// Days to come in the rows themselves on which something turns for them.
    planned: BTreeSet<Date>,
}

/// Goods that may not be bought again, with the law and where they are.
type BarredPlaces = BTreeMap<BarredGoods, (Arc<Law>, Places)>;

#[derive(Debug)]
pub(super) struct OutlookDay {
    pub(super) day: Date,
    /// How the law changes on it.
    pub(super) turns: Vec<TurningDay>,
    pub(super) goods: BTreeMap<ChangedGoods, (Arc<Law>, Places)>,
    /// Goods that were bought in time and may not be bought again from this day on.
    pub(super) barred: BarredPlaces,
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

/// Goods that a provision would reach if they were bought now.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct BarredGoods {
    pub(super) law: String,
    pub(super) called: String,
    pub(super) maker: Option<String>,
    /// No fact is missing, and the maker is no lead.
    pub(super) is_sure: bool,
}

impl Outlook {
    pub(crate) fn new(horizon: Horizon) -> Self {
        Self {
            horizon,
            days: Vec::new(),
            known: None,
            seen: HashMap::new(),
            barred: BTreeMap::new(),
            known_barred: BTreeSet::new(),
            laws: Vec::new(),
            planned: BTreeSet::new(),
        }
    }

    /// Begins the day as of which the rows that follow are audited. The first is today, with which the others are compared.
    pub(crate) fn begin(&mut self, day: Date, turns: Vec<TurningDay>) {
        if self.known.is_some() {
            let (goods, barred, gone) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
            self.days.push(OutlookDay { day, turns, goods, barred, beyond: 0, gone });
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
            if is_barred(finding) {
                add(&mut self.barred, BarredGoods::of(asset, finding), asset, finding);
            }
            let Some(print) = finding.fingerprint else { continue };
            if self.seen.len() >= MOST && !self.seen.contains_key(&print) {
                return Err(OutlookError);
            }
            let law = self.number(&finding.law);
            self.seen.insert(print, (finding.verdict, law));
            let (Some(known), Some(day)) = (&self.known, self.days.last_mut()) else { continue };
            let was = known.get(&print).map(|(verdict, _)| *verdict);
            if was != Some(finding.verdict) {
                day.add_changed(asset, finding, was);
            }
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
        let mut barred = std::mem::take(&mut self.barred);
        barred.retain(|goods, _| self.known_barred.insert(goods.clone()));
        if let (Some(_), Some(day)) = (&self.known, self.days.last_mut()) {
            day.barred = barred;
        }
        self.known = Some(std::mem::take(&mut self.seen));
    }

    /// Leaves out how the law of a part of a country turns that was not asked for, on days on which nothing changes for the goods.
    pub(crate) fn keep_asked(&mut self, basis: &Basis) {
        let is_asked = |turn: &TurningDay| {
            basis.jurisdictions.iter().any(|(code, _)| turn.law.jurisdiction == *code)
        };
        self.days.retain_mut(|day| {
            let is_of_rows = day.is_of_rows();
            if day.is_quiet() {
                day.turns.retain(is_asked);
            }
            is_of_rows || !day.is_quiet() || !day.turns.is_empty()
        });
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
    fn add_changed(&mut self, asset: &Audited, finding: &Finding, was: Option<Verdict>) {
        let goods = ChangedGoods {
            law: finding.law.id.clone(),
            becomes: std::cmp::Reverse(finding.verdict),
            was,
            called: called(asset),
            maker: maker(finding),
        };
        self.beyond += u64::from(!add(&mut self.goods, goods, asset, finding));
    }

    /// Whether the law itself stays as it is: what changes turns on a day that the rows or a waiver name.
    pub(super) fn is_of_rows(&self) -> bool {
        self.turns.is_empty()
    }

    /// Whether anything changes for the goods.
    pub(super) fn is_quiet(&self) -> bool {
        self.goods.is_empty() && self.barred.is_empty() && self.gone.is_empty() && self.beyond == 0
    }
}

impl BarredGoods {
    fn of(asset: &Audited, finding: &Finding) -> Self {
        let is_open = |test: &Test| test.truth() == Truth::Unknown;
        let is_lead = words::grade(asset, finding).is_some_and(|grade| grade < Grade::Likely);
        Self {
            law: finding.law.id.clone(),
            called: called(asset),
            maker: maker(finding),
            is_sure: !is_lead && !finding.tests.iter().any(is_open),
        }
    }
}

/// Adds a row to its goods; false where there is no room for them.
fn add<K: Ord>(
    all: &mut BTreeMap<K, (Arc<Law>, Places)>,
    goods: K,
    asset: &Audited,
    finding: &Finding,
) -> bool {
    let has_room = all.len() < GOODS || all.contains_key(&goods);
    if has_room {
        let entry = all.entry(goods);
        entry.or_insert_with(|| (Arc::clone(&finding.law), Places::default())).1.add(asset);
    }
    has_room
}

fn called(asset: &Audited) -> String {
    cell(&asset.called, 2 * CELL)
}

fn maker(finding: &Finding) -> Option<String> {
    finding.maker.as_ref().map(|maker| cell(&maker.short, CELL))
}

/// Whether the day on which they were bought is all that keeps a provision on buying from reaching the goods.
fn is_barred(finding: &Finding) -> bool {
    let fails = |test: &&Test| match test.kind {
        TestKind::Exception => test.truth() == Truth::True,
        _ => test.truth() == Truth::False,
    };
    let is_dated = |why: &Reason| matches!(why, Reason::Dated { field: Field::Acquired, .. });
    let mut failed = finding.tests.iter().filter(fails).peekable();
    finding.law.act == Act::Acquire
        && finding.law.force == Force::Prohibited
        && !finding.note
        && failed.peek().is_some()
        && failed.all(|test| test.kind == TestKind::Act && test.why().iter().all(is_dated))
}
