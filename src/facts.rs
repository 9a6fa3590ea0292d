//! Facts: what is known of one asset, each with where it came from.
//!
//! A fact comes from the row, the site table, the assumptions of `banlint.toml`, or is inferred. A fact that nobody gave is not
//! here, which means unknown, never false. Audit establishes facts; rules ask for them; report shows them.

use std::{borrow::Cow, fmt, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    Country, Date, Field, KindId, attribution::Maker, equipment::Context, measure::Measure,
};

worded! {
    /// Where an asset is in its life.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[cfg_attr(test, derive(schemars::JsonSchema))]
    #[serde(rename_all = "kebab-case")]
    #[non_exhaustive]
    pub enum LifeCycle {
        /// Ordered, not yet delivered.
        Ordered = "ordered",
        /// In stock, not in use.
        InStock = "in-stock",
        /// Offered to buyers.
        OnSale = "on-sale",
        /// In use.
        InService = "in-service",
        /// Taken out of use, still held.
        Retired = "retired",
        /// Gone.
        Disposed = "disposed",
        /// Gone to a buyer.
        Sold = "sold",
    }
}

impl fmt::Display for LifeCycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that names no stage of life.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a status: expected ordered, in-stock, on-sale, in-service, retired, disposed or sold"
)]
pub struct UnknownLifeCycle(pub String);

impl FromStr for LifeCycle {
    type Err = UnknownLifeCycle;

    fn from_str(text: &str) -> Result<Self, UnknownLifeCycle> {
        let stage = Self::ALL.into_iter().find(|stage| stage.word() == text);
        stage.ok_or_else(|| UnknownLifeCycle(text.to_owned()))
    }
}

/// Where a fact came from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// The row.
    Cell {
        /// The header of the column.
        header: String,
        /// What the cell says.
        text: String,
    },
    /// The row, in words that the configuration explains.
    OwnWords {
        /// The header of the column.
        header: String,
        /// What the cell says.
        text: String,
    },
    /// The site table of the configuration: the name of its entry.
    SiteTable(String),
    /// The assumptions of the configuration or the command line.
    Assumed,
    /// The same, where the row has a cell that says nothing which could be read.
    AssumedOver {
        /// The header of its column.
        header: String,
        /// What it says.
        text: String,
    },
    /// What the marks of this maker stand for.
    Marks(Arc<Maker>),
    /// Where a maker of this name, of whom no law speaks, is known to have its seat.
    KnownSeat(String),
    /// Suggested by the context of the row, which says nothing else of it.
    Context(Context),
}

/// What a fact says, as a type that can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value {
    /// Words as they stand.
    Text(String),
    /// One of the terms of `rules/terms.toml`, by id.
    Term(String),
    /// A date of any precision.
    Date(Date),
    /// A state of life.
    Status(LifeCycle),
    /// How many.
    Number(u32),
    /// A kind of equipment.
    Kind(KindId),
    /// A country.
    Country(Country),
    /// An amount with a unit.
    Measure(Measure),
    /// Words that put in question what they say, such as `removed 2023?`. They settle nothing, and no assumption takes their place.
    Doubtful(String),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Term(text) | Self::Doubtful(text) => f.write_str(text),
            Self::Date(date) => write!(f, "{date}"),
            Self::Status(status) => write!(f, "{status}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Kind(kind) => write!(f, "{kind}"),
            Self::Country(country) => write!(f, "{country}"),
            Self::Measure(measure) => write!(f, "{measure}"),
        }
    }
}

/// One fact.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fact {
    /// What it says.
    pub value: Value,
    /// Where it came from.
    pub origin: Origin,
}

impl Fact {
    fn is_context(&self) -> bool {
        matches!(self.origin, Origin::Context(_))
    }
}

/// What is known of one asset.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Few fields have any, in their order.
    by_field: Vec<(Field, Vec<Fact>)>,
}

impl Facts {
    /// Adds a fact; the same field may hold several, as two model columns do.
    pub fn add(&mut self, field: Field, value: Value, origin: Origin) {
        self.all_of(field).push(Fact { value, origin });
    }

    /// Sets a fact in place of all that were known of the field.
    pub fn replace(&mut self, field: Field, value: Value, origin: Origin) {
        *self.all_of(field) = vec![Fact { value, origin }];
    }

    fn all_of(&mut self, field: Field) -> &mut Vec<Fact> {
        let at = self.by_field.partition_point(|(known, _)| *known < field);
        if self.by_field.get(at).is_none_or(|(known, _)| *known != field) {
            self.by_field.insert(at, (field, Vec::new()));
        }
        &mut self.by_field[at].1
    }

    /// All facts of a field; none means unknown.
    pub fn of(&self, field: Field) -> &[Fact] {
        self.by_field.iter().find(|(known, _)| *known == field).map_or(&[], |(_, facts)| facts)
    }

    /// The first date of a field, of those that no other makes more exact.
    pub fn date(&self, field: Field) -> Option<Date> {
        self.most_exact_dates(field).next()
    }

