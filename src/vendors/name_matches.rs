//! Names and labels: finding them in cells. What each means there is judged in `name_judge`.

use std::{collections::BTreeSet, ops::Range};

use super::{
    catalogue::Catalogue,
    grade::Row,
    index::{Index, Target},
    letters::fold,
    name_context::NameContext,
    name_entry::Named,
    name_judge::NameJudge,
    reading::{CellPlace, Reading},
    references::{Meaning, Owner, VendorIndex},
    row_names::{NamesFound, Searched},
    screen::Hit,
};
use crate::{EquipmentTree, Grade, knowledge::Confidence};

impl NamesFound {
    /// Whether a maker cell names somebody who is known.
    pub(super) fn is_maker_known(&self) -> bool {
        !self.named.is_empty() || !self.labels.is_empty()
    }

    /// How much names have told so far.
    fn count(&self) -> usize {
        let denied = self.denied.as_ref().map_or(0, |(cell, span)| cell + span.end + 1);
        self.matches.len() + self.neighbours.len() + self.labels.len() + denied
    }

    /// Whether the row has a maker or a brand that is neither this maker nor one it builds for.
    pub(super) fn is_foreign(&self, vendor: VendorIndex) -> bool {
        !self.maker_cells_empty && !self.named.contains(&vendor)
    }

    /// Whether a name is joined to one that was denied, or is that one: "not Acme or Globex", "not Acme/Globex".
    pub(super) fn is_denied_with(
        &self,
        reading: &Reading<'_>,
        span: &Range<usize>,
        joining: &[String],
    ) -> bool {
        let Some((_, denied)) = self.denied.as_ref().filter(|(cell, _)| *cell == reading.at) else {
            return false;
        };
        let Some(between) = reading.words.get(denied.end..span.start) else {
            return denied == span;
        };
        between == "/" || joining.contains(&fold(between).trim().to_owned())
    }

    /// The words by which a name is listed with one that was denied, which may be denied as well: "not Acme, Globex", "no Acme and
    /// Globex".
    pub(super) fn listed_with_denied<'r>(
        &self,
        reading: &'r Reading<'_>,
        span: &Range<usize>,
        along: &[String],
    ) -> Option<&'r str> {
        let (_, denied) = self.denied.as_ref().filter(|(cell, _)| *cell == reading.at)?;
        let between = reading.words.get(denied.end..span.start)?.trim();
        let listed = matches!(between, "," | "，" | "、" | "&") || along.contains(&fold(between));
        listed.then_some(between)
    }
}

/// A name in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
struct NameInCell {
    span: Range<usize>,
    name: usize,
}

/// Finds the names of one cell and adds what they tell.
pub(super) fn gather(
    catalogue: &Catalogue,
    index: &Index,
    cell: &Searched<'_>,
    row: &Row<'_>,
    into: &mut NamesFound,
) {
    let Searched { reading, hits, misspelt } = cell;
    let all = match misspelt {
        Some(misspelt) => vec![NameInCell { span: misspelt.span.clone(), name: misspelt.name }],
        None => candidates(catalogue, index, reading, hits, row.tree),
    };
    let found = unhidden(catalogue, index, &all);
    let told = judge(catalogue, index, cell, row, &found, into);
    // A name that tells nothing here hides no other: the first letters of one may be those of a longer one that stands around them.
    let of = |span: &Range<usize>, told_something: bool| {
        let mut judged = found.iter().zip(&told);
        judged.any(|(one, told)| *told == told_something && overlap(&one.span, span))
    };
    let mut again = all.clone();
    again.retain(|one| !found.contains(one) && of(&one.span, false) && !of(&one.span, true));
    if !again.is_empty() {
        judge(catalogue, index, cell, row, &unhidden(catalogue, index, &again), into);
    }
}

