//! Kinds, and those of a tree numbered: what stands above what is found without comparing names.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::id::KindId;

/// One kind of equipment.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Kind {
    /// Its id.
    pub id: KindId,
    /// The more general kind.
    pub parent: Option<KindId>,
    /// What else its items are called, though that says less of what they do: software.
    pub also: Vec<KindId>,
    /// What people call it.
    pub title: String,
    /// Its words are too common to be taken for it outside a category column: a switch may stand on a desk.
    pub category_only: bool,
    /// What the kind above it is where the item has an address in a network.
    pub networked: bool,
    /// The kinds of goods on which items of it are, whoever made those: software is on computers.
    pub runs_on: Vec<KindId>,
    /// The kinds of which an item is one of this, where its model is of a family of the kind above: a battery for a drone.
    pub parts: Vec<KindId>,
}

/// All kinds, by id.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Kinds {
    all: Vec<Kind>,
    numbers: FxHashMap<KindId, usize>,
    /// The more general kind of each.
    parents: Vec<Option<usize>>,
    /// What each is where the item has an address in a network.
    networked: Vec<usize>,
}

impl Kinds {
    pub(super) fn of(kinds: BTreeMap<KindId, Kind>) -> Self {
        let numbers: FxHashMap<_, _> = kinds.keys().cloned().zip(0..).collect();
        let kinds: Vec<_> = kinds.into_values().collect();
        let parents: Vec<Option<usize>> = kinds
            .iter()
            .map(|kind| kind.parent.as_ref().and_then(|parent| numbers.get(parent).copied()))
            .collect();
        let networked = (0..kinds.len()).map(|number| {
            let mut below = (0..kinds.len()).filter(|&other| parents[other] == Some(number));
            below.find(|&other| kinds[other].networked).unwrap_or(number)
        });
        let networked = networked.collect();
        Self { all: kinds, numbers, parents, networked }
    }

    pub(super) fn get(&self, id: &KindId) -> Option<&Kind> {
        self.all.get(self.number(id)?)
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &Kind> {
        self.all.iter()
    }

    /// What a kind is where the item has an address in a network.
    pub(super) fn on_network<'k>(&'k self, id: &'k KindId) -> &'k KindId {
        let networked = self.number(id).and_then(|number| self.networked.get(number));
        networked.and_then(|&number| self.all.get(number)).map_or(id, |kind| &kind.id)
    }

    /// Whether `special` is `general` or stands below it.
    pub(super) fn is_within(&self, special: &KindId, general: &KindId) -> bool {
        let is_it = |number: usize| self.all.get(number).is_some_and(|kind| kind.id == *general);
        special == general
            || self.number(special).is_some_and(|number| self.lineage(number).skip(1).any(is_it))
    }

    /// All kinds within one of these or above one.
    pub(super) fn related<'k>(
        &self,
        to: impl Iterator<Item = &'k KindId>,
    ) -> impl Iterator<Item = &KindId> {
        let (mut among, mut above) = (vec![false; self.all.len()], vec![false; self.all.len()]);
        for number in to.filter_map(|id| self.number(id)) {
            among[number] = true;
            self.lineage(number).for_each(|number| above[number] = true);
        }
        let is_related = move |number| above[number] || self.lineage(number).any(|one| among[one]);
        self.all
            .iter()
            .enumerate()
            .filter(move |(number, _)| is_related(*number))
            .map(|it| &it.1.id)
    }

    /// The numbers of a kind and of all above it, from the special to the general.
    fn lineage(&self, number: usize) -> impl Iterator<Item = usize> {
        let above = |&number: &usize| self.parents.get(number).copied().flatten();
        std::iter::successors(Some(number), above)
    }

    fn number(&self, id: &KindId) -> Option<usize> {
        self.numbers.get(id).copied()
    }
}
