//! How answers are made: from a reason, from a fact, and from each other.

use crate::{
    Date, EquipmentTree, Field, KindId, Truth,
    date::Period,
    facts::{Facts, Value},
    measure::Limit,
    reason::{Answer, Missing, Reason, Titles},
};

impl Answer {
    pub(super) fn yes(why: Reason) -> Self {
        Self { truth: Truth::True, why: vec![why], missing: Vec::new() }
    }

    pub(super) fn no(why: Reason) -> Self {
        Self { truth: Truth::False, why: vec![why], missing: Vec::new() }
    }

    pub(super) fn unknown(why: Reason, missing: Missing) -> Self {
        Self { truth: Truth::Unknown, why: vec![why], missing: vec![missing] }
    }

    /// Left open by the law itself.
    pub(super) fn open(why: Reason) -> Self {
        Self::unknown(why.clone(), Missing::Law(why))
    }

    /// What a reason comes to that holds or does not; unknown is left open by the law itself.
    pub(super) fn of(truth: Truth, why: Reason) -> Self {
        match truth {
            Truth::True => Self::yes(why),
            Truth::False => Self::no(why),
            Truth::Unknown => Self::open(why),
        }
    }

    /// All hold. A false one hides the others; what is missing is what every unknown one misses.
    pub(super) fn all(answers: impl IntoIterator<Item = Self>) -> Self {
        Self::join(answers, Truth::True, Truth::and)
    }

    /// At least one holds.
    pub(super) fn any(answers: impl IntoIterator<Item = Self>) -> Self {
        Self::join(answers, Truth::False, Truth::or)
    }

    /// Keeps the reasons and missing facts of those that made the truth what it is.
    fn join(
        answers: impl IntoIterator<Item = Self>,
        of_none: Truth,
        and: impl Fn(Truth, Truth) -> Truth,
    ) -> Self {
        let mut joined = Self { truth: of_none, why: Vec::new(), missing: Vec::new() };
        for answer in answers {
            let truth = and(joined.truth, answer.truth);
            if truth != joined.truth {
                joined = Self { truth, why: Vec::new(), missing: Vec::new() };
            }
            if answer.truth == truth {
                joined.add(answer);
            }
        }
        joined
    }

    fn add(&mut self, other: Self) {
        if self.why.is_empty() && self.missing.is_empty() {
            *self = other;
            return;
        }
        add_new(&mut self.why, other.why);
        add_new(&mut self.missing, other.missing);
    }

    /// Whether a date fact lies in a period.
    pub(super) fn in_period(field: Field, facts: &Facts, period: Period) -> Self {
        let dates: Vec<_> = facts.most_exact_dates(field).collect();
        let date = dates.first().copied();
        // Which of several columns tells the day that the law asks for, only the auditor knows.
        if dates
            .iter()
            .any(|other| date.map(|date| period.holds(date)) != Some(period.holds(*other)))
        {
            let missing = Missing::Dated(field, period);
            return Self::unknown(Reason::DatesDiffer { field, dates }, missing);
        }
        Self::dated(field, date, period)
    }

    /// Whether one date of a field does.
    pub(super) fn dated(field: Field, date: Option<Date>, period: Period) -> Self {
        let why = Reason::Dated { field, date, period };
        match date.map(|date| (date, period.holds(date))) {
            Some((_, Truth::True)) => Self::yes(why),
            Some((_, Truth::False)) => Self::no(why),
            Some((date, Truth::Unknown)) if date.is_exact() => Self::open(why),
            _ => Self::unknown(why, Missing::Dated(field, period)),
        }
    }

    /// Whether an amount lies on one side of a limit.
    pub(super) fn beyond(field: Field, facts: &Facts, limit: &Limit) -> Self {
        let measure = facts.of(field).iter().find_map(|fact| match &fact.value {
            Value::Measure(measure) => Some(measure),
            _ => None,
        });
        let order = measure.and_then(|measure| measure.compare(&limit.measure));
        let holds = order.map_or(Truth::Unknown, |order| Truth::from(limit.side.holds(order)));
        let limit = limit.clone();
        let mut values = facts.of(field).iter().map(|fact| fact.value.to_string());
        let stated = measure.map(ToString::to_string).or_else(|| values.find(|it| !it.is_empty()));
        let why = Reason::Amount { field, stated, limit: limit.clone(), holds };
        match holds {
            Truth::True => Self::yes(why),
            Truth::False => Self::no(why),
            Truth::Unknown => Self::unknown(why, Missing::Amount(field, limit)),
        }
    }

    /// Whether the asset is of one of some kinds of equipment.
    pub(super) fn of_kind(
        wanted: &[KindId],
        titles: &Titles,
        facts: &Facts,
        tree: &EquipmentTree,
    ) -> Self {
        let mut fits = tree.fits(facts.stated_kinds(), facts.suggested_kinds(), wanted);
        if fits == Truth::True && tree.rules_out(facts.told_kinds(), wanted) {
            fits = Truth::Unknown;
        }
        let why = Reason::Kind {
            known: titles_of(facts.kinds().map(|kind| tree.title(kind))),
            suggested: facts.stated_kinds().next().is_none(),
            wanted: titles.clone(),
            fits,
        };
        match fits {
            Truth::True => Self::yes(why),
            Truth::False => Self::no(why),
            Truth::Unknown => Self::unknown(why, Missing::Kind(titles.clone())),
        }
    }
}

impl std::ops::Not for Answer {
    type Output = Self;

    fn not(self) -> Self {
        Self { truth: !self.truth, ..self }
    }
}

/// Titles to share, without repeats that follow each other.
pub(super) fn titles_of<'t>(titles: impl Iterator<Item = &'t str>) -> Titles {
    let mut titles: Vec<_> = titles.map(str::to_owned).collect();
    titles.dedup();
    titles.into()
}

fn add_new<T: PartialEq>(to: &mut Vec<T>, more: Vec<T>) {
    for one in more {
        if !to.contains(&one) {
            to.push(one);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Origin;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn reasons_of_the_same_truth_stand_together() {
        let [first, second] = [Reason::AnyKind, Reason::NamesKind];
        let both = Answer::all([Answer::yes(first.clone()), Answer::yes(second.clone())]);
        assert_eq!(both.why, [first.clone(), second.clone()]);
        let hidden = Answer::all([Answer::yes(first), Answer::no(second.clone())]);
        assert_eq!((hidden.truth, hidden.why), (Truth::False, vec![second]));
    }

    #[test]
    fn what_a_date_leaves_open_is_asked_of_who_can_tell() {
        let asked = |bought: &str, from: &str| {
            let mut facts = Facts::default();
            facts.add(Field::Acquired, Value::Date(date(bought)), Origin::Assumed);
            let period = Period { from: Some(date(from)), until: None };
            Answer::in_period(Field::Acquired, &facts, period).missing
        };
        assert!(
            matches!(*asked("2023", "2023-06-01"), [Missing::Dated(..)]),
            "the day of purchase"
        );
        assert!(matches!(*asked("2023-06-15", "2023-06"), [Missing::Law(_)]), "the day of the law");
        assert!(asked("2023-07-01", "2023-06").is_empty());
    }
}
