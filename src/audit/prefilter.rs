//! The prefilter: which rows are surely clear, found cell by cell. What a cell says depends on its column and its text alone, so it is
//! found out once for each text that a column repeats, and at a glance for the rest. A row whose cells say nothing is clear; any doubt
//! sends it to the stations, which judge as ever.

use std::{hash::BuildHasher, sync::Arc};

use foldhash::fast::RandomState;

use super::{
    bought_before::{AskedFrom, BoughtBefore},
    judge::Judge,
    memory::{CellFlags, Memory, RowSays},
    unknown_maker::holds_model,
};
use crate::{
    Field,
    asset::{Column, FieldTrait, Layout, Role},
    equipment::{STATED_BY, SUGGESTED_BY, WatchedKinds, may_be_kind},
    glance::Glance,
    intake::{PlainCell, PlainRows},
    rules::OwnerHeader,
    vendors::Search,
};

/// What the first look at a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FirstLook {
    /// It is surely clear.
    Clear,
    /// It surely names no maker that is known, but may be of a kind of which some law speaks whoever made it.
    OfKind,
    /// It may name a maker.
    OfMaker,
    /// Intake has something to do with it, or it may be no row at all.
    Odd,
}

/// How one column is looked at.
#[derive(Clone, Copy, Debug)]
struct Plan {
    search: Option<Search>,
    field: Option<Field>,
    filled: CellFlags,
    names_makers: bool,
    /// Its cells may be called after who owns the rows, say who uses them, or in which part of a country they are.
    of_owners: OwnerHeader,
    /// Its cells may state or suggest a kind.
    of_kind: bool,
}

/// Tells the rows that are surely clear.
pub(super) struct Prefilter {
    judge: Arc<Judge>,
    layout: Arc<Layout>,
    rows: Option<PlainRows>,
    plans: Vec<Plan>,
    /// The columns by which rows state kinds, with the rank of their fact.
    stating: Vec<(usize, usize)>,
    /// The columns of names, which may suggest kinds.
    suggesting: Vec<usize>,
    /// The sheet suggests a kind that some law names.
    suggested: bool,
    /// Its rows may state facts by which law catches further kinds.
    may_state_more: bool,
    /// The columns by which law asks what an item is, where nothing says so.
    of_any_kind: Vec<usize>,
    /// The columns from which a person could find out who made the items. Where none is filled, that may have to be told.
    leading: Vec<usize>,
    /// Where rows that pass are counted and no more, those of goods may that law asks nothing of, since they are too old.
    bought_before: Option<BoughtBefore>,
    hasher: RandomState,
}

/// What one thread keeps between rows.
pub(super) struct Scratch {
    memories: Vec<Memory>,
    glance: Glance,
    flags: Vec<CellFlags>,
    asked_from: AskedFrom,
    most: usize,
}

impl Prefilter {
    /// A filter for rows of this layout; without `rows` it says of assets alone whether they are clear.
    pub(super) fn new(judge: &Arc<Judge>, layout: &Arc<Layout>, rows: Option<PlainRows>) -> Self {
        let may_state_more = judge.may_state_more(layout);
        let watched = judge.watched_where(may_state_more);
        let names_owners = !layout.columns_of(Field::Owner).is_empty();
        let plans: Vec<_> = layout
            .columns
            .iter()
            .map(|column| {
                let search = Search::of(column.role);
                let field = column.role.field();
                let says = judge.says_of_owner(&column.header);
                let says_kind = |field| STATED_BY.contains(&field) || SUGGESTED_BY.contains(&field);
                Plan {
                    search,
                    field,
                    filled: CellFlags::of(column.role),
                    names_makers: search.is_some_and(Search::is_for_makers),
                    of_owners: OwnerHeader { part: says.part && names_owners, ..says },
                    of_kind: field.is_some_and(says_kind) && !watched.is_empty(),
                }
            })
            .collect();
        let suggesting =
            SUGGESTED_BY.iter().flat_map(|&field| layout.columns_of(field).iter().copied());
        let suggesting: Vec<_> = suggesting.filter(|&at| plans[at].of_kind).collect();
        let ranked = STATED_BY.iter().enumerate();
        let stating = ranked
            .flat_map(|(rank, &field)| layout.columns_of(field).iter().map(move |&at| (rank, at)));
        let leading = Field::all_that(FieldTrait::LeadsToMaker)
            .flat_map(|field| layout.columns_of(field).iter().copied());
        let stating = if watched.is_empty() { Vec::new() } else { stating.collect() };
        let bought_before = rows.as_ref().and_then(|_| BoughtBefore::of(judge, layout));
        Self {
            bought_before,
            suggested: watched.suggested_by(&judge.knowledge.tree, layout),
            may_state_more,
            judge: Arc::clone(judge),
            layout: Arc::clone(layout),
            rows,
            plans,
            of_any_kind: judge.columns_of_any_kind(layout),
            leading: leading.collect(),
            stating,
            suggesting,
            hasher: RandomState::default(),
        }
    }

