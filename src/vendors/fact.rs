//! The words that facts about makers are made of: proofs, periods, and how a name, a label or a model stands to a maker.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    Date, Truth,
    date::Period,
    knowledge::{Confidence, Source},
};

/// How far a fact carries and where it was read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Proof {
    /// How far it carries.
    pub confidence: Confidence,
    /// Where it was read; empty only for unverified facts.
    pub sources: Vec<Arc<Source>>,
}

impl Period {
    /// Whether the fact held on a day; unknown where the day is.
    #[must_use]
    pub fn held_on(self, day: Option<Date>) -> Truth {
        match day {
            _ if !self.is_dated() => Truth::True,
            Some(day) => day.within(self.from, self.until),
            None => Truth::Unknown,
        }
    }

    /// The period in words: "from 2018-02 until 2022-11".
    #[must_use]
    pub fn says(self) -> String {
        match (self.from, self.until) {
            (Some(from), Some(until)) => format!("from {from} until {until}"),
            (Some(from), None) => format!("since {from}"),
            (None, Some(until)) => format!("until {until}"),
            (None, None) => "at any time".to_owned(),
        }
    }
}

/// What a company makes: whole goods, or parts of others' goods.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// How a label stands to the maker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum BrandRelation {
    /// The maker's own brand.
    Own,
    /// The brand of a company of its group.
    SubsidiaryBrand,
    /// Another's brand on goods that the maker builds.
    WhiteLabel,
    /// A seller of the maker's goods.
    Reseller,
    /// Goods of another with a part of the maker inside.
    Component,
}

impl BrandRelation {
    /// What the maker has to do with goods under the label.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Own => "own brand of",
            Self::SubsidiaryBrand => "brand of a company of the group of",
            Self::WhiteLabel => "another's label on goods built by",
            Self::Reseller => "seller of goods of",
            Self::Component => "goods of another with a part made by",
        }
    }
}

/// How much of what a label sells the maker builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Coverage {
    /// Some, in times gone by.
    Past,
    /// Some.
    Some,
    /// Most.
    Most,
    /// All.
    All,
}

impl Coverage {
    /// How much of what the label sells is meant.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::Past => "some of it, in times gone by",
            Self::Some => "some of it",
            Self::Most => "most of it",
            Self::All => "all of it",
        }
    }
}

/// How easily a mark is mistaken for another's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Collision {
    /// Hardly.
    #[default]
    Low,
    /// Only in other kinds of equipment.
    Medium,
    /// Easily.
    High,
}

/// What speaks against a maker for a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
        assert_eq!(sold.says(), "until 2022-11");
    }
}
