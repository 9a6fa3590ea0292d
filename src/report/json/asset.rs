//! One asset in JSON, `docs/schemas/asset-2.schema.json`: a frozen copy of the internals, so that they can change without it.

use serde::Serialize;

use crate::{
    Attribution, Date, Finding, MarkKind, Verdict,
    attribution::{Counter, Evidence},
    audit::Audited,
    finding::{Accepted, Act, Force, Missing},
    knowledge::Source,
    report::words,
};

/// One asset.
#[derive(Serialize)]
pub(in crate::report) struct AssetRecord<'a> {
    schema: &'static str,
    file: &'a str,
    sheet: Option<&'a str>,
    row: u64,
    line: u64,
    place: String,
    asset_id: Option<&'a str>,
    called: &'a str,
    site: Option<&'a str>,
    verdict: &'static str,
    attributions: Vec<AttributionRecord<'a>>,
    findings: Vec<FindingRecord<'a>>,
    notes: &'a [String],
}

#[derive(Serialize)]
pub(super) struct AttributionRecord<'a> {
    vendor: &'a str,
    name: &'a str,
    country: &'a str,
    company: Option<&'a str>,
    company_name: Option<&'a str>,
    grade: &'static str,
    label: Option<&'a str>,
    equipment: Vec<&'a str>,
    evidence: Vec<EvidenceRecord<'a>>,
    against: Vec<CounterRecord<'a>>,
}

#[derive(Serialize)]
struct EvidenceRecord<'a> {
    mark: MarkKind,
    column: &'a str,
    text: &'a str,
    says: &'a str,
    grade: &'static str,
    source: Option<SourceRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<SourceRecord<'a>>,
    confidence: &'static str,
}

#[derive(Serialize)]
struct CounterRecord<'a> {
    column: Option<&'a str>,
    text: &'a str,
    says: &'a str,
    lowers: bool,
    source: Option<SourceRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<SourceRecord<'a>>,
    confidence: &'static str,
}

#[derive(Serialize)]
struct SourceRecord<'a> {
    title: &'a str,
    url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    dated: Option<Date>,
    read: Date,
}

#[derive(Serialize)]
struct FindingRecord<'a> {
    regime: &'a str,
    provision: &'a str,
    jurisdiction: &'a str,
    regime_title: &'a str,
    title: &'a str,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    would_be: Option<&'static str>,
    truth: &'static str,
    note: bool,
    vendor: Option<&'a str>,
    force: Force,
    act: Act,
    because: Vec<&'a str>,
    missing: Vec<MissingRecord<'a>>,
    could_apply: &'a [String],
    citation: &'a str,
    remedy: &'a str,
    in_force_since: Date,
    in_force_until: Option<Date>,
    // Told where the provision raises the verdict: what does not reach an asset is told by its citation.
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<SourceRecord<'a>>,
    accepted: Option<AcceptedRecord<'a>>,
}

#[derive(Serialize)]
struct MissingRecord<'a> {
    fact: &'a str,
    question: &'a str,
}

#[derive(Serialize)]
struct AcceptedRecord<'a> {
    by: &'a str,
    reason: &'a str,
    until: Date,
}

impl<'a> AssetRecord<'a> {
    /// The record of a row.
    pub(in crate::report) fn of(asset: &'a Audited) -> Self {
        Self {
            schema: "banlint/asset/2",
            file: &asset.place.file,
            sheet: asset.place.sheet.as_deref(),
            row: asset.place.row,
            line: asset.place.line,
            place: words::spot(&asset.place),
            asset_id: asset.asset_id.as_deref(),
            called: &asset.called,
            site: asset.site.as_deref(),
            verdict: asset.verdict.word(),
            attributions: asset.attributions.iter().map(AttributionRecord::of).collect(),
            findings: asset.findings.iter().map(FindingRecord::of).collect(),
            notes: &asset.notes,
        }
    }
}

impl<'a> AttributionRecord<'a> {
    pub(super) fn of(attribution: &'a Attribution) -> Self {
        let company = attribution.company.as_deref();
        Self {
            vendor: &attribution.maker.id,
            name: &attribution.maker.short,
            country: &attribution.maker.country,
            company: company.map(|company| company.id.as_str()),
            company_name: company.map(|company| company.name.as_str()),
            grade: attribution.grade.word(),
            label: attribution.label.as_deref(),
            equipment: attribution.equipment.iter().map(crate::KindId::as_str).collect(),
            evidence: attribution.evidence.iter().map(EvidenceRecord::of).collect(),
            against: attribution.against.iter().map(CounterRecord::of).collect(),
        }
    }
}

impl<'a> EvidenceRecord<'a> {
    fn of(evidence: &'a Evidence) -> Self {
        let (source, sources) = sources(&evidence.sources);
        Self {
            mark: evidence.mark,
            column: &evidence.column,
            text: &evidence.text,
            says: &evidence.says,
            grade: evidence.grade.word(),
            source,
            sources,
            confidence: evidence.confidence.word(),
        }
    }
}

impl<'a> CounterRecord<'a> {
    fn of(counter: &'a Counter) -> Self {
        let (source, sources) = sources(&counter.sources);
        Self {
            column: counter.column.as_deref(),
            text: &counter.text,
            says: &counter.says,
            lowers: counter.lowers,
            source,
            sources,
            confidence: counter.confidence.word(),
        }
    }
}

impl<'a> FindingRecord<'a> {
    fn of(finding: &'a Finding) -> Self {
        let law = &*finding.law;
        let raises = finding.verdict > Verdict::Exempt;
        Self {
            regime: &law.regime,
            provision: &law.provision,
            jurisdiction: &law.jurisdiction,
            regime_title: &law.regime_title,
            title: &law.title,
            verdict: finding.verdict.word(),
            would_be: finding.accepted.as_ref().map(|accepted| accepted.would_be.word()),
            truth: words::truth(finding.truth),
            note: finding.note,
            vendor: finding.vendor.as_deref(),
            force: law.force,
            act: law.act,
            because: finding.because().map(|test| test.why.as_str()).collect(),
            missing: finding.missing.iter().map(MissingRecord::of).collect(),
            could_apply: &finding.could_apply,
            citation: &law.citation,
            remedy: &law.remedy,
            in_force_since: law.from,
            in_force_until: law.until,
            summary: raises.then_some(law.summary.as_str()),
            source: law.sources.first().filter(|_| raises).map(|source| SourceRecord::of(source)),
            accepted: finding.accepted.as_ref().map(AcceptedRecord::of),
        }
    }
}

impl<'a> MissingRecord<'a> {
    fn of(missing: &'a Missing) -> Self {
        Self { fact: &missing.fact, question: &missing.question }
    }
}

impl<'a> AcceptedRecord<'a> {
    fn of(accepted: &'a Accepted) -> Self {
        Self { by: &accepted.by, reason: &accepted.reason, until: accepted.until }
    }
}

impl<'a> SourceRecord<'a> {
    fn of(source: &'a Source) -> Self {
        Self { title: &source.title, url: &source.url, dated: source.dated, read: source.read }
    }
}

/// The first source, and all of them where there are several.
fn sources<S>(all: &[S]) -> (Option<SourceRecord<'_>>, Vec<SourceRecord<'_>>)
where
    S: std::ops::Deref<Target = Source>,
{
    let records = || all.iter().map(|source| SourceRecord::of(source));
    (records().next(), if all.len() > 1 { records().collect() } else { Vec::new() })
}
