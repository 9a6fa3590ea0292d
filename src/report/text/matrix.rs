//! The matrix finding x regime, shown where the law of several countries names something, and where they differ.

use std::{collections::BTreeMap, io};

use super::{card::Card, groups::Groups};
use crate::{
    Verdict,
    report::{
        cell,
        page::{Page, Tone, padded},
        words::CELL,
    },
};

/// Findings shown.
const ROWS: usize = 25;
/// Columns for the name of a finding.
const NAME: usize = 34;

/// A regime as a column: country, id, title.
type Regimes<'c> = Vec<(&'c str, &'c str, &'c str)>;

/// Writes the matrix, if regimes of at least two countries name something.
pub(super) fn write(page: &mut Page<'_>, groups: &Groups) -> io::Result<()> {
    let mut cards = groups.sorted();
    cards.retain(|card| !card.clauses.is_empty() || !card.spared.is_empty());
    let regimes = regimes(&cards);
    if regimes.windows(2).all(|pair| pair[0].0 == pair[1].0) {
        return Ok(());
    }
    page.heading("WHERE COUNTRIES DIFFER")?;
    page.text(
        "  V violation, R review, A advisory, e exempt, . not named, * differs",
        Tone::Quiet,
    )?;
    let columns = page.width().saturating_sub(NAME + 6) / 4;
    header(page, &regimes, columns)?;
    for card in cards.iter().take(ROWS) {
        line(page, card, &regimes, columns)?;
    }
    if cards.len() > ROWS {
        page.text(&format!("  … and {} more findings", cards.len() - ROWS), Tone::Quiet)?;
    }
    for (at, (country, id, title)) in regimes.iter().enumerate() {
        let shown = if at < columns { format!("{:>2}", at + 1) } else { " -".to_owned() };
        let text = format!("{country} {}: {}", cell(id, CELL), cell(title, CELL));
        page.hanging(&format!("  {shown}  "), Tone::Quiet, &text, Tone::Quiet)?;
    }
    Ok(())
}

/// Every regime that names one of the findings, by country.
fn regimes<'c>(cards: &[&'c Card]) -> Regimes<'c> {
    let laws = cards.iter().flat_map(|card| card.clauses.iter().chain(&card.spared));
    let by_id: BTreeMap<_, _> = laws
        .map(|clause| &*clause.law)
        .map(|law| ((law.jurisdiction.as_str(), law.regime.as_str()), law.regime_title.as_str()))
        .collect();
    by_id.into_iter().map(|((country, id), title)| (country, id, title)).collect()
}

fn header(page: &mut Page<'_>, regimes: &Regimes<'_>, columns: usize) -> io::Result<()> {
    let shown = || regimes.iter().take(columns).enumerate();
    let countries: Vec<_> =
        shown().map(|(_, (country, ..))| format!("{:>4}", cell(country, 3))).collect();
    let numbers: Vec<_> = shown().map(|(at, _)| format!("{:>4}", at + 1)).collect();
    page.pieces(&[(&padded("", NAME + 2), Tone::Plain), (&countries.concat(), Tone::Quiet)])?;
    page.pieces(&[(&padded("", NAME + 2), Tone::Plain), (&numbers.concat(), Tone::Quiet)])
}

fn line(page: &mut Page<'_>, card: &Card, regimes: &Regimes<'_>, columns: usize) -> io::Result<()> {
    let mut by_country: BTreeMap<&str, Verdict> = BTreeMap::new();
    let verdicts: Vec<_> = regimes
        .iter()
        .map(|&(country, id, _)| {
            let verdict = worst(card, id);
            let here = by_country.entry(country).or_insert(Verdict::Clear);
            *here = verdict.unwrap_or(Verdict::Clear).max(*here);
            verdict
        })
        .collect();
    let mut values = by_country.values();
    let first = values.next();
    let differs = values.any(|verdict| Some(verdict) != first);
    let name = padded(&format!("  {}", cell(&card.called, NAME)), NAME + 2);
    let cells: Vec<_> = verdicts.iter().take(columns).map(|verdict| mark(*verdict)).collect();
    let mut pieces = vec![(name.as_str(), Tone::Plain)];
    pieces.extend(cells.iter().map(|(text, tone)| (*text, *tone)));
    pieces.push(if differs { ("  *", Tone::Strong) } else { ("", Tone::Plain) });
    page.pieces(&pieces)
}

/// The worst that a regime says of a finding; `None` if it does not name it.
fn worst(card: &Card, regime: &str) -> Option<Verdict> {
    let clauses = card.clauses.iter().chain(&card.spared);
    clauses.filter(|clause| clause.law.regime == regime).map(|clause| clause.verdict).max()
}

fn mark(verdict: Option<Verdict>) -> (&'static str, Tone) {
    let text = match verdict {
        None => "   .",
        Some(Verdict::Violation) => "   V",
        Some(Verdict::Review) => "   R",
        Some(Verdict::Advisory) => "   A",
        Some(_) => "   e",
    };
    (text, verdict.map_or(Tone::Quiet, Tone::Of))
}
