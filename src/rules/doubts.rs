//! What is no fault of a law file, and may still be a mistake of whoever wrote it.

use std::sync::Arc;

use super::{
    Terms,
    file::{ExampleEntry, ProvisionEntry, RegimeFile},
};
use crate::{
    Truth,
    knowledge::{Fault, File, Placed, parse},
    law::Force,
};

/// The doubts about a sound file; `takes_place` tells whether a shipped regime with its id is left out for it.
pub(crate) fn doubts(
    file: &Arc<File>,
    terms: &Terms,
    takes_place: impl Fn(&str) -> bool,
) -> Vec<Fault> {
    let Ok(regime) = parse::<RegimeFile>(file) else { return Vec::new() };
    let id = &regime.id;
    let at = |span, message: String, expected: &str| Fault::at(file, span, message, expected);
    let replaced = takes_place(id.as_ref()).then(|| {
        let message = format!("this takes the place of the shipped regime `{}`", id.as_ref());
        at(id.span(), message, "the id of both")
            .hint("if the shipped regime is to be applied as well, give this one an id of its own")
    });
    let forces = |entry: &Placed<ProvisionEntry>| entry.as_ref().force;
    let strongest = regime.provision.iter().map(forces).max().unwrap_or(Force::Context);
    let unproven = (strongest > Force::Context && regime.example.is_empty()).then(|| {
        let message = format!("no [[example]] shows what `{}` comes to", id.as_ref());
        at(id.span(), message, "expected examples of what it catches, and of what it does not")
            .hint("`banlint rules new` writes a file with one to start from")
    });
    let unborn = terms.says_no_law_yet(regime.title.as_ref());
    let unborn = (strongest == Force::Prohibited && unborn).then(|| {
        let message = "the title says that this is no law yet, and it forbids something".to_owned();
        at(regime.title.span(), message, "expected the title of a law in force").hint(
            "what is proposed binds nobody: write nothing-binding = \"proposed\", and neither designations nor provisions",
        )
    });
    let untried = regime.designation.iter().map(Placed::as_ref).filter_map(|designation| {
        let listed = designation.listed.filter(|day| day.first() > regime.checked.last())?;
        let is_of_then = |example: &Placed<ExampleEntry>| {
            let as_of = example.as_ref().as_of.as_ref().map_or(regime.checked, |day| *day.as_ref());
            as_of.on_or_after(listed) == Truth::True
        };
        if regime.example.iter().any(is_of_then) {
            return None;
        }
        let id = &designation.id;
        let message = format!("`{}` is listed after `checked`, from {listed} on", id.as_ref());
        let expected = "expected an [[example]] as of a day on which it is listed";
        Some(at(id.span(), message, expected).hint("or another day, if this one is a slip"))
    });
    replaced.into_iter().chain(unproven).chain(unborn).chain(untried).collect()
}
