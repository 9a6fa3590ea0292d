//! `banlint rules lint`: checks rule and vendor files, and shows each fault in its line.

use std::{
    fs,
    path::{Path, PathBuf},
};

use banlint::audit::{Folders, Knowledge, LoadError};

use super::{
    exit::{Exit, Failure, Outcome},
    output::Console,
};

/// Checks the named files and folders together with the shipped ones, since rules name vendors.
pub(crate) fn run(paths: &[PathBuf], console: &Console) -> Outcome {
    let mut folders = Folders::default();
    for path in paths {
        sort(path, &mut folders)?;
    }
    match Knowledge::load(&folders) {
        Ok(knowledge) => {
            console.say(&format!(
                "no fault in {} regimes and {} makers",
                knowledge.book.regimes().len(),
                knowledge.catalogue.vendors().len()
            ));
            Ok(Exit::Clean)
        }
        Err(LoadError::Faulty(faults)) => {
            for fault in &faults.0 {
                console.fault(fault);
            }
            let count = faults.0.len();
            console.say(&format!("{count} fault{}", if count == 1 { "" } else { "s" }));
            Ok(Exit::Failed)
        }
        Err(error) => Err(error.into()),
    }
}

/// Sorts files by what they hold: vendor files name the kinds of equipment that a maker `makes`, all others are rule files.
fn sort(path: &Path, folders: &mut Folders) -> Result<(), Failure> {
    let fail = |error: std::io::Error| {
        Failure::new(format!(
            "{}: cannot be read: {error}; expected a .toml file or a folder of them",
            path.display()
        ))
    };
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(fail)? {
            let inner = entry.map_err(fail)?.path();
            if inner.is_dir() || inner.extension().is_some_and(|ending| ending == "toml") {
                sort(&inner, folders)?;
            }
        }
        return Ok(());
    }
    let text = fs::read_to_string(path).map_err(fail)?;
    let is_vendor = text.lines().any(|line| line.starts_with("makes") || line.starts_with("short"));
    let group = if is_vendor { &mut folders.vendors } else { &mut folders.rules };
    group.push(path.to_owned());
    Ok(())
}
