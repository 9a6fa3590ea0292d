//! The columns that are added to a sheet, and what they say of a row: short texts, each harmless, the most important first.

use serde::{Deserialize, Serialize};

use crate::{
    Attribution, Finding, Verdict,
    audit::{Audited, SetAsideLine},
    finding::Test,
    report::{
        cell,
        goods::spared_by,
        maker,
        reaching::reaching,
        verdict_reason,
        wording::{question, reason},
        words::{self, CELL, SENTENCE, sentence, stopped, unlike},
    },
};

/// The added columns, from left to right. Each name begins with that of the program, so that no sheet has it already and anyone
/// can tell what is added.
pub(super) const TITLES: [&str; COLUMNS] = [
    "banlint verdict",
    "banlint maker",
    "banlint grade",
    "banlint law",
    "banlint law page",
    "banlint why",
    "banlint what to do",
    "banlint what is missing",
    "banlint evidence",
];
pub(super) const COLUMNS: usize = 9;
/// The one of them that leads to the page of the law that decides.
pub(super) const PAGE: usize = 4;
const WHY: usize = 5;
/// Maximum texts in one cell; more are counted.
const TEXTS: usize = 6;
/// The longest address.
const ADDRESS: usize = 2_000;
/// At most this many marks are shown of one maker.
const MARKS: usize = 3;

/// What is said of one asset, or of a line that is none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Remark {
    pub(super) line: u64,
    /// What the row calls the asset.
    pub(super) called: String,
    /// The owner's own number for it.
    pub(super) asset_id: Option<String>,
    pub(super) site: Option<String>,
    pub(super) says: FirstCell,
    /// The texts of the added columns after the first.
    pub(super) texts: [Vec<String>; COLUMNS - 1],
    /// It names the added columns, for want of a header that does.
    #[serde(skip)]
    pub(super) with_titles: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum FirstCell {
    /// It is no asset.
    SetAside,
    Verdict(Verdict),
}

impl FirstCell {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::SetAside => "set aside",
            Self::Verdict(verdict) => verdict.word(),
        }
    }
}

impl Remark {
    /// What is said of a row.
    pub(super) fn of(asset: &Audited) -> Self {
        let made = &asset.attributions;
        let makers = unlike(made.iter().map(|by| cell(&by.maker.short, CELL)));
        let grades = unlike(made.iter().map(|by| by.grade.word().to_owned()));
        let reached = reaching(asset);
        let laws = reached.iter().map(|finding| law(finding));
        let evidence = made.iter().flat_map(evidence);
        let page = reached.first().and_then(|finding| finding.law.sources.first());
        Self {
            line: asset.place.line,
            called: cell(&asset.called, CELL),
            asset_id: asset.asset_id.as_ref().map(|id| cell(id, CELL)),
            site: asset.site.as_ref().map(|site| cell(site, CELL)),
            says: FirstCell::Verdict(asset.verdict),
            texts: [
                makers,
                grades,
                most(laws.collect()),
                page.map(|source| cell(&source.url, ADDRESS)).into_iter().collect(),
                most(why(asset, &reached)),
                most(to_do(asset, &reached)),
                most(missing(&reached)),
                most(evidence.collect()),
            ],
            with_titles: false,
        }
    }

    /// What is said of a row that is clear at first sight.
    pub(super) fn clear(line: u64) -> Self {
        Self::new(line, FirstCell::Verdict(Verdict::Clear))
    }

    fn new(line: u64, says: FirstCell) -> Self {
        Self {
            line,
            called: String::new(),
            asset_id: None,
            site: None,
            says,
            texts: Default::default(),
            with_titles: false,
        }
    }

    /// What is said of a line that is no asset.
    pub(super) fn of_line(line: &SetAsideLine) -> Self {
        let mut mark = Self::new(line.line, FirstCell::SetAside);
        mark.called = cell(&line.text, CELL);
        mark.texts[WHY - 1] = vec![sentence(&cell(&line.why, SENTENCE))];
        mark
    }

