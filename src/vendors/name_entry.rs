//! A name: its spellings, and whom it refers to.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    fact::MatchClass,
    letters::fold,
    name_key::NameKey,
    reading::Reading,
    references::{Meaning, VendorIndex},
};
use crate::fold::is_unspaced;

/// Names with fewer letters are found only as they are spaced in the catalogue.
const SPACING_COUNTS_BELOW: usize = 6;

/// A name with all whom it refers to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Named {
    /// What it is compared by.
    pub(super) key: NameKey,
    /// The spellings, folded, whose spacing counts where names are short.
    pub(super) spellings: BTreeSet<String>,
    /// The names as their owners write them.
    pub(super) written: BTreeSet<String>,
    /// Whom it refers to, each with how loosely the name may be found for it.
    pub(super) meanings: Vec<(Meaning, MatchClass)>,
    /// How many letters the key has.
    pub(super) length: usize,
    /// It is made of words that many companies have in their names: it counts where it stands alone.
    pub(super) plain: bool,
    /// It is a brand of a maker or of its group.
    pub(super) own: bool,
    /// It is an abbreviation that counts as a whole cell alone: within other words it may be a part of one.
    pub(super) brief: bool,
}

impl Named {
    /// Whether the words between two places of a text spell this name closely enough.
    pub(super) fn is_spelled(&self, written: &str) -> bool {
        // Between letters that need no spaces, spaces say nothing; an innocent name hides others only as it is written.
        let long = self.length >= SPACING_COUNTS_BELOW || self.is_unspaced();
        let loose = long && self.is_distinctive() && !self.is_innocent();
        let folded = fold(written);
        loose || self.spellings.contains(&folded) || is_spelled_out(&folded)
    }

    /// The name as its owner writes it: so, if it is one of his spellings, else as he first does.
    pub(super) fn written_like<'n>(&'n self, so: &'n str) -> &'n str {
        let first = self.written.iter().next().filter(|_| !self.written.contains(so));
        first.map_or(so, String::as_str)
    }

    /// Whether it names no maker, however it stands: only label owners and innocent companies.
    pub(super) fn is_idle(&self) -> bool {
        self.meanings.iter().all(|(meaning, _)| meaning.vendor().is_none())
    }

    /// Whether it may be found in any text.
    pub(super) fn is_distinctive(&self) -> bool {
        self.meanings.iter().any(|(_, class)| *class == MatchClass::Distinctive)
    }

    /// Whether it may stand among other words of this cell; what is made of it there is judged later.
    pub(super) fn may_stand_in(&self, reading: &Reading<'_>) -> bool {
        self.is_distinctive()
            || (!self.is_innocent()
                && (reading.is_free_text() || reading.is_heading() || reading.is_slug()))
    }

    /// Whether a maker, its group or a label that it builds for is one of them.
    pub(super) fn means(&self, vendor: VendorIndex) -> bool {
        self.meanings.iter().any(|(meaning, _)| meaning.vendor() == Some(vendor))
    }

    /// Whether it is of a script without spaces.
    pub(super) fn is_unspaced(&self) -> bool {
        self.spellings
            .iter()
            .all(|spelling| spelling.chars().all(|letter| letter == ' ' || is_unspaced(letter)))
    }

    pub(super) fn is_innocent(&self) -> bool {
        self.meanings.iter().all(|(meaning, _)| matches!(meaning, Meaning::Neighbour { .. }))
    }

    pub(super) fn is_maker(&self) -> bool {
        self.meanings.iter().any(|(meaning, _)| matches!(meaning, Meaning::Maker { .. }))
    }
}

/// Whether a name is written letter by letter: "A C M", "A.C.M.".
fn is_spelled_out(folded: &str) -> bool {
    folded.contains(' ') && folded.split(' ').all(|letter| letter.chars().nth(1).is_none())
}
