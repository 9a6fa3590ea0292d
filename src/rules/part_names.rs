//! What cells call the parts of countries, such as the state in which a county lies: by name, and by code.

use std::collections::{BTreeMap, BTreeSet};

use super::Terms;
use crate::{Countries, fold::fold};

/// What stands between places in a cell: "Tampa, Florida".
const BETWEEN: [char; 4] = [',', ';', '(', ')'];
/// At most so many parts of a cell from its end may name a part of a country: "Tampa, FL, USA".
const LAST: usize = 2;
/// The most words in the name of a part: "Prince Edward Island".
const WORDS: usize = 3;

/// Names and codes of parts of countries, as they fill a cell of their own.
#[derive(Debug, Default)]
pub(super) struct PartNames {
    /// By what it is called, the id of the part; `None` where several are called so.
    names: BTreeMap<String, Option<String>>,
    /// The same by code, of the countries at home, or of all where none is.
    codes: BTreeMap<String, Option<String>>,
    /// Whether no country is at home, so that a code may as well be that of a country.
    abroad: bool,
}

impl PartNames {
    pub(super) fn at(home: &BTreeSet<String>, terms: &Terms) -> Self {
        let cells = terms.owner_cells();
        let abroad = home.is_empty();
        let mut own = Self { abroad, ..Self::default() };
        for (id, names) in cells.parts.iter().chain(&cells.parts_alone) {
            for name in names {
                insert(&mut own.names, spelt(name), id);
            }
        }
        let countries = terms.jurisdictions().iter();
        let countries = countries.filter(|(id, _)| abroad || home.contains(*id));
        for id in countries.flat_map(|(_, country)| &country.parts) {
            insert(&mut own.names, spelt(id), id);
            if let Some((_, code)) = id.split_once('-') {
                insert(&mut own.codes, code.to_owned(), id);
            }
        }
        own
    }

    /// Whether a cell of its own names a part of a country, by a code only of one at home.
    pub(super) fn named(&self, cell: &str) -> bool {
        self.names.contains_key(&spelt(cell)) || !self.abroad && self.codes.contains_key(cell)
    }

    /// The part that fills a cell, by name.
    pub(super) fn of_name(&self, cell: &str) -> Option<&str> {
        self.names.get(&spelt(cell))?.as_deref()
    }

    /// The part that fills a cell for such, by name or code.
    pub(super) fn of_state(&self, cell: &str) -> Option<&str> {
        let code = || self.codes.get(cell)?.as_deref();
        self.of_name(cell).or_else(code)
    }

    /// The part whose name a name begins or ends with, and its other words; none where it has the names of two. `of_place` are words that make
    /// another place of the name of a part: "Kansas City".
    pub(super) fn in_name<'n>(
        &self,
        name: &'n str,
        of_place: &BTreeSet<String>,
    ) -> Option<(&str, &'n str)> {
        let ends: Vec<_> = name.match_indices(' ').map(|(at, _)| at).collect();
        let part = |text: &str| self.names.get(text).and_then(|id| id.as_deref());
        let first = ends.iter().take(WORDS).rev().find_map(|at| {
            let rest = &name[at + 1..];
            let next = rest.split(' ').next().unwrap_or_default();
            Some((part(&name[..*at])?, rest)).filter(|_| !of_place.contains(next))
        });
        let last = ends.iter().rev().take(WORDS).rev().find_map(|at| {
            let rest = &name[..*at];
            Some((part(&name[at + 1..])?, rest))
        });
        match (first, last) {
            (Some((one, _)), Some((other, _))) if one != other => None,
            (first, last) => first.or(last),
        }
    }

    /// A cell with a comma before the part that stands behind a name without one: "City of Tampa FL", "Orange County Florida".
    pub(super) fn parted(&self, cell: &str, is_name: impl Fn(&str) -> bool) -> Option<String> {
        let cell = cell.trim_end();
        let gaps: Vec<_> = cell.rmatch_indices(' ').map(|(at, _)| at).take(WORDS).collect();
        gaps.into_iter().rev().find_map(|at| {
            let (name, part) = (cell[..at].trim_end(), &cell[at + 1..]);
            let is_parted = name.ends_with(BETWEEN) || self.of_state(part).is_none();
            (!is_parted && is_name(name)).then(|| format!("{name}, {part}"))
        })
    }

    /// The part that stands behind a place: "Tampa, FL 33602". Where no country is at home, what may be the code of a country is none.
    pub(super) fn behind_place(&self, cell: &str, countries: &Countries) -> Option<&str> {
        let places: Vec<_> = cell.split(BETWEEN).map(str::trim).collect();
        let places: Vec<_> = places.into_iter().filter(|place| !place.is_empty()).collect();
        let (_, behind) = places.split_first()?;
        behind.iter().rev().take(LAST).find_map(|place| {
            let place = place.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-').trim();
            let may_be_country = self.abroad && countries.read(place).is_some();
            self.of_state(place).filter(|_| !may_be_country)
        })
    }
}

/// Notes what a part is called; what several are called tells none of them.
fn insert(names: &mut BTreeMap<String, Option<String>>, name: String, id: &str) {
    let is_other = |known: &Option<String>| known.as_deref() != Some(id);
    if names.get(&name).is_some_and(is_other) {
        names.insert(name, None);
    } else {
        names.insert(name, Some(id.to_owned()));
    }
}

/// A name as names are compared: letters that stand alone are one word, as in "U.S.".
pub(super) fn spelt(text: &str) -> String {
    let folded = fold(text);
    let mut name = String::with_capacity(folded.len());
    let mut letters = false;
    for word in folded.split(' ') {
        let letter = word.len() == 1;
        let joins = letter && letters;
        if !name.is_empty() && !joins {
            name.push(' ');
        }
        name.push_str(word);
        letters = letter;
    }
    name
}
