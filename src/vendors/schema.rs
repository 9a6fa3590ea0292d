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
        #[serde(default, rename = "needs-kind")] needs_kind: bool,
    }

    /// A company of the group in one period.
    CompanyEntry {
        id: Placed<String>,
        name: Placed<String>,
        #[serde(default)] names: Vec<Placed<String>>,
        #[serde(default, rename = "match")] class: MatchClass,
        relation: Relation,
        country: Option<String>,
        share: Option<Share>,
        from: Option<Date>,
        until: Option<Placed<Date>>,
    }

    /// One fact about a label.
    BrandEntry {
        label: Placed<String>,
        #[serde(default)] aliases: Vec<Placed<String>>,
        #[serde(default, rename = "match")] class: MatchClass,
        relation: BrandRelation,
        company: Option<Placed<String>>,
        coverage: Coverage,
        #[serde(default)] equipment: Vec<Placed<KindId>>,
        #[serde(default)] except: Vec<Placed<KindId>>,
        #[serde(default)] series: Vec<Placed<String>>,
        #[serde(default, rename = "needs-kind")] needs_kind: bool,
        #[serde(default)] unmistakable: bool,
        lines: Option<String>,
        from: Option<Date>,
        until: Option<Placed<Date>>,
    }

    /// A model family.
    ModelEntry {
        pattern: Placed<String>,
        label: Option<String>,
        company: Option<Placed<String>>,
        equipment: Option<Placed<KindId>>,
        #[serde(default)] collision: Collision,
        #[serde(default, rename = "needs-kind")] needs_kind: bool,
    }

    /// Any other mark.
    MarkEntry {
        kind: Placed<MarkKind>,
        values: Option<Placed<Vec<Placed<String>>>>,
        pattern: Option<Placed<String>>,
        company: Option<Placed<String>>,
        label: Option<String>,
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
        pattern: Option<Placed<String>>,
        count: Option<Placed<u32>>,
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
    pub(super) country: Option<Placed<String>>,
    pub(super) range: Option<RangeEntry>,
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
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct NamesFile {
    pub(super) legal: Vec<String>,
    pub(super) places: Vec<String>,
    pub(super) generic: Vec<String>,
    pub(super) ordinary: Vec<String>,
    pub(super) innocent: Vec<String>,
    pub(super) makers: Vec<String>,
    pub(super) sellers: Vec<String>,
    pub(super) nobody: Vec<String>,
    pub(super) surnames: Vec<String>,
    pub(super) elsewhere: Vec<String>,
    /// With what words for devices end in scripts without spaces.
    pub(super) devices: Vec<String>,
    /// Words for where goods stand.
    pub(super) whereabouts: Vec<String>,
    pub(super) sold_along: Vec<Placed<KindId>>,
    pub(super) properties: Vec<String>,
    pub(super) misread: BTreeMap<String, Vec<String>>,
    pub(super) sounds: BTreeMap<String, Vec<String>>,
    pub(super) seats: BTreeMap<SeatCode, Vec<String>>,
    pub(super) works: WorksWords,
    pub(super) mention: Mentions,
    pub(super) statement: Statements,
}

/// What stands right before the name of a maker where a device states it.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Statements {
    /// Names of fields, with a sign behind them.
    pub(super) keys: Vec<String>,
    /// Words of copyright, numbers left out.
    pub(super) owners: Vec<String>,
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
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct WorksWords {
    pub(super) supply: Vec<String>,
    pub(super) works: Vec<String>,
}

/// Phrases of prose that speak of a thing without saying that it is there.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Mentions {
    pub(super) before: Vec<String>,
    pub(super) attached_to: Vec<String>,
    pub(super) accessory: Vec<String>,
    pub(super) for_behind: Vec<String>,
    pub(super) articles: Vec<String>,
    pub(super) after: Vec<String>,
    pub(super) along: Vec<String>,
    pub(super) others_before: Vec<String>,
    pub(super) others_after: Vec<String>,
    pub(super) doubt: Vec<String>,
    pub(super) doubt_behind: Vec<String>,
    pub(super) denial: Vec<String>,
    pub(super) excluding: Vec<String>,
    pub(super) numbering: Vec<String>,
    pub(super) small: Vec<String>,
    pub(super) origin: Vec<String>,
    pub(super) origin_behind: Vec<String>,
    pub(super) origin_on: Vec<String>,
    pub(super) joining: Vec<String>,
    pub(super) inside: Vec<String>,
    pub(super) parts: Vec<String>,
}
