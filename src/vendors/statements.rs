//! What a device states of its maker in a banner: `manufacturer="Acme"`, `<title>Acme</title>`, `O=Acme`, "copyright (c) 2015 by Acme".

use serde::{Deserialize, Serialize};

use super::{
    letters::{fold, folded},
    mention_phrases::ending,
    schema::Statements as StatementsFile,
};
use crate::strings::end_of;

/// At most this much text before a name is looked at.
const BEFORE: usize = 48;
/// What stands between the name of a field and what it holds.
const SIGNS: [char; 4] = [':', '=', '>', '/'];

/// The words before a maker's name in such statements, folded.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Statements {
    keys: Vec<String>,
    owners: Vec<String>,
}

impl Statements {
    pub(super) fn of(file: &StatementsFile) -> Self {
        Self { keys: folded(&file.keys), owners: folded(&file.owners) }
    }

    /// Whether a text ends as one does before the name of who made the device.
    pub(super) fn end(&self, text: &str) -> bool {
        let text = end_of(text, BEFORE);
        let text = text.trim_end_matches([' ', '"', '\'']);
        let is_key = |key: &str| {
            let key = key.trim_end_matches(|letter: char| !letter.is_alphanumeric());
            let last = key.rsplit(|letter: char| !letter.is_alphanumeric()).next();
            last.is_some_and(|last| self.keys.contains(&fold(last)))
        };
        let is_owner = || {
            let folded = fold(text);
            let words = folded.split(' ').filter(|word| !word.bytes().any(|b| b.is_ascii_digit()));
            ending(&words.collect::<Vec<_>>().join(" "), &self.owners).is_some()
        };
        text.strip_suffix(SIGNS).map_or_else(is_owner, is_key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_or_a_copyright_states_who_comes_next() {
        let list = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let statements = Statements::of(&StatementsFile {
            keys: list(&["title", "O"]),
            owners: list(&["copyright (c) by"]),
        });
        for (text, is_statement) in [
            ("<title>", true),
            ("http-title: ", true),
            ("/C=CN/O=", true),
            ("\"title\" : \"", true),
            ("Copyright (c) 2012-2015 by ", true),
            ("<title>not ", false),
            ("title ", false),
            ("info=", false),
            ("", false),
        ] {
            assert_eq!(statements.end(text), is_statement, "{text}");
        }
    }
}
