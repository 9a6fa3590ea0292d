//! Kinds of equipment: a tree of general and special kinds, which law, model families and inventories all name.
//!
//! The kinds and the words for them stand in `data/equipment.toml`.

mod context;
mod id;
mod inferred;
mod phrases;
mod words;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

pub(crate) use context::LayoutKinds;
pub use context::{Context, SuggestedKind};
pub use id::KindId;
use inferred::ContextWords;
use serde::{Deserialize, Serialize};
pub use words::StatedKind;
use words::{Asides, KindWords};

use crate::{
    Truth,
    fold::fold,
    knowledge::{Fault, Faults, File, parse},
};

/// One kind of equipment.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Kind {
    /// Its id.
    pub id: KindId,
    /// The more general kind.
    #[serde(default)]
    pub parent: Option<KindId>,
    /// What people call it.
    pub title: String,
    /// Words for it in category columns and descriptions, in any language.
    #[serde(default)]
    pub words: Vec<String>,
    /// More words for it, which are too common to be taken for it outside a category column: a bullet, a turret.
    #[serde(default)]
    pub category_words: Vec<String>,
    /// Its words are too common to be taken for it outside a category column: a switch may stand on a desk.
    #[serde(default)]
    pub category_only: bool,
    /// What stands for it in the names of devices: `sw` in `LIM-SW-01`.
    #[serde(default)]
    pub codes: Vec<String>,
    /// What the kind above it is where the item has an address in a network.
    #[serde(default)]
    pub networked: bool,
}

/// All kinds of equipment.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct EquipmentTree {
    kinds: BTreeMap<KindId, Kind>,
    words: KindWords,
    asides: Asides,
    /// Kinds by what stands for them in the names of devices.
    codes: BTreeMap<String, KindId>,
    context: ContextWords,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TreeFile {
    kind: Vec<toml::Spanned<Kind>>,
    /// Phrases that hold a word for a kind and name none.
    #[serde(default)]
    open: Vec<String>,
    #[serde(default)]
    aside: AsideFile,
    #[serde(default)]
    context: ContextWords,
}

/// Where a text speaks of other things than the item.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct AsideFile {
    /// Headers of remarks.
    remarks: Vec<String>,
    /// Words after which it does: with, for, near.
    words: Vec<String>,
    /// Signs that stand for such a word.
    signs: Vec<String>,
    /// Endings of an owner's name: what follows is not the item, but something of the owner's.
    owners: Vec<String>,
}

impl EquipmentTree {
    /// A tree of these kinds.
    fn of(
        kinds: impl IntoIterator<Item = Kind>,
        open: &[String],
        aside: &AsideFile,
        context: ContextWords,
    ) -> Self {
        let kinds: BTreeMap<_, _> = kinds.into_iter().map(|kind| (kind.id.clone(), kind)).collect();
        let words = KindWords::of(kinds.values(), open);
        let codes = kinds.values().flat_map(|kind| {
            kind.codes.iter().map(|code| (fold(code), kind.id.clone())).collect::<Vec<_>>()
        });
        let codes = codes.collect();
        Self { kinds, words, asides: Asides::of(aside), codes, context: context.folded() }
    }

    /// Reads a tree; a repeated id, a missing parent or a circle is a fault.
    pub fn load(file: &Arc<File>) -> Result<Self, Faults> {
        let parsed: TreeFile = parse(file).map_err(|fault| Faults(vec![fault]))?;
        let mut faults = Vec::new();
        let mut kinds = BTreeMap::new();
        let spans: BTreeMap<_, _> =
            parsed.kind.iter().map(|kind| (kind.as_ref().id.clone(), kind.span())).collect();
        for kind in parsed.kind {
            let span = kind.span();
            let kind = kind.into_inner();
            let id = kind.id.clone();
            if kinds.insert(id.clone(), kind).is_some() {
                let message = format!("the kind `{id}` stands twice");
                faults.push(Fault::at(file, span, message, "expected each id once"));
            }
        }
        let tree = Self::of(kinds.into_values(), &parsed.open, &parsed.aside, parsed.context);
        for unknown in tree.context.kinds().filter(|kind| tree.get(kind).is_none()) {
            let message = format!("`[context]` names the kind `{unknown}`, which does not exist");
            faults.push(Fault::at(file, 0..0, message, "expected a kind of this file"));
        }
        for (id, span) in spans {
            if let Some(wrong) = tree.fault_above(&id) {
                faults.push(Fault::at(file, span, wrong, "expected a chain of parents that ends"));
            }
        }
        if faults.is_empty() { Ok(tree) } else { Err(Faults(faults)) }
    }

    /// What is wrong with the chain of parents above a kind.
    fn fault_above(&self, id: &KindId) -> Option<String> {
        let mut seen = BTreeSet::new();
        let mut at = id;
        while let Some(parent) = self.kinds.get(at)?.parent.as_ref() {
            if !self.kinds.contains_key(parent) {
                return Some(format!("`{at}` names the parent `{parent}`, which does not exist"));
            }
            if !seen.insert(parent) {
                return Some(format!("`{id}` is its own ancestor"));
            }
            at = parent;
        }
        None
    }

