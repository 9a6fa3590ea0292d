//! `banlint check`: audits inventories, writes the reports that were asked for, and says how it ended.

use crate::{Verdict, report::Summary};

use super::{
    args::Check,
    audit_run::AuditRun,
    exit::{Exit, Outcome},
    output::Console,
    reports::Reports,
};

pub(crate) fn run(args: &Check, console: &Console) -> Outcome {
    let mut run = AuditRun::new(&args.audit, &args.output, args.fail_on, console)?;
    let mut reports = Reports::create(args, console)?;
    reports.begin(run.basis())?;
    let summary = run.audit(args.all, &mut |asset| reports.asset(asset))?;
    reports.end(&summary, console)?;
    Ok(if args.exit_zero { Exit::Clean } else { exit(&summary, run.fail()) })
}

/// How the run ended. A row that could not be read never ends well.
fn exit(summary: &Summary, fail: Verdict) -> Exit {
    match summary.tally.worst() {
        Some(worst) if worst < fail => Exit::Clean,
        _ => Exit::Findings,
    }
}
