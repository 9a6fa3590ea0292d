//! Vendors: who made an asset, whatever its label says.
//!
//! It knows nothing of law or of files. What it reads: `data/vendors/`, `data/labels/` and `data/names.toml`.
//!
//! The way through: `load` turns files (`schema`) into the `Catalogue`; the `Index` turns that into what a cell can be asked for,
//! with the `Screen` before it; `name_matches` (with `name_judge` and `name_context`), `pattern_matches` and `number_matches` find and judge
//! `Match`es, graded by `grade`; `weigh` makes attributions of them. A picture stands in `docs/recognition.md`.

mod accessories;
mod ambiguous_names;
mod bus_ids;
mod called;
mod catalogue;
mod cell_filter;
mod cell_parts;
mod circumstances;
mod companies;
mod edit_distance;
mod fact;
mod field_guess;
mod gapped;
mod grade;
mod index;
mod item_names;
mod known_names;
mod letters;
mod load;
mod loosened;
mod mark_match;
mod mention_phrases;
mod mentions;
mod misspellings;
mod name_context;
mod name_entry;
mod name_judge;
mod name_key;
mod name_matches;
mod name_numbers;
mod name_place;
mod name_spelling;
mod name_table;
mod negative_cache;
mod number_matches;
mod pattern;
mod pattern_matches;
mod pattern_prefixes;
mod reading;
mod recogniser;
mod references;
mod row_cells;
mod row_labels;
mod row_names;
mod schema;
mod screen;
mod sounds;
mod spellings;
mod stated_makers;
mod statements;
mod text_forms;
mod weigh;
mod words;
mod works;

pub use crate::marks::{CpeVendor, FccId, Mac, Oui, OuiError};
pub use catalogue::{
    Alias, Brand, Catalogue, GroupCompany, Label, LabelCounter, Mark, ModelFamily, Neighbour,
    Vendor,
};
pub(crate) use companies::CompanyNames;
pub use fact::{CounterKind, MatchClass, Proof, VendorRole};
pub(crate) use field_guess::{block, fields_for};
pub(crate) use letters::fold as fold_name;
pub(crate) use name_key::NameKey;
pub use pattern::{Pattern, PatternError};
pub(crate) use reading::Search;
pub use recogniser::Recogniser;
