//! What standard output and standard error lead to: a terminal, a file, or a pipe, which may be the log of a job. And how a file
//! begins.

use std::{
    fs::{File, Metadata},
    io::{self, IsTerminal as _, Read as _},
    path::Path,
};

use super::{ci, exit::Failure};

/// Maximum bytes of a file looked at to see what it is.
const HEAD: u64 = 1 << 14;

/// Refuses an inventory that standard output is appended to: the report would be in it.
pub(crate) fn refuse_as_input(path: &Path) -> Result<(), Failure> {
    if !is_written(path) {
        return Ok(());
    }
    let shown =
        if path.as_os_str() == "-" { "standard input".into() } else { path.to_string_lossy() };
    Err(Failure::new(format!(
        "{shown}: standard output leads into this very file, so that the result would stand in the inventory; lead it to another file"
    )))
}

/// Refuses a form that has cells as they are where they could act: on a terminal, or in the log of a job, which may be behind any
/// pipe there. `path` is what names the stream, if it is not standard output by default.
pub(crate) fn refuse_raw_cells(path: Option<&Path>) -> Result<(), Failure> {
    let [out, err] = [stdout(), stderr()];
    let is_terminal = match path {
        None => io::stdout().is_terminal(),
        Some(path) => {
            same(data_of(path).as_ref(), out.as_ref()) && io::stdout().is_terminal()
                || same(data_of(path).as_ref(), err.as_ref()) && io::stderr().is_terminal()
        }
    };
    let may_act = if is_terminal {
        "is nothing for a terminal, on which its cells could act; name a file with --output, or lead it to a file or a program"
    } else if ci::service().is_some() && is_pipe(path, out.as_ref(), err.as_ref()) {
        "has its cells as they are, and in the log of a job they could act as commands; name a file with --output, such as -o checked.csv"
    } else {
        return Ok(());
    };
    let option = if path.is_some() { "--output" } else { "--format" };
    Err(Failure::new(format!("{option}: a sheet {may_act}")))
}

/// The beginning of a file, by which one sees what it is.
pub(crate) fn head_of(file: File) -> io::Result<(Vec<u8>, File)> {
    let mut head = Vec::new();
    (&file).take(HEAD).read_to_end(&mut head)?;
    Ok((head, file))
}

/// Whether an input can be read once only: standard input, a pipe.
pub(crate) fn is_read_once(path: &Path) -> bool {
    path.as_os_str() == "-" || path.metadata().is_ok_and(|data| !data.is_file() && !data.is_dir())
}

/// Whether a file, or what is led to standard input, is the one that standard output leads into.
#[cfg(unix)]
pub(crate) fn is_written(path: &Path) -> bool {
    let input = if path.as_os_str() == "-" { of(io::stdin()) } else { data_of(path) };
    let is_file = input.as_ref().is_some_and(Metadata::is_file);
    is_file && same(input.as_ref(), stdout().as_ref())
}

#[cfg(not(unix))]
pub(crate) fn is_written(_: &Path) -> bool {
    false
}

fn data_of(path: &Path) -> Option<Metadata> {
    path.metadata().ok()
}

#[cfg(unix)]
fn of(stream: impl std::os::fd::AsFd) -> Option<Metadata> {
    File::from(stream.as_fd().try_clone_to_owned().ok()?).metadata().ok()
}

#[cfg(unix)]
fn stdout() -> Option<Metadata> {
    of(io::stdout())
}

#[cfg(unix)]
fn stderr() -> Option<Metadata> {
    of(io::stderr())
}

#[cfg(not(unix))]
fn stdout() -> Option<Metadata> {
    None
}

#[cfg(not(unix))]
fn stderr() -> Option<Metadata> {
    None
}

#[cfg(unix)]
fn same(a: Option<&Metadata>, b: Option<&Metadata>) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    a.zip(b).is_some_and(|(a, b)| (a.dev(), a.ino()) == (b.dev(), b.ino()))
}

#[cfg(not(unix))]
fn same(_: Option<&Metadata>, _: Option<&Metadata>) -> bool {
    false
}

/// Whether a path leads to a pipe.
#[cfg(unix)]
pub(crate) fn is_pipe_at(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt as _;

    data_of(path).is_some_and(|data| data.file_type().is_fifo())
}

#[cfg(not(unix))]
pub(crate) fn is_pipe_at(_: &Path) -> bool {
    false
}

/// Whether standard output is a pipe, or a path leads to the pipe of one of the streams.
#[cfg(unix)]
fn is_pipe(path: Option<&Path>, out: Option<&Metadata>, err: Option<&Metadata>) -> bool {
    use std::os::unix::fs::FileTypeExt as _;

    let is_pipe = |data: &Metadata| data.file_type().is_fifo() || data.file_type().is_socket();
    match path {
        None => out.is_some_and(is_pipe),
        Some(path) => data_of(path).is_some_and(|data| {
            is_pipe(&data) && (same(Some(&data), out) || same(Some(&data), err))
        }),
    }
}

#[cfg(not(unix))]
fn is_pipe(path: Option<&Path>, _: Option<&Metadata>, _: Option<&Metadata>) -> bool {
    path.is_none()
}
