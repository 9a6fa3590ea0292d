//! Places in the catalogue: whose a mark is, which mark, and who is meant by a name, each by its number there.

use serde::{Deserialize, Serialize};

/// Whose a mark is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Owner {
    /// The maker of this number.
    Vendor(usize),
    /// The label owner of this number.
    Label(usize),
}

/// A mark of the catalogue by its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MarkRef {
    /// The model family of a maker: vendor and number.
    Model(usize, usize),
    /// Any other mark.
    Mark(Owner, usize),
}

/// Who is meant by a name: numbers of vendors and of their aliases, companies, brands, neighbours, and of labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Meaning {
    /// A maker by its own name, or by the alias of this number.
    Maker(usize, Option<usize>),
    /// A company of its group, by the name of this number.
    Company(usize, usize, usize),
    /// A label in one fact about it.
    Brand(usize, usize),
    /// The owner of a label.
    Label(usize),
    /// An innocent company beside a maker or a label.
    Neighbour(Owner, usize),
}
