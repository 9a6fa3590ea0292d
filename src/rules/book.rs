//! The law book: every regime as checked, ready to be applied. Built by `load`, applied by `judge`.

use std::{collections::BTreeSet, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{
    Approved, Burden, Condition, DesignationBasis, Example, NothingBinding, Offers, Owner, Reach,
    Terms, Values,
};
use crate::{
    Country, Date, EquipmentTree, KindId,
    attribution::Share,
    knowledge::{ReadIn, Source},
    law::{Instrument, Law},
    reason::Titles,
    reporting_duty::ReportingDuty,
};

/// All law that was loaded.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LawBook {
    pub(super) regimes: Vec<Arc<Regime>>,
    pub(super) terms: Arc<Terms>,
    #[serde(skip)]
    pub(super) tree: Arc<EquipmentTree>,
    /// The jurisdictions whose law was asked for by name; empty: nothing was asked for.
    asked: BTreeSet<String>,
}

impl LawBook {
    pub(super) fn new(
        regimes: Vec<Arc<Regime>>,
        terms: Arc<Terms>,
        tree: Arc<EquipmentTree>,
    ) -> Self {
        Self { regimes, terms, tree, asked: BTreeSet::new() }
    }

    /// The same over this tree of kinds, which does not lie in its own bytes.
    pub(crate) fn with_tree(self, tree: Arc<EquipmentTree>) -> Self {
        Self { tree, ..self }
    }

    /// The words of law alone.
    pub(crate) fn without_regimes(&self) -> Self {
        Self::new(Vec::new(), Arc::clone(&self.terms), Arc::clone(&self.tree))
    }

    /// The regimes by id.
    pub fn regimes(&self) -> &[Arc<Regime>] {
        &self.regimes
    }

    /// A regime by its id.
    pub fn regime(&self, id: &str) -> Option<&Regime> {
        self.regimes.iter().map(AsRef::as_ref).find(|regime| regime.id == id)
    }

    /// The words that the regimes use.
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The jurisdictions whose law was asked for by name; none where nothing was asked for.
    pub fn asked(&self) -> &BTreeSet<String> {
        &self.asked
    }

    /// Notes which jurisdictions were asked for by name.
    pub fn ask_for(&mut self, jurisdictions: impl IntoIterator<Item = String>) {
        self.asked = jurisdictions.into_iter().collect();
    }

    /// Whether the law of a jurisdiction is put to an owner. That of a country is, unless others were asked for. That of a part of a
    /// country is where it was asked for by name, where the owner is of that part, and where nothing at all was said: neither whose law
    /// is asked for nor what the owner is. A firm of Ohio is not asked after Texas.
    pub fn concerns(&self, jurisdiction: &str, owner: &Owner) -> bool {
        let asked = |id: &str| self.asked.contains(id);
        let Some(country) = self.terms.parent(jurisdiction) else {
            return self.asked.is_empty() || self.is_asked(jurisdiction);
        };
        asked(jurisdiction)
            || self.concerns(country, owner) && owner.is_of(jurisdiction)
            || self.asked.is_empty() && owner.organisations().is_empty()
    }

    /// Whether a regime is put to an owner.
    pub fn puts(&self, regime: &Regime, owner: &Owner) -> bool {
        let jurisdiction = regime.jurisdiction.as_str();
        self.concerns(jurisdiction, owner)
            && (!regime.only_if_asked || self.is_asked(jurisdiction) || owner.is_of(jurisdiction))
    }

    /// Whether the law of a country or union was asked for by name, or that of a part or a member: what holds in all of it holds there.
    fn is_asked(&self, jurisdiction: &str) -> bool {
        self.asked.iter().any(|asked| {
            let country = self.terms.parent(asked).unwrap_or(asked);
            [asked, country].contains(&jurisdiction) || self.terms.is_member(country, jurisdiction)
        })
    }

    /// The provisions that bind an organisation, or one that it is by implication, in the order of the regimes.
    pub fn binding(&self, organisation: &str) -> Vec<&Law> {
        let is = self.terms.with_implied(organisation);
        let provisions = self.regimes.iter().flat_map(|regime| &regime.provisions);
        let binding =
            provisions.filter(|provision| provision.binds.iter().any(|id| is.contains(id)));
        binding.map(|provision| &*provision.law).collect()
    }

    /// Keeps the regimes for which the answer is yes.
    pub fn retain(&mut self, mut keep: impl FnMut(&Regime) -> bool) {
        self.regimes.retain(|regime| keep(regime));
    }
}

