//! `data/equipment.toml` as it is written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::id::KindId;
use crate::{fold::fold, knowledge::Placed};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TreeFile {
    pub(super) kind: Vec<Placed<KindEntry>>,
    /// Phrases that hold a word for a kind and name none.
    #[serde(default)]
    pub(super) open: Vec<String>,
    #[serde(default)]
    pub(super) aside: AsideFile,
    #[serde(default)]
    pub(super) accessory: AccessoryFile,
    #[serde(default)]
    pub(super) context: ContextWords,
}

/// What makes another thing of the goods beside it.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct AccessoryFile {
    /// Words for accessories, right behind the word for goods or before it, with a link between.
    pub(super) words: Vec<String>,
    /// Those that are such a word only before it.
    pub(super) words_before: Vec<String>,
    /// Words that link an accessory to the goods behind them: for, of.
    pub(super) links: Vec<String>,
    /// Words that say that what follows is not there.
    pub(super) missing: Vec<String>,
    /// What only comes along with goods that are named before it.
    pub(super) along: Vec<Along>,
}

/// Goods, and what may come along with them.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Along {
    pub(super) with: KindId,
    pub(super) kinds: Vec<KindId>,
}

/// Where a text speaks of other things than the item.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct AsideFile {
    /// Headers of remarks.
    pub(super) remarks: Vec<String>,
    /// Words after which it does: with, for, near.
    pub(super) words: Vec<String>,
    /// Signs that stand for such a word.
    pub(super) signs: Vec<String>,
    /// Endings of an owner's name: what follows is not the item, but something of the owner's.
    pub(super) owners: Vec<String>,
}

/// One kind as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct KindEntry {
    pub(super) id: KindId,
    pub(super) parent: Option<KindId>,
    #[serde(default)]
    pub(super) also: Vec<KindId>,
    pub(super) title: String,
    /// Words for it in category columns and descriptions, in any language.
    #[serde(default)]
    pub(super) words: Vec<String>,
    /// More words for it, which are too common to be taken for it outside a category column: a bullet, a turret.
    #[serde(default)]
    pub(super) category_words: Vec<String>,
    #[serde(default)]
    pub(super) category_only: bool,
    /// Words that mean it only where they are all of a category or a description: a bus is on a board as well.
    #[serde(default)]
    pub(super) whole_words: Vec<String>,
    /// All its words do so in a description.
    #[serde(default)]
    pub(super) whole: bool,
    /// What stands for it in the names of devices: `sw` in `LIM-SW-01`.
    #[serde(default)]
    pub(super) codes: Vec<String>,
    #[serde(default)]
    pub(super) networked: bool,
    #[serde(default)]
    pub(super) runs_on: Vec<KindId>,
    /// Kinds of which an item is one of this, where its model is of a family of the kind above: batteries, of drones.
    #[serde(default)]
    pub(super) parts: Vec<KindId>,
}

/// `[context]`: how the kind is inferred.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct ContextWords {
    /// The kinds that the header of a column may tell of.
    pub(super) headers: Vec<KindId>,
    /// Words that may stand in such a header beside the word for the kind.
    pub(super) header_words: Vec<String>,
    /// Words in a cell that answer a question instead of naming an item.
    pub(super) answers: Vec<String>,
    /// Words for lists that are written together with what they list.
    pub(super) list_words: Vec<String>,
    /// Words in the name of a list that make it one of parts.
    pub(super) parts_words: Vec<String>,
    /// Words of a category that say how an item is, and nothing of what it is.
    pub(super) properties: Vec<String>,
    /// Words of a category for goods of any kind: device, subscription.
    pub(super) any_kind: Vec<String>,
    /// Kinds that lines above a table name for other reasons: the number of a telephone.
    pub(super) not_in_titles: Vec<KindId>,
    /// What such a kind suggests in place of itself.
    pub(super) stands_for: BTreeMap<KindId, KindId>,
}

impl ContextWords {
    /// The same with its words folded, as they are compared.
    pub(super) fn folded(self) -> Self {
        let folded = |words: Vec<String>| words.iter().map(|word| fold(word)).collect();
        Self {
            header_words: folded(self.header_words),
            answers: folded(self.answers),
            list_words: folded(self.list_words),
            parts_words: folded(self.parts_words),
            properties: folded(self.properties),
            any_kind: folded(self.any_kind),
            ..self
        }
    }

    /// Every kind that is named.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &KindId> {
        let others = self.stands_for.keys().chain(self.stands_for.values());
        self.headers.iter().chain(&self.not_in_titles).chain(others)
    }
}
