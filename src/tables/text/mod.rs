//! Text: which encoding and which separator it has, and its records.
//!
//! `sniff` and `legacy` find its encoding, `decoded` is the text in UTF-8, `delimiter` finds what stands between the
//! cells, `dialect` sets up the parser, and `records` reads row after row through the `tap` that counts lines.

mod decoded;
pub(crate) mod delimiter;
mod dialect;
mod disguise;
mod legacy;
mod records;
mod sniff;
mod tap;

#[cfg(test)]
pub(crate) use self::dialect::Dialect;
pub use self::dialect::Quote;
pub(crate) use self::{decoded::Decoded, records::Text};
