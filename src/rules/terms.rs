//! The words of the law files: countries, organisations, criteria, and the values of facts.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{
    gapped::{GAP, Gapped},
    terms_file::{
        CriterionEntry, JurisdictionEntry, OrganisationEntry, OwnerCellsEntry, TermEntry, TermsFile,
    },
};
use crate::{
    Field, Truth,
    asset::FieldTrait,
    fold::fold,
    knowledge::{Fault, File, Pages, Placed, ReadIn, Sources, known_as, listed},
    text_map::TextMap,
};

/// A country, a part of one with law of its own, or a union of countries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Jurisdiction {
    /// What it is called.
    pub name: String,
    /// The country of which it is a part.
    pub parent: Option<String>,
    /// The countries in which its law holds as well, by code, where it is a union of some.
    pub members: BTreeSet<String>,
    /// The codes of its parts, of some of which no law is known.
    pub parts: BTreeSet<String>,
}

/// What an owner can be.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Organisation {
    /// Its id.
    pub id: String,
    /// The country, or part of one, whose law knows it, if one.
    pub jurisdiction: Option<String>,
    /// What people call it.
    pub title: String,
    /// What it is, completing "an organisation that …" or naming it.
    pub says: String,
    /// What it always is as well.
    pub implies: Vec<String>,
    /// What it never is.
    pub excludes: Vec<String>,
    /// The kinds of owner of every country that it takes in where it is at home.
    pub takes_in: Vec<String>,
    /// The kinds of owner of every country of which some are it.
    pub some_of: Vec<String>,
    /// What it never does besides.
    pub never: Vec<String>,
    /// What it is instead where the cell names a part of a country.
    pub in_a_part: Option<String>,
    /// Whether it works for others with things of its own.
    pub brings_own: bool,
    /// How many months after the January of the year that it is called after its fiscal year begins.
    pub fiscal_year_begins: Option<i8>,
    /// The words that say it in a cell.
    pub words: Vec<String>,
    /// Those that say it where the law of its country is asked for.
    pub words_at_home: Vec<String>,
    /// Those that say it beside the name of a part of a country.
    pub words_beside_part: Vec<String>,
    /// Whether one with the name of a part of a country in its own is of that part.
    pub named_after_part: bool,
    /// What bodies that are it are called, by the part of a country that each is of.
    pub names_in: BTreeMap<String, Vec<String>>,
    /// Those that bodies of parts of its country bear as well.
    pub doubtful: Vec<String>,
    /// Those that they may bear where a part is spoken of.
    pub doubtful_in_a_part: Vec<String>,
    /// Those that put another in question.
    pub hints: Vec<String>,
    /// Phrases of remarks and of words for goods that do the same.
    pub in_remarks: Vec<String>,
    /// Where it was read.
    pub sources: ReadIn,
}

/// A test that a maker meets or not.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Criterion {
    /// Its id.
    pub id: String,
    /// What it asks, as "subject to …".
    pub title: String,
    /// What it means.
    pub says: String,
    /// Where it was read.
    pub sources: ReadIn,
}

/// One value of a fact that conditions ask about.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Term {
    /// The fact.
    pub fact: Field,
    /// Its id.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The more general value that it is as well, by id.
    pub within: Option<String>,
    /// The country, or part of one, whose law speaks of it, if one.
    pub jurisdiction: Option<String>,
    /// The value that says that there is nothing of this one, by id.
    pub opposite: Option<String>,
    /// The values that may hold as well, by id.
    pub leaves_open: Vec<String>,
    /// Further values that may hold, where it is said of all goods of a site or of the inventory, by id.
    pub at_sites_leaves_open: Vec<String>,
    /// Whether the name of the item's maker stands for it.
    pub names_maker: bool,
    /// What stands beside the name of a maker in those of its own companies, folded.
    pub maker_words: BTreeSet<String>,
    /// What it means in the law's own sense.
    pub says: String,
    /// Where it was read.
    pub sources: ReadIn,
}

