//! Judging: one asset, who made it, and what the law says of that under an audit's settings.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Audited, Place, Settings,
    called::called,
    establish::{FactReader, FactSettings, also_told_by},
    knowledge::Knowledge,
    owner_laws::{KindsToWatch, LawSource, OwnerCells, OwnerLaws, asked_from, watched},
    sellers::sellers,
    unknown_maker::{add_seat, names_model_alone, names_unknown_maker, states_no_maker},
    waivers::Waivers,
};
use crate::{
    Asset, Attribution, Cell, Date, Field, Finding, KindId, Verdict,
    asset::{Column, Layout},
    config::Sites,
    equipment::WatchedKinds,
    facts::Facts,
    glance::Glance,
    intake::Note,
    lists::Lists,
    rules::{OnUnknown, OwnerLaw, on_lists},
    vendors::{Recogniser, Search},
};

/// All that decides what becomes of an asset, loaded and checked.
#[derive(Debug)]
pub(super) struct Judge {
    pub(super) knowledge: Knowledge,
    pub(super) recogniser: Arc<Recogniser>,
    /// The lists of the user's own.
    pub(super) lists: Option<Lists>,
    pub(super) source: LawSource,
    pub(super) watched: KindsToWatch,
    pub(super) owner_cells: Arc<OwnerCells>,
    pub(super) law: OwnerLaws,
    /// The same for the owners of sites that have another owner, by the name of their entry.
    pub(super) site_laws: BTreeMap<String, OwnerLaws>,
    pub(super) settings: FactSettings,
    pub(super) sites: Sites,
    pub(super) waivers: Waivers,
    pub(super) on_unknown: OnUnknown,
    pub(super) as_of: Date,
}

impl Judge {
    /// One asset before the law; `notes` say what was odd about its row.
    pub(super) fn judge(&self, asset: &Asset, notes: &[Note]) -> Audited {
        self.judge_made(asset, notes, self.identify(asset))
    }

    /// One that is known to be clear.
    pub(super) fn clear(&self, asset: &Asset) -> Audited {
        let found = (Facts::default(), Vec::new());
        self.audited(asset, self.law_of(asset), &[], Vec::new(), found)
    }

    /// The same as [`judge`](Self::judge), where it is known whether some law names the kind of equipment.
    pub(super) fn judge_where(
        &self,
        asset: &Asset,
        notes: &[Note],
        kind_is_named: bool,
    ) -> Audited {
        self.judge_of_kind(asset, notes, self.identify(asset), |_| kind_is_named)
    }

    /// The same as [`judge`](Self::judge), where it is known who made the asset.
    pub(super) fn judge_made(
        &self,
        asset: &Asset,
        notes: &[Note],
        attributions: Vec<Attribution>,
    ) -> Audited {
        self.judge_of_kind(asset, notes, attributions, |law| self.kind_is_named(asset, law))
    }

    fn judge_of_kind(
        &self,
        asset: &Asset,
        notes: &[Note],
        attributions: Vec<Attribution>,
        kind_is_named: impl FnOnce(&OwnerLaws) -> bool,
    ) -> Audited {
        let law = self.law_of(asset);
        let kinds = || self.knowledge.tree.stated_by(asset).into_iter().map(|stated| stated.kind);
        // The law may have something to say of goods of another kind than the maker is known for.
        let is_unreached = |one: &Attribution| {
            law.unreached.contains(&one.maker.id) && {
                let stated: Vec<_> = kinds().collect();
                let kinds = if stated.is_empty() { &one.maker.makes } else { &stated };
                !law.applied.may_reach(&one.maker, kinds)
            }
        };
        let (unreached, reached): (Vec<_>, Vec<_>) =
            attributions.into_iter().partition(is_unreached);
        let sellers = self.sellers(asset, &law.applied, &reached);
        let found = if reached.is_empty() && sellers.is_empty() && !kind_is_named(law) {
            (Facts::default(), Vec::new())
        } else {
            self.findings_of(asset, law, &reached, &unreached, &sellers)
        };
        if !reached.is_empty() {
            return self.audited(asset, law, notes, reached, found);
        }
        let is_of_nobody = unreached.is_empty();
        // Where nothing else is said of the row, it is not said either who made it, but in the summary.
        let (made, unreached) =
            if found.1.is_empty() { (reached, unreached) } else { (unreached, Vec::new()) };
        let audited = self.audited(asset, law, notes, made, found);
        // What one law exempts by its kind another may forbid by its maker.
        let maker_unstated = audited.verdict <= Verdict::Exempt
            && is_of_nobody
            && self.is_silent_on_maker(asset, law);
        Audited { unreached, maker_unstated, ..audited }
    }

