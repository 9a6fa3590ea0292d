//! What rows have to say to others, gathered in bounded memory while they pass.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{questions::question, unreached_rows::UnreachedRows};
use crate::{
    Date, Field, Finding, Grade, Verdict,
    asset::FieldTrait,
    attribution::Maker,
    audit::{Audited, Basis},
    facts::{Facts, Origin},
    fold::fold,
    law::Act,
    reason::Missing,
    report::{cell, maker, words},
    reporting_duty::{ItemOf, ReportingDuty},
    truth::Truth,
};

/// Maximum rows in letters; later ones are counted.
const ROWS: usize = 100_000;
/// Columns kept of a cell.
const TEXT: usize = 120;

/// What rows have to say to suppliers, and to those to whom the law wants something reported.
#[derive(Debug)]
pub(crate) struct Gathered {
    /// By the name of the supplier, folded; empty for goods whose supplier no row tells.
    pub(super) suppliers: BTreeMap<String, Supplier>,
    pub(super) duties: Vec<ToReport>,
    /// What rows that no law reaches rest on.
    pub(super) resting: UnreachedRows,
    /// How many more rows there is room for.
    room: usize,
    /// Rows to ask a supplier about for which there was none.
    beyond: u64,
    /// Lines of which it is open whether there is such an item: a question to who keeps the sheet, to nobody outside.
    lines: u64,
}

/// A supplier with the goods of which something is open.
#[derive(Debug, Default)]
pub(super) struct Supplier {
    /// As the first row names it.
    pub(super) name: Option<String>,
    pub(super) goods: BTreeMap<AskedGoods, GoodsLines>,
    /// The regimes for which it is asked, by title.
    pub(super) regimes: BTreeSet<String>,
}

/// Goods that differ in nothing that a supplier is asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct AskedGoods {
    pub(super) called: String,
    pub(super) site: Option<String>,
    pub(super) facts: BTreeSet<Field>,
    pub(super) makers: BTreeSet<String>,
}

/// Goods to be reported under one duty.
#[derive(Debug)]
pub(super) struct ToReport {
    pub(super) duty: Arc<ReportingDuty>,
    pub(super) goods: BTreeMap<Reported, GoodsLines>,
    /// Rows of which it is not settled whether they are to be reported.
    pub(super) open: u64,
    /// Rows that are reported although a waiver of the owner's accepts them.
    pub(super) waived: u64,
    /// Rows for which there was no room.
    pub(super) beyond: u64,
}

/// Goods that differ in nothing that a report says.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Reported {
    pub(super) supplier: Option<String>,
    /// What the row says of each item that the report asks of goods, by what is asked.
    pub(super) says: BTreeMap<String, String>,
    pub(super) maker: Option<String>,
    pub(super) grade: Option<Grade>,
    /// By which kinds of marks it was told.
    pub(super) marks: BTreeSet<&'static str>,
}

/// Rows shown in one line.
#[derive(Debug, Default)]
pub(super) struct GoodsLines {
    /// Their asset numbers, or where they are.
    pub(super) assets: Vec<String>,
    pub(super) items: u64,
    /// The first and the last day on which they were bought.
    pub(super) bought: Option<(Date, Date)>,
}

impl Gathered {
    /// Nothing yet.
    pub(crate) fn new(basis: &Basis) -> Self {
        let duties = basis.duties.iter().map(|duty| ToReport {
            duty: Arc::clone(duty),
            goods: BTreeMap::new(),
            open: 0,
            waived: 0,
            beyond: 0,
        });
        Self {
            suppliers: BTreeMap::new(),
            duties: duties.collect(),
            resting: UnreachedRows::default(),
            room: ROWS,
            beyond: 0,
            lines: 0,
        }
    }

    /// Takes what a row has to say.
    pub(crate) fn add(&mut self, asset: &Audited) {
        self.ask(asset);
        self.resting.add(asset);
        for to_report in &mut self.duties {
            to_report.add(asset, &mut self.room);
        }
    }

    /// Rows for which there was no room.
    pub(crate) fn beyond(&self) -> u64 {
        self.beyond + self.duties.iter().map(|duty| duty.beyond).sum::<u64>()
    }

    /// What must be said of lines outside of a table that name a maker: no supplier is asked about them.
    pub(crate) fn not_asked(&self) -> Option<String> {
        let named = match self.lines {
            0 => return None,
            1 => "1 line outside of the table names a maker".to_owned(),
            lines => format!("{lines} lines outside of the table name a maker"),
        };
        Some(format!(
            "{named}; no supplier is asked about it: see whether there is an item that has no row, and give it one"
        ))
    }

