//! The card: one finding as a reader meets it, made from the first row that shows it, every text already cut to size.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use super::places::Places;
use crate::{
    Finding, Truth, Verdict,
    audit::Audited,
    finding::{Law, Test},
    report::{
        cell,
        words::{self, CELL, SENTENCE},
    },
};

/// Points kept of a list that grows with what the cells hold; `explain` shows all.
const POINTS: usize = 8;

/// Rows that may add evidence to a card; after so many, the rest has nothing new to say.
const JOINED: u64 = 20;

/// One provision on a card.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// The provision.
    pub(super) law: Arc<Law>,
    /// What it came to.
    pub(super) verdict: Verdict,
    /// The answers that decided it.
    pub(super) whys: Vec<String>,
    /// Its number among the findings of a row, and a hash of the tests there.
    at: usize,
    tests: u64,
    /// Whether another row of the same card was decided by other answers.
    pub(super) differs: bool,
    /// How the verdict follows.
    pub(super) follows: String,
    /// Whether it holds.
    pub(super) truth: Truth,
    /// What about the maker keeps it from a higher verdict.
    pub(super) lead: Option<&'static str>,
}

/// One finding with its places.
#[derive(Clone, Debug)]
pub(super) struct Card {
    /// The worst verdict.
    pub(super) verdict: Verdict,
    /// What it is.
    pub(super) called: String,
    /// Who made it, one sentence a maker.
    pub(super) makers: Vec<String>,
    /// What speaks for it, by mark and text so that rows can add to it.
    pub(super) evidence: Vec<String>,
    /// What speaks against it.
    pub(super) against: Vec<String>,
    /// The provisions that reach it, worst first.
    pub(super) clauses: Vec<Clause>,
    /// The provisions that name it and do not reach it.
    pub(super) spared: Vec<Clause>,
    /// Background and rules for the trade.
    pub(super) notes: Vec<Clause>,
    /// What would decide it: key and question.
    pub(super) questions: Vec<(String, String)>,
    /// Exceptions that the owner could claim.
    pub(super) could_apply: Vec<String>,
    /// Who accepted what until when.
    pub(super) accepted: Vec<String>,
    /// What to do.
    pub(super) remedies: Vec<String>,
    /// What to do once an open question turns out to be answered that way.
    pub(super) if_it_holds: Vec<String>,
    /// Where it stands.
    pub(super) places: Places,
}

impl Card {
    /// The card of a row, and of all rows that say the same.
    pub(super) fn of(asset: &Audited) -> Self {
        let mut card = Self {
            verdict: asset.verdict,
            called: cell(&asset.called, CELL),
            makers: asset.attributions.iter().take(POINTS).map(words::made_by).collect(),
            evidence: Vec::new(),
            against: Vec::new(),
            clauses: Vec::new(),
            spared: Vec::new(),
            notes: Vec::new(),
            questions: Vec::new(),
            could_apply: Vec::new(),
            accepted: Vec::new(),
            remedies: Vec::new(),
            if_it_holds: Vec::new(),
            places: Places::default(),
        };
        for (at, finding) in asset.findings.iter().enumerate() {
            card.take(asset, at, finding);
        }
        card.join(asset);
        card
    }

    fn take(&mut self, asset: &Audited, at: usize, finding: &Finding) {
        let grade = words::grade(asset, finding);
        let clause = Clause {
            law: Arc::clone(&finding.law),
            verdict: finding.verdict,
            whys: words::whys(finding),
            at,
            tests: hash(&finding.tests),
            differs: false,
            follows: words::follows(finding, grade),
            truth: finding.truth,
            lead: words::lead(finding, grade),
        };
        if let Some(accepted) = &finding.accepted {
            let (by, why) = (cell(&accepted.by, CELL), cell(&accepted.reason, SENTENCE));
            put(&mut self.accepted, format!("by {by} until {}: {why}", accepted.until));
        }
        if finding.note {
            self.notes.push(clause);
        } else if finding.verdict <= Verdict::Exempt {
            self.spared.push(clause);
        } else {
            self.clauses.push(clause);
            if finding.accepted.is_none() {
                let remedy = cell(&finding.law.remedy, SENTENCE);
                let stands = words::stands(finding, grade);
                put(if stands { &mut self.remedies } else { &mut self.if_it_holds }, remedy);
            }
            for missing in &finding.missing {
                let question = (cell(&missing.fact, CELL), cell(&missing.question, SENTENCE));
                put(&mut self.questions, question);
            }
            for exception in &finding.could_apply {
                put(&mut self.could_apply, cell(exception, SENTENCE));
            }
        }
    }

