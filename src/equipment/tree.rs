//! The tree of kinds, and the kinds that words name.

use std::{collections::BTreeMap, ops::Range};

use serde::{Deserialize, Serialize};

use super::{
    file::ContextWords,
    id::KindId,
    item::ItemWords,
    kinds::{Kind, Kinds},
    words::{Asides, KindWords},
};
use crate::{
    Truth,
    fold::fold,
    knowledge::{Candidate, known_as},
    strings::start_of,
};

/// More of a text, in bytes, tells no kind: neither a category nor a name of goods is so long.
const SEARCHED: usize = 4 << 10;
/// What stands between two things in one cell of a category, and is no part of a name for one.
const AND: char = '+';

/// All kinds of equipment.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct EquipmentTree {
    pub(super) kinds: Kinds,
    pub(super) words: KindWords,
    pub(super) asides: Asides,
    pub(super) item: ItemWords,
    /// Kinds by what stands for them in the names of devices.
    pub(super) codes: BTreeMap<String, KindId>,
    pub(super) context: ContextWords,
}

impl EquipmentTree {
    /// A kind by its id.
    pub fn get(&self, id: &KindId) -> Option<&Kind> {
        self.kinds.get(id)
    }

    /// Every kind, by id.
    pub fn kinds(&self) -> impl Iterator<Item = &Kind> {
        self.kinds.values()
    }

    /// The ids of all kinds with what people call them.
    pub(crate) fn called(&self) -> impl Iterator<Item = Candidate<'_>> {
        self.kinds().flat_map(|kind| known_as(kind.id.as_str(), [kind.title.as_str()]))
    }

    /// What people call a kind; the id where the tree does not have it.
    pub fn title<'a>(&'a self, id: &'a KindId) -> &'a str {
        self.kinds.get(id).map_or(id.as_str(), |kind| kind.title.as_str())
    }

    /// Whether all words for a kind are too common to be taken for it outside a category column.
    pub(super) fn is_category_only(&self, kind: &KindId) -> bool {
        self.get(kind).is_some_and(|kind| kind.category_only)
    }

    /// What a kind is where the item has an address in a network.
    pub(super) fn on_network<'k>(&'k self, kind: &'k KindId) -> &'k KindId {
        self.kinds.on_network(kind)
    }

    /// Whether `special` is `general` or stands below it.
    pub fn is_within(&self, special: &KindId, general: &KindId) -> bool {
        self.kinds.is_within(special, general)
    }

    /// Whether items of `special` may be called by `name`, which says less of them.
    fn is_also(&self, special: &KindId, name: &KindId) -> bool {
        let also = self.get(special).map_or(&[][..], |kind| &kind.also);
        also.iter().any(|also| self.is_within(name, also))
    }

    /// All kinds within one of these or above one.
    pub(crate) fn related<'k>(
        &self,
        to: impl Iterator<Item = &'k KindId>,
    ) -> impl Iterator<Item = &KindId> {
        self.kinds.related(to)
    }

    /// Whether goods of all these kinds run on what others made, and so on things of the kinds `on`; not where none is known.
    pub fn runs_on(&self, kinds: &[KindId], on: &[KindId]) -> bool {
        let runs = |kind: &KindId, on: &KindId| {
            let hosts = self.lineage(kind).filter_map(|kind| self.get(kind));
            hosts.flat_map(|kind| &kind.runs_on).any(|host| self.is_within(on, host))
        };
        let all = kinds.iter().all(|kind| on.iter().all(|on| runs(kind, on)));
        all && !kinds.is_empty() && !on.is_empty()
    }

    /// Whether goods of all these kinds run on what others made; not where none is known.
    pub fn always_run_on_others(&self, kinds: &[KindId]) -> bool {
        let runs = |kind: &KindId| {
            let mut lineage = self.lineage(kind).filter_map(|kind| self.get(kind));
            lineage.any(|kind| !kind.runs_on.is_empty())
        };
        !kinds.is_empty() && kinds.iter().all(runs)
    }

    /// The kind of an item whose model is of a family of the kind `family`, and which is `stated` to be a part of such goods: of those,
    /// and no whole. `None` where it is stated to be none.
    pub fn part_of<'a>(&'a self, family: &KindId, stated: &[&KindId]) -> Option<&'a KindId> {
        let is_part = |kind: &&Kind| {
            let whole = kind.parent.as_ref().filter(|_| !kind.parts.is_empty());
            let of = || kind.parts.iter().chain([&kind.id]);
            whole.is_some_and(|whole| self.is_within(family, whole))
                && !self.is_within(family, &kind.id)
                && stated.iter().any(|stated| of().any(|part| self.is_within(stated, part)))
        };
        self.kinds().find(is_part).map(|kind| &kind.id)
    }

    /// The kinds of a list that lie in no other of it.
    pub fn widest(&self, kinds: &[KindId]) -> Vec<KindId> {
        let is_wide = |kind: &&KindId| {
            !kinds.iter().any(|other| other != *kind && self.is_within(kind, other))
        };
        kinds.iter().filter(is_wide).cloned().collect()
    }

    /// A kind and all above it, from the special to the general.
    pub fn lineage<'a>(&'a self, kind: &'a KindId) -> impl Iterator<Item = &'a KindId> {
        let above = |kind: &&'a KindId| self.kinds.get(kind).and_then(|kind| kind.parent.as_ref());
        std::iter::successors(Some(kind), above)
    }

    /// Whether an item of one of the kinds `known` is of one of the kinds `wanted`. Unknown if nothing is known, or if all
    /// that is known is more general than what is wanted. A kind that is known says more than one above it.
    pub fn reaches<'k>(
        &self,
        known: impl IntoIterator<Item = &'k KindId>,
        wanted: &[KindId],
    ) -> Truth {
        let known: Vec<_> = known.into_iter().collect();
        let is_special = |kind: &KindId| {
            !known.iter().any(|other| *other != kind && self.is_within(other, kind))
        };
        let mut answer = None;
        for &kind in known.iter().filter(|kind| is_special(kind)) {
            let this = if wanted.iter().any(|wanted| self.is_within(kind, wanted)) {
                Truth::True
            } else if wanted
                .iter()
                .any(|wanted| self.is_within(wanted, kind) || self.is_also(wanted, kind))
            {
                Truth::Unknown
            } else {
                Truth::False
            };
            answer = Some(answer.map_or(this, |so_far: Truth| so_far.or(this)));
        }
        answer.unwrap_or(Truth::Unknown)
    }
}

