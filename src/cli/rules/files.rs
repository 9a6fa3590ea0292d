//! The files that are named to a command, sorted by what they describe, and loaded.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    Date,
    audit::{
        self, Folders, Knowledge, LoadError,
        file_topics::{FileTopic, topic},
    },
    cli::{
        exit::{Exit, Failure},
        output::Console,
    },
    knowledge::{self, Cited, Fault, Faults, File, Files, toml_files, why},
    report,
};

/// The files that are named, each in the list of its kind.
pub(in crate::cli) fn sorted(paths: &[PathBuf]) -> Result<Folders, Failure> {
    let mut folders = Folders::default();
    for path in paths {
        let before = count(&folders);
        sort(path, &mut folders)?;
        if count(&folders) == before {
            return Err(Failure::new(format!(
                "{}: no .toml file is in this folder, so nothing would be checked; expected rule, vendor, label or format files",
                path.display()
            )));
        }
    }
    Ok(folders)
}

/// All knowledge with these files, examples too; their faults are shown where there are any.
/// Those that were found before are shown with them.
pub(super) fn loaded(
    folders: Folders,
    before: Vec<Fault>,
    console: &Console,
) -> Result<Option<Knowledge>, Failure> {
    match Knowledge::load(&Folders { examples: true, ..folders }) {
        Ok(knowledge) => Ok(Some(knowledge)),
        Err(LoadError::Faulty(mut faults)) => {
            faults.0.extend(before);
            faulty(&faults, console);
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Shows faults and how many there are.
pub(super) fn faulty(faults: &Faults, console: &Console) -> Exit {
    faults.shown().for_each(|fault| console.fault(fault));
    if let Some(more) = faults.more() {
        console.say(&more);
    }
    console.say(&report::count(faults.0.len() as u64, "fault"));
    Exit::Failed
}

/// What is wrong with the pages that the named files rest on: days to come, and addresses that are none. Format files rest on what
/// has no address, such as a device that was asked.
pub(super) fn faults_of_sources(folders: &Folders) -> Result<Vec<Fault>, Failure> {
    let today = Date::today();
    of_each(folders, |file| knowledge::faults_of_sources(file, today))
}

/// The pages of the named files, which are sound, that nothing cites or that are defined twice.
pub(super) fn idle_sources(folders: &Folders) -> Result<Vec<Fault>, Failure> {
    let mut cited = Cited::default();
    audit::files(folders)?.for_each(|file| cited.add(&file));
    of_each(folders, |file| knowledge::idle_sources(file, &cited))
}

/// The faults of each named file that cites pages or has some.
fn of_each(
    folders: &Folders,
    faults: impl Fn(&Arc<File>) -> Vec<Fault>,
) -> Result<Vec<Fault>, Failure> {
    let Folders { rules, vendors, labels, sources, .. } = folders;
    let mut all = Vec::new();
    for path in rules.iter().chain(vendors).chain(labels).chain(sources) {
        let files = Files::read_one(path).map_err(|error| unreadable(path, &error))?;
        all.extend(files.0.iter().flat_map(&faults));
    }
    Ok(all)
}

/// Puts the files under a path into the list of their kind.
fn sort(path: &Path, folders: &mut Folders) -> Result<(), Failure> {
    let paths = if path.is_dir() {
        toml_files(path).map_err(|error| unreadable(path, &error))?
    } else {
        vec![path.to_owned()]
    };
    for path in paths {
        let file = Files::read_one(&path).map_err(|error| unreadable(&path, &error))?;
        let text = file.0.first().map_or("", |file| file.text.as_str());
        let is_of_sources = file.0.first().is_some_and(|file| file.is_of_sources());
        match topic(&path, text) {
            _ if is_of_sources => folders.sources.push(path),
            FileTopic::Law => folders.rules.push(path),
            FileTopic::Maker => folders.vendors.push(path),
            FileTopic::Label => folders.labels.push(path),
            FileTopic::Formats => folders.formats.push(path),
        }
    }
    Ok(())
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("{}: cannot be read: {}", path.display(), why(error)))
}

pub(super) fn count(folders: &Folders) -> usize {
    folders.rules.len()
        + folders.vendors.len()
        + folders.labels.len()
        + folders.sources.len()
        + folders.formats.len()
}
