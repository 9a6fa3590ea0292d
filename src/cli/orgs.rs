//! `banlint orgs`: what an owner can be, what that implies, and which law it is bound by.

use std::{collections::BTreeSet, io::Write};

use crate::{
    law::{Force, Law},
    report,
    rules::{LawBook, Organisation},
};

use super::{
    args::OrgsArgs,
    exit::{Exit, Failure, Outcome},
    output::Console,
    settings,
    wrapped_text::WrappedText,
};

/// Provisions named where several organisations are listed; more are counted.
const NAMED: usize = 3;

pub(crate) fn run(args: &OrgsArgs, out: &mut dyn Write, console: &Console) -> Outcome {
    let settings = settings::settings(&args.law, None, None)?;
    let book = settings.auditor.book();
    let all: Vec<_> = match &args.organisation {
        Some(id) => vec![named(book, id)?],
        None => book.terms().organisations().values().collect(),
    };
    if args.form.is_json() {
        report::organisations_json(out, book, &all)?;
        return Ok(Exit::Clean);
    }
    let mut page = WrappedText::new(out, console.look(None, true).width);
    if all.len() > 1 {
        page.text(0, "What an owner can be. Say all that yours is, as `--org` or under [organisation] in banlint.toml: once something is said, it is taken for all that the owner is.")?;
    }
    for organisation in &all {
        if all.len() > 1 {
            page.gap()?;
        }
        let Organisation { id, title, says, implies, excludes, .. } = organisation;
        page.text(0, &format!("{id}: {title}; {says}"))?;
        for (label, ids) in [("It is also", implies), ("It is not", excludes)] {
            if !ids.is_empty() {
                page.text(4, &format!("{label}: {}", ids.join(", ")))?;
            }
        }
        let laws = book.binding(id);
        let shown = if all.len() > 1 { laws.len().min(NAMED) } else { laws.len() };
        for law in &laws[..shown] {
            let binds = if law.force == Force::Prohibited { "Bound by" } else { "Addressed by" };
            page.text(4, &format!("{binds}: {}", bound(law)))?;
        }
        match (laws.len(), laws.len() - shown) {
            (0, _) => page.text(4, &format!("No provision{} binds it by name.", of(book)))?,
            (_, 0) => {}
            (_, more) => page.text(4, &format!("… and {more} more: `banlint orgs {id}`"))?,
        }
    }
    Ok(Exit::Clean)
}

fn named<'b>(book: &'b LawBook, id: &str) -> Result<&'b Organisation, Failure> {
    let all = book.terms().organisations();
    all.get(id).ok_or_else(|| {
        let (near, known) = book.terms().owners_near(id, &BTreeSet::new());
        Failure::new(format!("there is no organisation `{id}`; {near}expected one of: {known}"))
    })
}

/// The countries whose law was asked for.
fn of(book: &LawBook) -> String {
    let asked: Vec<_> = book.asked().iter().map(String::as_str).collect();
    if asked.is_empty() { String::new() } else { format!(" of {}", asked.join(", ")) }
}

fn bound(law: &Law) -> String {
    format!("{} ({}, {})", law.title, law.id, report::force(law))
}
