//! The user's own files on makers, labels and the words of sheets: what each is to what is shipped. They decide as much as law does, so
//! every report names them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::knowledge::{Fault, File, Files, Placed, parse};

/// A file of the user's that is no law.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OwnFile {
    /// The file.
    pub file: Arc<File>,
    /// What it speaks of.
    pub holds: OwnFileKind,
    /// What it is to what is shipped.
    pub effect: OwnFileEffect,
}

worded! {
    /// What a file of the user's speaks of.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum OwnFileKind {
        /// A maker.
        Maker = "maker",
        /// A label.
        Label = "label",
        /// The words of sheets.
        Formats = "formats",
        /// The words of law.
        Terms = "terms",
    }
}

/// What a file of the user's is to what is shipped.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OwnFileEffect {
    /// It stands next to it, and changes nothing of it.
    Added,
    /// It adds to what is known of the maker of this id.
    AddsTo(String),
    /// What is shipped under this id is left out for it.
    TakesPlaceOf(String),
}

impl OwnFile {
    pub(crate) fn added(holds: OwnFileKind) -> impl Fn(&Arc<File>) -> Self {
        move |file| Self { file: Arc::clone(file), holds, effect: OwnFileEffect::Added }
    }

    /// The maker that it adds to, by id.
    pub fn adds_to(&self) -> Option<&str> {
        let OwnFileEffect::AddsTo(id) = &self.effect else { return None };
        Some(id)
    }

    /// What is left out for it, by id.
    pub fn takes_place_of(&self) -> Option<&str> {
        let OwnFileEffect::TakesPlaceOf(id) = &self.effect else { return None };
        Some(id)
    }

    /// What a reader must know of it: that what is shipped is left out for it.
    pub fn warning(&self) -> Option<String> {
        let id = self.takes_place_of()?;
        let (path, holds) = (&self.file.path, self.holds.word());
        Some(format!(
            "{path} takes the place of the shipped {holds} `{id}`: nothing that is shipped about it was applied, be it names, labels, model families or marks"
        ))
    }

    /// The same to whoever writes the file.
    pub(crate) fn doubt(&self) -> Option<Fault> {
        #[derive(serde::Deserialize)]
        struct Named {
            id: Placed<String>,
        }
        let id = self.takes_place_of()?;
        let span = parse::<Named>(&self.file).ok()?.id.span();
        let holds = self.holds.word();
        let message = format!("this takes the place of the shipped {holds} `{id}`");
        let hint = match self.holds {
            OwnFileKind::Maker => format!(
                "to add to what is shipped, leave the head out and put the tables into a file in a folder `{id}`, such as {id}/brands.toml"
            ),
            _ => format!("what is shipped about `{id}` is left out: take over what still holds"),
        };
        Some(Fault::at(&self.file, span, message, "the id of both").hint(hint))
    }
}

/// Adds the user's makers to those that are shipped. A file of tables alone, in a folder that is called as a maker is, adds to that maker.
pub(super) fn merge_makers(shipped: &mut Files, own: &Files) -> Vec<OwnFile> {
    let of_known = |file: &Arc<File>| {
        let is_it = |maker: &Arc<File>| maker.tables_of().is_none();
        let id = file.tables_of()?;
        let mut makers = shipped.0.iter().chain(own.0.iter().filter(|maker| is_it(maker)));
        makers.any(|maker| maker.stem() == id).then_some(id)
    };
    let (parts, whole): (Vec<_>, Vec<_>) =
        own.0.iter().map(|file| (of_known(file), file)).partition(|(id, _)| id.is_some());
    let whole = whole.into_iter().map(|(_, file)| Arc::clone(file)).collect();
    let mut named = merge_named(shipped, &Files(whole), OwnFileKind::Maker);
    for (id, part) in parts {
        let id = id.unwrap_or_default();
        if let Some(maker) = shipped.0.iter_mut().find(|file| file.stem() == id) {
            *maker = Arc::new(maker.with_part(part));
        }
        let effect = OwnFileEffect::AddsTo(id);
        named.push(OwnFile { effect, ..OwnFile::added(OwnFileKind::Maker)(part) });
    }
    named
}

