//! Needs: which missing facts would decide the rows that are in review.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Field, Finding, Verdict,
    audit::{Audited, Basis},
    facts::LifeCycle,
    finding::Test,
    reason::{AskedFact, Missing},
    report::{escape::clipped_name, wording::question},
};

/// Site names kept for one fact.
const SITES: usize = 3;
/// At most this many different questions for one fact are remembered; the laws ask fewer.
const ASKED: usize = 64;

/// A fact that is missing for rows in review.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Need {
    /// What is asked for.
    pub fact: AskedFact,
    /// The question that settles it: of several the shortest, so that the order of the rows does not matter.
    pub question: String,
    /// Whether it is also asked in other words, as another law asks it.
    pub is_asked_otherwise: bool,
    /// Rows in review that ask for it.
    pub rows: u64,
    /// Those of them that ask for nothing else.
    pub alone: u64,
    /// The first few sites whose rows ask for it.
    pub sites: Vec<String>,
    /// Of the owner: what it could be so that the law reaches rows, with their number.
    pub owners: BTreeMap<String, u64>,
    /// A cell that names somebody of whom it does not tell what he is.
    pub named: Option<String>,
    /// The word that the question itself names, where it names one.
    pub answer: Option<&'static str>,
    /// The values that decide it, as people call them.
    pub deciding: BTreeSet<String>,
}

impl Need {
    /// A fact for which nothing has asked so far.
    pub(in crate::report) fn of(fact: AskedFact) -> Self {
        Self {
            fact,
            question: String::new(),
            is_asked_otherwise: false,
            rows: 0,
            alone: 0,
            sites: Vec::new(),
            owners: BTreeMap::new(),
            named: None,
            answer: None,
            deciding: BTreeSet::new(),
        }
    }

    /// Whether it asks who the owner is.
    pub fn asks_for_owner(&self) -> bool {
        self.fact == AskedFact::Field(Field::Owner)
    }
}

/// The missing facts. Their number is bounded by the fields of an asset and the words of the law files.
#[derive(Clone, Debug, Default)]
pub(super) struct Needs {
    by_fact: BTreeMap<AskedFact, Need>,
    /// What has been asked, by fact: its question is made once.
    asked: BTreeMap<AskedFact, Vec<Missing>>,
    binds: BTreeMap<String, Vec<String>>,
}

impl Needs {
    pub(super) fn new(basis: &Basis) -> Self {
        Self { binds: basis.binds.clone(), ..Self::default() }
    }

    /// Counts what a row in review asks for; false if it asks for nothing.
    pub(super) fn add(&mut self, asset: &Audited) -> bool {
        let asks = |finding: &&Finding| !finding.note && finding.verdict == Verdict::Review;
        let open = asset.findings.iter().filter(asks);
        self.add_owners(open.clone());
        let missing: Vec<_> = open.flat_map(|finding| &finding.missing).collect();
        let facts: BTreeSet<_> = missing.iter().map(|missing| missing.fact()).collect();
        for &fact in &facts {
            let need = self.by_fact.entry(fact).or_insert_with(|| Need::of(fact));
            for asked in missing.iter().filter(|missing| missing.fact() == fact) {
                let known = self.asked.entry(fact).or_default();
                if known.contains(*asked) {
                    continue;
                }
                if known.len() < ASKED {
                    known.push((*asked).clone());
                }
                if let Missing::OneOf(_, titles) = asked {
                    need.deciding.extend(titles.iter().cloned());
                }
                if matches!(asked, Missing::InService) {
                    need.answer = Some(LifeCycle::InService.word());
                }
                let asked = question(asked);
                need.is_asked_otherwise |= !need.question.is_empty() && need.question != asked;
                let rank =
                    |question: &String| (question.is_empty(), question.len(), question.clone());
                if rank(&asked) < rank(&need.question) {
                    need.question = asked;
                }
            }
            need.rows += 1;
            need.alone += u64::from(facts.len() == 1);
            if let Some(site) = asset.site.as_deref().map(clipped_name)
                && need.sites.len() < SITES
                && !need.sites.iter().any(|known| known == site)
            {
                need.sites.push(site.to_owned());
            }
        }
        !facts.is_empty()
    }

    /// Counts what the owner of a row could be so that one of these findings holds.
    fn add_owners<'f>(&mut self, open: impl Iterator<Item = &'f Finding> + Clone) {
        let asks = |finding: &&Finding| {
            finding.missing.iter().any(|missing| matches!(missing, Missing::Owner(_)))
        };
        let open = open.filter(asks);
        let named = open.clone().flat_map(|finding| &finding.tests).find_map(Test::names_owner);
        let named = named.map(clipped_name).map(str::to_owned);
        let bound = open.filter_map(|finding| self.binds.get(&finding.law.id));
        let owners: BTreeSet<_> = bound.flatten().collect();
        if owners.is_empty() {
            return;
        }
        let fact = AskedFact::Field(Field::Owner);
        let need = self.by_fact.entry(fact).or_insert_with(|| Need::of(fact));
        need.named = need.named.take().or(named);
        for owner in owners {
            match need.owners.get_mut(owner) {
                Some(rows) => *rows += 1,
                None => _ = need.owners.insert(owner.clone(), 1),
            }
        }
    }

    /// Who the owner is comes first, since most law binds some owners alone; then what decides most rows, the country before others.
    pub(super) fn ranked(&self) -> Vec<&Need> {
        let mut needs: Vec<_> = self.by_fact.values().collect();
        needs.sort_by_key(|need| {
            let is_country = need.fact == AskedFact::Field(Field::Country);
            std::cmp::Reverse((need.asks_for_owner(), need.alone, need.rows, is_country))
        });
        needs
    }
}
