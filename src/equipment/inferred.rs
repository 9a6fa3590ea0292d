//! Inferring the kind of an item whose row names none: from what it is called, the headers of the columns that it fills, and the
//! names of its sheet and file.

use std::path::Path;

use super::{
    context::{Context, LayoutKinds, SuggestedKind},
    id::KindId,
    tree::EquipmentTree,
    words::split_words,
};
use crate::{
    Asset, Field, Truth,
    asset::{Layout, Role},
    fold::fold,
};

/// What an item is called by, which may suggest its kind, the first that does before the other.
pub(crate) const SUGGESTED_BY: [Field; 2] = [Field::Hostname, Field::AssetId];
/// A line above a table with more words is a note, not its title.
const TITLE_WORDS: usize = 8;
/// Fewest letters of the word before an asset number: `AP-1` may be anything.
const ASSET_CODE: usize = 3;
/// What stands in a header for "number".
const NUMBER_SIGNS: [char; 2] = ['#', '№'];

impl EquipmentTree {
    /// Whether an item is of one of the kinds `wanted`: by the kinds that it is `stated` to be, and where they leave it open by
    /// those that its context suggests. Of several suggestions each must do, and none makes an answer no.
    pub fn fits<'k>(
        &self,
        stated: impl IntoIterator<Item = &'k KindId>,
        suggested: impl IntoIterator<Item = &'k KindId>,
        wanted: &[KindId],
    ) -> Truth {
        match self.reaches(stated, wanted) {
            Truth::Unknown => {
                let mut suggested = suggested.into_iter().peekable();
                let any = suggested.peek().is_some();
                let all = suggested.all(|kind| self.reaches([kind], wanted) == Truth::True);
                if any && all { Truth::True } else { Truth::Unknown }
            }
            known => known,
        }
    }

    /// The kinds that the context of an asset suggests beyond what it is `stated` to be. A category in words that are not known
    /// is no invitation to guess.
    pub fn suggested_by(&self, asset: &Asset, stated: &[KindId]) -> Vec<SuggestedKind> {
        let mut categories = asset.cells(Field::Equipment);
        if stated.is_empty() && !categories.all(|cell| self.is_property(cell.text)) {
            return Vec::new();
        }
        let mut suggested = self.by_name(asset);
        if suggested.is_empty() {
            let layout = self.of_layout(&asset.layout);
            let filled = layout.columns.iter().filter(|(at, _)| self.names_item(asset, *at));
            suggested = filled.map(|(_, suggestion)| suggestion.clone()).collect();
            if suggested.is_empty() && self.may_be_of(&layout.around, asset) {
                suggested.clone_from(&layout.around);
            }
        }
        if !stated.is_empty() {
            let special = |one: &SuggestedKind| {
                stated.iter().any(|kind| *kind != one.kind && self.is_within(&one.kind, kind))
            };
            suggested.retain(special);
        }
        suggested
    }

    /// Whether a row may be one of those that the name of its list speaks of: a line of one cell in a table says of nothing what it is,
    /// and a row says best itself what it is of, be it in the column of part numbers.
    fn may_be_of(&self, list: &[SuggestedKind], asset: &Asset) -> bool {
        if list.is_empty() {
            return false;
        }
        let mut filled = asset.all_cells().filter(|cell| cell.contains(char::is_alphanumeric));
        let is_alone = filled.next().is_some() && filled.next().is_none();
        if is_alone && asset.layout.columns.len() > 1 {
            return false;
        }
        let kinds =
            asset.cells(Field::PartNumber).flat_map(|cell| self.described(cell.text, false));
        let kinds: Vec<_> = kinds.filter(|kind| !self.is_category_only(kind)).collect();
        let related = |kind: &KindId| {
            let is_either = |one: &SuggestedKind| {
                self.is_within(kind, &one.kind) || self.is_within(&one.kind, kind)
            };
            list.iter().any(is_either)
        };
        kinds.is_empty() || kinds.iter().any(related)
    }

    /// Whether a category says how an item is, and nothing of what it is: "Outdoor", "4 MP".
    fn is_property(&self, category: &str) -> bool {
        fold(category).split(' ').all(|word| {
            let numbered = word.bytes().any(|byte| byte.is_ascii_digit());
            numbered || self.context.properties.iter().any(|known| known == word)
        })
    }

    /// Whether a category says nothing of what an item is: that it is a thing, and how.
    pub(crate) fn says_no_kind(&self, category: &str) -> bool {
        fold(category).split(' ').all(|word| self.context.any_kind.iter().any(|any| any == word))
            || self.is_property(category)
    }

    /// What a layout suggests, found out once.
    pub(crate) fn of_layout<'l>(&self, layout: &'l Layout) -> &'l LayoutKinds {
        layout.kinds.get_or_init(|| LayoutKinds {
            columns: self.by_headers(layout),
            around: self.around(layout),
        })
    }

    /// By what the row calls the item.
    fn by_name(&self, asset: &Asset) -> Vec<SuggestedKind> {
        let mut suggested = Vec::new();
        for field in SUGGESTED_BY {
            let shortest = if field == Field::AssetId { ASSET_CODE } else { 0 };
            for cell in asset.cells(field) {
                let name = device(cell.text);
                let context = || Context::Name {
                    header: cell.column.header.clone(),
                    text: cell.text.to_owned(),
                };
                let kinds = self.kinds_in(&split_words(name), shortest);
                suggested.extend(
                    kinds
                        .into_iter()
                        .map(|kind| SuggestedKind { kind: kind.clone(), context: context() }),
                );
            }
            if !suggested.is_empty() {
                break;
            }
        }
        suggested
    }

    /// Whether what the name of a device says of its kind is beyond doubt: `sw-cam-01` may be a switch for cameras.
    pub(super) fn is_one_kind(&self, name: &str) -> bool {
        self.kinds_in(&split_words(name), 0).len() == 1
    }

    /// The kinds whose words or codes stand in a name.
    pub(super) fn kinds_in(&self, name: &str, shortest: usize) -> Vec<&KindId> {
        let folded = fold(name);
        let mut kinds: Vec<&KindId> =
            self.words.find(&folded, false).into_iter().map(|(_, kind)| kind).collect();
        let words = folded.split(' ').filter(|word| word.len() >= shortest);
        kinds.extend(words.filter_map(|word| self.codes.get(word)));
        kinds.retain(|kind| !self.is_category_only(kind));
        kinds.sort();
        kinds.dedup();
        kinds
    }

    /// By the headers that are made of a word for a kind and of words that go with it.
    fn by_headers(&self, layout: &Layout) -> Vec<(usize, SuggestedKind)> {
        let columns = layout.columns.iter().enumerate();
        let seen = columns.filter(|(_, column)| column.role != Role::Secret);
        let told = seen.filter_map(|(at, column)| {
            let kind = self.of_header(&column.header)?;
            Some((at, SuggestedKind { kind, context: Context::Header(column.header.clone()) }))
        });
        told.collect()
    }

    fn of_header(&self, header: &str) -> Option<KindId> {
        let folded = fold(&split_words(&header.replace(NUMBER_SIGNS, " ")));
        let found = self.words.find(&folded, true);
        let (_, kind) = *found.first()?;
        let mut rest = folded.clone();
        for (span, _) in found.iter().rev() {
            rest.replace_range(span.clone(), "");
        }
        let mut rest = rest.split(' ').filter(|word| !word.is_empty());
        let known = rest.all(|word| {
            word.bytes().all(|byte| byte.is_ascii_digit())
                || self.context.header_words.iter().any(|known| known == word)
        });
        let may = self.context.headers.iter().any(|head| self.is_within(kind, head));
        let one = found.iter().all(|(_, other)| *other == kind);
        (known && may && one).then(|| self.stood_for(kind))
    }

    /// Whether a row's cell names an item: it is filled in, and not with an answer to a question.
    fn names_item(&self, asset: &Asset, at: usize) -> bool {
        let folded = fold(asset.cells.get(at).unwrap_or_default());
        !folded.is_empty() && !self.context.answers.contains(&folded)
    }

    /// By sheet, title or file.
    fn around(&self, layout: &Layout) -> Vec<SuggestedKind> {
        let sheet = layout.sheet.iter().map(|sheet| (sheet.clone(), Context::Sheet(sheet.clone())));
        let short = |title: &&String| title.split_whitespace().count() <= TITLE_WORDS;
        let titles = layout.titles.iter().filter(short);
        let titles = titles.map(|title| (title.clone(), Context::Title(title.clone())));
        let file = Path::new(&layout.file).file_name().map(|name| {
            let name = name.to_string_lossy().into_owned();
            (name.replace('.', " "), Context::File(name))
        });
        for (text, context) in sheet.chain(titles).chain(file) {
            let mut kinds = self.named_around(&text);
            if matches!(context, Context::Title(_)) {
                let never = &self.context.not_in_titles;
                kinds.retain(|kind| !never.iter().any(|never| self.is_within(kind, never)));
            }
            if !kinds.is_empty() {
                let of = |kind| SuggestedKind { kind, context: context.clone() };
                return kinds.into_iter().map(of).collect();
            }
        }
        Vec::new()
    }

    /// The kinds that the name of a list names: "Kameraliste 2024", `CameraList`.
    fn named_around(&self, name: &str) -> Vec<KindId> {
        let apart = split_words(name);
        let is_of_parts = |word: &str| self.context.parts_words.iter().any(|parts| parts == word);
        if fold(&apart).split(' ').any(is_of_parts) {
            return Vec::new();
        }
        let words = apart.split(' ').map(|word| {
            let lower = word.to_lowercase();
            let cut = self.context.list_words.iter().find_map(|list| lower.strip_suffix(&**list));
            cut.filter(|cut| !cut.is_empty()).map_or_else(|| word.to_owned(), str::to_owned)
        });
        let kinds = self.described(&words.collect::<Vec<_>>().join(" "), true);
        let kinds = kinds.iter().filter(|kind| !self.is_category_only(kind));
        kinds.map(|kind| self.stood_for(kind)).collect()
    }

    /// The kind that the context stands for where it names this one.
    fn stood_for(&self, kind: &KindId) -> KindId {
        let stands_for = &self.context.stands_for;
        let other = self.lineage(kind).find_map(|kind| stands_for.get(kind));
        other.unwrap_or(kind).clone()
    }
}

