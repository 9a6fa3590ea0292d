//! The summary in JSON.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::{
    Date, Grade, Verdict,
    audit::{LeftOut, Tally},
    baseline::BaselineEntry,
    intake::SetAside,
    report::{BaselineSummary, MakerSummary, Summary},
};

/// What all rows came to. `rows` is the sum of `verdicts`.
#[derive(Serialize)]
pub(in crate::report) struct SummaryRecord<'a> {
    rows: u64,
    /// Records below the headers: rows and those set aside.
    records: u64,
    verdicts: Verdicts,
    files: Vec<FileRecord<'a>>,
    by_jurisdiction: BTreeMap<&'a str, Verdicts>,
    by_maker: Vec<MakerRecord<'a>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    unreached: &'a BTreeMap<String, u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    maker_unstated: Option<Counted<LineRecord<'a>>>,
    by_site: Vec<SiteRecord<'a>>,
    other_sites: Option<Verdicts>,
    missing: Vec<NeedRecord<'a>>,
    maker_in_doubt: u64,
    inputs: Vec<InputRecord<'a>>,
    left_out: Vec<LeftOutRecord<'a>>,
    waivers: Vec<WaiverRecord<'a>>,
    sites: Vec<UsedSite<'a>>,
    set_aside: SetAsideRecord<'a>,
    noted: Counted<LineRecord<'a>>,
    old_rules: Vec<OldRuleRecord<'a>>,
    warnings: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    baselines: Vec<BaselineRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<Verdicts>,
}

/// Rows by verdict.
struct Verdicts(Tally);

impl Serialize for Verdicts {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(Verdict::ALL.map(|verdict| (verdict.word(), self.0.of(verdict))))
    }
}

#[derive(Serialize)]
struct FileRecord<'a> {
    file: &'a str,
    sheet: Option<&'a str>,
    records: u64,
    rows: u64,
    verdicts: Verdicts,
    set_aside: u64,
}

#[derive(Serialize)]
struct MakerRecord<'a> {
    vendor: &'a str,
    name: &'a str,
    rows: u64,
    verdicts: Verdicts,
    grades: Grades<'a>,
}

/// Rows of a maker by grade.
struct Grades<'a>(&'a MakerSummary);

impl Serialize for Grades<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let grades = [Grade::Confirmed, Grade::Likely, Grade::Possible, Grade::Component];
        to.collect_map(grades.map(|grade| (grade.word(), self.0.of(grade))))
    }
}

#[derive(Serialize)]
struct SiteRecord<'a> {
    site: Option<&'a str>,
    rows: u64,
    verdicts: Verdicts,
}

#[derive(Serialize)]
struct NeedRecord<'a> {
    fact: &'a str,
    question: &'a str,
    rows: u64,
    alone: u64,
}

#[derive(Serialize)]
struct InputRecord<'a> {
    file: &'a str,
    bytes: Option<u64>,
    sha256: Option<&'a str>,
}

#[derive(Serialize)]
struct LeftOutRecord<'a> {
    regime: &'a str,
    title: &'a str,
    why: &'static str,
    by: Option<&'a str>,
    rows: u64,
    verdicts: Verdicts,
}

#[derive(Serialize)]
struct WaiverRecord<'a> {
    place: &'a str,
    by: &'a str,
    until: Date,
    ended: bool,
    rows: u64,
}

#[derive(Serialize)]
struct UsedSite<'a> {
    site: &'a str,
    rows: u64,
}

#[derive(Serialize)]
struct Counted<T> {
    count: u64,
    first: Vec<T>,
}

#[derive(Serialize)]
struct SetAsideRecord<'a> {
    count: u64,
    reasons: BTreeMap<String, u64>,
    first: Vec<LineRecord<'a>>,
}

#[derive(Serialize)]
struct LineRecord<'a> {
    file: &'a str,
    sheet: Option<&'a str>,
    line: u64,
    why: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct OldRuleRecord<'a> {
    regime: &'a str,
    checked: Date,
    days: u32,
}

impl<'a> SummaryRecord<'a> {
    /// The record of a summary.
    pub(in crate::report) fn of(summary: &'a Summary) -> Self {
        let other = &summary.other_sites;
        Self {
            rows: summary.tally.rows(),
            records: summary.account.records(),
            verdicts: Verdicts(summary.tally),
            files: files(summary),
            by_jurisdiction: jurisdictions(summary),
            by_maker: makers(summary),
            unreached: &summary.unreached,
            maker_unstated: maker_unstated(summary),
            by_site: sites(summary),
            other_sites: (other.rows() > 0).then_some(Verdicts(*other)),
            missing: needs(summary),
            maker_in_doubt: summary.maker_in_doubt,
            inputs: inputs(summary),
            left_out: left_out(summary),
            waivers: waivers(summary),
            sites: used_sites(summary),
            set_aside: set_aside(summary),
            noted: noted(summary),
            old_rules: old_rules(summary),
            warnings: &summary.warnings,
            baselines: summary.baselines.iter().map(BaselineRecord::of).collect(),
            new: summary.new.map(Verdicts),
        }
    }
}

fn files(summary: &Summary) -> Vec<FileRecord<'_>> {
    let files = summary.files.iter().map(|file| FileRecord {
        file: &file.file,
        sheet: file.sheet.as_deref(),
        records: file.account.records(),
        rows: file.tally.rows(),
        verdicts: Verdicts(file.tally),
        set_aside: file.account.all_set_aside(),
    });
    files.collect()
}

