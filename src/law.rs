//! A provision of law as a reader needs it: who says what, since when, and what to do.

use std::{cmp::Ordering, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{Date, knowledge::Source};

worded! {
    /// How strongly a provision speaks; what is stronger is greater.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[cfg_attr(test, derive(schemars::JsonSchema))]
    #[serde(rename_all = "kebab-case")]
    #[non_exhaustive]
    pub enum Force {
        /// Background; never raises a verdict.
        Context = "context",
        /// Advice.
        Advised = "advised",
        /// A ban.
        Prohibited = "prohibited",
        /// A list names a company, which is a question to look into; no law file speaks so.
        #[serde(skip_deserializing)]
        Listed = "listed",
    }
}

impl Force {
    /// From weak to strong.
    fn strength(self) -> u8 {
        match self {
            Self::Context => 0,
            Self::Listed => 1,
            Self::Advised => 2,
            Self::Prohibited => 3,
        }
    }
}

impl Ord for Force {
    fn cmp(&self, other: &Self) -> Ordering {
        self.strength().cmp(&other.strength())
    }
}

impl PartialOrd for Force {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

worded! {
    /// What kind of instrument a provision stands in, however strongly it speaks: policy can forbid, and a statute advise.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[cfg_attr(test, derive(schemars::JsonSchema))]
    #[serde(rename_all = "kebab-case")]
    #[non_exhaustive]
    pub enum Instrument {
        /// An act of a legislature.
        Statute = "statute",
        /// A rule, order or direction that an authority makes under a statute.
        Regulation = "regulation",
        /// An instruction, directive or guidance of a government or an authority to those under it.
        Policy = "policy",
        /// An agreement with those whom it binds.
        Contract = "contract",
        /// What an organisation does by its own decision.
        Practice = "practice",
        /// A list of companies that the user brings, which forbids nothing by itself; no law file is one.
        #[serde(skip_deserializing)]
        List = "list",
    }
}

impl Instrument {
    /// Whether it is law, by a legislature or under one.
    pub fn is_law(self) -> bool {
        matches!(self, Self::Statute | Self::Regulation)
    }
}

worded! {
    /// What a provision forbids.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[cfg_attr(test, derive(schemars::JsonSchema))]
    #[serde(rename_all = "kebab-case")]
    #[non_exhaustive]
    pub enum Act {
        /// Buying it.
        Acquire = "acquire",
        /// Installing it.
        Deploy = "deploy",
        /// Having it in service.
        Use = "use",
        /// Attaching it to a network.
        Connect = "connect",
        /// Paying for it with certain money.
        Fund = "fund",
        /// Authorising it for the market.
        Authorise = "authorise",
        /// Importing or marketing it.
        Import = "import",
        /// Delivering it to the state under a contract.
        Deliver = "deliver",
        /// Supplying it to others: selling, reselling, building it into what is sold.
        Provide = "provide",
        /// Having it in service without a word: nothing is barred, and it is to be reported.
        Report = "report",
    }
}

impl Act {
    /// Whether it is done on one day, and does not go on.
    pub(crate) fn is_of_a_day(self) -> bool {
        matches!(self, Self::Acquire | Self::Fund | Self::Deploy) || self.binds_trade()
    }

    /// Whether it is an act of the trade: it binds an owner that is of the trade, and is a note for every other.
    pub fn binds_trade(self) -> bool {
        matches!(self, Self::Authorise | Self::Import | Self::Provide)
    }
}

/// A provision as a reader needs it: who says what, since when, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Law {
    /// Its id among all provisions: that of the regime, a slash, and its own.
    pub id: String,
    /// The regime's id.
    pub regime: String,
    /// The regime's title.
    pub regime_title: String,
    /// The country, ISO 3166-1 alpha-2, or a part of one, ISO 3166-2.
    pub jurisdiction: String,
    /// The provision's id within the regime.
    pub provision: String,
    /// The provision's title.
    pub title: String,
    /// Where to look it up.
    pub citation: String,
    /// What kind of instrument it stands in; `None` where its file does not say.
    pub instrument: Option<Instrument>,
    /// How strongly it speaks.
    pub force: Force,
    /// What it forbids.
    pub act: Act,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// How many days after something is listed it begins to hold for that, though never before its own first day.
    pub days_after_listing: Option<u16>,
    /// What is forbidden, in a sentence.
    pub summary: String,
    /// What to do.
    pub remedy: String,
    /// What takes an asset out of it.
    pub exceptions: Vec<Arc<Exception>>,
    /// Where it was read.
    pub sources: Vec<Arc<Source>>,
}

impl Law {
    /// Whether it is the law of a part of a country, such as a state.
    pub fn is_of_a_part(&self) -> bool {
        self.jurisdiction.contains('-')
    }
}

/// What takes an asset out of a provision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Exception {
    /// Its id within the provision.
    pub id: String,
    /// What it says.
    pub reason: String,
    /// Where it was read.
    pub sources: Vec<Arc<Source>>,
}
