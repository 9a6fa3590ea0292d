//! The index: names, patterns and registered numbers of the whole catalogue, by what stands in a cell.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use super::{
    bus_ids::{HEXADECIMAL, ID_VENDOR},
    catalogue::{Catalogue, Mark},
    misspellings::MisspeltName,
    name_entry::Named,
    name_key::NameKey,
    negative_cache::NamelessCells,
    pattern::Pattern,
    pattern_prefixes::Beginning,
    reading::{CellPlace, Reading},
    references::{MarkRef, Owner, VendorIndex},
    screen::Screen,
    words::Words,
};
use crate::{
    EquipmentTree, MarkKind,
    attribution::BrandRelation,
    marks::{Oui, OuiTable},
};

/// Words of identifiers that the screen looks for in prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spelled {
    /// `FCC ID`
    FccId,
    /// `cpe:`
    Cpe,
    /// The enterprises arc of an object id.
    ObjectId,
}

/// What an entry of the screen stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A name, by number.
    Name(usize),
    /// A text pattern may begin here.
    Pattern(MarkRef),
    /// A literal value of a mark stands here.
    Value(MarkRef, usize),
    /// A spelled-out identifier begins here.
    Spelled(Spelled),
}

/// Who owns a MAC block.
#[derive(Clone, Copy, Debug)]
pub(super) enum BlockOwner {
    /// It is a mark.
    Mark(Owner, usize),
    /// An innocent company's: it says nothing.
    Neighbour,
}

/// All marks of the catalogue, ready to be looked up.
#[derive(Debug)]
pub(super) struct Index {
    pub(super) screen: Screen,
    pub(super) targets: Vec<Target>,
    pub(super) names: Arc<Vec<Named>>,
    /// Patterns without a beginning to screen by, with the place in which alone they are tried.
    pub(super) loose: Vec<(MarkRef, CellPlace)>,
    pub(super) blocks: OuiTable<BlockOwner>,
    pub(super) grantees: BTreeMap<String, Vec<(Owner, usize)>>,
    pub(super) cpe_vendors: BTreeMap<String, Vec<(Owner, usize)>>,
    pub(super) enterprises: BTreeMap<u32, Vec<(Owner, usize)>>,
    /// The brand facts about a label, by its key: vendor and number.
    pub(super) brands: BTreeMap<NameKey, Vec<(VendorIndex, usize)>>,
    nameless: NamelessCells,
    nameless_words: NamelessCells,
}

