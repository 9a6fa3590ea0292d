//! The catalogue: all that is known of makers and labels, checked and ready to be looked at.
//!
//! It knows facts, not cells. How a cell is recognised by them is the `Recogniser`'s work.

use std::{ops::Index, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    fact::{CounterKind, MatchClass, Proof, VendorRole},
    misspellings::Misspelt,
    name_entry::Named,
    pattern::Pattern,
    references::{LabelIndex, MarkRef, Owner, VendorIndex},
    words::Words,
};
use crate::{
    KindId, MarkKind,
    attribution::{BrandRelation, Collision, Company, Coverage, LabelFact, Maker},
    date::Period,
    marks::Oui,
};

/// All makers and labels.
#[derive(Debug, Serialize, Deserialize)]
pub struct Catalogue {
    pub(super) vendors: Vec<Vendor>,
    pub(super) labels: Vec<Label>,
    pub(super) words: Words,
    /// Every name with all whom it refers to.
    pub(super) names: Arc<Vec<Named>>,
    /// What cells without a name are compared with.
    pub(super) misspelt: Misspelt,
}

/// A maker with its group, its labels and its marks.
#[derive(Debug, Serialize, Deserialize)]
pub struct Vendor {
    /// The maker as law names it.
    pub maker: Arc<Maker>,
    /// Whether it makes goods or parts.
    pub role: VendorRole,
    /// The kinds of equipment that it is known for.
    pub makes: Vec<KindId>,
    /// Nothing is said of it unless law that goes by the seat of makers, or by a test, binds the owner.
    pub only_by_seat: bool,
    /// A remark of the file.
    pub note: Option<String>,
    /// Further names.
    pub aliases: Vec<Alias>,
    /// The group.
    pub companies: Vec<GroupCompany>,
    /// Labels that it builds for, one entry a fact.
    pub brands: Vec<Brand>,
    /// Model families.
    pub models: Vec<ModelFamily>,
    /// All other marks.
    pub marks: Vec<Mark>,
    /// Innocent companies whose name or marks look alike.
    pub neighbours: Vec<Neighbour>,
    /// What stands behind its own name.
    pub(super) own_proof: Proof,
}

/// A further name of a maker or of a company of its group.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Alias {
    /// The name as written.
    pub name: String,
    /// How loosely it may be found.
    pub class: MatchClass,
    /// It counts in the cell of a maker beside goods of its kind alone.
    pub needs_kind: bool,
    /// What stands behind it.
    pub proof: Proof,
}

/// A company of the group with all its names.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GroupCompany {
    /// The company as attributions name it.
    pub company: Arc<Company>,
    /// ISO 3166-1 alpha-2 of its seat.
    pub country: Option<String>,
    /// Its names, the first of which is the one in `company`.
    pub names: Vec<Alias>,
    /// What stands behind each membership, in their order.
    pub proofs: Vec<Proof>,
    /// Remarks of the file.
    pub notes: Vec<String>,
}

/// One fact about a label.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Brand {
    /// The label as written.
    pub label: String,
    /// Further spellings.
    pub aliases: Vec<String>,
    /// How loosely it may be found.
    pub class: MatchClass,
    /// How it stands to the maker.
    pub relation: BrandRelation,
    /// The company of the group whose brand it is.
    pub company: Option<Arc<Company>>,
    /// How much of what it sells the maker builds.
    pub coverage: Coverage,
    /// The kinds of equipment that the fact speaks of; all, if empty.
    pub equipment: Vec<KindId>,
    /// Kinds below those of which it does not speak.
    pub except: Vec<KindId>,
    /// Beginnings of the model numbers that the fact speaks of; all, if empty.
    pub series: Vec<String>,
    /// Goods of many other kinds bear the label: a model counts beside goods of its kind alone, or by its own number.
    pub needs_kind: bool,
    /// Nobody else is called nearly so: what is one slip from it means it.
    pub unmistakable: bool,
    /// The product lines in prose.
    pub lines: Option<String>,
    /// When the fact holds.
    pub period: Period,
    /// What stands behind it.
    pub proof: Proof,
    /// A remark of the file.
    pub note: Option<String>,
}

/// A family of model numbers.
#[derive(Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ModelFamily {
    /// What the numbers look like.
    pub pattern: Pattern,
    /// The label that uses the numbering, if not the maker's own.
    pub label: Option<String>,
    /// The company of the group whose numbering it is.
    pub company: Option<Arc<Company>>,
    /// What kind of equipment it is.
    pub equipment: Option<KindId>,
    /// How easily it is mistaken.
    pub collision: Collision,
    /// It is a name that anything may bear: it counts beside goods of its kind alone.
    pub needs_kind: bool,
    /// What stands behind it.
    pub proof: Proof,
    /// A remark of the file.
    pub note: Option<String>,
}

/// Any other mark.
#[derive(Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Mark {
    /// What kind of mark.
    pub kind: MarkKind,
    /// Its literal values.
    pub values: Vec<String>,
    /// Or what it looks like.
    pub pattern: Option<Pattern>,
    /// The company of the group whose mark it is.
    pub company: Option<Arc<Company>>,
    /// The label whose mark it is, on goods of the maker.
    pub label: Option<String>,
    /// How easily it is mistaken.
    pub collision: Collision,
    /// What stands behind it.
    pub proof: Proof,
    /// A remark of the file.
    pub note: Option<String>,
}

