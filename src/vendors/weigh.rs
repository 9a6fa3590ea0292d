//! Weighing: from clues to attributions. What agrees is added up, what speaks against is taken off, and all of it is shown.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use super::{
    catalogue::Catalogue,
    clue::{Clue, Of},
    references::VendorIndex,
};
use crate::{
    Attribution, Grade, MarkKind,
    attribution::{Counter, Evidence},
    knowledge::Confidence,
};

/// Of the sources that say the same, so many are named.
const MOST_SOURCES: usize = 4;

/// The clues to each maker, the best one for each mark in each cell.
pub(super) fn by_vendor(clues: Vec<Clue>) -> BTreeMap<VendorIndex, Vec<Clue>> {
    let mut all: BTreeMap<VendorIndex, Vec<Clue>> = BTreeMap::new();
    for clue in clues {
        let known = all.entry(clue.vendor).or_default();
        let same = known.iter_mut().find(|other| {
            let alike = (other.grade == Grade::Component) == (clue.grade == Grade::Component);
            // Of one number several families may speak: with and without the prefix that it is ordered under.
            let words = other.span == clue.span
                || clue.mark == MarkKind::Model
                    && other.span.start < clue.span.end
                    && clue.span.start < other.span.end;
            alike && other.mark == clue.mark && other.cell == clue.cell && words
        });
        match same {
            Some(other) if rank(&clue) > rank(other) => *other = agreed(clue, other),
            Some(other) => {
                let kept = agreed(other.clone(), &clue);
                *other = kept;
            }
            None => known.push(clue),
        }
    }
    all
}

/// What makes one of two clues from the same words the better one.
fn rank(clue: &Clue) -> (Grade, bool, bool, bool, Confidence) {
    let sound = clue.is_sound();
    (clue.grade, !clue.support, sound, clue.against.is_empty(), clue.proof.confidence)
}

/// The better of two clues, with the sources of the other where it says as much.
fn agreed(mut better: Clue, other: &Clue) -> Clue {
    better.listed |= other.listed;
    if other.says_same(&better) {
        for source in &other.proof.sources {
            let known = &mut better.proof.sources;
            if known.len() < MOST_SOURCES && !known.contains(source) {
                known.push(Arc::clone(source));
            }
        }
    }
    better
}

/// The clues to a maker without those that only mention it, unless they are all there is: that another thing was or is this
/// maker's is no evidence for the goods of the row.
pub(super) fn without_mentions(clues: Vec<Clue>) -> Vec<Clue> {
    let goods: Vec<_> = clues.iter().filter(|clue| clue.of != Of::Another).cloned().collect();
    if together(&goods).is_some() { goods } else { clues }
}

/// The grade of all clues to one maker together; `None` if there is none to stand on.
pub(super) fn together(clues: &[Clue]) -> Option<Grade> {
    let made: Vec<_> =
        clues.iter().filter(|clue| clue.grade != Grade::Component && !clue.support).collect();
    let Some(best) = made.iter().map(|clue| clue.grade).max() else {
        let component = clues.iter().any(|clue| clue.grade == Grade::Component && !clue.support);
        return component.then_some(Grade::Component);
    };
    let whole: Vec<_> = clues.iter().filter(|clue| clue.grade != Grade::Component).collect();
    Some(match best {
        Grade::Likely if any_two(&whole, both_likely) => Grade::Confirmed,
        Grade::Possible if any_two(&whole, both_sound) || any_two(&whole, listed_and_second) => {
            Grade::Likely
        }
        best => best,
    })
}

fn any_two(clues: &[&Clue], holds: fn(&Clue, &Clue) -> bool) -> bool {
    clues.iter().enumerate().any(|(at, a)| {
        let mut others = clues[at + 1..].iter();
        others.any(|b| a.is_independent_of(b) && (holds(a, b) || holds(b, a)))
    })
}

/// Two marks that rest on one and the same label are not independent.
fn both_likely(a: &Clue, b: &Clue) -> bool {
    let one_label = a.label.is_some() && a.label == b.label;
    a.grade == Grade::Likely && b.grade == Grade::Likely && !one_label
}

fn both_sound(a: &Clue, b: &Clue) -> bool {
    a.is_sound() && b.is_sound()
}

/// A crowd list that names the very series needs a second mark of another kind.
fn listed_and_second(a: &Clue, b: &Clue) -> bool {
    a.listed && a.proof.confidence == Confidence::Crowd && b.is_sound()
}

/// The attributions to one maker. What is only a part of it stands apart: where the maker itself is no more than possible, the
/// part is a finding of its own.
pub(super) fn attributions(
    catalogue: &Catalogue,
    vendor: VendorIndex,
    clues: Vec<Clue>,
    against: &[Counter],
    label: Option<&String>,
) -> Vec<Attribution> {
    let put = |clues| attribution(catalogue, vendor, clues, against.to_vec(), label.cloned());
    let is_part = |clue: &&Clue| clue.grade == Grade::Component && !clue.support;
    let parts: Vec<_> = clues.iter().filter(is_part).cloned().collect();
    let whole = put(clues);
    let apart = whole.as_ref().is_some_and(|whole| whole.grade == Grade::Possible);
    let part = if apart { put(parts) } else { None };
    whole.into_iter().chain(part).collect()
}