    fn watched(&self) -> &WatchedKinds {
        self.judge.watched_where(self.may_state_more)
    }

    /// Room for what one thread keeps.
    pub(super) fn scratch(&self) -> Scratch {
        let columns = self.plans.len();
        let mut memories = Vec::new();
        memories.resize_with(columns, Memory::default);
        let most = Memory::most_of(columns);
        Scratch {
            memories,
            glance: Glance::default(),
            flags: vec![CellFlags::NOTHING; columns],
            asked_from: AskedFrom::default(),
            most,
        }
    }

    /// Whether it is made for rows of this layout.
    pub(super) fn is_for(&self, layout: &Arc<Layout>) -> bool {
        Arc::ptr_eq(&self.layout, layout)
    }

    /// Whether it tells plain rows from all other records.
    pub(super) fn tells_plain_rows(&self) -> bool {
        self.rows.is_some()
    }

    /// Looks at a row. Where plain rows are known, what is not odd is surely one of them.
    pub(super) fn look<'c>(
        &self,
        scratch: &mut Scratch,
        cells: &(impl Iterator<Item = &'c str> + Clone),
    ) -> FirstLook {
        let mut all = CellFlags::NOTHING;
        let mut first: Option<(usize, &str)> = None;
        let mut ordinary = false;
        let mut count = 0;
        for cell in cells.clone() {
            let at = count;
            count += 1;
            let Some(slot) = scratch.flags.get_mut(at) else { return FirstLook::Odd };
            *slot = CellFlags::NOTHING;
            let cell = trimmed(cell);
            if cell.is_empty() {
                continue;
            }
            let flags = self.flags(scratch, at, cell, all.has(CellFlags::CLAIM));
            scratch.flags[at] = flags;
            all = CellFlags(all.0 | flags.0);
            match first {
                None => first = Some((at, cell)),
                Some(_) => ordinary |= flags.has(CellFlags::ORDINARY),
            }
        }
        let is_plain = self.rows.is_none()
            || (self.is_plain(count, all, first)
                && (ordinary || self.is_ordinary(scratch, (first, all), cells)));
        if all.has(CellFlags::ODD) || all.may_have_shifted() || !is_plain {
            return FirstLook::Odd;
        }
        if all.has(CellFlags::CLAIM)
            || !(all.has(CellFlags::MAKER) || self.claims_nothing(scratch, cells))
        {
            return FirstLook::OfMaker;
        }
        let is_of_kind = self.suggested
            || self.of_any_kind.iter().any(|&at| scratch.flags[at].has(CellFlags::FILLED))
            || !self.leads_to_maker(scratch, cells)
            || self.suggests_named(scratch, cells)
            || (self.states_named(scratch, cells) && !self.is_unasked(scratch, cells));
        if is_of_kind { FirstLook::OfKind } else { FirstLook::Clear }
    }

    /// Whether a record is a plain row, if some cell of it stands in rows alone; see [`PlainRows`].
    fn is_plain(&self, count: usize, all: CellFlags, first: Option<(usize, &str)>) -> bool {
        let (Some(rows), Some((at, text))) = (&self.rows, first) else { return false };
        count == rows.width() && all.has(CellFlags::DIGIT) && !rows.repeats_heading(at, text)
    }

