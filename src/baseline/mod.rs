//! The baseline: findings known before today. A run that is given one fails only on what is new.
//!
//! `entry` is a finding as the file keeps it, `file` reads the file, and `known` says of each finding of a run whether the file names it.
//! Nothing is hidden: a finding keeps its verdict, and says beside it that it is known.

mod entry;
mod file;
mod known;

pub use entry::BaselineEntry;
pub(crate) use entry::{BaselineHead, FORM, MOST};
pub use file::{BaselineError, BaselineErrorKind};
pub use known::Baseline;

#[cfg(test)]
mod tests;