/// All words of the law files.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Terms {
    jurisdictions: BTreeMap<String, Jurisdiction>,
    organisations: BTreeMap<String, Organisation>,
    criteria: BTreeMap<String, Criterion>,
    values: Vec<Term>,
    /// By fact, the numbers of terms in `values` by folded spelling.
    spellings: BTreeMap<Field, TextMap<usize>>,
    /// Those with a gap.
    pub(super) gapped: Vec<Gapped>,
    /// Words by which a title says that something is no law yet, folded.
    no_law_yet: Vec<String>,
    /// Those that do so in a title alone.
    no_law_yet_in_titles: Vec<String>,
    /// Words of a cell that leave alone what its others say, folded.
    pub(super) small_words: BTreeSet<String>,
    /// How cells speak of owners.
    owner_cells: OwnerCellsEntry,
}

/// Whether a text holds one of these folded words as words of its own.
fn holds_one(text: &str, words: &[String]) -> bool {
    let text = format!(" {} ", fold(text));
    words.iter().any(|words| text.contains(&format!(" {words} ")))
}

impl Terms {
    /// Whether a text says that something is no law yet.
    pub(super) fn says_no_law_yet(&self, text: &str) -> bool {
        holds_one(text, &self.no_law_yet)
    }

    /// Whether a title does: of what is law it may be cited that it was a bill.
    pub(super) fn titled_as_no_law_yet(&self, title: &str) -> bool {
        self.says_no_law_yet(title) || holds_one(title, &self.no_law_yet_in_titles)
    }

    /// Whether a text begins by saying so: "Proposed: …".
    pub(super) fn begins_as_no_law_yet(&self, text: &str) -> bool {
        let text = format!("{} ", fold(text));
        self.no_law_yet.iter().any(|words| text.starts_with(&format!("{words} ")))
    }

    /// The facts whose values are terms.
    pub fn facts() -> impl Iterator<Item = Field> {
        Field::all_that(FieldTrait::Term)
    }

    /// Adds the words of a file. A word that another file defined before takes the new meaning; twice in one file is a fault.
    pub(super) fn add(
        &mut self,
        parsed: TermsFile,
        shared: &Sources,
        file: &Arc<File>,
        faults: &mut Vec<Fault>,
    ) {
        let pages = Pages { own: &parsed.sources, shared };
        each_once(&parsed, file, faults);
        self.no_law_yet.extend(parsed.no_law_yet.iter().map(|words| fold(words)));
        let in_titles = parsed.no_law_yet_in_titles.iter().map(|words| fold(words));
        self.no_law_yet_in_titles.extend(in_titles);
        self.small_words.extend(parsed.small_words.iter().map(|word| fold(word)));
        self.owner_cells.add(&parsed.owner_cells);
        self.add_jurisdictions(&parsed, file, faults);
        for entry in &parsed.criterion {
            let CriterionEntry { id, title, says, source } = entry.as_ref();
            let sources = source.resolve(pages, file, faults);
            let (title, says) = (title.clone(), says.clone());
            self.criteria.insert(
                id.clone(),
                Criterion { id: id.clone(), title, says, sources: sources.into() },
            );
        }
        for entry in &parsed.term {
            self.add_term(entry, pages, file, faults);
        }
        for entry in &parsed.term {
            self.check_within(entry.as_ref(), file, faults);
        }
        self.add_organisations(parsed.organisation, pages, file, faults);
    }

