//! How a regime stands on a day: whether it is in force, how strongly it speaks, how long ago it was compared with its sources.

use super::Regime;
use crate::{Date, Truth, date::Period, law::Force};

/// Whether a regime is in force on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RegimeStatus {
    /// One of its provisions is, or may be: its first day is not known exactly.
    InForce,
    /// It begins on this day.
    Begins(Date),
    /// It ended on this day.
    Ended(Date),
    /// Nothing binding was found.
    Nothing,
}

impl RegimeStatus {
    /// The word used in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Begins(_) => "to-come",
            Self::Ended(_) => "ended",
            Self::Nothing => "nothing-binding",
        }
    }
}

impl Regime {
    /// Whether it is in force on a day.
    pub fn status(&self, as_of: Date) -> RegimeStatus {
        let laws = || self.provisions.iter().map(|provision| &provision.law);
        let times = || laws().map(|law| Period { from: Some(law.from), until: law.until });
        if times().any(|time| time.holds(as_of) != Truth::False) {
            return RegimeStatus::InForce;
        }
        let begins = laws().map(|law| law.from).filter(|from| *from > as_of).min();
        let ended = || laws().filter_map(|law| law.until).max();
        let begins = begins.map(RegimeStatus::Begins);
        begins.or_else(|| ended().map(RegimeStatus::Ended)).unwrap_or(RegimeStatus::Nothing)
    }

    /// How strongly the strongest of its provisions speaks; `None` where it has none.
    pub fn force(&self) -> Option<Force> {
        self.provisions.iter().map(|provision| provision.law.force).max()
    }

    /// Days since it was last compared with its sources; negative if that is still to come.
    pub fn days_since_checked(&self, as_of: Date) -> i64 {
        as_of.first().since(self.checked.last()).map_or(0, |span| i64::from(span.get_days()))
    }
}
