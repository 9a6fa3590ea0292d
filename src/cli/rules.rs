//! `banlint rules`: the law as loaded.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::PathBuf,
};

use crate::{
    Date, EquipmentTree,
    knowledge::{did_you_mean, known_as},
    report::{self, Look, condition, time_of},
    reporting_duty::ReportingDuty,
    rules::{Designation, LawBook, Provision, Regime, Target, Terms},
};

use super::{
    args::{AuditArgs, FolderArgs, FormArgs, InputArgs, LawArgs, Rules},
    exit::{Exit, Failure, Outcome},
    lint, outlook,
    output::Console,
    page::Page,
    settings,
};

pub(crate) fn run(args: &Rules, out: &mut dyn Write, console: &Console) -> Outcome {
    match args {
        Rules::List { terms, law, form } => {
            let settings = settings::settings(law, None, None)?;
            let book = settings.auditor.book();
            let tree = &settings.auditor.knowledge().tree;
            match (*terms, form.is_json()) {
                (true, true) => report::terms_json(out, book.terms(), tree)?,
                (true, false) => {
                    list_terms(out, book.terms())?;
                    list_kinds(out, tree)?;
                }
                (false, true) => report::regimes_json(out, book)?,
                (false, false) => list(out, book)?,
            }
            Ok(Exit::Clean)
        }
        Rules::Show { regime: id, law, form } => {
            let settings = settings::settings(law, None, None)?;
            let book = settings.auditor.book();
            let regime = book.regime(id).ok_or_else(|| {
                let known: Vec<_> = book.regimes().iter().map(|r| r.id.as_str()).collect();
                let called = book.regimes().iter().flat_map(|r| known_as(&r.id, [&r.title]));
                let near = did_you_mean(id, called);
                let known = known.join(", ");
                Failure::new(format!("there is no regime `{id}`; {near}expected one of: {known}"))
            })?;
            if form.is_json() {
                report::regime_json(out, regime)?;
            } else {
                show(out, book, regime, console.look(None, true))?;
            }
            Ok(Exit::Clean)
        }
        Rules::Diff { from, to, files, law, input, form } => {
            let to =
                to.as_ref().map_or_else(|| Ok(Date::today()), |to| settings::day("--to", to))?;
            let days = (settings::day("--from", from)?, to);
            diff(days, audit_args(files, law, input), form, out, console)
        }
        Rules::Lint { paths } => lint::run(paths, console),
    }
}

/// How the law changes between two days, and which goods it changes for.
fn diff(
    (from, to): (Date, Date),
    mut args: AuditArgs,
    form: &FormArgs,
    out: &mut dyn Write,
    console: &Console,
) -> Outcome {
    if from >= to {
        return Err(Failure::new(format!(
            "--from: {from} is not before {to}; name the earlier day"
        )));
    }
    args.law.as_of = Some(from.to_string());
    if args.files.is_empty() {
        let settings = settings::settings(&args.law, None, None)?;
        let turns = settings.auditor.book().turning_days(from, Some(to));
        if form.is_json() {
            report::turns_json(out, (from, to), &turns)?;
            return Ok(Exit::Clean);
        }
        let mut page = Page::new(out, console.look(None, true).width);
        page.text(0, &format!("How the law changes from {from} to {to}"))?;
        if turns.is_empty() {
            page.text(2, "It does not, as far as it is known.")?;
        }
        report::turns_text(&turns).iter().try_for_each(|text| page.text(2, text))?;
        return Ok(Exit::Clean);
    }
    let run = outlook::begin(&args, console)?;
    let turns = run.turning_days(Some(to));
    outlook::write(&args, run, BTreeMap::from([(to, turns)]), form, out, console)
}

fn audit_args(files: &[PathBuf], law: &LawArgs, input: &InputArgs) -> AuditArgs {
    AuditArgs {
        files: files.to_owned(),
        law: law.clone(),
        input: input.clone(),
        folders: FolderArgs::default(),
        threads: None,
    }
}

fn list(out: &mut dyn Write, book: &LawBook) -> io::Result<()> {
    let width = book.regimes().iter().map(|regime| regime.id.len()).max().unwrap_or(0);
    for regime in book.regimes() {
        let (country, id, title) = (&regime.jurisdiction, &regime.id, &regime.title);
        let kind = report::kind_of_regime(regime);
        let kind = if kind.is_empty() { kind } else { format!("{kind}; ") };
        writeln!(out, "{country}  {id:width$}  {title} ({kind}checked {})", regime.checked)?;
    }
    Ok(())
}

fn list_terms(out: &mut dyn Write, terms: &Terms) -> io::Result<()> {
    writeln!(out, "organisation: what an owner can be")?;
    for organisation in terms.organisations().values() {
        writeln!(out, "  {:<28} {}", organisation.id, organisation.says)?;
    }
    for fact in Terms::facts() {
        writeln!(out, "\n{fact}: {}", fact.says())?;
        for term in terms.of(fact) {
            writeln!(out, "  {:<28} {}: {}", term.id, term.title, term.says)?;
        }
    }
    writeln!(out, "\ncriteria: tests that a maker meets")?;
    for criterion in terms.criteria().values() {
        writeln!(out, "  {:<28} {}", criterion.id, criterion.title)?;
    }
    Ok(())
}

