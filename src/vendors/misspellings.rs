//! Misspelt names: a maker's cell that names nobody, and is a slip or two from a distinctive name. The first word of a model cell,
//! and the words of a description on a row without a maker, are looked at as well, for makers' own names alone.
//!
//! Only names that are long and rare enough are asked for, and a word that is nearer to any other known name, or to one of the
//! innocent names of `data/names.toml`, is left alone. Model numbers are never compared in this way.

use std::{borrow::Cow, cell::OnceCell, collections::BTreeMap, ops::Range};

use serde::{Deserialize, Serialize};

use super::{
    edit_distance::{self, Distance, LONGEST, has_at_most, set},
    fact::MatchClass,
    letters::fold,
    name_entry::Named,
    negative_cache::NamelessCells,
    references::{Meaning, VendorIndex},
    sounds::Sounds,
    words::Words,
};
use crate::{attribution::Slip, strings::word_spans};

/// A word of fewer letters is nobody's misspelling.
const SHORTEST: usize = 5;
/// Names of fewer letters are taken only for what looks just like them.
const SHORTEST_LOOK: usize = 4;
/// Fewest letters of makers' own names that may have two slips, or one edit of any kind.
const LONG: usize = 8;
/// Fewest letters of other names.
const SHORTEST_OTHER: usize = 7;
/// A longer cell is no maker's name.
const LONGEST_CELL: usize = 160;
/// A stretch of fewer letters that stands twice is a slip like any other.
const SHORTEST_DOUBLED: usize = 2;
/// Fewer letters of a name may be anything.
const SHORTEST_CUT: usize = 4;
/// In a text fewer letters are a word of their own, and more than this that lack leave a beginning that may be any.
const SHORTEST_CUT_IN_TEXT: usize = 7;
const MOST_CUT_IN_TEXT: usize = 3;
/// Shorter names are not known by their sound alone.
const SHORTEST_SOUND: usize = 6;
/// A shorter word is close to no name, nor one of the next length by two slips.
const SHORTEST_CLOSE: usize = 4;
const SHORTEST_CLOSE_TWICE: usize = 5;
/// In a text only longer words are compared, and no more of them than this.
const SHORTEST_IN_TEXT: usize = 6;
const MOST_WORDS: usize = 32;

/// A name that a cell is taken to mean.
#[derive(Clone, Debug)]
pub(super) struct MisspeltName {
    /// The name by number.
    pub(super) name: usize,
    /// The words of the cell that were compared.
    pub(super) span: Range<usize>,
    pub(super) slip: Slip,
}

/// A name to compare with.
#[derive(Debug, Serialize, Deserialize)]
struct ComparedName {
    letters: Box<str>,
    /// What it looks like, if not like itself.
    look: Option<Box<str>>,
    /// What it sounds like, if it is a maker's own or a brand of its group.
    sound: Option<Box<str>>,
    /// Which of the 26 letters it has.
    set: u32,
    /// Whom its misspellings mean; nobody, if they are only to be left alone.
    near_name: Option<NearName>,
}

/// Whom a misspelling means.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct NearName {
    /// The name by number, and the maker.
    name: usize,
    vendor: Option<VendorIndex>,
    sought: MisspellingReach,
    /// The spelling is a misspelling already.
    misread: bool,
}

/// How far misspellings of a name are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
enum MisspellingReach {
    /// Not at all: it is no maker's, or not rare enough.
    Never,
    /// One slip: a label that a maker builds for, a company of its group.
    Nearly,
    /// One slip, in short names too: a brand of a maker or of its group.
    Own,
    /// Two slips: a maker's own name.
    Widely,
}

/// All names that cells are compared with, by how many letters they have, and in the order of these.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Misspelt(Vec<Vec<ComparedName>>, Sounds);

