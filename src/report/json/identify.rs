//! What is known of one item, `docs/schemas/identify-2.schema.json`.

use std::io;

use super::{Detail, References, SourceRecord, asset::AttributionRecord, put_line};
use crate::{
    Date, Truth,
    attribution::KnownName,
    finding::NamedBy,
    law::{Force, Instrument},
    report::Identified,
};

/// Writes what is known of an item as a JSON object in one line.
pub(crate) fn identify_json(out: &mut dyn io::Write, item: &Identified) -> io::Result<()> {
    put_line(out, &IdentifyRecord::of(item))
}

record! {
    /// One item of which some marks were given.
    struct IdentifyRecord<'a> of(item: &'a Identified) with {
        let mut references = References::default();
        let attributions = item.attributions.iter();
        let attributions =
            attributions.map(|one| AttributionRecord::of(one, Detail::Full, &mut references));
    } {
        schema: &'static str = "banlint/identify/2",
        given: &'a [String] = &item.given,
        as_of: Date = item.as_of,
        answer: &'static str = answer(item),
        attributions: Vec<AttributionRecord<'a>> = attributions.collect(),
        named_by: Vec<NamedByRecord<'a>> = item.named_by.iter().map(NamedByRecord::of).collect(),
        known_name: Option<KnownNameRecord<'a>> = item.known_name.as_ref().map(KnownNameRecord::of),
        sources: Vec<SourceRecord> = references.new_sources(),
    }
}

record! {
    pub(super) struct NamedByRecord<'a> of(named: &'a NamedBy) {
        vendor: &'a str = &named.vendor,
        jurisdiction: &'a str = &named.jurisdiction,
        regime: &'a str = &named.regime,
        title: &'a str = &named.title,
        since: Date = named.since,
        instrument: Option<Instrument> = named.instrument,
        force: Force = named.force,
        binds: &'a [String] = &named.binds,
        trade: bool = named.trade,
        owner: Truth = named.owner,
    }
}

record! {
    struct KnownNameRecord<'a> of(known: &'a KnownName) with {
        let (name, no_relation_to, note) = match known {
            KnownName::Maker { name } => (name, None, None),
            KnownName::Namesake { name, of, note } => (name, Some(of.as_str()), note.as_deref()),
            KnownName::Label { name, note } => (name, None, note.as_deref()),
        };
    } {
        name: &'a str = name,
        no_relation_to?: Option<&'a str> = no_relation_to,
        note?: Option<&'a str> = note,
    }
}

fn answer(item: &Identified) -> &'static str {
    match &item.known_name {
        _ if !item.attributions.is_empty() => "maker",
        Some(KnownName::Maker { .. }) => "other-maker",
        Some(KnownName::Namesake { .. }) => "namesake",
        Some(KnownName::Label { .. }) => "label",
        None => "unknown",
    }
}
