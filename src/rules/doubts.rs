//! What is no fault of a law file, and may still be a mistake of whoever wrote it.

use std::sync::Arc;

use super::{
    Terms,
    file::{ExampleEntry, ProvisionEntry, RegimeFile},
    load::implausible::NO_LAW_YET,
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
    // A citation may name what is proposed to carry a law out.
    let unborn = terms.begins_as_no_law_yet(&regime.summary);
    let unborn = (strongest == Force::Prohibited && unborn).then(|| {
        let message = "the summary says that this is no law yet, and it forbids something";
        at(id.span(), message.to_owned(), "expected that of a law in force").hint(NO_LAW_YET)
    });
    let idle = idle(file, &regime);
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
    replaced.into_iter().chain(unproven).chain(unborn).chain(idle).chain(untried).collect()
}

/// The designations that no provision is about.
fn idle<'f>(file: &'f Arc<File>, regime: &'f RegimeFile) -> impl Iterator<Item = Fault> + 'f {
    let is_all = regime.provision.iter().any(|entry| entry.as_ref().designations.is_none());
    let named = regime.provision.iter().flat_map(|entry| entry.as_ref().designations.iter());
    let named: Vec<_> = named.flatten().map(Placed::as_ref).collect();
    let idle = regime.designation.iter().map(Placed::as_ref).filter(move |designation| {
        designation.enforce && !is_all && !named.contains(&designation.id.as_ref())
    });
    idle.map(|designation| {
        let message = format!("no provision is about `{}`", designation.id.as_ref());
        let expected = "expected its id in `designations` of a [[provision]]";
        Fault::at(file, designation.id.span(), message, expected)
            .hint("to keep it for information, write enforce = false")
    })
}
