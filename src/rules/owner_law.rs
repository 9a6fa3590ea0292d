//! The law as it is put to one owner on one day. What does not depend on an asset is answered here, once for each provision.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashSet;

use super::{
    Designation, ExceptionCondition, LawBook, Owner, Provision, Regime, Target, Terms,
    answer::titles_of, rule_index::RuleIndex,
};
use crate::{
    Date, EquipmentTree, Field, KindId, Truth,
    attribution::Maker,
    date::Period,
    facts::Facts,
    law::{Act, Force},
    reason::{Answer, Missing, Reason, Titles},
};

/// The law as it is put to one owner on one day.
#[derive(Clone, Debug)]
pub struct OwnerLaw {
    pub(super) rules: Vec<Rule>,
    index: RuleIndex,
    /// The questions after the kind of equipment; many designations share one.
    pub(super) questions: Vec<KindQuestion>,
    pub(super) terms: Arc<Terms>,
    pub(super) tree: Arc<EquipmentTree>,
    pub(super) as_of: Date,
}

/// One provision for one of its designations.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    regime: Arc<Regime>,
    provision: usize,
    designation: usize,
    /// The number of its question after the kind of equipment.
    pub(super) question: usize,
    pub(super) in_force: Arc<Answer>,
    pub(super) owner: Arc<Answer>,
    pub(super) binds_owner: bool,
    /// It does, or it binds some of those one of whom the owner is said to be.
    concerns_owner: bool,
    /// It was asked for by name or is that of the owner's place, and nothing tells whether it binds the owner.
    may_bind: bool,
    /// The time in which its act is forbidden, as far as it has come.
    pub(super) time: Period,
    /// When it ceases to be, if that is known.
    pub(super) ends: Option<Date>,
}

/// What a designation asks of the kind of equipment.
#[derive(Clone, Debug)]
pub(super) struct KindQuestion {
    equipment: Vec<KindId>,
    titles: Titles,
    unsettled: Vec<KindId>,
    why: Arc<str>,
    /// All kinds within one that it speaks of or above one, found out when they are asked for.
    related: OnceLock<FxHashSet<KindId>>,
}

impl LawBook {
    /// The law as it is put to an owner on a day.
    pub fn put_to(&self, owner: &Owner, as_of: Date) -> OwnerLaw {
        let put = |regime: &&Arc<Regime>| self.puts(regime, owner);
        self.law_of(self.regimes.iter().filter(put), owner, as_of)
    }

    pub(super) fn law_of<'r>(
        &'r self,
        regimes: impl Iterator<Item = &'r Arc<Regime>>,
        owner: &Owner,
        as_of: Date,
    ) -> OwnerLaw {
        let (terms, tree) = (Arc::clone(&self.terms), Arc::clone(&self.tree));
        let mut law = OwnerLaw {
            rules: Vec::new(),
            index: RuleIndex::default(),
            questions: Vec::new(),
            terms,
            tree,
            as_of,
        };
        for regime in regimes {
            let asked = self.asked().contains(&regime.jurisdiction);
            for provision in 0..regime.provisions.len() {
                for &designation in &regime.provisions[provision].designations {
                    if regime.designations.get(designation).is_some_and(|named| named.enforce) {
                        law.add((regime, asked), provision, designation, owner, as_of);
                    }
                }
            }
        }
        law
    }
}

impl OwnerLaw {
    /// The kinds of equipment of which it may have something to say whoever made the item, with whether it surely has: law on a kind or one
    /// above it surely has, and law on one below it has a question, if it binds the owner. `stated` takes in what catches only rows that
    /// state one of [`stated_alone`](Self::stated_alone).
    pub fn concerned_kinds(&self, stated: bool) -> impl Iterator<Item = (&KindId, Truth)> {
        let mut asked: Vec<_> =
            self.by_kind(stated).map(|rule| (rule.question, rule.is_note())).collect();
        asked.sort_unstable();
        asked.dedup();
        self.tree.kinds().filter_map(move |kind| {
            let each = asked.iter().map(|&(question, is_note)| {
                match self.questions[question].reaches(&kind.id, &self.tree) {
                    Truth::Unknown if is_note => Truth::False,
                    reached => reached,
                }
            });
            let concerned = Truth::any(each);
            (concerned != Truth::False).then_some((&kind.id, concerned))
        })
    }

