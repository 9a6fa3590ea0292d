//! The inputs of a run, as they can be read once more.

use std::{
    fs::File,
    io::{self, Seek as _},
    path::PathBuf,
};

use crate::tables::{
    ReadError,
    bytes::{self, Bytes},
    text::Quote,
};

/// An input that can be read once more.
#[derive(Debug)]
pub(crate) struct RereadInput {
    /// What reports call it.
    pub(crate) name: String,
    pub(crate) from: ReadFrom,
    /// What encloses the cells of it, if it is text.
    pub(crate) quote: Quote,
}

#[derive(Debug)]
pub(crate) enum ReadFrom {
    /// In a file of the user's.
    Path(PathBuf),
    /// In a copy of what could be read once only.
    Copy(File),
}

impl RereadInput {
    /// Its bytes from the first to the last. A copy is read by one at a time.
    pub(crate) fn bytes(&self) -> Result<Bytes, ReadError> {
        match &self.from {
            ReadFrom::Path(path) => Ok(bytes::open(path)?.1),
            ReadFrom::Copy(file) => {
                let again = || -> io::Result<File> {
                    let mut file = file.try_clone()?;
                    file.rewind()?;
                    Ok(file)
                };
                let file = again().map_err(|cause| ReadError::system(&self.name, cause))?;
                Ok(Box::new(file))
            }
        }
    }
}
