//! The words that facts about makers are made of: proofs, periods, and how loosely a name may be found.

use serde::{Deserialize, Serialize};

use crate::{
    Date, Truth,
    date::Period,
    knowledge::{Confidence, ReadIn},
};

/// How far a fact carries and where it was read.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Proof {
    /// How far it carries.
    pub confidence: Confidence,
    /// Where it was read; empty only for unverified facts.
    pub sources: ReadIn,
}

impl Period {
    /// Whether the fact held on a day; unknown where the day is.
    pub fn held_on(self, day: Option<Date>) -> Truth {
        match day {
            _ if !self.is_dated() => Truth::True,
            Some(day) => day.within(self.from, self.until),
            None => Truth::Unknown,
        }
    }
}

/// What a company makes: whole goods, or parts of others' goods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum VendorRole {
    /// It makes equipment.
    #[default]
    Maker,
    /// It makes chips or modules that stand in other makers' equipment.
    ComponentMaker,
}

/// How loosely a name may be found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MatchClass {
    /// Whole cell, or whole words of any text.
    #[default]
    Distinctive,
    /// Whole cell or whole word of a maker or brand cell, for the right kind of equipment.
    Short,
    /// As short, and one grade lower while the kind of equipment is unknown.
    Ordinary,
}

/// What speaks against a maker for a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CounterKind {
    /// The label's owner or a data set declares a series free of the makers in question.
    Declared,
    /// A series is shown to be built by another.
    OwnBuild,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_undated_fact_holds_always_and_a_dated_one_asks_for_the_day() {
        let sold = Period { from: None, until: "2022-11".parse().ok() };
        assert_eq!(Period::default().held_on(None), Truth::True);
        assert_eq!(sold.held_on(None), Truth::Unknown);
        assert_eq!(sold.held_on("2024".parse().ok()), Truth::False);
        assert_eq!(sold.held_on("2022".parse().ok()), Truth::Unknown);
    }
}
