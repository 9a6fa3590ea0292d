//! The findings of the page: rows that say the same, in bounded memory, the worst ones.

use std::{cmp::Reverse, collections::BTreeSet};

use serde::Serialize;

use super::{
    rows::PageRows,
    shared_texts::{Grounds, MakerAt, SharedTexts, joined},
};
use crate::{
    Verdict,
    audit::{Audited, Tally},
    report::{
        cell,
        goods::{Goods, spared_by},
        reaching::{reaches, reaching},
        words::{self, CELL, SENTENCE, put_new},
        worst_kept::{Room, WorstKept},
    },
};

/// The owner's numbers on the whole page.
const IDS: usize = 250_000;
const MAKERS: usize = 8;
/// Reasons for which rows could not be read, or no law reaches them, in one place.
const REASONS: usize = 50;

#[derive(Clone, Debug)]
pub(super) struct PageFinding {
    pub(super) verdict: Verdict,
    pub(super) called: String,
    makers: Vec<MakerAt>,
    clauses: Vec<(u32, Grounds)>,
    spared: Vec<u32>,
    notes: Vec<u32>,
    exempt: Vec<u32>,
    pub(super) rows: PageRows,
}

/// Findings in bounded memory, with all that they refer to.
#[derive(Debug)]
pub(super) struct PageFindings {
    kept: WorstKept<PageFinding>,
    ids_left: usize,
    unread: BTreeSet<u128>,
    /// Rows whose findings are only counted.
    pub(super) dropped: Tally,
    pub(super) said: SharedTexts,
}

impl PageFindings {
    /// Room for at most `most` findings.
    pub(super) fn new(most: usize) -> Self {
        Self {
            kept: WorstKept::new(most),
            ids_left: IDS,
            unread: BTreeSet::new(),
            dropped: Tally::default(),
            said: SharedTexts::default(),
        }
    }

    /// Adds a row to the finding that it shows.
    pub(super) fn add(&mut self, asset: &Audited) {
        let key = self.key(asset);
        if let Some(finding) = self.kept.get_mut(key) {
            return finding.join(asset, &mut self.said, &mut self.ids_left);
        }
        match self.kept.make_room(asset.verdict) {
            Room::Free => {}
            Room::Made(verdict, dropped) => self.dropped.add_rows(verdict, dropped.rows.count()),
            Room::None => return self.dropped.add(asset.verdict),
        }
        let finding = PageFinding::of(asset, &mut self.said, &mut self.ids_left);
        self.kept.insert(key, asset.verdict, finding);
    }

    /// What rows of one finding share. Rows that could not be read share the reason; beyond `REASONS` reasons they are one finding.
    fn key(&mut self, asset: &Audited) -> u128 {
        let key = Goods::key(asset);
        if asset.verdict != Verdict::Unchecked {
            return key;
        }
        if self.unread.len() < REASONS {
            self.unread.insert(key);
        }
        if self.unread.contains(&key) { key } else { 0 }
    }

    /// The findings: those to be acted on first, then those with most rows, then in the order of the input.
    pub(super) fn sorted(&self) -> Vec<&PageFinding> {
        let rank = |verdict| match verdict {
            // What could not be read is nothing to act on before what is known.
            Verdict::Unchecked => (Verdict::Advisory, true),
            verdict => (verdict, false),
        };
        self.kept.sorted_by_key(|one| Reverse((rank(one.verdict), one.rows.count())))
    }
}

impl PageFinding {
    fn of(asset: &Audited, said: &mut SharedTexts, ids_left: &mut usize) -> Self {
        let called = match asset.verdict {
            Verdict::Unchecked => {
                cell(asset.notes.first().map_or("no reason given", String::as_str), SENTENCE)
            }
            _ => cell(&asset.called, 2 * CELL),
        };
        let makers = asset.attributions.iter().take(MAKERS).map(|by| said.maker(asset, by));
        let mut finding = Self {
            verdict: asset.verdict,
            called,
            makers: makers.collect(),
            clauses: Vec::new(),
            spared: Vec::new(),
            notes: Vec::new(),
            exempt: Vec::new(),
            rows: PageRows::default(),
        };
        finding.join(asset, said, ids_left);
        finding
    }

