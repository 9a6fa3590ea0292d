//! Conditions: what a designation, a provision or an exception asks of the facts of an asset.

use std::{str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{Terms, answer::titles_of, file::WhenEntry};
use crate::{
    Country, Date, EquipmentTree, Field, KindId, Truth,
    asset::FieldTrait,
    date::Period,
    facts::{Fact, Facts, LifeCycle, Origin, Value},
    fold::fold,
    knowledge::{Fault, File, Placed},
    measure::{Limit, Measure, NoMeasure, Side},
    reason::{Answer, Missing, Reason, Titles},
};

/// What is expected where a kind of equipment is named that there is not.
pub(super) const A_KIND: &str =
    "expected a kind of equipment, as `banlint rules list --terms` shows them";

/// What a law that names both asks as one: it is enough that the maker has its seat in a country, or is controlled from there.
const SEAT_OR_CONTROL: [Field; 2] = [Field::MakerCountry, Field::ControllerCountry];

/// Several facts, of each of which something is asked. All must hold; none asked is true.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Condition {
    asks: Vec<(Field, Asked)>,
}

/// What is asked of one fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Asked {
    /// That it has one of these values.
    AnyOf(Values),
    /// That it has none of them.
    NoneOf(Values),
    /// That it lies in this time.
    Within(Period),
    /// That it is an amount on one side of this.
    Beyond(Limit),
}

/// Values of a fact, with what people call them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Values {
    /// The words that stand for them.
    pub words: Vec<String>,
    /// Their titles.
    pub titles: Titles,
}

impl Values {
    pub(super) fn new(
        field: Field,
        words: Vec<String>,
        terms: &Terms,
        tree: &EquipmentTree,
    ) -> Self {
        let kinds: Vec<_> = words.iter().map(|word| KindId::new(word)).collect();
        let titles = titles_of(words.iter().zip(&kinds).map(|(word, kind)| match field {
            Field::Equipment => tree.title(kind),
            _ => terms.title(field, word),
        }));
        Self { words, titles }
    }
}

/// What a condition needs to know to answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ground<'a> {
    pub(super) facts: &'a Facts,
    /// The same without what the context suggests, which takes nothing out of a ban.
    pub(super) stated: &'a Facts,
    pub(super) terms: &'a Terms,
    pub(super) tree: &'a EquipmentTree,
}

impl Condition {
    /// Checks a condition as written against the terms and kinds that exist.
    pub(super) fn check(
        entry: &WhenEntry,
        terms: &Terms,
        tree: &EquipmentTree,
        file: &Arc<File>,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let mut asks = Vec::new();
        for (key, value) in entry {
            let allowed = |field: &Field| field.is(FieldTrait::Conditional);
            let Some(field) = Field::from_str(key.as_ref()).ok().filter(allowed) else {
                let message =
                    format!("`{}` is no fact that a condition can ask about", key.as_ref());
                let known: Vec<_> =
                    Field::ALL.iter().filter(|f| allowed(f)).map(|f| f.key()).collect();
                let hint = format!("facts: {}", known.join(", "));
                let fault = Fault::at(file, key.span(), message, "expected a fact").hint(hint);
                faults.push(fault.near(key.as_ref(), known));
                continue;
            };
            match Asked::read(field, value.as_ref(), terms, tree) {
                Ok(asked) => {
                    asked.check(field, value, terms, tree, file, faults);
                    asks.push((field, asked));
                }
                Err(expected) => {
                    let (message, hint) = why_unread(field, value.as_ref());
                    let fault = Fault::at(file, value.span(), message, expected);
                    faults.push(Fault { hint, ..fault });
                }
            }
        }
        Self { asks }
    }

    /// One thing that is asked of one fact.
    pub(super) fn of(field: Field, asked: Asked) -> Self {
        Self { asks: vec![(field, asked)] }
    }

    /// What is asked of each fact.
    pub fn asks(&self) -> &[(Field, Asked)] {
        &self.asks
    }

    /// Whether anything is asked.
    pub fn is_empty(&self) -> bool {
        self.asks.is_empty()
    }

