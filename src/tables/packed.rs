//! Files that are packed with gzip or zstd, unpacked as they are read.

use std::io::{self, BufRead as _, BufReader, Cursor, Read};

use flate2::bufread::GzDecoder;

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
            Self::Gzip => Box::new(GzipMembers(GzDecoder::new(BufReader::new(bytes)))),
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

/// What is packed with gzip, in one piece or several. Zeros behind the last one, as tapes and disks fill up their blocks, say nothing.
struct GzipMembers(GzDecoder<BufReader<Bytes>>);

impl Read for GzipMembers {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.0.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            let packed = self.0.get_mut();
            let (mut zeros, mut next) = (false, packed.fill_buf()?.first().copied());
            while next == Some(0) {
                let ahead = packed.fill_buf()?;
                let length = ahead.iter().take_while(|byte| **byte == 0).count();
                packed.consume(length);
                (zeros, next) = (true, packed.fill_buf()?.first().copied());
            }
            match next {
                None => return Ok(0),
                Some(_) if zeros => {
                    let cause = "there is something behind the zeros at its end";
                    return Err(io::Error::new(io::ErrorKind::InvalidData, cause));
                }
                Some(_) => {
                    let rest = std::mem::replace(packed, BufReader::new(Box::new(io::empty())));
                    self.0 = GzDecoder::new(rest);
                }
            }
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
