//! The law as it is put to each owner of rows: of the inventory, of a site, or one that a row names itself, once, when the first row does.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

use rustc_hash::FxHashSet;

use crate::{
    Countries, Date, EquipmentTree, Field, KindId, Truth,
    attribution::Maker,
    equipment::WatchedKinds,
    intake::in_doubt,
    rules::{
        LawBook, Owner, OwnerClue, OwnerHeaders, OwnerLaw, OwnerRemarks, OwnerWords, RowPlace,
        Terms,
    },
};

/// What the law of owners is made from.
#[derive(Debug)]
pub(super) struct LawSource {
    pub(super) book: LawBook,
    pub(super) left_out: [LawBook; 2],
    /// The makers of whom nothing is said unless law that does not name them reaches them.
    pub(super) unnamed: Vec<Arc<Maker>>,
    pub(super) as_of: Date,
}

/// The law as it is put to the owner of a row, found out when the first such row is met; `None` where that is the owner of all others.
type RowLaw = OnceLock<Option<Box<OwnerLaws>>>;

/// Those who may own rows, for one owner of all the others.
#[derive(Debug)]
pub(super) struct RowOwners {
    named: BTreeMap<OwnerClue, RowLaw>,
    /// Those of whom nothing is known but in which part of a country they are.
    in_parts: BTreeMap<String, RowLaw>,
}

impl RowOwners {
    /// Any that a cell may name.
    pub(super) fn any(terms: &Terms) -> Self {
        let parts = terms.jurisdictions().keys().filter(|id| terms.parent(id).is_some());
        Self {
            named: OwnerClue::all(terms).map(|clue| (clue, OnceLock::new())).collect(),
            in_parts: parts.map(|part| (part.clone(), OnceLock::new())).collect(),
        }
    }

    /// The law as it is put to one of whom nothing is known but in which part of a country that is, where more is not said of all others.
    pub(super) fn law_in(
        &self,
        part: &str,
        others: &Owner,
        source: &LawSource,
    ) -> Option<&OwnerLaws> {
        let law = || Some(Box::new(OwnerLaws::of(others.of_row_in(part)?, source)));
        self.in_parts.get(part)?.get_or_init(law).as_deref()
    }

    /// The law as it is put to whoever a cell names, where that is not the owner of all other rows.
    pub(super) fn law(
        &self,
        clue: &OwnerClue,
        others: &Owner,
        source: &LawSource,
    ) -> Option<&OwnerLaws> {
        let law = || {
            let owner = others.of_row(clue, source.book.terms())?;
            Some(Box::new(OwnerLaws::of(owner, source)))
        };
        self.named.get(clue)?.get_or_init(law).as_deref()
    }
}

/// The words by which cells name owners, read when the first such cell is met.
#[derive(Debug, Default)]
pub(super) struct OwnerCells {
    /// The jurisdictions whose law was asked for, or is put to the owners that are stated.
    pub(super) home: BTreeSet<String>,
    words: OnceLock<OwnerWords>,
    /// They are asked of every row, and are far fewer.
    remarks: OnceLock<OwnerRemarks>,
    headers: OnceLock<OwnerHeaders>,
}

impl OwnerCells {
    pub(super) fn at(home: BTreeSet<String>) -> Self {
        Self { home, ..Self::default() }
    }

    /// What a cell says that the owner is, in a row of this place.
    pub(super) fn read(
        &self,
        cell: &str,
        row: RowPlace<'_>,
        terms: &Terms,
        countries: &Countries,
    ) -> Option<OwnerClue> {
        let clue = self.words(terms).read(cell, row, terms, countries)?;
        Some(if in_doubt(cell) { clue.in_doubt() } else { clue })
    }

    /// What a remark, or a word for the goods, puts in question of their owner.
    pub(super) fn remarked(&self, text: &str, terms: &Terms) -> Option<OwnerClue> {
        self.remarks.get_or_init(|| OwnerRemarks::new(terms)).read(text)
    }

    /// Headers of columns that say something of owners.
    pub(super) fn headers(&self, terms: &Terms) -> &OwnerHeaders {
        self.headers.get_or_init(|| OwnerHeaders::new(terms))
    }

    pub(super) fn words(&self, terms: &Terms) -> &OwnerWords {
        self.words.get_or_init(|| OwnerWords::new(terms, &self.home))
    }
}

