//! The attribution: who made an asset, how sure that is, and the evidence for and against.
//!
//! Vendors make attributions; rules and report read them.

mod claim;
mod maker;
mod mark_kind;

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

pub use claim::{
    BrandRelation, Claim, Collision, Coverage, DatedFact, LabelFact, Misspelling, Objection,
    Registration, Slip,
};
pub use maker::{Company, Maker, Meets, Membership, Relation, Share, ShareError};
pub use mark_kind::MarkKind;

use crate::{
    KindId,
    asset::ColumnOrigin,
    knowledge::{Confidence, Source},
    listing::Listing,
};

worded! {
    /// How sure an attribution is. `Component` stands apart: a part inside another's product, never "made by".
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    #[non_exhaustive]
    pub enum Grade {
        /// A maker's part inside another maker's product.
        Component = "component",
        /// A lead worth a question.
        Possible = "possible",
        /// Strong evidence of one kind.
        Likely = "likely",
        /// The maker's own name, a registered mark, or independent marks that agree.
        Confirmed = "confirmed",
    }
}

impl Grade {
    /// One grade weaker; `possible` and `component` stay.
    #[must_use]
    pub fn lowered(self) -> Self {
        match self {
            Self::Confirmed => Self::Likely,
            Self::Likely | Self::Possible => Self::Possible,
            Self::Component => Self::Component,
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A mark found in a cell that points to the maker.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Evidence {
    /// What kind of mark.
    pub mark: MarkKind,
    /// The header of the column.
    pub column: String,
    /// Where that column comes from.
    pub origin: ColumnOrigin,
    /// The cell's words that matched, as written.
    pub text: String,
    /// What the mark tells.
    pub claim: Claim,
    /// The intended name, where the words misspell one.
    pub misspelt: Option<Misspelling>,
    /// The grade it would give alone.
    pub grade: Grade,
    /// How far the fact behind it carries.
    pub confidence: Confidence,
    /// Where the fact was read; empty only for unverified facts.
    pub sources: Vec<Arc<Source>>,
}

/// Something that speaks against an attribution.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Counter {
    /// The header of the column it was seen in, if it was seen in one.
    pub column: Option<String>,
    /// The words that matched.
    pub text: String,
    /// What it tells.
    pub objection: Objection,
    /// Whether it lowered the grade, or only informs.
    pub lowers: bool,
    /// How far the fact behind it carries.
    pub confidence: Confidence,
    /// Where the fact was read.
    pub sources: Vec<Arc<Source>>,
}

/// From what a maker is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KnownBy {
    /// The files of makers.
    Catalogue,
    /// Lists of the user's own, and nothing else.
    Lists,
}

/// Who made an asset.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Attribution {
    /// The maker.
    pub maker: Arc<Maker>,
    /// From what the maker is known.
    pub known_by: KnownBy,
    /// The company of its group that the evidence names, if it names one.
    pub company: Option<Arc<Company>>,
    /// How sure it is.
    pub grade: Grade,
    /// The label on the asset, where that is not the maker's own name.
    pub label: Option<String>,
    /// What speaks for it, strongest first; never empty.
    pub evidence: Vec<Evidence>,
    /// What speaks against it.
    pub against: Vec<Counter>,
    /// The kinds of equipment that its model family or mark stands for.
    pub equipment: Vec<KindId>,
    /// The grade that it would have, were the asset known to be of the kind that its marks are known for; `None` where that would
    /// make no difference.
    pub if_of_kind: Option<Grade>,
    /// The one kind of equipment that the label stands on, where its owner sells nothing else.
    pub range: Option<KindId>,
    /// All that the maker makes runs on goods such as those of the row, which need not be its own: software on a laptop.
    pub is_hosted: bool,
    /// The entries of lists of the user's own that name it.
    pub listings: Vec<Listing>,
}

impl Attribution {
    /// Whether names are all that speaks for it. A model number, an address or the like tells of one thing.
    pub(crate) fn is_by_name_alone(&self) -> bool {
        let by_name = |mark| matches!(mark, MarkKind::Name | MarkKind::Brand);
        self.evidence.iter().all(|evidence| by_name(evidence.mark))
    }

    /// Whether the label is a brand of the maker itself.
    pub(crate) fn is_under_own_brand(&self) -> bool {
        let is_own = |evidence: &Evidence| match &evidence.claim {
            Claim::Label(fact) => {
                fact.relation == BrandRelation::Own && Some(&fact.label) == self.label.as_ref()
            }
            _ => false,
        };
        self.evidence.iter().any(is_own)
    }
}

/// A name that leads to no listed maker, and yet is known.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KnownName {
    /// A maker that nothing is known against.
    Maker {
        /// Its name.
        name: String,
    },
    /// An innocent company whose name looks like that of a listed maker or of a label.
    Namesake {
        /// Its name.
        name: String,
        /// Whose name it looks like.
        of: String,
        /// What it does.
        note: Option<String>,
    },
    /// A label on goods of whom the name alone tells no maker.
    Label {
        /// The label.
        name: String,
        /// What is known of it.
        note: Option<String>,
    },
}

#[cfg(test)]
mod tests {
    use super::Grade;

    #[test]
    fn lowering_stops_at_possible_and_never_makes_a_component() {
        assert_eq!(Grade::Confirmed.lowered(), Grade::Likely);
        assert_eq!(Grade::Likely.lowered(), Grade::Possible);
        assert_eq!(Grade::Possible.lowered(), Grade::Possible);
        assert_eq!(Grade::Component.lowered(), Grade::Component);
        assert!(Grade::Confirmed > Grade::Likely && Grade::Likely > Grade::Possible);
    }
}
