//! Where a result goes: to a stream, or to a file that appears whole or not at all.

use std::{
    fs::{self, File, OpenOptions, Permissions},
    io::{self, BufWriter, Seek as _, Write},
    path::{Path, PathBuf},
};

use crate::{
    config,
    knowledge::why,
    report::{self, spool::Spool},
};
use tempfile::NamedTempFile;

use super::{
    exit::Failure, gitignore, interrupted::temporary_files, output::stdout, pager::Paged, streams,
};

/// At most this much of a result for a stream is kept in memory; more of it in a temporary file.
const IN_MEMORY: usize = 1 << 20;

/// Files of these names say how inventories are read, wherever they lie.
const READ: [&str; 2] = [config::FILE_NAME, gitignore::NAME];

/// Where one result goes.
pub(crate) enum Destination {
    /// To a stream, as it comes.
    Live(BufWriter<Box<dyn Write>>),
    /// To a stream, once it is whole; kept aside until then.
    Kept(Spool, Box<dyn Write>),
    /// To the reader of standard output, once it is whole.
    Paged(Spool, Paged),
    File(ReportFile),
}

/// What is written to a place: a report can be made again, and a baseline cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WrittenContent {
    Report,
    Baseline,
}

impl Destination {
    /// Standard output.
    pub(crate) fn stdout(live: bool) -> Self {
        Self::stream(Box::new(stdout()), live)
    }

    /// Standard output, read page by page once the result is whole.
    pub(crate) fn paged(pager: Paged) -> Self {
        Self::Paged(Spool::new(IN_MEMORY), pager)
    }

    /// What a path names: a file, the stream of a pipe or a device, or, as `-`, standard output.
    pub(crate) fn at(path: &Path, live: bool) -> Result<Self, Failure> {
        Self::of(path, live, WrittenContent::Report)
    }

    /// The same for a baseline, which may take the place of an older one.
    pub(crate) fn of_baseline(path: &Path) -> Result<Self, Failure> {
        Self::of(path, false, WrittenContent::Baseline)
    }

    fn of(path: &Path, live: bool, content: WrittenContent) -> Result<Self, Failure> {
        if is_stdout(path) {
            return Ok(Self::stdout(live));
        }
        if READ.iter().any(|name| path.file_name().is_some_and(|own| own == *name)) {
            let lost = "a file of this name is read as settings; name another file";
            return Err(unwritable(path, lost));
        }
        let special = |data: fs::Metadata| !data.is_file() && !data.is_dir();
        if fs::metadata(path).is_ok_and(special) {
            let file = OpenOptions::new().write(true).open(path);
            let file = file.map_err(|error| unwritable(path, &why(&error)))?;
            return Ok(Self::stream(Box::new(NamedStream::new(path, file)), live));
        }
        Ok(Self::File(ReportFile::create(path, content)?))
    }

    /// The end of a file that others write to as well. A pipe, which may have no reader, would never open.
    pub(crate) fn appended(path: &Path) -> Result<Self, Failure> {
        if streams::is_pipe_at(path) {
            return Err(unwritable(path, "it is a pipe; expected a file"));
        }
        let file = OpenOptions::new().append(true).create(true).open(path);
        let file = file.map_err(|error| unwritable(path, &why(&error)))?;
        Ok(Self::stream(Box::new(NamedStream::new(path, file)), false))
    }

    fn stream(to: Box<dyn Write>, live: bool) -> Self {
        if live {
            return Self::Live(BufWriter::new(to));
        }
        Self::Kept(Spool::new(IN_MEMORY), to)
    }

    /// The path of a file, however it was named.
    pub(crate) fn place(&self) -> Option<&Path> {
        match self {
            Self::File(file) => Some(&file.place),
            Self::Live(_) | Self::Kept(..) | Self::Paged(..) => None,
        }
    }

    /// Lets what was written so far be seen, where nobody waits for the whole.
    pub(crate) fn pass_on(&mut self) -> io::Result<()> {
        match self {
            Self::Live(out) => out.flush(),
            Self::Kept(..) | Self::Paged(..) | Self::File(_) => Ok(()),
        }
    }