impl Index {
    pub(super) fn of(catalogue: &Catalogue) -> Self {
        let mut index = Self {
            screen: Screen::new([]),
            targets: Vec::new(),
            names: Arc::clone(&catalogue.names),
            loose: Vec::new(),
            blocks: OuiTable::new([]),
            grantees: BTreeMap::new(),
            cpe_vendors: BTreeMap::new(),
            enterprises: BTreeMap::new(),
            brands: brands_by_key(catalogue),
            nameless: NamelessCells::new(),
            nameless_words: NamelessCells::new(),
        };
        let mut words: Vec<(Cow<'_, Beginning>, Target)> = Vec::new();
        for (number, named) in catalogue.names.iter().enumerate() {
            let key = named.key.as_str().as_bytes().to_vec();
            words.push((Cow::Owned(key.into()), Target::Name(number)));
        }
        for (place, pattern) in patterns(catalogue) {
            match pattern.beginnings() {
                Some(all) => {
                    words
                        .extend(all.iter().map(|one| (Cow::Borrowed(one), Target::Pattern(place))));
                }
                None => index.loose.push((place, home(catalogue, place))),
            }
        }
        let mut blocks = Vec::new();
        for (owner, number, mark) in marks(catalogue) {
            index.add_values(owner, number, mark, &mut words, &mut blocks);
        }
        let near_makers = catalogue.vendors.iter().flat_map(|vendor| &vendor.neighbours);
        let near_labels = catalogue.labels.iter().flat_map(|label| &label.neighbours);
        let innocent = near_makers.chain(near_labels).flat_map(|neighbour| &neighbour.oui);
        blocks.extend(innocent.map(|&oui| (oui, BlockOwner::Neighbour)));
        for (word, spelled) in [
            ("fccid", Spelled::FccId),
            ("cpe", Spelled::Cpe),
            ("136141", Spelled::ObjectId),
            ("iso36141", Spelled::ObjectId),
            ("enterprises", Spelled::ObjectId),
        ] {
            words.push((Cow::Owned(word.as_bytes().to_vec().into()), Target::Spelled(spelled)));
        }
        index.blocks = OuiTable::new(blocks);
        index.targets = words.iter().map(|&(_, target)| target).collect();
        index.screen = Screen::new((0_u32..).zip(&words).map(|(n, (word, _))| (&**word, n)));
        index
    }

    /// Whether a cell that the screen lets through holds a pattern that the screen cannot see.
    pub(super) fn is_loose(&self, catalogue: &Catalogue, reading: &Reading<'_>) -> bool {
        let here = self.loose.iter().filter(|(_, home)| *home == reading.place);
        here.filter_map(|&(place, _)| catalogue.pattern(place)).any(|pattern| {
            reading.plain.len() >= pattern.shortest() && reading.find_number(pattern).is_some()
        })
    }

    /// Whether a text of this length, in bytes, may hold a pattern that the screen cannot see.
    pub(super) fn may_be_loose(
        &self,
        catalogue: &Catalogue,
        place: CellPlace,
        bytes: usize,
    ) -> bool {
        let here = self.loose.iter().filter(|(_, home)| *home == place);
        here.filter_map(|&(mark, _)| catalogue.pattern(mark))
            .any(|pattern| bytes >= pattern.shortest())
    }

    /// The name that a cell, in which none was found, may hold a misspelling of; `orphan` says that the row has no maker.
    pub(super) fn misspelt(
        &self,
        catalogue: &Catalogue,
        tree: &EquipmentTree,
        reading: &Reading<'_>,
        orphan: bool,
    ) -> Option<MisspeltName> {
        let (cell, known) = (reading.words.as_ref(), &catalogue.misspelt);
        match reading.place {
            CellPlace::Maker => self.nameless.unless_known_nameless(cell, || {
                let goods = |words: &str| !tree.named_in(words).is_empty();
                known.find(&catalogue.words, cell, goods)
            }),
            CellPlace::Model => known.find_first(cell, &self.nameless_words),
            CellPlace::Prose | CellPlace::Technical if orphan && reading.is_free_text() => {
                known.find_in_text(cell, &self.nameless_words)
            }
            _ => None,
        }
    }

    /// Files the literal values of a mark under what finds them.
    fn add_values(
        &mut self,
        owner: Owner,
        number: usize,
        mark: &Mark,
        words: &mut Vec<(Cow<'_, Beginning>, Target)>,
        blocks: &mut Vec<(Oui, BlockOwner)>,
    ) {
        let place = (owner, number);
        for (at, value) in mark.values.iter().enumerate() {
            let screened = Target::Value(MarkRef::Mark(owner, number), at);
            match mark.kind {
                MarkKind::Oui => {
                    blocks.extend(
                        value.parse().ok().map(|oui| (oui, BlockOwner::Mark(owner, number))),
                    );
                }
                MarkKind::FccGrantee => self.grantees.entry(value.clone()).or_default().push(place),
                MarkKind::CpeVendor => {
                    self.cpe_vendors.entry(value.clone()).or_default().push(place);
                }
                MarkKind::IanaEnterprise => {
                    if let Ok(value) = value.parse() {
                        self.enterprises.entry(value).or_default().push(place);
                    }
                }
                // Ids of buses stand in inventories as hardware ids write them, or as lists of devices do (12d1:14dc), and in logs
                // behind the name of their field.
                MarkKind::UsbVendor => {
                    words.push((plain(&format!("{ID_VENDOR}{value}")), screened));
                    words.push((plain(&format!("{ID_VENDOR}{HEXADECIMAL}{value}")), screened));
                    words.push((plain(&format!("{HEXADECIMAL}{value}")), screened));
                    words.push((plain(&format!("vid{value}")), screened));
                    words.push((plain(value), screened));
                }
                MarkKind::PciVendor => {
                    words.push((plain(&format!("ven{value}")), screened));
                    words.push((plain(value), screened));
                }
                MarkKind::BluetoothCompany => words.push((plain(&format!("0x{value}")), screened)),
                _ => words.push((plain(value), screened)),
            }
        }
    }
}

impl Index {
    /// Whether a label is a brand of the maker or of its group.
    pub(super) fn is_own_label(
        &self,
        catalogue: &Catalogue,
        vendor: VendorIndex,
        key: &NameKey,
    ) -> bool {
        let own =
            |relation| matches!(relation, BrandRelation::Own | BrandRelation::SubsidiaryBrand);
        self.relations(catalogue, vendor, key).any(own)
    }

    /// Whether something is known of a label and this maker.
    pub(super) fn is_label_fact(&self, words: &Words, label: &str, vendor: VendorIndex) -> bool {
        let facts = self.brands.get(&words.key(label));
        facts.is_some_and(|facts| facts.iter().any(|(maker, _)| *maker == vendor))
    }

    /// Whether a label stands for parts of the maker's, not for whole goods.
    pub(super) fn is_part_label(
        &self,
        catalogue: &Catalogue,
        vendor: VendorIndex,
        key: &NameKey,
    ) -> bool {
        self.relations(catalogue, vendor, key).any(|relation| relation == BrandRelation::Component)
    }

    fn relations<'i>(
        &'i self,
        catalogue: &'i Catalogue,
        vendor: VendorIndex,
        key: &NameKey,
    ) -> impl Iterator<Item = BrandRelation> + 'i {
        let facts = self.brands.get(key).into_iter().flatten().filter(move |(v, _)| *v == vendor);
        facts.map(|&(v, b)| catalogue[v].brands[b].relation)
    }
}

