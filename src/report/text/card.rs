//! The card: one finding as a reader meets it, made from the first row that shows it, every text already cut to size.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use super::{places::Places, spanned::Spanned};
use crate::{
    Attribution, Finding, Grade, MarkKind, Truth, Verdict,
    audit::Audited,
    finding::{Test, TestKind},
    fold::fold,
    law::{Act, Law},
    reason::{Missing, Reason},
    report::{
        cell, maker,
        wording::{question, reason, spanned},
        words::{self, CELL, SENTENCE},
    },
};

/// Points kept of a list that grows with what the cells hold; `explain` shows all.
const POINTS: usize = 8;

/// A mark that speaks for a maker.
#[derive(Clone, Debug)]
pub(super) struct Point {
    mark: MarkKind,
    /// What was seen, as it is shown.
    text: String,
    /// The column and what the mark tells.
    pub(super) says: String,
    /// How far it carries.
    pub(super) confidence: &'static str,
    /// Where that was read.
    pub(super) source: String,
    /// Whether other rows show another mark of the same kind.
    pub(super) similar: bool,
}

/// Who made it, and how we know.
#[derive(Clone, Debug)]
pub(super) struct Made {
    vendor: String,
    /// How reports call the maker.
    pub(super) short: String,
    /// The whole of it in a sentence.
    pub(super) headline: String,
    /// Marks of different kinds, strongest first.
    pub(super) points: Vec<Point>,
    /// What lowered the grade.
    pub(super) lowered: Vec<String>,
    /// What else speaks against it.
    pub(super) informs: Vec<String>,
    /// The other marks outweigh what speaks against it.
    pub(super) outweighed: bool,
    /// What keeps its findings from a higher verdict.
    pub(super) lead: Option<&'static str>,
}

/// One provision on a card.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    /// The provision.
    pub(super) law: Arc<Law>,
    /// What it came to.
    pub(super) verdict: Verdict,
    /// The answers that decided it.
    pub(super) whys: Vec<Spanned>,
    /// How the verdict follows.
    pub(super) follows: String,
    /// Whether it holds.
    pub(super) truth: Truth,
    /// What would decide it.
    pub(super) missing: Vec<Missing>,
    /// Exceptions that the owner could claim.
    pub(super) could_apply: Vec<String>,
    /// Why it does not reach the item, in a word or two.
    pub(super) spares: &'static str,
    vendor: Option<String>,
}

/// One finding with its places.
#[derive(Clone, Debug)]
pub(super) struct Card {
    /// The worst verdict.
    pub(super) verdict: Verdict,
    /// What it is.
    pub(super) called: String,
    /// Who made it.
    pub(super) makers: Vec<Made>,
    /// The provisions that reach it, worst first.
    pub(super) clauses: Vec<Clause>,
    /// The provisions that name it and do not reach it.
    pub(super) spared: Vec<Clause>,
    /// Background and rules for the trade.
    pub(super) notes: Vec<Clause>,
    /// Why no law reaches it, if none does.
    pub(super) exempt: Option<Exempt>,
    /// Who accepted findings until when and why, with the worst verdict that was accepted so.
    pub(super) accepted: BTreeMap<String, Verdict>,
    /// What to do.
    pub(super) remedies: Vec<String>,
    /// What to do once an open question turns out to be answered that way.
    pub(super) if_caught: Vec<String>,
    /// Where it stands.
    pub(super) places: Places,
}

impl Card {
    /// The card of a row, and of all rows that say the same.
    pub(super) fn of(asset: &Audited) -> Self {
        let mut card = Self {
            verdict: asset.verdict,
            called: cell(&asset.called, CELL),
            makers: asset.attributions.iter().take(POINTS).map(|by| made(asset, by)).collect(),
            clauses: Vec::new(),
            spared: Vec::new(),
            notes: Vec::new(),
            exempt: None,
            accepted: BTreeMap::new(),
            remedies: Vec::new(),
            if_caught: Vec::new(),
            places: Places::default(),
        };
        asset.findings.iter().for_each(|finding| card.take(asset, finding));
        // Among provisions of one verdict national law stands before that of states, and bans before advice.
        card.clauses.sort_by_key(|clause| {
            std::cmp::Reverse((clause.verdict, !clause.law.is_of_a_part(), clause.law.force))
        });
        if card.verdict == Verdict::Exempt {
            card.exempt = Some(spared_by(asset));
        }
        card.join(asset);
        card
    }

