//! The findings of the text report, card by card.

use std::{collections::BTreeMap, io};

use crate::{
    Truth, Verdict,
    finding::Accepted,
    fold::fold,
    reason::{Missing, Reason},
    report::{
        cell,
        goods::{Clause, Exempt, Goods, GoodsList, Made, Point, Spanned},
        page::{Page, Tone, padded},
        wording::{question, reason},
        words::{self, CELL, SENTENCE},
    },
};
use unicode_width::UnicodeWidthStr;

/// Runs of rows shown for one finding, and when everything is wanted.
const RUNS: usize = 12;
const ALL_RUNS: usize = 50;
/// Marks shown for one maker, and on an advisory card.
const MARKS: usize = 3;
const FEW_MARKS: usize = 2;
/// Columns that are worth a source; with fewer left on the line only the confidence is printed.
const SOURCE: usize = 24;
/// Lines on goods that are only counted.
const RESTS: usize = 12;
/// Names shown of what has no model.
const NAMES: usize = 3;
/// Notes named one by one.
const NOTES: usize = 3;

/// What all cards share.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// Whether everything is wanted.
    pub(super) all: bool,
    /// Whether there are several files or sheets, so that each row needs its own.
    pub(super) files: bool,
    /// Whether a provision is only named.
    pub(super) brief: bool,
}

/// What a card has printed already.
#[derive(Default)]
struct Printed {
    whys: Vec<String>,
    questions: Vec<Missing>,
}

impl Style {
    fn runs(self) -> usize {
        if self.all { ALL_RUNS } else { RUNS }
    }
}

/// Writes every finding, worst first.
pub(super) fn write(page: &mut Page<'_>, list: &GoodsList, style: Style) -> io::Result<()> {
    let cards = list.sorted();
    for card in &cards {
        if style.all || card.verdict > Verdict::Waived {
            full(page, card, style)?;
        }
    }
    if !style.all {
        let title = "WAIVED: a law reaches them, which a named person has accepted";
        condensed(page, title, cards_of(&cards, Verdict::Waived), style, waived)?;
        let title = "EXEMPT: named by a law that does not reach them";
        condensed(page, title, cards_of(&cards, Verdict::Exempt), style, exempt)?;
    }
    let left = list.rest().tally().rows();
    if left > 0 {
        let rows = words::count(left, "row");
        let text = format!(
            "… and {rows} with milder or later findings, which are counted below but not shown \
             here. The json, jsonl and csv formats list every row."
        );
        page.blank()?;
        page.text(&text, Tone::Strong)?;
        for (verdict, maker, law, rows) in list.rest().by_maker().take(RESTS) {
            let rows = words::count(rows, "row");
            let text = format!("{verdict}: {rows} of {}, {}", cell(maker, CELL), cell(law, CELL));
            page.hanging("  ", Tone::Plain, &text, Tone::Plain)?;
        }
    }
    Ok(())
}

fn full(page: &mut Page<'_>, card: &Goods, style: Style) -> io::Result<()> {
    title(page, card)?;
    if card.makers.is_empty() {
        let text = "Not recognised; the law catches this kind of equipment whoever made it.";
        page.field("Maker", text, Tone::Plain)?;
    }
    for (at, made) in card.makers.iter().enumerate() {
        maker(page, card, made, style)?;
        // What holds of the next maker as well is said of both.
        let next = card.makers.get(at + 1).and_then(|next| next.lead);
        if let Some(lead) = made.lead.filter(|lead| next != Some(*lead)) {
            page.point(" ", lead, Tone::Plain)?;
        }
    }
    place(page, card, style)?;
    let mut printed = Printed::default();
    for (at, clause) in card.clauses.iter().enumerate() {
        // An advisory card is short: only the first provision is cited.
        let brief = clause.verdict < card.verdict || card.verdict == Verdict::Advisory && at > 0;
        law(page, card, clause, &mut printed, Style { brief: brief && !style.all, ..style })?;
    }
    if printed.questions.is_empty() && card.makers.iter().any(|made| made.lead.is_some()) {
        let text = "Who made it? Read the rating plate: a full model number, a MAC address, an FCC ID or a \
                    serial number tells.";
        page.field("To answer", text, Tone::Strong)?;
    }
    for accepted in &card.accepted {
        let text = words::sentence(&accepted_by(accepted));
        page.field("Waived", &words::stopped(&text), Tone::Plain)?;
    }
    let remedies = remedies_of(card, true);
    let mut if_caught = remedies_of(card, false);
    if_caught.retain(|remedy| !remedies.contains(remedy));
    listed(page, "What to do", &remedies, Tone::Strong)?;
    listed(page, "If caught", &if_caught, Tone::Plain)?;
    aside(page, card, style)
}

