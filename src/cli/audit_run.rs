//! One audit of all files of a run, for every command that makes one: inventory after inventory under its own settings, each row to
//! its `RowSink`.

use std::{
    collections::HashSet,
    fs,
    io::Seek as _,
    mem::ManuallyDrop,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    Date, Verdict,
    audit::{Audit, Audited, Basis, Fingerprints, Place, SetAsideLine, Step},
    baseline::Baseline,
    intake::{self, ErrorKind, Inventories, Inventory, ReadErrorKind, Understanding, Warning},
    knowledge::why,
    report::{
        SetAsideRow, Summary,
        sheet::{ReadFrom, RereadInput},
    },
    rules::TurningDay,
    tables::bytes,
};

use super::{
    args::AuditArgs,
    baselines::Baselines,
    configured_columns::ConfiguredColumns,
    exit::Failure,
    found_settings::check_baseline,
    inputs::{self, Input, Inputs, LeftOutFiles},
    one_file::is_one_file,
    output::Console,
    remarks,
    settings::{AuditSettings, RunSettings},
};

/// An audit that can begin: its files are there, and its settings hold.
pub(crate) struct AuditRun<'a> {
    files: Vec<Input>,
    left_out: LeftOutFiles,
    /// The program ends with the run: nothing is gained by taking its knowledge apart.
    settings: ManuallyDrop<RunSettings>,
    baselines: Baselines,
    /// The inputs, where they are to be read once more.
    reread: Option<Arc<[RereadInput]>>,
    threads: usize,
    /// A file that is no inventory does not end the run: the others are audited without it.
    goes_on: bool,
    console: &'a Console,
}

/// Who takes the results of an audit.
pub(crate) trait RowSink {
    fn row(&mut self, row: &Audited) -> Result<(), Failure>;

    /// Whether lines that are no assets are wanted too.
    fn wants_set_aside(&self) -> bool {
        false
    }

    /// Takes a line that is no asset.
    fn set_aside(&mut self, _: &SetAsideRow) -> Result<(), Failure> {
        Ok(())
    }

    /// Whether all rows of a file or a sheet are wanted, clear ones too.
    fn wants_all_of(&self, _: &Understanding) -> bool {
        false
    }

    /// Takes how a file or a sheet is understood, once its rows are taken.
    fn understood(&mut self, _: &Understanding) {}
}

/// Takes rows alone, those that are not clear.
impl<F: FnMut(&Audited) -> Result<(), Failure>> RowSink for F {
    fn row(&mut self, row: &Audited) -> Result<(), Failure> {
        self(row)
    }
}

/// At most this many threads are used where nobody says how many.
const MOST_THREADS: usize = 4;

impl<'a> AuditRun<'a> {
    /// Finds files and settings. `writes` are the files that the run writes, which are not read; `fail_on` is the verdict that was
    /// typed.
    pub(crate) fn new(
        args: &AuditArgs,
        writes: &[PathBuf],
        fail_on: Option<Verdict>,
        console: &'a Console,
    ) -> Result<Self, Failure> {
        let Inputs { files, left_out } = inputs::inputs(args, writes, console)?;
        let settings = ManuallyDrop::new(RunSettings::new(args, &files, fail_on)?);
        are_there(&files)?;
        let mut told = HashSet::new();
        for warning in settings.each().flat_map(|settings| settings.auditor.warnings()) {
            if told.insert(warning) {
                console.warn(warning);
            }
        }
        let baselines = Baselines::default();
        Ok(Self {
            files,
            left_out,
            settings,
            baselines,
            reread: None,
            threads: threads(args),
            goes_on: false,
            console,
        })
    }

    /// Has findings marked by the baseline that is named, or those of the settings; `none` of them.
    pub(crate) fn take_baselines(
        &mut self,
        named: Option<&Path>,
        none: bool,
    ) -> Result<(), Failure> {
        let mut baselines = Vec::new();
        for (at, settings) in self.settings.each().enumerate() {
            let own = settings.baseline.as_deref().filter(|_| named.is_none() && !none);
            if let Some(own) = own {
                let mut files = self.files.iter().enumerate();
                let of_it = files.find(|(file, _)| self.settings.number_of(*file) == at);
                check_baseline(own, of_it.map(|(_, file)| &*file.path))?;
            }
            baselines.push(own.or(named).filter(|_| !none).map(Path::to_owned));
        }
        self.baselines = Baselines::read(baselines.into_iter())?;
        Ok(())
    }

