//! One asset in JSON, `docs/schemas/asset-4.schema.json`: a frozen copy of the internals, so that they can change without it.
//! What is not known, or empty, is left out below the top level.

use serde::Serialize;

use super::References;
use crate::{
    Attribution, Date, Finding, Fingerprint, MarkKind, Verdict,
    attribution::{Counter, Evidence},
    audit::Audited,
    finding::{Accepted, BaselineState, Test},
    reason::Missing,
    report::{maker, wording, words},
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
    exempt: Vec<&'a str>,
    notes: &'a [String],
}

#[derive(Serialize)]
pub(super) struct AttributionRecord<'a> {
    vendor: &'a str,
    name: &'a str,
    country: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    company: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    company_name: Option<&'a str>,
    grade: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    equipment: Vec<&'a str>,
    evidence: Vec<EvidenceRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    against: Vec<CounterRecord<'a>>,
}

#[derive(Serialize)]
struct EvidenceRecord<'a> {
    mark: MarkKind,
    column: &'a str,
    text: &'a str,
    says: String,
    grade: &'static str,
    confidence: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<usize>,
}

#[derive(Serialize)]
struct CounterRecord<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'a str>,
    text: &'a str,
    says: String,
    lowers: bool,
    confidence: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<usize>,
}

#[derive(Serialize)]
struct FindingRecord<'a> {
    law: &'a str,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    would_be: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    truth: Option<&'static str>,
    #[serde(skip_serializing_if = "is_false")]
    note: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    vendor: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    because: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    missing: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    questions: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    could_apply: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<AcceptedRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fingerprint: Option<Fingerprint>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<&'static str>,
}

#[derive(Serialize)]
struct AcceptedRecord<'a> {
    by: &'a str,
    reason: &'a str,
    until: Date,
}

/// How much is said of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Detail {
    /// What a reader needs to act: the strongest mark of each kind, and the provisions that reach the row with what is special
    /// about it.
    Lean,
    /// Every mark and every provision in full.
    Full,
}

impl<'a> AssetRecord<'a> {
    /// The record of a row.
    pub(in crate::report) fn of(
        asset: &'a Audited,
        detail: Detail,
        references: &mut References,
    ) -> Self {
        let reaches = |finding: &&Finding| finding.verdict > Verdict::Exempt;
        let shown = |finding: &&Finding| detail == Detail::Full || reaches(finding);
        let attributions = asset.attributions.iter();
        let findings = asset.findings.iter().filter(shown);
        Self {
            schema: "banlint/asset/4",
            file: &asset.place.file,
            sheet: asset.place.sheet.as_deref(),
            row: asset.place.row,
            line: asset.place.line,
            place: words::spot(&asset.place),
            asset_id: asset.asset_id.as_deref(),
            called: &asset.called,
            site: asset.site.as_deref(),
            verdict: asset.verdict.word(),
            attributions: attributions
                .map(|one| AttributionRecord::of(one, detail, references))
                .collect(),
            findings: findings
                .map(|finding| FindingRecord::of(finding, detail, references))
                .collect(),
            exempt: exempt(asset),
            notes: &asset.notes,
        }
    }
}

/// The provisions that name the maker or kind of a row and do not reach it, by id. Of two makers the worse counts.
fn exempt(asset: &Audited) -> Vec<&str> {
    let reaches = |finding: &&Finding| finding.verdict > Verdict::Exempt;
    let id = |finding: &'_ Finding| std::ptr::from_ref(&*finding.law);
    let named: Vec<_> = asset.findings.iter().filter(reaches).map(id).collect();
    let mut exempt = Vec::new();
    for finding in asset.findings.iter().filter(|finding| !named.contains(&id(finding))) {
        let law = finding.law.id.as_str();
        if !exempt.contains(&law) {
            exempt.push(law);
        }
    }
    exempt
}

impl<'a> AttributionRecord<'a> {
    pub(super) fn of(
        attribution: &'a Attribution,
        detail: Detail,
        references: &mut References,
    ) -> Self {
        let company = attribution.company.as_deref();
        let evidence = match detail {
            Detail::Lean => maker::kinds_of(attribution),
            Detail::Full => attribution.evidence.iter().collect(),
        };
        Self {
            vendor: &attribution.maker.id,
            name: &attribution.maker.short,
            country: &attribution.maker.country,
            company: company.map(|company| company.id.as_str()),
            company_name: company.map(|company| company.name.as_str()),
            grade: attribution.grade.word(),
            label: attribution.label.as_deref(),
            equipment: attribution.equipment.iter().map(crate::KindId::as_str).collect(),
            evidence: evidence
                .into_iter()
                .map(|one| EvidenceRecord::of(attribution, one, references))
                .collect(),
            against: attribution
                .against
                .iter()
                .map(|one| CounterRecord::of(attribution, one, references))
                .collect(),
        }
    }
}

impl<'a> EvidenceRecord<'a> {
    fn of(by: &Attribution, evidence: &'a Evidence, references: &mut References) -> Self {
        Self {
            mark: evidence.mark,
            column: &evidence.column,
            text: &evidence.text,
            says: maker::claim(&by.maker, evidence),
            grade: evidence.grade.word(),
            confidence: evidence.confidence.word(),
            sources: references.sources(&evidence.sources),
        }
    }
}

impl<'a> CounterRecord<'a> {
    fn of(by: &Attribution, counter: &'a Counter, references: &mut References) -> Self {
        Self {
            column: counter.column.as_deref(),
            text: &counter.text,
            says: maker::objection(&by.maker, &counter.objection),
            lowers: counter.lowers,
            confidence: counter.confidence.word(),
            sources: references.sources(&counter.sources),
        }
    }
}

impl<'a> FindingRecord<'a> {
    fn of(finding: &'a Finding, detail: Detail, references: &References) -> Self {
        let law = &*finding.law;
        let full = detail == Detail::Full;
        let because = finding.because().flat_map(Test::why);
        let because = because.filter(|reason| full || !reason.is_silence());
        let vendor = finding.vendor();
        let asks = |missing: &&Missing| full || !references.is_known_question(law, vendor, missing);
        let questions = finding.missing.iter().filter(asks);
        let mut facts: Vec<_> = finding.missing.iter().map(Missing::fact).collect();
        facts.dedup();
        Self {
            law: &law.id,
            verdict: finding.verdict.word(),
            would_be: finding.accepted.as_ref().map(|accepted| accepted.would_be.word()),
            truth: full.then(|| words::truth(finding.truth)),
            note: finding.note,
            vendor,
            because: because.map(wording::reason).collect(),
            missing: facts,
            questions: questions.map(wording::question).collect(),
            could_apply: finding.could_apply().map(|exception| exception.id.as_str()).collect(),
            accepted: finding.accepted.as_ref().map(AcceptedRecord::of),
            fingerprint: finding.fingerprint,
            baseline: finding.baseline.map(BaselineState::word),
        }
    }
}

impl<'a> AcceptedRecord<'a> {
    fn of(accepted: &'a Accepted) -> Self {
        Self { by: &accepted.by, reason: &accepted.reason, until: accepted.until }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}