/// Texts of which the first bears the label.
fn listed(page: &mut Page<'_>, label: &str, texts: &[String], tone: Tone) -> io::Result<()> {
    for (at, text) in texts.iter().enumerate() {
        page.field(if at == 0 { label } else { "" }, &words::stopped(text), tone)?;
    }
    Ok(())
}

fn title(page: &mut Page<'_>, card: &Goods) -> io::Result<()> {
    let verdict = card.verdict.word().to_uppercase();
    let rows = words::count(card.places.rows(), "row");
    let room = page.width().saturating_sub(14 + rows.width() + 1);
    let called = padded(&cell(&card.names.shown(NAMES), room), room + 1);
    page.blank()?;
    page.pieces(&[
        (&padded(&verdict, 14), Tone::Of(card.verdict)),
        (&called, Tone::Strong),
        (&rows, Tone::Plain),
    ])
}

fn maker(page: &mut Page<'_>, card: &Goods, made: &Made, style: Style) -> io::Result<()> {
    page.field("Maker", &made.headline, Tone::Plain)?;
    let most = match card.verdict {
        _ if style.all => usize::MAX,
        Verdict::Advisory => FEW_MARKS,
        _ => MARKS,
    };
    for point in made.points.iter().take(most) {
        let text = evidence(point, page.room());
        page.point("+", &text, Tone::Quiet)?;
    }
    let effect = if made.outweighed { "outweighed by other marks" } else { "lowers the grade" };
    for text in &made.lowered {
        page.point("-", &format!("{text} ({effect})"), Tone::Plain)?;
    }
    let most = if style.all { usize::MAX } else { 1 };
    for text in made.informs.iter().take(most) {
        page.point("-", text, Tone::Quiet)?;
    }
    Ok(())
}

/// A mark on one line if it can be: the title of its source is cut to what room is left.
fn evidence(point: &Point, room: usize) -> String {
    let similar = if point.similar { ", and similar" } else { "" };
    let text = format!("{}{similar}", point.says);
    let left = room.saturating_sub(text.width() + 3);
    let whole = format!("{}{}", point.confidence, point.source);
    let source = if left >= SOURCE { cell(&whole, left) } else { point.confidence.to_owned() };
    format!("{text} [{source}]")
}

/// The rows, the owner's numbers and the sites, together.
fn place(page: &mut Page<'_>, card: &Goods, style: Style) -> io::Result<()> {
    let places = &card.places;
    let parts = [Some(places.shown(style.runs(), style.files)), places.ids(), places.sites()];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    page.field("Where", &parts.join("; "), Tone::Plain)
}

