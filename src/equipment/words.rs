//! Reading kinds of equipment out of words: "IP-Kamera", "Network Switch", "Überwachungskamera innen".

use std::{cmp::Reverse, collections::BTreeMap, ops::Range};

use serde::{Deserialize, Serialize};

use super::{
    file::{AsideFile, KindEntry},
    id::KindId,
};
use crate::{
    fold::{fold, simplified},
    phrases::Phrases,
    text_map::TextMap,
};

/// What a word says.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Says {
    /// The kind that it names, by number; `None` for a phrase that only hides the words in it.
    kind: Option<usize>,
    /// It does so in a category column alone.
    in_category: bool,
}

/// The words for every kind, ready to be found in a text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct KindWords {
    words: Phrases<Says>,
    /// What names a kind, by number, where it is all of a text.
    whole: TextMap<usize>,
    kinds: Vec<KindId>,
}

impl KindWords {
    pub(super) fn of<'k>(kinds: impl Iterator<Item = &'k KindEntry>, open: &[String]) -> Self {
        let mut words = BTreeMap::new();
        let mut ids = Vec::new();
        let mut whole: BTreeMap<String, usize> = BTreeMap::new();
        for word in open.iter().flat_map(|word| spellings(word)) {
            words.insert(word, Says { kind: None, in_category: false });
        }
        for kind in kinds {
            let says = |in_category| Says { kind: Some(ids.len()), in_category };
            for word in kind.words.iter().chain([&kind.title]).flat_map(|word| spellings(word)) {
                words.entry(word).or_insert_with(|| says(false));
            }
            for word in kind.category_words.iter().flat_map(|word| spellings(word)) {
                words.entry(word).or_insert_with(|| says(true));
            }
            let all = kind.words.iter().chain([&kind.title]).filter(|_| kind.whole);
            for word in kind.whole_words.iter().chain(all).flat_map(|word| spellings(word)) {
                whole.entry(word).or_insert(ids.len());
            }
            ids.push(kind.id.clone());
        }
        Self { words: words.into_iter().collect(), whole: whole.into_iter().collect(), kinds: ids }
    }

    /// The phrases that name one of the kinds that count, without gaps.
    pub(super) fn naming(&self, counts: impl Fn(&KindId) -> bool) -> Vec<String> {
        let names = |says: &Says| says.kind.and_then(|at| self.kinds.get(at)).is_some_and(&counts);
        let phrases = self.words.saying(&names);
        let whole = self.whole.iter().filter(|(_, at)| self.kinds.get(**at).is_some_and(&counts));
        let phrases = phrases.map(|(first, rest)| [first, rest].concat());
        phrases
            .chain(whole.map(|(word, _)| word.to_owned()))
            .map(|word| word.replace(' ', ""))
            .collect()
    }

    /// The kind that all of a folded text names, one or several of it.
    pub(super) fn named_by_all(&self, folded: &str) -> Option<&KindId> {
        let single = || folded.strip_suffix('s').and_then(|single| self.whole.get(single));
        self.kinds.get(*self.whole.get(folded).or_else(single)?)
    }

    /// The kinds named by whole words of a folded text, each with the place of its word, from left to right; a longer word hides
    /// the shorter ones inside it.
    pub(super) fn find(&self, folded: &str, in_category: bool) -> Vec<(Range<usize>, &KindId)> {
        let [found] = self.find_each(folded, [in_category]);
        found
    }

    /// The same with and without the words that count in a category alone, as often as it is asked.
    pub(super) fn find_each<const N: usize>(
        &self,
        folded: &str,
        in_category: [bool; N],
    ) -> [Vec<(Range<usize>, &KindId)>; N] {
        let hits: Vec<_> = self.words.find(folded, true).collect();
        in_category.map(|in_category| {
            let counts = |says: &Says| in_category || !says.in_category;
            self.longest(hits.iter().filter(|(.., says)| counts(says)).copied().collect())
        })
    }

    fn longest(&self, mut hits: Vec<(usize, usize, &Says)>) -> Vec<(Range<usize>, &KindId)> {
        hits.sort_by_key(|&(start, end, _)| (start, Reverse(end)));
        let mut covered = 0;
        hits.retain(|&(start, end, _)| {
            let free = start >= covered;
            covered = if free { end } else { covered };
            free
        });
        let says = hits.into_iter();
        says.filter_map(|(start, end, says)| Some((start..end, self.kinds.get(says.kind?)?)))
            .collect()
    }
}

