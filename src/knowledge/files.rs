//! Finding and reading TOML files: those in the binary, and those that a user names.

use std::{
    collections::HashSet,
    fs,
    io::{self, Read as _},
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

/// Longer files are not read.
const LONGEST: u64 = 16 << 20;

/// No folder of knowledge has more folders in it: a whole disk was named.
const FOLDERS: usize = 2_000;

/// The part of a folder that makes it one file: the parts beside it are read behind it, as one text.
const HEAD: &str = "maker.toml";

/// A text file with the name under which a message shows it. A long one may be a folder of parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// The path as shown to the user.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// Its parts in order; none where it is one file.
    parts: Vec<FilePart>,
    /// Faults do not show the lines that they are in: settings named the file, which may hold the secrets of somebody else.
    #[serde(skip)]
    pub(super) is_unquoted: bool,
    /// Faults show its keys, and no values but those that they speak of: they may be secrets.
    #[serde(skip)]
    pub(super) hides_values: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct FilePart {
    path: String,
    /// Where it stands in the text.
    span: Range<usize>,
}

impl File {
    pub(crate) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let (path, text, parts) = (path.into(), text.into(), Vec::new());
        Self { path, text, parts, is_unquoted: false, hides_values: false }
    }

    pub(crate) fn of_settings(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { hides_values: true, ..Self::new(path, text) }
    }

    /// The same with its paths and its text shown otherwise, the text by as many bytes.
    pub(crate) fn shown(
        &self,
        path: impl Fn(&str) -> String,
        text: impl Fn(&str) -> String,
    ) -> Self {
        let parts = self.parts.iter();
        let parts = parts.map(|part| FilePart { path: path(&part.path), span: part.span.clone() });
        let (path, text) = (path(&self.path), text(&self.text));
        Self { path, text, parts: parts.collect(), ..*self }
    }

    /// Reads a file, or a folder that is one; `path` may also be a part of one.
    fn read(path: &Path) -> io::Result<Self> {
        let whole = path.parent().filter(|folder| is_whole(folder));
        let path = whole.unwrap_or(path);
        let mut file = Self::new(path.display().to_string(), "");
        if !path.is_dir() {
            // Settings of a stranger could name any file here, and faults show the lines that they are in.
            let is_named = path.extension().is_some_and(|ending| ending == "toml");
            // A pipe or a device by that name would be read for ever.
            if path.exists() && !(is_named && path.is_file()) {
                let why = "expected a file that ends in .toml, or a folder of such files";
                return Err(io::Error::other(why));
            }
            file.text = read_text(path)?;
            return Ok(file);
        }
        for part in parts(path)? {
            let from = file.text.len();
            file.text.push_str(&read_text(&part)?);
            file.text.push('\n');
            let path = part.display().to_string();
            // What stands above the first table would belong to the last one of the part before.
            let first = file.text[from..].lines().find(|line| is_written(line));
            if from > 0 && first.is_some_and(|line| !line.starts_with('[')) {
                let why = format!("{path}: expected a table first, such as [[brand]]");
                return Err(io::Error::other(why));
            }
            file.parts.push(FilePart { path, span: from..file.text.len() });
        }
        Ok(file)
    }

    /// The same with another file behind it as a part of its own.
    pub(crate) fn with_part(&self, part: &Self) -> Self {
        let mut whole = self.clone();
        if whole.parts.is_empty() {
            whole.parts.push(FilePart { path: self.path.clone(), span: 0..0 });
        }
        if !whole.text.ends_with('\n') {
            whole.text.push('\n');
        }
        let from = whole.text.len();
        if let Some(before) = whole.parts.last_mut() {
            before.span.end = from;
        }
        whole.is_unquoted |= part.is_unquoted;
        whole.text.push_str(&part.text);
        whole.text.push('\n');
        whole.parts.push(FilePart { path: part.path.clone(), span: from..whole.text.len() });
        whole
    }

    /// The same, which is not quoted where it is at fault.
    pub(crate) fn unquoted(&self) -> Self {
        Self { is_unquoted: true, ..self.clone() }
    }

    /// Where the file is tables alone, as the part of another is: the folder that it lies in, by name.
    pub(crate) fn tables_of(&self) -> Option<String> {
        let first = self.text.lines().find(|line| is_written(line))?;
        let path = PathBuf::from(&self.path);
        let path = path.canonicalize().unwrap_or(path);
        let folder = path.parent()?.file_name()?.to_str()?;
        (first.starts_with('[') && self.parts.is_empty()).then(|| folder.to_owned())
    }

    /// The part in which a byte of the text stands: its path, and where it stands in the text.
    pub(crate) fn part(&self, offset: usize) -> (&str, Range<usize>) {
        let part = self.parts.iter().rev().find(|part| part.span.start <= offset);
        part.map_or((&self.path, 0..self.text.len()), |part| (&part.path, part.span.clone()))
    }

    /// The file name without its ending: for knowledge files, the id of what they hold.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path);
        name.strip_suffix(".toml").unwrap_or(name)
    }

    /// The line, from 1, on which a byte of the text stands.
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
            let file = File::read(path).map_err(|error| {
                io::Error::new(error.kind(), format!("{}: {}", path.display(), why(&error)))
            })?;
            Ok(Arc::new(file))
        };
        toml_files(folder)?.iter().map(read).collect::<io::Result<_>>().map(Self)
    }

    /// One file on disk, or a folder that is one; `path` may also be a part of it.
    pub(crate) fn read_one(path: &Path) -> io::Result<Self> {
        Ok(Self(vec![Arc::new(File::read(path)?)]))
    }
}

