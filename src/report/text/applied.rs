//! What the audit was made with: the program, the bytes, the settings, the law. Who reads the report later must be able to make
//! it again, and must see what was left out.

use std::{collections::BTreeMap, io};

use super::content::TextContent;
use crate::{
    Date,
    audit::{AppliedRegime, LeftOutRegime, Tally},
    report::{
        Summary,
        applied::{
            assumed, input, of_lists_in_part, of_nothing_binding, of_unknown_makers, own_files,
            settings,
        },
        cell,
        page::{Page, Tone},
        summary::{because, by_reason, reached},
        words::{self, CELL, SENTENCE},
    },
};

/// At most this many regimes are named.
const NAMED: usize = 20;

/// Writes the block, in a clean report too.
pub(super) fn write(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
    let TextContent { summary, basis, details, .. } = content;
    page.heading("WHAT WAS APPLIED")?;
    let program = format!("banlint {}, as of {}", env!("CARGO_PKG_VERSION"), basis.as_of);
    page.field("Program", &program, Tone::Plain)?;
    inputs(page, content)?;
    for (label, says) in [
        ("Settings", Some(settings(basis))),
        ("Assumed", assumed(basis)),
        ("Regimes", Some(regimes(content))),
        ("Own files", own_files(basis)),
        ("No names", of_unknown_makers(basis, *details)),
        ("In part", of_lists_in_part(basis, *details)),
        ("Not binding", of_nothing_binding(basis, *details)),
    ] {
        says.map_or(Ok(()), |says| page.field(label, &says, Tone::Plain))?;
    }
    left_out(page, summary)?;
    unused(page, content)
}

/// The regimes by the day on which they were compared with their sources; of many their number, but for those of the user.
fn regimes(content: &TextContent<'_>) -> String {
    // Those that bind nobody are listed below, each with its day.
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

fn inputs(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
    let inputs = &content.summary.inputs;
    for (at, (file, digest)) in inputs.iter().take(content.limits.inputs).enumerate() {
        let label = if at == 0 { "Input" } else { "" };
        let says = format!("{}: {}", words::file(file, None), input(digest.as_ref()));
        page.field(label, &says, Tone::Plain)?;
        if let Some(digest) = digest {
            page.address(&digest.sha256, Tone::Quiet)?;
        }
    }
    more(page, inputs.len().saturating_sub(content.limits.inputs))
}

/// The regimes left out, grouped by reason.
fn left_out(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    let says = |(regime, rows): &'_ (LeftOutRegime, Tally)| {
        format!("{} {}", cell(&regime.id, CELL), reached(rows))
    };
    let left_out = summary.used.left_out.iter();
    let reasons = by_reason(left_out.map(|of_one| (&of_one.0, says(of_one))));
    for (at, (why, regimes)) in reasons.iter().enumerate() {
        let label = if at == 0 { "Left out" } else { "" };
        let text = format!("{}: {}.", cell(&because(why), SENTENCE), regimes.join(", "));
        page.field(label, &text, Tone::Strong)?;
    }
    Ok(())
}

/// What the settings name and no row has.
fn unused(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
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
