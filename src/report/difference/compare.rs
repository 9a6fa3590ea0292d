//! One audit held against another.

use std::collections::BTreeSet;

use super::side::{AuditSide, SideFinding};
use crate::{Date, Fingerprint, Verdict};

/// Two audits, held against each other.
#[derive(Debug)]
pub(crate) struct Difference {
    pub(super) old: AuditSide,
    pub(super) new: AuditSide,
    pub(super) changed: Vec<ChangedPart>,
    pub(super) findings: Vec<Change>,
    /// Findings that are the same on both sides.
    pub(super) same: u64,
}

/// Something beyond the findings that is another on the two sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ChangedPart {
    /// The bytes of the files.
    Sheet,
    /// A regime: the day of its comparison on either side, where it was applied.
    Law { regime: String, old: Option<Date>, new: Option<Date> },
    /// The day whose law was applied.
    Day,
    /// What the owner was said to be.
    Owner,
    /// The version of the program, and with it what it knows of makers and of law.
    Knowledge,
}

worded! {
    /// How a finding differs.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub(super) enum ChangeKind {
        New = "new",
        Worse = "worse",
        Other = "other",
        Milder = "milder",
        Gone = "gone",
    }
}

/// A finding that differs.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) kind: ChangeKind,
    pub(super) fingerprint: Fingerprint,
    pub(super) old: Option<SideFinding>,
    pub(super) new: Option<SideFinding>,
    /// What may have changed it, as far as that can be known, in words; nothing where it can only be the settings.
    pub(super) because: Vec<&'static str>,
}

impl ChangedPart {
    pub(super) fn word(&self) -> &'static str {
        match self {
            Self::Sheet => "sheet",
            Self::Law { .. } => "law",
            Self::Day => "day",
            Self::Owner => "owner",
            Self::Knowledge => "knowledge",
        }
    }
}

impl Change {
    /// The finding as it is now, or as it was.
    pub(super) fn found(&self) -> Option<&SideFinding> {
        self.new.as_ref().or(self.old.as_ref())
    }
}

impl Difference {
    /// Holds two audits against each other.
    pub(crate) fn new(old: AuditSide, new: AuditSide) -> Self {
        let changed = changed(&old, &new);
        let (mut findings, mut same) = (Vec::new(), 0);
        let mut prints: Vec<_> = old.findings.keys().chain(new.findings.keys()).copied().collect();
        prints.sort_unstable();
        prints.dedup();
        for fingerprint in prints {
            let (was, is) = (old.findings.get(&fingerprint), new.findings.get(&fingerprint));
            let Some(kind) = kind(was, is) else {
                same += 1;
                continue;
            };
            let law = is.or(was).map_or("", |found| found.law.as_str());
            let because = causes(&changed, law);
            findings.push(Change {
                kind,
                fingerprint,
                old: was.cloned(),
                new: is.cloned(),
                because,
            });
        }
        findings.sort_by(|a, b| order(a).cmp(&order(b)));
        Self { old, new, changed, findings, same }
    }

    /// The worst verdict of what is new or became worse; a row that cannot be read any more counts as the worst.
    pub(crate) fn worst_new(&self) -> Option<Verdict> {
        let fresh = self.findings.iter().filter(|change| change.kind <= ChangeKind::Worse);
        let unread = (self.new.unread > self.old.unread).then_some(Verdict::Unchecked);
        fresh.filter_map(|change| Some(change.new.as_ref()?.verdict)).chain(unread).max()
    }

    pub(super) fn of(&self, kind: ChangeKind) -> impl Iterator<Item = &Change> {
        self.findings.iter().filter(move |change| change.kind == kind)
    }
}

fn order(change: &Change) -> impl Ord + '_ {
    let found = change.found();
    let item = found.map(|found| &found.item);
    (
        change.kind,
        item,
        std::cmp::Reverse(found.map(|found| found.verdict)),
        found.map(|found| &found.law),
    )
}

fn kind(was: Option<&SideFinding>, is: Option<&SideFinding>) -> Option<ChangeKind> {
    match (was, is) {
        (None, _) => Some(ChangeKind::New),
        (_, None) => Some(ChangeKind::Gone),
        (Some(was), Some(is)) if is.verdict > was.verdict => Some(ChangeKind::Worse),
        (Some(was), Some(is)) if is.verdict < was.verdict => Some(ChangeKind::Milder),
        (Some(was), Some(is)) => (is.grade != was.grade).then_some(ChangeKind::Other),
    }
}

/// What is another on the two sides, as far as they tell. Files of which a digest is missing are taken for others.
fn changed(old: &AuditSide, new: &AuditSide) -> Vec<ChangedPart> {
    let digests = |side: &AuditSide| {
        let mut digests: Vec<_> = side.digests.clone();
        digests.sort();
        digests
    };
    let (was, is) = (digests(old), digests(new));
    let mut changed = Vec::new();
    if was != is || is.contains(&None) {
        changed.push(ChangedPart::Sheet);
    }
    let regimes: BTreeSet<_> = old.regimes.keys().chain(new.regimes.keys()).collect();
    for regime in regimes {
        let (old, new) = (old.regimes.get(regime).copied(), new.regimes.get(regime).copied());
        if old != new {
            changed.push(ChangedPart::Law { regime: regime.clone(), old, new });
        }
    }
    let further = [
        (old.as_of != new.as_of, ChangedPart::Day),
        (old.owner != new.owner, ChangedPart::Owner),
        (old.version != new.version, ChangedPart::Knowledge),
    ];
    changed.extend(further.into_iter().filter(|(differs, _)| *differs).map(|(_, what)| what));
    changed
}

/// What may have changed a finding under a provision.
fn causes(changed: &[ChangedPart], law: &str) -> Vec<&'static str> {
    let concerns = |what: &&ChangedPart| match what {
        ChangedPart::Law { regime, .. } => law.split_once('/').is_some_and(|(of, _)| of == regime),
        _ => true,
    };
    changed.iter().filter(concerns).map(ChangedPart::word).collect()
}
