//! Intake: bytes to assets. It reads a file as it is, finds its header and columns, and hands out one asset a row.
//!
//! It knows nothing of vendors or of law. What it reads: `data/formats/`.
//!
//! The way of a file: `open` tells `text`, which may be packed, from workbooks (`books`), and text from `documents` such as JSON,
//! and chooses their sheets. Each gives a `source` of records. `columns` finds the header and says what each column holds, by the user's word, by header words
//! (`formats`) or by its cells; [`Inventory`] then reads row after row, and `rows` sets aside what is no asset.

mod books;
mod bytes;
mod columns;
mod dates;
mod documents;
mod error;
mod feed;
mod formats;
mod inventory;
mod open;
mod options;
mod rows;
mod source;
mod text;

#[cfg(test)]
mod testing;

pub use columns::{
    ColumnUnderstanding, ColumnUse, Content, Form, Packing, Sureness, TextForm, Understanding,
    UnknownUse, Warning, Why,
};
pub use documents::Broken;
pub use error::Error;
pub use formats::Formats;
pub use inventory::Inventory;
pub use options::Options;
pub use rows::{Entry, Note, SetAside, Unreadable};
pub use text::EncodingBasis;