/// Judges names of one cell and adds what they tell; says of each whether it tells anything, be it that somebody else is meant.
fn judge(
    catalogue: &Catalogue,
    index: &Index,
    cell: &Searched<'_>,
    row: &Row<'_>,
    found: &[NameInCell],
    into: &mut NamesFound,
) -> Vec<bool> {
    let Searched { reading, misspelt, .. } = cell;
    let idle = is_otherwise_idle(catalogue, reading, found);
    let alone = reading.place != CellPlace::Maker || idle;
    let counts = |found: &&NameInCell| alone || !index.names[found.name].plain;
    let innocent: BTreeSet<VendorIndex> = found
        .iter()
        .filter(counts)
        .flat_map(|found| &index.names[found.name].meanings)
        .filter_map(|(meaning, _)| match meaning {
            Meaning::Neighbour { of: Owner::Vendor(vendor), .. } => Some(*vendor),
            _ => None,
        })
        .collect();
    let names: Vec<&Named> =
        found.iter().filter(counts).map(|found| &index.names[found.name]).collect();
    let mut told = Vec::with_capacity(found.len());
    for found in found {
        if !counts(&found) {
            told.push(true);
            continue;
        }
        let opens = opens(reading, &found.span).then_some(if idle {
            Grade::Confirmed
        } else {
            Grade::Likely
        });
        let (misspelt, name) = (misspelt.as_ref(), &index.names[found.name]);
        let text = NameContext { catalogue, reading, row, name, span: &found.span, alone, opens };
        let judge = NameJudge { text, names: &names, innocent: &innocent, misspelt };
        let before = into.count();
        for &(meaning, class) in &name.meanings {
            judge.add(meaning, class, into);
        }
        into.spans.push((reading.at, found.span.clone()));
        told.push(into.count() != before || name.is_idle());
    }
    told
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The names that are whole words and may stand here, from left to right, the longest first; a longer name that may not stand here
/// hides nothing.
fn candidates(
    catalogue: &Catalogue,
    index: &Index,
    reading: &Reading<'_>,
    hits: &[Hit],
    tree: &EquipmentTree,
) -> Vec<NameInCell> {
    let idle = |word: &str| catalogue.words.names_nobody(tree, word);
    let mut found: Vec<_> = hits
        .iter()
        .filter_map(|hit| {
            let Target::Name(name) = index.targets[hit.target as usize] else { return None };
            let named = &index.names[name];
            let span = hit.start..hit.end;
            let placed = matches!(reading.place, CellPlace::Maker | CellPlace::Supplier)
                || opens(reading, &span)
                || reading.is_all(hit.start, hit.end);
            let written = reading.words.get(span.clone())?;
            let runs_on = || named.runs_into_number(catalogue, reading, &span);
            let whole = reading.may_be_name(hit.start, hit.end, idle);
            let fits = named.is_spelled(written)
                && if whole { placed || named.may_stand_in(reading) } else { runs_on() };
            fits.then_some(NameInCell { span, name })
        })
        .collect();
    found.sort_by_key(|found| (found.span.start, std::cmp::Reverse(found.span.end)));
    found
}

/// Of overlapping names the first, which is the longest of those that begin there.
fn unhidden(catalogue: &Catalogue, index: &Index, all: &[NameInCell]) -> Vec<NameInCell> {
    let mut found = all.to_vec();
    let mut covered = 0;
    let mut last: Option<usize> = None;
    found.retain(|found| {
        let free = found.span.start >= covered;
        if free {
            covered = found.span.end;
            last = Some(found.name);
        }
        // A name that somebody remembers hides no maker's own name in it.
        free || last
            .is_some_and(|last| is_surer(catalogue, &index.names[found.name], &index.names[last]))
    });
    found
}

/// Whether a name stands at the beginning of a model cell, as where one column holds maker and model.
fn opens(reading: &Reading<'_>, span: &Range<usize>) -> bool {
    let before = reading.words.get(..span.start).unwrap_or_default();
    reading.place == CellPlace::Model && !before.contains(char::is_alphanumeric)
}

/// Whether a name is a maker's own, and a longer one around it is known by hearsay alone and of the same maker.
fn is_surer(catalogue: &Catalogue, inner: &Named, outer: &Named) -> bool {
    let own = |vendor| {
        inner
            .meanings
            .iter()
            .any(|(meaning, _)| matches!(meaning, Meaning::Maker { vendor: v, .. } if *v == vendor))
    };
    outer.meanings.iter().all(|(meaning, _)| match *meaning {
        Meaning::Maker { vendor, alias: Some(alias) } => {
            own(vendor)
                && catalogue[vendor].aliases[alias].proof.confidence == Confidence::Unverified
        }
        Meaning::Company { vendor, company, name } => {
            let names = &catalogue[vendor].companies[company].names;
            own(vendor) && names[name].proof.confidence == Confidence::Unverified
        }
        _ => false,
    })
}

/// Whether all other words of the cell are legal forms, places, trades and model numbers.
fn is_otherwise_idle(catalogue: &Catalogue, reading: &Reading<'_>, found: &[NameInCell]) -> bool {
    let mut at = 0;
    let ends = found.iter().map(|found| found.span.clone());
    // A word with a digit is a model number, whatever else is in it.
    let numbered = |word: &&str| word.bytes().any(|b| b.is_ascii_digit());
    let last = reading.words.len()..reading.words.len();
    ends.chain([last]).all(|span| {
        let between = reading.words.get(at..span.start).unwrap_or_default();
        at = at.max(span.end);
        between.split_whitespace().filter(|word| !numbered(word)).all(|word| {
            let folded = fold(word);
            folded.is_empty() || catalogue.words.is_idle(&folded)
        })
    })
}
