//! The page as its template takes it: everything in words, counted and drawn.

use std::{collections::BTreeSet, io};

use askama::Template;

use super::{
    asks::{AskGroup, asks},
    charts::{BarChart, BarPart, NamedTally, segments},
    data,
    days_to_come::ComingLine,
    findings::{FirstFinding, PageFinding, PageFindings},
    laws::{LawEntry, Matrix, Timeline, laws, matrix, timeline},
    links::{Day, Filter},
    made_with::{BaselineRows, MadeWith, baseline},
    shell::{self, Inline},
    sums::Sums,
    words_of_law::provision,
};
use crate::{
    Verdict,
    audit::{Basis, Tally},
    law::Law,
    report::{
        Summary,
        applied::{AppliedPart, law_of, owner},
        cell,
        goods::{Action, Actions, Audience, Event, Urgency},
        words::{self, CELL, SENTENCE},
    },
};

const ORDER: [Verdict; Verdict::ALL.len()] = [
    Verdict::Violation,
    Verdict::Review,
    Verdict::Unchecked,
    Verdict::Advisory,
    Verdict::Waived,
    Verdict::Exempt,
    Verdict::Clear,
];
const ACTIONS: usize = 20;
/// Findings shown without the page's script.
const FIRST: usize = 50;
/// Runs of lines in an action.
const RUNS: usize = 12;

/// What was kept while the audit went.
#[derive(Clone, Copy)]
pub(super) struct PageParts<'a> {
    pub(super) summary: &'a Summary,
    pub(super) basis: &'a Basis,
    pub(super) findings: &'a PageFindings,
    pub(super) actions: &'a Actions,
    pub(super) sums: &'a Sums,
}

part! {
    struct VerdictLine of(verdict: Verdict, rows: u64) with {
        let listed = rows > 0 && verdict != Verdict::Clear;
        let filter = Filter { verdict: Some(verdict), ..Filter::default() };
    } {
        word: &'static str = verdict.word(),
        rows: u64 = rows,
        means: &'static str = words::meaning(verdict),
        filter: String = if listed { filter.address() } else { String::new() },
    }
}

/// Something to do.
struct ActionEntry {
    kind: &'static str,
    rows: u64,
    noun: String,
    /// How many items these rows stand for, where that is another number.
    items: Option<String>,
    when: &'static str,
    day: Option<Day>,
    title: String,
    asked: Vec<AskedBy>,
    reports: Vec<String>,
    places: String,
    makers: String,
    filter: String,
}

part! {
    /// A provision that asks for something to be done.
    struct AskedBy of(law: &Law) {
        title: String = cell(&law.title, SENTENCE),
        of: String = provision(law),
        remedy: String = words::remedy(law),
    }
}

part! {
    #[derive(Template)]
    #[template(path = "page.html", config = "src/report/html/askama.toml")]
    struct HtmlPage of(kept: &PageParts<'_>, findings: &[&PageFinding], data: String) with {
        let PageParts { summary, basis, sums, .. } = *kept;
        let said = &kept.findings.said;
        let files = summary.has_several_files();
        let tally = &summary.tally;
        let (coming, more_coming) = sums.coming.lines();
        let is_main =
            |verdict| matches!(verdict, Verdict::Violation | Verdict::Review | Verdict::Clear);
    } {
        version: &'static str = env!("CARGO_PKG_VERSION"),
        style: Inline = shell::style(),
        script: Inline = shell::script(),
        data: String = data,
        sections: Vec<(&'static str, &'static str)> = sections(kept),
        title: String = title(summary),
        headline: String = headline(tally),
        subline: String = subline(tally),
        as_of: Day = Day::of(basis.as_of),
        law_of: String = law_of(basis, false),
        owner: String = owner(basis, false),
        whole: Vec<BarPart> = whole(tally),
        rows: u64 = tally.rows(),
        verdicts: Vec<VerdictLine> = verdicts(tally, |rows, verdict| rows > 0 || is_main(verdict)),
        equation: Vec<VerdictLine> = verdicts(tally, |_, _| true),
        actions: Vec<ActionEntry> = actions(kept),
        asks: Vec<AskGroup> = asks(summary, basis, &sums.suppliers),
        charts: Vec<BarChart> = charts(summary, basis),
        timeline: Timeline = timeline(sums, kept.actions, basis),
        coming: Vec<ComingLine> = coming,
        more_coming: usize = more_coming,
        matrix: Matrix = matrix(sums, basis),
        found: usize = findings.len(),
        dropped: u64 = kept.findings.dropped.rows(),
        first: Vec<FirstFinding> =
            findings.iter().take(FIRST).map(|one| one.first(said, files)).collect(),
        laws: Vec<LawEntry> = laws(sums, basis),
        baseline: Option<BaselineRows> = baseline(summary),
        record: MadeWith = MadeWith::of(summary, basis),
    }
}