    /// Whether words that are not understood, or a day that is not exact, may claim what it asks, where it is not known; or a part of
    /// it is claimed, as where a use is one for which an exception can be granted.
    pub(super) fn may_be_claimed(&self, ground: Ground<'_>) -> bool {
        self.is_claimed_in_part(ground)
            || self.asks.iter().any(|(field, asked)| {
                let facts = ground.facts.of(*field);
                // A day that may lie on either side, or that nobody could read, was noted because there is one.
                let is_dated = field.is(FieldTrait::Dated);
                // What is claimed may be claimed in more general words: a waiver, and not who granted it.
                let is_general = |id: &str| {
                    let within = |word: &String| ground.terms.term(*field, word)?.within.as_deref();
                    asked.words().iter().any(|word| within(word) == Some(id))
                };
                let unread = |value: &Value| match value {
                    Value::Doubtful(_) => true,
                    Value::Term(id) => field.is(FieldTrait::Claims) && is_general(id),
                    Value::Text(_) => is_dated || field.is(FieldTrait::Claims),
                    _ => is_dated,
                };
                facts.iter().any(|fact| unread(&fact.value))
                    && asked.test(*field, ground).truth == Truth::Unknown
            })
    }

    fn is_claimed_in_part(&self, ground: Ground<'_>) -> bool {
        let claims = |(field, asked): &(Field, Asked)| {
            field.is(FieldTrait::Claims) && asked.test(*field, ground).truth == Truth::True
        };
        self.asks.len() > 1 && self.asks.iter().any(claims)
    }

    /// Whether the condition holds of the facts.
    pub(super) fn test(&self, ground: Ground<'_>) -> Answer {
        let test = |(field, asked): &(Field, Asked)| match field {
            // A maker that is controlled from elsewhere is of two countries, for law that asks for its seat alone.
            Field::MakerCountry if !self.asks_seat_or_control() => {
                asked.test_among(*field, &SEAT_OR_CONTROL, ground)
            }
            _ => asked.test(*field, ground),
        };
        if !self.asks_seat_or_control() {
            return Answer::all(self.asks.iter().map(test));
        }
        let is_either = |(field, _): &&(Field, Asked)| SEAT_OR_CONTROL.contains(field);
        let (mut either, rest): (Vec<_>, Vec<_>) = self.asks.iter().partition(is_either);
        // Where one of the two is known, the other is not asked after; where none is, the seat is.
        let is_told = |field: Field| !ground.facts.of(field).is_empty();
        let is_silent = !SEAT_OR_CONTROL.into_iter().any(is_told);
        either.retain(|(field, _)| is_told(*field) || is_silent && *field == Field::MakerCountry);
        let either = Answer::any(either.into_iter().map(test));
        Answer::all(std::iter::once(either).chain(rest.into_iter().map(test)))
    }

    /// Whether it asks where the maker has its seat and from where it is controlled: then one of the two is enough.
    pub(crate) fn asks_seat_or_control(&self) -> bool {
        SEAT_OR_CONTROL.iter().all(|wanted| self.asks.iter().any(|(field, _)| field == wanted))
    }
}

impl Asked {
    fn read(
        field: Field,
        value: &toml::Value,
        terms: &Terms,
        tree: &EquipmentTree,
    ) -> Result<Self, String> {
        let values = |words| Values::new(field, words, terms, tree);
        let dates = field.is(FieldTrait::Dated);
        let expected = if dates {
            "expected { from = DATE, until = DATE } (either may be left out)"
        } else if field.dimension().is_some() {
            "expected one of above, at-least, at-most and below with an amount and its unit, such as { above = \"100 kW\" }"
        } else {
            "expected a word, a list of words, or { not = [...] }"
        };
        let read = match value {
            toml::Value::Table(table) if dates => {
                let date = |key: &str| match table.get(key) {
                    None => Ok(None),
                    Some(value) => value.clone().try_into::<Date>().map(Some),
                };
                let known = table.keys().all(|key| key == "from" || key == "until");
                match (date("from"), date("until")) {
                    (Ok(from), Ok(until)) if known && from.or(until).is_some() => {
                        Some(Self::Within(Period { from, until }))
                    }
                    _ => None,
                }
            }
            _ if dates => None,
            value if field.dimension().is_some() => limit(field, value).map(Self::Beyond),
            toml::Value::Table(table) if table.len() == 1 => {
                table.get("not").and_then(words).map(values).map(Self::NoneOf)
            }
            value => words(value).map(values).map(Self::AnyOf),
        };
        read.ok_or_else(|| expected.to_owned())
    }

