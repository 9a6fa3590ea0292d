//! The law as loaded: `docs/schemas/rules-1.schema.json` (all regimes), `regime-1.schema.json` (one), `terms-1.schema.json` (the words
//! of law files).

use std::io;

use serde::Serialize;

use super::super::{References, document::put_document, laws::ExceptionRecord};
use crate::{
    Country, Date, EquipmentTree, KindId,
    law::{Act, Force, Instrument},
    report::condition,
    reporting_duty::{CountsFrom, ReportStage, ReportingDuty, Within},
    rules::{
        Designation, DesignationBasis, LawBook, NothingBinding, Organisation, Provision, Reach,
        Regime, Target, Terms,
    },
};

/// Writes the regimes as loaded as a JSON document.
pub(crate) fn regimes_json(out: &mut dyn io::Write, book: &LawBook, as_of: Date) -> io::Result<()> {
    let regimes = book.regimes().iter().map(|regime| ListedRegime::of(regime, as_of)).collect();
    put_document(out, "banlint/rules/1", RegimeList { regimes }, None)
}

/// Writes one regime as a JSON document.
pub(crate) fn regime_json(out: &mut dyn io::Write, regime: &Regime) -> io::Result<()> {
    let mut references = References::default();
    let read_in = references.sources(&regime.sources);
    let named = regime.designations.iter();
    let named = named.map(|one| DesignationRecord::of(one, &mut references)).collect();
    let provisions = regime.provisions.iter();
    let provisions =
        provisions.map(|one| ProvisionRecord::of(one, regime, &mut references)).collect();
    let duties = regime.duties.iter();
    let duties = duties.map(|one| DutyRecord::of(one, &mut references)).collect();
    let content = Whole {
        regime: RegimeRecord::of(regime),
        note: regime.note.as_deref(),
        read_in,
        designations: named,
        provisions,
        duties,
    };
    put_document(out, "banlint/regime/1", content, Some(references))
}

/// Writes what an owner can be, with the law that binds it, as a JSON document.
pub(crate) fn organisations_json(
    out: &mut dyn io::Write,
    book: &LawBook,
    all: &[&Organisation],
) -> io::Result<()> {
    let organisations = all.iter().map(|one| BoundRecord {
        organisation: OrganisationRecord::of(one),
        bound_by: book.binding(&one.id).into_iter().map(|law| law.id.as_str()).collect(),
    });
    let content = BoundList { organisations: organisations.collect() };
    put_document(out, "banlint/orgs/1", content, None)
}

#[derive(Serialize)]
struct BoundList<'a> {
    organisations: Vec<BoundRecord<'a>>,
}

#[derive(Serialize)]
struct BoundRecord<'a> {
    #[serde(flatten)]
    organisation: OrganisationRecord<'a>,
    bound_by: Vec<&'a str>,
}

/// Writes the words that law files and settings use as a JSON document.
pub(crate) fn terms_json(
    out: &mut dyn io::Write,
    terms: &Terms,
    tree: &EquipmentTree,
) -> io::Result<()> {
    let content = TermsRecord {
        organisations: terms.organisations().values().map(OrganisationRecord::of).collect(),
        facts: Terms::facts()
            .map(|fact| FactTerms {
                fact: fact.key(),
                says: fact.says(),
                values: terms
                    .of(fact)
                    .map(|term| TermRecord { id: &term.id, title: &term.title, says: &term.says })
                    .collect(),
            })
            .collect(),
        criteria: terms
            .criteria()
            .values()
            .map(|one| TermRecord { id: &one.id, title: &one.title, says: &one.says })
            .collect(),
        equipment: tree
            .kinds()
            .map(|kind| KindRecord {
                id: kind.id.as_str(),
                parent: kind.parent.as_ref().map(KindId::as_str),
                title: &kind.title,
            })
            .collect(),
    };
    put_document(out, "banlint/terms/1", content, None)
}

#[derive(Serialize)]
struct RegimeList<'a> {
    regimes: Vec<ListedRegime<'a>>,
}

#[derive(Serialize)]
struct ListedRegime<'a> {
    #[serde(flatten)]
    regime: RegimeRecord<'a>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    force: Option<Force>,
    days_since_checked: i64,
}

impl<'a> ListedRegime<'a> {
    fn of(regime: &'a Regime, as_of: Date) -> Self {
        Self {
            regime: RegimeRecord::of(regime),
            status: regime.status(as_of).word(),
            force: regime.force(),
            days_since_checked: regime.days_since_checked(as_of),
        }
    }
}

#[derive(Serialize)]
struct RegimeRecord<'a> {
    id: &'a str,
    jurisdiction: &'a str,
    title: &'a str,
    authority: &'a str,
    citation: &'a str,
    instrument: Option<Instrument>,
    checked: Date,
    summary: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    nothing_binding: Option<NothingBinding>,
    file: &'a str,
}

#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    regime: RegimeRecord<'a>,
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    read_in: Vec<usize>,
    designations: Vec<DesignationRecord<'a>>,
    provisions: Vec<ProvisionRecord<'a>>,
    duties: Vec<DutyRecord<'a>>,
}

#[derive(Serialize)]
struct DutyRecord<'a> {
    id: &'a str,
    title: &'a str,
    to: &'a str,
    citation: &'a str,
    laws: &'a [String],
    summary: &'a str,
    notes: &'a [String],
    stages: Vec<StageRecord<'a>>,
    sources: Vec<usize>,
}