impl EquipmentTree {
    /// Whether goods that are said to be of these kinds, and of no wider ones, are of none of the kinds `wanted`, whatever their marks
    /// stand for. A kind with others below it may be no more than the department that looks after them, and one of common words a heading
    /// of accounts: they rule out nothing. A phone does not rule out the software on it either.
    pub fn rules_out<'k>(
        &self,
        told: impl IntoIterator<Item = &'k KindId>,
        wanted: &[KindId],
    ) -> bool {
        let told: Vec<_> = told.into_iter().cloned().collect();
        let is_wide = |id: &KindId| {
            let known = self.get(id).filter(|kind| kind.parent.is_none());
            known.is_some_and(|kind| {
                let below = self.kinds().any(|other| other.parent.as_ref() == Some(id));
                kind.category_only || below
            })
        };
        !told.is_empty()
            && !told.iter().any(is_wide)
            && !self.runs_on(wanted, &told)
            && self.reaches(&told, wanted) == Truth::False
    }

    /// The kinds that the words of a category name, without repeats; none if it names none.
    pub fn named_in(&self, text: &str) -> Vec<KindId> {
        let mut kinds = Vec::new();
        for part in start_of(text, SEARCHED).split(AND) {
            let folded = fold(part);
            let found = self.words.find(&folded, true);
            kinds.extend(self.item.own(part, &folded, found).into_iter().map(|(_, kind)| kind));
        }
        self.of_item(kinds)
    }

    /// The kind that all of a cell names, by words that may mean something else among others.
    pub(super) fn named_by_all(&self, text: &str) -> Option<&KindId> {
        self.words.named_by_all(&fold(start_of(text, SEARCHED)))
    }

    /// The kinds that a description says the item is of: what comes with it, what it is for, what it stands near and what belongs
    /// to somebody is something else.
    pub fn described_by(&self, text: &str) -> Vec<KindId> {
        self.described(text, false)
    }

    /// The same also by the words that elsewhere count in a category alone: what the item may be.
    pub(crate) fn hinted_by(&self, text: &str) -> Vec<KindId> {
        self.described(text, true)
    }

    /// The same, perhaps by the words that elsewhere count in a category alone.
    pub(super) fn described(&self, text: &str, by_common: bool) -> Vec<KindId> {
        let [kinds] = self.described_each(text, [by_common]);
        kinds
    }

    /// The same with and without those words, as often as it is asked.
    pub(super) fn described_each<const N: usize>(
        &self,
        text: &str,
        by_common: [bool; N],
    ) -> [Vec<KindId>; N] {
        let mut kinds = [const { Vec::new() }; N];
        for (at, piece) in self.asides.pieces(start_of(text, SEARCHED)).iter().enumerate() {
            let folded = fold(piece);
            let begins = self.asides.begins(&folded);
            for (kinds, found) in kinds.iter_mut().zip(self.words.find_each(&folded, by_common)) {
                // A kind may be called by such a word: `in-car video`.
                let own = self
                    .item
                    .own(piece, &folded, found)
                    .into_iter()
                    .filter(|(word, _)| word.start <= begins && (at == 0 || word.start > 0));
                kinds.extend(own.map(|(_, kind)| kind));
            }
            if begins < folded.len() {
                break;
            }
        }
        kinds.map(|kinds| self.of_item(kinds))
    }

    /// Each kind once, without those that only come along with others.
    fn of_item(&self, kinds: Vec<&KindId>) -> Vec<KindId> {
        let mut kinds = once(kinds);
        self.item.without_along(&mut kinds, |special, general| self.is_within(special, general));
        kinds
    }

    /// Whether a column of this header holds remarks, which tell no kind.
    pub fn is_remark(&self, header: &str) -> bool {
        self.asides.is_remark(header)
    }

    /// Where the words stand that name kinds in a folded text.
    pub fn spans_in(&self, folded: &str) -> Vec<(Range<usize>, &KindId)> {
        self.words.find(folded, false)
    }

    /// The same also by the words that elsewhere count in a category alone.
    pub(crate) fn common_spans_in(&self, folded: &str) -> Vec<(Range<usize>, &KindId)> {
        self.words.find(folded, true)
    }
}

