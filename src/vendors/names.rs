//! Names: every spelling of makers, groups, labels and innocent companies, and who is meant by each.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    catalogue::{Catalogue, Neighbour},
    fact::{BrandRelation, MatchClass},
    index::{Meaning, Owner},
    letters::fold,
    name::NameKey,
    reading::Reading,
};
use crate::fold::is_unspaced;

/// A name with all who are meant by it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Named {
    /// What it is compared by.
    pub(super) key: NameKey,
    /// The spellings, folded, whose spacing counts where names are short.
    pub(super) spellings: BTreeSet<String>,
    /// The names as their owners write them.
    pub(super) written: BTreeSet<String>,
    /// Who is meant, each with how loosely the name may be found for it.
    pub(super) meanings: Vec<(Meaning, MatchClass)>,
    /// How many letters the key has.
    pub(super) length: usize,
    /// It is made of words that many companies have in their names: it counts where it stands alone.
    pub(super) plain: bool,
    /// It is a brand of a maker or of its group.
    pub(super) own: bool,
}

/// Names with fewer letters are found only as they are spaced in the catalogue.
const SPACING_COUNTS_BELOW: usize = 6;

/// All names by key, while they are gathered.
struct Names(BTreeMap<NameKey, Named>);

/// All names of a catalogue, in the order of their keys.
pub(super) fn names(catalogue: &Catalogue) -> Vec<Named> {
    Names::of(catalogue).0.into_values().collect()
}

impl Names {
    fn of(catalogue: &Catalogue) -> Self {
        let mut names = Self(BTreeMap::new());
        names.add_makers(catalogue);
        names.add_groups(catalogue);
        names.add_labels(catalogue);
        // Last, since a neighbour's name without its legal form may be the very name that it stands beside.
        for (v, vendor) in catalogue.vendors.iter().enumerate() {
            names.add_neighbours(&vendor.neighbours, Owner::Vendor(v), catalogue);
        }
        for (l, label) in catalogue.labels.iter().enumerate() {
            names.add_neighbours(&label.neighbours, Owner::Label(l), catalogue);
        }
        names
    }

    fn add_makers(&mut self, catalogue: &Catalogue) {
        for (v, vendor) in catalogue.vendors.iter().enumerate() {
            let own = [&vendor.maker.name, &vendor.maker.short].map(|name| (name, None));
            let aliases =
                vendor.aliases.iter().enumerate().map(|(a, alias)| (&alias.name, Some(a)));
            for (name, alias) in own.into_iter().chain(aliases) {
                let class = own_class(catalogue, v, alias, name);
                self.add(catalogue, name, Meaning::Maker(v, alias), class, true);
            }
        }
    }

    fn add_groups(&mut self, catalogue: &Catalogue) {
        for (v, vendor) in catalogue.vendors.iter().enumerate() {
            for (c, company) in vendor.companies.iter().enumerate() {
                for (n, alias) in company.names.iter().enumerate() {
                    let meaning = Meaning::Company(v, c, n);
                    self.add(catalogue, &alias.name, meaning, alias.class, false);
                }
            }
        }
    }

    fn add_labels(&mut self, catalogue: &Catalogue) {
        for (v, vendor) in catalogue.vendors.iter().enumerate() {
            for (b, brand) in vendor.brands.iter().enumerate() {
                for name in [&brand.label].into_iter().chain(&brand.aliases) {
                    let named = self.add(catalogue, name, Meaning::Brand(v, b), brand.class, false);
                    named.own |= matches!(
                        brand.relation,
                        BrandRelation::Own | BrandRelation::SubsidiaryBrand
                    );
                }
            }
        }
        for (l, label) in catalogue.labels.iter().enumerate() {
            for name in [&label.label].into_iter().chain(&label.aliases) {
                self.add(catalogue, name, Meaning::Label(l), label.class, false);
            }
        }
    }

    fn add_neighbours(&mut self, neighbours: &[Neighbour], owner: Owner, catalogue: &Catalogue) {
        for (n, neighbour) in neighbours.iter().enumerate() {
            for name in [&neighbour.name].into_iter().chain(&neighbour.names) {
                let meaning = Meaning::Neighbour(owner, n);
                let short = catalogue.words.short_spellings(name);
                for spelling in short.into_iter().chain([catalogue.words.spelling(name)]) {
                    if self.0.get(&NameKey::from_folded(&spelling)).is_none_or(Named::is_innocent) {
                        self.file(spelling, meaning, MatchClass::Distinctive);
                    }
                }
                self.file(fold(name), meaning, MatchClass::Distinctive);
            }
        }
    }

