//! Who owns a row by its own words: what a cell under the header of owners says that an owner is, and what that makes of what is said of
//! the owner of all rows.

use std::collections::{BTreeMap, BTreeSet};

use super::{Organisation, Owner, Terms};
use crate::{
    Countries,
    fold::{fold, is_unspaced},
    phrases::Phrases,
};

/// Longer cells, in bytes, are sentences.
const LONGEST: usize = 120;
/// What stands between an organisation and a part of it, a place or a person.
const BETWEEN: [char; 8] = [',', ';', '/', '|', '(', ')', ':', '\n'];
/// At most this many letters are the code of a country.
const CODE: usize = 3;
/// The most words in the name of a country.
const COUNTRY: usize = 3;

/// What a cell says that an owner is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct OwnerClue {
    id: String,
    weight: ClueWeight,
}

impl OwnerClue {
    /// Each that there can be.
    pub(crate) fn all(terms: &Terms) -> impl Iterator<Item = Self> {
        let weights = [ClueWeight::Doubts, ClueWeight::LooksLike, ClueWeight::Says];
        let ids = terms.organisations().keys();
        ids.flat_map(move |id| weights.map(|weight| Self { id: id.clone(), weight }))
    }

    /// Whether it puts in question what else is said, and says nothing itself.
    pub(crate) fn is_doubt(&self) -> bool {
        self.weight == ClueWeight::Doubts
    }

    /// The same of a cell that doubts what it says.
    pub(crate) fn in_doubt(self) -> Self {
        Self { weight: ClueWeight::Doubts, ..self }
    }
}

/// How much a clue weighs against what else is said of the owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum ClueWeight {
    /// It puts in question what else is said, and says nothing itself.
    Doubts,
    /// It is so by the form of the name, unless something else is said.
    LooksLike,
    /// It is so.
    Says,
}

/// The words by which cells say what an owner is, as understood where the law of some jurisdictions is asked for.
#[derive(Debug, Default)]
pub(crate) struct OwnerWords {
    whole: BTreeMap<String, OwnerClue>,
    /// Those of the program, as it spells them: as words of a register they may stand for a department.
    ids: BTreeMap<String, OwnerClue>,
    /// Words with gaps.
    patterns: Vec<(OwnerPattern, OwnerClue)>,
    /// The countries at home.
    home: BTreeSet<String>,
    /// What an owner of a kind that every country has is called by the law at home.
    at_home: BTreeMap<String, OwnerClue>,
    /// What an owner is instead where a part of a country is named.
    in_a_part: BTreeMap<String, String>,
    /// What parts of countries are called, between spaces, with whether they are at home.
    parts: Vec<(String, bool)>,
    /// What they are called where it fills a cell of its own: by name, and those of a country at home by code.
    parts_alone: BTreeSet<String>,
    /// Whether the law of a part was asked for.
    of_a_part: bool,
    /// By what it is, the names that bodies of parts bear as well: always, and where a part is spoken of.
    doubtful: BTreeMap<String, [OwnerNames; 2]>,
    /// Words that put in question what a cell says, between spaces.
    doubts: Vec<String>,
    /// Words between two owners, between spaces.
    joins: Vec<String>,
    /// Names of bodies that are names of places as well.
    places: Vec<OwnerPattern>,
    /// Words for parts of any body, between spaces.
    departments: Vec<String>,
}

/// The phrases by which remarks put in question who owns a row.
#[derive(Debug)]
pub(crate) struct OwnerRemarks(Phrases<OwnerClue>);

impl OwnerRemarks {
    pub(crate) fn new(terms: &Terms) -> Self {
        let mut remarks = Phrases::default();
        for Organisation { id, in_remarks, .. } in terms.organisations().values() {
            let doubt = OwnerClue { id: id.clone(), weight: ClueWeight::Doubts };
            remarks.extend(in_remarks.iter().map(|phrase| (fold(phrase), doubt.clone())));
        }
        Self(remarks)
    }

    /// What a remark, or a word for the goods, puts in question of their owner.
    pub(crate) fn read(&self, text: &str) -> Option<OwnerClue> {
        if !self.0.may_stand_in(text) {
            return None;
        }
        self.0.find(&fold(text), false).next().map(|(.., clue)| clue.clone())
    }
}

/// Folded words with gaps at their ends, as whole words.
#[derive(Debug)]
struct OwnerPattern {
    words: String,
    starts: bool,
    ends: bool,
}

impl OwnerPattern {
    fn of(written: &str) -> Option<Self> {
        let starts = !written.starts_with('*');
        let ends = !written.ends_with('*');
        let words = spelt(written);
        // In scripts without spaces, words go on where the gap begins.
        let joins = |letter: Option<char>| letter.is_some_and(is_unspaced);
        let before = if !starts && joins(words.chars().next()) { "" } else { " " };
        let behind = if !ends && joins(words.chars().next_back()) { "" } else { " " };
        let words = format!("{before}{words}{behind}");
        (!starts || !ends).then_some(Self { words, starts, ends })
    }

