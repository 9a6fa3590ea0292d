//! `rules/terms.toml` as it is written: the words that the rule files use. The schema is explained in `docs/knowledge.md`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Field,
    knowledge::{Placed, SourceRefs, Sources},
};

/// `rules/terms.toml`.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TermsFile {
    pub(super) sources: Sources,
    /// Words by which a title or a summary says that something is no law yet.
    pub(super) no_law_yet: Vec<String>,
    /// Those that do so in a title alone.
    pub(super) no_law_yet_in_titles: Vec<String>,
    /// Words of a cell that leave alone what its others say of a fact.
    pub(super) small_words: Vec<String>,
    /// How cells speak of several owners, and of parts of countries.
    pub(super) owner_cells: OwnerCellsEntry,
    pub(super) jurisdiction: Vec<Placed<JurisdictionEntry>>,
    pub(super) organisation: Vec<Placed<OrganisationEntry>>,
    pub(super) criterion: Vec<Placed<CriterionEntry>>,
    pub(super) term: Vec<Placed<TermEntry>>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct OwnerCellsEntry {
    /// Words that stand before one who was or will be the owner, or has the thing from the owner: they put in question what the cell says.
    pub(super) doubts: Vec<String>,
    /// Words between two owners.
    pub(super) joins: Vec<String>,
    /// Names of bodies that are names of places as well: with another name they may only say where that body sits.
    pub(super) places: Vec<String>,
    /// Words for parts that any body has.
    pub(super) departments: Vec<String>,
    /// How such parts are called in full, with a gap for the word: "Department of *".
    pub(super) department_forms: Vec<String>,
    /// What parts of countries are called, by their codes (ISO 3166-2).
    pub(super) parts: BTreeMap<String, Vec<String>>,
    /// The same, of names that cities and counties elsewhere bear as well: they count where they fill a cell of their own.
    pub(super) parts_alone: BTreeMap<String, Vec<String>>,
    /// Headers of columns that say in which part of a country something lies.
    pub(super) part_headers: Vec<String>,
    /// Words that make another place of the name of a part: "Kansas City".
    pub(super) part_of_place: Vec<String>,
    /// Headers of columns that say who has the thing, who may be the owner: "Department".
    pub(super) holder_headers: Vec<String>,
    /// Headers of columns that say who uses a thing that another may own: "Lessee".
    pub(super) user_headers: Vec<String>,
}