fn list_kinds(out: &mut dyn Write, tree: &EquipmentTree) -> io::Result<()> {
    writeln!(out, "\nequipment: what a thing is")?;
    tree.kinds().try_for_each(|kind| writeln!(out, "  {:<28} {}", kind.id, kind.title))
}

fn show(out: &mut dyn Write, book: &LawBook, regime: &Regime, look: Look) -> io::Result<()> {
    let mut page = Page::new(out, look.width);
    page.text(0, &format!("{} ({})", regime.title, regime.id))?;
    let kind = report::kind_of_regime(regime);
    let said = if kind.is_empty() { String::new() } else { format!(" [{kind}]") };
    page.text(0, &format!("{}. {}{said}.", regime.authority, regime.citation))?;
    page.text(0, &regime.summary)?;
    page.text(
        0,
        &format!("Compared with its sources on {}. File: {}", regime.checked, regime.file),
    )?;
    page.note(2, regime.note.as_deref())?;
    page.gap()?;
    if regime.provisions.is_empty() {
        page.text(0, &format!("{}.", report::sentence(&kind)))?;
        return page.sources(2, &regime.sources);
    }
    page.text(0, "Whom it catches")?;
    for designation in &regime.designations {
        designation_page(&mut page, designation)?;
    }
    page.gap()?;
    page.text(0, "What it forbids")?;
    for provision in &regime.provisions {
        provision_page(&mut page, book, regime, provision)?;
    }
    if !regime.duties.is_empty() {
        page.gap()?;
        page.text(0, "What must be reported")?;
    }
    regime.duties.iter().try_for_each(|duty| duty_page(&mut page, duty))
}

fn duty_page(page: &mut Page<'_>, duty: &ReportingDuty) -> io::Result<()> {
    page.text(2, &format!("{}: {}, to {}", duty.id, duty.title, duty.to))?;
    page.text(6, &duty.summary)?;
    page.text(6, &format!("{}. On a violation of: {}.", duty.citation, duty.laws.join(", ")))?;
    for stage in &duty.stages {
        let asks: Vec<_> = stage.items.iter().map(|item| item.asks.as_str()).collect();
        page.text(6, &format!("{}, {}: {}.", stage.title, time_of(stage), asks.join("; ")))?;
    }
    for note in &duty.notes {
        page.note(6, Some(note))?;
    }
    page.sources(6, &duty.sources)
}

fn designation_page(page: &mut Page<'_>, named: &Designation) -> io::Result<()> {
    let whom = match &named.target {
        Target::Vendor(id) => format!("the maker {id} and its group"),
        Target::Criterion { title, .. } => format!("makers {title}"),
        Target::Seat(countries) => {
            format!(
                "makers with their seat in {}",
                countries.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
            )
        }
        Target::Anyone => "whoever made it".to_owned(),
    };
    let off = if named.enforce { "" } else { " (for information, never applied)" };
    page.text(2, &format!("{}: {whom}{off}", named.id))?;
    page.text(6, &named.scope)?;
    if let Some(listed) = named.listed {
        let removed = named.removed.map_or(String::new(), |day| format!(", removed {day}"));
        page.text(6, &format!("Listed {listed}{removed}."))?;
    }
    if !named.when.is_empty() {
        page.text(6, &format!("Only when {}.", condition(&named.when)))?;
    }
    if !(named.unsettled.is_empty() && named.unsettled_when.is_empty()) {
        page.text(6, &format!("Not settled: {}", named.unsettled_why))?;
    }
    page.note(6, named.note.as_deref())?;
    page.sources(6, &named.sources)
}

fn provision_page(
    page: &mut Page<'_>,
    book: &LawBook,
    regime: &Regime,
    provision: &Provision,
) -> io::Result<()> {
    let law = &provision.law;
    page.text(
        2,
        &format!("{}: {} [{}, {}]", law.provision, law.title, report::force(law), law.act.word()),
    )?;
    page.text(6, &law.summary)?;
    let until = law.until.map_or(String::new(), |day| format!(" to {day}"));
    let delay = law
        .days_after_listing
        .map_or(String::new(), |days| format!(", {days} days after each listing"));
    let bound: Vec<_> = provision
        .binds
        .iter()
        .map(|id| book.terms().organisations().get(id).map_or(id.as_str(), |o| o.title.as_str()))
        .collect();
    let bound = if bound.is_empty() { "the trade".to_owned() } else { bound.join(", ") };
    page.text(6, &format!("{}. From {}{until}{delay}. Binds: {bound}.", law.citation, law.from))?;
    if provision.designations.len() < regime.designations.len() {
        let ids: Vec<_> = provision
            .designations
            .iter()
            .filter_map(|&at| Some(regime.designations.get(at)?.id.as_str()))
            .collect();
        page.text(6, &format!("Applies to: {}.", ids.join(", ")))?;
    }
    if !provision.when.is_empty() {
        page.text(6, &format!("Only when {}.", condition(&provision.when)))?;
    }
    for exception in &provision.law.exceptions {
        page.text(6, &format!("Except: {}", exception.reason))?;
    }
    page.text(6, &format!("What to do: {}", law.remedy))?;
    page.note(6, provision.note.as_deref())?;
    page.sources(6, &law.sources)
}
