//! Files that are packed with gzip or zstd, unpacked as they are read.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

use super::{Packing, bytes::Bytes, zstd::Zstd};

/// How gzip files begin.
pub(super) const GZIP: &[u8] = b"\x1f\x8b";
/// The most bytes that are unpacked from one file.
const LIMIT: u64 = 64 << 30;

impl Packing {
    /// The packing of a file that begins so.
    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        if head.starts_with(GZIP) {
            Some(Self::Gzip)
        } else {
            Zstd::may_be(head).then_some(Self::Zstd)
        }
    }

    /// What was packed.
    pub(crate) fn unpack(self, bytes: Bytes) -> Bytes {
        let inner: Bytes = match self {
            Self::Gzip => Box::new(MultiGzDecoder::new(bytes)),
            Self::Zstd => Box::new(Zstd::new(bytes)),
        };
        Box::new(Unpacked { inner, packing: self, left: LIMIT })
    }
}

struct Unpacked {
    inner: Bytes,
    packing: Packing,
    left: u64,
}

impl Read for Unpacked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer).map_err(|error| explained(error, self.packing))?;
        let left = self.left.checked_sub(read as u64);
        self.left = left.ok_or_else(|| {
            io::Error::other(format!("it unpacks to more than {} GiB", LIMIT >> 30))
        })?;
        Ok(read)
    }
}

fn explained(error: io::Error, packing: Packing) -> io::Error {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    let name = packing.word();
    match error.kind() {
        UnexpectedEof => io::Error::new(UnexpectedEof, format!("the {name} file is cut short")),
        InvalidData | InvalidInput => {
            io::Error::new(InvalidData, format!("the {name} file is damaged ({error})"))
        }
        _ => error,
    }
}
