//! Claims: what a mark tells of a maker, and what speaks against that, with the data that both rest on.
//!
//! Vendors make them; report alone makes sentences of them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{maker::Company, mark_kind::MarkKind};
use crate::{Date, date::Period};

/// What a mark tells of the maker of an attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Claim {
    /// It is this name of the maker.
    Name(String),
    /// It is the name of a company of the maker's group.
    Company {
        /// The company.
        company: Arc<Company>,
        /// When it belonged to the group.
        period: Period,
    },
    /// It is a label.
    Label(LabelFact),
    /// It follows a numbering of the maker's goods.
    Model {
        /// The label that uses the numbering, if it is not the maker's own.
        label: Option<String>,
        /// How easily it is mistaken for another's.
        collision: Collision,
    },
    /// A registry gives the number to the maker, or to a company of its group.
    Registered(Registration),
    /// A registry gives the number to the owner of a label, of which this is known.
    LabelRegistered(Registration, LabelFact),
    /// It is found on the maker's equipment.
    Found {
        /// The label on that equipment, if it is not the maker's own.
        label: Option<String>,
    },
}

/// What speaks against an attribution.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Objection {
    /// These words mention a thing without saying that it is there.
    Mention(String),
    /// Who wrote these words was not sure.
    Doubt(String),
    /// Words before it deny something, and perhaps this.
    Denial(String),
    /// The asset was bought outside the time in which a fact holds, or nobody knows when.
    Outside {
        /// The fact.
        fact: DatedFact,
        /// When it holds.
        period: Period,
        /// When the asset was bought.
        bought: Option<Date>,
    },
    /// What the owner of the label declares, or others show.
    Declared {
        /// The words of the file.
        says: String,
        /// How many models it is about, where none are named.
        models: Option<u32>,
    },
    /// A registry gives the number to the owner of the label, whoever made the asset.
    LabelOwner(Registration),
    /// The mark stands where the row tells of another thing, and the asset is stated to be another's.
    OtherThing,
    /// The name is that of an innocent company.
    OtherCompany(String),
    /// The row states another maker, who is known: this is what its cell says.
    OtherMaker(String),
    /// The row says that the goods are of a kind that the maker does not make.
    OtherGoods {
        /// The title of the kind that it states.
        stated: String,
        /// The title of the kind that the mark is of.
        known: String,
    },
}

/// A fact that holds for a time.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DatedFact {
    /// That a company belongs to the maker's group.
    Membership(Arc<Company>),
    /// What is known of this label and the maker.
    Label(String),
}

/// A number that a registry gives to one owner.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Registration {
    /// The kind of number.
    pub mark: MarkKind,
    /// The number as the registry writes it.
    pub number: String,
    /// The name of its owner.
    pub owner: String,
}

/// What is known of a label and the maker.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LabelFact {
    /// The label as its owner writes it.
    pub label: String,
    /// How it stands to the maker.
    pub relation: BrandRelation,
    /// The company of the maker's group whose brand it is.
    pub company: Option<Arc<Company>>,
    /// How much of what it sells the maker builds.
    pub coverage: Coverage,
    /// The product lines that this is known of; all, if none are given.
    pub lines: Option<String>,
    /// When it holds.
    pub period: Period,
}

/// How a label stands to the maker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
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
    /// How much of what the label sells it covers.
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
#[cfg_attr(test, derive(schemars::JsonSchema))]
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

/// How words misspell a name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Misspelling {
    /// The intended name.
    pub of: String,
    /// What became of it.
    pub slip: Slip,
}

/// What a slip of the pen has made of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Slip {
    /// People are known to misread the name so.
    Known,
    /// The number of letters between them.
    Letters(u16),
    /// It is spelt in another way and sounds the same.
    Sound,
    /// A slip that is not a common one, or a sound alone in a short name.
    Close,
    /// The end of the name is cut off.
    CutOff,
}

impl Slip {
    /// Whether the intended name follows from the spelling alone: many a stranger is two letters from a maker.
    pub fn is_slight(self) -> bool {
        matches!(self, Self::Known | Self::Letters(1) | Self::Sound)
    }
}
