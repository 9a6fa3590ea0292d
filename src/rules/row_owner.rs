//! Who owns a row by its own words: what a cell under the header of owners says that an owner is.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::{
    Organisation, OwnerClue, Terms,
    owner_clue::ClueWeight,
    owner_patterns::{OwnerNames, OwnerPattern, longest_word},
    part_names::{PartNames, spelt},
};
use crate::{Countries, fold::fold, phrases::Phrases};

/// Longer cells, in bytes, are sentences.
const LONGEST: usize = 120;
/// What stands between an organisation and a part of it, a place or a person.
const BETWEEN: [char; 8] = [',', ';', '/', '|', '(', ')', ':', '\n'];
/// At most this many letters are the code of a country.
const CODE: usize = 3;
/// The most words in the name of a country, and of a part of one.
const COUNTRY: usize = 3;
const PART: usize = 5;

/// The words by which cells say what an owner is, as understood where the law of some jurisdictions is asked for.
#[derive(Debug, Default)]
pub(crate) struct OwnerWords {
    whole: FxHashMap<String, OwnerClue>,
    /// Those of the program, as it spells them: as words of a register they may stand for a department.
    ids: FxHashMap<String, OwnerClue>,
    /// Words with gaps.
    patterns: Vec<(OwnerPattern, OwnerClue)>,
    /// A word of each name, without which it is not named, with the patterns that are found by it; and patterns in scripts without spaces.
    by_word: FxHashMap<String, Vec<usize>>,
    in_words: Vec<usize>,
    /// The countries at home.
    home: BTreeSet<String>,
    /// What an owner of a kind that every country has is called by the law of a country, or of a part of one.
    taken_in: BTreeMap<(String, String), OwnerClue>,
    /// The names of parts of countries.
    part_names: PartNames,
    /// What an owner is instead where a part of a country is named.
    in_a_part: BTreeMap<String, String>,
    /// What parts of countries are called, with whether each that is called so is at home.
    parts: FxHashMap<String, bool>,
    /// Whether the law of a part was asked for.
    of_a_part: bool,
    /// Words that say something beside the name of a part of a country, and what.
    beside_part: Vec<(OwnerNames, OwnerClue)>,
    /// What is of a part of a country if it is called after it.
    named_after_part: BTreeSet<String>,
    /// By name, bodies of parts of countries: the part, and what they are.
    bodies: FxHashMap<String, (String, OwnerClue)>,
    /// Words that make another place of the name of a part.
    part_of_place: BTreeSet<String>,
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
            let doubt = OwnerClue::new(id, ClueWeight::Doubts);
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

impl OwnerWords {
    /// The words for owners where the law of these jurisdictions is at home.
    pub(crate) fn new(terms: &Terms, asked: &BTreeSet<String>) -> Self {
        let parents = asked.iter().filter_map(|id| terms.parent(id)).map(str::to_owned);
        let home: BTreeSet<_> = parents.chain(asked.iter().cloned()).collect();
        let cells = terms.owner_cells();
        let padded = |word: &String| format!(" {} ", spelt(word));
        let mut parts = FxHashMap::default();
        for (code, names) in &cells.parts {
            for name in names {
                *parts.entry(spelt(name)).or_insert(true) &= home.contains(code);
            }
        }
        let mut words = Self {
            parts,
            part_names: PartNames::at(&home, terms),
            of_a_part: asked.iter().any(|id| terms.parent(id).is_some()),
            doubts: cells.doubts.iter().map(padded).collect(),
            joins: cells.joins.iter().map(|word| format!(" {word} ")).collect(),
            places: cells.places.iter().filter_map(|place| OwnerPattern::of(place)).collect(),
            departments: cells.departments.iter().map(padded).collect(),
            part_of_place: cells.part_of_place.iter().map(|word| fold(word)).collect(),
            home: home.clone(),
            ..Self::default()
        };
        for organisation in terms.organisations().values() {
            words.add(organisation);
            words.take_in(organisation, terms, ClueWeight::LooksLike);
        }
        for organisation in terms.organisations().values() {
            words.take_in(organisation, terms, ClueWeight::Asks);
        }
        words.index();
        words
    }

    /// Notes by which word each name is found.
    fn index(&mut self) {
        for (at, (pattern, _)) in self.patterns.iter().enumerate() {
            match pattern.longest_word() {
                Some(word) => self.by_word.entry(word.to_owned()).or_default().push(at),
                None => self.in_words.push(at),
            }
        }
        let near_part = self.beside_part.iter().flat_map(|(names, _)| names.longest_words());
        let others = self.whole.keys().chain(self.bodies.keys());
        let others = others.filter_map(|name| longest_word(name)).chain(near_part);
        let ids: Vec<_> = self.ids.keys().map(|id| spelt(id)).collect();
        for word in others.chain(ids.iter().filter_map(|id| longest_word(id))) {
            if !self.by_word.contains_key(word) {
                self.by_word.insert(word.to_owned(), Vec::new());
            }
        }
    }

