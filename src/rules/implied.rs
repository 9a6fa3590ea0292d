//! When one thing that is asked of a fact makes another so. An exception that the ban itself makes so leaves nothing of the ban.

use super::{Asked, Condition, Designation, Provision, Terms, book::Target, condition::Values};
use crate::{
    EquipmentTree, Field, KindId, Truth,
    asset::FieldTrait,
    date::Period,
    facts::LifeCycle,
    law::Act,
    measure::{Limit, Side},
};

/// No equipment in an inventory is older than this year, or is bought after that one.
const FIRST_YEAR: i16 = 1950;
const LAST_YEAR: i16 = 2090;

/// What a provision asks of what a designation catches.
pub(super) struct Ban<'a> {
    pub(super) designation: &'a Designation,
    pub(super) provision: &'a Provision,
    pub(super) terms: &'a Terms,
    pub(super) tree: &'a EquipmentTree,
}

impl Ban<'_> {
    /// Whether a condition holds of all that is caught.
    pub(super) fn implies(&self, condition: &Condition) -> bool {
        let asks = self.asks();
        let is_implied = |(field, wide): &(Field, Asked)| {
            if matches!(wide, Asked::Within(time) if is_all_time(*time)) {
                return true;
            }
            let mut of_field = asks.iter().filter(|(other, _)| other == field);
            of_field.any(|(_, narrow)| self.makes_so(*field, narrow, wide))
        };
        condition.asks().iter().all(is_implied)
    }

    /// Whether of all that is caught one of several conditions holds, as where each is for one of the two values that the ban asks for.
    pub(super) fn implies_one_of(&self, conditions: &[&Condition]) -> bool {
        let left: Vec<_> =
            conditions.iter().filter_map(|condition| self.only_ask_left(condition)).collect();
        left.iter().any(|(field, first)| {
            let of_field = left.iter().filter(|(other, _)| other == field);
            let joined = of_field
                .map(|(_, asked)| asked)
                .try_fold(first.clone(), |so_far, asked| self.either(*field, &so_far, asked));
            joined.is_some_and(|joined| {
                joined.asks_nothing() || self.implies(&Condition::of(*field, joined))
            })
        })
    }

    /// The one thing that a condition asks and the ban does not; `None` where there are several, or none.
    fn only_ask_left(&self, condition: &Condition) -> Option<(Field, Asked)> {
        let is_left =
            |(field, asked): &&(Field, Asked)| !self.implies(&Condition::of(*field, asked.clone()));
        let mut left = condition.asks().iter().filter(is_left);
        let only = left.next().cloned();
        only.filter(|_| left.next().is_none())
    }

    /// What is asked where one of two will do; `None` where that cannot be said in one.
    fn either(&self, field: Field, one: &Asked, other: &Asked) -> Option<Asked> {
        let is_among = |word: &str, values: &Values| {
            values.words.iter().any(|other| self.lies_in(field, word, other))
        };
        let none_of =
            |words: Vec<String>| Asked::NoneOf(Values::new(field, words, self.terms, self.tree));
        Some(match (one, other) {
            (Asked::AnyOf(one), Asked::AnyOf(other)) => {
                self.one_of(field, one.words.iter().chain(&other.words).cloned())
            }
            (Asked::AnyOf(some), Asked::NoneOf(none))
            | (Asked::NoneOf(none), Asked::AnyOf(some)) => {
                none_of(none.words.iter().filter(|word| !is_among(word, some)).cloned().collect())
            }
            (Asked::NoneOf(one), Asked::NoneOf(other)) => {
                none_of(one.words.iter().filter(|word| is_among(word, other)).cloned().collect())
            }
            (Asked::Within(one), Asked::Within(other)) => Asked::Within(either_time(*one, *other)?),
            _ => return None,
        })
    }

    /// All that is asked of the facts of an item, by the kinds and the time of the ban too.
    fn asks(&self) -> Vec<(Field, Asked)> {
        let Self { designation, provision, .. } = self;
        let written = [&designation.when, &provision.when].into_iter().flat_map(|when| {
            let is_alternative =
                |field: Field| when.asks_seat_or_control() && field.is(FieldTrait::Nation);
            when.asks().iter().filter(move |(field, _)| !is_alternative(*field))
        });
        let mut asks: Vec<_> = written.cloned().collect();
        if let Target::Seat(countries) = &designation.target {
            let codes = countries.iter().map(|country| country.code().to_owned());
            asks.push((Field::MakerCountry, self.one_of(Field::MakerCountry, codes)));
        }
        if !designation.equipment.is_empty() {
            let kinds = designation.equipment.iter().chain(&designation.unsettled);
            let kinds = self.one_of(Field::Equipment, kinds.map(|kind| kind.as_str().to_owned()));
            asks.push((Field::Equipment, kinds));
        }
        let law = &provision.law;
        let day = match law.act {
            Act::Acquire | Act::Fund => Some(Field::Acquired),
            Act::Deploy => Some(Field::Installed),
            Act::Authorise => Some(Field::Authorised),
            Act::Use | Act::Connect | Act::Report | Act::Deliver | Act::Import | Act::Provide => {
                None
            }
        };
        let time = Asked::Within(Period { from: Some(law.from), until: law.until });
        asks.extend(day.map(|day| (day, time)));
        if matches!(law.act, Act::Use | Act::Connect | Act::Report | Act::Deploy) {
            let in_service = [LifeCycle::InService.word().to_owned()];
            asks.push((Field::Status, self.one_of(Field::Status, in_service)));
        }
        if law.act == Act::Fund {
            asks.push((Field::Funding, Asked::AnyOf(provision.money.clone())));
        }
        asks
    }

    fn one_of(&self, field: Field, words: impl IntoIterator<Item = String>) -> Asked {
        Asked::AnyOf(Values::new(field, words.into_iter().collect(), self.terms, self.tree))
    }

    /// Whether what is narrower is never so without what is wider.
    fn makes_so(&self, field: Field, narrow: &Asked, wide: &Asked) -> bool {
        let lies_in = |one: &String, other: &String| self.lies_in(field, one, other);
        match (narrow, wide) {
            (Asked::AnyOf(narrow), Asked::AnyOf(wide)) => {
                narrow.words.iter().all(|one| wide.words.iter().any(|other| lies_in(one, other)))
            }
            (Asked::AnyOf(narrow), Asked::NoneOf(wide)) => {
                let apart =
                    |one: &String, other: &String| !lies_in(one, other) && !lies_in(other, one);
                narrow.words.iter().all(|one| wide.words.iter().all(|other| apart(one, other)))
            }
            (Asked::NoneOf(narrow), Asked::NoneOf(wide)) => {
                wide.words.iter().all(|one| narrow.words.iter().any(|other| lies_in(one, other)))
            }
            (Asked::Within(narrow), Asked::Within(wide)) => lies_within(*narrow, *wide),
            (Asked::Beyond(narrow), Asked::Beyond(wide)) => lies_beyond(narrow, wide),
            _ => false,
        }
    }

    fn lies_in(&self, field: Field, one: &str, other: &str) -> bool {
        match field {
            Field::Equipment => self.tree.is_within(&KindId::new(one), &KindId::new(other)),
            _ => self.terms.is_term(field, one, other) == Truth::True,
        }
    }
}

