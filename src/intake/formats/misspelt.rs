//! Headers that are nearly a known word: `Manufaturer`, `Serail No`.

use rustc_hash::FxHashMap;

use crate::fold::is_unspaced;

/// Shorter words are too near to one another.
const SHORTEST: usize = 7;
/// From this length on, two letters may be wrong.
const LONG: usize = 12;
/// Longer headers are not searched.
const LONGEST: usize = 40;

/// The words that may be misspelt, by first letter and length.
#[derive(Clone, Debug, Default)]
pub(super) struct Misspelt {
    words: FxHashMap<(char, usize), Vec<Box<str>>>,
}

impl<'w> FromIterator<&'w str> for Misspelt {
    /// Takes words in the form in which headers are compared, but for short ones and those of scripts in which a letter is a
    /// word.
    fn from_iter<I: IntoIterator<Item = &'w str>>(keys: I) -> Self {
        let mut misspelt = Self::default();
        for key in keys {
            if let Some(slot) = slot(key) {
                misspelt.words.entry(slot).or_default().push(key.into());
            }
        }
        misspelt
    }
}

impl Misspelt {
    /// The known words of which this one may be a misspelling, each with the number of wrong letters; the first letter is taken
    /// to be right.
    pub(super) fn near(&self, key: &str) -> impl Iterator<Item = (&str, usize)> {
        let slot = slot(key);
        let letters = slot.map_or(0, |(_, letters)| letters);
        let reach = slot.map_or(0, |(_, length)| allowed(length));
        let lengths = slot.map(|(first, length)| (first, length - reach..=length + reach));
        let candidates = lengths.into_iter().flat_map(move |(first, lengths)| {
            lengths.filter_map(move |length| self.words.get(&(first, length))).flatten()
        });
        candidates.map(AsRef::as_ref).filter_map(move |word: &str| {
            let wrong = strsim::osa_distance(word, key);
            let most = allowed(word.chars().count().min(letters));
            (wrong <= most).then_some((word, wrong))
        })
    }
}

/// Where a word is kept; `None` for one that is not compared.
fn slot(key: &str) -> Option<(char, usize)> {
    let first = key.chars().next()?;
    let length = key.chars().take(LONGEST + 1).count();
    let plain = !key.chars().any(|c| is_unspaced(c) || c.is_numeric());
    (plain && (SHORTEST..=LONGEST).contains(&length)).then_some((first, length))
}

/// How many letters may be wrong.
fn allowed(length: usize) -> usize {
    match length {
        0..SHORTEST => 0,
        SHORTEST..LONG => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_others_are_not() {
        let words = ["manufacturer", "serialno", "location", "model", "状态"].map(str::to_owned);
        let misspelt: Misspelt = words.iter().map(String::as_str).collect();
        for (written, expected) in [
            ("manufaturer", Some("manufacturer")),
            ("manafacturrer", Some("manufacturer")),
            ("serailno", Some("serialno")),
            ("loaction", Some("location")),
            ("vocation", None),
            ("modle", None),
            ("manufactory", None),
            ("serials", None),
            ("", None),
        ] {
            assert_eq!(misspelt.near(written).next().map(|(word, _)| word), expected, "{written}");
        }
    }
}