    /// From which day on each rule on a kind of equipment asks whether goods of this kind are of it, of those that may catch rows which state
    /// none of [`stated_alone`](Self::stated_alone); `None` for a rule that asks of goods of any day, or names the kind itself.
    pub(crate) fn asked_from<'k>(
        &'k self,
        kind: &'k KindId,
    ) -> impl Iterator<Item = Option<Date>> + 'k {
        self.by_kind(false).filter_map(|rule| {
            let question = &self.questions[rule.question];
            match question.reaches(kind, &self.tree) {
                Truth::False if !question.equipment.is_empty() => None,
                Truth::Unknown => {
                    let is_silent = rule.is_note()
                        || rule.designation().unknown_maker
                        || rule.owner.truth == Truth::False
                        || rule.in_force.truth == Truth::False;
                    let law = &rule.provision().law;
                    let is_dated = match law.act {
                        Act::Acquire | Act::Fund => true,
                        Act::Report => law.days_after_listing.is_some(),
                        _ => false,
                    };
                    (!is_silent).then(|| rule.time.from.filter(|_| is_dated))
                }
                _ => Some(None),
            }
        })
    }

    /// The rules that go by the kind of equipment, whoever made it.
    fn by_kind(&self, stated: bool) -> impl Iterator<Item = &Rule> {
        self.rules.iter().filter(move |rule| {
            let designation = rule.designation();
            designation.target == Target::Anyone
                && (stated || !designation.stated)
                && (!designation.unknown_maker || rule.binds_owner)
        })
    }

    /// The kinds of equipment that it forbids by who made them, by name, seat or a test, if it binds the owner or may.
    pub(crate) fn kinds_judged_by_maker(&self) -> FxHashSet<KindId> {
        let by_maker = self.rules.iter().filter(|rule| {
            rule.designation().target != Target::Anyone
                && !rule.is_note()
                && rule.owner.truth != Truth::False
        });
        self.reached_by(by_maker.map(|rule| rule.question).collect())
    }

    /// The kinds of which one of these questions surely asks.
    fn reached_by(&self, mut asked: Vec<usize>) -> FxHashSet<KindId> {
        asked.sort_unstable();
        asked.dedup();
        let is_asked = |kind: &KindId| {
            asked.iter().any(|&of| self.questions[of].reaches(kind, &self.tree) == Truth::True)
        };
        self.tree.kinds().map(|kind| &kind.id).filter(|kind| is_asked(kind)).cloned().collect()
    }

    /// The kinds of equipment of whose makers it goes by the seat or by a test, so that any may be caught, if it binds the owner.
    pub(crate) fn kinds_judged_by_any_maker(&self) -> FxHashSet<KindId> {
        let of_strangers = self.rules_for_strangers().filter(|rule| rule.binds_owner);
        self.reached_by(of_strangers.map(|rule| rule.question).collect())
    }

    /// The facts by which a row whose kind nothing says may be reached all the same: it states what some law asks of it, if that law binds the
    /// owner or may.
    pub(crate) fn stated_of_any_kind(&self) -> impl Iterator<Item = Field> {
        let asked = self.rules_for_stated().filter(|rule| rule.asks_owner());
        let asks = asked.flat_map(|rule| rule.designation().when.asks());
        asks.map(|(field, _)| *field)
    }

    /// The facts without which designations that catch what states them alone catch nothing.
    pub fn stated_alone(&self) -> impl Iterator<Item = Field> {
        let alone = self.rules.iter().map(Rule::designation).filter(|one| one.stated);
        alone.flat_map(|designation| designation.when.asks().iter().map(|(field, _)| *field))
    }

    /// Whether it may have something to say of a maker, of goods of some kinds or of what it makes: it names it, or it concerns the owner, is
    /// about such goods, and goes by where makers have their seat or by a test that this one meets. Of law that was asked for by name, and may
    /// bind the owner, only the kinds that are said count.
    pub fn may_reach(&self, maker: &Maker, kinds: &[KindId]) -> bool {
        let may_be = |rule: &Rule| {
            let kinds = kinds.iter().chain(&maker.makes);
            self.questions[rule.question].may_reach(kinds, &self.tree)
        };
        let is_said = |rule: &Rule| {
            rule.may_bind && self.questions[rule.question].may_reach(kinds.iter(), &self.tree)
        };
        let mut unnamed = self.index.unnamed(maker).filter_map(|number| self.rules.get(number));
        self.index.names(maker)
            || unnamed.any(|rule| rule.concerns_owner && may_be(rule) || is_said(rule))
    }

    /// The rules that may reach goods of these makers, or of these kinds whoever made them, in the order of the law.
    pub(super) fn rules_for<'m>(
        &self,
        makers: impl Iterator<Item = &'m Maker>,
        kinds: impl Iterator<Item = &'m KindId>,
    ) -> impl Iterator<Item = &Rule> {
        let mut numbers: Vec<_> = makers.flat_map(|maker| self.index.of_maker(maker)).collect();
        for kind in kinds {
            let may_reach = |number: usize| {
                let question = self.rules.get(number).map(|rule| &self.questions[rule.question]);
                question.is_some_and(|one| one.may_reach(std::iter::once(kind), &self.tree))
            };
            numbers.extend_from_slice(&self.index.of_kind(kind, &self.tree, may_reach));
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter().filter_map(|number| self.rules.get(number))
    }

    /// The rules that catch only what states some fact, and may reach goods of which nothing says what they are.
    pub(super) fn rules_for_stated(&self) -> impl Iterator<Item = &Rule> {
        self.index.of_stated.iter().filter_map(|number| self.rules.get(*number))
    }

    /// Whether it binds the owner as one who receives money of some programme. Law on money that binds others besides is about what they
    /// spend it on, and they may have received none.
    pub(super) fn receives_money(&self) -> bool {
        self.rules.iter().filter(|rule| rule.binds_owner).any(|rule| {
            let provision = rule.provision();
            provision.law.act == Act::Fund && provision.binds.len() == 1
        })
    }

    /// The rules that ask after makers of whom nothing is known.
    pub(super) fn rules_for_strangers(&self) -> impl Iterator<Item = &Rule> {
        self.index.of_strangers.iter().filter_map(|number| self.rules.get(*number))
    }

    /// Adds a provision for one of its designations.
    fn add(
        &mut self,
        (regime, regime_is_asked): (&Arc<Regime>, bool),
        provision: usize,
        designation: usize,
        owner: &Owner,
        as_of: Date,
    ) {
        let (named, rule) = (&regime.designations[designation], &regime.provisions[provision]);
        let known = self.questions.iter().position(|known| known.is_of(named));
        let question = known.unwrap_or_else(|| {
            self.questions.push(KindQuestion::of(named));
            self.questions.len() - 1
        });
        let number = self.rules.len();
        self.index.add(number, named);
        // What it asks of the owner, it asks for all of its designations.
        let is_same =
            |last: &&Rule| Arc::ptr_eq(&last.regime, regime) && last.provision == provision;
        let asked = self.rules.last().filter(is_same);
        let asked =
            asked.map(|last| (Arc::clone(&last.owner), last.binds_owner, last.concerns_owner));
        let (bound, binds_owner, concerns_owner) = asked.unwrap_or_else(|| {
            let is = |id: &String| owner.organisations().contains(id);
            let binds_owner = rule.binds.iter().any(is) && !rule.unbound.iter().any(is);
            let is_narrowed = |id: &String| owner.is_narrowed_by(id, &self.terms);
            let concerns_owner = binds_owner || rule.binds.iter().any(is_narrowed);
            (Arc::new(binds(rule, owner, &self.terms)), binds_owner, concerns_owner)
        });
        // Of whom nothing is known but the place, the law there asks.
        let is_asked = regime_is_asked || owner.is_unsaid() && owner.is_of(&regime.jurisdiction);
        let may_bind = is_asked && bound.truth == Truth::Unknown;
        self.rules.push(Rule {
            regime: Arc::clone(regime),
            provision,
            designation,
            question,
            in_force: Arc::new(in_force(rule, named, as_of)),
            owner: bound,
            binds_owner,
            concerns_owner,
            may_bind,
            time: time(rule, named, as_of),
            ends: ends(rule, named),
        });
    }
}

