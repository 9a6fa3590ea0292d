//! Telling mention from presence: "replaced Acme camera", "bracket for Acme dome", "not Acme".
//!
//! A first stage: phrases of `data/names.toml` directly before or after the words that matched.

use super::{letters::fold, words::Words};

/// What the words around a match make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said<'w> {
    /// Nothing: the thing may well be there.
    Plainly,
    /// The thing is spoken of, and need not be there: the words that say so.
    Mentioned(&'w str),
    /// The thing is said not to be there.
    Denied,
}

/// So much text around a match is looked at.
const AROUND: usize = 48;
/// Between a phrase and the match so many other words may stand ("replaced the old Acme camera").
const BETWEEN: usize = 2;

impl Words {
    /// What is said of the stretch of a text from `start` to `end`.
    pub(super) fn said(&self, text: &str, start: usize, end: usize) -> Said<'_> {
        let before = fold(tail(text.get(..start).unwrap_or_default()));
        let after = fold(head(text.get(end..).unwrap_or_default()));
        if ends_near(&before, &self.denial).is_some() {
            return Said::Denied;
        }
        let phrase = ends_near(&before, &self.before).or_else(|| begins_near(&after, &self.after));
        phrase.map_or(Said::Plainly, Said::Mentioned)
    }
}

/// The last clause before a match.
fn tail(text: &str) -> &str {
    let clause = text.rsplit(['.', ';', ',', '(', '\n']).next().unwrap_or_default();
    let mut start = clause.len().saturating_sub(AROUND);
    while !clause.is_char_boundary(start) {
        start += 1;
    }
    &clause[start..]
}

/// The rest of the clause after a match.
fn head(text: &str) -> &str {
    let clause = text.split(['.', ';', ',', ')', '\n']).next().unwrap_or_default();
    super::reading::bounded(clause, AROUND)
}

/// The phrase that ends a text, or ends it but for a few other words.
fn ends_near<'p>(folded: &str, phrases: &'p [String]) -> Option<&'p str> {
    let words: Vec<_> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    (0..=BETWEEN.min(words.len()))
        .find_map(|left_out| {
            let text = format!(" {}", words[..words.len() - left_out].join(" "));
            phrases.iter().find(|phrase| text.ends_with(&format!(" {phrase}")))
        })
        .map(String::as_str)
}

/// The phrase that begins a text, or begins it but for a few other words.
fn begins_near<'p>(folded: &str, phrases: &'p [String]) -> Option<&'p str> {
    let words: Vec<_> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    (0..=BETWEEN.min(words.len()))
        .find_map(|left_out| {
            let text = format!("{} ", words[left_out..].join(" "));
            phrases.iter().find(|phrase| text.starts_with(&format!("{phrase} ")))
        })
        .map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::{
        super::schema::{Mentions, NamesFile},
        *,
    };

    #[test]
    fn phrases_beside_the_name_make_a_mention() {
        let list = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let mention = Mentions {
            before: list(&["replaced", "bracket for", "compatible with"]),
            after: list(&["bracket", "replacement"]),
            denial: list(&["not", "no"]),
        };
        let words = Words::of(&NamesFile { mention, ..NamesFile::default() });
        for (text, said) in [
            ("replaced Acme camera", Said::Mentioned("replaced")),
            ("replaced the old Acme camera", Said::Mentioned("replaced")),
            ("bracket for Acme dome", Said::Mentioned("bracket for")),
            ("Acme dome bracket", Said::Mentioned("bracket")),
            ("is not Acme", Said::Denied),
            ("not working, Acme dome", Said::Plainly),
            ("Acme dome, lobby", Said::Plainly),
            ("irreplaced Acme", Said::Plainly),
        ] {
            let at = text.find("Acme").unwrap();
            assert_eq!(words.said(text, at, at + 4), said, "{text}");
        }
    }
}
