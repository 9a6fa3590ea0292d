//! The schemas of the files on makers and labels.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    knowledge::{
        Files,
        published_schema::{published, published_part},
    },
    vendors::schema::{LabelFile, VendorFile},
};

/// The files of a folder as paths and texts; a folder that is one file is one.
fn files(folder: &str) -> Vec<(String, String)> {
    let files = Files::read(folder.as_ref()).unwrap();
    let others = files.0.iter().filter(|file| !file.is_of_sources());
    others.map(|file| (file.path.clone(), file.text.clone())).collect()
}

/// The parts of such folders.
fn parts(folder: &str) -> Vec<(String, String)> {
    let paths = |folder: &Path| -> Vec<PathBuf> {
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
    };
    let folders = paths(folder.as_ref()).into_iter().filter(|path| path.is_dir());
    let parts = folders.flat_map(|folder| paths(&folder));
    parts.map(|path| (path.display().to_string(), fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn the_schemas_of_makers_and_labels_are_published() {
    let title = "A maker of banlint: data/vendors/<id>.toml";
    published::<VendorFile>("vendor", title, &files("data/vendors"));
    let title = "A part of a maker of banlint: data/vendors/<id>/<part>.toml";
    published_part::<VendorFile>("vendor-part", title, &parts("data/vendors"));
    let title = "A label of banlint: data/labels/<id>.toml";
    published::<LabelFile>("label", title, &files("data/labels"));
}