    /// Whether the run reads a file: as an inventory, as settings, as a baseline or for what it knows.
    pub(crate) fn reads(&self, path: &Path) -> bool {
        let inputs = self.files.iter().map(|input| &*input.path);
        let settings = self.settings.each().flat_map(AuditSettings::files);
        let own = self.basis().own_files.iter().map(|own| Path::new(&own.file.path));
        inputs.chain(settings).chain(own).any(|own| is_one_file(own, path))
    }

    /// The inputs, so that they can be read once more: of what can be read once only, a copy in a file without a name.
    pub(crate) fn reread(&mut self) -> Result<Arc<[RereadInput]>, Failure> {
        let inputs = self.files.iter().enumerate().map(|(at, input)| {
            let quote = self.settings.of(at).reading.quote.unwrap_or_default();
            if fs::metadata(&input.path).is_ok_and(|data| data.is_file()) {
                let name = input.path.display().to_string();
                return Ok(RereadInput { name, from: ReadFrom::Path(input.path.clone()), quote });
            }
            let (name, mut bytes) = bytes::open(&input.path).map_err(intake::Error::from)?;
            let copied = tempfile::tempfile().and_then(|mut copy| {
                std::io::copy(&mut bytes, &mut copy)?;
                copy.rewind()?;
                Ok(copy)
            });
            let copy = copied.map_err(|error| {
                Failure::new(format!(
                    "{name}: no copy of it can be kept in the folder of temporary files, {}: {}; a sheet in CSV or XLSX needs one of what can be read once only: name another folder with the environment variable TMPDIR, or name a file",
                    std::env::temp_dir().display(),
                    why(&error)
                ))
            })?;
            Ok(RereadInput { name, from: ReadFrom::Copy(copy), quote })
        });
        let inputs: Arc<[_]> = inputs.collect::<Result<Vec<_>, Failure>>()?.into();
        self.reread = Some(Arc::clone(&inputs));
        Ok(inputs)
    }

    /// Has the files be audited that can be; [`failed`](Self::failed) tells of the others.
    pub(crate) fn go_on(&mut self) {
        self.goes_on = true;
    }

    /// Why the run fails though the audit was made.
    pub(crate) fn failed(&self) -> Option<Failure> {
        self.left_out.failed()
    }

    /// Has the next audit be made as of another day, quietly: what there is to say of files and settings has been said.
    pub(crate) fn on(&mut self, day: Date, quiet: &'a Console) -> Result<(), Failure> {
        self.console = quiet;
        self.settings.on(day)
    }

    pub(crate) fn basis(&self) -> &Basis {
        &self.settings.basis
    }

    /// The days to come on which the law applied changes, up to one.
    pub(crate) fn turning_days(&self, until: Option<Date>) -> Vec<TurningDay> {
        let of = |settings: &AuditSettings| {
            settings.auditor.book().turning_days(self.basis().as_of, until)
        };
        let mut days: Vec<_> = self.settings.each().flat_map(of).collect();
        days.sort_by(|a, b| (a.day, &a.law.id, &a.turn).cmp(&(b.day, &b.law.id, &b.turn)));
        days.dedup();
        days
    }

    /// The days to come on which waivers do not hold any more, up to one.
    pub(crate) fn waivers_end(&self, until: Option<Date>) -> Vec<Date> {
        let waivers = self.basis().waivers.iter().filter(|waiver| !waiver.has_ended);
        let days = waivers.filter_map(|waiver| waiver.until.day_after());
        days.filter(|day| until.is_none_or(|until| *day <= until)).collect()
    }

    /// From which verdict on the run fails.
    pub(crate) fn fail(&self) -> Verdict {
        self.settings.fail
    }

