//! Makers and labels: `docs/schemas/vendors-1.schema.json` (all), `vendor-1.schema.json` (a maker), `label-1.schema.json` (a label).

use std::io;

use serde::Serialize;

use super::super::{References, document::put_document, identify::NamedByRecord};
use crate::{
    Date, MarkKind,
    attribution::{BrandRelation, Collision, Coverage, Relation, Share},
    finding::NamedBy,
    vendors::{
        Alias, Brand, Catalogue, GroupCompany, Label, LabelCounter, Mark, ModelFamily, Pattern,
        Proof, Vendor, VendorRole,
    },
};

/// Writes who is known as a JSON document.
pub(crate) fn makers_json(out: &mut dyn io::Write, catalogue: &Catalogue) -> io::Result<()> {
    let makers = catalogue.vendors().iter().map(|Vendor { maker, .. }| KnownMakerRecord {
        id: &maker.id,
        name: &maker.name,
        called: &maker.short,
        country: &maker.country,
    });
    let labels = catalogue.labels().iter();
    let labels = labels.map(|label| LabelRecord { id: Some(&label.id), label: &label.label });
    let content = All { makers: makers.collect(), labels: labels.collect() };
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
    let maker = &vendor.maker;
    let content = WholeMaker {
        as_of,
        maker: KnownMakerRecord {
            id: &maker.id,
            name: &maker.name,
            called: &maker.short,
            country: &maker.country,
        },
        role: vendor.role,
        note: vendor.note.as_deref(),
        named_by: named_by.iter().map(NamedByRecord::of).collect(),
        meets: maker
            .meets
            .iter()
            .map(|meets| MeetsRecord {
                criterion: &meets.criterion,
                confidence: meets.confidence.word(),
                sources: sources.sources(&meets.sources),
            })
            .collect(),
        names: vendor.aliases.iter().map(|alias| NameRecord::of(alias, sources)).collect(),
        group: vendor.companies.iter().map(|one| CompanyRecord::of(one, sources)).collect(),
        labels: vendor.brands.iter().map(|brand| BrandRecord::of(brand, sources)).collect(),
        models: vendor.models.iter().map(|model| ModelRecord::of(model, sources)).collect(),
        marks: vendor.marks.iter().map(|mark| MarkRecord::of(mark, sources)).collect(),
        neighbours: vendor.neighbours.iter().map(|one| one.name.as_str()).collect(),
    };
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
    let built_by = catalogue.brands_called(called);
    let content = WholeLabel {
        label: LabelRecord { id: owner.map(|label| label.id.as_str()), label: called },
        country: owner.and_then(|label| label.country.as_deref()),
        note: owner.and_then(|label| label.note.as_deref()),
        built_by: built_by
            .map(|(vendor, brand)| BuiltBy {
                vendor: &vendor.maker.id,
                label: BrandRecord::of(brand, sources),
            })
            .collect(),
        marks: owner
            .iter()
            .flat_map(|label| &label.marks)
            .map(|mark| MarkRecord::of(mark, sources))
            .collect(),
        against: owner
            .iter()
            .flat_map(|label| &label.counters)
            .map(|counter| AgainstRecord::of(counter, sources))
            .collect(),
    };
    let references = std::mem::take(sources);
    put_document(out, "banlint/label/1", content, Some(references))
}

#[derive(Serialize)]
struct All<'a> {
    makers: Vec<KnownMakerRecord<'a>>,
    labels: Vec<LabelRecord<'a>>,
}

#[derive(Serialize)]
struct KnownMakerRecord<'a> {
    id: &'a str,
    name: &'a str,
    called: &'a str,
    country: &'a str,
}

#[derive(Serialize)]
struct LabelRecord<'a> {
    id: Option<&'a str>,
    label: &'a str,
}

#[derive(Serialize)]
struct WholeMaker<'a> {
    as_of: Date,
    #[serde(flatten)]
    maker: KnownMakerRecord<'a>,
    role: VendorRole,
    note: Option<&'a str>,
    named_by: Vec<NamedByRecord<'a>>,
    meets: Vec<MeetsRecord<'a>>,
    names: Vec<NameRecord<'a>>,
    group: Vec<CompanyRecord<'a>>,
    labels: Vec<BrandRecord<'a>>,
    models: Vec<ModelRecord<'a>>,
    marks: Vec<MarkRecord<'a>>,
    neighbours: Vec<&'a str>,
}

#[derive(Serialize)]
struct WholeLabel<'a> {
    #[serde(flatten)]
    label: LabelRecord<'a>,
    country: Option<&'a str>,
    note: Option<&'a str>,
    built_by: Vec<BuiltBy<'a>>,
    marks: Vec<MarkRecord<'a>>,
    against: Vec<AgainstRecord<'a>>,
}

