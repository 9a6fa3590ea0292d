//! Makers and labels: `docs/schemas/vendors-1.schema.json` (all), `vendor-1.schema.json` (a maker), `label-1.schema.json` (a label).

use std::io;

use serde::Serialize;

use super::super::{References, document::put_document, identify::NamedByRecord};
use crate::{
    Date, MarkKind,
    attribution::{BrandRelation, Collision, Coverage, Maker, Meets, Membership, Relation, Share},
    finding::NamedBy,
    vendors::{
        Alias, Brand, Catalogue, GroupCompany, Label, LabelCounter, Mark, ModelFamily, Pattern,
        Proof, Vendor, VendorRole,
    },
};

/// Writes who is known as a JSON document.
pub(crate) fn makers_json(out: &mut dyn io::Write, catalogue: &Catalogue) -> io::Result<()> {
    let makers = catalogue.vendors().iter().map(|vendor| KnownMakerRecord::of(&vendor.maker));
    let labels = catalogue.labels().iter();
    let labels = labels.map(|label| LabelRecord { id: Some(&label.id), label: &label.label });
    let (makers, labels) = (makers.collect::<Vec<_>>(), labels.collect::<Vec<_>>());
    let content = object! { "makers": makers, "labels": labels };
    put_document(out, "banlint/vendors/1", content, None)
}

/// Writes what is known of a maker as a JSON document; `named_by` are the regimes that name it on the day.
pub(crate) fn maker_json(
    out: &mut dyn io::Write,
    vendor: &Vendor,
    named_by: &[NamedBy],
    as_of: Date,
) -> io::Result<()> {
    let sources = &mut References::default();
    let content = WholeMaker::of(vendor, named_by, as_of, sources);
    let references = std::mem::take(sources);
    put_document(out, "banlint/vendor/1", content, Some(references))
}

/// Writes what is known of a label as a JSON document: who builds what is sold under it, and what its owner has of its own, where
/// that is known.
pub(crate) fn label_json(
    out: &mut dyn io::Write,
    catalogue: &Catalogue,
    called: &str,
    owner: Option<&Label>,
) -> io::Result<()> {
    let sources = &mut References::default();
    let content = WholeLabel::of(catalogue, called, owner, sources);
    let references = std::mem::take(sources);
    put_document(out, "banlint/label/1", content, Some(references))
}

record! {
    struct KnownMakerRecord<'a> of(maker: &'a Maker) {
        id: &'a str = &maker.id,
        name: &'a str = &maker.name,
        called: &'a str = &maker.short,
        country: &'a str = &maker.country,
    }
}

#[derive(Serialize)]
struct LabelRecord<'a> {
    id: Option<&'a str>,
    label: &'a str,
}

record! {
    struct WholeMaker<'a> of(
        vendor: &'a Vendor,
        named_by: &'a [NamedBy],
        as_of: Date,
        sources: &mut References,
    ) with {
        let maker = &vendor.maker;
    } {
        as_of: Date = as_of,
        #[serde(flatten)]
        maker: KnownMakerRecord<'a> = KnownMakerRecord::of(maker),
        role: VendorRole = vendor.role,
        note: Option<&'a str> = vendor.note.as_deref(),
        named_by: Vec<NamedByRecord<'a>> = named_by.iter().map(NamedByRecord::of).collect(),
        meets: Vec<MeetsRecord<'a>> =
            maker.meets.iter().map(|meets| MeetsRecord::of(meets, sources)).collect(),
        names: Vec<NameRecord<'a>> =
            vendor.aliases.iter().map(|alias| NameRecord::of(alias, sources)).collect(),
        group: Vec<CompanyRecord<'a>> =
            vendor.companies.iter().map(|one| CompanyRecord::of(one, sources)).collect(),
        labels: Vec<BrandRecord<'a>> =
            vendor.brands.iter().map(|brand| BrandRecord::of(brand, sources)).collect(),
        models: Vec<ModelRecord<'a>> =
            vendor.models.iter().map(|model| ModelRecord::of(model, sources)).collect(),
        marks: Vec<MarkRecord<'a>> =
            vendor.marks.iter().map(|mark| MarkRecord::of(mark, sources)).collect(),
        neighbours: Vec<&'a str> = vendor.neighbours.iter().map(|one| one.name.as_str()).collect(),
    }
}

