//! How much of other makers' goods each model family hits: the `collision` of the vendor files, measured.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::Path,
};

use banlint::{
    Asset, Field, Grade,
    attribution::{BrandRelation, Collision},
    vendors::{ModelFamily, Vendor},
};

use super::RECOGNISER;

/// A model, and the maker whose it is said to be.
type Model = (String, String);

/// The lines `maker: model, model` of a file beside this one.
fn listed(text: &str) -> impl Iterator<Item = Model> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(':')).flat_map(|(maker, models)| {
        models.split(',').map(move |one| (maker.to_owned(), one.trim().to_owned()))
    })
}

/// Models of makers that nothing is known against: of lists of device types, and of the labelled lists of cameras without what
/// was looked at and is misfiled there.
fn others() -> BTreeSet<Model> {
    let mut all: BTreeSet<_> = listed(include_str!("other-models.txt")).collect();
    let misfiled: BTreeSet<_> = listed(include_str!("misfiled.txt")).collect();
    for (set, maker) in [("camera_models", "Manufacturer"), ("camera_user_lists", "Brand")] {
        let path = Path::new("tests/recognition/labelled").join(set).with_extension("csv");
        let mut reader = csv::Reader::from_path(path).unwrap();
        let rows = reader.deserialize::<BTreeMap<String, String>>().map(Result::unwrap);
        let strangers = rows.filter(|row| row["label"] == "neg");
        all.extend(strangers.map(|row| (row[maker].clone(), row["Model"].clone())));
    }
    all.retain(|model| !misfiled.contains(model));
    all
}

/// Whether a row of a list is filed under the maker itself or under a label that it builds for.
fn is_own(vendor: &Vendor, filed: &str) -> bool {
    let kind =
        vendor.makes.first().map_or(String::new(), |kind| kind.to_string().replace('-', " "));
    let row = Asset::from_facts([(Field::Brand, filed), (Field::Equipment, &*kind)]);
    RECOGNISER.recognise(&row, || None).iter().any(|one| one.maker.id == vendor.maker.id)
}

/// Whether a number begins inside another's ("GV-SD2322"), of which recognition makes nothing.
fn is_inside(model: &str, start: usize) -> bool {
    let before = model[..start].strip_suffix('-');
    before.is_some_and(|before| before.ends_with(|letter: char| letter.is_ascii_alphanumeric()))
}

/// As many makers may have numbers like those of a family that "a few others" use.
const FEW: usize = 3;

/// What is said to be used by nobody else hits nobody else, and what a few use hits few.
#[test]
fn families_collide_as_their_files_say() {
    let others = others();
    assert!(others.len() > 15_000, "{}", others.len());
    let mut table = String::new();
    let mut wrong = Vec::new();
    for vendor in RECOGNISER.catalogue().vendors() {
        for family in &vendor.models {
            let hits = |(_, model): &&Model| {
                family.pattern.find(model).is_some_and(|found| !is_inside(model, found.start))
            };
            let hit = others.iter().filter(hits).filter(|(filed, _)| !is_own(vendor, filed));
            let hit: Vec<_> = hit.collect();
            let makers: BTreeSet<_> = hit.iter().map(|(maker, _)| maker.to_lowercase()).collect();
            // With other gaps one that nobody else uses counts as one that a few do.
            let gapped = |(_, model): &&Model| {
                family
                    .pattern
                    .find_gapped(model)
                    .is_some_and(|found| !is_inside(model, found.start))
            };
            if family.collision == Collision::Low {
                let hit = others.iter().filter(gapped).filter(|(filed, _)| !is_own(vendor, filed));
                let makers: BTreeSet<_> = hit.map(|(maker, _)| maker.to_lowercase()).collect();
                if makers.len() > FEW {
                    wrong.push(format!("{} with other gaps: {makers:?}", family.pattern.as_str()));
                }
            }
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

/// A pattern of which the screen knows no beginning is tried in every cell where such marks may stand: no family of models is, but for
/// names so short that they count as all of a cell alone.
#[test]
fn every_family_is_found_by_the_screen() {
    for vendor in RECOGNISER.catalogue().vendors() {
        for family in &vendor.models {
            let pattern = family.pattern.as_str();
            let fills_cell = pattern.starts_with('^') && pattern.ends_with('$');
            let is_told = family.pattern.beginnings().is_some()
                || fills_cell && family.collision == Collision::High;
            assert!(is_told, "{}: {pattern}", vendor.maker.id);
        }
    }
}

/// The numbers that the note of a family gives as examples, in brackets.
fn examples(family: &ModelFamily) -> Vec<String> {
    let note = family.note.as_deref().unwrap_or_default();
    let brackets = note.split('(').skip(1).filter_map(|rest| rest.split_once(')'));
    let words = brackets.flat_map(|(inside, _)| inside.split(&[',', ';'][..]));
    let words = words.map(|word| word.trim().trim_start_matches("and ").to_owned());
    let number = |word: &String| {
        let found = family.pattern.find(word);
        found.is_some_and(|found| found.start == 0) && word.contains(|c: char| c.is_ascii_digit())
    };
    words.filter(number).collect()
}

/// What one listed maker numbers is surely no other's, where the goods are of its kind and nothing else is said.
#[test]
fn numbers_of_one_maker_are_not_surely_anothers() {
    let mut all: Vec<(String, String, String)> = Vec::new();
    for vendor in RECOGNISER.catalogue().vendors() {
        for family in &vendor.models {
            let kind = family.equipment.as_ref().or_else(|| vendor.makes.first());
            let kind = kind.map_or(String::new(), |kind| kind.to_string().replace('-', " "));
            let own = examples(family).into_iter();
            all.extend(own.map(|model| (vendor.maker.id.clone(), kind.clone(), model)));
        }
    }
    for (maker, model) in listed(include_str!("listed-models.txt")) {
        let (maker, kind) = maker.split_once('/').unwrap();
        all.push((maker.to_owned(), kind.to_owned(), model));
    }
    assert!(all.len() > 500, "{}", all.len());
    let mut wrong = Vec::new();
    for (maker, kind, model) in &all {
        let row = Asset::from_facts([(Field::Model, &**model), (Field::Equipment, &**kind)]);
        let found = RECOGNISER.recognise(&row, || None);
        let accused =
            found.iter().filter(|one| one.grade >= Grade::Likely && one.maker.id != *maker);
        wrong.extend(accused.map(|one| format!("{maker} {model} ({kind}): {}", one.maker.id)));
    }
    println!("{} numbers of listed makers", all.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A kind that one fact on a label leaves out, no other fact of the same maker on that label reaches.
#[test]
fn facts_on_a_label_agree_on_what_they_leave_out() {
    for vendor in RECOGNISER.catalogue().vendors() {
        let labels = || {
            let own = [BrandRelation::Own, BrandRelation::SubsidiaryBrand];
            vendor.brands.iter().filter(move |brand| !own.contains(&brand.relation))
        };
        for brand in labels().filter(|brand| !brand.except.is_empty()) {
            for other in labels().filter(|other| other.label == brand.label) {
                let id = &vendor.maker.id;
                assert_eq!(other.except, brand.except, "{id} on {}", brand.label);
            }
        }
    }
}
