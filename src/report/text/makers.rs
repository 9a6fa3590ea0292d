//! Goods by each maker whom a law names, where nothing is known of the owner: nearly all of them then wait for one answer,
//! so that their cases say little.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    io,
};

use super::{cases::NO_MAKER, content::TextContent};
use crate::{
    Verdict,
    audit::Tally,
    report::{
        cell,
        goods::Goods,
        terminal::{Page, Tone},
        words::{self, CELL},
    },
};

/// Regimes that name one maker; where there are more, they are counted.
const REGIMES: usize = 8;
const NAMES: usize = 10;
/// Names shown of one kind of goods.
const CALLED: usize = 2;

const SHARED: &str = "; a row that may be of several is counted for each";

#[derive(Default)]
struct OfMaker<'c> {
    tally: Tally,
    /// The regimes that name it, each behind its jurisdiction.
    regimes: BTreeSet<(&'c str, &'c str)>,
    goods: Vec<&'c Goods>,
}

/// Writes the goods that wait for an answer, or of which the law only advises, by maker.
pub(super) fn write(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
    let mut makers: BTreeMap<&str, OfMaker<'_>> = BTreeMap::new();
    let open = |goods: &&&Goods| matches!(goods.verdict, Verdict::Review | Verdict::Advisory);
    for &goods in content.goods.iter().filter(open) {
        for (maker, clauses) in goods.by_maker() {
            let of = makers.entry(maker.unwrap_or(NO_MAKER)).or_default();
            let worst = clauses.iter().map(|clause| clause.verdict).max();
            of.tally.add_rows(worst.unwrap_or(goods.verdict), goods.places.rows());
            let laws = clauses.iter().map(|clause| &clause.law);
            of.regimes.extend(laws.map(|law| (law.jurisdiction.as_str(), law.regime.as_str())));
            of.goods.push(goods);
        }
    }
    for (verdict, maker, _, rows) in content.list.rest().by_maker() {
        if verdict < Verdict::Violation
            && let Some(of) = makers.get_mut(maker)
        {
            of.tally.add_rows(verdict, rows);
        }
    }
    if makers.is_empty() {
        return Ok(());
    }
    let mut makers: Vec<_> = makers.into_iter().collect();
    makers.sort_by_key(|(name, of)| (Reverse(of.tally.of(Verdict::Review)), *name));
    let named: u64 = makers.iter().map(|(_, of)| of.tally.rows()).sum();
    let rows =
        [Verdict::Review, Verdict::Advisory].map(|verdict| content.summary.tally.of(verdict));
    let shared = if named > rows.iter().sum() { SHARED } else { "" };
    page.heading(&format!("BY MAKER, as long as nothing is known of the owner{shared}"))?;
    let room = content.room(page, content.limits.makers);
    let shown = page.fitting(room, &makers, |page, (name, of)| write_maker(page, name, of))?;
    let left = &makers[shown..];
    if left.is_empty() {
        return Ok(());
    }
    let left = left.iter().map(|(name, of)| format!("{} ({})", cell(name, CELL), of.tally.rows()));
    let text = format!("Rows of others: {}.", words::first_of(left, NAMES, ", "));
    page.hanging("  ", Tone::Plain, &text, Tone::Plain)
}

fn write_maker(page: &mut Page<'_>, name: &str, of: &OfMaker<'_>) -> io::Result<()> {
    let counts = words::counted(&of.tally, [Verdict::Review, Verdict::Advisory]);
    let kinds = words::count(of.goods.len() as u64, "kind");
    let text = format!("{}: {counts} ({kinds} of goods)", cell(name, CELL));
    page.hanging("  ", Tone::Plain, &text, Tone::Strong)?;
    // Goods of one name may differ in what the law says of them.
    let mut names: BTreeMap<String, u64> = BTreeMap::new();
    for goods in &of.goods {
        *names.entry(goods.names.shown(CALLED)).or_default() += goods.places.rows();
    }
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_by_key(|(_, rows)| Reverse(*rows));
    let names = names.into_iter().map(|(name, rows)| format!("{name} ({rows})"));
    let text = words::stopped(&words::first_of(names, NAMES, ", "));
    page.hanging("      ", Tone::Plain, &text, Tone::Plain)?;
    page.hanging("      ", Tone::Plain, &format!("Named by {}.", named_by(of)), Tone::Quiet)
}

/// The regimes that name a maker, or where there are many of them, how many there are in which jurisdiction.
fn named_by(of: &OfMaker<'_>) -> String {
    if of.regimes.len() <= REGIMES {
        let ids = of.regimes.iter().map(|(_, id)| cell(id, CELL));
        return ids.collect::<Vec<_>>().join(", ");
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    of.regimes.iter().for_each(|(jurisdiction, _)| *counts.entry(*jurisdiction).or_default() += 1);
    let shown = |(jurisdiction, count): (&str, usize)| {
        let jurisdiction = cell(jurisdiction, CELL);
        if count == 1 { jurisdiction } else { format!("{jurisdiction} ({count})") }
    };
    let counts: Vec<_> = counts.into_iter().map(shown).collect();
    format!("{} regimes: {}", of.regimes.len(), counts.join(", "))
}
