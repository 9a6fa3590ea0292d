//! The end of the text report: odd rows, sums, and the line that accounts for every row.

use std::io;

use crate::{
    Grade, Verdict,
    audit::{Basis, Tally},
    report::{
        FileSummary, Summary, cell,
        page::{Page, Tone, padded},
        words::{self, CELL, SENTENCE},
    },
};

/// Lines of one table.
const LINES: usize = 20;
/// Verdicts in the order of a table: the worst first.
const COLUMNS: [Verdict; 6] = [
    Verdict::Violation,
    Verdict::Review,
    Verdict::Advisory,
    Verdict::Waived,
    Verdict::Exempt,
    Verdict::Unchecked,
];

/// Rows that are no assets, rows with something odd, old rules, warnings.
pub(super) fn odd_rows(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    let aside = summary.account.all_set_aside();
    if aside > 0 {
        let lines = words::count(aside, "line");
        page.heading(&format!("SET ASIDE, being no assets: {lines}"))?;
        for aside in &summary.first_set_aside {
            let (why, says) = (cell(&aside.row.why, SENTENCE), cell(&aside.row.text, CELL));
            let says = if says.is_empty() { says } else { format!(": {says}") };
            let text = format!("{}: {why}{says}", words::place(&aside.place));
            page.hanging("  ", Tone::Plain, &text, Tone::Quiet)?;
        }
        page.more(aside - summary.first_set_aside.len() as u64)?;
    }
    if summary.noted > 0 {
        let rows = words::count(summary.noted, "row");
        page.heading(&format!("READ WITH DOUBT: {rows}"))?;
        for noted in &summary.first_noted {
            let text = format!("{}: {}", words::place(&noted.place), cell(&noted.note, SENTENCE));
            page.hanging("  ", Tone::Plain, &text, Tone::Quiet)?;
        }
        page.more(summary.noted - summary.first_noted.len() as u64)?;
    }
    if !summary.old_rules.is_empty() || !summary.warnings.is_empty() {
        page.heading("WARNINGS")?;
    }
    for rule in &summary.old_rules {
        let text = format!(
            "{} ({}) was last compared with its sources on {}, {} before the date of this audit: \
             the law may have changed",
            cell(&rule.title, CELL),
            cell(&rule.regime, CELL),
            rule.checked,
            words::count(u64::from(rule.days), "day"),
        );
        page.hanging("  ", Tone::Plain, &text, Tone::Plain)?;
    }
    summary
        .warnings
        .iter()
        .try_for_each(|text| page.hanging("  ", Tone::Plain, &cell(text, SENTENCE), Tone::Plain))
}

/// The tables by country, maker, site and file. A table of one line says nothing that the last line does not.
pub(super) fn sums(
    page: &mut Page<'_>,
    summary: &Summary,
    basis: Option<&Basis>,
) -> io::Result<()> {
    let name = |code: &String| {
        let names = basis.into_iter().flat_map(|basis| &basis.jurisdictions);
        let known = names.into_iter().find(|(known, _)| known == code).map(|(_, name)| name);
        known.unwrap_or(code).clone()
    };
    let countries = summary.by_jurisdiction.iter().map(|(code, tally)| (name(code), *tally));
    table(page, "BY COUNTRY", countries.collect(), "")?;
    makers(page, summary)?;
    let mut sites: Vec<_> =
        summary.by_site.iter().map(|(site, tally)| (site.clone(), *tally)).collect();
    for (name, tally) in
        [("(not stated)", summary.no_site), ("(all further sites)", summary.other_sites)]
    {
        if tally.rows() > 0 {
            sites.push((name.to_owned(), tally));
        }
    }
    table(page, "BY SITE", sites, "")?;
    if summary.files.len() > 1 {
        let several = summary.has_several_files();
        let name = |file: &FileSummary| match &file.sheet {
            Some(sheet) if !several => cell(sheet, CELL),
            sheet => words::file(&file.file, sheet.as_deref()),
        };
        let named = summary.files.iter().map(|file| (name(file), file.tally));
        table(page, if several { "BY FILE" } else { "BY SHEET" }, named.collect(), "")?;
    }
    Ok(())
}

fn makers(page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
    let makers = summary.by_maker.iter().map(|(name, maker)| {
        let grades = [Grade::Confirmed, Grade::Likely, Grade::Possible, Grade::Component];
        let counted = grades.into_iter().filter(|&grade| maker.of(grade) > 0);
        let grades: Vec<_> = counted.map(|grade| format!("{} {grade}", maker.of(grade))).collect();
        (format!("{} ({})", cell(name, CELL), grades.join(", ")), maker.tally)
    });
    table(page, "BY MAKER", makers.collect(), "rows whose maker appears to be one of these")
}

/// A table with the worst lines first; columns without any row are left out.
fn table(
    page: &mut Page<'_>,
    title: &str,
    mut lines: Vec<(String, Tally)>,
    says: &str,
) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    lines.sort_by_cached_key(|(name, tally)| {
        (COLUMNS.map(|verdict| std::cmp::Reverse(tally.of(verdict))), name.clone())
    });
    let shown: Vec<_> = COLUMNS
        .into_iter()
        .filter(|&verdict| lines.iter().any(|(_, tally)| tally.of(verdict) > 0))
        .collect();
    let column = if page.width() < 80 { 7 } else { 11 };
    let name = page.width().saturating_sub(2 + column * shown.len()).clamp(12, 50);
    let head: Vec<_> = shown.iter().map(|verdict| heading(*verdict, column)).collect();
    let dash = if says.is_empty() { String::new() } else { format!(": {says}") };
    page.heading(&format!("{title}{dash}"))?;
    let mut pieces = vec![(padded("", name + 2), Tone::Plain)];
    pieces.extend(head.into_iter().zip(&shown).map(|(text, verdict)| (text, Tone::Of(*verdict))));
    write_pieces(page, &pieces)?;
    for (text, tally) in lines.iter().take(LINES) {
        let text = words::ends(&cell(text, SENTENCE), name);
        let mut pieces = vec![(padded(&format!("  {text}"), name + 2), Tone::Plain)];
        pieces.extend(shown.iter().map(|&verdict| number(tally.of(verdict), column)));
        write_pieces(page, &pieces)?;
    }
    page.more(lines.len().saturating_sub(LINES) as u64)
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
    let mut pieces = vec![("rows read ", Tone::Strong), (rows.as_str(), Tone::Strong)];
    let mut used = 10 + rows.len();
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
