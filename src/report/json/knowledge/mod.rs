//! What is known, in JSON: law and its words, makers and labels, the pages that they rest on.

mod law;
mod makers;
mod sources;

pub(crate) use law::{organisations_json, regime_json, regimes_json, terms_json};
pub(crate) use makers::{label_json, maker_json, makers_json};
pub(crate) use sources::sources_json;
