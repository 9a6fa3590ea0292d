//! Errors in cells that the reader of workbooks does not know, such as one that says that data are on their way: it would refuse the whole book.

use std::io::Read;

use calamine::CellErrorType;
use memchr::memmem;

use super::{Fault, fault::damaged};

/// The longest sheet that is written anew, in bytes; a longer one stays as it is.
const LONGEST: u64 = 64 << 20;
/// What they are written as.
const KNOWN: &[u8] = b"#N/A";
/// How a value begins that may be an error, and the cell around it.
const VALUE: &[u8] = b"<v>#";
const CELL: &[u8] = b"<c ";
/// What the tag of a cell with an error says.
const IS_ERROR: [&[u8]; 2] = [b" t=\"e\"", b" t='e'"];

/// A sheet with such errors written as one that is known; `None` where it is too long for that.
pub(super) fn known(part: impl Read) -> Result<Option<Vec<u8>>, Fault> {
    let mut sheet = Vec::new();
    part.take(LONGEST + 1).read_to_end(&mut sheet).map_err(|error| damaged(&error))?;
    if sheet.len() as u64 > LONGEST {
        return Ok(None);
    }
    let (mut out, mut copied) = (Vec::with_capacity(sheet.len()), 0);
    for at in memmem::find_iter(&sheet, VALUE) {
        let start = at + VALUE.len() - 1;
        let end = start + memchr::memchr(b'<', &sheet[start..]).unwrap_or(0);
        let name = std::str::from_utf8(&sheet[start..end]).unwrap_or_default();
        if is_error(&sheet[copied..at]) && name.parse::<CellErrorType>().is_err() {
            out.extend_from_slice(&sheet[copied..start]);
            out.extend_from_slice(KNOWN);
            copied = end;
        }
    }
    out.extend_from_slice(&sheet[copied..]);
    Ok(Some(out))
}

/// Whether the cell in which a text ends is one of an error.
fn is_error(before: &[u8]) -> bool {
    let tag = memmem::rfind(before, CELL).and_then(|at| {
        let tag = &before[at..];
        tag.get(..memchr::memchr(b'>', tag)?)
    });
    tag.is_some_and(|tag| IS_ERROR.iter().any(|says| memmem::find(tag, says).is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_errors_that_are_not_known_change() {
        let sheet = "<row><c r=\"A1\" t=\"e\"><v>#GETTING_DATA</v></c><c r='B1' t='e'><v>#REF!</v></c>\
            <c r=\"C1\" t=\"str\"><v>#BUSY!</v></c><c r=\"D1\" t='e'><f>A1</f><v>#BUSY!</v></c></row>";
        let known = known(sheet.as_bytes()).ok().flatten();
        let known = known.and_then(|sheet| String::from_utf8(sheet).ok());
        let wanted = sheet.replace("#GETTING_DATA", "#N/A").replace("</f><v>#BUSY!", "</f><v>#N/A");
        assert_eq!(known.as_deref(), Some(wanted.as_str()));
    }
}