    /// Whether some cell behind the first stands in rows of assets alone. It is remembered, so that it is found once in a column that
    /// repeats its cells.
    #[inline(never)]
    fn is_ordinary<'c>(
        &self,
        scratch: &mut Scratch,
        (first, all): (Option<(usize, &str)>, CellFlags),
        cells: &(impl Iterator<Item = &'c str> + Clone),
    ) -> bool {
        let (Some(rows), Some((first, _))) = (&self.rows, first) else { return false };
        let repeats = |scratch: &Scratch, at: usize| !scratch.memories[at].is_idle;
        [true, false].into_iter().any(|wanted| {
            cells.clone().enumerate().skip(first + 1).any(|(at, cell)| {
                let cell = trimmed(cell);
                let is_ordinary = repeats(scratch, at) == wanted
                    && !cell.is_empty()
                    && rows.cell(at, cell) == PlainCell::Ordinary;
                // Where the row may name a maker, not all that its cells say is known.
                if is_ordinary && !all.has(CellFlags::CLAIM) {
                    let flags = scratch.flags[at].with(CellFlags::ORDINARY, true);
                    self.keep(scratch, at, cell, flags);
                }
                is_ordinary
            })
        })
    }

    /// Whether some cell is filled from which a person could find out who made the item.
    fn leads_to_maker<'c>(
        &self,
        scratch: &Scratch,
        cells: &(impl Iterator<Item = &'c str> + Clone),
    ) -> bool {
        let says = |at: usize| {
            let text = || trimmed(cells.clone().nth(at).unwrap_or_default());
            let is_empty = |rows: &PlainRows| rows.cell(at, text()) == PlainCell::Empty;
            // Of makers it is known already; what stands in place of a model is looked at more closely.
            self.plans[at].names_makers
                || !self.rows.as_ref().is_some_and(is_empty)
                    && (self.plans[at].field != Some(Field::Model) || holds_model(text()))
        };
        let mut leading = self.leading.iter().copied();
        leading.any(|at| scratch.flags[at].has(CellFlags::FILLED) && says(at))
    }

    /// Whether a name suggests a kind that some law names.
    fn suggests_named<'c>(
        &self,
        scratch: &mut Scratch,
        cells: &(impl Iterator<Item = &'c str> + Clone),
    ) -> bool {
        self.suggesting.iter().any(|&at| {
            self.answered(scratch, at, CellFlags::SUGGESTED_UNASKED, cells.clone())
                .has(CellFlags::SUGGESTS_NAMED)
        })
    }

    /// Whether the row states a kind that some law names: by the fact that decides.
    fn states_named<'c>(
        &self,
        scratch: &mut Scratch,
        cells: &(impl Iterator<Item = &'c str> + Clone),
    ) -> bool {
        let mut rank = 0;
        let (mut states, mut categorised, mut by_category) = (false, false, false);
        for &(of, at) in &self.stating {
            if of != rank {
                by_category |= rank == 0 && states;
                if (states && !by_category) || (of == STATED_BY.len() - 1 && categorised) {
                    return false;
                }
                rank = of;
            }
            // Behind a category that states one, what stands in the place of a model may be another.
            let cell = || cells.clone().nth(at).unwrap_or_default();
            if by_category && !(STATED_BY[of] == Field::Model && may_be_kind(cell())) {
                continue;
            }
            let flags = self.answered(scratch, at, CellFlags::STATED_UNASKED, cells.clone());
            if flags.has(CellFlags::STATES_NAMED) {
                return true;
            }
            states |= flags.has(CellFlags::STATES);
            categorised |= rank == 0 && flags.has(CellFlags::FILLED);
        }
        false
    }

