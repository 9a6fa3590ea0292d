//! A stream of bytes, from wherever it comes. A file that is changed by another program while it is read is noticed: half of an
//! old inventory and half of a new one are neither.

use std::{
    fs::{File, Metadata},
    io,
    path::Path,
    time::SystemTime,
};

use super::{Changed, ReadError, ReadErrorKind};

/// Any stream of bytes.
pub(crate) type Bytes = Box<dyn io::Read + Send>;

/// Opens a file, or standard input for `-`; gives the name by which messages call it.
pub(crate) fn open(path: &Path) -> Result<(String, Bytes), ReadError> {
    if path.as_os_str() == "-" {
        return Ok(("(standard input)".to_owned(), Box::new(io::stdin())));
    }
    let name = path.display().to_string();
    if path.is_dir() {
        let kind = match path.read_dir() {
            Ok(_) => ReadErrorKind::Folder,
            Err(cause) => ReadErrorKind::ClosedFolder { cause },
        };
        return Err(ReadError::new(&name, kind));
    }
    let opened = File::open(path).and_then(|file| Ok((file.metadata()?, file)));
    match opened {
        // A pipe or a device has neither an end nor a time.
        Ok((data, file)) if !data.is_file() => Ok((name, Box::new(file))),
        Ok((data, file)) => Ok((name, Box::new(Watched { state: State::of(&data), file }))),
        Err(cause) => Err(ReadError::system(&name, cause)),
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
    use std::{
        fs,
        io::{Read as _, Write as _},
    };

    use super::*;

    #[test]
    fn a_file_that_grows_while_it_is_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("register.csv");
        fs::write(&path, "Axis,P3245-V\n").unwrap();
        let read = |change: bool| {
            let (file, mut bytes) = open(&path)?;
            let mut text = vec![0];
            let failed = |cause| ReadError::system(&file, cause);
            bytes.read_exact(&mut text).map_err(failed)?;
            if change {
                let mut file = fs::OpenOptions::new().append(true).open(&path).unwrap();
                file.write_all(b"Axis,P3265-V\n").unwrap();
            }
            bytes.read_to_end(&mut text).map_err(failed)
        };
        assert_eq!(read(false).unwrap(), 12);
        let error = read(true).unwrap_err();
        assert!(matches!(error.kind, ReadErrorKind::Changed), "{error:?}");
    }
}
