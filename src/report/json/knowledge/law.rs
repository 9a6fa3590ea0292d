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
    let regimes = book.regimes().iter().map(|regime| ListedRegime::of(regime, as_of));
    put_document(out, "banlint/rules/1", object! { "regimes": regimes.collect::<Vec<_>>() }, None)
}

pub(crate) fn regime_json(out: &mut dyn io::Write, regime: &Regime) -> io::Result<()> {
    let mut references = References::default();
    let content = WholeRegime::of(regime, &mut references);
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
    let content = object! { "organisations": organisations.collect::<Vec<_>>() };
    put_document(out, "banlint/orgs/1", content, None)
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
    let organisations = terms.organisations().values().map(OrganisationRecord::of);
    let facts = Terms::facts().map(|fact| {
        let values = terms.of(fact).map(|term| term_json(&term.id, &term.title, &term.says));
        object! { "fact": fact.key(), "says": fact.says(), "values": values.collect::<Vec<_>>() }
    });
    let criteria = terms.criteria().values().map(|one| term_json(&one.id, &one.title, &one.says));
    let kinds = tree.kinds().map(|kind| {
        let parent = kind.parent.as_ref().map(KindId::as_str);
        object! { "id": kind.id.as_str(), "parent": parent, "title": &kind.title }
    });
    let content = object! {
        "organisations": organisations.collect::<Vec<_>>(),
        "facts": facts.collect::<Vec<_>>(),
        "criteria": criteria.collect::<Vec<_>>(),
        "equipment": kinds.collect::<Vec<_>>(),
    };
    put_document(out, "banlint/terms/1", content, None)
}

record! {
    struct ListedRegime<'a> of(regime: &'a Regime, as_of: Date) {
        #[serde(flatten)]
        regime: RegimeRecord<'a> = RegimeRecord::of(regime),
        status: &'static str = regime.status(as_of).word(),
        force?: Option<Force> = regime.force(),
        days_since_checked: i64 = regime.days_since_checked(as_of),
    }
}

record! {
    struct RegimeRecord<'a> of(regime: &'a Regime) {
        id: &'a str = &regime.id,
        jurisdiction: &'a str = &regime.jurisdiction,
        title: &'a str = &regime.title,
        authority: &'a str = &regime.authority,
        citation: &'a str = &regime.citation,
        instrument: Option<Instrument> = regime.instrument,
        checked: Date = regime.checked,
        summary: &'a str = &regime.summary,
        nothing_binding?: Option<NothingBinding> = regime.nothing_binding,
        file: &'a str = &regime.file,
    }
}

record! {
    struct WholeRegime<'a> of(regime: &'a Regime, references: &mut References) {
        #[serde(flatten)]
        regime: RegimeRecord<'a> = RegimeRecord::of(regime),
        note: Option<&'a str> = regime.note.as_deref(),
        read_in?: Vec<usize> = references.sources(&regime.sources),
        designations: Vec<DesignationRecord<'a>> =
            regime.designations.iter().map(|one| DesignationRecord::of(one, references)).collect(),
        provisions: Vec<ProvisionRecord<'a>> = regime
            .provisions
            .iter()
            .map(|one| ProvisionRecord::of(one, regime, references))
            .collect(),
        duties: Vec<DutyRecord<'a>> =
            regime.duties.iter().map(|one| DutyRecord::of(one, references)).collect(),
    }
}

record! {
    struct DutyRecord<'a> of(duty: &'a ReportingDuty, references: &mut References) with {
        let stage = |stage: &'a ReportStage| StageRecord {
            title: &stage.title,
            within: stage.within,
            counts_from: stage.counts_from,
            asks: stage.items.iter().map(|item| item.asks.as_str()).collect(),
        };
    } {
        id: &'a str = &duty.id,
        title: &'a str = &duty.title,
        to: &'a str = &duty.to,
        citation: &'a str = &duty.citation,
        laws: &'a [String] = &duty.laws,
        summary: &'a str = &duty.summary,
        notes: &'a [String] = &duty.notes,
        stages: Vec<StageRecord<'a>> = duty.stages.iter().map(stage).collect(),
        sources: Vec<usize> = references.sources(&duty.sources),
    }
}

#[derive(Serialize)]
struct StageRecord<'a> {
    title: &'a str,
    within: Within,
    counts_from: CountsFrom,
    asks: Vec<&'a str>,
}

record! {
    struct DesignationRecord<'a> of(named: &'a Designation, references: &mut References) with {
        let (vendor, criterion) = match &named.target {
            Target::Vendor(id) => (Some(id.as_str()), None),
            Target::Criterion { id, .. } => (None, Some(id.as_str())),
            Target::Seat(_) | Target::Anyone => (None, None),
        };
        let seat = match &named.target {
            Target::Seat(countries) => countries.iter().map(Country::code).collect(),
            _ => Vec::new(),
        };
    } {
        id: &'a str = &named.id,
        basis: DesignationBasis = named.basis,
        vendor: Option<&'a str> = vendor,
        brands?: &'a [String] = &named.brands,
        criterion: Option<&'a str> = criterion,
        seat?: Vec<&'a str> = seat,
        reach: Reach = named.reach,
        examples: &'a [String] = &named.examples,
        equipment: Vec<&'a str> = named.equipment.iter().map(KindId::as_str).collect(),
        unsettled: Vec<&'a str> = named.unsettled.iter().map(KindId::as_str).collect(),
        listed: Option<Date> = named.listed,
        removed: Option<Date> = named.removed,
        when: Option<String> = (!named.when.is_empty()).then(|| condition(&named.when)),
        applied: bool = named.enforce,
        scope: &'a str = &named.scope,
        note: Option<&'a str> = named.note.as_deref(),
        sources: Vec<usize> = references.sources(&named.sources),
    }
}

record! {
    struct ProvisionRecord<'a> of(
        provision: &'a Provision,
        regime: &'a Regime,
        references: &mut References,
    ) with {
        let law = &provision.law;
        let designations = provision.designations.iter();
        let exceptions = law.exceptions.iter();
    } {
        id: &'a str = &law.provision,
        title: &'a str = &law.title,
        citation: &'a str = &law.citation,
        instrument: Option<Instrument> = law.instrument,
        force: Force = law.force,
        act: Act = law.act,
        in_force_since: Date = law.from,
        in_force_until: Option<Date> = law.until,
        summary: &'a str = &law.summary,
        remedy: &'a str = &law.remedy,
        binds: &'a [String] = &provision.binds,
        designations: Vec<&'a str> = designations
            .filter_map(|&at| Some(regime.designations.get(at)?.id.as_str()))
            .collect(),
        when: Option<String> = (!provision.when.is_empty()).then(|| condition(&provision.when)),
        exceptions: Vec<ExceptionRecord<'a>> =
            exceptions.map(|one| ExceptionRecord::of(one)).collect(),
        note: Option<&'a str> = provision.note.as_deref(),
        sources: Vec<usize> = references.sources(&law.sources),
    }
}

record! {
    struct OrganisationRecord<'a> of(one: &'a Organisation) {
        id: &'a str = &one.id,
        jurisdiction: Option<&'a str> = one.jurisdiction.as_deref(),
        title: &'a str = &one.title,
        says: &'a str = &one.says,
        implies: &'a [String] = &one.implies,
        excludes: &'a [String] = &one.excludes,
    }
}

fn term_json(id: &str, title: &str, says: &str) -> impl Serialize {
    object! { "id": id, "title": title, "says": says }
}
