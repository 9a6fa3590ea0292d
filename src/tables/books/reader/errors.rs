//! What the reader of workbooks does not know in a sheet, and would refuse the whole book for: errors in cells, such as one that says that data
//! are on their way, and a place of all cells that is none.

use std::{io::Read, ops::Range};

use calamine::CellErrorType;
use memchr::memmem;

use super::{Fault, cell_names::is_range, fault::damaged};

/// The longest sheet that is written anew, in bytes; a longer one stays as it is.
const LONGEST: u64 = 64 << 20;
/// What they are written as.
const KNOWN: &[u8] = b"#N/A";
/// The tag that says where all cells stand, which tells nothing that is needed, with what is written in it; and the one behind it.
const DIMENSION: &[u8] = b"dimension";
const KNOWN_DIMENSION: &[u8] = b" ref=\"A1\"";
const CELLS: &[u8] = b"sheetData";
/// How a value begins that may be an error, and the cell around it.
const VALUE: &[u8] = b"<v>#";
const CELL: &[u8] = b"<c ";
/// What the tag of a cell with an error says.
const IS_ERROR: [&[u8]; 2] = [b" t=\"e\"", b" t='e'"];

/// A sheet with such errors written as one that is known, and without such a place; `None` where it is too long for that.
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
    if let Some(place) = odd_dimension(&out) {
        out.splice(place, KNOWN_DIMENSION.iter().copied());
    }
    Ok(Some(out))
}

/// Where a sheet says in which place all its cells stand, if that is none: between the name of the tag and its end.
fn odd_dimension(sheet: &[u8]) -> Option<Range<usize>> {
    let before = &sheet[..memmem::find(sheet, CELLS)?];
    let start = memmem::find(before, DIMENSION)? + DIMENSION.len();
    let length = memchr::memchr(b'>', &before[start..])?;
    let says =
        before[start..start + length].strip_suffix(b"/").unwrap_or(&before[start..start + length]);
    let name = std::str::from_utf8(says).ok().and_then(|says| says.trim().strip_prefix("ref="));
    let is_known = name.is_some_and(|name| is_range(name.trim_matches(['"', '\''])));
    (!is_known).then_some(start..start + says.len())
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
    fn a_place_that_is_none_is_left_out() {
        let known = |sheet: &str| {
            let known = known(sheet.as_bytes()).ok().flatten();
            known.and_then(|sheet| String::from_utf8(sheet).ok())
        };
        for (says, kept) in [
            (" ref=\"\"/", " ref=\"A1\"/"),
            (" ref='x'></dimension", " ref=\"A1\"></dimension"),
            (" ref=\"A1:C9\"/", " ref=\"A1:C9\"/"),
            ("/", " ref=\"A1\"/"),
        ] {
            let sheet = |says: &str| format!("<x:dimension{says}><sheetData>dimension</sheetData>");
            assert_eq!(known(&sheet(says)), Some(sheet(kept)), "{says}");
        }
    }

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
