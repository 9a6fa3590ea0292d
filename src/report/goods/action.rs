//! Actions: what is to be done, about how many rows, where, and how urgently. One action is one provision of law and one urgency.

use std::{
    cmp::Reverse,
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use super::places::Places;
use crate::{
    Date, Finding, Truth, Verdict,
    audit::{Audited, Basis, Place},
    date::Position,
    finding::{Test, TestKind},
    law::{Act, Force, Law},
    reason::Reason,
    report::{
        cell,
        words::{self, SENTENCE},
    },
    reporting_duty::ReportingDuty,
};

/// How urgently something is to be done, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) enum Urgency {
    /// A rule in force forbids it.
    InForce,
    /// A day comes on which it is forbidden.
    On(Date, Event),
    /// A list names who made it, which a person must look up.
    Listed,
    /// A rule in force bars nothing and wants it reported.
    Reported,
    /// A rule in force advises it.
    Advised,
}

/// What happens on a day to come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) enum Event {
    RuleBegins,
    WaiverEnds,
}

impl Urgency {
    /// The urgency of a finding; `None` where nothing is to be done, or a question comes first.
    pub(in crate::report) fn of(asset: &Audited, finding: &Finding) -> Option<Self> {
        let ban = |verdict| verdict == Verdict::Violation;
        if finding.note {
            return None;
        }
        if let Some(accepted) = &finding.accepted {
            let ends = Self::On(accepted.until, Event::WaiverEnds);
            return ban(accepted.would_be).then_some(ends);
        }
        match finding.verdict {
            Verdict::Violation => Some(Self::InForce),
            Verdict::Exempt => begins(finding).map(|day| Self::On(day, Event::RuleBegins)),
            _ if !words::stands(finding, words::grade(asset, finding)) => None,
            _ if finding.law.force == Force::Listed => Some(Self::Listed),
            _ if finding.law.act == Act::Report => Some(Self::Reported),
            _ => Some(Self::Advised),
        }
    }

    /// What is said of rows with it.
    pub(in crate::report) fn words(self) -> String {
        match self {
            Self::InForce => "forbidden".to_owned(),
            Self::On(day, Event::RuleBegins) => format!("forbidden from {day} on"),
            Self::On(day, Event::WaiverEnds) => format!("waived until {day}"),
            Self::Listed => "named on a list".to_owned(),
            Self::Reported => "to be reported".to_owned(),
            Self::Advised => "advised against".to_owned(),
        }
    }
}

/// The day on which a rule begins to reach an item, if nothing but that day keeps it from it.
fn begins(finding: &Finding) -> Option<Date> {
    let holds = |test: &Test| match test.kind {
        TestKind::InForce => true,
        TestKind::Exception => test.truth() == Truth::False,
        _ => test.truth() == Truth::True,
    };
    if !finding.tests.iter().all(holds) {
        return None;
    }
    let in_force = finding.tests.iter().filter(|test| test.kind == TestKind::InForce);
    let times = in_force.flat_map(Test::why).filter_map(|why| match why {
        Reason::Time { period, as_of, .. } => Some((*period, *as_of)),
        _ => None,
    });
    let mut first = None;
    for (period, as_of) in times {
        match period.position(as_of) {
            Position::Before => first = first.max(period.from),
            Position::Within => {}
            _ => return None,
        }
    }
    first
}

/// For whom something is said: whoever has a terminal before them, or reads a document that was made there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Audience {
    Terminal,
    Paper,
}

/// Something to do.
#[derive(Clone, Debug)]
pub(in crate::report) struct Action {
    pub(in crate::report) urgency: Urgency,
    /// The provision that asks for it, whose remedy says what to do.
    pub(in crate::report) law: Arc<Law>,
    /// The rows, with their sites.
    pub(in crate::report) places: Places,
    /// The makers by the name that reports use, with their rows.
    pub(in crate::report) makers: BTreeMap<String, u64>,
    /// The sum of the hashes of its rows, by which two actions about the same rows are known.
    rows: u64,
}

impl Action {
    /// To whom it is to be reported and by when, a sentence for each duty to report that it sets off today.
    pub(in crate::report) fn reports(&self, basis: &Basis, audience: Audience) -> Vec<String> {
        let drafts = match audience {
            Audience::Terminal => "; `banlint letter` drafts the report",
            Audience::Paper => "",
        };
        let is_set_off = |duty: &&Arc<ReportingDuty>| {
            // A waiver ends no duty to report.
            let is_forbidden =
                matches!(self.urgency, Urgency::InForce | Urgency::On(_, Event::WaiverEnds));
            (is_forbidden || self.urgency == Urgency::Reported) && duty.laws.contains(&self.law.id)
        };
        let sentence = |duty: &Arc<ReportingDuty>| {
            let first = duty.due_days(basis.as_of).into_iter().flatten().next();
            let by = first
                .map_or(String::new(), |day| format!(" by {day}, if found on {}", basis.as_of));
            format!("Report it to {}{by} ({}){drafts}.", duty.to, duty.citation)
        };
        basis
            .duties
            .iter()
            .filter(is_set_off)
            .map(sentence)
            .map(|text| cell(&text, SENTENCE))
            .collect()
    }
}

/// All that is to be done. The number of actions is bounded by the provisions and the waivers.
#[derive(Clone, Debug, Default)]
pub(in crate::report) struct Actions {
    all: Vec<Action>,
}

