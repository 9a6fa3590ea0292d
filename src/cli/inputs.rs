//! Which files an audit reads: those that are named, and those found in the folders that are named.

use std::{
    collections::{BTreeSet, HashSet},
    fs::File,
    path::{Path, PathBuf},
};

use crate::{intake, report, strings::listed};

use super::{
    args::AuditArgs,
    exit::Failure,
    folder::{self, Choice, FolderFiles},
    one_file::FileIdentity,
    output::Console,
    streams,
};

/// What is added where no line of a text without a header is a row.
const IN_VAIN: &str = "; its lines were searched as text all the same, and no maker that the law applied here reaches was found in them";

/// What a report is that lies among inventories.
const WRITTEN: &str = concat!("written by ", env!("CARGO_PKG_NAME"));

/// A file to be audited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Input {
    pub(crate) path: PathBuf,
    /// It was found in a folder, and may be no inventory at all; otherwise the user named it.
    pub(crate) found: bool,
}

/// What a run reads.
pub(crate) struct Inputs {
    /// The files, in order.
    pub(crate) files: Vec<Input>,
    /// What was found in folders and is not read.
    pub(crate) left_out: LeftOutFiles,
}

/// The files that the user names, with those in the folders that the user names, as far as they are wanted. Files that the run
/// itself writes are none of them.
pub(crate) fn inputs(
    args: &AuditArgs,
    writes: &[PathBuf],
    console: &Console,
) -> Result<Inputs, Failure> {
    let (named, chosen) = (&args.files, &args.folders);
    if named.iter().filter(|file| file.as_os_str() == "-").count() > 1 {
        return Err(Failure::new("standard input (`-`) is named twice; it can be read once only"));
    }
    let choice = Choice::new(chosen)?;
    let given = [("--glob", &chosen.glob), ("--exclude", &chosen.exclude)];
    let used = given.into_iter().find(|(_, patterns)| !patterns.is_empty());
    if let Some((option, _)) = used.filter(|_| !named.iter().any(|path| is_folder(path))) {
        return Err(Failure::new(format!(
            "{option} chooses among the files of a folder, and no folder is named; expected one, such as . for the folder you are in"
        )));
    }
    let written = writes.iter().chain(named);
    let mut seen: HashSet<_> = written.filter_map(|path| FileIdentity::of(path)).collect();
    let (mut files, mut left_out, mut excluding) =
        (Vec::new(), LeftOutFiles::default(), BTreeSet::new());
    let mut once = HashSet::new();
    for path in named {
        if !is_folder(path) {
            streams::refuse_as_input(path)?;
            if is_named_file(path) && FileIdentity::of(path).is_some_and(|file| !once.insert(file))
            {
                console.warn(&format!("{}: named more than once, and read once", path.display()));
                continue;
            }
            files.push(Input { path: path.clone(), found: false });
            continue;
        }
        let (before, reports) = (files.len(), left_out.no_inventories.len());
        let found = folder::find(path, &choice, console)?;
        for file in &found.files {
            if streams::is_written(file) {
                continue;
            }
            if FileIdentity::of(file).is_none_or(|file| seen.insert(file)) {
                if is_report(file) {
                    left_out.no_inventories.push(format!("{} ({WRITTEN})", file.display()));
                    continue;
                }
                files.push(Input { path: file.clone(), found: true });
            }
        }
        if files.len() == before {
            let some = left_out.no_inventories.len() > reports;
            let nothing = || Failure::new(nothing_in(path, &chosen.glob, &found));
            return Err(if some { left_out.failure() } else { nothing() });
        }
        left_out.add(&found);
        excluding.extend(found.excluding);
    }
    for (at, pattern) in chosen.exclude.iter().enumerate() {
        if !excluding.contains(&at) {
            console.warn(&format!("--exclude: no file or folder fits `{pattern}`"));
        }
    }
    Ok(Inputs { files, left_out })
}

/// Whether a path names a file and not standard input.
fn is_named_file(path: &Path) -> bool {
    path.as_os_str() != "-"
}

/// Whether a path names a folder: `-` is standard input, whatever has that name.
fn is_folder(path: &Path) -> bool {
    is_named_file(path) && path.is_dir()
}

/// Whether a file is a report of ours, which names goods of an inventory. What cannot be read says so later.
fn is_report(file: &Path) -> bool {
    let read = File::open(file).and_then(streams::head_of);
    read.is_ok_and(|(head, _)| report::begins_report(&head))
}