pub(super) fn write(out: &mut dyn io::Write, kept: &PageParts<'_>) -> io::Result<()> {
    let sorted = kept.findings.sorted();
    let files = kept.summary.has_several_files();
    let data = data::json(&sorted, &kept.findings.said, ORDER, files)?;
    let page = HtmlPage::of(kept, &sorted, data);
    page.write_into(&mut TextWriter(out)).map_err(io::Error::other)
}

fn sections(kept: &PageParts<'_>) -> Vec<(&'static str, &'static str)> {
    let laws = !kept.sums.laws.is_empty();
    let all = [
        (true, "first", "What must go"),
        (true, "asks", "Asked of whom"),
        (laws, "picture", "Where"),
        (laws, "dates", "Dates"),
        (laws, "matrix", "Laws"),
        (true, "findings", "Findings"),
        (true, "record", "How made"),
    ];
    all.into_iter().filter(|(shown, ..)| *shown).map(|(_, id, name)| (id, name)).collect()
}

/// The inputs by name.
fn title(summary: &Summary) -> String {
    let names = summary.files.iter().map(|file| words::short_file(&file.file, None));
    let mut names = words::unlike(names);
    let more = names.len().saturating_sub(3);
    names.truncate(3);
    if more > 0 {
        names.push(words::count(more as u64, "more file"));
    }
    format!("Audit of {}", words::list(&names))
}

/// The result, in one sentence.
fn headline(tally: &Tally) -> String {
    let (all, bad) = (tally.rows(), tally.of(Verdict::Violation));
    let all = words::count(all, "row");
    let waived = tally.of(Verdict::Waived);
    if bad == 0 && waived > 0 {
        return format!(
            "A waiver accepts {waived} of {all}, whatever the law says of them; no rule is known to forbid the others."
        );
    }
    match (bad, tally.of(Verdict::Review), tally.of(Verdict::Unchecked)) {
        (0, 0, 0) => format!("No rule in force forbids any of the {all}."),
        (0, _, _) => format!("No rule is known to forbid any of the {all} yet."),
        _ => format!("A rule in force forbids {bad} of {all}."),
    }
}

/// What keeps that from being all.
fn subline(tally: &Tally) -> String {
    let mut parts = Vec::new();
    let (review, advisory) = (tally.of(Verdict::Review), tally.of(Verdict::Advisory));
    let (waived, unread) = (tally.of(Verdict::Waived), tally.of(Verdict::Unchecked));
    let be = |rows| if rows == 1 { "is" } else { "are" };
    if review > 0 {
        let more = if tally.of(Verdict::Violation) > 0 { " more" } else { "" };
        parts.push(format!("{review}{more} cannot be decided until a question is answered"));
    }
    if advisory > 0 {
        parts.push(format!("{advisory} {} a matter of advice or a weak lead", be(advisory)));
    }
    if waived > 0 {
        parts.push(format!("{waived} {} accepted by a named person", be(waived)));
    }
    if unread > 0 {
        parts.push(format!("{unread} could not be read"));
    }
    words::stopped(&words::sentence(&words::list(&parts)))
}

fn whole(tally: &Tally) -> Vec<BarPart> {
    segments(tally, &ORDER, tally.rows())
}

