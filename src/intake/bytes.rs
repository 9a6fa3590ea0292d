//! A stream of bytes, from wherever it comes.

use std::{fs::File, io, path::Path};

use super::Error;

/// Any stream of bytes.
pub(super) type Bytes = Box<dyn io::Read + Send>;

/// Opens a file, or standard input for `-`; gives the name by which messages call it.
pub(super) fn open(path: &Path) -> Result<(String, Bytes), Error> {
    if path.as_os_str() == "-" {
        return Ok(("(standard input)".to_owned(), Box::new(io::stdin())));
    }
    let name = path.display().to_string();
    if path.is_dir() {
        return Err(Error::Folder { file: name });
    }
    match File::open(path) {
        Ok(file) => Ok((name, Box::new(file))),
        Err(cause) => Err(Error::io(&name, 0, cause)),
    }
}
