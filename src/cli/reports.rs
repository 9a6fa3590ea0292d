//! The reports of one run: which were asked for, and that they appear together.

use std::{path::Path, sync::Arc};

use crate::{
    Verdict,
    audit::{Audited, Basis},
    intake::Understanding,
    report::{
        self, Html, Json, JsonLines, PageLook, Report, SetAsideRow, Summary, Text,
        findings::{Concise, CsvFindings, GitHub, GitLab, JUnit, Markdown, Sarif},
        sheet::{RereadInput, SheetForm, SheetReport},
    },
};

use super::{
    args::{CheckArgs, Format},
    audit_run::{AuditRun, RowSink},
    ci::{self, Service},
    destination::{Destination, is_stdout},
    exit::Failure,
    one_file::is_one_file,
    output::Console,
    outputs::OutputFile,
    pager::Paged,
    streams,
};

/// All reports of a run, on their way to their places.
pub(crate) struct Reports {
    all: Vec<(Box<dyn Report>, Destination)>,
    /// The files among them, as the user named them.
    files: Vec<String>,
    sheets: bool,
}

impl Reports {
    /// The reports that were asked for: to files, and to standard output unless only files were named.
    pub(crate) fn create(
        args: &CheckArgs,
        outputs: &[OutputFile],
        run: &mut AuditRun<'_>,
        console: &Console,
    ) -> Result<Self, Failure> {
        let mut formats = outputs.iter().map(|output| output.format).chain(args.format);
        let sheets = formats.any(|format| sheet_form(format).is_some());
        let inputs = if sheets { run.reread()? } else { Arc::default() };
        let making = Making { args, fail: run.fail(), inputs };
        let mut reports = Self { all: Vec::new(), files: Vec::new(), sheets };
        let printed = outputs.iter().filter(|output| is_stdout(&output.path));
        let mut printed: Vec<_> = printed.map(|output| output.format).chain(args.format).collect();
        if printed.len() > 1 {
            return Err(Failure::new(
                "--output: two reports would go to standard output, which takes one; name a file for the other",
            ));
        }
        for OutputFile { format, path } in outputs.iter().filter(|output| !is_stdout(&output.path))
        {
            let shown = path.display();
            if args.audit.files.iter().any(|file| is_one_file(file, path)) {
                return Err(Failure::new(format!(
                    "--output: {shown} is the inventory itself and would be lost; name another file"
                )));
            }
            if sheet_form(*format).is_some() {
                streams::refuse_raw_cells(Some(path))?;
            }
            let look = PageLook { styled: false, ..console.look(args.width, args.all) };
            let out = Destination::at(path, is_live(*format))?;
            let place = out.place();
            let is_it = |other: &Path| {
                Some(other) == place || place.is_some_and(|place| is_one_file(other, place))
            };
            if reports.all.iter().filter_map(|(_, other)| other.place()).any(is_it) {
                return Err(Failure::new(format!(
                    "--output: {shown} is named twice; one report would take the place of the other"
                )));
            }
            reports.all.push((making.report(*format, look), out));
            reports.files.push(shown.to_string());
        }
        let unnamed = || if console.is_quiet() { None } else { reports.unnamed_format() };
        let named = printed.pop();
        if let Some(format) = named.or_else(unnamed) {
            if sheet_form(format).is_some() {
                streams::refuse_raw_cells(None)?;
            }
            let report = making.report(format, console.look(args.width, args.all));
            let wants_pager = format == Format::Text && console.may_page();
            let out = match Paged::of_environment().filter(|_| wants_pager) {
                Some(pager) => Destination::paged(pager),
                None => Destination::stdout(is_live(format)),
            };
            reports.all.push((report, out));
            if named.is_none() && format == Format::Github {
                reports.add_step_summary(args, run, console);
            }
        }
        Ok(reports)
    }

    /// The form on standard output where the user named none: what the reader of the log has most of.
    fn unnamed_format(&self) -> Option<Format> {
        match ci::service() {
            Some(Service::GitHub) => Some(Format::Github),
            _ if !self.files.is_empty() => None,
            Some(Service::Other) => Some(Format::Concise),
            None => Some(Format::Text),
        }
    }

