//! Who made goods, and how we know: the marks as all their rows show them, every text already cut to size.

use crate::{
    Attribution, Grade, MarkKind,
    attribution::Evidence,
    audit::Audited,
    report::{
        cell, maker,
        words::{self, CELL, SENTENCE, put_new},
    },
};

/// Points kept of a list that grows with what the cells hold; `explain` shows all.
pub(super) const POINTS: usize = 8;

/// A mark that speaks for a maker.
#[derive(Clone, Debug)]
pub(in crate::report) struct Point {
    mark: MarkKind,
    /// What was seen, as it is shown.
    text: String,
    /// The column and what the mark tells.
    pub(in crate::report) says: String,
    /// How far it carries.
    pub(in crate::report) confidence: &'static str,
    /// Where that was read.
    pub(in crate::report) source: String,
    /// Whether other rows show another mark of the same kind.
    pub(in crate::report) similar: bool,
}

/// Who made it, and how we know.
#[derive(Clone, Debug)]
pub(in crate::report) struct Made {
    /// The maker's id.
    pub(super) vendor: String,
    /// How reports call the maker.
    pub(in crate::report) short: String,
    pub(in crate::report) grade: Grade,
    /// The whole of it in a sentence.
    pub(in crate::report) headline: String,
    /// Marks of different kinds, strongest first.
    pub(in crate::report) points: Vec<Point>,
    /// What lowered the grade.
    pub(in crate::report) lowered: Vec<String>,
    /// What else speaks against it.
    pub(in crate::report) informs: Vec<String>,
    /// The other marks outweigh what speaks against it.
    pub(in crate::report) outweighed: bool,
    /// What keeps its findings from a higher verdict.
    pub(in crate::report) lead: Option<&'static str>,
}

impl Made {
    /// What one row says of one of its makers.
    pub(super) fn of(asset: &Audited, by: &Attribution) -> Self {
        let mut made = Self {
            vendor: by.maker.id.clone(),
            short: cell(&by.maker.short, CELL),
            grade: by.grade,
            headline: maker::made_by(by),
            points: maker::kinds_of(by).into_iter().map(|evidence| point(by, evidence)).collect(),
            lowered: Vec::new(),
            informs: Vec::new(),
            outweighed: by.grade == Grade::Confirmed,
            lead: words::lead_of(asset, by),
        };
        for counter in &by.against {
            let points = if counter.lowers { &mut made.lowered } else { &mut made.informs };
            if points.len() < POINTS {
                put_new(points, maker::counter(by, counter));
            }
        }
        made
    }

    /// Adds what another row says of this maker.
    pub(super) fn join(&mut self, asset: &Audited) {
        let same = |attribution: &&Attribution| attribution.maker.id == self.vendor;
        let Some(attribution) = asset.attributions.iter().find(same) else { return };
        for evidence in maker::kinds_of(attribution) {
            let text = maker::mark_text(evidence);
            match self.points.iter_mut().find(|point| point.mark == evidence.mark) {
                Some(point) => point.similar |= point.text != text,
                None => self.points.push(point(attribution, evidence)),
            }
        }
    }
}

fn point(by: &Attribution, evidence: &Evidence) -> Point {
    let source = evidence
        .sources
        .first()
        .map_or(String::new(), |source| format!(": {}", cell(&source.title, SENTENCE)));
    Point {
        mark: evidence.mark,
        text: maker::mark_text(evidence),
        says: maker::seen(by, evidence),
        confidence: evidence.confidence.word(),
        source,
        similar: false,
    }
}
