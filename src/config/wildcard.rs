//! Names with `*` in them: one entry of the site table for all rooms of a building, one waiver for a row of assets.

use rustc_hash::FxHashSet;

use crate::fold::fold;

/// The sign that stands for any text, or none.
const ANY: char = '*';

/// A name with gaps, compared without regard to case, accents and punctuation unless it is spelt otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wildcard {
    /// What stands between the gaps, folded; the first and the last piece stand at the ends.
    pieces: Vec<String>,
}

impl Wildcard {
    /// The pattern that a name is, if it is one. A name of gaps alone is none: it would say nothing.
    pub(super) fn of(name: &str) -> Option<Self> {
        Self::spelt(name, fold)
    }

    /// The same, compared as the pieces are spelt so.
    fn spelt(name: &str, spelt: fn(&str) -> String) -> Option<Self> {
        let pieces: Vec<_> = name.contains(ANY).then(|| name.split(ANY).map(spelt).collect())?;
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

/// Names of one kind, with gaps or without; of none, any will do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamePatterns {
    all: Vec<Name>,
    /// Those without gaps, as they are compared.
    exact: FxHashSet<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    written: String,
    spelt: String,
    gaps: Option<Wildcard>,
}

impl NamePatterns {
    /// These names; `spelt` makes of two spellings of one name the same text.
    pub fn new<S: AsRef<str>>(names: &[S], spelt: fn(&str) -> String) -> Self {
        let names = names.iter().map(|name| Name {
            written: name.as_ref().to_owned(),
            spelt: spelt(name.as_ref()),
            gaps: Wildcard::spelt(name.as_ref(), spelt),
        });
        let all: Vec<_> = names.collect();
        let exact = all.iter().filter(|name| name.gaps.is_none());
        let exact = exact.map(|name| name.spelt.clone()).collect();
        Self { all, exact }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The names as they are compared; `None` where there are none, or one has gaps.
    pub(crate) fn exact(&self) -> Option<impl Iterator<Item = &str>> {
        let whole = !self.all.is_empty() && self.all.iter().all(|name| name.gaps.is_none());
        whole.then(|| self.exact.iter().map(String::as_str))
    }

    /// Whether a text, spelt as the names are, is one of them; where there are none, whatever it is.
    pub fn fit(&self, text: Option<&str>) -> bool {
        let follows = |text| self.all.iter().any(|name| name.gaps.is_some() && name.fits(text));
        self.all.is_empty() || text.is_some_and(|text| self.exact.contains(text) || follows(text))
    }

    /// The names, as written, that fit none of these texts.
    pub fn unfit<'n>(&'n self, texts: &'n [String]) -> impl Iterator<Item = &'n str> {
        let unfit = move |name: &&Name| !texts.iter().any(|text| name.fits(text));
        self.all.iter().filter(unfit).map(|name| name.written.as_str())
    }
}

impl Name {
    fn fits(&self, text: &str) -> bool {
        self.gaps.as_ref().map_or(self.spelt == text, |gaps| gaps.fits(text))
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
