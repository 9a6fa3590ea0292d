//! Text: which encoding and which separator it has, and its records.
//!
//! `packed` unpacks it (`zstd` is one of the packings), `sniff` finds its encoding, `decoded` is the text in UTF-8, `delimiter` finds what stands between the
//! cells, and `records` reads row after row through the `tap` that counts lines.

mod decoded;
pub(super) mod delimiter;
mod packed;
mod records;
mod sniff;
mod tap;
mod zstd;

pub use self::sniff::EncodingBasis;
pub(super) use self::{decoded::Decoded, records::TextRecords};
