//! Intake: bytes to assets. It reads a file as it is, finds its header and columns, and hands out one asset a row.
//!
//! It knows nothing of vendors or of law. What it reads: `data/formats/`.
//!
//! The way of a file: `open` tells `text`, which may be packed, from workbooks (`books`), and text from `documents` such as JSON,
//! and chooses their sheets. Each gives a `source` of records. `understand` finds the header, and `columns` say what each column holds, by the user's word, by header
//! words (`formats`) or by its cells. [`Inventory`] then reads row after row: the `sieve` sets aside what is no asset, `cells`
//! cleans what is one, `labelled` finds the facts that stand inside a cell, and the `account` says what became of every record.

mod abreast;
mod account;
mod books;
mod bytes;
mod cells;
mod columns;
mod companies;
mod dates;
mod digest;
mod documents;
mod error;
mod feed;
mod formats;
mod forms;
mod inventory;
mod labelled;
mod mended;
mod open;
mod options;
mod rows;
mod shape;
mod sheets;
mod sieve;
mod source;
mod spoilt;
mod telling;
mod text;
mod understand;
mod unread;

#[cfg(test)]
mod testing;

pub use account::Account;
pub use books::Lack;
pub use columns::{
    ColumnUnderstanding, ColumnUse, Content, Form, Packing, Sureness, TextForm, Understanding,
    UnknownUse, Warning, Why,
};
pub use companies::{Companies, Trade};
pub use digest::Digest;
pub use documents::Broken;
pub use error::Error;
pub use formats::{Count, Fit, Formats, in_doubt};
pub use inventory::Inventory;
pub use open::Inventories;
pub use options::Options;
pub use rows::{Entry, Note, SetAside, Unreadable};
pub use text::{EncodingBasis, Quote};
pub use unread::Unread;
