//! Judging: one asset, who made it, and what the law says of that under an audit's settings.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use rustc_hash::FxHashSet;

use super::{
    Audited, Place, Settings, called::called, establish::Reader, knowledge::Knowledge,
    waivers::Waivers,
};
use crate::{
    Asset, Attribution, Cell, Date, EquipmentTree, Field, Finding, Truth, Verdict,
    asset::{Column, Layout},
    attribution::Maker,
    config::Sites,
    equipment::WatchedKinds,
    facts::{Facts, Value},
    glance::Glance,
    intake::Note,
    lists::Lists,
    rules::{LawBook, OnUnknown, Owner, OwnerLaw, on_lists},
    vendors::{Recogniser, Search},
};

/// All that decides what becomes of an asset, loaded and checked.
#[derive(Debug)]
pub(super) struct Judge {
    pub(super) knowledge: Knowledge,
    pub(super) recogniser: Recogniser,
    /// The lists of the user's own.
    pub(super) lists: Option<Lists>,
    pub(super) book: LawBook,
    pub(super) watched: KindsToWatch,
    pub(super) law: OwnerLaws,
    /// The same for the owners of sites that have another owner, by the name of their entry.
    pub(super) site_laws: BTreeMap<String, OwnerLaws>,
    pub(super) assume: BTreeMap<Field, Value>,
    pub(super) sites: Sites,
    pub(super) waivers: Waivers,
    pub(super) on_unknown: OnUnknown,
    pub(super) as_of: Date,
}

/// The kinds of equipment of which law may have something to say whoever made them, applied or left out.
#[derive(Debug)]
pub(super) struct KindsToWatch {
    always: WatchedKinds,
    /// With those of which it has something to say where a row states one of some facts: few sheets have a column for one.
    if_stated: OnceLock<WatchedKinds>,
    stated: BTreeSet<Field>,
}

/// The law as it is put to one owner: what is applied, and what is left out, so that a report can say what it would have reached.
#[derive(Debug)]
pub(super) struct OwnerLaws {
    pub(super) applied: OwnerLaw,
    pub(super) left_out: Vec<OwnerLaw>,
    /// Makers whom no law names, nor any that binds this owner reaches: nothing is said of them.
    unreached: FxHashSet<String>,
}

impl OwnerLaws {
    /// `unnamed` are the makers of whom nothing is said unless law that does not name them reaches them.
    pub(super) fn of(
        owner: &Owner,
        book: &LawBook,
        left_out: &[LawBook],
        unnamed: &[&Maker],
        as_of: Date,
    ) -> Self {
        let left_out = left_out.iter().filter(|book| !book.regimes().is_empty());
        let left_out = left_out.map(|book| book.put_to(owner, as_of)).collect();
        let applied = book.put_to(owner, as_of);
        let unreached = unnamed.iter().filter(|maker| !applied.may_reach(maker));
        let unreached = unreached.map(|maker| maker.id.clone()).collect();
        Self { applied, left_out, unreached }
    }
}

impl KindsToWatch {
    pub(super) fn of<'l>(
        tree: &EquipmentTree,
        laws: &(impl Iterator<Item = &'l OwnerLaws> + Clone),
    ) -> Self {
        let stated = each_law(laws).flat_map(OwnerLaw::stated_alone).collect();
        Self { always: watched(tree, laws, false), if_stated: OnceLock::new(), stated }
    }
}

/// The kinds of which these laws may have something to say, with those for rows that state more, or without.
fn watched<'l>(
    tree: &EquipmentTree,
    laws: &(impl Iterator<Item = &'l OwnerLaws> + Clone),
    stated: bool,
) -> WatchedKinds {
    let (mut maybe, mut surely) = (FxHashSet::default(), FxHashSet::default());
    for (kind, concerned) in each_law(laws).flat_map(|law| law.concerned_kinds(stated)) {
        maybe.insert(kind.clone());
        if concerned == Truth::True {
            surely.insert(kind.clone());
        }
    }
    tree.watch(maybe, surely)
}

fn each_law<'l>(
    laws: &(impl Iterator<Item = &'l OwnerLaws> + Clone),
) -> impl Iterator<Item = &'l OwnerLaw> {
    laws.clone().flat_map(|laws| laws.left_out.iter().chain([&laws.applied]))
}

impl Judge {
    /// One asset before the law; `notes` say what was odd about its row.
    pub(super) fn judge(&self, asset: &Asset, notes: &[Note]) -> Audited {
        self.judge_where(asset, notes, self.kind_is_named(asset))
    }

    /// One that is known to be clear.
    pub(super) fn clear(&self, asset: &Asset) -> Audited {
        self.audited(asset, &[], Vec::new(), (Facts::default(), Vec::new()))
    }