    /// The dates of a field, since a row may have several columns for one, each once and without those that another makes more exact.
    pub fn most_exact_dates(&self, field: Field) -> impl Iterator<Item = Date> {
        let dates = move || self.dates(field).enumerate();
        let outdone = move |at: usize, date: Date| {
            dates().any(|(other_at, other)| {
                let inside = date.first() <= other.first() && other.last() <= date.last();
                inside && (other != date || other_at < at)
            })
        };
        dates().filter(move |(at, date)| !outdone(*at, *date)).map(|(_, date)| date)
    }

    fn dates(&self, field: Field) -> impl Iterator<Item = Date> {
        self.of(field).iter().filter_map(|fact| match fact.value {
            Value::Date(date) => Some(date),
            _ => None,
        })
    }

    /// The latest date of a field.
    pub fn last_date(&self, field: Field) -> Option<Date> {
        self.dates(field).max()
    }

    /// The state of life. Of several that all say that it is not in use the last is taken; what is in use by one word and
    /// gone by another is left open, and so is what one of them doubts.
    pub fn status(&self) -> Option<LifeCycle> {
        if self.of(Field::Status).iter().any(|fact| matches!(fact.value, Value::Doubtful(_))) {
            return None;
        }
        let stated = self.of(Field::Status).iter().filter_map(|fact| match fact.value {
            Value::Status(status) => Some(status),
            _ => None,
        });
        let in_use = |status: &LifeCycle| *status == LifeCycle::InService;
        let (used, not): (Vec<_>, Vec<_>) = stated.partition(in_use);
        if used.is_empty() {
            not.into_iter().max()
        } else {
            used.first().copied().filter(|_| not.is_empty())
        }
    }

    /// How many items the row stands for: one where it does not say.
    pub fn items(&self) -> u64 {
        let numbers = self.of(Field::Quantity).iter().filter_map(|fact| match fact.value {
            Value::Number(number) => Some(u64::from(number)),
            _ => None,
        });
        numbers.into_iter().next().unwrap_or(1)
    }

    /// The kinds of equipment that it is known, or suggested, to be.
    pub fn kinds(&self) -> impl Iterator<Item = &KindId> {
        self.stated_kinds().chain(self.suggested_kinds())
    }

    /// The kinds of equipment that it is known to be.
    pub fn stated_kinds(&self) -> impl Iterator<Item = &KindId> {
        self.kinds_where(|fact| !fact.is_context())
    }

    /// The kinds that it is said to be, by whatever tells more than its marks.
    pub(crate) fn told_kinds(&self) -> impl Iterator<Item = &KindId> {
        self.kinds_where(|fact| !fact.is_context() && !matches!(fact.origin, Origin::Marks(_)))
    }

    /// Whether the kind is known from what the user said of all rows or of a site, and not from the row.
    pub fn kind_is_given(&self) -> bool {
        let mut known = self.of(Field::Equipment).iter().peekable();
        known.peek().is_some()
            && known.all(|fact| matches!(fact.origin, Origin::Assumed | Origin::SiteTable(_)))
    }

    /// The kinds of equipment that the context of the row suggests.
    pub fn suggested_kinds(&self) -> impl Iterator<Item = &KindId> {
        self.kinds_where(Fact::is_context)
    }

    fn kinds_where(&self, wanted: impl Fn(&Fact) -> bool) -> impl Iterator<Item = &KindId> {
        self.of(Field::Equipment).iter().filter_map(move |fact| match &fact.value {
            Value::Kind(kind) if wanted(fact) => Some(kind),
            _ => None,
        })
    }

    /// The same without what the context of the row suggests.
    pub fn without_context(&self) -> Cow<'_, Self> {
        if self.suggested_kinds().next().is_none() {
            return Cow::Borrowed(self);
        }
        let mut stated = self.clone();
        stated.by_field.iter_mut().for_each(|(_, facts)| facts.retain(|fact| !fact.is_context()));
        Cow::Owned(stated)
    }

    /// Every fact in the order of [`Field::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Field, &Fact)> {
        self.by_field.iter().flat_map(|(field, facts)| facts.iter().map(|fact| (*field, fact)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_that_contradict_each_other_are_left_open() {
        use LifeCycle::{Disposed, InService, Retired};
        for (stated, known) in [
            (&[InService, InService][..], Some(InService)),
            (&[Disposed, Retired][..], Some(Disposed)),
            (&[InService, Disposed][..], None),
            (&[][..], None),
        ] {
            let mut facts = Facts::default();
            for &stage in stated {
                facts.add(Field::Status, Value::Status(stage), Origin::Assumed);
            }
            assert_eq!(facts.status(), known, "{stated:?}");
            facts.add(Field::Status, Value::Doubtful("gone?".to_owned()), Origin::Assumed);
            assert_eq!(facts.status(), None, "{stated:?} in doubt");
        }
    }

    #[test]
    fn states_of_life_come_back_from_their_words() {
        for state in LifeCycle::ALL {
            assert_eq!(state.word().parse(), Ok(state));
            assert_eq!(serde_json::to_value(state).unwrap(), state.word());
        }
        let message = "gone".parse::<LifeCycle>().unwrap_err().to_string();
        assert_eq!(
            message,
            "`gone` is not a status: expected ordered, in-stock, on-sale, in-service, retired, disposed or sold"
        );
    }
}
