//! Weighing: from matches to attributions. What agrees is added up, what speaks against is taken off, and all of it is shown.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use super::{
    catalogue::Catalogue,
    mark_match::{Match, Of},
    references::VendorIndex,
};
use crate::{
    Attribution, Grade,
    attribution::{Counter, Evidence, KnownBy},
    knowledge::Confidence,
};

/// Most sources named of those that say the same.
const MOST_SOURCES: usize = 4;

/// The matches to each maker, the best one for each mark in each cell.
pub(super) fn by_vendor(matches: Vec<Match>) -> BTreeMap<VendorIndex, Vec<Match>> {
    let mut all: BTreeMap<VendorIndex, Vec<Match>> = BTreeMap::new();
    for matched in matches {
        let known = all.entry(matched.vendor).or_default();
        let same = known.iter_mut().find(|other| matched.is_same_words(other));
        match same {
            Some(other) if rank(&matched) > rank(other) => *other = agreed(matched, other),
            Some(other) => {
                let kept = agreed(other.clone(), &matched);
                *other = kept;
            }
            None => known.push(matched),
        }
    }
    all
}

/// What makes one of two matches from the same words the better one.
fn rank(matched: &Match) -> (Grade, bool, bool, bool, Confidence) {
    let sound = matched.is_sound();
    (matched.grade, !matched.support, sound, matched.against.is_empty(), matched.proof.confidence)
}

/// The better of two matches, with the sources of the other where it says as much.
fn agreed(mut better: Match, other: &Match) -> Match {
    better.listed |= other.listed;
    if other.says_same(&better) {
        let mut known = better.proof.sources.to_vec();
        for source in &other.proof.sources {
            if known.len() < MOST_SOURCES && !known.contains(source) {
                known.push(Arc::clone(source));
            }
        }
        better.proof.sources = known.into();
    }
    better
}

/// The matches to a maker without those that only mention it, unless they are all there is: that another thing was or is this
/// maker's is no evidence for the goods of the row.
pub(super) fn without_mentions(matches: Vec<Match>) -> Vec<Match> {
    let goods: Vec<_> =
        matches.iter().filter(|matched| matched.of != Of::Another).cloned().collect();
    if together(&goods).is_some() { goods } else { matches }
}

/// The grade of all matches to one maker together; `None` if there is none to stand on.
pub(super) fn together(matches: &[Match]) -> Option<Grade> {
    let made: Vec<_> = matches
        .iter()
        .filter(|matched| matched.grade != Grade::Component && !matched.support)
        .collect();
    let Some(best) = made.iter().map(|matched| matched.grade).max() else {
        let component =
            matches.iter().any(|matched| matched.grade == Grade::Component && !matched.support);
        return component.then_some(Grade::Component);
    };
    let whole: Vec<_> =
        matches.iter().filter(|matched| matched.grade != Grade::Component).collect();
    Some(match best {
        Grade::Likely if any_two(&whole, both_likely) => Grade::Confirmed,
        Grade::Possible if any_two(&whole, both_sound) || any_two(&whole, listed_and_second) => {
            Grade::Likely
        }
        best => best,
    })
}

fn any_two(matches: &[&Match], holds: fn(&Match, &Match) -> bool) -> bool {
    matches.iter().any(|a| matches.iter().any(|b| a.is_independent_of(b) && holds(a, b)))
}

/// Two marks that rest on one and the same label are not independent, and two parts of one number confirm nothing.
fn both_likely(a: &Match, b: &Match) -> bool {
    let one_label = a.label.is_some() && a.label == b.label;
    let one_number = a.mark == b.mark;
    a.grade == Grade::Likely && b.grade == Grade::Likely && !one_label && !one_number
}

fn both_sound(a: &Match, b: &Match) -> bool {
    a.is_sound() && b.is_sound()
}

/// A crowd list that names the very series needs a second mark of another kind.
fn listed_and_second(a: &Match, b: &Match) -> bool {
    a.listed && a.proof.confidence == Confidence::Crowd && b.is_sound()
}

/// The attributions to one maker. What is only a part of it stands apart: where the maker itself is no more than possible, the
/// part is a finding of its own.
pub(super) fn attributions(
    catalogue: &Catalogue,
    vendor: VendorIndex,
    matches: Vec<Match>,
    against: &[Counter],
    label: Option<&String>,
) -> Vec<Attribution> {
    let put = |matches| attribution(catalogue, vendor, matches, against.to_vec(), label.cloned());
    let is_part = |matched: &&Match| matched.grade == Grade::Component && !matched.support;
    let parts: Vec<_> = matches.iter().filter(is_part).cloned().collect();
    let whole = put(matches);
    let apart = whole.as_ref().is_some_and(|whole| whole.grade == Grade::Possible);
    let part = if apart { put(parts) } else { None };
    whole.into_iter().chain(part).collect()
}

/// What the date of purchase costs one match it costs the whole only where no other match makes up for it.
fn settle_dates(matches: &mut [Match], grade: Grade) {
    for at in 0..matches.len() {
        if !matches[at].against.iter().any(|counter| counter.lowers) {
            continue;
        }
        let mut in_time = matches.to_vec();
        in_time[at].grade = match matches[at].grade {
            Grade::Possible => Grade::Likely,
            _ => Grade::Confirmed,
        };
        if together(&in_time) <= Some(grade) {
            matches[at].against.iter_mut().for_each(|counter| counter.lowers = false);
        }
    }
}