/// Whether a time takes in every day on which equipment was bought, or will be.
fn is_all_time(time: Period) -> bool {
    time.from.is_none_or(|from| from.first().year() <= FIRST_YEAR)
        && time.until.is_none_or(|until| until.last().year() >= LAST_YEAR)
}

/// Whether all days of one time lie in another.
fn lies_within(narrow: Period, wide: Period) -> bool {
    let begins = wide.from.is_none_or(|wide| {
        narrow.from.is_some_and(|narrow| narrow.on_or_after(wide) == Truth::True || narrow == wide)
    });
    let ends = wide.until.is_none_or(|wide| {
        narrow
            .until
            .is_some_and(|narrow| narrow.on_or_before(wide) == Truth::True || narrow == wide)
    });
    begins && ends
}

/// The days of two times; `None` where there may be days between them.
fn either_time(one: Period, other: Period) -> Option<Period> {
    let reaches = |first: Period, then: Period| match (first.until, then.from) {
        (Some(until), Some(from)) => {
            until.day_after().is_some_and(|next| from.last() <= next.first())
        }
        _ => true,
    };
    let from = one.from.zip(other.from).map(|(one, other)| one.min(other));
    let until = one.until.zip(other.until).map(|(one, other)| one.max(other));
    (reaches(one, other) && reaches(other, one)).then_some(Period { from, until })
}

/// Whether all amounts on one side of a limit lie on that side of another.
fn lies_beyond(narrow: &Limit, wide: &Limit) -> bool {
    let Some(order) = narrow.measure.compare(&wide.measure) else { return false };
    match (narrow.side, wide.side) {
        (Side::AtLeast, Side::Above) => order.is_gt(),
        (Side::Above | Side::AtLeast, Side::Above | Side::AtLeast) => order.is_ge(),
        (Side::AtMost, Side::Below) => order.is_lt(),
        (Side::Below | Side::AtMost, Side::Below | Side::AtMost) => order.is_le(),
        _ => false,
    }
}
