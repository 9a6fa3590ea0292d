//! What the audit was made with: the program, the bytes, the settings, the law. Who reads the report later must be able to make
//! it again, and must see what was left out.

use std::{collections::BTreeMap, io};

use super::{content::TextContent, first};
use crate::{
    Date,
    audit::AppliedRegime,
    report::{
        applied::{AppliedPart, applied, input, of_nothing_binding},
        cell,
        terminal::{Page, Tone},
        words::{self, CELL},
    },
};

/// At most this many regimes are named.
const NAMED: usize = 20;

/// Writes the block, in a clean report too.
pub(super) fn write(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
    let basis = content.basis;
    page.heading("WHAT WAS APPLIED")?;
    let program = format!("banlint {}, as of {}", env!("CARGO_PKG_VERSION"), basis.as_of);
    page.field("Program", &program, Tone::Plain)?;
    inputs(page, content)?;
    parts(page, content, &AppliedPart::MADE_WITH)?;
    page.field("Regimes", &regimes(content), Tone::Plain)?;
    parts(page, content, &AppliedPart::RESERVATIONS)
}

/// What the first screen does not say, each part with its label once.
fn parts(page: &mut Page<'_>, content: &TextContent<'_>, of: &[AppliedPart]) -> io::Result<()> {
    let mut before = None;
    for (part, says) in applied(of, content.summary, content.basis, content.details) {
        if first::says(part) {
            continue;
        }
        let label = if before == Some(part) { "" } else { part.word() };
        let tone = if part == AppliedPart::LeftOut { Tone::Strong } else { Tone::Plain };
        page.field(label, &says, tone)?;
        before = Some(part);
    }
    Ok(())
}

/// The regimes by the day on which they were compared with their sources; of many their number, but for those of the user.
fn regimes(content: &TextContent<'_>) -> String {
    // Those that bind nobody are listed below, each with its day, or are too many for that.
    let told = of_nothing_binding(content.basis, content.details).is_some();
    let binds = |regime: &&AppliedRegime| regime.nothing_binding.is_none();
    let (all, others): (Vec<_>, Vec<_>) = content.basis.regimes.iter().partition(binds);
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
    let more = match others.len() {
        more if more > 0 && !told => format!("; {more} more bind nobody"),
        _ => String::new(),
    };
    if all.is_empty() {
        format!("none{more}")
    } else {
        format!("compared with their sources {days}{names}{more}")
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

fn more(page: &mut Page<'_>, left: usize) -> io::Result<()> {
    match left {
        0 => Ok(()),
        left => {
            page.field("", &format!("… and {left} more, which the json format lists"), Tone::Quiet)
        }
    }
}
