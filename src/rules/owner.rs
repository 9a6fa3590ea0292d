//! What the owner is, in the words of the law files.

use std::collections::BTreeSet;

use super::Terms;

/// What the owner is. Nothing said means unknown; once something is said, it is all that the owner is, but that which public body it is,
/// or which of the kinds that it takes in, stays open where no more is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owner {
    organisations: BTreeSet<String>,
    /// What is said of it in words of no country, with nothing more special said that implies them.
    general: BTreeSet<String>,
    /// The countries, and parts of countries, of whose law these are terms.
    jurisdictions: BTreeSet<String>,
    /// What it may be as well, though it is not said to be.
    possible: BTreeSet<String>,
    /// Whether only its nature is said, and not what it does besides, such as to hold a contract or to receive money.
    open_roles: bool,
    /// Whether the thing may be that of somebody who works for it, and not its own.
    of_others: bool,
}

/// An owner that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OwnerError {
    /// An organisation that no law file knows.
    #[error("there is no organisation `{id}`; {hint}expected one of: {known}")]
    Unknown {
        /// What was asked for.
        id: String,
        /// A suggestion: a sentence, or nothing.
        hint: String,
        /// What there is.
        known: String,
    },
    /// Two that no owner is both of.
    #[error(
        "an owner cannot be both `{one}` and `{other}`; expected all that one owner is, and the owners of single sites under [sites]"
    )]
    Contradiction {
        /// One of them.
        one: String,
        /// The other.
        other: String,
    },
}

