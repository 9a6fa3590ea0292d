//! `banlint check`: audits inventories, writes the reports that were asked for, and says how it ended.

use std::path::Path;

use banlint::{
    Verdict,
    audit::{Auditor, Basis},
    intake::{self, Inventory, Understanding, Warning},
    report::{Json, JsonLines, Look, Report, Summary, Text},
};

use super::{
    args::{Check, Format},
    exit::{Exit, Failure, Outcome},
    inputs::{self, Input, LeftOut, is_stream},
    leads,
    output::{Console, Whole, WholeFile},
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
    let mut sinks = sinks(args, console)?;
    let mut summary = Summary::new(auditor.basis());
    for sink in &mut sinks {
        sink.begin(auditor.basis())?;
    }
    for input in &inputs {
        let inventories = match first.take() {
            Some(first) => first,
            None => Inventory::open_all(&input.path, &options)?,
        };
        for inventory in inventories {
            if let Err(error) = audit(inventory, auditor, &mut sinks, &mut summary, console)? {
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
    for sink in sinks {
        sink.end(&summary)?;
    }
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
    sinks: &mut [Sink],
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
        for sink in sinks.iter_mut() {
            sink.report.asset(&mut sink.out, &audited)?;
        }
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

/// One report on its way to one place.
struct Sink {
    report: Box<dyn Report>,
    out: Whole,
}

impl Sink {
    fn begin(&mut self, basis: &Basis) -> std::io::Result<()> {
        self.report.begin(&mut self.out, basis)
    }

    fn end(mut self, summary: &Summary) -> Result<(), Failure> {
        self.report.end(&mut self.out, summary)?;
        self.out.finish()
    }
}

/// The reports that were asked for: to files by their ending, and to standard output unless only files were named.
fn sinks(args: &Check, console: &Console) -> Result<Vec<Sink>, Failure> {
    let mut sinks = Vec::new();
    for path in &args.output {
        let format = format_of(path)?;
        if args.files.iter().any(|file| same_file(file, path)) {
            return Err(Failure::new(format!(
                "--output: {} is the inventory itself and would be lost; name another file",
                path.display()
            )));
        }
        let look = Look { styled: false, ..console.look(args.width, args.all) };
        let out = Whole::File(WholeFile::create(path)?);
        sinks.push(Sink { report: report(format, args.all, look), out });
    }
    if args.format.is_some() || sinks.is_empty() {
        let format = args.format.unwrap_or(Format::Text);
        let look = console.look(args.width, args.all);
        let out = Whole::stdout();
        sinks.push(Sink { report: report(format, args.all, look), out });
    }
    Ok(sinks)
}

fn report(format: Format, all: bool, look: Look) -> Box<dyn Report> {
    match format {
        Format::Text => Box::new(Text::new(look)),
        Format::Json => Box::new(Json::new(all)),
        Format::Jsonl => Box::new(JsonLines::new(all)),
    }
}

/// Whether two paths lead to one file.
fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn format_of(path: &Path) -> Result<Format, Failure> {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("txt") => Ok(Format::Text),
        Some("json") => Ok(Format::Json),
        Some("jsonl" | "ndjson") => Ok(Format::Jsonl),
        _ => Err(Failure::new(format!(
            "--output: the ending of `{}` names no form of report; expected .txt, .json or .jsonl",
            path.display()
        ))),
    }
}
