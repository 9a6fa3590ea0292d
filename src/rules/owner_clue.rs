//! What a cell says that the owner of its row is, and what that makes of what is said of the owner of all rows.

use std::collections::BTreeSet;

use super::{Organisation, Owner, Terms};

/// What a cell says that an owner is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct OwnerClue {
    pub(super) id: String,
    /// The kind of owner of every country that a cell names, where the law of the place says what it is.
    pub(super) kind: Option<String>,
    pub(super) weight: ClueWeight,
}

impl OwnerClue {
    /// Each that there can be.
    pub(crate) fn all(terms: &Terms) -> impl Iterator<Item = Self> {
        let weights = [ClueWeight::Doubts, ClueWeight::LooksLike, ClueWeight::Says];
        let each = terms.organisations().values().flat_map(|one| {
            let kinds = one.takes_in.iter().cloned().map(Some).chain([None]);
            kinds.map(|kind| (one.id.clone(), kind))
        });
        each.flat_map(move |(id, kind)| {
            weights.map(|weight| Self { id: id.clone(), kind: kind.clone(), weight })
        })
    }

    pub(super) fn new(id: &str, weight: ClueWeight) -> Self {
        Self { id: id.to_owned(), kind: None, weight }
    }

    /// Whether it puts in question what else is said, and says nothing itself.
    pub(crate) fn is_doubt(&self) -> bool {
        self.weight == ClueWeight::Doubts
    }

    /// The same of a cell that doubts what it says.
    pub(crate) fn in_doubt(self) -> Self {
        Self { weight: ClueWeight::Doubts, ..self }
    }
}

/// How much a clue weighs against what else is said of the owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ClueWeight {
    /// It puts in question what else is said, and says nothing itself.
    Doubts,
    /// It is so by the form of the name, unless something else is said.
    LooksLike,
    /// It is so.
    Says,
}

impl Owner {
    /// Who owns a row of which a cell says this; `None` where it adds nothing to what is said of the owner.
    pub(crate) fn of_row(&self, clue: &OwnerClue, terms: &Terms) -> Option<Self> {
        let said = terms.with_implied(&clue.id);
        let made = |organisations: &BTreeSet<String>| {
            Self::made(organisations, terms).that_may_be(more_special(clue, terms), terms)
        };
        let stated = self.organisations();
        if said.is_subset(stated) {
            return None;
        }
        if stated.is_empty() {
            return (clue.weight > ClueWeight::Doubts).then(|| made(&said).with_open_roles());
        }
        let is_body = |id: &&String| terms.is_body(id);
        let bodies: BTreeSet<_> = stated.iter().filter(is_body).cloned().collect();
        let roles: BTreeSet<_> = stated.difference(&bodies).cloned().collect();
        let both = |one: &BTreeSet<String>| one.union(&roles).cloned().collect::<BTreeSet<_>>();
        // It is of a kind that it was said to be of.
        let of_kind = clue.kind.iter().flat_map(|kind| terms.with_implied(kind));
        if bodies.is_subset(&said.iter().cloned().chain(of_kind).collect()) {
            let weighs = clue.weight > ClueWeight::Doubts;
            return weighs.then(|| made(&both(&said)));
        }
        if !said.iter().any(|id| terms.is_body(id)) {
            // A contractor may be any company.
            return Some(Self::made(&both(&said), terms).that_may_be(bodies, terms));
        }
        if clue.weight == ClueWeight::Says {
            return Some(Self::made(&both(&said), terms).with_open_roles());
        }
        let either = bodies.union(&said).cloned().collect();
        Some(Self::made(&roles, terms).that_may_be(either, terms))
    }
}

/// What an owner may be as well who is of a kind: organisations of the same law that are the one of the clue, and take in that kind.
fn more_special(clue: &OwnerClue, terms: &Terms) -> BTreeSet<String> {
    let all = terms.organisations();
    let its = all.get(&clue.id).and_then(|one| one.jurisdiction.as_ref());
    let is_special = |one: &&Organisation| {
        one.id != clue.id
            && one.jurisdiction.as_ref() == its
            && clue.kind.as_ref().is_some_and(|kind| one.takes_in.contains(kind))
            && terms.with_implied(&one.id).contains(&clue.id)
    };
    all.values().filter(is_special).map(|one| one.id.clone()).collect()
}