record! {
    struct WholeLabel<'a> of(
        catalogue: &'a Catalogue,
        called: &'a str,
        owner: Option<&'a Label>,
        sources: &mut References,
    ) {
        #[serde(flatten)]
        label: LabelRecord<'a> =
            LabelRecord { id: owner.map(|label| label.id.as_str()), label: called },
        country: Option<&'a str> = owner.and_then(|label| label.country.as_deref()),
        note: Option<&'a str> = owner.and_then(|label| label.note.as_deref()),
        built_by: Vec<BuiltBy<'a>> = catalogue
            .brands_called(called)
            .map(|(vendor, brand)| BuiltBy {
                vendor: &vendor.maker.id,
                label: BrandRecord::of(brand, sources),
            })
            .collect(),
        marks: Vec<MarkRecord<'a>> = owner
            .iter()
            .flat_map(|label| &label.marks)
            .map(|mark| MarkRecord::of(mark, sources))
            .collect(),
        against: Vec<AgainstRecord<'a>> = owner
            .iter()
            .flat_map(|label| &label.counters)
            .map(|counter| AgainstRecord::of(counter, sources))
            .collect(),
    }
}

#[derive(Serialize)]
struct BuiltBy<'a> {
    vendor: &'a str,
    #[serde(flatten)]
    label: BrandRecord<'a>,
}

record! {
    struct ProofRecord of(proof: &Proof, references: &mut References) with {
        let sources = references.sources(&proof.sources);
    } {
        confidence: &'static str = proof.confidence.word(),
        sources: Vec<usize> = sources,
    }
}

record! {
    struct MeetsRecord<'a> of(meets: &'a Meets, references: &mut References) {
        criterion: &'a str = &meets.criterion,
        confidence: &'static str = meets.confidence.word(),
        sources: Vec<usize> = references.sources(&meets.sources),
    }
}

record! {
    struct NameRecord<'a> of(alias: &'a Alias, references: &mut References) {
        name: &'a str = &alias.name,
        #[serde(flatten)]
        proof: ProofRecord = ProofRecord::of(&alias.proof, references),
    }
}

record! {
    struct CompanyRecord<'a> of(company: &'a GroupCompany, references: &mut References) with {
        let memberships = company.company.memberships.iter().zip(&company.proofs);
    } {
        id: &'a str = &company.company.id,
        country: Option<&'a str> = company.country.as_deref(),
        names: Vec<&'a str> = company.names.iter().map(|alias| alias.name.as_str()).collect(),
        memberships: Vec<MembershipRecord> =
            memberships.map(|(one, proof)| MembershipRecord::of(one, proof, references)).collect(),
        notes: &'a [String] = &company.notes,
    }
}

record! {
    struct MembershipRecord of(one: &Membership, proof: &Proof, references: &mut References) {
        relation: Relation = one.relation,
        /// How much of it the maker holds, in percent.
        share: Option<Share> = one.share,
        from: Option<Date> = one.from,
        until: Option<Date> = one.until,
        #[serde(flatten)]
        proof: ProofRecord = ProofRecord::of(proof, references),
    }
}

record! {
    struct BrandRecord<'a> of(brand: &'a Brand, references: &mut References) {
        label: &'a str = &brand.label,
        aliases: &'a [String] = &brand.aliases,
        relation: BrandRelation = brand.relation,
        coverage: Coverage = brand.coverage,
        series: &'a [String] = &brand.series,
        lines: Option<&'a str> = brand.lines.as_deref(),
        from: Option<Date> = brand.period.from,
        until: Option<Date> = brand.period.until,
        note: Option<&'a str> = brand.note.as_deref(),
        #[serde(flatten)]
        proof: ProofRecord = ProofRecord::of(&brand.proof, references),
    }
}

record! {
    struct ModelRecord<'a> of(model: &'a ModelFamily, references: &mut References) {
        pattern: &'a str = model.pattern.as_str(),
        label: Option<&'a str> = model.label.as_deref(),
        collision: Collision = model.collision,
        #[serde(flatten)]
        proof: ProofRecord = ProofRecord::of(&model.proof, references),
    }
}

record! {
    struct MarkRecord<'a> of(mark: &'a Mark, references: &mut References) {
        mark: MarkKind = mark.kind,
        values: &'a [String] = &mark.values,
        pattern: Option<&'a str> = mark.pattern.as_ref().map(Pattern::as_str),
        #[serde(flatten)]
        proof: ProofRecord = ProofRecord::of(&mark.proof, references),
    }
}

record! {
    struct AgainstRecord<'a> of(counter: &'a LabelCounter, references: &mut References) {
        says: &'a str = &counter.says,
        series: &'a [String] = &counter.series,
        vendors: &'a [String] = &counter.against,
        #[serde(flatten)]
        proof: ProofRecord = ProofRecord::of(&counter.proof, references),
    }
}
