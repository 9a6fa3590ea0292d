//! Values by text. Knowledge holds thousands of words: read one by one into a common map, each costs an allocation, and they were a fifth
//! of a start.

use std::{collections::BTreeMap, mem};

use serde::{Deserialize, Serialize};

/// Values by text.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Stored<V>", into = "Stored<V>", bound(serialize = "V: Clone + Serialize"))]
pub(crate) struct TextMap<V> {
    /// Texts one behind the other, in their order.
    texts: String,
    /// Where each of them begins and ends.
    spans: Vec<(u32, u32)>,
    /// What each of them says.
    values: Vec<V>,
    /// What came since these were read.
    added: BTreeMap<String, V>,
}

/// A map as it is written: numbers that are small take one byte.
#[derive(Serialize, Deserialize)]
struct Stored<V> {
    texts: String,
    lengths: Vec<u32>,
    values: Vec<V>,
}

impl<V> From<Stored<V>> for TextMap<V> {
    fn from(stored: Stored<V>) -> Self {
        let mut to = 0;
        let lengths = stored.lengths.into_iter();
        let spans = lengths.map(|length| {
            let from = to;
            to += length;
            (from, to)
        });
        let spans = spans.collect();
        Self { texts: stored.texts, spans, values: stored.values, added: BTreeMap::new() }
    }
}

impl<V: Clone> From<TextMap<V>> for Stored<V> {
    fn from(map: TextMap<V>) -> Self {
        let mut stored = Self { texts: String::new(), lengths: Vec::new(), values: Vec::new() };
        let mut all: Vec<_> = map.iter().collect();
        all.sort_unstable_by_key(|(text, _)| *text);
        for (text, value) in all {
            stored.texts.push_str(text);
            stored.lengths.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
            stored.values.push(value.clone());
        }
        stored
    }
}

impl<V> Default for TextMap<V> {
    fn default() -> Self {
        Self { texts: String::new(), spans: Vec::new(), values: Vec::new(), added: BTreeMap::new() }
    }
}

impl<V> TextMap<V> {
    fn text(&self, (from, to): (u32, u32)) -> &str {
        self.texts.get(from as usize..to as usize).unwrap_or_default()
    }

    fn find(&self, text: &str) -> Option<usize> {
        // As bytes: where letters begin and end need not be looked at, and the order is the same.
        let (texts, wanted) = (self.texts.as_bytes(), text.as_bytes());
        let known = |&(from, to): &(u32, u32)| texts.get(from as usize..to as usize);
        self.spans.binary_search_by(|span| known(span).unwrap_or_default().cmp(wanted)).ok()
    }

    /// The value of a text.
    pub(crate) fn get(&self, text: &str) -> Option<&V> {
        let read = self.find(text).and_then(|at| self.values.get(at));
        read.or_else(|| self.added.get(text))
    }

    /// The same, to be changed.
    pub(crate) fn get_mut(&mut self, text: &str) -> Option<&mut V> {
        match self.find(text) {
            Some(at) => self.values.get_mut(at),
            None => self.added.get_mut(text),
        }
    }

    /// Whether a text has a value.
    pub(crate) fn contains(&self, text: &str) -> bool {
        self.get(text).is_some()
    }

    /// Gives a text a value, and what it had before.
    pub(crate) fn insert(&mut self, text: String, value: V) -> Option<V> {
        match self.get_mut(&text) {
            Some(before) => Some(mem::replace(before, value)),
            None => self.added.insert(text, value),
        }
    }

    /// Takes a text out.
    pub(crate) fn remove(&mut self, text: &str) -> Option<V> {
        match self.find(text) {
            Some(at) => {
                self.spans.remove(at);
                Some(self.values.remove(at))
            }
            None => self.added.remove(text),
        }
    }

    /// All texts with their values.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        let read = self.spans.iter().map(|span| self.text(*span)).zip(&self.values);
        read.chain(self.added.iter().map(|(text, value)| (text.as_str(), value)))
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.values.is_empty() && self.added.is_empty()
    }
}

impl<V> FromIterator<(String, V)> for TextMap<V> {
    fn from_iter<I: IntoIterator<Item = (String, V)>>(all: I) -> Self {
        let mut map = Self::default();
        for (text, value) in all {
            map.insert(text, value);
        }
        map
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test reports by panicking")]

    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::TextMap;

    proptest! {
        #[test]
        fn says_what_a_common_map_says(
            shipped in prop::collection::vec(("[a-c]{0,3}|é", 0_u8..9), 0..20),
            own in prop::collection::vec(("[a-c]{0,3}|é", 0_u8..9), 0..20),
        ) {
            let map: TextMap<u8> = shipped.iter().cloned().collect();
            let mut map: TextMap<u8> =
                postcard::from_bytes(&postcard::to_stdvec(&map).unwrap()).unwrap();
            let mut common: BTreeMap<_, _> = shipped.into_iter().collect();
            for (text, value) in own {
                prop_assert_eq!(map.insert(text.clone(), value), common.insert(text, value));
            }
            let mut all: Vec<_> = map.iter().map(|(text, value)| (text.to_owned(), *value)).collect();
            all.sort();
            prop_assert_eq!(all, common.clone().into_iter().collect::<Vec<_>>());
            for (text, value) in &common {
                prop_assert_eq!(map.get(text), Some(value));
            }
            if let Some((text, value)) = common.first_key_value() {
                prop_assert_eq!(map.remove(text), Some(*value));
                prop_assert!(!map.contains(text));
            }
            prop_assert_eq!((map.get("d"), map.is_empty()), (None, common.len() < 2));
        }
    }
}
