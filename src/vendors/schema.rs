//! Vendor, label and name files as they are written. What the parts mean, and whether they fit, is for `load` to say.
//!
//! `Placed` stands wherever a fault may have to be shown in place.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::fact::{CounterKind, MatchClass, VendorRole};
use crate::{
    Date, KindId, MarkKind,
    attribution::{BrandRelation, Collision, Coverage, Relation, Share},
    countries::{Country, NoCountryCode},
    knowledge::{Placed, Sources, facts},
};

facts! {
    /// A criterion that the maker meets.
    MeetsEntry {
        criterion: String,
    }

    /// A further name of the maker.
    AliasEntry {
        name: Placed<String>,
        #[serde(default, rename = "match")] class: MatchClass,
    }

    /// A company of the group in one period.
    CompanyEntry {
        id: Placed<String>,
        name: Placed<String>,
        #[serde(default)] names: Vec<Placed<String>>,
        #[serde(default, rename = "match")] class: MatchClass,
        relation: Relation,
        #[serde(default)] country: Option<String>,
        #[serde(default)] share: Option<Share>,
        #[serde(default)] from: Option<Date>,
        #[serde(default)] until: Option<Placed<Date>>,
    }

    /// One fact about a label.
    BrandEntry {
        label: Placed<String>,
        #[serde(default)] aliases: Vec<Placed<String>>,
        #[serde(default, rename = "match")] class: MatchClass,
        relation: BrandRelation,
        #[serde(default)] company: Option<Placed<String>>,
        coverage: Coverage,
        #[serde(default)] equipment: Vec<Placed<KindId>>,
        #[serde(default)] except: Vec<Placed<KindId>>,
        #[serde(default)] series: Vec<Placed<String>>,
        #[serde(default)] lines: Option<String>,
        #[serde(default)] from: Option<Date>,
        #[serde(default)] until: Option<Placed<Date>>,
    }

    /// A model family.
    ModelEntry {
        pattern: Placed<String>,
        #[serde(default)] label: Option<String>,
        #[serde(default)] company: Option<Placed<String>>,
        #[serde(default)] equipment: Option<Placed<KindId>>,
        #[serde(default)] collision: Collision,
        #[serde(default, rename = "needs-kind")] needs_kind: bool,
    }

    /// Any other mark.
    MarkEntry {
        kind: Placed<MarkKind>,
        #[serde(default)] values: Option<Placed<Vec<Placed<String>>>>,
        #[serde(default)] pattern: Option<Placed<String>>,
        #[serde(default)] company: Option<Placed<String>>,
        #[serde(default)] label: Option<String>,
        #[serde(default)] collision: Collision,
    }

    /// An innocent company whose name or marks look alike.
    NeighbourEntry {
        name: Placed<String>,
        #[serde(default)] names: Vec<Placed<String>>,
        #[serde(default)] oui: Vec<Placed<String>>,
    }

    /// The one kind of equipment that a label's owner sells.
    RangeEntry {
        equipment: Placed<KindId>,
    }

    /// What speaks against a maker for a label.
    CounterEntry {
        kind: CounterKind,
        #[serde(default)] series: Vec<Placed<String>>,
        #[serde(default)] pattern: Option<Placed<String>>,
        #[serde(default)] count: Option<Placed<u32>>,
        #[serde(default)] against: Vec<Placed<String>>,
        says: String,
    }
}

/// `data/vendors/<id>.toml`
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct VendorFile {
    pub(super) id: Placed<String>,
    pub(super) name: Placed<String>,
    pub(super) short: Placed<String>,
    pub(super) country: Placed<String>,
    #[serde(default)]
    pub(super) role: VendorRole,
    #[serde(default)]
    pub(super) makes: Vec<Placed<KindId>>,
    /// No law names it: nothing is said of it unless law that goes by the seat of makers, or by a test, binds the owner.
    #[serde(default, rename = "only-by-seat")]
    pub(super) only_by_seat: bool,
    #[serde(default)]
    pub(super) note: Option<String>,
    #[serde(default)]
    pub(super) sources: Sources,
    #[serde(default)]
    pub(super) meets: Vec<MeetsEntry>,
    #[serde(default)]
    pub(super) alias: Vec<AliasEntry>,
    #[serde(default)]
    pub(super) company: Vec<CompanyEntry>,
    #[serde(default)]
    pub(super) brand: Vec<BrandEntry>,
    #[serde(default)]
    pub(super) model: Vec<ModelEntry>,
    #[serde(default)]
    pub(super) mark: Vec<MarkEntry>,
    #[serde(default)]
    pub(super) neighbour: Vec<NeighbourEntry>,
}

/// `data/labels/<id>.toml`
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct LabelFile {
    pub(super) id: Placed<String>,
    pub(super) label: Placed<String>,
    #[serde(default)]
    pub(super) aliases: Vec<Placed<String>>,
    #[serde(default, rename = "match")]
    pub(super) class: MatchClass,
    #[serde(default)]
    pub(super) country: Option<Placed<String>>,
    #[serde(default)]
    pub(super) range: Option<RangeEntry>,
    #[serde(default)]
    pub(super) note: Option<String>,
    #[serde(default)]
    pub(super) sources: Sources,
    #[serde(default)]
    pub(super) mark: Vec<MarkEntry>,
    #[serde(default)]
    pub(super) counter: Vec<CounterEntry>,
    #[serde(default)]
    pub(super) neighbour: Vec<NeighbourEntry>,
}

