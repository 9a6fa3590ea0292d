//! What makers and law know of companies and of owners, for intake, which knows none. It is put together when it is first asked.

use std::sync::{Arc, OnceLock};

use crate::{
    intake::{Companies, Trade},
    rules::{LawBook, OwnersAnywhere},
    vendors::{Catalogue, CompanyNames},
};

/// Companies and owners by name.
#[derive(Debug)]
pub(super) struct KnownCompanies {
    catalogue: Arc<Catalogue>,
    book: Arc<LawBook>,
    companies: OnceLock<CompanyNames>,
    owners: OnceLock<OwnersAnywhere>,
}

impl KnownCompanies {
    pub(super) fn new(catalogue: Arc<Catalogue>, book: Arc<LawBook>) -> Self {
        Self { catalogue, book, companies: OnceLock::new(), owners: OnceLock::new() }
    }
}

impl Companies for KnownCompanies {
    fn trade(&self, cell: &str) -> Option<Trade> {
        let companies = self.companies.get_or_init(|| CompanyNames::of(&self.catalogue));
        if companies.is_seller(cell) {
            Some(Trade::Sells)
        } else if companies.is_maker(cell) {
            Some(Trade::Makes)
        } else {
            None
        }
    }

    fn names_owner(&self, cell: &str) -> Option<bool> {
        let terms = self.book.terms();
        self.owners.get_or_init(|| OwnersAnywhere::new(terms)).names(cell, terms)
    }
}
