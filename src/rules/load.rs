//! From rule files to a law book: every reference is followed, and every fault is collected with its place.

mod duties;
mod examples;
mod exceptions;
pub(super) mod implausible;
mod kinds;
mod lists;
mod owners;
mod written;

use std::{collections::BTreeMap, ops::Range, str::FromStr as _, sync::Arc};

use written::{ExceptedFrom, WrittenException};

use super::{
    Condition, Designation, DesignationBasis, ExceptionCondition, LawBook, Provision, Regime,
    Terms, Values,
    answer::titles_of,
    book::Target,
    file::{DesignationEntry, NothingBinding, ProvisionEntry, RegimeFile},
    terms_file::TermsFile,
};
use crate::{
    Country, Date, EquipmentTree, Field,
    knowledge::{
        Fault, Faults, File, Files, Pages, Placed, Source, SourceRefs, Sources, check, fault_of_id,
        listed,
    },
    law::{Act, Exception, Force, Instrument, Law},
};

/// The file that holds the words of law.
const TERMS: &str = "terms";

impl LawBook {
    /// Reads all rule files. `shared` are the pages that all files share, and `makers` the ids of all makers; `None` leaves names
    /// of them unchecked.
    pub(crate) fn load(
        files: &Files,
        shared: &Sources,
        tree: Arc<EquipmentTree>,
        makers: Option<&[&str]>,
    ) -> Result<Self, Faults> {
        let mut faults = Vec::new();
        let mut terms = Terms::default();
        for file in files.0.iter().filter(|file| file.stem() == TERMS) {
            check(file, &mut faults, |parsed: TermsFile, faults| {
                terms.add(parsed, shared, file, faults);
            });
        }
        let terms = Arc::new(terms);
        let mut regimes: Vec<Regime> = Vec::new();
        for file in files.0.iter().filter(|file| file.stem() != TERMS) {
            if says_nothing(file) {
                let fault = Fault::at(file, 0..0, "this file is empty", "expected a regime");
                let hint = "to leave a regime out, name it under [rules] skip in banlint.toml";
                faults.push(fault.hint(hint));
                continue;
            }
            check(file, &mut faults, |parsed: RegimeFile, faults| {
                let (terms, tree, written) = (&terms, &tree, Vec::new());
                let provided_at = Vec::new();
                let mut check =
                    Check { file, shared, terms, tree, makers, faults, written, provided_at };
                check.faults.extend(fault_of_id(file, &parsed.id));
                let same = regimes.iter().find(|regime| regime.id == *parsed.id.as_ref());
                if let Some(other) = same {
                    let message =
                        format!("the regime `{}` stands in {} already", other.id, other.file);
                    check.fault(parsed.id.span(), message, "expected each id in one file");
                }
                regimes.push(check.regime(parsed));
            });
        }
        // The law of countries stands before that of their parts.
        let rank = |regime: &Regime| {
            let part = terms.parent(&regime.jurisdiction).is_some();
            (part, regime.jurisdiction.clone(), regime.id.clone())
        };
        regimes.sort_by_key(rank);
        let regimes = regimes.into_iter().map(Arc::new).collect();
        if faults.is_empty() { Ok(Self::new(regimes, terms, tree)) } else { Err(Faults(faults)) }
    }
}

/// Whether a file is empty but for remarks.
fn says_nothing(file: &File) -> bool {
    let says = |line: &str| !line.trim().is_empty() && !line.trim().starts_with('#');
    !file.text.lines().any(says)
}

/// The check of one regime file.
struct Check<'a> {
    file: &'a Arc<File>,
    shared: &'a Sources,
    terms: &'a Terms,
    tree: &'a EquipmentTree,
    makers: Option<&'a [&'a str]>,
    faults: &'a mut Vec<Fault>,
    /// The exceptions that were read.
    written: Vec<WrittenException>,
    /// Where the ids of provisions stand.
    provided_at: Vec<Range<usize>>,
}

