//! Examples: rows with the verdict that a regime must come to. They stand in its file, so that whoever changes it sees what breaks.

use std::{ops::Range, sync::Arc};

use super::Owner;
use crate::{
    Date, Field, Verdict,
    knowledge::{Fault, File},
};

/// A row as an inventory would have it, and the verdict that its regime must come to.
#[derive(Clone, Debug)]
pub struct Example {
    /// What the row says.
    pub row: Vec<(Field, String)>,
    /// Who owns the item.
    pub owner: Owner,
    /// The day whose law is applied, always an exact one.
    pub as_of: Date,
    /// The provision whose verdict it is; `None`: the worst of the regime.
    pub provision: Option<String>,
    /// The verdict that must come out.
    pub verdict: Verdict,
    /// Why it is right.
    pub why: String,
    /// The file in which it stands.
    pub(super) file: Arc<File>,
    /// Where the verdict stands in it.
    pub(super) span: Range<usize>,
}

impl Example {
    /// Whether it shows what the regime catches; the others show what it does not.
    pub fn is_caught(&self) -> bool {
        self.verdict > Verdict::Waived
    }

    /// What is wrong where its verdict stands.
    pub fn fault(&self, message: String, expected: String, hint: String) -> Fault {
        Fault::at(&self.file, self.span.clone(), message, expected).hint(hint)
    }
}
