//! `banlint outlook`: what becomes of goods on the days to come on which the law changes. `banlint rules diff` asks the same of two days.

use std::{collections::BTreeMap, io::Write};

use crate::{
    Date, Verdict,
    audit::Audited,
    report::{self, Horizon, Outlook},
    rules::TurningDay,
};

use super::{
    args::{AuditArgs, FormArgs, OutlookArgs},
    audit_run::AuditRun,
    destination::is_stdout,
    exit::{Exit, Failure, Outcome},
    output::Console,
    settings, streams,
    wrapped_text::WrappedText,
};

pub(crate) fn run(args: &OutlookArgs, out: &mut dyn Write, console: &Console) -> Outcome {
    let until = args.until.as_ref().map(|text| settings::day("--until", text)).transpose()?;
    let run = begin(&args.audit, console)?;
    write(run, Horizon::ToCome(until), &args.form, out, console)
}

/// The audit as of the first day. What can be read once only cannot be audited as of several days.
pub(crate) fn begin<'a>(args: &AuditArgs, console: &'a Console) -> Result<AuditRun<'a>, Failure> {
    if let Some(file) = args.files.iter().find(|file| streams::is_read_once(file)) {
        let named = if is_stdout(file) { "standard input" } else { &*file.to_string_lossy() };
        return Err(Failure::new(format!(
            "{named} can be read once only, and the inventory is audited as of several days; name a file"
        )));
    }
    AuditRun::new(args, &[], None, console)
}

/// The days of a time on which the law changes, with how, or a waiver ends.
///
/// Those that the rows name are added after the first audit.
fn days(run: &AuditRun<'_>, horizon: Horizon) -> BTreeMap<Date, Vec<TurningDay>> {
    let mut days: BTreeMap<Date, Vec<TurningDay>> = BTreeMap::new();
    for turning in run.turning_days(horizon.until()) {
        days.entry(turning.day).or_default().push(turning);
    }
    for day in run.waivers_end(horizon.until()) {
        days.entry(day).or_default();
    }
    days
}

/// Audits as of the first day and of each later one of this time on which the law changes, and shows what changes for the goods.
pub(crate) fn write(
    run: AuditRun<'_>,
    horizon: Horizon,
    form: &FormArgs,
    out: &mut dyn Write,
    console: &Console,
) -> Outcome {
    let quiet = console.quieter();
    let (mut outlook, mut run) = (Outlook::new(horizon), run);
    let mut days = days(&run, horizon);
    let basis = run.basis().clone();
    let summary = audit(&mut outlook, &mut run, basis.as_of, Vec::new())?;
    for day in outlook.planned() {
        days.entry(day).or_default();
    }
    for (day, turns) in days {
        run.on(day, &quiet)?;
        audit(&mut outlook, &mut run, day, turns)?;
    }
    let files: Vec<_> = summary.inputs.iter().map(|(file, _)| file.clone()).collect();
    let of = (files.as_slice(), &summary.tally);
    outlook.keep_asked(&basis);
    if form.is_json() {
        report::outlook_json(&outlook, of, &basis, out)?;
    } else {
        let mut page = WrappedText::new(out, console.look(None, false).width);
        report::outlook_text(&outlook, of, &basis, |indent, text| page.text(indent, text))?;
    }
    let unchecked = summary.tally.of(Verdict::Unchecked);
    if unchecked == 0 {
        return Ok(Exit::Clean);
    }
    console.warn(&format!(
        "{unchecked} of the rows could not be checked, so nothing is said of what they are; banlint check tells why"
    ));
    Ok(Exit::Findings)
}

fn audit(
    outlook: &mut Outlook,
    run: &mut AuditRun<'_>,
    day: Date,
    turns: Vec<TurningDay>,
) -> Result<report::Summary, Failure> {
    outlook.begin(day, turns);
    let summary = run.audit(false, &mut |asset: &Audited| {
        outlook.add(asset).map_err(|error| Failure::new(error.to_string()))
    })?;
    outlook.end();
    Ok(summary)
}