impl OwnerCellsEntry {
    /// Adds what another file says.
    pub(super) fn add(&mut self, other: &Self) {
        self.doubts.extend_from_slice(&other.doubts);
        self.joins.extend_from_slice(&other.joins);
        self.places.extend_from_slice(&other.places);
        self.departments.extend_from_slice(&other.departments);
        self.department_forms.extend_from_slice(&other.department_forms);
        self.part_headers.extend_from_slice(&other.part_headers);
        self.part_of_place.extend_from_slice(&other.part_of_place);
        self.holder_headers.extend_from_slice(&other.holder_headers);
        self.user_headers.extend_from_slice(&other.user_headers);
        self.parts.extend(other.parts.clone());
        self.parts_alone.extend(other.parts_alone.clone());
    }
}

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct JurisdictionEntry {
    /// The code of a country (ISO 3166-1), of a part of one (ISO 3166-2), or of a union.
    pub(super) id: String,
    pub(super) name: String,
    /// The country of which it is a part.
    pub(super) parent: Option<Placed<String>>,
    /// The countries in which its law holds as well.
    #[serde(default)]
    pub(super) members: Vec<String>,
    /// The codes of its parts (ISO 3166-2), of some of which no law is known.
    #[serde(default)]
    pub(super) parts: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct OrganisationEntry {
    /// A word for what an owner can be.
    pub(super) id: String,
    /// The country whose law asks for it.
    pub(super) jurisdiction: Option<Placed<String>>,
    pub(super) title: String,
    /// What it means, in the sense of the law.
    pub(super) says: String,
    /// What it always is as well.
    #[serde(default)]
    pub(super) implies: Vec<Placed<String>>,
    /// What an owner that is this cannot be as well.
    #[serde(default)]
    pub(super) excludes: Vec<Placed<String>>,
    /// The kinds of owner of every country that it takes in where its law is asked for.
    #[serde(default)]
    pub(super) takes_in: Vec<Placed<String>>,
    /// The kinds of owner of every country of which some are it: one that is such is asked.
    #[serde(default)]
    pub(super) some_of: Vec<Placed<String>>,
    /// What an owner that is this never does besides, so that it is not asked.
    #[serde(default)]
    pub(super) never: Vec<Placed<String>>,
    /// What it is instead where the cell names a part of a country.
    pub(super) in_a_part: Option<Placed<String>>,
    /// It works for others with things of its own: words that put it in question as the owner leave open whether another uses them itself.
    #[serde(default)]
    pub(super) brings_own: bool,
    /// How many months after the January of the year that it is called after its fiscal year begins.
    pub(super) fiscal_year_begins: Option<i8>,
    /// Words that say it in a cell; `*` at an end stands for any text.
    #[serde(default)]
    pub(super) words: Vec<String>,
    /// Words that say it where its law is asked for.
    #[serde(default)]
    pub(super) words_at_home: Vec<String>,
    /// Words that say it beside the name of a part of a country: `* Commission` of Ohio.
    #[serde(default)]
    pub(super) words_beside_part: Vec<String>,
    /// One that has the name of a part of a country in its own is of that part.
    #[serde(default)]
    pub(super) named_after_part: bool,
    /// What bodies that are it are called, by the part of a country (ISO 3166-2) that each is of: names, or their beginnings.
    #[serde(default)]
    pub(super) names_in: BTreeMap<String, Vec<String>>,
    /// Names that say it, or are taken for it, and that bodies of parts of the country bear as well: a question.
    #[serde(default)]
    pub(super) doubtful: Vec<String>,
    /// The same, where the row or the law that is asked for speaks of a part.
    #[serde(default)]
    pub(super) doubtful_in_a_part: Vec<String>,
    /// Words that say nothing alone, but put in question that the owner is anything that this cannot be.
    #[serde(default)]
    pub(super) hints: Vec<String>,
    /// Phrases of remarks and of words for goods that put in question that whose they are is anything that this cannot be.
    #[serde(default)]
    pub(super) in_remarks: Vec<String>,
    #[serde(default)]
    pub(super) source: SourceRefs,
}

impl OrganisationEntry {
    /// The other organisations of which it speaks.
    pub(super) fn names_others(&self) -> impl Iterator<Item = &Placed<String>> {
        let kinds = self.takes_in.iter().chain(&self.some_of).chain(&self.never);
        self.implies.iter().chain(&self.excludes).chain(kinds).chain(&self.in_a_part)
    }
}

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct CriterionEntry {
    /// A test that a maker meets or does not meet.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) says: String,
    #[serde(default)]
    pub(super) source: SourceRefs,
}

#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TermEntry {
    /// The fact that it is a value of.
    pub(super) fact: Placed<Field>,
    pub(super) id: String,
    pub(super) title: String,
    /// The more general term of the same fact that holds wherever this one does.
    pub(super) within: Option<Placed<String>>,
    /// The term of the same fact that says that there is nothing of this one.
    pub(super) opposite: Option<Placed<String>>,
    /// Terms of the same fact that may hold as well where this one is stated.
    #[serde(default)]
    pub(super) leaves_open: Vec<Placed<String>>,
    /// Further such terms, where it is said of all goods of a site or of the inventory and not in the row of one item.
    #[serde(default)]
    pub(super) at_sites_leaves_open: Vec<Placed<String>>,
    /// A cell that names the maker of the item stands for it.
    #[serde(default)]
    pub(super) names_maker: bool,
    /// What stands beside the name of a maker in those of its own companies.
    #[serde(default)]
    pub(super) maker_words: Vec<String>,
    /// Spellings taken for it in a cell, besides id and title; `*` at an end stands for a few words.
    #[serde(default)]
    pub(super) words: Vec<String>,
    /// What it means, in the sense of the law.
    pub(super) says: String,
    pub(super) jurisdiction: Option<Placed<String>>,
    #[serde(default)]
    pub(super) source: SourceRefs,
}