    fn take(&mut self, asset: &Audited, finding: &Finding) {
        let grade = words::grade(asset, finding);
        if let Some(accepted) = &finding.accepted {
            let worst = self.accepted.entry(words::accepted(accepted)).or_insert(Verdict::Waived);
            *worst = accepted.would_be.max(*worst);
        }
        let clause = Clause {
            law: Arc::clone(&finding.law),
            verdict: finding.verdict,
            whys: whys(finding),
            follows: words::follows(finding, grade),
            truth: finding.truth,
            missing: finding.missing.clone(),
            could_apply: finding
                .could_apply()
                .map(|exception| cell(&exception.reason, SENTENCE))
                .collect(),
            spares: spares(finding),
            vendor: finding.vendor().map(str::to_owned),
        };
        if finding.note {
            push(&mut self.notes, clause);
        } else if finding.verdict <= Verdict::Exempt {
            push(&mut self.spared, clause);
        } else {
            push(&mut self.clauses, clause);
            if finding.accepted.is_none() {
                let remedy = cell(&finding.law.remedy, SENTENCE);
                let stands = words::stands(finding, grade);
                put(if stands { &mut self.remedies } else { &mut self.if_caught }, remedy);
            }
        }
        let todo = &self.remedies;
        self.if_caught.retain(|remedy| !todo.contains(remedy));
    }

    /// Adds a row that says the same: its place, its dates, and that it bears other marks of the same kind.
    pub(super) fn join(&mut self, asset: &Audited) {
        self.places.add(asset);
        if self.places.rows() == 1 {
            return;
        }
        for made in &mut self.makers {
            made.join(asset);
        }
        for clause in &mut self.clauses {
            let same = |finding: &&Finding| clause.is_of(finding);
            if let Some(finding) = asset.findings.iter().find(same) {
                clause.whys.iter_mut().zip(whys(finding)).for_each(|(known, why)| known.join(why));
            }
        }
        if let Some(exempt) = &mut self.exempt {
            exempt.join(spared_by(asset));
        }
    }

    /// What rows must share to be shown as one finding, as a hash too long for two findings to share it by chance.
    pub(super) fn key(asset: &Audited) -> u128 {
        let called = fold(&asset.called);
        let exempt = asset.verdict == Verdict::Exempt;
        let spared = exempt.then(|| spared_by(asset).undated());
        let half = |seed: u8| {
            let mut hasher = DefaultHasher::new();
            (seed, asset.verdict, &called, &spared).hash(&mut hasher);
            for attribution in &asset.attributions {
                let company = attribution.company.as_ref().map(|company| &company.id);
                let made = (&attribution.maker.id, company, attribution.grade);
                (made, attribution.label.as_deref().map(fold)).hash(&mut hasher);
            }
            for finding in asset.findings.iter().filter(|finding| !finding.note) {
                let law = (&finding.law.id, finding.vendor());
                let accepted =
                    finding.accepted.as_ref().map(|it| (&it.by, &it.reason, it.until, it.would_be));
                if finding.verdict > Verdict::Exempt {
                    (law, finding.verdict, finding.truth).hash(&mut hasher);
                    finding.missing.iter().for_each(|missing| asked(missing).hash(&mut hasher));
                    let tests = finding.tests.iter().map(|test| (test.kind, test.truth()));
                    tests.for_each(|test| test.hash(&mut hasher));
                }
                accepted.hash(&mut hasher);
            }
            u128::from(hasher.finish())
        };
        half(0) << 64 | half(1)
    }
}

impl Clause {
    fn is_of(&self, finding: &Finding) -> bool {
        let law = Arc::ptr_eq(&self.law, &finding.law) || self.law.id == finding.law.id;
        law && self.vendor.as_deref() == finding.vendor()
    }
}

impl Made {
    fn join(&mut self, asset: &Audited) {
        let same = |attribution: &&Attribution| attribution.maker.id == self.vendor;
        let Some(attribution) = asset.attributions.iter().find(same) else { return };
        for evidence in maker::kinds_of(attribution) {
            let text = maker::mark_text(evidence);
            match self.points.iter_mut().find(|point| point.mark == evidence.mark) {
                Some(point) => point.similar |= point.text != text,
                None => self.points.push(point(attribution, evidence)),
            }
        }
    }
}

