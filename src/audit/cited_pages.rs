//! What rests on each page: law and facts about makers that were read in it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Folders, Knowledge, LoadError, knowledge::pages};
use crate::{
    Date,
    knowledge::{Source, Sources},
    rules::{Regime, Terms},
    vendors::{Label, Vendor},
};

/// A page, and how much rests on it.
#[derive(Clone, Debug)]
pub(crate) struct CitedPage {
    /// Its id in a `sources.toml`; `None` where a file has it for itself.
    pub(crate) id: Option<String>,
    pub(crate) source: Arc<Source>,
    pub(crate) resting: PageUses,
}

impl CitedPage {
    /// Days since it was read; negative if that is still to come.
    pub(crate) fn days_since_read(&self, as_of: Date) -> i64 {
        let span = as_of.first().since(self.source.read.last());
        span.map_or(0, |span| i64::from(span.get_days()))
    }
}

/// How much rests on a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PageUses {
    /// Regimes of which anything was read in it.
    pub(crate) laws: usize,
    /// What they forbid.
    pub(crate) provisions: usize,
    /// Whom they catch.
    pub(crate) designations: usize,
    /// Makers and labels of which anything was read in it.
    pub(crate) makers: usize,
    /// Their labels, and names of theirs and of companies of their groups.
    pub(crate) names: usize,
    /// Families of their model numbers.
    pub(crate) families: usize,
    /// All other marks of theirs.
    pub(crate) marks: usize,
    /// Anything else: exceptions, duties to report, words of law, memberships in a group, innocent companies.
    pub(crate) others: usize,
}

/// All pages of the knowledge with these folders, the one that was read longest ago first.
pub(crate) fn cited_pages(folders: &Folders) -> Result<Vec<CitedPage>, LoadError> {
    let knowledge = Knowledge::load(folders)?;
    let mut count = PageCounts::new(&pages(folders)?);
    count.terms(knowledge.book.terms());
    knowledge.book.regimes().iter().for_each(|regime| count.regime(regime));
    knowledge.catalogue.vendors().iter().for_each(|vendor| count.vendor(vendor));
    knowledge.catalogue.labels().iter().for_each(|label| count.label(label));
    let mut pages: Vec<_> = count.pages.into_values().collect();
    pages.sort_by(|one, other| {
        let key = |page: &CitedPage| (page.source.read.last(), page.id.clone());
        key(one).cmp(&key(other))
    });
    Ok(pages)
}

/// The pages by address, with what rests on each so far.
struct PageCounts {
    pages: BTreeMap<String, CitedPage>,
    /// The addresses that the law or the maker rests on that is being counted.
    of_one: BTreeSet<String>,
}

impl PageCounts {
    fn new(shared: &Sources) -> Self {
        let page = |(id, source): (&String, &Arc<Source>)| {
            let (id, source) = (Some(id.clone()), Arc::clone(source));
            (source.url.clone(), CitedPage { id, source, resting: PageUses::default() })
        };
        Self { pages: shared.iter().map(page).collect(), of_one: BTreeSet::new() }
    }

    /// Counts one thing that rests on some pages.
    fn one(&mut self, sources: &[Arc<Source>], count: impl Fn(&mut PageUses) -> &mut usize) {
        for source in sources {
            let page = self.pages.entry(source.url.clone()).or_insert_with(|| CitedPage {
                id: None,
                source: Arc::clone(source),
                resting: PageUses::default(),
            });
            *count(&mut page.resting) += 1;
            self.of_one.insert(source.url.clone());
        }
    }

    /// Counts the law or the maker that was gone through, once on each page.
    fn whole(&mut self, count: impl Fn(&mut PageUses) -> &mut usize) {
        for url in std::mem::take(&mut self.of_one) {
            if let Some(page) = self.pages.get_mut(&url) {
                *count(&mut page.resting) += 1;
            }
        }
    }

    fn terms(&mut self, terms: &Terms) {
        for organisation in terms.organisations().values() {
            self.one(&organisation.sources, |on| &mut on.others);
        }
        for criterion in terms.criteria().values() {
            self.one(&criterion.sources, |on| &mut on.others);
        }
        for term in Terms::facts().flat_map(|fact| terms.of(fact)) {
            self.one(&term.sources, |on| &mut on.others);
        }
        self.of_one.clear();
    }

    fn regime(&mut self, regime: &Regime) {
        // Where it binds nobody this is all that was read of it, and it counts as a law.
        self.of_one.extend(regime.sources.iter().map(|source| source.url.clone()));
        for designation in &regime.designations {
            self.one(&designation.sources, |on| &mut on.designations);
        }
        for provision in &regime.provisions {
            self.one(&provision.law.sources, |on| &mut on.provisions);
            for exception in &provision.law.exceptions {
                self.one(&exception.sources, |on| &mut on.others);
            }
        }
        for duty in &regime.duties {
            self.one(&duty.sources, |on| &mut on.others);
        }
        self.whole(|on| &mut on.laws);
    }

    fn vendor(&mut self, vendor: &Vendor) {
        for meets in &vendor.maker.meets {
            self.one(&meets.sources, |on| &mut on.others);
        }
        let companies = vendor.companies.iter().flat_map(|company| &company.names);
        let names = vendor.aliases.iter().chain(companies).map(|name| &name.proof);
        for proof in names.chain(vendor.brands.iter().map(|brand| &brand.proof)) {
            self.one(&proof.sources, |on| &mut on.names);
        }
        for proof in vendor.companies.iter().flat_map(|company| &company.proofs) {
            self.one(&proof.sources, |on| &mut on.others);
        }
        for family in &vendor.models {
            self.one(&family.proof.sources, |on| &mut on.families);
        }
        for mark in &vendor.marks {
            self.one(&mark.proof.sources, |on| &mut on.marks);
        }
        for neighbour in &vendor.neighbours {
            self.one(&neighbour.proof.sources, |on| &mut on.others);
        }
        self.whole(|on| &mut on.makers);
    }

    fn label(&mut self, label: &Label) {
        for mark in &label.marks {
            self.one(&mark.proof.sources, |on| &mut on.marks);
        }
        let others = label.counters.iter().map(|counter| &counter.proof);
        let others = others.chain(label.neighbours.iter().map(|neighbour| &neighbour.proof));
        for proof in others.chain(label.range.iter().map(|range| &range.proof)) {
            self.one(&proof.sources, |on| &mut on.others);
        }
        self.whole(|on| &mut on.makers);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shipped_page_stands_in_a_file_of_pages_and_says_its_kind() {
        let pages = cited_pages(&Folders::default()).unwrap();
        assert!(pages.len() > 500, "{}", pages.len());
        for page in &pages {
            let url = &page.source.url;
            assert!(page.id.is_some(), "{url}: move the table to a sources.toml");
            assert!(page.source.kind.is_some(), "{url}: expected kind");
            assert_ne!(page.resting, PageUses::default(), "{url}: nothing rests on it");
        }
        let registry = pages.iter().find(|page| page.id.as_deref() == Some("oui-data")).unwrap();
        assert!(registry.resting.marks > 50 && registry.resting.makers > 50, "{registry:?}");
        assert!(pages.is_sorted_by_key(|page| page.source.read.last()));
    }
}
