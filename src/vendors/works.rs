//! What is done with goods before they are used, as bills of quantities say: "supply and installation of".

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{letters::fold, schema::WorksWords};

/// Words of supply, and of the works that come with it, folded.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Works {
    supply: BTreeSet<String>,
    works: BTreeSet<String>,
}

impl Works {
    pub(super) fn of(file: &WorksWords) -> Self {
        let words = |phrases: &[String]| {
            let folded = phrases.iter().map(|phrase| fold(phrase));
            folded
                .flat_map(|phrase| phrase.split(' ').map(str::to_owned).collect::<Vec<_>>())
                .collect()
        };
        Self { supply: words(&file.supply), works: words(&file.works) }
    }

    /// Whether one of these words says that goods come. Where it only says what is done with them, they may have been there before.
    pub(super) fn bring<'w>(&self, mut words: impl Iterator<Item = &'w str>) -> bool {
        words.any(|word| self.supply.contains(word))
    }

    /// Whether a word is of supply or of works.
    pub(super) fn is_of(&self, word: &str) -> bool {
        self.supply.contains(word) || self.works.contains(word)
    }
}
