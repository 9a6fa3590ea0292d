//! Rows of long text: who made their items is found out once for all rows that say the same. A small file can have one text in very many
//! rows, and to weigh each name in it takes long.

use std::{collections::VecDeque, hash::BuildHasher, sync::Arc};

use foldhash::fast::RandomState;

use super::judge::Judge;
use crate::{
    Asset, Attribution,
    asset::{FieldTrait, Heading, Layout, Role},
    vendors::Search,
};

/// A row of so many bytes is long, and so is one with a cell of so many.
const LONG: usize = 1 << 10;
const LONG_CELL: usize = 1 << 8;
/// At most this many answers are remembered.
const MOST: usize = 16;

/// What a thread remembers of rows of long text.
#[derive(Default)]
pub(super) struct LongRows {
    layout: Option<Arc<Layout>>,
    /// Under keys that nobody knows, so that two rows are practically never taken for one.
    hashers: [RandomState; 2],
    known: VecDeque<([u64; 2], Vec<Attribution>)>,
}

impl LongRows {
    /// Who made an asset.
    pub(super) fn identify(&mut self, judge: &Judge, asset: &Asset) -> Vec<Attribution> {
        let length: usize = asset.all_cells().map(str::len).sum();
        let is_long = length >= LONG || asset.all_cells().any(|cell| cell.len() >= LONG_CELL);
        if !is_long || !asset.parts.is_empty() {
            return judge.identify(asset);
        }
        if !self.layout.as_ref().is_some_and(|layout| Arc::ptr_eq(layout, &asset.layout)) {
            self.layout = Some(Arc::clone(&asset.layout));
            self.known.clear();
        }
        let key = self.key(judge, asset);
        if let Some((_, known)) = self.known.iter().find(|(known, _)| *known == key) {
            return known.clone();
        }
        let found = judge.identify(asset);
        self.known.truncate(MOST - 1);
        self.known.push_front((key, found.clone()));
        found
    }

    /// All that a row says of its maker. A number that no two assets share is no part of it where it tells of none.
    fn key(&self, judge: &Judge, asset: &Asset) -> [u64; 2] {
        let columns = asset.layout.columns.iter().zip(asset.all_cells());
        let mut said: Vec<&str> = Vec::new();
        for (column, cell) in columns {
            let is_number =
                matches!(column.role, Role::Field(field) if field.is(FieldTrait::Unique));
            let tells = || {
                Search::of(column.role)
                    .is_some_and(|search| judge.may_claim(search, column, cell, false))
            };
            let is_silent = is_number && !cell.trim().is_empty() && !tells();
            said.push(if is_silent { "\0" } else { cell });
        }
        let suggested = judge.knowledge.tree.suggested_by(asset, &[]);
        let kinds: Vec<_> = suggested.iter().map(|suggested| &suggested.kind).collect();
        let heading = asset.heading.as_deref().map(Heading::text);
        self.hashers
            .each_ref()
            .map(|hasher| hasher.hash_one((&said, &kinds, &asset.hidden, heading)))
    }
}
