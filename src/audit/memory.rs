//! What is remembered of cells, so that what one says is found out once for each text that a column repeats.

use crate::asset::{FieldTrait, Role};

/// What one cell says, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CellFlags(pub(super) u16);

/// What a cell says of its row.
pub(super) enum RowSays {
    /// There is nothing more that it says.
    All(CellFlags),
    /// What else it says is still to be found out.
    Part(CellFlags),
}

impl CellFlags {
    pub(super) const NOTHING: Self = Self(0);
    /// It is filled in.
    pub(super) const FILLED: Self = Self(1);
    /// It holds a digit.
    pub(super) const DIGIT: Self = Self(1 << 1);
    /// It stands in rows of assets alone.
    pub(super) const ORDINARY: Self = Self(1 << 2);
    /// Intake has something to do with it, or the settings have something to say to it.
    pub(super) const ODD: Self = Self(1 << 3);
    /// It may name a maker.
    pub(super) const CLAIM: Self = Self(1 << 4);
    /// It may name a maker in a row that names none.
    pub(super) const CLAIM_ALONE: Self = Self(1 << 5);
    /// It names a maker, known or not.
    pub(super) const MAKER: Self = Self(1 << 6);
    /// It states a kind of equipment.
    pub(super) const STATES: Self = Self(1 << 7);
    /// It states one that some law names whoever made it.
    pub(super) const STATES_NAMED: Self = Self(1 << 8);
    /// It suggests one.
    pub(super) const SUGGESTS_NAMED: Self = Self(1 << 9);
    /// Whether it claims something alone has not been asked yet: most rows name a maker.
    pub(super) const ALONE_UNASKED: Self = Self(1 << 10);
    /// What kinds it states has not been asked yet: most rows state theirs elsewhere.
    pub(super) const STATED_UNASKED: Self = Self(1 << 11);
    /// What kinds it suggests has not been asked yet: most rows hold no word for one.
    pub(super) const SUGGESTED_UNASKED: Self = Self(1 << 12);
    /// It is a secret, and says nothing unless the row has shifted.
    pub(super) const SECRET: Self = Self(1 << 13);
    /// It names a maker or what one has made, as a row does that has not.
    pub(super) const NAMES: Self = Self(1 << 14);

    /// Whether these are of a row in which a name may stand among the secrets.
    pub(super) fn may_have_shifted(self) -> bool {
        self.has(Self::SECRET) && !self.has(Self::NAMES)
    }

    /// What any filled cell of a column says.
    pub(super) fn of(role: Role) -> Self {
        let (is_secret, names) = (role == Role::Secret, role.is(FieldTrait::Names));
        Self::FILLED.with(Self::SECRET, is_secret).with(Self::NAMES, names)
    }

    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn with(self, other: Self, holds: bool) -> Self {
        if holds { Self(self.0 | other.0) } else { self }
    }
}

/// The most cells that are remembered over all columns.
const MOST: usize = 1 << 17;
/// The most and the fewest for each, and how many there is room for at first, where so many may be remembered.
const MOST_OF_COLUMN: usize = 1 << 16;
const FEWEST: usize = 1 << 3;
const FIRST: usize = 1 << 9;
/// How many cells share a place, so that two that come again and again do not drive each other out.
const PAIR: usize = 2;
/// A smaller table does not show yet that its cells do not come again.
const SHOWS: usize = 1 << 13;
/// Longer cells are not remembered, since hardly any comes again, but for those that are so long that to look into one takes much longer
/// than to remember it.
const LONGEST: usize = 64;
const VERY_LONG: usize = 1 << 10;

/// What is remembered of the cells of one column: a hash of the text under a key that nobody knows, and in its last bits what it
/// says. Two cells are practically never taken for one.
#[derive(Default)]
pub(super) struct Memory {
    slots: Vec<u64>,
    asked: u32,
    missed: u32,
    /// Its cells hardly ever come again, so that a glance is cheaper.
    pub(super) is_idle: bool,
}

impl Memory {
    /// How many bits of a slot are flags of the cell and of the slot itself.
    const FLAGS: u32 = 16;
    /// The slot is filled.
    const FILLED: u64 = 1 << 15;

    /// How many cells a column of so many may remember at most.
    pub(super) fn most_of(columns: usize) -> usize {
        let most = (MOST / columns.max(1)).clamp(FEWEST, MOST_OF_COLUMN);
        1 << most.ilog2()
    }

    /// Whether a cell is worth remembering.
    pub(super) fn is_for(&self, cell: &str) -> bool {
        !self.is_idle && !(LONGEST + 1..VERY_LONG).contains(&cell.len())
    }

    /// What is known of a cell with this hash.
    pub(super) fn get(&mut self, hash: u64) -> Option<CellFlags> {
        self.asked = self.asked.saturating_add(1);
        let at = self.place(hash);
        let slot = self.slots.get(at..at + PAIR)?.iter().find(|slot| Self::is_of(**slot, hash))?;
        Some(CellFlags((slot & (Self::FILLED - 1)) as u16))
    }

    /// Whether a slot holds what is known of a cell with this hash.
    fn is_of(slot: u64, hash: u64) -> bool {
        slot & Self::FILLED != 0 && (slot ^ hash) >> Self::FLAGS == 0
    }

    /// The pair of slots in which a cell is kept: by the bits of its hash that its slot does not hold, so that nearly every bit is compared.
    fn place(&self, hash: u64) -> usize {
        usize::try_from(hash & u64::from(u16::MAX)).unwrap_or_default()
            & self.slots.len().wrapping_sub(1)
            & !(PAIR - 1)
    }

    /// Keeps what a cell says. A table that misses often grows, and gives up where the cells do not come again.
    pub(super) fn keep(&mut self, hash: u64, flags: CellFlags, most: usize) {
        if self.slots.is_empty() {
            self.slots = vec![0; FIRST.min(most)];
        }
        self.missed += 1;
        if self.missed as usize > 2 * self.slots.len() {
            self.grow_or_give_up(most);
        }
        let at = self.place(hash);
        if let Some([newer, older]) = self.slots.get_mut(at..at + PAIR) {
            let kept = hash >> Self::FLAGS << Self::FLAGS | Self::FILLED | u64::from(flags.0);
            if Self::is_of(*older, hash) {
                *older = kept;
                return;
            }
            if !Self::is_of(*newer, hash) {
                *older = *newer;
            }
            *newer = kept;
        }
    }

    #[cold]
    fn grow_or_give_up(&mut self, most: usize) {
        let size = self.slots.len();
        let shows = size >= SHOWS.min(most) && self.missed > self.asked / 8 * 7;
        if shows || (size >= most && self.missed > self.asked / 2) {
            (self.is_idle, self.slots) = (true, Vec::new());
        } else if size < most {
            // What was known is found out again: the slots do not hold where it would stand now.
            self.slots = vec![0; (size * 4).min(most)];
        }
        (self.asked, self.missed) = (0, 0);
    }
}