impl<'a> DutyRecord<'a> {
    fn of(duty: &'a ReportingDuty, references: &mut References) -> Self {
        let stage = |stage: &'a ReportStage| StageRecord {
            title: &stage.title,
            within: stage.within,
            counts_from: stage.counts_from,
            asks: stage.items.iter().map(|item| item.asks.as_str()).collect(),
        };
        Self {
            id: &duty.id,
            title: &duty.title,
            to: &duty.to,
            citation: &duty.citation,
            laws: &duty.laws,
            summary: &duty.summary,
            notes: &duty.notes,
            stages: duty.stages.iter().map(stage).collect(),
            sources: references.sources(&duty.sources),
        }
    }
}

#[derive(Serialize)]
struct StageRecord<'a> {
    title: &'a str,
    within: Within,
    counts_from: CountsFrom,
    asks: Vec<&'a str>,
}

#[derive(Serialize)]
struct DesignationRecord<'a> {
    id: &'a str,
    basis: DesignationBasis,
    vendor: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    brands: &'a [String],
    criterion: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    seat: Vec<&'a str>,
    reach: Reach,
    examples: &'a [String],
    equipment: Vec<&'a str>,
    unsettled: Vec<&'a str>,
    listed: Option<Date>,
    removed: Option<Date>,
    when: Option<String>,
    applied: bool,
    scope: &'a str,
    note: Option<&'a str>,
    sources: Vec<usize>,
}

#[derive(Serialize)]
struct ProvisionRecord<'a> {
    id: &'a str,
    title: &'a str,
    citation: &'a str,
    instrument: Option<Instrument>,
    force: Force,
    act: Act,
    in_force_since: Date,
    in_force_until: Option<Date>,
    summary: &'a str,
    remedy: &'a str,
    binds: &'a [String],
    designations: Vec<&'a str>,
    when: Option<String>,
    exceptions: Vec<ExceptionRecord<'a>>,
    note: Option<&'a str>,
    sources: Vec<usize>,
}

#[derive(Serialize)]
struct TermsRecord<'a> {
    organisations: Vec<OrganisationRecord<'a>>,
    facts: Vec<FactTerms<'a>>,
    criteria: Vec<TermRecord<'a>>,
    equipment: Vec<KindRecord<'a>>,
}

#[derive(Serialize)]
struct OrganisationRecord<'a> {
    id: &'a str,
    jurisdiction: Option<&'a str>,
    title: &'a str,
    says: &'a str,
    implies: &'a [String],
    excludes: &'a [String],
}

impl<'a> OrganisationRecord<'a> {
    fn of(one: &'a Organisation) -> Self {
        Self {
            id: &one.id,
            jurisdiction: one.jurisdiction.as_deref(),
            title: &one.title,
            says: &one.says,
            implies: &one.implies,
            excludes: &one.excludes,
        }
    }
}

#[derive(Serialize)]
struct FactTerms<'a> {
    fact: &'static str,
    says: &'static str,
    values: Vec<TermRecord<'a>>,
}

#[derive(Serialize)]
struct TermRecord<'a> {
    id: &'a str,
    title: &'a str,
    says: &'a str,
}

#[derive(Serialize)]
struct KindRecord<'a> {
    id: &'a str,
    parent: Option<&'a str>,
    title: &'a str,
}

impl<'a> RegimeRecord<'a> {
    fn of(regime: &'a Regime) -> Self {
        Self {
            id: &regime.id,
            jurisdiction: &regime.jurisdiction,
            title: &regime.title,
            authority: &regime.authority,
            citation: &regime.citation,
            instrument: regime.instrument,
            checked: regime.checked,
            summary: &regime.summary,
            nothing_binding: regime.nothing_binding,
            file: &regime.file,
        }
    }
}

impl<'a> DesignationRecord<'a> {
    fn of(named: &'a Designation, references: &mut References) -> Self {
        let (vendor, criterion) = match &named.target {
            Target::Vendor(id) => (Some(id.as_str()), None),
            Target::Criterion { id, .. } => (None, Some(id.as_str())),
            Target::Seat(_) | Target::Anyone => (None, None),
        };
        let seat = match &named.target {
            Target::Seat(countries) => countries.iter().map(Country::code).collect(),
            _ => Vec::new(),
        };
        Self {
            id: &named.id,
            basis: named.basis,
            vendor,
            brands: &named.brands,
            criterion,
            seat,
            reach: named.reach,
            examples: &named.examples,
            equipment: named.equipment.iter().map(KindId::as_str).collect(),
            unsettled: named.unsettled.iter().map(KindId::as_str).collect(),
            listed: named.listed,
            removed: named.removed,
            when: (!named.when.is_empty()).then(|| condition(&named.when)),
            applied: named.enforce,
            scope: &named.scope,
            note: named.note.as_deref(),
            sources: references.sources(&named.sources),
        }
    }
}

impl<'a> ProvisionRecord<'a> {
    fn of(provision: &'a Provision, regime: &'a Regime, references: &mut References) -> Self {
        let law = &provision.law;
        let designations = provision.designations.iter();
        let exceptions = law.exceptions.iter();
        Self {
            id: &law.provision,
            title: &law.title,
            citation: &law.citation,
            instrument: law.instrument,
            force: law.force,
            act: law.act,
            in_force_since: law.from,
            in_force_until: law.until,
            summary: &law.summary,
            remedy: &law.remedy,
            binds: &provision.binds,
            designations: designations
                .filter_map(|&at| Some(regime.designations.get(at)?.id.as_str()))
                .collect(),
            when: (!provision.when.is_empty()).then(|| condition(&provision.when)),
            exceptions: exceptions.map(|one| ExceptionRecord::of(one)).collect(),
            note: provision.note.as_deref(),
            sources: references.sources(&law.sources),
        }
    }
}
