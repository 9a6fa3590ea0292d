//! A text whose encoding is known: its beginning, and all of it as a stream of UTF-8.

use std::io::{self, Cursor, Read};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;
use memchr::memmem;

use super::{
    disguise::Stranger,
    sniff::{self, DetectedEncoding, are_pairs_of_ascii},
    utf32::Utf32,
};
use crate::tables::{EncodingBasis, ReadError, ReadErrorKind, Vocabulary, bytes::Bytes};

/// How many bytes are looked at before the file is read.
const HEAD: usize = 64 << 10;
/// How many, as long as they are all ASCII and so say nothing of the encoding.
const ASCII_HEAD: usize = 1 << 20;

/// A text in UTF-8.
pub(crate) struct Decoded {
    /// The name of the encoding that it was written in.
    pub(crate) encoding: &'static str,
    pub(crate) basis: EncodingBasis,
    /// How the text begins; the last character may be cut.
    pub(crate) head: String,
    /// Whether the head is all of it.
    pub(crate) whole: bool,
    /// Whether the head has bytes that are not valid in UTF-8, in which it is written, so that a sign stands in their place.
    pub(crate) lossy: bool,
    /// What to say if it is a web page, which is no inventory, and whose lines can be searched all the same.
    pub(crate) page: Option<ReadErrorKind>,
    /// The text from its start, without its mark.
    pub(crate) bytes: Bytes,
}

impl Decoded {
    /// Finds out the encoding of a text from its first bytes, unless the user has `declared` its name. What is no text is an error.
    pub(crate) fn new(
        file: &str,
        mut bytes: Bytes,
        declared: Option<&str>,
        words: &impl Vocabulary,
    ) -> Result<Self, ReadError> {
        let (head, whole) = head(&mut bytes).map_err(|cause| ReadError::system(file, cause))?;
        let unless_other = declared.is_none_or(Utf32::is_named);
        if let Some(form) = Utf32::of(&head).filter(|_| unless_other) {
            let text = form.decoded(Box::new(Cursor::new(head).chain(bytes)));
            let decoded = Self::new(file, text, Some(UTF_8.name()), words)?;
            return Ok(Self { encoding: form.encoding, basis: form.basis, ..decoded });
        }
        let (page, stranger) = match sniff::stranger(&head) {
            Some(stranger) if stranger.is_page => (Some(not_text(stranger)), None),
            other => (None, other),
        };
        let found = match stranger {
            Some(stranger) => Err(not_text(stranger)),
            None => encoding(&head, whole, declared, words),
        };
        let found = found.map_err(|kind| ReadError::new(file, kind))?;
        let marked = head.get(found.mark..).unwrap_or_default();
        let (text, malformed) = found.encoding.decode_without_bom_handling(marked);
        if text.trim().is_empty() && whole {
            return Err(ReadError::new(file, ReadErrorKind::Empty));
        }
        let rest = Cursor::new(marked.to_vec()).chain(bytes);
        let decoded: Bytes = if found.encoding == UTF_8 {
            Box::new(rest)
        } else {
            let mut decoder = DecodeReaderBytesBuilder::new();
            let text = decoder.encoding(Some(found.encoding)).bom_sniffing(false).build(rest);
            let in_pairs = found.encoding == UTF_16LE || found.encoding == UTF_16BE;
            if in_pairs {
                Box::new(InPairs { inner: text, last: Vec::new() })
            } else {
                Box::new(text)
            }
        };
        let (encoding, basis) = (found.encoding.name(), found.basis);
        let lossy = malformed && found.encoding == UTF_8;
        let head = text.into_owned();
        Ok(Self { encoding, basis, head, whole, lossy, page, bytes: decoded })
    }
}

/// The first bytes, and whether they are all there are.
fn head(bytes: &mut Bytes) -> io::Result<(Vec<u8>, bool)> {
    let mut head = Vec::new();
    loop {
        let before = head.len();
        bytes.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        let added = &head[before..];
        if added.len() < HEAD {
            return Ok((head, true));
        }
        if !added.is_ascii() || head.len() >= ASCII_HEAD {
            return Ok((head, false));
        }
    }
}

