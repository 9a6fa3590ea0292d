//! What the audit was made with: the program, the bytes, the settings, the law. Who reads the report later must be able to make
//! it again, and must see what was left out.

use std::{collections::BTreeMap, io};

use super::content::Content;
use crate::{
    Date,
    audit::{AppliedRegime, LeftOut, Tally},
    report::{
        Summary,
        applied::{assumed, of_lists_in_part, of_nothing_binding, of_unknown_makers, own_files},
        cell,
        page::{Page, Tone},
        summary::{because, reached},
        words::{self, CELL, SENTENCE},
    },
};

/// At most this many regimes are named.
const NAMED: usize = 20;

/// Writes the block. It stands in every report, a clean one too.
pub(super) fn write(page: &mut Page<'_>, content: &Content<'_>) -> io::Result<()> {
    let Content { summary, basis, .. } = content;
    page.heading("WHAT WAS APPLIED")?;
    let program = format!("banlint {}, as of {}", env!("CARGO_PKG_VERSION"), basis.as_of);
    page.field("Program", &program, Tone::Plain)?;
    inputs(page, content)?;
    let files: Vec<_> = basis.config.iter().map(|file| words::file(file, None)).collect();
    let settings = if files.is_empty() { "no file".to_owned() } else { words::list(&files) };
    page.field("Settings", &settings, Tone::Plain)?;
    if let Some(says) = assumed(basis) {
        page.field("Assumed", &says, Tone::Plain)?;
    }
    page.field("Regimes", &regimes(content), Tone::Plain)?;
    if let Some(says) = own_files(content.basis) {
        page.field("Own files", &says, Tone::Plain)?;
    }
    if let Some(says) = of_unknown_makers(content.basis, content.details) {
        page.field("No names", &says, Tone::Plain)?;
    }
    if let Some(says) = of_lists_in_part(content.basis, content.details) {
        page.field("In part", &says, Tone::Plain)?;
    }
    if let Some(says) = of_nothing_binding(content.basis, content.details) {
        page.field("Not binding", &says, Tone::Plain)?;
    }
    left_out(page, summary)?;
    unused(page, content)
}

/// The regimes by the day on which they were compared with their sources; of many their number, but for those of the user.
fn regimes(content: &Content<'_>) -> String {
    // Those that bind nobody are told below, each with its day.
    let told = of_nothing_binding(content.basis, content.details).is_some();
    let binds = |regime: &&AppliedRegime| !told || regime.nothing_binding.is_none();
    let all: Vec<_> = content.basis.regimes.iter().filter(binds).collect();
    let counted = !content.details && all.len() > NAMED;
    let mut by_day: BTreeMap<Date, (u64, Vec<String>)> = BTreeMap::new();
    for regime in &all {
        let file = regime.file.as_ref().map(|file| format!(" (from {})", words::file(file, None)));
        let day = by_day.entry(regime.checked).or_default();
        if counted && file.is_none() {
            day.0 += 1;
        } else {
            day.1.push(cell(&regime.id, CELL) + &file.unwrap_or_default());
        }
    }
    let days = by_day.into_iter().map(|(day, (number, named))| match (number, named.as_slice()) {
        (0, named) => format!("on {day} {}", named.join(", ")),
        (number, []) => format!("{number} on {day}"),
        (number, named) => format!("{number} and {} on {day}", named.join(", ")),
    });
    let days = days.collect::<Vec<_>>().join("; ");
    let names = if counted { "; `banlint rules list` names them" } else { "" };
    if all.is_empty() {
        "none".to_owned()
    } else {
        format!("compared with their sources {days}{names}")
    }
}

fn inputs(page: &mut Page<'_>, content: &Content<'_>) -> io::Result<()> {
    let inputs = &content.summary.inputs;
    for (at, (file, digest)) in inputs.iter().take(content.limits.inputs).enumerate() {
        let label = if at == 0 { "Input" } else { "" };
        let file = words::file(file, None);
        let Some(digest) = digest else {
            page.field(label, &format!("{file}: not read to its end"), Tone::Plain)?;
            continue;
        };
        let bytes = words::count(digest.bytes, "byte");
        page.field(label, &format!("{file}: {bytes}, SHA-256"), Tone::Plain)?;
        page.address(&digest.sha256, Tone::Quiet)?;
    }
    more(page, inputs.len().saturating_sub(content.limits.inputs))
}

/// The regimes left out for one reason stand together.
fn left_out(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    let mut reasons: Vec<(&LeftOut, Vec<(&str, &Tally)>)> = Vec::new();
    for (regime, rows) in &summary.used.left_out {
        let entry = (regime.id.as_str(), rows);
        match reasons.iter_mut().find(|(why, _)| **why == regime.why) {
            Some((_, regimes)) => regimes.push(entry),
            None => reasons.push((&regime.why, vec![entry])),
        }
    }
    for (at, (why, regimes)) in reasons.iter().enumerate() {
        let label = if at == 0 { "Left out" } else { "" };
        let regimes =
            regimes.iter().map(|(id, rows)| format!("{} {}", cell(id, CELL), reached(rows)));
        let regimes = regimes.collect::<Vec<_>>().join(", ");
        let text = format!("{}: {regimes}.", cell(&because(why), SENTENCE));
        page.field(label, &text, Tone::Strong)?;
    }
    Ok(())
}

/// What the settings name in vain.
fn unused(page: &mut Page<'_>, content: &Content<'_>) -> io::Result<()> {
    let sentences = content.summary.used.in_vain(&content.summary.by_site);
    for (at, sentence) in sentences.iter().take(content.limits.inputs).enumerate() {
        let label = if at == 0 { "No effect" } else { "" };
        page.field(label, &words::stopped(&cell(sentence, SENTENCE)), Tone::Plain)?;
    }
    more(page, sentences.len().saturating_sub(content.limits.inputs))
}

fn more(page: &mut Page<'_>, left: usize) -> io::Result<()> {
    match left {
        0 => Ok(()),
        left => {
            page.field("", &format!("… and {left} more, which the json format lists"), Tone::Quiet)
        }
    }
}
