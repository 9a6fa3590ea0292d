//! The files that are named to a command, sorted by what they describe, and loaded.

use std::{
    collections::BTreeSet,
    io,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
};

use super::schema;

use crate::{
    Date,
    audit::{self, Folders, Knowledge, LoadError},
    cli::{
        args::FileKind,
        exit::{Exit, Failure},
        output::Console,
    },
    knowledge::{self, Cited, Fault, Faults, File, Files, toml_files, why},
};

/// The files that are named, each in the list of its kind.
pub(in crate::cli) fn sorted(paths: &[PathBuf]) -> Result<Folders, Failure> {
    let mut folders = Folders::default();
    for path in paths {
        let before = count(&folders);
        sort(path, &mut folders)?;
        if count(&folders) == before {
            return Err(Failure::new(format!(
                "{}: no .toml file is in this folder, so nothing would be checked; expected rule, vendor, label or format files",
                path.display()
            )));
        }
    }
    Ok(folders)
}

/// All knowledge with these files, examples too; their faults are shown where there are any.
/// Those that were found before are shown with them.
pub(super) fn loaded(
    folders: Folders,
    before: Vec<Fault>,
    console: &Console,
) -> Result<Option<Knowledge>, Failure> {
    match Knowledge::load(&Folders { examples: true, ..folders }) {
        Ok(knowledge) => Ok(Some(knowledge)),
        Err(LoadError::Faulty(mut faults)) => {
            faults.0.extend(before);
            faulty(&faults, console);
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// Shows faults and how many there are.
pub(super) fn faulty(faults: &Faults, console: &Console) -> Exit {
    faults.shown().for_each(|fault| console.fault(fault));
    if let Some(more) = faults.more() {
        console.say(&more);
    }
    let count = faults.0.len();
    console.say(&format!("{count} fault{}", if count == 1 { "" } else { "s" }));
    Exit::Failed
}

/// What is wrong with the pages that the named files rest on: days to come, and addresses that are none. Format files rest on what
/// has no address, such as a device that was asked.
pub(super) fn faults_of_sources(folders: &Folders) -> Result<Vec<Fault>, Failure> {
    let today = Date::today();
    of_each(folders, |file| knowledge::faults_of_sources(file, today))
}

/// The pages of the named files, which are sound, that nothing cites or that are defined twice.
pub(super) fn idle_sources(folders: &Folders) -> Result<Vec<Fault>, Failure> {
    let mut cited = Cited::default();
    audit::files(folders)?.for_each(|file| cited.add(&file));
    of_each(folders, |file| knowledge::idle_sources(file, &cited))
}

/// The faults of each named file that cites pages or has some.
fn of_each(
    folders: &Folders,
    faults: impl Fn(&Arc<File>) -> Vec<Fault>,
) -> Result<Vec<Fault>, Failure> {
    let Folders { rules, vendors, labels, sources, .. } = folders;
    let mut all = Vec::new();
    for path in rules.iter().chain(vendors).chain(labels).chain(sources) {
        let files = Files::read_one(path).map_err(|error| unreadable(path, &error))?;
        all.extend(files.0.iter().flat_map(&faults));
    }
    Ok(all)
}

/// Puts the files under a path into the list of their kind.
fn sort(path: &Path, folders: &mut Folders) -> Result<(), Failure> {
    let paths = if path.is_dir() {
        toml_files(path).map_err(|error| unreadable(path, &error))?
    } else {
        vec![path.to_owned()]
    };
    for path in paths {
        let file = Files::read_one(&path).map_err(|error| unreadable(&path, &error))?;
        let text = file.0.first().map_or("", |file| file.text.as_str());
        let is_of_sources = file.0.first().is_some_and(|file| file.is_of_sources());
        match kind(&path, text) {
            _ if is_of_sources => folders.sources.push(path),
            Kind::Rules => folders.rules.push(path),
            Kind::Vendor => folders.vendors.push(path),
            Kind::Label => folders.labels.push(path),
            Kind::Format => folders.formats.push(path),
        }
    }
    Ok(())
}

fn unreadable(path: &Path, error: &io::Error) -> Failure {
    Failure::new(format!("{}: cannot be read: {}", path.display(), why(error)))
}

pub(super) fn count(folders: &Folders) -> usize {
    folders.rules.len()
        + folders.vendors.len()
        + folders.labels.len()
        + folders.sources.len()
        + folders.formats.len()
}

/// What a file describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A regime, or the terms that regimes are written in.
    Rules,
    /// A maker.
    Vendor,
    /// A label.
    Label,
    /// The words of inventories.
    Format,
}

/// The kinds with the keys of their files, as the published schemas have them. Of kinds that a file has as many keys of, the last
/// counts: what adds to a maker is marks alone, and labels have marks too.
static KEYS: LazyLock<[(Kind, BTreeSet<String>); 5]> = LazyLock::new(|| {
    [
        (Kind::Format, FileKind::Format),
        (Kind::Rules, FileKind::Terms),
        (Kind::Rules, FileKind::Regime),
        (Kind::Label, FileKind::Label),
        (Kind::Vendor, FileKind::Vendor),
    ]
    .map(|(kind, file)| (kind, schema::keys(file)))
});

/// Keys of files of every kind.
const COMMON: [&str; 3] = ["id", "note", "sources"];

/// The kind of a file by the keys that it has; a file that cannot be parsed, or has none of them, by its folder.
fn kind(path: &Path, text: &str) -> Kind {
    let table = text.parse::<toml::Table>().unwrap_or_default();
    let has = |key: &&String| table.contains_key(*key) && !COMMON.contains(&key.as_str());
    let counts = KEYS.iter().map(|(kind, keys)| (keys.iter().filter(has).count(), *kind));
    let most = counts.max_by_key(|(count, _)| *count);
    if let Some((1.., kind)) = most {
        return kind;
    }
    let within = |name: &str| path.components().any(|part| part.as_os_str() == name);
    if within("vendors") {
        Kind::Vendor
    } else if within("labels") {
        Kind::Label
    } else if within("formats") {
        Kind::Format
    } else {
        Kind::Rules
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_sorted_by_their_keys_and_then_by_their_folder() {
        for (path, text, expected) in [
            ("own/a.toml", "id = 'a'\nlabel = 'A'\n[[mark]]\nkind = 'oui'", Kind::Label),
            (
                "own/a.toml",
                "id = 'a'\nshrot = 'A'\nname = 'A Ltd'\nlabel = 'A'\nmakes = []",
                Kind::Vendor,
            ),
            ("vendors/a.toml", "id = 'a'\ntitle = 'A'\n[[provision]]", Kind::Rules),
            ("vendors/a.toml", "id = = 'a'", Kind::Vendor),
            ("labels/a.toml", "id = = 'a'", Kind::Label),
            ("own/a.toml", "id = = 'a'", Kind::Rules),
            ("own/a/marks.toml", "[[mark]]\nkind = 'oui'\n[[neighbour]]", Kind::Vendor),
            ("own/a.toml", "title = 'A'\n[[header]]\nfield = 'model'\n[[export]]", Kind::Format),
            ("vendors/a.toml", "title = 'A'\n[[era]]\nafter = 'A'", Kind::Format),
            ("labels/a.toml", "id = 'a'\n[[report]]\nwhat = 'A'", Kind::Rules),
            ("labels/terms.toml", "[[no-law-yet]]\nwhat = 'A'", Kind::Rules),
            ("labels/a.toml", "id = 'a'\nnote = 'A'", Kind::Label),
        ] {
            assert_eq!(kind(Path::new(path), text), expected, "{path}: {text}");
        }
    }
}
