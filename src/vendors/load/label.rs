//! Checking one label file.

use super::{
    super::{
        catalogue::{Label, LabelCounter, Range},
        schema::{CounterEntry, LabelFile},
    },
    checker::Checker,
    marks::{self, Blocks},
};
use crate::knowledge::{Fault, Placed};

pub(super) fn check(
    file: &LabelFile,
    checker: &mut Checker<'_>,
    vendors: &[&str],
    blocks: &mut Blocks,
) -> Label {
    Label {
        id: file.id.as_ref().clone(),
        label: checker.filled(&file.label),
        aliases: checker.filled_all(&file.aliases),
        class: file.class,
        country: file.country.as_ref().map(|country| checker.country(country)),
        range: file.range.as_ref().map(|range| Range {
            equipment: checker.kind(&range.equipment),
            proof: checker.proof(range),
        }),
        marks: file.mark.iter().map(|mark| marks::check(mark, checker, &[], blocks)).collect(),
        counters: file.counter.iter().map(|entry| counter(entry, checker, vendors)).collect(),
        neighbours: file
            .neighbour
            .iter()
            .map(|entry| marks::neighbour(entry, checker, blocks))
            .collect(),
        note: file.note.clone(),
    }
}

fn counter(entry: &CounterEntry, checker: &mut Checker<'_>, vendors: &[&str]) -> LabelCounter {
    for id in &entry.against {
        if !vendors.contains(&id.as_ref().as_str()) {
            let message = format!("there is no vendor `{}`", id.as_ref());
            let fault =
                Fault::at(checker.file, id.span(), message, "expected the id of a vendor file")
                    .hint("leave `against` out where it speaks against every maker");
            checker.faults.push(fault.near(id.as_ref(), vendors.iter().copied()));
        }
    }
    if let Some(count) = &entry.count
        && (!entry.series.is_empty() || entry.pattern.is_some())
    {
        checker.fault(
            count.span(),
            "the fact names models and counts them as well",
            "expected `count` alone",
            "`count` is for pages that name no models; it informs and lowers nothing",
        );
    }
    LabelCounter {
        kind: entry.kind,
        series: checker.filled_all(&entry.series),
        pattern: entry.pattern.as_ref().and_then(|pattern| checker.pattern(pattern)),
        count: entry.count.as_ref().map(|count| *count.as_ref()),
        against: Placed::values(&entry.against),
        says: entry.says.trim_end_matches('.').to_owned(),
        proof: checker.proof(entry),
    }
}
