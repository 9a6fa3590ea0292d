//! Telling mention from presence: "replaced Acme camera", "bracket for Acme dome", "recorded on Acme NVR", "not Acme", "Acme?".
//!
//! A first stage: phrases of `data/names.toml` directly before or after the words that matched.

use std::{borrow::Cow, ops::Range};

use super::{
    letters::fold,
    mention_phrases::{Denial, ends_near},
    words::Words,
};
use crate::{
    EquipmentTree,
    fold::is_unspaced,
    strings::{end_of, start_of},
};

/// What the words around a match make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said<'w> {
    /// Nothing: the thing may well be there.
    Plainly,
    /// Who wrote it was not sure: the words that say so.
    Doubted(&'w str),
    /// The thing is spoken of, and need not be there: the words that say so.
    Mentioned(&'w str),
    /// It is a part of goods that another is said to have made: "with Acme modem".
    Inside,
    /// Something is denied before it, and perhaps the thing: the words that do so.
    PerhapsDenied(&'w str),
    /// The thing is said not to be there.
    Denied,
}

impl Said<'_> {
    /// Whether the thing may be there and may not.
    pub(super) fn is_unsure(self) -> bool {
        matches!(self, Self::Mentioned(_) | Self::Doubted(_) | Self::PerhapsDenied(_))
    }
}

/// In what kind of cell the words stand, and on whose goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    /// A cell made for a maker: only words directly at the name count, and those that tie one device to another do not.
    Maker,
    /// Text about goods of which nothing tells the maker, or that this maker is said to have made.
    Text,
    /// Text about goods that another is said to have made: what is old or planned is another thing than the goods.
    Others,
}

/// At most this much text around a match is looked at.
const AROUND: usize = 48;
/// Most words between a phrase and the match ("replaced the old Acme camera").
pub(super) const BETWEEN: usize = 2;
/// Most words of a model number between a name and a word for a part.
const BEFORE_PART: usize = 4;
/// Most letters of a word that its point may cut short, and that ends no clause then.
const ABBREVIATED: usize = 4;
/// Longest aside between brackets, in bytes, which ends no clause: "remove (12) Acme cameras".
const ASIDE: usize = 16;

