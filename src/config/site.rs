//! The site table: what the owner knows of a site that no row says.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::wildcard::Wildcard;
use crate::{Field, fold::fold};

/// What is known of one site. Every part may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Site {
    /// Its class in the sense of the law.
    pub class: Option<String>,
    /// Its country, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// What equipment there is used for.
    pub purpose: Option<String>,
    /// The network that equipment there is attached to.
    pub network: Option<String>,
    /// What the owner of this site is, where that is another than the owner of the rest.
    pub is: Vec<String>,
}

impl Site {
    /// Its facts, as far as they are stated.
    pub fn facts(&self) -> impl Iterator<Item = (Field, &str)> {
        let stated = [
            (Field::SiteClass, &self.class),
            (Field::Country, &self.country),
            (Field::Purpose, &self.purpose),
            (Field::Network, &self.network),
        ];
        stated.into_iter().filter_map(|(field, value)| Some((field, value.as_deref()?)))
    }
}

/// All sites, found by name without regard to case, accents and punctuation. A name with `*` in it stands for all sites whose names
/// follow it; a site's own name comes first, and of several such names the one with the most letters.
///
/// ```
/// use banlint::config::{Site, Sites};
/// let of = |country: &str| Site { country: Some(country.into()), ..Site::default() };
/// let sites = Sites::new([
///     ("HQ*".to_owned(), of("GB")),
///     ("HQ annexe".to_owned(), of("US")),
///     ("HQ floor *".to_owned(), of("AU")),
/// ]);
/// let country = |name: &str| sites.find(name).and_then(|site| site.country.as_deref());
/// assert_eq!(country("Hq, Annexe"), Some("US"));
/// assert_eq!(country("HQ floor 2, room 7"), Some("AU"));
/// assert_eq!(country("HQ basement"), Some("GB"));
/// assert_eq!(country("Old HQ"), None);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Sites {
    by_name: BTreeMap<String, (String, Site)>,
    /// The names with gaps, with the names under which the table has them, the most special first.
    patterns: Vec<(Wildcard, String)>,
}

impl Sites {
    /// A table of these.
    pub fn new(sites: impl IntoIterator<Item = (String, Site)>) -> Self {
        let mut table = Self::default();
        for (name, site) in sites {
            *table.at(&name) = site;
        }
        table
    }

    /// The entry of a name, made if need be.
    fn at(&mut self, name: &str) -> &mut Site {
        let key = key(name);
        if !self.by_name.contains_key(&key)
            && let Some(pattern) = Wildcard::of(name)
        {
            let lighter = |(other, _): &(Wildcard, String)| other.weight() < pattern.weight();
            let place = self.patterns.iter().position(lighter).unwrap_or(self.patterns.len());
            self.patterns.insert(place, (pattern, key.clone()));
        }
        &mut self.by_name.entry(key).or_insert_with(|| (name.to_owned(), Site::default())).1
    }

    /// Whether none is known.
    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// The site of this name.
    pub fn find(&self, name: &str) -> Option<&Site> {
        self.entry(name).map(|(_, site)| site)
    }

    /// The site of this name, with the name under which the table has it, which may be a name with gaps.
    pub fn entry(&self, name: &str) -> Option<(&str, &Site)> {
        if self.is_empty() {
            return None;
        }
        let folded = fold(name);
        let pattern = || self.patterns.iter().find(|(pattern, _)| pattern.fits(&folded));
        let entry = self.by_name.get(&folded);
        let entry = entry.or_else(|| self.by_name.get(&pattern()?.1));
        entry.map(|(name, site)| (name.as_str(), site))
    }

    /// States a fact of a site, which need not be known yet; several values of `is` add up. An error names the facts that there
    /// are.
    pub fn state(
        &mut self,
        name: &str,
        fact: &str,
        value: &str,
    ) -> Result<(), &'static [&'static str]> {
        let site = self.at(name);
        let place = match fact {
            "class" => &mut site.class,
            "country" => &mut site.country,
            "purpose" => &mut site.purpose,
            "network" => &mut site.network,
            "is" => {
                site.is.push(value.to_owned());
                return Ok(());
            }
            _ => return Err(&["class", "country", "purpose", "network", "is"]),
        };
        *place = Some(value.to_owned());
        Ok(())
    }

    /// Every site with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Site)> {
        self.by_name.values().map(|(name, site)| (name.as_str(), site))
    }
}

/// What entries are told apart by: names with gaps are not those without.
fn key(name: &str) -> String {
    if Wildcard::of(name).is_none() {
        return fold(name);
    }
    name.split('*').map(fold).collect::<Vec<_>>().join("*")
}