/// One provision: its title, what it says, where to look it up, and why it holds or is open.
fn law(
    page: &mut Page<'_>,
    card: &Goods,
    clause: &Clause,
    printed: &mut Printed,
    style: Style,
) -> io::Result<()> {
    let law = &clause.law;
    let milder = clause.verdict < card.verdict;
    // The citation of milder law, and the regime where it does not fit, stand in the section on the law.
    let verdict = if milder { format!(" [{}]", clause.verdict) } else { String::new() };
    let whole = format!("{}{verdict}", words::provision(law));
    let title = if style.all || whole.width() <= page.room() + 2 {
        whole
    } else {
        format!("{}{verdict}", words::provision_alone(law))
    };
    page.field("Law", &title, Tone::Plain)?;
    if style.all {
        let summary = cell(&law.summary, SENTENCE);
        page.point(" ", &words::stopped(&summary), Tone::Plain)?;
    }
    if !style.brief {
        page.point(" ", &words::cited(law), Tone::Quiet)?;
    }
    // That milder law holds as well is worth its line; why it does, `explain` tells.
    if !style.brief || clause.truth != Truth::True {
        let why = why(clause, &mut printed.whys);
        if !why.is_empty() {
            page.point(" ", &words::stopped(&why), Tone::Plain)?;
        }
    }
    for missing in &clause.missing {
        page.point(" ", &to_answer(missing, printed, style), Tone::Strong)?;
        printed.questions.push(missing.clone());
    }
    for exception in clause.could_apply.iter().filter_map(|&at| clause.law.exceptions.get(at)) {
        let reason = words::stopped(&cell(&exception.reason, SENTENCE));
        page.point(" ", &format!("Unless: {reason}"), Tone::Plain)?;
    }
    Ok(())
}

/// A question, unless the card has asked it.
fn to_answer(missing: &Missing, printed: &Printed, style: Style) -> String {
    let fact = missing.fact();
    let same = |known: &Missing| known.fact() == fact && (style.brief || known == missing);
    match missing {
        Missing::Law(open) => {
            format!("Open: {}", words::stopped(&cell(&words::sentence(&reason(open)), SENTENCE)))
        }
        _ if printed.questions.iter().any(same) => format!("To answer: as above ({fact})"),
        _ => format!("To answer: {} ({fact})", cell(&question(missing), SENTENCE)),
    }
}

/// The reasons of a provision that the card has not printed. Of an open one those that the questions do not say already.
fn why(clause: &Clause, printed: &mut Vec<String>) -> String {
    if clause.truth != Truth::Unknown {
        let whys: Vec<_> = clause.whys.iter().map(Spanned::shown).collect();
        let new: Vec<_> = whys.iter().filter(|why| !printed.contains(why)).cloned().collect();
        let rest = if new.len() < whys.len() { "; the rest as above" } else { "" };
        let text = match (whys.is_empty(), new.is_empty()) {
            (true, _) => format!("Why: {}", clause.follows),
            (false, true) => "Why: as above".to_owned(),
            (false, false) => format!("Why: {}{rest}", new.join("; ")),
        };
        printed.extend(new);
        return text;
    }
    let asked = |reason: &Reason| {
        // Whom a provision binds is worth its line although the question says it too.
        let silent = reason.is_silence() && !matches!(reason, Reason::OwnerUnknown(_));
        let is_open = |missing: &Missing| matches!(missing, Missing::Law(open) if open == reason);
        silent && !clause.missing.is_empty() || clause.missing.iter().any(is_open)
    };
    let mut parts: Vec<String> = Vec::new();
    for part in clause.whys.iter().map(|why| why.shown_where(|reason| !asked(reason))) {
        if !part.is_empty() && !parts.contains(&part) {
            parts.push(part);
        }
    }
    match (parts.is_empty(), clause.missing.is_empty()) {
        (true, true) => format!("Open: {}", clause.follows),
        (true, false) => String::new(),
        (false, _) => format!("Open: {}", parts.join("; ")),
    }
}

/// What does not decide it, in quieter lines.
fn aside(page: &mut Page<'_>, card: &Goods, style: Style) -> io::Result<()> {
    if style.all {
        for clause in &card.spared {
            let text =
                format!("{}. {}", words::provision(&clause.law), why(clause, &mut Vec::new()));
            page.field("Not caught", &words::stopped(&text), Tone::Quiet)?;
        }
        for clause in &card.notes {
            let (law, summary) = (&clause.law, cell(&clause.law.summary, SENTENCE));
            let text = format!("{}. {summary}", words::provision(law));
            page.field("Also noted", &text, Tone::Quiet)?;
        }
        return Ok(());
    }
    if card.verdict <= Verdict::Advisory {
        return Ok(());
    }
    if !card.spared.is_empty() {
        page.field("Not caught", &spared(card), Tone::Quiet)?;
    }
    if card.notes.is_empty() {
        return Ok(());
    }
    page.field("Also noted", &noted(card), Tone::Quiet)
}

