//! Paths as services want them: from the root of the repository, with slashes, percent-encoded where they are URIs.

use std::path::{Component, Path, PathBuf};

use crate::strings::percent_encoded;

/// The folder from which a service counts paths, and the one from which the user named files. By default they are the same.
#[derive(Clone, Debug, Default)]
pub struct PathRoot {
    root: PathBuf,
    here: PathBuf,
}

/// A file as a service finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RootedPath {
    /// The path, with slashes.
    pub(super) path: String,
    /// Whether it is counted from the root, rather than absolute or outside.
    pub(super) below_root: bool,
}

impl PathRoot {
    /// Files named from `here`, and found from `root`.
    pub fn new(root: &Path, here: &Path) -> Self {
        Self { root: normal(root), here: here.to_owned() }
    }

    pub(super) fn of(&self, file: &str) -> RootedPath {
        let path = normal(&self.here.join(file));
        let rooted = path.strip_prefix(&self.root).ok();
        let inside = rooted.filter(|path| path.is_relative() && !path.starts_with(".."));
        let shown = inside.unwrap_or(&path).to_string_lossy().replace('\\', "/");
        RootedPath { path: shown, below_root: inside.is_some() }
    }
}

impl RootedPath {
    /// The path as a URI reference.
    pub(super) fn uri(&self) -> String {
        let mut uri = String::new();
        if !self.below_root && !self.path.starts_with("..") {
            uri.push_str(if self.path.starts_with('/') { "file://" } else { "file:///" });
        }
        uri.push_str(&percent_encoded(&self.path, "-._~/"));
        uri
    }
}

/// The path without the steps that lead nowhere. No link is followed: what is asked for is a name.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for step in path.components() {
        let named = matches!(normal.components().next_back(), Some(Component::Normal(_)));
        match step {
            Component::CurDir => {}
            Component::ParentDir if named => drop(normal.pop()),
            step => normal.push(step),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn paths_are_counted_from_the_root() {
        let root = PathRoot::new(Path::new("/home/me/repo"), Path::new("/home/me/repo/sub"));
        for (file, path, uri) in [
            ("a.csv", "sub/a.csv", "sub/a.csv"),
            ("./x/../a b.csv", "sub/a b.csv", "sub/a%20b.csv"),
            ("../up.csv", "up.csv", "up.csv"),
            ("/home/me/repo/摄.csv", "摄.csv", "%E6%91%84.csv"),
            ("../../out.csv", "/home/me/out.csv", "file:///home/me/out.csv"),
            ("a?b#c%.csv", "sub/a?b#c%.csv", "sub/a%3Fb%23c%25.csv"),
            ("javascript:alert(1)", "sub/javascript:alert(1)", "sub/javascript%3Aalert%281%29"),
        ] {
            let rooted = root.of(file);
            assert_eq!((rooted.path.as_str(), rooted.uri().as_str()), (path, uri), "{file}");
        }
        let plain = PathRoot::default();
        assert_eq!(plain.of("./a.csv"), RootedPath { path: "a.csv".into(), below_root: true });
        assert_eq!(plain.of("../a.csv").uri(), "../a.csv");
    }
}
