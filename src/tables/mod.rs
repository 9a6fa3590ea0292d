//! Tables: bytes to rows of cells, bounded and one after the other, with what a file shows of them beyond their text.
//!
//! This room knows how files are written and no word of what stands in them: what it must be told of words it asks of a
//! [`Vocabulary`]. It knows nothing of assets, columns or headers; `intake` does, and stands above it.
//!
//! `original` reads a file once more as it stands, so that it can be written back.
//!
//! [`bytes`] are where a file comes from, `packed` unpacks it, and its [`form`] tells what is left: [`text`] that separators cut
//! into cells, a web [`page`], or a workbook of [`books`]. `limits` bound all of it, and a `reader_thread` reads ahead where that helps.

pub(crate) mod base64_text;
pub(crate) mod books;
mod broken;
pub(crate) mod bytes;
pub(crate) mod digest;
mod error;
pub(crate) mod escaped;
mod form;
pub(crate) mod garbled;
pub(crate) mod limits;
pub(crate) mod mojibake;
#[cfg(feature = "cli")]
pub(crate) mod original;
mod packed;
#[cfg(feature = "documents")]
pub(crate) mod page;
pub(crate) mod reader_thread;
mod row;
pub(crate) mod text;
mod vocabulary;
mod zstd;

pub use self::{
    broken::Broken,
    error::ReadErrorKind,
    form::{EncodingBasis, Form, Packing, TextForm},
};
pub(crate) use self::{
    error::{Changed, Fault, ReadError},
    packed::UnpackedFile,
    row::{HeldRows, NoRows, Row, Rows},
    vocabulary::{NoWords, Vocabulary},
};