    fn ask(&mut self, asset: &Audited) {
        let open = asset.findings.iter().filter(|finding| finding.can_be_waived());
        let (mut facts, mut makers, mut regimes) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for finding in open {
            let in_doubt = maker_in_doubt(asset, finding);
            let mut asked: BTreeSet<_> = match finding.truth {
                Truth::Unknown => finding.missing.iter().filter_map(asked_of_supplier).collect(),
                _ => BTreeSet::new(),
            };
            asked.extend(in_doubt.map(|_| Field::Manufacturer));
            if !asked.is_empty() {
                regimes.insert(finding.law.regime_title.clone());
            }
            makers.extend(in_doubt.map(|maker| maker.short.clone()));
            facts.append(&mut asked);
        }
        if facts.is_empty() {
            return;
        }
        if asset.findings.iter().any(|finding| finding.missing.contains(&Missing::Row)) {
            self.lines += 1;
            return;
        }
        let Some(left) = self.room.checked_sub(1) else {
            self.beyond += 1;
            return;
        };
        self.room = left;
        let name = stated(&asset.facts, &[Field::Supplier]);
        let supplier =
            self.suppliers.entry(name.as_deref().map(fold).unwrap_or_default()).or_default();
        if supplier.name.is_none() {
            supplier.name = name;
        }
        supplier.regimes.append(&mut regimes);
        let site = asset.site.as_deref().map(|site| cell(site, TEXT));
        let goods = AskedGoods { called: cell(&asset.called, TEXT), site, facts, makers };
        supplier.goods.entry(goods).or_default().add(asset);
    }
}

impl ToReport {
    fn add(&mut self, asset: &Audited, room: &mut usize) {
        let concerns = |finding: &&Finding| self.duty.laws.contains(&finding.law.id);
        let findings =
            || asset.findings.iter().filter(concerns).filter(|finding| finding.can_be_waived());
        let is_to_report = |finding: &&Finding| {
            let stands = || words::stands(finding, words::grade(asset, finding));
            finding.of_law() == Verdict::Violation || finding.law.act == Act::Report && stands()
        };
        let Some(found) = findings().find(is_to_report) else {
            self.open += u64::from(findings().next().is_some());
            return;
        };
        let Some(left) = room.checked_sub(1) else {
            self.beyond += 1;
            return;
        };
        *room = left;
        self.waived += u64::from(found.accepted.is_some());
        let items = self.duty.stages.iter().flat_map(|stage| &stage.items);
        let of_goods = items.filter(|item| item.of == ItemOf::Goods);
        let goods = Reported {
            supplier: stated(&asset.facts, &[Field::Supplier]),
            says: of_goods
                .filter_map(|item| Some((item.asks.clone(), stated(&asset.facts, &item.facts)?)))
                .collect(),
            maker: found.maker.as_ref().map(|maker| maker.name.clone()),
            grade: words::grade(asset, found),
            marks: found.vendor().map(|vendor| marks_of(asset, vendor)).unwrap_or_default(),
        };
        self.goods.entry(goods).or_default().add(asset);
    }
}

/// The kinds of marks by which a row tells a maker.
fn marks_of(asset: &Audited, vendor: &str) -> BTreeSet<&'static str> {
    let found = asset.attributions.iter().filter(|one| one.maker.id == vendor);
    found.flat_map(maker::kinds_of).map(|evidence| evidence.mark.says()).collect()
}

impl GoodsLines {
    fn add(&mut self, asset: &Audited) {
        let number = asset.asset_id.as_deref().map(|id| cell(id, TEXT));
        self.assets.push(number.unwrap_or_else(|| words::spot(&asset.place)));
        self.items += asset.facts.items();
        if let Some(day) = asset.facts.date(Field::Acquired) {
            let (first, last) = self.bought.unwrap_or((day, day));
            self.bought = Some((first.min(day), last.max(day)));
        }
    }
}

/// The maker of a finding, where it is not certain that it built the goods, or what part of them. Where another surely did, nothing is
/// to be asked.
fn maker_in_doubt<'f>(asset: &Audited, finding: &'f Finding) -> Option<&'f Arc<Maker>> {
    let is_known = || asset.attributions.iter().any(|one| one.grade == Grade::Confirmed);
    let in_doubt = match words::grade(asset, finding)? {
        Grade::Confirmed => false,
        Grade::Likely | Grade::Possible => !is_known(),
        Grade::Component => true,
    };
    finding.maker.as_ref().filter(|_| in_doubt)
}

/// The fact that is missing, if who supplied the goods can tell it.
fn asked_of_supplier(missing: &Missing) -> Option<Field> {
    let fact = match missing {
        Missing::Kind(_) => Field::Equipment,
        Missing::OneOf(fact, _) if fact.is(FieldTrait::Maker) => Field::Manufacturer,
        Missing::OneOf(fact, _) | Missing::Dated(fact, _) => *fact,
        _ => return None,
    };
    question(fact).map(|_| fact)
}

/// What the first cell says that states one of these facts.
fn stated(facts: &Facts, fields: &[Field]) -> Option<String> {
    let stated = fields.iter().flat_map(|&field| facts.of(field));
    let mut texts = stated.filter_map(|fact| match &fact.origin {
        Origin::Cell { text, .. } | Origin::OwnWords { text, .. } => Some(cell(text, TEXT)),
        _ => None,
    });
    texts.find(|text| !text.is_empty())
}
