//! `banlint baseline`: writes the findings of today as those that are known.

use crate::{
    Verdict,
    audit::Audited,
    report::{self, BaselineFile, Report as _},
};

use super::{
    args::BaselineArgs,
    audit_run::AuditRun,
    destination::{Destination, is_stdout},
    exit::{Exit, Failure, Outcome},
    output::Console,
};

pub(crate) fn run(args: &BaselineArgs, console: &Console) -> Outcome {
    let written = std::slice::from_ref(&args.output);
    if args.audit.files.contains(&args.output) {
        return Err(Failure::new(format!(
            "--output: {} is the inventory itself and would be lost; name another file",
            args.output.display()
        )));
    }
    let mut run = AuditRun::new(&args.audit, written, None, console)?;
    let mut out = Destination::of_baseline(&args.output)?;
    let mut file = BaselineFile::new();
    file.begin(&mut out, run.basis())?;
    let summary = run.audit(false, &mut |asset: &Audited| Ok(file.asset(&mut out, asset)?))?;
    file.end(&mut out, &summary)?;
    Destination::finish(vec![out])?;
    let unread = summary.tally.of(Verdict::Unchecked);
    if unread > 0 {
        console.warn(&format!(
            "{} could not be read; no baseline holds such rows, and `banlint check` ends with status 1 until they can be",
            report::count(unread, "row")
        ));
    }
    if is_stdout(&args.output) {
        return Ok(Exit::Clean);
    }
    let path = args.output.display();
    console.say(&format!(
        "wrote {path}: {} known; `banlint check --baseline {path}` fails on what is new",
        report::are(file.findings() as u64, "finding")
    ));
    Ok(Exit::Clean)
}
