//! Reasons as several rows give them: the rows of one finding were bought on different days for the same reason, so their dates are
//! shown as the span that they cover.

use crate::{
    reason::Reason,
    report::{
        cell,
        wording::{DaySpan, spanned},
        words::SENTENCE,
    },
};

/// Other reasons kept in one place.
const WORDINGS: usize = 3;

/// What rows give as the reason of one test.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::report) struct Spanned {
    wordings: Vec<Vec<(Reason, Option<DaySpan>)>>,
}

impl Spanned {
    pub(in crate::report) fn new<'r>(reasons: impl IntoIterator<Item = &'r Reason>) -> Self {
        let spanned = |reason: &Reason| (reason.clone(), reason.date().map(|date| (date, date)));
        Self { wordings: vec![reasons.into_iter().map(spanned).collect()] }
    }

    /// Adds what other rows give in the same place.
    pub(in crate::report) fn join(&mut self, other: Self) {
        for new in other.wordings {
            let is_like = |known: &&mut Vec<(Reason, _)>| {
                let mut pairs = known.iter().zip(&new);
                known.len() == new.len() && pairs.all(|((a, _), (b, _))| a.is_like(b))
            };
            let Some(known) = self.wordings.iter_mut().find(is_like) else {
                if self.wordings.len() < WORDINGS {
                    self.wordings.push(new);
                }
                continue;
            };
            for ((_, span), (_, more)) in known.iter_mut().zip(new) {
                *span = span.zip(more).map(|(a, b)| (a.0.min(b.0), a.1.max(b.1)));
            }
        }
    }

    /// In words.
    pub(in crate::report) fn shown(&self) -> String {
        self.shown_where(|_| true)
    }

    /// The reasons of which a reader must be joined, in words; empty if there are none.
    pub(in crate::report) fn shown_where(&self, wanted: impl Fn(&Reason) -> bool) -> String {
        let wordings = self.wordings.iter().map(|reasons| {
            let reasons = reasons.iter().filter(|(reason, _)| wanted(reason));
            let reasons = reasons.map(|(reason, span)| spanned(reason, *span));
            cell(&reasons.collect::<Vec<_>>().join("; "), SENTENCE)
        });
        wordings.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", or ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Date, Field, date::Period, facts::LifeCycle};

    fn bought(day: &str) -> Spanned {
        let date = |text: &str| text.parse::<Date>().ok();
        let period = Period { from: date("2022-12"), until: date("2026-11-22") };
        Spanned::new([&Reason::Dated { field: Field::Acquired, date: date(day), period }])
    }

    #[test]
    fn dates_become_the_span_that_they_cover() {
        let mut joined = bought("2021-05-17");
        joined.join(bought("2020-01-02"));
        joined.join(bought("2021-03-04"));
        assert_eq!(
            joined.shown(),
            "it was bought between 2020-01-02 and 2021-05-17, before 2022-12"
        );
        joined.join(bought("2027-01-01"));
        assert!(joined.shown().ends_with(", or it was bought 2027-01-01, after 2026-11-22"));
    }

    #[test]
    fn other_reasons_follow_each_other() {
        let status = |status| Spanned::new([&Reason::InService(Some(status))]);
        let mut joined = status(LifeCycle::InService);
        for other in LifeCycle::ALL {
            joined.join(status(other));
        }
        assert_eq!(joined.wordings.len(), WORDINGS);
        assert!(joined.shown().starts_with("it is in service, or its status is ordered"));
    }
}
