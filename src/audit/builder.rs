//! From settings to an auditor: everything is checked before the first row is read.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::Arc,
};

use super::{
    Auditor, SetupError,
    basis::{Basis, RULE_AGE_DAYS, SKIP},
    establish::{FactReader, FactSettings},
    judge::Judge,
    jurisdictions::{AskedLaw, parts_left_out},
    knowledge::{Folders, Knowledge, LoadError, list_formats},
    owner_laws::{KindsToWatch, LawSource, OwnerCells, OwnerLaws},
    setup::Setup,
    waivers::Waivers,
};
use crate::{
    Date, Field,
    attribution::Maker,
    config::{Config, NamePatterns, Waiver},
    fold::fold,
    knowledge::{Faults, compared_to_come, did_you_mean, known_as},
    lists::{AppliedList, Lists},
    rules::{LawBook, OnUnknown, Owner, Regime, Terms},
    vendors::{Catalogue, CompanyNames, Recogniser},
};

/// Where settings say what the owner is, and what is taken for granted, as messages name them.
const OWNER: &str = "[organisation] or --org";
const ASSUMED: &str = "[assume] or --assume";

/// The settings of an audit. Made by [`Auditor::builder`] or [`Auditor::from_config`].
#[derive(Clone, Debug)]
pub struct AuditorBuilder {
    setup: Setup,
    /// Who has loaded the knowledge.
    loaded: Option<Arc<Judge>>,
}

impl Auditor {
    /// Settings to begin with: all countries, today, an owner of whom nothing is said.
    pub fn builder() -> AuditorBuilder {
        Self::from_config(Config::default())
    }

    /// Settings to begin with: those of a configuration, today. What the builder is told afterwards goes before them, or is added to its
    /// rules, formats and lists.
    pub fn from_config(config: Config) -> AuditorBuilder {
        let folders = Folders::of(&config);
        let (as_of, lists) = (Date::today(), config.lists.clone());
        let setup = Setup { config, folders, as_of, max_rule_age: None, lists };
        AuditorBuilder { setup, loaded: None }
    }

    /// The same settings and knowledge as of another day, for a plan; how old the rules may be counts on the first day alone.
    pub fn on(&self, day: Date) -> Result<Self, SetupError> {
        let setup = Setup { as_of: day, max_rule_age: None, ..(*self.setup).clone() };
        AuditorBuilder { setup, loaded: Some(Arc::clone(&self.judge)) }.build()
    }
}

impl AuditorBuilder {
    /// The day whose law is applied; today by default.
    #[must_use]
    pub fn as_of(mut self, as_of: Date) -> Self {
        self.setup.as_of = as_of;
        self
    }