    /// Audits all files and hands each row on, clear ones only where `lists_clear`; returns their results, with all that the user
    /// should know of the files.
    pub(crate) fn audit(
        &mut self,
        lists_clear: bool,
        take: &mut dyn RowSink,
    ) -> Result<Summary, Failure> {
        let summary = Summary::new(self.basis());
        let mut rows = RunRows {
            summary: if self.baselines.is_empty() { summary } else { summary.with_baseline() },
            configured_columns: ConfiguredColumns::default(),
            lists_clear,
            in_lines: Vec::new(),
            fingerprints: Fingerprints::default(),
            threads: self.threads,
            console: self.console,
            take,
        };
        for (at, input) in self.files.iter().enumerate() {
            let settings = self.settings.of(at);
            let reread = self.reread.as_ref().and_then(|inputs| inputs.get(at));
            let (inventories, lack) = match open(input, reread, &settings.reading) {
                Ok(inventories) => inventories.into_parts(),
                Err(error) => (Vec::new(), Some(error)),
            };
            let before = rows.summary.tally.rows();
            let searched = !inventories.is_empty();
            rows.in_lines.clear();
            for inventory in inventories {
                if let Err(error) =
                    rows.audit(inventory, settings, self.baselines.of(self.settings.number_of(at)))?
                {
                    self.left_out.take(input, error, None, self.goes_on)?;
                }
            }
            let read = rows.summary.tally.rows() - before;
            if let Some(lack) = lack.filter(|_| read == 0) {
                let searched = searched.then_some(rows.in_lines.as_slice());
                self.left_out.take(input, lack, searched, self.goes_on)?;
            }
            rows.summary.not_asked(&self.settings.basis, settings.auditor.basis(), read);
        }
        if rows.summary.tally.rows() == 0 {
            return Err(self.left_out.failure());
        }
        let lacking = self.left_out.not_audited();
        lacking.for_each(|(file, why)| rows.summary.lacks(file, why));
        let settings = &self.settings;
        self.baselines.end(&mut rows.summary, self.console);
        for sentence in self.left_out.sentences() {
            self.console.warn(&sentence);
            rows.summary.warn_everywhere(sentence);
        }
        let sentences = settings.warning.iter().cloned();
        rows.end(sentences.chain(settings.which_for_which(&self.files)).collect())
    }
}

/// Says what file is not there before anything is written. A link found in a folder that leads nowhere takes no other file down.
fn are_there(files: &[Input]) -> Result<(), Failure> {
    let missing = |input: &&Input| {
        let is_named = !input.found && input.path.as_os_str() != "-";
        is_named && std::fs::metadata(&input.path).is_err()
    };
    files.iter().find(missing).map_or(Ok(()), |input| {
        let file = input.path.display().to_string();
        Err(ErrorKind::Read(ReadErrorKind::Missing).of(&file).into())
    })
}

/// Opens a file. One that was found in a folder is no inventory where none of its columns is known.
fn open(
    input: &Input,
    reread: Option<&RereadInput>,
    options: &intake::Options,
) -> Result<Inventories, intake::Error> {
    let options = intake::Options { known_columns: input.found, ..options.clone() };
    match reread {
        Some(input) => Inventories::from_reader(&input.name, input.bytes()?, &options),
        None => Inventories::open(&input.path, &options),
    }
}

/// How many threads work.
fn threads(args: &AuditArgs) -> usize {
    let processors = || std::thread::available_parallelism().map_or(1, usize::from);
    args.threads.map_or_else(|| processors().min(MOST_THREADS), usize::from)
}

/// The rows of all files on their way.
struct RunRows<'a> {
    summary: Summary,
    configured_columns: ConfiguredColumns,
    lists_clear: bool,
    /// What is to be said of makers in lines of a file of which none was a row.
    in_lines: Vec<String>,
    /// Of all files together.
    fingerprints: Fingerprints,
    threads: usize,
    console: &'a Console,
    take: &'a mut dyn RowSink,
}

