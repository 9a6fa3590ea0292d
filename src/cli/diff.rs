//! `banlint diff`: what differs between two inventories, or two reports of them.

use std::{fs::File, io::Write, path::Path};

use crate::{
    Verdict,
    audit::Audited,
    report::{self, AuditSide, Difference},
};

use super::{
    args::{AuditArgs, DiffArgs},
    audit_run::AuditRun,
    exit::{Exit, Failure, Outcome},
    output::Console,
    streams,
    wrapped_text::WrappedText,
};

pub(crate) fn run(args: &DiffArgs, out: &mut dyn Write, console: &Console) -> Outcome {
    let (old, old_fail) = side(&args.old, args, console)?;
    let (new, new_fail) = side(&args.new, args, console)?;
    let strictest = [old_fail, new_fail].into_iter().flatten().min();
    let fail = args.fail_on.or(strictest).unwrap_or(Verdict::Review);
    let difference = Difference::new(old, new);
    if args.form.is_json() {
        report::difference_json(&difference, out)?;
    } else {
        let mut page = WrappedText::new(out, console.look(None, false).width);
        report::difference_text(&difference, |indent, text| page.text(indent, text))?;
    }
    let fails = difference.worst_new().is_some_and(|worst| worst >= fail);
    Ok(if fails { Exit::Findings } else { Exit::Clean })
}

/// The result of one side; of an inventory with the verdict from which on its settings have a run fail.
fn side(
    path: &Path,
    args: &DiffArgs,
    console: &Console,
) -> Result<(AuditSide, Option<Verdict>), Failure> {
    streams::refuse_as_input(path)?;
    if is_report(path) {
        return Ok((AuditSide::read(path)?, None));
    }
    let audit = AuditArgs::of(vec![path.to_owned()], &args.law, &args.input);
    let mut run = AuditRun::new(&audit, &[], args.fail_on, console)?;
    let mut side = AuditSide::of_audit(path.display().to_string(), run.basis());
    let summary = run.audit(false, &mut |asset: &Audited| Ok(side.add(asset)?))?;
    side.end(&summary);
    Ok((side, Some(run.fail())))
}

/// Whether a file is a report of this program, in whatever form. What cannot be read is for the audit to say, and a look into a pipe
/// would take its beginning away.
fn is_report(path: &Path) -> bool {
    if streams::is_read_once(path) {
        return false;
    }
    let read = File::open(path).and_then(streams::head_of);
    read.is_ok_and(|(head, file)| report::is_report(&head, file))
}
