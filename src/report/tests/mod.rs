//! What the tests of all formats share, and what must hold of all of them.

#[cfg(feature = "cli")]
mod applied;
pub(super) mod fixture;
