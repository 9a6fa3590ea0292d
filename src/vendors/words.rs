//! The words of company names that do not tell companies apart (legal forms, places, trades), and the phrases of prose that
//! mention a thing without saying that it is there. They stand in `data/names.toml`.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::{
    edit_distance,
    letters::{fold, folded},
    mention_phrases::MentionPhrases,
    name_key::NameKey,
    schema::{NamesFile, SeatCode},
    sounds::Sounds,
    statements::Statements,
    works::Works,
};
use crate::{
    Country, EquipmentTree, KindId,
    fold::{is_unspaced, is_whole_word},
    knowledge::Placed,
    phrases::Phrases,
    strings::start_of,
};

/// A cell of more bytes holds more than words for nobody.
const LONGEST_NOBODY: usize = 60;

/// A misspelt word of fewer letters may be any.
const SHORTEST_IDLE: usize = 6;

/// No maker whose seat is known has a longer name, in bytes.
const LONGEST_SEATED: usize = 200;

/// Words of names and of prose, folded.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Words {
    legal: Ends,
    pub(super) places: Ends,
    trades: Ends,
    /// Every single word that tells no company from another, and the unspaced forms, longest first.
    idle: FxHashSet<String>,
    idle_unspaced: Vec<String>,
    /// Words that name nobody by themselves.
    ordinary: FxHashSet<String>,
    /// Words of bills of quantities.
    pub(super) works: Works,
    /// What is said around names in prose.
    pub(super) phrases: MentionPhrases,
    /// Names of makers of other goods, and those of strangers.
    makers: Vec<String>,
    /// Names of makers of other goods alone.
    known_makers: FxHashSet<String>,
    /// Both to be found in texts.
    other_makers: Phrases<()>,
    /// The same as they are written.
    pub(super) strangers: Vec<String>,
    /// Companies that sell what others make, without legal forms.
    sellers: FxHashSet<String>,
    /// What is written where nobody is named.
    nobody: FxHashSet<String>,
    surnames: BTreeSet<char>,
    /// Words for how goods are.
    properties: FxHashSet<String>,
    /// Trades that no listed maker is in, longest first.
    elsewhere: Vec<String>,
    /// With what words for devices end.
    pub(super) devices: Vec<String>,
    /// Words for where goods stand.
    pub(super) whereabouts: FxHashSet<String>,
    /// Kinds of goods that makers of electronics sell beside those they are known for.
    pub(super) sold_along: Vec<KindId>,
    /// Names of companies that are not to be taken for misspellings of others.
    pub(super) innocent: Vec<String>,
    /// Names by their letters, each with its known misspellings.
    pub(super) misread: Vec<(String, Vec<String>)>,
    /// What is spelt in several ways.
    pub(super) sounds: Sounds,
    /// What stands before a maker's name where a device states it.
    pub(super) statements: Statements,
    /// Makers of whom no law speaks, folded, with the country of their seat.
    seats: FxHashMap<String, Country>,
}

impl Words {
    pub(super) fn of(file: &NamesFile) -> Self {
        let legal_forms = folded(&file.legal);
        let legal = Ends::of(&legal_forms);
        let places = folded(&file.places);
        let all = || legal_forms.iter().chain(&places).cloned().chain(folded(&file.generic));
        let idle =
            all().flat_map(|phrase| phrase.split(' ').map(str::to_owned).collect::<Vec<_>>());
        let mut idle_unspaced: Vec<_> = all().filter(|word| word.contains(is_unspaced)).collect();
        idle_unspaced.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let innocent = folded(&file.innocent);
        let makers: Vec<_> =
            folded(&file.makers).into_iter().chain(innocent.iter().cloned()).collect();
        Self {
            idle: idle.collect(),
            idle_unspaced,
            ordinary: folded(&file.ordinary).into_iter().collect(),
            works: Works::of(&file.works),
            phrases: MentionPhrases::of(&file.mention),
            known_makers: folded(&file.makers).into_iter().collect(),
            other_makers: makers.iter().map(|name| (name.clone(), ())).collect(),
            makers,
            strangers: file.makers.iter().chain(&file.innocent).cloned().collect(),
            sellers: folded(&file.sellers)
                .iter()
                .map(|name| legal.strip(name).to_owned())
                .collect(),
            nobody: folded(&file.nobody).into_iter().collect(),
            surnames: folded(&file.surnames).iter().flat_map(|name| name.chars()).collect(),
            properties: folded(&file.properties).into_iter().collect(),
            elsewhere: folded(&file.elsewhere),
            devices: folded(&file.devices),
            whereabouts: folded(&file.whereabouts).into_iter().collect(),
            sold_along: Placed::values(&file.sold_along),
            innocent,
            misread: file
                .misread
                .iter()
                .map(|(name, all)| (letters(name), all.iter().map(|one| letters(one)).collect()))
                .collect(),
            sounds: Sounds::of(&file.sounds),
            statements: Statements::of(&file.statement),
            seats: seats(&file.seats),
            legal,
            places: Ends::of(&places),
            trades: Ends::of(&folded(&file.generic)),
        }
    }