impl Words {
    /// What is said of the stretch of a text from `start` to `end`. `tree` knows the words for goods, which may stand before a
    /// name as well as behind it.
    pub(super) fn said(
        &self,
        tree: &EquipmentTree,
        text: &str,
        Range { start, end }: Range<usize>,
        setting: Setting,
    ) -> Said<'_> {
        let phrases = &self.phrases;
        let between = if setting == Setting::Maker { 0 } else { BETWEEN };
        let rest = text.get(end..).unwrap_or_default();
        let all_before = text.get(..start).unwrap_or_default();
        if rest.is_empty() && all_before.is_empty() {
            return Said::Plainly;
        }
        let clause = phrases.context(tail(all_before));
        let before = fold(&clause);
        let after = fold(&phrases.context(head(rest)));
        let denial = phrases.denial_before(&clause, between);
        if let Some(Denial::OfIt) = denial {
            return Said::Denied;
        }
        let mentioned = ends_near(&before, &phrases.before, between)
            .or_else(|| begins_near(&after, &phrases.after, between, &phrases.along))
            .or_else(|| {
                let tied = setting != Setting::Maker;
                let before = || fold(&without_compounds(&clause));
                tied.then(|| phrases.ends_attached(&before(), tree)).flatten()
            })
            .or_else(|| {
                (setting == Setting::Others).then_some(())?;
                let before = ends_near(&before, &phrases.others_before, between);
                let after = || begins_near(&after, &phrases.others_after, between, &[]);
                before.or_else(after)
            });
        // What goods are a rebrand of, or on whose hardware they run, is where they come from, and no other thing.
        let is_inside = |phrase: &str| {
            phrases.origin_on.iter().any(|on| on == phrase)
                && begins_near(&after, &phrases.origin_behind, 0, &[]).is_some()
        };
        let mentioned =
            mentioned.filter(|phrase| !phrases.is_origin(&before) && !is_inside(phrase));
        if let Some(phrase) = mentioned {
            return Said::Mentioned(phrase);
        }
        if let Some(Denial::OfSomething(phrase)) = denial {
            return Said::PerhapsDenied(phrase);
        }
        let is_part = || {
            let between = match ends_near(&before, &phrases.inside, 0) {
                Some(_) => BEFORE_PART,
                // Without a word that says so, the part follows its maker at once, or comes right before.
                None => 1,
            };
            begins_near(&after, &phrases.parts, between, &phrases.along).is_some()
                || ends_near(&before, &phrases.parts, 1).is_some()
        };
        if setting == Setting::Others && is_part() {
            return Said::Inside;
        }
        self.doubt(all_before, &before, &after, rest, setting).map_or(Said::Plainly, Said::Doubted)
    }

    /// The words around a match that say that who wrote it was not sure. `before` and `after` are its clause, folded.
    fn doubt(
        &self,
        all_before: &str,
        before: &str,
        after: &str,
        rest: &str,
        setting: Setting,
    ) -> Option<&str> {
        let phrases = &self.phrases;
        let asked = rest.trim_start_matches([' ', '(', '[']).starts_with('?').then_some("?");
        asked
            .or_else(|| ends_near(before, &phrases.doubt, 0))
            .or_else(|| {
                // In a cell of few words no clause ends: "not sure, Acme".
                let maker = setting == Setting::Maker;
                maker
                    .then(|| ends_near(&fold(end_of(all_before, AROUND)), &phrases.doubt, 0))
                    .flatten()
            })
            .or_else(|| begins_near(after, &phrases.doubt, 0, &[]))
            .or_else(|| {
                begins_near(after, &phrases.doubt_behind, 0, &[])
                    .filter(|phrase| !is_label(rest, phrase))
            })
    }
}

/// Whether the phrase that a text begins with names what stands behind it.
fn is_label(text: &str, phrase: &str) -> bool {
    let letters = text.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let behind = letters.get(phrase.len()..).unwrap_or_default().trim_start();
    behind.starts_with([':', '=', '：'])
}

/// The last clause before a match.
pub(super) fn tail(text: &str) -> &str {
    let near = end_of(text, AROUND);
    let mut end = near.len();
    while let Some(at) = near[..end].rfind(['.', ';', ',', '(', ')', '\n']) {
        if near[at..].starts_with('.') && is_short_word(&near[..at]) {
            end = at;
            continue;
        }
        let opened = near[..at].rfind('(').filter(|open| at - open <= ASIDE);
        match opened {
            Some(open) if near[at..].starts_with(')') => end = open,
            _ if near[at..].starts_with(')') => end = at,
            _ => return &near[at + 1..],
        }
    }
    near
}

/// A text in which words joined by a hyphen are one: the second half of "built-in" ties nothing to anything.
fn without_compounds(text: &str) -> Cow<'_, str> {
    if !text.contains('-') {
        return Cow::Borrowed(text);
    }
    let mut joined = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let inside = joined.ends_with(char::is_alphabetic)
            && letters.peek().is_some_and(|next| next.is_alphabetic());
        if letter != '-' || !inside {
            joined.push(letter);
        }
    }
    Cow::Owned(joined)
}

/// Whether a text ends with a word that may be cut short by the point behind it: "repl. Acme".
fn is_short_word(text: &str) -> bool {
    let start = text.rfind(|letter: char| !letter.is_alphabetic()).map_or(0, |at| at + 1);
    let word = text.get(start..).unwrap_or_default();
    (1..=ABBREVIATED).contains(&word.chars().count())
}

/// Whether a text ends with a letter that stands for a word: "Acme o.glw".
fn is_initial(text: &str) -> bool {
    let mut letters = text.chars().rev();
    letters.next().is_some_and(char::is_lowercase)
        && !letters.next().is_some_and(char::is_alphanumeric)
}

