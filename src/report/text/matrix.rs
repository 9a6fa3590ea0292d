//! The matrix finding x regime, shown where the law of several countries names something and they differ. Findings with the same
//! answers everywhere share a line.

use std::{collections::BTreeMap, io};

use super::content::TextContent;
use crate::{
    Verdict,
    report::{
        cell,
        goods::Goods,
        terminal::{Page, Tone, padded},
        words::{self, CELL},
    },
};

const LINES: usize = 20;
/// Columns for the name of a finding and for the number of its rows.
const NAME: usize = 42;
const ROWS: usize = 7;

/// A regime as a column: country, id, title.
type Regimes<'c> = Vec<(&'c str, &'c str, &'c str)>;

/// Findings with the same answers.
struct AnswersRow<'c> {
    first: &'c Goods,
    findings: usize,
    rows: u64,
    verdicts: Vec<Option<Verdict>>,
}

/// Writes the matrix, if regimes of at least two countries reach something and they differ.
pub(super) fn write(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
    let cards = &content.goods;
    let countries: Vec<_> = countries(cards);
    let regimes = regimes(cards);
    let lines = lines(cards, &regimes, &countries);
    if countries.len() < 2 || lines.is_empty() {
        return Ok(());
    }
    page.heading("WHERE COUNTRIES DIFFER")?;
    let text = "  V violation, R review, A advisory, w waived, e exempt, . not named by it";
    page.text(text, Tone::Quiet)?;
    let columns = page.width().saturating_sub(NAME + ROWS + 2) / 4;
    header(page, &regimes, columns)?;
    lines.iter().take(LINES).try_for_each(|line| write_line(page, line, columns))?;
    page.more(lines.len().saturating_sub(LINES) as u64)?;
    for (at, (country, id, title)) in regimes.iter().enumerate() {
        let shown = if at < columns { format!("{:>2}", at + 1) } else { " -".to_owned() };
        let text = format!("{country} {}: {}", cell(id, CELL), cell(title, CELL));
        page.hanging(&format!("  {shown}  "), Tone::Quiet, &text, Tone::Quiet)?;
    }
    Ok(())
}

/// Every country whose law names one of the findings.
fn countries<'c>(cards: &[&'c Goods]) -> Vec<&'c str> {
    let clauses = cards.iter().flat_map(|card| card.clauses.iter().chain(&card.spared));
    let mut all: Vec<_> = clauses.map(|clause| clause.law.jurisdiction.as_str()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Every regime that reaches one of the findings, by country.
fn regimes<'c>(cards: &[&'c Goods]) -> Regimes<'c> {
    let laws = cards.iter().flat_map(|card| &card.clauses);
    let by_id: BTreeMap<_, _> = laws
        .map(|clause| &*clause.law)
        .map(|law| ((law.jurisdiction.as_str(), law.regime.as_str()), law.regime_title.as_str()))
        .collect();
    by_id.into_iter().map(|((country, id), title)| (country, id, title)).collect()
}

/// The findings on which countries differ, those with the same answers together.
fn lines<'c>(
    cards: &[&'c Goods],
    regimes: &Regimes<'c>,
    countries: &[&str],
) -> Vec<AnswersRow<'c>> {
    let mut lines: Vec<AnswersRow<'c>> = Vec::new();
    for &card in cards.iter().filter(|card| !card.clauses.is_empty()) {
        let mut here =
            countries.iter().map(|country| worst(card, |law| law.jurisdiction == *country));
        let first = here.next();
        if here.all(|verdict| Some(verdict) == first) {
            continue;
        }
        let verdicts: Vec<_> =
            regimes.iter().map(|(_, id, _)| worst(card, |law| law.regime == *id)).collect();
        if let Some(line) = lines.iter_mut().find(|line| line.verdicts == verdicts) {
            line.findings += 1;
            line.rows += card.places.rows();
        } else {
            lines.push(AnswersRow { first: card, findings: 1, rows: card.places.rows(), verdicts });
        }
    }
    lines
}

fn header(page: &mut Page<'_>, regimes: &Regimes<'_>, columns: usize) -> io::Result<()> {
    let shown = || regimes.iter().take(columns).enumerate();
    let countries: Vec<_> =
        shown().map(|(_, (country, ..))| format!("{:>4}", cell(country, 3))).collect();
    let numbers: Vec<_> = shown().map(|(at, _)| format!("{:>4}", at + 1)).collect();
    let rows = format!("{:>ROWS$}", "rows");
    let name = padded("", NAME + 2);
    page.pieces(&[
        (&padded("", NAME + ROWS + 2), Tone::Plain),
        (&countries.concat(), Tone::Quiet),
    ])?;
    page.pieces(&[(&name, Tone::Plain), (&rows, Tone::Quiet), (&numbers.concat(), Tone::Quiet)])
}

fn write_line(page: &mut Page<'_>, line: &AnswersRow<'_>, columns: usize) -> io::Result<()> {
    let more = words::and_more(line.findings as u64 - 1);
    let called = cell(line.first.names.first(), NAME - more.len());
    let name = padded(&format!("  {called}{more}"), NAME + 2);
    let rows = format!("{:>ROWS$}", line.rows);
    let cells: Vec<_> = line.verdicts.iter().take(columns).map(|verdict| mark(*verdict)).collect();
    let mut pieces = vec![(name.as_str(), Tone::Plain), (rows.as_str(), Tone::Plain)];
    pieces.extend(cells.iter().map(|(text, tone)| (*text, *tone)));
    page.pieces(&pieces)
}

/// The worst that some law says of a finding; `None` if it does not name it.
fn worst(card: &Goods, of: impl Fn(&crate::law::Law) -> bool) -> Option<Verdict> {
    let clauses = card.clauses.iter().chain(&card.spared);
    clauses.filter(|clause| of(&clause.law)).map(|clause| clause.verdict).max()
}

fn mark(verdict: Option<Verdict>) -> (&'static str, Tone) {
    let text = match verdict {
        None => "   .",
        Some(Verdict::Violation) => "   V",
        Some(Verdict::Review) => "   R",
        Some(Verdict::Advisory) => "   A",
        Some(Verdict::Waived) => "   w",
        Some(_) => "   e",
    };
    (text, verdict.map_or(Tone::Quiet, Tone::Of))
}