/// A word folded, and in simplified letters where it has others: names are looked for in a text of those.
fn spellings(word: &str) -> impl Iterator<Item = String> {
    let folded = fold(word);
    let simple = simplified(&folded);
    std::iter::once(folded).chain(simple)
}

/// Where a text speaks of other things than the item: remarks, what it stands beside, what belongs to somebody.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Asides {
    remarks: Phrases<()>,
    words: Phrases<()>,
    /// What stands for such a word, and in the place of which it is read.
    signs: Vec<String>,
    word: String,
    owners: Vec<String>,
}

impl Asides {
    pub(super) fn of(file: &AsideFile) -> Self {
        let folded = |words: &[String]| words.iter().map(|word| (fold(word), ())).collect();
        Self {
            remarks: folded(&file.remarks),
            words: folded(&file.words),
            signs: file.signs.clone(),
            word: file.words.first().map(|word| format!(" {word} ")).unwrap_or_default(),
            owners: file.owners.clone(),
        }
    }

    /// Whether a column of this header holds remarks.
    pub(super) fn is_remark(&self, header: &str) -> bool {
        self.remarks.may_stand_in(header) && self.remarks.first(&fold(header)).is_some()
    }

    /// Where a folded text begins to speak of something else; its end, if it does not.
    pub(super) fn begins(&self, folded: &str) -> usize {
        self.words.first(folded).unwrap_or(folded.len())
    }

    /// Whether a sign or the name of an owner may stand in a text, by the sign that no word is written with.
    fn may_part(&self, text: &str) -> bool {
        let is_gap = |byte: &u8| !byte.is_ascii_alphanumeric() && *byte != b' ';
        let mut all = self.signs.iter().chain(&self.owners).filter(|pattern| !pattern.is_empty());
        all.any(|pattern| {
            let gap = pattern.bytes().find(is_gap);
            gap.is_none_or(|gap| text.as_bytes().contains(&gap))
        })
    }

    /// The pieces of a text between the names of owners, with the signs written as words.
    pub(super) fn pieces(&self, text: &str) -> Vec<String> {
        if text.is_ascii() && !self.may_part(text) {
            return vec![text.to_owned()];
        }
        let mut text = text.to_lowercase();
        for sign in self.signs.iter().filter(|sign| !sign.is_empty()) {
            text = text.replace(sign.as_str(), &self.word);
        }
        let mut pieces = vec![text];
        for owner in self.owners.iter().filter(|owner| !owner.is_empty()) {
            pieces = pieces
                .iter()
                .flat_map(|piece| piece.split(owner.as_str()))
                .map(str::to_owned)
                .collect();
        }
        pieces
    }
}

/// A name with spaces where its words begin: `CameraList2024` is "Camera List 2024".
pub(super) fn split_words(name: &str) -> String {
    let mut apart = String::with_capacity(name.len() + 8);
    let mut last: Option<char> = None;
    for letter in name.chars() {
        let begins = last.is_some_and(|last| {
            (last.is_lowercase() && letter.is_uppercase())
                || (last.is_alphabetic() && letter.is_ascii_digit())
                || (last.is_ascii_digit() && letter.is_alphabetic())
        });
        if begins {
            apart.push(' ');
        }
        apart.push(letter);
        last = Some(letter);
    }
    apart
}
