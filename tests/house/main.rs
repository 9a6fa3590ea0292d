//! The house keeps its order: no circle between files, no public type name that stands for two things.
//!
//! The order is read from the source: `tree` is the modules with their names, `arrows` is which file names what of which other.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test reports by panicking and printing"
)]

mod arrows;
mod tree;

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::Path,
};

use tree::Tree;

/// The circles that are still there. The list may only shrink.
const CIRCLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/house/circles.txt");

/// A file's arrow goes to the file that defines what it names: a `mod.rs` that hands names on is not in the way. What is
/// meant by a method call cannot be seen so, and tests are left out.
#[test]
fn no_circle_between_files() {
    let tree = Tree::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let arrows = arrows::all(&tree);
    let circles = arrows::circles(&arrows);
    if std::env::var_os("RECORD").is_some() {
        return fs::write(CIRCLES, shown(&circles)).unwrap();
    }
    let listed = listed(&fs::read_to_string(CIRCLES).unwrap());
    let new: Vec<_> = circles
        .iter()
        .filter(|circle| !listed.iter().any(|known| circle.is_subset(known)))
        .collect();
    for circle in &new {
        let inside =
            arrows.iter().filter(|((from, to), _)| circle.contains(from) && circle.contains(to));
        for ((from, to), names) in inside {
            println!("{from} -> {to}: {}", names.iter().cloned().collect::<Vec<_>>().join(", "));
        }
    }
    assert!(new.is_empty(), "files name each other in a circle (arrows above):\n{}", shown(new));
    let gone: Vec<_> = listed
        .iter()
        .filter(|known| !circles.iter().any(|circle| circle.is_subset(known)))
        .collect();
    assert!(
        gone.is_empty(),
        "these circles are gone, well done; take them out of tests/house/circles.txt \
         (`RECORD=1 cargo test --test house` does):\n{}",
        shown(gone)
    );
}

#[test]
fn a_public_type_name_stands_for_one_thing() {
    let tree = Tree::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let mut twice: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (name, file) in tree.public_types() {
        twice.entry(name).or_default().insert(file);
    }
    twice.retain(|_, files| files.len() > 1);
    assert!(twice.is_empty(), "one name, several public types: {twice:#?}");
}

fn shown<'a>(circles: impl IntoIterator<Item = &'a BTreeSet<String>>) -> String {
    let mut text = String::new();
    for circle in circles {
        for file in circle {
            writeln!(text, "{file}").unwrap();
        }
        text.push('\n');
    }
    text
}

fn listed(text: &str) -> Vec<BTreeSet<String>> {
    let circles = text.split("\n\n").map(|circle| circle.lines().map(str::to_owned).collect());
    circles.filter(|circle: &BTreeSet<_>| !circle.is_empty()).collect()
}
