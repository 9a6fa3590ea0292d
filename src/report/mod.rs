//! Report: findings to people and machines.
//!
//! It knows nothing of how any of it was decided; it only shows.
