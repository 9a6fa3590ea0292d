//! The summary: the results of all rows, gathered in bounded memory while they pass.

mod baseline;
mod need;
#[cfg(feature = "cli")]
mod sums;
mod used;

use std::collections::BTreeMap;

pub(in crate::report) use baseline::rows_new;
pub use baseline::{BaselineSummary, NewRow};
pub use need::Need;
use need::Needs;
#[cfg(feature = "cli")]
pub(super) use sums::VERDICTS;
pub use used::Used;
use used::law_left_out;
pub(super) use used::{because, by_reason, reached};

use super::{
    escape::{cell, clipped_name},
    words,
};
use crate::{
    Date, Field, Finding, Grade, Truth, Verdict,
    asset::Role,
    audit::{AppliedRegime, Audited, Basis, Place, SetAsideLine, Tally},
    intake::{Account, Content, Digest, Understanding, Why},
};

/// Sites counted one by one; rows of later ones are counted together.
const SITES: usize = 1_000;
/// Columns that state no fact, kept by their headers.
const OTHER: usize = 20;
/// Sheets of which it is kept how they were understood.
const SHEETS: usize = 20;
/// Examples kept of rows that are only counted otherwise.
const EXAMPLES: usize = 5;

/// Rows kept of those with something new.
const NEW: usize = 20;

/// The results of the rows of one file, or of one sheet of it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FileSummary {
    /// The file as the user named it.
    pub file: String,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Its rows by verdict.
    pub tally: Tally,
    /// What became of every record of it.
    pub account: Account,
    /// Whether its lines are rows of a workbook's sheet.
    pub in_book: bool,
}

/// How many rows are attributed to one maker.
#[derive(Clone, Debug, Default)]
pub struct MakerSummary {
    /// The id of its vendor file.
    pub id: String,
    /// Rows by the worst verdict of the law that names this maker.
    pub tally: Tally,
    grades: [u64; 4],
}

impl MakerSummary {
    /// Rows attributed with this grade.
    pub fn of(&self, grade: Grade) -> u64 {
        self.grades[grade as usize]
    }

    /// Rows by grade, the surest first.
    pub(in crate::report) fn grades(&self) -> [(Grade, u64); 4] {
        [Grade::Confirmed, Grade::Likely, Grade::Possible, Grade::Component]
            .map(|grade| (grade, self.of(grade)))
    }
}

/// A line that is no asset, with its file.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct SetAsideRow {
    /// Where it is. It is not counted as a row.
    pub place: Place,
    /// The line and why it is no asset.
    pub row: SetAsideLine,
}

/// A row about which something was odd, with the first note.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Noted {
    /// Where it is.
    pub place: Place,
    /// What was odd.
    pub note: String,
}

/// A regime that was last compared with its sources too long ago.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OldRule {
    /// The regime's id.
    pub regime: String,
    /// When it was last compared.
    pub checked: Date,
    /// How many days that lies before the as-of date.
    pub days: u32,
}

