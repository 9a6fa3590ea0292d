//! The list of laws: citation and remedy of each provision once, under the number by which the rest of the report refers to it.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    io,
};

use super::content::TextContent;
use crate::{
    Verdict,
    law::Law,
    report::{
        cell,
        terminal::{Page, Tone},
        words::{self, CELL, SENTENCE},
    },
};

/// A provision with the rows that it decides.
struct CitedLaw<'c> {
    number: usize,
    law: &'c Law,
    /// Whether it is listed among what is to be done.
    is_acted: bool,
    rows: BTreeMap<Reverse<Verdict>, u64>,
    could_apply: BTreeSet<usize>,
}

/// Writes the provisions to which the report refers, in the order of their numbers.
pub(super) fn write(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
    let entries = entries(content);
    if entries.is_empty() {
        return Ok(());
    }
    page.heading("LAW, AND WHAT IT ASKS FOR")?;
    let shown = page.fitting(content.limits.laws, &entries, |page, entry| {
        write_law(page, entry, content.details)
    })?;
    let left = (entries.len() - shown) as u64;
    if left > 0 {
        let text = format!(
            "… and {}: `banlint rules list` names them",
            words::count(left, "more provision")
        );
        page.hanging("  ", Tone::Plain, &text, Tone::Quiet)?;
    }
    noted(page, content)
}

/// The provisions by number. Without an owner only those of actions are referred to: the others are too many to be of use.
fn entries<'c>(content: &TextContent<'c>) -> Vec<CitedLaw<'c>> {
    let mut known: BTreeMap<usize, CitedLaw<'c>> = BTreeMap::new();
    for law in content.actions.iter().flatten().map(|action| &*action.law) {
        let number = content.number(law);
        known.insert(number, CitedLaw { is_acted: true, ..CitedLaw::new(number, law) });
    }
    for &goods in &content.goods {
        // Two makers of one kind of goods may be reached by one provision; the worse counts, and comes first.
        let mut here = Vec::new();
        for clause in &goods.clauses {
            let number = content.number(&clause.law);
            if here.contains(&number) || !content.knows_owner() && !known.contains_key(&number) {
                continue;
            }
            here.push(number);
            let entry = known.entry(number).or_insert_with(|| CitedLaw::new(number, &clause.law));
            *entry.rows.entry(Reverse(clause.verdict)).or_default() += goods.places.rows();
            entry.could_apply.extend(&clause.could_apply);
        }
    }
    known.into_values().collect()
}

impl<'c> CitedLaw<'c> {
    fn new(number: usize, law: &'c Law) -> Self {
        Self { number, law, is_acted: false, rows: BTreeMap::new(), could_apply: BTreeSet::new() }
    }
}

fn write_law(page: &mut Page<'_>, entry: &CitedLaw<'_>, details: bool) -> io::Result<()> {
    let CitedLaw { number, law, is_acted, rows, could_apply } = entry;
    let lead = format!("  [{number}] ");
    page.hanging(&lead, Tone::Quiet, &words::provision(law), Tone::Strong)?;
    let mut say =
        |text: &str, tone| page.hanging("      ", Tone::Plain, &words::stopped(text), tone);
    if details {
        say(&cell(&law.summary, SENTENCE), Tone::Plain)?;
    }
    let id = cell(&law.id, CELL);
    let cited = words::stopped(&format!("{id}; {}", words::cited(law)));
    let remedy = words::remedy(law);
    // Its first sentence is shown with the action.
    let said = if *is_acted { words::first_sentence(&remedy).len() } else { 0 };
    let remedy = remedy[said..].trim_start();
    let label = if *is_acted { "Also to do" } else { words::IF_IT_HOLDS };
    let remedy = if remedy.is_empty() { String::new() } else { format!(" {label}: {remedy}") };
    say(&format!("{cited}{remedy}"), Tone::Plain)?;
    if details {
        let rows = rows.iter().map(|(verdict, rows)| format!("{rows} {}", verdict.0));
        say(&format!("Rows: {}", rows.collect::<Vec<_>>().join(", ")), Tone::Quiet)?;
    }
    let exceptions = could_apply.iter().filter_map(|&at| law.exceptions.get(at));
    for exception in exceptions {
        say(&format!("Unless: {}", cell(&exception.reason, SENTENCE)), Tone::Plain)?;
    }
    Ok(())
}

/// The background and the rules for the trade that were noted on goods: with all details a line each, else only that there are some.
fn noted(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
    let mut rows: BTreeMap<&str, (&Law, u64)> = BTreeMap::new();
    for goods in &content.goods {
        for law in &goods.notes {
            rows.entry(&law.id).or_insert((law, 0)).1 += goods.places.rows();
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    if !content.details {
        let rules = words::count(rows.len() as u64, "rule");
        let text = format!(
            "Background and rules for the trade, which decide nothing here: {rules}; --details names them."
        );
        return page.hanging("  ", Tone::Plain, &text, Tone::Quiet);
    }
    page.heading("ALSO NOTED: background and rules for the trade, which decide nothing here")?;
    rows.values().try_for_each(|(law, rows)| {
        let text = format!("{}: {}", words::provision(law), words::count(*rows, "row"));
        page.hanging("  ", Tone::Plain, &text, Tone::Quiet)
    })
}