/// An innocent company.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Neighbour {
    /// Its name.
    pub name: String,
    /// Further names.
    pub names: Vec<String>,
    /// Its MAC blocks.
    pub oui: Vec<Oui>,
    /// What stands behind it.
    pub proof: Proof,
    /// A remark of the file.
    pub note: Option<String>,
}

/// The whole range of a label.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Range {
    /// The one kind of equipment that it stands on.
    pub equipment: KindId,
    /// What stands behind it.
    pub proof: Proof,
}

/// The owner of a label: a brand that sells goods which others build.
#[derive(Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Label {
    /// The id of its file.
    pub id: String,
    /// The label as written.
    pub label: String,
    /// Further spellings.
    pub aliases: Vec<String>,
    /// How loosely it may be found.
    pub class: MatchClass,
    /// ISO 3166-1 alpha-2 of its seat.
    pub country: Option<String>,
    /// The one kind of equipment that the owner sells, where it is known to sell nothing else.
    pub range: Option<Range>,
    /// The owner's own marks.
    pub marks: Vec<Mark>,
    /// What speaks against makers for this label.
    pub counters: Vec<LabelCounter>,
    /// Innocent companies whose name looks like the label.
    pub neighbours: Vec<Neighbour>,
    /// A remark of the file.
    pub note: Option<String>,
}

/// What speaks against a maker for a label.
#[derive(Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LabelCounter {
    /// Whether the owner declares it or others show it.
    pub kind: CounterKind,
    /// Beginnings of the model numbers that it speaks of.
    pub series: Vec<String>,
    /// What the model numbers look like.
    pub pattern: Option<Pattern>,
    /// How many models, where none are named.
    pub count: Option<u32>,
    /// The makers that it speaks against; all, if empty.
    pub against: Vec<String>,
    /// What it tells.
    pub says: String,
    /// What stands behind it.
    pub proof: Proof,
}

impl Brand {
    /// What it tells of the maker.
    pub(super) fn fact(&self) -> LabelFact {
        LabelFact {
            label: self.label.clone(),
            relation: self.relation,
            company: self.company.clone(),
            coverage: self.coverage,
            lines: self.lines.clone(),
            period: self.period,
        }
    }
}

impl Catalogue {
    /// The makers, by id.
    pub fn vendors(&self) -> &[Vendor] {
        &self.vendors
    }

    /// A maker by its id.
    pub fn vendor(&self, id: &str) -> Option<&Vendor> {
        self.vendors.iter().find(|vendor| vendor.maker.id == id)
    }

    /// What makers have to do with the label of this name.
    pub fn brands_called(&self, label: &str) -> impl Iterator<Item = (&Vendor, &Brand)> {
        let wanted = self.words.key(label);
        let all = self.vendors.iter().flat_map(|v| v.brands.iter().map(move |brand| (v, brand)));
        all.filter(move |(_, brand)| {
            let mut names = [&brand.label].into_iter().chain(&brand.aliases);
            names.any(|name| self.words.key(name) == wanted)
        })
    }

    /// The label owners, by id.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The makers with their numbers.
    pub(super) fn numbered_vendors(&self) -> impl Iterator<Item = (VendorIndex, &Vendor)> {
        self.vendors.iter().enumerate().map(|(at, vendor)| (VendorIndex(at), vendor))
    }

    /// The label owners with their numbers.
    pub(super) fn numbered_labels(&self) -> impl Iterator<Item = (LabelIndex, &Label)> {
        self.labels.iter().enumerate().map(|(at, label)| (LabelIndex(at), label))
    }

    /// The pattern of a mark.
    pub(super) fn pattern(&self, place: MarkRef) -> Option<&Pattern> {
        match place {
            MarkRef::Model(vendor, number) => Some(&self[vendor].models.get(number)?.pattern),
            MarkRef::Mark(Owner::Vendor(vendor), number) => {
                self[vendor].marks.get(number)?.pattern.as_ref()
            }
            MarkRef::Mark(Owner::Label(label), number) => {
                self[label].marks.get(number)?.pattern.as_ref()
            }
        }
    }

    /// Every pattern of every file, for a test that all compile.
    pub fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        let of_vendors = self.vendors.iter().flat_map(|vendor| {
            let marks = vendor.marks.iter().filter_map(|mark| mark.pattern.as_ref());
            vendor.models.iter().map(|model| &model.pattern).chain(marks)
        });
        let of_labels = self.labels.iter().flat_map(|label| {
            let marks = label.marks.iter().filter_map(|mark| mark.pattern.as_ref());
            marks.chain(label.counters.iter().filter_map(|counter| counter.pattern.as_ref()))
        });
        of_vendors.chain(of_labels)
    }
}

impl Index<VendorIndex> for Catalogue {
    type Output = Vendor;

    fn index(&self, VendorIndex(at): VendorIndex) -> &Vendor {
        &self.vendors[at]
    }
}

impl Index<LabelIndex> for Catalogue {
    type Output = Label;

    fn index(&self, LabelIndex(at): LabelIndex) -> &Label {
        &self.labels[at]
    }
}

impl Vendor {
    /// How many values and patterns of each kind of mark are known, model families first.
    pub fn mark_counts(&self) -> Vec<(MarkKind, usize)> {
        let mut counts = std::collections::BTreeMap::new();
        if !self.models.is_empty() {
            counts.insert(MarkKind::Model, self.models.len());
        }
        for mark in &self.marks {
            *counts.entry(mark.kind).or_insert(0) +=
                mark.values.len() + usize::from(mark.pattern.is_some());
        }
        counts.into_iter().collect()
    }
}