/// The results of all rows. Always: rows read = clear + exempt + waived + advisory + review + violation + unchecked.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// All rows by verdict.
    pub tally: Tally,
    /// The same for each file and sheet, in the order read.
    pub files: Vec<FileSummary>,
    /// Waived rows that law in force forbids for all that.
    pub waived_violations: u64,
    /// For each country by its code, the rows that its law names, by their worst verdict there. Notes do not count.
    pub by_jurisdiction: BTreeMap<String, Tally>,
    /// Rows by maker, under the name that reports use.
    pub by_maker: BTreeMap<String, MakerSummary>,
    /// Clear rows of makers whom no law names, nor any that binds the owner reaches by their seat or a test, by the first of them.
    pub unreached: BTreeMap<String, u64>,
    /// Clear and exempt rows that state no maker of goods of which law asks who made them.
    pub maker_unstated: u64,
    /// The first few of them.
    pub first_maker_unstated: Vec<Place>,
    /// Rows that are not clear, by site.
    pub by_site: BTreeMap<String, Tally>,
    /// Those of them that name no site.
    pub no_site: Tally,
    /// Rows of sites beyond those counted one by one.
    pub other_sites: Tally,
    /// What became of every record below a header.
    pub account: Account,
    /// The first few lines that are no assets.
    pub first_set_aside: Vec<SetAsideRow>,
    /// Rows that were read, but about which something was odd.
    pub noted: u64,
    /// The first few of them.
    pub first_noted: Vec<Noted>,
    /// Rows in review of which nothing but the maker is in doubt.
    pub maker_in_doubt: u64,
    /// Regimes that were compared with their sources too long ago.
    pub old_rules: Vec<OldRule>,
    /// The digest of each file in the order read; `None` of one that was not read to its end.
    pub inputs: Vec<(String, Option<Digest>)>,
    /// How the first few sheets were understood.
    pub sheets: Vec<Understanding>,
    /// The first few columns that state no fact, by header.
    pub other_columns: Vec<String>,
    /// Headers of columns of dates that say not of what.
    pub date_columns: Vec<String>,
    /// By fact that every sheet has a column for, the header of the first.
    pub fact_columns: BTreeMap<Field, String>,
    /// What became of what the settings name.
    pub used: Used,
    /// What else the reader of the report must know, in sentences.
    pub warnings: Vec<String>,
    /// What stands in reports too that have no room for other warnings: what was not read, and which of the shipped makers and labels a
    /// file of the user's takes the place of, as warnings say; and the law that the settings leave out.
    pub everywhere: Vec<String>,
    /// Files that should have been audited and could not be.
    pub not_audited: Vec<String>,
    /// What became of the baselines of the run.
    pub baselines: Vec<BaselineSummary>,
    /// All rows by the worst verdict of what no baseline names; `None` where the run has none.
    pub new: Option<Tally>,
    /// The first few rows with something that no baseline names.
    pub first_new: Vec<NewRow>,
    needs: Needs,
    /// A sheet with columns was read.
    has_columns: bool,
    /// Rows of files to which the law of a country is not applied, by its code.
    not_asked: BTreeMap<String, u64>,
}

impl Summary {
    /// An empty summary of an audit made with this.
    pub fn new(basis: &Basis) -> Self {
        // The as-of date is the clock, so that the same inventory, rules and date give the same report.
        let old = basis.regimes.iter().filter_map(|AppliedRegime { id, checked, .. }| {
            let span = checked.last().until(basis.as_of.first()).ok()?;
            let days = u32::try_from(span.get_days()).ok();
            let days = days.filter(|&days| days > basis.max_rule_age)?;
            Some(OldRule { regime: id.clone(), checked: *checked, days })
        });
        Self {
            old_rules: old.collect(),
            used: Used::new(basis),
            needs: Needs::new(basis),
            warnings: basis.replaced().collect(),
            everywhere: basis.replaced().chain(law_left_out(basis)).collect(),
            ..Self::default()
        }
    }

    /// Counts one row.
    pub fn add(&mut self, asset: &Audited) {
        self.tally.add(asset.verdict);
        self.add_new(asset);
        self.used.add(&asset.settings);
        let place = &asset.place;
        let file = self.file(&place.file, place.sheet.as_deref());
        file.tally.add(asset.verdict);
        file.in_book |= place.in_book;
        if asset.verdict == Verdict::Unchecked {
            self.add_site(asset);
            return;
        }
        if let Some(note) = asset.notes.first() {
            self.noted += 1;
            if self.first_noted.len() < EXAMPLES {
                self.first_noted.push(Noted { place: asset.place.clone(), note: note.clone() });
            }
        }
        if asset.verdict != Verdict::Clear {
            self.add_site(asset);
            self.add_findings(asset);
        }
        let is_forbidden = |finding: &Finding| finding.of_law() == Verdict::Violation;
        if asset.verdict == Verdict::Waived && asset.findings.iter().any(is_forbidden) {
            self.waived_violations += 1;
        }
        self.add_makers(asset);
        if let (Verdict::Clear, Some(by)) = (asset.verdict, asset.unreached.first()) {
            with(&mut self.unreached, &by.maker.short, |rows: &mut u64| *rows += 1);
        }
        if asset.maker_unstated {
            self.maker_unstated += 1;
            if self.first_maker_unstated.len() < EXAMPLES {
                self.first_maker_unstated.push(asset.place.clone());
            }
        }
    }

    /// How many rows were read with doubt, and the first of them, in a sentence; `None` where there are none.
    pub(crate) fn read_with_doubt(&self) -> Option<String> {
        let first = self.first_noted.first()?;
        let more = if self.noted > 1 { "; the first is" } else { ":" };
        Some(format!(
            "{} read with doubt{more} {}: {}",
            words::count(self.noted, "row"),
            words::place(&first.place),
            cell(&first.note, words::SENTENCE)
        ))
    }