    /// The same as [`judge`](Self::judge), where it is known whether some law names the kind of equipment.
    pub(super) fn judge_where(
        &self,
        asset: &Asset,
        notes: &[Note],
        kind_is_named: bool,
    ) -> Audited {
        self.judge_of_kind(asset, notes, self.identify(asset), kind_is_named)
    }

    /// The same as [`judge`](Self::judge), where it is known who made the asset.
    pub(super) fn judge_made(
        &self,
        asset: &Asset,
        notes: &[Note],
        attributions: Vec<Attribution>,
    ) -> Audited {
        self.judge_of_kind(asset, notes, attributions, self.kind_is_named(asset))
    }

    fn judge_of_kind(
        &self,
        asset: &Asset,
        notes: &[Note],
        attributions: Vec<Attribution>,
        kind_is_named: bool,
    ) -> Audited {
        let unreached = &self.law_of(asset).unreached;
        let is_unreached = |one: &Attribution| unreached.contains(&one.maker.id);
        let (unreached, reached): (Vec<_>, Vec<_>) =
            attributions.into_iter().partition(is_unreached);
        let found = if reached.is_empty() && !kind_is_named {
            (Facts::default(), Vec::new())
        } else {
            self.findings(asset, &reached)
        };
        if !reached.is_empty() {
            return self.audited(asset, notes, reached, found);
        }
        // Where nothing else is said of the row, it is not said either who made it, but in the summary.
        if found.1.is_empty() {
            let audited = self.audited(asset, notes, reached, found);
            return Audited { unreached, ..audited };
        }
        self.audited(asset, notes, unreached, found)
    }

    /// One that is known to name no maker, and may be of a kind of which some law speaks.
    pub(super) fn judge_kind(&self, asset: &Asset) -> Audited {
        self.judge_made(asset, &[], Vec::new())
    }

    fn audited(
        &self,
        asset: &Asset,
        notes: &[Note],
        attributions: Vec<Attribution>,
        (facts, mut findings): (Facts, Vec<Finding>),
    ) -> Audited {
        let asset_id = asset.first(Field::AssetId).map(str::to_owned);
        let site = asset.first(Field::Site).map(str::to_owned);
        let waivers = self.waive(&mut findings, asset_id.as_deref(), site.as_deref());
        let settings = Settings {
            sites: self.site_entries(asset),
            waivers,
            left_out: self.left_out(asset, &attributions, &facts),
        };
        let lacks_maker = || findings.is_empty() && self.lacks_maker(asset, notes);
        let verdict = findings.iter().map(|f| f.verdict).max();
        let verdict = verdict.or_else(|| lacks_maker().then_some(Verdict::Unchecked));
        Audited {
            place: place(asset),
            asset_id,
            called: called(asset, &self.knowledge.tree),
            site,
            verdict: verdict.unwrap_or(Verdict::Clear),
            attributions,
            unreached: Vec::new(),
            findings,
            facts,
            notes: notes.iter().map(ToString::to_string).collect(),
            settings,
        }
    }

    /// Who made an asset, without asking any law.
    pub(super) fn identify(&self, asset: &Asset) -> Vec<Attribution> {
        let mut made = self.recogniser.recognise(asset, || self.reader().acquired(asset));
        if let Some(lists) = &self.lists {
            lists.add_to(asset, &mut made);
        }
        made
    }

    /// Whether a row names no maker, and a cell that could is a formula without a result: nobody knows that it is clear.
    fn lacks_maker(&self, asset: &Asset, notes: &[Note]) -> bool {
        let mut makers = [Field::Manufacturer, Field::Brand].into_iter();
        let names = |cell: Cell<'_>| self.recogniser.names_maker(cell.column, cell.text);
        notes.iter().any(|note| matches!(note, Note::NoResult { .. }))
            && !makers.any(|field| asset.cells(field).any(names))
    }

    /// Whether a filled cell may tell of a maker, or name a company of a list, in a row that names a maker or in one that names none.
    pub(super) fn may_claim(
        &self,
        search: Search,
        column: &Column,
        text: &str,
        maker_given: bool,
    ) -> bool {
        let is_listed = |lists: &Lists| lists.may_name(search, column, text);
        self.recogniser.may_claim(search, column, text, maker_given)
            || self.lists.as_ref().is_some_and(is_listed)
    }

    /// Whether it is plain at a glance that a cell of a row that names a maker tells of none; of names of lists it never is.
    pub(super) fn surely_claims_nothing(
        &self,
        search: Search,
        text: &str,
        glance: &Glance,
    ) -> bool {
        (self.lists.is_none() || !search.is_in_words())
            && self.recogniser.surely_claims_nothing(search, text, glance)
    }

