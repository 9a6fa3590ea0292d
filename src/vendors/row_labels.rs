//! The labels on a row: which stands on it, what it stands for, and what its owner says against a maker.

use super::{
    catalogue::LabelCounter,
    fact::CounterKind,
    grade::Row,
    mark_match::Match,
    reading::LABEL_SHOWN,
    recogniser::Recogniser,
    references::VendorIndex,
    row_names::NamesFound,
    stated_makers::{maker_cells, says_something},
};
use crate::{
    Asset, KindId, MarkKind,
    attribution::{Claim, Counter, Coverage, Objection},
    knowledge::Confidence,
    strings::start_of,
};

impl Recogniser {
    /// The label on the asset, where it is not the maker's own name, with the number of its cell.
    pub(super) fn label_of<'a>(
        &self,
        asset: &'a Asset,
        vendor: VendorIndex,
        names: &NamesFound,
    ) -> Option<(usize, &'a str)> {
        let words = &self.catalogue().words;
        let (at, cell) = maker_cells(asset).find(|(_, cell)| says_something(words, *cell))?;
        (!names.own.contains(&(vendor, at))).then(|| (at, start_of(cell.text, LABEL_SHOWN)))
    }

    /// The one kind of equipment that the label on the row stands on. Memory alone is no proof of a whole range.
    pub(super) fn range_of(&self, names: &NamesFound) -> Option<KindId> {
        let owners = names.labels.iter().map(|&label| &self.catalogue()[label]);
        let mut ranges = owners.map(|label| {
            let range = label.range.as_ref();
            range.filter(|range| range.proof.confidence > Confidence::Unverified)
        });
        let range = ranges.next()??;
        ranges.next().is_none().then(|| range.equipment.clone())
    }

    /// What the owners of the labels on the row say against a maker.
    pub(super) fn label_counters(
        &self,
        vendor: VendorIndex,
        names: &NamesFound,
        row: &Row<'_>,
    ) -> Vec<Counter> {
        self.label_facts(vendor, names).filter_map(|fact| counter(fact, row)).collect()
    }

    /// Whether a text of the label's owner or another document shows that the very series of the row is of another build.
    pub(super) fn is_built_by_another(
        &self,
        vendor: VendorIndex,
        names: &NamesFound,
        row: &Row<'_>,
    ) -> bool {
        self.label_facts(vendor, names).any(|fact| {
            fact.kind == CounterKind::OwnBuild
                && fact.proof.confidence >= Confidence::Documented
                && counter(fact, row).is_some_and(|counter| counter.lowers)
        })
    }

    /// The facts of the labels on the row that speak against a maker.
    fn label_facts<'a>(
        &'a self,
        vendor: VendorIndex,
        names: &'a NamesFound,
    ) -> impl Iterator<Item = &'a LabelCounter> {
        let id = &self.catalogue()[vendor].maker.id;
        let owners = names.labels.iter().map(|&label| &self.catalogue()[label]);
        let facts = owners.flat_map(|label| &label.counters);
        facts.filter(move |fact| fact.against.is_empty() || fact.against.contains(id))
    }

    /// Whether all matches rest on labels of which their maker builds a few models, and no fact names the one of the row.
    pub(super) fn guesses_of_labels(matches: &[Match]) -> bool {
        matches.iter().all(is_guess_of_label)
    }
}

/// Whether a match rests on a label of which its maker builds a few models, and no fact names the one of the row.
fn is_guess_of_label(matched: &Match) -> bool {
    let few = match &matched.claim {
        Claim::Label(fact) => fact.coverage <= Coverage::Some,
        _ => false,
    };
    few && !matched.listed && matches!(matched.mark, MarkKind::Name | MarkKind::Brand)
}

/// A fact of a label file as it bears on a row; `None` if it speaks of other models.
fn counter(fact: &LabelCounter, row: &Row<'_>) -> Option<Counter> {
    let open = fact.series.is_empty() && fact.pattern.is_none();
    let by_pattern = fact.pattern.as_ref().and_then(|pattern| {
        row.models.iter().find_map(|model| Some((*model, pattern.find(model)?)))
    });
    let by_series = row.is_series(&fact.series) == Some(true) && !fact.series.is_empty();
    let text = match by_pattern {
        Some((model, found)) => model.get(found)?.to_owned(),
        None if by_series => row.models.first().copied().unwrap_or_default().to_owned(),
        None if open => String::new(),
        None => return None,
    };
    let models = fact.count.filter(|_| open && fact.kind == CounterKind::Declared);
    Some(Counter {
        column: None,
        text,
        objection: Objection::Declared { says: fact.says.clone(), models },
        lowers: !open,
        confidence: fact.proof.confidence,
        sources: fact.proof.sources.to_vec(),
    })
}
