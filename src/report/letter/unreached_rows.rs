//! What the mild verdicts rest on, for the record: why no law reaches rows, what the owner answered, and what somebody accepted.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Field, Verdict,
    audit::Audited,
    facts::Origin,
    finding::{Accepted, Finding},
    reason::Reason,
    report::{
        cell,
        goods::{Exempt, spared_by},
        words::CELL,
    },
};

/// Different reasons, answers and waivers that are kept; rows of others are counted together.
const KEPT: usize = 200;

/// What rows that no law reaches rest on.
#[derive(Clone, Debug, Default)]
pub(super) struct UnreachedRows {
    /// Rows by the reason for which no law reaches them, whatever their days.
    pub(super) reasons: BTreeMap<Vec<String>, (Exempt, u64)>,
    /// Rows of reasons for which there was no room.
    pub(super) other_reasons: u64,
    /// Rows by an answer of the owner's that keeps the law from them.
    pub(super) answers: BTreeMap<OwnAnswer, u64>,
    /// Rows by what somebody accepted.
    pub(super) accepted: Vec<(Accepted, u64)>,
    /// Clear rows that name a maker who is known.
    pub(super) clear_of_known: u64,
}

/// An answer from the settings, not from the row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct OwnAnswer {
    /// What was answered, by its key.
    pub(super) fact: &'static str,
    pub(super) value: String,
    /// The entry of the site table; `None` where it was said of the whole inventory.
    pub(super) site: Option<String>,
}

impl UnreachedRows {
    pub(super) fn add(&mut self, asset: &Audited) {
        self.add_accepted(asset);
        match asset.verdict {
            Verdict::Exempt => self.add_exempt(asset),
            Verdict::Clear => {
                let is_known = !asset.attributions.is_empty() || !asset.unreached.is_empty();
                self.clear_of_known += u64::from(is_known);
            }
            _ => {}
        }
    }

    fn add_exempt(&mut self, asset: &Audited) {
        let why = spared_by(asset);
        let key = if why.undated().is_empty() { vec![why.shown()] } else { why.undated() };
        let is_full = self.reasons.len() >= KEPT;
        match self.reasons.get_mut(&key) {
            Some((known, rows)) => {
                known.join(why);
                *rows += 1;
            }
            None if is_full => self.other_reasons += 1,
            None => _ = self.reasons.insert(key, (why, 1)),
        }
        for answer in answers(asset) {
            if self.answers.len() < KEPT || self.answers.contains_key(&answer) {
                *self.answers.entry(answer).or_default() += 1;
            }
        }
    }

    fn add_accepted(&mut self, asset: &Audited) {
        let mut here: Vec<&Accepted> = Vec::new();
        for accepted in asset.findings.iter().filter_map(|finding| finding.accepted.as_ref()) {
            let same = |known: &Accepted| {
                (&known.by, &known.reason, known.until)
                    == (&accepted.by, &accepted.reason, accepted.until)
            };
            if here.iter().any(|known| same(known)) {
                continue;
            }
            here.push(accepted);
            let is_full = self.accepted.len() >= KEPT;
            match self.accepted.iter_mut().find(|(known, _)| same(known)) {
                Some((_, rows)) => *rows += 1,
                None if is_full => {}
                None => self.accepted.push((accepted.clone(), 1)),
            }
        }
    }
}

/// The answers of the owner's that keep the law from a row.
fn answers(asset: &Audited) -> BTreeSet<OwnAnswer> {
    let findings = asset.findings.iter().filter(|finding| !finding.note);
    let whys = findings.flat_map(Finding::because).flat_map(crate::finding::Test::why);
    let mut decide = BTreeSet::new();
    whys.for_each(|why| fields_of(why, &mut decide));
    let facts = decide
        .into_iter()
        .flat_map(|field| asset.facts.of(field).iter().map(move |fact| (field, fact)));
    facts
        .filter_map(|(field, fact)| {
            let site = match &fact.origin {
                Origin::SiteTable(site) => Some(cell(site, CELL)),
                Origin::OwnWords { .. } | Origin::Assumed | Origin::AssumedOver { .. } => None,
                _ => return None,
            };
            Some(OwnAnswer { fact: field.key(), value: cell(&fact.value.to_string(), CELL), site })
        })
        .collect()
}

/// The facts that a reason is about.
fn fields_of(reason: &Reason, into: &mut BTreeSet<Field>) {
    match reason {
        Reason::OneOf { field, .. }
        | Reason::Amount { field, .. }
        | Reason::Dated { field, .. }
        | Reason::DatesDiffer { field, .. }
        | Reason::ToCome { field, .. } => _ = into.insert(*field),
        Reason::InService(_) | Reason::OnSale(_) | Reason::ToDeliver(_) | Reason::Delivered(_) => {
            _ = into.insert(Field::Status);
        }
        Reason::Kind { .. } => _ = into.insert(Field::Equipment),
        Reason::InstalledAfter { .. } => _ = into.insert(Field::Acquired),
        Reason::BoughtBefore { .. } => _ = into.insert(Field::Installed),
        Reason::Exception { because, .. } => {
            for reason in because {
                fields_of(reason, into);
            }
        }
        _ => {}
    }
}
