//! The files below a folder that an audit looks at: all but those that are hidden, excluded or left out by `.gitignore`, which is reported.

use std::{
    collections::{BTreeSet, HashSet},
    fs::{self, File},
    io::Read as _,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::{config, knowledge::why};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use ignore::{DirEntry, Error, WalkBuilder};

use super::{args::FolderArgs, exit::Failure, gitignore::IgnoreFiles, output::Console};

/// Folders within folders are followed so far.
const DEPTH: usize = 64;
/// No mark of an open document has more bytes.
const LOCK: u64 = 1 << 10;

/// Which files of folders are wanted.
pub(crate) struct Choice {
    glob: Option<GlobSet>,
    exclude: GlobSet,
    /// Whether `.gitignore` counts.
    ignore: bool,
}

impl Choice {
    pub(crate) fn new(args: &FolderArgs) -> Result<Self, Failure> {
        let glob = patterns("--glob", &args.glob)?;
        let exclude = patterns("--exclude", &args.exclude)?;
        let glob = (!args.glob.is_empty()).then_some(glob);
        Ok(Self { glob, exclude, ignore: !args.no_ignore })
    }
}

/// What was found below a folder.
pub(crate) struct FolderFiles {
    /// The files, in the order of their names.
    pub(crate) files: Vec<PathBuf>,
    /// Files of settings and knowledge, which are no inventories.
    pub(crate) settings: Vec<PathBuf>,
    /// Files and folders that `.gitignore` leaves out.
    pub(crate) ignored: Vec<PathBuf>,
    /// Hidden files with an ending, and hidden folders.
    pub(crate) hidden: Vec<PathBuf>,
    /// What is neither file nor folder: pipes, sockets, devices.
    pub(crate) special: Vec<PathBuf>,
    /// The patterns of --exclude that left something out, by number.
    pub(crate) excluding: BTreeSet<usize>,
}

/// The files below a folder. A folder that several links lead to is looked through once.
pub(crate) fn find(
    folder: &Path,
    choice: &Choice,
    console: &Console,
) -> Result<FolderFiles, Failure> {
    let ignore_files = choice.ignore.then(|| IgnoreFiles::new(folder, console)).transpose()?;
    let seen = Arc::new(Mutex::new(WalkSeen { ignore_files, ..WalkSeen::default() }));
    let filter = {
        let (seen, exclude, folder) =
            (Arc::clone(&seen), choice.exclude.clone(), folder.to_owned());
        move |entry: &DirEntry| held(&seen).wants(entry, &folder, &exclude)
    };
    let mut walk = WalkBuilder::new(folder);
    walk.standard_filters(false).follow_links(true).max_depth(Some(DEPTH));
    walk.sort_by_file_name(Ord::cmp).filter_entry(filter);
    let (mut files, mut settings, mut special) = (Vec::new(), Vec::new(), Vec::new());
    for entry in walk.build() {
        if let Some(fault) = held(&seen).fault.take() {
            return Err(fault);
        }
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                // What cannot be looked at is a file like any other until it is opened, which says why it cannot be.
                match path_of(&error) {
                    Some(path) if is_hidden(path) || held(&seen).leaves_out(path, false) => {}
                    Some(path) if is_lost(&error) => files.push(path.to_owned()),
                    _ => tell(&error, folder, console),
                }
                continue;
            }
        };
        if let Some(error) = entry.error() {
            tell(error, entry.path(), console);
        }
        let path = entry.path();
        let below = path.strip_prefix(folder).unwrap_or(path);
        let kind = entry.file_type().filter(|kind| !kind.is_dir());
        let is_wanted = choice.glob.as_ref().is_none_or(|glob| glob.is_match(below));
        if let Some(kind) = kind.filter(|_| is_wanted) {
            let is_settings = path.extension().is_some_and(|ending| ending == "toml");
            let list = match kind.is_file() {
                false => &mut special,
                true if is_settings => &mut settings,
                true => &mut files,
            };
            list.push(entry.into_path());
        }
    }
    settings.retain(|path| path.file_name().is_none_or(|name| name != config::FILE_NAME));
    let mut seen = held(&seen);
    if let Some(fault) = seen.fault.take() {
        return Err(fault);
    }
    let WalkSeen { ignored, hidden, excluding, .. } = std::mem::take(&mut *seen);
    let sorted = |mut paths: Vec<PathBuf>| {
        paths.sort();
        paths
    };
    let (ignored, mut hidden) = (sorted(ignored), sorted(hidden));
    let below = |path: &Path| path.strip_prefix(folder).unwrap_or(path).to_owned();
    let fits = |path: &Path| choice.glob.as_ref().is_none_or(|glob| glob.is_match(below(path)));
    hidden.retain(|path| path.is_dir() || fits(path));
    Ok(FolderFiles { files, settings, ignored, hidden, special, excluding })
}