    /// Whether a row states no maker of goods of which law asks who made them.
    fn is_silent_on_maker(&self, asset: &Asset, law: &OwnerLaws) -> bool {
        let tree = &self.knowledge.tree;
        let is_nameless = states_no_maker(asset, tree);
        (is_nameless || names_model_alone(asset, &self.recogniser)) && {
            let stated: Vec<_> = tree.stated_by(asset).into_iter().map(|one| one.kind).collect();
            let suggested = tree.suggested_by(asset, &stated);
            let mut kinds = stated.iter().chain(suggested.iter().map(|one| &one.kind));
            kinds.any(|kind| is_nameless && law.asks_maker_of(kind) || law.asks_any_maker_of(kind))
        }
    }

    /// One that is known to name no maker, and may be of a kind of which some law speaks.
    pub(super) fn judge_kind(&self, asset: &Asset) -> Audited {
        self.judge_made(asset, &[], Vec::new())
    }

    fn audited(
        &self,
        asset: &Asset,
        law: &OwnerLaws,
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
            left_out: self.left_out(law, &attributions, &facts),
        };
        // Less than a question would let the rows pass that this one has swallowed.
        let verdict = findings.iter().map(|f| f.verdict).max();
        let swallows = notes.iter().any(Note::holds_rows) && verdict < Some(Verdict::Review);
        if swallows {
            findings.clear();
        }
        let maker_is_hidden = || findings.is_empty() && self.maker_is_hidden(asset, notes);
        let is_unchecked = swallows || maker_is_hidden();
        let verdict = verdict.filter(|_| !swallows);
        let verdict = verdict.or_else(|| is_unchecked.then_some(Verdict::Unchecked));
        Audited {
            place: place(asset),
            asset_id,
            called: called(asset, &self.knowledge.tree),
            site,
            verdict: verdict.unwrap_or(Verdict::Clear),
            attributions,
            unreached: Vec::new(),
            maker_unstated: false,
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

    /// Whether a row names no maker, and a cell that could is a formula without a result, or has lost letters: nobody knows that it is clear.
    fn maker_is_hidden(&self, asset: &Asset, notes: &[Note]) -> bool {
        let columns = &asset.layout.columns;
        let hidden = notes.iter().filter_map(|note| columns.get(note.hides_maker()? - 1));
        let is_hidden = |cell: &Cell<'_>| hidden.clone().any(|one| std::ptr::eq(one, cell.column));
        let names = |cell: Cell<'_>| {
            !is_hidden(&cell) && self.recogniser.names_maker(cell.column, cell.text)
        };
        let mut makers = [Field::Manufacturer, Field::Brand].into_iter();
        hidden.clone().next().is_some() && !makers.any(|field| asset.cells(field).any(names))
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

    pub(super) fn reader(&self) -> FactReader<'_> {
        FactReader {
            formats: &self.knowledge.formats,
            terms: self.source.book.terms(),
            tree: &self.knowledge.tree,
            countries: &self.knowledge.countries,
            as_of: self.as_of,
            fiscal_year_begins: None,
        }
    }

    /// What is known of an asset and what every provision says of it.
    pub(super) fn findings(
        &self,
        asset: &Asset,
        attributions: &[Attribution],
    ) -> (Facts, Vec<Finding>) {
        self.findings_of(asset, self.law_of(asset), attributions, &[], &[])
    }

    fn sellers(
        &self,
        asset: &Asset,
        law: &OwnerLaw,
        makers: &[Attribution],
    ) -> Vec<(String, Attribution)> {
        let acquired = || self.reader().acquired(asset);
        if law.asks_sellers() {
            sellers(asset, makers, &self.recogniser, acquired)
        } else {
            Vec::new()
        }
    }

    /// Whether law of some owner asks who sold the goods.
    pub(super) fn asks_sellers(&self) -> bool {
        let mut laws = self.site_laws.values().chain([&self.law]);
        laws.any(|law| law.applied.asks_sellers())
    }