/// Puts an attribution together; `against` is what speaks against it beyond what its matches know.
fn attribution(
    catalogue: &Catalogue,
    vendor: VendorIndex,
    mut matches: Vec<Match>,
    against: Vec<Counter>,
    label: Option<String>,
) -> Option<Attribution> {
    let given = together(&matches)?;
    settle_dates(&mut matches, given);
    let lowered = against.iter().any(|counter| counter.lowers);
    let grade = if lowered { given.lowered() } else { given };
    // What is a question already stays one, whatever speaks against it.
    let costs = |counter: Counter| Counter { lowers: counter.lowers && grade < given, ..counter };
    let against = against.into_iter().map(costs);
    matches.sort_by_key(|matched| {
        Reverse((matched.grade, matched.proof.confidence, Reverse(matched.cell)))
    });
    // The company that the strongest matches name; a weaker match to the maker itself does not take it away.
    let best = matches.iter().filter(|matched| matched.grade == matches[0].grade);
    let company = best.into_iter().find_map(|matched| matched.company.clone());
    let mut equipment: Vec<_> =
        matches.iter().filter_map(|matched| matched.equipment.clone()).collect();
    equipment.sort();
    equipment.dedup();
    let mut all = Vec::new();
    for counter in against.chain(matches.iter().flat_map(|matched| matched.against.iter().cloned()))
    {
        if !all.iter().any(|known: &Counter| known.objection == counter.objection) {
            all.push(counter);
        }
    }
    Some(Attribution {
        maker: Arc::clone(&catalogue[vendor].maker),
        known_by: KnownBy::Catalogue,
        company,
        grade,
        label,
        evidence: matches.into_iter().map(Match::into_evidence).collect::<Vec<Evidence>>(),
        against: all,
        equipment,
        if_of_kind: None,
        range: None,
        is_hosted: false,
        listings: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Asset, Field, MarkKind,
        attribution::{Claim, Collision},
        vendors::reading::{CellPlace, Reading},
    };

    fn matched(mark: MarkKind, cell: usize, grade: Grade, confidence: Confidence) -> Match {
        let asset = Asset::from_facts([(Field::Model, "x")]);
        let reading =
            Reading::new(asset.cells(Field::Model).next().unwrap(), cell, CellPlace::Model);
        let mut matched = Match::new(VendorIndex(0), mark, Claim::Found { label: None }, &reading);
        matched.grade = grade;
        matched.proof.confidence = confidence;
        matched.span = 0..1;
        matched
    }

    use Confidence::{Crowd, Documented, Unverified};
    use Grade::{Component, Confirmed, Likely, Possible};
    use MarkKind::{Brand, Firmware, Model, Name};

    #[test]
    fn two_independent_likely_marks_confirm() {
        let brand = matched(Brand, 0, Likely, Documented);
        let firmware = matched(Firmware, 1, Likely, Documented);
        assert_eq!(together(&[brand.clone(), firmware]), Some(Confirmed));
        assert_eq!(together(&[brand.clone(), matched(Name, 1, Likely, Documented)]), Some(Likely));
        assert_eq!(
            together(&[brand.clone(), matched(Model, 0, Likely, Documented)]),
            Some(Likely),
            "same words"
        );
        let label = crate::vendors::name_key::NameKey::from_folded("acme");
        let (mut a, mut b) = (brand, matched(Model, 1, Likely, Documented));
        (a.label, b.label) = (Some(label.clone()), Some(label));
        assert_eq!(together(&[a, b]), Some(Likely), "one label behind both");
    }

    #[test]
    fn two_sound_possible_marks_make_likely() {
        let brand = matched(Brand, 0, Possible, Documented);
        assert_eq!(
            together(&[brand.clone(), matched(Model, 1, Possible, Documented)]),
            Some(Likely)
        );
        for weak in [Crowd, Unverified] {
            assert_eq!(
                together(&[brand.clone(), matched(Model, 1, Possible, weak)]),
                Some(Possible)
            );
        }
        let mut mention = matched(Model, 1, Possible, Documented);
        mention.of = Of::Another;
        assert_eq!(together(&[brand.clone(), mention]), Some(Possible));
        let mut listed = matched(Brand, 0, Possible, Crowd);
        listed.listed = true;
        assert_eq!(
            together(&[listed.clone(), matched(Model, 1, Possible, Documented)]),
            Some(Likely)
        );
        assert_eq!(together(&[listed]), Some(Possible));
    }

    #[test]
    fn two_rare_numbers_of_two_families_make_likely() {
        let number = |cell, family, text: &str, collision| {
            let mut number = matched(Model, cell, Possible, Documented);
            number.claim = Claim::Model { label: None, collision };
            (number.family, number.text) = (Some(family), text.to_owned());
            number
        };
        let one = number(0, 0, "XY-5108", Collision::Medium);
        let with = |other| together(&[one.clone(), other]);
        assert_eq!(with(number(1, 1, "N4104", Collision::Medium)), Some(Likely));
        for (cell, family, text, collision, why) in [
            (1, 0, "XY-4104", Collision::Medium, "of one family"),
            (1, 1, "xy5108-S2", Collision::Medium, "one number twice"),
            (1, 1, "N4104", Collision::High, "many use it"),
            (0, 1, "N4104", Collision::Medium, "in one cell"),
        ] {
            assert_eq!(with(number(cell, family, text, collision)), Some(Possible), "{why}");
        }
    }

    #[test]
    fn support_stands_on_nothing_by_itself() {
        let mut support = matched(Model, 1, Possible, Documented);
        support.support = true;
        assert_eq!(together(&[support.clone()]), None);
        assert_eq!(together(&[support, matched(Brand, 0, Possible, Documented)]), Some(Likely));
    }

    #[test]
    fn components_are_never_made_by() {
        let component = matched(Model, 0, Component, Documented);
        assert_eq!(together(&[component.clone(), component.clone()]), Some(Component));
        assert_eq!(together(&[component, matched(Brand, 1, Possible, Documented)]), Some(Possible));
        assert_eq!(together(&[]), None);
    }
}