/// Each kind where it is named first.
fn once<'k>(kinds: impl IntoIterator<Item = &'k KindId>) -> Vec<KindId> {
    let mut found: Vec<KindId> = Vec::new();
    for kind in kinds {
        if !found.contains(kind) {
            found.push(kind.clone());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::knowledge::{Faults, File};

    fn tree(text: &str) -> Result<EquipmentTree, Faults> {
        EquipmentTree::load(&Arc::new(File::new("t.toml", text)))
    }

    const SMALL: &str = "
        [[kind]]\nid = 'video'\ntitle = 'video'
        [[kind]]\nid = 'camera'\nparent = 'video'\ntitle = 'camera'
        [[kind]]\nid = 'recorder'\nparent = 'video'\ntitle = 'recorder'
        [[kind]]\nid = 'phone'\ntitle = 'phone'";

    #[test]
    fn a_general_kind_leaves_a_special_one_open() {
        let tree = tree(SMALL).unwrap();
        let [video, camera, phone] = ["video", "camera", "phone"].map(KindId::new);
        assert_eq!(tree.reaches([&camera], std::slice::from_ref(&video)), Truth::True);
        assert_eq!(tree.reaches([&video], std::slice::from_ref(&camera)), Truth::Unknown);
        assert_eq!(tree.reaches([&phone], std::slice::from_ref(&video)), Truth::False);
        assert_eq!(tree.reaches([], std::slice::from_ref(&video)), Truth::Unknown);
        assert_eq!(tree.reaches([&camera, &video], &[KindId::new("recorder")]), Truth::False);
        assert_eq!(tree.reaches([&phone, &camera], &[video]), Truth::True);
    }

    #[test]
    fn a_part_is_none_of_the_goods_whose_model_it_is_for() {
        let text = "
            [[kind]]\nid = 'uas'\ntitle = 'system'
            [[kind]]\nid = 'drone'\nparent = 'uas'\ntitle = 'drone'
            [[kind]]\nid = 'part'\nparent = 'uas'\ntitle = 'part'\nparts = ['battery']
            [[kind]]\nid = 'battery'\ntitle = 'battery'";
        let tree = tree(text).unwrap();
        let [drone, part, battery] = ["drone", "part", "battery"].map(KindId::new);
        assert_eq!(tree.part_of(&drone, &[&battery]), Some(&part));
        assert_eq!(tree.part_of(&drone, &[&part]), Some(&part));
        assert_eq!(tree.part_of(&drone, &[&drone]), None);
        assert_eq!(tree.part_of(&battery, &[&battery]), None);
        let missing = text.replace("['battery']", "['gimbal']");
        assert!(self::tree(&missing).is_err());
    }

    #[test]
    fn faults_are_found() {
        for (text, words) in [
            ("[[kind]]\nid = 'a'\ntitle = 'a'\n[[kind]]\nid = 'a'\ntitle = 'b'", "stands twice"),
            ("[[kind]]\nid = 'a'\nparent = 'b'\ntitle = 'a'", "does not exist"),
            (
                "[[kind]]\nid = 'a'\nparent = 'b'\ntitle = 'a'\n[[kind]]\nid = 'b'\nparent = 'a'\ntitle = 'b'",
                "own ancestor",
            ),
        ] {
            let shown = tree(text).unwrap_err().to_string();
            assert!(shown.contains(words), "{shown}");
        }
    }
}
