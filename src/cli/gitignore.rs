//! The `.gitignore` files of a folder that is looked through. Whoever can write one decides what is audited, so each is opened as
//! settings are: a file of the user's own or of whoever owns the folder, and of bounded size.

use std::{
    collections::HashMap,
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
};

use ignore::{
    Error, Match,
    gitignore::{Gitignore, GitignoreBuilder},
};

use super::{exit::Failure, found_settings::is_trusted, output::Console};
use crate::knowledge::why;

/// What such a file is called.
pub(super) const NAME: &str = ".gitignore";
/// Maximum bytes of a file.
const LONGEST: u64 = 1 << 18;
/// Maximum patterns of all files of a folder: each takes some kilobytes.
const PATTERNS: usize = 10_000;

/// The `.gitignore` files met so far.
pub(super) struct IgnoreFiles {
    /// The folder that is looked through, as it was named, and its one path.
    folder: PathBuf,
    whole: PathBuf,
    /// The patterns by the folder whose file has them.
    of: HashMap<PathBuf, Gitignore>,
    patterns: usize,
    console: Console,
}

impl IgnoreFiles {
    /// Those of a folder, and of the folders above it as far as its repository goes.
    pub(super) fn new(folder: &Path, console: &Console) -> Result<Self, Failure> {
        let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let mut files = Self {
            folder: folder.to_owned(),
            whole: whole.clone(),
            of: HashMap::new(),
            patterns: 0,
            console: console.clone(),
        };
        let repository = whole.ancestors().position(|above| above.join(".git").exists());
        for above in whole.ancestors().take(repository.unwrap_or(0) + 1) {
            let shown = if above == whole { folder } else { above };
            files.read(above, shown)?;
        }
        Ok(files)
    }

    /// Reads the file of a folder that the walk enters.
    pub(super) fn enter(&mut self, folder: &Path) -> Result<(), Failure> {
        self.read(&self.whole_path(folder), folder)
    }

    /// Whether a file or a folder is left out: the nearest file that speaks of it decides.
    pub(super) fn leave_out(&self, path: &Path, is_folder: bool) -> bool {
        let path = self.whole_path(path);
        let files = path.ancestors().skip(1).filter_map(|folder| self.of.get(folder));
        let said = files.map(|file| file.matched(&path, is_folder)).find(|said| !said.is_none());
        matches!(said, Some(Match::Ignore(_)))
    }

    fn whole_path(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.folder)
            .map_or_else(|_| path.to_owned(), |below| self.whole.join(below))
    }

    fn read(&mut self, folder: &Path, shown: &Path) -> Result<(), Failure> {
        let (file, shown) = (folder.join(NAME), shown.join(NAME));
        // A link that leads nowhere is there, and would have left something out.
        let Ok(_) = file.symlink_metadata() else { return Ok(()) };
        let refused = |why: &str| {
            let shown = shown.display();
            Failure::new(format!(
                "{shown}: {why}, so that nobody knows what it was to leave out; mend or remove it, or have no .gitignore count with --no-ignore"
            ))
        };
        if file.metadata().is_ok_and(|data| !data.is_file()) {
            return Err(refused("it is no file"));
        }
        if !is_trusted(&file, Some(folder)) {
            let shown = shown.display();
            return Err(Failure::new(format!(
                "{shown}: it belongs to another user than you and whoever owns its folder, so that a stranger could have left inventories out; nothing was read: have no .gitignore count with --no-ignore, make the file your own if it is meant, or remove it"
            )));
        }
        let text = read(&file).map_err(|why| refused(&why))?;
        let mut patterns = GitignoreBuilder::new(folder);
        for (at, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            self.patterns += usize::from(!line.trim().is_empty() && !line.starts_with('#'));
            if self.patterns > PATTERNS {
                return Err(refused(&format!(
                    "the .gitignore files have more than {PATTERNS} patterns with those in it"
                )));
            }
            if let Err(error) = patterns.add_line(None, line) {
                self.warn_of(&shown, at + 1, line, &error);
            }
        }
        let patterns = patterns.build().map_err(|error| refused(&error.to_string()))?;
        self.of.insert(folder.to_owned(), patterns);
        Ok(())
    }

    fn warn_of(&self, shown: &Path, line: usize, pattern: &str, error: &Error) {
        let why = match error {
            Error::Glob { err, .. } => err.clone(),
            other => other.to_string(),
        };
        self.console.warn(&format!(
            "{}:{line}: `{}` is no pattern of file names: {why}; what it was to leave out is read; correct it, or have no .gitignore count with --no-ignore",
            shown.display(),
            pattern.trim(),
        ));
    }
}

/// The text of such a file. What is no UTF-8 in it, as in an old comment, fits no name.
fn read(file: &Path) -> Result<String, String> {
    let mut text = Vec::new();
    let read = File::open(file).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut text));
    read.map_err(|error| format!("it cannot be read: {}", why(&error)))?;
    if text.len() as u64 > LONGEST {
        return Err(format!("it has more than {} KiB", LONGEST >> 10));
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}
