//! The summary in JSON.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::{
    Date, Verdict,
    audit::{LeftOut, LeftOutRegime, Place, Tally, WaiverTerms},
    baseline::BaselineEntry,
    intake::{Account, Digest, SetAside},
    report::{
        BaselineSummary, FileSummary, MakerSummary, Need, OldRule, SetAsideRow, Summary, Used,
    },
};

/// Rows by verdict.
struct Verdicts(Tally);

impl Serialize for Verdicts {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(Verdict::ALL.map(|verdict| (verdict.word(), self.0.of(verdict))))
    }
}

/// Rows of a maker by grade.
struct Grades<'a>(&'a MakerSummary);

impl Serialize for Grades<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.grades().map(|(grade, rows)| (grade.word(), rows)))
    }
}

record! {
    /// What all rows came to. `rows` is the sum of `verdicts`.
    pub(in crate::report) struct SummaryRecord<'a> of(summary: &'a Summary) with {
        let other = &summary.other_sites;
        let Used { sites, waivers, left_out, .. } = &summary.used;
    } {
        rows: u64 = summary.tally.rows(),
        /// Records below the headers: rows and those set aside.
        records: u64 = summary.account.records(),
        verdicts: Verdicts = Verdicts(summary.tally),
        /// Waived rows that law in force forbids for all that.
        waived_violations?: Option<u64> =
            (summary.waived_violations > 0).then_some(summary.waived_violations),
        files: Vec<FileRecord<'a>> = summary.files.iter().map(FileRecord::of).collect(),
        by_jurisdiction: BTreeMap<&'a str, Verdicts> = jurisdictions(summary),
        by_maker: Vec<MakerRecord<'a>> =
            summary.by_maker.iter().map(|(name, maker)| MakerRecord::of(name, maker)).collect(),
        unreached?: &'a BTreeMap<String, u64> = &summary.unreached,
        maker_unstated?: Option<Counted<LineRecord<'a>>> = maker_unstated(summary),
        by_site: Vec<SiteRecord<'a>> = by_site(summary),
        other_sites: Option<Verdicts> = (other.rows() > 0).then_some(Verdicts(*other)),
        missing: Vec<NeedRecord<'a>> = summary.needs().into_iter().map(NeedRecord::of).collect(),
        maker_in_doubt: u64 = summary.maker_in_doubt,
        inputs: Vec<InputRecord<'a>> = summary
            .inputs
            .iter()
            .map(|(file, digest)| InputRecord::of(file, digest.as_ref()))
            .collect(),
        left_out: Vec<LeftOutRecord<'a>> =
            left_out.iter().map(|(regime, rows)| LeftOutRecord::of(regime, rows)).collect(),
        waivers: Vec<WaiverRecord<'a>> =
            waivers.iter().map(|(waiver, rows)| WaiverRecord::of(waiver, *rows)).collect(),
        sites: Vec<UsedSite<'a>> =
            sites.iter().map(|(site, rows)| UsedSite { site, rows: *rows }).collect(),
        set_aside: SetAsideRecord<'a> =
            SetAsideRecord::of(&summary.account, &summary.first_set_aside),
        noted: Counted<LineRecord<'a>> = Counted {
            count: summary.noted,
            first: summary
                .first_noted
                .iter()
                .map(|noted| LineRecord::of(&noted.place, noted.place.line, &noted.note, None))
                .collect(),
        },
        old_rules: Vec<OldRuleRecord<'a>> =
            summary.old_rules.iter().map(OldRuleRecord::of).collect(),
        warnings: &'a [String] = &summary.warnings,
        baselines?: Vec<BaselineRecord<'a>> =
            summary.baselines.iter().map(BaselineRecord::of).collect(),
        new?: Option<Verdicts> = summary.new.map(Verdicts),
    }
}

record! {
    struct FileRecord<'a> of(file: &'a FileSummary) {
        file: &'a str = &file.file,
        sheet: Option<&'a str> = file.sheet.as_deref(),
        records: u64 = file.account.records(),
        rows: u64 = file.tally.rows(),
        verdicts: Verdicts = Verdicts(file.tally),
        set_aside: u64 = file.account.all_set_aside(),
    }
}