    /// What the owner is, by organisation id; all that it is.
    #[must_use]
    pub fn organisation<'i>(mut self, ids: impl IntoIterator<Item = &'i str>) -> Self {
        self.setup.config.organisation = ids.into_iter().map(str::to_owned).collect();
        self
    }

    /// The countries whose law is applied, by code; all by default.
    #[must_use]
    pub fn jurisdictions<'i>(mut self, ids: impl IntoIterator<Item = &'i str>) -> Self {
        self.setup.config.jurisdictions = ids.into_iter().map(str::to_owned).collect();
        self
    }

    /// A fact to take for granted where neither row nor site table states it.
    #[must_use]
    pub fn assume(mut self, field: Field, value: impl Into<String>) -> Self {
        self.setup.config.assume.insert(field, value.into());
        self
    }

    /// How to take what cannot be decided.
    #[must_use]
    pub fn on_unknown(mut self, on_unknown: OnUnknown) -> Self {
        self.setup.config.on_unknown = Some(on_unknown);
        self
    }

    /// Rule files to add to the shipped ones, or, with `only`, to use in their place.
    #[must_use]
    pub fn rules(mut self, folder: impl Into<PathBuf>, only: bool) -> Self {
        self.setup.folders.rules.push(folder.into());
        self.loaded = None;
        self.setup.folders.only_rules |= only;
        self
    }

    /// Vendor files to add to the shipped ones.
    #[must_use]
    pub fn vendors(mut self, folder: impl Into<PathBuf>) -> Self {
        self.setup.folders.vendors.push(folder.into());
        self.loaded = None;
        self
    }

    /// A list of companies to look up beside the makers that are known: an export of sanctions or export controls. An entry is no law, and
    /// its finding a question at most.
    #[must_use]
    pub fn list(mut self, file: impl Into<PathBuf>) -> Self {
        self.setup.lists.push(file.into());
        self
    }

    /// Format files to add to the shipped ones.
    #[must_use]
    pub fn formats(mut self, folder: impl Into<PathBuf>) -> Self {
        self.setup.folders.formats.push(folder.into());
        self.loaded = None;
        self
    }

    /// Refuse regimes that were compared with their sources longer ago than this many days.
    #[must_use]
    pub fn max_rule_age(mut self, days: u32) -> Self {
        self.setup.max_rule_age = Some(days);
        self
    }

    /// Takes the knowledge that another auditor has loaded, with the rules, vendors and formats that it was told of; more of these that are
    /// added afterwards have it be loaded anew.
    #[must_use]
    pub fn knowledge_of(mut self, other: &Auditor) -> Self {
        self.setup.folders.clone_from(&other.setup.folders);
        self.loaded = Some(Arc::clone(&other.judge));
        self
    }

    /// Loads and checks everything.
    pub fn build(mut self) -> Result<Auditor, SetupError> {
        if let Some(other) = self.loaded.take() {
            let recogniser = || Arc::clone(&other.recogniser);
            return self.build_with(other.knowledge.clone(), recogniser, Some(&other.owner_cells));
        }
        let knowledge = Knowledge::load(&self.setup.folders)?;
        let recogniser = knowledge.recogniser_soon();
        self.refuse_to_come(&knowledge)?;
        self.build_with(knowledge, || Arc::new(recogniser()), None)
    }

    /// Checks the settings against knowledge that is loaded.
    fn build_with(
        self,
        knowledge: Knowledge,
        recogniser: impl FnOnce() -> Arc<Recogniser>,
        cells: Option<&Arc<OwnerCells>>,
    ) -> Result<Auditor, SetupError> {
        let terms = knowledge.book.terms();
        let asked = AskedLaw::of(&self.setup.config.jurisdictions, &knowledge)?;
        let owner =
            owner(self.setup.config.place(OWNER), &self.setup.config.organisation, terms, &asked)?;
        let site_owners = site_owners(&self.setup.config, terms, &asked)?;
        let owners: Vec<_> = site_owners.values().chain([&owner]).collect();
        let law = |of_rows| asked.law(&knowledge.book, &owners, of_rows);
        let (book, skipped) = select(&knowledge.book, law(false), &self.setup.config)?;
        let (of_rows, _) = select(&knowledge.book, law(true), &self.setup.config)?;
        let displaced = asked.law(&knowledge.displaced, &owners, false);
        let lists = lists(&self.setup.lists, &knowledge, self.setup.as_of)?;
        let waivers = waivers(&self.setup.config.waivers, &knowledge, lists.as_ref())?;
        let reader = FactReader {
            formats: &knowledge.formats,
            terms: book.terms(),
            tree: &knowledge.tree,
            countries: &knowledge.countries,
            as_of: self.setup.as_of,
            fiscal_year_begins: None,
        };
        let settings = fact_settings(&self.setup.config, reader)?;
        let old = old_rules(&self.old_regimes(&book)?, self.setup.as_of);
        let left_out = [skipped, displaced];
        let mut basis =
            Basis::new(&book, &left_out, &knowledge, &self.setup.config, self.setup.as_of);
        let applied = lists.iter().flat_map(Lists::each);
        applied.clone().for_each(|list| basis.add_list(list));
        let said: Vec<_> = applied.map(AppliedList::says).chain(basis.replaced()).collect();
        basis.max_rule_age = self.setup.max_rule_age.unwrap_or(RULE_AGE_DAYS);
        basis.parts_left_out = parts_left_out(&knowledge.book, &book, &owner);
        let unnamed = unnamed(&knowledge.catalogue);
        let home = home(&asked, &owners);
        let same = cells.filter(|cells| cells.home == home);
        let source = LawSource { book: of_rows, left_out, unnamed, as_of: self.setup.as_of };
        let (site_laws, law) = (laws_of_sites(site_owners, &source), OwnerLaws::of(owner, &source));
        let watched = KindsToWatch::of(&knowledge.tree, &site_laws.values().chain([&law]));
        let judge = Judge {
            recogniser: recogniser(),
            lists,
            watched,
            source,
            owner_cells: same.map_or_else(|| Arc::new(OwnerCells::at(home)), Arc::clone),
            law,
            site_laws,
            settings,
            sites: self.setup.config.sites.clone(),
            waivers: Waivers::new(waivers),
            on_unknown: self.setup.config.on_unknown.unwrap_or_default(),
            as_of: self.setup.as_of,
            knowledge,
        };
        Ok(Auditor {
            judge: Arc::new(judge),
            basis,
            warnings: old.into_iter().chain(asked.notes).chain(said).collect(),
            setup: self.setup.into(),
        })
    }

    /// Refuses files that say that they were compared on a day to come: they would never be too old.
    fn refuse_to_come(&self, knowledge: &Knowledge) -> Result<(), LoadError> {
        let today = Date::today();
        let last = if self.setup.as_of.last() > today.last() { self.setup.as_of } else { today };
        let own = knowledge.own_rules.iter();
        let faults: Vec<_> = own.filter_map(|file| compared_to_come(file, last)).collect();
        if faults.is_empty() { Ok(()) } else { Err(Faults(faults).into()) }
    }

    /// The regimes that were compared with their sources long ago, each with the day; an error where such are refused.
    fn old_regimes(&self, book: &LawBook) -> Result<Vec<String>, SetupError> {
        let mut old = Vec::new();
        for regime in book.regimes() {
            let limit = self.setup.max_rule_age.unwrap_or(RULE_AGE_DAYS);
            if regime.days_since_checked(self.setup.as_of) > i64::from(limit) {
                let stale = SetupError::Stale {
                    id: regime.id.clone(),
                    checked: regime.checked,
                    days: limit,
                    as_of: self.setup.as_of,
                };
                if self.setup.max_rule_age.is_some() {
                    return Err(stale);
                }
                old.push(format!("{} ({})", regime.id, regime.checked));
            }
        }
        Ok(old)
    }
}

