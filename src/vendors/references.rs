//! Places in the catalogue: whose a mark is, which mark, and whom a name refers to, each by its number there.

use serde::{Deserialize, Serialize};

/// A maker by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct VendorIndex(pub(super) usize);

/// A label owner by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct LabelIndex(pub(super) usize);

/// Whose a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Owner {
    /// A maker's.
    Vendor(VendorIndex),
    /// A label owner's.
    Label(LabelIndex),
}

/// A mark, each by its number among those of its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MarkRef {
    /// A model family of a maker.
    Model(VendorIndex, usize),
    /// Any other mark.
    Mark(Owner, usize),
}

/// Whom a name refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Meaning {
    /// A maker, by its own name or by an alias.
    Maker {
        /// The maker.
        vendor: VendorIndex,
        /// The number of the alias.
        alias: Option<usize>,
    },
    /// A company of a maker's group.
    Company {
        /// The maker.
        vendor: VendorIndex,
        /// The number of the company in its group.
        company: usize,
        /// The number of the name among those of the company.
        name: usize,
    },
    /// A label, in one fact about it and a maker.
    Brand {
        /// The maker.
        vendor: VendorIndex,
        /// The number of the fact.
        brand: usize,
    },
    /// The owner of a label.
    Label(LabelIndex),
    /// An innocent company.
    Neighbour {
        /// Whose name or marks its own look like.
        of: Owner,
        /// Its number there.
        neighbour: usize,
    },
}

impl Meaning {
    /// The maker that the name leads to.
    pub(super) fn vendor(self) -> Option<VendorIndex> {
        match self {
            Self::Maker { vendor, .. }
            | Self::Company { vendor, .. }
            | Self::Brand { vendor, .. } => Some(vendor),
            Self::Label(_) | Self::Neighbour { .. } => None,
        }
    }
}
