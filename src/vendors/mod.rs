//! Vendors: who made an asset, whatever its label says.
//!
//! It knows nothing of law or of files. What it reads: `data/vendors/`, `data/labels/` and `data/names.toml`.
//!
//! The way through: `load` turns files (`schema`) into the `Catalogue`; the `Index` turns that into what a cell can be asked for,
//! with the `Screen` before it; `named` (with `name_judge` and `name_context`), `patterned` and `registered` make `Clue`s, graded by `grade`;
//! `weigh` makes attributions.

mod adjacent;
mod beginning;
mod catalogue;
mod clean;
mod clue;
mod companies;
mod fact;
mod found;
mod given;
mod grade;
mod index;
mod known;
mod letters;
mod load;
mod marks;
mod mention_phrases;
mod misspelt;
mod name;
mod name_context;
mod name_judge;
mod named;
mod named_word;
mod names;
mod pattern;
mod patterned;
mod prose;
mod reading;
mod recogniser;
mod references;
mod registered;
mod schema;
mod screen;
mod single_cell;
mod spelling;
mod weigh;
mod words;

pub use catalogue::{
    Alias, Brand, Catalogue, GroupCompany, Label, LabelCounter, Mark, ModelFamily, Neighbour,
    Vendor,
};
pub use companies::CompanyNames;
pub use fact::{CounterKind, MatchClass, Proof, VendorRole};
pub use given::{block, fields_for};
pub use marks::{CpeVendor, FccId, Mac, Oui, OuiError, OuiTable, enterprise_number};
pub use name::NameKey;
pub use pattern::{Pattern, PatternError};
pub(crate) use reading::Search;
pub use recogniser::Recogniser;
