//! The knowledge files: how a TOML file of facts is found, read, and faulted.
//!
//! What the facts mean is the business of the station that reads them; this folder knows only files, sources and faults.

mod fault;
mod files;
mod hidden_values;
mod id;
mod mend;
mod nearest;
mod parse;
mod placed;
mod placeholders;
mod read_in;
mod refs;
mod shared;
mod source;
mod source_faults;
mod stated;
#[cfg(test)]
mod tests;

pub use fault::{Fault, Faults};
pub use files::File;
pub(crate) use files::{Files, read_text, toml_files, why};
pub(crate) use id::fault_of_id;
#[cfg(feature = "cli")]
pub(crate) use id::is_id;
pub(crate) use nearest::{Candidate, did_you_mean, known_as};
pub(crate) use parse::{check, parse};
pub(crate) use placed::Placed;
pub use read_in::ReadIn;
pub(crate) use refs::{SourceRefs, listed};
pub(crate) use source::Pages;
pub use source::{Confidence, Source, SourceKind, Sources};
pub(crate) use source_faults::{Cited, compared_to_come, faults_of_sources, idle_sources};
pub(crate) use stated::{Stated, facts};
#[cfg(test)]
pub(crate) use tests::published_schema;
