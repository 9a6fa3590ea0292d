//! Intake: tables to assets. It finds the header and the columns of a table, and hands out one asset a row.
//!
//! It knows nothing of vendors or of law, and leaves it to `tables` how files are written. What it reads: `data/formats/`.
//!
//! The way of a file: `open` tells text from workbooks, from `documents` such as JSON and from web `pages`, and chooses their sheets. Each gives a
//! `source` of records. `understand` finds the header (`shapes`), and `columns` say what each column holds, by the user's word, by header
//! words (`formats`) or by its cells. [`Inventory`] then reads row after row: `non_assets` are set aside, `cells`
//! cleans what is one, `labelled` finds the facts that stand inside a cell, and the `account` says what became of every record.

mod account;
mod cells;
mod columns;
mod companies;
mod dates;
mod documents;
mod error;
mod formats;
mod inventories;
mod inventory;
mod labelled;
mod mojibake;
mod non_assets;
mod open;
mod options;
#[cfg(feature = "documents")]
mod pages;
mod plain_rows;
mod records;
mod remembered;
mod rows;
mod searched;
mod shapes;
mod sheets;
mod source;
mod understand;
mod unread;

#[cfg(test)]
mod tests;

pub use account::Account;
pub use columns::{
    ColumnUnderstanding, ColumnUse, Content, Sureness, Understanding, UnknownUse, Warning, Why,
};
pub use companies::{Companies, Trade};
pub use error::{Error, ErrorKind};
pub(crate) use formats::in_doubt;
pub use formats::{Count, Fit, Formats};
pub use inventories::Inventories;
pub use inventory::Inventory;
pub(crate) use labelled::stated_maker;
pub use options::Options;
pub(crate) use plain_rows::{PlainCell, PlainRows};
pub use rows::{Entry, Note, SetAside, Unreadable};
#[cfg(test)]
use tests::testing;
pub use unread::Unread;

pub use crate::tables::{
    Broken, EncodingBasis, Form, Packing, ReadErrorKind, TextForm, books::Lack, digest::Digest,
    text::Quote,
};
