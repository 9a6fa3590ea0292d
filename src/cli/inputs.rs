//! Which files an audit reads: those that are named, and those found in the folders that are named.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
};

use banlint::{intake, knowledge::why};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use walkdir::{DirEntry, WalkDir};

use super::{exit::Failure, output::Console};

/// Folders within folders are followed so far.
const DEPTH: usize = 64;
/// So many files that are no inventories are named in a message.
const NAMED: usize = 12;

/// A file to be audited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Input {
    pub(crate) path: PathBuf,
    /// It was found in a folder, and may be no inventory at all; otherwise the user named it.
    pub(crate) found: bool,
}

/// The files that the user names, with those in the folders that the user names; of the latter only those that fit one of the
/// patterns, where there are any. `outputs` are files that the run itself writes.
pub(crate) fn inputs(
    named: &[PathBuf],
    patterns: &[String],
    outputs: &[PathBuf],
    console: &Console,
) -> Result<Vec<Input>, Failure> {
    if named.iter().filter(|file| file.as_os_str() == "-").count() > 1 {
        return Err(Failure::new("standard input (`-`) is named twice; it can be read once only"));
    }
    let glob = glob(patterns)?;
    if glob.is_some() && !named.iter().any(|path| path.is_dir()) {
        return Err(Failure::new(
            "--glob chooses among the files of a folder, and no folder is named; expected one, such as . for the folder you are in",
        ));
    }
    let mut seen: HashSet<PathBuf> = outputs.iter().filter_map(|path| canonical(path)).collect();
    seen.extend(named.iter().filter_map(|path| canonical(path)));
    let mut inputs = Vec::new();
    for path in named {
        if !path.is_dir() {
            inputs.push(Input { path: path.clone(), found: false });
            continue;
        }
        let before = inputs.len();
        for file in files_in(path, glob.as_ref(), console) {
            if canonical(&file).is_none_or(|file| seen.insert(file)) {
                inputs.push(Input { path: file, found: true });
            }
        }
        if inputs.len() == before {
            return Err(Failure::new(nothing_in(path, patterns)));
        }
    }
    Ok(inputs)
}

fn nothing_in(folder: &Path, patterns: &[String]) -> String {
    let folder = folder.display();
    if patterns.is_empty() {
        return format!("{folder}: there is no file in this folder; expected inventories");
    }
    format!(
        "{folder}: no file in this folder fits {}; expected inventories; check the pattern, or leave --glob out to have every file looked at",
        patterns.iter().map(|pattern| format!("`{pattern}`")).collect::<Vec<_>>().join(" or ")
    )
}

/// The files below a folder in the order of their names. Hidden ones and the marks that office programs leave beside open
/// documents are passed over.
fn files_in(folder: &Path, glob: Option<&GlobSet>, console: &Console) -> Vec<PathBuf> {
    let walk = WalkDir::new(folder).follow_links(true).max_depth(DEPTH).sort_by_file_name();
    let shown = |entry: &DirEntry| entry.depth() == 0 || !is_hidden(entry);
    let mut files = Vec::new();
    for entry in walk.into_iter().filter_entry(shown) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                if glob.is_none_or(|glob| glob.is_match(below)) {
                    files.push(entry.into_path());
                }
            }
            Ok(_) => {}
            Err(error) => {
                let path = error.path().unwrap_or(folder).display().to_string();
                let reason = error.io_error().map_or_else(|| "it leads in a circle".into(), why);
                console.warn(&format!("{path}: not read: {reason}"));
            }
        }
    }
    files
}

fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name.starts_with("~$")
}

/// The patterns as one; `None` if there are none. A pattern without a slash is one of names, in whatever folder.
fn glob(patterns: &[String]) -> Result<Option<GlobSet>, Failure> {
    if patterns.is_empty() {
        return Ok(None);
    }
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let anywhere =
            if pattern.contains('/') { pattern.clone() } else { format!("**/{pattern}") };
        let built =
            GlobBuilder::new(&anywhere).literal_separator(true).case_insensitive(true).build();
        set.add(built.map_err(|error| {
            Failure::new(format!(
                "--glob: `{pattern}` is no pattern of file names: {}; expected one such as \"*.csv\" or \"cameras/**/*.xlsx\"",
                error.kind()
            ))
        })?);
    }
    Ok(Some(set.build()?))
}

/// The one path of a file, whichever way it is named; `None` if it is not there.
fn canonical(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// Whether a file can be read once only, as standard input and pipes.
pub(crate) fn is_stream(path: &Path) -> bool {
    let special = |data: fs::Metadata| !data.is_file() && !data.is_dir();
    path.as_os_str() == "-" || fs::metadata(path).is_ok_and(special)
}

/// Files of a folder that are no inventories.
#[derive(Debug, Default)]
pub(crate) struct LeftOut(Vec<String>);

impl LeftOut {
    /// Takes an error of a file that was found in a folder. What only says that it is no inventory is kept in mind; that an
    /// inventory cannot be read is an error still.
    pub(crate) fn take(&mut self, input: &Input, error: intake::Error) -> Result<(), Failure> {
        match error.no_inventory() {
            Some(lack) if input.found => {
                self.0.push(format!("{} ({lack})", input.path.display()));
                Ok(())
            }
            _ => Err(error.into()),
        }
    }

    /// What the reader of a report should know of them.
    pub(crate) fn sentence(&self) -> Option<String> {
        (!self.0.is_empty()).then(|| {
            format!(
                "not read, as no inventories: {}; name a file itself to see what it lacks",
                self.listed()
            )
        })
    }

    /// The failure where nothing else is left.
    pub(crate) fn failure(&self) -> Failure {
        Failure::new(format!(
            "no inventory is among the files: {}; expected a header above the assets that names the model, the manufacturer or the like; name a file itself to see what it lacks",
            self.listed()
        ))
    }

    fn listed(&self) -> String {
        let mut shown: Vec<_> = self.0.iter().take(NAMED).cloned().collect();
        if self.0.len() > NAMED {
            shown.push(format!("{} more", self.0.len() - NAMED));
        }
        shown.join(", ")
    }
}