impl Check<'_> {
    fn fault(&mut self, span: Range<usize>, message: String, expected: impl Into<String>) {
        self.faults.push(Fault::at(self.file, span, message, expected));
    }

    fn regime(&mut self, parsed: RegimeFile) -> Regime {
        self.jurisdiction(&parsed.jurisdiction);
        let mut by_id = BTreeMap::new();
        let pages = Pages { own: &parsed.sources, shared: self.shared };
        let (designations, exceptions) = self.designations(parsed.designation, pages, &mut by_id);
        let head = RegimeHead {
            id: parsed.id.as_ref(),
            title: parsed.title.as_ref(),
            jurisdiction: parsed.jurisdiction.as_ref(),
            citation: &parsed.citation,
            instrument: parsed.instrument,
            pages,
            exceptions: &exceptions,
        };
        let mut provisions: Vec<Provision> = Vec::new();
        for entry in parsed.provision {
            let entry = entry.into_inner();
            if provisions.iter().any(|other| other.law.provision == *entry.id.as_ref()) {
                let message = format!("the provision `{}` stands twice", entry.id.as_ref());
                self.fault(entry.id.span(), message, "expected each id once");
            }
            self.provided_at.push(entry.id.span());
            provisions.push(self.provision(entry, provisions.len(), &head, &by_id));
        }
        self.idle_exceptions(&designations, &provisions);
        self.idle_waits(&designations, &provisions);
        self.no_law_yet(&parsed.title, &provisions);
        self.unseen();
        let sources = if parsed.nothing_binding.is_some() {
            self.sources(&parsed.source, pages, &parsed.id)
        } else {
            Vec::new()
        };
        let of_each = [designations.len(), provisions.len()];
        self.body(&parsed.id, parsed.nothing_binding.as_ref(), of_each);
        let known_in_part =
            self.known_in_part(parsed.known_in_part, parsed.nothing_binding.is_some());
        let duties = self.duties(parsed.report, &head, &provisions);
        let examples = self.examples(parsed.example, &head, parsed.checked, &provisions);
        Regime {
            id: parsed.id.into_inner(),
            jurisdiction: parsed.jurisdiction.into_inner(),
            title: parsed.title.into_inner(),
            authority: parsed.authority,
            citation: parsed.citation,
            instrument: parsed.instrument,
            nothing_binding: parsed.nothing_binding.map(Placed::into_inner),
            only_if_asked: parsed.only_if_asked,
            known_in_part,
            checked: parsed.checked,
            summary: parsed.summary,
            note: parsed.note,
            sources,
            designations,
            provisions,
            duties,
            examples,
            file: self.file.path.clone(),
        }
    }

    /// Law catches somebody and forbids something, or says why it does not; what is proposed or has ended forbids nothing.
    fn body(
        &mut self,
        id: &Placed<String>,
        nothing_binding: Option<&Placed<NothingBinding>>,
        of_each: [usize; 2],
    ) {
        match nothing_binding {
            None if of_each.contains(&0) => {
                let message = "a regime that catches nobody or forbids nothing".to_owned();
                let expected = "expected at least one [[designation]] and one [[provision]], or none and `nothing-binding`, which says why";
                self.fault(id.span(), message, expected);
            }
            Some(why) if of_each != [0, 0] => {
                let message = "a regime that binds nobody, and catches or forbids something";
                let expected = "expected no [[designation]] and no [[provision]], or no `nothing-binding` where it binds somebody";
                self.fault(why.span(), message.to_owned(), expected);
            }
            _ => {}
        }
    }

    fn jurisdiction(&mut self, id: &Placed<String>) {
        self.terms.check_jurisdiction(Some(id), self.file, self.faults);
    }

    /// The designations, with their places by id and the exceptions to them.
    fn designations(
        &mut self,
        entries: Vec<Placed<DesignationEntry>>,
        pages: Pages<'_>,
        by_id: &mut BTreeMap<String, usize>,
    ) -> (Vec<Designation>, Vec<(Arc<Exception>, ExceptionCondition)>) {
        let (mut designations, mut exceptions) = (Vec::new(), Vec::new());
        for entry in entries {
            let mut entry = entry.into_inner();
            let (id, at) = (entry.id.clone(), designations.len());
            let own = std::mem::take(&mut entry.exception);
            exceptions.extend(self.exceptions(own, ExceptedFrom::Designation(at), pages));
            if by_id.insert(id.as_ref().clone(), at).is_some() {
                let message = format!("the designation `{}` stands twice", id.as_ref());
                self.fault(id.span(), message, "expected each id once");
            }
            designations.push(self.designation(entry, pages));
        }
        (designations, exceptions)
    }

    fn designation(&mut self, entry: DesignationEntry, pages: Pages<'_>) -> Designation {
        let target = self.target(&entry);
        for example in &entry.examples {
            self.vendor(example);
        }
        self.period(entry.id.span(), entry.listed, entry.removed);
        let left_open = !(entry.unsettled.is_empty() && entry.unsettled_when.is_empty());
        if left_open != entry.unsettled_why.is_some() {
            let message = format!(
                "the designation `{}` leaves a point open without a reason, or gives a reason for none",
                entry.id.as_ref()
            );
            let expected =
                "expected `unsettled-why` beside `unsettled` or `unsettled-when`, and nowhere else";
            self.fault(entry.id.span(), message, expected);
        }
        if let (Some(brand), true) = (entry.brand.first(), entry.vendor.is_none()) {
            let message = "a designation names a brand and no maker".to_owned();
            self.fault(brand.span(), message, "expected `vendor` beside `brand`");
        }
        Designation {
            target,
            brands: titles_of(entry.brand.iter().map(|brand| brand.as_ref().as_str())),
            basis: *entry.basis.as_ref(),
            reach: entry.group,
            examples: Placed::values(&entry.examples),
            kinds: titles_of(entry.equipment.iter().map(|kind| self.title_of(kind))),
            equipment: self.kinds(&entry.equipment),
            unsettled: self.kinds(&entry.unsettled),
            unsettled_when: self.condition(&entry.unsettled_when),
            unsettled_why: entry.unsettled_why.as_deref().unwrap_or_default().into(),
            listed: entry.listed,
            removed: entry.removed,
            when: self.condition(&entry.when),
            stated: entry.stated,
            unknown_maker: entry.unknown_maker,
            enforce: entry.enforce,
            scope: entry.scope,
            note: entry.note,
            sources: self.sources(&entry.source, pages, &entry.id).into(),
            id: entry.id.into_inner(),
        }
    }

    fn target(&mut self, entry: &DesignationEntry) -> Target {
        let (basis, span) = (*entry.basis.as_ref(), entry.basis.span());
        match (&entry.vendor, &entry.criterion) {
            (Some(_), Some(criterion)) => {
                let message = "a designation names a vendor and a criterion".to_owned();
                self.fault(criterion.span(), message, "expected one of the two");
                Target::Anyone
            }
            (Some(vendor), None) => {
                self.vendor(vendor);
                if matches!(basis, DesignationBasis::Criterion | DesignationBasis::Kind) {
                    let message = "a designation that names a vendor has another basis".to_owned();
                    self.fault(span, message, "expected \"named\" or \"practice\"");
                }
                Target::Vendor(vendor.as_ref().clone())
            }
            (None, Some(criterion)) => {
                if !self.terms.criteria().contains_key(criterion.as_ref()) {
                    let message = format!("the criterion `{}` does not exist", criterion.as_ref());
                    let known = listed(self.terms.criteria().keys());
                    let expected = format!("expected one of: {known}");
                    let fault = Fault::at(self.file, criterion.span(), message, expected);
                    let known = self.terms.criteria().keys().map(String::as_str);
                    self.faults.push(fault.near(criterion.as_ref(), known));
                }
                if basis != DesignationBasis::Criterion {
                    let message = "a designation that states a test has another basis".to_owned();
                    self.fault(span, message, "expected \"criterion\"");
                }
                let id = criterion.as_ref().clone();
                let title = self.terms.criteria().get(&id).map_or(id.as_str(), |it| &it.title);
                Target::Criterion { title: title.into(), id }
            }
            (None, None) if !entry.seat.is_empty() => {
                if basis != DesignationBasis::Criterion {
                    let message = "a designation that states a test has another basis".to_owned();
                    self.fault(span, message, "expected \"criterion\"");
                }
                Target::Seat(entry.seat.iter().filter_map(|code| self.country(code)).collect())
            }
            (None, None) => {
                if basis != DesignationBasis::Kind || entry.equipment.is_empty() {
                    let message = "a designation that names neither a vendor nor a criterion";
                    let expected =
                        "expected vendor, criterion, seat, or basis = \"kind\" with equipment";
                    self.fault(entry.id.span(), message.to_owned(), expected);
                }
                Target::Anyone
            }
        }
    }

    fn provision(
        &mut self,
        entry: ProvisionEntry,
        at: usize,
        head: &RegimeHead<'_>,
        by_id: &BTreeMap<String, usize>,
    ) -> Provision {
        let act = *entry.act.as_ref();
        self.period(entry.id.span(), Some(entry.from), entry.until);
        self.check_act(&entry, act);
        self.check_bound(&entry.binds, head.jurisdiction);
        self.check_bound(&entry.unbound, head.jurisdiction);
        self.check_left_bound(&entry.binds, &entry.unbound);
        let designations: Vec<usize> = match &entry.designations {
            None => (0..by_id.len()).collect(),
            Some(ids) => ids.iter().filter_map(|id| self.designation_ref(id, by_id)).collect(),
        };
        let of_designations = head.exceptions.iter().filter(|(_, condition)| {
            condition.designation.is_some_and(|at| designations.contains(&at))
        });
        let own =
            self.exceptions(entry.exception, ExceptedFrom::Provision(at), head.pages).into_iter();
        let (exceptions, conditions) = own.chain(of_designations.cloned()).unzip();
        let law = Law {
            id: format!("{}/{}", head.id, entry.id.as_ref()),
            regime: head.id.to_owned(),
            regime_title: head.title.to_owned(),
            jurisdiction: head.jurisdiction.to_owned(),
            provision: entry.id.as_ref().clone(),
            title: entry.title,
            citation: entry.citation.unwrap_or_else(|| head.citation.to_owned()),
            instrument: entry.instrument.or(head.instrument),
            force: entry.force,
            act,
            from: entry.from,
            until: entry.until,
            days_after_listing: entry.days_after_listing,
            summary: entry.summary,
            remedy: entry.remedy,
            exceptions,
            sources: self.sources(&entry.source, head.pages, &entry.id),
        };
        Provision {
            law: Arc::new(law),
            designations,
            bound: titles_of(
                entry.binds.iter().map(|id| self.terms.organisation_title(id.as_ref())),
            ),
            binds: Placed::values(&entry.binds),
            unbound: Placed::values(&entry.unbound),
            reaches_things_of_staff: entry.reaches_things_of_staff,
            when: self.condition(&entry.when),
            affiliate_above: entry.affiliate_above,
            renewals: entry.renewals,
            sellers: entry.sellers,
            offers: entry.offers,
            money: self.money(&entry.money),
            upkeep: self.money(&entry.upkeep),
            exceptions: conditions,
            note: entry.note,
        }
    }

    fn money(&self, terms: &[Placed<String>]) -> Values {
        let words = Placed::values(terms);
        Values::new(Field::Funding, words, self.terms, self.tree)
    }

    /// `fund` asks about money and nothing else does; what binds nobody would never be more than a note.
    fn check_act(&mut self, entry: &ProvisionEntry, act: Act) {
        if (act == Act::Fund) == entry.money.is_empty() {
            let message = "`money` belongs to the act `fund`, and to no other".to_owned();
            self.fault(entry.act.span(), message, "expected both or neither");
        }
        for money in entry.money.iter().chain(&entry.upkeep) {
            if self.terms.term(Field::Funding, money.as_ref()).is_none() {
                let message = format!("`{}` is no funding term", money.as_ref());
                self.fault(money.span(), message, "expected a [[term]] with fact = \"funding\"");
            }
        }
        if entry.renewals && !matches!(act, Act::Acquire | Act::Fund) {
            let message = "`renewals` belongs to the acts `acquire` and `fund`".to_owned();
            self.fault(entry.id.span(), message, "expected another act, or no `renewals`");
        }
        if entry.offers.is_some() && !matches!(act, Act::Import | Act::Provide) {
            let message = "`offers` belongs to the acts `import` and `provide`".to_owned();
            self.fault(entry.id.span(), message, "expected another act, or no `offers`");
        }
        if act == Act::Report && entry.force == Force::Prohibited {
            let message = "a duty to report forbids nothing".to_owned();
            self.fault(entry.act.span(), message, "expected force = \"advised\"");
        }
        if entry.binds.is_empty() {
            let message = format!("the provision `{}` binds nobody", entry.id.as_ref());
            self.fault(entry.id.span(), message, "expected binds = [...]");
        }
    }

    fn designation_ref(
        &mut self,
        id: &Placed<String>,
        by_id: &BTreeMap<String, usize>,
    ) -> Option<usize> {
        let found = by_id.get(id.as_ref()).copied();
        if found.is_none() {
            let message = format!("the designation `{}` does not exist", id.as_ref());
            let expected = format!("expected one of: {}", listed(by_id.keys()));
            let fault = Fault::at(self.file, id.span(), message, expected);
            self.faults.push(fault.near(id.as_ref(), by_id.keys().map(String::as_str)));
        }
        found
    }

    fn vendor(&mut self, id: &Placed<String>) {
        if let Some(makers) = self.makers.filter(|makers| !makers.contains(&id.as_ref().as_str())) {
            let message = format!("the vendor `{}` does not exist", id.as_ref());
            let expected = "expected the id of a file in data/vendors";
            let fault = Fault::at(self.file, id.span(), message, expected)
                .hint("`banlint vendors list` shows the known makers");
            self.faults.push(fault.near(id.as_ref(), makers.iter().copied()));
        }
    }

    fn country(&mut self, code: &Placed<String>) -> Option<Country> {
        let country = Country::from_str(code.as_ref()).ok();
        if country.is_none() {
            let message = format!("`{}` is no country", code.as_ref());
            let expected = "expected a country by its code, such as \"US\"";
            self.fault(code.span(), message, expected);
        }
        country
    }

    fn condition(&mut self, entry: &super::file::WhenEntry) -> Condition {
        Condition::check(entry, self.terms, self.tree, self.file, self.faults)
    }

    fn period(&mut self, span: Range<usize>, from: Option<Date>, until: Option<Date>) {
        self.days([from, until], &span);
        if let (Some(from), Some(until)) = (from, until)
            && from.first() > until.last()
        {
            let message = format!("this ends ({until}) before it begins ({from})");
            self.fault(span, message, "expected the first day before the last");
        }
    }

    fn sources(
        &mut self,
        refs: &SourceRefs,
        pages: Pages<'_>,
        owner: &Placed<String>,
    ) -> Vec<Arc<Source>> {
        if refs.ids().is_empty() {
            let message = format!("`{}` names no source", owner.as_ref());
            self.fault(owner.span(), message, "expected source = \"…\"");
        }
        refs.resolve(pages, self.file, self.faults)
    }
}

/// What a provision takes from its regime.
struct RegimeHead<'a> {
    id: &'a str,
    title: &'a str,
    jurisdiction: &'a str,
    citation: &'a str,
    instrument: Option<Instrument>,
    pages: Pages<'a>,
    /// The exceptions to its designations.
    exceptions: &'a [(Arc<Exception>, ExceptionCondition)],
}