    fn add_jurisdictions(&mut self, parsed: &TermsFile, file: &Arc<File>, faults: &mut Vec<Fault>) {
        for entry in &parsed.jurisdiction {
            let entry = entry.as_ref();
            let parent = entry.parent.as_ref().map(|parent| parent.as_ref().clone());
            let members = entry.members.iter().cloned().collect();
            let parts = entry.parts.iter().cloned().collect();
            let jurisdiction = Jurisdiction { name: entry.name.clone(), parent, members, parts };
            self.jurisdictions.insert(entry.id.clone(), jurisdiction);
        }
        for entry in &parsed.jurisdiction {
            let JurisdictionEntry { id, parent, .. } = entry.as_ref();
            let country = id.split_once('-').map(|(country, _)| country);
            if country != parent.as_ref().map(|parent| parent.as_ref().as_str()) {
                let message = format!("`{id}` is not named after the country it is a part of");
                let expected = "expected a code of ISO 3166-1 (US), or one of ISO 3166-2 with its parent (US-TX, parent = \"US\")";
                faults.push(Fault::at(file, entry.span(), message, expected));
            }
            self.check_jurisdiction(parent.as_ref(), file, faults);
        }
    }

    fn add_term(
        &mut self,
        entry: &Placed<TermEntry>,
        pages: Pages<'_>,
        file: &Arc<File>,
        faults: &mut Vec<Fault>,
    ) {
        let span = entry.span();
        let entry = entry.as_ref();
        let fact = *entry.fact.as_ref();
        if !fact.is(FieldTrait::Term) {
            let message = format!("`{fact}` is no fact with terms");
            let known: Vec<_> = Self::facts().map(Field::key).collect();
            let expected = format!("expected one of: {}", known.join(", "));
            faults.push(Fault::at(file, entry.fact.span(), message, expected));
        }
        self.check_jurisdiction(entry.jurisdiction.as_ref(), file, faults);
        let (gapped, whole): (Vec<_>, Vec<_>) =
            entry.words.iter().partition(|word| word.contains(GAP));
        self.gapped.extend(gapped.into_iter().filter_map(|word| Gapped::of(fact, word, &entry.id)));
        let known = self.values.iter().position(|term| (term.fact, &term.id) == (fact, &entry.id));
        let number = known.unwrap_or(self.values.len());
        let spellings = self.spellings.entry(fact).or_default();
        for word in whole.into_iter().chain([&entry.id, &entry.title]) {
            if let Some(other) =
                spellings.insert(fold(word), number).filter(|other| *other != number)
                && let Some(other) = self.values.get(other)
            {
                let message = format!("`{word}` stands for both `{}` and `{}`", other.id, entry.id);
                let expected = "expected each spelling of a fact under one term";
                faults.push(Fault::at(file, span.clone(), message, expected));
            }
        }
        let sources = entry.source.resolve(pages, file, faults);
        let (id, title, says) = (entry.id.clone(), entry.title.clone(), entry.says.clone());
        let within = entry.within.as_ref().map(|within| within.as_ref().clone());
        let term = Term {
            fact,
            id,
            title,
            within,
            jurisdiction: entry.jurisdiction.as_ref().map(|its| its.as_ref().clone()),
            opposite: entry.opposite.as_ref().map(|opposite| opposite.as_ref().clone()),
            leaves_open: Placed::values(&entry.leaves_open),
            at_sites_leaves_open: Placed::values(&entry.at_sites_leaves_open),
            names_maker: entry.names_maker,
            maker_words: entry.maker_words.iter().map(|word| fold(word)).collect(),
            says,
            sources: sources.into(),
        };
        match self.values.get_mut(number) {
            Some(known) => *known = term,
            None => self.values.push(term),
        }
    }

    /// Faults terms that do not exist, and a more general one that lies within another: one step is all that law has needed.
    fn check_within(&self, entry: &TermEntry, file: &Arc<File>, faults: &mut Vec<Fault>) {
        let fact = *entry.fact.as_ref();
        let open = entry.leaves_open.iter().chain(&entry.at_sites_leaves_open);
        let open = open.chain(&entry.opposite);
        for open in open.filter(|open| self.term(fact, open.as_ref()).is_none()) {
            let message = format!("`{}` is no term of `{fact}`", open.as_ref());
            let expected = "expected the id of a [[term]] of the same fact";
            faults.push(Fault::at(file, open.span(), message, expected));
        }
        let Some(within) = &entry.within else { return };
        let general = self.term(fact, within.as_ref());
        if general.is_none_or(|general| general.within.is_some()) {
            let message = format!("`{}` is no general term of `{fact}`", within.as_ref());
            let expected = "expected the id of a [[term]] of the same fact that lies within none";
            faults.push(Fault::at(file, within.span(), message, expected));
        }
    }

