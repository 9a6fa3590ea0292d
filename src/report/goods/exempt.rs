//! Why no law reaches goods, in the fewest reasons that explain it: a reader asks that once, and not of each provision.

use std::collections::BTreeMap;

use super::{clause::Spares, spanned::Spanned};
use crate::{
    Field, Finding, Truth,
    audit::Audited,
    finding::{Test, TestKind},
    law::{Act, Force},
    reason::{Missing, Reason},
    report::{
        wording::{reason, spanned},
        words::unlike,
    },
};

/// Why no law reaches an item.
#[derive(Clone, Debug)]
pub(in crate::report) struct Exempt {
    /// What is said of the item.
    reasons: Vec<Reason>,
    /// The same as all its rows say it.
    spanned: Vec<Spanned>,
    /// What is said where nothing of the item has to do with it.
    otherwise: String,
}

impl Exempt {
    /// Adds what another row says for the same reason.
    pub(in crate::report) fn join(&mut self, other: Self) {
        self.spanned.iter_mut().zip(other.spanned).for_each(|(known, more)| known.join(more));
    }

    /// What rows must share to be exempt for one reason, whenever they were bought.
    pub(in crate::report) fn undated(&self) -> Vec<String> {
        self.reasons.iter().map(|reason| spanned(reason, None)).collect()
    }

    /// In words.
    pub(in crate::report) fn shown(&self) -> String {
        if self.spanned.is_empty() {
            return self.otherwise.clone();
        }
        self.spanned.iter().map(Spanned::shown).collect::<Vec<_>>().join("; ")
    }
}

/// The fewest reasons that explain why no law reaches an item. Laws that bind others, or are not in force, say nothing of it.
pub(in crate::report) fn spared_by(asset: &Audited) -> Exempt {
    let says = |finding: &&Finding| {
        !finding.note && !matches!(Spares::of(finding), Spares::Owner | Spares::NotInForce)
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
    let is_spared = |so: Spares| {
        asset.findings.iter().any(|finding| !finding.note && Spares::of(finding) == so)
    };
    let is_duty = |finding: &&Finding| {
        finding.note && finding.law.force == Force::Context && finding.truth == Truth::True
    };
    let duties = asset.findings.iter().filter(is_duty);
    let duties = duties.map(|duty| format!("{} ({})", duty.law.title, duty.law.citation));
    let duties = unlike(duties).join("; ");
    let otherwise = match (is_spared(Spares::Owner), is_spared(Spares::NotInForce)) {
        (true, _) if !duties.is_empty() => {
            &format!("the laws that forbid it bind other owners; noted of this one: {duties}")
        }
        (true, false) => "the laws that name it bind other owners",
        (false, true) => "the laws that name it are not in force on the day of the audit",
        (true, true) => "the laws that name it bind other owners, or are not in force",
        (false, false) => "no law that names it reaches it",
    };
    let spanned = reasons.iter().map(|reason| Spanned::new([reason])).collect();
    let broken = unlike(broken_by_seller(asset)).join("; ");
    let otherwise = match broken.as_str() {
        "" => otherwise.to_owned(),
        broken => format!("{otherwise}; whoever sold it may have been barred from that: {broken}"),
    };
    Exempt { reasons, spanned, otherwise }
}

/// The law that binds the trade and forbade the sale of an item on the day on which it was bought, as far as nobody has to find out
/// another day first.
fn broken_by_seller(asset: &Audited) -> impl Iterator<Item = String> {
    let bought = asset.facts.date(Field::Acquired);
    let was_sold = move |finding: &&Finding| {
        let (from, until) = (Some(finding.law.from), finding.law.until);
        let in_time = bought.is_some_and(|day| day.within(from, until) == Truth::True);
        let is_open = finding.missing.iter().any(|missing| matches!(missing, Missing::Dated(..)));
        let holds = finding.truth != Truth::False && !is_open;
        finding.note && finding.law.act == Act::Import && holds && in_time
    };
    let law = |finding: &Finding| format!("{} ({})", finding.law.title, finding.law.citation);
    asset.findings.iter().filter(was_sold).map(law)
}
