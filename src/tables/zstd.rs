//! A zstd file as a stream: its frames one after the other, over those that hold no data.

use std::io::{self, Read};

use ruzstd::decoding::{
    BlockDecodingStrategy, FrameDecoder,
    errors::{FrameDecoderError, ReadFrameHeaderError},
};

use crate::tables::bytes::Bytes;

/// How frames of data begin.
pub(super) const FRAME: &[u8] = b"\x28\xb5\x2f\xfd";
/// How frames to skip go on after their first byte, which is one of sixteen.
const SKIPPED: &[u8] = b"\x2a\x4d\x18";
/// How much of the text a frame may go back to, in MiB: as much as the zstd program itself allows.
const WINDOW: u64 = 128;

/// The text of a zstd file.
pub(super) struct Zstd {
    source: Source,
    decoder: FrameDecoder,
    /// The decoder stands inside a frame.
    inside: bool,
}

impl Zstd {
    /// Whether a file that begins so may be one.
    pub(super) fn may_be(head: &[u8]) -> bool {
        let skipped = |head: &[u8]| head[0] & 0xf0 == 0x50 && head[1..].starts_with(SKIPPED);
        head.starts_with(FRAME) || !head.is_empty() && skipped(head)
    }

    pub(super) fn new(bytes: Bytes) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW << 20);
        let source = Source { inner: bytes, put_back: None, ended: false, failure: None };
        Self { source, decoder, inside: false }
    }

    /// Goes to the next frame of data; false at the end of the file.
    fn enter(&mut self) -> io::Result<bool> {
        loop {
            if self.source.is_at_end()? {
                return Ok(false);
            }
            match self.decoder.reset(&mut self.source) {
                Ok(()) => {
                    self.inside = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame {
                    length,
                    ..
                })) => {
                    let length = u64::from(length);
                    let passed = io::copy(&mut self.source.by_ref().take(length), &mut io::sink())?;
                    if passed < length {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
                Err(error) => return Err(self.source.explained(error)),
            }
        }
    }

    /// Unpacks until there is text to be handed out, or the frame ends.
    fn fill(&mut self) -> io::Result<()> {
        while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
            let blocks = BlockDecodingStrategy::UptoBlocks(1);
            let outcome = self.decoder.decode_blocks(&mut self.source, blocks);
            outcome.map_err(|error| self.source.explained(error))?;
        }
        Ok(())
    }

    /// Says that a frame has been read to its end, and compares its checksum if it has one.
    fn leave(&mut self) -> io::Result<()> {
        self.inside = false;
        let stated = self.decoder.get_checksum_from_data();
        if stated.is_some() && stated != self.decoder.get_calculated_checksum() {
            let what = "its checksum does not fit its content";
            return Err(io::Error::new(io::ErrorKind::InvalidData, what));
        }
        Ok(())
    }
}

impl Read for Zstd {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.inside && !self.enter()? {
                return Ok(0);
            }
            self.fill()?;
            let read = self.decoder.read(buffer)?;
            if read > 0 {
                return Ok(read);
            }
            self.leave()?;
        }
    }
}

/// The packed file. The decoder hides what went wrong with it, so it is kept here.
struct Source {
    inner: Bytes,
    /// A byte that was read to see whether there is one.
    put_back: Option<u8>,
    ended: bool,
    failure: Option<io::Error>,
}

impl Source {
    fn is_at_end(&mut self) -> io::Result<bool> {
        let mut byte = [0];
        while !self.ended && self.put_back.is_none() {
            match self.read(&mut byte) {
                Ok(0) => {}
                Ok(_) => self.put_back = Some(byte[0]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.failure.take().unwrap_or(error)),
            }
        }
        Ok(self.put_back.is_none())
    }

    /// What the decoder says, unless the file itself has ended or failed.
    fn explained(&mut self, error: FrameDecoderError) -> io::Error {
        if let Some(failure) = self.failure.take() {
            return failure;
        }
        if self.ended {
            return io::ErrorKind::UnexpectedEof.into();
        }
        match error {
            FrameDecoderError::WindowSizeTooBig { requested, .. } => {
                let needed = requested.div_ceil(1 << 20);
                io::Error::other(format!(
                    "to unpack it takes {needed} MiB of memory, more than {WINDOW}: pack it again, without --long"
                ))
            }
            FrameDecoderError::DictNotProvided { .. } => {
                io::Error::other("it was packed with a dictionary: unpack it first")
            }
            error => io::Error::new(io::ErrorKind::InvalidData, error.to_string()),
        }
    }
}

impl Read for Source {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let (Some(first), Some(byte)) = (buffer.first_mut(), self.put_back) {
            *first = byte;
            self.put_back = None;
            return Ok(1);
        }
        match self.inner.read(buffer) {
            Ok(read) => {
                self.ended |= read == 0 && !buffer.is_empty();
                Ok(read)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) => {
                let kind = error.kind();
                self.failure = Some(error);
                Err(kind.into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unpacked(bytes: &[u8]) -> io::Result<String> {
        let mut text = String::new();
        Zstd::new(Box::new(io::Cursor::new(bytes.to_vec()))).read_to_string(&mut text)?;
        Ok(text)
    }

    fn packed(text: &str) -> Vec<u8> {
        use ruzstd::encoding::{CompressionLevel, compress_to_vec};
        compress_to_vec(text.as_bytes(), CompressionLevel::Fastest)
    }

    #[test]
    fn frames_follow_each_other_and_others_are_skipped() {
        let skipped = b"\x5f\x2a\x4d\x18\x03\x00\x00\x00abc".to_vec();
        let empty = packed("");
        let file = [&skipped[..], &packed("Model\n"), &empty, &skipped, &packed("X1\n"), &skipped]
            .concat();
        assert!(Zstd::may_be(&file) && Zstd::may_be(&packed("a")));
        assert!(!Zstd::may_be(b"PK\x03\x04") && !Zstd::may_be(b"") && !Zstd::may_be(b"\x5f*"));
        assert_eq!(unpacked(&file).unwrap(), "Model\nX1\n");
        assert_eq!(unpacked(b"").unwrap(), "");
        for length in [file.len() - 1, skipped.len() - 1, skipped.len() + 7, 2] {
            let error = unpacked(&file[..length]).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof, "{length}: {error}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_an_error() {
        let file = packed("Model,Serial\nX1,1234567\nX1,1234568\nX1,1234569\n");
        for at in 0..file.len() {
            for bit in 0..8 {
                let mut damaged = file.clone();
                damaged[at] ^= 1 << bit;
                // Whatever it says, it comes to an end.
                let _ = unpacked(&damaged);
            }
        }
        let wide = [FRAME, b"\x00\xa8\x01\x00\x00"].concat();
        let error = unpacked(&wide).unwrap_err().to_string();
        assert!(error.contains("2048 MiB"), "{error}");
    }
}
