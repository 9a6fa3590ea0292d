//! Text: which encoding and which separator it has, and its records.
//!
//! `sniff`, `legacy` and `foreign` find its encoding, `decoded` is the text in UTF-8 (of `utf32` too), `line_breaks` of Unicode are made the usual
//! ones, the lines of `ldif` are put together, `delimiter` finds what stands between the
//! cells, `dialect` sets up the parser, and `records` reads row after row through the `tap` that counts lines. Who can do without
//! most of the rows takes the text in `blocks`, and cuts them with `cut`.

mod blocks;
mod cut;
mod decoded;
pub(crate) mod delimiter;
mod dialect;
mod disguise;
mod foreign;
mod ldif;
mod legacy;
mod line_breaks;
mod records;
mod rewritten;
mod sniff;
mod tap;
mod utf32;

pub use self::dialect::Quote;
pub(crate) use self::{
    blocks::Blocks,
    cut::Cutter,
    decoded::Decoded,
    dialect::{Dialect, RecordParser},
    records::{Text, TextRecords},
};
