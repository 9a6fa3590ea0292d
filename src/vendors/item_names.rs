//! Names in short texts: the maker in what an item is called, and one of several makers that there are to choose from.

use super::{letters::fold, name_context::NameContext};
use crate::{Field, fold::is_unspaced};

/// At least this many other names make a list of choices.
const OTHER_CHOICES: usize = 2;
/// Most words of an item's name.
const LONGEST_ITEM: usize = 4;
/// What stands between the names of a list without spaces.
const SIGNS: [char; 2] = ['/', '|'];

impl NameContext<'_> {
    /// Whether it is one of three or more names between slashes, which are there to choose from: "Acme/Globex/Initech".
    pub(super) fn is_choice(&self) -> bool {
        let parted =
            |letter: char| letter.is_whitespace() || [',', ';', ':', '(', ')'].contains(&letter);
        let (before, after) = (self.before(), self.after());
        let before = before.rsplit(parted).next().unwrap_or_default();
        let after = after.split(parted).next().unwrap_or_default();
        if !before.ends_with(SIGNS) && !after.starts_with(SIGNS) {
            return false;
        }
        let words = &self.catalogue.words;
        let is_name = |word: &&str| {
            word.chars().nth(1).is_some()
                && word.chars().all(char::is_alphabetic)
                && word.starts_with(|letter: char| letter.is_uppercase() || is_unspaced(letter))
                && !words.is_property(&fold(word))
                && !words.names_nobody(self.row.tree, word)
        };
        let others = before.split(SIGNS).chain(after.split(SIGNS)).filter(|word| !word.is_empty());
        others.clone().all(|word| is_name(&word)) && others.count() >= OTHER_CHOICES
    }

    /// Whether it opens or ends the name of an item, of few words, in which goods are named.
    pub(super) fn is_of_item(&self) -> bool {
        let described = matches!(self.reading.field(), Some(Field::Description | Field::Equipment))
            && !self.row.tree.is_remark(&self.reading.cell.column.header);
        let words = self.reading.cell.text.split_whitespace();
        let at_end = self.before().trim().is_empty() || self.after().trim().is_empty();
        let of_works = |word: &str| self.catalogue.words.works.is_of(&fold(word));
        described
            && at_end
            && words.clone().count() <= LONGEST_ITEM
            && !words.clone().any(of_works)
            && !self.reading.goods(self.row.tree).is_empty()
    }
}
