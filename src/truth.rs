//! Kleene's three-valued logic: true, false, and unknown, which is never false.

use serde::Serialize;

/// What a test says of an asset when some facts may be missing.
///
/// ```
/// use banlint::Truth;
/// assert_eq!(Truth::Unknown.and(Truth::False), Truth::False);
/// assert_eq!(Truth::Unknown.and(Truth::True), Truth::Unknown);
/// assert_eq!(!Truth::Unknown, Truth::Unknown);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Truth {
    /// The test holds.
    True,
    /// The test does not hold.
    False,
    /// A fact is missing, or the law leaves it open.
    Unknown,
}

impl Truth {
    /// Both hold.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::False, _) | (_, Self::False) => Self::False,
            (Self::True, Self::True) => Self::True,
            _ => Self::Unknown,
        }
    }

    /// At least one holds.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        !((!self).and(!other))
    }

    /// Folds many with [`Truth::and`]; true of none.
    pub fn all(many: impl IntoIterator<Item = Self>) -> Self {
        many.into_iter().fold(Self::True, Self::and)
    }

    /// Folds many with [`Truth::or`]; false of none.
    pub fn any(many: impl IntoIterator<Item = Self>) -> Self {
        many.into_iter().fold(Self::False, Self::or)
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }
}

#[cfg(test)]
mod tests {
    use super::Truth;

    const ALL: [Truth; 3] = [Truth::True, Truth::False, Truth::Unknown];

    #[test]
    fn de_morgan_holds_for_every_pair() {
        for a in ALL {
            for b in ALL {
                assert_eq!(!a.and(b), (!a).or(!b));
                assert_eq!(a.and(b), b.and(a));
            }
        }
    }

    #[test]
    fn unknown_never_decides() {
        assert_eq!(Truth::all([Truth::True, Truth::Unknown]), Truth::Unknown);
        assert_eq!(Truth::any([Truth::False, Truth::Unknown]), Truth::Unknown);
        assert_eq!(Truth::all([Truth::False, Truth::Unknown]), Truth::False);
        assert_eq!(Truth::any([Truth::True, Truth::Unknown]), Truth::True);
    }
}