record! {
    struct MakerRecord<'a> of(name: &'a str, maker: &'a MakerSummary) {
        vendor: &'a str = &maker.id,
        name: &'a str = name,
        rows: u64 = maker.tally.rows(),
        verdicts: Verdicts = Verdicts(maker.tally),
        grades: Grades<'a> = Grades(maker),
    }
}

record! {
    struct SiteRecord<'a> of(site: Option<&'a str>, tally: &Tally) {
        site: Option<&'a str> = site,
        rows: u64 = tally.rows(),
        verdicts: Verdicts = Verdicts(*tally),
    }
}

record! {
    struct NeedRecord<'a> of(need: &'a Need) {
        fact: &'a str = need.fact.key(),
        question: &'a str = &need.question,
        rows: u64 = need.rows,
        alone: u64 = need.alone,
    }
}

record! {
    struct InputRecord<'a> of(file: &'a str, digest: Option<&'a Digest>) {
        file: &'a str = file,
        bytes: Option<u64> = digest.map(|digest| digest.bytes),
        sha256: Option<&'a str> = digest.map(|digest| digest.sha256.as_str()),
    }
}

record! {
    struct LeftOutRecord<'a> of(regime: &'a LeftOutRegime, rows: &Tally) with {
        let (why, by) = match &regime.why {
            LeftOut::Skipped(place) => ("skipped", Some(place.as_str())),
            LeftOut::Replaced(file) => ("replaced", Some(file.as_str())),
            LeftOut::OnlyOwn => ("only-rules", None),
        };
    } {
        regime: &'a str = &regime.id,
        title: &'a str = &regime.title,
        why: &'static str = why,
        by: Option<&'a str> = by,
        rows: u64 = rows.rows(),
        verdicts: Verdicts = Verdicts(*rows),
    }
}

record! {
    struct WaiverRecord<'a> of(waiver: &'a WaiverTerms, rows: u64) {
        place: &'a str = &waiver.place,
        by: &'a str = &waiver.by,
        until: Date = waiver.until,
        ended: bool = waiver.has_ended,
        rows: u64 = rows,
    }
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

record! {
    struct SetAsideRecord<'a> of(account: &Account, first: &'a [SetAsideRow]) with {
        let reasons = SetAside::ALL.iter().filter(|&&why| account.set_aside(why) > 0);
        let reasons = reasons.map(|&why| (why.word().replace(' ', "_"), account.set_aside(why)));
        let line = |SetAsideRow { place, row }: &'a SetAsideRow| {
            LineRecord::of(place, row.line, &row.why, Some(&row.text))
        };
    } {
        count: u64 = account.all_set_aside(),
        reasons: BTreeMap<String, u64> = reasons.collect(),
        first: Vec<LineRecord<'a>> = first.iter().map(line).collect(),
    }
}

record! {
    struct LineRecord<'a> of(place: &'a Place, line: u64, why: &'a str, text: Option<&'a str>) {
        file: &'a str = &place.file,
        sheet: Option<&'a str> = place.sheet.as_deref(),
        line: u64 = line,
        why: &'a str = why,
        text?: Option<&'a str> = text,
    }
}

record! {
    struct OldRuleRecord<'a> of(rule: &'a OldRule) {
        regime: &'a str = &rule.regime,
        checked: Date = rule.checked,
        days: u32 = rule.days,
    }
}

record! {
    struct BaselineRecord<'a> of(baseline: &'a BaselineSummary) with {
        let BaselineSummary { file, as_of, entries, gone, first_gone } = baseline;
    } {
        file: &'a str = file,
        as_of: Date = *as_of,
        findings: u64 = *entries,
        gone: Counted<&'a BaselineEntry> =
            Counted { count: *gone, first: first_gone.iter().collect() },
    }
}

fn maker_unstated(summary: &Summary) -> Option<Counted<LineRecord<'_>>> {
    let first = summary.first_maker_unstated.iter();
    let first = first.map(|place| LineRecord::of(place, place.line, "states no maker", None));
    let count = summary.maker_unstated;
    (count > 0).then(|| Counted { count, first: first.collect() })
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

fn by_site(summary: &Summary) -> Vec<SiteRecord<'_>> {
    let named = summary.by_site.iter();
    let named = named.map(|(site, tally)| SiteRecord::of(Some(site.as_str()), tally));
    let none = &summary.no_site;
    named.chain((none.rows() > 0).then(|| SiteRecord::of(None, none))).collect()
}
