//! Companies by name alone: whether a cell names a maker, listed or not.

use std::collections::BTreeSet;

use super::{Catalogue, letters::fold, name_key::NameKey, words::Words};

/// Names of makers and of companies that sell what others make.
#[derive(Debug)]
pub(crate) struct CompanyNames {
    words: Words,
    makers: BTreeSet<NameKey>,
}

impl CompanyNames {
    /// The companies that a catalogue knows: listed makers with their groups and labels, and makers that nothing is known against.
    pub(crate) fn of(catalogue: &Catalogue) -> Self {
        let words = catalogue.words.clone();
        let vendors = &catalogue.vendors;
        let own = vendors.iter().flat_map(|vendor| [&vendor.maker.name, &vendor.maker.short]);
        let aliases = vendors.iter().flat_map(|vendor| &vendor.aliases).map(|alias| &alias.name);
        let companies = vendors.iter().flat_map(|vendor| &vendor.companies);
        let companies = companies.flat_map(|company| &company.names).map(|alias| &alias.name);
        let brands = vendors.iter().flat_map(|vendor| &vendor.brands);
        let brands = brands.flat_map(|brand| [&brand.label].into_iter().chain(&brand.aliases));
        let labels = catalogue.labels.iter();
        let labels = labels.flat_map(|label| [&label.label].into_iter().chain(&label.aliases));
        let listed = own.chain(aliases).chain(companies).chain(brands).chain(labels);
        let makers = listed.chain(words.makers()).map(|name| words.key(name)).collect();
        Self { words, makers }
    }

    /// Whether all of a cell is the name of a maker, but for legal forms, places and trades.
    pub(crate) fn is_maker(&self, cell: &str) -> bool {
        let folded = fold(cell);
        let short = || NameKey::from_folded(self.words.core(&folded));
        self.makers.contains(&self.words.key(cell)) || self.makers.contains(&short())
    }

    /// What a name is compared by.
    pub(crate) fn key(&self, name: &str) -> NameKey {
        self.words.key(name)
    }

    /// A name folded and without legal forms, its spaces kept.
    pub(crate) fn spelling(&self, name: &str) -> String {
        self.words.spelling(name)
    }

    /// Whether folded words are all such as many companies have in their names.
    pub(crate) fn is_plain(&self, folded: &str) -> bool {
        self.words.is_plain(folded)
    }

    /// Whether all of a cell is the name of a company that sells what others make.
    pub(crate) fn is_seller(&self, cell: &str) -> bool {
        self.words.is_seller(cell)
    }
}
