//! What is kept aside until all is known: in memory up to a bound, beyond it in a temporary file without a name.

use std::{
    env,
    io::{self, BufReader, BufWriter, Seek as _, Write},
};

use tempfile::SpooledTempFile;

use crate::knowledge::why;

/// A text that is written first and read afterwards.
pub(crate) struct Spool(BufWriter<SpooledTempFile>);

impl Spool {
    /// One that keeps `in_memory` bytes in memory.
    pub(crate) fn new(in_memory: usize) -> Self {
        Self(BufWriter::new(SpooledTempFile::new(in_memory)))
    }

    /// What was written, from its beginning.
    pub(crate) fn read(self) -> io::Result<BufReader<SpooledTempFile>> {
        let kept = self.0.into_inner().map_err(io::IntoInnerError::into_error);
        let mut kept = kept.map_err(|error| not_kept(&error))?;
        kept.rewind()?;
        Ok(BufReader::new(kept))
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(|error| not_kept(&error))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(|error| not_kept(&error))
    }
}

/// That nothing more can be kept aside: the folder for temporary files is one that the user never named.
fn not_kept(error: &io::Error) -> io::Error {
    let folder = env::temp_dir();
    let message = format!(
        "the result does not fit into memory, and nothing can be kept in the folder of temporary files, {}: {}; name another with the environment variable TMPDIR, or write to a file with --output",
        folder.display(),
        why(&io::Error::from(error.kind()))
    );
    io::Error::new(error.kind(), message)
}
