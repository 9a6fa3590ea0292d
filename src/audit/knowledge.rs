//! The knowledge that the stations read, loaded together: from the binary, or from folders that take its place.

use std::{
    io,
    path::Path,
    sync::{Arc, OnceLock},
    thread,
};

use include_dir::{Dir, include_dir};

use crate::{
    Countries, EquipmentTree,
    intake::{self, Formats, Trade},
    knowledge::{Fault, Faults, File, Files, why},
    rules::LawBook,
    vendors::{Catalogue, Companies, Recogniser},
};

static COUNTRIES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/countries");
static FORMATS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/formats");
static LABELS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/labels");
static VENDORS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/vendors");
static RULES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/rules");

/// Why knowledge cannot be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// Files with faults, each shown in place.
    #[error("{0}")]
    Faulty(Faults),
    /// A folder or file that cannot be read.
    #[error("{path}: cannot be read: {}", why(source))]
    Unreadable {
        /// What was to be read.
        path: String,
        /// Why it was not.
        source: io::Error,
    },
    /// A folder without a single TOML file: nothing would be checked.
    #[error(
        "{path}: no .toml file is in this folder; expected {what}, since without them nothing would be checked"
    )]
    Empty {
        /// The folder.
        path: String,
        /// What it should hold.
        what: &'static str,
    },
}

impl From<Faults> for LoadError {
    fn from(faults: Faults) -> Self {
        Self::Faulty(faults)
    }
}

/// All knowledge, checked.
#[derive(Clone, Debug)]
pub struct Knowledge {
    /// The kinds of equipment.
    pub tree: Arc<EquipmentTree>,
    /// Countries and the words for them.
    pub countries: Arc<Countries>,
    /// Header words, empty-value words, status words, known exports.
    pub formats: Arc<Formats>,
    /// Makers, labels and marks.
    pub catalogue: Arc<Catalogue>,
    /// The law.
    pub book: Arc<LawBook>,
    /// The regimes that a file of the user's replaces, or that the user leaves out as a whole.
    pub displaced: Arc<LawBook>,
    /// The rule files of the user's.
    pub own_rules: Vec<String>,
}

/// Folders of the user's: those of `rules` are added to the shipped law or, with `only_rules`, take its place; `vendors`
/// and `labels` are added to the shipped makers and labels, and a file with the id of a shipped one takes its place.
#[derive(Clone, Debug, Default)]
pub struct Folders {
    /// Folders (or single files) of rule files.
    pub rules: Vec<std::path::PathBuf>,
    /// Leave out the shipped regimes.
    pub only_rules: bool,
    /// Folders (or single files) of vendor files.
    pub vendors: Vec<std::path::PathBuf>,
    /// Folders (or single files) of label files.
    pub labels: Vec<std::path::PathBuf>,
    /// Folders (or single files) of format files, which are added to the shipped ones and come before them.
    pub formats: Vec<std::path::PathBuf>,
}

impl Knowledge {
    /// The knowledge in the binary alone.
    pub fn shipped() -> Result<Self, LoadError> {
        Self::load(&Folders::default())
    }

    /// The knowledge in the binary with that of the user's folders. The parts are read side by side: together they are most of
    /// the time before the first row.
    pub fn load(folders: &Folders) -> Result<Self, LoadError> {
        let mut vendors = Files::embedded(&VENDORS, "data/vendors");
        for folder in &folders.vendors {
            merge(&mut vendors, read(folder, "vendor files")?);
        }
        let mut labels = Files::embedded(&LABELS, "data/labels");
        for folder in &folders.labels {
            merge(&mut labels, read(folder, "label files")?);
        }
        let formats = Files::embedded(&FORMATS, "data/formats");
        let mut own = Files::default();
        for folder in &folders.formats {
            own.0.extend(read(folder, "format files")?.0);
        }
        let names = Files(vec![file("names.toml", include_str!("../../data/names.toml"))]);
        let RuleFiles { rules, displaced, own: own_rules } = Self::rules(folders)?;
        let countries = Files::embedded(&COUNTRIES, "data/countries");
        thread::scope(|scope| {
            let countries = scope.spawn(|| Countries::load(&countries));
            let formats = scope.spawn(|| Formats::load_with(&formats, &own));
            let kinds = file("equipment.toml", include_str!("../../data/equipment.toml"));
            let tree = Arc::new(EquipmentTree::load(&kinds)?);
            let (of_book, shipped) = (Arc::clone(&tree), &vendors);
            let (rules, displaced) = (&rules, &displaced);
            let book = scope.spawn(move || {
                // Not the makers that could be read but all that are there: one fault shall not bring forth others.
                let is_vendor = |id: &str| shipped.0.iter().any(|file| file.stem() == id);
                let displaced = LawBook::load(displaced, Arc::clone(&of_book), None);
                Ok((LawBook::load(rules, of_book, Some(&is_vendor))?, displaced?))
            });
            let catalogue = Catalogue::load(&vendors, &labels, &names, &tree);
            match (joined(formats), catalogue, joined(book), joined(countries)) {
                (Ok(formats), Ok(catalogue), Ok((book, displaced)), Ok(countries)) => {
                    let catalogue = Arc::new(catalogue);
                    let companies = Known::new(Arc::clone(&catalogue));
                    Ok(Self {
                        tree,
                        countries: Arc::new(countries),
                        formats: Arc::new(formats.with_companies(Arc::new(companies))),
                        catalogue,
                        book: Arc::new(book),
                        displaced: Arc::new(displaced),
                        own_rules,
                    })
                }
                (formats, catalogue, book, countries) => {
                    let all = faults(formats).chain(faults(catalogue)).chain(faults(book));
                    Err(Faults(all.chain(faults(countries)).collect()).into())
                }
            }
        })
    }

