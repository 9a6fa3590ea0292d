//! The finding: one provision of law held against one asset, with the verdict and the reasons.
//!
//! Rules make findings; report shows them.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{
    Date, Fingerprint, Truth,
    attribution::Maker,
    law::{Exception, Force, Instrument, Law},
    reason::{Answer, Missing, Reason},
};

worded! {
    /// What banlint says of a finding and, as the worst of its findings, of an asset. Ordered from good to bad.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
    #[cfg_attr(test, derive(schemars::JsonSchema))]
    #[serde(rename_all = "kebab-case")]
    #[non_exhaustive]
    pub enum Verdict {
        /// No maker or kind that any loaded law names.
        Clear = "clear",
        /// Named by a law, which does not reach this asset.
        Exempt = "exempt",
        /// A law reaches it, and a named person has accepted that until a day.
        Waived = "waived",
        /// The law advises, or the lead is weak.
        Advisory = "advisory",
        /// A fact is missing, or the maker is only possible.
        Review = "review",
        /// A law in force forbids it.
        Violation = "violation",
        /// The row could not be read.
        Unchecked = "unchecked",
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A provision as an audit applies it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AppliedLaw {
    /// The provision.
    pub law: Arc<Law>,
    /// The tests that are open where nothing is known of an asset and its owner.
    pub open: Vec<OpenTest>,
}

/// A test that is open where nothing is known.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OpenTest {
    /// The maker of whom the provision asks it; `None` where it asks it of any.
    pub vendor: Option<String>,
    /// The test.
    pub test: Test,
}

/// One of the tests that a provision puts to an asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum TestKind {
    /// Does the designation reach the maker?
    Maker,
    /// Is the equipment of the kind named?
    Equipment,
    /// Is it in force on the as-of date?
    InForce,
    /// Does it bind the owner?
    Owner,
    /// Was the forbidden act done?
    Act,
    /// Do the further conditions hold?
    Condition,
    /// Does an exception hold? True means that the provision does not apply.
    Exception,
}

/// One test with its answer, which provisions that ask the same share.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Test {
    /// Which test.
    pub kind: TestKind,
    /// What came out, and why.
    pub answer: Arc<Answer>,
}

impl Test {
    /// Whom a cell names of whom it does not tell whether the rule binds him.
    pub fn names_owner(&self) -> Option<&str> {
        self.why().iter().find_map(|why| match why {
            Reason::OwnerUnknown { cell, .. } => cell.as_deref(),
            _ => None,
        })
    }

    /// A test with an answer of its own.
    pub fn new(kind: TestKind, answer: Answer) -> Self {
        Self { kind, answer: Arc::new(answer) }
    }

    /// What came out.
    pub fn truth(&self) -> Truth {
        self.answer.truth
    }

    /// Why.
    pub fn why(&self) -> &[Reason] {
        &self.answer.why
    }

    /// What would decide it; empty unless the answer is unknown.
    pub fn missing(&self) -> &[Missing] {
        &self.answer.missing
    }
}

/// A finding accepted by a named person, for a reason, until a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Accepted {
    /// Who accepted it.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Until which day.
    pub until: Date,
    /// The verdict without it.
    pub would_be: Verdict,
}

/// Whether the baseline of a run names a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BaselineState {
    /// It does.
    Known,
    /// It does not.
    New,
    /// It names it with this milder verdict.
    Worse(Verdict),
}

impl BaselineState {
    /// The word used in reports and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::New => "new",
            Self::Worse(_) => "worse",
        }
    }
}

