//! `banlint check`: audits inventories, writes the reports that were asked for, and says how it ended.

use std::mem::ManuallyDrop;

use crate::{
    Verdict,
    intake::{self, ErrorKind, Inventories, Inventory, ReadErrorKind, Understanding, Warning},
    report::Summary,
};

use super::{
    args::Check,
    exit::{Exit, Failure, Outcome},
    inputs::{self, Input, Inputs},
    leads,
    named_columns::NamedColumns,
    output::Console,
    reports::Reports,
    settings::{RunSettings, Settings},
    unread,
};

pub(crate) fn run(args: &Check, console: &Console) -> Outcome {
    let Inputs { files, mut left_out } = inputs::inputs(args, console)?;
    // The program ends with the run: nothing is gained by taking its knowledge apart.
    let settings = ManuallyDrop::new(RunSettings::new(args, &files)?);
    are_there(&files)?;
    for warning in settings.each().flat_map(|settings| settings.auditor.warnings()) {
        console.warn(warning);
    }
    let basis = &settings.basis;
    let mut run = Run {
        reports: Reports::create(args, console)?,
        summary: Summary::new(basis),
        named_columns: NamedColumns::default(),
        lists_clear: args.all,
        threads: threads(args),
        console,
    };
    run.reports.begin(basis)?;
    for (at, input) in files.iter().enumerate() {
        let settings = settings.of(at);
        let (inventories, lack) = match open(input, &settings.reading) {
            Ok(inventories) => inventories.into_parts(),
            Err(error) => (Vec::new(), Some(error)),
        };
        let before = run.summary.tally.rows();
        for inventory in inventories {
            if let Err(error) = run.audit(inventory, settings)? {
                left_out.take(input, error)?;
            }
        }
        let rows = run.summary.tally.rows() - before;
        if let Some(lack) = lack.filter(|_| rows == 0) {
            left_out.take(input, lack)?;
        }
        run.summary.not_asked(basis, settings.auditor.basis(), rows);
    }
    if run.summary.tally.rows() == 0 {
        return Err(left_out.failure());
    }
    let sentences = left_out.sentences().into_iter().chain(settings.warning.clone());
    run.end(sentences.chain(settings.which_for_which(&files)).collect(), settings.fail)
}

/// Says what file is not there before anything is written.
fn are_there(files: &[Input]) -> Result<(), Failure> {
    let missing =
        |input: &&Input| input.path.as_os_str() != "-" && std::fs::metadata(&input.path).is_err();
    files.iter().find(missing).map_or(Ok(()), |input| {
        let file = input.path.display().to_string();
        Err(ErrorKind::Read(ReadErrorKind::Missing).of(&file).into())
    })
}

/// Opens a file. One that was found in a folder is no inventory where none of its columns is known.
fn open(input: &Input, options: &intake::Options) -> Result<Inventories, intake::Error> {
    let options = intake::Options { known_columns: input.found, ..options.clone() };
    Inventories::open(&input.path, &options)
}

/// A run on its way.
struct Run<'a> {
    reports: Reports,
    summary: Summary,
    named_columns: NamedColumns,
    /// Some report lists every row.
    lists_clear: bool,
    threads: usize,
    console: &'a Console,
}

/// So many threads are used where nobody says how many.
const MOST_THREADS: usize = 4;

/// How many threads work.
fn threads(args: &Check) -> usize {
    let processors = || std::thread::available_parallelism().map_or(1, usize::from);
    args.threads.map_or_else(|| processors().min(MOST_THREADS), usize::from)
}

impl Run<'_> {
    /// Audits one inventory. One without assets is for the caller to judge: nothing of it has been written.
    fn audit(
        &mut self,
        inventory: Inventory,
        settings: &Settings,
    ) -> Result<Result<(), intake::Error>, Failure> {
        let understanding = inventory.understanding();
        let (label, warnings) = (understanding.label(), warnings(understanding));
        for warning in &warnings {
            self.console.warn(warning);
        }
        let progress = self.console.progress(&label);
        let mut audit = settings.auditor.audit_inventory(inventory);
        if !self.lists_clear {
            audit = audit.only_counting_clear();
        }
        let bar = progress.clone();
        audit = audit.on_threads(self.threads).on_progress(move |rows| bar.set_position(rows));
        for audited in &mut audit {
            let audited = match audited {
                Ok(audited) => audited,
                Err(error @ intake::Error { kind: ErrorKind::NoAssets { .. }, .. }) => {
                    progress.finish_and_clear();
                    return Ok(Err(error));
                }
                Err(error) => return Err(error.into()),
            };
            self.summary.add(&audited);
            self.reports.asset(&audited)?;
        }
        progress.finish_and_clear();
        let Understanding { file, sheet, form, unread, .. } = audit.understanding();
        let (clear, in_book) = (audit.only_counted(), form.is_workbook());
        if clear > 0 {
            self.summary.add_clear(file, sheet.as_deref(), in_book, clear);
        }
        if unread.is_none() {
            self.named_columns.take(&settings.reading, audit.understanding());
        }
        if unread.is_none() || audit.account().rows() > 0 {
            self.summary.account(file, sheet.as_deref(), audit.account(), audit.set_aside());
        }
        self.summary.input(file, audit.digest());
        self.summary.columns(audit.understanding());
        let leads = leads::leads(&label, &audit, self.console);
        let unread = unread::unread(&label, &audit, self.console);
        for warning in warnings.into_iter().chain(leads).chain(unread) {
            self.summary.warn(warning);
        }
        Ok(Ok(()))
    }

    /// Tells what is left to tell, and lets the reports appear.
    fn end(mut self, mut sentences: Vec<String>, fail: Verdict) -> Outcome {
        sentences.extend(self.named_columns.sentences()?);
        for sentence in sentences {
            self.console.warn(&sentence);
            self.summary.warn(sentence);
        }
        for sentence in self.summary.used.sentences() {
            self.console.warn(&sentence);
        }
        self.reports.end(&self.summary, self.console)?;
        Ok(exit(&self.summary, fail))
    }
}

/// What the user should know of a sheet, each sentence with its place.
fn warnings(sheet: &Understanding) -> Vec<String> {
    let shown = |warning: &Warning| format!("{}: {warning}", sheet.place_of(warning));
    sheet.warnings.iter().map(shown).collect()
}

/// How the run ended. A row that could not be read never ends well.
fn exit(summary: &Summary, fail: Verdict) -> Exit {
    match summary.tally.worst() {
        Some(worst) if worst < fail => Exit::Clean,
        _ => Exit::Findings,
    }
}
