//! Reading kinds of equipment out of words: "IP-Kamera", "Network Switch", "Überwachungskamera innen".

use std::{cmp::Reverse, collections::BTreeMap, ops::Range};

use serde::{Deserialize, Serialize};

use super::{AsideFile, EquipmentTree, Kind, KindId, phrases::Phrases};
use crate::{Asset, Cell, Field, fold::fold};

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
    kinds: Vec<KindId>,
}

impl KindWords {
    pub(super) fn of<'k>(kinds: impl Iterator<Item = &'k Kind>, open: &[String]) -> Self {
        let mut words = BTreeMap::new();
        let mut ids = Vec::new();
        for word in open {
            words.insert(fold(word), Says { kind: None, in_category: false });
        }
        for kind in kinds {
            let says = |in_category| Says { kind: Some(ids.len()), in_category };
            for word in kind.words.iter().chain([&kind.title]) {
                words.entry(fold(word)).or_insert_with(|| says(false));
            }
            for word in &kind.category_words {
                words.entry(fold(word)).or_insert_with(|| says(true));
            }
            ids.push(kind.id.clone());
        }
        Self { words: words.into_iter().collect(), kinds: ids }
    }

    /// The kinds named by whole words of a folded text, each with the place of its word, from left to right; a longer word hides
    /// the shorter ones inside it.
    pub(super) fn find(&self, folded: &str, in_category: bool) -> Vec<(Range<usize>, &KindId)> {
        let mut hits = self.words.find(folded, true);
        hits.retain(|(.., says)| in_category || !says.in_category);
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
    fn is_remark(&self, header: &str) -> bool {
        self.remarks.first(&fold(header)).is_some()
    }

    /// Where a folded text begins to speak of something else; its end, if it does not.
    fn begins(&self, folded: &str) -> usize {
        self.words.first(folded).unwrap_or(folded.len())
    }

    /// The pieces of a text between the names of owners, with the signs written as words.
    fn pieces(&self, text: &str) -> Vec<String> {
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

/// A kind of equipment with the cell that states it.
#[derive(Clone, Debug)]
pub struct StatedKind<'a> {
    /// The kind.
    pub kind: KindId,
    /// The cell.
    pub cell: Cell<'a>,
}

impl EquipmentTree {
    /// The kinds that the words of a category name, without repeats; none if it names none.
    #[must_use]
    pub fn named_in(&self, text: &str) -> Vec<KindId> {
        let folded = fold(text);
        once(self.words.find(&folded, true).into_iter().map(|(_, kind)| kind))
    }

    /// The kinds that a description says the item is of: what comes with it, what it is for, what it stands near and what belongs
    /// to somebody is something else.
    #[must_use]
    pub fn described_by(&self, text: &str) -> Vec<KindId> {
        self.described(text, false)
    }

    /// The same, perhaps by the words that elsewhere count in a category alone.
    pub(super) fn described(&self, text: &str, by_common: bool) -> Vec<KindId> {
        let mut kinds = Vec::new();
        for (at, piece) in self.asides.pieces(text).iter().enumerate() {
            let folded = fold(piece);
            let begins = self.asides.begins(&folded);
            let found = self.words.find(&folded, by_common).into_iter();
            // A kind may be called by such a word: `in-car video`.
            let own = found.filter(|(word, _)| word.start <= begins && (at == 0 || word.start > 0));
            kinds.extend(own.map(|(_, kind)| kind));
            if begins < folded.len() {
                break;
            }
        }
        once(kinds)
    }

    /// Whether a column of this header holds remarks, which tell no kind.
    #[must_use]
    pub fn is_remark(&self, header: &str) -> bool {
        self.asides.is_remark(header)
    }

    /// Where the words stand that name kinds in a folded text.
    #[must_use]
    pub fn spans_in(&self, folded: &str) -> Vec<(Range<usize>, &KindId)> {
        self.words.find(folded, false)
    }

    /// The kinds that a row states: by its category column if that names one, else by its description or model. Its name tells
    /// where no category is given: a category in words that are not known is no invitation to guess. Remarks do not tell. With an
    /// address in a network common words tell more: a turret is a camera, and a camera is one of the network.
    #[must_use]
    pub fn stated_by<'a>(&self, asset: &'a Asset) -> Vec<StatedKind<'a>> {
        let networked = [Field::Mac, Field::Ip].iter().any(|field| asset.first(*field).is_some());
        for field in [Field::Equipment, Field::Description, Field::Model, Field::Hostname] {
            if field == Field::Hostname && asset.first(Field::Equipment).is_some() {
                break;
            }
            let mut stated = Vec::new();
            for cell in asset.cells(field) {
                let kinds = match field {
                    Field::Equipment => self.named_in(cell.text),
                    Field::Description if self.asides.is_remark(&cell.column.header) => continue,
                    Field::Hostname if !self.is_one_kind(cell.text) => continue,
                    Field::Hostname => self.described(cell.text, false),
                    _ => self.described(cell.text, networked),
                };
                let counts =
                    |kind: &KindId| field == Field::Equipment || !self.is_category_only(kind);
                let kinds = kinds.into_iter().filter(counts);
                let kinds = kinds.map(|kind| if networked { self.on_network(&kind) } else { kind });
                stated.extend(kinds.map(|kind| StatedKind { kind, cell }));
            }
            if !stated.is_empty() {
                return stated;
            }
        }
        Vec::new()
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
    use super::{super::inferred::ContextWords, *};

    fn tree() -> EquipmentTree {
        let kind = |id: &str, words: &[&str]| Kind {
            id: KindId::new(id),
            parent: None,
            title: id.to_owned(),
            words: words.iter().map(|&word| word.to_owned()).collect(),
            category_words: if id == "camera" { vec!["bullet".to_owned()] } else { Vec::new() },
            category_only: id == "furniture",
            codes: Vec::new(),
            networked: false,
        };
        let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let aside = AsideFile {
            remarks: words(&["notes", "备注"]),
            words: words(&["with", "for", "in"]),
            signs: words(&["w/"]),
            owners: words(&["'s "]),
        };
        let kinds = [
            kind("camera", &["camera", "Kamera", "摄像机", "in-car camera"]),
            kind("photo-camera", &["action camera"]),
            kind("switch", &["switch", "network switch"]),
            kind("laptop", &["laptop"]),
            kind("furniture", &["desk"]),
        ];
        EquipmentTree::of(kinds, &words(&["baby camera"]), &aside, ContextWords::default())
    }

    #[test]
    fn what_is_said_in_passing_is_not_the_item() {
        let kinds = |text: &str| {
            tree().described_by(text).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        };
        for (text, expected) in [
            ("Camera w/ switch", "camera"),
            ("w/ switch", ""),
            ("for camera 3", ""),
            ("in laptop cart room", ""),
            ("in-car camera", "camera"),
            ("Bob's laptop", ""),
            ("Men's room camera", "camera"),
            ("Bob's camera in laptop cart", ""),
            ("baby camera", ""),
            ("bullet", ""),
            ("Kamera und Switch", "camera switch"),
        ] {
            assert_eq!(kinds(text), expected, "{text}");
        }
        assert_eq!(tree().named_in("Bullet").len(), 1);
    }

    #[test]
    fn remarks_and_names_beside_a_category_tell_no_kind() {
        use crate::asset::{Column, Layout, Role};
        let column = |header: &str, field| Column::new(header.to_owned(), Role::Field(field));
        let columns = vec![
            column("Type", Field::Equipment),
            column("Notes (old)", Field::Description),
            column("Host", Field::Hostname),
        ];
        let layout = std::sync::Arc::new(Layout::new("a.csv".to_owned(), None, columns));
        let mut asset = Asset::new(layout);
        asset.cells = csv::StringRecord::from(vec!["Portable", "laptop", "switch-1"]);
        assert!(tree().stated_by(&asset).is_empty());
        asset.cells = csv::StringRecord::from(vec!["", "laptop", "switch-1"]);
        assert_eq!(tree().stated_by(&asset)[0].kind, KindId::new("switch"));
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