/// The letters and digits of a value, in lower case.
fn plain(value: &str) -> Cow<'static, Beginning> {
    let kept = value.bytes().filter(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
    Cow::Owned(kept.map(|b| b.to_ascii_lowercase()).collect::<Vec<_>>().into())
}

fn patterns(catalogue: &Catalogue) -> impl Iterator<Item = (MarkRef, &Pattern)> {
    let models = catalogue.numbered_vendors().flat_map(|(v, vendor)| {
        let models = vendor.models.iter().enumerate();
        models.map(move |(n, model)| (MarkRef::Model(v, n), &model.pattern))
    });
    models.chain(marks(catalogue).filter_map(|(owner, number, mark)| {
        Some((MarkRef::Mark(owner, number), mark.pattern.as_ref()?))
    }))
}

fn marks(catalogue: &Catalogue) -> impl Iterator<Item = (Owner, usize, &Mark)> {
    let vendors = catalogue.numbered_vendors().flat_map(|(v, vendor)| {
        vendor.marks.iter().enumerate().map(move |(n, mark)| (Owner::Vendor(v), n, mark))
    });
    vendors.chain(catalogue.numbered_labels().flat_map(|(l, label)| {
        label.marks.iter().enumerate().map(move |(n, mark)| (Owner::Label(l), n, mark))
    }))
}

/// Where a pattern stands by right.
fn home(catalogue: &Catalogue, place: MarkRef) -> CellPlace {
    let MarkRef::Mark(Owner::Vendor(vendor), number) = place else { return CellPlace::Model };
    match catalogue[vendor].marks[number].kind {
        MarkKind::Serial => CellPlace::Serial,
        _ => CellPlace::Technical,
    }
}

fn brands_by_key(catalogue: &Catalogue) -> BTreeMap<NameKey, Vec<(VendorIndex, usize)>> {
    let mut by_key: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (v, vendor) in catalogue.numbered_vendors() {
        for (b, brand) in vendor.brands.iter().enumerate() {
            for name in [&brand.label].into_iter().chain(&brand.aliases) {
                let all = by_key.entry(catalogue.words.key(name)).or_default();
                if !all.contains(&(v, b)) {
                    all.push((v, b));
                }
            }
        }
    }
    by_key
}