impl Rule {
    pub(super) fn provision(&self) -> &Provision {
        &self.regime.provisions[self.provision]
    }

    pub(super) fn designation(&self) -> &Designation {
        &self.regime.designations[self.designation]
    }

    /// Whether an exception of its provision can still hold, and for its designation.
    pub(super) fn excepts(&self, exception: &ExceptionCondition, as_of: Date) -> bool {
        let ended = exception.until.is_some_and(|until| as_of.on_or_before(until) == Truth::False);
        !ended && exception.designation.is_none_or(|at| at == self.designation)
    }

    /// Whether it binds the trade, and the owner is not of it.
    pub(super) fn for_others(&self) -> bool {
        self.provision().law.act.binds_trade() && !self.binds_owner
    }

    /// Whether its owner is asked for all that it catches: it binds the owner, or was asked for and may.
    pub(super) fn asks_owner(&self) -> bool {
        self.binds_owner || self.may_bind
    }

    /// Whether it is told beside the verdict only.
    pub(super) fn is_note(&self) -> bool {
        self.for_others() || self.provision().law.force == Force::Context
    }
}

impl KindQuestion {
    fn of(named: &Designation) -> Self {
        Self {
            equipment: named.equipment.clone(),
            titles: Arc::clone(&named.kinds),
            unsettled: named.unsettled.clone(),
            why: Arc::clone(&named.unsettled_why),
            related: OnceLock::new(),
        }
    }

    fn is_of(&self, named: &Designation) -> bool {
        (&self.equipment, &self.unsettled, &self.why)
            == (&named.equipment, &named.unsettled, &named.unsettled_why)
    }

