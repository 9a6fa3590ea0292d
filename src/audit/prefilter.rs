//! The prefilter: which rows are surely clear, told cell by cell. What a cell can tell depends on its column and its text alone, so it
//! is found out once for each text that a column repeats, and at a glance for the rest. A row of which no cell tells anything is
//! clear; any doubt sends it to the stations, which judge as ever.

use std::{hash::BuildHasher, sync::Arc};

use foldhash::fast::RandomState;

use super::judge::Judge;
use crate::{
    Field,
    asset::{Layout, Role},
    equipment::STATED_BY,
    glance::{Glance, LONGEST},
    intake::{PlainCell, PlainRows},
    vendors::{CellClaim, Search},
};

/// What one cell tells, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Told(u16);

impl Told {
    const NOTHING: Self = Self(0);
    /// It is filled in.
    const FILLED: Self = Self(1);
    /// It holds a digit.
    const DIGIT: Self = Self(1 << 1);
    /// It stands in rows of assets alone.
    const ORDINARY: Self = Self(1 << 2);
    /// Intake has something to do with it, or the settings have something to say to it.
    const ODD: Self = Self(1 << 3);
    /// It may tell of a maker.
    const CLAIM: Self = Self(1 << 4);
    /// The same in a row that names no maker; perhaps so, if the cell was only glanced at.
    const CLAIM_ALONE: Self = Self(1 << 5);
    /// It names a maker, known or not.
    const MAKER: Self = Self(1 << 6);
    /// It states a kind of equipment.
    const STATES: Self = Self(1 << 7);
    /// It states one that some law names whoever made it.
    const STATES_NAMED: Self = Self(1 << 8);
    /// It suggests one.
    const SUGGESTS_NAMED: Self = Self(1 << 9);
    /// It was only glanced at.
    const GLANCE: Self = Self(1 << 10);

    fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn with(self, other: Self, holds: bool) -> Self {
        if holds { Self(self.0 | other.0) } else { self }
    }
}

/// How one column is looked at.
#[derive(Clone, Copy, Debug)]
struct Plan {
    search: Option<Search>,
    field: Option<Field>,
    names_makers: bool,
    /// Its cells may state or suggest a kind.
    of_kind: bool,
}

/// See the head of this file.
pub(super) struct Prefilter {
    judge: Arc<Judge>,
    layout: Arc<Layout>,
    rows: Option<PlainRows>,
    plans: Vec<Plan>,
    /// The columns by which rows state kinds, with the rank of their fact.
    stating: Vec<(usize, usize)>,
    /// The sheet suggests a kind that some law names.
    suggested: bool,
    hasher: RandomState,
}

/// The most cells that are remembered over all columns.
const MOST: usize = 1 << 17;
/// The most and the fewest for each.
const MOST_OF_COLUMN: usize = 1 << 16;
const FEWEST: usize = 1 << 9;
/// What is remembered of the cells of one column: a hash of the text under a key that nobody knows, and what it tells. Two cells are
/// taken for one as good as never.
#[derive(Default)]
struct Memory {
    slots: Vec<(u64, Told)>,
    asked: u32,
    missed: u32,
    /// Its cells hardly ever come again, so that a glance is cheaper.
    is_idle: bool,
}

/// What one thread keeps between rows.
pub(super) struct Scratch {
    memories: Vec<Memory>,
    told: Vec<Told>,
    most: usize,
}

impl Prefilter {
    /// A filter for rows of this layout; without `rows` it says of assets alone whether they are clear.
    pub(super) fn new(judge: &Arc<Judge>, layout: &Arc<Layout>, rows: Option<PlainRows>) -> Self {
        let plans: Vec<_> = layout
            .columns
            .iter()
            .map(|column| {
                let search = Search::of(column.role);
                let field = match column.role {
                    Role::Field(field) => Some(field),
                    _ => None,
                };
                let of_kind = [Field::AssetId].iter().chain(&STATED_BY);
                Plan {
                    search,
                    field,
                    names_makers: search.is_some_and(Search::is_for_makers),
                    of_kind: field
                        .is_some_and(|field| of_kind.clone().any(|other| *other == field))
                        && !judge.watched.is_empty(),
                }
            })
            .collect();
        let ranked = STATED_BY.iter().enumerate();
        let stating = ranked
            .flat_map(|(rank, &field)| layout.columns_of(field).iter().map(move |&at| (rank, at)));
        let stating = if judge.watched.is_empty() { Vec::new() } else { stating.collect() };
        Self {
            suggested: judge.watched.suggested_by(&judge.knowledge.tree, layout),
            judge: Arc::clone(judge),
            layout: Arc::clone(layout),
            rows,
            plans,
            stating,
            hasher: RandomState::default(),
        }
    }

    /// Room for what one thread keeps.
    pub(super) fn scratch(&self) -> Scratch {
        let columns = self.plans.len();
        let mut memories = Vec::new();
        memories.resize_with(columns, Memory::default);
        let most = (MOST / columns.max(1)).clamp(FEWEST, MOST_OF_COLUMN);
        let most = if most.is_power_of_two() { most } else { most.next_power_of_two() / 2 };
        Scratch { memories, told: vec![Told::NOTHING; columns], most }
    }

