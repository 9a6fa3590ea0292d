//! `banlint check`: audits inventories, writes the reports that were asked for, and says how it ended.

use crate::{Verdict, report::Summary};

use super::{
    args::CheckArgs,
    audit_run::AuditRun,
    exit::{Exit, Outcome},
    output::Console,
    outputs::OutputFile,
    reports::Reports,
};

pub(crate) fn run(args: &CheckArgs, console: &Console) -> Outcome {
    let outputs = args.output.iter().map(|typed| OutputFile::parse(typed));
    let outputs = outputs.collect::<Result<Vec<_>, _>>()?;
    let writes: Vec<_> = outputs.iter().map(|output| output.path.clone()).collect();
    let mut run = AuditRun::new(&args.audit, &writes, args.fail_on, console)?;
    run.take_baselines(args.baseline.as_deref(), args.no_baseline)?;
    run.go_on();
    let mut reports = Reports::create(args, &outputs, &mut run, console)?;
    reports.begin(run.basis())?;
    let summary = run.audit(args.all, &mut reports)?;
    reports.end(&summary, console)?;
    if let Some(failure) = run.failed() {
        return Err(failure);
    }
    Ok(if args.exit_zero { Exit::Clean } else { exit(&summary, run.fail()) })
}

/// How the run ended. A row that could not be read never ends well.
fn exit(summary: &Summary, fail: Verdict) -> Exit {
    match summary.deciding().worst() {
        Some(worst) if worst < fail => Exit::Clean,
        _ => Exit::Findings,
    }
}
