//! Why an audit cannot begin.

use super::knowledge::LoadError;
use crate::{Date, Field, lists::ListError, rules::OwnerError};

/// Why an audit cannot begin.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SetupError {
    /// The knowledge cannot be loaded.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A list that cannot be used.
    #[error(transparent)]
    List(#[from] ListError),
    /// An owner that cannot be.
    #[error("{place}: {source}; `banlint rules list --terms` explains them")]
    Organisation {
        /// Where it was said.
        place: String,
        /// What is wrong.
        source: OwnerError,
    },
    /// A country that no law file knows.
    #[error("no law of the jurisdiction `{id}` is known; {hint}expected one of: {known}")]
    Jurisdiction {
        /// What was asked for.
        id: String,
        /// A suggestion: a sentence, or nothing.
        hint: String,
        /// What there is.
        known: String,
    },
    /// A regime that the settings name and that does not exist.
    #[error("{place}: there is no regime `{id}`; {hint}`banlint rules list` shows what there is")]
    Regime {
        /// Where it is named.
        place: String,
        /// What was asked for.
        id: String,
        /// A suggestion: a sentence, or nothing.
        hint: String,
    },
    /// A maker that a waiver names and that does not exist.
    #[error("{place}: there is no maker `{id}`; {hint}`banlint vendors list` shows what there is")]
    Maker {
        /// Where it is named.
        place: String,
        /// What was asked for.
        id: String,
        /// A suggestion: a sentence, or nothing.
        hint: String,
    },
    /// No regime is left: nothing would be checked.
    #[error(
        "no regime is left to apply, so nothing would be checked; ask for more jurisdictions, or skip fewer regimes under [rules]"
    )]
    NothingToApply,
    /// An assumption or a site's fact that cannot be read.
    #[error("{place}: `{text}` is not a value of `{field}`; {hint}expected {expected}")]
    Given {
        /// Where it was given.
        place: String,
        /// The fact.
        field: Field,
        /// What was given.
        text: String,
        /// A suggestion: a sentence, or nothing.
        hint: String,
        /// What was expected.
        expected: String,
    },
    /// Rules that were compared with their sources too long ago.
    #[error(
        "`{id}` was last compared with its sources on {checked}, more than {days} days before {as_of}; get a newer banlint, or compare it again and write the day into `checked`"
    )]
    Stale {
        /// The regime.
        id: String,
        /// When it was last checked.
        checked: Date,
        /// The limit.
        days: u32,
        /// The day of the audit.
        as_of: Date,
    },
}
