//! Files that are packed with gzip or zstd, unpacked as they are read.

use std::io::{self, Cursor, Read};

use flate2::read::MultiGzDecoder;

use super::{Packing, bytes::Bytes, zstd::Zstd};

/// How gzip files begin.
pub(super) const GZIP: &[u8] = b"\x1f\x8b";
/// The most bytes that are unpacked from one file.
const LIMIT: u64 = 64 << 30;
/// How often a file may be packed over: programs pack what is packed already, but not for ever.
const LAYERS: usize = 4;
/// How many bytes tell what a file is.
const HEAD: u64 = 8;

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
    fn unpack(self, bytes: Bytes) -> Bytes {
        let inner: Bytes = match self {
            Self::Gzip => Box::new(MultiGzDecoder::new(bytes)),
            Self::Zstd => Box::new(Zstd::new(bytes)),
        };
        Box::new(Unpacked { inner, packing: self, left: LIMIT })
    }
}

/// A file as it was before it was packed, perhaps more than once.
pub(crate) struct UnpackedFile {
    pub(crate) bytes: Bytes,
    /// Its first bytes.
    pub(crate) head: Vec<u8>,
    /// How it was packed last.
    pub(crate) packing: Option<Packing>,
}

impl UnpackedFile {
    /// Unpacks a file, if it is packed. What is packed more often than anybody packs is left so.
    pub(crate) fn of(mut bytes: Bytes) -> io::Result<Self> {
        let (mut last, mut layers) = (None, 0);
        loop {
            let mut head = Vec::new();
            bytes.by_ref().take(HEAD).read_to_end(&mut head)?;
            bytes = Box::new(Cursor::new(head.clone()).chain(bytes));
            let Some(packing) = Packing::of(&head).filter(|_| layers < LAYERS) else {
                return Ok(Self { bytes, head, packing: last });
            };
            layers += 1;
            last = last.or(Some(packing));
            bytes = packing.unpack(bytes);
        }
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
