//! `text`: the report for people, on a terminal.
//!
//! Rows that say the same are one finding with its places. What must be read first stands first: the worst findings, then the
//! rest, then the sums, then what to do next.

mod applied;
mod baseline;
mod closing;
mod findings;
mod laws;
mod matrix;
mod next;

use std::{collections::BTreeMap, io};

pub(super) use applied::owner;

use super::{
    Look, Report, Summary, cell,
    goods::{Actions, GoodsList, Places},
    is_listed,
    page::{Page, Tone},
    words::{self, CELL, SENTENCE},
};
use crate::{
    Verdict,
    audit::{Audited, Basis},
};

/// Findings shown at most; the worst are kept.
const FINDINGS: usize = 2_000;
/// The first words of a report.
const BEGINS: &str = "Audit of ";
/// The heading of the sums, which every report has.
const GLANCE: &str = "AT A GLANCE";
/// Reasons shown for which rows could not be read.
const REASONS: usize = 50;

/// The `text` format. It writes nothing before the end, for it must sort, and it holds findings, never rows.
#[derive(Clone, Debug)]
pub struct Text {
    look: Look,
    basis: Option<Basis>,
    goods: GoodsList,
    actions: Actions,
    unchecked: BTreeMap<String, Places>,
    other_unchecked: u64,
}

impl Text {
    /// The format in this look.
    #[must_use]
    pub fn new(look: Look) -> Self {
        Self {
            look,
            basis: None,
            goods: GoodsList::new(FINDINGS),
            actions: Actions::default(),
            unchecked: BTreeMap::new(),
            other_unchecked: 0,
        }
    }

    fn add_unchecked(&mut self, asset: &Audited) {
        let why = asset.notes.first().map_or("no reason given", String::as_str);
        let why = cell(why, SENTENCE);
        if self.unchecked.len() < REASONS || self.unchecked.contains_key(&why) {
            self.unchecked.entry(why).or_default().add(asset);
        } else {
            self.other_unchecked += 1;
        }
    }

    fn headline(&self, page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
        let files: Vec<_> = summary
            .files
            .iter()
            .map(|file| match summary.files.len() {
                1 => words::short_file(&file.file, file.sheet.as_deref()),
                _ => words::file(&file.file, file.sheet.as_deref()),
            })
            .take(5)
            .collect();
        let more = summary.files.len() - files.len();
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        let rows = words::count(summary.tally.rows(), "row");
        page.text(&format!("{BEGINS}{}{rest}: {rows}", files.join(", ")), Tone::Strong)?;
        let Some(basis) = &self.basis else { return Ok(()) };
        page.field("Law of", &law(basis), Tone::Plain)?;
        if let Some(parts) = parts_left_out(basis) {
            page.field("Not of", &parts, Tone::Plain)?;
        }
        page.field("Owner", &applied::owner(basis), Tone::Plain)?;
        self.glance(page, summary)
    }

    /// The verdicts with their counts and meanings.
    fn glance(&self, page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
        let tally = &summary.tally;
        page.blank()?;
        page.pieces(&[
            (&format!("{GLANCE:<14}"), Tone::Strong),
            (&format!("{:>9}{:>10}", "rows", "findings"), Tone::Quiet),
        ])?;
        for verdict in Verdict::ALL.into_iter().rev() {
            let rows = tally.of(verdict);
            if rows == 0
                && matches!(verdict, Verdict::Unchecked | Verdict::Exempt | Verdict::Waived)
            {
                continue;
            }
            let tone = if rows > 0 { Tone::Of(verdict) } else { Tone::Quiet };
            let findings = match verdict {
                Verdict::Clear | Verdict::Unchecked => String::new(),
                _ => self.goods.of(verdict).to_string(),
            };
            let lead = format!("  {:<12}{rows:>9}{findings:>10}   ", verdict.word());
            page.hanging(&lead, tone, words::meaning(verdict), Tone::Quiet)?;
        }
        if tally.worst() > Some(Verdict::Clear) {
            let how = "`banlint explain FILE LINE`, with a line as printed here or an asset number, shows all of one \
                       row: every mark, every provision, every source.";
            page.blank()?;
            page.text(how, Tone::Quiet)?;
        }
        Ok(())
    }

    fn unread(&self, page: &mut Page<'_>, summary: &Summary) -> io::Result<()> {
        if self.unchecked.is_empty() {
            return Ok(());
        }
        page.heading("NOT CHECKED: these rows could not be read, so nothing is said of them")?;
        for (why, places) in &self.unchecked {
            let tone = Tone::Of(Verdict::Unchecked);
            page.hanging(
                "  ",
                tone,
                &format!("{}: {why}", places.shown(12, summary.has_several_files())),
                Tone::Plain,
            )?;
        }
        if self.other_unchecked > 0 {
            let rows = words::count(self.other_unchecked, "row");
            page.text(&format!("  … and {rows} for other reasons"), Tone::Plain)?;
        }
        Ok(())
    }
}

/// Whether a file that begins so is a report in this format.
pub(super) fn begins(head: &str) -> bool {
    head.starts_with(BEGINS) && head.lines().any(|line| line.starts_with(GLANCE))
}

/// The countries, the date and the number of regimes.
fn law(basis: &Basis) -> String {
    let names: Vec<_> = basis.jurisdictions.iter().map(|(_, name)| cell(name, CELL)).collect();
    let regimes = words::count(basis.regimes.len() as u64, "regime");
    let oldest = basis.regimes.iter().map(|regime| regime.checked).min();
    let checked = oldest.map_or(String::new(), |date| {
        format!(", last compared with their sources on {date} or later")
    });
    format!("{}, as of {} ({regimes}{checked})", words::list(&names), basis.as_of)
}

/// The parts of countries whose law was not asked for.
fn parts_left_out(basis: &Basis) -> Option<String> {
    let (example, _) = basis.parts_left_out.first()?;
    let parts = basis.parts_left_out.iter();
    let names: Vec<_> = parts.map(|(id, name)| cell(&format!("{name} ({id})"), CELL)).collect();
    Some(format!(
        "{}: their law is put to owners that are said to be of there, and where it is asked for by name, as with `-j {example}`",
        words::list(&names)
    ))
}

impl Report for Text {
    fn begin(&mut self, _out: &mut dyn io::Write, basis: &Basis) -> io::Result<()> {
        *self = Self { basis: Some(basis.clone()), ..Self::new(self.look) };
        Ok(())
    }

    fn asset(&mut self, _out: &mut dyn io::Write, asset: &Audited) -> io::Result<()> {
        match asset.verdict {
            Verdict::Unchecked => self.add_unchecked(asset),
            Verdict::Clear if !self.look.all || !is_listed(asset, false) => {}
            _ => {
                self.goods.add(asset);
                self.actions.add(asset);
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn io::Write, summary: &Summary) -> io::Result<()> {
        let page = &mut Page::new(out, self.look);
        self.headline(page, summary)?;
        baseline::write(page, summary)?;
        let files = summary.has_several_files();
        let style = findings::Style { all: self.look.all, files, brief: false };
        laws::write(page, &self.goods)?;
        findings::write(page, &self.goods, style)?;
        self.unread(page, summary)?;
        closing::odd_rows(page, summary)?;
        laws::notes(page, &self.goods)?;
        matrix::write(page, &self.goods)?;
        closing::sums(page, summary, self.basis.as_ref())?;
        if let Some(basis) = &self.basis {
            next::write(page, summary, basis, &self.actions)?;
            applied::write(page, summary, basis)?;
        }
        closing::last_line(page, summary)
    }
}

#[cfg(test)]
mod tests;