    /// Whether a value of a fact is another: itself, or the more general one in which it lies. What lies in the value may be it or not.
    pub(super) fn is_term(&self, fact: Field, value: &str, wanted: &str) -> Truth {
        let within = |id: &str| self.term(fact, id).and_then(|term| term.within.as_deref());
        if value == wanted || within(value) == Some(wanted) {
            return Truth::True;
        }
        let open = self.term(fact, value).map_or(&[][..], |term| &term.leaves_open);
        let leaves = |id: &str| open.iter().any(|open| open == id);
        let may_be =
            within(wanted) == Some(value) || leaves(wanted) || within(wanted).is_some_and(leaves);
        if may_be { Truth::Unknown } else { Truth::False }
    }

    /// The same for a value that is said of all goods of a site or of the inventory: it answers for what such goods have in common.
    pub(super) fn is_term_of_all(&self, fact: Field, value: &str, wanted: &str) -> Truth {
        let open = |term: &Term| term.at_sites_leaves_open.iter().any(|open| open == wanted);
        match self.is_term(fact, value, wanted) {
            Truth::False if self.term(fact, value).is_some_and(open) => Truth::Unknown,
            holds => holds,
        }
    }

    fn add_organisations(
        &mut self,
        entries: Vec<Placed<OrganisationEntry>>,
        pages: Pages<'_>,
        file: &Arc<File>,
        faults: &mut Vec<Fault>,
    ) {
        let known: BTreeSet<String> = entries
            .iter()
            .map(|entry| entry.as_ref().id.clone())
            .chain(self.organisations.keys().cloned())
            .collect();
        for entry in entries {
            let entry = entry.into_inner();
            self.check_jurisdiction(entry.jurisdiction.as_ref(), file, faults);
            let sources = entry.source.resolve(pages, file, faults);
            for other in entry.names_others() {
                if !known.contains(other.as_ref()) {
                    let message = format!("the organisation `{}` does not exist", other.as_ref());
                    let expected = "expected the id of an [[organisation]]";
                    faults.push(Fault::at(file, other.span(), message, expected));
                }
            }
            let organisation = Organisation {
                id: entry.id.clone(),
                jurisdiction: entry.jurisdiction.map(Placed::into_inner),
                title: entry.title,
                says: entry.says,
                implies: Placed::values(&entry.implies),
                excludes: Placed::values(&entry.excludes),
                takes_in: Placed::values(&entry.takes_in),
                words_beside_part: entry.words_beside_part.clone(),
                named_after_part: entry.named_after_part,
                names_in: entry.names_in,
                some_of: Placed::values(&entry.some_of),
                never: Placed::values(&entry.never),
                in_a_part: entry.in_a_part.map(Placed::into_inner),
                brings_own: entry.brings_own,
                fiscal_year_begins: entry.fiscal_year_begins,
                words: entry.words,
                words_at_home: entry.words_at_home,
                doubtful: entry.doubtful,
                doubtful_in_a_part: entry.doubtful_in_a_part,
                hints: entry.hints,
                in_remarks: entry.in_remarks,
                sources: sources.into(),
            };
            self.organisations.insert(entry.id, organisation);
        }
    }

    /// Faults a jurisdiction that does not exist.
    pub(super) fn check_jurisdiction(
        &self,
        id: Option<&Placed<String>>,
        file: &Arc<File>,
        faults: &mut Vec<Fault>,
    ) {
        if let Some(id) = id
            && !self.jurisdictions.contains_key(id.as_ref())
        {
            let message = format!("the jurisdiction `{}` does not exist", id.as_ref());
            let expected = format!("expected one of: {}", listed(self.jurisdictions.keys()));
            let known = self.jurisdictions.iter();
            let known = known.flat_map(|(id, one)| known_as(id, [&one.name]));
            faults.push(Fault::at(file, id.span(), message, expected).near(id.as_ref(), known));
        }
    }