/// What the date of purchase costs one clue it costs the whole only where no other clue makes up for it.
fn settle_dates(clues: &mut [Clue], grade: Grade) {
    for at in 0..clues.len() {
        if !clues[at].against.iter().any(|counter| counter.lowers) {
            continue;
        }
        let mut in_time = clues.to_vec();
        in_time[at].grade = match clues[at].grade {
            Grade::Possible => Grade::Likely,
            _ => Grade::Confirmed,
        };
        if together(&in_time) <= Some(grade) {
            clues[at].against.iter_mut().for_each(|counter| counter.lowers = false);
        }
    }
}

/// Puts an attribution together; `against` is what speaks against it beyond what its clues know.
fn attribution(
    catalogue: &Catalogue,
    vendor: VendorIndex,
    mut clues: Vec<Clue>,
    against: Vec<Counter>,
    label: Option<String>,
) -> Option<Attribution> {
    let given = together(&clues)?;
    settle_dates(&mut clues, given);
    let lowered = against.iter().any(|counter| counter.lowers);
    let grade = if lowered { given.lowered() } else { given };
    // What is a question already stays one, whatever speaks against it.
    let costs = |counter: Counter| Counter { lowers: counter.lowers && grade < given, ..counter };
    let against = against.into_iter().map(costs);
    clues.sort_by_key(|clue| Reverse((clue.grade, clue.proof.confidence, Reverse(clue.cell))));
    // The company that the strongest clues name; a weaker clue to the maker itself does not take it away.
    let best = clues.iter().filter(|clue| clue.grade == clues[0].grade);
    let company = best.into_iter().find_map(|clue| clue.company.clone());
    let mut equipment: Vec<_> = clues.iter().filter_map(|clue| clue.equipment.clone()).collect();
    equipment.sort();
    equipment.dedup();
    let mut all = Vec::new();
    for counter in against.chain(clues.iter().flat_map(|clue| clue.against.iter().cloned())) {
        if !all.iter().any(|known: &Counter| known.objection == counter.objection) {
            all.push(counter);
        }
    }
    Some(Attribution {
        maker: Arc::clone(&catalogue[vendor].maker),
        company,
        grade,
        label,
        evidence: clues.into_iter().map(Clue::into_evidence).collect::<Vec<Evidence>>(),
        against: all,
        equipment,
        if_of_kind: None,
        range: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Asset, Field,
        attribution::Claim,
        vendors::reading::{Place, Reading},
    };

    fn clue(mark: MarkKind, cell: usize, grade: Grade, confidence: Confidence) -> Clue {
        let asset = Asset::from_facts([(Field::Model, "x")]);
        let reading = Reading::new(asset.cells(Field::Model).next().unwrap(), cell, Place::Model);
        let mut clue = Clue::new(VendorIndex(0), mark, Claim::Found { label: None }, &reading);
        clue.grade = grade;
        clue.proof.confidence = confidence;
        clue.span = 0..1;
        clue
    }

    use Confidence::{Crowd, Documented, Unverified};
    use Grade::{Component, Confirmed, Likely, Possible};
    use MarkKind::{Brand, Firmware, Model, Name};

    #[test]
    fn two_independent_likely_marks_confirm() {
        let brand = clue(Brand, 0, Likely, Documented);
        let firmware = clue(Firmware, 1, Likely, Documented);
        assert_eq!(together(&[brand.clone(), firmware]), Some(Confirmed));
        assert_eq!(together(&[brand.clone(), clue(Name, 1, Likely, Documented)]), Some(Likely));
        assert_eq!(
            together(&[brand.clone(), clue(Model, 0, Likely, Documented)]),
            Some(Likely),
            "same words"
        );
        let label = crate::vendors::name::NameKey::from_folded("acme");
        let (mut a, mut b) = (brand, clue(Model, 1, Likely, Documented));
        (a.label, b.label) = (Some(label.clone()), Some(label));
        assert_eq!(together(&[a, b]), Some(Likely), "one label behind both");
    }

    #[test]
    fn two_sound_possible_marks_make_likely() {
        let brand = clue(Brand, 0, Possible, Documented);
        assert_eq!(together(&[brand.clone(), clue(Model, 1, Possible, Documented)]), Some(Likely));
        for weak in [Crowd, Unverified] {
            assert_eq!(together(&[brand.clone(), clue(Model, 1, Possible, weak)]), Some(Possible));
        }
        let mut mention = clue(Model, 1, Possible, Documented);
        mention.of = Of::Another;
        assert_eq!(together(&[brand.clone(), mention]), Some(Possible));
        let mut listed = clue(Brand, 0, Possible, Crowd);
        listed.listed = true;
        assert_eq!(together(&[listed.clone(), clue(Model, 1, Possible, Documented)]), Some(Likely));
        assert_eq!(together(&[listed]), Some(Possible));
    }

    #[test]
    fn support_stands_on_nothing_by_itself() {
        let mut support = clue(Model, 1, Possible, Documented);
        support.support = true;
        assert_eq!(together(&[support.clone()]), None);
        assert_eq!(together(&[support, clue(Brand, 0, Possible, Documented)]), Some(Likely));
    }

    #[test]
    fn components_are_never_made_by() {
        let component = clue(Model, 0, Component, Documented);
        assert_eq!(together(&[component.clone(), component.clone()]), Some(Component));
        assert_eq!(together(&[component, clue(Brand, 1, Possible, Documented)]), Some(Possible));
        assert_eq!(together(&[]), None);
    }
}
