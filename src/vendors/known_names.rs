//! Names that lead to no listed maker, and yet are known: a namesake, a label, a maker that nothing is known against.

use super::{
    catalogue::{Catalogue, Neighbour},
    letters::fold,
};
use crate::{attribution::KnownName, fold::is_whole_word};

impl Catalogue {
    /// What is known of the name in a text in which no maker was recognised.
    pub fn known_name(&self, text: &str) -> Option<KnownName> {
        let text = fold(text);
        self.namesake_in(&text).or_else(|| self.label_of(&text)).or_else(|| {
            let names = self.words.strangers.iter().filter(|name| self.says(&text, name).is_some());
            let name = names.max_by_key(|name| name.len())?;
            Some(KnownName::Maker { name: name.clone() })
        })
    }

    /// The innocent company with the longest name in a folded text.
    fn namesake_in(&self, text: &str) -> Option<KnownName> {
        let of_makers = self.vendors.iter().map(|vendor| (&vendor.maker.short, &vendor.neighbours));
        let of_labels = self.labels.iter().map(|label| (&label.label, &label.neighbours));
        let all =
            of_makers.chain(of_labels).flat_map(|(of, near)| near.iter().map(move |n| (of, n)));
        let hit = |neighbour: &Neighbour| {
            let names = [&neighbour.name].into_iter().chain(&neighbour.names);
            names.filter_map(|name| self.says(text, name)).max()
        };
        let hits = all.filter_map(|(of, neighbour)| Some((hit(neighbour)?, of, neighbour)));
        let (_, of, neighbour) = hits.max_by_key(|(length, ..)| *length)?;
        let (name, of, note) = (neighbour.name.clone(), of.clone(), neighbour.note.clone());
        Some(KnownName::Namesake { name, of, note })
    }

    /// The label with which a folded text begins.
    fn label_of(&self, text: &str) -> Option<KnownName> {
        let label = self.labels.iter().find(|label| {
            let mut names = [&label.label].into_iter().chain(&label.aliases);
            names.any(|name| self.says(text, name).is_some() && text.starts_with(&fold(name)))
        })?;
        Some(KnownName::Label { name: label.label.clone(), note: label.note.clone() })
    }

    /// Whether a folded text has a name in it, and how long that is.
    fn says(&self, text: &str, name: &str) -> Option<usize> {
        let name = self.words.spelling(name);
        let mut hits = text.match_indices(name.as_str()).filter(|(_, hit)| !hit.is_empty());
        hits.find(|(at, hit)| is_whole_word(text, *at, at + hit.len())).map(|(_, hit)| hit.len())
    }
}
