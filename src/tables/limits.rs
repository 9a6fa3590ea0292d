//! What is read at most: bounds that no inventory reaches, so that a hostile file costs no more than an honest one.

/// The most columns of a sheet, as spreadsheets have them.
pub(crate) const COLUMNS: usize = 16_384;
/// A text of more bytes is long: each of its repeats is searched like the first.
pub(crate) const LONG: usize = 1 << 10;
/// The most long text that may be repeated, in MiB.
pub(crate) const REPEATED: u64 = 64;
/// The longest record of a text, in MiB.
pub(crate) const RECORD: u64 = 16;
