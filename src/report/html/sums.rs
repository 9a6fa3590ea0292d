//! The results of all rows by law, goods and supplier, whether or not their findings have room on the page.

use std::{cmp::Reverse, collections::BTreeMap};

use super::days_to_come::Coming;
use crate::{
    Attribution, Field, Verdict,
    audit::{Audited, Tally},
    report::{
        cell,
        reaching::{ReachingLaw, worst_first},
        words::CELL,
    },
};

/// Names counted one by one; later ones are counted together.
const NAMES: usize = 500;

/// Rows by name.
#[derive(Clone, Debug, Default)]
pub(super) struct NameCounts {
    by_name: BTreeMap<String, Tally>,
    /// Rows of names beyond those counted one by one.
    pub(super) other: Tally,
}

/// Goods of one label or maker, with their rows by regime.
#[derive(Clone, Debug, Default)]
pub(super) struct MatrixLine {
    /// The maker, by which the findings are filtered.
    pub(super) maker: Option<String>,
    /// By the worst verdict of each row.
    pub(super) rows: Tally,
    pub(super) by_regime: BTreeMap<String, Tally>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Sums {
    pub(super) laws: ReachingLaw,
    pub(super) coming: Coming,
    pub(super) matrix: BTreeMap<String, MatrixLine>,
    /// Rows in violation, review or advisory by supplier.
    pub(super) suppliers: NameCounts,
}

impl NameCounts {
    fn add(&mut self, name: String, verdict: Verdict) {
        if self.by_name.len() < NAMES || self.by_name.contains_key(&name) {
            self.by_name.entry(name).or_default().add(verdict);
        } else {
            self.other.add(verdict);
        }
    }

    /// The names with their rows, the worst first.
    pub(super) fn ranked(&self) -> Vec<(&str, &Tally)> {
        let named = self.by_name.iter();
        let mut named: Vec<_> = named.map(|(name, tally)| (name.as_str(), tally)).collect();
        named.sort_by_key(|(_, tally)| Reverse(worst_first(tally)));
        named
    }
}

impl Sums {
    /// Counts a row.
    pub(super) fn add(&mut self, asset: &Audited) {
        self.laws.add(asset);
        self.coming.add(asset);
        let (first, others) = match asset.attributions.split_first() {
            Some((first, others)) => (Some(first), others),
            None => (None, [].as_slice()),
        };
        // A law that names a kind of equipment counts for the surest maker, one that names a maker for that maker alone.
        self.add_goods(asset, first, |vendor| {
            vendor.is_none_or(|vendor| first.is_some_and(|by| by.maker.id == vendor))
        });
        for by in others {
            self.add_goods(asset, Some(by), |vendor| vendor == Some(by.maker.id.as_str()));
        }
        if asset.verdict >= Verdict::Advisory
            && let Some(supplier) = asset.facts.of(Field::Supplier).first()
        {
            self.suppliers.add(cell(&supplier.value.to_string(), CELL), asset.verdict);
        }
    }

    /// Counts a row as of one of its makers, under the laws that name it.
    fn add_goods(
        &mut self,
        asset: &Audited,
        by: Option<&Attribution>,
        names: impl Fn(Option<&str>) -> bool,
    ) {
        let mut by_regime: BTreeMap<&str, Verdict> = BTreeMap::new();
        let findings = asset.findings.iter().filter(|finding| !finding.note);
        for finding in findings.filter(|finding| names(finding.vendor())) {
            let worst = by_regime.entry(&finding.law.regime).or_insert(finding.verdict);
            *worst = finding.verdict.max(*worst);
        }
        let worst = by_regime.values().max().copied();
        let Some(worst) = worst.filter(|worst| *worst > Verdict::Exempt) else { return };
        let maker = by.map(|by| cell(&by.maker.short, CELL));
        let label = by.and_then(|by| by.label.as_deref()).map(|label| cell(label, CELL));
        let goods = match (&maker, label) {
            (None, _) => "Goods of any maker".to_owned(),
            (Some(maker), None) => maker.clone(),
            (Some(maker), Some(label)) => format!("{label} ({maker})"),
        };
        if self.matrix.len() >= NAMES && !self.matrix.contains_key(&goods) {
            return;
        }
        let line = self.matrix.entry(goods).or_default();
        line.maker = maker;
        line.rows.add(worst);
        for (regime, verdict) in by_regime {
            line.by_regime.entry(regime.to_owned()).or_default().add(verdict);
        }
    }
}
