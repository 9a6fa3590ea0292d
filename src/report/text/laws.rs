//! The law of the text report: each provision told in full once, so that the cards need only cite it.

use std::{cmp::Reverse, collections::BTreeMap, io};

use crate::{
    Verdict,
    law::Law,
    report::{
        cell,
        goods::{Clause, Goods, GoodsList},
        page::{Page, Tone},
        words::{self, SENTENCE},
    },
};

/// Notes shown.
const NOTES: usize = 15;

/// A provision with the rows that it decides.
struct Entry<'c> {
    law: &'c Law,
    rows: BTreeMap<Verdict, u64>,
}

impl Entry<'_> {
    fn of(&self, verdict: Verdict) -> u64 {
        self.rows.get(&verdict).copied().unwrap_or_default()
    }
}

/// Writes what each provision says that reaches a row, national law before that of states, the worst first.
pub(super) fn write(page: &mut Page<'_>, list: &GoodsList) -> io::Result<()> {
    let cards = list.sorted();
    let mut entries = gathered(&cards, |card| &card.clauses);
    if entries.is_empty() {
        return Ok(());
    }
    let worst = [Verdict::Violation, Verdict::Review, Verdict::Advisory, Verdict::Waived];
    // The law of a country stands before that of its parts.
    entries.sort_by_key(|entry| {
        (entry.law.is_of_a_part(), worst.map(|verdict| Reverse(entry.of(verdict))))
    });
    page.heading("THE LAW THAT REACHES THEM")?;
    for entry in entries {
        let counts = worst.into_iter().filter(|&verdict| entry.of(verdict) > 0);
        let counts: Vec<_> =
            counts.map(|verdict| format!("{} {verdict}", entry.of(verdict))).collect();
        let tone = worst.into_iter().find(|&verdict| entry.of(verdict) > 0);
        page.hanging("  ", Tone::Plain, &words::provision(entry.law), Tone::Strong)?;
        let summary = cell(&entry.law.summary, SENTENCE);
        page.hanging("      ", Tone::Plain, &words::stopped(&summary), Tone::Plain)?;
        let text = words::cited(entry.law);
        page.hanging("      ", Tone::Plain, &text, Tone::Quiet)?;
        let text = format!("Rows: {}", counts.join(", "));
        page.hanging("      ", Tone::Plain, &text, tone.map_or(Tone::Plain, Tone::Of))?;
    }
    Ok(())
}

/// Writes the background and the rules for the trade that were noted on findings, a line each.
pub(super) fn notes(page: &mut Page<'_>, list: &GoodsList) -> io::Result<()> {
    let cards = list.sorted();
    let entries = gathered(&cards, |card| &card.notes);
    if entries.is_empty() {
        return Ok(());
    }
    page.heading("ALSO NOTED: background and rules for the trade, which decide nothing here")?;
    for entry in entries.iter().take(NOTES) {
        let rows = words::count(entry.rows.values().sum(), "row");
        let text = format!("{}: {rows}", words::provision(entry.law));
        page.hanging("  ", Tone::Plain, &text, Tone::Quiet)?;
    }
    page.more(entries.len().saturating_sub(NOTES) as u64)
}

/// The provisions of one kind on all cards, by country and regime.
fn gathered<'c>(cards: &[&'c Goods], of: impl Fn(&'c Goods) -> &'c Vec<Clause>) -> Vec<Entry<'c>> {
    let mut known: BTreeMap<(&str, &str, &str), Entry<'c>> = BTreeMap::new();
    for card in cards {
        // Two makers on one card may be reached by one provision; the worse counts, and it stands first.
        let mut here = Vec::new();
        for clause in of(card) {
            let law = &*clause.law;
            let key = (law.jurisdiction.as_str(), law.regime.as_str(), law.provision.as_str());
            if here.contains(&key) {
                continue;
            }
            here.push(key);
            let new = || Entry { law, rows: BTreeMap::new() };
            let entry = known.entry(key).or_insert_with(new);
            *entry.rows.entry(clause.verdict).or_default() += card.places.rows();
        }
    }
    known.into_values().collect()
}
