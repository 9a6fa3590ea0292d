//! Parts of a workbook in other letters than UTF-8, which alone its reader takes. They are written anew before anything else is read.

use std::io::{BufReader, Read};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use zip::read::ZipFile;

use super::{
    Fault,
    archive::Archive,
    book::Book,
    fault::damaged,
    limits::{KEPT, too_much_kept},
    repacked::Repacked,
    weighed::is_markup,
};

/// Within so many bytes a part says in which letters it is.
const HEAD: u64 = 256;
/// How it says so.
const SAYS: &str = "encoding=";

/// The workbook with all its parts in UTF-8; `None` where they are.
pub(super) fn book(archive: &mut Archive) -> Result<Option<Book>, Fault> {
    let (mut repacked, mut kept) = (Repacked::default(), 0);
    for index in 0..archive.len() {
        let part = archive.by_index(index)?;
        if !is_markup(&part.name()?.to_lowercase()) {
            continue;
        }
        let head = read(part, HEAD)?;
        let Some(encoding) = encoding(&head).filter(|encoding| *encoding != UTF_8) else {
            continue;
        };
        let part = read(archive.by_index(index)?, KEPT - kept)?;
        kept += part.len() as u64 * 3;
        if kept > KEPT {
            return Err(too_much_kept());
        }
        // What it says of its letters is true no more.
        let text = encoding.decode_with_bom_removal(&part).0;
        let declared = text.starts_with("<?xml").then(|| text.split_once("?>")).flatten();
        let text = declared.map_or(&*text, |(_, behind)| behind);
        repacked.put(index, text.as_bytes().to_vec());
    }
    if repacked.is_empty() { Ok(None) } else { repacked.book(archive).map(Some) }
}

fn read(part: ZipFile<'_, BufReader<Book>>, most: u64) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    part.take(most).read_to_end(&mut bytes).map_err(|error| damaged(&error))?;
    Ok(bytes)
}

/// In which letters a part is that begins so, if it says so.
fn encoding(head: &[u8]) -> Option<&'static Encoding> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Some(encoding);
    }
    match head {
        [b'<', 0, ..] => return Some(UTF_16LE),
        [0, b'<', ..] => return Some(UTF_16BE),
        _ => {}
    }
    let head = String::from_utf8_lossy(head);
    let (_, behind) = head.strip_prefix("<?xml")?.split_once("?>")?.0.split_once(SAYS)?;
    let name = behind.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?;
    Encoding::for_label(name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_say_in_which_letters_they_are() {
        for (head, name) in [
            (
                b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>".as_slice(),
                Some("windows-1252"),
            ),
            (b"<?xml version='1.0' encoding='utf-8' standalone='yes'?><a/>", Some("UTF-8")),
            (b"\xff\xfe<\0a\0", Some("UTF-16LE")),
            (b"\0<\0a", Some("UTF-16BE")),
            (b"<?xml version=\"1.0\"?><a encoding=\"latin1\"/>", None),
            (b"<a/>", None),
        ] {
            assert_eq!(encoding(head).map(Encoding::name), name);
        }
    }
}
