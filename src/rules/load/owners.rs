//! The owners that a law file names: they must exist, and be such as its law can bind.

use std::collections::BTreeSet;

use super::Check;
use crate::knowledge::{Fault, Placed};

impl Check<'_> {
    pub(super) fn is_organisation(&self, id: &str) -> bool {
        self.terms.organisations().contains_key(id)
    }

    /// Faults organisations that do not exist.
    pub(super) fn check_owners(&mut self, owners: &[Placed<String>], jurisdiction: &str) {
        for owner in owners {
            if self.is_organisation(owner.as_ref()) {
                continue;
            }
            let asked = BTreeSet::from([jurisdiction.to_owned()]);
            let (hint, known) = self.terms.owners_near(owner.as_ref(), &asked);
            let message = format!("the organisation `{}` does not exist", owner.as_ref());
            let expected = "expected an organisation of rules/terms.toml";
            let fault = Fault::at(self.file, owner.span(), message, expected);
            self.faults.push(fault.hint(format!("{hint}known: {known}")));
        }
    }

    /// Faults owners that are left out one and all: a provision that binds nobody else binds nobody.
    pub(super) fn check_left_bound(&mut self, bound: &[Placed<String>], left: &[Placed<String>]) {
        let is_left_out = |owner: &Placed<String>| {
            let is = self.terms.with_implied(owner.as_ref());
            left.iter().any(|left| is.contains(left.as_ref()))
        };
        if let Some(first) = left.first()
            && !bound.is_empty()
            && bound.iter().all(is_left_out)
        {
            let message = "all whom this binds are left out of it".to_owned();
            self.fault(first.span(), message, "expected owners that are some of those it binds");
        }
    }

    /// Faults owners whom the law of a jurisdiction cannot bind: those that do not exist, and those of another country.
    pub(super) fn check_bound(&mut self, bound: &[Placed<String>], jurisdiction: &str) {
        self.check_owners(bound, jurisdiction);
        for owner in bound {
            let known = self.terms.organisations().get(owner.as_ref());
            let Some(of) = known.and_then(|known| known.jurisdiction.as_deref()) else { continue };
            if !self.terms.may_bind(jurisdiction, of) {
                let message = format!(
                    "`{}` is an owner of {of}, and this is law of {jurisdiction}",
                    owner.as_ref()
                );
                let expected = format!("expected an owner of {jurisdiction}, or of no country");
                let hint = "`banlint orgs` lists them; a word of your own stands under [[organisation]] in a terms.toml";
                self.faults.push(Fault::at(self.file, owner.span(), message, expected).hint(hint));
            }
        }
    }
}