fn made(asset: &Audited, by: &Attribution) -> Made {
    let mut made = Made {
        vendor: by.maker.id.clone(),
        short: cell(&by.maker.short, CELL),
        headline: maker::made_by(by),
        points: maker::kinds_of(by).into_iter().map(|evidence| point(by, evidence)).collect(),
        lowered: Vec::new(),
        informs: Vec::new(),
        outweighed: by.grade == Grade::Confirmed,
        lead: None,
    };
    for counter in &by.against {
        let points = if counter.lowers { &mut made.lowered } else { &mut made.informs };
        if points.len() < POINTS {
            put(points, maker::counter(by, counter));
        }
    }
    let of_it = |finding: &&Finding| finding.vendor() == Some(by.maker.id.as_str());
    let mut findings = asset.findings.iter().filter(of_it);
    made.lead = findings.find_map(|finding| words::lead(finding, words::grade(asset, finding)));
    made
}

fn point(by: &Attribution, evidence: &crate::attribution::Evidence) -> Point {
    let source = evidence
        .sources
        .first()
        .map_or(String::new(), |source| format!(": {}", cell(&source.title, SENTENCE)));
    Point {
        mark: evidence.mark,
        text: maker::mark_text(evidence),
        says: maker::seen(by, evidence),
        confidence: evidence.confidence.word(),
        source,
        similar: false,
    }
}

/// What a provision is for that binds others than the owner, or on other days.
const OTHER_OWNERS: &str = "for other owners";
const NOT_IN_FORCE: &str = "not in force";

/// Why a provision does not reach an item, in a word or two: of several reasons the one that no other fact of the item changes.
fn spares(finding: &Finding) -> &'static str {
    let fails = |kind: TestKind| {
        let decides = if kind == TestKind::Exception { Truth::True } else { Truth::False };
        finding.tests.iter().any(|test| test.kind == kind && test.truth() == decides)
    };
    let act = match finding.law.act {
        Act::Fund => "for other money",
        Act::Acquire | Act::Deploy => "for other times",
        _ => "for equipment in service",
    };
    let known = [
        (TestKind::Owner, OTHER_OWNERS),
        (TestKind::Equipment, "for other equipment"),
        (TestKind::InForce, NOT_IN_FORCE),
        (TestKind::Maker, "for another company of the group"),
        (TestKind::Act, act),
        (TestKind::Condition, "for another site or use"),
        (TestKind::Exception, "with an exception that holds"),
    ];
    let found = known.into_iter().find(|(kind, _)| fails(*kind));
    found.map_or("not decided", |(_, words)| words)
}

/// Why no law reaches an item.
#[derive(Clone, Debug)]
pub(in crate::report) struct Exempt {
    /// What is said of the item.
    reasons: Vec<Reason>,
    /// The same as all its rows say it.
    spanned: Vec<Spanned>,
    /// What is said where nothing of the item has to do with it.
    otherwise: &'static str,
}

impl Exempt {
    fn join(&mut self, other: Self) {
        self.spanned.iter_mut().zip(other.spanned).for_each(|(known, more)| known.join(more));
    }

    /// What rows must share to be exempt for one reason, whenever they were bought.
    fn undated(&self) -> Vec<String> {
        self.reasons.iter().map(|reason| spanned(reason, None)).collect()
    }

    /// In words.
    pub(in crate::report) fn shown(&self) -> String {
        if self.spanned.is_empty() {
            return self.otherwise.to_owned();
        }
        self.spanned.iter().map(Spanned::shown).collect::<Vec<_>>().join("; ")
    }
}