    /// A kind by its id.
    #[must_use]
    pub fn get(&self, id: &KindId) -> Option<&Kind> {
        self.kinds.get(id)
    }

    /// Every kind, by id.
    pub fn kinds(&self) -> impl Iterator<Item = &Kind> {
        self.kinds.values()
    }

    /// What people call a kind; the id where the tree does not have it.
    #[must_use]
    pub fn title<'a>(&'a self, id: &'a KindId) -> &'a str {
        self.kinds.get(id).map_or(id.as_str(), |kind| kind.title.as_str())
    }

    /// Whether all words for a kind are too common to be taken for it outside a category column.
    fn is_category_only(&self, kind: &KindId) -> bool {
        self.get(kind).is_some_and(|kind| kind.category_only)
    }

    /// What a kind is where the item has an address in a network.
    fn on_network(&self, kind: &KindId) -> KindId {
        let mut below = self.kinds.values().filter(|other| other.parent.as_ref() == Some(kind));
        below.find(|other| other.networked).map_or_else(|| kind.clone(), |other| other.id.clone())
    }

    /// Whether `special` is `general` or stands below it.
    #[must_use]
    pub fn is_within(&self, special: &KindId, general: &KindId) -> bool {
        self.lineage(special).any(|kind| kind == general)
    }

    /// A kind and all above it, from the special to the general.
    pub fn lineage<'a>(&'a self, kind: &'a KindId) -> impl Iterator<Item = &'a KindId> {
        let above = |kind: &&'a KindId| self.kinds.get(*kind).and_then(|kind| kind.parent.as_ref());
        std::iter::successors(Some(kind), above)
    }

    /// Whether an item of one of the kinds `known` is of one of the kinds `wanted`. Unknown if nothing is known, or if all
    /// that is known is more general than what is wanted. A kind that is known says more than one above it.
    #[must_use]
    pub fn reaches<'k>(
        &self,
        known: impl IntoIterator<Item = &'k KindId>,
        wanted: &[KindId],
    ) -> Truth {
        let known: Vec<_> = known.into_iter().collect();
        let is_special = |kind: &KindId| {
            !known.iter().any(|other| *other != kind && self.is_within(other, kind))
        };
        let mut answer = None;
        for &kind in known.iter().filter(|kind| is_special(kind)) {
            let this = if wanted.iter().any(|wanted| self.is_within(kind, wanted)) {
                Truth::True
            } else if wanted.iter().any(|wanted| self.is_within(wanted, kind)) {
                Truth::Unknown
            } else {
                Truth::False
            };
            answer = Some(answer.map_or(this, |so_far: Truth| so_far.or(this)));
        }
        answer.unwrap_or(Truth::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(text: &str) -> Result<EquipmentTree, Faults> {
        EquipmentTree::load(&Arc::new(File { path: "t.toml".into(), text: text.into() }))
    }

    const SMALL: &str = "
        [[kind]]\nid = 'video'\ntitle = 'video'
        [[kind]]\nid = 'camera'\nparent = 'video'\ntitle = 'camera'
        [[kind]]\nid = 'recorder'\nparent = 'video'\ntitle = 'recorder'
        [[kind]]\nid = 'phone'\ntitle = 'phone'";

    #[test]
    fn a_general_kind_leaves_a_special_one_open() {
        let tree = tree(SMALL).unwrap();
        let [video, camera, phone] = ["video", "camera", "phone"].map(KindId::new);
        assert_eq!(tree.reaches([&camera], std::slice::from_ref(&video)), Truth::True);
        assert_eq!(tree.reaches([&video], std::slice::from_ref(&camera)), Truth::Unknown);
        assert_eq!(tree.reaches([&phone], std::slice::from_ref(&video)), Truth::False);
        assert_eq!(tree.reaches([], std::slice::from_ref(&video)), Truth::Unknown);
        assert_eq!(tree.reaches([&camera, &video], &[KindId::new("recorder")]), Truth::False);
        assert_eq!(tree.reaches([&phone, &camera], &[video]), Truth::True);
    }

    #[test]
    fn faults_are_found() {
        for (text, words) in [
            ("[[kind]]\nid = 'a'\ntitle = 'a'\n[[kind]]\nid = 'a'\ntitle = 'b'", "stands twice"),
            ("[[kind]]\nid = 'a'\nparent = 'b'\ntitle = 'a'", "does not exist"),
            (
                "[[kind]]\nid = 'a'\nparent = 'b'\ntitle = 'a'\n[[kind]]\nid = 'b'\nparent = 'a'\ntitle = 'b'",
                "own ancestor",
            ),
        ] {
            let shown = tree(text).unwrap_err().to_string();
            assert!(shown.contains(words), "{shown}");
        }
    }
}