impl Misspelt {
    pub(super) fn of(names: &[Named], words: &Words) -> Self {
        let mut known: BTreeMap<String, Option<NearName>> = BTreeMap::new();
        for (number, named) in names.iter().enumerate() {
            let sought = MisspellingReach::of(named);
            for spelling in &named.spellings {
                let core: String = words.core(spelling).split(' ').collect();
                // A word that is left of a longer name is not how anybody calls it.
                let own = spelling.split(' ').collect::<String>() == core;
                let vendor = named.meanings.iter().find_map(|(meaning, _)| meaning.vendor());
                let near_name = NearName { name: number, vendor, sought, misread: false };
                let near_name =
                    (own && !named.plain && sought > MisspellingReach::Never).then_some(near_name);
                let held = known.entry(core).or_insert(near_name);
                *held = held.or(near_name);
            }
        }
        for innocent in &words.innocent {
            let core: String = words.core(innocent).split(' ').collect();
            known.entry(core).or_insert(None);
        }
        for (name, spellings) in &words.misread {
            let Some(&Some(near_name)) = known.get(name) else { continue };
            let near_name = Some(NearName { misread: true, ..near_name });
            known.extend(spellings.iter().map(|one| (one.clone(), near_name)));
        }
        let mut by_length: Vec<Vec<ComparedName>> = Vec::new();
        by_length.resize_with(LONGEST + 1, Vec::new);
        for (letters, near_name) in known {
            let plain = letters.bytes().all(|letter| letter.is_ascii_lowercase());
            if let Some(all) = by_length.get_mut(letters.len()).filter(|_| plain) {
                let look = edit_distance::look(&letters);
                let look = (look != letters).then(|| look.into());
                let sound = near_name
                    .is_some_and(|near| near.sought >= MisspellingReach::Own && !near.misread)
                    .then(|| words.sounds.heard(&letters).into());
                let set = set(letters.as_bytes());
                all.push(ComparedName { letters: letters.into(), look, sound, set, near_name });
            }
        }
        Self(by_length, words.sounds.clone())
    }

    /// The name that a maker's cell may mean: all of it but legal forms, places and trades, or its first word before a model or
    /// before goods.
    pub(super) fn find(
        &self,
        words: &Words,
        cell: &str,
        goods: impl Fn(&str) -> bool,
    ) -> Option<MisspeltName> {
        if !(SHORTEST_LOOK..=LONGEST_CELL).contains(&cell.len()) || !cell.is_ascii() {
            return None;
        }
        // A sign that is read as a letter is no gap: "Gl@bex".
        let cell =
            &*if is_at_letter(cell) { cell.replace('@', "a").into() } else { Cow::from(cell) };
        let folded = fold(cell);
        let core = words.core(&folded);
        let first = folded.find(core).map(|at| folded[..at].split_terminator(' ').count())?;
        let parts: Vec<&str> = core.split(' ').collect();
        let (at, name, slip) = self.find_in_parts(words, &parts, goods)?;
        let spans: Vec<_> = word_spans(cell, |letter| letter.is_ascii_alphanumeric()).collect();
        let last = spans.get((first + at.end).checked_sub(1)?)?;
        Some(MisspeltName { name, span: spans.get(first + at.start)?.start..last.end, slip })
    }

    /// Which words of a name without legal forms, places and trades may mean which name.
    fn find_in_parts(
        &self,
        words: &Words,
        parts: &[&str],
        goods: impl Fn(&str) -> bool,
    ) -> Option<(Range<usize>, usize, Slip)> {
        let (all, joined) = (0..parts.len(), parts.concat());
        if let Some((name, slip)) = self.nearest(&joined, MisspellingReach::Nearly) {
            return Some((all, name, slip));
        }
        if let Some(name) = self.decorated(&joined) {
            return Some((all, name, Slip::Known));
        }
        let mut words_of = parts.iter().enumerate();
        if let Some((at, name)) = words_of.find_map(|(at, word)| Some((at, self.misread(word)?))) {
            return Some((at..at + 1, name, Slip::Known));
        }
        if let Some(name) = self.cut_off(&joined) {
            return Some((all, name, Slip::CutOff));
        }
        // Its trade and its place may be misspelt as well, or a model or goods follow.
        let rest = parts.get(1..).unwrap_or_default().join(" ");
        let numbered = rest.bytes().any(|letter| letter.is_ascii_digit());
        let follows = !rest.is_empty() && (numbered || words.is_idle(&rest) || goods(&rest));
        let head = if follows { 0..1 } else { all.clone() };
        let shorter = [words.inner(parts), head];
        let shorter = shorter.into_iter().filter(|part| !part.is_empty() && part.len() < all.len());
        let shorter: Vec<_> = shorter.map(|part| (part.clone(), parts[part].concat())).collect();
        let nearest = |(part, word): &(Range<usize>, String)| {
            let (name, slip) = self.nearest(word, MisspellingReach::Nearly)?;
            Some((part.clone(), name, slip))
        };
        let close = |(part, word): &(Range<usize>, String)| {
            Some((part.clone(), self.close_to(word)?, Slip::Close))
        };
        let found = shorter.iter().find_map(nearest);
        found.or_else(|| close(&(all, joined))).or_else(|| shorter.iter().find_map(close))
    }