    /// Whether an item of this kind is of one that the designation speaks of; none is spoken of where it speaks of all.
    fn reaches(&self, kind: &KindId, tree: &EquipmentTree) -> Truth {
        let spoken_of = [&self.equipment, &self.unsettled];
        let of = |kinds: &Vec<KindId>| match kinds.as_slice() {
            [] => Truth::False,
            kinds => tree.reaches([kind], kinds),
        };
        Truth::any(spoken_of.into_iter().map(of))
    }

    /// Whether an item of some kind may be of one that the designation speaks of.
    pub(super) fn may_reach<'k>(
        &self,
        mut kinds: impl Iterator<Item = &'k KindId>,
        tree: &EquipmentTree,
    ) -> bool {
        let spoken_of = || self.equipment.iter().chain(&self.unsettled);
        let related = || tree.related(spoken_of()).cloned().collect();
        self.equipment.is_empty()
            || kinds.any(|kind| self.related.get_or_init(related).contains(kind))
    }

    /// What it asks for.
    pub(super) fn titles(&self) -> &Titles {
        &self.titles
    }

    pub(super) fn answer(&self, facts: &Facts, tree: &EquipmentTree) -> Answer {
        if self.equipment.is_empty() {
            return Answer::yes(Reason::AnyKind);
        }
        // The most special kind that the designation speaks of decides, so that an accessory can be unsettled although the
        // kind above it is settled.
        let is_unsettled = |kind: &KindId| {
            let mut lineage = tree.lineage(kind);
            let spoken_of =
                lineage.find(|kind| self.unsettled.contains(kind) || self.equipment.contains(kind));
            spoken_of.is_some_and(|kind| self.unsettled.contains(kind))
        };
        if !self.unsettled.is_empty() && facts.stated_kinds().any(is_unsettled) {
            return Answer::open(Reason::Unsettled(Arc::clone(&self.why)));
        }
        Answer::of_kind(&self.equipment, &self.titles, facts, tree)
    }
}

fn in_force(provision: &Provision, named: &Designation, as_of: Date) -> Answer {
    let answer = |period: Period, listing| {
        Answer::of(period.holds(as_of), Reason::Time { listing, period, as_of })
    };
    let law = &provision.law;
    // What was done on a day that lies in its time stays forbidden when that has ended: the day of the act decides.
    let until = law.until.filter(|_| !law.act.is_of_a_day());
    let rule = answer(Period { from: Some(begins(provision, named)), until }, false);
    let listing = Period { from: named.listed, until: named.removed };
    if listing.is_dated() { Answer::all([rule, answer(listing, true)]) } else { rule }
}

fn binds(provision: &Provision, owner: &Owner, terms: &Terms) -> Answer {
    let is = |id: &&String| owner.organisations().contains(*id);
    let both = titles_of(provision.binds.iter().filter(is).map(|id| terms.organisation_title(id)));
    let bound = Arc::clone(&provision.bound);
    let mut unbound = provision.unbound.iter().filter(is).peekable();
    if unbound.peek().is_some() {
        let titles = titles_of(unbound.map(|id| terms.organisation_title(id)));
        return Answer::no(Reason::OwnerUnbound(titles));
    }
    if provision.law.act.binds_trade() && both.is_empty() {
        Answer::yes(Reason::BindsTrade)
    } else if both.is_empty() && provision.binds.iter().any(|id| owner.may_be(id, terms)) {
        let stated = titles_of(owner.known_alone().map(|id| terms.organisation_title(id)));
        let why = Reason::OwnerUnknown { bound: Arc::clone(&bound), stated, cell: None };
        Answer::unknown(why, Missing::Owner(bound))
    } else if both.is_empty() {
        Answer::no(Reason::OwnerIsNot(bound))
    } else if owner.may_be_of_others() && !provision.reaches_things_of_staff {
        // It is bound for what it has or uses itself.
        Answer::unknown(Reason::OfOthers(both), Missing::Owner(bound))
    } else {
        Answer::yes(Reason::OwnerIs(both))
    }
}

/// The first day on which a provision holds for a designation.
fn begins(provision: &Provision, named: &Designation) -> Date {
    let from = provision.law.from;
    let delayed = provision.law.days_after_listing.zip(named.listed);
    delayed.map_or(from, |(days, listed)| listed.days_later(days).max(from))
}

/// The last day on which the act is forbidden.
fn ends(provision: &Provision, named: &Designation) -> Option<Date> {
    earlier(provision.law.until, named.removed)
}

fn earlier(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    one.into_iter().chain(other).min_by_key(|end| end.last())
}

/// The time in which the act is forbidden, as far as it has come. What is done before a maker is listed is not, nor what is done
/// after it was removed.
fn time(provision: &Provision, named: &Designation, as_of: Date) -> Period {
    let from = begins(provision, named);
    let from = named.listed.map_or(from, |listed| listed.max(from));
    Period { from: Some(from), until: earlier(ends(provision, named), Some(as_of)) }
}