    /// Lets results appear, all or none: files are moved to their places after everything else is written.
    pub(crate) fn finish(all: Vec<Self>) -> Result<(), Failure> {
        let (mut files, mut streams) = (Vec::new(), Vec::new());
        for one in all {
            match one {
                Self::File(file) => files.push(file.written()?),
                stream => streams.push(stream),
            }
        }
        for stream in streams {
            stream.sent()?;
        }
        ReportFile::appear(files)
    }

    fn sent(self) -> Result<(), Failure> {
        match self {
            Self::Live(mut out) => Ok(out.flush()?),
            Self::Kept(kept, mut out) => {
                io::copy(&mut kept.read()?, &mut out)?;
                Ok(out.flush()?)
            }
            Self::Paged(kept, mut pager) => {
                let mut text = kept.read()?;
                io::copy(&mut text, &mut pager)?;
                pager.flush()?;
                if pager.has_failed() {
                    text.rewind()?;
                    let mut out = stdout();
                    io::copy(&mut text, &mut out)?;
                    out.flush()?;
                }
                Ok(())
            }
            Self::File(file) => ReportFile::appear(vec![file.written()?]),
        }
    }
}

impl Write for Destination {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Live(out) => out.write(bytes),
            Self::Kept(out, _) | Self::Paged(out, _) => out.write(bytes),
            Self::File(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Live(out) => out.flush(),
            Self::Kept(out, _) | Self::Paged(out, _) => out.flush(),
            Self::File(file) => file.flush(),
        }
    }
}

/// A device or a pipe, whose errors name it.
struct NamedStream {
    path: PathBuf,
    file: File,
}

impl NamedStream {
    fn new(path: &Path, file: File) -> Self {
        Self { path: path.to_owned(), file }
    }

    fn named(&self, error: &io::Error) -> io::Error {
        io::Error::new(error.kind(), unwritable(&self.path, &reason(error)).message)
    }
}

impl Write for NamedStream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes).map_err(|error| self.named(&error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush().map_err(|error| self.named(&error))
    }
}

/// Whether an output names standard output.
pub(crate) fn is_stdout(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Why something failed, without the name of the temporary file, for which nobody asked. What has no kind is said as the system
/// says it.
fn reason(error: &io::Error) -> String {
    let kind = why(&io::Error::from(error.kind()));
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((system, _)) if kind == "uncategorized error" => system.to_owned(),
        _ => kind,
    }
}

fn unwritable(path: &Path, why: &str) -> Failure {
    Failure::new(format!("{}: cannot be written: {why}", path.display()))
}

/// A file that appears whole or not at all: written beside its place, moved there at the end.
#[derive(Debug)]
pub(crate) struct ReportFile {
    named: PathBuf,
    /// Where it goes: what a link leads to, if the name is one.
    place: PathBuf,
    out: BufWriter<NamedTempFile<File>>,
}

/// A file that is on disk beside its place.
struct PendingFile {
    named: PathBuf,
    place: PathBuf,
    file: NamedTempFile<File>,
}

impl ReportFile {
    /// Begins a file. One that is there already is replaced at the end, with its mode, if it is a report of ours.
    pub(crate) fn create(path: &Path, content: WrittenContent) -> Result<Self, Failure> {
        let fail = |error: &io::Error| unwritable(path, &reason(error));
        let (place, permissions) = match fs::metadata(path) {
            Ok(data) if data.is_dir() => {
                return Err(unwritable(path, "this is a folder; expected a file"));
            }
            Ok(data) => {
                replaceable(path, content)?;
                (path.canonicalize().map_err(|error| fail(&error))?, Some(data.permissions()))
            }
            Err(_) if path.is_symlink() => {
                return Err(unwritable(
                    path,
                    "it is a link that leads nowhere; remove the link, or name another file",
                ));
            }
            Err(_) => (new_place(path)?, None),
        };
        let file = temporary(place.parent()).map_err(|error| fail(&error))?;
        if let Some(permissions) = permissions {
            file.as_file().set_permissions(permissions).map_err(|error| fail(&error))?;
        }
        Ok(Self { named: path.to_owned(), place, out: BufWriter::new(file) })
    }

