//! For each kind of goods the days to come, with what becomes of it.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    links::{Day, Filter},
    words_of_law::provision,
};
use crate::{
    Date,
    audit::Audited,
    law::Law,
    report::{
        cell,
        goods::{Event, Urgency},
        words::{CELL, SENTENCE, fate},
    },
};

/// Lines counted, and lines shown.
const COUNTED: usize = 5_000;
const LINES: usize = 40;

/// Goods, a day, what happens on it, and the provision.
type GoodsDay = (String, Date, Event, String);

/// Rows of one kind of goods, by the day from which a provision reaches them.
#[derive(Clone, Debug, Default)]
pub(super) struct Coming {
    by_goods: BTreeMap<GoodsDay, (Arc<Law>, u64)>,
}

part! {
    pub(super) struct ComingLine of(
        (goods, day, event, _): &GoodsDay,
        (law, rows): &(Arc<Law>, u64),
    ) {
        goods: String = goods.clone(),
        when: &'static str = if *event == Event::WaiverEnds { "after" } else { "" },
        day: Day = Day::of(*day),
        becomes: &'static str = fate(law).word(),
        rows: u64 = *rows,
        title: String = cell(&law.title, SENTENCE),
        of: String = provision(law),
        filter: String = Filter { law: Some(&law.id), ..Filter::default() }.address(),
    }
}

impl Coming {
    /// Counts a row.
    pub(super) fn add(&mut self, asset: &Audited) {
        for finding in &asset.findings {
            let Some(Urgency::On(day, event)) = Urgency::of(asset, finding) else { continue };
            let maker = finding.maker.as_ref().map(|maker| cell(&maker.short, CELL));
            let maker = maker.map_or(String::new(), |maker| format!(" (by {maker})"));
            let goods = format!("{}{maker}", cell(&asset.called, 2 * CELL));
            let key = (goods, day, event, finding.law.id.clone());
            if self.by_goods.len() < COUNTED || self.by_goods.contains_key(&key) {
                self.by_goods.entry(key).or_insert_with(|| (Arc::clone(&finding.law), 0)).1 += 1;
            }
        }
    }

    /// The lines shown, by goods and day, and how many are not.
    pub(super) fn lines(&self) -> (Vec<ComingLine>, usize) {
        let lines = self.by_goods.iter().take(LINES);
        let lines = lines.map(|(goods, law)| ComingLine::of(goods, law)).collect();
        (lines, self.by_goods.len().saturating_sub(LINES))
    }
}