    /// Where a maker has its seat of whom no law speaks: one with the name of a cell, or with a longer one of which that is the head.
    pub(super) fn seat_of(&self, cell: &str) -> Option<Country> {
        let folded = fold(cell);
        let ends = folded.match_indices(' ').map(|(end, _)| end).chain([folded.len()]);
        // Each of them is compared from the start, which a long cell must not pay for at every word.
        let ends = ends.take_while(|end| *end <= LONGEST_SEATED);
        ends.filter_map(|end| self.seats.get(folded.get(..end)?)).last().copied()
    }

    /// The key of a name: folded, without legal forms.
    pub(super) fn key(&self, name: &str) -> NameKey {
        NameKey::from_folded(&self.spelling(name))
    }

    /// A name folded and without legal forms, its spaces kept.
    pub(super) fn spelling(&self, name: &str) -> String {
        self.legal.strip(&fold(name)).to_owned()
    }

    /// The same without the places at its ends.
    pub(super) fn placeless_spelling(&self, name: &str) -> String {
        self.places.strip(self.legal.strip(&fold(name))).to_owned()
    }

    /// A name in the shorter forms that people use: without places, and without trades.
    pub(super) fn short_spellings(&self, name: &str) -> [String; 2] {
        let placeless = self.placeless_spelling(name);
        let plain = self.trades.strip(&placeless).to_owned();
        [placeless, plain]
    }

