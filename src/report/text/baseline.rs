//! What the baseline of a run knows, what is new, and what has gone.

use std::io;

use crate::{
    Verdict,
    baseline::BaselineEntry,
    report::{
        Summary, cell,
        summary::rows_new,
        terminal::{Page, Tone},
        words::{self, CELL},
    },
};

/// Findings that have gone, named one by one.
const GONE: usize = 10;

/// Writes the block, where the run has a baseline.
pub(super) fn write(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    let Some(new) = &summary.new else { return Ok(()) };
    page.heading("BASELINE: only what it does not name decides how this run ends")?;
    for baseline in &summary.baselines {
        page.field("Known", &baseline.names(), Tone::Plain)?;
    }
    page.field("New", &rows_new(new), Tone::Strong)?;
    for row in &summary.first_new {
        let several = summary.has_several_files();
        let place = if several { words::place(&row.place) } else { words::spot(&row.place) };
        let called = cell(&row.called, CELL);
        let text = if called.is_empty() { place } else { format!("{place}: {called}") };
        page.hanging(
            "    ",
            Tone::Of(row.verdict),
            &format!("{}  {text}", row.verdict),
            Tone::Plain,
        )?;
    }
    let rows_new = new.rows() - new.of(Verdict::Clear) - new.of(Verdict::Exempt);
    page.more(rows_new.saturating_sub(summary.first_new.len() as u64))?;
    for baseline in &summary.baselines {
        let Some(hint) = baseline.hint() else { continue };
        page.field("Gone", &hint, Tone::Plain)?;
        for entry in baseline.first_gone.iter().take(GONE) {
            page.hanging("    ", Tone::Quiet, &gone(entry), Tone::Quiet)?;
        }
        page.more(baseline.gone.saturating_sub(GONE as u64))?;
    }
    Ok(())
}

fn gone(entry: &BaselineEntry) -> String {
    let number = entry.asset_id.as_deref().map(|id| format!(" ({})", cell(id, CELL)));
    format!(
        "{}  {}{}: {}",
        entry.verdict,
        cell(&entry.called, CELL),
        number.unwrap_or_default(),
        cell(&entry.law, CELL)
    )
}
