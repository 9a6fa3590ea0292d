//! Finding and reading TOML files: those in the binary, and those that a user names.

use std::{
    collections::HashSet,
    fs,
    io::{self, Read as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

/// Longer files are not read.
const LONGEST: u64 = 16 << 20;

/// A text file with the name under which a message shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// The path as shown to the user.
    pub path: String,
    /// The whole text.
    pub text: String,
}

impl File {
    /// The file name without its ending: for knowledge files, the id of what they hold.
    #[must_use]
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path);
        name.strip_suffix(".toml").unwrap_or(name)
    }

    /// The line, from 1, on which a byte of the text stands.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        self.text.bytes().take(offset).filter(|&byte| byte == b'\n').count() + 1
    }
}

/// Why the system would not open, read or write something, in plain words.
pub(crate) fn why(error: &io::Error) -> String {
    match error.kind() {
        // Someone has put it into words already.
        _ if error.get_ref().is_some() => error.to_string(),
        io::ErrorKind::NotFound => "there is no such file or folder; check the path".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not do so; check who owns it".to_owned(),
        io::ErrorKind::IsADirectory => "this is a folder; expected a file".to_owned(),
        io::ErrorKind::InvalidData => "it is not text in UTF-8; save it as UTF-8".to_owned(),
        _ => {
            let system = error.to_string();
            system.split(" (os error").next().unwrap_or_default().to_owned()
        }
    }
}

/// Some TOML files in the order of their paths.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Files(pub(crate) Vec<Arc<File>>);

impl Files {
    /// The TOML files under a folder on disk, at any depth. A folder without one is the caller's fault to report.
    pub(crate) fn read(folder: &Path) -> io::Result<Self> {
        let read = |path: &PathBuf| {
            let shown = path.display().to_string();
            let text = read_text(path).map_err(|error| {
                io::Error::new(error.kind(), format!("{shown}: {}", why(&error)))
            })?;
            Ok(Arc::new(File { path: shown, text }))
        };
        toml_files(folder)?.iter().map(read).collect::<io::Result<_>>().map(Self)
    }

    /// One file on disk.
    pub(crate) fn read_one(path: &Path) -> io::Result<Self> {
        let text = read_text(path)?;
        Ok(Self(vec![Arc::new(File { path: path.display().to_string(), text })]))
    }
}

/// The TOML files under a folder on disk, at any depth, in the order of their paths. A folder that several links lead to is looked
/// through once.
pub(crate) fn toml_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut files, mut seen) = (Vec::new(), HashSet::new());
    collect_disk(folder, &mut seen, &mut files)?;
    files.sort();
    Ok(files)
}

fn collect_disk(
    folder: &Path,
    seen: &mut HashSet<PathBuf>,
    into: &mut Vec<PathBuf>,
) -> io::Result<()> {
    if !seen.insert(folder.canonicalize()?) {
        return Ok(());
    }
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    let mut paths: Vec<_> = entries.iter().map(fs::DirEntry::path).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect_disk(&path, seen, into)?;
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            into.push(path);
        }
    }
    Ok(())
}

/// The text of a file of knowledge or settings. A device without end is refused, not read for ever.
pub(crate) fn read_text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    fs::File::open(path)?.take(LONGEST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LONGEST {
        return Err(io::Error::other(format!(
            "it has more than {} MiB; expected a file written by hand",
            LONGEST >> 20
        )));
    }
    Ok(text)
}