    /// How cells speak of several owners, and of parts of countries.
    pub(super) fn owner_cells(&self) -> &OwnerCellsEntry {
        &self.owner_cells
    }

    /// The countries and parts of countries by code.
    pub fn jurisdictions(&self) -> &BTreeMap<String, Jurisdiction> {
        &self.jurisdictions
    }

    /// The country of which a jurisdiction is a part; `None` for a country.
    pub fn parent(&self, jurisdiction: &str) -> Option<&str> {
        self.jurisdictions.get(jurisdiction)?.parent.as_deref()
    }

    /// Whether a country is a member of a union.
    pub fn is_member(&self, country: &str, union: &str) -> bool {
        self.jurisdictions.get(union).is_some_and(|union| union.members.contains(country))
    }

    /// What an owner can be, by id.
    pub fn organisations(&self) -> &BTreeMap<String, Organisation> {
        &self.organisations
    }

    /// What people call an organisation; the id itself where there is none such.
    pub(super) fn organisation_title<'a>(&'a self, id: &'a str) -> &'a str {
        self.organisations.get(id).map_or(id, |organisation| organisation.title.as_str())
    }

    /// The criteria by id.
    pub fn criteria(&self) -> &BTreeMap<String, Criterion> {
        &self.criteria
    }

    /// The values that a fact can take.
    pub fn of(&self, fact: Field) -> impl Iterator<Item = &Term> {
        self.values.iter().filter(move |term| term.fact == fact)
    }

    /// A term by fact and id.
    pub fn term(&self, fact: Field, id: &str) -> Option<&Term> {
        self.values.iter().find(|term| term.fact == fact && term.id == id)
    }

    /// The term that a folded text spells, whole.
    pub(super) fn spelt(&self, fact: Field, folded: &str) -> Option<&Term> {
        self.values.get(*self.spellings.get(&fact)?.get(folded)?)
    }

    /// The term for which the name of the item's maker stands in a cell.
    pub fn of_maker(&self, fact: Field) -> Option<&Term> {
        self.of(fact).find(|term| term.names_maker)
    }

    /// What people call a value of a fact; the id itself where there is no such term.
    pub fn title<'a>(&'a self, fact: Field, id: &'a str) -> &'a str {
        self.term(fact, id).map_or(id, |term| term.title.as_str())
    }

    /// All that an owner is who is this: the organisation and what it implies.
    pub fn with_implied(&self, id: &str) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        let mut waiting = vec![id.to_owned()];
        while let Some(id) = waiting.pop() {
            if let Some(organisation) = self.organisations.get(&id)
                && all.insert(id)
            {
                waiting.extend(organisation.implies.iter().cloned());
            }
        }
        all
    }
}

/// Faults every id that stands twice in a file.
fn each_once(parsed: &TermsFile, file: &Arc<File>, faults: &mut Vec<Fault>) {
    let jurisdictions = parsed.jurisdiction.iter().map(|e| ("", &e.as_ref().id, e.span()));
    let organisations = parsed.organisation.iter().map(|e| ("o", &e.as_ref().id, e.span()));
    let criteria = parsed.criterion.iter().map(|e| ("c", &e.as_ref().id, e.span()));
    let terms =
        parsed.term.iter().map(|e| (e.as_ref().fact.as_ref().key(), &e.as_ref().id, e.span()));
    let mut seen = BTreeSet::new();
    for (kind, id, span) in jurisdictions.chain(organisations).chain(criteria).chain(terms) {
        if !seen.insert((kind, id)) {
            let message = format!("`{id}` stands twice");
            faults.push(Fault::at(file, span, message, "expected each id once"));
        }
    }
}
