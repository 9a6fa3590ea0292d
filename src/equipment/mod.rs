//! Kinds of equipment: a tree of general and special kinds, which law, model families and inventories all name.
//!
//! The kinds and the words for them stand in `data/equipment.toml`.

mod context;
mod file;
mod id;
mod inferred;
mod item;
mod kinds;
mod load;
mod stated;
mod tree;
mod watched;
mod words;

pub(crate) use context::LayoutKinds;
pub use context::{Context, SuggestedKind};
pub use id::KindId;
pub(crate) use inferred::SUGGESTED_BY;
pub use kinds::Kind;
pub use stated::StatedKind;
pub(crate) use stated::{STATED_BY, may_be_kind};
pub use tree::EquipmentTree;
pub(crate) use watched::WatchedKinds;
