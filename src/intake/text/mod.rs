//! Text: which encoding and which separator it has, and its records.
//!
//! `packed` unpacks it (with `zstd` among others), `sniff` and `legacy` find its encoding, `decoded` is the text in UTF-8, `delimiter` finds what stands between the
//! cells, `dialect` sets up the parser, and `records` reads row after row through the `tap` that counts lines.

mod decoded;
pub(super) mod delimiter;
mod dialect;
mod disguise;
mod legacy;
mod packed;
mod records;
mod sniff;
mod tap;
mod zstd;

#[cfg(test)]
pub(super) use self::dialect::Dialect;
pub(super) use self::{decoded::Decoded, records::TextRecords};
pub use self::{dialect::Quote, sniff::EncodingBasis};