fn not_text(Stranger { looks, advice, holds_rows, .. }: Stranger) -> ReadErrorKind {
    ReadErrorKind::NotText { looks, advice, has_rows: holds_rows }
}

fn encoding(
    head: &[u8],
    whole: bool,
    declared: Option<&str>,
    words: &impl Vocabulary,
) -> Result<DetectedEncoding, ReadErrorKind> {
    if head.is_empty() {
        return Err(ReadErrorKind::Empty);
    }
    let Some(name) = declared else {
        return sniff::encoding(head, whole, words).map_err(not_text);
    };
    let encoding = Encoding::for_label(name.as_bytes())
        .ok_or_else(|| ReadErrorKind::UnknownEncoding(name.to_owned()))?;
    let mark = Encoding::for_bom(head).filter(|(marked, _)| *marked == encoding);
    let mark = mark.map_or(0, |(_, length)| length);
    Ok(DetectedEncoding { encoding, basis: EncodingBasis::Override, mark })
}

/// Text that was UTF-16, of which each letter takes a pair of bytes. Where one is missing, all letters behind it are others, line breaks
/// among them, so that rows are swallowed.
struct InPairs<R> {
    inner: R,
    /// The last bytes that were read.
    last: Vec<u8>,
}

/// How many of them: those of some ten letters.
const LAST: usize = 32;

/// A line break whose bytes are paired with others: no alphabet has that letter.
const TORN: &str = "\u{a00}";
/// What stands for half a pair at the end.
const HALF: &str = "\u{fffd}";

impl<R: Read> Read for InPairs<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let text = buffer.get(..read).unwrap_or_default();
        let ends = text.is_empty() && !buffer.is_empty();
        self.last.extend_from_slice(text.get(..TORN.len()).unwrap_or(text));
        let holds = |text: &[u8]| memmem::find(text, TORN.as_bytes()).is_some();
        let fault = |cause: &str| Err(io::Error::new(io::ErrorKind::InvalidData, cause));
        if holds(&self.last) || holds(text) || ends && self.last.ends_with(HALF.as_bytes()) {
            return fault(
                "a byte of its UTF-16 is missing, so that the letters behind it are others",
            );
        }
        let ending = String::from_utf8_lossy(&self.last);
        if ends && are_pairs_of_ascii(ending.trim_start_matches('\u{fffd}').chars().rev()) {
            return fault(
                "it ends in lines of another encoding than the UTF-16 that it begins in, so save all of it as UTF-8",
            );
        }
        self.last.extend_from_slice(text.get(TORN.len()..).unwrap_or_default());
        self.last.drain(..self.last.len().saturating_sub(LAST));
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a text that comes in pieces of so many bytes.
    fn read(text: &str, piece: usize) -> io::Result<String> {
        let mut reader = InPairs { inner: text.as_bytes(), last: Vec::new() };
        let (mut all, mut buffer) = (Vec::new(), vec![0; piece]);
        loop {
            match reader.read(&mut buffer)? {
                0 => return Ok(String::from_utf8(all).unwrap()),
                read => all.extend_from_slice(&buffer[..read]),
            }
        }
    }

    #[test]
    fn torn_pairs_are_no_letters() {
        for piece in 1..9 {
            for text in ["", "a", "Model\n摄像机 一 가\u{fffd}\n", "\u{fffd}\u{a01}"] {
                assert_eq!(read(text, piece).unwrap(), text);
            }
            for text in
                ["\u{a00}", "Model\n䄀\u{a00}䈀", "Model\nA\u{fffd}", "Model\n䅂䍄䕆䝈䥊䭌䵎佐兒卓"]
            {
                assert!(read(text, piece).is_err(), "{text} by {piece}");
            }
        }
    }
}
