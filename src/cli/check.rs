//! `banlint check`: audits inventories, writes the reports that were asked for, and says how it ended.

use std::{
    fs,
    path::{Path, PathBuf},
};

use banlint::{
    Verdict,
    audit::{Auditor, Basis},
    intake::{self, Inventory},
    report::{Json, JsonLines, Look, Report, Summary, Text},
};

use super::{
    args::{Check, Format},
    exit::{Exit, Failure, Outcome},
    output::{Console, Whole, WholeFile},
    settings,
};

pub(crate) fn run(args: &Check, console: &Console) -> Outcome {
    let settings = settings::settings(&args.law, args.fail_on)?;
    let auditor = &settings.auditor;
    for warning in auditor.warnings() {
        console.warn(warning);
    }
    let options = settings::input(auditor.intake_options(), &args.input)?;
    let mut opened = Some(open(&args.files, &options)?);
    let mut sinks = sinks(args, console)?;
    let mut summary = Summary::new(auditor.basis());
    for sink in &mut sinks {
        sink.begin(auditor.basis())?;
    }
    for file in &args.files {
        let inventories = match opened.take() {
            Some(first) => first,
            None => Inventory::open_all(file, &options)?,
        };
        for inventory in inventories {
            audit(inventory, auditor, &mut sinks, &mut summary, console)?;
        }
    }
    for sink in sinks {
        sink.end(&summary)?;
    }
    Ok(exit(&summary, settings.fail))
}

/// Opens the first file, and looks into the others: what is wrong with one of them is met before anything is written.
/// What can be read only once (standard input, a pipe) is not looked into.
fn open(files: &[PathBuf], options: &intake::Options) -> Result<Vec<Inventory>, Failure> {
    let (first, others) = files
        .split_first()
        .ok_or_else(|| Failure::new("no inventory is named; expected a file"))?;
    if files.iter().filter(|file| file.as_os_str() == "-").count() > 1 {
        return Err(Failure::new("standard input (`-`) is named twice; it can be read once only"));
    }
    let inventories = Inventory::open_all(first, options)?;
    for file in others {
        let once = fs::metadata(file).is_ok_and(|data| !data.is_file() && !data.is_dir());
        if file.as_os_str() != "-" && !once {
            Inventory::open_all(file, options)?;
        }
    }
    Ok(inventories)
}

fn audit(
    inventory: Inventory,
    auditor: &Auditor,
    sinks: &mut [Sink],
    summary: &mut Summary,
    console: &Console,
) -> Result<(), Failure> {
    let understanding = inventory.understanding();
    let label = understanding.label();
    for warning in &understanding.warnings {
        console.warn(&format!("{}: {warning}", warning.place(understanding)));
    }
    let progress = console.progress(&label);
    let mut audit = auditor.audit_inventory(inventory);
    for audited in &mut audit {
        let audited = audited?;
        summary.add(&audited);
        for sink in sinks.iter_mut() {
            sink.report.asset(&mut sink.out, &audited)?;
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    let layout_file = audit.understanding().file.clone();
    let sheet = audit.understanding().sheet.clone();
    summary.account(&layout_file, sheet.as_deref(), audit.account(), audit.set_aside());
    Ok(())
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
