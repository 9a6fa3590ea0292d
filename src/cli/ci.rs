//! Whether the program runs in continuous integration, and what it is told of it there.

use std::{env, ffi::OsString, path::PathBuf};

use crate::report::findings::PathRoot;

/// A variable of the environment; an empty one counts as none.
fn variable(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}

/// The folder from which a service counts paths: that of its copy of the repository, else the one the user is in.
pub(crate) fn path_root() -> PathRoot {
    let here = env::current_dir().unwrap_or_default();
    let root = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"].into_iter().find_map(variable);
    let root = root.map(PathBuf::from).filter(|root| here.starts_with(root));
    PathRoot::new(root.as_ref().unwrap_or(&here), &here)
}