    /// Notes what the law of its country, or part of one, calls the kinds of owner that an organisation takes in, or asks of some whether they are
    /// it: of several one of which the others are, that one.
    fn take_in(&mut self, organisation: &Organisation, terms: &Terms, weight: ClueWeight) {
        let Organisation { id, jurisdiction, takes_in, some_of, .. } = organisation;
        let kinds = if weight == ClueWeight::Asks { some_of } else { takes_in };
        // A form that owners of every sort have, such as that of a company, asks nothing by itself.
        let kinds = kinds.iter().filter(|kind| weight > ClueWeight::Asks || !terms.is_form(kind));
        for (its, kind) in
            jurisdiction.iter().flat_map(|its| kinds.clone().map(move |kind| (its, kind)))
        {
            let known = self.taken_in.get(&(its.clone(), kind.clone()));
            let is = |one: &str, other: &str| terms.with_implied(one).contains(other);
            let clue = match known {
                // What takes a kind in says more than what asks of it, and an owner may be all that ask of it.
                Some(_) if weight == ClueWeight::Asks => continue,
                Some(known) if is(id, &known.id) => continue,
                // Which of several it is, the word does not tell.
                Some(known) if !is(&known.id, id) => OwnerClue::new(kind, ClueWeight::Doubts),
                _ => OwnerClue { kind: Some(kind.clone()), ..OwnerClue::new(id, weight) },
            };
            self.taken_in.insert((its.clone(), kind.clone()), clue);
        }
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
        if !organisation.words_beside_part.is_empty() {
            let names = OwnerNames::of(&organisation.words_beside_part);
            self.beside_part.push((names, OwnerClue::new(id, ClueWeight::LooksLike)));
        }
        if organisation.named_after_part {
            self.named_after_part.insert(id.clone());
        }
        for (part, names) in &organisation.names_in {
            let body = (part.clone(), OwnerClue::new(id, ClueWeight::LooksLike));
            self.bodies.extend(names.iter().map(|name| (spelt(name), body.clone())));
        }
        let doubtful = [&organisation.doubtful, &organisation.doubtful_in_a_part];
        self.doubtful.insert(id.clone(), doubtful.map(|names| OwnerNames::of(names)));
        self.ids.insert(id.clone(), OwnerClue::new(id, ClueWeight::Says));
        for (written, weight) in words {
            let clue = OwnerClue::new(id, weight);
            match OwnerPattern::of(written) {
                Some(pattern) => self.patterns.push((pattern, clue)),
                None => _ = self.whole.insert(spelt(written), clue),
            }
        }
    }

    /// What a cell says that the owner is, if it says anything: of several clues that which weighs most, and the longest of such. Where it
    /// names two owners, says that one was or will be it, or may only say where a body sits that is not known, what it says is in doubt; so it
    /// is where bodies of parts of the country are called the same, and the row speaks of one.
    pub(crate) fn read(
        &self,
        cell: &str,
        row: RowPlace<'_>,
        terms: &Terms,
        countries: &Countries,
    ) -> Option<OwnerClue> {
        if cell.len() > LONGEST || !self.may_say(cell) {
            return None;
        }
        let parted = self.part_names.parted(cell, |name| self.is_named_as_place(name));
        let cell = parted.as_deref().unwrap_or(cell);
        let parted = cell.replace(" - ", ",").replace(" – ", ",");
        let parts: Vec<_> = parted.split(BETWEEN).collect();
        let whole = Some(&cell).filter(|_| parts.len() > 1);
        // Few cells say anything, and where they lie takes longer to find out.
        if parts.iter().chain(whole).all(|part| self.fitting(part).is_empty()) {
            return None;
        }
        let name = spelt(cell);
        let place = self.named_place(cell, &name, row, countries);
        let clue = |part: &&str| self.clue(part, place, terms);
        let clues = parts.iter().chain(whole).filter_map(clue);
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
        let padded = format!(" {name} ");
        let is_doubted = self.doubts.iter().any(|doubt| padded.contains(doubt));
        Some(if is_shared || is_doubted || may_be_place { best.in_doubt() } else { best })
    }

    /// Whether a body is called as places are: "City of Acme".
    fn is_named_as_place(&self, name: &str) -> bool {
        let padded = format!(" {} ", spelt(name));
        self.places.iter().any(|place| place.fits(&padded))
    }