fn verdicts(tally: &Tally, shown: impl Fn(u64, Verdict) -> bool) -> Vec<VerdictLine> {
    let shown = ORDER.into_iter().filter(|&verdict| shown(tally.of(verdict), verdict));
    shown.map(|verdict| VerdictLine::of(verdict, tally.of(verdict))).collect()
}

fn actions(kept: &PageParts<'_>) -> Vec<ActionEntry> {
    let files = kept.summary.has_several_files();
    let all = kept.actions.merged().into_iter().take(ACTIONS);
    all.filter_map(|merged| ActionEntry::of(&merged, kept.basis, files)).collect()
}

impl ActionEntry {
    /// One thing to do, for which several provisions may ask.
    fn of(merged: &[&Action], basis: &Basis, files: bool) -> Option<Self> {
        let action = merged.first()?;
        let law = &*action.law;
        let rows = action.places.rows();
        let (kind, when, day, verdict) = match action.urgency {
            Urgency::InForce => ("now", "Now: in force since", law.from, Some(Verdict::Violation)),
            Urgency::On(day, Event::RuleBegins) => ("coming", "Before", day, None),
            Urgency::On(day, Event::WaiverEnds) => {
                ("coming", "Accepted until", day, Some(Verdict::Waived))
            }
            Urgency::Listed => ("advised", "List of", law.from, Some(Verdict::Review)),
            Urgency::Reported => {
                ("advised", "To be reported since", law.from, Some(Verdict::Advisory))
            }
            Urgency::Advised => ("advised", "Advised since", law.from, Some(Verdict::Advisory)),
        };
        let makers: Vec<_> = action
            .makers
            .iter()
            .map(|(maker, rows)| format!("{} ({rows})", cell(maker, CELL)))
            .collect();
        let places = [action.places.sites(), Some(action.places.shown(RUNS, files))];
        let reports: BTreeSet<_> =
            merged.iter().flat_map(|action| action.reports(basis, Audience::Paper)).collect();
        Some(Self {
            kind,
            rows,
            noun: words::noun_of(rows, "row"),
            items: action.places.items(),
            when,
            day: Some(Day::of(day)),
            title: cell(&law.title, SENTENCE),
            asked: merged.iter().map(|action| AskedBy::of(&action.law)).collect(),
            reports: reports.into_iter().collect(),
            places: places.into_iter().flatten().collect::<Vec<_>>().join("; "),
            makers: words::list(&makers),
            filter: Filter { verdict, law: Some(&law.id), ..Filter::default() }.address(),
        })
    }
}

/// The charts by country, maker and site.
fn charts(summary: &Summary, basis: &Basis) -> Vec<BarChart> {
    let countries = summary.countries(basis);
    let countries = countries.map(|(name, tally)| (cell(name, CELL), String::new(), tally));
    let makers = summary.by_maker.iter().map(|(maker, of_maker)| -> NamedTally {
        let shown = cell(maker, CELL);
        let filter = Filter { maker: Some(&shown), ..Filter::default() }.address();
        (shown, filter, of_maker.tally)
    });
    let mut sites: Vec<NamedTally> = summary
        .by_site
        .iter()
        .map(|(site, tally)| {
            let shown = cell(site, 2 * CELL);
            let filter = Filter { site: Some(&shown), ..Filter::default() }.address();
            (shown, filter, *tally)
        })
        .collect();
    for (name, tally) in
        [("site not stated", summary.no_site), ("all further sites", summary.other_sites)]
    {
        sites.push((name.to_owned(), String::new(), tally));
    }
    let all = [
        BarChart::new(
            "By country",
            "rows by the worst of the law of each; what it does not reach is left out",
            countries.collect(),
        ),
        BarChart::new("By maker", "whose goods they appear to be", makers.collect()),
        BarChart::new("By site", "where they are", sites),
    ];
    all.into_iter().filter(|chart| !chart.bars.is_empty()).collect()
}

/// An output that templates can write to.
struct TextWriter<'o>(&'o mut dyn io::Write);

impl io::Write for TextWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
