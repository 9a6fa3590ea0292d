//! Whether two paths lead to one file.

use std::path::Path;

/// What tells a file from all others, however many names lead to it: by links to it, and by hard links, which are names as good as the
/// first.
#[cfg(unix)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct FileIdentity {
    device: u64,
    inode: u64,
}

/// The same where the system tells no number: the one path that all links to it lead to.
#[cfg(not(unix))]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct FileIdentity(std::path::PathBuf);

impl FileIdentity {
    /// Of the file that a path leads to; `None` where there is none.
    #[cfg(unix)]
    pub(crate) fn of(path: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;

        let data = path.metadata().ok()?;
        Some(Self { device: data.dev(), inode: data.ino() })
    }

    /// Of the file that a path leads to; `None` where there is none.
    #[cfg(not(unix))]
    pub(crate) fn of(path: &Path) -> Option<Self> {
        path.canonicalize().ok().map(Self)
    }
}

/// Whether two paths lead to one file, which is there.
pub(crate) fn is_one_file(a: &Path, b: &Path) -> bool {
    FileIdentity::of(a).is_some_and(|a| FileIdentity::of(b) == Some(a))
}
