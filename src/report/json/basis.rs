//! What an audit was made with, in JSON.

use serde::Serialize;

use crate::{Date, audit::Basis, rules::NothingBinding};

record! {
    /// The law applied and the owner it was applied to.
    pub(super) struct BasisRecord<'a> of(basis: &'a Basis) with {
        let countries = |all: &'a [(String, String)]| {
            all.iter().map(|(code, name)| Country { code, name }).collect()
        };
        let terms = basis.organisation.iter().map(|(id, title)| Term { id, title });
        let site_owners = basis.site_owners.iter().map(|(site, is)| SiteOwner { site, is });
        let assumed = basis.assumed.iter().map(|(fact, value)| Assumed { fact, value });
        let regimes = basis.regimes.iter().map(|regime| Regime {
            id: &regime.id,
            jurisdiction: &regime.jurisdiction,
            title: &regime.title,
            checked: regime.checked,
            file: regime.file.as_deref(),
            nothing_binding: regime.nothing_binding.map(NothingBinding::word),
            reaches_unknown: regime.reaches_unknown,
            known_in_part: regime.known_in_part.as_deref(),
        });
        let own_files = basis.own_files.iter().map(|own| OwnFileRecord {
            file: &own.file.path,
            holds: own.holds.word(),
            adds_to: own.adds_to(),
            takes_place_of: own.takes_place_of(),
        });
    } {
        as_of: Date = basis.as_of,
        config: &'a [String] = &basis.config,
        jurisdictions: Vec<Country<'a>> = countries(&basis.jurisdictions),
        parts_left_out: Vec<Country<'a>> = countries(&basis.parts_left_out),
        organisation: Vec<Term<'a>> = terms.collect(),
        site_owners: Vec<SiteOwner<'a>> = site_owners.collect(),
        assumed: Vec<Assumed<'a>> = assumed.collect(),
        regimes: Vec<Regime<'a>> = regimes.collect(),
        #[serde(skip_serializing_if = "Vec::is_empty")]
        own_files: Vec<OwnFileRecord<'a>> = own_files.collect(),
    }
}

#[derive(Serialize)]
struct Country<'a> {
    code: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct Term<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct SiteOwner<'a> {
    site: &'a str,
    is: &'a [String],
}

#[derive(Serialize)]
struct Assumed<'a> {
    fact: &'a str,
    value: &'a str,
}

#[derive(Serialize)]
struct Regime<'a> {
    id: &'a str,
    jurisdiction: &'a str,
    title: &'a str,
    checked: Date,
    file: Option<&'a str>,
    /// Why it binds nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    nothing_binding: Option<&'static str>,
    /// It reaches makers of whom nothing is known here, so that a clear row of one is not cleared of it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    reaches_unknown: bool,
    /// Why its list is known here in part alone, so that a clear row may stand on the rest.
    #[serde(skip_serializing_if = "Option::is_none")]
    known_in_part: Option<&'a str>,
}

/// A file of the user's that is no law.
#[derive(Serialize)]
struct OwnFileRecord<'a> {
    file: &'a str,
    holds: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    adds_to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    takes_place_of: Option<&'a str>,
}
