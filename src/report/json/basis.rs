//! What an audit was made with, in JSON.

use serde::Serialize;

use crate::{
    Date,
    audit::{AppliedRegime, Basis, OwnFile},
    rules::{NothingBinding, OnUnknown},
};

record! {
    /// The law applied and the owner it was applied to.
    pub(super) struct BasisRecord<'a> of(basis: &'a Basis) with {
        let countries = |all: &'a [(String, String)]| {
            all.iter().map(|(code, name)| CountryRecord { code, name }).collect()
        };
        let terms = basis.organisation.iter().map(|(id, title)| TermRecord { id, title });
        let site_owners = basis.site_owners.iter().map(|(site, is)| SiteOwnerRecord { site, is });
        let assumed = basis.assumed.iter().map(|(fact, value)| AssumedRecord { fact, value });
    } {
        as_of: Date = basis.as_of,
        config: &'a [String] = &basis.config,
        jurisdictions: Vec<CountryRecord<'a>> = countries(&basis.jurisdictions),
        parts_left_out: Vec<CountryRecord<'a>> = countries(&basis.parts_left_out),
        organisation: Vec<TermRecord<'a>> = terms.collect(),
        site_owners: Vec<SiteOwnerRecord<'a>> = site_owners.collect(),
        assumed: Vec<AssumedRecord<'a>> = assumed.collect(),
        /// How what no row says was taken, where that is not as a question.
        on_unknown?: Option<&'static str> =
            (basis.on_unknown != OnUnknown::Review).then(|| basis.on_unknown.word()),
        regimes: Vec<AppliedRegimeRecord<'a>> = basis.regimes.iter().map(AppliedRegimeRecord::of).collect(),
        own_files?: Vec<OwnFileRecord<'a>> =
            basis.own_files.iter().map(OwnFileRecord::of).collect(),
    }
}

#[derive(Serialize)]
struct CountryRecord<'a> {
    code: &'a str,
    name: &'a str,
}

#[derive(Serialize)]
struct TermRecord<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct SiteOwnerRecord<'a> {
    site: &'a str,
    is: &'a [String],
}

#[derive(Serialize)]
struct AssumedRecord<'a> {
    fact: &'a str,
    value: &'a str,
}

record! {
    struct AppliedRegimeRecord<'a> of(regime: &'a AppliedRegime) {
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
