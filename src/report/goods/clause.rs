//! A provision as it reaches goods, or as it does not, with the reasons that all their rows give.

use std::sync::Arc;

use super::spanned::Spanned;
use crate::{
    Finding, Grade, Truth, Verdict,
    finding::TestKind,
    law::{Act, Law},
    reason::Missing,
    report::{
        verdict_reason,
        words::{self, put_new},
    },
};

/// One provision as it was put to goods.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::report) struct Clause {
    pub(in crate::report) law: Arc<Law>,
    pub(in crate::report) verdict: Verdict,
    /// The answers that decided it.
    pub(in crate::report) whys: Vec<Spanned>,
    pub(in crate::report) follows: String,
    pub(in crate::report) truth: Truth,
    /// Whether there is something to do now, and not only once a question is answered.
    pub(in crate::report) stands: bool,
    /// What would decide it.
    pub(in crate::report) missing: Vec<Missing>,
    /// Exceptions that the owner could claim, by their place in the law.
    pub(in crate::report) could_apply: Vec<usize>,
    /// Why it does not reach them, if it does not.
    pub(in crate::report) spares: Spares,
    /// The makers whom it names; none where it names their kind of equipment, whoever made it.
    vendors: Vec<String>,
    /// Why it reaches goods of which no maker is recognised.
    pub(in crate::report) without_maker: String,
}

impl Clause {
    pub(super) fn of(finding: &Finding, grade: Option<Grade>) -> Self {
        Self {
            law: Arc::clone(&finding.law),
            verdict: finding.verdict,
            whys: whys(finding),
            follows: verdict_reason::follows(finding, grade),
            truth: finding.truth,
            stands: words::stands(finding, grade) && finding.accepted.is_none(),
            missing: finding.missing.clone(),
            could_apply: finding.could_apply.clone(),
            spares: Spares::of(finding),
            without_maker: verdict_reason::without_maker(finding),
            vendors: finding.vendor().into_iter().map(str::to_owned).collect(),
        }
    }

    fn is_of(&self, finding: &Finding) -> bool {
        let law = Arc::ptr_eq(&self.law, &finding.law) || self.law.id == finding.law.id;
        let vendor = finding.vendor();
        law && vendor.map_or(self.vendors.is_empty(), |vendor| self.names(vendor))
    }

    pub(super) fn names(&self, vendor: &str) -> bool {
        self.vendors.iter().any(|known| known == vendor)
    }

    /// Whether it names a maker at all.
    pub(super) fn names_any(&self) -> bool {
        !self.vendors.is_empty()
    }

    /// Adds what another row says of the same provision.
    pub(super) fn join(self: &mut Arc<Self>, findings: &[Finding]) {
        if let Some(finding) = findings.iter().find(|finding| self.is_of(finding)) {
            let more = whys(finding);
            // Other goods may share it: it stays theirs where the row says nothing new.
            if self.whys != more {
                Arc::make_mut(self).join_whys(more);
            }
        }
    }

    fn join_whys(&mut self, more: Vec<Spanned>) {
        self.whys.iter_mut().zip(more).for_each(|(known, why)| known.join(why));
    }

    /// Adds it to others, or joins it to the same provision that reaches another maker in the same way.
    pub(super) fn put_into(self, clauses: &mut Vec<Arc<Self>>) {
        let same = |known: &&mut Arc<Self>| {
            Arc::ptr_eq(&known.law, &self.law)
                && (known.verdict, known.truth) == (self.verdict, self.truth)
                && known.whys.len() == self.whys.len()
                && known.names_any() == self.names_any()
        };
        let Some(known) = clauses.iter_mut().find(same) else {
            return clauses.push(Arc::new(self));
        };
        let known = Arc::make_mut(known);
        known.join_whys(self.whys);
        known.stands |= self.stands;
        self.vendors.into_iter().for_each(|vendor| put_new(&mut known.vendors, vendor));
        self.missing.into_iter().for_each(|missing| put_new(&mut known.missing, missing));
        self.could_apply
            .into_iter()
            .for_each(|exception| put_new(&mut known.could_apply, exception));
    }
}

/// The answers that decided a provision.
fn whys(finding: &Finding) -> Vec<Spanned> {
    finding.because().map(|test| Spanned::new(test.why())).collect()
}

/// Why a provision does not reach an item: of several reasons the one that no other fact of the item changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) enum Spares {
    /// It binds other owners.
    Owner,
    /// It is about other equipment.
    Equipment,
    /// It is not in force on the day of the audit.
    NotInForce,
    /// It names another company of the group.
    Company,
    /// It forbids another act.
    Act(ActGroup),
    /// It asks for another site or use.
    Condition,
    /// An exception holds.
    Excepted,
    /// It is not decided.
    Undecided,
}

/// Acts that fail for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) enum ActGroup {
    Paying,
    /// What is done on one day.
    Dated,
    /// What is done to goods that are yet to be handed over.
    Delivering,
    /// What lasts while it is in service.
    InService,
}

impl Spares {
    pub(in crate::report) fn of(finding: &Finding) -> Self {
        let fails = |kind: TestKind| {
            let decides = if kind == TestKind::Exception { Truth::True } else { Truth::False };
            finding.tests.iter().any(|test| test.kind == kind && test.truth() == decides)
        };
        let act = match finding.law.act {
            Act::Fund => ActGroup::Paying,
            Act::Acquire | Act::Deploy => ActGroup::Dated,
            Act::Deliver => ActGroup::Delivering,
            _ => ActGroup::InService,
        };
        let known = [
            (TestKind::Owner, Self::Owner),
            (TestKind::Equipment, Self::Equipment),
            (TestKind::InForce, Self::NotInForce),
            (TestKind::Maker, Self::Company),
            (TestKind::Act, Self::Act(act)),
            (TestKind::Condition, Self::Condition),
            (TestKind::Exception, Self::Excepted),
        ];
        let found = known.into_iter().find(|(kind, _)| fails(*kind));
        found.map_or(Self::Undecided, |(_, spares)| spares)
    }

    /// In a few words.
    pub(in crate::report) fn words(self) -> &'static str {
        match self {
            Self::Owner => "owner not covered",
            Self::Equipment => "equipment not covered",
            Self::NotInForce => "not in force",
            Self::Company => "company not named",
            Self::Act(ActGroup::Paying) => "other funding",
            Self::Act(ActGroup::Dated) => "other dates",
            Self::Act(ActGroup::Delivering) => "not to be delivered",
            Self::Act(ActGroup::InService) => "not in service",
            Self::Condition => "site or use not covered",
            Self::Excepted => "excepted",
            Self::Undecided => "not decided",
        }
    }
}
