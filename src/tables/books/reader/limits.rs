//! What a workbook may come to, and the faults of one that comes to more.

use super::{Fault, fault::shown};

/// The most columns and rows that a sheet can have. Readers leave out what stands beyond.
pub(super) const COLUMNS: u64 = 16_384;
pub(super) const ROWS: u64 = 1_048_576;
/// The most cells that a sheet may have.
pub(super) const CELLS: u64 = 20_000_000;
/// What all parts together may unpack to.
pub(super) const UNPACKED: u64 = 1 << 30;
/// What their reader may keep in memory.
pub(super) const KEPT: u64 = 1 << 30;
/// The most shared texts that no cell shows: programs keep each for the cells that show it.
pub(super) const SPARE_TEXTS: u64 = 1_000_000;
/// The regions of merged cells in a sheet.
pub(super) const REGIONS: u64 = 1_000_000;
/// How often filled rows may be repeated without being written out: a few bytes ask for as many rows as they like.
pub(super) const REPEATED_ROWS: u64 = 100_000;
/// And how much text they may come to so, for rows that are all the same, and blanks that only a number stands for.
pub(super) const REPEATED_TEXT: u64 = 16 << 20;

/// The fault of a sheet with more cells than the bound.
pub(super) fn too_many_cells() -> Fault {
    Fault::TooLarge(format!("a sheet has more than {} million cells", CELLS / 1_000_000))
}

pub(super) fn too_many_texts() -> Fault {
    Fault::TooLarge(format!(
        "it keeps more than {} million texts that no cell shows",
        SPARE_TEXTS / 1_000_000
    ))
}

pub(super) fn too_many_regions() -> Fault {
    Fault::TooLarge(format!("a sheet has more than {} million merged cells", REGIONS / 1_000_000))
}

pub(super) fn too_much_kept() -> Fault {
    Fault::TooLarge(format!("its texts and styles need more than {} GiB", KEPT >> 30))
}

pub(super) fn unpacks_to_too_much() -> Fault {
    Fault::TooLarge("it unpacks to more than any inventory needs".into())
}

pub(super) fn too_many_repeats(sheet: &str) -> Fault {
    let sheet = shown(sheet);
    Fault::TooLarge(format!(
        "the sheet `{sheet}` brings filled rows to more than {REPEATED_ROWS} repeats"
    ))
}

pub(super) fn too_many_blanks(sheet: &str) -> Fault {
    let (sheet, most) = (shown(sheet), REPEATED_TEXT >> 20);
    Fault::TooLarge(format!(
        "the sheet `{sheet}` asks for more than {most} MiB of blanks without writing them out"
    ))
}

pub(super) fn too_much_repeated(sheet: &str) -> Fault {
    let (sheet, most) = (shown(sheet), REPEATED_TEXT >> 20);
    Fault::TooLarge(format!("the rows of the sheet `{sheet}` repeat more than {most} MiB of text"))
}