    /// Whether anything will do.
    pub(super) fn asks_nothing(&self) -> bool {
        match self {
            Self::NoneOf(values) => values.words.is_empty(),
            Self::Within(time) => !time.is_dated(),
            Self::AnyOf(_) | Self::Beyond(_) => false,
        }
    }

    fn words(&self) -> &[String] {
        match self {
            Self::AnyOf(values) | Self::NoneOf(values) => &values.words,
            Self::Within(_) | Self::Beyond(_) => &[],
        }
    }

    /// Faults words that are no term, kind or state.
    fn check(
        &self,
        field: Field,
        value: &Placed<toml::Value>,
        terms: &Terms,
        tree: &EquipmentTree,
        file: &Arc<File>,
        faults: &mut Vec<Fault>,
    ) {
        for word in self.words() {
            let (known, expected) = match field {
                Field::Equipment => (tree.get(&KindId::new(word)).is_some(), A_KIND.to_owned()),
                Field::Status => {
                    (LifeCycle::from_str(word).is_ok(), "expected a state of life".to_owned())
                }
                field if is_country(field) => (
                    Country::from_str(word).is_ok(),
                    "expected a country by its code, such as \"US\"".to_owned(),
                ),
                // The fact is what a cell says; who is bound is told by `binds`.
                Field::Owner => (
                    !terms.organisations().contains_key(word),
                    "expected what the owner is called; what it is stands under `binds` or `unbound`"
                        .to_owned(),
                ),
                field if field.is(FieldTrait::Term) => {
                    let ids: Vec<_> = terms.of(field).map(|term| term.id.as_str()).collect();
                    let expected = format!("expected one of: {}", ids.join(", "));
                    (terms.term(field, word).is_some(), expected)
                }
                _ => (true, String::new()),
            };
            if !known {
                let message = format!("`{word}` is no value of `{field}`");
                let fault = Fault::at(file, value.span(), message, expected);
                faults.push(match field {
                    Field::Equipment => fault.near(word, tree.called()),
                    _ => fault,
                });
            }
        }
        if let Self::Within(Period { from: Some(from), until: Some(until) }) = self
            && from.first() > until.last()
        {
            let message = format!("the period ends ({until}) before it begins ({from})");
            faults.push(Fault::at(file, value.span(), message, "expected from before until"));
        }
    }

    fn test(&self, field: Field, ground: Ground<'_>) -> Answer {
        self.test_among(field, &[field], ground)
    }

    /// The same, where other fields say what is asked as well.
    fn test_among(&self, field: Field, fields: &[Field], ground: Ground<'_>) -> Answer {
        match self {
            Self::Within(time) => Answer::in_period(field, ground.facts, *time),
            Self::Beyond(limit) => Answer::beyond(field, ground.facts, limit),
            Self::AnyOf(values) => one_among(field, fields, values, ground),
            // What the context suggests takes nothing out of a ban.
            Self::NoneOf(values) => {
                !one_among(field, fields, values, Ground { facts: ground.stated, ..ground })
            }
        }
    }
}

/// A limit as written: one side and an amount of what the field measures.
fn limit(field: Field, value: &toml::Value) -> Option<Limit> {
    let table = value.as_table().filter(|table| table.len() == 1)?;
    let (side, text) = table.iter().next()?;
    let side = Side::ALL.into_iter().find(|known| known.word() == side)?;
    let measure = Measure::read(text.as_str()?, "", field.dimension()?)?;
    // What may be read in two ways is no limit.
    measure.is_plain().then_some(Limit { side, measure })
}