    /// The same, where it is known as well who made the asset of whom no law speaks that is put to this owner.
    fn findings_of(
        &self,
        asset: &Asset,
        law: &OwnerLaws,
        attributions: &[Attribution],
        unreached: &[Attribution],
        sellers: &[(String, Attribution)],
    ) -> (Facts, Vec<Finding>) {
        let fiscal_year_begins = law.owner.fiscal_year_begins(self.source.book.terms());
        let reader = FactReader { fiscal_year_begins, ..self.reader() };
        let mut facts = reader.establish(asset, attributions, &self.sites, &self.settings);
        let law = &law.applied;
        let is_known = !attributions.is_empty() || !unreached.is_empty();
        if !is_known {
            add_seat(asset, &self.recogniser, &mut facts);
        }
        let mut findings = law.judge(&facts, attributions, self.on_unknown);
        if !is_known && names_unknown_maker(asset, &self.recogniser) {
            let more = law.judge_unknown_maker(&facts, &findings, self.on_unknown);
            findings.extend(more);
        }
        if !sellers.is_empty() {
            findings.extend(law.judge_sellers(&facts, sellers, self.on_unknown));
        }
        if self.lists.is_some() {
            findings.extend(on_lists(attributions));
        }
        if self.lists.is_some() || !sellers.is_empty() || !is_known {
            findings.sort_by_key(|finding| (finding.note, Reverse(finding.verdict)));
        }
        (facts, findings)
    }

    /// The regimes left out that would have reached an asset, each with its worst verdict.
    fn left_out(
        &self,
        law: &OwnerLaws,
        attributions: &[Attribution],
        facts: &Facts,
    ) -> Vec<(String, Verdict)> {
        let mut reached: BTreeMap<String, Verdict> = BTreeMap::new();
        for law in &law.left_out {
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

    /// The kinds of which law may have something to say on the rows of a sheet.
    pub(super) fn watched(&self, layout: &Layout) -> &WatchedKinds {
        self.watched_where(self.may_state_more(layout))
    }

    /// Whether rows of a sheet may state facts by which law catches kinds that it leaves alone otherwise.
    pub(super) fn may_state_more(&self, layout: &Layout) -> bool {
        let may_state = |field: &Field| {
            columns_that_tell(layout, *field).next().is_some() || self.is_assumed(*field)
        };
        self.watched.stated.iter().any(may_state)
    }

    fn is_assumed(&self, field: Field) -> bool {
        self.settings.assumed.contains_key(&field)
    }

    /// The columns of facts by which some law reaches rows of which nothing says what they are; every one where such a fact is taken for
    /// granted of all rows.
    pub(super) fn columns_of_any_kind(&self, layout: &Layout) -> Vec<usize> {
        let laws = self.site_laws.values().chain([&self.law]);
        let fields: BTreeSet<_> = laws.flat_map(|law| law.applied.stated_of_any_kind()).collect();
        if fields.iter().any(|field| self.is_assumed(*field)) {
            return (0..layout.columns.len()).collect();
        }
        fields.into_iter().flat_map(|field| columns_that_tell(layout, field)).collect()
    }

    /// The same as [`watched`](Self::watched), where it is known whether they may.
    pub(super) fn watched_where(&self, may_state_more: bool) -> &WatchedKinds {
        let KindsToWatch { always, if_stated, .. } = &self.watched;
        if !may_state_more {
            return always;
        }
        let laws = self.site_laws.values().chain([&self.law]);
        if_stated.get_or_init(|| watched(&self.knowledge.tree, &laws, true))
    }

    /// From which day on law asks anything of goods of a kind whoever made them; `None` where it asks of older ones, too.
    pub(super) fn asked_from(&self, kind: &KindId) -> Option<Date> {
        asked_from(kind, &self.site_laws.values().chain([&self.law]))
    }

    /// Whether some law may have something to say of the kind of equipment, whoever made it. A sheet of routers is no question about each
    /// of them: what the context suggests counts where it leaves no doubt.
    fn kind_is_named(&self, asset: &Asset, law: &OwnerLaws) -> bool {
        let tree = &self.knowledge.tree;
        let is_named = !std::ptr::eq(law, self.law_at(asset));
        let stated: Vec<_> = tree.stated_by(asset).into_iter().map(|stated| stated.kind).collect();
        let countries = &self.knowledge.countries;
        let names_country = |cell: Cell<'_>| countries.of_address(cell.text).is_some();
        let is_told = |field| {
            asset.cells(field).next().is_some()
                || self.is_assumed(field)
                || also_told_by(field).is_some_and(|by| asset.cells(by).any(names_country))
        };
        if stated.is_empty() && law.applied.stated_of_any_kind().any(is_told) {
            return true;
        }
        let watched = if is_named { law.watched(tree) } else { self.watched(&asset.layout) };
        if watched.is_empty() {
            return false;
        }
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

/// The columns in which a fact may stand.
fn columns_that_tell(layout: &Layout, field: Field) -> impl Iterator<Item = usize> + '_ {
    let told = |field| layout.columns_of(field).iter().copied();
    told(field).chain(also_told_by(field).into_iter().flat_map(told))
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
