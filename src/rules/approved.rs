//! Approvals by model: the items that an authority let out of a ban for a time, as its list words them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    Date, Field, Truth,
    asset::FieldTrait,
    date::Period,
    facts::{Facts, Value},
    fold::fold,
    reason::{Answer, Reason},
};

/// What ends the letters of a series: a number follows them, as in `ABX*` for ABX50.
const SERIES: char = '*';

/// One entry of a list of approvals.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Approved {
    /// The items, in the words of the list.
    pub covers: Arc<str>,
    /// Who makes or labels them, as registers write it, folded.
    makers: Vec<String>,
    /// Their models; none means all of the makers'.
    models: Vec<Model>,
    /// The first and the last day on which one of them may be bought, or authorised.
    pub time: Period,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
enum Model {
    /// The words of one, folded.
    Words(String),
    /// The letters before the numbers of a series, folded.
    Series(String),
}

impl Approved {
    /// `makers` and `models` as written; of a model that says nothing, its text.
    pub(super) fn new<'m>(
        covers: &str,
        makers: impl Iterator<Item = &'m str>,
        models: impl Iterator<Item = &'m str>,
        (from, until): (Date, Option<Date>),
    ) -> Result<Self, &'m str> {
        let models = models.map(|text| Model::of(text).ok_or(text));
        Ok(Self {
            covers: Arc::from(covers),
            makers: makers.map(fold).collect(),
            models: models.collect::<Result<_, _>>()?,
            time: Period { from: Some(from), until },
        })
    }

    fn answer(&self, day: Field, facts: &Facts) -> Answer {
        let why = Reason::Approved { covers: Arc::clone(&self.covers), time: self.time };
        let mut answer = Answer::in_period(day, facts, self.time);
        answer.why.insert(0, why);
        answer
    }
}

/// What a row says of its maker and model, folded.
#[derive(Debug)]
pub(super) struct MakersAndModels {
    makers: Vec<String>,
    models: Vec<String>,
}

impl MakersAndModels {
    pub(super) fn of(facts: &Facts) -> Self {
        let folded = |field| facts.of(field).iter().filter_map(|fact| text(&fact.value)).map(fold);
        Self {
            makers: Field::all_that(FieldTrait::Maker).flat_map(folded).collect(),
            models: folded(Field::Model).collect(),
        }
    }

    fn is_on(&self, entry: &Approved) -> bool {
        let begins = |text: &str| {
            entry.makers.iter().any(|maker| {
                text.strip_prefix(maker.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
            })
        };
        let by_maker = self.makers.iter().any(|maker| begins(maker));
        if entry.models.is_empty() {
            return by_maker;
        }
        let fits = |text: &str| entry.models.iter().any(|model| model.fits(text));
        // Where no column names the maker, the model may begin with it.
        self.models
            .iter()
            .any(|model| (by_maker || self.makers.is_empty() && begins(model)) && fits(model))
    }
}

fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

impl Model {
    fn of(text: &str) -> Option<Self> {
        let model = match text.strip_suffix(SERIES) {
            Some(letters) => Self::Series(fold(letters)),
            None => Self::Words(fold(text)),
        };
        let (Self::Series(letters) | Self::Words(letters)) = &model;
        (!letters.is_empty()).then_some(model)
    }

    /// Whether a folded text holds it.
    fn fits(&self, text: &str) -> bool {
        let ends_word = |rest: &str| rest.is_empty() || rest.starts_with(' ');
        match self {
            Self::Words(words) => held(text, words, ends_word),
            Self::Series(letters) => held(text, letters, |rest| {
                rest.trim_start().starts_with(|sign: char| sign.is_ascii_digit())
            }),
        }
    }
}

/// Whether a text holds some letters where a word begins, with this behind them.
fn held(text: &str, letters: &str, behind: impl Fn(&str) -> bool) -> bool {
    text.match_indices(letters).any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + letters.len()..).unwrap_or_default();
        (before.is_empty() || before.ends_with(' ')) && behind(after)
    })
}

/// Whether any of some entries approves an item that was bought, or authorised, on the day of a fact; `None` where none speaks of it.
pub(super) fn approves(
    all: &[Approved],
    day: Field,
    facts: &Facts,
    named: &MakersAndModels,
) -> Option<Answer> {
    let of_it = all.iter().filter(|entry| named.is_on(entry));
    let answers: Vec<_> = of_it.map(|entry| entry.answer(day, facts)).collect();
    let one = answers.iter().position(|answer| answer.truth == Truth::True);
    match one {
        Some(at) => answers.into_iter().nth(at),
        None if answers.is_empty() => None,
        None => Some(Answer::any(answers)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Origin;

    fn entry() -> Approved {
        let time = ("2026-04-14".parse().unwrap(), Some("2027-10-01".parse().unwrap()));
        let models = ["ABX*", "A*", "Ring 970", "9q6.2"];
        Approved::new("some", ["Acme", "Acme Labs"].into_iter(), models.into_iter(), time).unwrap()
    }

    fn approval(item: &Facts) -> Option<Answer> {
        approves(&[entry()], Field::Acquired, item, &MakersAndModels::of(item))
    }

    fn item(maker: &str, model: &str, bought: &str) -> Facts {
        let mut facts = Facts::default();
        for (field, text) in [(Field::Brand, maker), (Field::Model, model)] {
            if !text.is_empty() {
                facts.add(field, Value::Text(text.to_owned()), Origin::Assumed);
            }
        }
        if !bought.is_empty() {
            facts.add(Field::Acquired, Value::Date(bought.parse().unwrap()), Origin::Assumed);
        }
        facts
    }

    #[test]
    fn an_item_of_the_list_is_found_by_maker_and_model() {
        for (maker, model, named) in [
            ("ACME", "ABX50", true),
            ("Acme Inc.", "Skylark CX5400 (ABX50)", true),
            ("", "Acme ABX50", true),
            ("Acme", "abx-50", true),
            ("Acme", "Ring 970", true),
            ("Acme", "9q6.2", true),
            ("Acme", "Router", false),
            ("Acme", "Ring 9700", false),
            ("Acme", "XABX50", false),
            ("Acme", "", false),
            ("Acmetron", "ABX50", false),
            ("Other", "Acme ABX50", false),
            ("", "ABX50", false),
        ] {
            let item = item(maker, model, "2026-10-01");
            let found = approval(&item);
            assert_eq!(found.is_some(), named, "{maker}: {model}");
        }
    }

    #[test]
    fn an_approval_holds_from_its_first_day_to_its_last() {
        for (bought, truth) in [
            ("2026-04-13", Truth::False),
            ("2026-04-14", Truth::True),
            ("2027-10-01", Truth::True),
            ("2027-10-02", Truth::False),
            ("2026-04", Truth::Unknown),
            ("", Truth::Unknown),
        ] {
            let found = approval(&item("Acme", "ABX50", bought));
            assert_eq!(found.unwrap().truth, truth, "{bought}");
        }
    }
}