    /// A maker's own name that the first word of a model cell may mean.
    pub(super) fn find_first(&self, cell: &str, nameless: &NamelessCells) -> Option<MisspeltName> {
        self.find_word(cell, text_words(cell).next()?, SHORTEST, nameless)
    }

    /// A maker's own name that some word of a text may mean.
    pub(super) fn find_in_text(
        &self,
        text: &str,
        nameless: &NamelessCells,
    ) -> Option<MisspeltName> {
        let mut words = text_words(text).take(MOST_WORDS);
        let found = words.find_map(|span| {
            let slip = self.find_word(text, span, SHORTEST, nameless)?;
            let word = text.get(slip.span.clone())?;
            let is_long = word.len() >= SHORTEST_IN_TEXT || slip.slip == Slip::Known;
            (is_long || self.is_turned(word, slip.name)).then_some(slip)
        });
        found.or_else(|| self.cut_off_in_text(text))
    }

    /// A maker's own name that a text ends in the middle of: most of it, since a short beginning is many a word.
    fn cut_off_in_text(&self, text: &str) -> Option<MisspeltName> {
        let letters = text.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        let span = text.len() - letters..text.len();
        let word =
            text.get(span.clone()).filter(|_| span.start > 0 && letters >= SHORTEST_CUT_IN_TEXT)?;
        let word = word.to_ascii_lowercase();
        let name = self.cut_off(&word)?;
        let is_most = |known: &ComparedName| {
            known.letters.starts_with(&*word)
                && known.letters.len() <= word.len() + MOST_CUT_IN_TEXT
        };
        let longer = self.0.get(word.len() + 1..)?.iter().take(MOST_CUT_IN_TEXT).flatten();
        let mut names =
            longer.filter(|known| known.near_name.is_some_and(|near| near.name == name));
        names.any(is_most).then_some(MisspeltName { name, span, slip: Slip::CutOff })
    }

    /// Whether a word has just the letters of a name, in another order.
    fn is_turned(&self, word: &str, name: usize) -> bool {
        let sorted = |word: &str| {
            let mut letters = word.to_ascii_lowercase().into_bytes();
            letters.sort_unstable();
            letters
        };
        let letters = sorted(word);
        let of_length = self.0.get(word.len()).into_iter().flatten();
        let mut of_name = of_length
            .filter(|known| known.near_name.is_some_and(|near_name| near_name.name == name));
        of_name.any(|known| sorted(&known.letters) == letters)
    }

    fn find_word(
        &self,
        text: &str,
        span: Range<usize>,
        shortest: usize,
        nameless: &NamelessCells,
    ) -> Option<MisspeltName> {
        let word = text.get(span.clone())?;
        if word.len() < shortest || !word.bytes().all(|letter| letter.is_ascii_alphabetic()) {
            return None;
        }
        let (name, slip) = nameless.unless_known_nameless(word, || {
            let word = word.to_ascii_lowercase();
            let misread = self.misread(&word).map(|name| (name, Slip::Known));
            // What is spelled right was found already, or may not count there.
            misread.or_else(|| {
                self.nearest(&word, MisspellingReach::Widely)
                    .filter(|(_, slip)| *slip != Slip::Known)
            })
        })?;
        Some(MisspeltName { name, span, slip })
    }

    /// The one name that a word is nearest to, unless another that is not sought so widely is nearer.
    fn nearest(&self, word: &str, least: MisspellingReach) -> Option<(usize, Slip)> {
        if !(SHORTEST_LOOK..=LONGEST).contains(&word.len()) {
            return None;
        }
        let (look, letters) = (edit_distance::look(word), set(word.as_bytes()));
        let sound = OnceCell::new();
        let heard = || sound.get_or_init(|| self.1.heard(word)).as_str();
        let mut best: Option<(Distance, Option<usize>)> = None;
        let lengths = word.len().saturating_sub(2)..=(word.len() + 2).min(LONGEST);
        for known in self.0.get(lengths)?.iter().flatten() {
            let Some(distance) = known.distance(word, &look, heard, letters) else {
                continue;
            };
            let near_name = known.near_name.filter(|near_name| near_name.sought >= least);
            let other = near_name.map(|near_name| near_name.name);
            best = match best {
                Some((least, name)) if least.cost < distance.cost => Some((least, name)),
                Some((least, name)) if least.cost == distance.cost => match (name, other) {
                    (Some(one), Some(other)) if one != other => return None,
                    (None, Some(_)) => Some((distance, other)),
                    (one, _) => Some((least, one)),
                },
                _ => Some((distance, other)),
            };
        }
        let written_so = best.is_some_and(|(distance, _)| distance.cost == 0);
        let doubled = || self.doubled(word, least).filter(|_| !written_so);
        doubled().or_else(|| best.and_then(|(distance, name)| Some((name?, slip(distance)))))
    }

