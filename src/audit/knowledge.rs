//! The knowledge that the stations read, loaded together: from the binary, or from folders that take its place.

use std::{
    collections::BTreeSet,
    io,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

use serde::de::DeserializeOwned;

use super::{
    companies::KnownCompanies,
    file_topics::{FileTopic, topic},
    own_files::{OwnFile, OwnFileKind, merge, merge_makers, merge_named},
};
use crate::{
    Countries, EquipmentTree,
    config::Config,
    intake::Formats,
    knowledge::{Fault, Faults, File, Files, Sources, why},
    lists::ListFormats,
    rules::{self, LawBook},
    vendors::{Catalogue, Recogniser},
};

/// How many bytes a thread reads knowledge into, roughly.
const ROOM: usize = 6 << 20;

/// Takes room at once and gives it back for what is read next. A thread whose allocator asks the system for each page of it spends more time on
/// asking than on some of what it reads; who gave back so much once is not asked to return it.
fn take_room() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(ROOM)));
}

/// What the build script made of the files of this name.
macro_rules! shipped {
    ($name:literal) => {
        prepared(include_bytes!(concat!(env!("OUT_DIR"), "/", $name)))
    };
}

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
    /// The program's own knowledge, as it was built in.
    #[error("the knowledge in this program cannot be read ({0}); get the program anew")]
    Damaged(postcard::Error),
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
    pub own_rules: Vec<Arc<File>>,
    /// Those on makers and labels, and on the words of law and of sheets.
    pub own_files: Vec<OwnFile>,
}

/// Folders of the user's: those of `rules` are added to the shipped law or, with `only_rules`, take its place; `vendors`
/// and `labels` are added to the shipped makers and labels, and a file with the id of a shipped one takes its place.
#[derive(Clone, Debug, Default)]
pub struct Folders {
    /// Folders (or single files) of rule files.
    pub rules: Vec<PathBuf>,
    /// Leave out the shipped regimes.
    pub only_rules: bool,
    /// Read the examples of the shipped regimes as well; a run that audits needs none.
    pub examples: bool,
    /// Folders (or single files) of vendor files.
    pub vendors: Vec<PathBuf>,
    /// Folders (or single files) of label files.
    pub labels: Vec<PathBuf>,
    /// Files of pages that the files above cite; those that stand among them are found without being named here.
    pub sources: Vec<PathBuf>,
    /// Folders (or single files) of format files, which are added to the shipped ones and come before them.
    pub formats: Vec<PathBuf>,
    /// Those of all these that are not quoted where they are at fault.
    pub unquoted: Vec<PathBuf>,
}

impl Folders {
    /// Those that settings name. What lies outside of the folder of the settings is not quoted: whoever wrote them may have named the secrets
    /// of whoever runs the program.
    pub(crate) fn of(config: &Config) -> Self {
        let (rules, formats) = (config.rules.clone(), config.formats.clone());
        let place = |path: &Path| path.canonicalize().ok();
        let folder = config.path.as_deref().and_then(place);
        let folder = folder.as_deref().and_then(Path::parent);
        let is_within = |path: &PathBuf| {
            folder.is_some_and(|folder| place(path).is_some_and(|path| path.starts_with(folder)))
        };
        let unquoted = rules.iter().chain(&formats).filter(|path| !is_within(path));
        let unquoted = unquoted.cloned().collect();
        Self { rules, formats, unquoted, ..Self::default() }
    }

    /// Files that were read at one of these paths: not to be quoted, where it is not.
    fn quoted(&self, path: &Path, mut files: Files) -> Files {
        if self.unquoted.iter().any(|unquoted| unquoted == path) {
            files.0.iter_mut().for_each(|file| *file = Arc::new(file.unquoted()));
        }
        files
    }
}

impl Knowledge {
    /// The knowledge in the binary alone.
    pub fn shipped() -> Result<Self, LoadError> {
        Self::load(&Folders::default())
    }

