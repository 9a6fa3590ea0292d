//! Why no law reaches goods, in the fewest reasons that explain it: a reader asks that once, and not of each provision.

use std::collections::BTreeMap;

use super::{clause::Spares, spanned::Spanned};
use crate::{
    Field, Finding, Truth, Verdict,
    audit::Audited,
    finding::{Test, TestKind},
    law::{Act, Force},
    reason::{Missing, Reason},
    report::{
        wording::{reason, spanned},
        words::unlike,
    },
};

const LENIENT: &str = "what is not known is taken for no, as the settings ask";

/// Why no law reaches an item.
#[derive(Clone, Debug)]
pub(in crate::report) struct Exempt {
    /// What is said of the item.
    reasons: Vec<Reason>,
    /// The same as all its rows say it.
    spanned: Vec<Spanned>,
    /// What is said where nothing of the item has to do with it.
    otherwise: String,
    /// Something is not known, and the settings take that for no.
    is_lenient: bool,
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
        let mut said: Vec<_> = self.spanned.iter().map(Spanned::shown).collect();
        if said.is_empty() {
            said.push(self.otherwise.clone());
        }
        said.extend(self.is_lenient.then(|| LENIENT.to_owned()));
        said.join("; ")
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
    let is_named = |finding: &Finding| !finding.note && finding.maker.is_some();
    let named = if asset.findings.iter().any(is_named) {
        "the laws that name it"
    } else {
        "the laws on goods of its kind, whoever made them,"
    };
    let otherwise = match (is_spared(Spares::Owner), is_spared(Spares::NotInForce)) {
        (true, _) if !duties.is_empty() => {
            format!("{named} bind other owners; of this one it is only noted: {duties}")
        }
        (true, false) => format!("{named} bind other owners"),
        (false, true) => format!("{named} are not in force on the day of the audit"),
        (true, true) => format!("{named} bind other owners, or are not in force"),
        (false, false) => format!("none of {named} reaches it"),
    };
    let spanned = reasons.iter().map(|reason| Spanned::new([reason])).collect();
    let broken = unlike(broken_by_seller(asset)).join("; ");
    let otherwise = match broken.as_str() {
        "" => otherwise,
        broken => format!("{otherwise}; whoever sold it may have been barred from that: {broken}"),
    };
    let is_ignored = |finding: &Finding| {
        !finding.note && finding.truth == Truth::Unknown && finding.of_law() == Verdict::Exempt
    };
    Exempt { reasons, spanned, otherwise, is_lenient: asset.findings.iter().any(is_ignored) }
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
