//! Cards with all evidence, one for each kind of goods: every mark with its source, what speaks against it, every provision with its
//! reasons.

use std::io;

use super::content::TextContent;
use crate::{
    Truth, Verdict,
    reason::Missing,
    report::{
        cell,
        goods::{Clause, Goods, Made, Point},
        terminal::{Page, Tone, padded},
        wording::question,
        words::{self, SENTENCE},
    },
};
use unicode_width::UnicodeWidthStr;

/// Runs of rows shown.
const RUNS: usize = 50;
/// Names shown of what has no model.
const NAMES: usize = 6;

/// Writes all goods, the worst first; clear ones are only named.
pub(super) fn write(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
    let shown = content.goods.iter().filter(|goods| goods.verdict > Verdict::Clear);
    shown.into_iter().try_for_each(|goods| card(page, content, goods))
}

fn card(page: &mut Page<'_>, content: &TextContent<'_>, goods: &Goods) -> io::Result<()> {
    title(page, goods)?;
    if goods.makers.is_empty() {
        page.field("Maker", &words::stopped(&goods.not_recognised()), Tone::Plain)?;
    }
    goods.makers.iter().try_for_each(|made| maker(page, made))?;
    let places = &goods.places;
    let places =
        [Some(places.shown(RUNS, content.has_several_files())), places.ids(), places.sites()];
    page.field("Where", &places.into_iter().flatten().collect::<Vec<_>>().join("; "), Tone::Plain)?;
    goods.clauses.iter().try_for_each(|clause| law(page, content, goods, clause))?;
    for accepted in &goods.accepted {
        let text = words::sentence(&words::waived(accepted));
        page.field("Waived", &words::stopped(&text), Tone::Plain)?;
    }
    for clause in &goods.spared {
        let (law, spares) = (&clause.law, clause.spares.words());
        let text = format!("{}: {spares}. {}", words::provision(law), why(clause));
        page.field("Not caught", &words::stopped(&text), Tone::Quiet)?;
    }
    for law in &goods.notes {
        let text = format!("{}. {}", words::provision(law), cell(&law.summary, SENTENCE));
        page.field("Also noted", &text, Tone::Quiet)?;
    }
    Ok(())
}

fn title(page: &mut Page<'_>, goods: &Goods) -> io::Result<()> {
    let verdict = goods.verdict.word().to_uppercase();
    let rows = words::count(goods.places.rows(), "row");
    let room = page.width().saturating_sub(14 + rows.width() + 1);
    let called = padded(&cell(&goods.names.shown(NAMES), room), room + 1);
    page.blank()?;
    page.pieces(&[
        (&padded(&verdict, 14), Tone::Of(goods.verdict)),
        (&called, Tone::Strong),
        (&rows, Tone::Plain),
    ])
}

fn maker(page: &mut Page<'_>, made: &Made) -> io::Result<()> {
    page.field("Maker", &made.headline, Tone::Plain)?;
    for point in &made.points {
        let text = evidence(point);
        page.point("+", &text, Tone::Quiet)?;
    }
    let effect = if made.outweighed { "outweighed by other marks" } else { "lowers the grade" };
    for text in &made.lowered {
        page.point("-", &format!("{text} ({effect})"), Tone::Plain)?;
    }
    for text in &made.informs {
        page.point("-", text, Tone::Quiet)?;
    }
    made.lead.iter().try_for_each(|lead| page.point(" ", lead, Tone::Plain))
}

/// A mark with the title of its source: whoever checks it looks there.
fn evidence(point: &Point) -> String {
    let similar = if point.similar { ", and similar" } else { "" };
    format!("{}{similar} [{}{}]", point.says, point.confidence, point.source)
}

/// One provision: its title, and why it holds or is open.
fn law(
    page: &mut Page<'_>,
    content: &TextContent<'_>,
    goods: &Goods,
    clause: &Clause,
) -> io::Result<()> {
    let law = &clause.law;
    let milder = clause.verdict < goods.verdict;
    let verdict = if milder { format!(" ({})", clause.verdict) } else { String::new() };
    let text = format!("[{}] {}{verdict}", content.number(law), words::provision_alone(law));
    page.field("Law", &text, Tone::Plain)?;
    let why = why(clause);
    if !why.is_empty() {
        page.point(" ", &words::stopped(&why), Tone::Plain)?;
    }
    for missing in clause.missing.iter().filter(|missing| !matches!(missing, Missing::Law(_))) {
        let text =
            format!("To answer: {} ({})", cell(&question(missing), SENTENCE), missing.fact());
        page.point(" ", &text, Tone::Strong)?;
    }
    Ok(())
}

/// The reasons of a provision. Of an open one those that the questions do not say already.
fn why(clause: &Clause) -> String {
    let open = clause.truth == Truth::Unknown;
    let word = if open { "Open" } else { "Why" };
    let asked =
        |reason: &crate::reason::Reason| open && reason.is_silence() && !clause.missing.is_empty();
    let whys = clause.whys.iter().map(|why| why.shown_where(|reason| !asked(reason)));
    let parts = words::unlike(whys);
    match (parts.is_empty(), clause.missing.is_empty()) {
        (true, true) => format!("{word}: {}", clause.follows),
        (true, false) => String::new(),
        (false, _) => format!("{word}: {}", parts.join("; ")),
    }
}
