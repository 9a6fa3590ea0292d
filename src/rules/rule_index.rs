//! Which rules may reach goods, by who made them and of which kinds they are: most of the law is about other makers and other goods.

use std::{borrow::Cow, sync::OnceLock};

use rustc_hash::FxHashMap;

use super::{Designation, Target};
use crate::{EquipmentTree, KindId, attribution::Maker};

/// Rules by their number.
#[derive(Clone, Debug, Default)]
pub(super) struct RuleIndex {
    /// Those that name a vendor, by its id.
    by_vendor: FxHashMap<String, Vec<usize>>,
    /// Those about makers with their seat in a country, by its code.
    by_seat: FxHashMap<String, Vec<usize>>,
    /// Those about makers that meet a criterion, by its id.
    by_criterion: FxHashMap<String, Vec<usize>>,
    /// Those about goods, whoever made them.
    of_goods: Vec<usize>,
    /// Those of them that may reach goods of a kind, found out when some are met.
    by_kind: OnceLock<FxHashMap<KindId, OnceLock<Vec<usize>>>>,
    /// Those of them that catch only what states some fact.
    pub(super) of_stated: Vec<usize>,
    /// Those that ask after makers of whom nothing is known.
    pub(super) of_strangers: Vec<usize>,
}

impl RuleIndex {
    /// Adds a rule for this designation.
    pub(super) fn add(&mut self, number: usize, designation: &Designation) {
        match &designation.target {
            Target::Vendor(id) => self.by_vendor.entry(id.clone()).or_default().push(number),
            Target::Criterion { id, .. } => {
                self.by_criterion.entry(id.clone()).or_default().push(number);
            }
            Target::Seat(countries) => {
                for country in countries {
                    let code = country.code().to_owned();
                    self.by_seat.entry(code).or_default().push(number);
                }
            }
            Target::Anyone => self.of_goods.push(number),
        }
        if designation.stated {
            self.of_stated.push(number);
        }
        if designation.unknown_maker {
            self.of_strangers.push(number);
        }
    }

    /// Whether some rule names a maker.
    pub(super) fn names(&self, maker: &Maker) -> bool {
        self.by_vendor.contains_key(&maker.id)
    }

    /// The rules that go by the seat of a maker, or by a criterion that it meets.
    pub(super) fn unnamed(&self, maker: &Maker) -> impl Iterator<Item = usize> {
        let met = maker.meets.iter().filter_map(|meets| self.by_criterion.get(&meets.criterion));
        self.by_seat.get(&maker.country).into_iter().chain(met).flatten().copied()
    }

    /// The same with those that name it.
    pub(super) fn of_maker(&self, maker: &Maker) -> impl Iterator<Item = usize> {
        let named = self.by_vendor.get(&maker.id).into_iter().flatten().copied();
        named.chain(self.unnamed(maker))
    }

    /// The rules about goods, whoever made them, of which `may_reach` says that they may reach goods of a kind.
    pub(super) fn of_kind(
        &self,
        kind: &KindId,
        tree: &EquipmentTree,
        may_reach: impl Fn(usize) -> bool,
    ) -> Cow<'_, [usize]> {
        let found = || self.of_goods.iter().copied().filter(|number| may_reach(*number)).collect();
        let kinds = || tree.kinds().map(|kind| (kind.id.clone(), OnceLock::new())).collect();
        match self.by_kind.get_or_init(kinds).get(kind) {
            Some(known) => Cow::Borrowed(known.get_or_init(found)),
            None => Cow::Owned(found()),
        }
    }
}