/// The sentence about regimes that were compared with their sources long ago, if there are any.
fn old_rules(old: &[String], as_of: Date) -> Vec<String> {
    let sentence = format!(
        "some rules were last compared with their sources more than {RULE_AGE_DAYS} days before {as_of}: {}; the law may have changed, so get a newer banlint",
        old.join(", ")
    );
    if old.is_empty() { Vec::new() } else { vec![sentence] }
}

/// The regimes that apply under a configuration, and those that it skips.
fn select(
    all: &LawBook,
    mut book: LawBook,
    config: &Config,
) -> Result<(LawBook, LawBook), SetupError> {
    let mut skipped = book.clone();
    if let Some(id) = config.skip.iter().find(|id| all.regime(id).is_none()) {
        return Err(unknown_regime(config.place(SKIP), id, all.regimes().iter()));
    }
    let skips = |regime: &Regime| config.skip.contains(&regime.id);
    book.retain(|regime| !skips(regime));
    skipped.retain(skips);
    if book.regimes().is_empty() { Err(SetupError::NothingToApply) } else { Ok((book, skipped)) }
}

/// The makers of whom nothing is said unless law that does not name them reaches them.
fn unnamed(catalogue: &Catalogue) -> Vec<Arc<Maker>> {
    let unnamed = catalogue.vendors().iter().filter(|vendor| vendor.only_by_seat);
    unnamed.map(|vendor| Arc::clone(&vendor.maker)).collect()
}

/// The law as it is put to the owners of sites, by the names of their entries.
fn laws_of_sites(
    owners: BTreeMap<String, Owner>,
    source: &LawSource,
) -> BTreeMap<String, OwnerLaws> {
    owners.into_iter().map(|(site, owner)| (site, OwnerLaws::of(owner, source))).collect()
}

