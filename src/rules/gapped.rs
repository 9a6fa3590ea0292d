//! Spellings of terms with a gap: `City of *`.

use serde::{Deserialize, Serialize};

use crate::{Field, fold::fold};

/// What stands in a spelling for words that do not matter.
pub(super) const GAP: char = '*';
/// More words than these are another thing than a name.
const MOST_IN_GAP: usize = 3;

/// A spelling with a gap at one end.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Gapped {
    pub(super) fact: Field,
    /// Folded, with the space that parts them from the gap.
    words: String,
    /// The gap is at the end.
    starts: bool,
    pub(super) id: String,
}

impl Gapped {
    /// The spelling that a word is; `None` for one that is all gap.
    pub(super) fn of(fact: Field, word: &str, id: &str) -> Option<Self> {
        let starts = word.ends_with(GAP);
        let words = fold(&word.replace(GAP, ""));
        let words = if starts { format!("{words} ") } else { format!(" {words}") };
        (words.len() > 1).then(|| Self { fact, words, starts, id: id.to_owned() })
    }

    /// Whether a folded text is so spelt, with a few words in the gap.
    pub(super) fn fits(&self, folded: &str) -> bool {
        let rest = if self.starts {
            folded.strip_prefix(&self.words)
        } else {
            folded.strip_suffix(&self.words)
        };
        rest.is_some_and(|rest| !rest.is_empty() && rest.split(' ').count() <= MOST_IN_GAP)
    }
}
