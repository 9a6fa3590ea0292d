//! Words for yes and no.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::fold::fold;

/// Words for yes and no.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::intake) struct Answers(FxHashMap<String, bool>);

impl Answers {
    /// Says what a word stands for; gives what it stood for before.
    pub(super) fn insert(&mut self, word: &str, yes: bool) -> Option<bool> {
        self.0.insert(fold(word), yes)
    }

    /// What a cell answers, if it does.
    pub(super) fn read(&self, cell: &str) -> Option<bool> {
        self.0.get(&fold(cell)).copied()
    }
}
