//! Intake: bytes to assets. It reads a file as it is, finds its header and columns, and hands out one asset a row.
//!
//! It knows nothing of vendors or of law. What it reads: `data/formats/`.
//!
//! The way of a file: `open` tells text, which may be `packed`, from workbooks (`books`) and chooses their sheets; `source`
//! finds encoding (`sniff`) and separator (`delimiter`) of text; `header` finds the header;
//! `columns` says what each column holds, by the user's word (`overrides`), by header words (`formats`) or by its cells
//! (`content`); [`Inventory`] then reads row after row through the `tap` that counts lines, and `rows` sets aside what is no
//! asset.

mod books;
mod columns;
mod content;
mod dates;
mod delimiter;
mod error;
mod formats;
mod header;
mod inventory;
mod open;
mod overrides;
mod packed;
mod rows;
mod sniff;
mod source;
mod tap;
mod understanding;

#[cfg(test)]
mod testing;

pub use error::Error;
pub use formats::Formats;
pub use inventory::{Inventory, Options};
pub use overrides::{ColumnUse, UnknownUse};
pub use rows::{Entry, Note, SetAside, Unreadable};
pub use sniff::EncodingBasis;
pub use understanding::{
    ColumnUnderstanding, Content, Form, Sureness, Understanding, Warning, Why,
};
