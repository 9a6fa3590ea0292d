//! The law on the page: each provision in full, its dates on a line of time, and its verdicts for which goods.

use std::cmp::Reverse;

use super::{
    charts::{Days, Scale},
    links::{Filter, SourceLink, long},
    sums::{MatrixLine, Sums},
    words_of_law::{in_force, provision},
};
use crate::{
    Verdict,
    audit::{Basis, Tally},
    law::Force,
    report::{
        cell,
        goods::{Actions, Event, Urgency},
        reaching::{LawRows, worst_first},
        words::{self, SENTENCE},
    },
};

/// Lines of the timeline and of the matrix.
const LINES: usize = 25;

part! {
    /// One provision in full.
    pub(super) struct LawEntry of(LawRows { law, rows }: &LawRows, basis: &Basis) with {
        let text = |text: &str| cell(text, 4 * SENTENCE);
        let regime = basis.regimes.iter().find(|known| known.id == law.regime);
        let issuer = regime.map(|regime| cell(&regime.authority, SENTENCE));
    } {
        country: String = text(&law.jurisdiction),
        title: String = text(&law.title),
        of: String = text(&law.regime_title),
        authority: String = issuer.unwrap_or_default(),
        says: String = words::stopped(&text(&law.summary)),
        remedy: String = words::remedy(law),
        citation: String = words::citation(law),
        when: String = words::sentence(&in_force(law)),
        advised: bool = law.force < Force::Prohibited,
        rows: Vec<(&'static str, u64)> = reached(rows),
        sources: Vec<SourceLink> =
            law.sources.iter().map(|source| SourceLink::of(source)).collect(),
    }
}

/// When the law begins and ends.
#[derive(Clone, Debug)]
pub(super) struct Timeline {
    pub(super) years: Vec<(i16, String)>,
    pub(super) today: String,
    pub(super) lines: Vec<TimelineLine>,
}

/// One provision, or one waiver, on it.
#[derive(Clone, Debug)]
pub(super) struct TimelineLine {
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) of: String,
    pub(super) when: String,
    pub(super) rows: u64,
    pub(super) noun: String,
    pub(super) filter: String,
    pub(super) x: String,
    pub(super) width: String,
}

/// Goods against laws.
#[derive(Clone, Debug)]
pub(super) struct Matrix {
    pub(super) regimes: Vec<MatrixRegime>,
    pub(super) lines: Vec<MatrixRow>,
    pub(super) more: usize,
}

#[derive(Clone, Debug)]
pub(super) struct MatrixRegime {
    id: String,
    pub(super) country: String,
    pub(super) title: String,
}

#[derive(Clone, Debug)]
pub(super) struct MatrixRow {
    pub(super) name: String,
    pub(super) cells: Vec<Option<MatrixCell>>,
}

/// The verdicts of one law for goods of one name.
#[derive(Clone, Debug)]
pub(super) struct MatrixCell {
    pub(super) verdict: &'static str,
    pub(super) rows: u64,
    pub(super) filter: String,
}

/// Every provision that reaches a row, in full.
pub(super) fn laws(sums: &Sums, basis: &Basis) -> Vec<LawEntry> {
    sums.laws.sorted().into_iter().map(|rows| LawEntry::of(rows, basis)).collect()
}

fn reached(tally: &Tally) -> Vec<(&'static str, u64)> {
    let verdicts = Verdict::ALL.into_iter().rev().filter(|&verdict| verdict > Verdict::Exempt);
    let counted = verdicts.map(|verdict| (verdict.word(), tally.of(verdict)));
    counted.filter(|(_, rows)| *rows > 0).collect()
}

/// The dates of the provisions that reach a row, of those that will, and of waivers that end.
pub(super) fn timeline(sums: &Sums, actions: &Actions, basis: &Basis) -> Timeline {
    let mut entries: Vec<(Days, TimelineLine)> = Vec::new();
    for LawRows { law, rows } in sums.laws.sorted() {
        let rows = rows.rows();
        let kind = if law.force < Force::Prohibited { "advised" } else { "now" };
        let line = line(kind, law, words::sentence(&in_force(law)), rows);
        entries.push((Days { from: law.from, until: law.until }, line));
    }
    for action in actions.sorted() {
        let (law, rows) = (&*action.law, action.places.rows());
        match action.urgency {
            Urgency::On(day, Event::RuleBegins) => {
                let when = format!("Begins {}", long(day));
                entries
                    .push((Days { from: day, until: law.until }, line("coming", law, when, rows)));
            }
            Urgency::On(day, Event::WaiverEnds) => {
                let when = format!("Accepted until {}", long(day));
                let line = line("waived", law, when, rows);
                entries.push((Days { from: basis.as_of, until: Some(day) }, line));
            }
            _ => {}
        }
    }
    entries.sort_by_key(|(span, _)| span.from);
    entries.truncate(LINES);
    let spans: Vec<_> = entries.iter().map(|(span, _)| span.clone()).collect();
    let scale = Scale::new(&spans, basis.as_of);
    let lines = entries.into_iter().map(|(span, line)| {
        let (x, width) = scale.draw(&span);
        TimelineLine { x, width, ..line }
    });
    Timeline { lines: lines.collect(), today: scale.today.clone(), years: scale.years.clone() }
}

fn line(kind: &'static str, law: &crate::law::Law, when: String, rows: u64) -> TimelineLine {
    TimelineLine {
        kind,
        title: cell(&law.title, SENTENCE),
        of: provision(law),
        when,
        rows,
        noun: words::noun_of(rows, "row"),
        filter: Filter { law: Some(&law.id), ..Filter::default() }.address(),
        x: String::new(),
        width: String::new(),
    }
}

/// The verdicts of each regime for the goods of each label or maker.
pub(super) fn matrix(sums: &Sums, basis: &Basis) -> Matrix {
    let reaches = |id: &str| sums.laws.sorted().iter().any(|entry| entry.law.regime == id);
    let regimes: Vec<_> = basis
        .regimes
        .iter()
        .filter(|regime| reaches(&regime.id))
        .map(|regime| MatrixRegime {
            id: regime.id.clone(),
            country: cell(&regime.jurisdiction, 8),
            title: cell(&regime.title, SENTENCE),
        })
        .collect();
    let mut all: Vec<_> = sums.matrix.iter().collect();
    all.sort_by_key(|(_, line)| Reverse(worst_first(&line.rows)));
    let lines = all.iter().take(LINES).map(|(name, line)| MatrixRow {
        name: (*name).clone(),
        cells: regimes.iter().map(|regime| matrix_cell(&regime.id, line)).collect(),
    });
    Matrix { lines: lines.collect(), more: all.len().saturating_sub(LINES), regimes }
}

fn matrix_cell(regime: &str, line: &MatrixLine) -> Option<MatrixCell> {
    let rows = line.by_regime.get(regime)?;
    let worst = rows.worst()?;
    let filter = Filter {
        verdict: Some(worst),
        maker: line.maker.as_deref(),
        law: Some(regime),
        ..Filter::default()
    };
    Some(MatrixCell { verdict: worst.word(), rows: rows.of(worst), filter: filter.address() })
}
