//! Reading `data/equipment.toml`: the kinds and the words for them, with every fault found on the way.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    file::{AccessoryFile, AsideFile, ContextWords, KindEntry, TreeFile},
    id::KindId,
    item::ItemWords,
    kinds::{Kind, Kinds},
    tree::EquipmentTree,
    words::{Asides, KindWords},
};
use crate::{
    fold::fold,
    knowledge::{Fault, Faults, File, parse},
};

impl KindEntry {
    fn kind(&self) -> Kind {
        let Self { id, parent, also, title, category_only, networked, runs_on, parts, .. } = self;
        Kind {
            id: id.clone(),
            parent: parent.clone(),
            also: also.clone(),
            title: title.clone(),
            category_only: *category_only,
            networked: *networked,
            runs_on: runs_on.clone(),
            parts: parts.clone(),
        }
    }
}

impl EquipmentTree {
    /// A tree of these kinds.
    fn of(
        kinds: &BTreeMap<KindId, KindEntry>,
        open: &[String],
        aside: &AsideFile,
        accessory: &AccessoryFile,
        context: ContextWords,
    ) -> Self {
        let codes = kinds.values().flat_map(|kind| {
            let codes = kind.codes.iter().map(|code| fold(code));
            codes.map(|code| (code, kind.id.clone()))
        });
        Self {
            words: KindWords::of(kinds.values(), open),
            asides: Asides::of(aside),
            item: ItemWords::of(accessory),
            codes: codes.collect(),
            context: context.folded(),
            kinds: Kinds::of(kinds.iter().map(|(id, entry)| (id.clone(), entry.kind())).collect()),
        }
    }

    /// Reads a tree; a repeated id, a missing parent or a circle is a fault.
    #[allow(dead_code, reason = "the build script reads what is shipped")]
    pub(crate) fn load(file: &Arc<File>) -> Result<Self, Faults> {
        let parsed: TreeFile = parse(file).map_err(Faults)?;
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
        let tree = Self::of(&kinds, &parsed.open, &parsed.aside, &parsed.accessory, parsed.context);
        for kind in tree.kinds() {
            let lists = [
                ("is also of the kind", &kind.also),
                ("runs on the kind", &kind.runs_on),
                ("has parts of the kind", &kind.parts),
            ];
            let named = lists.iter().flat_map(|(how, kinds)| kinds.iter().map(move |of| (how, of)));
            for (how, unknown) in named.filter(|(_, of)| tree.get(of).is_none()) {
                let message = format!("`{}` {how} `{unknown}`, which does not exist", kind.id);
                let span = spans.get(&kind.id).cloned().unwrap_or_default();
                faults.push(Fault::at(file, span, message, "expected a kind of this file"));
            }
        }
        let named = [
            ("context", tree.context.kinds().collect::<Vec<_>>()),
            ("accessory", tree.item.kinds().collect()),
        ];
        let named =
            named.iter().flat_map(|(table, kinds)| kinds.iter().map(move |kind| (table, kind)));
        for (table, unknown) in named.filter(|(_, kind)| tree.get(kind).is_none()) {
            let message = format!("`[{table}]` names the kind `{unknown}`, which does not exist");
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
            if self.kinds.get(parent).is_none() {
                return Some(format!("`{at}` names the parent `{parent}`, which does not exist"));
            }
            if !seen.insert(parent) {
                return Some(format!("`{id}` is its own ancestor"));
            }
            at = parent;
        }
        None
    }
}
