//! "Did you mean": the known words that a mistyped one, a part of one, or another name for one may stand for.

use crate::{fold::fold, strings::joined};

/// From this likeness on a word is offered.
const LIKE: f64 = 0.6;
/// The likeness of a name that holds all the words that were typed.
const HOLDS: f64 = 0.75;
/// Two words of a name are the same from this likeness on.
const SAME_WORD: f64 = 0.8;
/// A longer text is no word that was mistyped.
const LONGEST: usize = 100;
/// At most this many words that are about as like are offered; more of them say nothing.
const OFFERED: usize = 4;

/// A word that was probably intended: how it is spelt or called, and what to write for it.
pub(crate) struct Candidate<'k> {
    called: &'k str,
    id: &'k str,
}

impl<'k> From<&'k str> for Candidate<'k> {
    fn from(id: &'k str) -> Self {
        Self { called: id, id }
    }
}

/// A word with the names under which people know it.
pub(crate) fn known_as<'k, const N: usize>(
    id: &'k str,
    names: [&'k str; N],
) -> impl Iterator<Item = Candidate<'k>> {
    std::iter::once(id).chain(names).map(move |called| Candidate { called, id })
}

/// A sentence that offers what `wanted` may stand for, with a space behind it; empty where nothing known is like it.
pub(crate) fn did_you_mean<'k, C: Into<Candidate<'k>>>(
    wanted: &str,
    known: impl IntoIterator<Item = C>,
) -> String {
    if wanted.len() > LONGEST {
        return String::new();
    }
    let wanted = fold(wanted);
    let mut like: Vec<_> = known
        .into_iter()
        .map(Into::into)
        .map(|candidate: Candidate<'_>| (likeness(&wanted, &fold(candidate.called)), candidate.id))
        .filter(|(likeness, _)| *likeness >= LIKE)
        .collect();
    like.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let best = like.first().map_or(0.0, |(likeness, _)| *likeness);
    let mut ids: Vec<&str> = Vec::new();
    for (likeness, id) in like {
        if best - likeness < 0.05 && !ids.contains(&id) {
            ids.push(id);
        }
    }
    if ids.is_empty() || ids.len() > OFFERED {
        return String::new();
    }
    let ids: Vec<_> = ids.iter().map(|id| format!("`{id}`")).collect();
    format!("did you mean {}? ", joined(&ids, "or"))
}

/// How like a folded name is to what was typed, from 0 to 1.
fn likeness(wanted: &str, name: &str) -> f64 {
    if wanted.is_empty() {
        return 0.0;
    }
    let whole = strsim::normalized_damerau_levenshtein(wanted, name);
    if holds(wanted, name) { whole.max(HOLDS) } else { whole }
}

/// Whether a name holds each word that was typed, perhaps misspelt, or its beginning.
fn holds(wanted: &str, name: &str) -> bool {
    let begins = |word: &str, one: &str| word.chars().count() > 2 && one.starts_with(word);
    let is_like = |word, one| strsim::normalized_damerau_levenshtein(word, one) >= SAME_WORD;
    let is_there = |word| name.split(' ').any(|one| begins(word, one) || is_like(word, one));
    wanted.chars().count() > 1 && wanted.split(' ').all(is_there)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_like_word_is_offered() {
        assert_eq!(did_you_mean("Hikvison", ["dahua", "hikvision"]), "did you mean `hikvision`? ");
        assert_eq!(did_you_mean("axis", ["dahua", "hikvision"]), "");
        assert_eq!(did_you_mean("", ["dahua"]), "");
        assert_eq!(did_you_mean(&"dahua".repeat(30), ["dahua"]), "");
        assert_eq!(did_you_mean("—", ["dahua", ""]), "");
    }

    #[test]
    fn a_part_of_an_id_and_another_name_are_enough() {
        let ids = ["us-federal-agency", "us-federal-contractor", "us-la-school", "gb-school"];
        let shown = |wanted| did_you_mean(wanted, ids);
        assert_eq!(shown("contractor"), "did you mean `us-federal-contractor`? ");
        assert_eq!(shown("Federal_Contracter"), "did you mean `us-federal-contractor`? ");
        assert_eq!(shown("school"), "did you mean `us-la-school` or `gb-school`? ");
        assert_eq!(did_you_mean("us", ["us-a", "us-b", "us-c", "us-d", "us-e"]), "");
        assert_eq!(did_you_mean("TX", ["US", "US-LA", "US-TX"]), "did you mean `US-TX`? ");
        assert_eq!(shown("contr"), "did you mean `us-federal-contractor`? ");
        assert_eq!(did_you_mean("camra", ["camera", "network-camera"]), "did you mean `camera`? ");
        let called = || known_as("US-LA", ["Louisiana"]).chain(known_as("US-TX", ["Texas"]));
        assert_eq!(did_you_mean("texas", called()), "did you mean `US-TX`? ");
        let twice = known_as("a", ["federal agency", "agency"]);
        assert_eq!(did_you_mean("agency", twice), "did you mean `a`? ");
    }
}
