//! The inventories of a file, with what stands beside them.

use super::{Error, Inventory, Options, Unread, Warning, source::Source};
use crate::strings::listed;

/// What a file holds: its inventories, and what is read as none, in the order of the file.
pub struct Inventories {
    pub(super) all: Vec<Inventory>,
    /// What to say of a file without inventories, unless a line of it turns out to be a row.
    pub(super) lack: Option<Error>,
}

impl Inventories {
    /// What an audit goes through in order, and the error that is due if none of it holds a row.
    pub fn into_parts(self) -> (Vec<Inventory>, Option<Error>) {
        (self.all, self.lack)
    }

    /// The inventories alone, at least one.
    pub(super) fn with_rows(self) -> Result<Vec<Inventory>, Error> {
        let with_rows = self.all.into_iter().filter(|inventory| !inventory.is_unread());
        self.lack.map_or_else(|| Ok(with_rows.collect()), Err)
    }

    /// Adds what stands in a document beside its assets, and names its keys.
    pub(super) fn add_unread(&mut self, sources: Vec<Source>, options: &Options) {
        let keys = sources.iter().map(|source| quoted(source.sheet.as_deref().unwrap_or("")));
        if let (Some(first), false) = (self.all.first_mut(), sources.is_empty()) {
            first.warn(Warning::Unread { keys: listed(keys) });
        }
        self.all.extend(
            sources
                .into_iter()
                .map(|source| Inventory::unread(source, options, Unread::not_an_asset())),
        );
    }
}

pub(super) fn quoted(name: &str) -> String {
    format!("`{name}`")
}