/// The device in a name: the domain tells where it is, and an address nothing.
pub(super) fn device(name: &str) -> &str {
    name.split('.').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{asset::Column, cases::text_of, knowledge::File};

    fn tree() -> EquipmentTree {
        let file = File::new("t.toml", text_of("kinds-inferred"));
        EquipmentTree::load(&Arc::new(file)).unwrap()
    }

    /// An asset of a file and sheet with these columns and cells.
    fn asset(file: &str, sheet: Option<&str>, cells: &[(&str, Role, &str)]) -> Asset {
        let columns =
            cells.iter().map(|(header, role, _)| Column::new((*header).to_owned(), *role));
        let layout = Layout::new(file.to_owned(), sheet.map(str::to_owned), columns.collect());
        let mut asset = Asset::new(Arc::new(layout));
        asset.cells = cells.iter().map(|(.., text)| *text).collect();
        asset
    }

    fn suggested(asset: &Asset) -> String {
        let kinds = tree().suggested_by(asset, &[]);
        let shown = kinds.iter().map(|one| format!("{} ({:?})", one.kind, one.context));
        shown.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn the_strongest_context_decides() {
        let [name, text] = [Role::Field(Field::Hostname), Role::Text];
        for (file, sheet, cells, expected) in [
            ("cameras.csv", None, vec![], r#"camera (File("cameras.csv"))"#),
            ("KameraListe2024.csv", None, vec![], r#"camera (File("KameraListe2024.csv"))"#),
            ("a.csv", Some("NVR"), vec![], r#"video (Sheet("NVR"))"#),
            ("cameras.csv", Some("Switches"), vec![], r#"camera (File("cameras.csv"))"#),
            ("cameras.csv", Some("switch 2"), vec![], r#"switch (Sheet("switch 2"))"#),
            ("a.csv", None, vec![("Camera #", text, "7")], r#"camera (Header("Camera #"))"#),
            ("a.csv", None, vec![("NVR ch", text, "7")], r#"video (Header("NVR ch"))"#),
            ("a.csv", None, vec![("Camera #", text, "")], ""),
            ("a.csv", None, vec![("Camera", text, "Yes")], ""),
            ("a.csv", None, vec![("Camera count", text, "7")], ""),
            ("a.csv", None, vec![("Switch port", text, "7")], ""),
            ("a.csv", None, vec![("Camera NVR", text, "7")], ""),
            ("desk.csv", None, vec![], ""),
            ("camera_bom.csv", None, vec![], ""),
            ("camera_bom.csv", Some("NVR"), vec![], r#"video (Sheet("NVR"))"#),
            ("cameras.csv", None, vec![("#", text, "1"), ("x", text, "")], ""),
            (
                "cameras.csv",
                None,
                vec![("#", text, "1"), ("Part", Role::Field(Field::PartNumber), "switch 8p")],
                "",
            ),
            (
                "cameras.csv",
                None,
                vec![("#", text, "1"), ("Part", Role::Field(Field::PartNumber), "dome")],
                r#"camera (File("cameras.csv"))"#,
            ),
            (
                "cameras.csv",
                Some("NVR"),
                vec![("Host", name, "lim-sw01.cam.example")],
                r#"switch (Name { header: "Host", text: "lim-sw01.cam.example" })"#,
            ),
        ] {
            assert_eq!(
                suggested(&asset(file, sheet, &cells)),
                expected,
                "{file} {sheet:?} {cells:?}"
            );
        }
    }

    #[test]
    fn a_category_in_unknown_words_is_no_invitation_to_guess() {
        let category =
            |text| asset("cameras.csv", None, &[("Type", Role::Field(Field::Equipment), text)]);
        assert_eq!(suggested(&category("Zarge")), "");
        assert!(suggested(&category("Outdoor 4MP")).starts_with("camera"));
    }

    #[test]
    fn context_makes_an_answer_yes_and_never_no() {
        let tree = tree();
        let [video, camera, switch] = ["video", "camera", "switch"].map(KindId::new);
        let wanted = std::slice::from_ref(&video);
        assert_eq!(tree.fits([], [&camera], wanted), Truth::True);
        assert_eq!(tree.fits([], [&switch], wanted), Truth::Unknown);
        assert_eq!(tree.fits([], [&camera, &switch], wanted), Truth::Unknown);
        assert_eq!(tree.fits([&switch], [&camera], wanted), Truth::False);
        assert_eq!(tree.fits([], [], wanted), Truth::Unknown);
    }

    #[test]
    fn a_name_with_two_kinds_states_none() {
        let host = |text| asset("a.csv", None, &[("Host", Role::Field(Field::Hostname), text)]);
        assert_eq!(tree().stated_by(&host("switch-3")).len(), 1);
        assert!(tree().stated_by(&host("switch-cam-3")).is_empty());
        assert_eq!(tree().suggested_by(&host("switch-cam-3"), &[]).len(), 2);
    }

    #[test]
    fn a_camera_with_an_address_is_one_of_the_network() {
        let camera = |text| {
            let cells = [
                ("Item", Role::Field(Field::Description), "camera"),
                ("IP", Role::Field(Field::Ip), text),
            ];
            asset("a.csv", None, &cells)
        };
        let kind = |text| tree().stated_by(&camera(text))[0].kind.to_string();
        assert_eq!(kind("10.0.0.1"), "ip-camera");
        assert_eq!(kind(""), "camera");
    }
}