    /// Adds a row that says the same: its place, and what evidence it adds.
    pub(super) fn join(&mut self, asset: &Audited) {
        self.places.add(asset);
        if self.places.rows() <= JOINED {
            evidence(asset, &mut self.evidence);
            against(asset, &mut self.against);
        }
        let clauses = self.clauses.iter_mut().chain(&mut self.spared).chain(&mut self.notes);
        for clause in clauses.filter(|clause| !clause.differs) {
            // Rows of one card have the same findings in the same order.
            let here = asset.findings.get(clause.at);
            clause.differs = here.is_some_and(|finding| hash(&finding.tests) != clause.tests);
        }
    }

    /// What rows must share to be shown as one finding, as a hash too long for two findings to share it by chance.
    pub(super) fn key(asset: &Audited) -> u128 {
        let half = |seed: u8| {
            let mut hasher = DefaultHasher::new();
            (seed, asset.verdict, &asset.called).hash(&mut hasher);
            for attribution in &asset.attributions {
                let company = attribution.company.as_ref().map(|company| &company.id);
                let made = (&attribution.maker.id, company, attribution.grade);
                (made, &attribution.label).hash(&mut hasher);
            }
            for finding in &asset.findings {
                let law = (&finding.law.regime, &finding.law.provision, &finding.vendor);
                (law, finding.verdict, finding.truth, finding.note).hash(&mut hasher);
                let accepted = finding.accepted.as_ref().map(|it| (&it.by, &it.reason, it.until));
                (accepted, &finding.missing).hash(&mut hasher);
            }
            u128::from(hasher.finish())
        };
        half(0) << 64 | half(1)
    }
}

/// A hash of the answers that decided a provision.
fn hash(tests: &[Test]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for test in tests {
        (test.kind, test.truth, &test.why).hash(&mut hasher);
    }
    hasher.finish()
}

/// Adds a point unless it is there.
fn put<T: PartialEq>(points: &mut Vec<T>, point: T) {
    if !points.contains(&point) {
        points.push(point);
    }
}

fn evidence(asset: &Audited, points: &mut Vec<String>) {
    for evidence in asset.attributions.iter().flat_map(|attribution| &attribution.evidence) {
        if points.len() >= POINTS {
            return;
        }
        let source = evidence
            .sources
            .first()
            .map_or(String::new(), |source| format!(": {}", cell(&source.title, CELL)));
        let point = format!(
            "{} {} in column {}: {} [{}{source}]",
            evidence.mark.says(),
            words::mark_text(evidence),
            cell(&evidence.column, CELL),
            cell(&evidence.says, SENTENCE),
            evidence.confidence.word(),
        );
        put(points, point);
    }
}

fn against(asset: &Audited, points: &mut Vec<String>) {
    for counter in asset.attributions.iter().flat_map(|attribution| &attribution.against) {
        if points.len() >= POINTS {
            return;
        }
        let lowers = if counter.lowers { "lowers the grade" } else { "for information" };
        let column = counter
            .column
            .as_deref()
            .map_or(String::new(), |column| format!(" in column {}", cell(column, CELL)));
        let says = cell(&counter.says, SENTENCE);
        put(points, format!("{}{column}: {says} ({lowers})", cell(&counter.text, CELL)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    /// Rows that say the same are one finding, even if another date or another MAC address stands behind it; the reader is told.
    #[test]
    fn rows_add_what_they_know() {
        let (first, mut second) = (fixture::white_label(), fixture::white_label());
        second.attributions[0].evidence[0].text = "44:19:B6:AA:BB:CC".into();
        second.attributions[0].evidence[1].text = "DS-2CD2146G2-I".into();
        second.findings[0].tests[4].why = "it was installed on 2021-03-04".into();
        assert_eq!(Card::key(&first), Card::key(&second));
        let mut card = Card::of(&first);
        assert!(!card.clauses[0].differs);
        card.join(&second);
        assert_eq!((card.places.rows(), card.evidence.len()), (2, 4), "{:#?}", card.evidence);
        assert!(card.clauses[0].differs);
    }

    #[test]
    fn another_label_or_an_open_question_is_another_finding() {
        let key = |change: fn(&mut Audited)| {
            let mut asset = fixture::missing_purpose();
            change(&mut asset);
            Card::key(&asset)
        };
        let same = key(|_| ());
        assert_eq!(same, key(|asset| asset.place.row += 1));
        assert_ne!(same, key(|asset| asset.attributions[0].label = None));
        assert_ne!(same, key(|asset| asset.findings[0].missing.clear()));
        assert_ne!(same, key(|asset| asset.called.push('0')));
    }
}
