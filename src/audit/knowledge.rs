//! The knowledge that the stations read, loaded together: from the binary, or from folders that take its place.

use std::{io, path::Path, sync::Arc};

use include_dir::{Dir, include_dir};

use crate::{
    EquipmentTree,
    intake::Formats,
    knowledge::{Faults, File, Files},
    rules::LawBook,
    vendors::{Catalogue, Recogniser},
};

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
    #[error("{path}: cannot be read: {source}")]
    Unreadable {
        /// What was to be read.
        path: String,
        /// Why it was not.
        source: io::Error,
    },
    /// A folder without a single TOML file: nothing would be checked.
    #[error(
        "{path}: holds no .toml file, so nothing would be checked; expected a folder of {what}"
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
    /// Header words, empty-value words, status words, known exports.
    pub formats: Arc<Formats>,
    /// Makers, labels and marks.
    pub catalogue: Arc<Catalogue>,
    /// The law.
    pub book: Arc<LawBook>,
}

/// Folders of the user's: those of `rules` are added to the shipped law or, with `only_rules`, take its place; `vendors`
/// are added to the shipped makers, and a file of the same name takes the place of the shipped one.
#[derive(Clone, Debug, Default)]
pub struct Folders {
    /// Folders (or single files) of rule files.
    pub rules: Vec<std::path::PathBuf>,
    /// Leave out the shipped regimes.
    pub only_rules: bool,
    /// Folders of vendor files.
    pub vendors: Vec<std::path::PathBuf>,
}

impl Knowledge {
    /// The knowledge in the binary alone.
    pub fn shipped() -> Result<Self, LoadError> {
        Self::load(&Folders::default())
    }

    /// The knowledge in the binary with that of the user's folders.
    pub fn load(folders: &Folders) -> Result<Self, LoadError> {
        let tree = Arc::new(EquipmentTree::load(&file(
            "equipment.toml",
            include_str!("../../data/equipment.toml"),
        ))?);
        let formats = Arc::new(Formats::load(&Files::embedded(&FORMATS, "data/formats"))?);
        let mut vendors = Files::embedded(&VENDORS, "data/vendors");
        for folder in &folders.vendors {
            merge(&mut vendors, read(folder, "vendor files")?);
        }
        let labels = Files::embedded(&LABELS, "data/labels");
        let names = Files(vec![file("names.toml", include_str!("../../data/names.toml"))]);
        let catalogue = Catalogue::load(&vendors, &labels, &names, &tree)?;
        let book = Self::book(folders, &tree, &catalogue)?;
        Ok(Self { tree, formats, catalogue: Arc::new(catalogue), book: Arc::new(book) })
    }

    fn book(
        folders: &Folders,
        tree: &Arc<EquipmentTree>,
        catalogue: &Catalogue,
    ) -> Result<LawBook, LoadError> {
        let shipped = Files::embedded(&RULES, "rules");
        let mut files = if folders.only_rules {
            // The words of law stay: regimes are written in them.
            Files(shipped.0.into_iter().filter(|file| file.stem() == "terms").collect())
        } else {
            shipped
        };
        for folder in &folders.rules {
            merge(&mut files, read(folder, "rule files")?);
        }
        let is_vendor = |id: &str| catalogue.vendor(id).is_some();
        Ok(LawBook::load(&files, Arc::clone(tree), Some(&is_vendor))?)
    }

    /// A recogniser over this knowledge.
    #[must_use]
    pub fn recogniser(&self) -> Recogniser {
        Recogniser::new(Arc::clone(&self.catalogue), Arc::clone(&self.tree))
    }
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

/// Adds files; a file whose id another has takes its place, so that a user can correct what is shipped.
fn merge(files: &mut Files, more: Files) {
    for file in more.0 {
        let id = id_of(&file);
        match files.0.iter_mut().find(|other| id.is_some() && id_of(other) == id) {
            Some(other) => *other = file,
            None => files.0.push(file),
        }
    }
}

/// The id that a file gives itself, if it is sound enough to tell.
fn id_of(file: &File) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct Named {
        id: String,
    }
    toml::from_str::<Named>(&file.text).ok().map(|named| named.id)
}
