//! One of the assets of a line.

use crate::asset::FieldTrait;

/// Of these facts one makes a group an asset; a date alone, say, does not.
pub(super) const TELLS_ASSET: [FieldTrait; 3] =
    [FieldTrait::Identifies, FieldTrait::Reaches, FieldTrait::Describes];

/// The columns of one of the assets of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::intake) struct Group {
    /// What the header calls it; empty where it gives it no name.
    pub(in crate::intake) name: String,
    /// Its columns, from 0.
    pub(in crate::intake) columns: Vec<usize>,
}