    /// The one maker's name that a word is close to: by its sound, or a maker's own by one edit of any kind or by vowels alone. Such a
    /// word may be nearer to a stranger, so that it is a question on goods of the maker alone.
    fn close_to(&self, word: &str) -> Option<usize> {
        if !(SHORTEST_CLOSE..=LONGEST).contains(&word.len()) || self.spelled_so(word).is_some() {
            return None;
        }
        let (letters, heard) = (set(word.as_bytes()), self.1.heard(word));
        let lengths = word.len().saturating_sub(2)..=(word.len() + 2).min(LONGEST);
        let close = self.0.get(lengths)?.iter().flatten();
        let mut close = close
            .filter(|known| known.is_close(word, &heard, letters))
            .filter_map(|known| known.near_name);
        let first = close.next()?;
        close.all(|other| other.vendor == first.vendor).then_some(first.name)
    }

    /// The name that a word is but for digits at its ends, or an s: "1globex", "globexs".
    fn decorated(&self, word: &str) -> Option<usize> {
        let letters = word.trim_matches(|letter: char| letter.is_ascii_digit());
        let near_name =
            |word: &str| self.spelled(word).filter(|near| near.sought > MisspellingReach::Nearly);
        let found = near_name(letters)
            .or_else(|| letters.strip_suffix('s').and_then(near_name))
            .filter(|_| letters.len() >= SHORTEST)?;
        Some(found.name)
    }

    /// The one name of a maker that a word begins: a column that is too narrow cuts it off.
    fn cut_off(&self, word: &str) -> Option<usize> {
        let longer = self.0.get(word.len()..).filter(|_| word.len() >= SHORTEST_CUT)?;
        let mut begun = longer.iter().flat_map(|names| {
            let first = names.partition_point(|known| *known.letters < *word);
            names[first..].iter().take_while(|known| known.letters.starts_with(word))
        });
        let shortest = begun.next()?;
        let near_name =
            shortest.near_name.filter(|near| near.sought == MisspellingReach::Widely)?;
        let is_same = |known: &ComparedName| {
            known.letters.starts_with(&*shortest.letters)
                || known.near_name.is_some_and(|other| other.vendor == near_name.vendor)
        };
        begun.all(is_same).then_some(near_name.name)
    }

    /// The name that a word is a known misreading of.
    fn misread(&self, word: &str) -> Option<usize> {
        let near_name = self.spelled(word)?;
        near_name.misread.then_some(near_name.name)
    }

    /// Whom a word means that is spelled just as it stands here.
    fn spelled(&self, word: &str) -> Option<NearName> {
        self.spelled_so(word)?.near_name
    }

    fn spelled_so(&self, word: &str) -> Option<&ComparedName> {
        let of_length = self.0.get(word.len())?;
        let at = of_length.binary_search_by(|known| (*known.letters).cmp(word)).ok()?;
        of_length.get(at)
    }

    /// The name of which a word has a stretch twice, or which it has twice: "globobex", "globexglobex".
    fn doubled(&self, word: &str, least: MisspellingReach) -> Option<(usize, Slip)> {
        let least = least.max(MisspellingReach::Own);
        (SHORTEST_DOUBLED..=word.len() / 2).find_map(|length| {
            (0..=word.len() - 2 * length).find_map(|start| {
                let (middle, end) = (start + length, start + 2 * length);
                if word.get(start..middle)? != word.get(middle..end)? {
                    return None;
                }
                let single = [word.get(..middle)?, word.get(end..)?].concat();
                let near_name = self.spelled(&single).filter(|near| near.sought >= least)?;
                (single.len() >= SHORTEST && !near_name.misread)
                    .then_some((near_name.name, Slip::Letters(1)))
            })
        })
    }
}

/// What sounds the same: a slip that is no edit.
const SAME_SOUND: Distance = Distance { cost: 1, edits: 0 };

