//! How much of other makers' goods each model family hits: the `collision` of the vendor files, measured.

use std::{collections::BTreeSet, fmt::Write as _};

use banlint::attribution::Collision;

use super::RECOGNISER;

/// Models of makers that nothing is known against, each with its maker.
fn others() -> Vec<(&'static str, &'static str)> {
    let lines = include_str!("other-models.txt").lines().filter(|line| !line.starts_with('#'));
    let makers = lines.filter_map(|line| line.split_once(':'));
    makers
        .flat_map(|(maker, models)| models.split(',').map(move |one| (maker, one.trim())))
        .collect()
}

/// As many makers may have numbers like those of a family that "a few others" use.
const FEW: usize = 3;

/// What is said to be used by nobody else hits nobody else, and what a few use hits few.
#[test]
fn families_collide_as_their_files_say() {
    let others = others();
    assert!(others.len() > 700, "{}", others.len());
    let mut table = String::new();
    let mut wrong = Vec::new();
    for vendor in RECOGNISER.catalogue().vendors() {
        for family in &vendor.models {
            let hit = others.iter().filter(|(_, model)| family.pattern.find(model).is_some());
            let hit: Vec<_> = hit.collect();
            let makers: BTreeSet<_> = hit.iter().map(|(maker, _)| maker).collect();
            let word = match family.collision {
                Collision::Low => "low",
                Collision::Medium => "medium",
                _ => "high",
            };
            let kind = if family.needs_kind { "beside its kind" } else { "" };
            let shown: String = family.pattern.as_str().chars().take(60).collect();
            let some: Vec<_> = hit.iter().take(3).collect();
            let line =
                format!("{:10} {word:6} {kind:15} {:3}  {shown}", vendor.maker.id, hit.len());
            let _ = writeln!(table, "{line} {some:?}");
            let most = match family.collision {
                Collision::Low => 0,
                Collision::Medium => FEW,
                _ => usize::MAX,
            };
            if makers.len() > most {
                wrong.push(line);
            }
        }
    }
    println!("{} models of others\n{table}", others.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A pattern of which the screen knows no beginning is tried in every cell where such marks may stand: no family of models is.
#[test]
fn every_family_is_found_by_the_screen() {
    for vendor in RECOGNISER.catalogue().vendors() {
        for family in &vendor.models {
            let pattern = family.pattern.as_str();
            assert!(family.pattern.beginnings().is_some(), "{}: {pattern}", vendor.maker.id);
        }
    }
}