/// Whether a folder is one file in parts.
fn is_whole(folder: &Path) -> bool {
    folder.join(HEAD).is_file()
}

/// The parts of a folder that is one file, its head first.
fn parts(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    let mut parts: Vec<_> = entries.iter().map(fs::DirEntry::path).collect();
    parts.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    parts.sort_by_key(|path| (!path.ends_with(HEAD), path.clone()));
    Ok(parts)
}

/// Whether a line of TOML says anything.
fn is_written(line: &str) -> bool {
    !line.trim().is_empty() && !line.trim_start().starts_with('#')
}

/// The TOML files under a folder on disk, and the folders that are one file, at any depth, in the order of their paths. A folder
/// that several links lead to is looked through once.
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
    if seen.len() > FOLDERS {
        return Err(io::Error::other(format!(
            "it has more than {FOLDERS} folders in it; expected a folder of files in .toml alone"
        )));
    }
    if is_whole(folder) {
        into.push(folder.to_owned());
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_is_no_folder_of_knowledge() {
        let folder = tempfile::tempdir().unwrap();
        for at in 0..FOLDERS {
            fs::create_dir(folder.path().join(at.to_string())).unwrap();
        }
        let refused = toml_files(folder.path()).unwrap_err().to_string();
        assert!(refused.contains("it has more than 2000 folders in it"), "{refused}");
    }

    #[test]
    fn a_folder_of_parts_is_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let acme = folder.path().join("acme");
        fs::create_dir(&acme).unwrap();
        fs::write(acme.join("brands.toml"), "[[brand]]\nlabel = 1\n").unwrap();
        fs::write(acme.join("maker.toml"), "id = \"acme\"").unwrap();
        let files = Files::read(folder.path()).unwrap();
        let [file] = files.0.as_slice() else { panic!("one file: {files:?}") };
        assert_eq!(file.stem(), "acme");
        assert_eq!(file.text, "id = \"acme\"\n[[brand]]\nlabel = 1\n\n");
        let (path, span) = file.part(file.text.find("label").unwrap());
        assert!(path.ends_with("brands.toml") && span.start == file.text.find('[').unwrap());
        assert_eq!(Files::read_one(&acme.join("brands.toml")).unwrap().0[0].stem(), "acme");

        fs::write(acme.join("marks.toml"), "# nothing\nlabel = 2\n").unwrap();
        let refused = Files::read(folder.path()).unwrap_err().to_string();
        assert!(refused.contains("expected a table first"), "{refused}");
    }
}
