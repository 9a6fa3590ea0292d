//! The audited asset: what one row came to. This is what the library hands out and what every report shows.

use crate::{Attribution, Finding, Verdict, facts::Facts};

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Place {
    /// The file as the user named it.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Data rows are counted from 1.
    pub row: u64,
    /// The physical line on which the record starts, or the row number in a workbook.
    pub line: u64,
    /// Whether the line is a row of a workbook's sheet.
    pub in_book: bool,
}

/// One row with its verdict and the reasons.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Audited {
    /// Where it stands.
    pub place: Place,
    /// The owner's own number for it.
    pub asset_id: Option<String>,
    /// What the row calls it: label and model as written, or its description.
    pub called: String,
    /// Where it is.
    pub site: Option<String>,
    /// The worst of its findings; `Clear` without one, `Unchecked` for a row that could not be read, or whose maker could not.
    pub verdict: Verdict,
    /// Who made it, surest first, whether or not any law that names the maker applies.
    pub attributions: Vec<Attribution>,
    /// Who made it, where nothing is said of the row because no law names the maker, and none that binds the owner reaches it by its seat
    /// or a test.
    pub unreached: Vec<Attribution>,
    /// The row is clear or exempt, but of a kind of which a law that binds the owner, or may, asks who made it, and it says nothing from which that
    /// could be found out.
    pub maker_unstated: bool,
    /// Every provision that names its maker or kind, worst verdict first, notes last.
    pub findings: Vec<Finding>,
    /// What is known of it. Empty for rows without attribution and finding: nobody asked.
    pub facts: Facts,
    /// What was odd about the row, such as a missing cell. For an unchecked row: why it could not be read.
    pub notes: Vec<String>,
    /// What the settings did to it, or would have done.
    pub settings: Settings,
}

impl Audited {
    /// How many bytes it takes, roughly: what it shares with other rows is not counted.
    pub(super) fn weight(&self) -> usize {
        /// What the marks of a maker and the facts of a row take beside what is counted.
        const MARKS: usize = 1 << 10;
        let of_findings: usize = self.findings.iter().map(Finding::weight).sum();
        size_of::<Self>() + of_findings + (self.attributions.len() + 1) * MARKS
    }

    /// The worst verdict of what no baseline names: that of a row that could not be read, and of findings that are new or became worse.
    pub fn new_verdict(&self) -> Verdict {
        if self.verdict == Verdict::Unchecked {
            return Verdict::Unchecked;
        }
        let decide = self.findings.iter().filter(|finding| !finding.note && !finding.is_known());
        decide.map(|finding| finding.verdict).max().unwrap_or(Verdict::Clear)
    }
}

/// Which parts of the settings an asset met, each as the [`Basis`](super::Basis) names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settings {
    /// The entries of the site table for the sites that it names.
    pub sites: Vec<String>,
    /// The places of the waivers that cover one of its findings, ended ones too.
    pub waivers: Vec<String>,
    /// The ids of regimes left out that would have reached it, with the worst verdict of each.
    pub left_out: Vec<(String, Verdict)>,
}

/// At most this many letters of a line that is no asset are kept.
const SHOWN: usize = 200;

/// A line of the file that is no asset: a total, a footer, a repeated header.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SetAsideLine {
    /// The physical line.
    pub line: u64,
    /// Why it is no asset.
    pub why: String,
    /// What it says, without secrets and perhaps cut short.
    pub text: String,
    /// The makers that it names, if it may speak of assets all the same.
    pub makers: Vec<String>,
}

impl SetAsideLine {
    /// A line in which nobody has looked for makers.
    pub(super) fn new(line: u64, why: String, text: &str) -> Self {
        let text = text.chars().take(SHOWN).collect();
        Self { line, why, text, makers: Vec::new() }
    }
}

/// How many rows came to which verdict. `rows` is always the sum of the verdicts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    counts: [u64; Verdict::ALL.len()],
}

impl Tally {
    /// Counts one row.
    pub fn add(&mut self, verdict: Verdict) {
        self.add_rows(verdict, 1);
    }

    /// Counts rows of one verdict.
    pub fn add_rows(&mut self, verdict: Verdict, rows: u64) {
        self.counts[verdict as usize] += rows;
    }

    /// Rows with a verdict.
    pub fn of(&self, verdict: Verdict) -> u64 {
        self.counts[verdict as usize]
    }

    /// All rows.
    pub fn rows(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The worst verdict that a row came to; `Unchecked` counts as the worst.
    pub fn worst(&self) -> Option<Verdict> {
        Verdict::ALL.into_iter().rev().find(|&verdict| self.of(verdict) > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_the_sum_of_the_verdicts() {
        let mut tally = Tally::default();
        assert_eq!(tally.worst(), None);
        for verdict in [Verdict::Clear, Verdict::Clear, Verdict::Review] {
            tally.add(verdict);
        }
        assert_eq!((tally.rows(), tally.of(Verdict::Clear)), (3, 2));
        assert_eq!(tally.worst(), Some(Verdict::Review));
    }
}
