//! The provisions as an audit applies them, before it knows anything of an asset.

use super::{Case, LawBook, OnUnknown, Owner, Regime, Target, answer::Answer};
use crate::{
    Date, Truth,
    facts::Facts,
    finding::{AppliedLaw, OpenTest},
};

impl LawBook {
    /// Every provision with what stays open where nothing is known of an asset and its owner.
    #[must_use]
    pub fn applied(&self, as_of: Date) -> Vec<AppliedLaw> {
        let (facts, owner) = (Facts::default(), Owner::default());
        let (attributions, on_unknown) = (&[], OnUnknown::default());
        let case = Case { facts: &facts, attributions, owner: &owner, as_of, on_unknown };
        self.regimes.iter().flat_map(|regime| self.applied_of(regime, &case)).collect()
    }

    fn applied_of(&self, regime: &Regime, nothing_known: &Case<'_>) -> Vec<AppliedLaw> {
        let provisions = regime.provisions.iter().map(|provision| {
            let designations = provision.designations.iter();
            let enforced = designations
                .filter_map(|&at| regime.designations.get(at))
                .filter(|designation| designation.enforce);
            let mut open: Vec<OpenTest> = Vec::new();
            for designation in enforced {
                let maker = Answer::yes(String::new());
                let finding = self.finding(provision, designation, nothing_known, None, maker);
                let vendor = match &designation.target {
                    Target::Vendor(id) => Some(id.clone()),
                    _ => None,
                };
                let tests = finding.tests.into_iter().filter(|test| test.truth == Truth::Unknown);
                open.extend(tests.map(|test| OpenTest { vendor: vendor.clone(), test }));
            }
            AppliedLaw { law: provision.law.clone(), open }
        });
        provisions.collect()
    }
}
