//! Headers of secrets. In doubt a header names one: what it stands over is never shown.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{key::key, tokens};
use crate::{fold::fold, phrases::Phrases};

/// The words that name secrets.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::intake) struct Secrets {
    /// Folded, as whole words.
    pub(super) words: Phrases<()>,
    /// In the form in which headers are compared, wherever they stand: by their first two bytes.
    inside: FxHashMap<[u8; 2], Vec<String>>,
    /// Phrases that hold such a word and name no secret, written likewise: ` token ring `.
    pub(super) harmless: Vec<String>,
}

impl Secrets {
    /// Adds a word that names a secret wherever it stands in a header.
    pub(super) fn add_inside(&mut self, word: &str) {
        let tight = key(word);
        if let Some(beginning) = tight.as_bytes().first_chunk() {
            self.inside.entry(*beginning).or_default().push(tight);
        }
    }

    /// Whether a header holds a word that names a secret whatever stands around it.
    pub(super) fn surely_named_in(&self, header: &str) -> bool {
        let tight = key(header);
        let mut places = (0..tight.len()).filter_map(|at| tight.as_bytes().get(at..));
        places.any(|rest| {
            let words = rest.first_chunk().and_then(|beginning| self.inside.get(beginning));
            words.into_iter().flatten().any(|word| rest.starts_with(word.as_bytes()))
        })
    }

    /// Whether a folded text has a word for a secret between spaces.
    fn has_word(&self, text: &str) -> bool {
        self.words.find(text, false).into_iter().any(|(start, end, ())| {
            let (before, after) = (&text[..start], &text[end..]);
            (before.is_empty() || before.ends_with(' '))
                && (after.is_empty() || after.starts_with(' '))
        })
    }

    /// Whether a header names a secret, where nothing else is known of it.
    pub(super) fn named_in(&self, header: &str) -> bool {
        if self.surely_named_in(header) {
            return true;
        }
        let has = |text: &str| {
            if !self.has_word(text) {
                return false;
            }
            let mut text = format!(" {text} ");
            for phrase in self.harmless.iter().map(String::as_str) {
                if text.contains(phrase) {
                    text = text.replace(phrase, " ");
                }
            }
            self.has_word(text.trim())
        };
        let (folded, spaced) = (fold(header), fold(&tokens::spaced(header)));
        has(&folded) || (spaced != folded && has(&spaced))
    }
}
