//! How much a packed workbook unpacks to, before anything of it is kept: a bomb is refused.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use super::{Fault, opened::CELLS, repeats};

/// What all parts together may unpack to.
const UNPACKED: u64 = 1 << 30;
/// What a part that is kept in memory as a whole may unpack to.
const KEPT: u64 = 512 << 20;
/// DEFLATE packs no more bytes than this into one.
const RATIO: u64 = 1032;

/// Parts that are kept in memory as a whole.
const KEPT_PARTS: [&str; 3] = ["sharedstrings.", "styles.", "content.xml"];

/// Unpacks every part that is read later and keeps none of it.
pub(super) fn check(bytes: &[u8], is_ods: bool) -> Result<(), Fault> {
    check_within(bytes, is_ods, UNPACKED, KEPT)
}

fn check_within(bytes: &[u8], is_ods: bool, whole: u64, kept: u64) -> Result<(), Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    // Too little to unpack to much.
    let small = bytes.len() as u64 * RATIO <= whole.min(kept);
    let mut total = 0;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index)?;
        let name = part.name()?.to_lowercase();
        let read = [".xml", ".bin", ".rels"].iter().any(|ending| name.ends_with(ending));
        let content = is_ods && name == "content.xml";
        if !read || small && !content {
            continue;
        }
        let is_kept = KEPT_PARTS.iter().any(|kept| name.contains(kept));
        let limit = if is_kept { kept } else { whole };
        let bound = limit.min(whole - total);
        let mut limited = part.by_ref().take(bound + 1);
        let unpacked = if content {
            let mut text = Vec::new();
            limited.read_to_end(&mut text).map_err(damaged)?;
            if repeats::cells(&text) > CELLS {
                return Err(too_many_cells());
            }
            text.len() as u64
        } else {
            io::copy(&mut limited, &mut io::sink()).map_err(damaged)?
        };
        if unpacked > bound {
            return Err(Fault::TooLarge(format!(
                "up to `{name}` it unpacks to more than {} KiB",
                limit >> 10
            )));
        }
        total += unpacked;
    }
    Ok(())
}

/// The fault of a sheet with more cells than the bound.
pub(super) fn too_many_cells() -> Fault {
    Fault::TooLarge(format!("a sheet has more than {} million cells", CELLS / 1_000_000))
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err gives")]
fn damaged(error: io::Error) -> Fault {
    Fault::Damaged(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let bytes = std::fs::read("tests/fixtures/intake/books/snipeit_export.xlsx").unwrap();
        assert_eq!(check(&bytes, false), Ok(()));
        let refused = |whole, kept| check_within(&bytes, false, whole, kept).unwrap_err();
        assert_eq!(
            refused(20 << 10, 20 << 10),
            Fault::TooLarge(
                "up to `xl/worksheets/sheet1.xml` it unpacks to more than 20 KiB".into()
            )
        );
        assert_eq!(
            refused(1 << 30, 1 << 10),
            Fault::TooLarge("up to `xl/styles.xml` it unpacks to more than 1 KiB".into())
        );
    }
}
