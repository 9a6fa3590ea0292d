//! Whose law is asked for: countries, and parts of countries, as people name them.

use std::collections::{BTreeMap, BTreeSet};

use super::{SetupError, knowledge::Knowledge};
use crate::{
    Countries, Country,
    fold::fold,
    knowledge::{did_you_mean, known_as},
    rules::{Jurisdiction, LawBook, Owner},
};

/// The jurisdictions whose law was asked for by name; none: that of all.
#[derive(Debug, Default)]
pub(super) struct AskedLaw {
    ids: BTreeSet<String>,
    /// What was written in other words than the code.
    pub(super) notes: Vec<String>,
}

impl AskedLaw {
    /// Reads jurisdictions by their code, their name, or a word for the country.
    pub(super) fn of(words: &[String], knowledge: &Knowledge) -> Result<Self, SetupError> {
        let mut asked = Self::default();
        let all = knowledge.book.terms().jurisdictions();
        let regimes = knowledge.book.regimes().iter();
        let with_law: BTreeMap<_, _> =
            regimes.filter_map(|regime| all.get_key_value(&regime.jurisdiction)).collect();
        for word in words {
            let country = knowledge.countries.read(word);
            let is_asked = |id: &str, name: &str| {
                word.eq_ignore_ascii_case(id)
                    || fold(word) == fold(name)
                    || country.is_some_and(|country| country.code() == id)
            };
            let found = with_law.iter().find(|(id, law)| is_asked(id, &law.name));
            let Some((id, law)) = found else {
                let of_union =
                    || country.and_then(|one| of_unions(one, &with_law, &knowledge.countries));
                if let Some((country, note)) = of_country(word, &with_law).or_else(of_union) {
                    asked.notes.push(note);
                    asked.ids.insert(country);
                    continue;
                }
                return Err(unknown(word, country, &with_law, &knowledge.countries));
            };
            if !word.eq_ignore_ascii_case(id) {
                asked.notes.push(format!("the jurisdiction `{word}` is {id} here, {}", law.name));
            }
            asked.ids.insert((*id).clone());
        }
        Ok(asked)
    }

    /// Their codes.
    pub(super) fn ids(&self) -> &BTreeSet<String> {
        &self.ids
    }

    /// The law of a book that is put to one of some owners; `of_rows` takes in what may be put to an owner whom a row alone names: that of
    /// the parts of their countries.
    pub(super) fn law(&self, book: &LawBook, owners: &[&Owner], of_rows: bool) -> LawBook {
        let mut law = book.clone();
        law.ask_for(self.ids.iter().cloned());
        let terms = book.terms();
        let is_put = |id: &str| owners.iter().any(|owner| law.concerns(id, owner));
        let is_concerned = |id: &str| is_put(id) || of_rows && terms.parent(id).is_some_and(is_put);
        let concerned: BTreeSet<_> =
            terms.jurisdictions().keys().filter(|id| is_concerned(id)).collect();
        law.retain(|regime| concerned.contains(&regime.jurisdiction));
        law
    }
}

/// The code of the country of a part that has no law here, with what is said of that.
fn of_country(word: &str, with_law: &BTreeMap<&String, &Jurisdiction>) -> Option<(String, String)> {
    let part = word.trim().to_ascii_uppercase();
    let (id, law) = with_law.iter().find(|(_, law)| law.parts.contains(&part))?;
    let note = format!(
        "no law of {part} itself is known here; that of all of {} ({id}) is applied",
        law.name
    );
    Some(((*id).clone(), note))
}

/// The code of a country that has no law here, where a union to which it belongs has some, with what is said of that.
fn of_unions(
    country: Country,
    with_law: &BTreeMap<&String, &Jurisdiction>,
    countries: &Countries,
) -> Option<(String, String)> {
    let code = country.code();
    let unions = with_law.values().filter(|law| law.members.contains(code));
    let unions: Vec<_> = unions.map(|law| law.name.as_str()).collect();
    let name = countries.name(country).unwrap_or(code);
    let note = format!(
        "no law of {name} ({code}) itself is known here; that of {} is applied",
        unions.join(", ")
    );
    (!unions.is_empty()).then(|| (code.to_owned(), note))
}

/// A jurisdiction without any law here: a country, a part of one, or a word for something else.
fn unknown(
    word: &str,
    country: Option<Country>,
    with_law: &BTreeMap<&String, &Jurisdiction>,
    countries: &Countries,
) -> SetupError {
    let name = country.and_then(|country| countries.name(country));
    let above = word.split_once('-').and_then(|(country, _)| {
        with_law.keys().find(|id| id.eq_ignore_ascii_case(country.trim()))
    });
    let called = with_law.iter().flat_map(|(id, law)| known_as(id, [&law.name]));
    let hint = match (country, above) {
        (None, Some(above)) => format!("the law of all of {above} is `{above}`; "),
        (None, None) => did_you_mean(word, called),
        (Some(_), _) => String::new(),
    };
    let known = with_law.iter().map(|(id, law)| format!("{id} ({})", law.name));
    SetupError::Jurisdiction {
        id: match name.filter(|name| !name.eq_ignore_ascii_case(word)) {
            Some(name) => format!("{word} ({name})"),
            None => word.to_owned(),
        },
        hint,
        known: known.collect::<Vec<_>>().join(", "),
    }
}

/// The parts of the countries applied whose own law was not put to an owner who may belong there: nothing is said of it, or only what some
/// of those are whom that law binds.
pub(super) fn parts_left_out(
    all: &LawBook,
    applied: &LawBook,
    owner: &Owner,
) -> Vec<(String, String)> {
    if !owner.is_of_no_country() {
        return Vec::new();
    }
    let terms = all.terms();
    let is_such = |id: &String| !terms.with_implied(id).is_disjoint(owner.organisations());
    let binds_such = |part: &str| {
        let regimes = all.regimes().iter().filter(|regime| regime.jurisdiction == part);
        regimes.flat_map(|regime| &regime.provisions).flat_map(|one| &one.binds).any(is_such)
    };
    let may_belong = |part: &str| owner.organisations().is_empty() || binds_such(part);
    let has_law = |book: &LawBook, id: &str| book.regimes().iter().any(|r| r.jurisdiction == id);
    let left_out = terms.jurisdictions().iter().filter(|(id, part)| {
        part.parent.as_deref().is_some_and(|country| has_law(applied, country))
            && has_law(all, id)
            && !has_law(applied, id)
            && may_belong(id)
    });
    left_out.map(|(id, part)| (id.clone(), part.name.clone())).collect()
}
