//! The auditor: an audit's settings, checked once, then applied to any number of files.

use std::{collections::BTreeMap, sync::Arc};

use super::{Audit, AuditorBuilder, Basis, establish::Reader, knowledge::Knowledge};
use crate::{
    Attribution, Date, Field,
    config::{Sites, Waiver},
    facts::Value,
    intake::{self, ColumnUse, Inventory},
    rules::{LawBook, OnUnknown, Owner, OwnerLaw},
    vendors::Recogniser,
};

/// An audit's settings with all knowledge loaded. The example at the head of the crate shows it at work.
#[derive(Debug)]
pub struct Auditor {
    pub(super) knowledge: Knowledge,
    pub(super) recogniser: Recogniser,
    pub(super) book: LawBook,
    /// The law that is not applied, so that a report can say what it would have reached.
    pub(super) left_out: Vec<LawBook>,
    pub(super) law: OwnerLaws,
    /// The same for the owners of sites that have another owner, by the name of their entry.
    pub(super) site_laws: BTreeMap<String, OwnerLaws>,
    pub(super) assume: BTreeMap<Field, Value>,
    pub(super) sites: Sites,
    pub(super) waivers: Vec<Waiver>,
    pub(super) columns: BTreeMap<String, ColumnUse>,
    pub(super) fill_down: Vec<String>,
    pub(super) on_unknown: OnUnknown,
    pub(super) as_of: Date,
    pub(super) basis: Basis,
    pub(super) warnings: Vec<String>,
}

/// The law as it is put to one owner: what is applied, and what is left out.
#[derive(Debug)]
pub(super) struct OwnerLaws {
    pub(super) applied: OwnerLaw,
    pub(super) left_out: Vec<OwnerLaw>,
}

impl OwnerLaws {
    pub(super) fn of(owner: &Owner, book: &LawBook, left_out: &[LawBook], as_of: Date) -> Self {
        let left_out = left_out.iter().filter(|book| !book.regimes().is_empty());
        let left_out = left_out.map(|book| book.put_to(owner, as_of)).collect();
        Self { applied: book.put_to(owner, as_of), left_out }
    }
}

impl Auditor {
    /// Settings to begin with: all countries, today, an owner of whom nothing is said.
    #[must_use]
    pub fn builder() -> AuditorBuilder {
        AuditorBuilder::default()
    }

    /// What its audits are made with.
    #[must_use]
    pub fn basis(&self) -> &Basis {
        &self.basis
    }

    /// What a user should know before trusting the result, such as old rules.
    #[must_use]
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// The knowledge it was built with.
    #[must_use]
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// The law that it applies.
    #[must_use]
    pub fn book(&self) -> &LawBook {
        &self.book
    }

    /// How intake should read a file under these settings.
    #[must_use]
    pub fn intake_options(&self) -> intake::Options {
        let mut options = intake::Options::new(Arc::clone(&self.knowledge.formats));
        options.columns.clone_from(&self.columns);
        options.fill_down.clone_from(&self.fill_down);
        options
    }

    /// Audits an opened inventory.
    #[must_use]
    pub fn audit_inventory(&self, inventory: Inventory) -> Audit<'_> {
        Audit::new(self, inventory)
    }

    /// Who made an asset, without asking any law.
    #[must_use]
    pub fn identify(&self, asset: &crate::Asset) -> Vec<Attribution> {
        self.recogniser.recognise(asset, || self.reader().acquired(asset))
    }

    pub(super) fn reader(&self) -> Reader<'_> {
        Reader {
            formats: &self.knowledge.formats,
            terms: self.book.terms(),
            tree: &self.knowledge.tree,
            countries: &self.knowledge.countries,
            as_of: self.as_of,
        }
    }
}
