//! One asset in JSON, `docs/schemas/asset-4.schema.json`: a frozen copy of the internals, so that they can change without it.
//! What is not known, or empty, is left out below the top level.

use super::References;
use crate::{
    Attribution, Date, Finding, Fingerprint, MarkKind, Truth, Verdict,
    attribution::{Counter, Evidence},
    audit::Audited,
    finding::{Accepted, BaselineState, Test},
    reason::Missing,
    report::{maker, wording, words},
};

record! {
    pub(in crate::report) struct AssetRecord<'a> of(
        asset: &'a Audited,
        detail: Detail,
        references: &mut References,
    ) with {
        let reaches = |finding: &&Finding| finding.verdict > Verdict::Exempt;
        let shown = |finding: &&Finding| detail == Detail::Full || reaches(finding);
        let attributions = asset.attributions.iter();
        let findings = asset.findings.iter().filter(shown);
    } {
        schema: &'static str = "banlint/asset/4",
        file: &'a str = &asset.place.file,
        sheet: Option<&'a str> = asset.place.sheet.as_deref(),
        row: u64 = asset.place.row,
        line: u64 = asset.place.line,
        place: String = words::spot(&asset.place),
        asset_id: Option<&'a str> = asset.asset_id.as_deref(),
        called: &'a str = &asset.called,
        site: Option<&'a str> = asset.site.as_deref(),
        verdict: &'static str = asset.verdict.word(),
        attributions: Vec<AttributionRecord<'a>> = attributions
            .map(|one| AttributionRecord::of(one, detail, references))
            .collect(),
        findings: Vec<FindingRecord<'a>> = findings
            .map(|finding| FindingRecord::of(finding, detail, references))
            .collect(),
        exempt: Vec<&'a str> = exempt(asset),
        notes: &'a [String] = &asset.notes,
    }
}

record! {
    pub(super) struct AttributionRecord<'a> of(
        attribution: &'a Attribution,
        detail: Detail,
        references: &mut References,
    ) with {
        let company = attribution.company.as_deref();
        let evidence = match detail {
            Detail::Lean => maker::kinds_of(attribution),
            Detail::Full => attribution.evidence.iter().collect(),
        };
    } {
        vendor: &'a str = &attribution.maker.id,
        name: &'a str = &attribution.maker.short,
        country: &'a str = &attribution.maker.country,
        company?: Option<&'a str> = company.map(|company| company.id.as_str()),
        company_name?: Option<&'a str> = company.map(|company| company.name.as_str()),
        grade: &'static str = attribution.grade.word(),
        label?: Option<&'a str> = attribution.label.as_deref(),
        equipment?: Vec<&'a str> =
            attribution.equipment.iter().map(crate::KindId::as_str).collect(),
        evidence: Vec<EvidenceRecord<'a>> = evidence
            .into_iter()
            .map(|one| EvidenceRecord::of(attribution, one, references))
            .collect(),
        against?: Vec<CounterRecord<'a>> = attribution
            .against
            .iter()
            .map(|one| CounterRecord::of(attribution, one, references))
            .collect(),
    }
}

record! {
    struct EvidenceRecord<'a> of(
        by: &Attribution,
        evidence: &'a Evidence,
        references: &mut References,
    ) {
        mark: MarkKind = evidence.mark,
        column: &'a str = &evidence.column,
        text: &'a str = &evidence.text,
        says: String = maker::claim(&by.maker, evidence),
        grade: &'static str = evidence.grade.word(),
        confidence: &'static str = evidence.confidence.word(),
        sources?: Vec<usize> = references.sources(&evidence.sources),
    }
}

record! {
    struct CounterRecord<'a> of(
        by: &Attribution,
        counter: &'a Counter,
        references: &mut References,
    ) {
        column?: Option<&'a str> = counter.column.as_deref(),
        text: &'a str = &counter.text,
        says: String = maker::objection(&by.maker, &counter.objection),
        lowers: bool = counter.lowers,
        confidence: &'static str = counter.confidence.word(),
        sources?: Vec<usize> = references.sources(&counter.sources),
    }
}

record! {
    struct FindingRecord<'a> of(
        finding: &'a Finding,
        detail: Detail,
        references: &References,
    ) with {
        let law = &*finding.law;
        let full = detail == Detail::Full;
        let because = finding.because().flat_map(Test::why);
        let because = because.filter(|reason| full || !reason.is_silence());
        let vendor = finding.vendor();
        let asks = |missing: &&Missing| full || !references.is_known_question(law, vendor, missing);
        let questions = finding.missing.iter().filter(asks);
        let mut facts: Vec<_> = finding.missing.iter().map(|missing| missing.fact().key()).collect();
        facts.dedup();
    } {
        law: &'a str = &law.id,
        verdict: &'static str = finding.verdict.word(),
        would_be?: Option<&'static str> =
            finding.accepted.as_ref().map(|accepted| accepted.would_be.word()),
        truth?: Option<Truth> = full.then_some(finding.truth),
        note?: bool = finding.note,
        vendor?: Option<&'a str> = vendor,
        because?: Vec<String> = because.map(wording::reason).collect(),
        missing?: Vec<&'a str> = facts,
        questions?: Vec<String> = questions.map(wording::question).collect(),
        could_apply?: Vec<&'a str> =
            finding.could_apply().map(|exception| exception.id.as_str()).collect(),
        accepted?: Option<AcceptedRecord<'a>> = finding.accepted.as_ref().map(AcceptedRecord::of),
        fingerprint?: Option<Fingerprint> = finding.fingerprint,
        baseline?: Option<&'static str> = finding.baseline.map(BaselineState::word),
    }
}

record! {
    struct AcceptedRecord<'a> of(accepted: &'a Accepted) {
        by: &'a str = &accepted.by,
        reason: &'a str = &accepted.reason,
        until: Date = accepted.until,
    }
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

/// The provisions that name the maker or kind of a row and do not reach it, by id. Of two makers the worse counts.
fn exempt(asset: &Audited) -> Vec<&str> {
    let reaches = |finding: &&Finding| finding.verdict > Verdict::Exempt;
    let id = |finding: &'_ Finding| std::ptr::from_ref(&*finding.law);
    let named: Vec<_> = asset.findings.iter().filter(reaches).map(id).collect();
    let mut exempt = Vec::new();
    for finding in asset.findings.iter().filter(|finding| !named.contains(&id(finding))) {
        words::put_new(&mut exempt, finding.law.id.as_str());
    }
    exempt
}
