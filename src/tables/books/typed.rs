//! The cells of a sheet as they stand in it: with their types and the formats in which they are shown, nothing filled down and
//! nothing left out. Who writes a sheet back needs them; who reads an inventory needs their text alone.

use std::sync::Arc;

#[cfg(not(feature = "xlsx"))]
use super::Listed;
#[cfg(not(feature = "xlsx"))]
use crate::tables::{Fault, ReadError, ReadErrorKind, bytes::Bytes};

/// A cell that is filled.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TypedCell {
    /// The column, from 0.
    pub(crate) column: usize,
    /// The cell as text, as a person sees it.
    pub(crate) text: String,
    pub(crate) value: CellValue,
    /// The format in which a number is shown, where it has one of its own.
    pub(crate) format: Option<Arc<str>>,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum CellValue {
    Text,
    Number(f64),
    Truth(bool),
    /// The name of an error stands in place of a value.
    Error,
}

/// A row with a filled cell in it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TypedRow {
    /// Its number in the sheet, from 1.
    pub(crate) line: u64,
    /// Its filled cells from left to right.
    pub(crate) cells: Vec<TypedCell>,
    /// Whether readers of inventories see the row: errors alone make none.
    pub(crate) is_seen: bool,
}

/// A build without the reader of workbooks has none to write back.
#[cfg(not(feature = "xlsx"))]
pub(crate) enum TypedBook {}

/// The rows of no sheet.
#[cfg(not(feature = "xlsx"))]
pub(crate) enum TypedRows {}

#[cfg(not(feature = "xlsx"))]
impl TypedBook {
    pub(crate) fn open(file: &str, _: Bytes) -> Result<Self, ReadError> {
        let kind = ReadErrorKind::LeftOut { form: "workbooks", feature: "xlsx" };
        Err(ReadError::new(file, kind))
    }

    pub(crate) fn sheets(&self) -> &[Listed] {
        match *self {}
    }

    pub(crate) fn rows(&self, _: &Listed) -> TypedRows {
        match *self {}
    }
}

#[cfg(not(feature = "xlsx"))]
impl TypedRows {
    pub(crate) fn next(&mut self) -> Result<Option<TypedRow>, Fault> {
        match *self {}
    }
}