/// Why a value asks nothing of a field, with the units of an amount.
fn why_unread(field: Field, value: &toml::Value) -> (String, Option<String>) {
    let sided = value.as_table().filter(|table| table.len() == 1);
    let sided = sided.and_then(|table| table.iter().next());
    let is_side = |word: &str| Side::ALL.iter().any(|side| side.word() == word);
    let (Some(dimension), Some((_, written))) =
        (field.dimension(), sided.filter(|(side, _)| is_side(side)))
    else {
        return (format!("this asks nothing of `{field}`"), None);
    };
    let text = written.as_str().map_or_else(|| written.to_string(), str::to_owned);
    let message = match Measure::no_measure(&text, dimension) {
        NoMeasure::Unit => format!("`{text}` has no unit"),
        NoMeasure::KnownUnit(unit) => format!("`{unit}` is no unit of `{field}`"),
        NoMeasure::OneAmount => format!("`{text}` may be tenths or thousands"),
        NoMeasure::Amount => format!("`{text}` is no amount"),
    };
    let units: Vec<_> = dimension.units().collect();
    (message, Some(format!("units: {}", units.join(", "))))
}

fn words(value: &toml::Value) -> Option<Vec<String>> {
    match value {
        toml::Value::String(word) => Some(vec![word.clone()]),
        toml::Value::Array(words) if !words.is_empty() => {
            words.iter().map(|word| word.as_str().map(str::to_owned)).collect()
        }
        _ => None,
    }
}

/// Whether a fact has one of the values.
pub(super) fn one_of(field: Field, values: &Values, ground: Ground<'_>) -> Answer {
    one_among(field, &[field], values, ground)
}

/// The same, where other fields say it as well.
fn one_among(field: Field, fields: &[Field], values: &Values, ground: Ground<'_>) -> Answer {
    let Values { words, titles } = values;
    if field == Field::Equipment {
        let wanted: Vec<_> = words.iter().map(|word| KindId::new(word)).collect();
        return Answer::of_kind(&wanted, titles, ground.facts, ground.tree);
    }
    let facts = || fields.iter().flat_map(|field| ground.facts.of(*field));
    let each = facts().map(|fact| has_one_of(field, fact, words, ground.terms));
    // Several countries leave open in which of them the part was made that counts.
    let join = |so_far: Truth, this: Truth| {
        let is_of_part = is_country(field) && field != Field::SupplierCountry;
        if so_far != this && is_of_part { Truth::Unknown } else { so_far.or(this) }
    };
    let holds = each.reduce(join).unwrap_or(Truth::Unknown);
    let title = |value: &Value| match value {
        Value::Term(id) | Value::Text(id) => ground.terms.title(field, id).to_owned(),
        value => ground.terms.title(field, &value.to_string()).to_owned(),
    };
    let seen = facts().map(|fact| title(&fact.value)).collect();
    let why = Reason::OneOf { field, seen, wanted: Arc::clone(titles), holds };
    match holds {
        Truth::True => Answer::yes(why),
        Truth::False => Answer::no(why),
        Truth::Unknown => Answer::unknown(why, Missing::OneOf(field, Arc::clone(titles))),
    }
}

/// Whether a fact has one of the values that words stand for.
fn has_one_of(field: Field, fact: &Fact, words: &[String], terms: &Terms) -> Truth {
    let of_all =
        matches!(fact.origin, Origin::SiteTable(_) | Origin::Assumed | Origin::AssumedOver { .. });
    match &fact.value {
        Value::Term(id) if of_all => {
            Truth::any(words.iter().map(|word| terms.is_term_of_all(field, id, word)))
        }
        Value::Term(id) => Truth::any(words.iter().map(|word| terms.is_term(field, id, word))),
        Value::Number(number) => Truth::from(words.iter().any(|word| *word == number.to_string())),
        Value::Status(state) => Truth::from(words.iter().any(|word| word == state.word())),
        // Words that stand for no term leave the question open; a code is compared as it is.
        Value::Text(_) if field.is(FieldTrait::Term) || field == Field::Status => Truth::Unknown,
        Value::Text(_) if is_country(field) => Truth::Unknown,
        Value::Country(country) => Truth::from(words.iter().any(|word| word == country.code())),
        Value::Text(text) => Truth::from(words.iter().any(|word| fold(word) == fold(text))),
        Value::Date(_) | Value::Kind(_) | Value::Measure(_) | Value::Doubtful(_) => Truth::Unknown,
    }
}

fn is_country(field: Field) -> bool {
    field.is(FieldTrait::Nation)
}
