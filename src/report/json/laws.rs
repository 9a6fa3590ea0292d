//! The provisions that were applied, each written once for the whole audit; rows refer to them by id.

use serde::Serialize;

use super::SourceRecord;
use crate::{
    Date,
    audit::Basis,
    finding::{AppliedLaw, OpenTest},
    law::{Act, Exception, Force, Instrument},
    reason::Missing,
    report::wording,
};

record! {
    pub(in crate::report) struct LawRecord<'a> of(AppliedLaw { law, open }: &'a AppliedLaw) {
        id: &'a str = &law.id,
        regime: &'a str = &law.regime,
        provision: &'a str = &law.provision,
        jurisdiction: &'a str = &law.jurisdiction,
        regime_title: &'a str = &law.regime_title,
        title: &'a str = &law.title,
        citation: &'a str = &law.citation,
        instrument: Option<Instrument> = law.instrument,
        force: Force = law.force,
        act: Act = law.act,
        in_force_since: Date = law.from,
        in_force_until: Option<Date> = law.until,
        days_after_listing?: Option<u16> = law.days_after_listing,
        summary: &'a str = &law.summary,
        remedy: &'a str = &law.remedy,
        exceptions: Vec<ExceptionRecord<'a>> =
            law.exceptions.iter().map(|exception| ExceptionRecord::of(exception)).collect(),
        asks: Vec<Question<'a>> = asks(open),
        sources: Vec<SourceRecord> =
            law.sources.iter().map(|source| SourceRecord::of(None, source)).collect(),
    }
}

record! {
    pub(super) struct ExceptionRecord<'a> of(Exception { id, reason, .. }: &'a Exception) {
        id: &'a str = id,
        says: &'a str = reason,
    }
}

#[derive(Serialize)]
struct Question<'a> {
    fact: &'a str,
    #[serde(rename = "question")]
    text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    vendors: Vec<&'a str>,
}

/// The provisions of an audit.
pub(in crate::report) fn laws(basis: &Basis) -> Vec<LawRecord<'_>> {
    basis.laws.iter().map(LawRecord::of).collect()
}

#[cfg(feature = "cli")]
impl LawRecord<'_> {
    pub(super) fn id(&self) -> &str {
        self.id
    }
}

/// The questions of a provision. The makers of whom it asks one are named where it asks another of others.
fn asks(open: &[OpenTest]) -> Vec<Question<'_>> {
    let mut asks: Vec<Question<'_>> = Vec::new();
    // Most designations of a provision ask the same, which is put into words once.
    let mut put: Vec<(&Missing, usize)> = Vec::new();
    for OpenTest { vendor, test } in open {
        for missing in test.missing() {
            let known = put.iter().find(|(known, _)| *known == missing).map(|(_, at)| *at);
            let at = known.unwrap_or_else(|| {
                let at = put_into(&mut asks, missing);
                put.push((missing, at));
                at
            });
            let vendors = &mut asks[at].vendors;
            vendors.extend(vendor.as_deref().filter(|vendor| !vendors.contains(vendor)));
        }
    }
    let facts: Vec<_> = asks.iter().map(|asked| asked.fact).collect();
    let asked_once = |fact| facts.iter().filter(|known| **known == fact).count() == 1;
    asks.iter_mut().filter(|asked| asked_once(asked.fact)).for_each(|asked| asked.vendors.clear());
    asks
}

/// The number of the question after something that is missing, which several may ask in the same words.
fn put_into(asks: &mut Vec<Question<'_>>, missing: &Missing) -> usize {
    let (fact, text) = (missing.fact().key(), wording::question(missing));
    let known = asks.iter().position(|known| known.fact == fact && known.text == text);
    known.unwrap_or_else(|| {
        asks.push(Question { fact, text, vendors: Vec::new() });
        asks.len() - 1
    })
}
