//! For each kind of goods the days to come, with what becomes of it: what a budget is planned by.

use std::collections::BTreeMap;

use super::days::{ChangedGoods, Outlook};
use crate::{
    Date, Verdict,
    law::Law,
    report::words::{Fate, fate},
};

/// What becomes of goods under one provision on one day.
pub(super) struct ComingRow<'a> {
    pub(super) day: Date,
    pub(super) law: &'a Law,
    pub(super) fate: Fate,
    pub(super) verdict: Verdict,
    /// It is no question: no fact is missing, and the maker is no lead.
    pub(super) is_sure: bool,
    pub(super) rows: u64,
}

impl ComingRow<'_> {
    /// The day to plan by: of what must be gone the last on which it may still be there.
    pub(super) fn planned(&self) -> Date {
        match self.fate {
            Fate::MustBeGone => self.day.day_before().unwrap_or(self.day),
            _ => self.day,
        }
    }

    pub(super) fn words(&self) -> String {
        format!("{}{}", self.fate.word(), if self.is_sure { "" } else { "?" })
    }
}

/// The kinds of goods of which worse becomes something, each with its days in their order.
pub(super) fn table(outlook: &Outlook) -> BTreeMap<(&str, Option<&str>), Vec<ComingRow<'_>>> {
    let mut table: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for day in &outlook.days {
        for (goods, (law, places)) in day.goods.iter().filter(|(goods, _)| is_worse(goods)) {
            let (verdict, rows) = (goods.becomes.0, places.rows());
            let of = (goods.called.as_str(), goods.maker.as_deref());
            let fate = fate(law);
            let is_sure = verdict == Verdict::Violation || fate == Fate::AdvisedAgainst;
            let coming = ComingRow { day: day.day, law, fate, verdict, is_sure, rows };
            table.entry(of).or_default().push(coming);
        }
        for (goods, (law, places)) in &day.barred {
            let of = (goods.called.as_str(), goods.maker.as_deref());
            let (fate, is_sure, rows) = (Fate::NotAgain, goods.is_sure, places.rows());
            let verdict = Verdict::Exempt;
            let coming = ComingRow { day: day.day, law, fate, verdict, is_sure, rows };
            table.entry(of).or_default().push(coming);
        }
    }
    table
}

/// Whether a law begins to reach goods that it did not reach before, or was not known to.
fn is_worse(goods: &ChangedGoods) -> bool {
    let becomes = goods.becomes.0;
    (Verdict::Advisory..=Verdict::Violation).contains(&becomes)
        && goods.was.is_none_or(|was| was < becomes)
}
