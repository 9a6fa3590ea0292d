//! The phrases that tell mention from presence, as `data/names.toml` has them.

use serde::{Deserialize, Serialize};

use super::{letters::folded, schema::Mentions};
use crate::{EquipmentTree, fold::is_unspaced};

/// Phrases around names, folded, longest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct MentionPhrases {
    pub(super) before: Vec<String>,
    pub(super) beside: Vec<String>,
    pub(super) articles: Vec<String>,
    pub(super) after: Vec<String>,
    pub(super) along: Vec<String>,
    pub(super) others_before: Vec<String>,
    pub(super) others_after: Vec<String>,
    pub(super) doubt: Vec<String>,
    pub(super) denial: Vec<String>,
}

impl MentionPhrases {
    pub(super) fn of(file: &Mentions) -> Self {
        Self {
            before: folded(&file.before),
            beside: folded(&file.beside),
            articles: folded(&file.articles),
            after: folded(&file.after),
            along: folded(&file.along),
            others_before: folded(&file.others_before),
            others_after: folded(&file.others_after),
            doubt: folded(&file.doubt),
            denial: folded(&file.denial),
        }
    }

    /// The phrase of `beside` that ends a text, or ends it but for articles, numbers and a word for goods.
    pub(super) fn ends_beside(&self, folded: &str, tree: &EquipmentTree) -> Option<&str> {
        let (mut rest, mut goods) = (folded.trim_end_matches(' '), 0);
        loop {
            if let Some(phrase) = ending(rest, &self.beside) {
                return Some(phrase);
            }
            let (before, last) = rest.rsplit_once(' ').unwrap_or(("", rest));
            rest = before.trim_end_matches(' ');
            if last.is_empty() {
                return None;
            }
            let small = self.articles.iter().any(|article| article == last)
                || last.bytes().all(|byte| byte.is_ascii_digit());
            goods += usize::from(!small);
            if goods > 1 || (!small && tree.named_in(last).is_empty()) {
                return None;
            }
        }
    }
}

/// The phrase that ends a text.
pub(super) fn ending<'p>(text: &str, phrases: &'p [String]) -> Option<&'p str> {
    if text.is_empty() {
        return None;
    }
    let fits = |phrase: &&String| {
        // Where no spaces are written, a phrase may end a longer word.
        let whole = |before: &str| {
            before.is_empty() || before.ends_with(' ') || phrase.starts_with(is_unspaced)
        };
        text.strip_suffix(phrase.as_str()).is_some_and(whole)
    };
    phrases.iter().find(fits).map(String::as_str)
}
