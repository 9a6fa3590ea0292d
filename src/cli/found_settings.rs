//! The settings file that is found rather than named. It can accept findings and leave law out, so it counts only where it is the user's
//! own, or belongs to whoever owns the inventory: somebody else's may lie in any folder above.

use std::{
    env,
    path::{Component, Path, PathBuf},
};

use crate::config::Config;

use super::exit::Failure;

/// The settings file nearest to a file: from its folder upward, else from the working directory upward.
pub(super) fn nearest_to(file: Option<&Path>) -> Result<Option<PathBuf>, Failure> {
    let of_file = file.and_then(folder_of).and_then(|folder| Config::find(&folder));
    let here = || Config::find(&env::current_dir().ok()?);
    let Some(found) = of_file.or_else(here) else { return Ok(None) };
    // The same bytes wherever the folder lies: a file below it is named from it.
    let found = below(found);
    let refused = |why: &str| {
        let shown = found.display();
        Failure::new(format!(
            "{shown}: these settings were found, and {why}; nothing of them is applied: name them with --config if they are meant, or remove them"
        ))
    };
    if found.metadata().is_ok_and(|data| !data.is_file()) {
        return Err(refused("they are no file"));
    }
    if !is_trusted(&found, file) {
        return Err(refused(
            "they belong to another user than you and whoever owns the inventory, so that a stranger could have accepted findings in them",
        ));
    }
    if is_open_to_all(&found, file) {
        return Err(refused(
            "anybody may write them, unlike the inventory, so that a stranger could have accepted findings in them",
        ));
    }
    Ok(Some(found))
}

/// Refuses a baseline that settings name, of which the same holds: it accepts findings too.
pub(super) fn check_baseline(baseline: &Path, inventory: Option<&Path>) -> Result<(), Failure> {
    let why = if !is_trusted(baseline, inventory) {
        "it belongs to another user than you and whoever owns the inventory"
    } else if is_open_to_all(baseline, inventory) {
        "anybody may write it, unlike the inventory"
    } else {
        return Ok(());
    };
    let shown = baseline.display();
    Err(Failure::new(format!(
        "{shown}: settings name this baseline, and {why}, so that a stranger could have accepted findings in it; it is not applied: name it with --baseline if it is meant, or have none with --no-baseline"
    )))
}

/// Whether anybody may write the settings, and not the inventory. Some file systems know no rights, and let anybody write anything.
#[cfg(unix)]
fn is_open_to_all(settings: &Path, inventory: Option<&Path>) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    const OTHERS_WRITE: u32 = 0o002;
    let is_open = |path: &Path| path.metadata().is_ok_and(|data| data.mode() & OTHERS_WRITE != 0);
    is_open(settings) && !inventory.is_some_and(is_open)
}

#[cfg(not(unix))]
fn is_open_to_all(_: &Path, _: Option<&Path>) -> bool {
    false
}

/// The folder of a file, as an absolute path.
fn folder_of(file: &Path) -> Option<PathBuf> {
    if file.as_os_str() == "-" {
        return None;
    }
    let climbs = file.components().any(|part| part == Component::ParentDir);
    let file = if climbs { file.canonicalize() } else { std::path::absolute(file) };
    Some(file.ok()?.parent()?.to_owned())
}

/// A path as seen from the working folder, if it leads below it.
fn below(path: PathBuf) -> PathBuf {
    let relative =
        env::current_dir().ok().and_then(|at| path.strip_prefix(at).ok().map(Path::to_owned));
    relative.unwrap_or(path)
}

/// Whether settings are the user's own or of whoever owns the inventory: neither they nor a link to them may be another's.
#[cfg(unix)]
pub(super) fn is_trusted(settings: &Path, inventory: Option<&Path>) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    let user = rustix::process::geteuid();
    // Behind root by `sudo` is the user who typed it.
    let sudo = env::var("SUDO_UID").ok().filter(|_| user.is_root());
    let owner = inventory.and_then(|file| Some(file.metadata().ok()?.uid()));
    let own = [Some(user.as_raw()), sudo.and_then(|id| id.parse().ok()), owner];
    let owners = [settings.symlink_metadata(), settings.metadata()];
    owners.into_iter().flatten().all(|data| own.contains(&Some(data.uid())))
}

#[cfg(not(unix))]
pub(super) fn is_trusted(_: &Path, _: Option<&Path>) -> bool {
    true
}
