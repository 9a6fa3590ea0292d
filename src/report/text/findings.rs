//! The findings of the text report, card by card.

use std::io;

use super::{
    card::{Card, Clause},
    groups::Groups,
};
use crate::{
    Truth, Verdict,
    report::{
        cell,
        page::{Page, Tone, padded},
        words::{self, SENTENCE},
    },
};
use unicode_width::UnicodeWidthStr;

/// Runs of rows shown for one finding, and when everything is wanted.
const RUNS: usize = 12;
const ALL_RUNS: usize = 50;

/// Writes every finding, worst first.
pub(super) fn write(page: &mut Page<'_>, groups: &Groups, all: bool) -> io::Result<()> {
    let cards = groups.sorted();
    for card in &cards {
        if all || card.verdict > Verdict::Exempt {
            full(page, card, if all { ALL_RUNS } else { RUNS })?;
        }
    }
    let exempt: Vec<_> = cards.into_iter().filter(|card| card.verdict == Verdict::Exempt).collect();
    if !all && !exempt.is_empty() {
        page.heading("EXEMPT: named by a law that does not reach them")?;
        exempt.into_iter().try_for_each(|card| condensed(page, card))?;
    }
    let left = groups.dropped().rows();
    if left > 0 {
        let rows = words::count(left, "row");
        let text = format!(
            "… and {rows} with milder or later findings, which are counted below but not shown \
             here. The json, jsonl and csv formats list every row."
        );
        page.blank()?;
        page.text(&text, Tone::Strong)?;
    }
    Ok(())
}

fn full(page: &mut Page<'_>, card: &Card, runs: usize) -> io::Result<()> {
    title(page, card)?;
    if card.makers.is_empty() {
        let text = "not recognised; the law catches this kind of equipment whoever made it";
        page.field("Maker", text, Tone::Plain)?;
    }
    for maker in &card.makers {
        page.field("Maker", maker, Tone::Plain)?;
    }
    card.evidence.iter().try_for_each(|point| page.point("+", point, Tone::Quiet))?;
    card.against.iter().try_for_each(|point| page.point("-", point, Tone::Plain))?;
    place(page, card, runs)?;
    for clause in &card.clauses {
        law(page, card, clause)?;
    }
    open(page, card)?;
    for (at, remedy) in card.remedies.iter().enumerate() {
        page.field(if at == 0 { "What to do" } else { "" }, remedy, Tone::Strong)?;
    }
    for (at, remedy) in card.if_it_holds.iter().enumerate() {
        page.field(if at == 0 { "If it holds" } else { "" }, remedy, Tone::Plain)?;
    }
    aside(page, card)
}

fn title(page: &mut Page<'_>, card: &Card) -> io::Result<()> {
    let verdict = card.verdict.word().to_uppercase();
    let rows = words::count(card.places.rows(), "row");
    let room = page.width().saturating_sub(12 + rows.width() + 1);
    let called = padded(&cell(&card.called, room), room + 1);
    page.blank()?;
    page.pieces(&[
        (&padded(&verdict, 12), Tone::Of(card.verdict)),
        (&called, Tone::Strong),
        (&rows, Tone::Plain),
    ])
}

fn place(page: &mut Page<'_>, card: &Card, runs: usize) -> io::Result<()> {
    page.field("Where", &card.places.shown(runs), Tone::Plain)?;
    if let Some(ids) = card.places.ids() {
        page.field("Asset id", &ids, Tone::Plain)?;
    }
    card.places.sites().map_or(Ok(()), |sites| page.field("Site", &sites, Tone::Plain))
}

/// One provision: its title, what it says, where to look it up, and why it holds or is open.
fn law(page: &mut Page<'_>, card: &Card, clause: &Clause) -> io::Result<()> {
    let law = &clause.law;
    let verdict = if clause.verdict == card.verdict {
        String::new()
    } else {
        format!(" [{}]", clause.verdict)
    };
    page.field("Law", &format!("{}{verdict}", words::provision(law)), Tone::Plain)?;
    let summary = cell(&law.summary, SENTENCE);
    page.point(" ", &summary, Tone::Plain)?;
    page.point(" ", &words::cited(law), Tone::Quiet)?;
    page.point(" ", &why(clause), Tone::Plain)
}

fn why(clause: &Clause) -> String {
    let example = if clause.differs { "for the first row, " } else { "" };
    let because =
        if clause.truth == Truth::Unknown { "cannot be decided yet: " } else { "because " };
    let whys = clause.whys.join("; ");
    let why = if whys.is_empty() { clause.follows.clone() } else { whys };
    let lead = clause.lead.map_or(String::new(), |lead| format!("; {lead}"));
    format!("{because}{example}{why}{lead}")
}

/// What is missing, as questions to answer, and who has already accepted it.
fn open(page: &mut Page<'_>, card: &Card) -> io::Result<()> {
    if card.questions.is_empty() && card.clauses.iter().any(|clause| clause.lead.is_some()) {
        let text = "Who made it? Read the rating plate: a full model number, a MAC address, an FCC ID or a \
                    serial number tells.";
        page.field("To answer", text, Tone::Strong)?;
    }
    for (at, (fact, question)) in card.questions.iter().enumerate() {
        let text = format!("{question} ({fact})");
        page.field(if at == 0 { "To answer" } else { "" }, &text, Tone::Strong)?;
    }
    for (at, exception) in card.could_apply.iter().enumerate() {
        page.field(if at == 0 { "Unless" } else { "" }, exception, Tone::Plain)?;
    }
    card.accepted.iter().try_for_each(|text| page.field("Accepted", text, Tone::Plain))
}

/// What does not decide it, in quieter lines.
fn aside(page: &mut Page<'_>, card: &Card) -> io::Result<()> {
    for clause in &card.spared {
        let text = format!("{}, {}", words::provision(&clause.law), why(clause));
        page.field("Not caught", &text, Tone::Quiet)?;
    }
    for clause in &card.notes {
        let law = &clause.law;
        let text = format!("{}. {}", words::provision(law), cell(&law.summary, SENTENCE));
        page.field("Note", &text, Tone::Quiet)?;
    }
    Ok(())
}

/// An exempt finding in a few lines: what, who, where, and why not.
fn condensed(page: &mut Page<'_>, card: &Card) -> io::Result<()> {
    let tone = Tone::Of(Verdict::Exempt);
    let text = format!("{}: {}", card.called, card.places.shown(4));
    page.hanging("  ", tone, &text, Tone::Plain)?;
    for maker in &card.makers {
        page.hanging("    ", tone, maker, Tone::Quiet)?;
    }
    for clause in &card.spared {
        let text = format!("{}, {}", words::provision(&clause.law), why(clause));
        page.hanging("    ", tone, &text, Tone::Quiet)?;
    }
    Ok(())
}
