//! The days on which the law changes: provisions that begin or end, makers and goods that are listed or taken off a list, exceptions
//! that end.

use std::sync::Arc;

use super::{Designation, LawBook, Provision};
use crate::{Date, law::Law};

/// A day on which a provision changes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TurningDay {
    /// The first day on which the change surely holds.
    pub day: Date,
    /// The date as the law gives it, which may be a month or a year.
    pub stated: Date,
    /// The provision.
    pub law: Arc<Law>,
    /// What changes.
    pub turn: Turn,
}

/// How a provision changes on a day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Turn {
    /// It begins.
    Begins,
    /// It ends.
    Ends,
    /// It reaches a designation, whose id this is.
    Listed(String),
    /// It ceases to reach one.
    Delisted(String),
    /// An exception to it ends; the reason that the law gives for it.
    ExceptionEnds(String),
}

impl LawBook {
    /// The days after one and up to another on which the law changes, in their order.
    pub fn turning_days(&self, after: Date, until: Option<Date>) -> Vec<TurningDay> {
        let mut days: Vec<_> = self
            .regimes()
            .iter()
            .flat_map(|regime| {
                let of = |provision| turns(provision, &regime.designations);
                regime.provisions.iter().flat_map(of)
            })
            .filter(|turning| {
                turning.day.last() > after.last()
                    && until.is_none_or(|until| turning.day.last() <= until.last())
            })
            .collect();
        days.sort_by(|a, b| (a.day, &a.law.id, &a.turn).cmp(&(b.day, &b.law.id, &b.turn)));
        days
    }
}

fn turns(provision: &Provision, designations: &[Designation]) -> Vec<TurningDay> {
    let law = &provision.law;
    let turning = |day: Option<Date>, stated, turn| {
        day.map(|day| TurningDay { day, stated, law: Arc::clone(law), turn })
    };
    let begins = turning(Some(last_of(law.from)), law.from, Turn::Begins);
    let ends = law.until.and_then(|until| turning(until.day_after(), until, Turn::Ends));
    let named = provision.designations.iter().filter_map(|&at| designations.get(at));
    let listings = named.filter(|named| named.enforce).flat_map(|named| {
        // What was listed before the provision began is reached from its beginning on.
        let delayed =
            |date: Date| law.days_after_listing.map_or(date, |days| date.days_later(days));
        let listed = named.listed.map(delayed).filter(|date| date.last() > law.from.last());
        let listed = listed
            .and_then(|date| turning(Some(last_of(date)), date, Turn::Listed(named.id.clone())));
        let removed = named
            .removed
            .and_then(|date| turning(date.day_after(), date, Turn::Delisted(named.id.clone())));
        listed.into_iter().chain(removed)
    });
    let exceptions = law.exceptions.iter().zip(&provision.exceptions);
    let exceptions = exceptions.filter_map(|(exception, condition)| {
        let until = condition.until?;
        turning(until.day_after(), until, Turn::ExceptionEnds(exception.reason.clone()))
    });
    begins.into_iter().chain(ends).chain(listings).chain(exceptions).collect()
}

fn last_of(date: Date) -> Date {
    Date::day(date.last())
}
