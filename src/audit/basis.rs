//! What an audit is made with, as reports must say it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{knowledge::Knowledge, own_files::OwnFile};
use crate::{
    Date, Field,
    config::Config,
    facts::LifeCycle,
    finding::AppliedLaw,
    knowledge::File,
    law::Force,
    lists::AppliedList,
    reporting_duty::ReportingDuty,
    rules::{Designation, LawBook, NothingBinding, OnUnknown, Provision, Regime, Target, Terms},
};

/// A regime that was compared with its sources more than this many days before the as-of date counts as old, where nobody says otherwise.
pub(super) const RULE_AGE_DAYS: u32 = 180;

/// The key of the settings that leaves regimes out.
pub(super) const SKIP: &str = "[rules] skip";

/// What an audit was made with, as a report must say it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Basis {
    /// The day whose law was applied.
    pub as_of: Date,
    /// After how many days since a regime was compared with its sources it counts as old.
    pub max_rule_age: u32,
    /// The files of settings that were used.
    pub config: Vec<String>,
    /// The countries whose law was applied, and then the parts of countries, by code and name.
    pub jurisdictions: Vec<(String, String)>,
    /// The parts of these countries whose law was not applied, since nobody asked for it and nothing is said of the owner.
    pub parts_left_out: Vec<(String, String)>,
    /// What the owner was said to be: ids and titles; empty if nothing was said.
    pub organisation: Vec<(String, String)>,
    /// The sites that have an owner of their own, with what it was said to be.
    pub site_owners: Vec<(String, Vec<String>)>,
    /// What the settings take for granted where a row says nothing of it: facts by their keys, with the word for each.
    pub assumed: Vec<(String, String)>,
    /// How what no row says is taken.
    pub on_unknown: OnUnknown,
    /// The regimes applied.
    pub regimes: Vec<AppliedRegime>,
    /// The files of the user's on makers and labels, and on the words of law and of sheets.
    pub own_files: Vec<OwnFile>,
    /// The provisions applied.
    pub laws: Vec<AppliedLaw>,
    /// What these regimes want reported.
    pub duties: Vec<Arc<ReportingDuty>>,
    /// The regimes of these countries that are known and were not applied.
    pub left_out: Vec<LeftOutRegime>,
    /// The names of the site table.
    pub sites: Vec<String>,
    /// The waivers, in their order.
    pub waivers: Vec<WaiverTerms>,
    /// The owners that provisions bind, by the id of the law, so that a report can ask for them.
    pub binds: BTreeMap<String, Vec<String>>,
    /// The words that facts can have.
    pub words: BTreeMap<Field, Vec<AnswerWord>>,
}

/// A word that a fact can have.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AnswerWord {
    /// As settings and columns spell it.
    pub id: String,
    /// What people call it.
    pub title: String,
}

/// A regime that was applied.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AppliedRegime {
    /// Its id.
    pub id: String,
    /// Its country.
    pub jurisdiction: String,
    /// Its title.
    pub title: String,
    /// Who issued it.
    pub authority: String,
    /// When it was last compared with its sources.
    pub checked: Date,
    /// The file of the user's that it was read from, in the place of the shipped one or beside those.
    pub file: Option<String>,
    /// Why it binds nobody; `None` where it does.
    pub nothing_binding: Option<NothingBinding>,
    /// Whether it binds the owner as to makers whom it catches by their seat or by a test, so that it reaches some of whom nothing is
    /// known here.
    pub reaches_unknown: bool,
    /// Why its list is known here in part alone, where it binds the owner; `None` where all of it is known.
    pub known_in_part: Option<String>,
}

/// A regime that was not applied, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LeftOutRegime {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Why it was not applied.
    pub why: LeftOut,
}

/// Why a regime was not applied.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LeftOut {
    /// The settings skip it; where they say so.
    Skipped(String),
    /// A file of the user's has the same id.
    Replaced(String),
    /// Only rules of the user's were asked for.
    OnlyOwn,
}

/// A waiver as a report names it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WaiverTerms {
    /// Where it is written.
    pub place: String,
    /// Who accepted what it covers.
    pub by: String,
    /// Its last day.
    pub until: Date,
    /// Whether that day has passed.
    pub has_ended: bool,
}

