//! Checking one vendor file.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    super::{
        catalogue::{Alias, Brand, GroupCompany, ModelFamily, Vendor},
        fact::Proof,
        schema::{AliasEntry, BrandEntry, CompanyEntry, ModelEntry, VendorFile},
    },
    checker::Checker,
    marks::{self, Blocks},
};
use crate::{
    attribution::{BrandRelation, Company, Maker, Meets, Membership},
    knowledge::{Confidence, Placed, Source, Stated},
};

pub(super) fn check(file: &VendorFile, checker: &mut Checker<'_>, blocks: &mut Blocks) -> Vendor {
    let companies = companies(&file.company, checker);
    let aliases: Vec<_> = file.alias.iter().map(|entry| alias(entry, checker)).collect();
    let brands: Vec<_> = file.brand.iter().map(|entry| brand(entry, checker, &companies)).collect();
    Vendor {
        own_proof: own_proof(&brands, &aliases, any_source(file, checker)),
        maker: Arc::new(maker(file, checker)),
        role: file.role,
        makes: checker.kinds(&file.makes),
        only_by_seat: file.only_by_seat,
        note: file.note.clone(),
        aliases,
        brands,
        models: file.model.iter().filter_map(|entry| model(entry, checker, &companies)).collect(),
        marks: file
            .mark
            .iter()
            .map(|entry| marks::check(entry, checker, &companies, blocks))
            .collect(),
        neighbours: file
            .neighbour
            .iter()
            .map(|entry| marks::neighbour(entry, checker, blocks))
            .collect(),
        companies,
    }
}

fn maker(file: &VendorFile, checker: &mut Checker<'_>) -> Maker {
    let meets = file.meets.iter().map(|entry| {
        let Proof { confidence, sources } = checker.proof(entry);
        Meets { criterion: entry.criterion.clone(), confidence, sources: sources.to_vec() }
    });
    let meets = meets.collect();
    Maker {
        id: file.id.as_ref().clone(),
        name: checker.filled(&file.name),
        short: checker.filled(&file.short),
        country: checker.country(&file.country),
        meets,
        makes: Placed::values(&file.makes),
    }
}

/// The first page that a fact of the file rests on.
fn any_source(file: &VendorFile, checker: &Checker<'_>) -> Vec<Arc<Source>> {
    let of_name =
        file.meets.iter().map(Stated::source).chain(file.company.iter().map(Stated::source));
    let marks = file.model.iter().map(Stated::source).chain(file.mark.iter().map(Stated::source));
    let refs = of_name.chain(marks).find(|refs| !refs.ids().is_empty());
    let mut sources = refs.map_or_else(Vec::new, |refs| checker.sources(refs));
    sources.truncate(1);
    sources
}

/// What stands behind the maker's own name: the fact about the brand of that name, else about another name of it, else `any`.
fn own_proof(brands: &[Brand], aliases: &[Alias], any: Vec<Arc<Source>>) -> Proof {
    let own = brands.iter().filter(|brand| brand.relation == BrandRelation::Own);
    let named = own.map(|brand| &brand.proof).chain(aliases.iter().map(|alias| &alias.proof));
    let behind = named.into_iter().find(|proof| !proof.sources.is_empty()).cloned();
    let any = Proof { confidence: Confidence::Documented, sources: any.into() };
    let proof = behind.unwrap_or(any);
    // That a company goes by its own name is no matter of hearsay, whoever reported the rest of the fact.
    Proof { confidence: proof.confidence.max(Confidence::Documented), ..proof }
}

fn alias(entry: &AliasEntry, checker: &mut Checker<'_>) -> Alias {
    let proof = checker.proof(entry);
    Alias {
        name: checker.filled(&entry.name),
        class: entry.class,
        needs_kind: entry.needs_kind,
        proof,
    }
}

/// Gathers the entries of one company: each is a period, and any may add names.
fn companies(entries: &[CompanyEntry], checker: &mut Checker<'_>) -> Vec<GroupCompany> {
    let mut gathered: Vec<GroupCompany> = Vec::new();
    // Where each company stands there, and its names: a file may have very many.
    let (mut places, mut seen) = (HashMap::new(), HashSet::new());
    for entry in entries {
        let proof = checker.proof(entry);
        let period = checker.period(entry.from, entry.until.as_ref());
        let membership = Membership {
            relation: entry.relation,
            from: period.from,
            until: period.until,
            share: entry.share,
        };
        let names = [&entry.name].into_iter().chain(&entry.names).map(|name| Alias {
            name: checker.filled(name),
            class: entry.class,
            needs_kind: false,
            proof: proof.clone(),
        });
        let id = entry.id.as_ref();
        let at = *places.entry(id).or_insert(gathered.len());
        let names: Vec<_> = names.filter(|alias| seen.insert((at, alias.name.clone()))).collect();
        let Some(known) = gathered.get_mut(at) else {
            let company = Company {
                id: id.clone(),
                name: entry.name.as_ref().clone(),
                memberships: vec![membership],
            };
            gathered.push(GroupCompany {
                company: Arc::new(company),
                country: entry.country.clone(),
                names,
                proofs: vec![proof],
                notes: entry.note.iter().cloned().collect(),
            });
            continue;
        };
        let mut company = Company::clone(&known.company);
        company.memberships.push(membership);
        known.company = Arc::new(company);
        known.country = known.country.take().or_else(|| entry.country.clone());
        known.proofs.push(proof);
        known.notes.extend(entry.note.iter().cloned());
        known.names.extend(names);
    }
    gathered
}

fn brand(entry: &BrandEntry, checker: &mut Checker<'_>, companies: &[GroupCompany]) -> Brand {
    Brand {
        label: checker.filled(&entry.label),
        aliases: checker.filled_all(&entry.aliases),
        class: entry.class,
        relation: entry.relation,
        company: checker.company(entry.company.as_ref(), companies),
        coverage: entry.coverage,
        equipment: checker.kinds(&entry.equipment),
        except: checker.kinds(&entry.except),
        series: checker.filled_all(&entry.series),
        needs_kind: entry.needs_kind,
        unmistakable: entry.unmistakable,
        lines: entry.lines.clone(),
        period: checker.period(entry.from, entry.until.as_ref()),
        proof: checker.proof(entry),
        note: entry.note.clone(),
    }
}

fn model(
    entry: &ModelEntry,
    checker: &mut Checker<'_>,
    companies: &[GroupCompany],
) -> Option<ModelFamily> {
    let proof = checker.proof(entry);
    let company = checker.company(entry.company.as_ref(), companies);
    let equipment = entry.equipment.as_ref().map(|kind| checker.kind(kind));
    Some(ModelFamily {
        pattern: checker.pattern(&entry.pattern)?,
        label: entry.label.clone(),
        company,
        equipment,
        collision: entry.collision,
        needs_kind: entry.needs_kind,
        proof,
        note: entry.note.clone(),
    })
}