    /// The rule files of the binary with those of the user's folders. The words of law always stay: regimes are written in them.
    fn rules(folders: &Folders) -> Result<RuleFiles, LoadError> {
        let is_words = |file: &Arc<File>| file.stem() == "terms";
        let shipped = Files::embedded(&RULES, "rules");
        let (words, regimes): (Vec<_>, Vec<_>) = shipped.0.into_iter().partition(is_words);
        let (mut rules, mut displaced) = (words.clone(), words);
        if folders.only_rules { &mut displaced } else { &mut rules }.extend(regimes);
        let (mut rules, mut own) = (Files(rules), Vec::new());
        for folder in &folders.rules {
            let files = read(folder, "rule files")?;
            own.extend(files.0.iter().map(|file| file.path.clone()));
            displaced.extend(merge(&mut rules, files));
        }
        Ok(RuleFiles { rules, displaced: Files(displaced), own })
    }

    /// A recogniser over this knowledge.
    #[must_use]
    pub fn recogniser(&self) -> Recogniser {
        Recogniser::new(Arc::clone(&self.catalogue), Arc::clone(&self.tree))
    }
}

/// The rule files of a run.
struct RuleFiles {
    /// Those that are read.
    rules: Files,
    /// Those in whose place others stand, with the words of law.
    displaced: Files,
    /// The paths of the user's.
    own: Vec<String>,
}

/// What the catalogue knows of companies, for intake. It is put together when it is first asked.
#[derive(Debug)]
struct Known {
    catalogue: Arc<Catalogue>,
    companies: OnceLock<Companies>,
}

impl Known {
    fn new(catalogue: Arc<Catalogue>) -> Self {
        Self { catalogue, companies: OnceLock::new() }
    }
}

impl intake::Companies for Known {
    fn trade(&self, cell: &str) -> Option<Trade> {
        let companies = self.companies.get_or_init(|| Companies::of(&self.catalogue));
        if companies.is_seller(cell) {
            Some(Trade::Sells)
        } else if companies.is_maker(cell) {
            Some(Trade::Makes)
        } else {
            None
        }
    }
}

/// The faults of a loading, none where it went well.
fn faults<T>(loaded: Result<T, Faults>) -> impl Iterator<Item = Fault> {
    loaded.err().into_iter().flat_map(|faults| faults.0)
}

/// What a thread came to; a panic goes on where it was waited for.
fn joined<T>(thread: thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// A single file of `data/` in the binary.
fn file(name: &str, text: &str) -> Arc<File> {
    Arc::new(File { path: format!("data/{name}"), text: text.to_owned() })
}

/// The TOML files of a user's folder, or the one file that the path names.
fn read(path: &Path, what: &'static str) -> Result<Files, LoadError> {
    let shown = path.display().to_string();
    let files = if path.is_file() { Files::read_one(path) } else { Files::read(path) };
    let files = files.map_err(|source| LoadError::Unreadable { path: shown.clone(), source })?;
    if files.0.is_empty() { Err(LoadError::Empty { path: shown, what }) } else { Ok(files) }
}

/// Adds files; a file whose id another has takes its place, so that a user can correct what is shipped. Those are handed back.
fn merge(files: &mut Files, more: Files) -> Vec<Arc<File>> {
    let mut displaced = Vec::new();
    for file in more.0 {
        let id = id_of(&file);
        match files.0.iter_mut().find(|other| id.is_some() && id_of(other) == id) {
            Some(other) => displaced.push(std::mem::replace(other, file)),
            None => files.0.push(file),
        }
    }
    displaced
}

/// The id that a file gives itself, if it is sound enough to tell.
fn id_of(file: &File) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Named {
        id: String,
    }
    toml::from_str::<Named>(&file.text).ok().map(|named| named.id)
}