/// The fewest reasons that explain why no law reaches an item. Laws that bind others, or are not in force, say nothing of it.
pub(in crate::report) fn spared_by(asset: &Audited) -> Exempt {
    let says = |finding: &&Finding| {
        let spare = spares(finding);
        !finding.note && !matches!(spare, OTHER_OWNERS | NOT_IN_FORCE)
    };
    let why = |finding| {
        let tests = Finding::because(finding).filter(|test| test.kind != TestKind::InForce);
        let whys: Vec<_> = tests.flat_map(Test::why).map(|why| (why, reason(why))).collect();
        whys
    };
    let mut left: Vec<_> = asset.findings.iter().filter(says).map(why).collect();
    left.retain(|whys| !whys.is_empty());
    let mut reasons: Vec<Reason> = Vec::new();
    while reasons.len() < 3 && !left.is_empty() {
        let mut counts: BTreeMap<&str, (usize, &Reason)> = BTreeMap::new();
        for (why, text) in left.iter().flatten() {
            counts.entry(text).or_insert((0, why)).0 += 1;
        }
        let best = counts.into_iter().max_by_key(|(text, (count, why))| {
            // Of equal ones that which hangs on no date.
            (*count, why.date().is_none(), std::cmp::Reverse(text.len()))
        });
        let Some((_, (_, best))) = best else { break };
        left.retain(|whys| !whys.iter().any(|(why, _)| why.says_same_fact(best)));
        reasons.push(best.clone());
    }
    let spares_so =
        |so: &str| asset.findings.iter().any(|finding| !finding.note && spares(finding) == so);
    let otherwise = match (spares_so(OTHER_OWNERS), spares_so(NOT_IN_FORCE)) {
        (true, false) => "the laws that name it bind other owners",
        (false, true) => "the laws that name it are not in force on the day of the audit",
        (true, true) => "the laws that name it bind other owners, or are not in force",
        (false, false) => "no law that names it reaches it",
    };
    let spanned = reasons.iter().map(|reason| Spanned::new([reason])).collect();
    Exempt { reasons, spanned, otherwise }
}

/// The answers that decided a provision.
fn whys(finding: &Finding) -> Vec<Spanned> {
    finding.because().map(|test| Spanned::new(test.why())).collect()
}

/// What rows must share to ask one question: a fact, or a point that the law leaves open.
fn asked(missing: &Missing) -> (&'static str, Option<String>) {
    let open = matches!(missing, Missing::Law(_)).then(|| question(missing));
    (missing.fact(), open)
}

/// Adds a provision, or joins it with the same one that reaches another maker in the same way.
fn push(clauses: &mut Vec<Clause>, new: Clause) {
    let same = |known: &&mut Clause| {
        Arc::ptr_eq(&known.law, &new.law)
            && (known.verdict, known.truth) == (new.verdict, new.truth)
            && known.whys.len() == new.whys.len()
    };
    let Some(known) = clauses.iter_mut().find(same) else { return clauses.push(new) };
    known.whys.iter_mut().zip(new.whys).for_each(|(known, why)| known.join(why));
    new.missing.into_iter().for_each(|missing| put(&mut known.missing, missing));
    new.could_apply.into_iter().for_each(|exception| put(&mut known.could_apply, exception));
}

/// Adds a point unless it is there.
fn put<T: PartialEq>(points: &mut Vec<T>, point: T) {
    if !points.contains(&point) {
        points.push(point);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    /// Rows that say the same are one finding, even if another date or another MAC address stands behind it; the reader is told.
    #[test]
    fn rows_add_what_they_know() {
        let (mut first, mut second) = (fixture::white_label(), fixture::white_label());
        second.attributions[0].evidence[0].text = "98:8B:0A:AA:BB:CC".into();
        first.findings[0].tests[4] = fixture::installed("2021-05-04");
        second.findings[0].tests[4] = fixture::installed("2021-03-04");
        second.called = second.called.to_uppercase();
        assert_eq!(Card::key(&first), Card::key(&second));
        let mut card = Card::of(&first);
        assert!(!card.makers[0].points[0].similar);
        card.join(&second);
        let points = &card.makers[0].points;
        assert_eq!((card.places.rows(), points.len()), (2, 3), "{points:#?}");
        assert!(points[0].similar && !points[1].similar);
        let whys: Vec<_> = card.clauses[0].whys.iter().map(Spanned::shown).collect();
        assert_eq!(
            whys[3],
            "it was installed between 2021-03-04 and 2021-05-04, within the time from 2020-08-13 on"
        );
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
        assert_eq!(same, key(|asset| asset.site = Some("Elsewhere".into())));
        assert_ne!(same, key(|asset| asset.attributions[0].label = None));
        assert_ne!(same, key(|asset| asset.findings[0].missing.clear()));
        assert_ne!(same, key(|asset| asset.called.push('0')));
    }
}