    /// What is left of a folded name without legal forms, places and trades, in whatever order they stand.
    pub(super) fn core<'n>(&self, folded: &'n str) -> &'n str {
        let mut rest = folded;
        loop {
            let shorter = self.trades.strip(self.places.strip(self.legal.strip(rest)));
            if shorter.len() == rest.len() {
                return rest;
            }
            rest = shorter;
        }
    }

    /// Which words of a folded name are left without those at its ends that are all but legal forms, places or trades:
    /// misspelt ones.
    pub(super) fn inner(&self, name: &[&str]) -> Range<usize> {
        let tells = |word: &&str| !self.is_nearly_idle(word);
        let first = name.iter().position(tells).unwrap_or(0);
        let last = name.iter().rposition(tells).map_or(0, |last| last + 1);
        first..last
    }

    /// Whether a word tells no company from another, or is a slip from one that does not.
    fn is_nearly_idle(&self, word: &str) -> bool {
        let near = |idle: &String| {
            idle.len() >= SHORTEST_IDLE
                && edit_distance::distance(word.as_bytes(), idle.as_bytes(), 1).is_some()
        };
        self.idle.contains(word)
            || word.is_ascii() && word.len() >= SHORTEST_IDLE && self.idle.iter().any(near)
    }

    /// Whether folded words say nothing that tells one company from another.
    pub(super) fn is_idle(&self, folded: &str) -> bool {
        folded.split(' ').all(|word| {
            let numbered = word.bytes().any(|b| b.is_ascii_digit());
            // An initial; one letter of a script of syllables is a word.
            let single = word.chars().nth(1).is_none() && word.len() < 3;
            single || numbered || self.idle.contains(word) || self.is_idle_unspaced(word)
        })
    }

    /// Whether a word says what a thing is or what a company does, and nothing of who it is.
    pub(super) fn names_nobody(&self, tree: &EquipmentTree, word: &str) -> bool {
        let folded = fold(word);
        self.idle.contains(&folded) || !tree.named_in(&folded).is_empty()
    }

    /// Whether a folded name is made of words alone that many companies have in theirs.
    pub(super) fn is_plain(&self, folded: &str) -> bool {
        folded.split(' ').all(|word| self.idle.contains(word) || self.ordinary.contains(word))
    }

    /// Names of makers that nothing is known against, folded.
    pub(super) fn makers(&self) -> &[String] {
        &self.makers
    }

    /// Whether a maker's cell is the name of a maker that nothing is known against, or begins with it as with a word.
    pub(super) fn states_stranger(&self, cell: &str) -> bool {
        let folded = fold(start_of(cell, LONGEST_NOBODY));
        let ends = folded.match_indices(' ').map(|(end, _)| end).chain([folded.len()]);
        self.seat_of(cell).is_some()
            || ends.into_iter().any(|end| self.known_makers.contains(&folded[..end]))
    }

    /// Whether a cell is the name of a company that sells what others make.
    pub(super) fn is_seller(&self, cell: &str) -> bool {
        cell.len() <= LONGEST_NOBODY && self.sells(&fold(cell))
    }

    fn sells(&self, folded: &str) -> bool {
        self.sellers.contains(self.legal.strip(folded))
    }

    /// Whether a cell names somebody who is no seller: it holds no words that stand where nobody is named ("unknown", "owner furnished").
    pub(super) fn names_somebody(&self, cell: &str) -> bool {
        if cell.len() > LONGEST_NOBODY {
            return true;
        }
        let folded = fold(cell);
        !self.nobody.contains(&folded) && !self.sells(&folded)
    }

    /// Whether a folded text names a maker that nothing is known against.
    pub(super) fn names_another(&self, folded: &str) -> bool {
        self.other_makers.first(folded).is_some()
    }

    /// Whether a folded word is a number or says how goods are.
    pub(super) fn is_property(&self, word: &str) -> bool {
        word.bytes().any(|byte| byte.is_ascii_digit()) || self.properties.contains(word)
    }

    /// Whether letters of a company's name have a trade in them that no listed maker is in.
    pub(super) fn has_elsewhere(&self, letters: &str) -> bool {
        let long = self.elsewhere.iter().filter(|trade| trade.chars().nth(1).is_some());
        long.into_iter().any(|trade| letters.contains(trade.as_str()))
    }

    /// Whether a letter is a Chinese surname.
    pub(super) fn is_surname(&self, letter: char) -> bool {
        self.surnames.contains(&letter)
    }

    /// How long the trade is, one that no listed maker is in, with which folded words begin.
    pub(super) fn elsewhere_at_head(&self, folded: &str) -> Option<usize> {
        let trades = self.elsewhere.iter().filter(|trade| {
            folded.starts_with(trade.as_str()) && is_whole_word(folded, 0, trade.len())
        });
        trades.map(String::len).max()
    }

    /// The place of a script without spaces that a text ends with.
    pub(super) fn place_at_end<'w>(&'w self, folded: &str) -> Option<&'w str> {
        self.places
            .unspaced
            .iter()
            .find(|place| folded.ends_with(place.as_str()))
            .map(String::as_str)
    }

    /// The place of a script without spaces that a text begins with.
    pub(super) fn place_at_head(&self, folded: &str) -> Option<&str> {
        let mut places = self.places.unspaced.iter();
        places.find(|place| folded.starts_with(place.as_str())).map(String::as_str)
    }

    /// Whether folded words begin with a legal form.
    pub(super) fn begins_legal(&self, folded: &str) -> bool {
        let first = folded.split(' ').next().unwrap_or_default();
        let forms = self.legal.by_first.get(first).into_iter().flatten();
        forms.into_iter().any(|form| {
            // Two letters are a word of many languages before they are a legal form.
            form.len() > 2
                && folded.starts_with(form.as_str())
                && is_whole_word(folded, 0, form.len())
        })
    }

    /// A text of a script without spaces after the legal forms, places and trades that it begins with.
    pub(super) fn after_idle<'t>(&self, folded: &'t str) -> &'t str {
        let mut rest = folded;
        while let Some(after) =
            self.idle_unspaced.iter().find_map(|idle| rest.strip_prefix(idle.as_str()))
        {
            rest = after;
        }
        rest
    }

    fn is_idle_unspaced(&self, word: &str) -> bool {
        if !word.contains(is_unspaced) {
            return false;
        }
        let mut rest = word;
        while !rest.is_empty() {
            let fits = self.idle_unspaced.iter().find_map(|idle| rest.strip_prefix(idle.as_str()));
            match fits {
                Some(after) => rest = after,
                None => return false,
            }
        }
        true
    }
}

/// The letters of a name without its spaces.
fn letters(name: &str) -> String {
    NameKey::from_folded(&fold(name)).as_str().to_owned()
}

/// Phrases to take off the ends of names.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Ends {
    /// By their last and by their first word, longest first, so that `co ltd` goes before `ltd`.
    by_last: FxHashMap<String, Vec<String>>,
    by_first: FxHashMap<String, Vec<String>>,
    /// Those of scripts without spaces, longest first.
    unspaced: Vec<String>,
}

impl Ends {
    fn of(phrases: &[String]) -> Self {
        let mut ends = Self::default();
        for phrase in phrases {
            let (mut first, mut last) = (phrase.as_str(), phrase.as_str());
            if phrase.contains(is_unspaced) {
                ends.unspaced.push(phrase.clone());
                continue;
            }
            if let (Some((head, _)), Some((_, tail))) =
                (phrase.split_once(' '), phrase.rsplit_once(' '))
            {
                (first, last) = (head, tail);
            }
            ends.by_first.entry(first.to_owned()).or_default().push(phrase.clone());
            ends.by_last.entry(last.to_owned()).or_default().push(phrase.clone());
        }
        ends
    }

