//! The finding: one provision of law held against one asset, with the verdict and the reasons.
//!
//! Rules make findings; report shows them.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::{Date, Truth, knowledge::Source};

/// What banlint says of a finding and, as the worst of its findings, of an asset. Ordered from good to bad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Verdict {
    /// No maker or kind that any loaded law names.
    Clear,
    /// Named by a law, which does not reach this asset.
    Exempt,
    /// A law reaches it, and a named person has accepted that until a day.
    Waived,
    /// The law advises, or the lead is weak.
    Advisory,
    /// A fact is missing, or the maker is only possible.
    Review,
    /// A law in force forbids it.
    Violation,
    /// The row could not be read.
    Unchecked,
}

impl Verdict {
    /// Every verdict, from good to bad.
    pub const ALL: [Self; 7] = [
        Self::Clear,
        Self::Exempt,
        Self::Waived,
        Self::Advisory,
        Self::Review,
        Self::Violation,
        Self::Unchecked,
    ];

    /// The word used in reports and JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Clear => "clear",
            Self::Exempt => "exempt",
            Self::Waived => "waived",
            Self::Advisory => "advisory",
            Self::Review => "review",
            Self::Violation => "violation",
            Self::Unchecked => "unchecked",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// How strongly a provision speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Force {
    /// Background; never raises a verdict.
    Context,
    /// Advice.
    Advised,
    /// A ban.
    Prohibited,
}

impl Force {
    /// The word used in law files and reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Context => "context",
            Self::Advised => "advised",
            Self::Prohibited => "prohibited",
        }
    }
}

/// What a provision forbids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Act {
    /// Buying it.
    Acquire,
    /// Installing it.
    Deploy,
    /// Having it in service.
    Use,
    /// Attaching it to a network.
    Connect,
    /// Paying for it with certain money.
    Fund,
    /// Authorising it for the market.
    Authorise,
    /// Importing or marketing it.
    Import,
    /// Supplying it to others: selling, reselling, building it into what is sold.
    Provide,
}

impl Act {
    /// The word used in law files and reports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Acquire => "acquire",
            Self::Deploy => "deploy",
            Self::Use => "use",
            Self::Connect => "connect",
            Self::Fund => "fund",
            Self::Authorise => "authorise",
            Self::Import => "import",
            Self::Provide => "provide",
        }
    }

    /// Whether it is an act of the trade: it binds an owner that is of the trade, and is a note for every other.
    #[must_use]
    pub fn binds_trade(self) -> bool {
        matches!(self, Self::Authorise | Self::Import | Self::Provide)
    }
}

/// A provision as a reader needs it: who says what, since when, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Law {
    /// Its id among all provisions: that of the regime, a slash, and its own.
    pub id: String,
    /// The regime's id.
    pub regime: String,
    /// The regime's title.
    pub regime_title: String,
    /// The country, ISO 3166-1 alpha-2, or a part of one, ISO 3166-2.
    pub jurisdiction: String,
    /// The provision's id within the regime.
    pub provision: String,
    /// The provision's title.
    pub title: String,
    /// Where to look it up.
    pub citation: String,
    /// How strongly it speaks.
    pub force: Force,
    /// What it forbids.
    pub act: Act,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Option<Date>,
    /// What is forbidden, in a sentence.
    pub summary: String,
    /// What to do.
    pub remedy: String,
    /// What takes an asset out of it.
    pub exceptions: Vec<Exception>,
    /// Where it was read.
    pub sources: Vec<Arc<Source>>,
}

/// What takes an asset out of a provision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// Its id within the provision.
    pub id: String,
    /// What it says.
    pub reason: String,
    /// Where it was read.
    pub sources: Vec<Arc<Source>>,
}

/// A provision as an audit applies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppliedLaw {
    /// The provision.
    pub law: Arc<Law>,
    /// The tests that are open where nothing is known of an asset and its owner.
    pub open: Vec<OpenTest>,
}

/// A test that is open where nothing is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenTest {
    /// The maker of whom the provision asks it; `None` where it asks it of any.
    pub vendor: Option<String>,
    /// The test.
    pub test: Test,
}

impl Law {
    /// Whether it is the law of a part of a country, such as a state.
    #[must_use]
    pub fn is_of_a_part(&self) -> bool {
        self.jurisdiction.contains('-')
    }
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

impl TestKind {
    /// The question it answers.
    #[must_use]
    pub fn question(self) -> &'static str {
        match self {
            Self::Maker => "does it reach the maker",
            Self::Equipment => "is this the kind of equipment",
            Self::InForce => "is it in force",
            Self::Owner => "does it bind the owner",
            Self::Act => "was the forbidden thing done",
            Self::Condition => "does the condition hold",
            Self::Exception => "does an exception apply",
        }
    }
}

/// The answer to one test, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// Which test.
    pub kind: TestKind,
    /// What came out.
    pub truth: Truth,
    /// Why, in a sentence without a full stop.
    pub why: String,
    /// What would decide it; empty unless the answer is unknown.
    pub missing: Vec<Missing>,
}

/// A fact that is missing, and the question that would settle it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Missing {
    /// The fact's key, or `law` where the law itself leaves the point open.
    pub fact: String,
    /// The question to ask, in a sentence.
    pub question: String,
}

/// A finding accepted by a named person, for a reason, until a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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

/// One provision held against one asset.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The provision.
    pub law: Arc<Law>,
    /// The maker's id, or `None` where the law catches the kind of equipment whoever made it.
    pub vendor: Option<String>,
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
}

impl Finding {
    /// The verdict that the law comes to, whether or not a waiver accepts it.
    #[must_use]
    pub fn of_law(&self) -> Verdict {
        self.accepted.as_ref().map_or(self.verdict, |accepted| accepted.would_be)
    }

    /// Whether there is something to accept: what is exempt, or a note, needs no waiver.
    #[must_use]
    pub fn can_be_waived(&self) -> bool {
        !self.note && self.of_law() > Verdict::Waived
    }

    /// The exceptions that the owner could claim but has not shown.
    pub fn could_apply(&self) -> impl Iterator<Item = &Exception> {
        self.could_apply.iter().filter_map(|&at| self.law.exceptions.get(at))
    }

    /// The tests that made it what it is: where the provision does not hold, those that fail; where it cannot be decided, those
    /// that are open; where it holds, all that had to. That it is in force, and that no exception holds, goes without saying there.
    pub fn because(&self) -> impl Iterator<Item = &Test> {
        self.tests.iter().filter(|test| match (self.truth, test.kind) {
            (Truth::True, TestKind::Exception | TestKind::InForce) => false,
            (truth, TestKind::Exception) => !test.truth == truth,
            (truth, _) => test.truth == truth,
        })
    }
}

/// A regime that names a maker, and for whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedBy {
    /// The maker's id.
    pub vendor: String,
    /// The regime's id.
    pub regime: String,
    /// The regime's title.
    pub title: String,
    /// The country, ISO 3166-1 alpha-2.
    pub jurisdiction: String,
    /// The first day of the earliest of its provisions in force.
    pub since: Date,
    /// The strongest of them.
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