    /// Whether it is made for rows of this layout.
    pub(super) fn is_for(&self, layout: &Arc<Layout>) -> bool {
        Arc::ptr_eq(&self.layout, layout)
    }

    /// Whether a row is surely clear. Where plain rows are known, it is surely one of them too.
    pub(super) fn passes<'c>(
        &self,
        scratch: &mut Scratch,
        cells: impl Iterator<Item = &'c str> + Clone,
    ) -> bool {
        let mut all = Told::NOTHING;
        let mut first: Option<(usize, &str)> = None;
        let mut ordinary = false;
        let mut count = 0;
        for cell in cells.clone() {
            let at = count;
            count += 1;
            let Some(slot) = scratch.told.get_mut(at) else { return false };
            *slot = Told::NOTHING;
            let cell = trimmed(cell);
            if cell.is_empty() {
                continue;
            }
            let told = self.told(scratch, at, cell);
            scratch.told[at] = told;
            all = Told(all.0 | told.0);
            match first {
                None => first = Some((at, cell)),
                Some(_) => ordinary |= told.has(Told::ORDINARY),
            }
        }
        let surely = !all.has(Told(Told::ODD.0 | Told::CLAIM.0 | Told::SUGGESTS_NAMED.0));
        surely
            && !self.suggested
            && (self.rows.is_none() || self.is_plain(count, all, first, ordinary, cells.clone()))
            && !self.states_named(&scratch.told)
            && (all.has(Told::MAKER)
                || !all.has(Told::CLAIM_ALONE)
                || self.claims_nothing(scratch, cells))
    }

    /// Whether a record is a plain row as a whole; see [`PlainRows`].
    #[inline]
    fn is_plain<'c>(
        &self,
        count: usize,
        all: Told,
        first: Option<(usize, &str)>,
        ordinary: bool,
        cells: impl Iterator<Item = &'c str>,
    ) -> bool {
        let (Some(rows), Some((at, text))) = (&self.rows, first) else { return false };
        let is_ordinary = |(at, cell): (usize, &str)| {
            let cell = trimmed(cell);
            !cell.is_empty() && rows.cell(at, cell) == PlainCell::Ordinary
        };
        count == rows.width()
            && all.has(Told::DIGIT)
            && !rows.repeats_heading(at, text)
            && (ordinary || cells.enumerate().skip(at + 1).any(is_ordinary))
    }

    /// Whether the row states a kind that some law names: by the fact that decides.
    fn states_named(&self, told: &[Told]) -> bool {
        let mut rank = 0;
        let (mut states, mut categorised) = (false, false);
        for &(of, at) in &self.stating {
            if of != rank {
                if states || (of == STATED_BY.len() - 1 && categorised) {
                    return false;
                }
                rank = of;
            }
            let told = told.get(at).copied().unwrap_or_default();
            if told.has(Told::STATES_NAMED) {
                return true;
            }
            states |= told.has(Told::STATES);
            categorised |= rank == 0 && told.has(Told::FILLED);
        }
        false
    }

    /// Whether no cell of a row that names no maker claims one by itself, now that all must be looked at.
    fn claims_nothing<'c>(
        &self,
        scratch: &mut Scratch,
        cells: impl Iterator<Item = &'c str>,
    ) -> bool {
        let alone = Told(Told::CLAIM.0 | Told::CLAIM_ALONE.0);
        cells.enumerate().all(|(at, cell)| {
            let told = scratch.told.get(at).copied().unwrap_or_default();
            if !told.has(Told::GLANCE) {
                return !told.has(alone);
            }
            !told.has(alone) || !self.looked_into(scratch, at, trimmed(cell)).has(alone)
        })
    }

    #[inline]
    fn told(&self, scratch: &mut Scratch, at: usize, cell: &str) -> Told {
        let is_new = scratch.memories[at].is_idle || cell.len() > LONGEST;
        let glanced = if is_new { self.at_a_glance(at, cell) } else { None };
        if let Some(told) = glanced {
            return told;
        }
        self.remembered(scratch, at, cell)
    }

    /// What a cell tells, as it is known of a cell before or else found out.
    fn remembered(&self, scratch: &mut Scratch, at: usize, cell: &str) -> Told {
        if cell.len() > LONGEST {
            return self.found_out(at, cell);
        }
        // Nothing has the hash that empty slots hold.
        let hash = self.hasher.hash_one(cell.as_bytes()) | 1;
        let memory = &mut scratch.memories[at];
        if memory.slots.is_empty() {
            memory.slots = vec![(0, Told::NOTHING); FEWEST];
        }
        memory.asked += 1;
        let place = (hash >> 32) as usize & (memory.slots.len() - 1);
        if let Some(&(known, told)) = memory.slots.get(place)
            && known == hash
        {
            return told;
        }
        let told = self.at_a_glance(at, cell).unwrap_or_else(|| self.found_out(at, cell));
        scratch.memories[at].keep(hash, told, scratch.most);
        told
    }

    /// The same without a mere glance.
    fn looked_into(&self, scratch: &mut Scratch, at: usize, cell: &str) -> Told {
        let known = self.remembered(scratch, at, cell);
        if !known.has(Told::GLANCE) {
            return known;
        }
        let told = self.found_out(at, cell);
        if cell.len() <= LONGEST {
            let hash = self.hasher.hash_one(cell.as_bytes()) | 1;
            scratch.memories[at].keep(hash, told, scratch.most);
        }
        told
    }

    /// What a cell tells, if it can be said from how its words begin.
    fn at_a_glance(&self, at: usize, cell: &str) -> Option<Told> {
        let plan = self.plans.get(at)?;
        let glance = Glance::at(cell)?;
        if let Some(rows) = &self.rows
            && !rows.is_surely_common(at, cell, &glance)
        {
            return None;
        }
        let watched = &self.judge.watched;
        let categorises = plan.field == Some(Field::Equipment);
        if (plan.field == Some(Field::Site) && !self.judge.sites.is_empty())
            || (plan.of_kind && (categorises || watched.may_stand_in(&glance)))
        {
            return None;
        }
        let told = Told(Told::FILLED.0 | Told::GLANCE.0).with(Told::DIGIT, glance.has_digit());
        match plan
            .search
            .map(|search| self.judge.recogniser.claim_at_a_glance(search, cell, &glance))
        {
            None | Some(Some(CellClaim::Nothing)) => Some(told),
            Some(Some(CellClaim::UnlessMakerGiven)) => Some(told.with(Told::CLAIM_ALONE, true)),
            Some(Some(CellClaim::Perhaps) | None) => None,
        }
    }

    #[inline(never)]
    fn found_out(&self, at: usize, cell: &str) -> Told {
        let (Some(plan), Some(column)) = (self.plans.get(at), self.layout.columns.get(at)) else {
            return Told::ODD;
        };
        let said = self.rows.as_ref().map(|rows| rows.cell(at, cell));
        match said {
            Some(PlainCell::Odd) => return Told::ODD,
            Some(PlainCell::Empty) => return Told::NOTHING,
            _ => {}
        }
        let judge = &self.judge;
        let is_site = plan.field == Some(Field::Site);
        let claim = plan.search.map(|search| judge.recogniser.claim(search, column, cell));
        let mut told = Told::FILLED
            .with(Told::DIGIT, cell.bytes().any(|byte| byte.is_ascii_digit()))
            .with(Told::ORDINARY, said == Some(PlainCell::Ordinary))
            .with(Told::ODD, is_site && judge.sites.entry(cell).is_some())
            .with(Told::CLAIM, claim == Some(CellClaim::Perhaps))
            .with(Told::CLAIM_ALONE, claim == Some(CellClaim::UnlessMakerGiven))
            .with(Told::MAKER, plan.names_makers && judge.recogniser.names_maker(column, cell));
        if let Some(field) = plan.field.filter(|_| plan.of_kind) {
            let (watched, tree) = (&judge.watched, &judge.knowledge.tree);
            if STATED_BY.contains(&field) {
                let stated = watched.stated_in(tree, column, field, cell);
                told = told.with(Told::STATES, stated.any).with(Told::STATES_NAMED, stated.watched);
            }
            told = told.with(Told::SUGGESTS_NAMED, watched.suggested_in(tree, field, cell));
        }
        told
    }
}