/// `data/names.toml`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct NamesFile {
    #[serde(default)]
    pub(super) legal: Vec<String>,
    #[serde(default)]
    pub(super) places: Vec<String>,
    #[serde(default)]
    pub(super) generic: Vec<String>,
    #[serde(default)]
    pub(super) ordinary: Vec<String>,
    #[serde(default)]
    pub(super) innocent: Vec<String>,
    #[serde(default)]
    pub(super) makers: Vec<String>,
    #[serde(default)]
    pub(super) sellers: Vec<String>,
    #[serde(default)]
    pub(super) nobody: Vec<String>,
    #[serde(default)]
    pub(super) surnames: Vec<String>,
    #[serde(default)]
    pub(super) elsewhere: Vec<String>,
    #[serde(default)]
    pub(super) sold_along: Vec<Placed<KindId>>,
    #[serde(default)]
    pub(super) properties: Vec<String>,
    #[serde(default)]
    pub(super) misread: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) seats: BTreeMap<SeatCode, Vec<String>>,
    #[serde(default)]
    pub(super) works: WorksWords,
    #[serde(default)]
    pub(super) mention: Mentions,
}

/// The country of a seat, as files write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct SeatCode(pub(super) Country);

impl TryFrom<String> for SeatCode {
    type Error = NoCountryCode;

    fn try_from(code: String) -> Result<Self, NoCountryCode> {
        code.parse().map(Self)
    }
}

/// Words for what is done with goods before they are used.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct WorksWords {
    #[serde(default)]
    pub(super) supply: Vec<String>,
    #[serde(default)]
    pub(super) works: Vec<String>,
}

/// Phrases of prose that speak of a thing without saying that it is there.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Mentions {
    #[serde(default)]
    pub(super) before: Vec<String>,
    #[serde(default)]
    pub(super) attached_to: Vec<String>,
    #[serde(default)]
    pub(super) accessory: Vec<String>,
    #[serde(default)]
    pub(super) for_behind: Vec<String>,
    #[serde(default)]
    pub(super) articles: Vec<String>,
    #[serde(default)]
    pub(super) after: Vec<String>,
    #[serde(default)]
    pub(super) along: Vec<String>,
    #[serde(default)]
    pub(super) others_before: Vec<String>,
    #[serde(default)]
    pub(super) others_after: Vec<String>,
    #[serde(default)]
    pub(super) doubt: Vec<String>,
    #[serde(default)]
    pub(super) doubt_behind: Vec<String>,
    #[serde(default)]
    pub(super) denial: Vec<String>,
    #[serde(default)]
    pub(super) excluding: Vec<String>,
    #[serde(default)]
    pub(super) numbering: Vec<String>,
    #[serde(default)]
    pub(super) small: Vec<String>,
    #[serde(default)]
    pub(super) origin: Vec<String>,
    #[serde(default)]
    pub(super) origin_behind: Vec<String>,
    #[serde(default)]
    pub(super) origin_on: Vec<String>,
    #[serde(default)]
    pub(super) joining: Vec<String>,
    #[serde(default)]
    pub(super) inside: Vec<String>,
    #[serde(default)]
    pub(super) parts: Vec<String>,
}

impl NamesFile {
    /// Adds what another file says. Taken apart, so that no list can be forgotten.
    pub(super) fn add(&mut self, other: Self) {
        let Self {
            legal,
            places,
            generic,
            ordinary,
            innocent,
            makers,
            sellers,
            nobody,
            surnames,
            elsewhere,
            sold_along,
            properties,
            misread,
            seats,
            works,
            mention,
        } = other;
        self.legal.extend(legal);
        self.places.extend(places);
        self.generic.extend(generic);
        self.ordinary.extend(ordinary);
        self.innocent.extend(innocent);
        self.makers.extend(makers);
        self.sellers.extend(sellers);
        self.nobody.extend(nobody);
        self.surnames.extend(surnames);
        self.elsewhere.extend(elsewhere);
        self.sold_along.extend(sold_along);
        self.properties.extend(properties);
        self.misread.extend(misread);
        for (country, names) in seats {
            self.seats.entry(country).or_default().extend(names);
        }
        self.works.supply.extend(works.supply);
        self.works.works.extend(works.works);
        self.mention.add(mention);
    }
}

impl Mentions {
    fn add(&mut self, other: Self) {
        let Self {
            before,
            attached_to,
            accessory,
            for_behind,
            articles,
            after,
            along,
            others_before,
            others_after,
            doubt,
            doubt_behind,
            denial,
            excluding,
            numbering,
            small,
            origin,
            origin_behind,
            origin_on,
            joining,
            inside,
            parts,
        } = other;
        self.before.extend(before);
        self.attached_to.extend(attached_to);
        self.accessory.extend(accessory);
        self.for_behind.extend(for_behind);
        self.articles.extend(articles);
        self.after.extend(after);
        self.along.extend(along);
        self.others_before.extend(others_before);
        self.others_after.extend(others_after);
        self.doubt.extend(doubt);
        self.doubt_behind.extend(doubt_behind);
        self.denial.extend(denial);
        self.excluding.extend(excluding);
        self.numbering.extend(numbering);
        self.small.extend(small);
        self.origin.extend(origin);
        self.origin_behind.extend(origin_behind);
        self.origin_on.extend(origin_on);
        self.joining.extend(joining);
        self.inside.extend(inside);
        self.parts.extend(parts);
    }
}
