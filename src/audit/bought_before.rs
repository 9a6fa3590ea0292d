//! Goods bought before law asks for anything: some law names a kind of equipment whoever made it, but asks only what was bought from some
//! day on. Where a row surely tells that its goods are older, there is nothing to judge.

use rustc_hash::FxHashMap;

use super::{establish::is_of_another_year, judge::Judge};
use crate::{
    Date, EquipmentTree, Field, KindId, Truth,
    asset::{DateOrder, Layout},
    equipment::{SUGGESTED_BY, WatchedKinds},
    glance::Glance,
    intake::in_doubt,
};

/// Facts by which older goods may be reached all the same.
const OF_TIME: [Field; 6] = [
    Field::Contracted,
    Field::Renewed,
    Field::Installed,
    Field::Sold,
    Field::Status,
    Field::Network,
];

/// At most so many categories are remembered.
const CATEGORIES: usize = 1 << 10;

/// What was found out for rows before.
#[derive(Default)]
pub(super) struct AskedFrom {
    /// From which day on law asks for a kind; `None` where it asks for older goods, too.
    kinds: FxHashMap<KindId, Option<Date>>,
    /// The kinds that a category states.
    stated: FxHashMap<String, Vec<KindId>>,
    glance: Glance,
}

impl AskedFrom {
    /// The kinds that a category states.
    fn stated(&mut self, tree: &EquipmentTree, category: &str) -> &[KindId] {
        if !self.stated.contains_key(category) {
            if self.stated.len() == CATEGORIES {
                self.stated.clear();
            }
            self.stated.insert(category.to_owned(), tree.stated_in(category));
        }
        self.stated.get(category).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The columns by which rows of a sheet tell that their goods are too old.
pub(super) struct BoughtBefore {
    category: usize,
    acquired: usize,
    order: Option<DateOrder>,
    /// The columns of names, which may suggest more special kinds.
    names: Vec<usize>,
}

impl BoughtBefore {
    /// `None` where rows may say more of time than when their goods were bought, or settings do.
    pub(super) fn of(judge: &Judge, layout: &Layout) -> Option<Self> {
        let (&[category], &[acquired]) =
            (layout.columns_of(Field::Equipment), layout.columns_of(Field::Acquired))
        else {
            return None;
        };
        let column = layout.columns.get(acquired)?;
        let assumed = &judge.settings.assumed;
        let tree = &judge.knowledge.tree;
        let mut described = layout.columns_of(Field::Description).iter();
        let says_more = OF_TIME.iter().any(|field| !layout.columns_of(*field).is_empty())
            || !layout.text_columns().is_empty()
            || described.any(|&at| tree.is_remark(&layout.columns[at].header))
            || is_of_another_year(&column.header, judge.as_of)
            || !tree.of_layout(layout).is_empty()
            || [Field::Equipment, Field::Acquired]
                .iter()
                .chain(&OF_TIME)
                .any(|field| assumed.contains_key(field))
            || !judge.settings.words.is_empty()
            || !judge.sites.is_empty()
            || judge.may_state_more(layout)
            || judge.lists.is_some();
        let names = SUGGESTED_BY.iter().flat_map(|&field| layout.columns_of(field)).copied();
        let order = column.date_order;
        (!says_more).then(|| Self { category, acquired, order, names: names.collect() })
    }

    /// Whether no law asks anything of a row, all of whose kinds of which some law speaks are `watched`.
    pub(super) fn is_unasked<'c>(
        &self,
        judge: &Judge,
        watched: &WatchedKinds,
        known: &mut AskedFrom,
        cells: &(impl Iterator<Item = &'c str> + Clone),
    ) -> bool {
        let cell = |at: usize| cells.clone().nth(at).unwrap_or_default().trim();
        let (category, acquired) = (cell(self.category), cell(self.acquired));
        let read = || judge.knowledge.formats.read_date(acquired, self.order);
        let Some(day) = read().filter(|_| !in_doubt(category) && !in_doubt(acquired)) else {
            return false;
        };
        let tree = &judge.knowledge.tree;
        let stated = known.stated(tree, category).to_vec();
        let glance = &mut known.glance;
        let names = self.names.iter().map(|&at| cell(at));
        let names = names.filter(|name| !glance.read(name) || watched.may_stand_in(glance));
        let kinds = tree.may_be(stated, names);
        let mut is_too_old = |kind: &KindId| {
            let from = known.kinds.get(kind).copied().unwrap_or_else(|| {
                let from = judge.asked_from(kind);
                known.kinds.insert(kind.clone(), from);
                from
            });
            from.is_some_and(|from| day.on_or_after(from) == Truth::False)
        };
        let terms = judge.source.book.terms();
        !kinds.is_empty()
            && day.on_or_before(judge.as_of) == Truth::True
            && kinds.iter().all(|kind| !watched.names(kind) || is_too_old(kind))
            && cells.clone().all(|cell| judge.owner_cells.remarked(cell, terms).is_none())
    }
}
