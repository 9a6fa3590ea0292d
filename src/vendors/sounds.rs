//! What names sound like: letters that are written one for another where a name is spelt by ear.

use std::{cmp::Reverse, collections::BTreeMap};

use serde::{Deserialize, Serialize};

/// What is written in several ways, each with what is heard: by the first letter, the longest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Sounds(Vec<(Box<str>, Box<str>)>);

impl Sounds {
    /// From what is heard, with the ways in which it is written.
    pub(super) fn of(heard: &BTreeMap<String, Vec<String>>) -> Self {
        let pairs = heard.iter().flat_map(|(heard, all)| {
            all.iter().map(|written| (written.as_str().into(), heard.as_str().into()))
        });
        let mut pairs: Vec<(Box<str>, Box<str>)> = pairs.collect();
        pairs.sort_by_key(|(written, _)| (first(written), Reverse(written.len())));
        Self(pairs)
    }

    /// What a word in small letters sounds like. An h within it is not heard, nor that a letter is doubled.
    pub(super) fn heard(&self, word: &str) -> String {
        let mut heard = String::with_capacity(word.len());
        let mut rest = word;
        while let Some(letter) = rest.chars().next() {
            let of_letter = self.0.partition_point(|(written, _)| first(written) < first(rest));
            let written = self.0.get(of_letter..).unwrap_or_default().iter();
            let spelt = written
                .take_while(|(written, _)| first(written) == first(rest))
                .find(|(written, _)| rest.starts_with(&**written));
            let length = spelt.map_or(letter.len_utf8(), |(written, _)| written.len());
            let (written, after) = rest.split_at(length);
            for letter in spelt.map_or(written, |(_, sound)| &**sound).chars() {
                let silent = letter == 'h' && !heard.is_empty();
                if !silent && !heard.ends_with(letter) {
                    heard.push(letter);
                }
            }
            rest = after;
        }
        heard
    }
}

/// The first byte of what is written.
fn first(written: &str) -> Option<u8> {
    written.bytes().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sounds_alike_sounds_alike() {
        let written = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
        let heard =
            [("f", written(&["ph"])), ("ei", written(&["ay"])), ("k", written(&["ck", "c"]))];
        let sounds = Sounds::of(&heard.map(|(heard, all)| (heard.to_owned(), all)).into());
        for (one, other) in [
            ("phabrikam", "fabrickam"),
            ("northway", "northwei"),
            ("contosso", "contoso"),
            ("globehx", "globex"),
        ] {
            assert_eq!(sounds.heard(one), sounds.heard(other), "{one}");
        }
        assert_ne!(sounds.heard("hooli"), sounds.heard("ooli"), "the first letter is heard");
    }
}
