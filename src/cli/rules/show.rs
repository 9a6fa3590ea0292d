//! `banlint rules show`: one regime as prose, each paragraph with the numbers of the pages in which it was read.

use std::{
    io::{self, Write},
    sync::Arc,
};

use crate::{
    audit::Knowledge,
    cli::wrapped_text::WrappedText,
    knowledge::Source,
    law::{Act, Force, Law},
    report::{self, PageLook, condition, time_of},
    reporting_duty::ReportingDuty,
    rules::{Designation, ExceptionCondition, LawBook, Provision, Reach, Regime, Target},
    strings::joined,
};

pub(super) fn run(
    out: &mut dyn Write,
    knowledge: &Knowledge,
    book: &LawBook,
    regime: &Regime,
    look: PageLook,
) -> io::Result<()> {
    let mut page = WrappedText::new(out, look.width);
    let mut cited = NumberedSources::default();
    page.text(0, &format!("{} ({})", regime.title, regime.id))?;
    let of = book.terms().jurisdictions().get(&regime.jurisdiction);
    let of = of.map_or(regime.jurisdiction.as_str(), |jurisdiction| &jurisdiction.name);
    let authority = regime.authority.trim_end_matches('.');
    let kind = report::bracketed_kind(regime);
    page.text(0, &format!("{of}. {authority}. {}{kind}.", regime.citation))?;
    page.gap()?;
    page.text(0, &format!("{}{}", regime.summary, cited.numbers(&regime.sources)))?;
    page.note(0, regime.note.as_deref())?;
    if let Some(why) = &regime.known_in_part {
        page.text(0, &format!("Its list is known here in part: {why}"))?;
    }
    page.gap()?;
    if regime.provisions.is_empty() {
        let kind = report::kind_of_regime(regime).unwrap_or_default();
        page.text(0, &format!("{}.", report::sentence(&kind)))?;
    } else {
        page.text(0, "WHOM IT CATCHES")?;
        let mut left: Vec<_> = regime.designations.iter().collect();
        while let Some(first) = left.first().copied() {
            let (alike, others): (Vec<_>, _) =
                left.into_iter().partition(|other| are_alike(first, other));
            designations(&mut page, knowledge, &alike, &mut cited)?;
            left = others;
        }
        page.gap()?;
        page.text(0, "WHAT IT FORBIDS")?;
        for provision in &regime.provisions {
            self::provision(&mut page, regime, provision, &mut cited)?;
        }
    }
    if !regime.duties.is_empty() {
        page.gap()?;
        page.text(0, "WHAT MUST BE REPORTED")?;
    }
    regime.duties.iter().try_for_each(|duty| self::duty(&mut page, duty, &mut cited))?;
    page.gap()?;
    page.text(0, "WHERE IT WAS READ")?;
    for (at, source) in cited.0.iter().enumerate() {
        let (number, Source { title, url, read, .. }) = (at + 1, &**source);
        page.text(2, &format!("[{number}] {title} <{url}>, read {read}"))?;
    }
    page.text(2, &format!("Compared with them last on {}; {}", regime.checked, regime.file))
}

/// The pages in which something was read, in the order in which they are named.
#[derive(Default)]
struct NumberedSources(Vec<Arc<Source>>);

impl NumberedSources {
    /// Their numbers, as they follow a paragraph.
    fn numbers(&mut self, sources: &[Arc<Source>]) -> String {
        let mut numbers = Vec::new();
        for source in sources {
            let known = self.0.iter().position(|other| other == source);
            let at = known.unwrap_or(self.0.len());
            if known.is_none() {
                self.0.push(Arc::clone(source));
            }
            numbers.push(format!(" [{}]", at + 1));
        }
        numbers.concat()
    }
}

/// Whether two designations differ in whom they name alone.
fn are_alike(one: &Designation, other: &Designation) -> bool {
    let names = |named: &Designation| matches!(named.target, Target::Vendor(_));
    let rest = |named: &Designation| {
        let when = (condition(&named.when), condition(&named.unsettled_when));
        let said = (named.scope.clone(), named.note.clone(), Arc::clone(&named.unsettled_why));
        (
            named.reach,
            named.listed,
            named.removed,
            named.enforce,
            (Arc::clone(&named.kinds), Arc::clone(&named.brands)),
            when,
            said,
        )
    };
    one.id == other.id
        || names(one) && names(other) && one.sources == other.sources && rest(one) == rest(other)
}

