//! The auditor: an audit's settings, checked once, then applied to any number of files.

use std::sync::Arc;

#[cfg(any(test, feature = "cli"))]
use super::sections::Sections;
use super::{Audit, Audited, Basis, judge::Judge, knowledge::Knowledge, setup::Setup};
use crate::{
    Asset, Attribution, Finding,
    facts::Facts,
    intake::{self, Inventory, Note},
    rules::LawBook,
};

/// An audit's settings with all knowledge loaded; cheap to clone. The example at the head of the crate shows it at work.
#[derive(Clone, Debug)]
pub struct Auditor {
    pub(super) judge: Arc<Judge>,
    pub(super) setup: Arc<Setup>,
    pub(super) basis: Basis,
    pub(super) warnings: Vec<String>,
}

impl Auditor {
    /// What its audits are made with.
    pub fn basis(&self) -> &Basis {
        &self.basis
    }

    /// What a user should know before trusting the result, such as old rules.
    pub fn warnings(&self) -> &[String] {
        &self.warnings
    }

    /// The knowledge it was built with.
    pub fn knowledge(&self) -> &Knowledge {
        &self.judge.knowledge
    }

    /// The law that it applies.
    pub fn book(&self) -> &LawBook {
        &self.judge.source.book
    }

    /// How intake should read a file under these settings.
    pub fn intake_options(&self) -> intake::Options {
        let mut options = intake::Options::new(Arc::clone(&self.judge.knowledge.formats));
        options.columns.clone_from(&self.setup.config.columns);
        options.fill_down.clone_from(&self.setup.config.fill_down);
        options
    }

    /// Audits an opened inventory.
    pub fn audit_inventory(&self, inventory: Inventory) -> Audit {
        Audit::new(&self.judge, inventory)
    }

    /// The sections of an inventory of which nothing has been read, for rows that are read and judged one by one.
    #[cfg(any(test, feature = "cli"))]
    pub(crate) fn sections(&self, inventory: &Inventory) -> Sections {
        Sections::of(&self.judge, inventory.understanding())
    }

    /// One asset before the law; `notes` say what was odd about its row.
    pub fn judge(&self, asset: &Asset, notes: &[Note]) -> Audited {
        self.judge.judge(asset, notes)
    }

    /// What is known of an asset and what every provision says of it.
    pub fn findings(&self, asset: &Asset, attributions: &[Attribution]) -> (Facts, Vec<Finding>) {
        self.judge.findings(asset, attributions)
    }

    /// Who made an asset, without asking any law.
    pub fn identify(&self, asset: &Asset) -> Vec<Attribution> {
        self.judge.identify(asset)
    }
}