impl Owner {
    /// An owner that is each of these, and all that they imply. Of what takes in several kinds of bodies it may be the one or the other.
    pub fn new<'i>(
        ids: impl IntoIterator<Item = &'i str>,
        terms: &Terms,
    ) -> Result<Self, OwnerError> {
        Self::under(ids, terms, &BTreeSet::new())
    }

    /// The same under the law of some jurisdictions, whose words for owners a message names; none: that of all.
    pub(crate) fn under<'i>(
        ids: impl IntoIterator<Item = &'i str>,
        terms: &Terms,
        asked: &BTreeSet<String>,
    ) -> Result<Self, OwnerError> {
        let ids: Vec<_> = ids.into_iter().collect();
        let mut organisations = BTreeSet::new();
        for &id in &ids {
            let all = terms.with_implied(id);
            if all.is_empty() {
                let (hint, known) = terms.owners_near(id, asked);
                let id = id.to_owned();
                return Err(OwnerError::Unknown { id, hint, known });
            }
            organisations.extend(all);
        }
        let excludes = |one: &str, other: &str| {
            let excluded =
                terms.organisations().get(one).map(|organisation| &organisation.excludes);
            let implied = terms.with_implied(other);
            excluded.is_some_and(|excluded| excluded.iter().any(|id| implied.contains(id)))
        };
        let mut pairs = ids.iter().flat_map(|one| ids.iter().map(move |other| (*one, *other)));
        if let Some((one, other)) = pairs.find(|(one, other)| excludes(one, other)) {
            let (one, other) = (one.to_owned(), other.to_owned());
            return Err(OwnerError::Contradiction { one, other });
        }
        let narrower = terms.narrower_than(&ids);
        Ok(Self::made(&organisations, terms).that_may_be(narrower, terms))
    }

    /// One that is each of these, which take in all that they imply.
    pub(super) fn made(organisations: &BTreeSet<String>, terms: &Terms) -> Self {
        let general = terms.general_of(organisations);
        let jurisdictions = terms.jurisdictions_of(organisations);
        let organisations = organisations.clone();
        Self { organisations, general, jurisdictions, ..Self::default() }
    }

    /// One of whom nothing is said but in which part of a country it is.
    pub(super) fn somewhere_in(part: &str) -> Self {
        Self { jurisdictions: BTreeSet::from([part.to_owned()]), ..Self::default() }
    }

    /// The same, where it may be one of these as well.
    pub(super) fn that_may_be(mut self, possible: BTreeSet<String>, terms: &Terms) -> Self {
        self.general.extend(terms.general_of(&possible));
        self.jurisdictions.extend(terms.jurisdictions_of(&possible));
        self.possible = possible;
        self
    }

    /// The same, where somebody uses what it owns who is one of these: law on use may mean either.
    pub(super) fn used_by(&self, users: BTreeSet<String>, terms: &Terms) -> Self {
        if self.is_unsaid() {
            let jurisdictions = terms.jurisdictions_of(&users);
            return Self { jurisdictions, ..self.clone() };
        }
        let possible = users.into_iter().chain(self.possible.iter().cloned()).collect();
        self.clone().that_may_be(possible, terms)
    }

    /// The same, where what it does besides is not said.
    pub(super) fn with_open_roles(self) -> Self {
        Self { open_roles: true, ..self }
    }

    /// The same, of a thing that may be that of somebody who works for it.
    pub(super) fn with_others_things(self) -> Self {
        Self { of_others: true, ..self }
    }

    /// Whether the thing may be that of somebody who works for it, and not its own.
    pub(super) fn may_be_of_others(&self) -> bool {
        self.of_others
    }

    /// Whether it may be an organisation that it is not said to be: nothing is said of it, or only what all such organisations are.
    pub fn may_be(&self, id: &str, terms: &Terms) -> bool {
        self.is_unsaid()
            || self.is_narrowed_by(id, terms)
            || self.general.iter().any(|kind| terms.may_be_such(id, kind))
            || (self.open_roles
                && !terms.is_body(id)
                && !self.never_is(id, terms)
                && self.is_near(id, terms))
    }

    /// Whether nothing is said of what it is.
    pub(crate) fn is_unsaid(&self) -> bool {
        self.organisations.is_empty() && self.possible.is_empty()
    }

    /// Whether what is said of it fits an organisation and says no more than that of which it is one: a public body, where the law of a
    /// country binds its own.
    pub fn is_narrowed_by(&self, id: &str, terms: &Terms) -> bool {
        self.possible.contains(id) || !terms.with_implied(id).is_disjoint(&self.general)
    }

    /// Whether nobody that is what it is ever does what an organisation does.
    fn never_is(&self, id: &str, terms: &Terms) -> bool {
        let implied = terms.with_implied(id);
        let own = self.organisations.iter().filter_map(|own| terms.organisations().get(own));
        own.flat_map(|own| &own.never).any(|never| implied.contains(never))
    }

    /// Whether the law that knows an organisation is of a country of this owner, as far as one is known.
    fn is_near(&self, id: &str, terms: &Terms) -> bool {
        let its = terms.organisations().get(id).and_then(|one| one.jurisdiction.as_deref());
        let mut own = self.jurisdictions.iter();
        its.is_none_or(|its| self.is_of_no_country() || own.any(|own| terms.may_bind(its, own)))
    }

    /// Whether it is something that the law of a jurisdiction speaks of, such as an agency of that state.
    pub fn is_of(&self, jurisdiction: &str) -> bool {
        self.jurisdictions.contains(jurisdiction)
    }

    /// Whether nothing is said of it but what an owner of any country can be, such as a public body.
    pub fn is_of_no_country(&self) -> bool {
        self.jurisdictions.is_empty()
    }

    /// The countries, and parts of countries, of whose law it is something.
    pub(crate) fn jurisdictions(&self) -> &BTreeSet<String> {
        &self.jurisdictions
    }

    /// What is said of it that leaves open which of many it is, by id, unless it may be something else.
    pub(crate) fn known_alone(&self) -> impl Iterator<Item = &String> {
        self.general.iter().filter(|_| self.possible.is_empty())
    }

    /// When its fiscal year begins, in months after the January of the year that this is called after.
    pub(crate) fn fiscal_year_begins(&self, terms: &Terms) -> Option<i8> {
        let mut own = self.organisations.iter().filter_map(|id| terms.organisations().get(id));
        own.find_map(|organisation| organisation.fiscal_year_begins)
    }

    /// What it is, by id.
    pub fn organisations(&self) -> &BTreeSet<String> {
        &self.organisations
    }
}