fn designations(
    page: &mut WrappedText<'_>,
    knowledge: &Knowledge,
    alike: &[&Designation],
    cited: &mut NumberedSources,
) -> io::Result<()> {
    let Some(named) = alike.first() else { return Ok(()) };
    let whom = match &named.target {
        Target::Vendor(_) => {
            let name = |id: &str| {
                let known =
                    knowledge.catalogue.vendors().iter().find(|vendor| vendor.maker.id == id);
                known.map_or_else(|| id.to_owned(), |vendor| vendor.maker.short.clone())
            };
            let of_vendor = |named: &&Designation| match &named.target {
                Target::Vendor(id) => Some(name(id)),
                _ => None,
            };
            let makers: Vec<_> = alike.iter().filter_map(of_vendor).collect();
            let with = match (named.reach, makers.len()) {
                (Reach::Company, _) => "the named company alone",
                (_, 1) => "with its subsidiaries and affiliates",
                _ => "each with its subsidiaries and affiliates",
            };
            let of = match &*named.brands {
                [] => String::new(),
                brands => format!("{} of ", joined(brands, "or")),
            };
            format!("{of}{}, {with}", makers.join(", "))
        }
        Target::Criterion { title, .. } => format!("Makers {title}"),
        Target::Seat(countries) => {
            let countries: Vec<_> = countries.iter().map(ToString::to_string).collect();
            format!("Makers with their seat in {}", joined(&countries, "or"))
        }
        Target::Anyone => "Whoever made it".to_owned(),
    };
    let off = if named.enforce { "" } else { " (for information, never applied)" };
    page.text(2, &format!("{whom}{off}"))?;
    let listed = named.listed.map_or(String::new(), |day| format!(" Listed {day}."));
    let removed = named.removed.map_or(String::new(), |day| format!(" Removed {day}."));
    let numbers = cited.numbers(&named.sources);
    page.text(6, &format!("{}{listed}{removed}{numbers}", named.scope))?;
    if !named.kinds.is_empty() {
        page.text(6, &format!("Kinds of equipment: {}.", named.kinds.join(", ")))?;
    }
    if !named.when.is_empty() {
        page.text(6, &format!("Only when {}.", condition(&named.when)))?;
    }
    if !(named.unsettled.is_empty() && named.unsettled_when.is_empty()) {
        page.text(6, &format!("Not settled: {}", named.unsettled_why))?;
    }
    page.note(6, named.note.as_deref())
}

fn provision(
    page: &mut WrappedText<'_>,
    regime: &Regime,
    provision: &Provision,
    cited: &mut NumberedSources,
) -> io::Result<()> {
    let law = &provision.law;
    page.text(2, &format!("{} ({})", law.title, law.provision))?;
    page.text(6, &format!("{} {}.", ban(provision), law.citation))?;
    page.text(6, &format!("{}{}", law.summary, cited.numbers(&law.sources)))?;
    if provision.designations.len() < regime.designations.len() {
        let ids = provision.designations.iter();
        let ids = ids.filter_map(|&at| Some(regime.designations.get(at)?.id.as_str()));
        page.text(6, &format!("It concerns: {}.", ids.collect::<Vec<_>>().join(", ")))?;
    }
    if !provision.when.is_empty() {
        page.text(6, &format!("Only when {}.", condition(&provision.when)))?;
    }
    for (exception, holds) in law.exceptions.iter().zip(&provision.exceptions) {
        let (of, numbers) = (exempted(regime, holds), cited.numbers(&exception.sources));
        page.text(6, &format!("Except{of}: {}{numbers}", exception.reason))?;
        for approved in &holds.approved {
            page.text(8, &format!("{}: {}", approved.covers, report::time(approved.time)))?;
        }
    }
    page.text(6, &format!("What to do: {}", law.remedy))?;
    page.note(6, provision.note.as_deref())
}

/// What is forbidden to whom, from when, in a sentence.
fn ban(provision: &Provision) -> String {
    let Law { force, act, from, until, days_after_listing, .. } = &*provision.law;
    let bound = report::a_noun(&provision.bound);
    let said = match force {
        _ if *act == Act::Report => format!("Bids {bound} {}", done(*act)),
        Force::Prohibited => format!("Forbids {bound} to {}", done(*act)),
        Force::Advised => format!("Advises {bound} not to {}", done(*act)),
        Force::Context | Force::Listed => {
            format!("For information alone: {bound} is not to {}", done(*act))
        }
    };
    let until = until.map_or(String::new(), |day| format!(" until {day}"));
    let delay = days_after_listing.map_or(String::new(), |days| {
        format!(", for what is listed later {days} days after its listing")
    });
    format!("{said}, from {from}{until}{delay}.")
}

fn done(act: Act) -> &'static str {
    match act {
        Act::Acquire => "buy it",
        Act::Deploy => "install it",
        Act::Use => "have it in service",
        Act::Connect => "attach it to a network",
        Act::Fund => "pay for it with certain money",
        Act::Authorise => "have it authorised for the market",
        Act::Import => "import or market it",
        Act::Deliver => "deliver it to the state under a contract",
        Act::Provide => "supply it to others",
        Act::Report => "report it",
    }
}

/// For whom an exception is, where it is not for all, and until when.
fn exempted(regime: &Regime, holds: &ExceptionCondition) -> String {
    let of = holds.designation.and_then(|at| regime.designations.get(at));
    let of = of.map_or(String::new(), |named| format!(" for {}", named.id));
    let until = holds.until.map_or(String::new(), |day| format!(" until {day}"));
    of + &until
}

fn duty(
    page: &mut WrappedText<'_>,
    duty: &ReportingDuty,
    cited: &mut NumberedSources,
) -> io::Result<()> {
    page.text(2, &format!("{}: {}, to {}", duty.id, duty.title, duty.to))?;
    page.text(6, &format!("{}{}", duty.summary, cited.numbers(&duty.sources)))?;
    page.text(6, &format!("{}. On a violation of: {}.", duty.citation, duty.laws.join(", ")))?;
    for stage in &duty.stages {
        let asks: Vec<_> = stage.items.iter().map(|item| item.asks.as_str()).collect();
        page.text(6, &format!("{}, {}: {}.", stage.title, time_of(stage), asks.join("; ")))?;
    }
    duty.notes.iter().try_for_each(|note| page.note(6, Some(note)))
}