    /// What is said of a line that holds several assets: the worst verdict decides, and each text names its asset.
    pub(super) fn joined(marks: &[Self]) -> Option<Self> {
        let worst = marks.iter().max_by_key(|mark| mark.says)?;
        if marks.len() == 1 {
            return Some(worst.clone());
        }
        let mut joined = worst.clone();
        for (at, texts) in joined.texts.iter_mut().enumerate() {
            let all = marks.iter().flat_map(|mark| {
                let named = at > 1 && at != PAGE - 1 && !mark.called.is_empty();
                let text = move |text: &String| {
                    if named { format!("{}: {text}", mark.called) } else { text.clone() }
                };
                mark.texts[at].iter().map(text)
            });
            *texts = unlike(all);
        }
        Some(joined)
    }
}

fn law(finding: &Finding) -> String {
    let law = &finding.law;
    let (title, cited) = (words::provision(law), words::citation(law));
    let known = words::known(finding);
    format!("{}, {cited} ({}{known})", title.replace("  ", " "), finding.verdict)
}

fn why(asset: &Audited, reached: &[&Finding]) -> Vec<String> {
    let mut whys: Vec<String> = match asset.verdict {
        Verdict::Exempt => vec![spared_by(asset).shown()],
        _ => reached.iter().flat_map(|finding| why_of(asset, finding)).collect(),
    };
    if asset.verdict == Verdict::Unchecked {
        whys.push("it could not be read".to_owned());
    }
    whys.extend(asset.notes.iter().map(|note| cell(note, SENTENCE)));
    unlike(whys.iter().map(|why| sentence(&cell(why, SENTENCE))))
}

/// Why one provision has its verdict.
fn why_of(asset: &Audited, finding: &Finding) -> Vec<String> {
    let grade = words::grade(asset, finding);
    if let Some(accepted) = &finding.accepted {
        return vec![format!("{}, {}", accepted.would_be, words::accepted(accepted))];
    }
    // What is only not said is asked for in the column of what is missing.
    let asked = |test: &&Test| test.missing().is_empty();
    let whys = finding.because().filter(asked).flat_map(Test::why);
    let mut whys: Vec<_> = whys.filter(|why| !why.is_silence()).map(reason).collect();
    if whys.is_empty() {
        whys.push(verdict_reason::follows(finding, grade));
    }
    whys.extend(words::lead(finding, grade).map(|lead| lead.trim_end_matches('.').to_owned()));
    whys
}

fn to_do(asset: &Audited, reached: &[&Finding]) -> Vec<String> {
    let open = reached.iter().filter(|finding| finding.accepted.is_none());
    let (stand, if_caught): (Vec<_>, Vec<_>) =
        open.partition(|finding| words::stands(finding, words::grade(asset, finding)));
    let remedy = |finding: &&&Finding| words::remedy(&finding.law);
    let now: Vec<_> = unlike(stand.iter().map(remedy));
    let then = unlike(if_caught.iter().map(remedy)).into_iter();
    let then = then.filter(|remedy| !now.contains(remedy));
    let then: Vec<_> = then.map(|remedy| format!("{}: {remedy}", words::IF_IT_HOLDS)).collect();
    now.into_iter().chain(then).collect()
}

/// What would decide it.
fn missing(reached: &[&Finding]) -> Vec<String> {
    let questions = reached.iter().flat_map(|finding| &finding.missing).map(question);
    let spares = reached.iter().flat_map(|finding| finding.could_apply()).map(|exception| {
        format!("Unless you show: {}", stopped(&cell(&exception.reason, SENTENCE)))
    });
    unlike(questions.map(|text| cell(&text, SENTENCE)).chain(spares))
}

/// Who made it, the strongest mark of each kind with its source, and what speaks against it.
fn evidence(by: &Attribution) -> Vec<String> {
    let mut texts = vec![stopped(&maker::made_by(by))];
    for evidence in maker::kinds_of(by).into_iter().take(MARKS) {
        let source = evidence.sources.first().map_or(String::new(), |source| {
            format!(": {}, {}", cell(&source.title, CELL), cell(&source.url, SENTENCE))
        });
        let confidence = evidence.confidence.word();
        texts.push(format!("{} [{confidence}{source}]", maker::seen(by, evidence)));
    }
    texts.extend(
        by.against
            .iter()
            .take(MARKS)
            .map(|counter| format!("Against it: {}", stopped(&maker::counter(by, counter)))),
    );
    texts
}

/// The first of many texts.
fn most(mut texts: Vec<String>) -> Vec<String> {
    let more = texts.len().saturating_sub(TEXTS);
    if more > 0 {
        texts.truncate(TEXTS);
        texts.push(format!("and {more} more"));
    }
    texts
}