    /// Whether the parts of a cell that are known name places as well, and another stands before them that is not known: "Weather Service, City
    /// of Acme". A department of any body is none.
    fn may_say_where(&self, parts: &[&str], is_known: impl Fn(&str) -> bool) -> bool {
        let is_department = |part: &&str| {
            let padded = format!(" {} ", spelt(part));
            self.departments.iter().any(|word| padded.contains(word))
        };
        let named = || parts.iter().filter(|part| part.chars().any(char::is_alphabetic));
        let mut known = named().filter(|part| is_known(part)).peekable();
        known.peek().is_some()
            && known.all(|part| self.is_named_as_place(part))
            && named().take_while(|part| !is_known(part)).any(|part| !is_department(part))
    }

    /// What one name in a cell says, with the length of what says it. A form of name that only others have puts it in doubt: "Acme Army Ltd".
    fn clue(&self, text: &str, place: NamedPlace<'_>, terms: &Terms) -> Option<(usize, OwnerClue)> {
        let name = spelt(text);
        let after = self.part_names.in_name(&name, &self.part_of_place).map(|(part, _)| part);
        let body = || self.body(&name).map(|(part, _)| part.as_str());
        let after = after.or_else(body);
        let place = NamedPlace { after, part: place.part.or_else(body), ..place };
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
            let id = instead.unwrap_or(&clue.id);
            let clue = OwnerClue::new(id, clue.weight);
            let is_clear = clue.weight > ClueWeight::Doubts;
            let called = is_clear.then(|| self.called_there(id, place, terms)).flatten();
            called.unwrap_or(clue)
        });
        let first = resolved.next()?;
        // Which of two it is, the word does not tell.
        let may_be_of_part = |form: &OwnerClue| {
            !place.is_part && place.stated.is_some() && self.in_a_part.contains_key(&form.id)
        };
        let is_open = resolved.any(|other| other.id != first.id)
            || forms.iter().any(may_be_of_part)
            || forms.iter().any(|form| denies(form, &first.id))
            || self.is_doubtful(
                text,
                &first.id,
                place,
                forms.iter().any(|form| form.id == first.id),
            );
        Some((most.1, if is_open { first.in_doubt() } else { first }))
    }

    /// What the law of a place calls an owner of a kind: that of the part of a country that is named, else the law at home; that of another
    /// part has no word in it.
    fn called_there(&self, kind: &str, place: NamedPlace<'_>, terms: &Terms) -> Option<OwnerClue> {
        let of = |its: &str| self.taken_in.get(&(its.to_owned(), kind.to_owned()));
        let after = place.after.filter(|_| self.named_after_part.contains(kind));
        let part = place.part.or(after).filter(|part| {
            let country = part.split_once('-').map(|(country, _)| country);
            self.home.is_empty() || country.is_some_and(|country| self.home.contains(country))
        });
        if let Some(own) = part.and_then(of) {
            return Some(own.clone());
        }
        let is_elsewhere = |id: &&String| part.is_some() && terms.parent(id).is_some();
        let at_home = self.home.iter().filter(|id| !place.is_abroad && !is_elsewhere(id));
        let mut at_home = at_home.filter_map(|id| of(id));
        let first = at_home.next()?;
        let is_open = at_home.next().is_some();
        Some(if is_open { OwnerClue::new(kind, ClueWeight::Doubts) } else { first.clone() })
    }

    /// What an owner of one of these kinds is called by the law of a part of a country.
    pub(crate) fn called_in<'k>(
        &self,
        part: &str,
        kinds: impl Iterator<Item = &'k String>,
    ) -> Option<OwnerClue> {
        let mut kinds = kinds.map(|kind| (part.to_owned(), kind.clone()));
        kinds.find_map(|key| self.taken_in.get(&key).cloned())
    }

    /// Whether what a cell says hangs on the part of a country in which its row lies.
    pub(crate) fn hangs_on_place(&self, clue: &OwnerClue) -> bool {
        self.taken_in.keys().any(|(_, kind)| clue.kind.as_ref().unwrap_or(&clue.id) == kind)
    }

    /// Whether what is taken for an owner may be one of a part of its country, or anybody, by this name, unless a word of its own names it and
    /// no country abroad.
    fn is_doubtful(&self, text: &str, id: &str, place: NamedPlace<'_>, is_own: bool) -> bool {
        self.doubtful.get(id).is_some_and(|[always, in_a_part]| {
            (!is_own || place.is_abroad) && always.hold(text)
                || place.in_a_part && in_a_part.hold(text)
        })
    }

    /// The body of a part of a country with whose name a name begins.
    fn body(&self, name: &str) -> Option<&(String, OwnerClue)> {
        let name = name.strip_prefix("the ").unwrap_or(name);
        let ends = name.match_indices(' ').map(|(at, _)| at).chain([name.len()]);
        ends.rev().find_map(|at| self.bodies.get(&name[..at]))
    }

    /// The part of a country after which somebody is called.
    pub(crate) fn part_after(&self, cell: &str) -> Option<&str> {
        let name = spelt(cell);
        self.part_names.in_name(&name, &self.part_of_place).map(|(part, _)| part)
    }

    /// Whether a cell of its own names a part of a country.
    pub(crate) fn names_part(&self, cell: &str) -> bool {
        self.part_names.named(cell)
    }

    /// The part of a country that fills a cell for such.
    pub(crate) fn part_of_state(&self, cell: &str) -> Option<&str> {
        self.part_names.of_state(cell)
    }

    /// The part of a country that a place names, whole or behind another name.
    pub(crate) fn part_of_place(&self, cell: &str, countries: &Countries) -> Option<&str> {
        let behind = self.part_names.behind_place(cell, countries);
        behind.or_else(|| self.part_names.of_name(cell))
    }

    /// Whether some name may stand in a cell. Letters that stand alone may be a word together.
    fn may_say(&self, cell: &str) -> bool {
        let folded = fold(cell);
        let mut letters = folded.split(' ').filter(|word| word.len() == 1);
        !folded.is_ascii()
            || letters.nth(1).is_some()
            || folded.split(' ').any(|word| self.by_word.contains_key(word))
    }

    /// What owners the names in a cell may be, by words that name them and not only put others in question.
    pub(super) fn named_in(&self, cell: &str) -> BTreeSet<&str> {
        let parts = cell.split(BETWEEN).chain([cell]).filter(|_| cell.len() <= LONGEST);
        let fitting = parts.flat_map(|part| self.fitting(part));
        let naming = fitting.filter(|(_, clue)| clue.weight > ClueWeight::Asks);
        naming.map(|(_, clue)| clue.id.as_str()).collect()
    }

    /// The clues that a name fits, each with the length of what says it.
    fn fitting(&self, text: &str) -> Vec<(usize, &OwnerClue)> {
        let name = spelt(text);
        if name.is_ascii() && !name.split(' ').any(|word| self.by_word.contains_key(word)) {
            return Vec::new();
        }
        if let Some(clue) = self.ids.get(text.trim()) {
            return vec![(text.len(), clue)];
        }
        if let Some(clue) = self.whole.get(&name) {
            return vec![(name.len(), clue)];
        }
        let padded = format!(" {name} ");
        let of_words = name.split(' ').filter_map(|word| self.by_word.get(word)).flatten();
        let in_words = self.in_words.iter().filter(|_| !name.is_ascii());
        let mut open: Vec<_> = of_words.chain(in_words).copied().collect();
        open.sort_unstable();
        open.dedup();
        let open = open.iter().filter_map(|&at| self.patterns.get(at));
        let fitting = open.filter(|(pattern, _)| pattern.fits(&padded));
        let fitting = fitting.map(|(pattern, clue)| (pattern.words.len(), clue));
        let rest = self.part_names.in_name(&name, &self.part_of_place).map(|(_, rest)| rest);
        let said = |rest: &str| {
            let said = self.beside_part.iter().filter(|(names, _)| names.hold(rest));
            said.map(|(_, clue)| (name.len(), clue)).collect::<Vec<_>>()
        };
        let body = self.body(&name).map(|(_, clue)| (name.len(), clue));
        fitting.chain(rest.map(said).unwrap_or_default()).chain(body).collect()
    }

    /// The place that a cell names, and else its row; `name` is the words of the cell.
    fn named_place<'p>(
        &'p self,
        cell: &str,
        name: &str,
        row: RowPlace<'p>,
        countries: &Countries,
    ) -> NamedPlace<'p> {
        let words: Vec<_> = name.split(' ').collect();
        let named =
            |count| words.windows(count).filter_map(|words| self.parts.get(&words.join(" ")));
        let named: Vec<_> = (1..=PART).flat_map(named).collect();
        let is_abroad =
            named.iter().any(|is_home| !**is_home) || self.names_abroad(cell, countries);
        let own = self.part_names.behind_place(cell, countries);
        let part = own.or(row.part.filter(|_| !is_abroad));
        let in_a_part = row.in_a_part || self.of_a_part;
        let stated = row.part.filter(|_| row.is_stated);
        NamedPlace { is_part: !named.is_empty(), is_abroad, in_a_part, part, stated, after: None }
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
struct NamedPlace<'p> {
    /// It names a part of a country.
    is_part: bool,
    /// It names a country, or a part of one, that is not at home.
    is_abroad: bool,
    /// Something else says that the owner may be of a part.
    in_a_part: bool,
    /// The part in which the owner is.
    part: Option<&'p str>,
    /// The one that a column for such states.
    stated: Option<&'p str>,
    /// The part after which it is called.
    after: Option<&'p str>,
}

/// What the cells of a row beside that of its owner say of a part of a country.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RowPlace<'r> {
    /// They speak of one.
    pub(crate) in_a_part: bool,
    /// The one in which the row lies, by its id.
    pub(crate) part: Option<&'r str>,
    /// A column for such says so.
    pub(crate) is_stated: bool,
}
