//! `banlint check`: audits inventories, writes the reports that were asked for, and says how it ended.

use banlint::{
    Verdict,
    audit::Auditor,
    intake::{self, Inventory, Understanding, Warning},
    report::Summary,
};

use super::{
    args::Check,
    exit::{Exit, Failure, Outcome},
    inputs::{self, Input, LeftOut, is_stream},
    leads,
    output::Console,
    reports::Reports,
    settings,
};

pub(crate) fn run(args: &Check, console: &Console) -> Outcome {
    let settings = settings::settings(&args.law, Some(&args.input), args.fail_on)?;
    let auditor = &settings.auditor;
    for warning in auditor.warnings() {
        console.warn(warning);
    }
    let options = settings::input(auditor.intake_options(), &args.input)?;
    let inputs = inputs::inputs(&args.files, &args.glob, &args.output, console)?;
    let (inputs, first, mut left_out) = looked_into(inputs, &options)?;
    let mut first = Some(first);
    let mut reports = Reports::create(args, console)?;
    let mut summary = Summary::new(auditor.basis());
    reports.begin(auditor.basis())?;
    for input in &inputs {
        let inventories = match first.take() {
            Some(first) => first,
            None => Inventory::open_all(&input.path, &options)?,
        };
        for inventory in inventories {
            if let Err(error) = audit(inventory, auditor, &mut reports, &mut summary, console)? {
                left_out.take(input, error)?;
            }
        }
    }
    if summary.tally.rows() == 0 {
        return Err(left_out.failure());
    }
    if let Some(sentence) = left_out.sentence() {
        console.warn(&sentence);
        summary.warn(sentence);
    }
    for sentence in summary.used.sentences() {
        console.warn(&sentence);
    }
    reports.end(&summary, console)?;
    Ok(exit(&summary, settings.fail))
}

/// The inventories among the files, the first one open, and what is none. All files are looked into, so that what is wrong with
/// one of them is met before anything is written; but for those that can be read once only.
fn looked_into(
    inputs: Vec<Input>,
    options: &intake::Options,
) -> Result<(Vec<Input>, Vec<Inventory>, LeftOut), Failure> {
    let (mut kept, mut first, mut left_out) = (Vec::new(), None, LeftOut::default());
    for input in inputs {
        if first.is_some() && is_stream(&input.path) {
            kept.push(input);
            continue;
        }
        match Inventory::open_all(&input.path, options) {
            Ok(inventories) => {
                first.get_or_insert(inventories);
                kept.push(input);
            }
            Err(error) => left_out.take(&input, error)?,
        }
    }
    let first = first.ok_or_else(|| left_out.failure())?;
    Ok((kept, first, left_out))
}

/// Audits one inventory. One without assets is for the caller to judge: nothing of it has been written.
fn audit(
    inventory: Inventory,
    auditor: &Auditor,
    reports: &mut Reports,
    summary: &mut Summary,
    console: &Console,
) -> Result<Result<(), intake::Error>, Failure> {
    let understanding = inventory.understanding();
    let (label, warnings) = (understanding.label(), warnings(understanding));
    for warning in &warnings {
        console.warn(warning);
    }
    let progress = console.progress(&label);
    let mut audit = auditor.audit_inventory(inventory);
    for audited in &mut audit {
        let audited = match audited {
            Ok(audited) => audited,
            Err(error @ intake::Error::NoAssets { .. }) => {
                progress.finish_and_clear();
                return Ok(Err(error));
            }
            Err(error) => return Err(error.into()),
        };
        summary.add(&audited);
        reports.asset(&audited)?;
        progress.inc(1);
    }
    progress.finish_and_clear();
    let Understanding { file, sheet, .. } = audit.understanding();
    summary.account(file, sheet.as_deref(), audit.account(), audit.set_aside());
    summary.input(file, audit.digest());
    for warning in warnings.into_iter().chain(leads::leads(&label, &audit, console)) {
        summary.warn(warning);
    }
    Ok(Ok(()))
}

/// What the user should know of a sheet, each sentence with its place.
fn warnings(sheet: &Understanding) -> Vec<String> {
    let shown = |warning: &Warning| format!("{}: {warning}", warning.place(sheet));
    sheet.warnings.iter().map(shown).collect()
}

/// How the run ended. A row that could not be read never ends well.
fn exit(summary: &Summary, fail: Verdict) -> Exit {
    match summary.tally.worst() {
        Some(worst) if worst < fail => Exit::Clean,
        _ => Exit::Findings,
    }
}