    /// Whether a text with a space at each end fits.
    fn fits(&self, padded: &str) -> bool {
        match (self.starts, self.ends) {
            (true, true) => padded == self.words,
            (true, false) => padded.starts_with(&self.words),
            (false, true) => padded.ends_with(&self.words),
            (false, false) => padded.contains(&self.words),
        }
    }
}

/// Names as words and with gaps.
#[derive(Debug, Default)]
struct OwnerNames {
    whole: BTreeSet<String>,
    patterns: Vec<OwnerPattern>,
}

impl OwnerNames {
    fn of(written: &[String]) -> Self {
        let (gapped, whole): (Vec<_>, Vec<_>) = written.iter().partition(|name| name.contains('*'));
        let patterns = gapped.into_iter().filter_map(|name| OwnerPattern::of(name)).collect();
        Self { whole: whole.into_iter().map(|name| spelt(name)).collect(), patterns }
    }

    fn hold(&self, text: &str) -> bool {
        let name = spelt(text);
        let padded = format!(" {name} ");
        self.whole.contains(&name) || self.patterns.iter().any(|pattern| pattern.fits(&padded))
    }
}

impl OwnerWords {
    /// The words for owners where the law of these jurisdictions is at home.
    pub(crate) fn new(terms: &Terms, asked: &BTreeSet<String>) -> Self {
        let parents = asked.iter().filter_map(|id| terms.parent(id)).map(str::to_owned);
        let home: BTreeSet<_> = parents.chain(asked.iter().cloned()).collect();
        let cells = terms.owner_cells();
        let padded = |word: &String| format!(" {} ", spelt(word));
        let parts = cells.parts.iter().flat_map(|(code, names)| {
            let is_home = home.contains(code);
            names.iter().map(move |name| (padded(name), is_home))
        });
        let alone = cells.parts.values().chain(cells.parts_alone.values()).flatten();
        let countries = home.iter().filter_map(|id| terms.jurisdictions().get(id));
        let codes = countries.flat_map(|country| &country.parts);
        let codes = codes.filter_map(|code| code.split_once('-')).map(|(_, part)| part.to_owned());
        let mut words = Self {
            parts: parts.collect(),
            parts_alone: alone.map(|name| spelt(name)).chain(codes).collect(),
            of_a_part: asked.iter().any(|id| terms.parent(id).is_some()),
            doubts: cells.doubts.iter().map(padded).collect(),
            joins: cells.joins.iter().map(|word| format!(" {word} ")).collect(),
            places: cells.places.iter().filter_map(|place| OwnerPattern::of(place)).collect(),
            departments: cells.departments.iter().map(padded).collect(),
            home: home.clone(),
            ..Self::default()
        };
        for organisation in terms.organisations().values() {
            words.add(organisation);
        }
        words
    }

    fn add(&mut self, organisation: &Organisation) {
        let Organisation { id, title, jurisdiction, .. } = organisation;
        let is_home = jurisdiction.as_ref().is_some_and(|its| self.home.contains(its));
        // A word for what every country has, and one that means something else abroad, may be no name but that of a department.
        let own = if jurisdiction.is_none() { ClueWeight::LooksLike } else { ClueWeight::Says };
        let called = (is_home || jurisdiction.is_none()).then_some(title);
        let at_home = organisation.words_at_home.iter().filter(|_| is_home);
        let words = organisation.words.iter().map(|word| (word, own));
        let words = words.chain(at_home.map(|word| (word, ClueWeight::LooksLike)));
        let words = words.chain(organisation.hints.iter().map(|word| (word, ClueWeight::Doubts)));
        let words = words.chain(called.map(|word| (word, ClueWeight::Says)));
        if let Some(instead) = &organisation.in_a_part {
            self.in_a_part.insert(id.clone(), instead.clone());
        }
        let doubtful = [&organisation.doubtful, &organisation.doubtful_in_a_part];
        self.doubtful.insert(id.clone(), doubtful.map(|names| OwnerNames::of(names)));
        self.ids.insert(id.clone(), OwnerClue { id: id.clone(), weight: ClueWeight::Says });
        for (written, weight) in words {
            let clue = OwnerClue { id: id.clone(), weight };
            match OwnerPattern::of(written) {
                Some(pattern) => self.patterns.push((pattern, clue)),
                None => _ = self.whole.insert(spelt(written), clue),
            }
        }
        for kind in organisation.takes_in.iter().filter(|_| is_home) {
            let own = OwnerClue { id: id.clone(), weight: ClueWeight::LooksLike };
            let clue = match self.at_home.get(kind) {
                // Which of several it is, the word does not tell.
                Some(_) => OwnerClue { id: kind.clone(), weight: ClueWeight::Doubts },
                None => own,
            };
            self.at_home.insert(kind.clone(), clue);
        }
    }