    /// Has the summary of the step give the results of the audit. Nobody asked for it by name, so the run does not hang on it.
    fn add_step_summary(&mut self, args: &CheckArgs, run: &AuditRun<'_>, console: &Console) {
        let Some(path) = ci::step_summary() else { return };
        if run.reads(&path) || args.baseline.iter().any(|own| is_one_file(own, &path)) {
            let shown = path.display();
            console.warn(&format!(
                "{shown}: GITHUB_STEP_SUMMARY names this file, which is read as an inventory, a baseline or settings; no summary is added to it"
            ));
            return;
        }
        match Destination::appended(&path) {
            Ok(out) => self.all.push((Box::new(Markdown::default()), out)),
            Err(failure) => console.warn(&failure.message),
        }
    }

    /// Says what the audit is made with.
    pub(crate) fn begin(&mut self, basis: &Basis) -> Result<(), Failure> {
        for (report, out) in &mut self.all {
            report.begin(out, basis)?;
        }
        Ok(())
    }

    /// Writes what is left and lets the reports appear, all or none. Where some are files, one line says how it went: a log would
    /// hold nothing else.
    pub(crate) fn end(mut self, summary: &Summary, console: &Console) -> Result<(), Failure> {
        for (report, out) in &mut self.all {
            report.end(out, summary)?;
            report.remarks().iter().for_each(|remark| console.warn(remark));
        }
        Destination::finish(self.all.into_iter().map(|(_, out)| out).collect())?;
        if !self.files.is_empty() {
            console.say(&format!(
                "{}; wrote {}",
                report::sums(&summary.tally),
                self.files.join(", ")
            ));
        }
        Ok(())
    }
}

impl RowSink for Reports {
    fn row(&mut self, row: &Audited) -> Result<(), Failure> {
        for (report, out) in &mut self.all {
            report.asset(out, row)?;
            out.pass_on()?;
        }
        Ok(())
    }

    fn wants_set_aside(&self) -> bool {
        self.sheets
    }

    fn set_aside(&mut self, line: &SetAsideRow) -> Result<(), Failure> {
        self.all.iter_mut().try_for_each(|(report, out)| Ok(report.set_aside(out, line)?))
    }

    /// What is said of a line tells nothing of the others where rows are no lines.
    fn wants_all_of(&self, understanding: &Understanding) -> bool {
        self.sheets && !understanding.rows_are_lines()
    }

    fn understood(&mut self, understanding: &Understanding) {
        self.all.iter_mut().for_each(|(report, _)| report.understood(understanding));
    }
}

/// Whether a report says each row as it comes; the others are worth nothing until they are whole.
fn is_live(format: Format) -> bool {
    matches!(format, Format::Jsonl | Format::Concise | Format::CsvFindings)
}

fn sheet_form(format: Format) -> Option<SheetForm> {
    match format {
        Format::Csv => Some(SheetForm::Csv),
        Format::Xlsx => Some(SheetForm::Xlsx),
        _ => None,
    }
}

struct Making<'m> {
    args: &'m CheckArgs,
    fail: Verdict,
    inputs: Arc<[RereadInput]>,
}

impl Making<'_> {
    fn report(&self, format: Format, look: PageLook) -> Box<dyn Report> {
        let CheckArgs { all, details, .. } = *self.args;
        match format {
            Format::Text => Box::new(Text::new(PageLook { details, ..look })),
            Format::Json if details => Box::new(Json::new(all).with_details()),
            Format::Json => Box::new(Json::new(all)),
            Format::Jsonl if details => Box::new(JsonLines::new(all).with_details()),
            Format::Jsonl => Box::new(JsonLines::new(all)),
            Format::Concise => Box::new(Concise),
            Format::CsvFindings => Box::new(CsvFindings),
            Format::Sarif => Box::new(Sarif::new(ci::path_root())),
            Format::Junit => Box::new(JUnit::new(ci::path_root(), self.fail)),
            Format::Github => Box::new(GitHub::new(ci::path_root())),
            Format::Gitlab => Box::new(GitLab::new(ci::path_root())),
            Format::Markdown => Box::new(Markdown::default()),
            Format::Html => Box::new(Html::new(all)),
            Format::Csv => Box::new(SheetReport::new(SheetForm::Csv, Arc::clone(&self.inputs))),
            Format::Xlsx => Box::new(SheetReport::new(SheetForm::Xlsx, Arc::clone(&self.inputs))),
        }
    }
}
