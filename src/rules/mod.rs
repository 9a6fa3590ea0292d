//! Rules: what the law says of an asset once its maker is known.
//!
//! It knows nothing of files or of how makers are recognised. What it reads: `rules/`.
//!
//! `file` gives the TOML its types, `load` checks it into a [`LawBook`], `judge` puts the tests of each provision to an asset, `naming` tells
//! which regimes name a maker at all, `applied` what each provision asks where nothing is known.
//! `owner` is what the owner is said to be, `terms` holds the words that law files use, `condition` what they ask of facts, `answer` a truth
//! with its reason.

mod answer;
mod applied;
mod book;
mod condition;
mod file;
mod judge;
mod load;
mod naming;
mod owner;
mod terms;
mod wording;

pub use book::{Designation, ExceptionCondition, LawBook, Provision, Regime, Target};
pub use condition::Condition;
pub use file::{Burden, DesignationBasis, Reach};
pub use judge::{Case, OnUnknown};
pub use owner::{Owner, OwnerError};
pub use terms::{Criterion, Jurisdiction, Organisation, Term, Terms};

#[cfg(test)]
mod tests;
