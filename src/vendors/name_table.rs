//! Names: every spelling of makers, groups, labels and innocent companies, and whom each refers to.

use std::{cmp::Reverse, collections::BTreeMap};

use rustc_hash::FxHashMap;

use super::{
    catalogue::{Alias, Catalogue, Neighbour, Vendor},
    fact::MatchClass,
    letters::fold,
    name_entry::Named,
    name_key::NameKey,
    references::{Meaning, Owner},
    words::Words,
};
use crate::attribution::BrandRelation;

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
        for (v, vendor) in catalogue.numbered_vendors() {
            names.add_neighbours(&vendor.neighbours, Owner::Vendor(v), catalogue);
        }
        for (l, label) in catalogue.numbered_labels() {
            names.add_neighbours(&label.neighbours, Owner::Label(l), catalogue);
        }
        names
    }

    fn add_makers(&mut self, catalogue: &Catalogue) {
        for (v, vendor) in catalogue.numbered_vendors() {
            let own = [&vendor.maker.name, &vendor.maker.short].map(|name| (name, None));
            // What is best known of a name stands for it, be it the rest of a longer one without its place.
            let mut aliases: Vec<_> = vendor.aliases.iter().enumerate().collect();
            aliases.sort_by_key(|(_, alias)| Reverse(alias.proof.confidence));
            let aliases = aliases.into_iter().map(|(a, alias)| (&alias.name, Some(a)));
            let classes = OwnClasses::of(vendor, &catalogue.words);
            for (name, alias) in own.into_iter().chain(aliases) {
                let class = classes.class(&catalogue.words.key(name), alias);
                let meaning = Meaning::Maker { vendor: v, alias };
                let named = self.add(catalogue, name, meaning, class, true);
                named.brief |= alias.is_some_and(|alias| vendor.aliases[alias].needs_kind);
            }
        }
    }

    fn add_groups(&mut self, catalogue: &Catalogue) {
        for (v, vendor) in catalogue.numbered_vendors() {
            for (c, company) in vendor.companies.iter().enumerate() {
                for (n, alias) in company.names.iter().enumerate() {
                    let meaning = Meaning::Company { vendor: v, company: c, name: n };
                    self.add(catalogue, &alias.name, meaning, alias.class, false);
                }
            }
        }
    }

    fn add_labels(&mut self, catalogue: &Catalogue) {
        for (v, vendor) in catalogue.numbered_vendors() {
            for (b, brand) in vendor.brands.iter().enumerate() {
                for name in [&brand.label].into_iter().chain(&brand.aliases) {
                    let named = self.add(
                        catalogue,
                        name,
                        Meaning::Brand { vendor: v, brand: b },
                        brand.class,
                        false,
                    );
                    named.own |= matches!(
                        brand.relation,
                        BrandRelation::Own | BrandRelation::SubsidiaryBrand
                    );
                }
            }
        }
        for (l, label) in catalogue.numbered_labels() {
            for name in [&label.label].into_iter().chain(&label.aliases) {
                self.add(catalogue, name, Meaning::Label(l), label.class, false);
            }
        }
    }

    fn add_neighbours(&mut self, neighbours: &[Neighbour], owner: Owner, catalogue: &Catalogue) {
        for (n, neighbour) in neighbours.iter().enumerate() {
            for name in [&neighbour.name].into_iter().chain(&neighbour.names) {
                let meaning = Meaning::Neighbour { of: owner, neighbour: n };
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
            || !matches!(meaning, Meaning::Company { .. });
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
            (Meaning::Maker { vendor: a, .. }, Meaning::Maker { vendor: b, .. }) => *a == b,
            (
                Meaning::Company { vendor: a, company: c, .. },
                Meaning::Company { vendor: b, company: d, .. },
            ) => (*a, *c) == (b, d),
            (known, meaning) => *known == meaning,
        });
        if !known {
            named.meanings.push((meaning, class));
        }
        named
    }
}

/// How loosely the names of a maker may be found, by their keys: as many a name as a file may have, each is looked at once.
struct OwnClasses<'c> {
    aliases: &'c [Alias],
    /// Of the first alias of a key, and of the first that may not be found as freely as others.
    by_alias: FxHashMap<NameKey, (MatchClass, Option<MatchClass>)>,
    by_brand: FxHashMap<NameKey, MatchClass>,
}

impl<'c> OwnClasses<'c> {
    fn of(vendor: &'c Vendor, words: &Words) -> Self {
        let mut by_alias = FxHashMap::default();
        for Alias { name, class, .. } in &vendor.aliases {
            let (_, narrow) = by_alias.entry(words.key(name)).or_insert((*class, None));
            *narrow = narrow.or(Some(*class).filter(|class| *class != MatchClass::Distinctive));
        }
        let mut by_brand = FxHashMap::default();
        for brand in &vendor.brands {
            by_brand.entry(words.key(&brand.label)).or_insert(brand.class);
        }
        Self { aliases: &vendor.aliases, by_alias, by_brand }
    }

    /// Of a name with this key, which may be an alias: as the alias of the same spelling says, else distinctively.
    fn class(&self, key: &NameKey, alias: Option<usize>) -> MatchClass {
        let of_alias = self.by_alias.get(key);
        if let Some(alias) = alias {
            // What is left of a longer name without its legal form may be a name that the file calls short.
            let narrow = of_alias.and_then(|(_, narrow)| *narrow);
            return narrow.unwrap_or(self.aliases[alias].class);
        }
        let first = of_alias.map(|(first, _)| *first);
        first.or_else(|| self.by_brand.get(key).copied()).unwrap_or_default()
    }
}
