//! What the page says of findings: makers with their marks, provisions with their questions, each kept once however many findings
//! share it.

use std::{collections::HashMap, sync::Arc};

use serde::Serialize;

use super::{names::RowNames, pool::Pool, words_of_law::in_force};
use crate::{
    Attribution, Date, Finding, MarkKind, Truth,
    attribution::{Counter, Evidence},
    audit::Audited,
    finding::Test,
    knowledge::Source,
    law::Law,
    reason::{Missing, Reason},
    report::{
        cell,
        goods::{Spanned, Spares},
        maker, verdict_reason,
        wording::question,
        words::{self, CELL, SENTENCE},
    },
};

/// What speaks against one maker at most.
const OBJECTIONS: usize = 8;
/// Sites named in one line.
const SITES: usize = 5;
/// Reasons that the rows of one finding give in one place.
const WORDINGS: usize = 3;

record! {
    /// Where a fact was read.
    #[derive(Debug, PartialEq, Eq, Hash)]
    pub(super) struct PageSource of(source: &Source) {
        title: String = cell(&source.title, SENTENCE),
        url: String = source.url.clone(),
        dated: Option<Date> = source.dated,
        read: Date = source.read,
    }
}

record! {
    /// A mark that speaks for a maker.
    #[derive(Debug, PartialEq, Eq, Hash)]
    pub(super) struct PageMark of(
        by: &Attribution,
        evidence: &Evidence,
        shared: &mut SharedTexts,
    ) {
        #[serde(skip)]
        kind: MarkKind = evidence.mark,
        #[serde(skip)]
        text: String = maker::mark_text(evidence),
        says: String = maker::seen(by, evidence),
        confidence: &'static str = evidence.confidence.word(),
        sources: Vec<u32> = shared.sources(&evidence.sources),
    }
}

record! {
    /// What speaks against a maker.
    #[derive(Debug, PartialEq, Eq, Hash)]
    struct PageObjection of(by: &Attribution, counter: &Counter, shared: &mut SharedTexts) {
        says: String = maker::counter(by, counter),
        lowers: bool = counter.lowers,
        sources: Vec<u32> = shared.sources(&counter.sources),
    }
}

record! {
    /// Who made it.
    #[derive(Debug, PartialEq, Eq, Hash)]
    pub(super) struct PageMaker of(
        asset: &Audited,
        by: &Attribution,
        shared: &mut SharedTexts,
    ) with {
        let against = by.against.iter().take(OBJECTIONS);
    } {
        maker: u32 = shared.makers.number(cell(&by.maker.short, CELL)),
        grade: &'static str = by.grade.word(),
        says: String = maker::made_by(by),
        marks: Vec<u32> =
            maker::kinds_of(by).into_iter().map(|evidence| shared.mark(by, evidence)).collect(),
        against: Vec<PageObjection> =
            against.map(|counter| PageObjection::of(by, counter, shared)).collect(),
        lead?: Option<&'static str> = words::lead_of(asset, by),
    }
}

record! {
    /// A provision that reaches a finding, but for the reasons.
    #[derive(Debug, PartialEq, Eq, Hash)]
    pub(super) struct PageClause of(
        asset: &Audited,
        finding: &Finding,
        shared: &mut SharedTexts,
    ) with {
        let asks = finding.missing.iter().map(|missing| cell(&question(missing), SENTENCE));
        let unless = finding.could_apply().map(|exception| cell(&exception.reason, SENTENCE));
        let accepted = finding.accepted.as_ref();
    } {
        law: u32 = shared.law(&finding.law),
        verdict: usize = finding.verdict as usize,
        /// Whether there is something to do now, or only once a question is answered.
        stands: bool = words::stands(finding, words::grade(asset, finding)),
        asks?: Vec<String> = words::unlike(asks),
        unless?: Vec<String> = unless.collect(),
        accepted?: Option<String> = accepted.map(|it| words::sentence(&words::waived(it))),
    }
}