    /// What a cell says that the owner is, if it says anything: of several clues that which weighs most, and the longest of such. Where it
    /// names two owners, says that one was or will be it, or may only say where a body sits that is not known, what it says is in doubt; so it
    /// is where bodies of parts of the country are called the same, and `in_a_part` says that the row speaks of one.
    pub(crate) fn read(
        &self,
        cell: &str,
        in_a_part: bool,
        terms: &Terms,
        countries: &Countries,
    ) -> Option<OwnerClue> {
        if cell.len() > LONGEST {
            return None;
        }
        let parted = cell.replace(" - ", ",").replace(" – ", ",");
        let parts: Vec<_> = parted.split(BETWEEN).collect();
        let padded = format!(" {} ", spelt(cell));
        let in_a_part = in_a_part || self.of_a_part;
        let place = NamedPlace { in_a_part, ..self.named_place(cell, &padded, countries) };
        let clue = |part: &&str| self.clue(part, place, terms);
        let clues = parts.iter().chain([&cell]).filter_map(clue);
        let (_, best) = clues.max_by_key(|(length, clue)| (clue.weight, *length))?;
        let may_be_place = self.may_say_where(&parts, |part| clue(&part).is_some());
        let joined = self.joins.iter().filter_map(|join| cell.split_once(join.as_str()));
        let joined = joined.map(|(one, other)| vec![one, other]);
        let is_shared = [parts].into_iter().chain(joined).any(|parts| {
            let named = parts.iter().filter_map(clue).map(|(_, clue)| clue);
            let bodies =
                named.filter(|one| one.weight > ClueWeight::Doubts && terms.is_body(&one.id));
            are_apart(&bodies.map(|one| one.id).collect::<Vec<_>>(), terms)
        });
        let is_doubted = self.doubts.iter().any(|doubt| padded.contains(doubt));
        Some(if is_shared || is_doubted || may_be_place { best.in_doubt() } else { best })
    }

    /// Whether the parts of a cell that are known name places as well, and another stands before them that is not known: "Weather Service, City
    /// of Acme". A department of any body is none.
    fn may_say_where(&self, parts: &[&str], is_known: impl Fn(&str) -> bool) -> bool {
        let padded = |part: &&str| format!(" {} ", spelt(part));
        let is_place = |part: &&str| self.places.iter().any(|place| place.fits(&padded(part)));
        let is_department = |part: &&str| {
            let padded = padded(part);
            self.departments.iter().any(|word| padded.contains(word))
        };
        let named = || parts.iter().filter(|part| part.chars().any(char::is_alphabetic));
        let mut known = named().filter(|part| is_known(part)).peekable();
        known.peek().is_some()
            && known.all(is_place)
            && named().take_while(|part| !is_known(part)).any(|part| !is_department(part))
    }

    /// What one name in a cell says, with the length of what says it. A form of name that only others have puts it in doubt: "Acme Army Ltd".
    fn clue(&self, text: &str, place: NamedPlace, terms: &Terms) -> Option<(usize, OwnerClue)> {
        let fitting = self.fitting(text);
        let denies = |of: &OwnerClue, id: &str| {
            let other = terms.organisations().get(&of.id);
            of.weight == ClueWeight::Doubts
                && other.is_some_and(|other| {
                    other.excludes.iter().any(|excluded| terms.with_implied(id).contains(excluded))
                })
        };
        let forms: Vec<_> = fitting.iter().map(|(_, clue)| (*clue).clone()).collect();
        let most = fitting.iter().map(|(length, clue)| (clue.weight, *length)).max()?;
        let of_most = fitting.into_iter().filter(|(length, clue)| (clue.weight, *length) == most);
        let mut resolved = of_most.map(|(_, clue)| {
            let instead = self.in_a_part.get(&clue.id).filter(|_| place.is_part);
            let id = instead.unwrap_or(&clue.id).clone();
            let clue = OwnerClue { id, weight: clue.weight };
            let at_home = self.at_home.get(&clue.id).filter(|_| clue.weight > ClueWeight::Doubts);
            at_home.filter(|_| !place.is_abroad).cloned().unwrap_or(clue)
        });
        let first = resolved.next()?;
        // Which of two it is, the word does not tell.
        let is_open = resolved.any(|other| other.id != first.id)
            || forms.iter().any(|form| denies(form, &first.id))
            || self.is_doubtful(text, &first.id, place);
        Some((most.1, if is_open { first.in_doubt() } else { first }))
    }