/// One legal instrument.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Regime {
    /// Its id.
    pub id: String,
    /// The country, ISO 3166-1 alpha-2, or a part of one, ISO 3166-2.
    pub jurisdiction: String,
    /// What it is called.
    pub title: String,
    /// Who made it.
    pub authority: String,
    /// Where to look it up.
    pub citation: String,
    /// What kind of instrument it is; `None` where there is none, or its file does not say.
    pub instrument: Option<Instrument>,
    /// When it was last compared with its sources.
    pub checked: Date,
    /// What it says, in a sentence.
    pub summary: String,
    /// What a reader should know besides.
    pub note: Option<String>,
    /// Why it binds nobody; `None` where it does.
    pub nothing_binding: Option<NothingBinding>,
    /// Whether it is put to no owner of whom nothing is said, unless its country is asked for by name: it is about everyday goods of every maker.
    pub only_if_asked: bool,
    /// Why its list is known here in part alone; `None` where all of it is.
    pub known_in_part: Option<String>,
    /// Where it was read that nothing binds; empty where something does.
    pub sources: Vec<Arc<Source>>,
    /// Whom or what it catches; nothing where it was looked for and nothing binding was found.
    pub designations: Vec<Designation>,
    /// What it forbids.
    pub provisions: Vec<Provision>,
    /// What must be reported of what it forbids.
    pub duties: Vec<Arc<ReportingDuty>>,
    /// Rows with the verdict that it must come to. Of the law in the binary they are read again from its files when they are asked for.
    #[serde(skip)]
    pub examples: Vec<Arc<Example>>,
    /// The file it was read from.
    pub file: String,
}

/// Whom a designation catches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Target {
    /// A maker, by vendor id.
    Vendor(String),
    /// Makers that meet a criterion.
    Criterion {
        /// Its id.
        id: String,
        /// What it asks, as "subject to …".
        title: Arc<str>,
    },
    /// Makers with their seat in one of these countries.
    Seat(Vec<Country>),
    /// Equipment, whoever made it.
    Anyone,
}

/// Who or what is caught.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Designation {
    /// Its id within the regime.
    pub id: String,
    /// Whom it catches.
    pub target: Target,
    /// The brands of the maker that it catches; empty: all.
    pub brands: Titles,
    /// How it names them.
    pub basis: DesignationBasis,
    /// How far into a group it reaches.
    pub reach: Reach,
    /// Makers that officials tied to a criterion; informs only.
    pub examples: Vec<String>,
    /// The kinds caught; empty: any.
    pub equipment: Vec<KindId>,
    /// What people call these kinds.
    pub kinds: Titles,
    /// The kinds of which it is not settled.
    pub unsettled: Vec<KindId>,
    /// When it is not settled whether the item is caught, whatever its kind; nothing: never.
    pub unsettled_when: Condition,
    /// Why it is not settled.
    pub unsettled_why: Arc<str>,
    /// First day on the list.
    pub listed: Option<Date>,
    /// Last day on the list.
    pub removed: Option<Date>,
    /// Further conditions.
    pub when: Condition,
    /// It catches what states them alone.
    pub stated: bool,
    /// It asks after goods of makers of whom nothing is known.
    pub unknown_maker: bool,
    /// Whether it is applied at all.
    pub enforce: bool,
    /// Its reach in words.
    pub scope: String,
    /// What a reader should know besides.
    pub note: Option<String>,
    /// Where it was read.
    pub sources: ReadIn,
}

/// What is forbidden, to whom, from when.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Provision {
    /// The provision as reports show it.
    pub law: Arc<Law>,
    /// The designations it applies to, by their place in the regime.
    pub designations: Vec<usize>,
    /// The organisations it binds.
    pub binds: Vec<String>,
    /// What people call these organisations.
    pub bound: Titles,
    /// The organisations that it does not bind, whatever else they are.
    pub unbound: Vec<String>,
    /// It reaches things of those who work for whom it binds.
    pub reaches_things_of_staff: bool,
    /// Further conditions.
    pub when: Condition,
    /// An affiliate counts where the maker holds more of it than this.
    pub affiliate_above: Option<Share>,
    /// Renewing or extending a contract is forbidden too.
    pub renewals: bool,
    /// It reaches what a listed company sold, whoever made it.
    pub sellers: bool,
    /// To offer it is forbidden, whenever it was bought.
    pub offers: Option<Offers>,
    /// The money it asks about.
    pub money: Values,
    /// The money that may not pay for upkeep or operation either.
    pub upkeep: Values,
    /// When its exceptions hold, in the order of the law.
    pub exceptions: Vec<ExceptionCondition>,
    /// What a reader should know besides.
    pub note: Option<String>,
}

/// When an exception takes an asset out of a provision.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ExceptionCondition {
    /// When it holds.
    pub when: Condition,
    /// The items of a list for which it holds as well.
    pub approved: Vec<Approved>,
    /// The first day on which it can hold.
    pub from: Option<Date>,
    /// The last day on which it can hold.
    pub until: Option<Date>,
    /// The one designation, by its place in the regime, that it is an exception to; `None`: all of the provision.
    pub designation: Option<usize>,
    /// Who must show it.
    pub burden: Burden,
}