    /// Adds a row that says the same: its place, its dates, and that it bears other marks of the same kind.
    fn join(&mut self, asset: &Audited, said: &mut SharedTexts, ids_left: &mut usize) {
        self.rows.add(asset, said, ids_left);
        for maker in &mut self.makers {
            maker.similar |= said.similar(*maker, asset);
        }
        for one in reaching(asset) {
            let (number, why) = (said.clause(asset, one), said.why(asset, one));
            match self.clauses.iter_mut().find(|(known, _)| *known == number) {
                Some((_, known)) => known.join(why),
                None => self.clauses.push((number, why)),
            }
        }
        for one in asset.findings.iter().filter(|one| !reaches(one)) {
            if one.note {
                put_new(&mut self.notes, said.law(&one.law));
            } else {
                put_new(&mut self.spared, said.spared(one));
            }
        }
        if self.verdict == Verdict::Exempt && self.exempt.len() < REASONS {
            let why = words::stopped(&words::sentence(&spared_by(asset).shown()));
            put_new(&mut self.exempt, said.text(why));
        }
    }

    /// The finding as it is shown without the page's script.
    pub(super) fn first(&self, said: &SharedTexts, files: bool) -> FirstFinding {
        let mut first = FirstFinding {
            verdict: self.verdict.word(),
            called: self.called.clone(),
            lines: self.rows.lines(files),
            makers: self.makers.iter().filter_map(|at| said.maker_says(at.said)).collect(),
            sites: said.names(&self.rows.sites),
            laws: Vec::new(),
            remedies: Vec::new(),
            rows: self.rows.count(),
        };
        for (clause, _) in &self.clauses {
            let Some((law, remedy)) = said.clause_says(*clause) else { continue };
            first.laws.push(law);
            if let Some(remedy) = remedy {
                put_new(&mut first.remedies, remedy);
            }
        }
        first
    }
}

/// A finding as it is shown without the page's script.
pub(super) struct FirstFinding {
    pub(super) verdict: &'static str,
    pub(super) called: String,
    pub(super) lines: String,
    pub(super) makers: Vec<String>,
    pub(super) sites: String,
    pub(super) laws: Vec<String>,
    pub(super) remedies: Vec<String>,
    pub(super) rows: u64,
}

record! {
    /// One finding as the page's script reads it; files precede the lines where there are several. Numbers refer to what findings
    /// share.
    pub(super) struct PageRow<'a> of(finding: &'a PageFinding, files: bool) with {
        let PageFinding { makers, clauses, rows, .. } = finding;
        let why = |why: &Grounds| match why {
            Grounds::Texts(texts) => WhyRecord::Texts(texts.clone()),
            Grounds::Dated(spanned) => WhyRecord::Said(joined(spanned)),
        };
    } {
        #[serde(rename = "v")]
        verdict: usize = finding.verdict as usize,
        #[serde(rename = "n")]
        called: &'a str = &finding.called,
        #[serde(rename = "m")]
        makers: Vec<(u32, u32)> = makers.iter().map(|at| (at.said, at.similar)).collect(),
        #[serde(rename = "c")]
        clauses: Vec<(u32, WhyRecord)> =
            clauses.iter().map(|(clause, at)| (*clause, why(at))).collect(),
        #[serde(rename = "s")]
        spared: &'a [u32] = &finding.spared,
        #[serde(rename = "o")]
        notes: &'a [u32] = &finding.notes,
        #[serde(rename = "x")]
        exempt: &'a [u32] = &finding.exempt,
        #[serde(rename = "r")]
        rows: u64 = rows.count(),
        #[serde(rename = "w")]
        new_and_known: (u64, u64) = rows.new_and_known,
        #[serde(rename = "l")]
        lines: String = rows.lines(files),
        #[serde(rename = "i")]
        ids: &'a [String] = &rows.ids,
        #[serde(rename = "t")]
        sites: &'a [(u32, u64)] = &rows.sites.known,
        #[serde(rename = "e")]
        other_sites: u64 = rows.sites.other,
        #[serde(rename = "u")]
        suppliers: &'a [(u32, u64)] = &rows.suppliers.known,
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum WhyRecord {
    Texts(Vec<u32>),
    Said(String),
}
