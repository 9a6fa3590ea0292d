//! The provisions that were applied, each written once for the whole audit; rows refer to them by id.

use serde::Serialize;

use super::SourceRecord;
use crate::{
    Date,
    audit::Basis,
    finding::{AppliedLaw, OpenTest},
    law::{Act, Exception, Force, Instrument},
    report::wording,
};

/// One provision.
#[derive(Serialize)]
pub(in crate::report) struct LawRecord<'a> {
    id: &'a str,
    regime: &'a str,
    provision: &'a str,
    jurisdiction: &'a str,
    regime_title: &'a str,
    title: &'a str,
    citation: &'a str,
    instrument: Option<Instrument>,
    force: Force,
    act: Act,
    in_force_since: Date,
    in_force_until: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    days_after_listing: Option<u16>,
    summary: &'a str,
    remedy: &'a str,
    exceptions: Vec<ExceptionRecord<'a>>,
    asks: Vec<Question<'a>>,
    sources: Vec<SourceRecord>,
}

#[derive(Serialize)]
pub(super) struct ExceptionRecord<'a> {
    id: &'a str,
    says: &'a str,
}

#[derive(Serialize)]
struct Question<'a> {
    fact: &'a str,
    #[serde(rename = "question")]
    text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    vendors: Vec<&'a str>,
}

impl<'a> ExceptionRecord<'a> {
    pub(super) fn of(Exception { id, reason, .. }: &'a Exception) -> Self {
        Self { id, says: reason }
    }
}

/// The provisions of an audit.
pub(in crate::report) fn laws(basis: &Basis) -> Vec<LawRecord<'_>> {
    basis.laws.iter().map(LawRecord::of).collect()
}

impl<'a> LawRecord<'a> {
    /// The id of the provision.
    #[cfg(feature = "cli")]
    pub(super) fn id(&self) -> &str {
        self.id
    }

    fn of(AppliedLaw { law, open }: &'a AppliedLaw) -> Self {
        let exceptions = law.exceptions.iter();
        Self {
            id: &law.id,
            regime: &law.regime,
            provision: &law.provision,
            jurisdiction: &law.jurisdiction,
            regime_title: &law.regime_title,
            title: &law.title,
            citation: &law.citation,
            instrument: law.instrument,
            force: law.force,
            act: law.act,
            in_force_since: law.from,
            in_force_until: law.until,
            days_after_listing: law.days_after_listing,
            summary: &law.summary,
            remedy: &law.remedy,
            exceptions: exceptions.map(|exception| ExceptionRecord::of(exception)).collect(),
            asks: asks(open),
            sources: law.sources.iter().map(|source| SourceRecord::of(None, source)).collect(),
        }
    }
}

/// The questions of a provision. The makers of whom it asks one are named where it asks another of others.
fn asks(open: &[OpenTest]) -> Vec<Question<'_>> {
    let mut asks: Vec<Question<'_>> = Vec::new();
    for OpenTest { vendor, test } in open {
        for missing in test.missing() {
            let (fact, text) = (missing.fact(), wording::question(missing));
            let same = |known: &Question<'_>| known.fact == fact && known.text == text;
            let known = asks.iter().position(same);
            let at = known.unwrap_or_else(|| {
                asks.push(Question { fact, text, vendors: Vec::new() });
                asks.len() - 1
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