/// Adds the user's files to those that are shipped, and tells what each is to them. One that says what is shipped anyway is not named.
pub(super) fn merge_named(shipped: &mut Files, own: &Files, holds: OwnFileKind) -> Vec<OwnFile> {
    let is_shipped = |file: &&Arc<File>| shipped.0.iter().any(|known| known.text == file.text);
    let differing: Vec<_> = own.0.iter().filter(|file| !is_shipped(file)).cloned().collect();
    let displaced = merge(shipped, own.clone());
    let displaced: BTreeSet<_> = displaced.iter().filter_map(|file| id_of(file)).collect();
    let named = differing.iter().map(|file| {
        let id = id_of(file).filter(|id| displaced.contains(id));
        let effect = id.map_or(OwnFileEffect::Added, OwnFileEffect::TakesPlaceOf);
        OwnFile { effect, ..OwnFile::added(holds)(file) }
    });
    named.collect()
}

/// Adds the user's files to those that are shipped; one with the id of a shipped file takes its place, so that a user can correct what is
/// shipped. Those that are not the same are handed back. Two of the user's with one id both stay: the loader names them.
pub(super) fn merge(files: &mut Files, more: Files) -> Vec<Arc<File>> {
    let known = files.0.iter().enumerate();
    let mut places: BTreeMap<_, _> =
        known.filter_map(|(place, file)| Some((id_of(file)?, place))).collect();
    let mut displaced = Vec::new();
    for file in more.0 {
        let Some(place) = id_of(&file).and_then(|id| places.remove(&id)) else {
            files.0.push(file);
            continue;
        };
        let is_same = files.0[place].text == file.text;
        let shipped = std::mem::replace(&mut files.0[place], file);
        displaced.extend((!is_same).then_some(shipped));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn files(all: &[(&str, &str)]) -> Files {
        Files(all.iter().map(|(path, text)| Arc::new(File::new(*path, *text))).collect())
    }

    #[test]
    fn each_file_is_told_what_it_is_to_what_is_shipped() {
        let shipped = [("data/vendors/a.toml", "id = 'a'"), ("data/vendors/b.toml", "id = 'b'\n")];
        let mut all = files(&shipped);
        let own = files(&[
            ("own/a.toml", "id = 'a'\nname = 'Another'"),
            ("own/b.toml", "id = 'b'\n"),
            ("own/b/labels.toml", "# Seen in 2026.\n[[brand]]\nlabel = 'B2'\n"),
            ("own/c.toml", "id = 'c'"),
            ("own/c/names.toml", "[[alias]]\nname = 'C2'"),
            ("own/d/labels.toml", "[[brand]]\nlabel = 'D'"),
            ("own/b/e.toml", "name = 'E'"),
        ]);
        let named: Vec<_> = merge_makers(&mut all, &own)
            .into_iter()
            .map(|own| (own.file.path.clone(), own.effect))
            .collect();
        let adds = |id: &str| OwnFileEffect::AddsTo(id.to_owned());
        let expected = [
            ("own/a.toml", OwnFileEffect::TakesPlaceOf("a".to_owned())),
            ("own/c.toml", OwnFileEffect::Added),
            ("own/d/labels.toml", OwnFileEffect::Added),
            ("own/b/e.toml", OwnFileEffect::Added),
            ("own/b/labels.toml", adds("b")),
            ("own/c/names.toml", adds("c")),
        ];
        assert_eq!(named, expected.map(|(path, effect)| (path.to_owned(), effect)));
        let b = all.0.iter().find(|file| file.stem() == "b").unwrap();
        assert_eq!(b.text, "id = 'b'\n# Seen in 2026.\n[[brand]]\nlabel = 'B2'\n\n");
        assert_eq!(b.part(b.text.find("label").unwrap()).0, "own/b/labels.toml");
        assert_eq!(b.part(0).0, "own/b.toml");
    }
}