/// One provision held against one asset.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Finding {
    /// The provision.
    pub law: Arc<Law>,
    /// The maker, or `None` where the law catches the kind of equipment whoever made it.
    pub maker: Option<Arc<Maker>>,
    /// The verdict; [`Verdict::Waived`] where a waiver accepts it.
    pub verdict: Verdict,
    /// Whether the provision holds.
    pub truth: Truth,
    /// Every test in the order in which it was put.
    pub tests: Vec<Test>,
    /// What would decide it, without repeats.
    pub missing: Vec<Missing>,
    /// Exceptions that the owner could claim but has not shown, by their place in the law.
    pub could_apply: Vec<usize>,
    /// Context, and rules for a trade that the owner is not of, are shown as notes: they never decide an asset's verdict.
    pub note: bool,
    /// A waiver that covers it.
    pub accepted: Option<Accepted>,
    /// What it is known by in later runs. The audit gives one to findings that someone could accept.
    pub fingerprint: Option<Fingerprint>,
    /// Whether the baseline of the run names it; `None` where there is none, or nothing to accept.
    pub baseline: Option<BaselineState>,
}

impl Finding {
    /// How many bytes it takes, roughly.
    pub(crate) fn weight(&self) -> usize {
        // An answer may be shared, and mostly is not.
        let tests = self.tests.len() * (size_of::<Test>() + size_of::<Answer>());
        size_of::<Self>() + tests + self.missing.len() * size_of::<Missing>()
    }

    /// The maker's id, or `None` where the law catches the kind of equipment whoever made it.
    pub fn vendor(&self) -> Option<&str> {
        self.maker.as_ref().map(|maker| maker.id.as_str())
    }

    /// The verdict that the law comes to, whether or not a waiver accepts it.
    pub fn of_law(&self) -> Verdict {
        self.accepted.as_ref().map_or(self.verdict, |accepted| accepted.would_be)
    }

    /// Whether there is something to accept: what is exempt, or a note, needs no waiver.
    pub fn can_be_waived(&self) -> bool {
        !self.note && self.of_law() > Verdict::Waived
    }

    /// Whether the baseline of the run names it: it is no worse than it was.
    pub fn is_known(&self) -> bool {
        self.baseline == Some(BaselineState::Known)
    }

    /// The exceptions that the owner could claim but has not shown.
    pub fn could_apply(&self) -> impl Iterator<Item = &Exception> {
        let exceptions = &self.law.exceptions;
        self.could_apply.iter().filter_map(|&at| Some(&**exceptions.get(at)?))
    }

    /// The tests that made it what it is: where the provision does not hold, those that fail; where it cannot be decided, those
    /// that are open; where it holds, all that had to. That it is in force, and that no exception holds, goes without saying there.
    pub fn because(&self) -> impl Iterator<Item = &Test> {
        self.tests.iter().filter(|test| match (self.truth, test.kind) {
            (Truth::True, TestKind::Exception | TestKind::InForce) => false,
            (truth, TestKind::Exception) => !test.truth() == truth,
            (truth, _) => test.truth() == truth,
        })
    }
}

/// A regime that names a maker, and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NamedBy {
    /// The maker's id.
    pub vendor: String,
    /// The regime's id.
    pub regime: String,
    /// The regime's title.
    pub title: String,
    /// The country, ISO 3166-1 alpha-2.
    pub jurisdiction: String,
    /// The first day on which one of its provisions in force reached the maker.
    pub since: Date,
    /// What kind of instrument the strongest of them stands in, if that is said.
    pub instrument: Option<Instrument>,
    /// How that one speaks.
    pub force: Force,
    /// Whom they bind, in words.
    pub binds: Vec<String>,
    /// Whether some of them bind the trade.
    pub trade: bool,
    /// Whether some of them bind the owner; unknown where nothing is said of the owner.
    pub owner: Truth,
}

#[cfg(test)]
mod tests {
    use super::Verdict;

    #[test]
    fn verdicts_go_from_good_to_bad() {
        assert!(Verdict::ALL.windows(2).all(|pair| pair[0] < pair[1]));
        for verdict in Verdict::ALL {
            assert_eq!(serde_json::to_value(verdict).unwrap(), verdict.word());
        }
    }
}
