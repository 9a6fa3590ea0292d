//! The site table: what the owner knows of a site that no row says.

use std::collections::BTreeMap;

use serde::Deserialize;

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

/// All sites, found by name without regard to case, accents and punctuation.
#[derive(Clone, Debug, Default)]
pub struct Sites {
    by_name: BTreeMap<String, (String, Site)>,
}

impl Sites {
    /// A table of these.
    #[must_use]
    pub fn new(sites: impl IntoIterator<Item = (String, Site)>) -> Self {
        let folded = sites.into_iter().map(|(name, site)| (fold(&name), (name, site)));
        Self { by_name: folded.collect() }
    }

    /// Whether none is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }

    /// The site of this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Site> {
        self.entry(name).map(|(_, site)| site)
    }

    /// The site of this name, with the name under which the table has it.
    #[must_use]
    pub fn entry(&self, name: &str) -> Option<(&str, &Site)> {
        if self.is_empty() {
            return None;
        }
        self.by_name.get(&fold(name)).map(|(name, site)| (name.as_str(), site))
    }

    /// States a fact of a site, which need not be known yet; several values of `is` add up. An error names the facts that there
    /// are.
    pub fn state(&mut self, name: &str, fact: &str, value: &str) -> Result<(), &'static str> {
        let entry = self.by_name.entry(fold(name));
        let (_, site) = entry.or_insert_with(|| (name.to_owned(), Site::default()));
        let place = match fact {
            "class" => &mut site.class,
            "country" => &mut site.country,
            "purpose" => &mut site.purpose,
            "network" => &mut site.network,
            "is" => {
                site.is.push(value.to_owned());
                return Ok(());
            }
            _ => return Err("class, country, purpose, network, is"),
        };
        *place = Some(value.to_owned());
        Ok(())
    }

    /// Every site with its name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Site)> {
        self.by_name.values().map(|(name, site)| (name.as_str(), site))
    }
}
