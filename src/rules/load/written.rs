//! Exceptions as they are written, of which it is still to be asked what they leave of their bans.

use std::ops::Range;

use crate::rules::Condition;

/// Of what something is an exception, by its place in the regime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ExceptedFrom {
    Designation(usize),
    Provision(usize),
}

/// An exception as written, until all bans are known that it could take away.
pub(super) struct WrittenException {
    pub(super) of: ExceptedFrom,
    pub(super) id: String,
    pub(super) when: Condition,
    /// It holds whatever the day.
    pub(super) always: bool,
    pub(super) span: Range<usize>,
}
