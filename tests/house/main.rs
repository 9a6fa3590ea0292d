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
    path::Path,
};

use tree::Tree;

/// A file's arrow goes to the file that defines what it names: a `mod.rs` that hands names on is not in the way. What is
/// meant by a method call cannot be seen so, and tests are left out.
#[test]
fn no_circle_between_files() {
    let tree = Tree::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let arrows = arrows::all(&tree);
    let circles = arrows::circles(&arrows);
    for circle in &circles {
        let inside =
            arrows.iter().filter(|((from, to), _)| circle.contains(from) && circle.contains(to));
        for ((from, to), names) in inside {
            println!("{from} -> {to}: {}", names.iter().cloned().collect::<Vec<_>>().join(", "));
        }
    }
    assert!(circles.is_empty(), "files name each other in a circle (arrows above): {circles:#?}");
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