impl Basis {
    /// What an audit of these laws under these settings is made with.
    pub(super) fn new(
        book: &LawBook,
        left_out: &[LawBook; 2],
        knowledge: &Knowledge,
        config: &Config,
        as_of: Date,
    ) -> Self {
        let terms = book.terms();
        // In the order of the regimes: countries before their parts.
        let mut countries: Vec<_> =
            book.regimes().iter().map(|regime| &regime.jurisdiction).collect();
        countries.dedup();
        let named = |id: &String| {
            let name = terms.jurisdictions().get(id).map_or(id, |jurisdiction| &jurisdiction.name);
            (id.clone(), name.clone())
        };
        let titled = |id: &String| {
            let title =
                terms.organisations().get(id).map_or(id, |organisation| &organisation.title);
            (id.clone(), title.clone())
        };
        let waivers = config.waivers.iter().map(|waiver| WaiverTerms {
            place: waiver.place.clone(),
            by: waiver.by.clone(),
            until: waiver.until,
            has_ended: waiver.has_ended(as_of),
        });
        let provisions = book.regimes().iter().flat_map(|regime| &regime.provisions);
        let binds = provisions.map(|provision| (provision.law.id.clone(), provision.binds.clone()));
        Self {
            as_of,
            max_rule_age: RULE_AGE_DAYS,
            config: config.path.iter().map(|path| path.display().to_string()).collect(),
            jurisdictions: countries.into_iter().map(named).collect(),
            parts_left_out: Vec::new(),
            organisation: config.organisation.iter().map(titled).collect(),
            site_owners: config
                .sites
                .iter()
                .filter(|(_, site)| !site.is.is_empty())
                .map(|(name, site)| {
                    (name.to_owned(), site.is.iter().map(|id| titled(id).1).collect())
                })
                .collect(),
            assumed: config
                .assume
                .iter()
                .map(|(field, word)| (field.key().to_owned(), word.clone()))
                .collect(),
            on_unknown: config.on_unknown.unwrap_or_default(),
            regimes: applied(book, &knowledge.own_rules, &owners(config, terms)),
            own_files: knowledge.own_files.clone(),
            laws: book.applied(as_of),
            duties: book.regimes().iter().flat_map(|regime| regime.duties.clone()).collect(),
            left_out: why_left_out(left_out, &knowledge.book, config),
            sites: config.sites.iter().map(|(name, _)| name.to_owned()).collect(),
            waivers: waivers.collect(),
            binds: binds.collect(),
            words: words(terms),
        }
    }

    /// What a reader must know of the user's own files: that what is shipped is left out for them.
    pub fn replaced(&self) -> impl Iterator<Item = String> {
        self.own_files.iter().filter_map(OwnFile::warning)
    }

    /// Adds a list of the user's own.
    pub(super) fn add_list(&mut self, list: &AppliedList) {
        self.regimes.push(AppliedRegime {
            id: list.law.regime.clone(),
            jurisdiction: list.law.jurisdiction.clone(),
            title: list.law.regime_title.clone(),
            authority: list.publisher.clone(),
            checked: list.law.from,
            file: Some(list.file.clone()),
            nothing_binding: None,
            reaches_unknown: false,
            known_in_part: None,
        });
        self.laws.push(AppliedLaw { law: Arc::clone(&list.law), open: Vec::new() });
    }

    /// A regime that two owners are held against stands once, and reaches what it reaches for either.
    fn join_regimes(&mut self, others: &[AppliedRegime]) {
        for other in others {
            let is_it = |known: &&mut AppliedRegime| {
                let (reaches_unknown, known_in_part) =
                    (known.reaches_unknown, known.known_in_part.clone());
                **known == AppliedRegime { reaches_unknown, known_in_part, ..other.clone() }
            };
            match self.regimes.iter_mut().find(is_it) {
                Some(known) => {
                    known.reaches_unknown |= other.reaches_unknown;
                    known.known_in_part =
                        known.known_in_part.take().or(other.known_in_part.clone());
                }
                None => self.regimes.push(other.clone()),
            }
        }
    }

    /// Takes in what another audit of the same run is made with. Where the owner is another, it stands under the name of those
    /// settings, as the owner of a single site does.
    pub fn join(&mut self, other: &Self) {
        add(&mut self.sites, &other.sites);
        add(&mut self.waivers, &other.waivers);
        add(&mut self.left_out, &other.left_out);
        add(&mut self.jurisdictions, &other.jurisdictions);
        self.join_regimes(&other.regimes);
        add(&mut self.own_files, &other.own_files);
        add(&mut self.laws, &other.laws);
        add(&mut self.duties, &other.duties);
        add(&mut self.site_owners, &other.site_owners);
        add(&mut self.assumed, &other.assumed);
        if self.on_unknown == OnUnknown::Review {
            self.on_unknown = other.on_unknown;
        }
        add(&mut self.config, &other.config);
        self.binds.extend(other.binds.clone());
        if other.organisation != self.organisation {
            let called = other.config.first().map_or("files without settings", String::as_str);
            let titles = other.organisation.iter().map(|(_, title)| title.clone()).collect();
            self.site_owners.push((called.to_owned(), titles));
        }
    }
}

