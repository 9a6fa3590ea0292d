//! The provisions as an audit applies them, before it knows anything of an asset.

use std::sync::Arc;

use super::{LawBook, OnUnknown, Owner, Target, row::JudgedRow};
use crate::{
    Date, Truth,
    facts::Facts,
    finding::{AppliedLaw, OpenTest},
    reason::{Answer, Reason},
};

impl LawBook {
    /// Every provision with what stays open where nothing is known of an asset and its owner.
    pub fn applied(&self, as_of: Date) -> Vec<AppliedLaw> {
        let law = self.law_of(self.regimes.iter(), &Owner::default(), as_of);
        let facts = Facts::default();
        let row = JudgedRow::new(&law, &facts, OnUnknown::default());
        let mut applied: Vec<AppliedLaw> = Vec::new();
        for rule in &law.rules {
            let law = &rule.provision().law;
            if applied.last().is_none_or(|last| !Arc::ptr_eq(&last.law, law)) {
                applied.push(AppliedLaw { law: Arc::clone(law), open: Vec::new() });
            }
            let finding = row.finding(rule, None, Answer::yes(Reason::NamesKind));
            let vendor = match &rule.designation().target {
                Target::Vendor(id) => Some(id.clone()),
                _ => None,
            };
            let open = finding.tests.into_iter().filter(|test| test.truth() == Truth::Unknown);
            let open = open.map(|test| OpenTest { vendor: vendor.clone(), test });
            if let Some(last) = applied.last_mut() {
                last.open.extend(open);
            }
        }
        applied
    }
}