#[derive(Serialize)]
struct BuiltBy<'a> {
    vendor: &'a str,
    #[serde(flatten)]
    label: BrandRecord<'a>,
}

#[derive(Serialize)]
struct ProofRecord {
    confidence: &'static str,
    sources: Vec<usize>,
}

#[derive(Serialize)]
struct MeetsRecord<'a> {
    criterion: &'a str,
    confidence: &'static str,
    sources: Vec<usize>,
}

#[derive(Serialize)]
struct NameRecord<'a> {
    name: &'a str,
    #[serde(flatten)]
    proof: ProofRecord,
}

#[derive(Serialize)]
struct CompanyRecord<'a> {
    id: &'a str,
    country: Option<&'a str>,
    names: Vec<&'a str>,
    memberships: Vec<MembershipRecord>,
    notes: &'a [String],
}

#[derive(Serialize)]
struct MembershipRecord {
    relation: Relation,
    /// How much of it the maker holds, in percent.
    share: Option<Share>,
    from: Option<Date>,
    until: Option<Date>,
    #[serde(flatten)]
    proof: ProofRecord,
}

#[derive(Serialize)]
struct BrandRecord<'a> {
    label: &'a str,
    aliases: &'a [String],
    relation: BrandRelation,
    coverage: Coverage,
    series: &'a [String],
    lines: Option<&'a str>,
    from: Option<Date>,
    until: Option<Date>,
    note: Option<&'a str>,
    #[serde(flatten)]
    proof: ProofRecord,
}

#[derive(Serialize)]
struct ModelRecord<'a> {
    pattern: &'a str,
    label: Option<&'a str>,
    collision: Collision,
    #[serde(flatten)]
    proof: ProofRecord,
}

#[derive(Serialize)]
struct MarkRecord<'a> {
    mark: MarkKind,
    values: &'a [String],
    pattern: Option<&'a str>,
    #[serde(flatten)]
    proof: ProofRecord,
}

#[derive(Serialize)]
struct AgainstRecord<'a> {
    says: &'a str,
    series: &'a [String],
    vendors: &'a [String],
    #[serde(flatten)]
    proof: ProofRecord,
}

impl ProofRecord {
    fn of(proof: &Proof, references: &mut References) -> Self {
        let sources = references.sources(&proof.sources);
        Self { confidence: proof.confidence.word(), sources }
    }
}

impl<'a> NameRecord<'a> {
    fn of(alias: &'a Alias, references: &mut References) -> Self {
        Self { name: &alias.name, proof: ProofRecord::of(&alias.proof, references) }
    }
}

impl<'a> CompanyRecord<'a> {
    fn of(company: &'a GroupCompany, references: &mut References) -> Self {
        let memberships = company.company.memberships.iter().zip(&company.proofs);
        Self {
            id: &company.company.id,
            country: company.country.as_deref(),
            names: company.names.iter().map(|alias| alias.name.as_str()).collect(),
            memberships: memberships
                .map(|(membership, proof)| MembershipRecord {
                    relation: membership.relation,
                    share: membership.share,
                    from: membership.from,
                    until: membership.until,
                    proof: ProofRecord::of(proof, references),
                })
                .collect(),
            notes: &company.notes,
        }
    }
}

impl<'a> BrandRecord<'a> {
    fn of(brand: &'a Brand, references: &mut References) -> Self {
        Self {
            label: &brand.label,
            aliases: &brand.aliases,
            relation: brand.relation,
            coverage: brand.coverage,
            series: &brand.series,
            lines: brand.lines.as_deref(),
            from: brand.period.from,
            until: brand.period.until,
            note: brand.note.as_deref(),
            proof: ProofRecord::of(&brand.proof, references),
        }
    }
}

impl<'a> ModelRecord<'a> {
    fn of(model: &'a ModelFamily, references: &mut References) -> Self {
        Self {
            pattern: model.pattern.as_str(),
            label: model.label.as_deref(),
            collision: model.collision,
            proof: ProofRecord::of(&model.proof, references),
        }
    }
}

impl<'a> MarkRecord<'a> {
    fn of(mark: &'a Mark, references: &mut References) -> Self {
        Self {
            mark: mark.kind,
            values: &mark.values,
            pattern: mark.pattern.as_ref().map(Pattern::as_str),
            proof: ProofRecord::of(&mark.proof, references),
        }
    }
}

impl<'a> AgainstRecord<'a> {
    fn of(counter: &'a LabelCounter, references: &mut References) -> Self {
        Self {
            says: &counter.says,
            series: &counter.series,
            vendors: &counter.against,
            proof: ProofRecord::of(&counter.proof, references),
        }
    }
}
