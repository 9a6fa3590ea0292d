//! The answer to one question of law: a truth, the reason in words, and the facts that would decide it.

use super::wording::{any_of, outside, period, verb};
use crate::{
    Date, EquipmentTree, Field, KindId, Truth,
    facts::Facts,
    finding::{Missing, Test, TestKind},
};

/// A truth with its reason. `missing` is empty unless the truth is unknown.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) truth: Truth,
    pub(super) why: String,
    pub(super) missing: Vec<Missing>,
}

impl Answer {
    pub(super) fn yes(why: impl Into<String>) -> Self {
        Self { truth: Truth::True, why: why.into(), missing: Vec::new() }
    }

    pub(super) fn no(why: impl Into<String>) -> Self {
        Self { truth: Truth::False, why: why.into(), missing: Vec::new() }
    }

    pub(super) fn unknown(why: impl Into<String>, missing: Missing) -> Self {
        Self { truth: Truth::Unknown, why: why.into(), missing: vec![missing] }
    }

    /// Left open by the law itself.
    pub(super) fn open(why: impl Into<String>) -> Self {
        let why = why.into();
        let missing =
            Missing { fact: "law".to_owned(), question: format!("The law leaves it open: {why}.") };
        Self::unknown(why, missing)
    }

    /// All hold. A false one hides the others; what is missing is what every unknown one misses.
    pub(super) fn all(answers: impl IntoIterator<Item = Self>) -> Self {
        let answers: Vec<_> = answers.into_iter().collect();
        let truth = Truth::all(answers.iter().map(|answer| answer.truth));
        Self::join(truth, answers)
    }

    /// At least one holds.
    pub(super) fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        let answers: Vec<_> = answers.into_iter().collect();
        let truth = Truth::any(answers.iter().map(|answer| answer.truth));
        Self::join(truth, answers)
    }

    /// Keeps the reasons and missing facts of those that made the truth what it is.
    fn join(truth: Truth, answers: Vec<Self>) -> Self {
        let mut why = Vec::new();
        let mut missing = Vec::new();
        for answer in answers.into_iter().filter(|answer| answer.truth == truth) {
            if !answer.why.is_empty() && !why.contains(&answer.why) {
                why.push(answer.why);
            }
            for item in answer.missing {
                if !missing.contains(&item) {
                    missing.push(item);
                }
            }
        }
        Self { truth, why: why.join("; "), missing }
    }

    /// Whether a date fact lies in a period.
    pub(super) fn in_period(
        field: Field,
        facts: &Facts,
        from: Option<Date>,
        until: Option<Date>,
    ) -> Self {
        let (verb, time) = (verb(field), period(from, until));
        let question = || Missing {
            fact: field.key().to_owned(),
            question: format!("On which day was it {verb}? It counts if that was {time}."),
        };
        let Some(date) = facts.date(field) else {
            return Self::unknown(format!("nothing says when it was {verb}"), question());
        };
        match date.within(from, until) {
            Truth::True => Self::yes(format!("it was {verb} {date}, within the time {time}")),
            Truth::False => {
                Self::no(format!("it was {verb} {date}, {}", outside(date, from, until)))
            }
            Truth::Unknown if date.is_exact() => {
                Self::open(format!("whether {date} lies {time}, a day that is not known exactly"))
            }
            Truth::Unknown => Self::unknown(
                format!("it was {verb} {date}, which may or may not be {time}"),
                question(),
            ),
        }
    }

    /// Whether the asset is of one of some kinds of equipment.
    pub(super) fn of_kind(wanted: &[KindId], facts: &Facts, tree: &EquipmentTree) -> Self {
        let known = any_of(facts.kinds().map(|kind| tree.title(kind)));
        let named = any_of(wanted.iter().map(|kind| tree.title(kind)));
        let missing = || Missing {
            fact: Field::Equipment.key().to_owned(),
            question: format!("What kind of equipment is it? It counts if it is {named}."),
        };
        match tree.fits(facts.stated_kinds(), facts.suggested_kinds(), wanted) {
            Truth::True => Self::yes(format!("the kind of equipment is {known}")),
            Truth::False => Self::no(format!("the kind of equipment is {known}, not {named}")),
            Truth::Unknown if known.is_empty() => {
                Self::unknown("nothing says what kind of equipment it is", missing())
            }
            Truth::Unknown if facts.stated_kinds().next().is_none() => Self::unknown(
                format!(
                    "the row does not say the kind of equipment; its context suggests {known}, which is no proof that it is not {named}"
                ),
                missing(),
            ),
            Truth::Unknown => Self::unknown(
                format!("the kind of equipment is {known}, which may or may not be {named}"),
                missing(),
            ),
        }
    }

    /// The answer as a test of a finding.
    pub(super) fn test(self, kind: TestKind) -> Test {
        Test { kind, truth: self.truth, why: self.why, missing: self.missing }
    }
}

impl std::ops::Not for Answer {
    type Output = Self;

    fn not(self) -> Self {
        Self { truth: !self.truth, ..self }
    }
}