#[derive(Default)]
struct WalkSeen {
    /// The one path of each folder, whichever way it is reached.
    folders: HashSet<PathBuf>,
    /// `None` where they do not count.
    ignore_files: Option<IgnoreFiles>,
    ignored: Vec<PathBuf>,
    hidden: Vec<PathBuf>,
    excluding: BTreeSet<usize>,
    fault: Option<Failure>,
}

impl WalkSeen {
    /// Whether a file is wanted, or a folder is to be looked through.
    fn wants(&mut self, entry: &DirEntry, folder: &Path, exclude: &GlobSet) -> bool {
        let path = entry.path();
        let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
        if self.fault.is_some() || is_lock(path) || self.leaves_out(path, is_folder) {
            return false;
        }
        if is_hidden(path) {
            if is_folder || path.extension().is_some() {
                self.hidden.push(path.to_owned());
            }
            return false;
        }
        let excluding = exclude.matches(path.strip_prefix(folder).unwrap_or(path));
        self.excluding.extend(&excluding);
        if !excluding.is_empty() {
            return false;
        }
        let one = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        !is_folder || self.folders.insert(one(path)) && self.enters(entry)
    }

    /// Whether `.gitignore` leaves something out, which is noted.
    fn leaves_out(&mut self, path: &Path, is_folder: bool) -> bool {
        let files = self.ignore_files.as_ref();
        let left_out = files.is_some_and(|files| files.leave_out(path, is_folder));
        if left_out {
            self.ignored.push(path.to_owned());
        }
        left_out
    }

    /// Reads what a folder says of its own files, and of those below.
    fn enters(&mut self, folder: &DirEntry) -> bool {
        let files = self.ignore_files.as_mut();
        self.fault = if folder.depth() < DEPTH {
            files.and_then(|files| files.enter(folder.path()).err())
        } else {
            let path = folder.path().display();
            Some(Failure::new(format!(
                "{path}: folders are looked through down to level {DEPTH}, and this lies deeper; leave it out with --exclude, and name it in a run of its own"
            )))
        };
        self.fault.is_none()
    }
}

fn held(seen: &Mutex<WalkSeen>) -> MutexGuard<'_, WalkSeen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Files and folders that their system hides.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

/// The marks that office programs leave beside open documents, which name who opened them and nothing else. What else has such a name is a
/// file like others.
fn is_lock(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().as_encoded_bytes();
    let is_named_so = name.starts_with(b"~$") || name.starts_with(b".~lock.");
    is_named_so && fs::metadata(path).is_ok_and(|data| data.is_file() && data.len() <= LOCK) && {
        let mut bytes = Vec::new();
        let read = File::open(path).and_then(|file| file.take(LOCK).read_to_end(&mut bytes));
        read.is_ok() && names_user(&bytes)
    }
}

/// Whether a file says who has a document open, and no more: one line of text, or a name behind its length with zeros among it.
fn names_user(bytes: &[u8]) -> bool {
    let line = bytes.trim_ascii_end();
    let is_line = !line.contains(&b'\n') && !line.contains(&b'\r') && !line.contains(&0);
    is_line || bytes.first().is_some_and(u8::is_ascii_control) && bytes.contains(&0)
}

/// Whether something is there that cannot be looked at, such as a link that leads nowhere.
fn is_lost(error: &Error) -> bool {
    match error {
        Error::WithPath { err, .. } | Error::WithDepth { err, .. } => is_lost(err),
        Error::Io(_) => true,
        _ => false,
    }
}

/// Tells of what could not be read on the way. Folders that lead back to themselves are read once, and nothing of them is missing.
fn tell(error: &Error, at: &Path, console: &Console) {
    match error {
        Error::WithPath { path, err } => tell(err, path, console),
        Error::WithDepth { err, .. } => tell(err, at, console),
        Error::Loop { .. } => {}
        error => {
            let reason = error.io_error().map_or_else(|| error.to_string(), why);
            console.warn(&format!("{}: not read: {reason}", at.display()));
        }
    }
}

fn path_of(error: &Error) -> Option<&Path> {
    match error {
        Error::WithPath { path, .. } | Error::Loop { child: path, .. } => Some(path),
        Error::WithDepth { err, .. } => path_of(err),
        _ => None,
    }
}

/// Patterns as one. A pattern without a slash is one of names, in whatever folder.
fn patterns(option: &str, patterns: &[String]) -> Result<GlobSet, Failure> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let trimmed = pattern.strip_prefix("./").unwrap_or(pattern).trim_end_matches('/');
        let anywhere =
            if trimmed.contains('/') { trimmed.to_owned() } else { format!("**/{trimmed}") };
        let built =
            GlobBuilder::new(&anywhere).literal_separator(true).case_insensitive(true).build();
        set.add(built.map_err(|error| {
            Failure::new(format!(
                "{option}: `{pattern}` is no pattern of file names: {}; expected one such as \"*.csv\" or \"cameras/**/*.xlsx\"",
                error.kind()
            ))
        })?);
    }
    Ok(set.build()?)
}