/// The rest of the clause after a match.
pub(super) fn head(text: &str) -> &str {
    let near = start_of(text, AROUND);
    let mut ends = near.match_indices(['.', ';', ',', ')', '\n']);
    let end = ends.find(|(at, sign)| *sign != "." || !is_initial(&near[..*at]));
    end.map_or(near, |(at, _)| &near[..at])
}

/// The phrase that begins a text, or begins it but for a few other words, none of which says that what follows comes along.
fn begins_near<'p>(
    folded: &str,
    phrases: &'p [String],
    between: usize,
    along: &[String],
) -> Option<&'p str> {
    let words = || folded.split(' ').filter(|word| !word.is_empty());
    let apart = words().position(|word| along.iter().any(|along| along == word));
    let mut rest = folded.trim_start_matches(' ');
    for _ in 0..=between.min(apart.unwrap_or(usize::MAX)) {
        if rest.is_empty() {
            break;
        }
        let fits = |phrase: &&String| {
            // Where no spaces are written, goods may stand between: "Acme摄像机支架".
            let unspaced = phrase.starts_with(is_unspaced) && is_run_with(rest, phrase);
            let whole = |after: &str| after.is_empty() || after.starts_with(' ');
            unspaced || rest.strip_prefix(phrase.as_str()).is_some_and(whole)
        };
        if let Some(phrase) = phrases.iter().find(fits) {
            return Some(phrase);
        }
        rest = rest.split_once(' ').map_or("", |(_, rest)| rest.trim_start_matches(' '));
    }
    None
}

/// Whether the letters without spaces that a text begins with hold a phrase of more than one letter, or begin with it, as may
/// those right behind a model number.
fn is_run_with(text: &str, phrase: &str) -> bool {
    let end = text.find(|letter| !is_unspaced(letter)).unwrap_or(text.len());
    let long = phrase.chars().nth(1).is_some();
    let behind = || text.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric());
    text.starts_with(phrase)
        || (long && (text[..end].contains(phrase) || behind().starts_with(phrase)))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        cases::{cases, text_of},
        knowledge::File,
    };

    fn words() -> Words {
        Words::of(&toml::from_str(text_of("mention-words")).unwrap())
    }

    fn said(text: &str, setting: Setting) -> String {
        let tree = "[[kind]]\nid = 'camera'\ntitle = 'camera'";
        let tree = File::new("t.toml", tree);
        let tree = EquipmentTree::load(&Arc::new(tree)).unwrap();
        let at = text.find("Acme").unwrap();
        format!("{:?}", words().said(&tree, text, at..at + 4, setting))
    }

    #[test]
    fn phrases_around_the_name_make_a_mention() {
        for [text, wanted] in cases("mentions", "said") {
            assert_eq!(said(text, Setting::Text), wanted, "{text}");
        }
    }

    #[test]
    fn on_goods_of_another_more_is_a_mention_and_in_a_maker_cell_less() {
        assert_eq!(said("old Acme dome", Setting::Others), "Mentioned(\"old\")");
        assert_eq!(said("Acme dome was here", Setting::Others), "Mentioned(\"was here\")");
        assert_eq!(said("router with Acme 4G modem", Setting::Others), "Inside");
        assert_eq!(said("built-in Acme modem", Setting::Others), "Inside");
        assert_eq!(said("router with Acme modem", Setting::Text), "Plainly");
        assert_eq!(said("router with Acme dome", Setting::Others), "Plainly");
        assert_eq!(said("on Acme", Setting::Maker), "Plainly");
        assert_eq!(said("on Acme hardware", Setting::Others), "Plainly");
        assert_eq!(said("for Acme hardware", Setting::Others), "Mentioned(\"for\")");
        assert_eq!(said("Globex (not Acme)", Setting::Maker), "Denied");
        assert_eq!(said("no brand Acme", Setting::Maker), "Plainly");
    }
}