fn nothing_in(folder: &Path, patterns: &[String], found: &FolderFiles) -> String {
    let folder = folder.display();
    if !found.ignored.is_empty() {
        return format!(
            "{folder}: .gitignore leaves nothing of this folder to be read: {}; expected inventories; have it not count with --no-ignore",
            listed(shown(&found.ignored))
        );
    }
    if patterns.is_empty() {
        return format!(
            "{folder}: there is no file to be read in this folder; expected inventories, such as .csv, .xlsx or .json; put one there, or name another folder"
        );
    }
    format!(
        "{folder}: no file in this folder fits {}; expected inventories; check the pattern, or leave --glob out to have every file looked at",
        patterns.iter().map(|pattern| format!("`{pattern}`")).collect::<Vec<_>>().join(" or ")
    )
}

/// Files of folders that are not read.
#[derive(Debug, Default)]
pub(crate) struct LeftOutFiles {
    /// Those that are no inventories, each with what it lacks.
    no_inventories: Vec<String>,
    /// Those that cannot be read, with what is wrong.
    failed: Vec<(String, String)>,
    /// Those that `.gitignore` names.
    ignored: Vec<String>,
    hidden: Vec<String>,
    /// What is no file.
    special: Vec<String>,
}

impl LeftOutFiles {
    fn add(&mut self, found: &FolderFiles) {
        let settings = found.settings.iter().map(|path| format!("{} (settings)", path.display()));
        self.no_inventories.extend(settings);
        self.ignored.extend(shown(&found.ignored));
        self.hidden.extend(shown(&found.hidden));
        self.special.extend(shown(&found.special));
    }

    /// Takes an error of a file of which nothing was reported. What only says that one found in a folder is no inventory is kept in
    /// mind, and so is any other where the run `goes_on` with the other files. The lines of a file may have been `searched`, with no match but
    /// what is said of them.
    pub(crate) fn take(
        &mut self,
        input: &Input,
        error: intake::Error,
        searched: Option<&[String]>,
        goes_on: bool,
    ) -> Result<(), Failure> {
        let lack = error.no_inventory();
        if let Some(lack) = lack.filter(|_| input.found) {
            self.no_inventories.push(format!("{} ({lack})", input.path.display()));
            return Ok(());
        }
        let is_text = matches!(
            error.kind,
            intake::ErrorKind::NoHeader { .. } | intake::ErrorKind::NoKnownColumn { .. }
        );
        let mut failure = Failure::from(error);
        if let Some(said) = searched.filter(|_| is_text) {
            failure.message.push_str(IN_VAIN);
            for said in said {
                failure.message.extend(["; ", said]);
            }
        }
        if !goes_on {
            return Err(failure);
        }
        self.failed.push((input.path.display().to_string(), failure.message));
        Ok(())
    }

    /// The files that could not be audited, each with a sentence that says why.
    pub(crate) fn not_audited(&self) -> impl Iterator<Item = (String, String)> {
        self.failed.iter().map(|(file, why)| (file.clone(), format!("not audited: {why}")))
    }

    fn messages(&self) -> String {
        self.failed.iter().map(|(_, why)| why.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// Why the run fails though reports were made: files could not be audited.
    pub(crate) fn failed(&self) -> Option<Failure> {
        let all = (!self.failed.is_empty()).then(|| self.messages())?;
        Some(Failure::new(format!("{all}\nthe reports tell of the other files alone")))
    }

    /// What the reader of a report should know of them, in sentences.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        if !self.no_inventories.is_empty() {
            sentences.push(format!(
                "not read, as no inventories: {}; name a file itself to see what it lacks",
                listed(&self.no_inventories)
            ));
        }
        if !self.ignored.is_empty() {
            sentences.push(format!(
                "not read, as .gitignore names them: {}; have it not count with --no-ignore",
                listed(&self.ignored)
            ));
        }
        if !self.hidden.is_empty() {
            sentences.push(format!(
                "not read, as hidden: {}; name a file or folder itself to have it read",
                listed(&self.hidden)
            ));
        }
        if !self.special.is_empty() {
            sentences.push(format!(
                "not opened, as pipes, sockets or devices: {}; name one itself to have it read",
                listed(&self.special)
            ));
        }
        sentences
    }

    /// The failure where nothing else is left.
    pub(crate) fn failure(&self) -> Failure {
        if !self.failed.is_empty() {
            return Failure::new(self.messages());
        }
        Failure::new(format!(
            "no inventory is among the files: {}; expected a header above the assets that names the model, the manufacturer or the like; name a file itself to see what it lacks",
            listed(&self.no_inventories)
        ))
    }
}

fn shown(paths: &[PathBuf]) -> Vec<String> {
    paths.iter().map(|path| path.display().to_string()).collect()
}