    /// Whether a folded text is one of the phrases.
    pub(super) fn has(&self, folded: &str) -> bool {
        let first = folded.split(' ').next().unwrap_or_default();
        let spaced =
            || self.by_first.get(first).is_some_and(|all| all.iter().any(|one| one == folded));
        self.unspaced.iter().any(|one| one == folded) || spaced()
    }

    /// Takes phrases off both ends of a folded name for as long as something is left.
    fn strip<'n>(&self, name: &'n str) -> &'n str {
        let mut rest = name;
        while let Some(shorter) = self.shorter(rest) {
            rest = shorter;
        }
        rest
    }

    fn shorter<'n>(&self, name: &'n str) -> Option<&'n str> {
        let (head, _) = name.split_once(' ').unwrap_or((name, ""));
        let (_, tail) = name.rsplit_once(' ').unwrap_or(("", name));
        let off_end = |phrase: &String| cut_end(name.strip_suffix(phrase.as_str())?, phrase);
        let off_start = |phrase: &String| cut_start(name.strip_prefix(phrase.as_str())?, phrase);
        let last = self.by_last.get(tail).into_iter().flatten().find_map(off_end);
        let first = || self.by_first.get(head).into_iter().flatten().find_map(off_start);
        let unspaced = || {
            let mut phrases = self.unspaced.iter();
            phrases.find_map(|phrase| off_end(phrase).or_else(|| off_start(phrase)))
        };
        last.or_else(first).or_else(|| if name.is_ascii() { None } else { unspaced() })
    }
}

fn cut_end<'n>(left: &'n str, phrase: &str) -> Option<&'n str> {
    let left = match left.strip_suffix(' ') {
        Some(left) => left,
        None if phrase.starts_with(is_unspaced) => left,
        None => return None,
    };
    (!left.is_empty()).then_some(left)
}

fn cut_start<'n>(left: &'n str, phrase: &str) -> Option<&'n str> {
    let left = match left.strip_prefix(' ') {
        Some(left) => left,
        None if phrase.ends_with(is_unspaced) => left,
        None => return None,
    };
    (!left.is_empty()).then_some(left)
}

/// Folded names by the country of their seat, turned round.
fn seats(by_country: &BTreeMap<SeatCode, Vec<String>>) -> FxHashMap<String, Country> {
    let named = |(code, names): (&SeatCode, &Vec<String>)| {
        let country = code.0;
        folded(names).into_iter().map(move |name| (name, country))
    };
    by_country.iter().flat_map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let list = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        Words::of(&NamesFile {
            legal: list(&["Co., Ltd.", "Ltd", "Co", "GmbH", "股份有限公司", "有限公司", "ООО"]),
            places: list(&["Hangzhou", "USA", "杭州"]),
            generic: list(&["technology", "数字技术"]),
            ..NamesFile::default()
        })
    }

    #[test]
    fn legal_forms_and_places_come_off_the_ends() {
        let words = words();
        for (name, key, placeless) in [
            ("Hangzhou Acme Technology Co.,Ltd.", "hangzhouacmetechnology", "acmetechnology"),
            ("ACME GmbH", "acme", "acme"),
            ("ООО Acme", "acme", "acme"),
            ("杭州大同股份有限公司", "杭州大同", "大同"),
            ("Acme USA, Ltd", "acmeusa", "acme"),
            ("Co", "co", "co"),
            ("Coacme", "coacme", "coacme"),
        ] {
            assert_eq!(words.key(name).as_str(), key, "{name}");
            let spelling = words.placeless_spelling(name);
            assert_eq!(NameKey::from_folded(&spelling).as_str(), placeless, "{name}");
        }
    }

    #[test]
    fn the_head_of_a_long_cell_tells_a_seat() {
        let mut words = words();
        let switzerland: Country = "CH".parse().unwrap();
        words.seats.insert("acme works".to_owned(), switzerland);
        for (cell, seat) in [
            ("Acme Works", Some(switzerland)),
            ("Acme Works AG, Bern", Some(switzerland)),
            (&format!("Acme Works {}", "and more ".repeat(1_000)), Some(switzerland)),
            ("Acme", None),
        ] {
            assert_eq!(words.seat_of(cell), seat);
        }
    }

    #[test]
    fn idle_words_tell_nobody_apart() {
        let words = words();
        assert!(words.is_idle("technology co ltd x 2cd2143"));
        assert!(words.is_idle("杭州数字技术股份有限公司"));
        assert!(!words.is_idle("scale factory") && !words.is_idle("杭州秤"));
    }
}
