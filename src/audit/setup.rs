//! What an auditor is set up with, kept so that another can be made like it.

use std::path::PathBuf;

use super::knowledge::Folders;
use crate::{Date, config::Config};

/// The settings of an audit, as they were said.
#[derive(Clone, Debug)]
pub(super) struct Setup {
    pub(super) config: Config,
    pub(super) folders: Folders,
    pub(super) as_of: Date,
    pub(super) max_rule_age: Option<u32>,
    pub(super) lists: Vec<PathBuf>,
}
