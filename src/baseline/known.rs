//! Which findings are known, and which of them a run has met.

use std::collections::HashMap;

use super::entry::BaselineEntry;
use crate::{
    Date, Fingerprint, Verdict,
    audit::{Audited, numbered},
    finding::BaselineState,
};

/// The findings that are known, and which of them a run has met so far.
#[derive(Debug)]
pub struct Baseline {
    file: String,
    as_of: Date,
    entries: Vec<KnownFinding>,
    /// Equal findings share one list of entries, the mildest first: which of them is which, nobody can tell.
    equal: Vec<Vec<usize>>,
    by_print: HashMap<Fingerprint, usize>,
}

#[derive(Debug)]
struct KnownFinding {
    entry: BaselineEntry,
    is_met: bool,
}

impl Baseline {
    pub(super) fn new(file: String, as_of: Date, entries: Vec<BaselineEntry>) -> Self {
        let place = |(at, entry): (usize, &BaselineEntry)| (entry.fingerprint, at);
        let at: HashMap<_, _> = entries.iter().enumerate().map(place).collect();
        let (mut equal, mut by_print) = (Vec::new(), HashMap::new());
        let mut group = |prints: Vec<Fingerprint>| {
            if prints.iter().any(|print| by_print.contains_key(print)) {
                return;
            }
            let mut places: Vec<usize> = prints.iter().map(|print| at[print]).collect();
            places.sort_by_key(|&place| entries[place].verdict);
            by_print.extend(prints.into_iter().map(|print| (print, equal.len())));
            equal.push(places);
        };
        let with_further = entries.iter().map(|entry| {
            let further = (1..).map(|number| numbered(entry.fingerprint, number));
            let further = further.take_while(|print| at.contains_key(print));
            std::iter::once(entry.fingerprint).chain(further).collect::<Vec<_>>()
        });
        let (several, single): (Vec<_>, Vec<_>) = with_further.partition(|prints| prints.len() > 1);
        several.into_iter().chain(single).for_each(&mut group);
        let entries = entries.into_iter().map(|entry| KnownFinding { entry, is_met: false });
        Self { file, as_of, entries: entries.collect(), equal, by_print }
    }

    /// The file as the user named it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The day of the audit that it was written from.
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// How many findings it names.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it names none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Says of each finding of a row whether it is known. One that became worse is not.
    pub fn mark(&mut self, asset: &mut Audited) {
        for finding in &mut asset.findings {
            let verdict = finding.verdict;
            finding.baseline = finding.fingerprint.map(|print| self.state(print, verdict));
        }
    }

    fn state(&mut self, print: Fingerprint, verdict: Verdict) -> BaselineState {
        let entries = &self.entries;
        let equal = self.by_print.get(&print).into_iter().flat_map(|&group| &self.equal[group]);
        let mut left = equal.copied().filter(|&at| !entries[at].is_met);
        let (mut known, mut worst) = (None, None);
        for at in left.by_ref() {
            worst = Some(at);
            if entries[at].entry.verdict >= verdict {
                known = Some(at);
                break;
            }
        }
        let (Some(at), state) = (match (known, worst) {
            (Some(at), _) => (Some(at), BaselineState::Known),
            (None, Some(at)) => (Some(at), BaselineState::Worse(entries[at].entry.verdict)),
            (None, None) => (None, BaselineState::New),
        }) else {
            return BaselineState::New;
        };
        self.entries[at].is_met = true;
        state
    }

    /// The findings that no row has met.
    pub fn gone(&self) -> impl Iterator<Item = &BaselineEntry> {
        self.entries.iter().filter(|known| !known.is_met).map(|known| &known.entry)
    }
}
