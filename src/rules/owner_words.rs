//! The words for owners, as a message names them to whoever wrote another.

use std::collections::BTreeSet;

use super::{Organisation, Terms};
use crate::knowledge::{did_you_mean, known_as};

impl Terms {
    /// Whether the law of a jurisdiction may speak of owners of another: it is the same, or one is a part or a member of the other.
    pub(super) fn may_bind(&self, law: &str, owner: &str) -> bool {
        let country = |id| self.parent(id).unwrap_or(id);
        law == owner
            || country(law) == owner
            || country(owner) == law
            || self.is_member(country(law), owner)
            || self.is_member(country(owner), law)
    }

    /// What may have been meant by a word for an owner that does not exist, and the words that there are: those of the law that was asked
    /// for, else of the country that the word itself begins with, and those of no country.
    pub(crate) fn owners_near(&self, word: &str, asked: &BTreeSet<String>) -> (String, String) {
        let begins = word.split('-').next().unwrap_or(word).to_uppercase();
        let begins = self.jurisdictions().get_key_value(&begins).map(|(id, _)| id);
        let of: Vec<&String> =
            if asked.is_empty() { begins.into_iter().collect() } else { asked.iter().collect() };
        let all = self.organisations().values();
        let is_meant = |owner: &&Organisation| {
            let its = owner.jurisdiction.as_deref();
            its.is_some_and(|its| of.iter().any(|law| self.may_bind(law, its)))
        };
        let of_country: Vec<_> = all.clone().filter(is_meant).collect();
        let of_none: Vec<_> = all.clone().filter(|owner| owner.jurisdiction.is_none()).collect();
        let named = || of_country.iter().chain(&of_none).copied();
        let hint = [false, true].into_iter().flat_map(|described| {
            [owner_meant(word, named(), described), owner_meant(word, all.clone(), described)]
        });
        let hint = hint.into_iter().find(|hint| !hint.is_empty()).unwrap_or_default();
        let known: Vec<_> = named().map(|owner| owner.id.as_str()).collect();
        let more = all.len() - known.len();
        let known = known.join(", ");
        (hint, if more == 0 { known } else { format!("{known} and {more} more") })
    }
}

/// A sentence with the owners that a word may stand for, by what they are called or, `described`, by what they are.
fn owner_meant<'o>(
    word: &str,
    owners: impl Iterator<Item = &'o Organisation>,
    described: bool,
) -> String {
    if !described {
        return did_you_mean(word, owners.flat_map(|owner| known_as(&owner.id, [&owner.title])));
    }
    let described = owners.map(|Organisation { id, says, .. }| {
        let country = id.split('-').next().unwrap_or(id);
        (id.as_str(), format!("{country} {says}"))
    });
    let described: Vec<_> = described.collect();
    did_you_mean(word, described.iter().flat_map(|(id, text)| known_as(id, [text.as_str()])))
}
