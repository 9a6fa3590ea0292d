//! `banlint rules lint`: checks rule, vendor, label and format files, and shows each fault in its line.

use std::path::PathBuf;

use crate::{
    audit::{Knowledge, OwnFile, OwnFileKind},
    cli::{
        exit::{Exit, Outcome},
        output::Console,
    },
    knowledge::{Fault, Faults},
    report, rules,
};

use super::{examples, files};

/// Checks the named files and folders together with the shipped ones, since rules name vendors, and runs the examples of law files.
pub(super) fn run(paths: &[PathBuf], console: &Console) -> Outcome {
    let folders = files::sorted(paths)?;
    let files = files::count(&folders);
    let of_sources = files::faults_of_sources(&folders)?;
    let Some(knowledge) = files::loaded(folders.clone(), of_sources.clone(), console)? else {
        return Ok(Exit::Failed);
    };
    let run = examples::outcomes(&knowledge, paths);
    let mut faults = of_sources;
    faults.extend(files::idle_sources(&folders)?);
    faults.extend(run.iter().flat_map(examples::faults));
    if !faults.is_empty() {
        return Ok(files::faulty(&Faults(faults), console));
    }
    for doubt in doubts(&knowledge) {
        console.doubt(&doubt);
    }
    let examples: usize = run.iter().map(|(_, outcomes)| outcomes.len()).sum();
    let of_examples = match examples {
        0 => String::new(),
        1 => "; the example comes out as expected".to_owned(),
        _ => format!("; {examples} examples come out as expected"),
    };
    let (regimes, catalogue) = (knowledge.book.regimes().len(), &knowledge.catalogue);
    let (makers, labels) = (catalogue.vendors().len(), catalogue.labels().len());
    let checked = match files {
        0 => format!("{regimes} regimes, {makers} makers and {labels} labels"),
        _ => report::count(files as u64, "file"),
    };
    console.say(&format!("no fault in {checked}{of_examples}"));
    Ok(Exit::Clean)
}

/// What may be a mistake in the named files.
fn doubts(knowledge: &Knowledge) -> Vec<Fault> {
    let takes_place = |id: &str| knowledge.displaced.regime(id).is_some();
    let own = knowledge.own_rules.iter();
    let terms = knowledge.book.terms();
    let of_law = own.flat_map(|file| rules::doubts(file, terms, takes_place));
    let of_makers = knowledge.own_files.iter().filter(|own| own.holds == OwnFileKind::Maker);
    let of_makers = of_makers.flat_map(|own| knowledge.catalogue.doubts(&own.file));
    of_law.chain(knowledge.own_files.iter().filter_map(OwnFile::doubt)).chain(of_makers).collect()
}
