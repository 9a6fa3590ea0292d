//! The words for owners, as "did you mean" names them.

use std::collections::BTreeSet;

use super::{Organisation, Terms};
use crate::knowledge::{did_you_mean, known_as};

/// Words listed where one of all is suggested.
const BESIDE_A_HINT: usize = 6;

impl Terms {
    /// Those of some organisations that are known in every country, with nothing more special among them that implies them.
    pub(super) fn general_of(&self, ids: &BTreeSet<String>) -> BTreeSet<String> {
        let known_everywhere = |id: &String| self.jurisdiction_of(id).is_none();
        let is_implied = |id: &String| {
            ids.iter().any(|other| other != id && self.with_implied(other).contains(id))
        };
        ids.iter().filter(|&id| known_everywhere(id) && !is_implied(id)).cloned().collect()
    }

    /// The jurisdictions whose terms some organisations are.
    pub(super) fn jurisdictions_of(&self, ids: &BTreeSet<String>) -> BTreeSet<String> {
        ids.iter().filter_map(|id| self.jurisdiction_of(id)).cloned().collect()
    }

    fn jurisdiction_of(&self, id: &str) -> Option<&String> {
        self.organisations().get(id)?.jurisdiction.as_ref()
    }

    /// Whether an owner of a kind that every country has may be an organisation: it takes in such, or its own kind is not known.
    pub(super) fn may_be_such(&self, id: &str, kind: &str) -> bool {
        let Some(Organisation { takes_in, some_of, .. }) = self.organisations().get(id) else {
            return false;
        };
        let (its, of_kind) = (self.with_implied(id), self.with_implied(kind));
        let is_kind = |one: &&String| *one != id && self.jurisdiction_of(one).is_none();
        let mut kinds = its.iter().filter(is_kind).peekable();
        takes_in.iter().chain(some_of).any(|one| one == kind)
            || (takes_in.is_empty()
                && kinds.peek().is_some()
                && kinds.all(|one| of_kind.contains(one)))
    }

    /// The organisations that take in some of the kinds of bodies that one of these takes in, where no other of these says which: the
    /// agencies of a state, of those of the state and of its local bodies.
    pub(super) fn narrower_than(&self, ids: &[&str]) -> BTreeSet<String> {
        let is_told = |wide: &Organisation| {
            let others = || ids.iter().filter(|id| **id != wide.id);
            others().any(|id| wide.takes_in.iter().any(|kind| kind == id))
                || others().any(|id| self.with_implied(id).contains(&wide.id))
        };
        let given = ids.iter().filter_map(|id| self.organisations().get(*id));
        let wide: Vec<_> = given.filter(|one| !is_told(one)).collect();
        let is_part_of = |one: &Organisation, of: &Organisation| {
            one.id != of.id
                && one.jurisdiction == of.jurisdiction
                && !one.takes_in.is_empty()
                && one.takes_in.iter().all(|kind| of.takes_in.contains(kind))
                && self.with_implied(&one.id).contains(&of.id)
        };
        let all = self.organisations().values();
        let narrower = all.filter(|one| wide.iter().any(|of| is_part_of(one, of)));
        narrower.map(|one| one.id.clone()).collect()
    }

    /// Whether an organisation says what an owner is by nature, so that there are others that it cannot be, and not what it does besides.
    pub(super) fn is_body(&self, id: &str) -> bool {
        let all = self.with_implied(id);
        let mut excluding = self.organisations().values().filter(|one| !one.excludes.is_empty());
        excluding.any(|one| {
            all.contains(&one.id) || one.excludes.iter().any(|excluded| all.contains(excluded))
        })
    }

    /// Whether there are owners that say of themselves that they are not this.
    pub(super) fn is_excluded(&self, id: &str) -> bool {
        let mut all = self.organisations().values();
        all.any(|one| one.excludes.iter().any(|excluded| excluded == id))
    }

    /// Whether an organisation says only in what form an owner is, as private owners are too who never are public bodies, and public bodies are.
    pub(super) fn is_form(&self, id: &str) -> bool {
        let mut excluding = self.organisations().values().filter(|one| !one.excludes.is_empty());
        excluding.any(|one| self.with_implied(&one.id).contains(id))
    }

    /// Whether the law of a jurisdiction may speak of owners of another: it is the same, or one is a part or a member of the other.
    pub(super) fn may_bind(&self, law: &str, owner: &str) -> bool {
        let country = |id| self.parent(id).unwrap_or(id);
        law == owner
            || country(law) == owner
            || country(owner) == law
            || self.is_member(country(law), owner)
            || self.is_member(country(owner), law)
    }

    /// A suggestion for a word for an owner that does not exist, and the words that there are: those of the law that was asked
    /// for, else of the country that the word itself begins with, and those of no country.
    pub(crate) fn owners_near(&self, word: &str, asked: &BTreeSet<String>) -> (String, String) {
        let begins = word.split('-').next().unwrap_or(word).to_uppercase();
        let begins = self.jurisdictions().get_key_value(&begins).map(|(id, _)| id);
        let of: Vec<&String> =
            if asked.is_empty() { begins.into_iter().collect() } else { asked.iter().collect() };
        let all = self.organisations().values();
        let is_bound = |owner: &&Organisation| {
            let its = owner.jurisdiction.as_deref();
            its.is_some_and(|its| of.iter().any(|law| self.may_bind(law, its)))
        };
        let of_country: Vec<_> = all.clone().filter(is_bound).collect();
        let of_none: Vec<_> = all.clone().filter(|owner| owner.jurisdiction.is_none()).collect();
        let named = || of_country.iter().chain(&of_none).copied();
        let hint = [false, true].into_iter().flat_map(|described| {
            [
                owner_suggested(word, named(), described),
                owner_suggested(word, all.clone(), described),
            ]
        });
        let hint = hint.into_iter().find(|hint| !hint.is_empty()).unwrap_or_default();
        let most = if hint.is_empty() { usize::MAX } else { BESIDE_A_HINT };
        let known: Vec<_> = named().take(most).map(|owner| owner.id.as_str()).collect();
        let more = all.len() - known.len();
        let known = known.join(", ");
        (hint, if more == 0 { known } else { format!("{known} and {more} more") })
    }
}

/// A sentence with the owners that a word may stand for, by what they are called or, `described`, by what they are.
fn owner_suggested<'o>(
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