fn unknown_regime<'k>(
    place: String,
    id: &str,
    known: impl Iterator<Item = &'k Arc<Regime>>,
) -> SetupError {
    let hint = did_you_mean(id, known.flat_map(|one| known_as(&one.id, [&one.title])));
    SetupError::Regime { place, id: id.to_owned(), hint }
}

/// The lists, where there are any.
fn lists(
    paths: &[PathBuf],
    knowledge: &Knowledge,
    as_of: Date,
) -> Result<Option<Lists>, SetupError> {
    if paths.is_empty() {
        return Ok(None);
    }
    let companies = CompanyNames::of(&knowledge.catalogue);
    Ok(Some(Lists::load(paths, &list_formats()?, companies, as_of)?))
}

/// The waivers with the names in them checked, and makers by their ids.
fn waivers(
    waivers: &[Waiver],
    knowledge: &Knowledge,
    lists: Option<&Lists>,
) -> Result<Vec<Waiver>, SetupError> {
    let regimes = || knowledge.book.regimes().iter().chain(knowledge.displaced.regimes());
    let listed = lists.into_iter().flat_map(Lists::each).map(|list| list.law.regime.clone());
    let ids: Vec<_> = regimes().map(|regime| regime.id.clone()).chain(listed).collect();
    let makers: Vec<_> = knowledge.catalogue.vendors().iter().map(|vendor| &vendor.maker).collect();
    let names = |maker: &Maker| [&maker.id, &maker.short, &maker.name].map(|name| fold(name));
    let all_names: Vec<_> = makers.iter().flat_map(|maker| names(maker)).collect();
    let mut checked = waivers.to_vec();
    for waiver in &mut checked {
        let place = format!("{}: [[waiver]]", waiver.place);
        if let Some(id) = waiver.regime.unfit(&ids).next() {
            return Err(unknown_regime(place, id, regimes()));
        }
        if let Some(id) = waiver.maker.unfit(&all_names).next() {
            let called = makers.iter().flat_map(|one| known_as(&one.id, [&one.short, &one.name]));
            let hint = did_you_mean(id, called);
            return Err(SetupError::Maker { place, id: id.to_owned(), hint });
        }
        if !waiver.maker.is_empty() {
            let fits = |maker: &&&Arc<Maker>| {
                names(maker).iter().any(|name| waiver.maker.fit(Some(name.as_str())))
            };
            let ids: Vec<_> = makers.iter().filter(fits).map(|maker| maker.id.as_str()).collect();
            waiver.maker = NamePatterns::new(&ids, str::to_owned);
        }
    }
    Ok(checked)
}

/// Reads what configuration states of facts; the site table is read too, so that a typo there is met before the first row.
fn fact_settings(config: &Config, reader: FactReader<'_>) -> Result<FactSettings, SetupError> {
    let given = |place: String, field: Field, text: &str| {
        reader.given(field, text).map_err(|unreadable| SetupError::Given {
            place,
            field,
            text: text.to_owned(),
            hint: unreadable.hint,
            expected: unreadable.expected,
        })
    };
    for (name, site) in config.sites.iter() {
        for (field, text) in site.facts() {
            given(config.place(&format!("[sites.\"{name}\"]")), field, text)?;
        }
    }
    let mut settings = FactSettings::default();
    for (&field, text) in &config.assume {
        settings.assumed.insert(field, given(config.place(ASSUMED), field, text)?);
    }
    for (&field, words) in &config.words {
        let known = settings.words.entry(field).or_default();
        for (word, text) in words {
            let place = config.place(&format!("[words.{}] \"{word}\"", field.key()));
            known.insert(fold(word), given(place, field, text)?);
        }
    }
    Ok(settings)
}

/// The owners of the sites whose entry says what they are.
fn site_owners(
    config: &Config,
    terms: &Terms,
    asked: &AskedLaw,
) -> Result<BTreeMap<String, Owner>, SetupError> {
    let stated = config.sites.iter().filter(|(_, site)| !site.is.is_empty());
    stated
        .map(|(name, site)| {
            let place = config.place(&format!("[sites.\"{name}\"] is"));
            Ok((name.to_owned(), owner(place, &site.is, terms, asked)?))
        })
        .collect()
}