/// Adds what is not there yet.
fn add<T: Clone + PartialEq>(to: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !to.contains(one) {
            to.push(one.clone());
        }
    }
}

/// The words that facts can have.
fn words(terms: &Terms) -> BTreeMap<Field, Vec<AnswerWord>> {
    let word = |id: &str, title: &str| AnswerWord { id: id.to_owned(), title: title.to_owned() };
    let of = |fact: Field| terms.of(fact).map(|term| word(&term.id, &term.title)).collect();
    let mut words: BTreeMap<_, _> = Terms::facts().map(|fact| (fact, of(fact))).collect();
    let status = LifeCycle::ALL.map(|status| word(status.word(), &status.word().replace('-', " ")));
    words.insert(Field::Status, status.into());
    let countries = terms.jurisdictions().iter().filter(|(code, _)| !code.contains('-'));
    let countries = countries.map(|(code, of)| word(code, &of.name));
    words.insert(Field::Country, countries.collect());
    let owners = terms.organisations().iter().map(|(id, of)| word(id, &of.title));
    words.insert(Field::Owner, owners.collect());
    words
}

/// All that the owner and the owners of single sites are; nothing where nothing is said of the owner, who may then be anyone.
fn owners(config: &Config, terms: &Terms) -> BTreeSet<String> {
    if config.organisation.is_empty() {
        return BTreeSet::new();
    }
    let of_sites = config.sites.iter().flat_map(|(_, site)| &site.is);
    config.organisation.iter().chain(of_sites).flat_map(|id| terms.with_implied(id)).collect()
}

fn applied(
    book: &LawBook,
    own_rules: &[Arc<File>],
    owners: &BTreeSet<String>,
) -> Vec<AppliedRegime> {
    let is_own = |regime: &Regime| own_rules.iter().any(|file| file.path == regime.file);
    let regimes = book.regimes().iter().map(|regime| AppliedRegime {
        id: regime.id.clone(),
        jurisdiction: regime.jurisdiction.clone(),
        title: regime.title.clone(),
        authority: regime.authority.clone(),
        checked: regime.checked,
        file: is_own(regime).then(|| regime.file.clone()),
        nothing_binding: regime.nothing_binding,
        reaches_unknown: regime.provisions.iter().any(|one| reaches_unknown(one, regime, owners)),
        known_in_part: (regime.known_in_part.clone())
            .filter(|_| regime.provisions.iter().any(|one| binds(one, owners))),
    });
    regimes.collect()
}

/// Whether a provision can raise a verdict for one of these owners.
fn binds(provision: &Provision, owners: &BTreeSet<String>) -> bool {
    let binds = owners.is_empty() || provision.binds.iter().any(|id| owners.contains(id));
    binds && provision.law.force != Force::Context
}

/// Whether a provision binds one of these owners as to makers whom it does not name.
fn reaches_unknown(provision: &Provision, regime: &Regime, owners: &BTreeSet<String>) -> bool {
    let mut designations =
        provision.designations.iter().filter_map(|at| regime.designations.get(*at));
    binds(provision, owners) && designations.any(is_test)
}

/// Whether a designation catches makers whom it does not name.
fn is_test(designation: &Designation) -> bool {
    designation.enforce && matches!(designation.target, Target::Criterion { .. } | Target::Seat(_))
}

/// The regimes left out, in the order of the books in which they stand. `all` is all law, applied or not: what was replaced was, whether
/// or not that in its place is applied.
fn why_left_out(
    [skipped, displaced]: &[LawBook; 2],
    all: &LawBook,
    config: &Config,
) -> Vec<LeftOutRegime> {
    let left_out = |regime: &Regime, why| LeftOutRegime {
        id: regime.id.clone(),
        title: regime.title.clone(),
        why,
    };
    let file = config.path.as_ref().map(|path| format!(" in {}", path.display()));
    let skips = || LeftOut::Skipped(format!("{SKIP}{}", file.clone().unwrap_or_default()));
    let skipped = skipped.regimes().iter().map(|regime| left_out(regime, skips()));
    let displaced = displaced.regimes().iter().map(|regime| {
        let by = all.regime(&regime.id).map(|other| other.file.clone());
        left_out(regime, by.map_or(LeftOut::OnlyOwn, LeftOut::Replaced))
    });
    skipped.chain(displaced).collect()
}