/// The provisions that do not reach it, counted by the reason.
fn spared(card: &Goods) -> String {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for clause in &card.spared {
        *counts.entry(clause.spares.words()).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(why, count)| (std::cmp::Reverse(*count), *why));
    let counts: Vec<_> = counts.iter().map(|(why, count)| format!("{count} {why}")).collect();
    let rules = words::count(card.spared.len() as u64, "other rule");
    format!("by {rules}: {}", counts.join(", "))
}

/// The notes by title if they are few.
fn noted(card: &Goods) -> String {
    let title = |clause: &Clause| {
        let (country, title) = (cell(&clause.law.jurisdiction, 8), cell(&clause.law.title, CELL));
        format!("{country} {title}")
    };
    if card.notes.len() <= NOTES {
        return card.notes.iter().map(title).collect::<Vec<_>>().join("; ");
    }
    let trade = card.notes.iter().filter(|clause| clause.law.act.binds_trade()).count() as u64;
    let background = card.notes.len() as u64 - trade;
    let mut parts = Vec::new();
    if trade > 0 {
        let noun = if trade == 1 { "rule" } else { "rules" };
        parts.push(format!("{trade} {noun} for the trade"));
    }
    if background > 0 {
        parts.push(words::count(background, "note") + " of background");
    }
    parts.join(", ")
}

fn cards_of<'c>(cards: &[&'c Goods], verdict: Verdict) -> Vec<&'c Goods> {
    cards.iter().copied().filter(|card| card.verdict == verdict).collect()
}

/// Why no law reaches a finding.
fn exempt(card: &Goods) -> String {
    card.exempt.as_ref().map_or_else(String::new, Exempt::shown)
}

/// What was accepted by whom.
fn waived(card: &Goods) -> String {
    card.accepted.iter().map(accepted_by).collect::<Vec<_>>().join("; ")
}

/// What was accepted, and by whom.
fn accepted_by(accepted: &Accepted) -> String {
    format!("{} {}", accepted.would_be, words::accepted(accepted))
}

/// What to do: now, or once a question is answered.
fn remedies_of(card: &Goods, stands: bool) -> Vec<String> {
    let clauses = card.clauses.iter().filter(|clause| clause.stands == stands);
    let mut remedies = Vec::new();
    for clause in clauses.filter(|clause| clause.verdict > Verdict::Waived) {
        let remedy = cell(&clause.law.remedy, SENTENCE);
        if !remedies.contains(&remedy) {
            remedies.push(remedy);
        }
    }
    remedies
}

/// Findings in one line each, by the reason that they share.
fn condensed(
    page: &mut Page<'_>,
    title: &str,
    cards: Vec<&Goods>,
    style: Style,
    reason: fn(&Goods) -> String,
) -> io::Result<()> {
    if cards.is_empty() {
        return Ok(());
    }
    page.heading(title)?;
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for card in cards {
        let why = words::sentence(&reason(card));
        let called = fold(card.names.first());
        let makers: Vec<_> = card.makers.iter().map(|made| made.short.clone()).collect();
        let named = makers.iter().any(|maker| called.contains(&fold(maker)));
        let by = if named || makers.is_empty() {
            String::new()
        } else {
            format!(" (by {})", words::list(&makers))
        };
        let item =
            format!("{}{by}, {}", card.names.shown(NAMES), card.places.shown(4, style.files));
        if let Some((_, items)) = groups.iter_mut().find(|(known, _)| *known == why) {
            items.push(item);
        } else {
            groups.push((why, vec![item]));
        }
    }
    for (why, items) in &groups {
        page.hanging("  ", Tone::Plain, &format!("{why}:"), Tone::Plain)?;
        page.hanging("      ", Tone::Plain, &words::stopped(&items.join("; ")), Tone::Quiet)?;
    }
    Ok(())
}
