//! The audited asset: what one row came to. This is what the library hands out and what every report shows.

use std::collections::BTreeMap;

use crate::{Attribution, Date, Finding, Verdict, facts::Facts, finding::AppliedLaw};

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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
pub struct Audited {
    /// Where it stands.
    pub place: Place,
    /// The owner's own number for it.
    pub asset_id: Option<String>,
    /// What the row calls it: label and model as written, or its description.
    pub called: String,
    /// Where it is.
    pub site: Option<String>,
    /// The worst of its findings; `Clear` without one, `Unchecked` for a row that could not be read.
    pub verdict: Verdict,
    /// Who made it, surest first. Given whether or not any law applies.
    pub attributions: Vec<Attribution>,
    /// Every provision that names its maker or kind, worst verdict first, notes last.
    pub findings: Vec<Finding>,
    /// What is known of it. Empty for rows without attribution and finding: nobody asked.
    pub facts: Facts,
    /// What was odd about the row, such as a missing cell. For an unchecked row: why it could not be read.
    pub notes: Vec<String>,
    /// What the settings did to it, or would have done.
    pub settings: Settings,
}

/// Which parts of the settings an asset met, each as the [`Basis`] names it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The entries of the site table for the sites that it names.
    pub sites: Vec<String>,
    /// The places of the waivers that cover one of its findings, ended ones too.
    pub waivers: Vec<String>,
    /// The ids of regimes left out that would have reached it, with the worst verdict of each.
    pub left_out: Vec<(String, Verdict)>,
}

/// So many letters of a line that is no asset are kept.
const SHOWN: usize = 200;

/// A line of the file that is no asset: a total, a footer, a repeated header.
#[derive(Clone, Debug, PartialEq, Eq)]
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

    /// Counts so many rows of one verdict.
    pub fn add_rows(&mut self, verdict: Verdict, rows: u64) {
        self.counts[verdict as usize] += rows;
    }

    /// Rows with a verdict.
    #[must_use]
    pub fn of(&self, verdict: Verdict) -> u64 {
        self.counts[verdict as usize]
    }

    /// All rows.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The worst verdict that a row came to; `Unchecked` counts as the worst.
    #[must_use]
    pub fn worst(&self) -> Option<Verdict> {
        Verdict::ALL.into_iter().rev().find(|&verdict| self.of(verdict) > 0)
    }
}

/// A regime that was compared with its sources more than this many days before the as-of date counts as old.
pub const RULE_AGE_DAYS: u32 = 180;

/// What an audit was made with, as a report must say it.
#[derive(Clone, Debug)]
pub struct Basis {
    /// The day whose law was applied.
    pub as_of: Date,
    /// The files of settings that were used.
    pub config: Vec<String>,
    /// The countries whose law was applied, and then the parts of countries, by code and name.
    pub jurisdictions: Vec<(String, String)>,
    /// The parts of these countries whose law was not applied, since nobody asked for it and nothing is said of the owner.
    pub parts_left_out: Vec<(String, String)>,
    /// What the owner was said to be: ids and titles; empty if nothing was said.
    pub organisation: Vec<(String, String)>,
    /// The sites that have an owner of their own, with what it was said to be.
    pub site_owners: Vec<(String, Vec<String>)>,
    /// The regimes applied.
    pub regimes: Vec<AppliedRegime>,
    /// The provisions applied.
    pub laws: Vec<AppliedLaw>,
    /// The regimes of these countries that are known and were not applied.
    pub left_out: Vec<LeftOutRegime>,
    /// The names of the site table.
    pub sites: Vec<String>,
    /// The waivers, in their order.
    pub waivers: Vec<WaiverTerms>,
    /// The owners that provisions bind, by regime and provision, so that a report can ask for them.
    pub binds: BTreeMap<(String, String), Vec<String>>,
    /// The words that facts can have, by the fact's key.
    pub words: BTreeMap<String, Vec<String>>,
}

/// A regime that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppliedRegime {
    /// Its id.
    pub id: String,
    /// Its country.
    pub jurisdiction: String,
    /// Its title.
    pub title: String,
    /// When it was last compared with its sources.
    pub checked: Date,
    /// The file of the user's that it was read from, in the place of the shipped one or beside those.
    pub file: Option<String>,
}

/// A regime that was not applied, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOutRegime {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Why it was not applied.
    pub why: LeftOut,
}

/// Why a regime was not applied.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LeftOut {
    /// The settings skip it; where they say so.
    Skipped(String),
    /// A file of the user's has the same id.
    Replaced(String),
    /// Only rules of the user's were asked for.
    OnlyOwn,
}

/// A waiver as a report names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaiverTerms {
    /// Where it is written.
    pub place: String,
    /// Who accepted what it covers.
    pub by: String,
    /// Its last day.
    pub until: Date,
    /// Whether that day has passed.
    pub has_ended: bool,
}

impl Basis {
    /// Takes in what another audit of the same run is made with. Where the owner is another, it stands under the name of those
    /// settings, as the owner of a single site does.
    pub fn join(&mut self, other: &Self) {
        add(&mut self.sites, &other.sites);
        add(&mut self.waivers, &other.waivers);
        add(&mut self.left_out, &other.left_out);
        add(&mut self.jurisdictions, &other.jurisdictions);
        add(&mut self.regimes, &other.regimes);
        add(&mut self.laws, &other.laws);
        add(&mut self.site_owners, &other.site_owners);
        add(&mut self.config, &other.config);
        self.binds.extend(other.binds.clone());
        if other.organisation != self.organisation {
            let called = other.config.first().map_or("files without settings", String::as_str);
            let titles = other.organisation.iter().map(|(_, title)| title.clone()).collect();
            self.site_owners.push((called.to_owned(), titles));
        }
    }
}

/// Adds what is not there yet.
fn add<T: Clone + PartialEq>(to: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !to.contains(one) {
            to.push(one.clone());
        }
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
