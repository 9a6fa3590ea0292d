//! The digest of an input, so that a report can say which bytes it is about: SHA-256 over what was read, packed as it came.

use std::{
    fmt::Write as _,
    io::{self, Read},
    sync::{Arc, Mutex, PoisonError},
};

use sha2::{Digest as _, Sha256};

use super::bytes::Bytes;

/// What tells the content of an input from any other.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Digest {
    /// SHA-256 in hexadecimal digits.
    pub sha256: String,
    /// How many bytes there are.
    pub bytes: u64,
}

/// The digest of a stream that is being read, shared by all inventories of it.
#[derive(Clone, Default)]
pub(crate) struct Meter(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    hasher: Sha256,
    bytes: u64,
    ended: bool,
}

/// A stream whose bytes are taken into account as they pass.
struct Metered {
    bytes: Bytes,
    meter: Meter,
}

impl Meter {
    /// The stream, with its meter.
    pub(crate) fn of(bytes: Bytes) -> (Bytes, Self) {
        let meter = Self::default();
        (Box::new(Metered { bytes, meter: meter.clone() }), meter)
    }

    /// How many bytes were read so far.
    pub(crate) fn bytes(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).bytes
    }

    /// The digest, once the stream was read to its end.
    pub(crate) fn digest(&self) -> Option<Digest> {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.ended.then(|| {
            let mut sha256 = String::new();
            for byte in state.hasher.clone().finalize() {
                // Writing to a string cannot fail.
                let _ = write!(sha256, "{byte:02x}");
            }
            Digest { sha256, bytes: state.bytes }
        })
    }
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        let mut state = self.meter.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.hasher.update(&buffer[..read]);
        state.bytes += read as u64;
        state.ended |= read == 0 && !buffer.is_empty();
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_has_a_digest_at_its_end() {
        let (mut bytes, meter) = Meter::of(Box::new(&b"abc"[..]));
        let mut buffer = [0; 2];
        bytes.read_exact(&mut buffer).unwrap();
        assert_eq!((meter.digest(), meter.bytes()), (None, 2));
        bytes.read_to_end(&mut Vec::new()).unwrap();
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(meter.digest(), Some(Digest { sha256: sha256.to_owned(), bytes: 3 }));
    }
}