impl Actions {
    /// Adds what is to be done about a row.
    pub(in crate::report) fn add(&mut self, asset: &Audited) {
        let mut here: Vec<usize> = Vec::new();
        for finding in &asset.findings {
            let Some(urgency) = Urgency::of(asset, finding) else { continue };
            let at = self.at(urgency, &finding.law);
            let action = &mut self.all[at];
            // Two makers of one row may be reached by one provision.
            if !here.contains(&at) {
                here.push(at);
                action.places.add(asset);
                action.rows = action.rows.wrapping_add(hash(&asset.place));
            }
            if let Some(maker) = &finding.maker {
                *action.makers.entry(maker.short.clone()).or_default() += 1;
            }
        }
    }

    fn at(&mut self, urgency: Urgency, law: &Arc<Law>) -> usize {
        let same = |known: &Action| known.urgency == urgency && known.law.id == law.id;
        self.all.iter().position(same).unwrap_or_else(|| {
            let (law, places, makers) = (Arc::clone(law), Places::default(), BTreeMap::new());
            self.all.push(Action { urgency, law, places, makers, rows: 0 });
            self.all.len() - 1
        })
    }

    /// The most urgent first; of equally urgent ones a ban before advice, and then that of the most rows.
    pub(in crate::report) fn sorted(&self) -> Vec<&Action> {
        let mut all: Vec<_> = self.all.iter().collect();
        all.sort_by_key(|action| {
            let law = &action.law;
            (action.urgency, Reverse((law.force, action.places.rows())), &law.id)
        });
        all
    }

    /// The same, where those of one urgency that are about the same rows are one thing to do.
    pub(in crate::report) fn merged(&self) -> Vec<Vec<&Action>> {
        let mut merged: Vec<Vec<&Action>> = Vec::new();
        for action in self.sorted() {
            let of = |action: &Action| (action.urgency, action.places.rows(), action.rows);
            match merged.iter_mut().find(|known| of(known[0]) == of(action)) {
                Some(known) => known.push(action),
                None => merged.push(vec![action]),
            }
        }
        merged
    }
}

fn hash(place: &Place) -> u64 {
    let mut hasher = DefaultHasher::new();
    (&place.file, &place.sheet, place.row).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        date::Period,
        reason::{Answer, Titles},
        report::fixture,
    };

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn advised() -> Audited {
        let mut asset = fixture::missing_purpose();
        let finding = &mut asset.findings[0];
        (finding.verdict, finding.truth) = (Verdict::Advisory, Truth::True);
        asset
    }

    /// A row that a rule reaches but for the day on which it begins.
    fn to_come(from: &str) -> Audited {
        let period = Period { from: Some(date(from)), until: None };
        let why = vec![Reason::Time { listing: false, period, as_of: date("2026-11-22") }];
        let truth = period.holds(date("2026-11-22"));
        let day = Test::new(TestKind::InForce, Answer { truth, why, missing: Vec::new() });
        let mut asset = fixture::missing_purpose();
        let finding = &mut asset.findings[0];
        (finding.verdict, finding.truth) = (Verdict::Exempt, Truth::False);
        finding.tests = vec![day, fixture::installed("2021-05-04")];
        asset
    }

    /// What is forbidden today precedes what a day will forbid, and that precedes advice, whatever the numbers of rows.
    #[test]
    fn the_most_urgent_stands_first() {
        let mut actions = Actions::default();
        let more = [vec![advised(); 9], vec![to_come("2028-01-01"); 7]].concat();
        for asset in fixture::assets().iter().chain(&more) {
            actions.add(asset);
        }
        let all = actions.sorted();
        let shown: Vec<_> =
            all.iter().map(|action| (action.urgency, action.places.rows())).collect();
        assert_eq!(
            shown,
            [
                (Urgency::InForce, 5),
                (Urgency::On(date("2027-03-31"), Event::WaiverEnds), 1),
                (Urgency::On(date("2028-01-01"), Event::RuleBegins), 7),
                (Urgency::Advised, 9),
            ]
        );
        assert_eq!(all[0].makers["Hikvision"], 5);
    }

    /// Two provisions that forbid the same rows are one thing to do; where one forbids a row more they are two.
    #[test]
    fn the_same_rows_are_one_thing_to_do() {
        let mut both = fixture::white_label();
        let mut other = both.findings[0].clone();
        let mut law = Law::clone(&other.law);
        law.id += "-too";
        other.law = Arc::new(law);
        let one = both.clone();
        both.findings.push(other);
        let mut actions = Actions::default();
        actions.add(&both);
        let laws = |actions: &Actions| actions.merged().iter().map(Vec::len).collect::<Vec<_>>();
        assert_eq!(laws(&actions), [2]);
        actions.add(&one);
        assert_eq!(laws(&actions), [1, 1]);
    }

    /// A rule that begins one day forbids nothing then of what it does not reach for another reason too, nor of what it has ceased to
    /// reach.
    #[test]
    fn a_day_to_come_counts_if_nothing_else_is_in_the_way() {
        let urgency = |asset: &Audited| Urgency::of(asset, &asset.findings[0]);
        let mut asset = to_come("2028-01-01");
        assert!(urgency(&asset).is_some());
        let none = Titles::from([]);
        let answer = Answer {
            truth: Truth::False,
            why: vec![Reason::OwnerIsNot(none)],
            missing: Vec::new(),
        };
        asset.findings[0].tests.push(Test::new(TestKind::Owner, answer));
        assert_eq!(urgency(&asset), None);
        assert_eq!(urgency(&to_come("2020-01-01")), None);
    }
}
