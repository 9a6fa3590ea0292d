//! What an audit was made with, in JSON.

use serde::Serialize;

use crate::{
    Date,
    audit::{AppliedRegime, Basis, OwnFile},
    rules::NothingBinding,
};

record! {
    /// The law applied and the owner it was applied to.
    pub(super) struct BasisRecord<'a> of(basis: &'a Basis) with {
        let countries = |all: &'a [(String, String)]| {
            all.iter().map(|(code, name)| Country { code, name }).collect()
        };
        let terms = basis.organisation.iter().map(|(id, title)| Term { id, title });
        let site_owners = basis.site_owners.iter().map(|(site, is)| SiteOwner { site, is });
        let assumed = basis.assumed.iter().map(|(fact, value)| Assumed { fact, value });
    } {
        as_of: Date = basis.as_of,
        config: &'a [String] = &basis.config,
        jurisdictions: Vec<Country<'a>> = countries(&basis.jurisdictions),
        parts_left_out: Vec<Country<'a>> = countries(&basis.parts_left_out),
        organisation: Vec<Term<'a>> = terms.collect(),
        site_owners: Vec<SiteOwner<'a>> = site_owners.collect(),
        assumed: Vec<Assumed<'a>> = assumed.collect(),
        regimes: Vec<Regime<'a>> = basis.regimes.iter().map(Regime::of).collect(),
        own_files?: Vec<OwnFileRecord<'a>> =
            basis.own_files.iter().map(OwnFileRecord::of).collect(),
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

record! {
    struct Regime<'a> of(regime: &'a AppliedRegime) {
        id: &'a str = &regime.id,
        jurisdiction: &'a str = &regime.jurisdiction,
        title: &'a str = &regime.title,
        checked: Date = regime.checked,
        file: Option<&'a str> = regime.file.as_deref(),
        nothing_binding?: Option<&'static str> = regime.nothing_binding.map(NothingBinding::word),
        /// It reaches makers of whom nothing is known here, so that a clear row of one is not cleared of it.
        reaches_unknown?: bool = regime.reaches_unknown,
        /// Why its list is known here in part alone, so that a clear row may stand on the rest.
        known_in_part?: Option<&'a str> = regime.known_in_part.as_deref(),
    }
}

record! {
    /// A file of the user's that is no law.
    struct OwnFileRecord<'a> of(own: &'a OwnFile) {
        file: &'a str = &own.file.path,
        holds: &'static str = own.holds.word(),
        adds_to?: Option<&'a str> = own.adds_to(),
        takes_place_of?: Option<&'a str> = own.takes_place_of(),
    }
}