    /// Counts clear rows of a file or sheet of which there is nothing else to report.
    pub fn add_clear(&mut self, file: &str, sheet: Option<&str>, in_book: bool, rows: u64) {
        self.tally.add_rows(Verdict::Clear, rows);
        if let Some(new) = &mut self.new {
            new.add_rows(Verdict::Clear, rows);
        }
        let file = self.file(file, sheet);
        file.tally.add_rows(Verdict::Clear, rows);
        file.in_book |= in_book;
    }

    /// Takes down what became of the records of a file or sheet, once all are read; `first` are the first of those that are no
    /// assets.
    pub fn account(
        &mut self,
        file: &str,
        sheet: Option<&str>,
        account: &Account,
        first: &[SetAsideLine],
    ) {
        self.account.add(account);
        let known = self.file(file, sheet);
        known.account.add(account);
        let in_book = known.in_book;
        let room = EXAMPLES.saturating_sub(self.first_set_aside.len());
        self.first_set_aside.extend(first.iter().take(room).map(|row| {
            let (file, sheet) = (file.to_owned(), sheet.map(str::to_owned));
            let place = Place { file, sheet, row: 0, line: row.line, in_book };
            SetAsideRow { place, row: row.clone() }
        }));
    }

    /// Takes down the digest of a file, once it is read.
    pub fn input(&mut self, file: &str, digest: Option<Digest>) {
        match self.inputs.last_mut() {
            // A workbook is read to its end whichever of its sheets is.
            Some((last, known)) if last == file => *known = digest.or(known.take()),
            _ => self.inputs.push((file.to_owned(), digest)),
        }
    }

    /// Takes down how a sheet was understood, and which of its columns state a fact or none: what is missing may be in one that states
    /// none, or be left open by the one that should tell. What is no inventory has no columns.
    pub fn columns(&mut self, understanding: &Understanding) {
        if self.sheets.len() < SHEETS {
            self.sheets.push(understanding.clone());
        }
        if understanding.unread.is_some() {
            return;
        }
        let named = understanding.columns.iter().filter(|column| !column.header.trim().is_empty());
        let mut stated = BTreeMap::new();
        for column in named {
            let header = clipped_name(&column.header);
            let headers = match (column.role, &column.why) {
                (Role::Field(field), _) => {
                    stated.entry(field).or_insert_with(|| header.to_owned());
                    continue;
                }
                (_, Why::Comments | Why::Override) => continue,
                (_, Why::Content(Content::Dates)) => &mut self.date_columns,
                (Role::Text | Role::Ignored, _) => &mut self.other_columns,
                _ => continue,
            };
            if headers.len() < OTHER && !headers.iter().any(|it| it == header) {
                headers.push(header.to_owned());
            }
        }
        if self.has_columns {
            self.fact_columns.retain(|field, _| stated.contains_key(field));
        } else {
            self.fact_columns = stated;
            self.has_columns = true;
        }
    }

    /// Adds a sentence that the reader of the report must see.
    pub fn warn(&mut self, sentence: impl Into<String>) {
        self.warnings.push(sentence.into());
    }

    /// The same of one that must stand in every report.
    pub fn warn_everywhere(&mut self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        self.everywhere.push(sentence.clone());
        self.warn(sentence);
    }

    /// Notes a file that could not be audited, and why, before all other warnings.
    pub fn lacks(&mut self, file: String, why: String) {
        self.everywhere.push(why.clone());
        self.warnings.insert(self.not_audited.len(), why);
        self.not_audited.push(file);
    }

    /// The facts that are missing for rows in review, the most useful to know first.
    pub fn needs(&self) -> Vec<&Need> {
        self.needs.ranked()
    }

    /// Takes down rows of a file to which only part of the law of the run is applied.
    pub fn not_asked(&mut self, run: &Basis, file: &Basis, rows: u64) {
        let asked = |code: &String| file.jurisdictions.iter().any(|(own, _)| own == code);
        for (code, _) in run.jurisdictions.iter().filter(|(code, _)| !asked(code)) {
            *self.not_asked.entry(code.clone()).or_default() += rows;
        }
    }

    /// Rows that no law of a country names: all to which it is applied and that are neither named by it nor unchecked.
    pub fn clear_in(&self, country: &str, named: &Tally) -> u64 {
        let not_asked = self.not_asked.get(country).copied().unwrap_or_default();
        let other = named.rows() + self.tally.of(Verdict::Unchecked) + not_asked;
        self.tally.rows().saturating_sub(other)
    }