/// A provision that names a finding and does not reach it.
#[derive(Debug, PartialEq, Eq, Hash, Serialize)]
pub(super) struct PageSpared(u32, &'static str);

record! {
    /// A provision as the page tells it.
    #[derive(Debug, PartialEq, Eq, Hash)]
    pub(super) struct PageLaw of(law: &Law, shared: &mut SharedTexts) with {
        let text = |text: &str| cell(text, 4 * SENTENCE);
    } {
        id: String = text(&law.id),
        regime: String = text(&law.regime),
        country: String = text(&law.jurisdiction),
        title: String = text(&law.title),
        regime_title: String = text(&law.regime_title),
        citation: String = words::citation(law),
        force: &'static str = law.force.word(),
        when: String = words::sentence(&in_force(law)),
        says: String = words::stopped(&text(&law.summary)),
        remedy: String = words::remedy(law),
        sources: Vec<u32> = shared.sources(&law.sources),
    }
}

/// Why a provision reaches a finding, as its rows give it.
#[derive(Clone, Debug)]
pub(super) enum Grounds {
    /// In texts that hang on no date of a row.
    Texts(Vec<u32>),
    /// With dates, of which the span that they cover is shown.
    Dated(Vec<Spanned>),
}

/// A maker of a finding, and which of its marks other rows show in other words, by bits.
#[derive(Clone, Copy, Debug)]
pub(super) struct MakerAt {
    pub(super) said: u32,
    pub(super) similar: u32,
}

/// Everything that findings refer to.
#[derive(Debug, Default, Serialize)]
pub(super) struct SharedTexts {
    pub(super) makers: Pool<String>,
    pub(super) sites: Pool<String>,
    pub(super) suppliers: Pool<String>,
    sources: Pool<PageSource>,
    texts: Pool<String>,
    marks: Pool<PageMark>,
    attributions: Pool<PageMaker>,
    laws: Pool<PageLaw>,
    #[serde(skip)]
    law_numbers: HashMap<String, u32>,
    clauses: Pool<PageClause>,
    spared: Pool<PageSpared>,
}

impl SharedTexts {
    /// Who made it.
    pub(super) fn maker(&mut self, asset: &Audited, by: &Attribution) -> MakerAt {
        let said = PageMaker::of(asset, by, self);
        MakerAt { said: self.attributions.number(said), similar: 0 }
    }

    fn mark(&mut self, by: &Attribution, evidence: &Evidence) -> u32 {
        let mark = PageMark::of(by, evidence, self);
        self.marks.number(mark)
    }

    /// The marks of a maker that another row shows in other words.
    pub(super) fn similar(&self, known: MakerAt, asset: &Audited) -> u32 {
        let Some(said) = self.attributions.get(known.said) else { return 0 };
        let short = self.makers.get(said.maker);
        let same = |by: &&Attribution| Some(&cell(&by.maker.short, CELL)) == short;
        let Some(by) = asset.attributions.iter().find(same) else { return 0 };
        let shown: Vec<_> = maker::kinds_of(by)
            .into_iter()
            .map(|evidence| (evidence.mark, maker::mark_text(evidence)))
            .collect();
        let marks = said.marks.iter().take(32).map(|&mark| self.marks.get(mark));
        let differs = |mark: &PageMark| {
            shown.iter().any(|(kind, text)| *kind == mark.kind && *text != mark.text)
        };
        let bits = marks.enumerate().filter(|(_, mark)| mark.is_some_and(differs));
        bits.fold(0, |bits, (at, _)| bits | 1 << at)
    }

    /// A provision that reaches a row.
    pub(super) fn clause(&mut self, asset: &Audited, finding: &Finding) -> u32 {
        let clause = PageClause::of(asset, finding, self);
        self.clauses.number(clause)
    }

    /// Why a provision reaches a row, or is open.
    pub(super) fn why(&mut self, asset: &Audited, finding: &Finding) -> Grounds {
        let dated = finding.because().flat_map(Test::why).any(|why| why.date().is_some());
        let tests = finding.because().map(|test| {
            Spanned::new(test.why().iter().filter(|why| is_worth_a_line(finding, why)))
        });
        let spanned: Vec<_> = tests.collect();
        if dated {
            return Grounds::Dated(spanned);
        }
        let text = joined(&spanned);
        let text = if text.is_empty() && finding.missing.is_empty() {
            words::sentence(&verdict_reason::follows(finding, words::grade(asset, finding)))
        } else {
            text
        };
        Grounds::Texts(vec![self.texts.number(text)])
    }

    /// A provision that does not reach a row.
    pub(super) fn spared(&mut self, finding: &Finding) -> u32 {
        let law = self.law(&finding.law);
        self.spared.number(PageSpared(law, Spares::of(finding).words()))
    }

    pub(super) fn text(&mut self, text: String) -> u32 {
        self.texts.number(text)
    }

    pub(super) fn law(&mut self, law: &Law) -> u32 {
        if let Some(&known) = self.law_numbers.get(&law.id) {
            return known;
        }
        let says = PageLaw::of(law, self);
        let number = self.laws.number(says);
        self.law_numbers.insert(law.id.clone(), number);
        number
    }

    /// What is said of a maker, in a sentence.
    pub(super) fn maker_says(&self, number: u32) -> Option<String> {
        self.attributions.get(number).map(|said| words::stopped(&said.says))
    }

    /// A provision with its citation, and what to do where something is to be done.
    pub(super) fn clause_says(&self, number: u32) -> Option<(String, Option<String>)> {
        let clause = self.clauses.get(number)?;
        let law = self.laws.get(clause.law)?;
        let says = format!("{} {} ({})", law.country, law.title, law.citation);
        Some((says, (clause.stands && clause.accepted.is_none()).then(|| law.remedy.clone())))
    }

    pub(super) fn names(&self, sites: &RowNames) -> String {
        let known = sites.known.iter().filter_map(|(site, _)| self.sites.get(*site));
        let mut names: Vec<_> = known.take(SITES).cloned().collect();
        if sites.known.len() > SITES || sites.other > 0 {
            names.push("others".to_owned());
        }
        words::list(&names)
    }

    fn sources(&mut self, all: &[Arc<Source>]) -> Vec<u32> {
        all.iter().map(|source| self.sources.number(PageSource::of(source))).collect()
    }
}

impl Grounds {
    /// Adds what another row gives.
    pub(super) fn join(&mut self, other: Self) {
        match (self, other) {
            (Self::Texts(known), Self::Texts(more)) => {
                for text in more {
                    if known.len() < WORDINGS && !known.contains(&text) {
                        known.push(text);
                    }
                }
            }
            (Self::Dated(known), Self::Dated(more)) => {
                known.iter_mut().zip(more).for_each(|(known, more)| known.join(more));
            }
            // What hangs on a date in one row does so in the others: their answers are the same.
            (Self::Texts(_), Self::Dated(_)) | (Self::Dated(_), Self::Texts(_)) => {}
        }
    }
}

/// Reasons in one line.
pub(super) fn joined(spanned: &[Spanned]) -> String {
    let parts = words::unlike(spanned.iter().map(Spanned::shown));
    words::stopped(&words::sentence(&parts.join("; ")))
}

/// Of a provision that is open, what its questions say already is not said again.
fn is_worth_a_line(finding: &Finding, why: &Reason) -> bool {
    if finding.truth != Truth::Unknown || finding.missing.is_empty() {
        return true;
    }
    // Whom a provision binds is worth its line although the question says it too.
    let silent = why.is_silence() && !matches!(why, Reason::OwnerUnknown { .. });
    let is_open = |missing: &Missing| matches!(missing, Missing::Law(open) if open == why);
    !silent && !finding.missing.iter().any(is_open)
}