    /// The knowledge in the binary with that of the user's folders. What nothing of the user's is added to was checked when the
    /// program was built; the rest is read from its files.
    pub fn load(folders: &Folders) -> Result<Self, LoadError> {
        // Half of it is read on a second thread: together it is much of the time before the first row.
        let read_half = || {
            take_room();
            let law = are_prepared(folders).then(|| shipped!("law")).transpose()?;
            Ok::<_, LoadError>((formats(folders)?, shipped!("countries")?, law))
        };
        take_room();
        let (formats, countries, tree, catalogue, law, own_files, mut all_faults) =
            thread::scope(|scope| {
                take_room();
                let half = thread::Builder::new().spawn_scoped(scope, read_half);
                let tree: Arc<EquipmentTree> = Arc::new(shipped!("tree")?);
                let own = OwnKnowledge::read(folders)?;
                let makers = maker_files(&own)?;
                let (pages, faults) = own.pages(folders)?;
                let catalogue = catalogue(makers.as_ref(), &pages, &tree)?;
                let half = half.map_or_else(|_| read_half(), |half| joined(half.join()))?;
                let ((formats, own_formats), countries, prepared) = half;
                let terms = own.rules.0.iter().filter(|file| is_of_terms(file));
                let terms: Vec<_> = terms.map(OwnFile::added(OwnFileKind::Terms)).collect();
                let (vendors, own_files) =
                    makers.map_or_else(Default::default, |it| (Some(it.vendors), it.own));
                let law = law(folders, prepared, own, vendors, &pages, &tree)?;
                let own_files = own_files.into_iter().chain(terms).chain(own_formats).collect();
                Ok::<_, LoadError>((formats, countries, tree, catalogue, law, own_files, faults))
            })?;
        let mut checked = |faults: Faults| all_faults.extend(faults.0);
        let formats = formats.map_err(&mut checked).ok();
        let catalogue = catalogue.map_err(&mut checked).ok();
        let law = law.map_err(&mut checked).ok();
        let (Some(formats), Some(catalogue), Some(law), []) =
            (formats, catalogue, law, all_faults.as_slice())
        else {
            return Err(Faults(all_faults).into());
        };
        let catalogue = Arc::new(catalogue);
        let book = Arc::new(law.book);
        let companies = KnownCompanies::new(Arc::clone(&catalogue), Arc::clone(&book));
        Ok(Self {
            tree,
            countries: Arc::new(countries),
            formats: Arc::new(formats.with_companies(Arc::new(companies))),
            catalogue,
            book,
            displaced: Arc::new(law.displaced),
            own_rules: law.own,
            own_files,
        })
    }

    /// A recogniser over this knowledge.
    pub fn recogniser(&self) -> Recogniser {
        Recogniser::new(Arc::clone(&self.catalogue), Arc::clone(&self.tree))
    }

    /// The same, made by a second thread until it is asked for.
    pub(super) fn recogniser_soon(&self) -> impl FnOnce() -> Recogniser + use<> {
        let knowledge = self.clone();
        let recogniser = move || knowledge.recogniser();
        let thread = thread::Builder::new().spawn(recogniser.clone());
        move || thread.map_or_else(|_| recogniser(), |thread| joined(thread.join()))
    }
}

/// Knowledge from the binary, or the faults of the user's files.
type Loaded<T> = Result<Result<T, Faults>, LoadError>;

/// How lists of companies are read.
pub(super) fn list_formats() -> Result<ListFormats, LoadError> {
    shipped!("lists")
}

/// How sheets are read, with the files of the user's on it.
type LoadedFormats = (Result<Formats, Faults>, Vec<OwnFile>);

fn formats(folders: &Folders) -> Result<LoadedFormats, LoadError> {
    if folders.formats.is_empty() {
        return Ok((Ok(shipped!("formats")?), Vec::new()));
    }
    let mut own = Files::default();
    for folder in &folders.formats {
        own.0.extend(folders.quoted(folder, read(folder, "format files")?).0);
    }
    let named = own.0.iter().map(OwnFile::added(OwnFileKind::Formats)).collect();
    Ok((Formats::load_with(&shipped!("formats.toml")?, &own), named))
}

/// The user's files.
struct OwnKnowledge {
    rules: Files,
    vendors: Files,
    labels: Files,
    sources: Files,
}