impl Memory {
    /// Keeps what a cell tells. A table that misses often grows, and gives up where the cells do not come again.
    fn keep(&mut self, hash: u64, told: Told, most: usize) {
        self.missed += 1;
        if self.missed as usize > 2 * self.slots.len() {
            let rarely = self.missed > self.asked / 2;
            if rarely && (self.missed > self.asked / 8 * 7 || self.slots.len() >= most) {
                self.is_idle = true;
            } else if self.slots.len() < most {
                let mut slots = vec![(0, Told::NOTHING); self.slots.len() * 4];
                slots.truncate(most);
                let mask = slots.len() - 1;
                for slot in self.slots.iter().filter(|(hash, _)| *hash != 0) {
                    slots[(slot.0 >> 32) as usize & mask] = *slot;
                }
                self.slots = slots;
            }
            (self.asked, self.missed) = (0, 0);
        }
        let mask = self.slots.len() - 1;
        self.slots[(hash >> 32) as usize & mask] = (hash, told);
    }
}

/// A cell without blanks at its ends.
#[inline]
fn trimmed(cell: &str) -> &str {
    let printed = |byte: &u8| (b'!'..=b'~').contains(byte);
    match cell.as_bytes() {
        [] => cell,
        [only] if printed(only) => cell,
        [first, .., last] if printed(first) && printed(last) => cell,
        _ => cell.trim(),
    }
}
