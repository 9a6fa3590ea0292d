//! What the owner is, in the words of the law files.

use std::collections::BTreeSet;

use super::Terms;

/// What the owner is. Nothing said means unknown; once something is said, it is all that the owner is, but that which public body it is
/// stays open where no more is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owner {
    organisations: BTreeSet<String>,
    /// What is said of it in words of no country, with nothing more special said that implies them.
    general: BTreeSet<String>,
    /// The countries, and parts of countries, of whose law these are terms.
    jurisdictions: BTreeSet<String>,
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
        /// What may have been meant: a sentence, or nothing.
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
    /// An owner that is each of these, and all that they imply.
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
        let jurisdiction = |id: &str| terms.organisations().get(id)?.jurisdiction.clone();
        let is_implied = |id: &str| {
            ids.iter().any(|&other| other != id && terms.with_implied(other).contains(id))
        };
        let general = ids.iter().filter(|id| jurisdiction(id).is_none() && !is_implied(id));
        let general = general.map(|&id| id.to_owned()).collect();
        let jurisdictions = organisations.iter().filter_map(|id| jurisdiction(id)).collect();
        Ok(Self { organisations, general, jurisdictions })
    }

    /// Whether it may be an organisation that it is not said to be: nothing is said of it, or only what all such organisations are.
    #[must_use]
    pub fn may_be(&self, id: &str, terms: &Terms) -> bool {
        self.organisations.is_empty() || !terms.with_implied(id).is_disjoint(&self.general)
    }

    /// Whether it is something that the law of a jurisdiction speaks of, such as an agency of that state.
    #[must_use]
    pub fn is_of(&self, jurisdiction: &str) -> bool {
        self.jurisdictions.contains(jurisdiction)
    }

    /// Whether nothing is said of it but what an owner of any country can be, such as a public body.
    #[must_use]
    pub fn is_of_no_country(&self) -> bool {
        self.jurisdictions.is_empty()
    }

    /// What is said of it that leaves open which of many it is, by id.
    pub(super) fn general(&self) -> &BTreeSet<String> {
        &self.general
    }

    /// What it is, by id.
    #[must_use]
    pub fn organisations(&self) -> &BTreeSet<String> {
        &self.organisations
    }
}
