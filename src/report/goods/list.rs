//! The list of goods in bounded memory: the worst kinds are kept; the rest is counted by maker and law.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use super::{clause::Clause, group::Goods};
use crate::{
    Verdict,
    audit::{Audited, Tally},
    report::worst_kept::{Room, WorstKept},
};

/// At most this many ways in which a provision was put to goods are remembered.
const SHARED: usize = 16;

/// Kinds of goods in bounded memory.
#[derive(Clone, Debug)]
pub(in crate::report) struct GoodsList {
    kept: WorstKept<Goods>,
    /// Maximum number of provisions kept for each kind that name it and do not reach it.
    spared: usize,
    rest: Rest,
    /// By their ids, how provisions were put to goods lately: hundreds of goods share what each of a hundred provisions says.
    shared: HashMap<String, Vec<Arc<Clause>>>,
}

impl GoodsList {
    /// Room for at most `most` kinds of goods, each with at most `spared` provisions that name it and do not reach it: there are dozens of
    /// them for one that does, and few reports show more than the first.
    pub(in crate::report) fn new(most: usize, spared: usize) -> Self {
        Self { kept: WorstKept::new(most), spared, rest: Rest::default(), shared: HashMap::new() }
    }

    pub(in crate::report) fn add(&mut self, asset: &Audited) {
        let key = Goods::key(asset);
        if let Some(goods) = self.kept.get_mut(key) {
            return goods.join(asset);
        }
        match self.kept.make_room(asset.verdict) {
            Room::Free => {}
            Room::Made(_, dropped) => self.rest.add_goods(&dropped),
            Room::None => return self.rest.add(asset),
        }
        let mut goods = Goods::of(asset);
        goods.spared.truncate(self.spared);
        goods.spared.shrink_to_fit();
        let all = [&mut goods.clauses, &mut goods.spared];
        all.into_iter().flatten().for_each(|clause| self.share(clause));
        self.kept.insert(key, asset.verdict, goods);
    }

    /// Has goods share a provision with others to which it was put in the same way.
    fn share(&mut self, clause: &mut Arc<Clause>) {
        let known = self.shared.entry(clause.law.id.clone()).or_default();
        if let Some(same) = known.iter().find(|known| *known == clause) {
            *clause = Arc::clone(same);
            return;
        }
        known.truncate(SHARED - 1);
        known.insert(0, Arc::clone(clause));
    }

    /// The goods: worst first, then those with most rows, then in the order of the input.
    pub(in crate::report) fn sorted(&self) -> Vec<&Goods> {
        self.kept.sorted_by_key(|goods| Reverse((goods.verdict, goods.places.rows())))
    }

    /// How many kinds of goods of a verdict are kept.
    pub(in crate::report) fn of(&self, verdict: Verdict) -> u64 {
        self.kept.values().filter(|goods| goods.verdict == verdict).count() as u64
    }

    /// The rows whose goods are only counted.
    pub(in crate::report) fn rest(&self) -> &Rest {
        &self.rest
    }
}

/// Rows that are only counted. The number of entries is bounded by the makers and the provisions.
#[derive(Clone, Debug, Default)]
pub(in crate::report) struct Rest {
    tally: Tally,
    by_maker: BTreeMap<(Verdict, String, String), u64>,
}

impl Rest {
    fn add(&mut self, asset: &Audited) {
        let worst = asset.findings.first();
        let named = worst.and_then(|finding| finding.maker.as_ref());
        let maker = named.or_else(|| asset.attributions.first().map(|by| &by.maker));
        let maker = maker.map_or("", |maker| maker.short.as_str());
        let law = worst.map_or("", |finding| finding.law.id.as_str());
        self.add_rows(asset.verdict, maker, law, 1);
    }

    /// Counts goods that are not shown.
    pub(in crate::report) fn add_goods(&mut self, goods: &Goods) {
        let clause = goods.clauses.iter().chain(&goods.spared).next();
        let maker = clause.and_then(|clause| goods.maker_under(clause)).unwrap_or_default();
        let law = clause.map_or("", |clause| clause.law.id.as_str());
        self.add_rows(goods.verdict, maker, law, goods.places.rows());
    }

    fn add_rows(&mut self, verdict: Verdict, maker: &str, law: &str, rows: u64) {
        self.tally.add_rows(verdict, rows);
        let key = (verdict, maker.to_owned(), law.to_owned());
        *self.by_maker.entry(key).or_default() += rows;
    }

    /// The rows by verdict.
    pub(in crate::report) fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The rows by verdict, the maker's name and the worst provision, the worst first; maker and provision are empty where there is
    /// none.
    pub(in crate::report) fn by_maker(&self) -> impl Iterator<Item = (Verdict, &str, &str, u64)> {
        let entries = self.by_maker.iter().rev();
        entries.map(|((verdict, maker, law), rows)| (*verdict, maker.as_str(), law.as_str(), *rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    fn called(list: &GoodsList) -> Vec<(&str, u64)> {
        let all = list.sorted();
        all.into_iter().map(|goods| (goods.names.first(), goods.places.rows())).collect()
    }

    /// A violation late in the file is never crowded out by milder findings before it.
    #[test]
    fn the_worst_are_kept() {
        let mut list = GoodsList::new(2, 1);
        for (verdict, name) in [
            (Verdict::Exempt, "a"),
            (Verdict::Exempt, "a"),
            (Verdict::Review, "b"),
            (Verdict::Violation, "c"),
            (Verdict::Violation, "d"),
            (Verdict::Violation, "e"),
            (Verdict::Violation, "d"),
        ] {
            let mut asset = fixture::clear(name);
            asset.verdict = verdict;
            list.add(&asset);
        }
        assert_eq!(called(&list), [("d", 2), ("c", 1)]);
        let dropped = list.rest().tally();
        assert_eq!(dropped.rows(), 4);
        assert_eq!((dropped.of(Verdict::Exempt), dropped.of(Verdict::Violation)), (2, 1));
    }
}
