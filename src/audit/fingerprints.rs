//! Gives findings their fingerprints, in the order of the rows: what names the item, the maker and the provision, and where
//! several findings agree in all of it, their number.
//!
//! As numbers are given to equal findings alone, all fingerprints of a register together do not depend on the order of its rows.

use std::{
    collections::HashMap,
    mem,
    sync::{Arc, Mutex, PoisonError},
};

use sha2::{Digest as _, Sha256};

use super::Audited;
use crate::{Field, Finding, Fingerprint, asset::FieldTrait, fold::fold};

/// At most this many different findings are remembered: in at most 14 MiB, and 21 MiB while the table grows.
const MOST: usize = (1 << 20) / 8 * 7;
/// What is hashed first, so that fingerprints made in another way one day are not taken for these.
const FORM: &str = "banlint/fingerprint/1";

/// How often each finding came so far. Clones share one count, so that one audit goes on where another ended: over all sheets of
/// a file, and all files of a run.
#[derive(Clone, Debug, Default)]
pub struct Fingerprints(Arc<Mutex<SeenFingerprints>>);

#[derive(Debug, Default)]
struct SeenFingerprints {
    /// By the first bytes of the fingerprint, which no two findings of a register share but by a chance of one to many millions.
    counts: HashMap<[u8; 8], u32>,
    beyond: u64,
}

impl Fingerprints {
    /// Gives the findings of the next row theirs: those that someone could accept.
    pub fn give(&self, asset: &mut Audited) {
        if !asset.findings.iter().any(Finding::can_be_waived) {
            return;
        }
        let item = item(asset);
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for finding in asset.findings.iter_mut().filter(|finding| finding.can_be_waived()) {
            let vendor = finding.vendor().unwrap_or_default();
            let first = Self::of(&[&finding.law.id, vendor, &item]);
            let numbered = match seen.before(first) {
                0 => first,
                before => numbered(first, before),
            };
            finding.fingerprint = Some(numbered);
        }
    }

    /// A fingerprint of these parts, none of which holds a line break.
    pub(crate) fn of(parts: &[&str]) -> Fingerprint {
        digest(&[&[FORM], parts].concat())
    }

    /// How many findings came when no more could be remembered. They have fingerprints too, but equal ones among them share one.
    pub fn beyond(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).beyond
    }
}

impl SeenFingerprints {
    /// Counts a finding, and says how many equal ones came before.
    fn before(&mut self, print: Fingerprint) -> u32 {
        let key = print.0.first_chunk().copied().unwrap_or_default();
        if let Some(count) = self.counts.get_mut(&key) {
            return mem::replace(count, count.saturating_add(1));
        }
        if self.counts.len() < MOST {
            self.counts.insert(key, 1);
        } else {
            self.beyond += 1;
        }
        0
    }
}

/// The fingerprint of a finding that equals another, with how many equal ones came before.
pub(crate) fn numbered(first: Fingerprint, before: u32) -> Fingerprint {
    digest(&[&first.to_string(), &before.to_string()])
}

/// The digest of parts none of which holds a line break.
fn digest(parts: &[&str]) -> Fingerprint {
    let digest = Sha256::digest(parts.join("\n"));
    let mut print = Fingerprint([0; _]);
    print.0.iter_mut().zip(digest).for_each(|(to, from)| *to = from);
    print
}

/// What names the item: the owner's number for it, else the first of its own numbers, else what the row calls it and where it is.
fn item(asset: &Audited) -> String {
    let asset_id = asset.asset_id.iter().map(|id| (Field::AssetId, id.clone()));
    let numbers = Field::all_that(FieldTrait::Unique)
        .flat_map(|field| asset.facts.of(field).iter().map(move |fact| (field, fact)))
        .map(|(field, fact)| (field, fact.value.to_string()));
    let numbers = asset_id.chain(numbers).map(|(field, number)| (field, fold(&number)));
    let mut numbers = numbers.filter(|(_, folded)| !folded.is_empty());
    numbers.next().map_or_else(
        || {
            format!(
                "\n{}\n{}",
                fold(&asset.called),
                fold(asset.site.as_deref().unwrap_or_default())
            )
        },
        |(field, number)| format!("{field}\n{number}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Files that hold fingerprints outlive a version of the program: these may never come out otherwise.
    #[test]
    fn a_fingerprint_is_the_same_in_every_version() {
        let print = digest(&[FORM, "us-x/use", "hikvision", "asset-id\nex 10001"]);
        assert_eq!(print.to_string(), "4b8d1e8a5ed0333af6ba308d7595a80d");
        assert_ne!(digest(&["a", "bc"]), digest(&["ab", "c"]));
    }

    /// What is not remembered is said, and has its fingerprint all the same.
    #[test]
    fn the_table_has_an_end() {
        let mut seen = SeenFingerprints::default();
        let print = |n: usize| digest(&[&n.to_string()]);
        let known = (0..MOST).map(|n| seen.before(print(n)));
        assert_eq!(known.max(), Some(0));
        let capacity = seen.counts.capacity();
        assert_eq!((seen.before(print(MOST)), seen.before(print(MOST))), (0, 0));
        assert_eq!((seen.before(print(7)), seen.before(print(7))), (1, 2));
        assert_eq!((seen.beyond, seen.counts.capacity()), (2, capacity));
    }
}
