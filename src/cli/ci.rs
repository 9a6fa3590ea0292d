//! Whether the program runs in continuous integration, and what the environment says of it.

use std::{env, ffi::OsString, path::PathBuf};

use crate::report::findings::PathRoot;

/// What runs the job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Service {
    /// GitHub Actions, which reads annotations out of the log.
    GitHub,
    /// Any other, GitLab among them: people read the log.
    Other,
}

/// What other services set. Some read commands out of the log as well.
const OTHERS: [&str; 4] = ["GITLAB_CI", "CI", "TF_BUILD", "TEAMCITY_VERSION"];

/// What runs the job, if it is one.
pub(crate) fn service() -> Option<Service> {
    let is_set = |name| variable(name).is_some_and(|value| value != "false" && value != "0");
    if is_set("GITHUB_ACTIONS") {
        return Some(Service::GitHub);
    }
    OTHERS.into_iter().any(is_set).then_some(Service::Other)
}

/// The file to which GitHub Actions has steps append what they have to say in Markdown.
pub(crate) fn step_summary() -> Option<PathBuf> {
    variable("GITHUB_STEP_SUMMARY").map(PathBuf::from)
}

/// The folder from which a service counts paths: that of its copy of the repository, else the one the user is in.
pub(crate) fn path_root() -> PathRoot {
    let here = env::current_dir().unwrap_or_default();
    let root = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"].into_iter().find_map(variable);
    let root = root.map(PathBuf::from).filter(|root| here.starts_with(root));
    PathRoot::new(root.as_ref().unwrap_or(&here), &here)
}

/// A variable of the environment; an empty one counts as none.
fn variable(name: &str) -> Option<OsString> {
    env::var_os(name).filter(|value| !value.is_empty())
}
