//! `banlint.toml` as it is written, and the check of its words.

use std::{collections::BTreeMap, str::FromStr, sync::Arc};

use serde::Deserialize;

use super::{Site, Waiver, waiver::WaiverTable};
use crate::{
    Field, Verdict,
    asset::FieldTrait,
    intake::ColumnUse,
    knowledge::{Fault, File, Placed},
    rules::OnUnknown,
};

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ConfigFile {
    pub(super) organisation: OrganisationTable,
    assume: BTreeMap<Placed<String>, String>,
    columns: BTreeMap<String, Placed<String>>,
    words: BTreeMap<Placed<String>, BTreeMap<String, String>>,
    pub(super) sites: BTreeMap<String, Site>,
    pub(super) rules: RulesTable,
    pub(super) formats: FormatsTable,
    pub(super) read: ReadTable,
    pub(super) lists: ListsTable,
    fail: FailTable,
    waiver: Vec<Placed<WaiverTable>>,
    /// The file of the findings that are known.
    pub(super) baseline: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct OrganisationTable {
    pub(super) is: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RulesTable {
    pub(super) jurisdictions: Vec<String>,
    pub(super) extra: Vec<String>,
    pub(super) skip: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct FormatsTable {
    pub(super) extra: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ListsTable {
    pub(super) files: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct ReadTable {
    pub(super) fill_down: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct FailTable {
    level: Option<Placed<String>>,
    unknown: Option<Placed<String>>,
}

impl ConfigFile {
    pub(super) fn assume(
        &self,
        file: &Arc<File>,
        faults: &mut Vec<Fault>,
    ) -> BTreeMap<Field, String> {
        by_field(&self.assume, |field| field.is(FieldTrait::Assumable), file, faults)
    }

    pub(super) fn words(
        &self,
        file: &Arc<File>,
        faults: &mut Vec<Fault>,
    ) -> BTreeMap<Field, BTreeMap<String, String>> {
        // Kinds are found in any cell, not in their own column alone; what is measured or counted is no word.
        let has_words = |field: Field| {
            let is_term = field.is(FieldTrait::Term) || field.is(FieldTrait::Nation);
            field == Field::Status || is_term && field != Field::Equipment
        };
        by_field(&self.words, has_words, file, faults)
    }

    pub(super) fn columns(
        &self,
        file: &Arc<File>,
        faults: &mut Vec<Fault>,
    ) -> BTreeMap<String, ColumnUse> {
        let mut columns = BTreeMap::new();
        for (header, word) in &self.columns {
            if let Ok(used) = word.as_ref().parse() {
                columns.insert(header.clone(), used);
            } else {
                let fields: Vec<_> = Field::ALL.iter().map(|field| field.key()).collect();
                let hint = format!("fields: {}", fields.join(", "));
                let fault = not_one_of(file, word, "a field, \"text\" or \"ignore\"");
                faults.push(fault.hint(hint).near(word.as_ref(), fields));
            }
        }
        columns
    }

    pub(super) fn fail(&self, file: &Arc<File>, faults: &mut Vec<Fault>) -> Option<Verdict> {
        let word = self.fail.level.as_ref()?;
        let level = fail_level(word.as_ref());
        if level.is_none() {
            faults.push(not_one_of(
                file,
                word,
                "\"exempt\", \"waived\", \"advisory\", \"review\" or \"violation\"",
            ));
        }
        level
    }

    pub(super) fn waivers(&mut self, file: &Arc<File>, faults: &mut Vec<Fault>) -> Vec<Waiver> {
        let tables = std::mem::take(&mut self.waiver).into_iter();
        tables.filter_map(|table| WaiverTable::check(table, file, faults)).collect()
    }

    pub(super) fn on_unknown(
        &self,
        file: &Arc<File>,
        faults: &mut Vec<Fault>,
    ) -> Option<OnUnknown> {
        let word = self.fail.unknown.as_ref()?;
        let known = OnUnknown::ALL.into_iter().find(|known| known.word() == word.as_ref());
        if known.is_none() {
            faults.push(not_one_of(file, word, "\"review\", \"violation\" or \"ignore\""));
        }
        known
    }
}

/// A table of facts, with a fault for each key that names none of those asked for.
fn by_field<T: Clone>(
    table: &BTreeMap<Placed<String>, T>,
    wanted: impl Fn(Field) -> bool,
    file: &Arc<File>,
    faults: &mut Vec<Fault>,
) -> BTreeMap<Field, T> {
    let mut fields = BTreeMap::new();
    for (key, value) in table {
        let field = Field::from_str(key.as_ref()).ok();
        if let Some(field) = field.filter(|field| wanted(*field)) {
            fields.insert(field, value.clone());
        } else {
            let known = Field::ALL.iter().filter(|field| wanted(**field));
            let known: Vec<_> = known.map(|field| field.key()).collect();
            let expected = format!("one of: {}", known.join(", "));
            faults.push(not_one_of(file, key, &expected).near(key.as_ref(), known));
        }
    }
    fields
}

/// The field of a key that may be assumed of a whole inventory.
pub(crate) fn assumable(key: &str) -> Option<Field> {
    Field::from_str(key).ok().filter(|field| field.is(FieldTrait::Assumable))
}

/// The keys that may be assumed.
pub(crate) fn assumable_keys() -> impl Iterator<Item = &'static str> {
    Field::all_that(FieldTrait::Assumable).map(Field::key)
}

/// The verdicts from which on a run may be asked to fail.
pub(crate) fn fail_levels() -> impl Iterator<Item = Verdict> {
    let levels = Verdict::ALL.into_iter();
    levels.filter(|level| !matches!(level, Verdict::Clear | Verdict::Unchecked))
}

pub(crate) fn fail_level(word: &str) -> Option<Verdict> {
    fail_levels().find(|level| level.word() == word)
}

/// A fault with the words that were expected.
fn not_one_of(file: &Arc<File>, word: &Placed<String>, expected: &str) -> Fault {
    let message = format!("`{}` is not known here", word.as_ref());
    Fault::at(file, word.span(), message, format!("expected {expected}"))
}
