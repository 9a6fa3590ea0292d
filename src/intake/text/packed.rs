//! Text that is packed with gzip, unpacked as it is read.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;

use crate::intake::bytes::Bytes;

/// How gzip files begin.
pub(in crate::intake) const GZIP: &[u8] = b"\x1f\x8b";
/// The most bytes that are unpacked from one file.
const LIMIT: u64 = 64 << 30;

/// The text of a gzip file.
pub(in crate::intake) fn unpack(bytes: Bytes) -> Bytes {
    Box::new(Unpacked { inner: MultiGzDecoder::new(bytes), left: LIMIT })
}

struct Unpacked {
    inner: MultiGzDecoder<Bytes>,
    left: u64,
}

impl Read for Unpacked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer).map_err(explained)?;
        let left = self.left.checked_sub(read as u64);
        self.left = left.ok_or_else(|| {
            io::Error::other(format!("it unpacks to more than {} GiB", LIMIT >> 30))
        })?;
        Ok(read)
    }
}

fn explained(error: io::Error) -> io::Error {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    match error.kind() {
        UnexpectedEof => io::Error::new(UnexpectedEof, "the gzip file is cut short"),
        InvalidData | InvalidInput => {
            io::Error::new(InvalidData, format!("the gzip file is damaged ({error})"))
        }
        _ => error,
    }
}
