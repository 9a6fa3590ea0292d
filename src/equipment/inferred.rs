//! Inferring the kind of an item whose row names none: from what it is called, the headers of the columns that it fills, and the
//! names of its sheet and file.

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;

use super::{
    Context, EquipmentTree, KindId, SuggestedKind, context::LayoutKinds, words::split_words,
};
use crate::{
    Asset, Field, Truth,
    asset::{Layout, Role},
    fold::fold,
};

/// A line above a table with more words is a note, not its title.
const TITLE_WORDS: usize = 8;
/// What an asset number is called by has so many letters at least: `AP-1` may be anything.
const ASSET_CODE: usize = 3;
/// What stands in a header for "number".
const NUMBER_SIGNS: [char; 2] = ['#', '№'];

/// `[context]`: how the kind is inferred.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct ContextFile {
    /// The kinds that the header of a column may tell of.
    headers: Vec<KindId>,
    /// Words that may stand in such a header beside the word for the kind.
    header_words: Vec<String>,
    /// Words in a cell that answer a question instead of naming an item.
    answers: Vec<String>,
    /// Words for lists that are written together with what they list.
    list_words: Vec<String>,
    /// What such a kind suggests in place of itself.
    stands_for: BTreeMap<KindId, KindId>,
}

/// The same, folded.
#[derive(Clone, Debug, Default)]
pub(super) struct ContextWords {
    headers: Vec<KindId>,
    header_words: Vec<String>,
    answers: Vec<String>,
    list_words: Vec<String>,
    stands_for: BTreeMap<KindId, KindId>,
}

impl ContextWords {
    pub(super) fn of(file: ContextFile) -> Self {
        let folded = |words: Vec<String>| words.iter().map(|word| fold(word)).collect();
        Self {
            headers: file.headers,
            header_words: folded(file.header_words),
            answers: folded(file.answers),
            list_words: folded(file.list_words),
            stands_for: file.stands_for,
        }
    }

    /// Every kind that is named.
    pub(super) fn kinds(&self) -> impl Iterator<Item = &KindId> {
        self.headers.iter().chain(self.stands_for.keys()).chain(self.stands_for.values())
    }
}

impl EquipmentTree {
    /// Whether an item is of one of the kinds `wanted`: by the kinds that it is `stated` to be, and where they leave it open by
    /// those that its context suggests. Of several suggestions each must do, and none makes an answer no.
    #[must_use]
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
    #[must_use]
    pub fn suggested_by(&self, asset: &Asset, stated: &[KindId]) -> Vec<SuggestedKind> {
        if stated.is_empty() && asset.first(Field::Equipment).is_some() {
            return Vec::new();
        }
        let mut suggested = self.by_name(asset);
        if suggested.is_empty() {
            let layout = self.of_layout(&asset.layout);
            let filled = layout.columns.iter().filter(|(at, _)| self.names_item(asset, *at));
            suggested = filled.map(|(_, suggestion)| suggestion.clone()).collect();
            if suggested.is_empty() {
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
        for field in [Field::Hostname, Field::AssetId] {
            let shortest = if field == Field::AssetId { ASSET_CODE } else { 0 };
            for cell in asset.cells(field) {
                // The domain tells where a device is, and an address nothing.
                let name = cell.text.split('.').next().unwrap_or_default();
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

    /// The kinds whose words or codes stand in a name.
    fn kinds_in(&self, name: &str, shortest: usize) -> Vec<&KindId> {
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
        let found = self.words.find(&folded, false);
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
            let kinds = self.named_around(&text);
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
        let words = apart.split(' ').map(|word| {
            let lower = word.to_lowercase();
            let cut = self.context.list_words.iter().find_map(|list| lower.strip_suffix(&**list));
            cut.filter(|cut| !cut.is_empty()).map_or_else(|| word.to_owned(), str::to_owned)
        });
        let kinds = self.described_by(&words.collect::<Vec<_>>().join(" "));
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
