//! The end of the text report: odd rows, sums, and the line that accounts for every row.

use std::io;

use super::content::TextContent;
use crate::{
    Verdict,
    audit::Tally,
    report::{
        FileSummary, Summary, cell,
        summary::VERDICTS,
        terminal::{Page, Tone, padded},
        words::{self, CELL, SENTENCE},
    },
};

/// Rows that are no assets, rows with something odd, old rules, warnings.
pub(super) fn odd_rows(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
    let summary = content.summary;
    let room = content.room(page, content.limits.odd);
    let aside = summary.account.all_set_aside();
    if aside > 0 {
        let lines = words::count(aside, "line");
        page.heading(&format!("SET ASIDE, being no assets: {lines}"))?;
        let shown = page.fitting(room, &summary.first_set_aside, |page, aside| {
            let (why, says) = (cell(&aside.row.why, SENTENCE), cell(&aside.row.text, CELL));
            let says = if says.is_empty() { says } else { format!(": {says}") };
            let text = format!("{}: {why}{says}", words::place(&aside.place));
            page.hanging("  ", Tone::Plain, &text, Tone::Quiet)
        })?;
        page.more_of(aside.saturating_sub(shown as u64), "line", "-o out.xlsx")?;
    }
    if summary.noted > 0 {
        let rows = words::count(summary.noted, "row");
        page.heading(&format!("READ WITH DOUBT: {rows}"))?;
        let shown = page.fitting(room, &summary.first_noted, |page, noted| {
            let text = format!("{}: {}", words::place(&noted.place), cell(&noted.note, SENTENCE));
            page.hanging("  ", Tone::Plain, &text, Tone::Quiet)
        })?;
        page.more_of(summary.noted.saturating_sub(shown as u64), "row", "-o out.xlsx")?;
    }
    warnings(page, content)
}

fn warnings(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
    let all: Vec<_> = content.summary.warnings.iter().map(|text| cell(text, SENTENCE)).collect();
    if all.is_empty() {
        return Ok(());
    }
    page.heading("WARNINGS")?;
    let shown = page.fitting(content.limits.warnings, &all, |page, text| {
        page.hanging("  ", Tone::Plain, text, Tone::Plain)
    })?;
    page.more((all.len() - shown) as u64)
}

/// The tables by country, maker, site and file.
pub(super) fn sums(page: &mut Page<'_>, content: &TextContent<'_>) -> io::Result<()> {
    let TextContent { summary, basis, limits, .. } = content;
    let owned = |(name, tally): (&str, Tally)| (name.to_owned(), tally);
    table(page, limits.table, "BY COUNTRY", summary.countries(basis).map(owned).collect())?;
    let makers = summary.by_maker.iter();
    let makers = makers
        .map(|(name, maker)| (format!("{} ({})", cell(name, CELL), maker.counted()), maker.tally));
    table(
        page,
        limits.table,
        "BY MAKER: rows whose maker appears to be one of these",
        makers.collect(),
    )?;
    table(page, limits.table, "BY SITE", summary.sites().map(owned).collect())?;
    if summary.files.len() > 1 {
        let several = summary.has_several_files();
        let name = |file: &FileSummary| match &file.sheet {
            Some(sheet) if !several => cell(sheet, CELL),
            sheet => words::file(&file.file, sheet.as_deref()),
        };
        let named = summary.files.iter().map(|file| (name(file), file.tally));
        table(page, limits.files, if several { "BY FILE" } else { "BY SHEET" }, named.collect())?;
    }
    Ok(())
}

/// A table with the worst lines first; columns without any row are left out.
fn table(
    page: &mut Page<'_>,
    room: usize,
    title: &str,
    mut lines: Vec<(String, Tally)>,
) -> io::Result<()> {
    if lines.is_empty() || room == 0 {
        return Ok(());
    }
    lines.sort_by_cached_key(|(name, tally)| {
        (VERDICTS.map(|verdict| std::cmp::Reverse(tally.of(verdict))), name.clone())
    });
    let shown: Vec<_> = VERDICTS
        .into_iter()
        .filter(|&verdict| lines.iter().any(|(_, tally)| tally.of(verdict) > 0))
        .collect();
    let column = if page.width() < 80 { 7 } else { 11 };
    let name = page.width().saturating_sub(2 + column * shown.len()).clamp(12, 50);
    let head: Vec<_> = shown.iter().map(|verdict| heading(*verdict, column)).collect();
    page.heading(title)?;
    let mut pieces = vec![(padded("", name + 2), Tone::Plain)];
    pieces.extend(head.into_iter().zip(&shown).map(|(text, verdict)| (text, Tone::Of(*verdict))));
    write_pieces(page, &pieces)?;
    let shown_lines = page.fitting(room, &lines, |page, (text, tally)| {
        let text = words::ends(&cell(text, SENTENCE), name);
        let mut pieces = vec![(padded(&format!("  {text}"), name + 2), Tone::Plain)];
        pieces.extend(shown.iter().map(|&verdict| number(tally.of(verdict), column)));
        write_pieces(page, &pieces)
    })?;
    page.more((lines.len() - shown_lines) as u64)
}

/// The word for a verdict above a column, shortened where the column is narrow.
fn heading(verdict: Verdict, column: usize) -> String {
    let word = verdict.word();
    let short = word.get(..column - 2).filter(|_| word.len() >= column);
    short.map_or_else(
        || format!("{word:>column$}"),
        |short| format!("{:>column$}", format!("{short}.")),
    )
}

fn number(n: u64, column: usize) -> (String, Tone) {
    if n == 0 {
        (format!("{:>column$}", "-"), Tone::Quiet)
    } else {
        (format!("{n:>column$}"), Tone::Plain)
    }
}

fn write_pieces(page: &mut Page<'_>, pieces: &[(String, Tone)]) -> io::Result<()> {
    let pieces: Vec<_> = pieces.iter().map(|(text, tone)| (text.as_str(), *tone)).collect();
    page.pieces(&pieces)
}

/// How the last line begins, behind which nothing is said.
const LAST: &str = "rows read ";

/// Whether a file that ends so is a report in this format.
pub(in crate::report) fn ends(tail: &str) -> bool {
    tail.rsplit_once(LAST).is_some_and(|(_, behind)| {
        behind.ends_with(Verdict::Unchecked.word()) && !behind.contains("\n\n")
    })
}

/// The lines that account for every record and for every row.
pub(super) fn last_line(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    let tally = &summary.tally;
    page.blank()?;
    page.hanging("records read ", Tone::Quiet, &summary.account.to_string(), Tone::Quiet)?;
    let rows = tally.rows().to_string();
    let parts: Vec<_> = Verdict::ALL
        .into_iter()
        .map(|verdict| (format!("{} {verdict}", tally.of(verdict)), verdict))
        .collect();
    let mut pieces = vec![(LAST, Tone::Strong), (rows.as_str(), Tone::Strong)];
    let mut used = LAST.len() + rows.len();
    for (at, (text, verdict)) in parts.iter().enumerate() {
        if used + text.len() + 3 > page.width() {
            page.pieces(&std::mem::take(&mut pieces))?;
            used = 0;
        }
        used += text.len() + 3;
        pieces.push((if at == 0 { " = " } else { " + " }, Tone::Plain));
        let any = tally.of(*verdict) > 0;
        pieces.push((text, if any { Tone::Of(*verdict) } else { Tone::Quiet }));
    }
    page.pieces(&pieces)
}
