//! What a key means: whether it names a secret, and whether it tells one asset from a group of them.

use crate::Field;

/// What a name makes of what stands under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Secret,
    /// Numbers that are looked for in a column of their own alone.
    Number,
    /// It tells one thing from others.
    Identity,
    /// It tells what the thing is, and so one kind from others.
    Model,
    /// It names a maker.
    Maker,
    /// It is true of all that stands in one place or belongs to one owner.
    Shared,
    /// It is no fact of the asset, and little is looked for in it.
    Detail,
    /// Another fact of one thing.
    Fact,
    /// Nothing is known of it, or it is told of another thing.
    Other,
}

impl Meaning {
    pub(super) fn of(field: Field) -> Self {
        use Field::{
            Brand, Country, Cpe, Customer, FccId, Funding, Mac, Manufacturer, Model, Network,
            Owner, PartNumber, Purpose, Serial, Site, SiteClass, Supplier,
        };
        match field {
            Mac | FccId | Cpe => Self::Number,
            Serial => Self::Identity,
            Model | PartNumber => Self::Model,
            Manufacturer | Brand => Self::Maker,
            Country | Customer | Funding | Network | Owner | Purpose | Site | SiteClass
            | Supplier => Self::Shared,
            _ => Self::Fact,
        }
    }

    pub(super) fn identifies(self) -> bool {
        matches!(self, Self::Identity | Self::Model | Self::Number)
    }

    /// Whether it tells what a thing is or who made it, rather than which piece of a kind it is.
    pub(super) fn tells_kind(self) -> bool {
        matches!(self, Self::Model | Self::Maker)
    }

    /// Whether it tells one thing from others, or names its maker.
    pub(super) fn may_identify(self) -> bool {
        self.identifies() || self == Self::Maker
    }

    /// Whether it is the name of a fact, so that what stands under it tells of the same thing.
    pub(super) fn is_fact(self) -> bool {
        !matches!(self, Self::Secret | Self::Detail | Self::Other)
    }
}
