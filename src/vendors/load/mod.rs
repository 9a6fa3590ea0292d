//! Loading: from files as written to the catalogue. Every fault of every file is collected before any is reported.

mod checker;
#[cfg(feature = "cli")]
mod doubts;
mod label;
mod marks;
mod rings;
mod vendor;

#[cfg(test)]
mod tests;

use std::{collections::BTreeMap, sync::Arc};

use checker::Checker;
use marks::Blocks;
use rings::Groups;

use super::{
    catalogue::{Catalogue, Label, Vendor},
    misspellings::Misspelt,
    name_table::names,
    schema::{LabelFile, NamesFile, VendorFile},
    words::Words,
};
use crate::{
    EquipmentTree,
    knowledge::{Fault, Faults, File, Files, Pages, Placed, Sources, check, fault_of_id},
};

impl Catalogue {
    /// Reads all vendor and label files and the words of names; `words` may be empty. `sources` are the pages that all files share.
    pub(crate) fn load(
        vendors: &Files,
        labels: &Files,
        words: &Files,
        sources: &Sources,
        tree: &EquipmentTree,
    ) -> Result<Self, Faults> {
        let mut faults = Vec::new();
        let mut blocks = Blocks::default();
        if vendors.0.is_empty() {
            faults.push(empty_folder());
        }
        let loaded = load_vendors(vendors, sources, tree, &mut blocks, &mut faults);
        // Not the files that could be read but all that are there: one fault shall not bring forth others.
        let ids: Vec<_> = vendors.0.iter().map(|file| file.stem()).collect();
        let labels = load_labels(labels, sources, tree, &ids, &mut blocks, &mut faults);
        let words = load_words(words, sources, tree, &mut faults);
        if faults.is_empty() {
            let mut catalogue = Self {
                vendors: loaded,
                labels,
                words,
                names: Arc::default(),
                misspelt: Misspelt::default(),
            };
            catalogue.names = Arc::new(names(&catalogue));
            catalogue.misspelt = Misspelt::of(&catalogue.names, &catalogue.words);
            Ok(catalogue)
        } else {
            Err(Faults(faults))
        }
    }
}

fn empty_folder() -> Fault {
    let file = Arc::new(File::new("vendors", ""));
    Fault::at(&file, 0..0, "the folder holds no vendor file", "expected at least one `.toml` file")
        .hint("without vendor files nothing can be recognised, and everything would look clear")
}

fn load_vendors(
    files: &Files,
    shared: &Sources,
    tree: &EquipmentTree,
    blocks: &mut Blocks,
    faults: &mut Vec<Fault>,
) -> Vec<Vendor> {
    let mut loaded = Vec::new();
    let (mut ids, mut groups) = (Ids::default(), Groups::default());
    for file in &files.0 {
        check(file, faults, |parsed: VendorFile, faults| {
            ids.check(file, &parsed.id, faults);
            groups.add(file, &parsed);
            let mut checker = Checker::new(file, Pages { own: &parsed.sources, shared }, tree);
            loaded.push(vendor::check(&parsed, &mut checker, blocks));
            faults.append(&mut checker.faults);
        });
    }
    groups.check(faults);
    loaded
}

fn load_labels(
    files: &Files,
    shared: &Sources,
    tree: &EquipmentTree,
    vendors: &[&str],
    blocks: &mut Blocks,
    faults: &mut Vec<Fault>,
) -> Vec<Label> {
    let mut loaded = Vec::new();
    let mut ids = Ids::default();
    for file in &files.0 {
        check(file, faults, |parsed: LabelFile, faults| {
            ids.check(file, &parsed.id, faults);
            let mut checker = Checker::new(file, Pages { own: &parsed.sources, shared }, tree);
            loaded.push(label::check(&parsed, &mut checker, vendors, blocks));
            faults.append(&mut checker.faults);
        });
    }
    loaded
}

fn load_words(
    files: &Files,
    shared: &Sources,
    tree: &EquipmentTree,
    faults: &mut Vec<Fault>,
) -> Words {
    let (mut names, own) = (NamesFile::default(), Sources::default());
    for file in &files.0 {
        check(file, faults, |parsed: NamesFile, faults| {
            let mut checker = Checker::new(file, Pages { own: &own, shared }, tree);
            checker.kinds(&parsed.sold_along);
            faults.append(&mut checker.faults);
            names = parsed;
        });
    }
    Words::of(&names)
}

/// The ids seen so far, each with its file.
#[derive(Default)]
struct Ids(BTreeMap<String, Arc<File>>);

impl Ids {
    /// An id equals its file's name and stands once.
    fn check(&mut self, file: &Arc<File>, id: &Placed<String>, faults: &mut Vec<Fault>) {
        let text = id.as_ref();
        faults.extend(fault_of_id(file, id));
        if let Some(first) = self.0.get(text) {
            let message = format!("the id `{text}` is taken by {}", first.path);
            faults.push(
                Fault::at(file, id.span(), message, "expected an id of its own")
                    .hint("put facts about one company into one file"),
            );
        } else {
            self.0.insert(text.clone(), Arc::clone(file));
        }
        if text != file.stem() {
            let message = format!("the id `{text}` differs from the file name");
            faults.push(
                Fault::at(file, id.span(), message, format!("expected `{}`", file.stem()))
                    .hint(format!("rename the file to {text}.toml, or change the id")),
            );
        }
    }
}