impl RunRows<'_> {
    /// Audits one inventory. One without assets is for the caller to judge: nothing of it has been handed on.
    fn audit(
        &mut self,
        inventory: Inventory,
        settings: &AuditSettings,
        mut baseline: Option<&mut Baseline>,
    ) -> Result<Result<(), intake::Error>, Failure> {
        let understanding = inventory.understanding();
        let (label, warnings) = (understanding.label(), warnings(understanding));
        for warning in &warnings {
            self.console.warn(warning);
        }
        let progress = self.console.progress(&label, length_left(&inventory));
        let mut audit = settings.auditor.audit_inventory(inventory);
        audit = audit.fingerprinted_by(&self.fingerprints);
        if !self.lists_clear && !self.take.wants_all_of(audit.understanding()) {
            audit = audit.only_counting_clear();
        }
        if self.take.wants_set_aside() {
            audit = audit.with_set_aside();
        }
        let shown = progress.clone();
        audit =
            audit.on_threads(self.threads).on_progress(move |now| shown.at(now.rows, now.bytes));
        loop {
            match audit.next_step() {
                Ok(Some(Step::Row(mut audited))) => {
                    if let Some(baseline) = &mut baseline {
                        baseline.mark(&mut audited);
                    }
                    self.summary.add(&audited);
                    self.take.row(&audited)?;
                }
                Ok(Some(Step::SetAside(line))) => {
                    self.take.set_aside(&set_aside(audit.understanding(), line))?;
                }
                Ok(None) => break,
                Err(error @ intake::Error { kind: ErrorKind::NoAssets { .. }, .. }) => {
                    progress.end();
                    return Ok(Err(error));
                }
                Err(error) => return Err(error.into()),
            }
        }
        progress.end();
        let Understanding { file, sheet, form, unread, .. } = audit.understanding();
        let (clear, in_book) = (audit.only_counted(), form.is_workbook());
        if clear > 0 {
            self.summary.add_clear(file, sheet.as_deref(), in_book, clear);
        }
        if unread.is_none() {
            self.configured_columns.take(&settings.reading, audit.understanding());
        }
        if unread.is_none() || audit.account().rows() > 0 {
            self.summary.account(file, sheet.as_deref(), audit.account(), audit.set_aside());
        }
        self.summary.input(file, audit.digest());
        self.summary.columns(audit.understanding());
        self.take.understood(audit.understanding());
        let later = self.remarks(&label, &audit, settings.auditor.basis());
        for warning in &later {
            self.console.warn(warning);
        }
        warnings.into_iter().chain(later).for_each(|warning| self.summary.warn(warning));
        Ok(Ok(()))
    }

    /// What only the end of an inventory tells.
    fn remarks(&mut self, label: &str, audit: &Audit, basis: &Basis) -> Vec<String> {
        let unreached = remarks::unreached_lines(audit, basis);
        let mut later: Vec<_> = remarks::searched_lines(label, audit).into_iter().collect();
        // Of a file that is refused the error says it.
        if audit.tally().rows() > 0 {
            later.extend(unreached.map(|said| format!("{label}: {said}")));
        } else {
            self.in_lines.extend(unreached);
        }
        later.extend(remarks::leads(label, audit));
        later.extend(remarks::unread_cells(label, audit));
        later
    }

    /// Tells what is left to tell.
    fn end(mut self, mut sentences: Vec<String>) -> Result<Summary, Failure> {
        sentences.extend(self.configured_columns.sentences()?);
        for sentence in sentences {
            self.console.warn(&sentence);
            self.summary.warn(sentence);
        }
        let doubted = self.summary.read_with_doubt();
        for sentence in
            doubted.into_iter().chain(self.summary.used.sentences(&self.summary.by_site))
        {
            self.console.warn(&sentence);
        }
        Ok(self.summary)
    }
}

/// The length of the file, if there is a file of which something is left to be read.
pub(super) fn length_left(inventory: &Inventory) -> Option<u64> {
    let file = fs::metadata(&inventory.understanding().file).ok().filter(fs::Metadata::is_file)?;
    Some(file.len()).filter(|&length| inventory.bytes_read() < length)
}

/// A line that is no asset, with its file.
fn set_aside(sheet: &Understanding, row: SetAsideLine) -> SetAsideRow {
    let (file, in_book) = (sheet.file.clone(), sheet.form.is_workbook());
    let place = Place { file, sheet: sheet.sheet.clone(), row: 0, line: row.line, in_book };
    SetAsideRow { place, row }
}

/// What the user should know of a sheet, each sentence with its place.
fn warnings(sheet: &Understanding) -> Vec<String> {
    let shown = |warning: &Warning| format!("{}: {warning}", sheet.place_of(warning));
    sheet.warnings.iter().map(shown).collect()
}
