//! What is known of one item, `docs/schemas/identify-2.schema.json`.

use std::io;

use serde::Serialize;

use super::{Detail, References, SourceRecord, asset::AttributionRecord, put_value};
use crate::{
    Date,
    attribution::KnownName,
    finding::NamedBy,
    law::{Force, Instrument},
    report::{Identified, words},
};

/// Writes what is known of an item as a JSON object in one line.
pub(crate) fn identify_json(out: &mut dyn io::Write, item: &Identified) -> io::Result<()> {
    let mut line = Vec::new();
    put_value(&mut line, &IdentifyRecord::of(item))?;
    line.push(b'\n');
    out.write_all(&line)
}

/// One item of which some marks were given.
#[derive(Serialize)]
struct IdentifyRecord<'a> {
    schema: &'static str,
    given: &'a [String],
    as_of: Date,
    answer: &'static str,
    attributions: Vec<AttributionRecord<'a>>,
    named_by: Vec<NamedByRecord<'a>>,
    known_name: Option<KnownNameRecord<'a>>,
    sources: Vec<SourceRecord>,
}

#[derive(Serialize)]
pub(super) struct NamedByRecord<'a> {
    vendor: &'a str,
    jurisdiction: &'a str,
    regime: &'a str,
    title: &'a str,
    since: Date,
    instrument: Option<Instrument>,
    force: Force,
    binds: &'a [String],
    trade: bool,
    owner: &'static str,
}

#[derive(Serialize)]
struct KnownNameRecord<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    no_relation_to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

impl<'a> IdentifyRecord<'a> {
    /// The record of an item.
    fn of(item: &'a Identified) -> Self {
        let mut references = References::default();
        let attributions = item.attributions.iter();
        let attributions =
            attributions.map(|one| AttributionRecord::of(one, Detail::Full, &mut references));
        Self {
            schema: "banlint/identify/2",
            given: &item.given,
            as_of: item.as_of,
            answer: answer(item),
            attributions: attributions.collect(),
            named_by: item.named_by.iter().map(NamedByRecord::of).collect(),
            known_name: item.known_name.as_ref().map(KnownNameRecord::of),
            sources: references.new_sources(),
        }
    }
}

/// Which of the answers it is.
fn answer(item: &Identified) -> &'static str {
    match &item.known_name {
        _ if !item.attributions.is_empty() => "maker",
        Some(KnownName::Maker { .. }) => "other-maker",
        Some(KnownName::Namesake { .. }) => "namesake",
        Some(KnownName::Label { .. }) => "label",
        None => "unknown",
    }
}

impl<'a> NamedByRecord<'a> {
    pub(super) fn of(named: &'a NamedBy) -> Self {
        Self {
            vendor: &named.vendor,
            jurisdiction: &named.jurisdiction,
            regime: &named.regime,
            title: &named.title,
            since: named.since,
            instrument: named.instrument,
            force: named.force,
            binds: &named.binds,
            trade: named.trade,
            owner: words::truth(named.owner),
        }
    }
}

impl<'a> KnownNameRecord<'a> {
    fn of(known: &'a KnownName) -> Self {
        let (name, no_relation_to, note) = match known {
            KnownName::Maker { name } => (name, None, None),
            KnownName::Namesake { name, of, note } => (name, Some(of.as_str()), note.as_deref()),
            KnownName::Label { name, note } => (name, None, note.as_deref()),
        };
        Self { name, no_relation_to, note }
    }
}