    fn reader(&self) -> Reader<'_> {
        Reader {
            formats: &self.knowledge.formats,
            terms: self.book.terms(),
            tree: &self.knowledge.tree,
            countries: &self.knowledge.countries,
            as_of: self.as_of,
        }
    }

    /// What is known of an asset and what every provision says of it.
    pub(super) fn findings(
        &self,
        asset: &Asset,
        attributions: &[Attribution],
    ) -> (Facts, Vec<Finding>) {
        let facts = self.reader().establish(asset, attributions, &self.sites, &self.assume);
        let mut findings = self.law_of(asset).applied.judge(&facts, attributions, self.on_unknown);
        if self.lists.is_some() {
            findings.extend(on_lists(attributions));
            findings.sort_by_key(|finding| (finding.note, Reverse(finding.verdict)));
        }
        (facts, findings)
    }

    /// The regimes left out that would have reached an asset, each with its worst verdict.
    fn left_out(
        &self,
        asset: &Asset,
        attributions: &[Attribution],
        facts: &Facts,
    ) -> Vec<(String, Verdict)> {
        let mut reached: BTreeMap<String, Verdict> = BTreeMap::new();
        for law in &self.law_of(asset).left_out {
            let findings = law.judge(facts, attributions, self.on_unknown);
            for finding in findings.iter().filter(|finding| finding.can_be_waived()) {
                let worst = reached.entry(finding.law.regime.clone()).or_insert(finding.verdict);
                *worst = finding.verdict.max(*worst);
            }
        }
        reached.into_iter().collect()
    }

    /// The entries of the site table for the sites that an asset names.
    fn site_entries(&self, asset: &Asset) -> Vec<String> {
        if self.sites.is_empty() {
            return Vec::new();
        }
        let entries = asset.cells(Field::Site).filter_map(|cell| self.sites.entry(cell.text));
        entries.map(|(name, _)| name.to_owned()).collect()
    }

    /// The law as it is put to who owns an asset: the owner of its site where that is another, else the owner of the inventory.
    fn law_of(&self, asset: &Asset) -> &OwnerLaws {
        let of_site = || {
            let mut entries =
                asset.cells(Field::Site).filter_map(|cell| self.sites.entry(cell.text));
            entries.find_map(|(name, _)| self.site_laws.get(name))
        };
        if self.site_laws.is_empty() { &self.law } else { of_site().unwrap_or(&self.law) }
    }

    /// The kinds of which law may have something to say on the rows of a sheet.
    pub(super) fn watched(&self, layout: &Layout) -> &WatchedKinds {
        let KindsToWatch { always, if_stated, stated } = &self.watched;
        let may_state = |field: &Field| {
            !layout.columns_of(*field).is_empty() || self.assume.contains_key(field)
        };
        if !stated.iter().any(may_state) {
            return always;
        }
        let laws = self.site_laws.values().chain([&self.law]);
        if_stated.get_or_init(|| watched(&self.knowledge.tree, &laws, true))
    }

    /// Whether some law may have something to say of the kind of equipment, whoever made it. A sheet of routers is no question about each
    /// of them: what the context suggests counts where it leaves no doubt.
    fn kind_is_named(&self, asset: &Asset) -> bool {
        let (tree, watched) = (&self.knowledge.tree, self.watched(&asset.layout));
        if watched.is_empty() {
            return false;
        }
        let stated: Vec<_> = tree.stated_by(asset).into_iter().map(|stated| stated.kind).collect();
        stated.iter().any(|kind| watched.names(kind))
            || tree.suggested_by(asset, &stated).iter().any(|one| watched.names_surely(&one.kind))
    }

    /// Marks the findings that a waiver accepts, and hands back the waivers that cover one of them, ended ones too.
    fn waive(
        &self,
        findings: &mut [Finding],
        asset_id: Option<&str>,
        site: Option<&str>,
    ) -> Vec<String> {
        let mut covering = Vec::new();
        if findings.is_empty() {
            return covering;
        }
        for waiver in self.waivers.about(asset_id, site) {
            let covers = |finding: &&mut Finding| {
                finding.can_be_waived() && waiver.covers(finding, asset_id, site)
            };
            let mut covered = findings.iter_mut().filter(covers).peekable();
            if covered.peek().is_some() {
                covering.push(waiver.place.clone());
            }
            if !waiver.has_ended(self.as_of) {
                let open = covered.filter(|finding| finding.accepted.is_none());
                open.for_each(|finding| waiver.accept(finding));
            }
        }
        covering
    }
}

fn place(asset: &Asset) -> Place {
    let layout = &asset.layout;
    Place {
        file: layout.file.clone(),
        sheet: layout.sheet.clone(),
        row: asset.row,
        line: asset.line,
        in_book: false,
    }
}
