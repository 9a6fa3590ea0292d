//! Why a workbook could not be written.

use std::io;

use rust_xlsxwriter::XlsxError;

use crate::report::sheet::store::not_kept;

/// Why a workbook could not be written.
#[derive(Debug)]
pub(super) struct Failed(io::Error);

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self(error)
    }
}

impl From<XlsxError> for Failed {
    fn from(error: XlsxError) -> Self {
        Self(match error {
            XlsxError::IoError(error) => not_kept(&error),
            other => io::Error::other(format!("the workbook cannot be written: {other}")),
        })
    }
}

impl From<Failed> for io::Error {
    fn from(Failed(error): Failed) -> Self {
        error
    }
}
