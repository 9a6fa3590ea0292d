//! A stream of bytes, from wherever it comes. A file that is changed by another program while it is read is noticed: half of an
//! old inventory and half of a new one are neither.

use std::{
    fs::{File, Metadata},
    io,
    path::Path,
    time::SystemTime,
};

use super::Error;

/// Any stream of bytes.
pub(super) type Bytes = Box<dyn io::Read + Send>;

/// What is wrong with a file that was changed while it was read.
#[derive(Debug, thiserror::Error)]
#[error("the file was changed while it was read")]
pub(super) struct Changed;

/// Opens a file, or standard input for `-`; gives the name by which messages call it.
pub(super) fn open(path: &Path) -> Result<(String, Bytes), Error> {
    if path.as_os_str() == "-" {
        return Ok(("(standard input)".to_owned(), Box::new(io::stdin())));
    }
    let name = path.display().to_string();
    if path.is_dir() {
        return Err(Error::Folder { file: name });
    }
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    match opened {
        // A pipe or a device has neither an end nor a time.
        Ok((data, file)) if !data.is_file() => Ok((name, Box::new(file))),
        Ok((data, file)) => Ok((name, Box::new(Watched { state: State::of(&data), file }))),
        Err(cause) => Err(Error::io(&name, 0, cause)),
    }
}

/// A file that is asked at its end whether it is still the one that was opened.
struct Watched {
    file: File,
    state: State,
}

/// What changes with a file.
#[derive(Clone, Copy, PartialEq, Eq)]
struct State {
    length: u64,
    modified: Option<SystemTime>,
}

impl State {
    fn of(data: &Metadata) -> Self {
        Self { length: data.len(), modified: data.modified().ok() }
    }
}

impl io::Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        if read == 0 && !buffer.is_empty() && State::of(&self.file.metadata()?) != self.state {
            return Err(io::Error::other(Changed));
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, io::Write as _};

    use super::*;
    use crate::intake::{Entry, Inventory, Options, testing};

    #[test]
    fn a_file_that_grows_while_it_is_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("register.csv");
        let row = "Axis,P3245-V,a camera above the northern entrance\n";
        let text = format!("Manufacturer,Model,Notes\n{}", row.repeat(60_000));
        fs::write(&path, text).unwrap();
        let options = Options::new(std::sync::Arc::new(testing::formats()));
        let read = |change: bool| {
            let mut inventory = Inventory::open(&path, &options)?;
            let mut asset = inventory.asset();
            inventory.read(&mut asset)?;
            if change {
                let mut file = fs::OpenOptions::new().append(true).open(&path).unwrap();
                file.write_all(row.as_bytes()).unwrap();
            }
            while inventory.read(&mut asset)? != Entry::End {}
            Ok::<_, Error>(inventory.account().rows())
        };
        assert_eq!(read(false).unwrap(), 60_000);
        let message = read(true).unwrap_err().to_string();
        let place = path.display().to_string();
        assert_eq!(
            message,
            format!(
                "{place}: the file was changed while it was read, so its rows may belong to two inventories; wait until the program that writes it is done, or audit a copy"
            )
        );
    }
}