    /// Whether rows come from several files; several sheets of one are known by their names.
    pub fn has_several_files(&self) -> bool {
        self.files.windows(2).any(|pair| pair[0].file != pair[1].file)
    }

    fn file(&mut self, file: &str, sheet: Option<&str>) -> &mut FileSummary {
        let same = |known: &FileSummary| known.file == file && known.sheet.as_deref() == sheet;
        // Rows come file by file, so it is nearly always the last.
        let at = self.files.iter().rposition(same).unwrap_or_else(|| {
            let (file, sheet) = (file.to_owned(), sheet.map(str::to_owned));
            self.files.push(FileSummary {
                file,
                sheet,
                tally: Tally::default(),
                account: Account::default(),
                in_book: false,
            });
            self.files.len() - 1
        });
        &mut self.files[at]
    }

    /// Has rows counted by what no baseline names, from the first row on.
    #[must_use]
    pub fn with_baseline(self) -> Self {
        Self { new: Some(Tally::default()), ..self }
    }

    /// The rows that decide how a run ends: all of them, or where it has a baseline, by what that does not name.
    pub fn deciding(&self) -> &Tally {
        self.new.as_ref().unwrap_or(&self.tally)
    }

    fn add_new(&mut self, asset: &Audited) {
        let Some(new) = &mut self.new else { return };
        let verdict = asset.new_verdict();
        new.add(verdict);
        if verdict > Verdict::Exempt && self.first_new.len() < NEW {
            self.first_new.push(NewRow::of(asset, verdict));
        }
    }

    fn add_site(&mut self, asset: &Audited) {
        let Some(site) = asset.site.as_deref().map(clipped_name) else {
            return self.no_site.add(asset.verdict);
        };
        if let Some(tally) = self.by_site.get_mut(site) {
            tally.add(asset.verdict);
        } else if self.by_site.len() < SITES {
            self.by_site.entry(site.to_owned()).or_default().add(asset.verdict);
        } else {
            self.other_sites.add(asset.verdict);
        }
    }

    fn add_findings(&mut self, asset: &Audited) {
        let findings = || asset.findings.iter().filter(|finding| !finding.note);
        for (at, finding) in findings().enumerate() {
            let country = finding.law.jurisdiction.as_str();
            let same = |other: &&Finding| other.law.jurisdiction == country;
            // The first finding of a country counts for all of them.
            if !findings().take(at).any(|earlier| same(&earlier)) {
                let verdicts = findings().filter(same).map(|finding| finding.verdict);
                let worst = verdicts.max().unwrap_or(finding.verdict);
                with(&mut self.by_jurisdiction, country, |tally: &mut Tally| tally.add(worst));
            }
        }
        if asset.verdict == Verdict::Review && !self.needs.add(asset) {
            let in_doubt = |finding: &Finding| {
                let is_sure = words::stands(finding, words::grade(asset, finding));
                !finding.note && finding.truth == Truth::True && !is_sure
            };
            self.maker_in_doubt += u64::from(asset.findings.iter().any(in_doubt));
        }
    }

    fn add_makers(&mut self, asset: &Audited) {
        for (at, attribution) in asset.attributions.iter().enumerate() {
            let maker = &attribution.maker;
            if asset.attributions[..at].iter().any(|earlier| earlier.maker.id == maker.id) {
                continue;
            }
            let named =
                |finding: &&Finding| !finding.note && finding.vendor() == Some(maker.id.as_str());
            let verdicts = asset.findings.iter().filter(named).map(|finding| finding.verdict);
            let worst = verdicts.max().unwrap_or(Verdict::Clear);
            with(&mut self.by_maker, &maker.short, |entry: &mut MakerSummary| {
                if entry.id.is_empty() {
                    entry.id.clone_from(&maker.id);
                }
                entry.tally.add(worst);
                entry.grades[attribution.grade as usize] += 1;
            });
        }
    }
}

/// Changes the value of a key; the key is copied only when it is new, for this happens on every row.
fn with<V: Default>(map: &mut BTreeMap<String, V>, key: &str, change: impl FnOnce(&mut V)) {
    if let Some(value) = map.get_mut(key) {
        change(value);
    } else {
        change(map.entry(key.to_owned()).or_default());
    }
}

#[cfg(test)]
mod tests;
