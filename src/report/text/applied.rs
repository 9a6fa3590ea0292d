//! What the audit was made with: the program, the bytes, the settings, the law. Who reads the report later must be able to make
//! it again, and must see what was left out.

use std::io;

use crate::{
    audit::{Basis, LeftOut, Tally},
    report::{
        Summary, cell,
        page::{Page, Tone},
        summary::{because, reached},
        words::{self, CELL, SENTENCE},
    },
};

/// Entries of one list.
const LISTED: usize = 20;

/// Writes the block. It stands in every report, a clean one too.
pub(super) fn write(page: &mut Page<'_>, summary: &Summary, basis: &Basis) -> io::Result<()> {
    page.heading("WHAT WAS APPLIED")?;
    let program = format!("banlint {}, as of {}", env!("CARGO_PKG_VERSION"), basis.as_of);
    page.field("Program", &program, Tone::Plain)?;
    inputs(page, summary)?;
    let files: Vec<_> = basis.config.iter().map(|file| words::file(file, None)).collect();
    let settings = if files.is_empty() { "no file".to_owned() } else { words::list(&files) };
    page.field("Settings", &settings, Tone::Plain)?;
    page.field("Owner", &owner(basis), Tone::Plain)?;
    let names: Vec<_> = basis.jurisdictions.iter().map(|(_, name)| cell(name, CELL)).collect();
    page.field("Law of", &words::list(&names), Tone::Plain)?;
    let regimes = basis.regimes.iter().map(|regime| {
        let own = regime.file.as_ref().map(|file| format!(", from {}", words::file(file, None)));
        format!("{} ({}{})", cell(&regime.id, CELL), regime.checked, own.unwrap_or_default())
    });
    let regimes = regimes.collect::<Vec<_>>().join(", ");
    let text = format!("{regimes}. The date is the day of the last comparison with the sources.");
    page.field("Regimes", &text, Tone::Plain)?;
    left_out(page, summary)?;
    unused(page, summary)
}

/// What the owner was said to be.
pub(in crate::report) fn owner(basis: &Basis) -> String {
    let titles: Vec<_> = basis.organisation.iter().map(|(_, title)| cell(title, CELL)).collect();
    let elsewhere = match basis.site_owners.as_slice() {
        [] => String::new(),
        [(site, _)] => format!("; another at {}", cell(site, CELL)),
        sites => format!("; others at {} sites", sites.len()),
    };
    if titles.is_empty() {
        return "not stated. Laws that bind only some owners cannot be decided: say who you are with \
                --org, or [organisation] in banlint.toml"
            .to_owned();
    }
    words::list(&titles) + &elsewhere
}

fn inputs(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    for (at, (file, digest)) in summary.inputs.iter().take(LISTED).enumerate() {
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
    more(page, summary.inputs.len())
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
fn unused(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    let sentences = summary.used.in_vain();
    for (at, sentence) in sentences.iter().take(LISTED).enumerate() {
        let label = if at == 0 { "In vain" } else { "" };
        page.field(label, &words::stopped(&cell(sentence, SENTENCE)), Tone::Plain)?;
    }
    more(page, sentences.len())
}

fn more(page: &mut Page<'_>, all: usize) -> io::Result<()> {
    match all.saturating_sub(LISTED) {
        0 => Ok(()),
        left => {
            page.field("", &format!("… and {left} more, which the json format lists"), Tone::Quiet)
        }
    }
}