/// The jurisdictions in whose terms cells name owners: those asked for, and those whose terms the stated owners are.
fn home(asked: &AskedLaw, owners: &[&Owner]) -> BTreeSet<String> {
    let stated = owners.iter().flat_map(|owner| owner.jurisdictions());
    asked.ids().iter().chain(stated).cloned().collect()
}

fn owner(
    place: String,
    is: &[String],
    terms: &Terms,
    asked: &AskedLaw,
) -> Result<Owner, SetupError> {
    Owner::under(is.iter().map(String::as_str), terms, asked.ids())
        .map_err(|source| SetupError::Organisation { place, source })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Verdict,
        config::{Site, Sites},
    };

    const SHEET: &str = "Tag,Manufacturer,Model,Category,Status,Site\n\
                         1,Dahua,IPC-HFW2431S,IP camera,in service,Annexe\n\
                         2,Dahua,IPC-HFW2431S,IP camera,in service,Works\n";

    fn verdicts(auditor: &Auditor) -> Vec<Verdict> {
        let audit = auditor.audit("a.csv", SHEET.as_bytes()).unwrap();
        audit.map(|audited| audited.unwrap().verdict).collect()
    }

    #[test]
    fn a_site_may_have_an_owner_of_its_own() {
        let site = Site {
            class: Some("sensitive".to_owned()),
            is: vec!["gb-central-government".to_owned()],
            ..Site::default()
        };
        let config = Config {
            organisation: vec!["private-company".to_owned()],
            jurisdictions: vec!["GB".to_owned()],
            ..Config::default()
        };
        for name in ["ANNEXE", "Ann*"] {
            let sites = Sites::new([(name.to_owned(), site.clone())]);
            let config = Config { sites, ..config.clone() };
            let as_of = "2026-11-22".parse().unwrap();
            let auditor = Auditor::from_config(config).as_of(as_of).build().unwrap();
            assert_eq!(verdicts(&auditor), [Verdict::Violation, Verdict::Exempt], "{name}");
        }
    }

    #[test]
    fn what_is_said_beside_a_configuration_goes_before_it() {
        let config = Config {
            organisation: vec!["private-company".to_owned()],
            jurisdictions: vec!["GB".to_owned()],
            ..Config::default()
        };
        let owner =
            |builder: AuditorBuilder| builder.build().unwrap().basis().organisation[0].0.clone();
        assert_eq!(owner(Auditor::from_config(config.clone())), "private-company");
        let told = Auditor::from_config(config).organisation(["gb-central-government"]);
        assert_eq!(owner(told), "gb-central-government");
    }

    #[test]
    fn knowledge_is_shared_until_more_is_added() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let first = Auditor::builder().as_of(day("2026-11-28")).max_rule_age(60).build().unwrap();
        let later = first.on(day("2028-01-01")).unwrap();
        assert_eq!(later.basis().as_of, day("2028-01-01"));
        let catalogue = |auditor: &Auditor| Arc::clone(&auditor.knowledge().catalogue);
        assert!(Arc::ptr_eq(&catalogue(&first), &catalogue(&later)));
        let more = Auditor::builder().knowledge_of(&first).rules("/nowhere/at/all", false);
        assert!(more.build().is_err());
    }

    #[test]
    fn what_cannot_be_used_is_refused_before_the_first_row() {
        let refused = |builder: AuditorBuilder| builder.build().unwrap_err().to_string();
        let builder = || Auditor::builder().as_of("2026-11-22".parse().unwrap());
        for (what, message) in [
            (refused(builder().jurisdictions(["ZZ"])), "jurisdiction `ZZ`"),
            (refused(builder().organisation(["us-contractor"])), "no organisation `us-contractor`"),
            (refused(builder().assume(Field::Status, "broken")), "expected one of: ordered"),
            (refused(builder().assume(Field::Purpose, "fun")), "expected one of: public-safety"),
            (
                refused(builder().max_rule_age(1).as_of("2027-11-22".parse().unwrap())),
                "last compared",
            ),
            (refused(builder().rules("/nowhere/at/all", false)), "/nowhere/at/all: cannot be read"),
        ] {
            assert!(what.contains(message), "{what}");
        }
    }
}
