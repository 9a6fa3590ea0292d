//! Reading kinds of equipment out of words: "IP-Kamera", "Network Switch", "Überwachungskamera innen".

use std::{collections::BTreeMap, ops::Range};

use aho_corasick::{AhoCorasick, MatchKind};

use super::{EquipmentTree, Kind, KindId};
use crate::{
    Asset, Cell, Field,
    fold::{fold, is_whole_word},
};

/// The words for every kind, ready to be found in a text.
#[derive(Clone, Debug)]
pub(super) struct KindWords {
    finder: Option<AhoCorasick>,
    /// The kinds by number of pattern.
    kinds: Vec<KindId>,
}

impl KindWords {
    pub(super) fn of<'k>(kinds: impl Iterator<Item = &'k Kind>) -> Self {
        let mut words = BTreeMap::new();
        for kind in kinds {
            for word in kind.words.iter().chain([&kind.title]) {
                words.entry(fold(word)).or_insert_with(|| kind.id.clone());
            }
        }
        words.remove("");
        let (patterns, kinds): (Vec<_>, Vec<_>) = words.into_iter().unzip();
        // Words of a tree that fits in memory always build; without a finder no kind is read, which is "unknown".
        let finder = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&patterns).ok();
        Self { finder, kinds }
    }

    /// The kinds named by whole words of a text, without repeats.
    fn find(&self, text: &str) -> Vec<KindId> {
        let mut found: Vec<KindId> = Vec::new();
        for (_, kind) in self.spans(&fold(text)) {
            if !found.contains(kind) {
                found.push(kind.clone());
            }
        }
        found
    }

    /// The whole words of a folded text that name kinds, from left to right; a longer word hides the shorter ones inside it.
    fn spans(&self, folded: &str) -> Vec<(Range<usize>, &KindId)> {
        let Some(finder) = &self.finder else { return Vec::new() };
        // All overlapping hits are looked at, since a longer hit that is no whole word must not hide a shorter one that is.
        let mut hits: Vec<_> = finder
            .find_overlapping_iter(folded)
            .filter_map(|hit| {
                let end =
                    if folded[hit.end()..].starts_with('s') { hit.end() + 1 } else { hit.end() };
                let whole = is_whole_word(folded, hit.start(), hit.end())
                    || is_whole_word(folded, hit.start(), end);
                whole.then(|| (hit.start(), hit.end(), hit.pattern().as_usize()))
            })
            .collect();
        hits.sort_by_key(|&(start, end, _)| (start, std::cmp::Reverse(end)));
        let mut covered = 0;
        hits.retain(|&(start, end, _)| {
            let free = start >= covered;
            covered = if free { end } else { covered };
            free
        });
        hits.into_iter().map(|(start, end, pattern)| (start..end, &self.kinds[pattern])).collect()
    }
}

/// A kind of equipment with the cell that states it.
#[derive(Clone, Debug)]
pub struct StatedKind<'a> {
    /// The kind.
    pub kind: KindId,
    /// The cell.
    pub cell: Cell<'a>,
}

impl EquipmentTree {
    /// The kinds that the words of a text name; none if it names none.
    #[must_use]
    pub fn named_in(&self, text: &str) -> Vec<KindId> {
        self.words.find(text)
    }

    /// Where the words stand that name kinds in a folded text.
    #[must_use]
    pub fn spans_in(&self, folded: &str) -> Vec<(Range<usize>, &KindId)> {
        self.words.spans(folded)
    }

    /// The kinds that a row states: by its category column if that names one, else by its description, model or name.
    #[must_use]
    pub fn stated_by<'a>(&self, asset: &'a Asset) -> Vec<StatedKind<'a>> {
        for field in [Field::Equipment, Field::Description, Field::Model, Field::Hostname] {
            let mut stated = Vec::new();
            for cell in asset.cells(field) {
                let kinds = self.named_in(cell.text).into_iter();
                let counts = |kind: &KindId| {
                    let category_only = self.get(kind).is_some_and(|kind| kind.category_only);
                    field == Field::Equipment || !category_only
                };
                stated.extend(kinds.filter(counts).map(|kind| StatedKind { kind, cell }));
            }
            if !stated.is_empty() {
                return stated;
            }
        }
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> EquipmentTree {
        let kind = |id: &str, words: &[&str]| Kind {
            id: KindId::new(id),
            parent: None,
            title: id.to_owned(),
            words: words.iter().map(|&word| word.to_owned()).collect(),
            category_only: id == "furniture",
        };
        EquipmentTree::of([
            kind("camera", &["camera", "Kamera", "摄像机"]),
            kind("photo-camera", &["action camera"]),
            kind("switch", &["switch", "network switch"]),
            kind("furniture", &["desk"]),
        ])
    }

    #[test]
    fn longest_whole_words_win() {
        let names =
            |text: &str| tree().named_in(text).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(names("IP Cameras, outdoor"), ["camera"]);
        assert_eq!(names("Action-Camera"), ["photo-camera"]);
        assert_eq!(names("海康威视摄像机"), ["camera"]);
        assert_eq!(names("cameraman's switchboard"), [] as [&str; 0]);
        assert_eq!(names("Kamera am Network Switch"), ["camera", "switch"]);
    }

    #[test]
    fn common_words_count_in_the_category_alone() {
        let tree = tree();
        let in_prose = Asset::from_facts([(Field::Description, "on the front desk")]);
        assert!(tree.stated_by(&in_prose).is_empty());
        let category = Asset::from_facts([(Field::Equipment, "Desk")]);
        assert_eq!(tree.stated_by(&category).len(), 1);
    }

    #[test]
    fn the_category_comes_before_the_description() {
        let asset =
            Asset::from_facts([(Field::Description, "for camera 3"), (Field::Equipment, "Switch")]);
        let tree = tree();
        let stated = tree.stated_by(&asset);
        assert_eq!(stated.len(), 1);
        assert_eq!(stated[0].kind, KindId::new("switch"));
        assert_eq!(stated[0].cell.text, "Switch");
    }
}