    /// Files a name under its key, and under its key without places unless that is a maker's own name.
    fn add(
        &mut self,
        catalogue: &Catalogue,
        name: &str,
        meaning: Meaning,
        class: MatchClass,
        own: bool,
    ) -> &mut Named {
        let spelling = catalogue.words.spelling(name);
        let placeless = catalogue.words.placeless_spelling(name);
        let maker = |spelling: &str| {
            self.0.get(&NameKey::from_folded(spelling)).is_some_and(Named::is_maker)
        };
        // One word that is left of the name of a company of a group may be anybody's; the file says where it is not.
        let left = own
            || placeless.contains(' ')
            || !spelling.is_ascii()
            || !matches!(meaning, Meaning::Company(..));
        if placeless != spelling
            && left
            && (own || !maker(&placeless))
            && !catalogue.words.is_plain(&placeless)
        {
            self.file(placeless, meaning, class);
        }
        // Nothing may be taken off a name that leaves only what others are called as well.
        let plain = catalogue.words.is_plain(&spelling);
        let spelling = if plain { fold(name) } else { spelling };
        let named = self.file(spelling, meaning, class);
        named.plain = plain;
        named.written.insert(name.to_owned());
        named
    }

    fn file(&mut self, spelling: String, meaning: Meaning, class: MatchClass) -> &mut Named {
        let key = NameKey::from_folded(&spelling);
        let length = key.as_str().chars().count();
        let named = self.0.entry(key.clone()).or_default();
        (named.key, named.length) = (key, length);
        named.spellings.insert(spelling);
        // One name of a maker is enough, its own before an alias.
        let known = named.meanings.iter().any(|(known, _)| match (known, meaning) {
            (Meaning::Maker(a, _), Meaning::Maker(b, _)) => *a == b,
            (Meaning::Company(a, c, _), Meaning::Company(b, d, _)) => (*a, *c) == (b, d),
            (known, meaning) => *known == meaning,
        });
        if !known {
            named.meanings.push((meaning, class));
        }
        named
    }
}

impl Named {
    /// Whether the words between two places of a text spell this name closely enough.
    pub(super) fn is_spelled(&self, written: &str) -> bool {
        // Between letters that need no spaces, spaces say nothing; an innocent name hides others only as it is written.
        let long = self.length >= SPACING_COUNTS_BELOW || self.is_unspaced();
        let loose = long && self.is_distinctive() && !self.is_innocent();
        loose || self.spellings.contains(&fold(written))
    }

    /// The name as its owner writes it: so, if it is one of his spellings, else as he first does.
    pub(super) fn written_like<'n>(&'n self, so: &'n str) -> &'n str {
        let first = self.written.iter().next().filter(|_| !self.written.contains(so));
        first.map_or(so, String::as_str)
    }

    /// Whether it names no maker, however it stands: only label owners and innocent companies.
    pub(super) fn is_idle(&self) -> bool {
        let idle =
            |meaning: &Meaning| matches!(meaning, Meaning::Label(_) | Meaning::Neighbour(..));
        self.meanings.iter().all(|(meaning, _)| idle(meaning))
    }

    /// Whether it may be found in any text.
    pub(super) fn is_distinctive(&self) -> bool {
        self.meanings.iter().any(|(_, class)| *class == MatchClass::Distinctive)
    }

    /// Whether it may stand among other words of this cell; what is made of it there is judged later.
    pub(super) fn may_stand_in(&self, reading: &Reading<'_>) -> bool {
        self.is_distinctive() || (!self.is_innocent() && reading.is_free_text())
    }

    /// Whether a maker, its group or a label that it builds for is meant by it.
    pub(super) fn means(&self, vendor: usize) -> bool {
        self.meanings.iter().any(|(meaning, _)| match meaning {
            Meaning::Maker(v, _) | Meaning::Company(v, ..) | Meaning::Brand(v, _) => *v == vendor,
            Meaning::Label(_) | Meaning::Neighbour(..) => false,
        })
    }

    /// Whether it is of a script without spaces.
    pub(super) fn is_unspaced(&self) -> bool {
        self.spellings
            .iter()
            .all(|spelling| spelling.chars().all(|letter| letter == ' ' || is_unspaced(letter)))
    }

    fn is_innocent(&self) -> bool {
        self.meanings.iter().all(|(meaning, _)| matches!(meaning, Meaning::Neighbour(..)))
    }

    fn is_maker(&self) -> bool {
        self.meanings.iter().any(|(meaning, _)| matches!(meaning, Meaning::Maker(..)))
    }
}

/// How loosely a maker's own name may be found: as the alias of the same spelling says, else distinctively.
fn own_class(catalogue: &Catalogue, vendor: usize, alias: Option<usize>, name: &str) -> MatchClass {
    let vendor = &catalogue.vendors[vendor];
    let key = catalogue.words.key(name);
    let same = |other: &str| catalogue.words.key(other) == key;
    if let Some(alias) = alias {
        // What is left of a longer name without its legal form may be a name that the file calls short.
        let left = vendor
            .aliases
            .iter()
            .find(|one| one.class != MatchClass::Distinctive && same(&one.name));
        return left.map_or(vendor.aliases[alias].class, |left| left.class);
    }
    let alias = vendor.aliases.iter().find(|alias| same(&alias.name)).map(|alias| alias.class);
    let brand = || vendor.brands.iter().find(|brand| same(&brand.label)).map(|brand| brand.class);
    alias.or_else(brand).unwrap_or_default()
}
