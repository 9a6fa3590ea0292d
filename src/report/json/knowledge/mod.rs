//! What is known, in JSON: law and its words, makers and labels.

mod law;
mod makers;

pub(crate) use law::{organisations_json, regime_json, regimes_json, terms_json};
pub(crate) use makers::{label_json, maker_json, makers_json};
