//! How large a page may be: bounds that no inventory reaches.

use crate::tables::ReadErrorKind;

/// The longest page, in MiB.
pub(super) const PAGE: u64 = 128;
/// The most tables of a page.
pub(super) const TABLES: usize = 1_000;
/// The most rows and cells of all its tables.
pub(super) const ROWS: usize = 1_048_576;
pub(super) const CELLS: usize = 20_000_000;
/// How much text cells may be filled down with, in MiB.
pub(super) const REPEATED: usize = 16;

pub(super) fn too_large(what: String) -> ReadErrorKind {
    ReadErrorKind::LargePage(what)
}
