//! Names with `*` in them: one entry of the site table for all rooms of a building.

use crate::fold::fold;

/// The sign that stands for any text, or none.
const ANY: char = '*';

/// A name with gaps, compared without regard to case, accents and punctuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wildcard {
    /// What stands between the gaps, folded; the first and the last piece stand at the ends.
    pieces: Vec<String>,
}

impl Wildcard {
    /// The pattern that a name is, if it is one. A name of gaps alone is none: it would say nothing.
    pub(super) fn of(name: &str) -> Option<Self> {
        let pieces: Vec<_> = name.contains(ANY).then(|| name.split(ANY).map(fold).collect())?;
        pieces.iter().any(|piece: &String| !piece.is_empty()).then_some(Self { pieces })
    }

    /// How many letters a text must share with it: the more, the more special.
    pub(super) fn weight(&self) -> usize {
        self.pieces.iter().map(|piece| piece.chars().count()).sum()
    }

    /// Whether a folded text follows the pattern.
    pub(super) fn fits(&self, folded: &str) -> bool {
        let [first, middle @ .., last] = self.pieces.as_slice() else { return false };
        let Some(mut rest) = folded.strip_prefix(first.as_str()) else { return false };
        for piece in middle {
            let Some((_, after)) = rest.split_once(piece.as_str()) else { return false };
            rest = after;
        }
        rest.ends_with(last.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_stand_for_any_text() {
        for (name, text, fits) in [
            ("HQ*", "HQ, 2nd floor", true),
            ("HQ*", "hq", true),
            ("HQ*", "old HQ", false),
            ("* depot", "North Dépôt", true),
            ("* depot", "depot 2", false),
            ("Werk * / Halle *", "Werk 3 / Halle 12", true),
            ("Werk * / Halle *", "Werk 3 / Büro 1", false),
            ("*12*", "room 0125", true),
            ("a*a", "a", false),
        ] {
            let wildcard = Wildcard::of(name).unwrap();
            assert_eq!(wildcard.fits(&fold(text)), fits, "{name}: {text}");
        }
        assert_eq!(Wildcard::of("HQ"), None);
        assert_eq!(Wildcard::of("*"), None);
    }
}