impl OwnKnowledge {
    fn read(folders: &Folders) -> Result<Self, LoadError> {
        let mut sources = Files::default();
        let mut all = |paths: &[PathBuf], what, siblings: &[&str]| {
            let mut files = Files::default();
            for path in paths {
                let read = read_with_siblings(path, what, siblings)?;
                files.0.extend(folders.quoted(path, read).0);
            }
            // What stands beside several files is read beside each, and a file may be named beside its folder.
            let mut seen = BTreeSet::new();
            files.0.retain(|file| seen.insert(place_of(file)));
            for file in files.take_sources().0 {
                if !sources.0.iter().any(|known: &Arc<File>| known.path == file.path) {
                    sources.0.push(file);
                }
            }
            Ok::<_, LoadError>(files)
        };
        let rules = all(&folders.rules, "rule files", &["terms.toml", "sources.toml"])?;
        let mut vendors = all(&folders.vendors, "vendor files", &["sources.toml"])?;
        let mut labels = all(&folders.labels, "label files", &["sources.toml"])?;
        let is_of_label =
            |file: &mut Arc<File>| topic(Path::new(&file.path), &file.text) == FileTopic::Label;
        labels.0.extend(vendors.0.extract_if(.., is_of_label));
        all(&folders.sources, "files of sources", &[])?;
        Ok(Self { rules, vendors, labels, sources })
    }

    /// Whether what is shipped about makers and labels is all there is.
    fn names_no_maker(&self) -> bool {
        self.vendors.0.is_empty() && self.labels.0.is_empty() && self.sources.0.is_empty()
    }

    /// The pages that all files share, with the faults of the user's: one of theirs takes the place of a shipped one of its id.
    fn pages(&self, folders: &Folders) -> Result<(Sources, Vec<Fault>), LoadError> {
        let mut faults = Vec::new();
        if self.names_no_maker() && are_prepared(folders) {
            return Ok((Sources::new(), faults));
        }
        let mut pages: Sources = shipped!("sources")?;
        pages.extend(self.sources.pages(&mut faults));
        Ok((pages, faults))
    }
}

/// Whether the law is as the build script made it.
fn are_prepared(folders: &Folders) -> bool {
    folders.rules.is_empty() && !folders.only_rules && !folders.examples
}

/// The files on makers and labels of a run.
struct MakerFiles {
    vendors: Files,
    labels: Files,
    /// The user's among them.
    own: Vec<OwnFile>,
}

/// `None` where they are those of the binary.
fn maker_files(own: &OwnKnowledge) -> Result<Option<MakerFiles>, LoadError> {
    if own.names_no_maker() {
        return Ok(None);
    }
    let [mut vendors, mut labels]: [Files; 2] =
        [shipped!("vendors.toml")?, shipped!("labels.toml")?];
    let mut named = merge_makers(&mut vendors, &own.vendors);
    named.extend(merge_named(&mut labels, &own.labels, OwnFileKind::Label));
    Ok(Some(MakerFiles { vendors, labels, own: named }))
}

fn catalogue(
    makers: Option<&MakerFiles>,
    pages: &Sources,
    tree: &EquipmentTree,
) -> Loaded<Catalogue> {
    let Some(makers) = makers else { return shipped!("catalogue").map(Ok) };
    let names = shipped!("names.toml")?;
    Ok(Catalogue::load(&makers.vendors, &makers.labels, &names, pages, tree))
}

/// The pages that all files share.
#[cfg(feature = "cli")]
pub(super) fn pages(folders: &Folders) -> Result<Sources, LoadError> {
    let mut pages: Sources = shipped!("sources")?;
    // What is at fault in them was found when the knowledge was loaded.
    pages.extend(OwnKnowledge::read(folders)?.sources.pages(&mut Vec::new()));
    Ok(pages)
}