    /// Writes what is left, and has the disk keep it: a name that appears before its content may be found empty later.
    fn written(self) -> Result<PendingFile, Failure> {
        let Self { named, place, out } = self;
        let fail = |error: &io::Error| unwritable(&named, &reason(error));
        let file = out.into_inner().map_err(|error| fail(error.error()))?;
        file.as_file().sync_all().map_err(|error| fail(&error))?;
        Ok(PendingFile { named, place, file })
    }

    /// Moves files to their places.
    fn appear(all: Vec<PendingFile>) -> Result<(), Failure> {
        let mut files = temporary_files();
        for PendingFile { named, place, file } in all {
            let moved = file.persist(&place);
            moved.map_err(|error| unwritable(&named, &reason(&error.error)))?;
        }
        files.clear();
        Ok(())
    }

    /// The error under the name that the user knows.
    fn unwritten(&self, error: &io::Error) -> io::Error {
        io::Error::new(error.kind(), unwritable(&self.named, &reason(error)).message)
    }

    /// Lets this one file appear.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        Self::appear(vec![self.written()?])
    }
}

impl Write for ReportFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes).map_err(|error| self.unwritten(&error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush().map_err(|error| self.unwritten(&error))
    }
}

/// Writes a file that appears whole or not at all. One that is there is replaced if `replaces`, and else an error.
pub(crate) fn write_whole(path: &Path, text: &[u8], replaces: bool) -> io::Result<()> {
    let behind_links = path.canonicalize().ok().filter(|_| replaces);
    let path = behind_links.as_deref().unwrap_or(path);
    let mut file = temporary(path.parent())?;
    file.write_all(text)?;
    file.as_file().sync_all()?;
    let mut files = temporary_files();
    let moved = if replaces { file.persist(path) } else { file.persist_noclobber(path) };
    files.clear();
    moved.map(drop).map_err(|error| error.error)
}

/// The place of a file that is not there yet.
fn new_place(path: &Path) -> Result<PathBuf, Failure> {
    let folder = named_folder(path.parent());
    let known = folder.canonicalize().ok().filter(|folder| folder.is_dir());
    let (Some(known), Some(name)) = (known, path.file_name()) else {
        let folder = folder.display();
        let lack = format!("there is no folder `{folder}`; make it, or name another");
        return Err(unwritable(path, &lack));
    };
    Ok(known.join(name))
}

/// The folder above a path; of a bare name the one that the user is in.
fn named_folder(above: Option<&Path>) -> &Path {
    above.filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."))
}

/// A temporary file that anyone may read who may read what the user makes; a signal removes it.
fn temporary(above: Option<&Path>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".banlint-");
    #[cfg(unix)]
    builder.permissions(<Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o666));
    let mut files = temporary_files();
    let file = builder.tempfile_in(named_folder(above))?;
    files.push(file.path().to_owned());
    Ok(file)
}

/// Whether a file may be replaced: it is empty or a whole report of ours, and the user may write it.
fn replaceable(path: &Path, content: WrittenContent) -> Result<(), Failure> {
    let file = OpenOptions::new().read(true).append(true).open(path);
    let read = file.and_then(streams::head_of);
    let (head, file) = read.map_err(|error| unwritable(path, &why(&error)))?;
    if content == WrittenContent::Report && report::is_baseline(&head) {
        let lost = "it is a baseline, which holds what was accepted and would be lost; name another file, or remove it first";
        return Err(unwritable(path, lost));
    }
    if head.is_empty() || report::is_whole_report(&head, file) {
        return Ok(());
    }
    let lost = "it exists and is no report of banlint, so it would be lost; name another file, or remove it first";
    Err(unwritable(path, lost))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_said_without_the_temporary_file() {
        let wrapped = |code: i32| {
            let system = io::Error::from_raw_os_error(code);
            io::Error::new(system.kind(), format!("{system} at path \"/x/.banlint-abc\""))
        };
        assert_eq!(reason(&wrapped(24)), "Too many open files");
        assert_eq!(reason(&wrapped(13)), why(&io::ErrorKind::PermissionDenied.into()));
        assert_eq!(reason(&io::Error::from_raw_os_error(24)), "Too many open files");
    }
}
