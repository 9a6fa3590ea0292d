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
        use ClueWeight::{Asks, Doubts, LooksLike, Says, Uses};
        let weights = [Uses, Doubts, Asks, LooksLike, Says];
        let each = terms.organisations().values().flat_map(|one| {
            let kinds = one.takes_in.iter().chain(&one.some_of).cloned().map(Some).chain([None]);
            kinds.map(|kind| (one.id.clone(), kind))
        });
        each.flat_map(move |(id, kind)| {
            weights.map(|weight| Self { id: id.clone(), kind: kind.clone(), weight })
        })
    }

    pub(super) fn new(id: &str, weight: ClueWeight) -> Self {
        Self { id: id.to_owned(), kind: None, weight }
    }

    /// Whether it says no more than that the owner is some public body, of any country.
    pub(crate) fn is_any_public_body(&self, terms: &Terms) -> bool {
        let one = terms.organisations().get(&self.id);
        let is_open = one.is_some_and(|one| one.jurisdiction.is_none() && one.implies.is_empty());
        self.kind.is_none() && is_open && terms.is_excluded(&self.id)
    }

    /// Whether it puts in question what else is said, and says nothing itself.
    pub(crate) fn is_doubt(&self) -> bool {
        self.weight == ClueWeight::Doubts
    }

    /// The same as a question, of a place that is called after a body by a name that is its own, or that tells of which place the body is;
    /// `None` where others may be called so.
    pub(crate) fn of_place(self) -> Option<Self> {
        let is_told = self.weight == ClueWeight::Asks && self.kind.is_some();
        (self.weight == ClueWeight::Says || is_told).then_some(Self {
            weight: ClueWeight::Asks,
            kind: None,
            ..self
        })
    }

    /// The same of who uses the thing; `None` where nothing is said for sure.
    pub(crate) fn of_user(self) -> Option<Self> {
        (self.weight > ClueWeight::Doubts).then_some(Self { weight: ClueWeight::Uses, ..self })
    }

    /// The same of a cell that doubts what it says.
    pub(crate) fn in_doubt(self) -> Self {
        Self { weight: ClueWeight::Doubts, ..self }
    }
}

/// How much a clue weighs against what else is said of the owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ClueWeight {
    /// It is so of who uses the thing, whoever owns it.
    Uses,
    /// It puts in question what else is said, and says nothing itself.
    Doubts,
    /// It is so of some owners of the kind that the name tells, and of which it is surely.
    Asks,
    /// It is so by the form of the name, unless something else is said.
    LooksLike,
    /// It is so.
    Says,
}

impl Owner {
    /// Who owns a row of this part of a country, whose owner a cell names of whom nothing is known; `None` where more is said.
    pub(crate) fn of_row_in(&self, part: &str) -> Option<Self> {
        self.is_unsaid().then(|| Self::somewhere_in(part))
    }

    /// Who owns a row of which a cell says this; `None` where it adds nothing to what is said of the owner.
    pub(crate) fn of_row(&self, clue: &OwnerClue, terms: &Terms) -> Option<Self> {
        let of_row = self.called_so(clue, terms);
        let brings = terms.organisations().get(&clue.id).is_some_and(|one| one.brings_own);
        let is_theirs = brings && clue.is_doubt() && !self.organisations().contains(&clue.id);
        if !is_theirs || self.is_unsaid() {
            return of_row;
        }
        Some(of_row.unwrap_or_else(|| self.clone()).with_others_things())
    }

    fn called_so(&self, clue: &OwnerClue, terms: &Terms) -> Option<Self> {
        let said = terms.with_implied(&clue.id);
        let made = |organisations: &BTreeSet<String>| {
            Self::made(organisations, terms).that_may_be(it_may_be(clue, terms), terms)
        };
        let stated = self.organisations();
        if said.is_subset(stated) {
            return None;
        }
        if clue.weight == ClueWeight::Uses {
            let users = said.iter().cloned().chain(it_may_be(clue, terms)).collect();
            return Some(self.used_by(users, terms));
        }
        let of_kind = clue.kind.iter().flat_map(|kind| terms.with_implied(kind));
        let of_kind: BTreeSet<_> = of_kind.collect();
        let (is_sure, asks) = (clue.weight > ClueWeight::Asks, clue.weight == ClueWeight::Asks);
        // Of its kind it is surely, and what the law calls that it may be.
        let may_be = |surely: &BTreeSet<String>, more: &BTreeSet<String>| {
            let possible = said.iter().chain(more).cloned().chain(it_may_be(clue, terms));
            Self::made(surely, terms).that_may_be(possible.collect(), terms)
        };
        let none = BTreeSet::new();
        if stated.is_empty() {
            let surely = if is_sure { made(&said) } else { may_be(&of_kind, &none) };
            return (is_sure || asks).then(|| surely.with_open_roles());
        }
        let bodies: BTreeSet<_> = stated.iter().filter(|id| terms.is_body(id)).cloned().collect();
        let roles: BTreeSet<_> = stated.difference(&bodies).cloned().collect();
        let both = |one: &BTreeSet<String>| one.union(&roles).cloned().collect::<BTreeSet<_>>();
        // It is of a kind that it was said to be of.
        if bodies.is_subset(&said.union(&of_kind).cloned().collect()) {
            return match clue.weight {
                ClueWeight::Uses | ClueWeight::Doubts => None,
                ClueWeight::Asks => Some(may_be(&stated.union(&of_kind).cloned().collect(), &none)),
                ClueWeight::LooksLike | ClueWeight::Says => Some(made(&both(&said))),
            };
        }
        if !said.iter().any(|id| terms.is_body(id)) {
            // A contractor may be any company.
            return Some(if is_sure {
                Self::made(&both(&said), terms).that_may_be(bodies, terms)
            } else if asks {
                may_be(&both(&of_kind), &bodies)
            } else {
                Self::made(stated, terms).that_may_be(said, terms)
            });
        }
        // A private university is of the kind of which others are public.
        let excludes = |one: &String, others: &BTreeSet<String>| {
            let of = terms.organisations().get(one).map(|one| &one.excludes);
            of.is_some_and(|excluded| excluded.iter().any(|id| others.contains(id)))
        };
        let fits = |others: &BTreeSet<String>| !stated.iter().any(|one| excludes(one, others));
        if asks && !fits(&said) && fits(&of_kind) {
            return None;
        }
        if clue.weight == ClueWeight::Says {
            return Some(Self::made(&both(&said), terms).with_open_roles());
        }
        let either = bodies.union(&said).cloned().collect();
        Some(Self::made(&roles, terms).that_may_be(either, terms))
    }
}

/// What an owner may be as well who is of a kind: organisations of the same law that are the one of the clue, and take in that kind, or ask of
/// it whether it is they.
fn it_may_be(clue: &OwnerClue, terms: &Terms) -> BTreeSet<String> {
    let all = terms.organisations();
    let its = all.get(&clue.id).and_then(|one| one.jurisdiction.as_ref());
    let Some(kind) = &clue.kind else { return BTreeSet::new() };
    let is_meant = |one: &&Organisation| {
        let is_it = || terms.with_implied(&one.id).contains(&clue.id);
        one.id != clue.id
            && one.jurisdiction.as_ref() == its
            && (one.some_of.contains(kind) || one.takes_in.contains(kind) && is_it())
    };
    all.values().filter(is_meant).map(|one| one.id.clone()).collect()
}