/// The rule, vendor and label files of a run: those of the binary, and the user's in their place or beside them.
#[cfg(feature = "cli")]
pub(crate) fn files(folders: &Folders) -> Result<impl Iterator<Item = Arc<File>>, LoadError> {
    let own = OwnKnowledge::read(folders)?;
    let [mut rules, mut vendors, mut labels]: [Files; 3] =
        [shipped!("rules.toml")?, shipped!("vendors.toml")?, shipped!("labels.toml")?];
    merge(&mut rules, own.rules);
    merge_makers(&mut vendors, &own.vendors);
    merge(&mut labels, own.labels);
    Ok(rules.0.into_iter().chain(vendors.0).chain(labels.0).chain(own.sources.0))
}

/// The law of a run.
struct LoadedLaw {
    /// What is applied.
    book: LawBook,
    /// The regimes in whose place others stand.
    displaced: LawBook,
    /// The user's files.
    own: Vec<Arc<File>>,
}

/// The rules of the binary, `prepared` where they are all, with those of the user's folders. The words of law always stay: regimes are
/// written in them.
fn law(
    folders: &Folders,
    prepared: Option<LawBook>,
    own: OwnKnowledge,
    vendors: Option<Files>,
    pages: &Sources,
    tree: &Arc<EquipmentTree>,
) -> Loaded<LoadedLaw> {
    if let Some(book) = prepared {
        let book = book.with_tree(Arc::clone(tree));
        return Ok(Ok(LoadedLaw { displaced: book.without_regimes(), book, own: Vec::new() }));
    }
    let shipped: Files = shipped!("rules.toml")?;
    let (words, regimes): (Vec<_>, Vec<_>) = shipped.0.into_iter().partition(is_of_terms);
    let of_others = rules::of_another_jurisdiction(&own.rules, &regimes);
    let (mut rules, mut displaced) = (words.clone(), words);
    if folders.only_rules { &mut displaced } else { &mut rules }.extend(regimes);
    let mut rules = Files(rules);
    let files = own.rules.0.clone();
    displaced.extend(merge(&mut rules, own.rules));
    let vendors = vendors.map_or_else(|| shipped!("vendors.toml"), Ok)?;
    // Not the makers that could be read but all that are there: one fault shall not bring forth others.
    let makers: Vec<_> = vendors.0.iter().map(|file| file.stem()).collect();
    let displaced = LawBook::load(&Files(displaced), pages, Arc::clone(tree), None);
    let book = match LawBook::load(&rules, pages, Arc::clone(tree), Some(&makers)) {
        Ok(book) if of_others.is_empty() => Ok(book),
        loaded => {
            let faults = loaded.err().unwrap_or_default().0;
            Err(Faults(of_others.into_iter().chain(faults).collect()))
        }
    };
    Ok(book.and_then(|book| Ok(LoadedLaw { book, displaced: displaced?, own: files })))
}

/// Whether a file holds the words that laws are written in.
fn is_of_terms(file: &Arc<File>) -> bool {
    file.stem() == "terms"
}

/// What a thread came to; a panic goes on where it was waited for.
fn joined<T>(ended: thread::Result<T>) -> T {
    ended.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// Knowledge as the build script wrote it.
fn prepared<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, LoadError> {
    postcard::from_bytes(bytes).map_err(LoadError::Damaged)
}

/// The TOML files of a user's folder, or the one file that the path names.
fn read(path: &Path, what: &'static str) -> Result<Files, LoadError> {
    let shown = path.display().to_string();
    let files = if path.is_dir() { Files::read(path) } else { Files::read_one(path) };
    let files = files.map_err(|source| LoadError::Unreadable { path: shown.clone(), source })?;
    if files.0.is_empty() { Err(LoadError::Empty { path: shown, what }) } else { Ok(files) }
}

/// The files of a folder, or one with those of these names that stand in the same folder.
fn read_with_siblings(path: &Path, what: &'static str, names: &[&str]) -> Result<Files, LoadError> {
    let mut files = read(path, what)?;
    for name in names {
        let sibling = path.with_file_name(name);
        if path.is_file() && sibling.is_file() && path.file_stem() != sibling.file_stem() {
            files.0.extend(read(&sibling, what)?.0);
        }
    }
    Ok(files)
}

/// Where a file lies, however its path is written.
fn place_of(file: &File) -> PathBuf {
    let path = PathBuf::from(&file.path);
    path.canonicalize().unwrap_or(path)
}
