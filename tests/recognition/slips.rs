//! Slips made by rule, class by class: how many of them are found on goods of the maker, and that none means another maker.
//!
//! What clerks really wrote stands in `misspellings.csv`; this says how far a class carries.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use banlint::{Field, Grade};

use super::{grades, recognise, root};

/// The rows of the keyboard, each half a key to the right of the one above.
const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
/// What is read for what.
const LOOKS: [(&str, &str); 12] = [
    ("o", "0"),
    ("i", "1"),
    ("i", "l"),
    ("l", "i"),
    ("l", "1"),
    ("m", "rn"),
    ("w", "vv"),
    ("s", "5"),
    ("d", "cl"),
    ("a", "4"),
    ("e", "3"),
    ("u", "v"),
];
/// What is written for what by ear.
const SOUNDS: [(&str, &str); 36] = [
    ("ei", "ay"),
    ("ei", "ai"),
    ("ei", "ey"),
    ("ei", "e"),
    ("w", "v"),
    ("v", "w"),
    ("v", "b"),
    ("ua", "uwa"),
    ("ua", "uva"),
    ("ua", "wa"),
    ("ua", "oa"),
    ("u", "ou"),
    ("u", "oo"),
    ("k", "c"),
    ("k", "ck"),
    ("k", "q"),
    ("qu", "kw"),
    ("s", "z"),
    ("s", "c"),
    ("s", "ss"),
    ("ision", "ition"),
    ("ision", "icion"),
    ("i", "y"),
    ("y", "i"),
    ("y", "ai"),
    ("i", "ee"),
    ("xi", "shi"),
    ("xi", "si"),
    ("xia", "sha"),
    ("x", "ks"),
    ("tt", "t"),
    ("ow", "ou"),
    ("se", "ce"),
    ("sky", "ski"),
    ("nk", "nck"),
    ("h", ""),
];
/// Every so many pairs of slips are asked for.
const PAIRS: usize = 29;

type Slips = BTreeSet<String>;

/// A word with a stretch of it replaced.
fn with(word: &str, at: usize, length: usize, by: &str) -> String {
    [&word[..at], by, &word[at + length..]].concat()
}

fn beside(letter: char) -> impl Iterator<Item = char> {
    let place = |letter: char| {
        let of_row = |(row, keys): (usize, &&str)| Some((row, keys.find(letter)?));
        KEYS.iter().enumerate().find_map(of_row)
    };
    let stand_together = move |other: &char| {
        let (Some((a, x)), Some((b, y))) = (place(letter), place(*other)) else { return false };
        let (upper, lower) = if a < b { (x, y) } else { (y, x) };
        match a.abs_diff(b) {
            0 => x.abs_diff(y) == 1,
            1 => upper == lower || upper == lower + 1,
            _ => false,
        }
    };
    ('a'..='z').filter(stand_together)
}

fn replaced(word: &str, pairs: &[(&str, &str)]) -> Slips {
    let slips = pairs.iter().flat_map(|(from, to)| {
        word.match_indices(from).map(|(at, _)| with(word, at, from.len(), to))
    });
    slips.collect()
}

fn swapped(word: &str) -> Slips {
    (1..word.len())
        .map(|at| with(word, at - 1, 2, &[&word[at..=at], &word[at - 1..at]].concat()))
        .collect()
}

fn dropped(word: &str) -> Slips {
    (1..word.len() - 1).map(|at| with(word, at, 1, "")).collect()
}

/// All slips of a name, class by class.
fn of_name(name: &str) -> BTreeMap<&'static str, Slips> {
    let word: &str = &name.to_lowercase().replace('-', "");
    let letters = || word.char_indices();
    let keys = letters().flat_map(|(at, letter)| {
        beside(letter).map(move |other| with(word, at, 1, &other.to_string()))
    });
    let split = |at| [" ", "-"].map(|gap| with(word, at, 0, gap));
    let ends = [word[1..].to_owned(), word[..word.len() - 1].to_owned()];
    let mut classes = BTreeMap::from([
        ("a key beside", keys.collect()),
        ("doubled", letters().map(|(at, letter)| with(word, at, 0, &letter.to_string())).collect()),
        ("dropped", dropped(word)),
        ("first or last dropped", Slips::from(ends)),
        ("swapped", swapped(word)),
        ("looks alike", replaced(word, &LOOKS)),
        ("sounds alike", replaced(word, &SOUNDS)),
        ("split", (2..word.len() - 1).flat_map(split).collect()),
    ]);
    let single: Slips = classes.values().flatten().cloned().collect();
    let twice = single.iter().flat_map(|slip| {
        let all = swapped(slip).into_iter().chain(dropped(slip)).chain(replaced(slip, &SOUNDS));
        all.collect::<Vec<_>>()
    });
    let twice = twice.step_by(PAIRS).filter(|slip| !single.contains(slip)).collect();
    classes.insert("two slips", twice);
    for slips in classes.values_mut() {
        slips.retain(|slip| slip != word);
    }
    classes
}

/// How many slips of each class are found: likely, possible, not at all.
pub(super) fn table() -> String {
    let names = std::fs::read_to_string(root("tests/recognition/slips.txt")).unwrap();
    let mut found: BTreeMap<&str, [u32; 3]> = BTreeMap::new();
    let mut astray = Vec::new();
    for line in names.lines().filter(|line| !line.starts_with('#')) {
        let [name, maker, goods] = *line.split(',').collect::<Vec<_>>() else { panic!("{line}") };
        for (class, slips) in of_name(name) {
            for slip in slips {
                let facts = [(Field::Manufacturer, slip.clone()), (Field::Equipment, goods.into())];
                let all = grades(&recognise(&facts, None), None);
                let sure = |(id, grade): (&String, &Grade)| id != maker && *grade >= Grade::Likely;
                if all.iter().any(sure) {
                    astray.push(format!("{slip}: {all:?}"));
                }
                let grade = match all.get(maker) {
                    Some(grade) if *grade >= Grade::Likely => 0,
                    Some(_) => 1,
                    None => 2,
                };
                found.entry(class).or_default()[grade] += 1;
            }
        }
    }
    assert!(astray.is_empty(), "{astray:#?}");
    let mut text = String::from(
        "| slips made by rule, beside goods | likely | possible | nothing |\n|---|---|---|---|\n",
    );
    for (class, [likely, possible, nothing]) in found {
        writeln!(text, "| {class} | {likely} | {possible} | {nothing} |").unwrap();
    }
    text
}