/// Each country's rows add up to all rows: those that its law does not name are clear there.
fn jurisdictions(summary: &Summary) -> BTreeMap<&str, Verdicts> {
    let countries = summary.by_jurisdiction.iter().map(|(code, named)| {
        let mut all = *named;
        all.add_rows(Verdict::Clear, summary.clear_in(code, named));
        all.add_rows(Verdict::Unchecked, summary.tally.of(Verdict::Unchecked));
        (code.as_str(), Verdicts(all))
    });
    countries.collect()
}

fn makers(summary: &Summary) -> Vec<MakerRecord<'_>> {
    let makers = summary.by_maker.iter().map(|(name, maker)| MakerRecord {
        vendor: &maker.id,
        name,
        rows: maker.tally.rows(),
        verdicts: Verdicts(maker.tally),
        grades: Grades(maker),
    });
    makers.collect()
}

fn sites(summary: &Summary) -> Vec<SiteRecord<'_>> {
    let record =
        |site, tally: &Tally| SiteRecord { site, rows: tally.rows(), verdicts: Verdicts(*tally) };
    let named = summary.by_site.iter().map(|(site, tally)| record(Some(site.as_str()), tally));
    let none = &summary.no_site;
    named.chain((none.rows() > 0).then(|| record(None, none))).collect()
}

fn needs(summary: &Summary) -> Vec<NeedRecord<'_>> {
    let needs = summary.needs().into_iter().map(|need| NeedRecord {
        fact: &need.fact,
        question: &need.question,
        rows: need.rows,
        alone: need.alone,
    });
    needs.collect()
}

fn inputs(summary: &Summary) -> Vec<InputRecord<'_>> {
    let inputs = summary.inputs.iter().map(|(file, digest)| InputRecord {
        file,
        bytes: digest.as_ref().map(|digest| digest.bytes),
        sha256: digest.as_ref().map(|digest| digest.sha256.as_str()),
    });
    inputs.collect()
}

fn left_out(summary: &Summary) -> Vec<LeftOutRecord<'_>> {
    let regimes = summary.used.left_out.iter().map(|(regime, rows)| {
        let (why, by) = match &regime.why {
            LeftOut::Skipped(place) => ("skipped", Some(place.as_str())),
            LeftOut::Replaced(file) => ("replaced", Some(file.as_str())),
            LeftOut::OnlyOwn => ("only-rules", None),
        };
        let (id, title) = (&regime.id, &regime.title);
        let verdicts = Verdicts(*rows);
        LeftOutRecord { regime: id, title, why, by, rows: rows.rows(), verdicts }
    });
    regimes.collect()
}

fn waivers(summary: &Summary) -> Vec<WaiverRecord<'_>> {
    let waivers = summary.used.waivers.iter().map(|(waiver, rows)| WaiverRecord {
        place: &waiver.place,
        by: &waiver.by,
        until: waiver.until,
        ended: waiver.has_ended,
        rows: *rows,
    });
    waivers.collect()
}

fn used_sites(summary: &Summary) -> Vec<UsedSite<'_>> {
    let sites = summary.used.sites.iter();
    sites.map(|(site, rows)| UsedSite { site, rows: *rows }).collect()
}

fn set_aside(summary: &Summary) -> SetAsideRecord<'_> {
    let first = summary.first_set_aside.iter().map(|aside| LineRecord {
        file: &aside.place.file,
        sheet: aside.place.sheet.as_deref(),
        line: aside.row.line,
        why: &aside.row.why,
        text: Some(&aside.row.text),
    });
    let account = &summary.account;
    let reasons = SetAside::ALL.iter().filter(|&&why| account.set_aside(why) > 0);
    let reasons = reasons.map(|&why| (why.word().replace(' ', "_"), account.set_aside(why)));
    SetAsideRecord {
        count: account.all_set_aside(),
        reasons: reasons.collect(),
        first: first.collect(),
    }
}

fn maker_unstated(summary: &Summary) -> Option<Counted<LineRecord<'_>>> {
    let first = summary.first_maker_unstated.iter().map(|place| LineRecord {
        file: &place.file,
        sheet: place.sheet.as_deref(),
        line: place.line,
        why: "states no maker",
        text: None,
    });
    let count = summary.maker_unstated;
    (count > 0).then(|| Counted { count, first: first.collect() })
}

fn noted(summary: &Summary) -> Counted<LineRecord<'_>> {
    let first = summary.first_noted.iter().map(|noted| LineRecord {
        file: &noted.place.file,
        sheet: noted.place.sheet.as_deref(),
        line: noted.place.line,
        why: &noted.note,
        text: None,
    });
    Counted { count: summary.noted, first: first.collect() }
}

fn old_rules(summary: &Summary) -> Vec<OldRuleRecord<'_>> {
    let old = summary.old_rules.iter().map(|rule| OldRuleRecord {
        regime: &rule.regime,
        checked: rule.checked,
        days: rule.days,
    });
    old.collect()
}

#[derive(Serialize)]
struct BaselineRecord<'a> {
    file: &'a str,
    as_of: Date,
    findings: u64,
    gone: Counted<&'a BaselineEntry>,
}

impl<'a> BaselineRecord<'a> {
    fn of(baseline: &'a BaselineSummary) -> Self {
        let BaselineSummary { file, as_of, entries, gone, first_gone } = baseline;
        let gone = Counted { count: *gone, first: first_gone.iter().collect() };
        Self { file, as_of: *as_of, findings: *entries, gone }
    }
}