    /// Whether law asks nothing of goods of the row's kinds, since they are too old.
    #[inline(never)]
    fn is_unasked<'c>(
        &self,
        scratch: &mut Scratch,
        cells: &(impl Iterator<Item = &'c str> + Clone),
    ) -> bool {
        self.bought_before.as_ref().is_some_and(|one| {
            one.is_unasked(&self.judge, self.watched(), &mut scratch.asked_from, cells)
        })
    }

    /// Whether no cell claims anything alone, as it may in a row that names no maker.
    fn claims_nothing<'c>(
        &self,
        scratch: &mut Scratch,
        cells: &(impl Iterator<Item = &'c str> + Clone),
    ) -> bool {
        (0..self.plans.len()).all(|at| {
            let flags = self.answered(scratch, at, CellFlags::ALONE_UNASKED, cells.clone());
            !flags.has(CellFlags::CLAIM_ALONE)
        })
    }

    /// What a cell of the row says, with an answer to what has not been asked of it.
    fn answered<'c>(
        &self,
        scratch: &mut Scratch,
        at: usize,
        unasked: CellFlags,
        mut cells: impl Iterator<Item = &'c str>,
    ) -> CellFlags {
        let flags = scratch.flags.get(at).copied().unwrap_or_default();
        if !flags.has(unasked) {
            return flags;
        }
        let cell = trimmed(cells.nth(at).unwrap_or_default());
        let known = self.known(scratch, at, cell).filter(|known| !known.has(unasked));
        let flags = known.unwrap_or_else(|| {
            let flags = self.asked(at, cell, flags, unasked);
            self.keep(scratch, at, cell, flags);
            flags
        });
        scratch.flags[at] = flags;
        flags
    }

    /// Asks what has not been asked of a cell.
    #[inline(never)]
    fn asked(&self, at: usize, cell: &str, flags: CellFlags, unasked: CellFlags) -> CellFlags {
        let (Some(&plan), Some(column)) = (self.plans.get(at), self.layout.columns.get(at)) else {
            return CellFlags::ODD;
        };
        let (judge, flags) = (&self.judge, CellFlags(flags.0 & !unasked.0));
        if unasked == CellFlags::STATED_UNASKED {
            return self.with_stated(flags, plan, column, cell);
        }
        if unasked == CellFlags::SUGGESTED_UNASKED {
            let (watched, tree) = (self.watched(), &judge.knowledge.tree);
            let suggests = |field| watched.suggested_in(tree, field, cell);
            return flags.with(CellFlags::SUGGESTS_NAMED, plan.field.is_some_and(suggests));
        }
        let claims = |search| judge.may_claim(search, column, cell, false);
        flags.with(CellFlags::CLAIM_ALONE, plan.search.is_some_and(claims))
    }

    fn with_stated(&self, flags: CellFlags, plan: Plan, column: &Column, cell: &str) -> CellFlags {
        let (watched, tree) = (self.watched(), &self.judge.knowledge.tree);
        let Some(field) = plan.field.filter(|field| STATED_BY.contains(field)) else {
            return flags;
        };
        let stated = watched.stated_in(tree, column, field, cell);
        flags.with(CellFlags::STATES, stated.any).with(CellFlags::STATES_NAMED, stated.watched)
    }

    /// What a cell says at first sight, as it is known of a cell before or else found out: all of it, unless the row may name a maker
    /// anyhow.
    #[inline]
    fn flags(&self, scratch: &mut Scratch, at: usize, cell: &str, is_claimed: bool) -> CellFlags {
        if let Some(flags) = self.known(scratch, at, cell) {
            return flags;
        }
        let seen = scratch.glance.read(cell).then_some(&scratch.glance);
        let flags = match self.row_says(at, cell, seen) {
            RowSays::All(flags) => flags,
            RowSays::Part(flags) if is_claimed => return flags,
            RowSays::Part(flags) => self.found_out(at, cell, flags, seen),
        };
        self.keep(scratch, at, cell, flags);
        flags
    }

    fn hash(&self, cell: &str) -> u64 {
        self.hasher.hash_one(cell.as_bytes())
    }

    fn known(&self, scratch: &mut Scratch, at: usize, cell: &str) -> Option<CellFlags> {
        let memory = &mut scratch.memories[at];
        if memory.is_for(cell) { memory.get(self.hash(cell)) } else { None }
    }

    fn keep(&self, scratch: &mut Scratch, at: usize, cell: &str, flags: CellFlags) {
        if scratch.memories[at].is_for(cell) {
            scratch.memories[at].keep(self.hash(cell), flags, scratch.most);
        }
    }

    /// What a cell says of its row: whether it is an asset's, and whether something must be done with it.
    #[inline]
    fn row_says(&self, at: usize, cell: &str, glance: Option<&Glance>) -> RowSays {
        let Some(&plan) = self.plans.get(at) else { return RowSays::All(CellFlags::ODD) };
        // Words for nothing must not pass for a maker or a category.
        let decides = plan.names_makers || plan.field == Some(Field::Equipment);
        let mut flags = plan.filled;
        if let Some(rows) = &self.rows
            && (decides || !glance.is_some_and(|glance| rows.is_surely_common(at, cell, glance)))
        {
            match rows.cell(at, cell) {
                PlainCell::Odd => return RowSays::All(CellFlags::ODD),
                PlainCell::Empty => return RowSays::All(CellFlags::NOTHING),
                PlainCell::Ordinary => flags = flags.with(CellFlags::ORDINARY, true),
                PlainCell::Common => {}
            }
        }
        let is_of_owner = match plan.field {
            Some(Field::Owner) => self.judge.names_other_owner(cell),
            Some(Field::Site) if self.judge.sites.entry(cell).is_some() => true,
            field => {
                let OwnerHeader { holder, user, part } = plan.of_owners;
                part && self.judge.names_part_with_law(cell)
                    || user && self.judge.names_user(cell)
                    || (holder || field == Some(Field::Site)) && self.judge.site_names_owner(cell)
            }
        };
        if is_of_owner {
            return RowSays::All(CellFlags::ODD);
        }
        // What stands under no known header may be the name of a column further down, such as `Extra2`.
        let has_digit = || cell.bytes().any(|byte| byte.is_ascii_digit());
        let has_digit = glance.map_or_else(has_digit, Glance::has_digit);
        RowSays::Part(flags.with(CellFlags::DIGIT, has_digit && plan.field.is_some()))
    }

    /// What else a cell says, but for what only few rows ask.
    #[inline(never)]
    fn found_out(
        &self,
        at: usize,
        cell: &str,
        mut flags: CellFlags,
        glance: Option<&Glance>,
    ) -> CellFlags {
        let (Some(&plan), Some(column)) = (self.plans.get(at), self.layout.columns.get(at)) else {
            return CellFlags::ODD;
        };
        let judge = &self.judge;
        // Who sold it is looked up as a maker is, where law asks for sellers.
        if plan.field == Some(Field::Supplier)
            && judge.asks_sellers()
            && let Some(search) = Search::of(Role::Field(Field::Manufacturer))
            && judge.may_claim(search, column, cell, false)
        {
            return flags.with(CellFlags::CLAIM, true);
        }
        if let Some(search) = plan.search {
            let surely_nothing =
                glance.is_some_and(|glance| judge.surely_claims_nothing(search, cell, glance));
            if !surely_nothing && judge.may_claim(search, column, cell, true) {
                return flags.with(CellFlags::CLAIM, true);
            }
            let of_numbers = surely_nothing && search.is_for_numbers();
            flags =
                flags.with(CellFlags::ALONE_UNASKED, search.may_claim_alone() && !of_numbers).with(
                    CellFlags::MAKER,
                    plan.names_makers && judge.recogniser.names_maker(column, cell),
                );
        }
        if !plan.of_kind {
            return flags;
        }
        // What a category states decides for nearly all rows, so that the rest need not be asked.
        if plan.field == Some(Field::Equipment) {
            return self.with_stated(flags, plan, column, cell);
        }
        let may_name = glance.is_none_or(|glance| self.watched().may_stand_in(glance));
        flags.with(CellFlags::STATED_UNASKED, may_name).with(CellFlags::SUGGESTED_UNASKED, may_name)
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