    /// Whether what is taken for an owner may be one of a part of its country by this name.
    fn is_doubtful(&self, text: &str, id: &str, place: NamedPlace) -> bool {
        self.doubtful.get(id).is_some_and(|[always, in_a_part]| {
            always.hold(text) || place.in_a_part && in_a_part.hold(text)
        })
    }

    /// Whether a cell of its own names a part of a country.
    pub(crate) fn names_part(&self, cell: &str) -> bool {
        self.parts_alone.contains(cell) || self.parts_alone.contains(&spelt(cell))
    }

    /// The clues that a name fits, each with the length of what says it.
    fn fitting(&self, text: &str) -> Vec<(usize, &OwnerClue)> {
        if let Some(clue) = self.ids.get(text.trim()) {
            return vec![(text.len(), clue)];
        }
        let name = spelt(text);
        if let Some(clue) = self.whole.get(&name) {
            return vec![(name.len(), clue)];
        }
        let padded = format!(" {name} ");
        let fitting = self.patterns.iter().filter(|(pattern, _)| pattern.fits(&padded));
        fitting.map(|(pattern, clue)| (pattern.words.len(), clue)).collect()
    }

    /// The place that a cell names; `padded` is its words between spaces.
    fn named_place(&self, cell: &str, padded: &str, countries: &Countries) -> NamedPlace {
        let named = || self.parts.iter().filter(|(name, _)| padded.contains(name));
        let is_abroad = named().any(|(_, is_home)| !is_home) || self.names_abroad(cell, countries);
        NamedPlace { is_part: named().next().is_some(), is_abroad, in_a_part: false }
    }

    /// Whether a cell names a country that is not at home.
    fn names_abroad(&self, cell: &str, countries: &Countries) -> bool {
        let words: Vec<_> = cell.split(|c: char| !c.is_alphanumeric() && c != '.').collect();
        let named = |count: usize| words.windows(count).map(|words| words.join(" "));
        // Small letters are a word: `la` and `de` are no countries.
        let is_name = |word: &String| {
            word.len() > CODE || word.len() > 1 && !word.chars().any(char::is_lowercase)
        };
        let mut named = (1..=COUNTRY).flat_map(named).filter(is_name);
        named.any(|word| {
            let country = countries.read(&word);
            country.is_some_and(|country| !self.home.contains(country.code()))
        })
    }
}

/// Whether some two of several bodies are different ones, so that neither is the other in other words.
fn are_apart(bodies: &[String], terms: &Terms) -> bool {
    let is = |one: &String, other: &String| terms.with_implied(one).contains(other);
    bodies.iter().any(|one| bodies.iter().any(|other| !is(one, other) && !is(other, one)))
}

/// What a cell says of the place of an owner.
#[derive(Clone, Copy)]
struct NamedPlace {
    /// It names a part of a country.
    is_part: bool,
    /// It names a country, or a part of one, that is not at home.
    is_abroad: bool,
    /// Something else says that the owner may be of a part.
    in_a_part: bool,
}

/// A name as names are compared: letters that stand alone are one word, as in "U.S.".
fn spelt(text: &str) -> String {
    let folded = fold(text);
    let mut name = String::with_capacity(folded.len());
    let mut letters = false;
    for word in folded.split(' ') {
        let letter = word.len() == 1;
        let joins = letter && letters;
        if !name.is_empty() && !joins {
            name.push(' ');
        }
        name.push_str(word);
        letters = letter;
    }
    name
}

impl Owner {
    /// Who owns a row of which a cell says this; `None` where it adds nothing to what is said of the owner.
    pub(crate) fn of_row(&self, clue: &OwnerClue, terms: &Terms) -> Option<Self> {
        let said = terms.with_implied(&clue.id);
        let stated = self.organisations();
        if said.is_subset(stated) {
            return None;
        }
        if stated.is_empty() {
            return (clue.weight > ClueWeight::Doubts)
                .then(|| Self::made(&said, terms).with_open_roles());
        }
        let is_body = |id: &&String| terms.is_body(id);
        let bodies: BTreeSet<_> = stated.iter().filter(is_body).cloned().collect();
        let roles: BTreeSet<_> = stated.difference(&bodies).cloned().collect();
        let both = |one: &BTreeSet<String>| one.union(&roles).cloned().collect::<BTreeSet<_>>();
        if bodies.is_subset(&said) {
            let weighs = clue.weight > ClueWeight::Doubts;
            return weighs.then(|| Self::made(&both(&said), terms));
        }
        if !said.iter().any(|id| terms.is_body(id)) {
            // A contractor may be any company.
            return Some(Self::made(&both(&said), terms).that_may_be(bodies, terms));
        }
        if clue.weight == ClueWeight::Says {
            return Some(Self::made(&both(&said), terms).with_open_roles());
        }
        let either = bodies.union(&said).cloned().collect();
        Some(Self::made(&roles, terms).that_may_be(either, terms))
    }
}
