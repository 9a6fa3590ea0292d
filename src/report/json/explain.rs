//! One asset in full, `docs/schemas/explain-1.schema.json`.

use std::io;

use super::{
    AssetRecord, Detail, LawRecord, References, basis::BasisRecord, document::put_document, laws,
};
use crate::{
    Field,
    audit::{Audited, Basis},
    facts::{Fact, Origin, Value},
    report::{SearchedCell, explain},
};

/// Writes one asset in full as a JSON document. `searched` are the cells in which nothing was found.
pub(crate) fn explain_json(
    out: &mut dyn io::Write,
    basis: &Basis,
    asset: &Audited,
    searched: &[SearchedCell],
) -> io::Result<()> {
    let mut references = References::new(basis);
    let applied = |law: &LawRecord<'_>| asset.findings.iter().any(|one| one.law.id == law.id());
    let facts = asset.facts.iter().map(|(field, fact)| FactRecord::of(field, fact));
    let content = object! {
        "basis": BasisRecord::of(basis),
        "asset": AssetRecord::of(asset, Detail::Full, &mut references),
        "facts": facts.collect::<Vec<_>>(),
        "searched": searched.iter().map(SearchedRecord::of).collect::<Vec<_>>(),
        "laws": laws(basis).into_iter().filter(applied).collect::<Vec<_>>(),
    };
    put_document(out, "banlint/explain/1", content, Some(references))
}

record! {
    struct FactRecord of(field: Field, fact: &Fact) {
        fact: &'static str = field.key(),
        value: String = fact.value.to_string(),
        in_doubt: bool = matches!(fact.value, Value::Doubtful(_)),
        from: &'static str = match fact.origin {
            Origin::Cell { .. } => "cell",
            Origin::OwnWords { .. } => "own-words",
            Origin::SiteTable(_) => "site-table",
            Origin::Assumed | Origin::AssumedOver { .. } => "assumed",
            Origin::Marks(_) => "marks",
            Origin::KnownSeat(_) => "known-seat",
            Origin::Context(_) => "context",
        },
        says: String = explain::origin(fact),
    }
}

record! {
    struct SearchedRecord<'a> of(cell: &'a SearchedCell) {
        column: &'a str = &cell.column,
        text: &'a str = &cell.text,
        looked_for: &'static str = cell.looked_for,
    }
}