/// The kinds of equipment of which law may have something to say whoever made them, applied or left out.
#[derive(Debug)]
pub(super) struct KindsToWatch {
    pub(super) always: WatchedKinds,
    /// With those of which it has something to say where a row states one of some facts: few sheets have a column for one.
    pub(super) if_stated: OnceLock<WatchedKinds>,
    pub(super) stated: BTreeSet<Field>,
}

/// The law as it is put to one owner: what is applied, and what is left out, so that a report can say what it would have reached.
#[derive(Debug)]
pub(super) struct OwnerLaws {
    pub(super) owner: Owner,
    pub(super) applied: OwnerLaw,
    pub(super) left_out: Vec<OwnerLaw>,
    /// Makers whom no law names, nor any that binds this owner reaches: nothing is said of them.
    pub(super) unreached: FxHashSet<String>,
    /// The owners of single rows.
    pub(super) of_rows: RowOwners,
    /// The kinds of equipment of which it may have something to say whoever made them.
    watched: OnceLock<WatchedKinds>,
    /// The kinds of equipment of which it asks who made them, and those of which any maker may be caught.
    of_makers: OnceLock<FxHashSet<KindId>>,
    of_any_maker: OnceLock<FxHashSet<KindId>>,
}

impl OwnerLaws {
    pub(super) fn of(owner: Owner, source: &LawSource) -> Self {
        let LawSource { book, left_out, unnamed, as_of } = source;
        let left_out = left_out.iter().filter(|book| !book.regimes().is_empty());
        let left_out = left_out.map(|book| book.put_to(&owner, *as_of)).collect();
        let applied = book.put_to(&owner, *as_of);
        let unreached = unnamed.iter().filter(|maker| !applied.may_reach(maker, &[]));
        let unreached = unreached.map(|maker| maker.id.clone()).collect();
        let of_rows = RowOwners::any(book.terms());
        let (watched, of_makers, of_any_maker) =
            (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { owner, applied, left_out, unreached, of_rows, watched, of_makers, of_any_maker }
    }

    /// Whether it asks of goods of this kind who made them.
    pub(super) fn asks_maker_of(&self, kind: &KindId) -> bool {
        self.of_makers.get_or_init(|| self.applied.kinds_judged_by_maker()).contains(kind)
    }

    /// Whether any maker of goods of this kind may be caught, so that a model number alone says nothing.
    pub(super) fn asks_any_maker_of(&self, kind: &KindId) -> bool {
        self.of_any_maker.get_or_init(|| self.applied.kinds_judged_by_any_maker()).contains(kind)
    }

    pub(super) fn watched(&self, tree: &EquipmentTree) -> &WatchedKinds {
        self.watched.get_or_init(|| watched(tree, &std::iter::once(self), true))
    }
}

impl KindsToWatch {
    pub(super) fn of<'l>(
        tree: &EquipmentTree,
        laws: &(impl Iterator<Item = &'l OwnerLaws> + Clone),
    ) -> Self {
        let stated = each_law(laws).flat_map(OwnerLaw::stated_alone).collect();
        Self { always: watched(tree, laws, false), if_stated: OnceLock::new(), stated }
    }
}

/// The kinds of which these laws may have something to say, with those for rows that state more, or without.
pub(super) fn watched<'l>(
    tree: &EquipmentTree,
    laws: &(impl Iterator<Item = &'l OwnerLaws> + Clone),
    stated: bool,
) -> WatchedKinds {
    let (mut maybe, mut surely) = (FxHashSet::default(), FxHashSet::default());
    for (kind, concerned) in each_law(laws).flat_map(|law| law.concerned_kinds(stated)) {
        maybe.insert(kind.clone());
        if concerned == Truth::True {
            surely.insert(kind.clone());
        }
    }
    tree.watch(maybe, surely)
}

/// From which day on these laws ask anything of goods of a kind whoever made them; `None` where they ask of older ones, too.
pub(super) fn asked_from<'l>(
    kind: &KindId,
    laws: &(impl Iterator<Item = &'l OwnerLaws> + Clone),
) -> Option<Date> {
    let each: Option<Vec<_>> = each_law(laws).flat_map(|law| law.asked_from(kind)).collect();
    each?.into_iter().min_by_key(|day| day.first())
}

fn each_law<'l>(
    laws: &(impl Iterator<Item = &'l OwnerLaws> + Clone),
) -> impl Iterator<Item = &'l OwnerLaw> {
    laws.clone().flat_map(|laws| laws.left_out.iter().chain([&laws.applied]))
}
