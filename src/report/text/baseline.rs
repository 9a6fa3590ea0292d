//! What the baseline of a run knows, what is new, and what has gone.

use std::io;

use crate::{
    Verdict,
    audit::Tally,
    baseline::BaselineEntry,
    report::{
        BaselineSummary, Summary, cell,
        page::{Page, Tone},
        words::{self, CELL, count},
    },
};

/// Findings that have gone, named one by one.
const GONE: usize = 10;

/// Writes the block, where the run has a baseline.
pub(super) fn write(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    let Some(new) = &summary.new else { return Ok(()) };
    page.heading("BASELINE: only what it does not name decides how this run ends")?;
    for BaselineSummary { file, as_of, entries, .. } in &summary.baselines {
        let text =
            format!("{}: {} of {as_of}", words::file(file, None), count(*entries, "finding"));
        page.field("Known", &text, Tone::Plain)?;
    }
    page.field("New", &rows(new), Tone::Strong)?;
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
    for baseline in summary.baselines.iter().filter(|baseline| baseline.gone > 0) {
        let text = format!(
            "{} that no row has: settled, or of files that were not read now. Write {} anew with `banlint baseline`, or they count as known for ever.",
            count(baseline.gone, "finding"),
            words::file(&baseline.file, None)
        );
        page.field("Gone", &text, Tone::Plain)?;
        for entry in baseline.first_gone.iter().take(GONE) {
            page.hanging("    ", Tone::Quiet, &gone(entry), Tone::Quiet)?;
        }
        page.more(baseline.gone.saturating_sub(GONE as u64))?;
    }
    Ok(())
}

/// The rows with something new, by verdict.
fn rows(new: &Tally) -> String {
    let counted = Verdict::ALL
        .into_iter()
        .rev()
        .filter(|&verdict| verdict > Verdict::Exempt && new.of(verdict) > 0);
    let counted: Vec<_> = counted.map(|verdict| format!("{} {verdict}", new.of(verdict))).collect();
    if counted.is_empty() { "nothing".to_owned() } else { format!("rows: {}", counted.join(", ")) }
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
