//! What became of a baseline: how much of it was met, and what has gone.

use crate::{
    Date, Verdict,
    audit::{Audited, Place, Tally},
    baseline::{Baseline, BaselineEntry},
    report::{escape::clipped_name, words},
};

/// At most this many findings that have gone are named.
const NAMED: usize = 1_000;

/// What became of a baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BaselineSummary {
    /// The file as the user named it.
    pub file: String,
    /// The day of the audit that it was written from.
    pub as_of: Date,
    /// How many findings it names.
    pub entries: u64,
    /// How many of them no row has.
    pub gone: u64,
    /// The first thousand of these.
    pub first_gone: Vec<BaselineEntry>,
}

impl BaselineSummary {
    pub(in crate::report) fn names(&self) -> String {
        let findings = words::count(self.entries, "finding");
        format!("{}: {findings} of {}", words::file(&self.file, None), self.as_of)
    }

    /// What became of this one, once all rows were marked.
    pub fn of(baseline: &Baseline) -> Self {
        Self {
            file: baseline.file().to_owned(),
            as_of: baseline.as_of(),
            entries: baseline.len() as u64,
            gone: baseline.gone().count() as u64,
            first_gone: baseline.gone().take(NAMED).cloned().collect(),
        }
    }

    /// What to do about findings that have gone; `None` where none has.
    pub(crate) fn hint(&self) -> Option<String> {
        (self.gone > 0).then(|| {
            format!(
                "{} that no row has: settled, or of files that were not read now. Write {} anew with `banlint baseline`, or they count as known for ever.",
                words::count(self.gone, "finding"),
                words::file(&self.file, None)
            )
        })
    }
}

/// A row with something that no baseline names.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NewRow {
    /// Where it is.
    pub place: Place,
    /// What it calls the item.
    pub called: String,
    /// The worst verdict of what is new.
    pub verdict: Verdict,
}

impl NewRow {
    pub(super) fn of(asset: &Audited, verdict: Verdict) -> Self {
        let called = clipped_name(&asset.called).to_owned();
        Self { place: asset.place.clone(), called, verdict }
    }
}

/// The rows with something that no baseline names, by verdict.
pub(in crate::report) fn rows_new(new: &Tally) -> String {
    let verdicts = Verdict::ALL.into_iter().rev().filter(|&verdict| verdict > Verdict::Exempt);
    let counted = words::counted(new, verdicts);
    if counted.is_empty() { "nothing".to_owned() } else { format!("rows: {counted}") }
}
