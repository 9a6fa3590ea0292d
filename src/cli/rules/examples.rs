//! `banlint rules test`: the examples of law files, run.

use std::{io::Write, path::PathBuf, sync::Arc};

use crate::{
    audit::{ExampleOutcome, Knowledge},
    cli::{
        exit::{Exit, Failure, Outcome},
        output::Console,
    },
    knowledge::{Fault, Faults},
    report,
    rules::Regime,
};

use super::files;

type RegimeOutcomes = (Arc<Regime>, Vec<ExampleOutcome>);

/// Runs the examples of the named files, or of all shipped ones.
pub(super) fn run(paths: &[PathBuf], out: &mut dyn Write, console: &Console) -> Outcome {
    let Some(knowledge) = files::loaded(files::sorted(paths)?, Vec::new(), console)? else {
        return Ok(Exit::Failed);
    };
    let run = outcomes(&knowledge, paths);
    let count: usize = run.iter().map(|(_, outcomes)| outcomes.len()).sum();
    if count == 0 {
        let of: Vec<_> = run.iter().map(|(regime, _)| regime.file.as_str()).collect();
        return Err(Failure::new(format!(
            "{}: no example stands there, so nothing would be tested; expected at least one [[example]] with a row and its verdict",
            if of.is_empty() { "the named files".to_owned() } else { of.join(", ") }
        )));
    }
    let width = run.iter().map(|(regime, _)| regime.id.len()).max().unwrap_or(0);
    for (regime, outcomes) in &run {
        let caught = outcomes.iter().filter(|outcome| outcome.example.is_caught()).count();
        let (id, spared) = (&regime.id, outcomes.len() - caught);
        let wrong = outcomes.iter().filter(|outcome| !outcome.is_expected()).count();
        match (outcomes.len(), wrong) {
            (0, _) => writeln!(out, "{id:width$}  no example")?,
            (_, 0) => writeln!(out, "{id:width$}  {caught} caught, {spared} not caught")?,
            (_, 1) => writeln!(out, "{id:width$}  {caught} caught, {spared} not caught; 1 fails")?,
            _ => writeln!(out, "{id:width$}  {caught} caught, {spared} not caught; {wrong} fail")?,
        }
    }
    out.flush()?;
    let faults: Vec<_> = run.iter().flat_map(faults).collect();
    if !faults.is_empty() {
        return Ok(files::faulty(&Faults(faults), console));
    }
    let examples = if count == 1 { "example comes" } else { "examples come" };
    console.say(&format!("{count} {examples} out as expected"));
    Ok(Exit::Clean)
}

/// The results of the examples of the named files; of all regimes, where none are named.
pub(super) fn outcomes(knowledge: &Knowledge, paths: &[PathBuf]) -> Vec<RegimeOutcomes> {
    let own = &knowledge.own_rules;
    let is_own = |regime: &Regime| own.iter().any(|file| file.path == regime.file);
    knowledge.examples(|regime| paths.is_empty() || is_own(regime))
}

/// A fault for each example that does not come out as expected.
pub(super) fn faults(run: &RegimeOutcomes) -> Vec<Fault> {
    let wrong = run.1.iter().filter(|outcome| !outcome.is_expected());
    let fault = |outcome: &ExampleOutcome| {
        let (expected, came) = (outcome.example.verdict, outcome.verdict);
        let message = format!("an example of {} does not come out as expected", run.0.id);
        let label = format!("expected {expected}, came out as {came}");
        outcome.example.fault(message, label, report::came_of(outcome))
    };
    wrong.map(fault).collect()
}