fn slip(distance: Distance) -> Slip {
    match distance {
        SAME_SOUND => Slip::Sound,
        Distance { edits: 0, .. } => Slip::Known,
        Distance { edits, .. } => Slip::Letters(edits),
    }
}

impl ComparedName {
    fn distance<'h>(
        &self,
        word: &str,
        look: &str,
        heard: impl Fn() -> &'h str,
        letters: u32,
    ) -> Option<Distance> {
        if *self.letters == *word {
            return Some(Distance { cost: 0, edits: 0 });
        }
        let misread = self.near_name.is_some_and(|near_name| near_name.misread);
        if misread {
            return None;
        }
        if **self.look.as_ref().unwrap_or(&self.letters) == *look {
            return Some(Distance { cost: 1, edits: 1 });
        }
        let by_letters = self.letters_apart(word, letters);
        let is_slight = by_letters.is_some_and(|distance| distance.cost <= SAME_SOUND.cost);
        let is_heard = || {
            let long = self.letters.len() >= SHORTEST_SOUND && word.len() >= SHORTEST;
            long && self.is_makers_own()
                && self.sound.as_deref().is_some_and(|sound| sound == heard())
        };
        if !is_slight && is_heard() { Some(SAME_SOUND) } else { by_letters }
    }

    fn is_makers_own(&self) -> bool {
        self.near_name.is_some_and(|near| near.sought == MisspellingReach::Widely)
    }

    /// How far a word is by its letters alone.
    fn letters_apart(&self, word: &str, letters: u32) -> Option<Distance> {
        // Names that are left alone are given as much room as any.
        let sought = self.near_name.map_or(MisspellingReach::Widely, |near_name| near_name.sought);
        let (shortest, budget) = match sought {
            MisspellingReach::Widely if self.letters.len().min(word.len()) >= LONG => (LONG, 2),
            MisspellingReach::Widely | MisspellingReach::Own => (SHORTEST, 1),
            MisspellingReach::Nearly | MisspellingReach::Never => (SHORTEST_OTHER, 1),
        };
        let long = self.letters.len().min(word.len()) >= shortest;
        if long { self.edits(word, letters, budget) } else { None }
    }

    fn edits(&self, word: &str, letters: u32, budget: u16) -> Option<Distance> {
        // One edit changes at most one letter of the set on either side; digits are in no set.
        let near =
            has_at_most(self.set & !letters, budget) && has_at_most(letters & !self.set, budget);
        near.then(|| edit_distance::distance(word.as_bytes(), self.letters.as_bytes(), budget))?
    }

    /// Whether a word is close to a name of a maker.
    fn is_close(&self, word: &str, heard: &str, letters: u32) -> bool {
        let Some(sound) = self.sound.as_deref().filter(|_| self.letters.len() >= SHORTEST) else {
            return false;
        };
        let two_vowels = || {
            word.len() >= SHORTEST_CLOSE_TWICE
                && self.letters.len() >= SHORTEST_SOUND
                && edit_distance::have_same_consonants(word, &self.letters)
        };
        let is_near = |distance: Distance| distance.edits == 1 || two_vowels();
        let by_letters =
            || self.is_makers_own() && self.edits(word, letters, 2).is_some_and(is_near);
        sound == heard || by_letters()
    }
}

impl MisspellingReach {
    fn of(named: &Named) -> Self {
        let distinctive =
            named.meanings.iter().filter(|(_, class)| *class == MatchClass::Distinctive);
        let sought = distinctive.map(|(meaning, _)| match meaning {
            Meaning::Maker { .. } => Self::Widely,
            Meaning::Company { .. } | Meaning::Brand { .. } if named.own => Self::Own,
            Meaning::Company { .. } | Meaning::Brand { .. } => Self::Nearly,
            Meaning::Label(_) | Meaning::Neighbour { .. } => Self::Never,
        });
        sought.max().unwrap_or(Self::Never)
    }
}

/// Whether an at sign stands between letters, and in no address.
fn is_at_letter(cell: &str) -> bool {
    cell.split_once('@').is_some_and(|(before, after)| {
        before.ends_with(|letter: char| letter.is_ascii_alphabetic())
            && after.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && !after.contains(['.', '@'])
    })
}

/// The words of a text.
fn text_words(text: &str) -> impl Iterator<Item = Range<usize>> {
    word_spans(text, char::is_alphanumeric)
}
