//! The records of an old Excel workbook that matter here, as the format numbers them, and how their numbers are read.

pub(super) const FORMULA: u16 = 0x06;
pub(super) const END: u16 = 0x0a;
pub(super) const NAME: u16 = 0x18;
pub(super) const PASSWORD: u16 = 0x2f;
pub(super) const CONTINUE: u16 = 0x3c;
pub(super) const SHEET: u16 = 0x85;
pub(super) const NUMBERS: u16 = 0xbd;
pub(super) const MERGED: u16 = 0xe5;
pub(super) const SHARED_STRINGS: u16 = 0xfc;
pub(super) const SHARED_STRING: u16 = 0xfd;
/// A comment on a cell, or what is written on a drawing; its text comes behind it.
pub(super) const BESIDE: u16 = 0x1b6;
pub(super) const DIMENSIONS: u16 = 0x200;
/// The text that a formula gave.
pub(super) const RESULT: u16 = 0x207;
pub(super) const BEGIN: u16 = 0x809;
/// Cells of other kinds: numbers, text, truth values and errors.
pub(super) const CELLS: [u16; 5] = [0xd6, 0x203, 0x204, 0x205, 0x27e];

/// The number in two bytes; 0 where they are missing.
pub(super) fn u16_at(data: &[u8], at: usize) -> u16 {
    let bytes = data.get(at..at + 2).and_then(|bytes| bytes.try_into().ok());
    bytes.map_or(0, u16::from_le_bytes)
}
